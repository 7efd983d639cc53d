"""ER541: two tiers of a statute hold at once: X以上 and X以下 both take exactly X.

Two fines overlap where both hold, if below only the one of them does and above only the other; limbs, which are exclusive
by what they are, overlap wherever two of them hold. Fines of which one holds wherever the other does are meant to be
together, and alternatives (`one_of`) are no overlap.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, groupby

from enforcerules.base.diagnostics import Diagnostic
from enforcerules.check.said import label, report, shown, stretch
from enforcerules.check.tiers import Cell, Strip, Unseen, block_of, strips
from enforcerules.model.program import Measure, Program
from enforcerules.model.region import Interval, Numbers


@dataclass(frozen=True, slots=True)
class Overlap:
    """Where two fines both hold; the lower one first."""

    where: Interval
    lower: Measure
    upper: Measure


def check(program: Program) -> Iterator[Diagnostic]:
    """Each overlap once, whatever the other facts are."""
    found: dict[tuple[str, str, frozenset[str]], Diagnostic] = {}
    for strip in strips(program):
        if isinstance(strip, Unseen):
            continue
        for one in overlaps(strip):
            where = f"{label(strip)}{stretch(strip, one.where)}"
            key = (strip.matter.id, where, frozenset({one.lower.id, one.upper.id}))
            found.setdefault(key, _report(program, strip, one, where))
    yield from found.values()


def _report(program: Program, strip: Strip, one: Overlap, where: str) -> Diagnostic:
    first, second = (f"{fine.id}（{_extent(strip, fine)}）" for fine in (one.lower, one.upper))
    made = report(program, strip.matter, "ER541", where, first=first, second=second)
    return shown(made, strip.matter.id, {**strip.around, strip.fact.id: Numbers((one.where,))}, one.lower.id)


def _extent(strip: Strip, fine: Measure) -> str:
    """Where a fine holds, in the law's words; from its first stretch to its last."""
    mine = [cell.interval for cell in strip.cells if fine in cell.fines]
    return stretch(strip, _over(mine[0], mine[-1]))


def _over(first: Interval, last: Interval) -> Interval:
    return Interval(first.lo, last.hi, first.lo_open, last.hi_open)


def overlaps(strip: Strip) -> Iterator[Overlap]:
    """Every pair of fines with the stretches in which they overlap."""
    fines = {fine.id: fine for cell in strip.cells for fine in cell.fines}
    for a, b in combinations(fines.values(), 2):
        if not (a.group is not None and a.group == b.group and a.branch != b.branch):
            yield from _of_pair(strip, a, b)


def _of_pair(strip: Strip, a: Measure, b: Measure) -> Iterator[Overlap]:
    runs = [(held, list(cells)) for held, cells in groupby(strip.cells, key=lambda cell: _held(cell, a, b))]
    exclusive = block_of(a) is not None and block_of(a) == block_of(b) and a.limb != b.limb
    for index, (held, cells) in enumerate(runs):
        if held != (True, True):
            continue
        below = runs[index - 1][0] if index else None
        above = runs[index + 1][0] if index + 1 < len(runs) else None
        rising = (below, above) == ((True, False), (False, True))
        falling = (below, above) == ((False, True), (True, False))
        if rising or falling or exclusive:
            lower, upper = (b, a) if falling else (a, b)
            yield Overlap(_over(cells[0].interval, cells[-1].interval), lower, upper)


def _held(cell: Cell, a: Measure, b: Measure) -> tuple[bool, bool]:
    return a in cell.fines, b in cell.fines
