"""Walking conditions and formulas: which facts they read, which tests they hold."""

from __future__ import annotations

from collections.abc import Iterator

from enforcerules.model.program import (
    Age,
    And,
    Arithmetic,
    Atom,
    Condition,
    Count,
    DateAfter,
    Days,
    Fact,
    Known,
    Neg,
    Or,
    Ratio,
    Runs,
    Series,
    Steps,
    Threshold,
    When,
)
from enforcerules.model.region import Numbers


def tests_of(condition: Condition) -> Iterator[Atom | Known | Threshold]:
    """The tests of a condition, from left to right."""
    if isinstance(condition, And | Or):
        for part in condition.parts:
            yield from tests_of(part)
    elif isinstance(condition, Neg):
        yield from tests_of(condition.part)
    else:
        yield condition


def nesting(condition: Condition) -> int:
    """How many 且, 或 and 非 stand within one another; none in a single test."""
    if isinstance(condition, And | Or):
        return 1 + max(map(nesting, condition.parts), default=0)
    return 1 + nesting(condition.part) if isinstance(condition, Neg) else 0


def bounds_of(condition: Condition, fact: str) -> Iterator[Numbers]:
    """What a condition asks of a number, wherever the condition holds."""
    for part in condition.parts if isinstance(condition, And) else (condition,):
        if isinstance(part, Atom) and part.fact == fact and isinstance(part.region, Numbers):
            yield part.region
        elif isinstance(part, Neg) and isinstance(part.part, Atom):
            yield from (one.without() for one in bounds_of(part.part, fact))
        elif isinstance(part, And):
            yield from bounds_of(part, fact)


def reads_of(fact: Fact) -> tuple[str, ...]:
    """The facts that a derived fact reads directly; none for a declared one."""
    formula = fact.formula
    if isinstance(formula, When):
        return tuple(test.fact for test in tests_of(formula.condition))
    if isinstance(formula, Days):
        return (formula.start, formula.end)
    if isinstance(formula, DateAfter):
        return (formula.start,)
    if isinstance(formula, Age):
        return (formula.born, formula.on)
    if isinstance(formula, Steps):
        return (formula.of,)
    if isinstance(formula, Ratio):
        return (formula.part, formula.whole)
    if isinstance(formula, Arithmetic):
        return tuple(o for o in formula.operands if isinstance(o, str))
    if isinstance(formula, Runs):
        return (formula.of.anchor, *formula.of.per, *((formula.present,) if formula.present else ()))
    if isinstance(formula, Series):
        return (formula.of.anchor, *formula.of.per)
    return (formula.anchor, *formula.per) if isinstance(formula, Count) else ()
