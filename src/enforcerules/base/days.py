"""What is said of a text that should be a date."""

from __future__ import annotations

import re
from calendar import monthrange
from typing import Final

from enforcerules.base.diagnostics import Diagnostic, diagnose
from enforcerules.base.source import Span

__all__ = ["wrong_day"]

_LOOSE: Final = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?")


def wrong_day(text: str, span: Span | None) -> Diagnostic:
    """ER231 for a day that the calendar does not have, else ER230, with the right spelling where one can tell."""
    loose = _LOOSE.fullmatch(text)
    if loose is None:
        return diagnose("ER230", span, found=text)
    year, month, day = (int(group) for group in loose.groups())
    if not (year and 1 <= month <= 12):
        return diagnose("ER231", span, found=text)
    days = monthrange(year, month)[1]
    if not 1 <= day <= days:
        return diagnose("ER231", span, found=text, year=year, month=month, days=days)
    fixed = f"{year:04}-{month:02}-{day:02}"
    return diagnose("ER230", span, found=text, suggestion=None if fixed == text else fixed)
