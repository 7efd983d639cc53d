"""A figure of the values of dated events (means of readings, sums of amounts), known only as far as registers were searched."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from enforcerules.decide.history import Back, Counted, searched, truths, window, within
from enforcerules.decide.values import Wrong, names_of, value_of
from enforcerules.model.case import Event, History
from enforcerules.model.program import Fact, Series
from enforcerules.model.region import LINE, Exact, Interval, Numbers, Region, exactly


def taken(
    formula: Series, fact: Fact, history: History | None, anchor: date | None, mine: Counted, before: Back
) -> Region | None:
    """The figure of the values in the window, exact; None where nobody gave any value, which only a sum takes for nil.

    Not known where the search does not cover the window, an event may or may not count or does not say its value, and
    where there are fewer values than there must be.
    """
    of = formula.of
    if history is None or anchor is None:
        return _least(formula, fact, ()) if formula.take == "sum" else None if history is None else LINE
    start, end = window(of, anchor, before)
    events = [one for one in truths(of, history.events, formula.of.events, mine) if within(of, one[0].date, start, end)]
    if not events and formula.take != "sum":
        return None
    values = [_value(event, fact) if truth else None for event, truth in events]
    known = tuple(value for value in values if value is not None)
    if len(known) < len(values) or not searched(history, start, end, of):
        return _least(formula, fact, known)
    if 0 < len(known) < formula.least:  # none at all is a sum of nil
        return LINE
    return exactly(_figure(formula, known))


def _figure(formula: Series, values: tuple[Exact, ...]) -> Exact:
    if formula.take == "mean":
        return Fraction(sum(values)) / len(values)
    if formula.take == "sum":
        return sum(values)
    return max(values) if formula.take == "max" else min(values)


def _least(formula: Series, fact: Fact, known: Iterable[Exact]) -> Region:
    """What is certain while more values may come: a sum of what is never below nil only grows; of others nothing."""
    values = tuple(known)
    if formula.take == "sum" and _never_below_nil(fact):
        return Numbers((Interval(sum(values), None),))
    if formula.take == "max" and values:
        return Numbers((Interval(max(values), None),))
    if formula.take == "min" and values:
        return Numbers((Interval(None, min(values)),))
    return LINE


def _never_below_nil(fact: Fact) -> bool:
    """Whether a fact has no negative values: money and whole numbers have none, others where the ruleset says so (`min`)."""
    return fact.type in {"money", "integer"} if fact.least is None else fact.least >= 0


def _value(event: Event, fact: Fact) -> Exact | None:
    """The value that an event says for the fact; None where it says none that can be read."""
    said = next((value for name, value in event.about.items() if name in names_of(fact)), None)
    if said is None:
        return None
    try:
        region = value_of(fact, said)
    except Wrong:
        return None
    return region.hull().point if isinstance(region, Numbers) else None
