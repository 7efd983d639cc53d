"""Sums, multiples and shares as laws write them, exactly."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from enforcerules.language.showing import plain
from enforcerules.model.syntax import Quantity

_UNITS: Final = ((100_000_000, "亿元"), (10_000, "万元"))


def yuan(amount: Fraction) -> Quantity:
    """A sum of 元 in 元, 万元 or 亿元: the largest unit that needs at most two decimals (5000元, 1.5万元, 12345元)."""
    for size, unit in _UNITS:
        if amount >= size and (amount * 100 / size).denominator == 1:
            return Quantity(f"{plain(amount / size)}{unit}", amount * 100, "元")
    return Quantity(f"{plain(amount)}元", amount * 100, "元")


def multiples(lo: Fraction | None, hi: Fraction | None, *, share: bool) -> tuple[Quantity | None, Quantity | None]:
    """Two ends in 倍, % or ‰: below one a share, per mille where a percentage would need decimals.

    `share`: the record calls it a percentage, so that one is 100%.
    """
    small = [end for end in (lo, hi) if end is not None and (end < 1 or share)]
    mille = any((end * 100).denominator != 1 for end in small) and all(end < Fraction(1, 10) for end in small)
    made = (None if end is None else _multiple(end, share=share or end < 1, mille=mille) for end in (lo, hi))
    first, second = made
    return first, second


def _multiple(number: Fraction, *, share: bool, mille: bool) -> Quantity:
    if not share:
        return Quantity(f"{plain(number)}倍", number, "率")
    return Quantity(f"{plain(number * 1000)}‰" if mille else f"{plain(number * 100)}%", number, "率")
