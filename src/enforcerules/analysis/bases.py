"""Where the fines of two sides bend or cross as the base that they are multiples of grows.

Between two such points every sum of either side is one straight line, and no two of them cross: what holds at two bases
there holds at all. 货值金额10倍 against 5万元: the critical point is 5千元.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, pairwise

from enforcerules.analysis.side import Side
from enforcerules.decide.amounts import base_interval, statutory
from enforcerules.decide.corners import kinks
from enforcerules.decide.frame import Frame, measure_key, table_key, tables, targeted
from enforcerules.decide.measures import bases
from enforcerules.decide.reductions import Reductions, reductions
from enforcerules.decide.weights import weigh
from enforcerules.model.amounts import range_over
from enforcerules.model.program import Amount, Band, Benchmark, OfMax, OfMin
from enforcerules.model.region import Exact, Interval, Numbers, Region, cut

Truths = Mapping[str, bool | None]


@dataclass(frozen=True, slots=True)
class Paid:
    """An amount that a side may ask for, and the shares of its span, or of an end, that tables name (0 and 1 are its ends).

    `left`: what reductions leave of it, 1 among them.
    """

    amount: Amount
    shares: tuple[Fraction, ...]
    rounded: bool
    left: tuple[Fraction, ...] = (Fraction(1),)


def loose(side: Side, frame: Frame, truths: Truths) -> set[str]:
    """The coordinates of the bases of fines that are not known exactly here."""
    return {side.coordinate(name) for name in _bases(frame, truths) if base_interval(name, frame.known).point is None}


def based(side: Side, frame: Frame, truths: Truths) -> set[str]:
    """The coordinates of all bases of fines that may follow."""
    return {side.coordinate(name) for name in _bases(frame, truths)}


def _bases(frame: Frame, truths: Truths) -> set[str]:
    found = set[str]()
    for measure in targeted(frame):
        if measure.amount is not None and truths[measure_key(measure)] is not False:
            used = [t for t in tables(frame, measure) if truths[table_key(t)] is not False]
            found |= set(bases(measure.amount, used, truths))
    return found


def paid(frame: Frame, truths: Truths) -> Iterator[Paid]:
    """The amounts of the measures that may follow, and of the tables that refine them."""
    for measure in targeted(frame):
        if measure.amount is None or truths[measure_key(measure)] is False:
            continue
        used = [t for t in tables(frame, measure) if truths[table_key(t)] is not False]
        shares = {Fraction(0), Fraction(1)}
        for table in used:
            shares |= set(_shares(table, frame))
        rounded = any(t.rounding is not None for t in used)
        left = _left(reductions(frame, measure, truths))
        yield Paid(_fixed(measure.amount, frame), tuple(sorted(shares)), rounded, left)
        for table in used:
            amounts = [row.result for row in table.rows if isinstance(row.result, Amount)]
            yield from (Paid(_fixed(one, frame), _ENDS, rounded=False, left=left) for one in amounts)
            if table.weights is not None and table.weights.of is not None:
                yield Paid(_fixed(table.weights.of, frame), tuple(sorted(shares)), rounded, left)


def _left(found: Reductions) -> tuple[Fraction, ...]:
    """What may be left of a sum after every reduction that holds, one after another."""
    made = {Fraction(1)}
    for _, effect, _ in found:
        made |= {one * (1 - share) for one in made for share in (effect.least, effect.most)}
    return tuple(sorted(made))


_ENDS = (Fraction(0), Fraction(1))


def _fixed(amount: Amount, frame: Frame) -> Amount:
    """An amount of a base that is known exactly is a sum."""
    if amount.base is None or base_interval(amount.base, frame.known).point is None:
        return amount
    span = statutory(amount, frame.known)
    return Amount(None, span.lo, span.hi, span.lo_open, span.hi_open)


def _shares(table: Benchmark, frame: Frame) -> Iterator[Fraction]:
    for row in table.rows:
        if isinstance(row.result, Band):
            yield from (row.result.lo, row.result.hi)
        elif isinstance(row.result, OfMax):
            band = row.result.band
            yield from (row.result.share,) if band is None else (band.lo, band.hi)
        elif isinstance(row.result, OfMin):
            yield row.result.share
    if table.weights is not None:
        weighed = weigh(frame, table, frame.known)
        yield from (weighed.lo, weighed.hi)


def critical(amounts: list[Paid], own: frozenset[str]) -> set[Fraction]:
    """The bases at which a line bends or two of them cross; `own`: the names that the base has on the sides."""
    mine = [one for one in amounts if one.amount.base in own]
    bends = sorted({Fraction(0), *(Fraction(kink) for kink in kinks(one.amount for one in mine))})
    found = set(bends)
    for lo, hi in pairwise([*bends, None]):
        first = Fraction(lo or 0)
        step = Fraction(1) if hi is None else (hi - first) / 3
        lines = {line for one in amounts for line in _lines(one, own, first + step, first + 2 * step)}
        for (a, b), (c, d) in combinations(sorted(lines), 2):
            if a != c:
                found.add((d - b) / (a - c))
    return {point for point in found if point >= 0}


def _lines(one: Paid, own: frozenset[str], first: Fraction, second: Fraction) -> Iterator[tuple[Fraction, Fraction]]:
    """The lines of an amount between two bends, as (times, plus), through what it is at two bases."""
    if one.amount.base is not None and one.amount.base not in own:
        return
    ends = []
    for at in (first, second):
        span = range_over(one.amount, Interval(at, at))
        ends.append((span.lo or Fraction(0), span.lo or Fraction(0) if span.hi is None else span.hi))
    (lo1, hi1), (lo2, hi2) = ends
    for share in one.shares:
        within = (lo1 + share * (hi1 - lo1), lo2 + share * (hi2 - lo2))
        for a, b in {within, (share * hi1, share * hi2), (share * lo1, share * lo2)}:
            times = (b - a) / (second - first)
            yield from ((times * left, (a - times * first) * left) for left in one.left)


def pieces(cell: Region, points: set[Fraction], *, whole: bool) -> tuple[Region, ...]:
    """A cell of the base cut at these points."""
    marks = [Numbers((Interval(p, p),)) for p in points] + [Numbers((Interval(p, None),)) for p in points]
    return cut(cell, marks, whole=whole)


def two_inside(piece: Numbers, *, whole: bool) -> tuple[Exact, ...]:
    """Two bases of a piece, far apart where it is bounded; one where it has one only."""
    span = piece.hull().integers() if whole else piece.hull()
    lo = Fraction(span.lo or 0)
    if span.hi is None:
        step = 1 if not span.lo_open or whole else Fraction(1)
        return _plain(lo + step), _plain(lo + step + 1)
    hi = Fraction(span.hi)
    if lo == hi:
        return (_plain(lo),)
    if whole:
        return _plain(lo), _plain(hi)
    return _plain(lo + (hi - lo) / 3), _plain(lo + 2 * (hi - lo) / 3)


def _plain(number: Fraction) -> Exact:
    return int(number) if number.denominator == 1 else number
