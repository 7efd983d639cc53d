"""Which rows are decided together: the same matter, place, kind of party and phase, and days between the same changes of law."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from enforcerules.batch.cases import NO_DAY, ONGOING, Table, field_codes, is_day
from enforcerules.batch.columns import Array
from enforcerules.decide.slice import days_of_change
from enforcerules.decide.timeline import days_of_kin
from enforcerules.model.program import Matter, Program

_SMALL = 2**16


@dataclass(frozen=True, slots=True)
class Group:
    """Rows of the ordered table, from a place to before another; `sample`: one of them, by its place in the arrays.

    `days`: which days its cases have, and between which changes of law they lie.
    """

    start: int
    end: int
    sample: int
    days: tuple[object, ...]


def grouped(table: Table, program: Program) -> tuple[Array | None, list[Group]]:
    """An order (None: as it is) and the groups that lie together in it."""
    order, bounds = _by_fields(table)
    names = tuple(name for name in table.arrays if is_day(name))
    groups: list[Group] = []
    moved = order
    for start, end in bounds:
        rows = np.arange(start, end) if order is None else order[start:end]
        codes = _stretches(table, program, rows)
        if (codes == codes[0]).all():
            groups.append(Group(start, end, int(rows[0]), (names, int(codes[0]))))
            continue
        within = np.argsort(codes, kind="stable")
        if moved is None or moved is order:
            moved = np.arange(table.count) if order is None else order.copy()
        moved[start:end] = rows[within]
        for low, high in _runs(codes[within]):
            days = (names, int(codes[within[low]]))
            groups.append(Group(start + low, start + high, int(rows[within[low]]), days))
    return moved, groups


def _by_fields(table: Table) -> tuple[Array | None, list[tuple[int, int]]]:
    keys: Array | None = None
    size = 1
    for _, codes, number in field_codes(table):
        size *= number
        keys = codes if keys is None else keys * number + codes
        if size > _SMALL:
            keys = np.unique(keys, return_inverse=True)[1]
            size = int(keys.max()) + 1 if len(keys) else 1
    if keys is None or not table.count:
        return None, [(0, table.count)] if table.count else []
    order = np.argsort(keys.astype(np.uint16) if size <= _SMALL else keys, kind="stable")
    return order, list(_runs(keys[order]))


def _runs(codes: Array) -> Iterator[tuple[int, int]]:
    """Where the same code stands, from a place to before another."""
    starts = np.flatnonzero(np.diff(codes)) + 1
    edges = [0, *starts.tolist(), len(codes)]
    yield from itertools.pairwise(edges)


def _stretches(table: Table, program: Program, rows: Array) -> Array:
    """For each row (or for all, if their days are the same) a number that says between which changes of law its days lie."""
    names = [name for name in table.arrays if is_day(name) and name != "party.born"]
    if all(table.one_day(name) is not None for name in names):
        rows = rows[:1]
    days = {name: table.days(name).numbers[rows] for name in names}
    value = table.arrays["matter"][int(rows[0])].as_py() if "matter" in table.arrays else None
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
