"""What decides a group of rows: the unit of the generated kernel with its plan, or nothing, where the reference has to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from threading import RLock
from typing import Any, TypeAlias

import numpy as np

from enforcerules.batch.cases import NO_DAY, ONGOING, Table
from enforcerules.batch.columns import Array, Column, Plain
from enforcerules.batch.leaves import Leaves
from enforcerules.batch.opened import OpenCells
from enforcerules.batch.plan import NOT_ASKED, REFERENCE, UNKNOWN, Cells, Plan, plan_of, walk
from enforcerules.batch.truths import Questions
from enforcerules.batch.variables import HISTORY, Variables, constant, either
from enforcerules.decide.frame import Frame
from enforcerules.kernel.calls import Calls
from enforcerules.kernel.slots import AWAY, Slot, plain
from enforcerules.kernel.unit import Unit, said_by
from enforcerules.model.knowledge import is_exact, lowest
from enforcerules.model.program import Fact

_DAY_SOURCES = {"act.start": "start", "act.end": "end", "act.ongoing": "end", "party.born": "party.born"}
FrameOf: TypeAlias = Callable[[int], "Frame | None"]
"""The frame of a row with its facts, by its place in the group; None where the case cannot be read."""


@dataclass(slots=True)
class Worked:
    """A unit with its plan; the plan is made anew when the tree asks something new. Safe to share between threads."""

    unit: Unit
    leaves: Leaves
    _opened: OpenCells | None = None
    _plan: Plan | None = None
    _ways: int = -1
    _lock: RLock = field(default_factory=RLock)

    @property
    def plan(self) -> Plan | None:
        """The plan as last made, if there was one: what it knows holds, however much more the tree has since."""
        return self._plan

    def ends(self, variables: Variables, odd: Array | None, frame_of: FrameOf) -> Array:
        """For each row the place of its result in `leaves`, or REFERENCE, as for those that are `odd`."""
        ends = self._known(variables, frame_of)
        if odd is not None:
            ends[odd] = REFERENCE
        left = np.flatnonzero(ends == REFERENCE if odd is None else (ends == REFERENCE) & ~odd)
        if len(left):
            with self._lock:
                if self._opened is None:
                    self._opened = OpenCells(Questions(self.unit.frame, self.unit.slots))
                ends[left] = self._opened.of(variables, left, self.leaves, frame_of)
        return ends

    def _known(self, variables: Variables, frame_of: FrameOf) -> Array:
        """The same, with REFERENCE wherever something that matters is open."""
        while True:
            with self._lock:
                plan = self._current()
            classes, cells = plan.classes(variables), plan.cells(variables)
            if cells.hopeless:
                with self._lock:
                    ends, untaken = walk(plan, self.unit.tree, classes, variables.count, self.leaves)
            else:
                keys = cells.keys(classes, variables.count)
                ends, untaken = cells.of(keys), []
                missed = np.flatnonzero(ends == NOT_ASKED)
                if len(missed):
                    with self._lock:
                        untaken = self._worked_out(plan, cells, classes, keys[missed], missed)
                    ends = cells.of(keys)
            if not untaken or not self._learnt(untaken, frame_of):
                return np.where(ends < 0, np.int32(REFERENCE), ends)

    def _current(self) -> Plan:
        if self._plan is None or self._ways != self.unit.ways:
            self._plan, self._ways = plan_of(self.unit, self._plan), self.unit.ways
        return self._plan

    def _worked_out(
        self, plan: Plan, cells: Cells, classes: Mapping[str, Array], keys: Array, missed: Array
    ) -> list[int]:
        """Work out the ends of the cells that were missed; a row for each way that nobody took."""
        distinct, first = np.unique(keys, return_index=True)
        rows = missed[first]
        ends, untaken = walk(plan, self.unit.tree, _rows(classes, rows), len(rows), self.leaves)
        done = ends != UNKNOWN
        cells.put(distinct[done], ends[done])
        if cells.left and not untaken:
            ends, _ = walk(plan, self.unit.tree, cells.all(plan.axes), cells.size, self.leaves)
            cells.put(np.arange(cells.size), np.where(ends == UNKNOWN, NOT_ASKED, ends))
            cells.left = False
        return [int(rows[one]) for one in untaken]

    def _learnt(self, untaken: list[int], frame_of: FrameOf) -> bool:
        """Let the reference take the ways that nobody took; whether the tree knows more than the plan does now."""
        with self._lock:
            for row in untaken:
                frame = frame_of(row)
                if frame is not None:
                    self.unit.take(frame)
            return self.unit.ways != self._ways


def _rows(classes: Mapping[str, Array], rows: Array) -> dict[str, Array]:
    return {name: one[rows] for name, one in classes.items()}


# ---- the variables of a group ------------------------------------------------------------------------------------


def variables_of(unit: Unit, table: Table, rows: slice) -> tuple[Variables, Array | None]:
    """The facts of some rows for a unit, and the rows that only the reference can read; None: there is no such."""
    count = rows.stop - rows.start
    frame = unit.frame
    places, words, _ = table.histories()
    given: dict[str, Plain] = {HISTORY: Plain(places[rows], words)}
    odd = table.faults
    odd = None if odd is None else odd[rows]
    used: set[str] = set()
    for slot in unit.slots.values():
        columns = [name for name in dict.fromkeys(slot.names) if name in table.arrays]
        used |= set(columns)
        given[slot.fact.id], problem = given_by(slot, table, columns, rows, count)
        odd = either(odd, problem)
    for name in table.facts:
        if name not in used:
            odd = either(odd, _says_anything(table, name, rows))
    of_frame = said_by(frame)
    for fact in frame.sliced.facts.values():
        if fact.formula is None and fact.source is not None:
            given[fact.id] = of_the_case(fact, of_frame, table, rows, count)
    calls = Calls(unit.slots, frame.known.edition, frame.program.calendar)
    return Variables(frame, calls, given, count), odd if odd is not None and odd.any() else None


def _says_anything(table: Table, name: str, rows: slice) -> Array | None:
    array = table.arrays[name]
    if not array.null_count:
        return np.ones(rows.stop - rows.start, bool)
    said = table.said(name)[rows]
    return said if said.any() else None


def given_by(slot: Slot, table: Table, columns: list[str], rows: slice, count: int) -> tuple[Plain, Array | None]:
    """What the columns of a fact say; a row in which two of them say something is odd."""
    made: Column | None = None
    odd: Array | None = None
    for name in columns:
        one = table.column(name, slot.fact).at(rows)
        if one.empty is not None and one.empty.all():
            continue
        if made is None:
            made = one
            continue
        first, second = _said(made, count), _said(one, count)
        odd = either(odd, first & second)
        if made.words is not None or one.words is not None:
            odd = either(odd, second)
            continue
        made = Column(np.where(first, made.numbers, one.numbers), None, ~(first | second), either(made.odd, one.odd))
    if made is None:
        return constant(slot.silent, slot.fact, count), odd
    return _silent_where_empty(made, slot, count), either(odd, made.odd)


def _said(column: Column, count: int) -> Array:
    return np.ones(count, bool) if column.empty is None else ~column.empty


def _silent_where_empty(column: Column, slot: Slot, count: int) -> Plain:
    """With what stands for silence where the column says nothing."""
    empty = column.empty
    if empty is None or not empty.any():
        return Plain(column.numbers, column.words)
    if slot.silent is AWAY:
        return Plain(column.numbers, column.words, away=empty, said=~empty)
    if slot.silent is None:
        return Plain(column.numbers, column.words, none=empty, said=~empty)
    silent = constant(slot.silent, slot.fact, count)
    if column.words is None and silent.words is None:
        return Plain(np.where(empty, silent.numbers, column.numbers), said=~empty)
    words = (*(column.words or ()), slot.silent)
    if column.words is None:
        # Figures beside a value that is none: the figures go into a list as well.
        figures, places = np.unique(column.numbers, return_inverse=True)
        words = (*(int(one) for one in figures), slot.silent)
        return Plain(np.where(empty, len(words) - 1, places), words, said=~empty)
    return Plain(np.where(empty, len(words) - 1, column.numbers), words, said=~empty)


def day_of(fact: Fact) -> str | None:
    """The column of days that a fact of the case is read from; None for what all rows of a group have in common."""
    source = fact.source or ""
    name = _DAY_SOURCES.get(source, source)
    return name if name in {"start", "end", "party.born"} or name.startswith("dates.") else None


def of_the_case(fact: Fact, of_frame: Mapping[str, Any], table: Table, rows: slice, count: int) -> Plain:
    """A fact that the frame of the case says: a day of the row, or what all rows of the group have in common."""
    name = day_of(fact)
    if name is None:
        return constant(of_frame[fact.id], fact, count)
    days = table.ordered_days(name)
    if days is None:
        return constant(_silent(fact), fact, count)
    numbers = days[rows]
    missing = numbers == NO_DAY
    if fact.source == "act.ongoing":
        return _or_silent(np.where(numbers == ONGOING, 1, 0), missing, fact)
    return _or_silent(numbers, missing | (numbers == ONGOING), fact)


def _or_silent(numbers: Array, missing: Array, fact: Fact) -> Plain:
    if not missing.any():
        return Plain(numbers)
    silent = _silent(fact)
    if silent is AWAY:
        return Plain(numbers, away=missing)
    if silent is None:
        return Plain(numbers, none=missing)
    return Plain(np.where(missing, int(silent), numbers))


def _silent(fact: Fact) -> Any:  # noqa: ANN401  a plain value
    """What stands for a day that the case does not say."""
    if fact.ask != "if_raised":
        return AWAY
    region = lowest(fact)
    return plain(fact, region) if is_exact(region) else None
