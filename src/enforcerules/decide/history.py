"""Counting over dated history: a pure function, and known only as far as registers were searched.

Absent history, an empty one and one that was searched and found empty are three different things: without a search that
covers the window a count is `at least so many`, never nil. An event of which it is not known whether it counts (nobody
said which vehicle it concerned, or where it was decided) may count or not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from enforcerules.decide.values import Wrong, names_of, value_of
from enforcerules.model.case import Event, History
from enforcerules.model.dates import Period, back
from enforcerules.model.knowledge import is_exact
from enforcerules.model.program import Count, Fact
from enforcerules.model.region import Interval, Numbers, Region, exactly
from enforcerules.model.territory import covers

_FIRST = date(1900, 1, 1)
_DAY = timedelta(days=1)


Back = Callable[[date, Period], date]
"""The corresponding day so long before; which one that is, an edition says."""


@dataclass(frozen=True, slots=True)
class Counted:
    """Whose events count: of a party, on a matter, about the things that `about` names by fact."""

    matter: str
    party: str
    about: Mapping[str, Region] = field(default_factory=dict)
    facts: Mapping[str, Fact] = field(default_factory=dict)


def count(formula: Count, history: History | None, anchor: date | None, mine: Counted, before: Back = back) -> Region:
    """How many events lie in the window: a point, or a range where that is not known.

    `at least so many` where the search does not cover the window; from what counts for certain to what may count where
    events do not say what they were about.
    """
    if history is None or anchor is None:
        return _at_least(formula, 0)
    start, end = window(formula, anchor, before)
    past = [(e.date, truth) for e, truth in truths(formula, history.events, formula.reset, mine) if e.date <= anchor]
    least, most = (max((d for d, truth in past if truth or may), default=None) for may in (True, False))
    events = truths(formula, history.events, formula.events, mine)
    counted = [one for one in events if within(formula, one[0].date, start, end)]
    sure = sum(1 for e, truth in counted if truth and _since(e.date, least))
    possible = sum(1 for e, _ in counted if _since(e.date, most))
    if not searched(history, start if most is None else max(start, most), end, formula):
        return _at_least(formula, sure)
    more = 1 if formula.including_present else 0
    return exactly(sure + more) if sure == possible else Numbers((Interval(sure + more, possible + more),))


def _since(day: date, reset: date | None) -> bool:
    """Whether a day lies after the last event that began the count anew; events of that day itself are behind it."""
    return reset is None or day > reset


def _at_least(formula: Count, number: int) -> Region:
    return Numbers((Interval(number + (1 if formula.including_present else 0), None),))


def window(formula: Count, anchor: date, before: Back = back) -> tuple[date, date]:
    """The first and the last day that may count, before the ends are included or not."""
    if formula.calendar:
        return date(anchor.year, 1, 1), anchor
    return (_FIRST if formula.window is None else before(anchor, formula.window)), anchor


def truths(
    formula: Count, events: Iterable[Event], kinds: tuple[str, ...], mine: Counted
) -> Iterable[tuple[Event, bool | None]]:
    """The events that count, and those of which it is not known (None)."""
    for event in events:
        if event.event in kinds and not (event.revoked or event.under_review):
            truth = _same(formula, event, mine)
            if truth is not False:
                yield event, truth


def _same(formula: Count, event: Event, mine: Counted) -> bool | None:
    """Whether an event is of the party, the sameness, the place and the things that the count is about."""
    same = formula.same == "any" or event.act == mine.matter
    if formula.same == "nature":
        same = nature(event.act) == nature(mine.matter)
    parts = [same, event.party is None or event.party == mine.party, _here(formula, event)]
    parts += [_about(event, mine.facts[name], region) for name, region in mine.about.items()]
    return False if False in parts else None if None in parts else True


def nature(matter: str) -> str:
    """What matters of one nature share: all up to the last dot; of a matter of the catalogue (`法#条-款`) its article."""
    if "#" in matter:
        return matter.rsplit("-", 1)[0]
    return matter.rsplit(".", 1)[0]


def _here(formula: Count, event: Event) -> bool | None:
    if not formula.across:
        return True
    where = event.territory
    return None if where is None else any(covers(code, where) for code in formula.across)


def _about(event: Event, fact: Fact, present: Region) -> bool | None:
    """Whether the event concerned the same thing as the case; unknown where either does not say it."""
    said = next((value for name, value in event.about.items() if name in names_of(fact)), None)
    if said is None or not is_exact(present):
        return None
    try:
        return value_of(fact, said) == present
    except Wrong:
        return None


def within(formula: Count, day: date, start: date, end: date) -> bool:
    """Whether a day lies in the window, with its ends as the rule counts them."""
    after = day > start or (day == start and (formula.ends[0] or formula.calendar))
    return after and (day < end or (day == end and formula.ends[1]))


def searched(history: History, start: date, end: date, formula: Count) -> bool:
    """Whether the registers searched cover every day that counts, for every territory that counts."""
    if not formula.across:
        return _covered([(s.from_, s.to) for s in history.searched], start, end, formula)
    return all(
        _covered(
            [(s.from_, s.to) for s in history.searched if not s.territory or any(covers(c, code) for c in s.territory)],
            start,
            end,
            formula,
        )
        for code in formula.across
    )


def _covered(spans: list[tuple[date, date]], start: date, end: date, formula: Count) -> bool:
    """Whether searches leave no day out; a search for life starts anywhere."""
    spans = sorted(spans)
    if not spans:
        return False
    if formula.window is None and not formula.calendar:
        start = max(start, spans[0][0])
    reached = start if formula.ends[0] or formula.calendar else start + _DAY
    end = end if formula.ends[1] else end - _DAY
    for first, last in spans:
        if first <= reached:
            reached = max(reached, last + _DAY)
    return reached > end
