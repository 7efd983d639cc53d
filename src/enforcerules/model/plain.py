"""Any frozen value of `model` as plain data: what digests are taken of and bundles store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from fractions import Fraction

_NOT_MEANING = {"note", "title", "about", "en", "accepts"}


def plain(value: object) -> object:
    """Dataclasses as tables with their type, sets sorted, numbers exact, dates as text; words for people left out."""
    if value is None or isinstance(value, bool | int | str):
        return str(value) if isinstance(value, str) or (type(value) is int and abs(value) >= 2**53) else value
    if isinstance(value, Fraction):
        return plain(value.numerator) if value.denominator == 1 else f"{value.numerator}/{value.denominator}"
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        made = {f.name: plain(getattr(value, f.name)) for f in fields(value) if f.name not in _NOT_MEANING}
        return {"is": type(value).__name__, **made}
    if isinstance(value, Mapping):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, frozenset | set):
        return sorted((plain(v) for v in value), key=str)
    if isinstance(value, list | tuple):
        return [plain(v) for v in value]
    raise TypeError(f"{type(value).__name__} is not a value of the model")
