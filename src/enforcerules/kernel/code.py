"""Conditions, facts and sums as Python: text made of own names and whole numbers only; all else stands in a table.

Nothing that a ruleset or a case says becomes text of a program: names of grades, sets and formulas are constants of the
table `k`, facts are `f0`, `f1`, … and the text is what this module writes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from enforcerules.decide.cells import threshold
from enforcerules.decide.frame import Frame
from enforcerules.kernel.slots import AWAY
from enforcerules.kernel.sums import Monomial
from enforcerules.kernel.traced import Leak
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
    Steps,
    Threshold,
    When,
)
from enforcerules.model.region import Exact, Interval, Numbers, Region
from enforcerules.model.walk import reads_of, tests_of


@dataclass(slots=True)
class Names:
    """The variables and constants of one generated function."""

    frame: Frame
    facts: dict[str, str] = field(default_factory=dict)
    constants: dict[str, Any] = field(default_factory=dict)
    said: set[str] = field(default_factory=set)
    """The facts of which it is asked whether the case says anything of them."""

    def of(self, fact: str) -> str:
        """The variable of a fact."""
        return self.facts.setdefault(fact, f"f{len(self.facts)}")

    def constant(self, value: Any) -> str:  # noqa: ANN401  any constant
        """The name of a constant; whole numbers are written out."""
        if value is AWAY or value is None or type(value) in {bool, int}:
            return "AWAY" if value is AWAY else str(value)
        for name, known in self.constants.items():
            if type(known) is type(value) and known == value:
                return name
        name = f"k{len(self.constants)}"
        self.constants[name] = value
        return name

    def literal(self, value: Any) -> str:  # noqa: ANN401  any constant
        """A constant where it is compared, looked up or passed on: the text of its name, in whose place it is put after compiling.

        Read from the function itself it is found sooner than among globals. Not for arithmetic, which a compiler works out.
        """
        name = self.constant(value)
        return f"'{name}'" if name in self.constants else name


# ---- conditions --------------------------------------------------------------------------------------------------


def needed(names: Names, condition: Condition) -> Iterator[str]:
    """The facts whose variables a condition reads; derived truths are written out."""
    for test in tests_of(condition):
        fact = names.frame.sliced.facts[test.fact.partition("∋")[0]]
        if isinstance(fact.formula, When):
            yield from needed(names, fact.formula.condition)
        else:
            yield fact.id


def _doubt(names: Names, condition: Condition) -> int:
    """How many facts a part reads of which a case may say nothing: what is certain is asked first, as it may settle all."""
    facts = (names.frame.sliced.facts[name] for name in needed(names, condition))
    return len([fact for fact in facts if fact.formula is None and fact.source is None and fact.ask == "always"])


def condition_of(names: Names, condition: Condition) -> str:
    """A condition as an expression."""
    if isinstance(condition, And | Or):
        word, empty = (" and ", "True") if isinstance(condition, And) else (" or ", "False")
        parts = [condition_of(names, part) for part in sorted(condition.parts, key=lambda one: _doubt(names, one))]
        return f"({word.join(parts)})" if parts else empty
    if isinstance(condition, Neg):
        return f"(not {condition_of(names, condition.part)})"
    return _test(names, condition)


def _test(names: Names, test: Atom | Known | Threshold) -> str:
    whole, _, member = test.fact.partition("∋")
    if isinstance(test, Known):
        return "False" if test.status == "undeterminable" else _ascertained(names, whole)
    if isinstance(test, Threshold):
        if test.parameter not in names.frame.known.values:
            raise Leak
        region = threshold(test, names.frame.known)
    else:
        region = test.region
    fact = names.frame.sliced.facts[whole]
    if isinstance(fact.formula, When):
        return _truth(condition_of(names, fact.formula.condition), region)
    name = names.of(whole)
    if member:
        return _truth(f"({name} is not None and {names.literal(member)} in {name})", region)
    made = _truth(name, region) if fact.type == "boolean" else _inside(names, name, region)
    return f"({name} is not None and {made})" if may_be_silent(names.frame, fact) else made


def _ascertained(names: Names, whole: str) -> str:
    fact = names.frame.sliced.facts[whole]
    if isinstance(fact.formula, When):
        return "True"
    if fact.formula is not None or fact.source is not None or fact.ask != "if_raised":
        return f"({names.of(whole)} is not None)"
    names.said.add(whole)
    return f"said_{names.of(whole)}"


def _truth(name: str, region: Region) -> str:
    assert not isinstance(region, Numbers)  # noqa: S101  truths have names
    true, false = ("true" in region.names) != region.others, ("false" in region.names) != region.others
    return "True" if true and false else name if true else f"(not {name})" if false else "False"


def _inside(names: Names, name: str, region: Region) -> str:
    if not isinstance(region, Numbers):
        word = "not in" if region.others else "in"
        return f"({name} {word} {names.literal(region.names)})"
    parts = [_between(names, name, one) for one in region.intervals]
    return f"({' or '.join(parts)})" if parts else "False"


def _between(names: Names, name: str, one: Interval) -> str:
    if one.point is not None:
        return f"{name} == {_bound(names, one.point)}"
    low = "" if one.lo is None else f"{_bound(names, one.lo)} {'<' if one.lo_open else '<='} "
    high = "" if one.hi is None else f" {'<' if one.hi_open else '<='} {_bound(names, one.hi)}"
    return f"{low}{name}{high}" if low or high else "True"


def _number(names: Names, number: Exact) -> str:
    return str(int(number)) if number == int(number) else names.constant(Fraction(number))


def _bound(names: Names, number: Exact) -> str:
    return str(int(number)) if number == int(number) else names.literal(Fraction(number))


def may_be_silent(frame: Frame, fact: Fact) -> bool:
    """Whether a fact may be one that nobody raised and that has no lightest value: then no test of it holds."""
    if isinstance(fact.formula, Days | DateAfter):
        return any(may_be_silent(frame, frame.sliced.facts[name]) for name in reads_of(fact))
    return fact.formula is None and fact.ask == "if_raised" and fact.type in {"date", "text", "code"}


# ---- facts -------------------------------------------------------------------------------------------------------


def formula_of(names: Names, fact: Fact) -> str:
    """A derived fact as an expression over the variables of what it reads; raises Leak for what is left to the reference."""
    formula = fact.formula
    reads = [names.of(name) for name in dict.fromkeys(reads_of(fact))]
    away = f"AWAY if {' or '.join(f'{one} is AWAY' for one in reads)} else "
    if isinstance(formula, Arithmetic):
        return away + _arithmetic(names, formula)
    if type(formula) not in _HELPERS:
        raise Leak
    given = [names.literal(formula), *(names.of(one) for one in arguments_of(formula))]
    called = f"{_HELPERS[type(formula)]}({', '.join(given)}{', T' if isinstance(formula, Count) else ''})"
    if may_be_silent(names.frame, fact):
        return f"{away}None if {' or '.join(f'{one} is None' for one in reads)} else {called}"
    return away + called


_HELPERS: dict[type, str] = {
    Days: "days",
    DateAfter: "date_after",
    Age: "age",
    Steps: "steps",
    Ratio: "ratio",
    Count: "count",
}


def arguments_of(formula: object) -> tuple[str, ...]:
    """The facts whose values a helper of `calls` takes, in its order; raises Leak for a formula without a helper."""
    if isinstance(formula, Days):
        return formula.start, formula.end
    if isinstance(formula, DateAfter):
        return (formula.start,)
    if isinstance(formula, Age):
        return formula.born, formula.on
    if isinstance(formula, Steps):
        return (formula.of,)
    if isinstance(formula, Ratio):
        return formula.part, formula.whole
    if isinstance(formula, Count) and not formula.per:
        return (formula.anchor,)
    raise Leak


def _arithmetic(names: Names, formula: Arithmetic) -> str:
    parts = [names.of(o) if isinstance(o, str) else _number(names, o) for o in formula.operands]
    if formula.op in {"max", "min"}:
        return f"{formula.op}({', '.join(parts)})"
    return {"sum": " + ", "minus": " - ", "times": " * "}[formula.op].join(f"({one})" for one in parts)


# ---- sums --------------------------------------------------------------------------------------------------------


def sum_of(names: Names, terms: tuple[tuple[Monomial, int], ...]) -> str:
    """A sum with whole coefficients as an expression."""
    parts = []
    for factors, number in terms:
        made = [names.of(one) for one in factors]
        parts.append(" * ".join([*([str(number)] if number != 1 or not made else []), *made]))
    return " + ".join(parts) or "0"
