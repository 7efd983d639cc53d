"""Amounts of results as columns of exact decimals: constants looked up, sums over facts worked out for all rows at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from math import lcm, prod
from typing import Any, TypeAlias

import numpy as np
import pyarrow as pa

from enforcerules.batch.columns import Array
from enforcerules.batch.single import facts_of
from enforcerules.batch.variables import Variables, is_whole
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
_ROOM = 2**62


@dataclass(frozen=True, slots=True)
class Sums:
    """One amount of each result: so much of each product of facts (nil factors: the constant), over `parts`.

    In ten-thousandths of a 分. `there`: which results have the amount.
    """

    coefficients: Mapping[Monomial, Array]
    parts: Array | None
    there: Array


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


def sums_of(leaves: Sequence[Leaf], measures: Sequence[Sequence[MeasureFound]], of: Of, plain: Plainly) -> list[Sums]:
    """The amounts of measures of each result: as many sums as the result with most of them has."""
    leaves = [replace(one, sums=tuple(plain(terms) for terms in one.sums)) for one in leaves]
    found = [[amount for one in some for amount in of(one) or (None,)] for some in measures]
    whole = [[] if None in one else one for one in found]
    width = max((len(one) for one in whole), default=0)
    return [_sums(leaves, [one[at] if at < len(one) else None for one in whole]) for at in range(width)]


def _sums(leaves: Sequence[Leaf], amounts: Sequence[Amount | None]) -> Sums:
    numbers: dict[Monomial, list[int]] = {}
    parts = [1] * len(leaves)
    for at, (leaf, amount) in enumerate(zip(leaves, amounts, strict=True)):
        terms = _terms(leaf, amount)
        parts[at] = lcm(*(number.denominator for number in terms.values()))
        for factors, number in terms.items():
            numbers.setdefault(factors, [0] * len(leaves))[at] = int(number * parts[at])
    return Sums(
        {factors: _array(one) for factors, one in numbers.items()},
        None if all(one == 1 for one in parts) else _array(parts),
        np.array([one is not None for one in amounts], bool),
    )


def _terms(leaf: Leaf, amount: Amount | None) -> dict[Monomial, Fraction]:
    if amount is None:
        return {}
    if isinstance(amount, Money):
        found: dict[Monomial, Fraction] = {}
        for factors, number in leaf.sums[amount.at]:
            found[factors] = found.get(factors, Fraction(0)) + Fraction(number * _PER_FEN, amount.parts)
        return {factors: number for factors, number in found.items() if number}
    return {(): Fraction(amount) * _PER_FEN}


def _array(numbers: Sequence[int]) -> Array:
    return np.array(numbers, np.int64 if all(abs(one) < _ROOM for one in numbers) else object)


def worked_out(sums: Sums, ends: Array, variables: Variables | None) -> tuple[Array, Array]:
    """The amount of every row, and in which rows there is none that can be written with the places there are."""
    total: Any = np.zeros(len(ends), np.int64)
    pieces = []
    room = 0
    for factors, numbers in sums.coefficients.items():
        values = [] if variables is None else [variables.of(name).numbers for name in factors]
        room += _largest(numbers) * prod(_largest(one) for one in values)
        pieces.append((numbers, values))
    exact = room >= _ROOM
    for numbers, values in pieces:
        made: Any = numbers[ends]
        made = made.astype(object) if exact else made
        for one in values:
            made = made * (one.astype(object) if exact else one)
        total = total + made
    missing = ~sums.there[ends]
    if sums.parts is None:
        return total, missing
    parts = sums.parts[ends]
    whole = total // parts
    return whole, missing | (whole * parts != total).astype(bool)


def _largest(values: Array) -> int:
    return int(max(abs(values.max()), abs(values.min()))) + 1 if len(values) else 0


def decimals(numbers: Array, missing: Array) -> Array:
    """Whole numbers of a millionth 元 as an Arrow array of decimals."""
    if numbers.dtype == object:
        made = [None if away else Decimal(int(one)).scaleb(-PLACES) for one, away in zip(numbers, missing, strict=True)]
        return pa.array(made, TYPE)
    room = pa.allocate_buffer(
        len(numbers) * 16
    )  # Arrow keeps memory for the next one; fresh pages cost more than the sums
    words = np.frombuffer(room, np.int64).reshape(-1, 2)
    words[:, 0] = numbers
    np.right_shift(numbers, 63, out=words[:, 1])
    valid = None if not missing.any() else pa.py_buffer(np.packbits(~missing, bitorder="little"))
    return pa.Array.from_buffers(TYPE, len(numbers), [valid, room])


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
