"""The condition of a row that would close a hole: the cells of a box, as the language of conditions writes them.

Ends of stretches are written with signs (`in [1万元, 5万元)`), which mean the same whatever an instrument reads into 以上.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from enforcerules.check.axes import Held
from enforcerules.check.said import number
from enforcerules.model.program import Fact
from enforcerules.model.region import TRUE, Interval, Numbers, Values


def condition_of(given: Mapping[str, Held], facts: Mapping[str, Fact]) -> str | None:
    """All cells together, 且 between them; None where one of them is not to be written as a single test."""
    parts = [_test(facts.get(name), held) for name, held in given.items()]
    tests = [part for part in parts if part is not None]
    return " 且 ".join(tests) if parts and len(tests) == len(parts) else None


def _test(fact: Fact | None, held: Held) -> str | None:
    if fact is None:
        return None
    if isinstance(held, Values):
        if fact.type == "boolean":
            return fact.label if held == TRUE else f"非 {fact.label}"
        names = [label for name, label in fact.values if name in held.names]
        return (
            f"{fact.label}为{names[0]}"
            if len(names) == 1
            else f"{fact.label}为{'、'.join(names)}之一"
            if names
            else None
        )
    if not isinstance(held, Numbers) or len(held.intervals) != 1:
        return None
    (one,) = held.intervals
    if fact.type == "grade":
        return f"{fact.label}为{fact.values[int(one.point)][1]}" if one.point is not None else None
    return f"{fact.label}为{number(fact, one.point)}" if one.point is not None else _stretch(fact, one)


def _stretch(fact: Fact, one: Interval) -> str | None:
    ends = tuple(_ends(fact, one))
    if len(ends) == 1:
        return f"{fact.label} {ends[0][0]} {ends[0][1]}"
    if not ends:
        return None
    (low, least), (high, most) = ends
    return f"{fact.label} in {'[' if low == '>=' else '('}{least}, {most}{']' if high == '<=' else ')'}"


def _ends(fact: Fact, one: Interval) -> Iterator[tuple[str, str]]:
    """The ends that bound; a sum one 分 beside a round one is written with the round one."""
    money = fact.type == "money"
    if one.lo is not None and one.lo != 0:
        beyond = money and one.lo % 100 == 1
        yield (">" if one.lo_open or beyond else ">=", number(fact, one.lo - 1 if beyond else one.lo))
    if one.hi is not None:
        short = money and one.hi % 100 == 99
        yield ("<" if one.hi_open or short else "<=", number(fact, one.hi + 1 if short else one.hi))
