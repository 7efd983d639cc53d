"""ER583 and ER584: a fine with a range that no table narrows (on request), and a table that never applies."""

from __future__ import annotations

from collections.abc import Iterator
from math import prod

from enforcerules.base.diagnostics import Diagnostic, diagnose
from enforcerules.base.limits import COMBINATIONS
from enforcerules.check.axes import axes_of, expanded
from enforcerules.check.concerning import printed
from enforcerules.check.grid import Grid
from enforcerules.check.said import span
from enforcerules.model.amounts import range_over
from enforcerules.model.program import TRUE_CONDITION, And, Benchmark, Matter, Measure, Program
from enforcerules.model.region import Interval


def without_benchmark(program: Program) -> Iterator[Diagnostic]:
    """Matters with a fine of which the statute leaves a range, and no table or formula narrows any of it."""
    refined = {table.matter for table in program.benchmarks if table.kind == "fine"}
    for matter in program.matters.values():
        fine = next((m for m in matter.measures if _free(m)), None)
        if fine is not None and matter.id not in refined:
            yield diagnose("ER583", program.spans.get(matter.id), matter=matter.id, span=_span(fine))


def _free(measure: Measure) -> bool:
    """Whether a fine leaves something to discretion."""
    return measure.kind == "fine" and measure.amount is not None and measure.amount.lo != measure.amount.hi


def _span(fine: Measure) -> str:
    amount = fine.amount
    if amount is None or amount.base is not None:
        return "…"
    return span(range_over(amount, Interval(1, 1)))


def never_applying(program: Program) -> Iterator[Diagnostic]:
    """Tables that apply in no case of any matter that they refine."""
    groups: dict[str, list[Benchmark]] = {}
    for table in program.benchmarks:
        groups.setdefault(printed(table), []).append(table)
    for name, members in groups.items():
        reasons = [_never(program, table) for table in members]
        if all(reasons):
            yield diagnose("ER584", program.spans.get(name), table=name, why=reasons[0])


def _never(program: Program, table: Benchmark) -> str | None:
    """Why a table never applies, as a term of the catalogue; None where it may."""
    matter = program.matters[table.matter]
    refined = [m for m in matter.measures if m.kind == table.kind and table.target in {None, m.target}]
    if not refined:
        return "@no_such_target"
    days = table.in_force.meet(matter.in_force)
    if all(m.in_force.meet(days).empty for m in refined):
        return "@days_apart"
    return "@no_case" if table.condition != TRUE_CONDITION and _contradicts(program, table, matter) else None


def _contradicts(program: Program, table: Benchmark, matter: Matter) -> bool:
    ruleset = program.rulesets[table.ruleset]
    elements = TRUE_CONDITION if matter.elements is None else expanded(matter.elements, ruleset.facts)
    whole = And((expanded(table.condition, ruleset.facts), elements))
    cells = axes_of([whole], None, dict(matter.fixes), ruleset.facts, ruleset.parameters).cells
    if prod(len(one) for one in cells.values()) > COMBINATIONS:
        return False
    grid = Grid(cells)
    return grid.truth(whole)[1] == grid.whole
