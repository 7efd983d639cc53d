"""How files are called where people read: relative to the working directory where they lie in it."""

from __future__ import annotations

from pathlib import Path


def shown(file: str) -> str:
    """A file or folder with slashes, relative to the working directory where that is shorter."""
    path = Path(file)
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()
