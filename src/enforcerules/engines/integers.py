"""Facts and constants as exact integers.

Values lie on a grid: the least common denominator of the constants a fact is compared with. A value on the grid is twice its
number, a value between two points the odd number between; `more than x` begins one above x, `less than x` ends one below.
So comparing integers is comparing the values: with a grid of whole 元, 5 is 10, more than 5 begins at 11, and 5.50 is 11
as well, for no constant tells the two apart. Names are numbered in an order of their own.

What has no such integers is `Beyond`: a set of values with holes where one fact is meant, or numbers beyond 60 bits.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from enforcerules.model.knowledge import Observed, is_exact
from enforcerules.model.region import Exact, Numbers, Region, Values

FAR: Final = 2**60
"""Beyond every value; what has no end ends here."""

NEVER: Final = (-FAR - 4, -FAR - 4)
"""The ends of a fact of which every test fails."""

ANY: Final = (-FAR - 2, FAR + 2)
"""The ends of a fact of which every test is open."""

NOTHING: Final = (FAR + 1, None)
"""The range of a test that wants nothing: it fails, and is open only of `ANY`."""

_LARGEST: Final = 2**59 - 2
Ends = tuple[int, int]
Run = tuple[int, int | None]
"""From, to; None: without end."""


class Beyond(Exception):
    """Something has no exact integers here."""


@dataclass(frozen=True, slots=True)
class Axis:
    """The integers of one fact: a grid, or the order of its names; `others`: it may have names that nothing mentions."""

    scale: int = 1
    names: tuple[str, ...] | None = None
    others: bool = False

    def runs(self, region: Region) -> tuple[Run, ...]:
        """The ranges of integers that a region wants, in order and without touching; raises Beyond."""
        if isinstance(region, Values) is not (self.names is not None):
            raise Beyond("a name is compared with a number")
        found = sorted(_of_names(self, region) if isinstance(region, Values) else _of_numbers(self, region))
        joined: list[Ends] = []
        for first, last in found:
            if joined and first <= joined[-1][1] + 1:
                joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
            else:
                joined.append((first, last))
        return tuple((first, None if last >= FAR else last) for first, last in joined) or (NOTHING,)

    def ends(self, region: Region) -> Ends:
        """The ends of what a fact may still be; raises Beyond where that has holes or is nothing."""
        ((first, last), *more) = self.runs(region)
        if more or first > FAR:
            raise Beyond("what is known has holes")
        return first, FAR if last is None else last

    def observed(self, seen: Observed) -> Ends:
        """The ends of a fact as it was observed; raises Beyond."""
        if seen.status == "undeterminable":
            return ANY
        if seen.status == "not_raised" and not is_exact(seen.region):
            return NEVER
        return self.ends(seen.region)


TRUTHS: Final = Axis(names=("false", "true"))


def _of_numbers(axis: Axis, region: Numbers) -> Iterator[Ends]:
    for one in region.intervals:
        first = -FAR if one.lo is None else _first(axis.scale, one.lo, open_=one.lo_open)
        last = FAR if one.hi is None else _last(axis.scale, one.hi, open_=one.hi_open)
        if any(end is not None and not -_LARGEST < end * axis.scale < _LARGEST for end in (one.lo, one.hi)):
            raise Beyond("a number is too large")
        yield first, last


def _first(scale: int, number: Exact, *, open_: bool) -> int:
    whole, rest = divmod(number * scale, 1)
    return 2 * int(whole) + (1 if rest or open_ else 0)


def _last(scale: int, number: Exact, *, open_: bool) -> int:
    whole, rest = divmod(number * scale, 1)
    return 2 * int(whole) + (1 if rest else -1 if open_ else 0)


def _of_names(axis: Axis, region: Values) -> Iterator[Ends]:
    """Names by their place, neighbours touching. After the last come all names that nothing mentions, as one place.

    The last place has no end, so that a test of it takes one comparison.
    """
    assert axis.names is not None  # noqa: S101  asked by the caller
    wanted = [(name in region.names) is not region.others for name in axis.names]
    strangers = region.names - set(axis.names)
    if axis.others:
        wanted.append(region.others or bool(strangers))
    if strangers and (region.others or len(region.names) > 1 or not axis.others):
        raise Beyond("a name that nothing mentions, among others")
    for place, want in enumerate(wanted):
        if want:
            yield 2 * place, FAR if place == len(wanted) - 1 else 2 * place + (1 if wanted[place + 1] else 0)
