"""ER542: a larger base lowers the range: what follows at a threshold is lighter than what follows just below it.

违法所得不足10万元 at 20万元以上, 10万元以上 at one to five times: at exactly 10万元 the minimum falls from 20万元 to 10万元. Computed
exactly, at the last value below and the first value above; a fine that may be imposed has no minimum. Within one fine the
range never drops (`model/amounts`). A number of which more is not heavier, such as that of an item, has no direction; and
multiples of some other base than the numeric fact cannot be compared without it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from enforcerules.base.diagnostics import Diagnostic
from enforcerules.check.said import label, number, report, span
from enforcerules.check.tiers import Cell, Strip, Unseen, strips
from enforcerules.model.amounts import range_over
from enforcerules.model.decision import MoneyRange
from enforcerules.model.program import Measure, Program
from enforcerules.model.region import Exact, Interval


@dataclass(frozen=True, slots=True)
class Drop:
    """The value from which less follows, with the range just below it and the range there."""

    at: Exact
    below: MoneyRange
    above: MoneyRange


def check(program: Program) -> Iterator[Diagnostic]:
    """Each drop once, whatever the other facts are."""
    found: dict[Diagnostic, None] = {}
    for strip in strips(program):
        if not isinstance(strip, Unseen):
            found |= dict.fromkeys(_reports(program, strip))
    yield from found


def _reports(program: Program, strip: Strip) -> Iterator[Diagnostic]:
    for drop in drops(strip):
        where = f"{label(strip)}达到{number(strip.fact, drop.at)}"
        yield report(program, strip.matter, "ER542", where, below=span(drop.below), above=span(drop.above))


def drops(strip: Strip) -> Iterator[Drop]:
    """Where the range drops along a strip."""
    ordered = strip.fact.direction == "heavier" or (strip.fact.type == "money" and strip.fact.direction is None)
    for before, after in _steps(strip) if ordered else ():
        at = after.interval.lo
        fines = _changed(before, after)
        if fines is None or before.interval.hi is None or at is None:
            continue
        below, above = _range(fines[0], strip, before.interval.hi), _range(fines[1], strip, at)
        if below is not None and above is not None and _lower(below, above):
            yield Drop(at, below, above)


def _steps(strip: Strip) -> Iterator[tuple[Cell, Cell]]:
    """Neighbours; and what lies on both sides of a hole, or of a stretch that belongs to both."""
    yield from zip(strip.cells, strip.cells[1:], strict=False)
    for before, here, after in zip(strip.cells, strip.cells[1:], strip.cells[2:], strict=False):
        if here.empty or before.ids | after.ids <= here.ids:
            yield before, after


def _changed(before: Cell, after: Cell) -> tuple[Measure, Measure] | None:
    """The one fine that another takes the place of."""
    gone = [fine for fine in before.fines if fine.id not in after.ids]
    come = [fine for fine in after.fines if fine.id not in before.ids]
    return (gone[0], come[0]) if len(gone) == len(come) == 1 else None


def _range(fine: Measure, strip: Strip, at: Exact) -> MoneyRange | None:
    """The range of a fine at a value of the fact; None where it cannot be told from the fact alone, or is one of several."""
    amount = fine.amount
    if amount is None or fine.group is not None or amount.base not in {None, strip.fact.id}:
        return None
    found = range_over(amount, Interval(at, at))
    return replace(found, lo=None, lo_open=False) if fine.modality == "may" else found


def _lower(below: MoneyRange, above: MoneyRange) -> bool:
    if below.hi is None or above.hi is None:
        return False
    return above.hi < below.hi or (above.lo or Fraction(0)) < (below.lo or Fraction(0))
