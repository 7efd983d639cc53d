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
from enforcerules.check.axes import Held, axes_of, expanded, truth_of
from enforcerules.check.boxes import printed_rows
from enforcerules.check.concerning import printed
from enforcerules.model.program import Amount, And, Band, Benchmark, Condition, Program, Row


@dataclass(frozen=True, slots=True)
class _Pair:
    """A higher table and a lower one, with their conditions written out, over the boxes of the facts that both read."""

    higher: Benchmark
    lower: Benchmark
    rows: dict[str, Condition]
    over: dict[str, Condition]
    boxes: tuple[dict[str, Held], ...]


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
    boxes = (dict(zip(axes.cells, chosen, strict=True)) for chosen in product(*axes.cells.values()))
    applies = And((elements, expanded(lower.condition, facts)))
    mine = tuple(box for box in boxes if truth_of(applies, box) is not False)
    if any(truth_of(expanded(higher.condition, facts), box) is not True for box in mine):
        return None
    return _Pair(higher, lower, rows, over, mine)


def _hidden(pair: _Pair, row: Row) -> tuple[Row, str] | None:
    """The row of the higher table beside which a row does nothing in all its cases, and how."""
    mine = [box for box in pair.boxes if truth_of(pair.rows[row.id], box) is not False]
    found: dict[str, tuple[Row, str]] = {}
    for box in mine:
        held = [
            one for one in pair.higher.rows if one.id in pair.over and truth_of(pair.over[one.id], box) is not False
        ]
        how = _how(held[0], row) if len(held) == 1 and truth_of(pair.over[held[0].id], box) else None
        if how is None:
            return None
        found.setdefault(how, (held[0], how))
    return next(iter(found.values())) if len(found) == 1 else None


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
