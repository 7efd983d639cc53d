"""The cases of a table decided group by group: quickly where a unit decides them, by the reference kernel everywhere else."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from enforcerules import pipeline
from enforcerules.base.diagnostics import InvalidInput
from enforcerules.batch.cases import Table, is_day, is_field, written
from enforcerules.batch.columns import Array
from enforcerules.batch.groups import Group, grouped
from enforcerules.batch.plan import Leaves
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


@dataclass(slots=True)
class Engine:
    """Units with their plans, and what the reference gave, for one program; safe to share between threads."""

    program: Program
    units: dict[int, Worked] = field(default_factory=dict)
    contexts: dict[tuple[Any, ...], Worked | None] = field(default_factory=dict)
    seen: dict[tuple[Any, ...], ByReference] = field(default_factory=dict)

    def decide(self, arrays: Mapping[str, Array], count: int, threads: int = 1) -> Results:
        """Every row decided; arrays are Arrow's, not chunked, all of one length."""
        table = Table(arrays, count)
        order, groups = grouped(table, self.program)
        table.order = order
        table.faults = table.unreadable()
        if threads == 1:
            made = [self._part(table, group) for group in groups]
        else:
            with ThreadPoolExecutor(threads) as pool:
                made = list(pool.map(lambda group: self._part(table, group), groups))
        return Results(arrays, count, order, tuple(part for parts in made for part in parts))

    def _part(self, table: Table, group: Group) -> list[Part]:
        rows = slice(group.start, group.end)
        worked = self._worked(table, group)
        if worked is None:
            return [self._by_reference(table, np.arange(group.start, group.end))]
        variables, odd = variables_of(worked.unit, table, rows)
        ends = worked.ends(variables, lambda row: self._frame(table, group.start + row))
        if odd is not None:
            ends = np.where(odd, -1, ends)
        left = np.flatnonzero(ends < 0)
        made = [Part(rows, ends, worked.leaves, variables)]
        return made if not len(left) else [*made, self._by_reference(table, left + group.start)]

    def _worked(self, table: Table, group: Group) -> Worked | None:
        """The unit of a group; None where the rules of several days may decide, or the frame of its cases is wrong."""
        if "dates.known_on" in table.arrays and table.arrays["dates.known_on"].null_count < table.count:
            return None
        fields = {name: array[group.sample].as_py() for name, array in table.arrays.items() if is_field(name)}
        key = (*fields.items(), group.days)
        if key not in self.contexts:
            if len(self.contexts) >= _KEPT:
                self.contexts.clear()
            days = {name: array[group.sample].as_py() for name, array in table.arrays.items() if is_day(name)}
            self.contexts[key] = self._made({**fields, **days})
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
            found = self.units.setdefault(id(unit), Worked(unit))
        return found

    def _frame(self, table: Table, place: int) -> Frame | None:
        try:
            return days_of(self.program, case_from(table.row(_original(table, place)))).act
        except InvalidInput:
            return None

    def _by_reference(self, table: Table, places: Array) -> Part:
        """Rows decided one by one; equal rows once."""
        leaves: list[Leaf] = []
        numbers: dict[int, int] = {}
        ends = np.full(len(places), -1, np.int32)
        others: dict[int, ByReference] = {}
        for at, place in enumerate(places.tolist()):
            made = self._reference(table, _original(table, place))
            if made.leaf is None or made.undetermined:
                others[at] = made
            if made.leaf is not None:
                number = numbers.setdefault(id(made.leaf), len(leaves))
                if number == len(leaves):
                    leaves.append(made.leaf)
                ends[at] = number
        return Part(places, ends, Leaves(leaves), None, others)

    def _reference(self, table: Table, row: int) -> ByReference:
        values = {name: array[row].as_py() for name, array in table.arrays.items() if name != "case"}
        key = tuple((name, type(value), repr(value)) for name, value in values.items() if value is not None)
        found = self.seen.get(key)
        if found is None:
            if len(self.seen) >= _KEPT:
                self.seen.clear()
            found = self.seen[key] = _decided(self.program, table.row(row))
        return found


def _original(table: Table, place: int) -> int:
    return place if table.order is None else int(table.order[place])


def _decided(program: Program, case: Mapping[str, Any]) -> ByReference:
    try:
        made = pipeline.decide(program, case_from(case))
    except InvalidInput as problem:
        return ByReference(None, problem=str(problem))
    outcome = made.outcomes[0]
    return ByReference(Leaf(result_of(outcome), ()), tuple(one.fact for one in outcome.questions))
