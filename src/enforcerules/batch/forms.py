"""Amounts of many results by form: sums that differ in their numbers alone are worked out together for all their rows.

「违法所得的 30% 与 3 倍之间」 and 「违法所得的 5% 与 5 倍之间」 of two matters are one form, a number times a fact, so the calls that
work it out are as many as there are forms, not as many as there are matters.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Any, Protocol, TypeAlias

import numpy as np

from enforcerules.batch.columns import Array, Plain
from enforcerules.batch.variables import largest, values_of
from enforcerules.kernel.sums import Floor, Monomial, Whole

_ROOM = 2**62
_FEW = 12
"""So few forms are looked for one after the other; of more, the rows are sorted."""
_SMALL = 2**16
"""So many are sorted in one pass over their digits."""


class Facts(Protocol):
    """What gives the values of a fact for some rows."""

    def of(self, name: str) -> Plain:
        """A fact."""


@dataclass(frozen=True, slots=True)
class Rounded:
    """A sum, divided and rounded down."""

    terms: Form


Factor: TypeAlias = "str | Rounded"
Form: TypeAlias = tuple[tuple[Factor, ...], ...]
"""A sum without its numbers: the factors of each of its terms."""


@dataclass(frozen=True, slots=True)
class Formed:
    """One amount: its form; its numbers in the order in which they are met in that; and by how much all is divided."""

    form: Form
    numbers: tuple[int, ...]
    parts: int = 1


_CONSTANT: Form = ((),)


def formed(terms: Mapping[Monomial, Fraction]) -> Formed:
    """A sum with its numbers taken out."""
    if not terms:
        return Formed(_CONSTANT, (0,))
    parts = lcm(*(number.denominator for number in terms.values()))
    numbers: list[int] = []
    whole = tuple((factors, int(number * parts)) for factors, number in terms.items())
    return Formed(_form(whole, numbers), tuple(numbers), parts)


def _form(terms: Whole, numbers: list[int]) -> Form:
    return tuple(_term(factors, number, numbers) for factors, number in terms)


def _term(factors: Monomial, number: int, numbers: list[int]) -> tuple[Factor, ...]:
    numbers.append(number)
    return tuple(_rounded(one, numbers) if isinstance(one, Floor) else one for one in factors)


def _rounded(name: Floor, numbers: list[int]) -> Rounded:
    numbers.append(name.parts)
    return Rounded(_form(name.terms, numbers))


# ---- many of them -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Forms:
    """One amount of every result, and behind them that of no result.

    `figures`: those that are one number in 64 bits; `there`: which results have an amount that can be written; `form`: which
    of `tables` works it out, -1 for none; `at`: the place of the result among those of its form.
    """

    figures: Array
    there: Array
    form: Array
    at: Array
    tables: tuple[Table, ...]

    def worked_out(self, ends: Array, facts: Facts | None, start: int = 0) -> tuple[Any, Array]:
        """The amount of every row, and in which rows there is none that can be written with the places there are.

        `start`: where these rows begin among those of `facts`.
        """
        numbers, missing = self.figures[ends], ~self.there[ends]
        if not self.tables or facts is None:
            return numbers, missing
        for place, rows in _by_form(self.form[ends], len(self.tables)):
            made, away = self.tables[place].of(self.at[ends[rows]], rows + start if start else rows, facts)
            numbers = numbers.astype(object) if made.dtype == object else numbers
            numbers[rows] = made
            if away is not None:
                missing[rows] = away
        return numbers, missing


def _by_form(which: Array, count: int) -> Iterator[tuple[int, Array]]:
    """The rows of each of so many forms, where there are any."""
    if count <= _FEW:
        found = ((place, np.flatnonzero(which == place)) for place in range(count))
        yield from ((place, rows) for place, rows in found if len(rows))
        return
    rows = np.flatnonzero(which >= 0)
    mine = which[rows].astype(np.uint16) if count <= _SMALL else which[rows]
    order = np.argsort(mine, kind="stable")
    rows, mine = rows[order], mine[order]
    edges = np.flatnonzero(mine[1:] != mine[:-1]) + 1
    yield from ((int(which[some[0]]), some) for some in np.split(rows, edges) if len(some))


@dataclass(frozen=True, slots=True)
class Table:
    """The results of one form, with the numbers of each: an array for every number of the form, and the last for `parts`."""

    form: Form
    numbers: tuple[Array, ...]

    def of(self, at: Array, rows: Array, facts: Facts) -> tuple[Any, Array | None]:
        """The amounts of some rows; where the places there are do not hold them (None: nowhere)."""
        *numbers, parts = (_picked(one, at) for one in self.numbers)
        total = _sum(self.form, iter(numbers), rows, facts)
        if total.dtype != object and isinstance(parts, int) and parts == 1:
            return total, None
        whole = total // parts
        away = (whole * parts != total).astype(bool)
        return whole, away if away.any() else None


def _picked(numbers: Array, at: Array) -> Any:  # noqa: ANN401  one number where all are the same, else an array
    """One number for all rows is divided by faster than many."""
    return int(numbers[0]) if (numbers == numbers[0]).all() else numbers[at]


def _sum(form: Form, numbers: Iterator[Any], rows: Array, facts: Facts) -> Any:  # noqa: ANN401  whole numbers
    """A sum; in Python's own numbers where 64 bits might not hold it."""
    pieces = [[next(numbers), *(_factor(one, numbers, rows, facts) for one in factors)] for factors in form]
    room = 0
    for piece in pieces:
        most = 1
        for one in piece:
            most *= abs(one) if isinstance(one, int) else largest(one)
        room += most
    exact = room >= _ROOM
    total: Any = None
    for piece in pieces:
        made: Any = None
        for one in piece:
            figure = one.astype(object) if exact and not isinstance(one, int) else one
            made = figure if made is None else made * figure
        total = made if total is None else total + made
    return total if isinstance(total, np.ndarray) else np.full(len(rows), total)


def _factor(one: Factor, numbers: Iterator[Any], rows: Array, facts: Facts) -> Any:  # noqa: ANN401  whole numbers
    if isinstance(one, str):
        made = values_of(facts.of(one), rows)
        return made if made.dtype == object else made.astype(np.int64, copy=False)
    parts = next(numbers)
    return _sum(one.terms, numbers, rows, facts) // parts


def forms_of(amounts: Sequence[tuple[Formed | None, ...]]) -> list[Forms]:
    """The amounts of every result, as many as the result with most of them has."""
    width = max((len(one) for one in amounts), default=0)
    return [_forms([one[at] if at < len(one) else None for one in amounts]) for at in range(width)]


def _forms(amounts: Sequence[Formed | None]) -> Forms:
    count = len(amounts) + 1
    figures, there = np.zeros(count, np.int64), np.zeros(count, bool)
    form, at = np.full(count, -1, np.int32), np.zeros(count, np.int32)
    found: dict[Form, tuple[int, list[tuple[int, ...]]]] = {}
    for place, one in enumerate(amounts):
        if one is None:
            continue
        if one.form == _CONSTANT and -_ROOM < one.numbers[0] < _ROOM:
            figures[place], there[place] = one.numbers[0], one.parts == 1
            continue
        number, rows = found.setdefault(one.form, (len(found), []))
        there[place], form[place], at[place] = True, number, len(rows)
        rows.append((*one.numbers, one.parts))
    tables = (Table(one, tuple(map(_array, zip(*rows, strict=True)))) for one, (_, rows) in found.items())
    return Forms(figures, there, form, at, tuple(tables))


def _array(numbers: Sequence[int]) -> Array:
    return np.array(numbers, np.int64 if all(abs(one) < _ROOM for one in numbers) else object)
