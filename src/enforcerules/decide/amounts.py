"""Money: the statutory range on these facts, the range of a level, points. All exact, in 分."""

from __future__ import annotations

from fractions import Fraction

from enforcerules.decide.facts import Knowledge
from enforcerules.decide.weights import Weighed
from enforcerules.model.amounts import NO_BASE, range_over
from enforcerules.model.decision import MoneyRange
from enforcerules.model.document import Level
from enforcerules.model.program import Amount, Benchmark
from enforcerules.model.region import Interval, Numbers
from enforcerules.model.sums import NIL


def statutory(amount: Amount, known: Knowledge) -> MoneyRange:
    """The range that the statute gives; with a base that is not known exactly, the hull of what it may be."""
    base = NO_BASE if amount.base is None else base_interval(amount.base, known)
    return range_over(amount, base)


def base_interval(name: str, known: Knowledge) -> Interval:
    """What is known of the base of a fine; a base that cannot be determined is not bounded."""
    observed = known.of(name)
    if observed.status == "undeterminable":
        return Interval(0, None, hi_open=True)
    assert isinstance(observed.region, Numbers)  # noqa: S101  a base is a sum or a number of things (ER419, ER423)
    return observed.region.hull()


def base_range(level: Level, span: MoneyRange) -> MoneyRange | None:
    """The statutory range of a level: the whole range, or (mitigated) what lies below it; None where nothing does."""
    if level != "mitigated":
        return span
    if span.lo is None or span.lo == 0:
        return None
    return MoneyRange(NIL, span.lo, lo_open=False, hi_open=True)


def within(amount: Fraction, span: MoneyRange) -> tuple[Fraction, bool]:
    """The amount, or the nearest end of the range with True when it lies outside."""
    if span.has(amount):
        return amount, False
    if span.hi is not None and amount >= span.hi:
        return span.hi, True
    return span.lo or NIL, True


def formula_point(table: Benchmark, weighed: Weighed, span: MoneyRange, known: Knowledge) -> MoneyRange:
    """The amount of a weight table: S × base, or min + S × (max − min); a range while S or the base is open."""
    weights = table.weights
    assert weights is not None  # noqa: S101  only called for weight tables
    ends: tuple[Fraction, Fraction | None]
    if weights.interpolate:
        lo = span.lo or NIL
        ends = (lo, None) if span.hi is None else _between(lo, span.hi - lo, weighed)
    else:
        base = MoneyRange(span.hi, span.hi) if weights.of is None else statutory(weights.of, known)
        ends = (weighed.lo * (base.lo or NIL), None if base.hi is None else weighed.hi * base.hi)
    lo_end, hi_end = (None if e is None else known.edition.rounded_inside(e, table.rounding, span) for e in ends)
    return MoneyRange(lo_end, hi_end)


def _between(lo: Fraction, width: Fraction, weighed: Weighed) -> tuple[Fraction, Fraction | None]:
    return lo + weighed.lo * width, lo + weighed.hi * width
