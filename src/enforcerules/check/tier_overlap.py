"""ER541: two tiers of a statute hold at once: X以上 and X以下 both take exactly X.

Fines that hold together in the cells beside as well are meant to be together and are no overlap.
"""

from __future__ import annotations

from collections.abc import Iterator

from enforcerules.base.diagnostics import Diagnostic
from enforcerules.check.tiers import Cell, Strip, Unseen, report, strips
from enforcerules.language.showing import show_value
from enforcerules.model.program import Program
from enforcerules.model.region import Numbers


def check(program: Program) -> Iterator[Diagnostic]:
    """Each overlap once, whatever the other facts are."""
    found: dict[Diagnostic, None] = {}
    for strip in strips(program):
        if not isinstance(strip, Unseen):
            found |= dict.fromkeys(_overlaps(program, strip))
    yield from found


def _overlaps(program: Program, strip: Strip) -> Iterator[Diagnostic]:
    for before, here, after in zip(strip.cells, strip.cells[1:], strip.cells[2:], strict=False):
        if _both(before, here, after):
            where = show_value(strip.fact, Numbers((here.interval,)))
            yield report(
                program, strip, "ER541", where=where, first=_named(before, after), second=_named(after, before)
            )


def _both(before: Cell, here: Cell, after: Cell) -> bool:
    """Whether the tiers of both neighbours hold here, and each of the neighbours lacks one of the other's."""
    lower, upper = before.ids - after.ids, after.ids - before.ids
    return bool(lower and upper and lower | upper <= here.ids)


def _named(one: Cell, other: Cell) -> str:
    return "、".join(sorted(one.ids - other.ids))
