"""Results by place: one list for all that a decider learnt, which only grows, and what was worked out of each result before."""

from __future__ import annotations

from collections.abc import Callable
from threading import RLock
from typing import Any, TypeVar

from enforcerules.decide.frame import Frame
from enforcerules.kernel.tree import Leaf

T = TypeVar("T")
Placed = tuple[Leaf, "Frame | None"]
"""A result with the frame of the unit that it is of; the reference kernel's own have none."""


class Leaves:
    """Safe to share between threads."""

    __slots__ = ("_each", "_lock", "_once", "_places", "all", "undetermined")

    def __init__(self) -> None:
        self.all: list[Placed] = []
        self.undetermined: dict[int, tuple[str, ...]] = {}
        """The facts that are open, by the place of a result."""
        self._places: dict[int, int] = {}
        self._each: dict[object, list[Any]] = {}
        self._once: dict[object, tuple[int, Any]] = {}
        self._lock = RLock()

    def place(self, leaf: Leaf, frame: Frame | None = None, undetermined: tuple[str, ...] = ()) -> int:
        """The place of a result; it is kept, so that its id stays its own."""
        with self._lock:
            found = self._places.get(id(leaf))
            if found is None:
                found = self._places[id(leaf)] = len(self.all)
                self.all.append((leaf, frame))
                if undetermined:
                    self.undetermined[found] = undetermined
            return found

    def each(self, key: object, make: Callable[[Placed], T]) -> list[T]:
        """What a function makes of each result; it is called once for each."""
        with self._lock:
            made: list[T] = self._each.setdefault(key, [])
            made += [make(one) for one in self.all[len(made) :]]
            return made

    def once(self, key: object, make: Callable[[], T]) -> T:
        """What is made of all results together, made again only when there are more of them."""
        with self._lock:
            found = self._once.get(key)
            if found is None or found[0] != len(self.all):
                found = self._once[key] = len(self.all), make()
            made: T = found[1]
            return made
