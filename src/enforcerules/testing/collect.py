"""Where example cases are: files in folders named `cases`, and the ruleset that each of them stands beside."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

CASES: Final = "cases"
SUFFIXES: Final = frozenset({".yaml", ".yml", ".json"})


def collect(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Every example at or below the paths, once, in the order of the paths and below each sorted by path.

    A file is taken as it is. In a folder, all files in and below its `cases` folders; names that start with a dot are
    not read, links to folders not followed.
    """
    found: dict[Path, Path] = {}
    for path in paths:
        for example in [path] if path.is_file() else _below(path):
            found.setdefault(example.resolve(), example)
    return tuple(found.values())


def _below(root: Path) -> Iterator[Path]:
    inside = CASES in root.resolve().parts
    found: list[Path] = []
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        if inside or CASES in Path(folder).relative_to(root).parts:
            found += [Path(folder) / name for name in files if _is_example(name)]
    return iter(sorted(found, key=lambda path: path.relative_to(root).as_posix()))


def _is_example(name: str) -> bool:
    return not name.startswith(".") and Path(name).suffix.lower() in SUFFIXES


def ruleset_of(path: Path) -> Path:
    """The folder of the ruleset that an example or a `cases` folder belongs to; any other path is itself.

    A folder that is called `cases` by chance, with no ruleset beside it, is no such folder.
    """
    real = Path(os.path.abspath(path))  # noqa: PTH100  links stay: `cases` may be one
    named = (folder for folder in (real, *real.parents) if folder.name == CASES)
    outer = [folder for folder in named if any(folder.parent.glob("*.yaml"))]
    return outer[0].parent if outer else path
