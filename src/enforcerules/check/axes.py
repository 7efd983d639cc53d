"""What the conditions of fines may turn on: each fact, and each parameter, with the cells that matter.

A fact that is tested for what is known of it has one more cell: that it cannot be determined.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import TypeAlias

from enforcerules.model.kleene import Test, evaluate
from enforcerules.model.knowledge import domain
from enforcerules.model.program import And, Atom, Condition, Fact, Known, Neg, Or, Parameter, Threshold, When
from enforcerules.model.region import FALSE, TRUE, TRUTH, Exact, Interval, Numbers, Region, Values, cut, inside, meet
from enforcerules.model.walk import tests_of

Held: TypeAlias = Region | Fraction | None
"""A cell of a fact, the value of a parameter, or None: the fact cannot be determined, the parameter has no value."""

PARAMETER = "parameter:"
"""Before the name of a parameter among the axes."""


@dataclass(frozen=True, slots=True)
class Axes:
    """The cells of every fact and the values of every parameter; and of numeric facts the thresholds in the text."""

    cells: Mapping[str, tuple[Held, ...]]
    ends: Mapping[str, frozenset[Exact]]


def axes_of(
    conditions: Iterable[Condition],
    elements: Condition | None,
    fixed: Mapping[str, Region],
    facts: Mapping[str, Fact],
    parameters: Mapping[str, Parameter],
) -> Axes:
    """The axes of the facts that conditions test; elements cut the same facts further, and add none of their own."""
    tests = [test for condition in conditions for test in tests_of(condition)]
    named = {test.fact for test in tests}
    tests += [] if elements is None else [t for t in tests_of(elements) if t.fact in named and isinstance(t, Atom)]
    wanted: dict[str, list[Region]] = {name: [] for name in sorted(named)}
    cells: dict[str, tuple[Held, ...]] = {}
    for test in tests:
        wanted[test.fact] += _regions(test, parameters)
        if isinstance(test, Threshold):
            cells[PARAMETER + test.parameter] = _values(test.parameter, parameters) or (None,)
    states = {test.fact for test in tests if isinstance(test, Known)}
    for name, regions in wanted.items():
        cells[name] = (*_cut(name, regions, fixed, facts), *([None] if name in states else []))
    return Axes(cells, {name: frozenset(_ends(regions)) for name, regions in wanted.items()})


def _values(parameter: str, parameters: Mapping[str, Parameter]) -> tuple[Fraction, ...]:
    found = parameters.get(parameter)
    return () if found is None else tuple(sorted({one.value for one in found.values}))


def _regions(test: Test, parameters: Mapping[str, Parameter]) -> list[Region]:
    if isinstance(test, Atom):
        return [test.region]
    if isinstance(test, Threshold):
        return [_beyond(test, value) for value in _values(test.parameter, parameters)]
    return []


def _beyond(test: Threshold, value: Fraction) -> Region:
    if test.word == "=":
        return Numbers((Interval(value, value),))
    if test.word in {">=", ">"}:
        return Numbers((Interval(value, None, lo_open=test.word == ">"),))
    return Numbers((Interval(None, value, hi_open=test.word == "<"),))


def _cut(
    name: str, regions: list[Region], fixed: Mapping[str, Region], facts: Mapping[str, Fact]
) -> tuple[Region, ...]:
    fact = facts.get(name)
    if fact is None:  # whether a set holds a value
        whole, _, value = name.partition("∋")
        known = fixed.get(whole)
        return (
            (TRUE if value in known.names else FALSE,) if isinstance(known, Values) else cut(TRUTH, [TRUE], whole=False)
        )
    known = meet(domain(fact), fixed[name]) if name in fixed else domain(fact)
    return _cells(known, tuple(dict.fromkeys(regions)), whole=fact.whole)


@lru_cache(1024)
def _cells(known: Region, regions: tuple[Region, ...], *, whole: bool) -> tuple[Region, ...]:
    """The cells of a fact; the same thresholds stand in matter after matter."""
    return cut(known, regions, whole=whole)


def _ends(regions: Iterable[Region]) -> Iterator[Exact]:
    for region in regions:
        for one in region.intervals if isinstance(region, Numbers) else ():
            yield from (end for end in (one.lo, one.hi) if end is not None)


def truth_of(condition: Condition, given: Mapping[str, Held]) -> bool | None:
    """The truth of a condition in a cell of each fact; open where it turns on something that is not given."""
    return evaluate(condition, lambda one: _test(one, given))


def _test(one: Test, given: Mapping[str, Held]) -> bool | None:
    if one.fact not in given:
        return None
    return put(one, given[one.fact], given.get(PARAMETER + one.parameter) if isinstance(one, Threshold) else None)


def put(one: Test, held: Held, value: Held) -> bool | None:
    """The truth of a test in a cell of its fact; `value` is that of its parameter."""
    if isinstance(one, Known):
        return (held is None) == (one.status == "undeterminable")
    if isinstance(one, Threshold):
        wanted = _beyond(one, value) if isinstance(value, Fraction) else None
    else:
        wanted = one.region
    return None if wanted is None or not isinstance(held, Numbers | Values) else inside(held, wanted)


def expanded(condition: Condition, facts: Mapping[str, Fact]) -> Condition:
    """The condition with derived truths written out."""
    if isinstance(condition, And):
        return And(tuple(expanded(part, facts) for part in condition.parts))
    if isinstance(condition, Or):
        return Or(tuple(expanded(part, facts) for part in condition.parts))
    if isinstance(condition, Neg):
        return Neg(expanded(condition.part, facts))
    fact = facts.get(condition.fact)
    if not isinstance(condition, Atom) or fact is None or not isinstance(fact.formula, When):
        return condition
    inner = expanded(fact.formula.condition, facts)
    return inner if condition.region == TRUE else Neg(inner)
