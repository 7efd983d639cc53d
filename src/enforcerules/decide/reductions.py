"""Reductions of a fine by a share of it (公开道歉承诺从轻 and its like): never below the minimum that the statute states."""

from __future__ import annotations

from fractions import Fraction

from enforcerules.model.decision import MoneyRange
from enforcerules.model.program import Reduce


def reduced(span: MoneyRange, effect: Reduce, statute: MoneyRange) -> MoneyRange:
    """[lo, hi] less the greatest share at its lower and the least at its upper end; what would fall below stays at the minimum."""
    lo = None if span.lo is None else _kept(span.lo * (1 - effect.most), statute)
    hi = None if span.hi is None else _kept(span.hi * (1 - effect.least), statute)
    moved_lo = lo is not None and span.lo is not None and lo == span.lo * (1 - effect.most)
    one = lo is not None and lo == hi
    return MoneyRange(lo, hi, span.lo_open and moved_lo and not one, span.hi_open and not one)


def _kept(amount: Fraction, statute: MoneyRange) -> Fraction:
    return amount if statute.lo is None else max(amount, statute.lo)
