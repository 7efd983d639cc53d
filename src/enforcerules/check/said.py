"""Findings in the law's words, and findings that a matter accepts as true of the law itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from enforcerules.base.diagnostics import Diagnostic, Shown, diagnose
from enforcerules.check.axes import Held
from enforcerules.check.tiers import Strip
from enforcerules.language.showing import plain, show_number, yuan
from enforcerules.model.decision import MoneyRange
from enforcerules.model.knowledge import domain
from enforcerules.model.program import Fact, Matter, Program
from enforcerules.model.region import Exact, Interval, Numbers

_TEN_THOUSAND = 10_000


def shown(one: Diagnostic, matter: str, given: Mapping[str, Held], part: str | None = None) -> Diagnostic:
    """The finding with the cases in which it shows; values of parameters are no part of a case."""
    cells = tuple((name, held) for name, held in given.items() if not isinstance(held, Fraction) and ":" not in name)
    return replace(one, shows=Shown(matter, cells, part))


def report(program: Program, matter: Matter, code: str, where: str, **args: str | None) -> Diagnostic:
    """The finding at its matter; one that the matter accepts, with its reason, is told and no longer a warning."""
    span = program.spans.get(matter.id)
    reason = dict(matter.accepts).get(code)
    if reason is not None:
        return diagnose("ER549", span, matter=matter.id, finding=code, where=where, reason=reason)
    return diagnose(code, span, labels=(), matter=matter.id, where=where, **args)


def label(strip: Strip) -> str:
    """What this provision calls the numeric fact."""
    return dict(strip.matter.terms).get(strip.fact.id, strip.fact.label)


def stretch(strip: Strip, one: Interval) -> str:
    """A stretch as the thresholds of the text cut it: 正好1万元, 不足1万元, 超过1万元, 不低于1万元不足5万元; 任何数额 for all."""
    if one.point is not None:
        return f"正好{number(strip.fact, one.point)}"
    said = f"{_from(strip, one)}{_to(strip, one)}"
    return said or "任何数额"


def _from(strip: Strip, one: Interval) -> str:
    if one.lo is None or one.lo == _least(strip.fact):
        return ""
    before = one.lo if one.lo_open else one.lo - 1
    beyond = one.lo_open or (strip.fact.whole and one.lo not in strip.ends and before in strip.ends)
    return f"超过{number(strip.fact, before)}" if beyond else f"不低于{number(strip.fact, one.lo)}"


def _to(strip: Strip, one: Interval) -> str:
    if one.hi is None:
        return ""
    after = one.hi if one.hi_open else one.hi + 1
    short = one.hi_open or (strip.fact.whole and one.hi not in strip.ends and after in strip.ends)
    return f"不足{number(strip.fact, after)}" if short else f"不超过{number(strip.fact, one.hi)}"


def _least(fact: Fact) -> Exact | None:
    known = domain(fact)
    return known.hull().lo if isinstance(known, Numbers) else None


def number(fact: Fact, value: Exact) -> str:
    """One value as a statute writes it: 1万元, 9999.99元, 3次."""
    return money(value) if fact.type == "money" else show_number(fact, value)


def money(fen: Exact) -> str:
    """A sum as a statute writes it: 5000元, 10万元, 1.5万元; with 分 where it has them."""
    whole = Fraction(fen) / 100
    if whole.denominator != 1:
        return f"{yuan(fen)}元"
    if whole and whole % (1000) == 0 and abs(whole) >= _TEN_THOUSAND:
        return f"{plain(whole / _TEN_THOUSAND)}万元"
    return f"{whole}元"


def span(found: MoneyRange) -> str:
    """A range of money as a statute writes it: 3000元以上1万元以下, 1万元以下, 5000元."""
    if found.lo is None:
        return "不限" if found.hi is None else f"{money(found.hi)}以下"
    if found.hi is None:
        return f"{money(found.lo)}以上"
    return money(found.lo) if found.lo == found.hi else f"{money(found.lo)}以上{money(found.hi)}以下"
