"""ER582: a row that never counts beside another table of the same measure.

Tables of one measure are laid over one another, the higher first; a lower one narrows what that leaves. A row does nothing
where, in every case in which it holds, a row of the higher table with the same level gives a range that leaves nothing of its
own (the decision then says that it gave way), or one that lies within its own already. Ranges are compared in 元, in multiples
of one base, or as shares of one statutory span.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import prod

from enforcerules.base.diagnostics import Diagnostic, diagnose
from enforcerules.base.limits import COMBINATIONS
from enforcerules.check.axes import axes_of, expanded
from enforcerules.check.boxes import printed_rows
from enforcerules.check.concerning import printed
from enforcerules.check.grid import Grid, Sides, first_of, once
from enforcerules.model.program import Amount, And, Band, Benchmark, Program, Row


@dataclass(frozen=True, slots=True)
class _Pair:
    """A higher table, where each of its rows is true and false, and where each row of a lower one may hold: over the boxes of both."""

    higher: Benchmark
    rows: dict[str, int]
    over: dict[str, Sides]


def check(program: Program) -> Iterator[Diagnostic]:
    """Each row once, however many matters its table refines: told only where all of them have it."""
    found: dict[tuple[str, str], list[Diagnostic]] = {}
    counted: dict[tuple[str, str], int] = {}
    for higher, lower in _pairs(program):
        names = printed(higher), printed(lower)
        counted[names] = counted.get(names, 0) + 1
        for one in _of_pair(program, higher, lower):
            found.setdefault((dict(one.args)["row"], names[1]), []).append(one)
    for (_, table), made in found.items():
        if len(made) == counted[dict(made[0].args)["other"], table]:
            yield made[0]


def _pairs(program: Program) -> Iterator[tuple[Benchmark, Benchmark]]:
    """Tables with rows of one measure that are in force together wherever the lower one is; the higher first."""
    for tables in program.lookup.tables.values():
        for higher, lower in product(tables, tables):
            same = higher.kind == lower.kind and higher.target in {None, lower.target}
            if same and higher is not lower and higher.rows and lower.rows and _above(higher, lower, program):
                yield higher, lower


def _above(higher: Benchmark, lower: Benchmark, program: Program) -> bool:
    lineage = program.rulesets[lower.ruleset].lineage
    days = lower.in_force.meet(higher.in_force)
    always = (days.since, days.until) == (lower.in_force.since, lower.in_force.until)
    before = higher.id < lower.id if higher.ruleset == lower.ruleset else higher.ruleset in lineage
    return always and before and not days.empty


def _of_pair(program: Program, higher: Benchmark, lower: Benchmark) -> Iterator[Diagnostic]:
    pair = _laid(program, higher, lower)
    if pair is None:
        return
    for row in printed_rows(lower):
        if row.id in pair.rows:
            by = _hidden(pair, row)
            if by is not None:
                names = {
                    "table": printed(lower),
                    "row": row.id,
                    "other": printed(higher),
                    "hiding": by[0].id,
                    "how": by[1],
                }
                yield diagnose("ER582", program.spans.get(f"{printed(lower)}/{row.id}"), labels=(), **names)


def _laid(program: Program, higher: Benchmark, lower: Benchmark) -> _Pair | None:
    """Both tables over all cases of the matter; None where there are too many boxes to look through."""
    matter, ruleset = program.matters[lower.matter], program.rulesets[lower.ruleset]
    facts = ruleset.facts
    elements = And(()) if matter.elements is None else expanded(matter.elements, facts)
    rows = {r.id: expanded(r.condition, facts) for r in printed_rows(lower) if r.condition is not None}
    over = {r.id: expanded(r.condition, facts) for r in printed_rows(higher) if r.condition is not None}
    both = And((expanded(higher.condition, facts), expanded(lower.condition, facts)))
    axes = axes_of([*rows.values(), *over.values(), both], elements, dict(matter.fixes), facts, ruleset.parameters)
    if prod(len(cells) for cells in axes.cells.values()) > COMBINATIONS:
        return None
    grid = Grid(axes.cells)
    mine = grid.whole & ~grid.truth(And((elements, expanded(lower.condition, facts))))[1]
    if mine & ~grid.truth(expanded(higher.condition, facts))[0]:
        return None
    return _Pair(
        higher,
        {name: mine & ~grid.truth(condition)[1] for name, condition in rows.items()},
        {name: grid.truth(condition) for name, condition in over.items()},
    )


def _hidden(pair: _Pair, row: Row) -> tuple[Row, str] | None:
    """The row of the higher table beside which a row does nothing in all its cases, and how."""
    mine = pair.rows[row.id]
    may = [(one, mine & ~pair.over[one.id][1]) for one in pair.higher.rows if one.id in pair.over]
    beside = [(one, boxes) for one, boxes in may if boxes]
    if not mine or once(boxes for _, boxes in beside) != mine:
        return None
    how = {_how(one, row) if not boxes & ~pair.over[one.id][0] else None for one, boxes in beside}
    first = min(beside, key=lambda one: first_of(one[1]))[0]
    (only,) = how if len(how) == 1 else (None,)
    return None if only is None else (first, only)


def _how(over: Row, row: Row) -> str | None:
    """Whether a row leaves nothing of another of its level, or lies within it."""
    a, b = _ends(over), _ends(row)
    if over.level != row.level or over.narrows or a is None or b is None or a[0] != b[0]:
        return None
    low, high = max(a[1], b[1]), min(a[3], b[3])
    touching = (
        low == high
        and not ((a[2] and a[1] == low) or (b[2] and b[1] == low))
        and not ((a[4] and a[3] == high) or (b[4] and b[3] == high))
    )
    if low > high or (low == high and not touching):
        return "@gives_outside"
    begins = a[1] > b[1] or (a[1] == b[1] and (a[2] or not b[2]))
    ends = a[3] < b[3] or (a[3] == b[3] and (a[4] or not b[4]))
    return "@gives_within" if begins and ends else None


_Ends = tuple[object, Fraction, bool, Fraction, bool]


def _ends(row: Row) -> _Ends | None:
    """What the ends are counted in, and the ends, each with whether it is left out."""
    made = row.result
    if isinstance(made, Band):
        return "band", made.lo, made.lo_open, made.hi, made.hi_open
    if not isinstance(made, Amount) or made.hi is None or made.floor is not None or made.cap is not None:
        return None
    return (made.base, made.per, made.base_floor), made.lo or Fraction(0), made.lo_open, made.hi, made.hi_open
