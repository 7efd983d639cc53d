"""Comparisons of sums over one whole number, roundings included, as the numbers for which they hold.

Such a sum is a line with a bounded deviation: rounding down takes away less than one. Far from where the line crosses nil the
comparison has the answer of the line; near it every whole number is tried.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from enforcerules.kernel.sums import Floor, Monomial, Whole
from enforcerules.model.region import LINE, Interval, Numbers, numbers

_TRIED = 4096


@dataclass(frozen=True, slots=True)
class Line:
    """`slope` times the number and `start`, give or take `off`."""

    slope: Fraction
    start: Fraction
    off: Fraction


def facts_of(terms: Whole) -> frozenset[str]:
    """The facts that a sum depends on, those behind roundings included."""
    found: set[str] = set()
    for factors, _ in terms:
        for name in factors:
            found |= facts_of(name.terms) if isinstance(name, Floor) else {name}
    return frozenset(found)


def where(terms: Whole, sign: str) -> Numbers | None:
    """For which values of its one fact a sum stands to nil so; None where that cannot be said in a few steps."""
    line = _line(terms)
    if line is not None and not (line.slope or line.off):
        return LINE if _stands(int(line.start), sign) else Numbers(())
    if line is None or not line.slope:
        return None
    reach = (line.off + 1) / abs(line.slope)
    middle = -line.start / line.slope
    low, high = floor(middle - reach), ceil(middle + reach)
    if high - low > _TRIED:
        return None
    found = [Interval(at, at) for at in range(low, high + 1) if _stands(_value(terms, at), sign)]
    below, above = (line.slope > 0), (line.slope < 0)
    ends = [Interval(None, low)] if below and sign != "==" else []
    ends += [Interval(high, None)] if above and sign != "==" else []
    return numbers([*_joined(found), *ends])


def _joined(points: list[Interval]) -> Iterator[Interval]:
    """Neighbouring whole numbers as one interval."""
    start = before = None
    for one in points:
        if before is not None and one.lo is not None and one.lo != before + 1:
            yield Interval(start, before)
            start = None
        start = one.lo if start is None else start
        before = one.lo
    if before is not None:
        yield Interval(start, before)


def _stands(value: int, sign: str) -> bool:
    return value < 0 if sign == "<" else value <= 0 if sign == "<=" else value == 0


def _line(terms: Whole) -> Line | None:
    slope, start, off = Fraction(0), Fraction(0), Fraction(0)
    for factors, number in terms:
        one = _factor(factors)
        if one is None:
            return None
        slope, start, off = slope + number * one.slope, start + number * one.start, off + abs(number) * one.off
    return Line(slope, start, off)


def _factor(factors: Monomial) -> Line | None:
    if not factors:
        return Line(Fraction(0), Fraction(1), Fraction(0))
    if len(factors) > 1:
        return None
    (name,) = factors
    if not isinstance(name, Floor):
        return Line(Fraction(1), Fraction(0), Fraction(0))
    inner = _line(name.terms)
    if inner is None or name.parts == 1:
        return inner
    return Line(inner.slope / name.parts, inner.start / name.parts, inner.off / name.parts + 1)


def _value(terms: Whole, at: int) -> int:
    total = 0
    for factors, number in terms:
        made = number
        for name in factors:
            made *= _value(name.terms, at) // name.parts if isinstance(name, Floor) else at
        total += made
    return total
