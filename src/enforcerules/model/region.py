"""Sets of values as exact regions: finite unions of intervals, or finite sets of names.

A test of a condition *is* a region of one fact; what is known of a fact is a region too (a point when it is known
exactly). So a test is true when the known region lies inside it, false when they are disjoint, and open otherwise.
Numbers are exact (`int` or `Fraction`): 分 for money, ordinals for dates, indexes for grades.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import TypeAlias

Exact: TypeAlias = int | Fraction


@dataclass(frozen=True, slots=True)
class Interval:
    """One interval of numbers; `None` is an end that is not bounded (and then open)."""

    lo: Exact | None
    hi: Exact | None
    lo_open: bool = False
    hi_open: bool = False

    def __post_init__(self) -> None:
        """Write an end that is not bounded in one way only, so that equal intervals are equal values."""
        if self.lo is None and not self.lo_open:
            object.__setattr__(self, "lo_open", True)
        if self.hi is None and not self.hi_open:
            object.__setattr__(self, "hi_open", True)

    @property
    def empty(self) -> bool:
        """Whether nothing lies in it."""
        if self.lo is None or self.hi is None:
            return False
        return self.lo > self.hi or (self.lo == self.hi and (self.lo_open or self.hi_open))

    @property
    def point(self) -> Exact | None:
        """The one number of a degenerate interval, else None."""
        return self.lo if self.lo is not None and self.lo == self.hi and not self.empty else None

    def has(self, number: Exact) -> bool:
        """Whether the number lies in it."""
        above = self.lo is None or number > self.lo or (number == self.lo and not self.lo_open)
        below = self.hi is None or number < self.hi or (number == self.hi and not self.hi_open)
        return above and below

    def meet(self, other: Interval) -> Interval:
        """The common part; may be empty."""
        lo, lo_open = _later(self.lo, self.lo_open, other.lo, other.lo_open)
        hi, hi_open = _earlier(self.hi, self.hi_open, other.hi, other.hi_open)
        return Interval(lo, hi, lo_open, hi_open)

    def integers(self) -> Interval:
        """The same integers with closed ends: (1, 3] is [2, 3]."""
        lo = None if self.lo is None else _next_integer(self.lo, skip=self.lo_open)
        hi = None if self.hi is None else -_next_integer(-self.hi, skip=self.hi_open)
        return Interval(lo, hi, lo is None, hi is None)


def _later(a: Exact | None, a_open: bool, b: Exact | None, b_open: bool) -> tuple[Exact | None, bool]:
    if a is None or (b is not None and (b > a or (b == a and b_open))):
        return b, b_open
    return a, a_open


def _earlier(a: Exact | None, a_open: bool, b: Exact | None, b_open: bool) -> tuple[Exact | None, bool]:
    if a is None or (b is not None and (b < a or (b == a and b_open))):
        return b, b_open
    return a, a_open


def _next_integer(number: Exact, *, skip: bool) -> int:
    whole = -((-number) // 1)
    return int(whole) + 1 if skip and whole == number else int(whole)


@dataclass(frozen=True, slots=True)
class Numbers:
    """A union of disjoint intervals in ascending order."""

    intervals: tuple[Interval, ...]

    @property
    def empty(self) -> bool:
        """Whether nothing lies in it."""
        return not self.intervals

    def meet(self, other: Numbers) -> Numbers:
        """The common part."""
        return numbers(a.meet(b) for a in self.intervals for b in other.intervals)

    def without(self) -> Numbers:
        """The complement on the whole line."""
        left = [Interval(None, None)]
        for one in self.intervals:
            left = [piece for whole in left for piece in _minus(whole, one)]
        return numbers(left)

    def hull(self) -> Interval:
        """The smallest interval around all; raises ValueError when empty."""
        if not self.intervals:
            raise ValueError("an empty region has no hull")
        first, last = self.intervals[0], self.intervals[-1]
        return Interval(first.lo, last.hi, first.lo_open, last.hi_open)


def _minus(whole: Interval, one: Interval) -> list[Interval]:
    pieces = []
    if one.lo is not None:
        pieces.append(whole.meet(Interval(None, one.lo, hi_open=not one.lo_open)))
    if one.hi is not None:
        pieces.append(whole.meet(Interval(one.hi, None, lo_open=not one.hi_open)))
    return [piece for piece in pieces if not piece.empty]


def numbers(intervals: Iterable[Interval]) -> Numbers:
    """Normalise: drop empty intervals, sort, join those that touch without a hole."""
    found = sorted((i for i in intervals if not i.empty), key=_order)
    joined: list[Interval] = []
    for one in found:
        if joined and _touch(joined[-1], one):
            before = joined.pop()
            hi, hi_open = _wider(before, one)
            joined.append(Interval(before.lo, hi, before.lo_open, hi_open))
        else:
            joined.append(one)
    return Numbers(tuple(joined))


def _order(one: Interval) -> tuple[bool, Exact, bool]:
    return (one.lo is not None, one.lo if one.lo is not None else 0, one.lo_open)


def _touch(before: Interval, after: Interval) -> bool:
    if before.hi is None or after.lo is None:
        return True
    return after.lo < before.hi or (after.lo == before.hi and not (before.hi_open and after.lo_open))


def _wider(a: Interval, b: Interval) -> tuple[Exact | None, bool]:
    if a.hi is None or b.hi is None:
        return None, False
    hi, closed = max((a.hi, not a.hi_open), (b.hi, not b.hi_open))
    return hi, not closed


@dataclass(frozen=True, slots=True)
class Values:
    """A finite set of names, or (`others`) all names but these."""

    names: frozenset[str]
    others: bool = False

    @property
    def empty(self) -> bool:
        """Whether nothing lies in it."""
        return not self.names and not self.others

    def meet(self, other: Values) -> Values:
        """The common part."""
        if self.others and other.others:
            return Values(self.names | other.names, others=True)
        if self.others:
            return Values(other.names - self.names)
        return Values(self.names - other.names if other.others else self.names & other.names)

    def without(self) -> Values:
        """The complement."""
        return Values(self.names, not self.others)


Region: TypeAlias = Numbers | Values

TRUE = Values(frozenset({"true"}))
FALSE = Values(frozenset({"false"}))
TRUTH = Values(frozenset({"true", "false"}))
LINE = Numbers((Interval(None, None),))


def truth(value: bool) -> Values:
    """The region of a known truth value."""
    return TRUE if value else FALSE


def exactly(number: Exact) -> Numbers:
    """The region of one known number."""
    return Numbers((Interval(number, number),))


def inside(known: Region, wanted: Region) -> bool | None:
    """Kleene's test: True if all of `known` is wanted, False if none of it, None if it depends."""
    if isinstance(known, Numbers) and isinstance(wanted, Numbers) and len(known.intervals) == 1:
        (piece,) = known.intervals
        if piece.lo is not None and piece.lo == piece.hi:
            return any(one.has(piece.lo) for one in wanted.intervals) and not piece.empty
        if len(wanted.intervals) == 1 and not piece.empty and not wanted.intervals[0].empty:
            return _lies(piece, wanted.intervals[0])
    common = meet(known, wanted)
    if common.empty:
        return False
    return True if common == known else None


def _lies(piece: Interval, wanted: Interval) -> bool | None:
    """`inside` for two intervals that are not empty."""
    lo, lo_open = _later(piece.lo, piece.lo_open, wanted.lo, wanted.lo_open)
    hi, hi_open = _earlier(piece.hi, piece.hi_open, wanted.hi, wanted.hi_open)
    if lo is not None and hi is not None and (lo > hi or (lo == hi and (lo_open or hi_open))):
        return False
    return True if (lo, hi, lo_open, hi_open) == (piece.lo, piece.hi, piece.lo_open, piece.hi_open) else None


def meet(a: Region, b: Region) -> Region:
    """The common part of two regions of one kind."""
    if isinstance(a, Numbers) and isinstance(b, Numbers):
        return a.meet(b)
    if isinstance(a, Values) and isinstance(b, Values):
        return a.meet(b)
    raise TypeError("regions of different kinds")


def cut(domain: Region, wanted: Iterable[Region], *, whole: bool) -> tuple[Region, ...]:
    """The cells of `domain` on which every region of `wanted` is constant, in ascending order.

    `whole` says that only integers count, so that a cell without an integer is left out.
    """
    if isinstance(domain, Values):
        return _cut_values(domain, [r for r in wanted if isinstance(r, Values)])
    return _cut_numbers(domain, [r for r in wanted if isinstance(r, Numbers)], whole=whole)


def _cut_values(domain: Values, wanted: list[Values]) -> tuple[Region, ...]:
    named = domain.names if not domain.others else frozenset().union(*(r.names for r in wanted))
    groups: dict[tuple[bool | None, ...], set[str]] = {}
    for name in sorted(named - domain.names if domain.others else named):
        key = tuple(inside(Values(frozenset({name})), r) for r in wanted)
        groups.setdefault(key, set()).add(name)
    cells: list[Region] = [Values(frozenset(names)) for names in groups.values()]
    if domain.others:
        cells.append(Values(domain.names | named, others=True))
    return tuple(cells)


def _cut_numbers(domain: Numbers, wanted: list[Numbers], *, whole: bool) -> tuple[Region, ...]:
    ends = {e for r in wanted for i in r.intervals for e in (i.lo, i.hi) if e is not None}
    marks: list[Interval] = []
    edges: list[Exact | None] = [None, *sorted(ends), None]
    for left, right in pairwise(edges):
        if left is not None:
            marks.append(Interval(left, left))
        marks.append(Interval(left, right, lo_open=True, hi_open=True))
    pieces = [m.meet(d) for m in marks for d in domain.intervals]
    if whole:
        pieces = [p.integers() for p in pieces]
    return _join_alike([p for p in pieces if not p.empty], wanted, whole=whole)


def _join_alike(pieces: list[Interval], wanted: list[Numbers], *, whole: bool) -> tuple[Region, ...]:
    """Neighbouring pieces on which all regions agree become one cell."""
    cells: list[tuple[tuple[bool, ...], list[Interval]]] = []
    for piece in pieces:
        inner = _inner(piece)  # stands for all of the piece, which no end of a region parts
        key = tuple(any(one.has(inner) for one in region.intervals) for region in wanted)
        if not cells or cells[-1][0] != key:
            cells.append((key, [piece]))
            continue
        group = cells[-1][1]
        both = _following(group[-1], piece) if whole else None
        if both is not None and _truths(both, wanted) == key:
            group[-1] = both
        else:
            group.append(piece)
    return tuple(numbers(group) for _, group in cells)


def _truths(piece: Interval, wanted: list[Numbers]) -> tuple[bool | None, ...]:
    return tuple(inside(Numbers((piece,)), r) for r in wanted)


def _inner(one: Interval) -> Exact:
    """A number inside of an interval that is not empty."""
    if one.lo is None:
        return 0 if one.hi is None else one.hi - 1
    if one.hi is None:
        return one.lo + 1
    return one.lo if one.lo == one.hi else Fraction(one.lo + one.hi) / 2


def _following(before: Interval, after: Interval) -> Interval | None:
    """One interval for two of integers that follow one another without a hole."""
    if before.hi is None or after.lo != before.hi + 1:
        return None
    return Interval(before.lo, after.hi, before.lo_open, after.hi_open)
