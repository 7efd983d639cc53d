"""Mutants of rows that a repeat shifts: compiled they stand there several times, written they stand there once.

A row keeps its own condition in all its copies (`low`, `low+top`, `low+next`), and all copies share the shifts; a change of
either is a change of all of them at once, as an edit of the file would be. The copies are those of `compile/shifting`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from enforcerules.model.program import And, Benchmark, Condition, Neg, Or, Program, Row
from enforcerules.testing.coverage.parts import Part, base_id, key_of
from enforcerules.testing.mutation.conditions import FactOf, changes
from enforcerules.testing.mutation.edits import on_table
from enforcerules.testing.mutation.shape import Mutant


def is_shifted(table: Benchmark) -> bool:
    """Whether a repeat shifts the rows of a table."""
    return any("+" in row.id for row in table.rows)


def of_shifted(program: Program, parts: Mapping[str, Part]) -> Iterator[Mutant]:
    """The mutants of the conditions of such tables: of each row as it is printed, and of each shift."""
    tables = {base_id(table.id): table for table in reversed(program.benchmarks) if is_shifted(table)}
    for name, table in sorted(tables.items()):
        key = key_of("table", name)
        if key not in parts:
            continue
        fact_of = program.rulesets[parts[key].ruleset].facts.get
        rows = [row for row in table.rows if "+" not in row.id]
        for row in rows:
            yield from _of_row(parts[key_of("row", f"{name}/{row.id}")], row, name, fact_of)
        yield from _of_shifts(parts[key], rows[0], name, fact_of)


def _of_row(part: Part, row: Row, table: str, fact_of: FactOf) -> Iterator[Mutant]:
    if not isinstance(row.condition, And):
        return
    for one in changes(row.condition.parts[0], fact_of):
        edit = _rows(partial(_own, name=row.id, new=one.condition))
        touches = frozenset({key_of("table", table)})
        yield Mutant(part, one.operator, one.before, one.after, touches, apply=on_table(table, edit))


def _own(found: Row, name: str, new: Condition) -> Row:
    if found.id.partition("+")[0] != name or not isinstance(found.condition, And):
        return found
    return replace(found, condition=And((new, *found.condition.parts[1:])))


def _of_shifts(part: Part, row: Row, table: str, fact_of: FactOf) -> Iterator[Mutant]:
    shifts = _shifts(row)
    for place, shift in enumerate(shifts):
        for one in changes(shift, fact_of):
            made = (*shifts[:place], one.condition, *shifts[place + 1 :])
            edit = _rows(partial(_moved, old=shifts, new=made))
            touches = frozenset({part.key})
            yield Mutant(part, one.operator, one.before, one.after, touches, apply=on_table(table, edit))


def _shifts(row: Row) -> tuple[Condition, ...]:
    """The shifts, from what a row that is not moved denies."""
    last = row.condition.parts[-1] if isinstance(row.condition, And) else row.condition
    return last.part.parts if isinstance(last, Neg) and isinstance(last.part, Or) else ()


def _moved(found: Row, old: Sequence[Condition], new: tuple[Condition, ...]) -> Row:
    own = found.condition.parts[:-1] if isinstance(found.condition, And) else ()
    last = found.condition.parts[-1] if isinstance(found.condition, And) else found.condition
    if last == Neg(Or(tuple(old))):
        changed: Condition = Neg(Or(new))
    else:
        changed = next((new[at] for at, one in enumerate(old) if one == last), last) if last is not None else And(())
    return replace(found, condition=And((*own, changed)) if own else changed)


def _rows(change: Callable[[Row], Row]) -> Callable[[Benchmark], Benchmark]:
    return lambda table: replace(table, rows=tuple(map(change, table.rows)))
