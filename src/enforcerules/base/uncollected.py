"""Work that makes many values and no garbage, done without the collector of cycles going through all of them again and again."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["uncollected"]


@contextmanager
def uncollected() -> Iterator[None]:
    """The collector is off inside, and afterwards on again if it was on; memory is freed by reference count all the while.

    Another thread may do the same at once: the one that turned it off turns it on again, at worst while the other is still at work.
    """
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()
