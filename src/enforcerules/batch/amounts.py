"""Amounts of results as columns of exact decimals: which amount of which measure, and how it is written down."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeAlias

import numpy as np
import pyarrow as pa

from enforcerules.batch.columns import Array
from enforcerules.batch.forms import Formed, formed
from enforcerules.batch.leaves import Placed
from enforcerules.batch.single import facts_of
from enforcerules.batch.variables import is_whole
from enforcerules.decide.frame import Frame
from enforcerules.kernel.sums import Floor, Monomial, Whole
from enforcerules.kernel.tree import Leaf, Money
from enforcerules.model.decision import LevelRange
from enforcerules.model.verdict import MeasureFound

Amount: TypeAlias = "Fraction | Money"
Of: TypeAlias = Callable[[MeasureFound], "tuple[Amount | None, ...]"]
"""Amounts of a measure, of which the least or the largest is meant; None among them: there is none."""

PLACES = 6
TYPE = pa.decimal128(38, PLACES)
"""元 with six places: a ten-thousandth of a 分, which shares of shares still meet."""
_PER_FEN = 10 ** (PLACES - 2)
_STRETCH = 2**16


def _terms(leaf: Leaf, amount: Amount, plain: Plainly) -> dict[Monomial, Fraction]:
    """An amount as a sum, in ten-thousandths of a 分."""
    if isinstance(amount, Money):
        found: dict[Monomial, Fraction] = {}
        for factors, number in plain(leaf.sums[amount.at]):
            found[factors] = found.get(factors, Fraction(0)) + Fraction(number * _PER_FEN, amount.parts)
        return {factors: number for factors, number in found.items() if number}
    return {(): Fraction(amount) * _PER_FEN} if amount else {}


def amounts_of(placed: Placed, measures: Sequence[MeasureFound], of: Of) -> tuple[Formed | None, ...]:
    """The amounts of some measures of a result, of which one is meant; None alone where there is no such amount."""
    leaf, frame = placed
    found = [amount for one in measures for amount in of(one) or (None,)]
    if None in found:
        return (None,)
    plain = plainly(frame)
    return tuple(formed(_terms(leaf, one, plain)) for one in found if one is not None)


Plainly: TypeAlias = Callable[[Whole], Whole]
"""A sum with the roundings that change nothing left out."""


def plainly(frame: Frame | None) -> Plainly:
    """For sums over the facts of a frame: a sum of whole numbers that is rounded to whole ones is itself."""

    def made(terms: Whole) -> Whole:
        found: list[tuple[Monomial, int]] = []
        for factors, number in terms:
            inner = factors[0] if len(factors) == 1 else ""
            if (
                isinstance(inner, Floor)
                and inner.parts == 1
                and frame
                and all(is_whole(frame, f) for f in facts_of(inner.terms))
            ):
                found += [(some, number * times) for some, times in made(inner.terms)]
            else:
                found.append((factors, number))
        return tuple(found)

    return made


def decimals(count: int, of: Callable[[slice], tuple[Any, Array]]) -> Array:
    """Whole numbers of a millionth 元, and where there are none, of so many rows, as an Arrow array of decimals.

    `of` gives them for some rows; it is asked for a stretch after the other, which stays in the cache of the processor.
    """
    room = pa.allocate_buffer(count * 16)  # Arrow keeps memory for the next one; fresh pages cost more than the sums
    words = np.frombuffer(room, np.int64).reshape(-1, 2)
    gone = np.zeros(count, bool)
    for start in range(0, count, _STRETCH):
        rows = slice(start, min(start + _STRETCH, count))
        numbers, gone[rows] = of(rows)
        if numbers.dtype == object:
            return _large(*of(slice(0, count)))
        words[rows, 0] = numbers
        np.right_shift(numbers, 63, out=words[rows, 1])
    valid = None if not gone.any() else pa.py_buffer(np.packbits(~gone, bitorder="little"))
    return pa.Array.from_buffers(TYPE, count, [valid, room])


def _large(numbers: Array, missing: Array) -> Array:
    """Those that 64 bits do not hold."""
    made = [None if away else Decimal(int(one)).scaleb(-PLACES) for one, away in zip(numbers, missing, strict=True)]
    return pa.array(made, TYPE)


# ---- which amounts -------------------------------------------------------------------------------------------------


def statutory_lo(one: MeasureFound) -> tuple[Amount | None, ...]:
    """The statutory minimum; nothing where the text has none."""
    return (None if one.statutory is None else one.statutory.lo,)


def statutory_hi(one: MeasureFound) -> tuple[Amount | None, ...]:
    """The statutory maximum; nothing where it turns on what is not known."""
    return (None if one.statutory is None else one.statutory.hi,)


def lo(one: MeasureFound) -> tuple[Amount | None, ...]:
    """The lower ends of the levels that are permitted."""
    return tuple(None if level.range is None else level.range.lo for level in one.levels)


def hi(one: MeasureFound) -> tuple[Amount | None, ...]:
    """The upper ends of the levels that are permitted."""
    return tuple(None if level.range is None else level.range.hi for level in one.levels)


def point(one: MeasureFound) -> tuple[Amount | None, ...]:
    """The point where one level alone is permitted and a method names it."""
    found: tuple[LevelRange, ...] = one.levels
    return (found[0].point if len(found) == 1 else None,)
