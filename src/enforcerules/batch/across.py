"""The rows of many matters decided at once, over the tables of `flat`, a stretch of rows after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from enforcerules.batch.cases import Table
from enforcerules.batch.columns import Array, Plain
from enforcerules.batch.flat import Across, Flat, Meaning
from enforcerules.batch.plan import NOT_ASKED, plain_of
from enforcerules.batch.variables import Variables, either
from enforcerules.batch.work import given_by, of_the_case
from enforcerules.kernel.calls import Calls
from enforcerules.model.walk import reads_of

Map = Callable[[Callable[[slice], None], Iterable[slice]], Any]
"""What puts a function to each of some stretches: `map`, or that of a pool of threads."""

_STRETCH = 2**15
"""So many rows stay in the cache of a processor while they are worked on."""
_FEW = 8
"""A column is worth going through for one row in so many."""
_COMPARED = 40
"""With so many cuts, comparing with each is faster than searching."""
_NARROW = 2**10
"""Whole numbers in so narrow a range are their own classes."""
_TABLE = 2**18
"""Tables of classes are kept this small, to stay in the cache."""
_BYTE = 2**8


@dataclass(slots=True)
class Shared:
    """The facts of all rows of a table, as the units that share tables take them; read or worked out when first asked for."""

    table: Table
    meanings: dict[str, Meaning]
    made: dict[str, Plain] = field(default_factory=dict)
    odd: dict[str, Array | None] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """How many rows there are."""
        return self.table.count

    def of(self, name: str) -> Plain:
        """A fact."""
        found = self.made.get(name)
        if found is None:
            found = self.made[name] = self._made(name, self.meanings[name])
        return found

    def _made(self, name: str, meaning: Meaning) -> Plain:
        rows = slice(0, self.count)
        if meaning.slot is not None:
            columns = [one for one in dict.fromkeys(meaning.slot.names) if one in self.table.arrays]
            made, self.odd[name] = given_by(meaning.slot, self.table, columns, rows, self.count)
            return made
        if meaning.fact.formula is None:
            return of_the_case(meaning.fact, {}, self.table, rows, self.count)
        frame = meaning.unit.frame
        calls = Calls(meaning.unit.slots, frame.known.edition, frame.program.calendar)
        given = {one: self.of(one) for one in reads_of(meaning.fact)}
        return Variables(frame, calls, given, self.count).of(name)


def decided(flat: Flat, table: Table, of: Array | None, units: Array, each: Map) -> tuple[Array, Shared] | None:
    """For each row the place of its result, or NOT_ASKED where it is to be decided otherwise; and the facts of all rows.

    `of`: the lot of each row; `units`: the unit of each lot, nil for none. None: no row is decided here.
    """
    facts = Shared(table, dict(flat.meanings))
    units = _worthwhile(flat, of, units, table.count)
    bad = _odd(flat, facts, of, units)
    steps = []
    for axis in flat.axes:
        if axis.asked[units].any():
            bad = either(bad, _open(axis, facts, of, units))
            steps.append(axis)
    if not units.any():
        return None
    columns = [one for axis in steps if (one := _column(axis, facts, units)) is not None]
    columns = list(_merged(columns, len(units)))
    ends = np.empty(table.count, np.int32)
    base = flat.base[units]

    def work(rows: slice) -> None:
        cells = _cells(columns, base, None if of is None else of[rows], rows)
        np.take(flat.cells, cells, out=ends[rows], mode="clip")

    list(each(work, [slice(at, min(at + _STRETCH, table.count)) for at in range(0, table.count, _STRETCH)]))
    if bad is not None:
        ends[bad] = NOT_ASKED
    return ends, facts


# ---- rows and units that are not for these tables ----------------------------------------------------------------


def _worthwhile(flat: Flat, of: Array | None, units: Array, count: int) -> Array:
    """The units without those that have an axis which few rows ask of: it would be cut for the whole column in vain."""
    if count <= _STRETCH:
        return units.copy()
    rows = np.array([count]) if of is None else np.bincount(of, minlength=len(units))
    made = units.copy()
    for axis in flat.axes:
        asked = axis.asked[units]
        if 0 < rows[asked].sum() * _FEW < count:
            made[asked] = 0
    return made


def _odd(flat: Flat, facts: Shared, of: Array | None, units: Array) -> Array | None:
    """Rows that only the reference can read; a unit that takes no column which every row says is taken out of `units`."""
    table = facts.table
    bad = table.faults
    for name in table.facts:
        taken = flat.among(flat.taking.get(name, ()))
        taken[0] = True
        if not taken[units].all():
            if not table.arrays[name].null_count:
                units[~taken[units]] = 0
            else:
                bad = either(bad, table.said(name) & _by_row(~taken[units], of, table.count))
        for fact in sorted(flat.facts.get(name, ())):
            if not flat.among(flat.having[fact])[units].any():
                continue
            facts.of(fact)
            odd = facts.odd[fact]
            if odd is not None:
                bad = either(bad, odd & _by_row(flat.among(flat.having[fact])[units], of, table.count))
    return bad


def _open(axis: Across, facts: Shared, of: Array | None, units: Array) -> Array | None:
    """Rows whose unit asks of a fact without a value; units that ask of one which is no whole number are taken out."""
    plain = plain_of(axis.name, facts)
    if axis.cuts is not None and (plain.words is not None or plain.numbers.dtype == object):
        units[axis.asked[units]] = 0
        return None
    empty = either(plain.away, plain.none)
    return None if empty is None else empty & _by_row(axis.asked[units], of, facts.count)


def _by_row(by_lot: Array, of: Array | None, count: int) -> Array:
    return np.full(count, by_lot[0]) if of is None else by_lot[of]


# ---- the cells of rows -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Column:
    """What gives the class of a row: `codes` of some rows; and, by lot and class, what that adds to the number of the cell."""

    codes: Callable[[slice], Array]
    table: Array

    @property
    def width(self) -> int:
        """How many classes there are."""
        return int(self.table.shape[1])


def _column(axis: Across, facts: Shared, units: Array) -> Column | None:
    """The classes of an axis; None where they make no difference."""
    table = axis.table[units]
    if not table.any():
        return None
    plain = plain_of(axis.name, facts)
    numbers = plain.numbers
    if axis.cuts is None:
        places = {word: at for at, word in enumerate(axis.words)}
        known = [places.get(word, len(axis.words)) for word in plain.words or (None,)]
        return Column(lambda rows: numbers[rows], np.ascontiguousarray(table[:, known]))
    least, most = (int(numbers.min()), int(numbers.max())) if len(numbers) else (0, 0)
    if most - least < _NARROW and (most - least) * len(units) <= _TABLE:
        classes = np.searchsorted(axis.cuts, np.arange(least, most + 1), "right")
        near = np.ascontiguousarray(table[:, classes])
        return Column(lambda rows: numbers[rows] - least if least else numbers[rows], near)
    cuts = axis.cuts
    return Column(lambda rows: _classes(numbers[rows], cuts), table)


def _classes(numbers: Array, cuts: Array) -> Array:
    if len(cuts) > _COMPARED:
        return np.searchsorted(cuts, numbers, "right")
    made = np.zeros(len(numbers), np.uint8)
    for one in cuts.tolist():
        made += numbers >= one
    return made


def _merged(columns: list[Column], lots: int) -> Iterator[Column]:
    """Narrow columns taken together, so that fewer are looked up."""
    left: Column | None = None
    for one in sorted(columns, key=lambda column: column.width):
        width = one.width if left is None else left.width * one.width
        if left is not None and width < _BYTE and width * lots <= _TABLE:
            left = _pair(left, one)
            continue
        if left is not None:
            yield left
        left = one
    if left is not None:
        yield left


def _pair(one: Column, other: Column) -> Column:
    table = one.table[:, :, None] + other.table[:, None, :]
    width = np.uint8(other.width)

    def codes(rows: slice) -> Array:
        made = one.codes(rows).astype(np.uint8)
        made *= width
        made += other.codes(rows).astype(np.uint8, copy=False)
        return made

    return Column(codes, table.reshape(len(table), -1))


def _cells(columns: list[Column], base: Array, of: Array | None, rows: slice) -> Array:
    """The number of each row's cell."""
    made = np.full(rows.stop - rows.start, base[0]) if of is None else base[of]
    for one in columns:
        codes = one.codes(rows)
        places: Any = codes if of is None else of * one.width + codes
        made += one.table.reshape(-1).take(places, mode="clip")
    return made
