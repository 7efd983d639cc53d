"""The facts of some rows as plain values, derived ones worked out from them, and sums over facts.

Where a whole number might leave 64 bits, the numbers become Python's own, which are slower and exact.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import prod
from typing import Any

import numpy as np

from enforcerules.batch.columns import Array, Plain
from enforcerules.decide.frame import Frame
from enforcerules.kernel.calls import KNOWN, Calls
from enforcerules.kernel.code import arguments_of, may_be_silent
from enforcerules.kernel.slots import AWAY
from enforcerules.kernel.sums import Floor, Whole
from enforcerules.model.case import History
from enforcerules.model.program import Age, Arithmetic, Count, DateAfter, Days, Fact, Ratio, Steps
from enforcerules.model.region import Exact
from enforcerules.model.walk import reads_of

_ROOM = 2**62
HISTORY = "*history"
"""Under what name the place of each row's history stands among the variables; its words are histories."""


@dataclass(slots=True)
class Variables:
    """`given`: what the columns say, by fact; what is derived is worked out when it is first asked for."""

    frame: Frame
    calls: Calls
    given: Mapping[str, Plain]
    count: int
    made: dict[str, Plain] = field(default_factory=dict)

    def of(self, name: str) -> Plain:
        """A fact, or a sum rounded down (`Floor`)."""
        found = self.given.get(name) or self.made.get(name)
        if found is None:
            found = self.made[name] = self._floor(name) if isinstance(name, Floor) else self._derived(name)
        return found

    def sum(self, terms: Whole) -> Plain:
        """A sum with whole coefficients."""
        total = np.zeros(self.count, np.int64)
        away = None
        room = 0
        parts = []
        for factors, number in terms:
            plains = [self.of(name) for name in factors]
            values = [values_of(one) for one in plains]
            away = either(away, *(one.away for one in plains), *(one.none for one in plains))
            room += abs(number) * prod(largest(one) for one in values)
            parts.append((number, values))
        exact = room >= _ROOM
        total = total.astype(object) if exact else total
        for number, values in parts:
            made: Any = number
            for one in values:
                made = made * (one.astype(object) if exact else one)
            total = total + made
        return Plain(total, away=away)

    def _floor(self, name: Floor) -> Plain:
        made = self.sum(name.terms)
        return Plain(made.numbers // name.parts, away=made.away)

    def _derived(self, name: str) -> Plain:
        fact = self.frame.sliced.facts[name]
        formula = fact.formula
        if isinstance(formula, Arithmetic):
            return self._arithmetic(formula)
        plains = [self.of(one) for one in _read_by(formula)]
        silent = may_be_silent(self.frame, fact)
        none = either(None, *(one.none for one in plains)) if silent else None
        away = either(None, *(one.away for one in plains))
        if isinstance(formula, Days) and formula.plus is None and all(one.words is None for one in plains):
            start, end = plains
            return Plain(end.numbers - start.numbers, away=away, none=none)
        numbers, words, failed = _each(self._helper(formula), plains, skip=either(away, none), count=self.count)
        return Plain(numbers, words, either(away, failed), none)

    def _helper(self, formula: object) -> Callable[..., Any]:
        """What the generated kernel calls for a formula, over the values that the formula reads."""
        if isinstance(formula, Count):
            frame = self.frame

            def counted(anchor: int, history: History | None = None) -> Exact:
                return self.calls.count(formula, anchor, {KNOWN: _with(frame, history)})

            return counted
        helper = _HELPERS[type(formula)]
        return lambda *values: helper(self.calls, formula, *values)

    def _arithmetic(self, formula: Arithmetic) -> Plain:
        plains = {name: self.of(name) for name in formula.operands if isinstance(name, str)}
        away = either(None, *(one.away for one in plains.values()), *(one.none for one in plains.values()))
        values: list[Any] = [values_of(plains[o]) if isinstance(o, str) else _number(o) for o in formula.operands]
        most = [largest(one) if isinstance(one, np.ndarray) else abs(one) for one in values]
        whole = all(isinstance(one, np.ndarray) or type(one) is int for one in values)
        room = prod(most) if formula.op == "times" else sum(most)
        if not whole or room >= _ROOM:
            values = [one.astype(object) if isinstance(one, np.ndarray) else one for one in values]
        made = values[0]
        for one in values[1:]:
            made = _OPERATIONS[formula.op](made, one)
        made = made if isinstance(made, np.ndarray) else np.full(self.count, made)
        return Plain(made, away=away)


_HELPERS: dict[type, Callable[..., Any]] = {
    Days: Calls.days,
    DateAfter: Calls.date_after,
    Age: Calls.age,
    Steps: Calls.steps,
    Ratio: Calls.ratio,
}
_OPERATIONS: dict[str, Callable[[Any, Any], Any]] = {
    "sum": lambda a, b: a + b,
    "minus": lambda a, b: a - b,
    "times": lambda a, b: a * b,
    "max": np.maximum,
    "min": np.minimum,
}


def _read_by(formula: object) -> tuple[str, ...]:
    """What a helper takes of each row; a count takes its history as well."""
    return (*arguments_of(formula), HISTORY) if isinstance(formula, Count) else arguments_of(formula)


def can_be_derived(frame: Frame, name: str) -> bool:
    """Whether a fact is given or worked out here; the others are left to the reference kernel."""
    fact = frame.sliced.facts[name]
    formula = fact.formula
    if formula is None:
        return True
    known = (
        type(formula) in _HELPERS or isinstance(formula, Arithmetic) or (isinstance(formula, Count) and not formula.per)
    )
    return known and all(can_be_derived(frame, one) for one in reads_of(fact))


def is_whole(frame: Frame, name: str) -> bool:
    """Whether every value is a whole number, or a truth."""
    fact = frame.sliced.facts[name]
    formula = fact.formula
    if isinstance(formula, Arithmetic):
        return all(is_whole(frame, o) if isinstance(o, str) else o.denominator == 1 for o in formula.operands)
    if formula is not None:
        return isinstance(formula, Days | DateAfter | Age | Steps | Count)
    return fact.type in {"money", "integer", "period", "grade", "date", "boolean"}


def constant(value: object, fact: Fact, count: int) -> Plain:
    """One value for all rows: plain, AWAY or None."""
    numbers = np.zeros(count, np.int64)
    if value is AWAY:
        return Plain(numbers, away=np.ones(count, bool), said=np.zeros(count, bool))
    if value is None:
        return Plain(numbers, none=np.ones(count, bool), said=np.zeros(count, bool))
    if fact.type in {"choice", "text", "code", "set"} or not isinstance(value, int):
        return Plain(numbers, (value,), said=np.zeros(count, bool))
    return Plain(np.full(count, int(value), np.int64), said=np.zeros(count, bool))


def either(*masks: Array | None) -> Array | None:
    """Where any mask holds; None for nowhere."""
    made = None
    for one in masks:
        made = one if made is None else made if one is None else made | one
    return made


def _with(frame: Frame, history: History | None) -> object:
    return frame.known if history is frame.known.history else replace(frame.known, history=history, memo={})


def _number(number: Fraction) -> Exact:
    return int(number) if number.denominator == 1 else number


def values_of(plain: Plain, rows: Any = slice(None)) -> Array:  # noqa: ANN401  places or a stretch
    """Numbers themselves of some rows, out of their list where they stand in one; nil where that holds no number."""
    if plain.words is None:
        return plain.numbers[rows]
    numbers = [one if isinstance(one, int | Fraction) else 0 for one in plain.words]
    whole = all(type(one) is int and abs(one) < _ROOM for one in numbers)
    return np.array(numbers, np.int64 if whole else object)[plain.numbers[rows]]


def value_of(plain: Plain, row: int) -> Fraction:
    """The number of one row; nil where there is none."""
    number = plain.numbers[row] if plain.words is None else plain.words[plain.numbers[row]]
    if isinstance(number, int | Fraction):
        return Fraction(number)
    return Fraction(int(number)) if plain.words is None else Fraction(0)


def largest(values: Array) -> int:
    """A whole number that no absolute value exceeds."""
    ends = (values.min(), values.max()) if len(values) else (0,)
    return int(max(abs(one) if isinstance(one, Fraction) else abs(int(one)) for one in ends)) + 1


def _each(
    call: Callable[..., Any], plains: list[Plain], skip: Array | None, count: int
) -> tuple[Array, tuple[Any, ...] | None, Array | None]:
    """A function of the values of each row, called once for each combination; where it raises, nothing is known."""
    skipped = np.zeros(count, bool) if skip is None else skip
    places, first = _combinations([skipped, *(one.numbers for one in plains)], count)
    made: list[Any] = []
    for row in first.tolist():
        values = (_word(one, row) for one in plains)
        made.append(0 if skipped[row] else _called(call, values))
    failed = np.array([one is AWAY for one in made], bool)
    figures = [0 if one is AWAY else one for one in made]
    away = failed[places] if failed.any() else None
    if all(type(one) is int and abs(one) < _ROOM for one in figures):
        return np.array(figures, np.int64)[places], None, away
    words: dict[Any, int] = {}
    codes = np.array([words.setdefault(one, len(words)) for one in figures], np.int64)
    return codes[places], tuple(words), away


def _word(plain: Plain, row: int) -> Any:  # noqa: ANN401  a plain value
    number = plain.numbers[row]
    return plain.words[number] if plain.words is not None else int(number) if plain.numbers.dtype != object else number


def _combinations(columns: list[Array], count: int) -> tuple[Array, Array]:
    """For each row the place of its combination of values, and for each combination a row that has it."""
    places, first = np.zeros(count, np.int64), np.zeros(1 if count else 0, np.int64)
    for one in columns:
        if not count or (one == one[0]).all():
            continue
        own = np.unique(one, return_inverse=True)[1].astype(np.int64)
        both = places * (int(own.max()) + 1) + own
        _, first, places = np.unique(both, return_index=True, return_inverse=True)
    return places, first


def _called(call: Callable[..., Any], values: Any) -> Any:  # noqa: ANN401  plain values
    try:
        return call(*values)
    except Exception:  # noqa: BLE001  the row is one for the reference
        return AWAY
