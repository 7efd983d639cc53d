"""Counting over dated history: a pure function, and known only as far as registers were searched.

Absent history, an empty one and one that was searched and found empty are three different things: without a search that
covers the window a count is `at least so many`, never nil.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from enforcerules.model.case import Event, History
from enforcerules.model.dates import Period, back
from enforcerules.model.program import Count
from enforcerules.model.region import Interval, Numbers, Region, exactly

_FIRST = date(1900, 1, 1)


Back = Callable[[date, Period], date]
"""The corresponding day so long before; which one that is, an edition says."""


def count(
    formula: Count, history: History | None, anchor: date | None, matter: str, party: str, before: Back = back
) -> Region:
    """How many events lie in the window: a point, or `at least` where the search does not cover it."""
    if history is None:
        return _at_least(formula, 0)
    if anchor is None:
        return _at_least(formula, 0)
    start, end = window(formula, anchor, before)
    found = [e for e in history.events if _counts(formula, e, matter, party) and _within(formula, e.date, start, end)]
    least = len(found) + (1 if formula.including_present else 0)
    if _searched(history, start, end, formula):
        return exactly(least)
    return Numbers((Interval(least, None, hi_open=True),))


def _at_least(formula: Count, number: int) -> Region:
    return Numbers((Interval(number + (1 if formula.including_present else 0), None, hi_open=True),))


def window(formula: Count, anchor: date, before: Back = back) -> tuple[date, date]:
    """The first and the last day that may count, before the ends are included or not."""
    if formula.calendar:
        return date(anchor.year, 1, 1), anchor
    return (_FIRST if formula.window is None else before(anchor, formula.window)), anchor


def _counts(formula: Count, event: Event, matter: str, party: str) -> bool:
    same = formula.same == "any" or event.act == matter
    if formula.same == "nature":
        same = event.act.rpartition(".")[0] == matter.rpartition(".")[0]
    mine = event.party is None or event.party == party
    return same and mine and event.event in formula.events and not event.revoked


def _within(formula: Count, day: date, start: date, end: date) -> bool:
    after = day > start or (day == start and (formula.ends[0] or formula.calendar))
    return after and (day < end or (day == end and formula.ends[1]))


def _searched(history: History, start: date, end: date, formula: Count) -> bool:
    """Whether the registers searched cover every day that counts; a search for life starts anywhere."""
    spans = sorted((s.from_, s.to) for s in history.searched)
    if not spans:
        return False
    if formula.window is None and not formula.calendar:
        start = max(start, spans[0][0])
    reached = start if formula.ends[0] or formula.calendar else start + timedelta(days=1)
    end = end if formula.ends[1] else end - timedelta(days=1)
    for first, last in spans:
        if first <= reached:
            reached = max(reached, last + timedelta(days=1))
    return reached > end
