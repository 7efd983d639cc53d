"""Which limbs of the statute hold beside a row of a table: case by case, where they are told apart by the same facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import prod
from typing import Final

from enforcerules.check.axes import Held, axes_of, expanded
from enforcerules.check.grid import Grid, first_of
from enforcerules.model.program import Amount, Benchmark, Program, Row

_MOST: Final = 1024


def beside(program: Program, table: Benchmark, row: Row) -> Iterator[tuple[list[Amount], Mapping[str, Held]]]:
    """The amounts of the limbs that hold together where a row holds, each with its first box; nothing where a limb may or may not."""
    if row.condition is None or row.otherwise or "+" in row.id:
        return
    ruleset, matter = program.rulesets[table.ruleset], program.matters[table.matter]
    facts = ruleset.facts
    limbs = [m for m in matter.measures if m.kind == table.kind and table.target in {None, m.target} and m.amount]
    asked = {m.id: expanded(m.condition, facts) for m in limbs}
    own, applies = expanded(row.condition, facts), expanded(table.condition, facts)
    elements = None if matter.elements is None else expanded(matter.elements, facts)
    axes = axes_of([*asked.values(), own, applies], elements, dict(matter.fixes), facts, ruleset.parameters)
    if prod(len(cells) for cells in axes.cells.values()) > _MOST:
        return
    grid = Grid(axes.cells)
    truths = {name: grid.truth(condition) for name, condition in asked.items()}
    cases = grid.truth(own)[0] & grid.truth(applies)[0] & ~(0 if elements is None else grid.truth(elements)[1])
    for true, false in truths.values():
        cases &= true | false
    alike = [cases] if cases else []
    for true, _ in truths.values():
        alike = [part for one in alike for part in (one & true, one & ~true) if part]
    for box in sorted(map(first_of, alike)):
        held = [m.amount for m in limbs if truths[m.id][0] >> box & 1 and m.amount is not None]
        if held:
            yield held, grid.given(box)
