"""A second reading of conditions, written apart from `decide.reference`: by what may still turn out.

Instead of Kleene's three truths a condition has the set of truths that it may still come to. A test of an open fact may
come out true if some value left is wanted, and false if some value left is not. Ends of intervals are compared as pairs
(number, step), where the step says whether the number itself is in: (5, 0) is `5 and more`, (5, 1) is `more than 5`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import inf

from enforcerules.engines.matcher import Answer, Facts
from enforcerules.model.knowledge import Observed
from enforcerules.model.program import And, Atom, Condition, Known, Neg, Or, Threshold
from enforcerules.model.region import Exact, Interval, Numbers, Region, Values

Outlook = tuple[bool, bool]
"""Whether it may come out true, and whether it may come out false."""

_OPEN: Outlook = (True, True)
_YES: Outlook = (True, False)
_NO: Outlook = (False, True)
_End = tuple[Exact | float, int]


@dataclass(frozen=True, slots=True)
class TreeMatcher:
    """The matcher that is always there."""

    name: str = "tree"
    version: str = "1"

    def match(self, items: Mapping[str, Condition], facts: Facts) -> Mapping[str, Answer]:
        """The answer to every item; none is beyond it."""
        reading = _Reading(facts, {})
        return {key: _answer(reading.of(condition)) for key, condition in items.items()}


def _answer(outlook: Outlook) -> bool | None:
    may, may_not = outlook
    return None if may and may_not else may


@dataclass(frozen=True, slots=True)
class _Reading:
    facts: Facts
    truths: dict[str, Outlook]

    def of(self, condition: Condition) -> Outlook:
        if isinstance(condition, Neg):
            may, may_not = self.of(condition.part)
            return may_not, may
        if isinstance(condition, And | Or):
            parts = [self.of(part) for part in condition.parts]
            hold, fail = [p[0] for p in parts], [p[1] for p in parts]
            return (all(hold), any(fail)) if isinstance(condition, And) else (any(hold), all(fail))
        if self.facts.condition_of(condition.fact) is not None:
            return self._derived(condition)
        return _test(condition, self.facts.observed(condition.fact), self.facts.values)

    def _derived(self, test: Atom | Known | Threshold) -> Outlook:
        """A test of a derived truth: the truth first, then whether the test wants it."""
        if isinstance(test, Known):
            return _YES if test.status == "ascertained" else _NO
        truth = self.truths.get(test.fact)
        if truth is None:
            truth = self.truths[test.fact] = self._truth(test.fact)
        if not isinstance(test, Atom) or not isinstance(test.region, Values):
            raise TypeError("a truth is compared with a number")
        wanted = [_named(test.region, "true"), _named(test.region, "false")]
        left = [want for want, may in zip(wanted, truth, strict=True) if may]
        return any(left), not all(left)

    def _truth(self, name: str) -> Outlook:
        condition = self.facts.condition_of(name)
        assert condition is not None  # noqa: S101  asked by the caller
        truth = self.of(condition)
        counts_as = self.facts.if_open(name) if truth == _OPEN else None
        if isinstance(counts_as, Values):
            return _named(counts_as, "true"), _named(counts_as, "false")
        return truth


def _test(test: Atom | Known | Threshold, seen: Observed, values: Mapping[str, Exact]) -> Outlook:
    if isinstance(test, Known):
        return _state(test, seen)
    if seen.status == "undeterminable":
        return _OPEN
    if seen.status == "not_raised" and not _settled(seen.region):
        return _NO
    if isinstance(test, Atom):
        return _outlook(seen.region, test.region)
    return _outlook(seen.region, _beyond(test.word, values[test.parameter])) if test.parameter in values else _OPEN


def _state(test: Known, seen: Observed) -> Outlook:
    if seen.found in {"unknown", "asserted", "excluded"}:
        return _OPEN
    if seen.found == "not_raised":
        return _NO
    return _YES if (seen.found == "undeterminable") is (test.status == "undeterminable") else _NO


def _beyond(word: str, value: Exact) -> Numbers:
    ends = {
        ">=": Interval(value, None),
        ">": Interval(value, None, lo_open=True),
        "<=": Interval(None, value),
        "<": Interval(None, value, hi_open=True),
        "=": Interval(value, value),
    }
    return Numbers((ends[word],))


# ---- sets of values ----------------------------------------------------------------------------------------------


def _settled(region: Region) -> bool:
    """Whether one value is left."""
    if isinstance(region, Values):
        return not region.others and len(region.names) == 1
    return len(region.intervals) == 1 and _first(region.intervals[0]) == _last(region.intervals[0])


def _outlook(left: Region, wanted: Region) -> Outlook:
    """Whether some value that is left is wanted, and whether some is not."""
    if isinstance(left, Values) and isinstance(wanted, Values):
        return _some(left, wanted), _some(left, Values(wanted.names, not wanted.others))
    if isinstance(left, Numbers) and isinstance(wanted, Numbers):
        pieces = [(_first(i), _last(i)) for i in left.intervals]
        ranges = [(_first(i), _last(i)) for i in wanted.intervals]
        hit = any(max(p[0], r[0]) <= min(p[1], r[1]) for p in pieces for r in ranges)
        return hit, not all(_within(p, ranges) for p in pieces)
    raise TypeError("regions of different kinds")


def _named(region: Values, name: str) -> bool:
    return (name in region.names) is not region.others


def _some(a: Values, b: Values) -> bool:
    """Whether two sets of names share one; there is always one more name than those that are written."""
    written = a.names | b.names
    return any(_named(a, n) and _named(b, n) for n in written) or (a.others and b.others)


def _within(piece: tuple[_End, _End], ranges: Iterable[tuple[_End, _End]]) -> bool:
    """Whether a piece is covered: walk up from its first value through the ranges that go on where another ends."""
    reached, last = piece
    for first, end in sorted(ranges):
        if first > reached:
            return False
        if end >= reached:
            if end >= last:
                return True
            reached = _next(end)
    return False


def _next(end: _End) -> _End:
    """The first value after a last one: after `up to 5` comes `more than 5`, after `below 5` comes 5."""
    return end[0], end[1] + 1


def _first(one: Interval) -> _End:
    return (-inf, 0) if one.lo is None else (one.lo, 1 if one.lo_open else 0)


def _last(one: Interval) -> _End:
    return (inf, 0) if one.hi is None else (one.hi, -1 if one.hi_open else 0)
