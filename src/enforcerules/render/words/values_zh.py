"""Values in Chinese: 6.5万元, 2025年2月18日, 5万元以上10万元以下."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from math import ceil, floor

from enforcerules.language.showing import yuan
from enforcerules.model.decision import MoneyRange
from enforcerules.model.explanation import Value, Wanted
from enforcerules.model.region import Numbers

_TEN_THOUSAND = 1_000_000
_HUNDRED = 10_000


def day(one: date) -> str:
    """2025年2月18日."""
    return f"{one.year}年{one.month}月{one.day}日"


def money(fen: Fraction) -> str:
    """An amount in 元, in 万元 where it has at most two decimals there; no empty decimals."""
    if fen >= _TEN_THOUSAND and fen % _HUNDRED == 0:
        return f"{_bare(yuan(fen / 10_000))}万元"
    whole, _, cents = yuan(fen).partition(".")
    grouped = f"{int(whole):,}" if whole.lstrip("-").isdigit() else whole
    return f"{grouped}元" if set(cents) <= {"0"} else f"{grouped}.{cents}元"


def _bare(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text


def span(one: MoneyRange) -> str:
    """A range; 以上 and 以下 include the number, 超过 and 不满 do not."""
    lo = None if one.lo is None else Fraction(ceil(one.lo))
    hi = None if one.hi is None else Fraction(floor(one.hi))
    lo_open, hi_open = one.lo_open and lo == one.lo, one.hi_open and hi == one.hi
    if lo is not None and lo == hi:
        return money(lo)
    below = "" if hi is None else f"不满{money(hi)}" if hi_open else f"{money(hi)}以下"
    if lo is None or (lo == 0 and not lo_open):
        return below or "数额待查"
    above = f"超过{money(lo)}" if lo_open else f"{money(lo)}以上"
    if not below:
        return f"{above}（上限待查）"
    return f"{above}、{below}" if lo_open or hi_open else f"{above}{below}"


def value(one: Value) -> str:
    """What was observed, in the law's words."""
    region = one.region
    if one.fact.type == "money" and isinstance(region, Numbers) and not region.empty:
        point = region.hull().point
        if point is not None:
            return money(Fraction(point))
    if one.fact.type == "date" and isinstance(region, Numbers) and not region.empty and region.hull().point is not None:
        return day(date.fromordinal(int(region.hull().point or 1)))
    if one.text.startswith("-") and one.fact.unit == "日":
        return f"还差{one.text[1:]}"
    return "未查明" if one.text == "—" else one.text


def wanted(one: Wanted) -> str:
    """What a test asks, as the ruleset writes it."""
    return one.text or "是"
