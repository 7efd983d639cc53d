"""How a scalar of a document, always text, becomes a typed value: pydantic types with their readers.

Each reader also takes the native Python value, so that a case may be a plain mapping. Floats are refused
everywhere: an amount that went through binary fractions is not the amount that was written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from enforcerules.base.source import Text

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]*(\.[A-Za-z0-9_-]+)*")
_NAME = "[A-Za-z0-9_一-鿿《》、（）·#-]"
_MATTER = re.compile(rf"[A-Za-z一-鿿《]{_NAME}*(\.{_NAME}+)*")
_HALF = re.compile("[\ud800-\udfff]")
"""Half a character, which files cannot hold and no digest can be taken of."""
_BITS = 4096
_PLACES = 40
"""Decimals that reach further are no amounts, and are not written out."""
"""Larger whole numbers are no amounts, and Python does not write them out."""
_WORDS = {"true": True, "是": True, "false": False, "否": False}


def to_text(value: object) -> Text:
    """A scalar as text; raises a `text_expected` error for anything else."""
    if isinstance(value, Text):
        return value
    if isinstance(value, bool):
        return Text("true" if value else "false")
    if isinstance(value, str) and (value.isascii() or not _HALF.search(value)):
        return Text(value)
    if isinstance(value, Decimal):
        return Text(_plain(value))
    if isinstance(value, int) and value.bit_length() <= _BITS:
        return Text(str(value))
    if isinstance(value, date):
        return Text(value.isoformat())
    if isinstance(value, float):
        raise PydanticCustomError("float_refused", "a binary fraction is not exact")
    raise PydanticCustomError("text_expected", "text is expected here")


def _plain(value: Decimal) -> str:
    """A decimal in digits: `normalize()` makes 2E+4 of 20000, which is the same number; what is out of all measure stays as it is."""
    plain = value.is_finite() and -_PLACES <= value.adjusted() <= _PLACES and value.as_tuple().exponent >= -_PLACES  # type: ignore[operator]  # finite
    return format(value, "f") if plain else str(value)


def to_id(value: object) -> Text:
    """A dotted identifier."""
    text = to_text(value)
    if not _ID.fullmatch(text):
        raise PydanticCustomError("id_expected", "an identifier is expected here")
    return text


def to_matter_id(value: object) -> Text:
    """The id of a matter or ruleset: an identifier that may also be in Chinese, `食品安全法#一百二十三-1`."""
    text = to_text(value)
    if not _MATTER.fullmatch(text):
        raise PydanticCustomError("id_expected", "an identifier is expected here")
    return text


def to_flag(value: object) -> bool:
    """`true` `false` 是 否, nothing else."""
    if isinstance(value, bool):
        return value
    flag = _WORDS.get(to_text(value))
    if flag is None:
        raise PydanticCustomError("flag_expected", "true or false is expected here")
    return flag


def to_day(value: object) -> date:
    """An ISO date that exists, 1900 to 2200."""
    text = to_text(value)
    try:
        day = date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        day = None
    if day is None or not 1900 <= day.year <= 2200:
        raise PydanticCustomError("day_expected", "a date such as 2024-05-06 is expected here")
    return day


def to_whole(value: object) -> int:
    """A whole number of at most nine digits."""
    text = to_text(value)
    if not re.fullmatch(r"-?(0|[1-9][0-9]{0,8})", text):
        raise PydanticCustomError("whole_expected", "a whole number is expected here")
    return int(text)


def to_list(value: object) -> object:
    """One thing, or a list of them: always a list."""
    if value is None:
        return []
    return value if isinstance(value, list | tuple) else [value]


def to_title(value: object) -> object:
    """A text in Chinese, or a table of texts by language."""
    return value if isinstance(value, Mapping) else {"zh": value}


def to_condition(value: object) -> Any:  # noqa: ANN401  a tree of texts, parsed by compile
    """A text, or a tree of `all`, `any` and `not` with texts as leaves; the texts stay unparsed."""
    if isinstance(value, Mapping):
        if len(value) != 1 or next(iter(value)) not in {"all", "any", "not"}:
            raise PydanticCustomError("condition_expected", "a condition is text, or one of all, any, not")
        ((key, inner),) = value.items()
        parts = inner if isinstance(inner, Sequence) and not isinstance(inner, str) and key != "not" else [inner]
        if not parts:
            raise PydanticCustomError("condition_expected", "all and any need at least one condition")
        return {key: [to_condition(part) for part in parts]}
    if isinstance(value, Sequence) and not isinstance(value, str):
        raise PydanticCustomError("condition_expected", "a condition is no list")
    return to_text(value)


_CONDITION_SCHEMA = {
    "anyOf": [
        {"type": ["string", "boolean"]},
        {
            "type": "object",
            "minProperties": 1,
            "maxProperties": 1,
            "properties": {"all": {"type": "array"}, "any": {"type": "array"}, "not": {}},
            "additionalProperties": False,
        },
    ]
}
_SCALAR = {"type": ["string", "number", "boolean"]}

Str = Annotated[Text, PlainValidator(to_text), WithJsonSchema(_SCALAR)]
Id = Annotated[Text, PlainValidator(to_id), WithJsonSchema({"type": "string", "pattern": f"^{_ID.pattern}$"})]
MatterId = Annotated[
    Text, PlainValidator(to_matter_id), WithJsonSchema({"type": "string", "pattern": f"^{_MATTER.pattern}$"})
]
Flag = Annotated[bool, PlainValidator(to_flag), WithJsonSchema({"enum": [True, False, "是", "否"]})]
Day = Annotated[date, PlainValidator(to_day), WithJsonSchema({"type": "string", "pattern": f"^{_DAY.pattern}$"})]
Whole = Annotated[int, PlainValidator(to_whole), WithJsonSchema({"type": "integer"})]
Condition = Annotated[Any, PlainValidator(to_condition), WithJsonSchema(_CONDITION_SCHEMA)]
Strs = Annotated[
    tuple[Str, ...],
    BeforeValidator(to_list),
    WithJsonSchema({"anyOf": [_SCALAR, {"type": "array", "items": _SCALAR}]}),
]
Title = Annotated[
    dict[str, Str],
    BeforeValidator(to_title),
    WithJsonSchema({"anyOf": [_SCALAR, {"type": "object", "additionalProperties": _SCALAR}]}),
]
