"""Which limbs of the statute hold beside a row of a table: case by case, where they are told apart by the same facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from math import prod
from typing import Final

from enforcerules.check.axes import Held, axes_of, expanded, truth_of
from enforcerules.model.program import Amount, Benchmark, Program, Row

_MOST: Final = 1024


def beside(program: Program, table: Benchmark, row: Row) -> Iterator[tuple[list[Amount], Mapping[str, Held]]]:
    """The amounts of the limbs that hold in each box in which a row holds, with the box; nothing where a limb may or may not."""
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
    for chosen in product(*axes.cells.values()):
        given = dict(zip(axes.cells, chosen, strict=True))
        if not (truth_of(own, given) and truth_of(applies, given)):
            continue
        if elements is not None and truth_of(elements, given) is False:
            continue
        truths = {name: truth_of(condition, given) for name, condition in asked.items()}
        held = [m.amount for m in limbs if truths[m.id] and m.amount is not None]
        if held and None not in truths.values():
            yield held, given
