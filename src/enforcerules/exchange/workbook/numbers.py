"""Numbers of cells as text: shortest decimals, percentages, days. No amount is ever worked out with them."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Final

_PLAIN: Final = re.compile(r"0|-?[1-9][0-9]{0,14}")
_DATES: Final = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
"""Built-in formats of dates and times, those of Chinese versions among them."""
_PERCENTS: Final = frozenset({9, 10})
_QUIET: Final = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_DAY_LETTERS: Final = re.compile(r"[ymdhs年月日]", re.IGNORECASE)
_LAST_SERIAL: Final = 109_939
"""2200-12-31."""


def shortest(raw: str) -> str | None:
    """The shortest decimal text of a number as a cell holds it (`0.10000000000000001` is 0.1); None where it is none.

    Spreadsheets store binary fractions in 17 digits; the shortest text that stands for the same one is what was typed.
    """
    text = raw.strip()
    if _PLAIN.fullmatch(text):
        return text
    try:
        exact = Decimal(repr(float(text)))
    except (ValueError, InvalidOperation, OverflowError):
        return None
    if not exact.is_finite() or abs(exact.adjusted()) > 40:
        return None
    plain = format(exact, "f")
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return "0" if plain in {"", "-0"} else plain


def percentage(number: str) -> str:
    """A share as a percentage: 0.125 is 12.5%."""
    scaled = format(Decimal(number) * 100, "f")
    return (scaled.rstrip("0").rstrip(".") if "." in scaled else scaled) + "%"


def day_of(serial: str, *, since_1904: bool = False) -> str | None:
    """The day of a serial number, its time of day left out; None where there is no such day.

    Excel counts 29 February 1900, which there never was: serial 60 is no day, and up to 59 one day less is to be added.
    """
    try:
        number = int(Decimal(serial))
    except (InvalidOperation, ValueError, OverflowError):
        return None
    if since_1904:
        return (date(1904, 1, 1) + timedelta(number)).isoformat() if 0 <= number <= _LAST_SERIAL else None
    if not 1 <= number <= _LAST_SERIAL or number == 60:
        return None
    return (date(1899, 12, 31 if number < 60 else 30) + timedelta(number)).isoformat()


def is_date(number: int, code: str | None) -> bool:
    """Whether a number format shows a date."""
    if code is None:
        return number in _DATES
    return _DAY_LETTERS.search(_QUIET.sub("", code)) is not None


def is_percent(number: int, code: str | None) -> bool:
    """Whether a number format shows a percentage."""
    return number in _PERCENTS if code is None else "%" in _QUIET.sub("", code)
