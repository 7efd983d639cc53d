"""The same work for many names, in several processes where the system makes copies of this one, in this one elsewhere."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final, TypeVar

T = TypeVar("T")

_AT_LEAST: Final = 4
"""Names: for fewer it is not worth a process."""
_HELD: list[Callable[[str], Any]] = []
"""What a copy of this process works with; nothing has to be sent to it."""


def several(work: Callable[[str], T], names: Sequence[str]) -> Iterator[T]:
    """What is made of each name, in order, by one process a core.

    More than one only on Linux, and only while this process has one thread: of a lock that another thread holds a copy would
    wait for ever.
    """
    count = min(os.cpu_count() or 1, len(names) // _AT_LEAST + 1)
    if count < 2 or not sys.platform.startswith("linux") or _threads() > 1:
        yield from map(work, names)
        return
    _HELD.append(work)
    try:
        with multiprocessing.get_context("fork").Pool(count, _ends_when_told) as pool:
            yield from pool.imap(_done, names, chunksize=1)
            pool.close()
            pool.join()  # they end by themselves; ending them by a signal could come before they listen
    finally:
        _HELD.pop()


def _ends_when_told() -> None:
    """A copy does not keep what its maker does on SIGTERM, such as going on to the end of its work: the pool would wait for ever."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _done(name: str) -> Any:  # noqa: ANN401  what the work makes
    return _HELD[-1](name)


def _threads() -> int:
    return sum(1 for _ in Path("/proc/self/task").iterdir())
