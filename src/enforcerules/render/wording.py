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
from enforcerules.model.duration import notation, print_duration
from enforcerules.model.explanation import Wanted
from enforcerules.model.program import (
    Alert,
    Amount,
    And,
    Atom,
    Band,
    Bar,
    BarKinds,
    CapTotal,
    Concur,
    Condition,
    Duty,
    Effect,
    Fact,
    InForce,
    Kind,
    Known,
    Neg,
    OfMax,
    OfMin,
    Open,
    Or,
    OrderFirst,
    Reduce,
    Refer,
    Result,
    Spare,
    Terminate,
    Threshold,
    Versions,
)
from enforcerules.model.region import FALSE
from enforcerules.render.words import values_en, values_zh, word

_SAY: Final[Mapping[str, tuple[str, str]]] = {
    "and": (" 且 ", " and "),
    "or": (" 或 ", " or "),
    "not": ("非 {}", "not {}"),
    "group": ("（{}）", "({})"),
    "from_to": ("{0} {1}以上{2}以下", "{1} to {2} of {0}"),
    "exactly": ("{0} {1}", "{1} of {0}"),
    "at_least": ("{0} {1}以上", "at least {1} of {0}"),
    "each": ("每{0}{1}", "{1} for each {0}"),
    "base_floor": ("，不足{0}的按{0}计算", ", a base below {0} counts as {0}"),
    "result_floor": ("，不低于{0}", ", not below {0}"),
    "result_cap": ("，总额不超过{0}", ", at most {0} in total"),
    "at_most": ("{0} {1}以下", "up to {1} of {0}"),
    "always": ("（没有条件）", "(no condition)"),
    "spare": ("不予行政处罚", "no penalty"),
    "keeps": ("，但仍须：", ", but still: "),
    "open": ("准许：", "opens: "),
    "bar": ("不准许：", "bars: "),
    "refer": ("移送", "refer to "),
    "order": ("先", "first "),
    "order.notice": ("发出通知", "a notice"),
    "order.correct": ("责令改正", "an order to correct"),
    "order.caution": ("予以警示", "a caution"),
    "duty": ("应当办理：", "duty: "),
    "alert": ("提示：", "alert: "),
    "reduce": ("罚款降低{0}至{1}，不低于法定下限", "lowers the fine by {0} to {1}, not below the statutory minimum"),
    "bar_kinds": ("不得给予", "bars "),
    "concur": ("同一行为违反数个罚款规定：", "one act under several fines: "),
    "cap_total": ("数个行为的{}合并不超过{}", "{} for several acts never above {}"),
    "lighter": ("从旧兼从轻", "the lighter version"),
    "continuing": ("继续行为适用终了时的规定", "the rules of the last day of a continuing act"),
    "of_min": ("最低额的", "of the minimum: "),
    "of_max": ("最高额的", "of the maximum: "),
    "free": ("本级的全部幅度", "all of its level"),
    "from": ("自 {} 起", "from {}"),
    "until": ("至 {} 止", "until {}"),
    "between": ("{} 至 {}", "{} to {}"),
}


def _band(band: Band) -> str:
    opening, closing = "(" if band.lo_open else "[", ")" if band.hi_open else "]"
    return f"{opening}{share(band.lo)}, {share(band.hi)}{closing}"


@dataclass(frozen=True, slots=True)
class Words:
    """The wording of compiled things in one language; conditions stay in the words of the rules."""

    lang: Lang
    facts: Mapping[str, Fact]
    kinds: Mapping[str, Kind]

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
            between = self.say("and" if isinstance(one, And) else "or")
            joined = between.join(self._printed(part, inner=True) for part in one.parts)
            return self.say("group", joined) if inner and len(one.parts) > 1 else joined
        if isinstance(one, Neg):
            return self.say("not", self._printed(one.part, inner=True))
        return self._test(one)

    def _test(self, one: Atom | Known | Threshold) -> str:
        name, _, member = one.fact.partition("∋")
        fact = self.facts.get(name)
        if fact is None:
            return f"{name}{one.wanted}"
        if self.lang == "en" and isinstance(one, Atom) and not member:
            return f"{self.label(name)}: {values_en.wanted(Wanted(one.wanted, fact, one.region))}"
        if isinstance(one, Atom) and not one.wanted and one.region == FALSE:
            return self.say("not", self.label(name))
        return f"{self.label(name)}{one.wanted}"

    def label(self, fact: str) -> str:
        """The label of a fact."""
        found = self.facts.get(fact)
        return fact if found is None else (found.en or found.label) if self.lang == "en" else found.label

    def kind(self, kind: str) -> str:
        """The label of a kind of measure."""
        found = self.kinds.get(kind)
        return kind if found is None else (found.en or found.label) if self.lang == "en" else found.label

    def amount(self, amount: Amount) -> str:
        """A statutory amount, or a multiple or share of a base."""
        if amount.base is None:
            span = MoneyRange(amount.lo, amount.hi, amount.lo_open, amount.hi_open)
            return values_zh.span(span) if self.lang == "zh" else values_en.span(span)
        label = self.label(amount.base)
        lo, hi = ("" if end is None else self._multiple(end, amount.per) for end in (amount.lo, amount.hi))
        return self._multiples(label, lo, hi) + self._limits(amount)

    def _multiples(self, label: str, lo: str, hi: str) -> str:
        if lo == hi:
            return self.say("exactly", label, lo)
        if lo and hi:
            return self.say("from_to", label, lo, hi)
        return self.say("at_least", label, lo) if lo else self.say("at_most", label, hi)

    def _limits(self, amount: Amount) -> str:
        """Base floor, floor and cap of an amount."""
        floor = amount.base_floor
        least = None if floor is None else self._money(floor) if amount.per is None else f"{plain(floor)}{amount.per}"
        said = [] if least is None else [self.say("base_floor", least)]
        said += [] if amount.floor is None else [self.say("result_floor", self._money(amount.floor))]
        said += [] if amount.cap is None else [self.say("result_cap", self._money(amount.cap))]
        return "".join(said)

    def _money(self, fen: Fraction) -> str:
        return values_zh.money(fen) if self.lang == "zh" else values_en.money(fen)

    def _multiple(self, number: Fraction, per: str | None) -> str:
        if per is not None:
            return self.say("each", per, self._money(number))
        times = "倍" if self.lang == "zh" else " times"
        return f"{plain(number)}{times}" if number >= 1 else share(number)

    def result(self, result: Result) -> str:
        """What a row of a table gives."""
        if isinstance(result, Band):
            return _band(result)
        if isinstance(result, OfMax):
            return f"{self.say('of_max')}{share(result.share) if result.band is None else _band(result.band)}"
        if isinstance(result, OfMin):
            return f"{self.say('of_min')}{share(result.share)}"
        return self.say("free") if result is None else self.amount(result)

    def effect(self, effect: Effect) -> str:
        """What a rule does."""
        if isinstance(effect, Spare):
            kept = "、".join(map(self.kind, effect.keeps))
            return self.say("spare") + (self.say("keeps") + kept if kept else "")
        if isinstance(effect, Open | Bar):
            levels = "、".join(word("level", level, self.lang) for level in effect.levels)
            return self.say("open" if isinstance(effect, Open) else "bar") + levels
        if isinstance(effect, Reduce):
            return self.say("reduce", share(effect.least), share(effect.most))
        if isinstance(effect, Terminate):
            return word("conclusion.short", effect.disposition, self.lang)
        if isinstance(effect, Refer):
            return self.say("refer") + word("organ", effect.organ, self.lang)
        if isinstance(effect, OrderFirst):
            key = f"order.{effect.kind}"
            return self.say("order") + (self.say(key) if key in _SAY else effect.kind)
        if isinstance(effect, Duty | Alert):
            return self.say("duty" if isinstance(effect, Duty) else "alert") + effect.kind
        return self.say(effect.which) if isinstance(effect, Versions) else self._of_several(effect)

    def _of_several(self, effect: BarKinds | Concur | CapTotal) -> str:
        """Effects where an act was fined already, falls under several provisions, or is one of several."""
        if isinstance(effect, BarKinds):
            return self.say("bar_kinds") + "、".join(map(self.kind, effect.kinds))
        if isinstance(effect, Concur):
            return self.say("concur") + word("policy", effect.policy, self.lang)
        most = print_duration(effect.most) if self.lang == "zh" else notation(effect.most)
        return self.say("cap_total", self.kind(effect.kind), most)

    def cited(self, basis: tuple[Citation, ...]) -> str:
        """Citations in the form of the language."""
        written = print_zh if self.lang == "zh" else print_en
        return ("；" if self.lang == "zh" else "; ").join(dict.fromkeys(map(written, basis)))

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


def share(number: Fraction) -> str:
    """A share as a percentage."""
    return f"{plain(number * 100)}%"
