"""ER542: a larger base lowers the range: what follows at a threshold is lighter than what follows just below it.

违法所得不足10万元 at 20万元以上, 10万元以上 at one to five times: at exactly 10万元 the minimum falls from 20万元 to 10万元.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from enforcerules.base.diagnostics import Diagnostic
from enforcerules.check.tiers import Cell, Strip, Unseen, amount_of, report, strips
from enforcerules.language.showing import show_number, yuan
from enforcerules.model.amounts import range_over
from enforcerules.model.decision import MoneyRange
from enforcerules.model.program import Program
from enforcerules.model.region import Exact, Interval


def check(program: Program) -> Iterator[Diagnostic]:
    """Each drop once, whatever the other facts are."""
    found: dict[Diagnostic, None] = {}
    for strip in strips(program):
        if not isinstance(strip, Unseen):
            found |= dict.fromkeys(_drops(program, strip))
    yield from found


def _drops(program: Program, strip: Strip) -> Iterator[Diagnostic]:
    for before, after in zip(strip.cells, strip.cells[1:], strict=False):
        if before.ids == after.ids or before.interval.hi is None or after.interval.lo is None:
            continue
        below, above = _range(before, strip, before.interval.hi), _range(after, strip, after.interval.lo)
        if below is not None and above is not None and _lower(below, above):
            at = show_number(strip.fact, after.interval.lo)
            yield report(program, strip, "ER542", at=at, below=_shown(below), above=_shown(above))


def _range(cell: Cell, strip: Strip, at: Exact) -> MoneyRange | None:
    """The range of the one fine of a cell at a value of the fact; None where it cannot be told from the fact alone."""
    if len(cell.fines) != 1:
        return None
    amount = amount_of(cell.fines[0])
    if amount is None or amount.base not in {None, strip.fact.id} or cell.fines[0].modality == "may":
        return None
    return range_over(amount, Interval(at, at))


def _lower(below: MoneyRange, above: MoneyRange) -> bool:
    if below.hi is None or above.hi is None:
        return False
    return above.hi < below.hi or (above.lo or Fraction(0)) < (below.lo or Fraction(0))


def _shown(span: MoneyRange) -> str:
    lo = "…" if span.lo is None else yuan(span.lo)
    return f"{lo}–{'…' if span.hi is None else yuan(span.hi)}元"
