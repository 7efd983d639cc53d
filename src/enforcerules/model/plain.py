"""Any frozen value of `model` as plain data: what digests are taken of and bundles store."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from fractions import Fraction
from typing import Any

_WORDS = frozenset({"note", "title", "about", "en", "accepts"})
_PERIODS = frozenset({"in_force"})


def plain(value: object) -> object:
    """Dataclasses as tables with their type, sets sorted, numbers exact, dates as text; words for people left out."""
    return _plain(value, _WORDS, sparse=False)


def meant(value: object) -> object:
    """As `plain`, of something that is in force: without its days, and without what is as it is by default.

    So the end of a rule that ended later, or a new field of the model that nobody used then, does not change what it
    meant on a day of its own.
    """
    return _plain(value, _WORDS | _PERIODS, sparse=True)


def texts(value: object, seen: dict[int, object]) -> Iterator[str]:
    """Every text in what `meant` makes of a value, keys left out; a value that was `seen`, by identity, is not told again."""
    if isinstance(value, str):
        yield str(value)
    elif isinstance(value, list | tuple | frozenset | set):
        for one in value:
            yield from texts(one, seen)
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from texts(one, seen)
    elif is_dataclass(value) and id(value) not in seen:
        seen[id(value)] = value
        for _, got in _fields(value, _WORDS | _PERIODS, sparse=True):
            yield from texts(got, seen)


def _plain(value: object, without: frozenset[str], *, sparse: bool) -> object:
    if value is None or isinstance(value, bool | int | str):
        return str(value) if isinstance(value, str) or (type(value) is int and abs(value) >= 2**53) else value
    if isinstance(value, Fraction):
        whole = value.denominator == 1
        return _plain(value.numerator, without, sparse=sparse) if whole else f"{value.numerator}/{value.denominator}"
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        made = {name: _plain(got, without, sparse=sparse) for name, got in _fields(value, without, sparse=sparse)}
        return {"is": type(value).__name__, **made}
    if isinstance(value, Mapping):
        return {str(k): _plain(v, without, sparse=sparse) for k, v in value.items()}
    if isinstance(value, frozenset | set):
        return sorted((_plain(v, without, sparse=sparse) for v in value), key=str)
    if isinstance(value, list | tuple):
        return [_plain(v, without, sparse=sparse) for v in value]
    raise TypeError(f"{type(value).__name__} is not a value of the model")


def _fields(value: Any, without: frozenset[str], *, sparse: bool) -> list[tuple[str, object]]:  # noqa: ANN401
    found = [(one, getattr(value, one.name)) for one in fields(value) if one.name not in without]
    return [(one.name, got) for one, got in found if not (sparse and _by_default(one, got))]


def _by_default(one: Field[Any], got: object) -> bool:
    """Whether a field is as it is when nobody says anything; `False` and `0` are not the same."""
    return one.default is not MISSING and type(got) is type(one.default) and got == one.default
