"""ER540: a hole in the tiers of a statute: something follows below and above, a fine on one side, and nothing in between.

超过1万元 and 不足1万元 leave out exactly 1万元. A case in the hole is a person's: nothing follows by silence.
"""

from __future__ import annotations

from collections.abc import Iterator

from enforcerules.base.diagnostics import Diagnostic, diagnose
from enforcerules.check.said import label, report, stretch
from enforcerules.check.tiers import Cell, Strip, Unseen, strips
from enforcerules.model.program import Program


def check(program: Program) -> Iterator[Diagnostic]:
    """Each hole once, whatever the other facts are; and the matters with too many tiers to look through (ER543)."""
    found: dict[tuple[str, str], Diagnostic] = {}
    for strip in strips(program):
        name = strip.matter.id
        if isinstance(strip, Unseen):
            span = program.spans.get(name)
            found[name, ""] = diagnose("ER543", span, matter=name, cells=f"{strip.cells:,}")
            continue
        for before, here, after in holes(strip):
            below, above = stretch(strip, before.interval), stretch(strip, after.interval)
            where = f"{label(strip)}{stretch(strip, here.interval)}"
            found.setdefault((name, where), report(program, strip.matter, "ER540", where, below=below, above=above))
    yield from found.values()


def holes(strip: Strip) -> Iterator[tuple[Cell, Cell, Cell]]:
    """The holes of a strip, each between the stretches below and above it."""
    for before, here, after in zip(strip.cells, strip.cells[1:], strip.cells[2:], strict=False):
        if here.empty and before.some and after.some and (before.fines or after.fines):
            yield before, here, after
