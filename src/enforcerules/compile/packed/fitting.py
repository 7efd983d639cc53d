"""Whether the names in a piece are those of the ruleset that it belongs to, and mean what the piece takes them for.

Each function raises `Damaged` where something does not fit. Compiling refuses the same in a ruleset, with a place and advice; here
nobody is to be advised: an index that was made by compiling fits, and any other one was made by hand.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from enforcerules.base.limits import CONDITION_DEPTH
from enforcerules.compile.packed.codec import Damaged
from enforcerules.compile.packed.sound import fits
from enforcerules.compile.sources import FIGURES
from enforcerules.model.citation import Citation
from enforcerules.model.document import FactType
from enforcerules.model.program import (
    Age,
    Amount,
    And,
    Arithmetic,
    Atom,
    BarKinds,
    Benchmark,
    CapTotal,
    Condition,
    Count,
    DateAfter,
    Days,
    Duty,
    Fact,
    Known,
    Matter,
    Neg,
    Or,
    Parameter,
    Ratio,
    Reduce,
    Rule,
    Runs,
    Series,
    Spare,
    Steps,
    Threshold,
    When,
)
from enforcerules.model.region import Values

_DEPTH: Final = 4 * CONDITION_DEPTH
"""A written condition nests so often with what surrounds its provision: brackets, negations, the blocks of a matter."""
_COUNTED: Final = frozenset({"integer", "decimal"})
_TRUTHS: Final = frozenset({"true", "false"})
_NUMERIC: Final = FIGURES | {"date", "grade"}


@dataclass(frozen=True, slots=True)
class Seen:
    """What a ruleset sees: facts and parameters by name (raising `Damaged` for any other), kinds of measure, instruments."""

    fact: Callable[[str], Fact]
    parameter: Callable[[str], Parameter]
    kinds: Collection[str]
    instruments: Collection[str]

    def of(self, name: str, types: Collection[str]) -> Fact:
        """A fact of one of some types."""
        found = self.fact(name)
        _must(found.type in types, name)
        return found


def _must(holds: bool, what: str) -> None:
    if not holds:
        raise Damaged(f"{what} does not fit")


def fit_matter(one: Matter, seen: Seen) -> None:
    """Elements, fixed facts, and what each measure names."""
    _cited((*one.penalised_by, *one.prohibited_by), seen)
    if one.elements is not None:
        _condition(one.elements, seen)
    for name, region in one.fixes:
        _must(fits(seen.fact(name), region), name)
    for measure in one.measures:
        _must(measure.kind in seen.kinds, measure.kind)
        _cited(measure.basis, seen)
        _condition(measure.condition, seen)
        _condition(measure.guard, seen)
        _amount(measure.amount, seen)


def fit_table(one: Benchmark, seen: Seen) -> None:
    """Conditions, amounts, factors, and the order of the rows."""
    _must(one.kind in seen.kinds, one.kind)
    _cited(one.basis, seen)
    _condition(one.condition, seen)
    for row in one.rows:
        _cited(row.basis, seen)
        if row.condition is not None:
            _condition(row.condition, seen)
        _amount(row.result if isinstance(row.result, Amount) else None, seen)
    if one.weights is not None:
        _amount(one.weights.of, seen)
        for factor in one.weights.factors:
            seen.fact(factor.fact)
            for level in factor.levels:
                _condition(level.condition, seen)


def fit_rule(one: Rule, seen: Seen) -> None:
    """The condition, what it is based on, and what the effect names."""
    _cited(one.basis, seen)
    _condition(one.condition, seen)
    effect = one.effect
    if isinstance(effect, Spare):
        _kinds(effect.keeps, seen)
    elif isinstance(effect, BarKinds | Reduce):
        _kinds(effect.kinds, seen)
    elif isinstance(effect, CapTotal):
        _kinds((effect.kind,), seen)
    elif isinstance(effect, Duty):
        if effect.of is not None:
            seen.fact(effect.of)
        if effect.deadline is not None:
            seen.of(effect.deadline.start, {"date"})


def _cited(basis: Iterable[Citation], seen: Seen) -> None:
    for one in basis:
        _must(one.instrument in seen.instruments, one.instrument)


def _kinds(names: Iterable[str], seen: Seen) -> None:
    for name in names:
        _must(name in seen.kinds, name)


def _amount(one: Amount | None, seen: Seen) -> None:
    """The base is money, or counts things of the unit of which each costs so much."""
    if one is not None and one.base is not None:
        base = seen.of(one.base, {"money"} if one.per is None else _COUNTED)
        _must(one.per is None or base.unit == one.per, one.base)


def _condition(one: Condition, seen: Seen, left: int = _DEPTH) -> None:
    """Every test is of a fact that is seen, against what can be a value of it; nothing nests without end."""
    if left == 0:
        raise Damaged("nested too deep")
    if isinstance(one, And | Or):
        for part in one.parts:
            _condition(part, seen, left - 1)
    elif isinstance(one, Neg):
        _condition(one.part, seen, left - 1)
    elif isinstance(one, Atom):
        _atom(one, seen)
    elif isinstance(one, Known):
        seen.fact(one.fact)
    else:
        _threshold(one, seen)


def _atom(one: Atom, seen: Seen) -> None:
    whole, member, value = one.fact.partition("∋")
    if member:
        fact = seen.of(whole, {"set"})
        _must(any(value == key for key, _ in fact.values), one.fact)
        _must(isinstance(one.region, Values) and not one.region.others and one.region.names <= _TRUTHS, one.fact)
    else:
        fact = seen.fact(whole)
        _must(fact.type != "set" and fits(fact, one.region), whole)


def _threshold(one: Threshold, seen: Seen) -> None:
    fact, parameter = seen.of(one.fact, _NUMERIC), seen.parameter(one.parameter)
    _must((fact.type, fact.unit) == (parameter.type, parameter.unit), one.parameter)


# ---- formulas --------------------------------------------------------------------------------------------------------


def fit_formula(fact: Fact, seen: Seen) -> None:
    """What a derived fact is worked out from, and that the result is of its type; nothing of a declared one."""
    formula = fact.formula
    if isinstance(formula, When):
        _of_type(fact, {"boolean"})
        _condition(formula.condition, seen)
    elif isinstance(formula, Count | Runs | Series):
        _of_the_past(fact, formula, seen)
    elif isinstance(formula, Days | DateAfter | Age):
        _of_type(fact, {"date"} if isinstance(formula, DateAfter) else {"integer"})
        for name in (formula.born, formula.on) if isinstance(formula, Age) else _ends(formula):
            seen.of(name, {"date"})
    elif formula is not None:
        _of_figures(fact, formula, seen)
    if fact.specifies is not None:
        seen.of(fact.specifies, {fact.type})


def _of_type(fact: Fact, types: Collection[FactType]) -> None:
    _must(fact.type in types, fact.id)


def _ends(formula: Days | DateAfter) -> tuple[str, ...]:
    return (formula.start, formula.end) if isinstance(formula, Days) else (formula.start,)


def _of_the_past(fact: Fact, formula: Count | Runs | Series, seen: Seen) -> None:
    count = formula if isinstance(formula, Count) else formula.of
    seen.of(count.anchor, {"date"})
    for name in count.per:
        seen.fact(name)
    if isinstance(formula, Count):
        _of_type(fact, {"integer"})
    elif isinstance(formula, Series):
        value = seen.of(formula.value, {"money", *_COUNTED})
        _of_type(fact, {"money"} if value.type == "money" else {"decimal"})
        _must(value.type != "money" or formula.take != "mean", fact.id)
    else:
        _of_type(fact, {"date"})
        kinds = {kind for kind, _ in formula.lengths}
        if formula.present is not None:
            _must({key for key, _ in seen.of(formula.present, {"choice"}).values} <= kinds, formula.present)


def _of_figures(fact: Fact, formula: Arithmetic | Steps | Ratio, seen: Seen) -> None:
    if isinstance(formula, Steps):
        _of_type(fact, {"integer"})
        seen.of(formula.of, FIGURES)
    elif isinstance(formula, Ratio):
        _of_type(fact, {"rate"})
        for name in (formula.part, formula.whole):
            seen.of(name, FIGURES)
    else:
        _of_type(fact, {"money", "decimal"})
        for operand in formula.operands:
            if not isinstance(operand, Fraction):
                found = seen.of(operand, FIGURES)
                _must(formula.op == "times" or (found.type == "money") == (fact.type == "money"), operand)
