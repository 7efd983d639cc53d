"""A term that events begin and prolong, as a pure function of dated events: its first and its last day.

Listed for two years, listed again while that runs, and never disciplined for more than five years without a gap. The day
of an event is not counted (Civil Code 201, by analogy): a term that begins on day s and ends on day e holds in (s, e]. So
an event on e itself goes on without a gap, and one on the day after leaves that day free and begins anew. Lengths are
added up before they are added to the day on which the time began, so that the order of events of one day never matters
and the end of a short month is met once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from enforcerules.decide.history import Counted, searched, truths, window, within
from enforcerules.model.case import History
from enforcerules.model.dates import Period
from enforcerules.model.edition import Edition
from enforcerules.model.program import Runs
from enforcerules.model.region import LINE, Interval, Numbers, Region, numbers


@dataclass(frozen=True, slots=True)
class Prolonged:
    """Whose events count, of which kinds the event of the present case may be (None: it is no event), how days are added."""

    mine: Counted
    present: frozenset[str] | None
    edition: Edition


def running(formula: Runs, history: History | None, anchor: date | None, prolonged: Prolonged) -> Region | None:
    """The day on which the term at the anchor begins or ends; None where certainly no event began one.

    A range where the history was not searched, or where an event may or may not count.
    """
    if anchor is None:
        return LINE
    past = None if history is None else _past(formula, history, anchor, prolonged)
    if past is None:
        return _outer(formula, anchor, prolonged)
    lengths = dict(formula.lengths)
    known = [(day, lengths[kind]) for day, kind in past]
    if prolonged.present is None:
        return _days(formula, [known], prolonged.edition) if known else None
    every = [[*known, (anchor, lengths[kind])] for kind in sorted(prolonged.present) if kind in lengths]
    return _days(formula, every, prolonged.edition)


def _days(formula: Runs, every: list[list[tuple[date, Period]]], edition: Edition) -> Region:
    ends = {term(events, formula, edition)[formula.gives == "end"].toordinal() for events in every}
    return numbers(Interval(day, day) for day in ends)


def term(events: Iterable[tuple[date, Period]], formula: Runs, edition: Edition) -> tuple[date, date]:
    """First and last day of the latest term without a gap; the first day itself is not counted. At least one event."""
    ordered = sorted(events, key=lambda one: one[0])
    start = end = ordered[0][0]
    whole = Period()
    for day, length in ordered:
        if day > end:
            start, end, whole = day, day, Period()
        whole = _plus(whole, length)
        later = _added(start, whole, edition) if formula.again == "adds" else _renewed(day, length, end, edition)
        end = later if formula.most is None else min(later, _added(start, formula.most, edition))
    return start, end


def _renewed(day: date, length: Period, end: date, edition: Edition) -> date:
    return max(end, _added(day, length, edition))


def _added(day: date, length: Period, edition: Edition) -> date:
    """The last day of a length of time; thousands of events add up to more than there are days, and then it is the last of these."""
    try:
        return edition.add_period(day, length, None)
    except (ValueError, OverflowError):
        return date.max


def _plus(one: Period, other: Period) -> Period:
    return Period(one.years + other.years, one.months + other.months, one.days + other.days)


def _past(formula: Runs, history: History, anchor: date, prolonged: Prolonged) -> list[tuple[date, str]] | None:
    """The events that count, with their kinds; None where that is not known."""
    of, mine = formula.of, prolonged.mine
    first, last = window(of, anchor, prolonged.edition.back)
    resets = [(e.date, truth) for e, truth in truths(of, history.events, of.reset, mine) if e.date <= anchor]
    events = [(e, truth) for e, truth in truths(of, history.events, of.events, mine) if within(of, e.date, first, last)]
    begun = max((day for day, truth in resets if truth), default=None)
    doubtful = [day for day, truth in resets if truth is None] + [e.date for e, truth in events if truth is None]
    if any(begun is None or day > begun for day in doubtful):
        return None
    if not searched(history, first if begun is None else max(first, begun), last, of):
        return None
    return [(e.date, e.event) for e, _ in events if begun is None or e.date > begun]


def _outer(formula: Runs, anchor: date, prolonged: Prolonged) -> Region:
    """What a term can be whatever the history holds: it runs on the anchor, and at most `most` from there."""
    if prolonged.present is None:
        return LINE
    if formula.gives == "start":
        return Numbers((Interval(None, anchor.toordinal(), lo_open=True),))
    if formula.most is None:
        return Numbers((Interval(anchor.toordinal(), None, hi_open=True),))
    until = prolonged.edition.add_period(anchor, formula.most, None)
    return Numbers((Interval(anchor.toordinal(), until.toordinal()),))
