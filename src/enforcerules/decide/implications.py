"""Declared implications between open facts, which exclude cells that cannot occur together.

A one-year count is never above the two-year count of the same events; days past a longer period are never more than days
past a shorter one; and an act does not end before it starts. Only what is certain in every calendar is claimed: six months
and 182 days are not compared.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from enforcerules.decide.frame import Frame
from enforcerules.model.dates import Period
from enforcerules.model.program import Count, Days, Fact
from enforcerules.model.region import Numbers, Region

Pairs = tuple[tuple[str, str], ...]


def implications(frame: Frame, names: tuple[str, ...]) -> Pairs:
    """Pairs (a, b) of facts of which the first can never be greater than the second."""
    facts = [frame.fact(name) for name in names]
    return tuple((a.id, b.id) for a in facts for b in facts if a.id != b.id and _at_most(frame, a, b))


def consistent(cells: Mapping[str, Region | None], pairs: Pairs) -> bool:
    """Whether the cells can occur together."""
    return all(_can_be_at_most(cells[a], cells[b]) for a, b in pairs)


def _at_most(frame: Frame, a: Fact, b: Fact) -> bool:
    x, y = a.formula, b.formula
    if isinstance(x, Count) and isinstance(y, Count):
        return _alike(x, y) and x.window is not None and (y.window is None or within(x.window, y.window))
    if isinstance(x, Days) and isinstance(y, Days):
        return x.end == y.end and _not_before(frame, x.start, y.start) and within(y.plus, x.plus)
    return False


def _alike(x: Count, y: Count) -> bool:
    """Whether two counts differ in their window only."""
    return replace(x, window=None) == replace(y, window=None)


def _not_before(frame: Frame, later: str, earlier: str) -> bool:
    """Whether one date is never before another: the same date, or the end and the start of the act."""
    sources = tuple(frame.fact(name).source for name in (later, earlier))
    return later == earlier or sources == ("act.end", "act.start")


def within(short: Period | None, long: Period | None) -> bool:
    """Whether one period is never longer than another, whatever the months; working days are not compared with others."""
    a, b = (Period() if one is None else one for one in (short, long))
    if a.workdays or b.workdays:
        return a.workdays <= b.workdays and a == Period(workdays=a.workdays)
    months = (a.years * 12 + a.months, b.years * 12 + b.months)
    if months[0] <= months[1] and a.days <= b.days:
        return True
    return months[0] * 31 + a.days <= months[1] * 28 + b.days


def _can_be_at_most(a: Region | None, b: Region | None) -> bool:
    assert isinstance(a, Numbers)  # noqa: S101  counts and days are numbers, and always determined as far as they are known
    assert isinstance(b, Numbers)  # noqa: S101  the same
    least, most = a.hull().lo, b.hull().hi
    return least is None or most is None or least <= most
