"""One variable cut into the classes that the law tells apart: within a class every test of it has one answer."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import Any

import numpy as np

from enforcerules.batch.columns import Array, Plain
from enforcerules.model.region import Exact, Numbers, Region, Values

_FEW = 8


@dataclass(frozen=True, slots=True)
class Axis:
    """The classes of a variable, with a value that stands for each.

    `cuts`: of whole numbers, where a class begins; of others, points that are classes themselves, as the stretches between
    are. `words`: the classes of names. `away` and `none`: the classes of no value, behind the others; -1 where there is no such.
    """

    name: str
    cuts: tuple[Exact, ...] = ()
    whole: bool = True
    words: tuple[Any, ...] = ()
    away: int = -1
    none: int = -1
    size: int = 1
    known: int = 1
    """How many classes have a value."""
    least: int | None = None
    most: int = 0
    """The least number that there can be, and the largest where that is known and the least is nil."""

    def of(self, plain: Plain) -> Array:
        """The class of every row."""
        if self.words:
            made = np.array([self._of_word(one) for one in plain.words or (None,)], np.int64)[plain.numbers]
        elif plain.words is not None:
            made = np.array([self._of_number(one) for one in plain.words], np.int64)[plain.numbers]
        elif plain.numbers.dtype == object:
            made = np.array([self._of_number(one) for one in plain.numbers.tolist()], np.int64)
        else:
            made = self._of_numbers(plain.numbers)
        if plain.none is not None and self.none >= 0:
            made = np.where(plain.none, self.none, made)
        return made if plain.away is None else np.where(plain.away, self.away, made)

    def _of_word(self, word: object) -> int:
        """Names that no test mentions share the last class."""
        return self.words.index(word) if word in self.words else len(self.words) - 1

    def _of_number(self, number: object) -> int:
        if not isinstance(number, int | Fraction):
            return 0
        if self.whole:
            return bisect_right(self.cuts, number)
        return bisect_left(self.cuts, number) + bisect_right(self.cuts, number)

    @property
    def begins(self) -> list[int]:
        """Of whole numbers, at which each class but the first begins."""
        if self.whole:
            return [int(one) for one in self.cuts]
        return sorted([ceil(one) for one in self.cuts] + [floor(one) + 1 for one in self.cuts])

    def of_standing(self, standing: Any) -> Array:  # noqa: ANN401  names, or whole numbers in order
        """The class of each name; or of what is below the first of some numbers that are cuts, and of these."""
        if self.words:
            return np.array([self._of_word(one) for one in standing], np.int64)
        return np.searchsorted(np.array(self.begins, np.int64), _with_one_below(standing), "right")

    def _of_numbers(self, numbers: Array) -> Array:
        begins = self.begins
        if self.most and begins == list(range(1, self.most + 1)):
            return numbers
        if len(begins) > _FEW:
            return np.searchsorted(np.array(begins, np.int64), numbers, "right")
        made: Any = np.zeros(len(numbers), np.uint8)
        for one in begins:
            made = made + (numbers >= one)
        return made

    def tells(self, region: Region | None) -> bool:
        """Whether a region takes whole classes."""
        if region is None:
            return True
        if self.words:
            return isinstance(region, Values) and region.names <= set(self.words)
        kind = Kind(self.whole, self.least, self.most)
        ends = _cuts(region) if self.whole else _points(region)
        return all(one in self.cuts or not _tells(one, kind) for one in ends)

    def holds(self, region: Region) -> Array:
        """For every class with a value, whether its values lie in a region."""
        made = np.zeros(self.size, bool)
        for place, one in enumerate(self._standing()):
            made[place] = _lies(one, region)
        return made

    def _standing(self) -> tuple[Any, ...]:
        """A value of each class."""
        if self.words:
            return self.words
        if not self.cuts:
            return (0,)
        if self.whole:
            return (self.cuts[0] - 1, *self.cuts)
        between = [(a + b) / Fraction(2) for a, b in zip(self.cuts, self.cuts[1:], strict=False)]
        stretches = [self.cuts[0] - 1, *between, self.cuts[-1] + 1]
        return (*tuple(one for pair in zip(stretches, self.cuts, strict=False) for one in pair), stretches[-1])


def _with_one_below(numbers: Array) -> Array:
    return np.append(numbers[:1] - 1 if len(numbers) else np.zeros(1, np.int64), numbers)


def _lies(value: object, region: Region) -> bool:
    if isinstance(region, Numbers):
        return isinstance(value, int | Fraction) and any(one.has(value) for one in region.intervals)
    if isinstance(value, int):
        value = "true" if value else "false"
    return (value in region.names) != region.others


@dataclass(frozen=True, slots=True)
class Kind:
    """What the values of a variable are: whole numbers or not; from which on, and how many from nil on (0: any)."""

    whole: bool = True
    least: int | None = None
    most: int = 0
    away: bool = False
    none: bool = False


def axis_of(name: str, regions: Iterable[Region], kind: Kind) -> Axis:
    """The axis of numbers (or truths) that tells apart what lies in each region."""
    ends = {cut for one in regions for cut in (_cuts(one) if kind.whole else _points(one))}
    cuts = tuple(sorted(one for one in ends if _tells(one, kind)))
    size = len(cuts) + 1 if kind.whole else 2 * len(cuts) + 1
    return _sized(name, size, kind, cuts=cuts, whole=kind.whole, least=kind.least, most=kind.most)


def _tells(cut: Exact, kind: Kind) -> bool:
    """Whether there are values on both sides of a cut."""
    if not kind.whole:
        return True
    return (kind.least is None or cut > kind.least) and (not kind.most or cut <= kind.most)


def axis_of_words(name: str, words: Iterable[Any], kind: Kind) -> Axis:
    """The axis of names: each that is mentioned is a class, all others are one."""
    classes = (*words, None)
    return _sized(name, len(classes), kind, words=classes)


def _sized(name: str, known: int, kind: Kind, **more: Any) -> Axis:
    away, none = known if kind.away else -1, known + kind.away if kind.none else -1
    return Axis(name, away=away, none=none, size=known + kind.away + kind.none, known=known, **more)


def _cuts(region: Region) -> Iterable[int]:
    if isinstance(region, Values):
        yield 1
        return
    for one in region.intervals:
        if one.lo is not None:
            yield floor(one.lo) + 1 if one.lo_open else ceil(one.lo)
        if one.hi is not None:
            yield ceil(one.hi) if one.hi_open else floor(one.hi) + 1


def _points(region: Region) -> Iterable[Exact]:
    if isinstance(region, Numbers):
        yield from (end for one in region.intervals for end in (one.lo, one.hi) if end is not None)
