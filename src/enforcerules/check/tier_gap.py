"""ER540: a hole in the tiers of a statute: something follows below and above, a fine on one side, and nothing in between.

超过1万元 and 不足1万元 leave out exactly 1万元. A case in the hole is a person's: nothing follows by silence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import prod

from enforcerules.base.diagnostics import Diagnostic, diagnose
from enforcerules.check.axes import Held
from enforcerules.check.closing import condition_of
from enforcerules.check.said import label, report, shown, stretch
from enforcerules.check.tiers import Cell, Strip, Unseen, strips
from enforcerules.model.program import Program
from enforcerules.model.region import Numbers


@dataclass
class _Hole:
    """A hole with the strips in which it is, each holding the other facts to other cells."""

    strip: Strip
    cells: tuple[Cell, Cell, Cell]
    around: list[Mapping[str, Held]] = field(default_factory=list)

    @property
    def given(self) -> Mapping[str, Held]:
        """The hole as a box: without the other facts that may be anything in it.

        Where no single box is the whole of the hole, that of the first strip.
        """
        first, here = self.around[0], {self.strip.fact.id: Numbers((self.cells[1].interval,))}
        seen = {name: list({id(one[name]) for one in self.around}) for name in first}
        if prod(map(len, seen.values())) != len(self.around):
            return {**first, **here}
        return {name: held for name, held in first.items() if len(seen[name]) == 1} | here


def check(program: Program) -> Iterator[Diagnostic]:
    """Each hole once, whatever the other facts are; and the matters with too many tiers to look through (ER543)."""
    found: dict[tuple[str, str], _Hole] = {}
    for strip in strips(program):
        name = strip.matter.id
        if isinstance(strip, Unseen):
            yield diagnose("ER543", program.spans.get(name), matter=name, cells=f"{strip.cells:,}")
            continue
        for cells in holes(strip):
            one = found.setdefault((name, _where(strip, cells[1])), _Hole(strip, cells))
            if one.strip.fact == strip.fact and one.strip.target == strip.target:
                one.around.append(strip.around)
    yield from (_told(program, one) for one in found.values())


def _where(strip: Strip, here: Cell) -> str:
    return f"{label(strip)}{stretch(strip, here.interval)}"


def _told(program: Program, one: _Hole) -> Diagnostic:
    strip, (before, here, after) = one.strip, one.cells
    facts = program.rulesets[strip.matter.ruleset].facts
    below, above = stretch(strip, before.interval), stretch(strip, after.interval)
    when = condition_of(one.given, facts)
    made = report(program, strip.matter, "ER540", _where(strip, here), below=below, above=above, when=when)
    fines = (*before.fines, *after.fines)
    return shown(made, strip.matter.id, {**one.around[0], **one.given}, fines[0].id)


def holes(strip: Strip) -> Iterator[tuple[Cell, Cell, Cell]]:
    """The holes of a strip, each between the stretches below and above it."""
    for before, here, after in zip(strip.cells, strip.cells[1:], strip.cells[2:], strict=False):
        if here.empty and before.some and after.some and (before.fines or after.fines):
            yield before, here, after
