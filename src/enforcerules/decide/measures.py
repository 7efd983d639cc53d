"""A measure on what is known of the bases of its amounts: exactly, or between the ends of what a base may be.

Bands, shares and multiples grow with the base, so what follows at both ends of the base bounds what follows between
them. A band is a share of the span at one base, never of the hull of spans: of a goods value between 1万元 and 2万元 at
十倍以上二十倍以下, the band (30%, 70%) is 13 to 17 times the value, so between 13万元 and 34万元.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product

from enforcerules.decide.amounts import base_interval, base_range, statutory
from enforcerules.decide.facts import Knowledge
from enforcerules.decide.frame import Frame, barring, row_key, rule_key, table_key, tables
from enforcerules.decide.levels import MeasurePossible, Truths, levels_of
from enforcerules.decide.rows import row_states
from enforcerules.model.amounts import greatest_minimum
from enforcerules.model.decision import LevelRange, MoneyRange, hull
from enforcerules.model.document import Level
from enforcerules.model.kleene import disjunction
from enforcerules.model.program import LEVELS, Amount, Benchmark, Condition, Form, Measure
from enforcerules.model.region import Interval, Numbers, Region, exactly
from enforcerules.model.sums import NIL
from enforcerules.model.walk import bounds_of


def measure_possible(
    frame: Frame, measure: Measure, holds: bool | None, truths: Truths, known: Knowledge
) -> MeasurePossible:
    """The measure with its ranges, unless it is barred altogether: then the statute's range is told, and no level is permitted."""
    barred = disjunction([truths[rule_key(r)] for r in barring(frame, measure.kind)])
    if barred:
        span = None if measure.amount is None else statutory(measure.amount, known)
        return MeasurePossible(measure, holds, span, (), barred=True)
    made = _permitted(frame, measure, holds, truths, known)
    return made if barred is False else replace(made, barred=None)


def _permitted(frame: Frame, measure: Measure, holds: bool | None, truths: Truths, known: Knowledge) -> MeasurePossible:
    """The measure with its levels; measures without an amount have none of their own.

    While its condition is open the amounts are those where it holds: 货值金额1万元以上的处10倍以上 gives 10万元 at least.
    """
    if measure.amount is None:
        return MeasurePossible(measure, holds, None, ())
    known = known if holds else known.suppose(_asked(measure.condition, measure.amount.base, known))
    used = [t for t in tables(frame, measure) if truths[table_key(t)] is not False]
    spans = {name: base_interval(name, known) for name in bases(measure.amount, used, truths)}
    loose = {name: span for name, span in spans.items() if span.point is None}
    if not loose:
        return levels_of(frame, measure, holds, truths, known)
    parts = [levels_of(frame, measure, holds, truths, known.suppose(point)) for point in _corners(loose)]
    return _between(measure.amount, statutory(measure.amount, known), loose, parts)


def _asked(condition: Condition, base: str | None, known: Knowledge) -> dict[str, Region]:
    """What the base may be where the condition holds, if that is less than what is known of it."""
    region = None if base is None else known.region(base)
    if base is None or not isinstance(region, Numbers) or known.of(base).status == "undeterminable":
        return {}
    for wanted in bounds_of(condition, base):
        region = region.meet(wanted)
    return {} if region.empty or region == known.region(base) else {base: region}


def bases(amount: Amount, used: Sequence[Benchmark], truths: Truths) -> Iterator[str]:
    """The facts that the amounts of a measure, and of the rows that may hold, are multiples of."""
    amounts = [amount]
    for table in used:
        states = row_states(table, {r.id: truths.get(row_key(table, r.id)) for r in table.rows}, {_form(amount)})
        rows = [r for r in table.rows if states.get(r.id, True) is not False]
        amounts += [r.result for r in rows if isinstance(r.result, Amount)]
        amounts += [table.weights.of] if table.weights is not None and table.weights.of is not None else []
    yield from dict.fromkeys(a.base for a in amounts if a.base is not None)


def _form(amount: Amount) -> Form | None:
    """Which ends of the fine the statute states, whatever the base is."""
    if amount.hi is None and amount.cap is None:
        return None if amount.lo is None and amount.floor is None else "minimum"
    return "maximum" if amount.lo is None and amount.floor is None else "range"


def _corners(loose: dict[str, Interval]) -> Iterator[dict[str, Numbers]]:
    """Every choice of the ends of the bases; of one without an upper end the lower."""
    lows = {name: span.lo or 0 for name, span in loose.items()}
    highs = {name: lows[name] if span.hi is None else span.hi for name, span in loose.items()}
    ends = ([(name, exactly(end)) for end in dict.fromkeys((lows[name], highs[name]))] for name in loose)
    yield from (dict(corner) for corner in product(*ends))


def _between(
    amount: Amount, span: MoneyRange, loose: dict[str, Interval], parts: list[MeasurePossible]
) -> MeasurePossible:
    """What the corners bound; where a base has no upper end, amounts have none."""
    endless = {name for name, one in loose.items() if one.hi is None}
    free = bool(endless - {amount.base})
    levels = []
    for level in LEVELS:
        here = [one for part in parts for one in part.levels if one.level == level]
        if here:
            widest = _widest(level, amount, span, loose)
            ranges = [one.range for one in here if one.range is not None]
            found = widest if free or not ranges else _joined(ranges, widest, endless=bool(endless))
            points = {one.point for one in here} if not endless else {None}
            levels.append(
                LevelRange(level, found, points.pop() if len(points) == 1 else None, here[0].because, here[0].basis)
            )
    first = parts[0]
    settled = amount.base not in endless and len({part.statutory for part in parts}) == 1
    return MeasurePossible(
        first.measure,
        first.holds,
        span,
        tuple(levels),
        frozenset(flag for part in parts for flag in part.human),
        frozenset(a for a in first.alerts if a.kind != "benchmark_outside_statute"),
        vague=True,
        base_open=amount.base in loose and not settled,
    )


def _widest(level: Level, amount: Amount, span: MoneyRange, loose: dict[str, Interval]) -> MoneyRange | None:
    """Everything that a level may hold, whatever the bases are; `mitigated` reaches below the greatest minimum."""
    if level != "mitigated" or span.lo is None or amount.base not in loose:
        return base_range(level, span)
    most = greatest_minimum(amount, loose[amount.base])
    return MoneyRange(NIL, most, lo_open=False, hi_open=most is not None)


def _joined(ranges: list[MoneyRange], widest: MoneyRange | None, *, endless: bool) -> MoneyRange:
    assert widest is not None  # noqa: S101  it holds the ranges, and there are some
    found = hull(ranges)
    lo_open = widest.lo_open if found.lo == widest.lo else found.lo_open
    if endless or found.hi is None:
        return MoneyRange(found.lo, None, lo_open)
    return MoneyRange(found.lo, found.hi, lo_open, widest.hi_open if found.hi == widest.hi else found.hi_open)
