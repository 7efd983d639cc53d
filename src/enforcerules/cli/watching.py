"""Running again whenever a file below some paths changes: by modification time and size, asked for in intervals."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from time import sleep
from typing import Final, TypeAlias

from enforcerules.cli import exits

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


def watched(options: Namespace, once: Callable[[Namespace], int]) -> int:
    """A command again and again, whatever comes of one run, while the files of its paths change; ends with Ctrl-C."""
    from enforcerules.cli.running import run
    from enforcerules.load.shipped import located

    single = Namespace(**{**vars(options), "run": once})
    extending = getattr(options, "extending", None)
    watch(located(options.paths, extending), lambda: (run(single), sys.stdout.flush()), lambda: sleep(INTERVAL))
    return exits.OK


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
