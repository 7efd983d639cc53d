"""Which rows are decided together: the same matter, place, kind of party and phase, and days between the same changes of law."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa

from enforcerules.batch.cases import NO_DAY, ONGOING, Table, field_codes, is_day
from enforcerules.batch.columns import Array
from enforcerules.decide.slice import days_of_change
from enforcerules.decide.timeline import days_of_kin
from enforcerules.model.program import Matter, Program

_SMALL = 2**16
_KEPT = 100_000


@dataclass(frozen=True, slots=True)
class Lot:
    """Rows that are decided together; `sample`: one of them.

    `days`: which days its cases have, and between which changes of law they lie.
    """

    sample: int
    days: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of a lot in a table that is in order, from a place to before another."""

    start: int
    end: int
    lot: int


@dataclass(frozen=True, slots=True)
class Lots:
    """`of`: for each row the number of its lot; None where all rows are one."""

    of: Array | None
    all: list[Lot]

    def rows(self, which: Array) -> int:
        """How many rows are in some of the lots."""
        if self.of is None or not which.any():
            return 0
        return int(np.bincount(self.of, minlength=len(which))[which].sum())

    def together(self, rows: Array) -> tuple[Array, list[Group]]:
        """Some rows in an order in which lots lie together, and where they lie."""
        if self.of is None:
            return rows, [Group(0, len(rows), 0)] if len(rows) else []
        mine = self.of[rows]
        mine = mine.astype(np.uint16) if len(self.all) <= _SMALL else mine
        within = np.argsort(mine, kind="stable")
        codes = mine[within]
        return rows[within], [Group(start, end, int(codes[start])) for start, end in _runs(codes)]


Stretches = dict[tuple[object, ...], int]
"""Between which changes of law the days of tables lay in which all rows have the same, by matter."""


def lots_of(table: Table, program: Program, known: Stretches) -> Lots:
    """Which rows are decided together."""
    if not table.count:
        return Lots(None, [])
    of, samples = _by_fields(table)
    names = tuple(name for name in table.arrays if is_day(name))
    matters = table.arrays["matter"].take(pa.array(samples)).to_pylist() if "matter" in table.arrays else None
    asked = [name for name in names if name != "party.born"]
    days = [table.one_day(name) for name in asked]
    lots = []
    if None in days:
        return _by_days(table, program, Lots(of, [Lot(one, ()) for one in samples]), matters)
    for at, sample in enumerate(samples):
        key = (None if matters is None else matters[at], names, *days)
        if key not in known:
            if len(known) >= _KEPT:
                known.clear()
            known[key] = int(_stretches(table, program, np.array([sample]), key[0])[0])
        lots.append(Lot(sample, (names, known[key])))
    return Lots(of, lots)


def _by_days(table: Table, program: Program, lots: Lots, matters: list[object] | None) -> Lots:
    """Lots cut further where the days of their rows lie between different changes of law."""
    names = tuple(name for name in table.arrays if is_day(name))
    order, groups = lots.together(np.arange(table.count))
    of = np.zeros(table.count, np.int64)
    made: list[Lot] = []
    for group in groups:
        rows = order[group.start : group.end]
        codes = _stretches(table, program, rows, None if matters is None else matters[group.lot])
        if (codes == codes[0]).all():
            of[rows] = len(made)
            made.append(Lot(int(rows[0]), (names, int(codes[0]))))
            continue
        values, first, places = np.unique(codes, return_index=True, return_inverse=True)
        of[rows] = len(made) + places.reshape(-1)
        made += [Lot(int(rows[at]), (names, int(code))) for code, at in zip(values, first, strict=True)]
    return Lots(of, made)


def _by_fields(table: Table) -> tuple[Array | None, list[int]]:
    """For each row the number of its combination of fields, and a row of each combination."""
    keys: Array | None = None
    size = 1
    for _, codes, number in field_codes(table):
        size *= number
        keys = codes if keys is None else keys * number + codes
        if size > _SMALL:
            keys = np.unique(keys, return_inverse=True)[1].reshape(-1)
            size = int(keys.max()) + 1
    if keys is None:
        return None, [0]
    there = np.flatnonzero(np.bincount(keys, minlength=size))
    first = np.full(size, -1, np.int64)
    for end in (min(_SMALL, table.count), table.count):
        first[keys[:end][::-1]] = np.arange(end - 1, -1, -1)
        if (first[there] >= 0).all():
            break
    if len(there) < size:
        keys = np.searchsorted(there, np.arange(size))[keys]
    return keys, [int(one) for one in first[there]]


def _runs(codes: Array) -> Iterator[tuple[int, int]]:
    """Where the same code stands, from a place to before another."""
    if not len(codes):
        return
    starts = np.flatnonzero(codes[1:] != codes[:-1]) + 1
    edges = [0, *starts.tolist(), len(codes)]
    yield from itertools.pairwise(edges)


def _stretches(table: Table, program: Program, rows: Array, value: object) -> Array:
    """For each row (or for all, if their days are the same) a number that says between which changes of law its days lie."""
    names = [name for name in table.arrays if is_day(name) and name != "party.born"]
    if all(table.one_day(name) is not None for name in names):
        rows = rows[:1]
    days = {name: table.days(name).numbers[rows] for name in names}
    matter = program.matters.get(value) if isinstance(value, str) else None
    edges = np.zeros(0, np.int64) if matter is None else _edges(program, matter)
    return _codes(days, edges, len(rows))


def _edges(program: Program, matter: Matter) -> Array:
    """The days on which anything of a matter changes, worked out once for a program."""
    kept: dict[str, Any] = program.edges
    key = f"{matter.id}/columns"
    found = kept.get(key)
    if found is None:
        days: set[date] = {*days_of_change(program, matter), *days_of_kin(program, matter)}
        found = kept[key] = np.array(sorted(one.toordinal() for one in days), np.int64)
    return found


def _codes(days: dict[str, Array], edges: Array, count: int) -> Array:
    """Where each day lies among the changes of law, as `pipeline.place` and `timeline` look at days."""
    nothing = np.zeros(count, np.int64)

    def of(name: str) -> Array:
        return days.get(name, nothing)

    def first(*names: str) -> Array:
        made = nothing
        for name in reversed(names):
            made = np.where(of(name) > NO_DAY, of(name), made)
        return made

    start, end = of("start"), of("end")
    running = np.where(end == ONGOING, first("dates.decided", "dates.discovered"), nothing)
    act = np.where(end > NO_DAY, end, running)
    act = np.where(act > NO_DAY, act, first("start", "dates.discovered", "dates.decided"))
    decision = first("dates.decided", "dates.notified", "dates.filed", "dates.discovered")
    decision = np.where(decision > NO_DAY, decision, act)
    made = nothing
    for one in (start, act, decision):
        made = made * (len(edges) + 2) + np.where(one > NO_DAY, 1 + np.searchsorted(edges, one, "right"), 0)
    for one in days.values():
        made = made * 3 + np.sign(one) + 1
    return made * 3 + np.sign(np.where((start > NO_DAY) & (end > NO_DAY), end - start, nothing)) + 1
