"""How files are called where people read: relative to the working directory where they lie in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path


def shown(file: str) -> str:
    """A file or folder with slashes, relative to the working directory where that is shorter."""
    path = Path(file)
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()


def below(roots: Iterable[Path]) -> Callable[[str], str]:
    """How files are called that lie in one of some folders: from the folder on, wherever it and the reader are."""
    places = [root.resolve() if root.is_dir() else root.resolve().parent for root in roots]

    def named(file: str) -> str:
        path = Path(file).resolve()
        found = next((place for place in places if path.is_relative_to(place)), None)
        return path.name if found is None else path.relative_to(found.parent).as_posix()

    return named
