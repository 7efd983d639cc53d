"""Where two amounts must be compared when the bases they are multiples of are not known exactly.

Amounts are straight lines in each base between the points where a base is deemed, or a floor or cap is reached. Two
that compare one way at all such points, and at the ends of what a base may be, compare that way everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import product
from math import prod

from enforcerules.base.limits import CORNERS
from enforcerules.decide.amounts import base_interval
from enforcerules.decide.facts import Knowledge
from enforcerules.model.program import Amount
from enforcerules.model.region import Exact, Interval, Region, exactly

_FAR = Fraction(10**17)
"""A base (in 分 or in things) beyond every amount that a statute names: what holds there holds further on."""


def corners(amounts: Iterable[Amount], known: tuple[Knowledge, Knowledge]) -> list[dict[str, Region]] | None:
    """The points, one empty where every base is known; None where there are too many to work through."""
    by_base: dict[str, list[Amount]] = {}
    for amount in amounts:
        if amount.base is not None:
            by_base.setdefault(amount.base, []).append(amount)
    axes: dict[str, list[Exact]] = {}
    for name, members in by_base.items():
        interval = base_interval(name, next(k for k in known if name in k.facts))
        if interval.point is None:
            axes[name] = sorted(_points(interval, members))
    if prod(len(points) for points in axes.values()) > CORNERS:
        return None
    choices = product(*([(name, exactly(point)) for point in points] for name, points in axes.items()))
    return [dict(choice) for choice in choices]


def _points(interval: Interval, amounts: list[Amount]) -> set[Exact]:
    """The ends, and the bends between them; a bend beyond an end adds nothing to it."""
    lo = Fraction(interval.lo or 0)
    hi = _FAR if interval.hi is None else Fraction(interval.hi)
    inner = (min(max(kink, lo), hi) for kink in kinks(amounts))
    return {plain(point) for point in (lo, hi, *inner)}


def kinks(amounts: Iterable[Amount]) -> Iterator[Fraction]:
    """Where the lines of amounts bend: 不足X的按X计算, 不低于X, 总额不超过X."""
    for amount in amounts:
        if amount.base_floor is not None:
            yield amount.base_floor
        for limit in (amount.floor, amount.cap):
            for times in (amount.lo, amount.hi):
                if limit is not None and times:
                    yield limit / times


def plain(number: Fraction) -> Exact:
    """The same number, as an int where it is one."""
    return int(number) if number.denominator == 1 else number
