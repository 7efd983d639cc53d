"""ER570 to ER573, ER534, ER575, ER577, ER578: holes, overlaps, rows that never count, and rows out of order in benchmark tables.

A permitted level without a row keeps its statutory range, so that a table need not speak of every case; it is a hole only
where along one numeric fact, all else equal, a row holds below and another above, and none between. Other cases of which
no row speaks are told once (ER534).
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations, pairwise

from enforcerules.base.diagnostics import Diagnostic, diagnose
from enforcerules.base.source import Span
from enforcerules.check.axes import Held
from enforcerules.check.boxes import Box, Table, forms_of, table_of
from enforcerules.check.closing import condition_of
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
    if one.boxes is None:
        yield diagnose("ER578", span, table=one.table.id, cells=one.number)
        return
    yield from tuple(_holes(one, span)) or _unspoken(program, one)
    yield from _overlaps(one, span)
    yield from _never(program, one)
    yield from _out_of_order(one, span)
    yield from _ordinary(one, span)


def _holes(one: Table, span: Span | None) -> Iterator[Diagnostic]:
    if any(row.otherwise for row in one.table.rows):
        return
    found: dict[tuple[str, str], Diagnostic] = {}
    for name, line in _lines(one):
        for below, here, above in zip(line, line[1:], line[2:], strict=False):
            if below.held and above.held and not here.held and not here.open:
                ends = below.held[0].id, above.held[0].id
                where = one.words(here.given)
                names = {"table": one.table.id, "where": where, "below": ends[0], "above": ends[1]}
                closes = condition_of(here.given, one.facts)
                made = diagnose("ER570", span, labels=(), fact=name, when=closes, **names)
                found.setdefault(ends, one.shown(made, here.given))
    yield from found.values()


def _unspoken(program: Program, one: Table) -> Iterator[Diagnostic]:
    """A case of which no row speaks, where the table is not for some levels alone."""
    rows = [row for row in one.table.rows if not row.narrows]
    if len(rows) < 2 or any(row.otherwise for row in rows) or all(row.level != "ordinary" for row in rows):
        return
    box = next((box for box in one.boxes or () if not box.held and not box.open), None)
    if box is not None:
        span = program.spans.get(f"{one.table.id}/{rows[0].id}")
        yield one.shown(diagnose("ER534", span, table=one.table.id, where=one.words(box.given)), box.given)


def _lines(one: Table, types: frozenset[str] = _NUMERIC) -> Iterator[tuple[str, list[Box]]]:
    """The boxes along each numeric fact (or truth, or grade), all else equal."""
    for name, cells in one.axes.cells.items():
        fact = one.facts.get(name)
        if fact is None or fact.type not in types or len(cells) < 2:
            continue
        groups: dict[tuple[object, ...], list[Box]] = {}
        for box in one.boxes or ():
            rest = (box.form, *((key, id(held)) for key, held in box.given.items() if key != name))
            if isinstance(box.given[name], Numbers | Values):
                groups.setdefault(rest, []).append(box)
        for line in groups.values():
            yield name, sorted(line, key=lambda box: _start(box.given[name]))


def _start(held: Held) -> tuple[bool, Fraction, bool]:
    if isinstance(held, Values):
        return True, Fraction(held == TRUE), False
    assert isinstance(held, Numbers)  # noqa: S101  nothing else is in a line
    first = held.hull()
    return first.lo is not None, Fraction(first.lo or 0), first.lo_open


def _overlaps(one: Table, span: Span | None) -> Iterator[Diagnostic]:
    if one.table.hit != "unique":
        return
    pairs: dict[frozenset[str], Box] = {}
    for box in one.boxes or ():
        for a, b in combinations(box.held, 2):
            if not _alike(a, b):
                pairs.setdefault(frozenset({a.id, b.id}), box)
    order = [row.id for row in one.table.rows]
    while pairs:
        most = max(reversed(order), key=lambda name: sum(name in pair for pair in pairs))
        mine = sorted((pair for pair in pairs if most in pair), key=lambda p: order.index(next(iter(p - {most}))))
        others = "`、`".join(next(iter(pair - {most})) for pair in mine)
        given = pairs[mine[0]].given
        made = diagnose("ER571", span, table=one.table.id, first=most, second=others, where=one.words(given))
        yield one.shown(made, given)
        pairs = {pair: box for pair, box in pairs.items() if most not in pair}


def _alike(a: Row, b: Row) -> bool:
    return (a.level, a.result) == (b.level, b.result)


def _never(program: Program, one: Table) -> Iterator[Diagnostic]:
    asked = [row for row in one.table.rows if row.condition is not None and not row.narrows]
    for row in asked:
        mine = [box for box in one.boxes or () if row in box.held]
        span = program.spans.get(f"{one.table.id}/{row.id}")
        if not mine:
            if not any(box.open for box in one.boxes or ()):
                yield diagnose("ER572", span, table=one.table.id, row=row.id)
            continue
        others = [other for other in asked if other is not row and all(other in box.held for box in mine)]
        by = next((other for other in others if _hides(other, row, one, asked)), None)
        if by is not None:
            yield diagnose("ER573", span, table=one.table.id, row=row.id, other=by.id)


def _hides(other: Row, row: Row, one: Table, asked: list[Row]) -> bool:
    """Whether a row that holds wherever another does leaves nothing to it; of two alike the later one is told."""
    if _alike(other, row):
        same = all((row in box.held) == (other in box.held) for box in one.boxes or ())
        return not same or asked.index(other) < asked.index(row)
    heavier = LEVELS.index(other.level) - LEVELS.index(row.level)
    return (one.table.hit == "heaviest" and heavier > 0) or (one.table.hit == "lightest" and heavier < 0)


def _out_of_order(one: Table, span: Span | None) -> Iterator[Diagnostic]:
    """Along a fact of which more is heavier (or lighter), all else equal, the row that follows is the other way."""
    found: dict[tuple[str, str], Diagnostic] = {}
    for name, line in _lines(one, _NUMERIC | {"boolean", "grade"}):
        direction = one.facts[name].direction
        if direction is None:
            continue
        for before, after in pairwise(line):
            if len(before.held) != 1 or len(after.held) != 1 or before.open or after.open:
                continue
            low, high = (before, after) if direction == "heavier" else (after, before)
            pair = low.held[0].id, high.held[0].id
            if _lower(high.held[0], low.held[0]) and pair not in found:
                made = diagnose(
                    "ER575", span, table=one.table.id, fact=one.facts[name].label, first=pair[0], second=pair[1],
                    where=one.words(low.given), worse=one.words(high.given, frozenset({name})),
                )  # fmt: skip
                found[pair] = one.shown(made, high.given)
    yield from found.values()


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
