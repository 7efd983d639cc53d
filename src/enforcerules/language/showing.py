"""Values of facts in the law's words: 66.00元, 没有, 2024-03-20, 1次以上."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from enforcerules.model.decision import MoneyRange
from enforcerules.model.knowledge import domain
from enforcerules.model.program import Fact
from enforcerules.model.region import Exact, Interval, Numbers, Region, Values

_TRUTH = {"true": "是", "false": "否"}


def show_value(fact: Fact, region: Region) -> str:
    """A region of a fact for people; a dash when nothing is known of it."""
    if region.empty or region == domain(fact):
        return "（空）" if fact.type == "set" and region.empty else "—"
    if isinstance(region, Values):
        return _names(fact, region)
    return " / ".join(_interval(fact, one) for one in region.intervals)


def _names(fact: Fact, region: Values) -> str:
    labels = dict(fact.values)
    order = list(labels) if labels else sorted(region.names)
    named = "、".join(labels.get(n, _TRUTH.get(n, n)) for n in order if n in region.names)
    return f"不为{named}" if region.others else named


def _interval(fact: Fact, one: Interval) -> str:
    if one.point is not None:
        return show_number(fact, one.point)
    if fact.type == "grade" and one.lo is not None and one.hi is not None:
        return "、".join(label for _, label in fact.values[int(one.lo) : int(one.hi) + 1])
    if one.hi is None:
        return f"{'超过' if one.lo_open else '不低于'}{show_number(fact, one.lo or 0)}"
    if one.lo is None:
        return f"{'不足' if one.hi_open else '不超过'}{show_number(fact, one.hi)}"
    below, above = ("低于" if one.hi_open else "不超过"), ("超过" if one.lo_open else "不低于")
    return f"{above}{show_number(fact, one.lo or 0)}且{below}{show_number(fact, one.hi)}"


def show_number(fact: Fact, number: Exact) -> str:
    """One number with the unit of its fact."""
    if fact.type == "money":
        return f"{yuan(number)}元"
    if fact.type == "date":
        return date.fromordinal(int(number)).isoformat()
    if fact.type == "grade":
        return fact.values[int(number)][1]
    if fact.type == "rate":
        return f"{plain(Fraction(number) * 100)}%"
    return f"{plain(number)}{fact.unit or ''}"


def show_range(span: MoneyRange) -> str:
    """A range of money in 元: `[10000.00, 50000.00]`; without a minimum in the text it begins at 0."""
    lo = "0" if span.lo is None else yuan(span.lo)
    hi = "…" if span.hi is None else yuan(span.hi)
    return f"{'(' if span.lo_open else '['}{lo}, {hi}{')' if span.hi_open else ']'}"


def yuan(fen: Exact) -> str:
    """分 as 元 with two decimals; a fraction of a 分 is shown as an exact quotient after it."""
    whole = Fraction(fen)
    if whole.denominator == 1:
        sign, cents = ("-", -whole.numerator) if whole < 0 else ("", whole.numerator)
        return f"{sign}{cents // 100}.{cents % 100:02}"
    return f"{plain(whole / 100)}"


def plain(number: Exact) -> str:
    """A rational as a decimal where it ends, else as a quotient."""
    value = Fraction(number)
    denominator = value.denominator
    for prime in (2, 5):
        while denominator % prime == 0:
            denominator //= prime
    if denominator != 1:
        return f"{value.numerator}/{value.denominator}"
    digits = 0
    while (value * 10**digits).denominator != 1:
        digits += 1
    scaled = int(value * 10**digits)
    if not digits:
        return str(scaled)
    sign, scaled = ("-", -scaled) if scaled < 0 else ("", scaled)
    return f"{sign}{scaled // 10**digits}.{scaled % 10**digits:0{digits}}"


def spelling(fact: Fact, region: Region) -> str | list[str] | None:
    """The one way to write a known value of a fact, so that it is read back as the same; None when it is not known."""
    if not isinstance(region, Numbers):
        names = sorted(region.names)
        if region.others:
            return None
        return names if fact.type == "set" else names[0] if len(names) == 1 else None
    point = region.hull().point if region.intervals else None
    return None if point is None else _spelled(fact, point)


def _spelled(fact: Fact, point: Exact) -> str:
    if fact.type == "money":
        return yuan(point)
    if fact.type == "date":
        return date.fromordinal(int(point)).isoformat()
    return fact.values[int(point)][0] if fact.type == "grade" else plain(point)
