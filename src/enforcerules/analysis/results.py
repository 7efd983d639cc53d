"""What follows in a box of facts, as one value: with sums as straight lines where a base may be anything in the box.

Two results are the same when they say the same about the party: which rule says so, what measures are called and which
article is cited make no difference.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TypeAlias

from enforcerules.decide.frame import Frame
from enforcerules.decide.levels import MeasurePossible
from enforcerules.decide.possible import FIRM, Possible, possible
from enforcerules.model.decision import DISPOSITIONS, Disposition, LevelRange, MoneyRange
from enforcerules.model.document import Level
from enforcerules.model.duration import Duration
from enforcerules.model.region import Exact


@dataclass(frozen=True, slots=True)
class Line:
    """A sum in 分 that grows with the base: `times` of it, and `plus`."""

    times: Fraction
    plus: Fraction

    def at(self, base: Exact) -> Fraction:
        """The sum at a base."""
        return self.times * Fraction(base) + self.plus


@dataclass(frozen=True, slots=True)
class Range:
    """A range of sums; `lo` None: no minimum in the text, `hi` None: not bounded."""

    lo: Line | None
    hi: Line | None
    lo_open: bool = False
    hi_open: bool = False

    def at(self, base: Exact) -> MoneyRange:
        """The range at a base."""
        lo, hi = (None if end is None else end.at(base) for end in (self.lo, self.hi))
        return MoneyRange(lo, hi, self.lo_open, self.hi_open)


@dataclass(frozen=True, slots=True)
class LevelSeen:
    """A level that is permitted, with its range and its point."""

    level: Level
    range: Range | None
    point: Line | None


@dataclass(frozen=True, slots=True)
class Follows:
    """A measure that follows, or would unless it is barred."""

    kind: str
    target: str
    modality: str
    branch: tuple[int, int | None] | None
    duration: Duration | None
    what: str | None
    by: str | None
    refers: str | None
    holds: bool | None
    barred: bool | None
    statutory: Range | None
    levels: tuple[LevelSeen, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """What follows: a disposition, the measures unless it ends there, and why a person has to settle something."""

    dispositions: tuple[Disposition, ...]
    measures: tuple[Follows, ...] = ()
    human: frozenset[str] = frozenset()

    @property
    def ends(self) -> bool:
        """Whether no measure can follow."""
        return all(one in FIRM for one in self.dispositions)


Truths: TypeAlias = Mapping[str, bool | None]


def result_at(frame: Frame, truths: Truths) -> Result:
    """What follows where every base of a fine is known."""
    return _result(possible(frame, truths, frame.known))


def result_between(first: Result, second: Result, bases: tuple[Exact, Exact]) -> Result | None:
    """The result along a base, of those at two values of it; None where the two have not the same shape."""
    if replace(first, measures=()) != replace(second, measures=()) or len(first.measures) != len(second.measures):
        return None
    made = []
    for one, other in zip(first.measures, second.measures, strict=True):
        measure = _along(one, other, bases)
        if measure is None:
            return None
        made.append(measure)
    return replace(first, measures=tuple(made))


def _result(part: Possible) -> Result:
    said = tuple(d for d in DISPOSITIONS if d in part.dispositions)
    if all(d in FIRM for d in said):
        return Result(said)
    groups: dict[str, int] = {}
    for one in part.measures:
        if one.measure.group is not None:
            groups.setdefault(one.measure.group, len(groups))
    return Result(said, tuple(_follows(one, groups) for one in part.measures), part.human)


def in_order(result: Result) -> Result:
    """The same with its measures in an order that does not depend on where they stand in the rules."""
    return replace(result, measures=tuple(sorted(result.measures, key=lambda m: (m.kind, m.target, str(m)))))


def _follows(one: MeasurePossible, groups: Mapping[str, int]) -> Follows:
    measure = one.measure
    return Follows(
        kind=measure.kind,
        target=measure.target,
        modality=measure.modality,
        branch=None if measure.group is None else (groups[measure.group], measure.branch),
        duration=measure.duration,
        what=measure.what,
        by=measure.by,
        refers=None if measure.refers is None else measure.refers.text,
        holds=one.holds,
        barred=one.barred,
        statutory=_range(one.statutory),
        levels=tuple(_level(level) for level in one.levels),
    )


def _level(one: LevelRange) -> LevelSeen:
    return LevelSeen(one.level, _range(one.range), _line(one.point))


def _range(span: MoneyRange | None) -> Range | None:
    return None if span is None else Range(_line(span.lo), _line(span.hi), span.lo_open, span.hi_open)


def _line(sum_: Fraction | None) -> Line | None:
    return None if sum_ is None else Line(Fraction(0), sum_)


# ---- along a base --------------------------------------------------------------------------------------------


def _along(one: Follows, other: Follows, bases: tuple[Exact, Exact]) -> Follows | None:
    bare = tuple(replace(m, statutory=None, levels=()) for m in (one, other))
    if bare[0] != bare[1] or len(one.levels) != len(other.levels) or not _alike(one.statutory, other.statutory):
        return None
    levels = []
    for a, b in zip(one.levels, other.levels, strict=True):
        if a.level != b.level or not _alike(a.range, b.range) or (a.point is None) != (b.point is None):
            return None
        levels.append(LevelSeen(a.level, _ranges(a.range, b.range, bases), _through(a.point, b.point, bases)))
    return replace(one, statutory=_ranges(one.statutory, other.statutory, bases), levels=tuple(levels))


def _alike(a: Range | None, b: Range | None) -> bool:
    """Whether two ranges differ in their sums only."""
    return _shape(a) == _shape(b)


def _shape(one: Range | None) -> tuple[bool, ...] | None:
    return None if one is None else (one.lo is None, one.hi is None, one.lo_open, one.hi_open)


def _ranges(a: Range | None, b: Range | None, bases: tuple[Exact, Exact]) -> Range | None:
    if a is None or b is None:
        return None
    return Range(_through(a.lo, b.lo, bases), _through(a.hi, b.hi, bases), a.lo_open, a.hi_open)


def _through(a: Line | None, b: Line | None, bases: tuple[Exact, Exact]) -> Line | None:
    """The straight line through two sums."""
    if a is None or b is None:
        return None
    first, second = (Fraction(base) for base in bases)
    times = (b.plus - a.plus) / (second - first)
    return Line(times, a.plus - times * first)


def sums(result: Result) -> Iterator[Line]:
    """Every sum of a result."""
    for measure in result.measures:
        for span in (measure.statutory, *(level.range for level in measure.levels)):
            yield from (end for end in (() if span is None else (span.lo, span.hi)) if end is not None)
        yield from (level.point for level in measure.levels if level.point is not None)
