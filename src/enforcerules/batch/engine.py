"""The cases of a table decided group by group: quickly where a unit decides them, by the reference kernel everywhere else."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa

from enforcerules import pipeline
from enforcerules.base.diagnostics import InvalidInput
from enforcerules.batch.across import decided
from enforcerules.batch.cases import Table, is_day, is_field, written
from enforcerules.batch.columns import Array
from enforcerules.batch.flat import Flat, flat_of
from enforcerules.batch.groups import Group, Lot, Lots, Stretches, lots_of
from enforcerules.batch.leaves import Leaves
from enforcerules.batch.results import Part, Results
from enforcerules.batch.work import Worked, variables_of
from enforcerules.decide.frame import Frame
from enforcerules.kernel.context import case_from, days_of, unit_of
from enforcerules.kernel.tree import Leaf
from enforcerules.kernel.unit import Unit
from enforcerules.kernel.verdict import result_of
from enforcerules.model.program import Program

_KEPT = 100_000


@dataclass(frozen=True, slots=True)
class ByReference:
    """What the reference kernel gave for a row: a result with the facts that are open, or what is wrong with the case."""

    leaf: Leaf | None
    undetermined: tuple[str, ...] = ()
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class _Job:
    """A table that is being decided: its lots with the unit of each, the reference's own results, and what shares the work."""

    table: Table
    lots: Lots
    units: list[Worked | None]
    strays: Leaves
    each: Callable[..., Iterable[Any]]


@dataclass(slots=True)
class Engine:
    """Units with their plans, and what the reference gave, for one program; safe to share between threads.

    `flat`: what decides rows of many units at once; `waited`: how often units that are not in it decided a group since it was made.
    """

    program: Program
    leaves: Leaves = field(default_factory=Leaves)
    units: dict[int, Worked] = field(default_factory=dict)
    contexts: dict[tuple[Any, ...], Worked | None] = field(default_factory=dict)
    seen: dict[tuple[Any, ...], ByReference] = field(default_factory=dict)
    stretches: Stretches = field(default_factory=dict)
    flat: Flat | None = None
    waited: int = 0
    several: int = 2
    """From so many groups in a table on it pays to decide rows of many units at once (0: never)…"""
    share: int = 2
    """…if that decides one row in so many. Tests look at both ways."""

    def decide(self, arrays: Mapping[str, Array], count: int, threads: int = 1) -> Results:
        """Every row decided; arrays are Arrow's, not chunked, all of one length."""
        table = Table(arrays, count)
        lots = lots_of(table, self.program, self.stretches)
        table.faults = table.unreadable()
        with ThreadPoolExecutor(threads) if threads > 1 else nullcontext() as pool:
            job = _Job(table, lots, self._units(table, lots), Leaves(), map if pool is None else pool.map)
            parts = self._parts(job)
        return Results(arrays, count, tuple(parts), self.leaves, job.strays, threads)

    def _parts(self, job: _Job) -> list[Part]:
        """Rows of many units at once, then what is left group by group; all again at once if that makes them so."""
        first = self._at_once(job)
        left = np.arange(job.table.count) if first is None else np.flatnonzero(first.ends < 0)
        if not len(left):
            return [first] if first is not None else []
        order, groups = job.lots.together(left)
        ordered = job.table.at(order)
        found = [part for parts in job.each(lambda one: self._part(job, ordered, one), groups) for part in parts]
        again = self._at_once(job) if self._flattened(job, groups) else None
        if again is not None and (first is None or not ((again.ends < 0) & (first.ends >= 0)).any()):
            first, found = again, [one for part in found if (one := _without(part, again.ends)) is not None]
        return found if first is None else [first, *found]

    def _at_once(self, job: _Job) -> Part | None:
        flat = self.flat
        if flat is None or not 0 < self.several <= len(job.units):
            return None
        units = np.array([0 if one is None else flat.numbers.get(id(one), 0) for one in job.units], np.int64)
        if not units.all() and job.lots.rows(units > 0) * self.share < job.table.count:
            return None
        made = decided(flat, job.table, job.lots.of, units, job.each)
        return None if made is None else Part(slice(None), made[0], made[1])

    def _flattened(self, job: _Job, groups: list[Group]) -> bool:
        """Make the tables anew, when units that they lack decided as many groups as half of all that they would have."""
        if not 0 < self.several <= len(job.units):
            return False
        flat = self.flat
        mine = {id(one): one for group in groups if (one := job.units[group.lot]) is not None and one.plan is not None}
        self.waited += sum(flat is None or not flat.has(one) for one in mine.values())
        if not self.waited or self.waited * 2 < len(mine) + (0 if flat is None else len(flat.numbers)):
            return False
        self.waited = 0
        known = {id(one): one for one in list(self.units.values()) if flat is not None and id(one) in flat.plans}
        self.flat = flat_of((known | mine).values())
        return True

    def _part(self, job: _Job, table: Table, group: Group) -> list[Part]:
        rows = slice(group.start, group.end)
        worked = job.units[group.lot]
        if worked is None:
            return [self._by_reference(table, np.arange(group.start, group.end), job.strays)]
        variables, odd = variables_of(worked.unit, table, rows)
        ends = worked.ends(variables, odd, lambda row: self._frame(table, group.start + row))
        left = np.flatnonzero(ends < 0)
        made = [Part(table.original(rows), ends, variables)]
        return made if not len(left) else [*made, self._by_reference(table, left + group.start, job.strays)]

    def _units(self, table: Table, lots: Lots) -> list[Worked | None]:
        """The unit of each lot; None where the rules of several days may decide, or the frame of its cases is wrong."""
        if "dates.known_on" in table.arrays and table.arrays["dates.known_on"].null_count < table.count:
            return [None] * len(lots.all)
        samples = pa.array([one.sample for one in lots.all], pa.int64())
        names = [name for name in table.arrays if is_field(name)]
        fields = [table.arrays[name].take(samples).to_pylist() for name in names]
        rows = zip(*fields, strict=True) if fields else itertools.repeat(())
        return [self._unit(table, names, said, lot) for said, lot in zip(rows, lots.all, strict=False)]

    def _unit(self, table: Table, names: list[str], said: tuple[Any, ...], lot: Lot) -> Worked | None:
        key = (*zip(names, said, strict=True), lot.days)
        if key not in self.contexts:
            if len(self.contexts) >= _KEPT:
                self.contexts.clear()
            days = {name: array[lot.sample].as_py() for name, array in table.arrays.items() if is_day(name)}
            self.contexts[key] = self._made({**dict(zip(names, said, strict=True)), **days})
        return self.contexts[key]

    def _made(self, fields: Mapping[str, Any]) -> Worked | None:
        try:
            unit = unit_of(self.program, days_of(self.program, case_from(written(fields))))
        except InvalidInput:
            return None
        return None if unit is None else self._of(unit)

    def _of(self, unit: Unit) -> Worked:
        found = self.units.get(id(unit))
        if found is None:
            found = self.units.setdefault(id(unit), Worked(unit, self.leaves))
        return found

    def _frame(self, table: Table, place: int) -> Frame | None:
        try:
            return days_of(self.program, case_from(table.row(int(table.original(place))))).act
        except InvalidInput:
            return None

    def _by_reference(self, table: Table, places: Array, leaves: Leaves) -> Part:
        """Rows decided one by one; equal rows once."""
        ends = np.full(len(places), -1, np.int32)
        problems: dict[int, str] = {}
        for at, place in enumerate(places.tolist()):
            made = self._reference(table, int(table.original(place)))
            if made.leaf is None:
                problems[at] = made.problem or ""
            else:
                ends[at] = leaves.place(made.leaf, None, made.undetermined)
        return Part(table.original(places), ends, None, problems)

    def _reference(self, table: Table, row: int) -> ByReference:
        values = {name: array[row].as_py() for name, array in table.arrays.items() if name != "case"}
        key = tuple((name, type(value), repr(value)) for name, value in values.items() if value is not None)
        found = self.seen.get(key)
        if found is None:
            if len(self.seen) >= _KEPT:
                self.seen.clear()
            found = self.seen[key] = _decided(self.program, table.row(row))
        return found


def _without(part: Part, ends: Array) -> Part | None:
    """A part without the rows that have a result elsewhere; None where nothing is left of it."""
    kept = np.where(ends[part.rows] >= 0, np.int32(-1), part.ends)
    return Part(part.rows, kept, part.variables, part.problems) if part.problems or (kept >= 0).any() else None


def _decided(program: Program, case: Mapping[str, Any]) -> ByReference:
    try:
        made = pipeline.decide(program, case_from(case))
    except InvalidInput as problem:
        return ByReference(None, problem=str(problem))
    outcome = made.outcomes[0]
    return ByReference(Leaf(result_of(outcome), ()), tuple(one.fact for one in outcome.questions))
