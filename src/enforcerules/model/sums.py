"""What editions of the semantics fix about sums: rounding, and parts of a statutory span. Exact, in 分."""

from __future__ import annotations

from fractions import Fraction

from enforcerules.model.decision import MoneyRange
from enforcerules.model.program import Band, Rounding

NIL = Fraction(0)


def rounded(amount: Fraction, rounding: Rounding | None) -> Fraction:
    """The amount rounded as the ruleset states; exact where it states nothing."""
    if rounding is None:
        return amount
    to = Fraction(rounding.to)
    steps = amount / to
    down = steps // 1
    if rounding.direction == "up":
        return (down + (steps != down)) * to
    if rounding.direction == "half_up":
        return (down + (steps - down >= Fraction(1, 2))) * to
    return down * to


def rounded_inside(amount: Fraction, rounding: Rounding | None, span: MoneyRange) -> Fraction:
    """Rounded, but never out of a range that the exact amount lies in: at its edges inward, if there is room."""
    made = rounded(amount, rounding)
    if rounding is None or span.has(made) or not span.has(amount):
        return made
    inward = made + rounding.to if made < amount else made - rounding.to
    return inward if span.has(inward) else amount


def part_of(band: Band, span: MoneyRange) -> MoneyRange:
    """A part of max − min; without a minimum in the text the span starts at nil. A fixed amount stays what it is."""
    lo = span.lo or NIL
    if span.hi is None or span.hi == lo:
        return span
    width = span.hi - lo
    keeps_none = span.lo is None and band.lo == 0 and not band.lo_open
    low = None if keeps_none else lo + band.lo * width
    return MoneyRange(low, lo + band.hi * width, band.lo_open, band.hi_open)
