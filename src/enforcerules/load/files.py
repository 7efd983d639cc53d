"""Finding and reading files. A path that cannot be read is a diagnostic, never an exception."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from enforcerules.base.diagnostics import Diagnostic, diagnose
from enforcerules.base.limits import Limits, bounds
from enforcerules.base.refusals import reason
from enforcerules.base.source import Text, whole

__all__ = ["beside", "find_documents", "is_file", "is_folder", "read_bytes"]

_SUFFIXES: Final = frozenset({".yaml", ".yml"})
_CASES: Final = "cases"
_LOOKED_AT: Final = 10
"""Entries of a folder that are looked at for each file that it may hold: whatever else lies there is no reason to search for ever."""


def read_bytes(
    path: Path, limits: Limits | None = None, most: int | None = None
) -> tuple[bytes | None, tuple[Diagnostic, ...]]:
    """The content of a regular file, read once, or why it could not be had; `most` bytes, else those of the limits."""
    most = (limits or bounds()).file_bytes if most is None else most
    try:
        if not path.is_file():
            return None, (_no_file(path),)
        with path.open("rb") as file:
            data = file.read(most + 1)
    except (OSError, ValueError) as error:
        return None, (_unreadable(path, error),)
    if len(data) > most:
        return None, (diagnose("ER103", whole(str(path)), limit=f"{most:,}"),)
    return data, ()


def is_folder(path: Path) -> bool:
    """Whether a path is a folder; one that cannot even be asked for (too long, a NUL in it) is none."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def is_file(path: Path) -> bool:
    """Whether a path is a regular file; one that cannot even be asked for is none."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def beside(file: Path, name: Text, *, next_door: bool = False) -> tuple[Path, tuple[Diagnostic, ...]]:
    """The file that another one names: it lies in the folder of that one or below, also where a link leads elsewhere.

    `next_door`: or in a folder beside that one, as records lie beside decisions.
    """
    path = file.parent / name
    root = file.parent.parent if next_door else file.parent
    try:
        inside = path.resolve().is_relative_to(file.parent.resolve().parent if next_door else root.resolve())
    except (OSError, RuntimeError, ValueError) as error:
        return path, (_unreadable(path, error),)
    return path, () if inside else (diagnose("ER108", name.span, path=name, root=root),)


def find_documents(path: Path, limits: Limits | None = None) -> tuple[list[Path], tuple[Diagnostic, ...]]:
    """The files of a ruleset: the file itself, or every `.yaml` and `.yml` of a folder and the folders in it.

    Sorted by path, so that the order is the same on every system. Not read: `cases` folders below the given one (they
    hold examples), names that start with a dot, and links to what is found anyway. Links that leave the folder are
    refused.
    """
    try:
        if path.is_file():
            return [path], ()
        if path.is_dir():
            return _of_folder(path, limits or bounds())
        return [], (_no_file(path),)
    except (OSError, ValueError) as error:
        return [], (_unreadable(path, error),)


def _of_folder(root: Path, limits: Limits) -> tuple[list[Path], tuple[Diagnostic, ...]]:
    problems: list[Diagnostic] = []
    found: dict[Path, Path] = {}
    links: list[Path] = []
    for number, entry in enumerate(_entries(root, problems)):
        if entry.is_symlink():
            links.append(entry)
        elif entry.suffix.lower() in _SUFFIXES:
            if entry.is_file():
                found[entry.resolve()] = entry
            else:
                problems.append(_no_file(entry))
        if len(found) > limits.files or number >= limits.files * _LOOKED_AT:
            return [], (diagnose("ER107", None, path=root, limit=f"{limits.files:,}"),)
    for link in links:
        problems += _followed(link, root, found)
    if not found and not problems:
        problems.append(diagnose("ER105", None, path=root, choices="`.yaml`", skipped=_CASES))
    ordered = sorted(found.values(), key=lambda entry: entry.relative_to(root).as_posix())
    return ordered, tuple(sorted(problems))


def _followed(link: Path, root: Path, found: dict[Path, Path]) -> list[Diagnostic]:
    """Adds the file that a link leads to; a ruleset that is named and not there would be rules left out."""
    named = link.suffix.lower() in _SUFFIXES
    try:
        target = link.resolve()
        there = target.exists()
    except RuntimeError:  # what Python up to 3.12 raises for a circle
        return [_unreadable(link, OSError(errno.ELOOP, "a circle of links"))]
    except OSError as error:
        return [_unreadable(link, error)]
    if not target.is_relative_to(root.resolve()):
        return [diagnose("ER104", None, path=link, root=root)]
    if named and not there:
        return [diagnose("ER101", None, path=link)]
    if named and target.is_file():
        found.setdefault(target, link)
    return []


def _entries(root: Path, problems: list[Diagnostic]) -> Iterator[Path]:
    """Files and links of the folder and of those in it, links to folders among them but not followed."""

    def refuse(error: OSError) -> None:
        problems.append(_unreadable(Path(error.filename or root), error))

    for folder, folders, files in os.walk(root, onerror=refuse, followlinks=False):
        kept = sorted(name for name in folders if name != _CASES and not name.startswith("."))
        folders[:] = kept
        links = [name for name in kept if (Path(folder) / name).is_symlink()]
        for name in sorted([*files, *links]):
            if not name.startswith("."):
                yield Path(folder) / name


def _unreadable(path: Path, error: Exception) -> Diagnostic:
    return diagnose("ER102", None, path=path, reason=reason(error))


def _no_file(path: Path) -> Diagnostic:
    if not path.exists():
        return diagnose("ER101", None, path=path)
    return diagnose("ER106", None, path=path, what="@os_folder" if path.is_dir() else "@os_device")
