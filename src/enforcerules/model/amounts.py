"""What a statutory amount comes to at a base, or over a range of bases. Exact, in 分.

With b the base, [min, max] = [lo · b, hi · b]; 不足X的按X计算 takes max(b, X) for b; 不低于X and 总额不超过X keep both ends of the
result within. All of it is monotone: a larger base never lowers either end.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from enforcerules.model.decision import MoneyRange
from enforcerules.model.program import Amount
from enforcerules.model.region import Interval

NO_BASE: Final = Interval(1, 1)
"""What stands for the base of an amount that has none."""


def range_over(amount: Amount, base: Interval) -> MoneyRange:
    """The hull of the statutory ranges at every base in an interval (分, or things); an amount without a base as it is."""
    if amount.base is None:
        return _limited(MoneyRange(amount.lo, amount.hi, amount.lo_open, amount.hi_open), amount)
    base = _deemed(base, amount)
    lo = None if amount.lo is None else amount.lo * (base.lo or 0)
    hi = None if amount.hi is None or base.hi is None else amount.hi * base.hi
    lo_open = (base.lo_open or amount.lo_open) and lo is not None
    return _limited(MoneyRange(lo, hi, lo_open, (base.hi_open or amount.hi_open) and hi is not None), amount)


def greatest_minimum(amount: Amount, base: Interval) -> Fraction | None:
    """The minimum at the largest base of an interval; None where there is no largest and no cap."""
    if base.hi is None:
        return amount.cap
    return range_over(amount, Interval(base.hi, base.hi)).lo


def _deemed(base: Interval, amount: Amount) -> Interval:
    """不足X的按X计算: a base below the floor counts as the floor."""
    floor = amount.base_floor
    if floor is None or (base.lo is not None and base.lo >= floor):
        return base
    if base.hi is not None and base.hi <= floor:
        return Interval(floor, floor)
    return Interval(floor, base.hi, lo_open=False, hi_open=base.hi_open)


def _limited(span: MoneyRange, amount: Amount) -> MoneyRange:
    """不低于X, 总额不超过X: both ends of the result kept within; where the floor is above, the result is the floor."""
    floor, cap = amount.floor, amount.cap
    lo, hi, lo_open, hi_open = span.lo, span.hi, span.lo_open, span.hi_open
    if floor is not None and (lo is None or lo < floor):
        lo, lo_open = floor, False
    if floor is not None and hi is not None and (hi < floor or (hi == floor and hi_open)):
        hi, hi_open = floor, False
    if cap is not None and (hi is None or hi > cap):
        hi, hi_open = cap, False
    if cap is not None and lo is not None and (lo > cap or (lo == cap and lo_open)):
        lo, lo_open = cap, False
    return MoneyRange(lo, hi, lo_open, hi_open)
