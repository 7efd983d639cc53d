"""Where rulesets lie: the shipped ones by their names, all others by their paths."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files
from os import PathLike
from pathlib import Path
from typing import Final

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
    if name == SHIPPED:
        return tuple(one for one in sorted(place.iterdir()) if one.name != CATALOGUE and not one.name.startswith("."))
    if not name.startswith(f"{SHIPPED}/") or ".." in name:
        return ()
    return tuple(one for one in (place, place.parent / f"{place.name}.yaml") if one.exists())[:1]


def located(paths: Iterable[str | PathLike[str]], extending: str | PathLike[str] | None = None) -> tuple[Path, ...]:
    """Where rulesets lie, those that are extended first; a shipped name that is no path is what was shipped under it.

    What lies inside another of them is left out, so that no file is read twice.
    """
    named = [*([] if extending is None else [extending]), *paths]
    found = [place for one in named for place in _places(one)]
    real = {path.resolve(): path for path in reversed(found)}
    inner = {path for path in real if any(path != other and path.is_relative_to(other) for other in real)}
    return tuple(real[path] for path in dict.fromkeys(map(Path.resolve, found)) if path not in inner)


def _places(one: str | PathLike[str]) -> tuple[Path, ...]:
    return (Path(one),) if Path(one).exists() else shipped(str(one)) or (Path(one),)
