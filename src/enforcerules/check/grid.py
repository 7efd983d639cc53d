"""All cases at once: each choice of a cell for every fact is a bit, and what holds of a case is a set of bits.

A condition is worked out once for all boxes instead of once a box: Kleene's logic over two sets, the boxes in which it is true
and those in which it is false; it is open in the others. Boxes are numbered as `itertools.product` has them, the last fact
varying fastest, so that the lowest bit of a set is the first box of it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate
from math import prod
from operator import or_

from enforcerules.check.axes import PARAMETER, Held, put
from enforcerules.model.kleene import Test
from enforcerules.model.program import And, Atom, Condition, Neg, Or, Threshold
from enforcerules.model.region import Interval, Numbers, inside

_Line = tuple[list[Interval], list[int]]
Sides = tuple[int, int]
"""The boxes in which something is true, and those in which it is false."""


class Grid:
    """The boxes of some axes; with `copies`, each box so many times, one after another."""

    def __init__(self, cells: Mapping[str, tuple[Held, ...]], copies: int = 1) -> None:
        """Number the boxes: how many there are is for the caller to bound."""
        self.cells = cells
        self.count = prod(len(held) for held in cells.values()) * copies
        self.whole = (1 << self.count) - 1
        self.copies = copies
        self._strides: dict[str, int] = {}
        stride = self.count
        for name, held in cells.items():
            stride //= max(1, len(held))
            self._strides[name] = stride
        self._sets: dict[str, tuple[int, ...]] = {}
        self._tests: dict[Test, Sides] = {}
        self._lines: dict[str, _Line | None] = {}

    def sets(self, name: str) -> tuple[int, ...]:
        """The boxes of each cell of an axis."""
        if name not in self._sets:
            self._sets[name] = self._every(self._strides[name], len(self.cells[name]))
        return self._sets[name]

    def copy(self, number: int) -> int:
        """The boxes that are this copy of theirs."""
        return self._every(1, self.copies)[number]

    def _every(self, stride: int, size: int) -> tuple[int, ...]:
        """Stretches of `stride` boxes, dealt out to so many sets in turn."""
        if not self.count:
            return (0,) * size
        begins = self.whole // ((1 << (stride * size)) - 1)
        return tuple((((1 << stride) - 1) << (stride * at)) * begins for at in range(size))

    def truth(self, condition: Condition) -> Sides:
        """Where a condition is true, and where it is false."""
        if isinstance(condition, Neg):
            true, false = self.truth(condition.part)
            return false, true
        if not isinstance(condition, And | Or):
            return self._test(condition)
        both = isinstance(condition, And)
        every, some = self.whole, 0
        for part in condition.parts:
            true, false = self.truth(part)
            every, some = (every & true, some | false) if both else (every & false, some | true)
        return (every, some) if both else (some, every)

    def _test(self, one: Test) -> Sides:
        if one not in self._tests:
            self._tests[one] = self._put(one)
        return self._tests[one]

    def _put(self, one: Test) -> Sides:
        """A test, put to each cell of its fact, and of its parameter."""
        if isinstance(one, Atom) and isinstance(one.region, Numbers) and _in_one(one.region):
            line = self._line(one.fact)
            if line is not None:
                return self._stretch(line, one.fact, one.region)
        sides = {True: 0, False: 0, None: 0}
        for held, where in self._cells(one.fact):
            for more, there in (
                self._cells(PARAMETER + one.parameter) if isinstance(one, Threshold) else ((None, where),)
            ):
                sides[put(one, held, more)] |= where & there
        return sides[True], sides[False]

    def _line(self, name: str) -> _Line | None:
        """The cells of an axis as stretches of a line, where they are; with them the unions of the first of their boxes."""
        if name not in self._lines:
            cells = self.cells.get(name, ())
            known = cells[: sum(isinstance(held, Numbers) for held in cells)]
            hulls = [held.hull() for held in known if isinstance(held, Numbers) and held.intervals]
            ordered = bool(hulls) and len(hulls) == len(known)
            self._lines[name] = (hulls, [0, *accumulate(self.sets(name)[: len(hulls)], or_)]) if ordered else None
        return self._lines[name]

    def _stretch(self, line: _Line, name: str, wanted: Numbers) -> Sides:
        """Where a number lies in one stretch: cells follow one another, so that only the two at its ends need be looked at."""
        (hulls, unions), (one,) = line, wanted.intervals
        start = bisect_left(hulls, 1, key=lambda hull: not _before(hull, one))
        end = bisect_left(hulls, 1, lo=start, key=lambda hull: _before(one, hull))
        true, false = (
            unions[max(start, end - 1)] & ~unions[min(start + 1, end)],
            unions[-1] & ~(unions[end] & ~unions[start]),
        )
        for at in {start, end - 1} if start < end else ():
            held, where = self.cells[name][at], self.sets(name)[at]
            truth = inside(held, wanted) if isinstance(held, Numbers) else None
            true, false = true | (where if truth else 0), false | (where if truth is False else 0)
        return true, false

    def _cells(self, name: str) -> Iterable[tuple[Held, int]]:
        """The cells of an axis with their boxes; none of what is no axis, and so is open."""
        return zip(self.cells[name], self.sets(name), strict=True) if name in self.cells else ()

    def given(self, box: int) -> dict[str, Held]:
        """The cells of a box."""
        return {name: held[box // self._strides[name] % len(held)] for name, held in self.cells.items()}

    def lines(self, name: str, order: Iterable[int], among: int, some: int) -> Iterator[list[int]]:
        """The boxes along an axis, all else equal, that are `among` some: its cells in a given order, lines by their first box.

        Only lines with at least one box of `some`.
        """
        order, stride, sets = list(order), self._strides[name], self.sets(name)
        begins = 0
        for at in order:
            begins |= (some & sets[at]) >> (at * stride)
        lines = [[box + at * stride for at in order if among >> (box + at * stride) & 1] for box in boxes_of(begins)]
        yield from sorted(lines, key=min)


def _in_one(region: Numbers) -> bool:
    return len(region.intervals) == 1 and not region.intervals[0].empty


def _before(one: Interval, other: Interval) -> bool:
    """Whether all of an interval lies below another."""
    if one.hi is None or other.lo is None:
        return False
    return one.hi < other.lo or (one.hi == other.lo and (one.hi_open or other.lo_open))


def first_of(boxes: int) -> int:
    """The first of some boxes; there must be one."""
    return (boxes & -boxes).bit_length() - 1


def boxes_of(boxes: int) -> Iterator[int]:
    """Some boxes, from the first."""
    return (at for at, one in enumerate(reversed(f"{boxes:b}")) if one == "1")


def union(sets: Iterable[int]) -> int:
    """The boxes of any of some sets."""
    found = 0
    for one in sets:
        found |= one
    return found


def once(sets: Iterable[int]) -> int:
    """The boxes of one of some sets and of no other."""
    found = more = 0
    for one in sets:
        found, more = found | one, more | (found & one)
    return found & ~more
