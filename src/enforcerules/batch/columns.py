"""Arrow columns as plain values: numbers, or places in a list of the distinct values.

What is a plain value of a fact is what the generated kernel takes (`kernel.slots`); whatever else stands in a column is
`odd`, and the row goes to the reference kernel, which also says what is wrong with it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from enforcerules.kernel.calls import read
from enforcerules.model.program import Fact

Rows: TypeAlias = slice
Array: TypeAlias = Any
"""A NumPy array, or an Arrow one where that is said; neither library has types that mypy can check here."""

_EPOCH = date(1970, 1, 1).toordinal()
_MOST = 10**15
_CENTS = 2
_WIDTH = 18
"""So many digits of a decimal fit into 64 bits."""


@dataclass(frozen=True, slots=True)
class Plain:
    """The values of some rows. `words`: what the numbers are places in; None: they are the values.

    `away`: rows without a value where one is needed; `none`: rows of which nobody raised it and that have no lightest value;
    `said`: rows that say anything of it. None: no such row, and for `said` every row.
    """

    numbers: Array
    words: tuple[Any, ...] | None = None
    away: Array | None = None
    none: Array | None = None
    said: Array | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column as read for a kind of fact; `empty` and `odd` rows, None where there are none."""

    numbers: Array
    words: tuple[Any, ...] | None
    empty: Array | None
    odd: Array | None

    def at(self, rows: Array | Rows) -> Column:
        """Some rows of it."""
        return Column(self.numbers[rows], self.words, _at(self.empty, rows), _at(self.odd, rows))


def _at(mask: Array | None, rows: Array | Rows) -> Array | None:
    return None if mask is None else mask[rows]


def signature(fact: Fact) -> tuple[object, ...]:
    """What reading a value of a fact goes by."""
    return fact.type, fact.values, fact.unit, fact.scale


def column_of(fact: Fact, array: Array) -> Column:
    """An Arrow array (not chunked) read for a fact."""
    empty = None
    if array.null_count:
        empty = np.asarray(array.is_null())
        if pa.types.is_null(array.type):
            return Column(np.zeros(len(array), np.int64), None, empty, None)
    if pa.types.is_struct(array.type):
        return _with_status(fact, array, empty)
    if fact.type in _PLAINLY and pa.types.is_string(array.type):
        return _figures(fact, array, empty)
    reader = _READERS.get(fact.type)
    made = None if reader is None else reader(array)
    numbers, words, odd = _word_by_word(fact, array) if made is None else (made[0], None, made[1])
    odd = odd if odd is None or empty is None else odd & ~empty
    return Column(numbers, words, empty, odd if odd is not None and odd.any() else None)


# ---- columns whose type says what they are ----------------------------------------------------------------------

Made: TypeAlias = "tuple[Array, Array | None] | None"


def _booleans(array: Array) -> Made:
    if not pa.types.is_boolean(array.type):
        return None
    return np.asarray(array.fill_null(False).cast(pa.uint8())), None  # noqa: FBT003  what stands for no value


def _whole(array: Array) -> Made:
    if pa.types.is_integer(array.type) and array.type != pa.uint64():
        return _within(np.asarray(array.fill_null(0)).astype(np.int64, copy=False), _MOST)
    if pa.types.is_decimal128(array.type) and array.type.scale == 0:
        low, odd = _decimals(array)
        return _or(_within(low, _MOST), odd)
    return None


def _fen(array: Array) -> Made:
    """Money: decimals and whole numbers are 元."""
    if pa.types.is_integer(array.type) and array.type != pa.uint64():
        numbers, odd = _within(np.asarray(array.fill_null(0)).astype(np.int64, copy=False), _MOST)
        return numbers * 10**_CENTS, odd
    if not pa.types.is_decimal128(array.type) or not 0 <= array.type.scale <= _WIDTH - _CENTS:
        return None
    low, odd = _decimals(array)
    scale = array.type.scale
    numbers, outside = _within(low, min(_MOST * 10**scale, 2**62))
    if scale <= _CENTS:
        return _or((numbers * 10 ** (_CENTS - scale), outside), odd)
    parts = 10 ** (scale - _CENTS)
    fen = numbers // parts
    return _or((fen, _either(outside, fen * parts != numbers)), odd)


def _days(array: Array) -> Made:
    if not pa.types.is_date32(array.type):
        return None
    return np.asarray(array.cast(pa.int32()).fill_null(0)).astype(np.int64) + _EPOCH, None


def _decimals(array: Array) -> tuple[Array, Array | None]:
    """The digits of decimals as whole numbers; odd where they do not fit."""
    words = np.frombuffer(array.buffers()[1], np.int64)[array.offset * 2 : (array.offset + len(array)) * 2].reshape(
        -1, 2
    )
    low, high = words[:, 0], words[:, 1]
    odd = high != low >> 63 if array.type.precision > _WIDTH else None
    if array.null_count:
        empty = np.asarray(array.is_null())
        return np.where(empty, 0, low), None if odd is None else odd & ~empty
    return np.ascontiguousarray(low), odd


def _within(numbers: Array, most: int) -> tuple[Array, Array | None]:
    """Numbers from nil to below a bound; others become nil and are odd."""
    if not len(numbers) or (numbers.min() >= 0 and numbers.max() < most):
        return numbers, None
    odd = (numbers < 0) | (numbers >= most)
    return np.where(odd, 0, numbers), odd


def _or(made: tuple[Array, Array | None], odd: Array | None) -> tuple[Array, Array | None]:
    return made[0], _either(made[1], odd)


def _either(one: Array | None, other: Array | None) -> Array | None:
    return other if one is None else one if other is None else one | other


_READERS: dict[str, Callable[[Array], Made]] = {
    "boolean": _booleans,
    "money": _fen,
    "integer": _whole,
    "period": _whole,
    "date": _days,
}


def _with_status(fact: Fact, array: Array, empty: Array | None) -> Column:
    """Facts with how they are known (`value`, `status`): known ones are read, the others are for the reference."""
    names = {array.type.field(at).name for at in range(array.type.num_fields)}
    if "value" not in names:
        return Column(np.zeros(len(array), np.int64), None, empty, np.ones(len(array), bool))
    made = column_of(fact, array.field("value"))
    odd = made.empty
    if "status" in names:
        status = array.field("status")
        odd = _either(odd, np.array([one not in {None, "known"} for one in status.to_pylist()], bool))
    odd = _either(made.odd, odd)
    if odd is not None and empty is not None:
        odd &= ~empty
    return Column(made.numbers, made.words, empty, odd)


_PLAINLY = {
    "money": (r"^(0|[1-9][0-9]{0,14})(\.[0-9]{1,2})?$", pa.decimal128(17, 2)),
    "integer": (r"^(0|[1-9][0-9]{0,14})$", pa.int64()),
}
"""How figures are written most often: read all at once, the others one by one."""


def _figures(fact: Fact, array: Array, empty: Array | None) -> Column:
    """Texts that are figures."""
    pattern, kind = _PLAINLY[fact.type]
    plainly = np.asarray(pc.match_substring_regex(array, pattern).fill_null(False))  # noqa: FBT003  no value, no figure
    made = column_of(fact, pc.if_else(pa.array(plainly), array, pa.scalar("0")).cast(kind))
    others = np.flatnonzero(~plainly if empty is None else ~plainly & ~empty)
    if not len(others):
        return Column(made.numbers, None, empty, made.odd)
    few, words, wrong = _word_by_word(fact, array.take(pa.array(others)))
    numbers, odd = made.numbers.copy(), np.zeros(len(array), bool) if made.odd is None else made.odd.copy()
    numbers[others] = few if words is None else 0
    odd[others] = True if words is not None else False if wrong is None else wrong
    return Column(numbers, None, empty, odd if odd.any() else None)


# ---- columns that are read value by value -----------------------------------------------------------------------


def _word_by_word(fact: Fact, array: Array) -> tuple[Array, tuple[Any, ...] | None, Array | None]:
    """Each distinct value is read once, as the reference reads it."""
    codes, values = encoded(array)
    plain: dict[Any, int] = {}
    places = [_place(fact, value, plain) for value in values] or [0]
    words = tuple(plain)
    whole = fact.type not in {"choice", "text", "code", "set"} and all(type(one) in {int, bool} for one in words)
    what = [int(words[at]) if whole and at >= 0 and words else max(at, 0) for at in places]
    numbers = np.array(what, np.int64)[codes] if len(codes) else np.zeros(0, np.int64)
    odd = None if min(places) >= 0 else np.array([at < 0 for at in places], bool)[codes]
    return numbers, None if whole else words or (None,), odd


def _place(fact: Fact, value: object, plain: dict[Any, int]) -> int:
    try:
        made = read(fact, value)
    except Exception:  # noqa: BLE001  the reference says what it is
        return -1
    return plain.setdefault(made, len(plain)) if _fits(made) else -1


def _fits(value: object) -> bool:
    return type(value) is not int or -(2**62) < value < 2**62


def encoded(array: Array) -> tuple[Array, Sequence[Any]]:
    """The place of each row's value among the distinct ones; nil for no value."""
    if pa.types.is_nested(array.type):
        return _encoded_slowly(array.to_pylist())
    if not pa.types.is_dictionary(array.type):
        array = pc.dictionary_encode(array)
    return np.asarray(array.indices.fill_null(0)).astype(np.int64, copy=False), array.dictionary.to_pylist()


def _encoded_slowly(values: Sequence[Any]) -> tuple[Array, Sequence[Any]]:
    seen: dict[Any, int] = {}
    keys = [tuple(one) if isinstance(one, list) else repr(one) if isinstance(one, dict) else one for one in values]
    return np.array([seen.setdefault(one, len(seen)) for one in keys], np.int64), list(seen)
