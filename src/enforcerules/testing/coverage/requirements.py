"""What full coverage asks for, and what one frame meets of it.

* `rule`: the part held in some case.
* `boundary`: for each number that a condition names, a case at it, one just below and one just above (by the smallest step of
  the fact: 0.01 元, one day, one grade, one more or less).
* `condition`: for each test of a condition, a case in which it holds and one in which it does not, each time so that it
  alone, the other tests as they are there, decides the truth of the whole (masking MC/DC). A test that is open in a case
  is neither; it only counts as open.
* `citation`: some part that cites the place held in some case.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeAlias

from enforcerules.decide.frame import Frame
from enforcerules.model.citation import print_zh
from enforcerules.model.knowledge import domain
from enforcerules.model.program import Atom, Count, Fact, Program, Threshold
from enforcerules.model.region import Exact, Interval, Numbers
from enforcerules.model.walk import tests_of
from enforcerules.testing.coverage.asking import Asked, Test, asked, decides, truths_of
from enforcerules.testing.coverage.parts import Part

Dimension = Literal["rule", "boundary", "condition", "citation"]
DIMENSIONS: tuple[Dimension, ...] = ("rule", "boundary", "condition", "citation")
Side = Literal["held", "below", "at", "above", "true", "false"]
Mark: TypeAlias = "Exact | str | None"
"""The number of a boundary in the unit of its fact, or the parameter that holds it."""

_AROUND: tuple[tuple[Side, int], ...] = (("below", -1), ("at", 0), ("above", 1))
_RATE_STEP = Fraction(1, 10_000)


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing to be seen in some case; `part` is the key of a part, or a citation as text."""

    dimension: Dimension
    part: str
    side: Side
    test: int = -1
    fact: str = ""
    mark: Mark = None


def required(program: Program, parts: Mapping[str, Part]) -> tuple[Requirement, ...]:
    """Everything that the parts ask for, in their order."""
    found = [one for part in parts.values() for one in _of_part(program, part)]
    cites = [Requirement("citation", print_zh(cite), "held") for part in parts.values() for cite in part.basis]
    return tuple(dict.fromkeys((*found, *cites)))


def _of_part(program: Program, part: Part) -> Iterator[Requirement]:
    if part.kind != "fact":
        yield Requirement("rule", part.key, "held")
    if part.condition is None:
        return
    for number, test in enumerate(tests_of(part.condition)):
        yield Requirement("condition", part.key, "true", number, test.fact)
        yield Requirement("condition", part.key, "false", number, test.fact)
        fact = fact_of(program, part.ruleset, test.fact)
        for mark in () if fact is None else marks(test, fact):
            for side, at in _AROUND:
                if isinstance(mark, str) or fact is None or _possible(fact, mark + at * step(fact)):
                    yield Requirement("boundary", part.key, side, -1, test.fact, mark)


def fact_of(program: Program, ruleset: str, name: str) -> Fact | None:
    """A fact as a ruleset sees it; None for the member of a set."""
    return program.rulesets[ruleset].facts.get(name)


def marks(test: Test, fact: Fact) -> tuple[Exact | str, ...]:
    """The numbers at which a test turns; an end at which no value lies on the other side is none."""
    if isinstance(test, Threshold):
        return (test.parameter,)
    if not isinstance(test, Atom) or not isinstance(test.region, Numbers):
        return ()
    found = (end for one in test.region.intervals for end in _ends(one, fact))
    return tuple(dict.fromkeys(found))


def _ends(one: Interval, fact: Fact) -> Iterator[Exact]:
    if one.lo is not None and (one.lo_open or _possible(fact, one.lo - step(fact))):
        yield one.lo
    if one.hi is not None and (one.hi_open or _possible(fact, one.hi + step(fact))):
        yield one.hi


def step(fact: Fact) -> Exact:
    """The smallest difference between two values of a fact."""
    if fact.type == "rate":
        return _RATE_STEP
    return 1 if fact.whole or not fact.scale else Fraction(1, 10**fact.scale)


def _possible(fact: Fact, value: Exact) -> bool:
    """Whether a fact can have a value; a count is never negative."""
    if isinstance(fact.formula, Count) and value < 0:
        return False
    region = domain(fact)
    return isinstance(region, Numbers) and any(one.has(value) for one in region.intervals)


# ---- what a frame meets --------------------------------------------------------------------------------------


def met(frame: Frame, parts: Mapping[str, Part]) -> Iterator[Requirement]:
    """What one frame meets; a requirement may come more than once."""
    for one in asked(frame):
        part = parts.get(one.key)
        if part is None:
            continue
        if one.holds and part.kind != "fact":
            yield Requirement("rule", part.key, "held")
        if one.holds:
            yield from (Requirement("citation", print_zh(cite), "held") for cite in part.basis)
        yield from _met(frame, one)


def _met(frame: Frame, one: Asked) -> Iterator[Requirement]:
    if one.condition is None:
        return
    truths = truths_of(frame, one.condition)
    for number, test in enumerate(tests_of(one.condition)):
        truth = truths[number]
        if truth is not None and decides(one.condition, truths, number):
            yield Requirement("condition", one.key, "true" if truth else "false", number, test.fact)
        yield from _sides(frame, one.key, test)


def _sides(frame: Frame, key: str, test: Test) -> Iterator[Requirement]:
    fact = frame.sliced.facts.get(test.fact)
    region = frame.known.region(test.fact)
    value = region.intervals[0].point if isinstance(region, Numbers) and len(region.intervals) == 1 else None
    if fact is None or value is None:
        return
    for mark in marks(test, fact):
        number = _number(frame, mark)
        side = None if number is None else _side(value, number, step(fact))
        if side is not None:
            yield Requirement("boundary", key, side, -1, test.fact, mark)


def _number(frame: Frame, mark: Exact | str) -> Exact | None:
    if not isinstance(mark, str):
        return mark
    value = frame.known.values.get(mark)
    return None if value is None else value.value


def _side(value: Exact, number: Exact, near: Exact) -> Side | None:
    if value == number:
        return "at"
    if number - near <= value < number:
        return "below"
    return "above" if number < value <= number + near else None
