"""Small changes of a condition: a bound moved by one step, an end opened or closed, a test negated, a part dropped."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal

from enforcerules.language.showing import show_value
from enforcerules.model.knowledge import domain
from enforcerules.model.program import TRUE_CONDITION, And, Atom, Condition, Fact, Known, Neg, Or, Threshold
from enforcerules.model.region import Interval, Numbers, meet, numbers
from enforcerules.testing.coverage.requirements import step
from enforcerules.testing.mutation.shape import Operator

FactOf = Callable[[str], "Fact | None"]
Word = Literal[">=", ">", "<=", "<", "="]
_NEAR: Final[Mapping[Word, Word]] = {">=": ">", ">": ">=", "<=": "<", "<": "<=", "=": ">="}
_SIGNS = {">=": "不低于", ">": "超过", "<=": "不超过", "<": "低于", "=": "等于"}


@dataclass(frozen=True, slots=True)
class Changed:
    """A changed condition, with what was there and what is there now, in the words of the rules."""

    operator: Operator
    before: str
    after: str
    condition: Condition


def changes(condition: Condition, fact_of: FactOf) -> Iterator[Changed]:
    """Every small change of a condition, from left to right; none for one that holds always."""
    if condition == TRUE_CONDITION:
        return
    if not isinstance(condition, And | Or):
        yield Changed("drop", words(condition, fact_of), "", TRUE_CONDITION)
    yield from _changes(condition, fact_of)


def _changes(condition: Condition, fact_of: FactOf) -> Iterator[Changed]:
    if isinstance(condition, And | Or):
        for at, part in enumerate(condition.parts):
            rest = (*condition.parts[:at], *condition.parts[at + 1 :])
            if rest:
                yield Changed("drop", words(part, fact_of), "", replace(condition, parts=rest))
            for one in _changes(part, fact_of):
                parts = (*condition.parts[:at], one.condition, *condition.parts[at + 1 :])
                yield replace(one, condition=replace(condition, parts=parts))
    elif isinstance(condition, Neg):
        yield Changed("negate", words(condition, fact_of), words(condition.part, fact_of), condition.part)
        for one in _changes(condition.part, fact_of):
            if one.operator != "negate" or not isinstance(condition.part, Atom | Known | Threshold):
                yield replace(one, condition=Neg(one.condition))
    else:
        yield Changed("negate", words(condition, fact_of), words(Neg(condition), fact_of), Neg(condition))
        if isinstance(condition, Atom):
            yield from _atom(condition, fact_of)
        elif isinstance(condition, Threshold):
            near = replace(condition, word=_NEAR[condition.word], wanted="")
            yield Changed("end", words(condition, fact_of), words(near, fact_of), near)


def _atom(atom: Atom, fact_of: FactOf) -> Iterator[Changed]:
    fact = fact_of(atom.fact)
    if fact is None or not isinstance(atom.region, Numbers):
        return
    seen = {_normal(fact, atom.region)}
    for at, one in enumerate(atom.region.intervals):
        for operator, moved in _moved(fact, one):
            region = numbers((*atom.region.intervals[:at], moved, *atom.region.intervals[at + 1 :]))
            normal = _normal(fact, region)
            if normal not in seen and not normal.empty and normal != domain(fact):
                seen.add(normal)
                made = replace(atom, region=region, wanted=show_value(fact, region))
                yield Changed(operator, words(atom, fact_of), f"{fact.label}{made.wanted}", made)


def _moved(fact: Fact, one: Interval) -> Iterator[tuple[Operator, Interval]]:
    near = step(fact)
    if one.point is not None:
        yield from (("bound", Interval(one.point + by, one.point + by)) for by in (-near, near))
        return
    if one.lo is not None:
        yield "end", replace(one, lo_open=not one.lo_open)
        yield from (("bound", replace(one, lo=one.lo + by)) for by in (-near, near))
    if one.hi is not None:
        yield "end", replace(one, hi_open=not one.hi_open)
        yield from (("bound", replace(one, hi=one.hi + by)) for by in (-near, near))


def _normal(fact: Fact, region: Numbers) -> Numbers:
    """The values that a region holds of a fact, so that two ways to say the same are one."""
    held = meet(domain(fact), region)
    if not isinstance(held, Numbers):
        return region
    return numbers(one.integers() for one in held.intervals) if fact.whole else held


def words(condition: Condition, fact_of: FactOf) -> str:
    """A condition in the words of the rules."""
    return _words(condition, fact_of, inner=False)


def _words(condition: Condition, fact_of: FactOf, *, inner: bool) -> str:
    if isinstance(condition, And | Or):
        joined = (" 且 " if isinstance(condition, And) else " 或 ").join(
            _words(part, fact_of, inner=True) for part in condition.parts
        )
        return f"（{joined}）" if inner and len(condition.parts) > 1 else joined
    if isinstance(condition, Neg):
        return f"非 {_words(condition.part, fact_of, inner=True)}"
    whole, _, member = condition.fact.partition("∋")
    fact = fact_of(whole)
    label = whole if fact is None else fact.label
    if member:
        return f"{label}包含{dict(() if fact is None else fact.values).get(member, member)}"
    if isinstance(condition, Threshold) and not condition.wanted:
        return f"{label}{_SIGNS[condition.word]}{condition.parameter}"
    return f"{label}{condition.wanted}"
