"""Compiled rules in words: conditions, amounts, shares, effects, periods."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from enforcerules.base.catalogue import Lang
from enforcerules.language.showing import plain
from enforcerules.model.citation import Citation, print_en, print_zh
from enforcerules.model.decision import MoneyRange
from enforcerules.model.program import (
    Alert,
    Amount,
    And,
    Atom,
    Band,
    Bar,
    Condition,
    Duty,
    Effect,
    Fact,
    InForce,
    Known,
    Neg,
    OfMax,
    Open,
    Or,
    OrderFirst,
    Refer,
    Result,
    Spare,
    Terminate,
    Threshold,
)
from enforcerules.model.region import FALSE, Region
from enforcerules.render.words import values_en, values_zh, word

_SAY: Final[Mapping[str, tuple[str, str]]] = {
    "and": (" 且 ", " 且 "),
    "always": ("（没有条件）", "(no condition)"),
    "spare": ("不予行政处罚", "no penalty"),
    "keeps": ("，但仍须：", ", but still: "),
    "open": ("准许：", "opens: "),
    "bar": ("不准许：", "bars: "),
    "refer": ("移送", "refer to "),
    "order": ("先作处理：", "first: "),
    "duty": ("应当办理：", "duty: "),
    "alert": ("提示：", "alert: "),
    "version": ("从旧兼从轻", "the lighter version"),
    "of_max": ("最高额的", "of the maximum: "),
    "free": ("本级的全部幅度", "all of its level"),
    "from": ("自 {} 起", "from {}"),
    "until": ("至 {} 止", "until {}"),
    "between": ("{} 至 {}", "{} to {}"),
}


@dataclass(frozen=True, slots=True)
class Words:
    """The wording of compiled things in one language; conditions stay in the words of the rules."""

    lang: Lang
    facts: Mapping[str, Fact]

    def say(self, key: str, *args: str) -> str:
        """A phrase of this page."""
        return _SAY[key][0 if self.lang == "zh" else 1].format(*args)

    def condition(self, condition: Condition | None) -> str:
        """A condition as the rules write it."""
        if condition is None or condition == And(()):
            return self.say("always")
        return self._printed(condition, inner=False)

    def _printed(self, one: Condition, *, inner: bool) -> str:
        if isinstance(one, And | Or):
            joined = (" 且 " if isinstance(one, And) else " 或 ").join(self._printed(p, inner=True) for p in one.parts)
            return f"（{joined}）" if inner and len(one.parts) > 1 else joined
        if isinstance(one, Neg):
            return f"非 {self._printed(one.part, inner=True)}"
        return self._test(one)

    def _test(self, one: Atom | Known | Threshold) -> str:
        name = one.fact.partition("∋")[0]
        label = self.facts[name].label if name in self.facts else name
        if isinstance(one, Atom) and not one.wanted and one.region == FALSE:
            return f"非 {label}"
        return f"{label}{one.wanted}"

    def label(self, fact: str) -> str:
        """The label of a fact."""
        found = self.facts.get(fact)
        return fact if found is None else (found.en or found.label) if self.lang == "en" else found.label

    def amount(self, amount: Amount) -> str:
        """A statutory amount, or a multiple or share of a base."""
        if amount.base is None:
            span = MoneyRange(amount.lo, amount.hi, amount.lo_open, amount.hi_open)
            return (values_zh if self.lang == "zh" else values_en).span(span)
        lo, hi = (None if end is None else _multiple(end) for end in (amount.lo, amount.hi))
        label = self.label(amount.base)
        if lo is None or hi is None or lo == hi:
            return f"{label} {lo or hi}" if lo == hi else f"{label} {lo}以上" if hi is None else f"{label} {hi}以下"
        opening, closing = "(" if amount.lo_open else "[", ")" if amount.hi_open else "]"
        return f"{label} {lo}以上{hi}以下" if not (amount.lo_open or amount.hi_open) else f"{label} {opening}{lo}, {hi}{closing}"

    def result(self, result: Result) -> str:
        """What a row of a table gives."""
        if isinstance(result, Band):
            opening, closing = "(" if result.lo_open else "[", ")" if result.hi_open else "]"
            return f"{opening}{share(result.lo)}, {share(result.hi)}{closing}"
        if isinstance(result, OfMax):
            return f"{self.say('of_max')}{share(result.share)}"
        return self.say("free") if result is None else self.amount(result)

    def effect(self, effect: Effect) -> str:
        """What a rule does."""
        if isinstance(effect, Spare):
            kept = f"{self.say('keeps')}{'、'.join(effect.keeps)}" if effect.keeps else ""
            return self.say("spare") + kept
        if isinstance(effect, Open | Bar):
            levels = "、".join(word("level", level, self.lang) for level in effect.levels)
            return self.say("open" if isinstance(effect, Open) else "bar") + levels
        if isinstance(effect, Terminate):
            return word("conclusion.short", effect.disposition, self.lang)
        if isinstance(effect, Refer):
            return self.say("refer") + word("organ", effect.organ, self.lang)
        if isinstance(effect, OrderFirst | Duty | Alert):
            key = "order" if isinstance(effect, OrderFirst) else "duty" if isinstance(effect, Duty) else "alert"
            return self.say(key) + effect.kind
        return self.say("version")

    def cited(self, basis: tuple[Citation, ...]) -> str:
        """Citations in the form of the language."""
        written = print_zh if self.lang == "zh" else print_en
        return "；".join(dict.fromkeys(map(written, basis)))

    def period(self, period: InForce) -> str:
        """In force from and until; empty without ends."""
        since, until = period.since, period.until
        if since and until:
            return self.say("between", since.isoformat(), until.isoformat())
        if since or until:
            return self.say("from", since.isoformat()) if since else self.say("until", str(until))
        return ""

    def values(self, fact: Fact) -> str:
        """The values a fact may take: of a grade from light to heavy."""
        between = " < " if fact.type == "grade" else "、"
        return between.join(label for _, label in fact.values)

    def region(self, fact: Fact, region: Region) -> str:
        """A region of a fact."""
        from enforcerules.language.showing import show_value

        return show_value(fact, region)


def share(number: Fraction) -> str:
    """A share as a percentage."""
    return f"{plain(number * 100)}%"


def _multiple(number: Fraction) -> str:
    return f"{plain(number)}倍" if number >= 1 else share(number)
