"""Where rulesets lie: the shipped ones by their names, all others by their paths."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files
from os import PathLike, fspath
from pathlib import Path
from typing import Final

from enforcerules.base.diagnostics import InvalidInput, Report, diagnose

SHIPPED: Final = "cn"
CATALOGUE: Final = "statutes"
"""The catalogue of statutes: 520 laws, of which those are loaded that something extends or somebody names."""


def library() -> Path:
    """Where the shipped rulesets lie: in the wheel, or in the checkout beside `src`."""
    packaged = Path(str(files("enforcerules"))) / "_data" / "rulesets"
    return packaged if packaged.exists() else Path(__file__).resolve().parents[3] / "rulesets"


def shipped(name: str) -> tuple[Path, ...]:
    """The shipped rulesets of a name (`cn`, `cn/market/food`, `cn/statutes/食品安全法`); none where there is none.

    `cn` is everything but the catalogue of statutes, of which only what is extended is loaded.
    """
    place = library() / name
    if name.rstrip("/") == SHIPPED:
        return tuple(one for one in sorted(place.iterdir()) if one.name != CATALOGUE and not one.name.startswith("."))
    if not name.startswith(f"{SHIPPED}/") or ".." in name:
        return ()
    return tuple(one for one in (place, place.parent / f"{place.name}.yaml") if _exists(one))[:1]


def located(paths: Iterable[str | PathLike[str]], extending: str | PathLike[str] | None = None) -> tuple[Path, ...]:
    """Where rulesets lie, those that are extended first; a shipped name that is no path is what was shipped under it.

    What lies inside another of them is left out, so that no file is read twice.

    Raises:
        InvalidInput: a path is empty, as a variable of a shell is that was never set; it would be the folder one is in.
    """
    named = [*([] if extending is None else [extending]), *paths]
    if any(not fspath(one) for one in named):
        raise InvalidInput(Report((diagnose("ER101", None, path='""'),)))
    found = [(real_path(place), place) for one in named for place in _places(one)]
    real = dict(reversed(found))
    inner = {path for path in real if any(path != other and path.is_relative_to(other) for other in real)}
    return tuple(real[path] for path in dict.fromkeys(path for path, _ in found) if path not in inner)


def _places(one: str | PathLike[str]) -> tuple[Path, ...]:
    return (Path(one),) if _exists(Path(one)) else shipped(str(one)) or (Path(one),)


def _exists(path: Path) -> bool:
    """Whether there is something; what cannot even be asked for (a name too long, a NUL in it) is for the reader to tell."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def real_path(path: Path) -> Path:
    """The path without links; as it stands where they lead in a circle or it is no path of this system."""
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError):
        return path.absolute()
