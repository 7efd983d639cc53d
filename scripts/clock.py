"""What runs too long is stopped, by processor time; main thread only, on systems that have `SIGPROF`."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def within(seconds: float, problem: type[BaseException]) -> Iterator[None]:
    """Stop what runs inside after so many seconds of processor time by raising `problem`."""

    def stop(*_: object) -> None:
        raise problem

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
