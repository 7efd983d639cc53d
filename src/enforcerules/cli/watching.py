"""Running again whenever a file below some paths changes: by modification time and size, asked for in intervals."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final, TypeAlias

INTERVAL: Final = 0.5
"""Seconds between two looks."""

Seen: TypeAlias = dict[str, tuple[int, int]]


def watch(paths: Iterable[Path], again: Callable[[], object], pause: Callable[[], object]) -> None:
    """Run `again` once, and after every pause in which something changed; ends only by what `pause` raises."""
    roots = tuple(paths)
    while True:
        seen = look(roots)
        again()
        while look(roots) == seen:
            pause()


def look(roots: Iterable[Path]) -> Seen:
    """Every file below the paths with its time and size; what cannot be read is not there."""
    return {name: state for root in roots for name, state in _files(root)}


def _files(root: Path) -> Iterator[tuple[str, tuple[int, int]]]:
    names = [str(root)] if root.is_file() else [os.path.join(at, one) for at, _, ones in _walk(root) for one in ones]  # noqa: PTH118  os.walk gives texts
    for name in names:
        try:
            told = os.stat(name)  # noqa: PTH116  the same
        except OSError:
            continue
        yield name, (told.st_mtime_ns, told.st_size)


def _walk(root: Path) -> Iterator[tuple[str, list[str], list[str]]]:
    for at, folders, ones in os.walk(root):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield at, folders, ones
