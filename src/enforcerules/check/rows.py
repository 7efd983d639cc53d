"""ER570 to ER573, ER534, ER575, ER577, ER578, ER580: holes, overlaps, rows that never count, and rows out of order in benchmark tables.

A permitted level without a row keeps its statutory range, so that a table need not speak of every case; it is a hole only
where along one numeric fact, all else equal, a row holds below and another above, and none between. Other cases of which
no row speaks are told once (ER534).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import combinations, pairwise

from enforcerules.base.diagnostics import Diagnostic, diagnose
from enforcerules.base.source import Span
from enforcerules.check.axes import Held
from enforcerules.check.boxes import Table, forms_of, table_of
from enforcerules.check.closing import condition_of
from enforcerules.check.grid import Grid, boxes_of, first_of, once, union
from enforcerules.model.program import LEVELS, Amount, Band, Benchmark, Program, Row
from enforcerules.model.region import TRUE, Numbers, Values

_NUMERIC = frozenset({"money", "integer", "decimal", "rate", "period"})


def turns_on(program: Program, table: Benchmark) -> object:
    """What besides the table itself its findings turn on: tables in which it is the same have the same."""
    matter = program.matters[table.matter]
    return matter.elements, tuple(sorted(matter.fixes, key=str)), forms_of(program, table)


def of_table(program: Program, table: Benchmark) -> Iterator[Diagnostic]:
    """Each kind of finding once for the same rows."""
    if not table.rows:
        return
    one = table_of(program, table)
    span = program.spans.get(one.table.id)
    if one.grid is None:
        yield diagnose("ER578", span, table=one.table.id, cells=one.number)
        return
    yield from tuple(_holes(one, one.grid, span)) or _unspoken(program, one, one.grid)
    yield from _overlaps(one, one.grid, span)
    yield from _beside_undeterminable(program, one, one.grid)
    yield from _never(program, one)
    yield from _out_of_order(one, one.grid, span)
    yield from _ordinary(one, span)


def _unheld(one: Table) -> int:
    """The cases in which no row holds, nor may."""
    return one.cases & ~one.held & ~one.open


def _holes(one: Table, grid: Grid, span: Span | None) -> Iterator[Diagnostic]:
    unheld, held = _unheld(one), one.held
    if any(row.otherwise for row in one.table.rows):
        return
    found: dict[tuple[str, str], Diagnostic] = {}
    for name, line in _lines(one, grid, unheld):
        for below, here, above in zip(line, line[1:], line[2:], strict=False):
            if held >> below & 1 and held >> above & 1 and unheld >> here & 1:
                ends = one.rows_in(below)[0].id, one.rows_in(above)[0].id
                if ends not in found:
                    found[ends] = _hole(one, grid.given(here), name, ends, span)
    yield from found.values()


def _hole(one: Table, given: Mapping[str, Held], name: str, ends: tuple[str, str], span: Span | None) -> Diagnostic:
    names = {"table": one.table.id, "where": one.words(given), "below": ends[0], "above": ends[1]}
    closes = condition_of(given, one.facts)
    return one.shown(diagnose("ER570", span, labels=(), fact=name, when=closes, **names), given)


def _unspoken(program: Program, one: Table, grid: Grid) -> Iterator[Diagnostic]:
    """A case of which no row speaks, where the table is not for some levels alone."""
    rows = [row for row in one.table.rows if not row.narrows]
    if len(rows) < 2 or any(row.otherwise for row in rows) or all(row.level != "ordinary" for row in rows):
        return
    unheld = _unheld(one)
    if unheld:
        span, given = program.spans.get(f"{one.table.id}/{rows[0].id}"), grid.given(first_of(unheld))
        yield one.shown(diagnose("ER534", span, table=one.table.id, where=one.words(given)), given)


def _lines(
    one: Table, grid: Grid, some: int, types: frozenset[str] = _NUMERIC, *, directed: bool = False
) -> Iterator[tuple[str, list[int]]]:
    """The cases along each numeric fact (or truth, or grade), all else equal, of lines in which one is of `some`."""
    for name, cells in grid.cells.items() if some else ():
        fact = one.facts.get(name)
        if fact is None or fact.type not in types or len(cells) < 2 or (directed and fact.direction is None):
            continue
        known = [at for at, held in enumerate(cells) if isinstance(held, Numbers | Values)]
        for line in grid.lines(name, sorted(known, key=lambda at: _start(cells[at])), one.cases, some):
            yield name, line


def _start(held: Held) -> tuple[bool, Fraction, bool]:
    if isinstance(held, Values):
        return True, Fraction(held == TRUE), False
    assert isinstance(held, Numbers)  # noqa: S101  nothing else is in a line
    first = held.hull()
    return first.lo is not None, Fraction(first.lo or 0), first.lo_open


def _overlaps(one: Table, grid: Grid, span: Span | None) -> Iterator[Diagnostic]:
    if one.table.hit != "unique" or once(one.holds.values()) == one.held:
        return
    pairs: dict[frozenset[str], int] = {}
    for a, b in combinations([row for row in one.table.rows if one.holds.get(row.id)], 2):
        both = one.holds[a.id] & one.holds[b.id]
        if both and not _alike(a, b):
            pairs[frozenset({a.id, b.id})] = first_of(both)
    order = [row.id for row in one.table.rows]
    while pairs:
        most = max(reversed(order), key=lambda name: sum(name in pair for pair in pairs))
        mine = sorted((pair for pair in pairs if most in pair), key=lambda p: order.index(next(iter(p - {most}))))
        others = "`、`".join(next(iter(pair - {most})) for pair in mine)
        given = grid.given(pairs[mine[0]])
        made = diagnose("ER571", span, table=one.table.id, first=most, second=others, where=one.words(given))
        yield one.shown(made, given)
        pairs = {pair: box for pair, box in pairs.items() if most not in pair}


def _beside_undeterminable(program: Program, one: Table, grid: Grid) -> Iterator[Diagnostic]:
    """Where a fact cannot be determined a row says so and holds; others still compare the fact, and may hold as well."""
    unknown = {name: grid.sets(name)[cells.index(None)] for name, cells in grid.cells.items() if None in cells}
    for name in unknown if one.table.hit == "unique" else ():
        alone = unknown[name] & ~union(where for other, where in unknown.items() if other != name)
        for row in one.table.rows:
            mine = one.holds.get(row.id, 0) & alone
            others = [
                other.id for other in one.table.rows if mine & one.may.get(other.id, 0) and not _alike(row, other)
            ]
            if others:
                span, second = program.spans.get(f"{one.table.id}/{others[0]}"), "`、`".join(others)
                fact = one.facts[name].label
                yield diagnose("ER580", span, table=one.table.id, first=row.id, second=second, fact=fact)


def _alike(a: Row, b: Row) -> bool:
    return (a.level, a.result) == (b.level, b.result)


def _never(program: Program, one: Table) -> Iterator[Diagnostic]:
    asked = [row for row in one.table.rows if row.condition is not None and not row.narrows]
    alone = once(one.holds.values())
    for row in asked:
        mine = one.holds[row.id]
        span = program.spans.get(f"{one.table.id}/{row.id}")
        if not mine:
            if not one.open:
                yield diagnose("ER572", span, table=one.table.id, row=row.id)
            continue
        if mine & alone:
            continue
        others = [other for other in asked if other is not row and not mine & ~one.holds[other.id]]
        by = next((other for other in others if _hides(other, row, one, asked)), None)
        if by is not None:
            yield diagnose("ER573", span, table=one.table.id, row=row.id, other=by.id)


def _hides(other: Row, row: Row, one: Table, asked: list[Row]) -> bool:
    """Whether a row that holds wherever another does leaves nothing to it; of two alike the later one is told."""
    if _alike(other, row):
        return one.holds[row.id] != one.holds[other.id] or asked.index(other) < asked.index(row)
    heavier = LEVELS.index(other.level) - LEVELS.index(row.level)
    return (one.table.hit == "heaviest" and heavier > 0) or (one.table.hit == "lightest" and heavier < 0)


def _out_of_order(one: Table, grid: Grid, span: Span | None) -> Iterator[Diagnostic]:
    """Along a fact of which more is heavier (or lighter), all else equal, the row that follows is the other way."""
    found: dict[tuple[str, str], Diagnostic] = {}
    if not any(one.facts[name].direction for name in grid.cells if name in one.facts):
        return
    sole = once(one.holds.values()) & ~one.open
    row_in = {box: row for row in one.table.rows for box in boxes_of(one.holds.get(row.id, 0) & sole)}
    for name, line in _lines(one, grid, sole, _NUMERIC | {"boolean", "grade"}, directed=True):
        for before, after in pairwise(line):
            low, high = (before, after) if one.facts[name].direction == "heavier" else (after, before)
            if low not in row_in or high not in row_in or row_in[low] is row_in[high]:
                continue
            pair = row_in[low].id, row_in[high].id
            if pair not in found and _lower(row_in[high], row_in[low]):
                found[pair] = _fallen(one, name, pair, (grid.given(low), grid.given(high)), span)
    yield from found.values()


def _fallen(
    one: Table,
    name: str,
    pair: tuple[str, str],
    given: tuple[Mapping[str, Held], Mapping[str, Held]],
    span: Span | None,
) -> Diagnostic:
    where, worse = one.words(given[0]), one.words(given[1], frozenset({name}))
    names = {"fact": one.facts[name].label, "first": pair[0], "second": pair[1], "where": where, "worse": worse}
    return one.shown(diagnose("ER575", span, labels=(), table=one.table.id, **names), given[1])


def _lower(row: Row, than: Row) -> bool:
    """Whether a row asks for less than another: a lighter level, or in the same level an end that is lower and none higher."""
    if row.level != than.level:
        return LEVELS.index(row.level) < LEVELS.index(than.level)
    a, b = _ends(row), _ends(than)
    if a is None or b is None:
        return False
    return a != b and a[0] <= b[0] and a[1] <= b[1]


def _ends(row: Row) -> tuple[Fraction, Fraction] | None:
    result = row.result
    if isinstance(result, Band):
        return result.lo, result.hi
    if isinstance(result, Amount) and result.base is None and result.hi is not None:
        return result.lo or Fraction(0), result.hi
    return None


def _ordinary(one: Table, span: Span | None) -> Iterator[Diagnostic]:
    levels = {row.level for row in one.table.rows}
    if {"lighter", "heavier"} <= levels and "ordinary" not in levels:
        yield diagnose("ER577", span, table=one.table.id)
