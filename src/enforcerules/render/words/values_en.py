"""Values in English: 65,000 yuan, 2025-02-18, from 50,000 to 100,000 yuan."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from math import ceil, floor

from enforcerules.language.showing import plain, yuan
from enforcerules.model.decision import MoneyRange
from enforcerules.model.explanation import Value, Wanted
from enforcerules.model.program import Fact
from enforcerules.model.region import Exact, Interval, Numbers, Region

_UNITS = {"日": "days", "次": "times", "件": "items", "人": "persons", "年": "years", "个月": "months", "周岁": "years"}


def day(one: date) -> str:
    """2025-02-18."""
    return one.isoformat()


def money(fen: Fraction) -> str:
    """An amount in yuan, without empty decimals."""
    whole, _, cents = yuan(fen).partition(".")
    grouped = f"{int(whole):,}" if whole.lstrip("-").isdigit() else whole
    return f"{grouped} yuan" if set(cents) <= {"0"} else f"{grouped}.{cents} yuan"


def span(one: MoneyRange) -> str:
    """A range, its open ends said."""
    lo = None if one.lo is None else Fraction(ceil(one.lo))
    hi = None if one.hi is None else Fraction(floor(one.hi))
    lo_open, hi_open = one.lo_open and lo == one.lo, one.hi_open and hi == one.hi
    if lo is not None and lo == hi:
        return money(lo)
    below = "" if hi is None else f"{'below' if hi_open else 'up to'} {money(hi)}"
    if lo is None or (lo == 0 and not lo_open):
        return below or "an amount still to be found"
    above = f"{'above' if lo_open else 'from'} {money(lo)}"
    return f"{above} {'and ' if below.startswith('below') else ''}{below}" if below else f"{above} (no upper end yet)"


def value(one: Value) -> str:
    """What was observed; choices and grades by their id, which is English."""
    if one.region is None or one.text == "—":
        return "not known"
    return _region(one.fact, one.region)


def wanted(one: Wanted) -> str:
    """What a test asks: the region of the test, else the words of the ruleset."""
    if one.region is None:
        return one.text or "true"
    return _region(one.fact, one.region)


def _region(fact: Fact, region: Region) -> str:
    if isinstance(region, Numbers):
        return " or ".join(_interval(fact, one) for one in region.intervals) or "nothing"
    names = {"true": "yes", "false": "no"}
    order = [key for key, _ in fact.values if key in region.names] or sorted(region.names)
    said = ", ".join(names.get(name, name.replace("_", " ")) for name in order)
    return f"anything but {said}" if region.others and said else said or "nothing"


def _interval(fact: Fact, one: Interval) -> str:
    if one.point is not None:
        return _number(fact, one.point)
    lo = None if one.lo is None else f"{'above' if one.lo_open else 'at least'} {_number(fact, one.lo)}"
    hi = None if one.hi is None else f"{'below' if one.hi_open else 'at most'} {_number(fact, one.hi)}"
    return " and ".join(part for part in (lo, hi) if part) or "anything"


def _number(fact: Fact, number: Exact) -> str:
    if fact.type == "money":
        return money(Fraction(number))
    if fact.type == "date":
        return date.fromordinal(int(number)).isoformat()
    if fact.type == "grade":
        return fact.values[int(number)][0].replace("_", " ") if 0 <= number < len(fact.values) else plain(number)
    if fact.type == "rate":
        return f"{plain(Fraction(number) * 100)}%"
    unit = _UNITS.get(fact.unit or "", fact.unit or "")
    return f"{plain(number)} {unit}".strip()
