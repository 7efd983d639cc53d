"""Points of one base at which the order of several fines is seen, so that between them it cannot change.

A fine is a multiple of its base within floors and caps: piecewise linear and never falling. So the order of several
changes only where one of them bends or two of them meet. Of 货值金额 between 1万元 and 2万元, ten times and 15万元 meet at
1.5万元: the ends, the meeting point and a point between each two of these show every order there is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import combinations, pairwise

from enforcerules.decide.corners import kinks, plain
from enforcerules.model.amounts import range_over
from enforcerules.model.program import Amount
from enforcerules.model.region import Exact, Interval

Rising = Callable[[Fraction], Fraction | None]


def points(span: Interval, amounts: Sequence[Amount], fixed: Iterable[Fraction], *, whole: bool) -> tuple[Exact, ...]:
    """The values of a base in its interval (分, or things) to look at; `fixed` are fines that do not depend on it."""
    start = Fraction(span.lo or 0)
    bends = list(kinks(amounts))
    end = max([start, *bends]) + 1 if span.hi is None else Fraction(span.hi)
    edges = sorted({start, end, *(min(max(one, start), end) for one in bends)})
    rising = [*_ends(amounts), *(_level(one) for one in fixed)]
    marks = sorted({*edges, *_meetings(edges, rising, endless=span.hi is None)})
    if span.hi is None:
        marks.append(marks[-1] + 1)
    between = [_between(a, b, whole=whole) for a, b in pairwise(marks)]
    found = sorted({*marks, *(m for m in between if m is not None)})
    return tuple(plain(m) for m in found if span.has(m) and (not whole or m.denominator == 1))


def _ends(amounts: Iterable[Amount]) -> Iterator[Rising]:
    for amount in amounts:
        yield lambda base, amount=amount: range_over(amount, Interval(base, base)).lo  # type: ignore[misc]
        yield lambda base, amount=amount: range_over(amount, Interval(base, base)).hi  # type: ignore[misc]


def _level(one: Fraction) -> Rising:
    return lambda _: one


def _meetings(edges: Sequence[Fraction], rising: Sequence[Rising], *, endless: bool) -> Iterator[Fraction]:
    """Where two of the functions meet between two edges, or beyond the last where the base has no upper end."""
    for place, (a, b) in enumerate(pairwise(edges)):
        last = endless and place == len(edges) - 2
        ends = [(f(a), f(b)) for f in rising]
        for one, other in combinations([(x, y) for x, y in ends if x is not None and y is not None], 2):
            start, end = one[0] - other[0], one[1] - other[1]
            if start == end:
                continue
            met = a + (b - a) * start / (start - end)
            if a < met and (last or met < b):
                yield met


def _between(a: Fraction, b: Fraction, *, whole: bool) -> Fraction | None:
    """A value strictly between two; None where only whole numbers count and there is none."""
    middle = (a + b) / 2
    if not whole:
        return middle
    floor = Fraction(middle.numerator // middle.denominator)
    return next((one for one in (floor, floor + 1) if a < one < b), None)
