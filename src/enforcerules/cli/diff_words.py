"""A comparison of rules in words: per matter each region with what followed, what follows, whom it weighs on, a case."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Final

from enforcerules.analysis.difference import Difference, MatterDifference, Region
from enforcerules.analysis.regions import Pair, closed
from enforcerules.analysis.results import Follows, Line, Range, Result
from enforcerules.analysis.scenes import KINDS, Scene
from enforcerules.base.catalogue import Lang
from enforcerules.language.showing import plain, show_number, show_value
from enforcerules.model.decision import MoneyRange
from enforcerules.model.program import Fact, Kind
from enforcerules.model.region import TRUE, Interval, Numbers
from enforcerules.model.region import Region as Values
from enforcerules.render.words import values_en, values_zh, word

_SHOWN: Final = 40
_SAY: Final[Mapping[str, tuple[str, str]]] = {
    "heavier": ("更重", "heavier"),
    "lighter": ("更轻", "lighter"),
    "equal": ("不同，轻重相当", "different, equally heavy"),
    "unclear": ("不同，轻重由人判断", "different; which is heavier is for a person"),
    "open": ("不同，轻重视其他事实而定", "different; which is heavier turns on other facts"),
    "mixed": ("有时更重，有时更轻或须由人判断", "heavier in some cases and lighter or for a person in others"),
    "none": ("任何案件，无论实际还是可能，都不受影响（比较了{n}个事项）", "no case, real or possible, is affected ({n} matters compared)"),
    "found": ("{n}个事项中，{m}个有变化，{r}处结果不同", "{m} of {n} matters changed, with {r} regions of different results"),
    "added": ("新增的事项", "new"),
    "removed": ("删去的事项", "removed"),
    "no_region": ("事实查清的案件，结果都不变", "no case whose facts are found comes out otherwise"),
    "old": ("原来", "was"),
    "new": ("现在", "now"),
    "where": ("何地何时何人", "where, when, who"),
    "guarded": ("案件先行终结的（不成立、不予处罚、移送等）除外", "unless the case ends before (not established, no penalty, referral)"),
    "partly": ("其他情节不同时，也可能没有差别", "with other circumstances there may be no difference"),
    "others": ("其他情节并存时还有{n}种不同（{verdicts}；见 --format json）", "{n} more with other circumstances ({verdicts}; see --format json)"),
    "confirmed": ("例案（两套规则各办一次，结果确实不同）", "a case (decided under both rules: it does differ)"),
    "unconfirmed": ("未能造出实际案件验证，请人核对", "no real case could be made to confirm it; look at it"),
    "sampled": ("数额随其他裁量因素变动，所列为其中一种", "the sums vary with other factors; this is one of them"),
    "unread": ("组合过多，没有全部比较：以下条款变了，只在其他情节最轻的案件里逐条比较", "too many combinations to compare all: these parts changed and were compared in the plainest case only"),
    "always": ("所有案件", "every case"),
    "first": ("（先列情节最简单的）", " (the plainest first)"),
    "elsewhere": ("其他地方", "elsewhere"),
    "everywhere": ("各地", "everywhere"),
    "anybody": ("任何当事人", "any party"),
    "any_day": ("不限日期", "any day"),
    "duty": ("程序义务变了", "a duty changed"),
    "monitor": ("提示（监测）变了", "an alert changed"),
    "versions": ("新旧法的适用规则变了", "which version applies changed"),
    "together": ("数个规定竞合或数个行为合并的规则变了", "several provisions or acts together: changed"),
    "burden": ("由谁证明、查不清时如何处理变了", "who proves it, or what not knowing means, changed"),
    "basis": ("引用的条文变了", "the citation changed"),
    "rewritten": ("条件的写法变了（事实没有查清的案件逐条按举证规则办理，未比较）", "conditions written otherwise (cases with open facts go rule by rule and were not compared)"),
    "unsaid": ("不能断定没有案件受影响（比较所不认识的写法，或者数额只比较了若干点）", "it cannot be said that no case is affected (a construct the comparison does not know, or amounts compared at some points only)"),
    "point": ("数额", "amount"),
    "barred": ("不得处以", "barred"),
    "person": ("须由人处理：", "for a person: "),
}  # fmt: skip
_PARTY: Final = {"unit": ("单位", "unit"), "individual": ("个人", "individual"), "sole_trader": ("个体工商户", "sole trader"), "responsible_person": ("责任人员", "responsible person")}  # fmt: skip


_EVENTS: Final[Mapping[str, tuple[str, str]]] = {
    "penalty": ("受处罚", "penalised"),
    "spared": ("不予处罚", "spared"),
    "warning": ("受警告", "warned"),
    "notice": ("受通知", "notice given"),
    "caution": ("受警示", "cautioned"),
    "breach": ("有违规记录", "a breach on record"),
}
_WAYS: Final[Mapping[str, tuple[str, str]]] = {
    "may": ("可以处", "may: "),
    "single_or_joint": ("可以单处或者并处", "alone or together: "),
    "up_to": ("直至", "up to: "),
}


class DiffWords:
    """The wording of a comparison in one language."""

    def __init__(self, lang: Lang) -> None:
        """In a language."""
        self.lang = lang
        self._zh = lang == "zh"
        self._money: Callable[[Fraction], str] = values_zh.money if lang == "zh" else values_en.money
        self._span: Callable[[MoneyRange], str] = values_zh.span if lang == "zh" else values_en.span

    def say(self, key: str, **args: object) -> str:
        """A phrase of this page."""
        return _SAY[key][0 if self._zh else 1].format(**args)

    def text(self, difference: Difference) -> str:
        """The whole comparison."""
        if difference.none:
            return self.say("none", n=difference.compared)
        count = self.say("found", n=difference.compared, m=len(difference.matters), r=len(difference.regions))
        return "\n".join([line for one in difference.matters for line in (*self._matter(one), "")] + [count])

    def _matter(self, one: MatterDifference) -> Iterator[str]:
        yield f"{one.matter}  {self.title(one)}"
        if one.presence != "both":
            yield f"  {self.say(one.presence)}"
            return
        for number, region in enumerate(one.regions[:_SHOWN], 1):
            yield from self._region(number, region, one.facts or {}, one.kinds or {})
        yield from (f"  {line}" for line in self.beside(one))

    def title(self, one: MatterDifference) -> str:
        """The title of a matter."""
        return dict(one.title).get(self.lang) or dict(one.title).get("zh", "")

    def beside(self, one: MatterDifference) -> Iterator[str]:
        """What is said of a matter beside its regions."""
        if one.quiet:
            yield self.say("no_region")
        if one.unread:
            yield self.say("unread")
            yield f"  {'、'.join(one.unread)}"
        yield from (f"{self.say(b.aspect)}：{b.part}" for b in one.beside)

    def _region(
        self, number: int, region: Region, facts: Mapping[str, Fact], kinds: Mapping[str, Kind]
    ) -> Iterator[str]:
        where = self.where(region, facts)
        yield (
            f"  {number}. {where}：{self.say(region.plain.differs.verdict)}"
            if self._zh
            else f"  {number}. {where}: {self.say(region.plain.differs.verdict)}"
        )
        for name, said in self.rows(region, facts, kinds):
            yield f"     {name}：{said}" if name else f"     {said}"

    def where(self, region: Region, facts: Mapping[str, Fact]) -> str:
        """The box of facts of a region."""
        always = self.say("always") + (self.say("first") if len(region.pairs) > 1 else "")
        return "，".join(self.cell(facts, name, cell) for name, cell in region.where) or always

    def rows(self, region: Region, facts: Mapping[str, Fact], kinds: Mapping[str, Kind]) -> Iterator[tuple[str, str]]:
        """What is said of a region: what it is about, and what; remarks are about nothing."""
        old, new = self.results(region.plain, facts, kinds)
        yield self.say("old"), old
        yield self.say("new"), new
        yield self.say("where"), self.scenes(region.scenes)
        if region.guarded or not region.always:
            yield "", self.say("guarded" if region.guarded else "partly")
        if not region.plain.differs.exact:
            yield "", self.say("sampled")
        if len(region.pairs) > 1:
            yield "", self.say("others", n=len(region.pairs) - 1, verdicts=self._verdicts(region))
        if region.witness is not None and region.witness.confirmed:
            yield self.say("confirmed"), self._case(region.witness.case, facts)
        else:
            yield "", self.say("unconfirmed")

    def _verdicts(self, region: Region) -> str:
        said = dict.fromkeys(self.say(pair.differs.verdict) for pair in region.pairs[1:])
        return "、".join(said) if self._zh else ", ".join(said)

    def _case(self, case: Mapping[str, object], facts: Mapping[str, Fact]) -> str:
        given = case["facts"]
        assert isinstance(given, Mapping)  # noqa: S101  a case has a table of facts
        said = [self._fact(facts, n, v) for n, v in given.items() if v not in ("false", "0")]
        history = case.get("history")
        past = history["events"] if isinstance(history, dict) else []
        events = [f"{e['date']} {_EVENTS.get(e['event'], (e['event'],) * 2)[0 if self._zh else 1]}" for e in past]
        return "；".join([f"{case['end']}", *said, *(["、".join(events)] if events else [])])

    def _fact(self, facts: Mapping[str, Fact], name: str, value: object) -> str:
        """A fact of a case in its words; of a truth only its label."""
        fact = facts.get(name)
        if fact is None or isinstance(value, list | dict):
            return f"{name if fact is None else self.label(fact)}={value}"
        if fact.type == "boolean":
            return self.label(fact)
        shown = dict(fact.values).get(str(value), f"{value}{'元' if fact.type == 'money' else fact.unit or ''}")
        return f"{self.label(fact)}：{shown}" if self._zh else f"{self.label(fact)}: {shown}"

    def label(self, fact: Fact) -> str:
        """The label of a fact."""
        return fact.label if self._zh else fact.en or fact.label

    def cell(self, facts: Mapping[str, Fact], name: str, cell: Values | None) -> str:
        """A cell of a fact in the law's words."""
        whole, _, value = name.partition("∋")
        fact = facts[whole]
        if value:
            return f"{fact.label}{'' if cell == TRUE else '不'}包含{dict(fact.values).get(value, value)}"
        if cell is None:
            return f"{self.label(fact)}{'无法查明' if self._zh else ' cannot be determined'}"
        if isinstance(cell, Numbers):
            if cell.empty:
                return f"{self.label(fact)}{'无人提出' if self._zh else ' not raised'}"
            made = closed(cell) if fact.whole else cell
            parts = [self._interval(fact, one) for one in made.intervals]
            return f"{self.label(fact)}{'或者'.join(parts)}"
        if fact.type == "boolean":
            return f"{'' if cell == TRUE else '非' if self._zh else 'not '}{self.label(fact)}"
        return f"{self.label(fact)}：{show_value(fact, cell)}"

    def _interval(self, fact: Fact, one: Interval) -> str:
        """A stretch of a fact; a sum just below a round one is 不满 it."""
        if fact.type in {"grade", "date"} or one.point is not None:
            return f"为{show_value(fact, Numbers((one,)))}"
        lo, hi = one.lo, one.hi
        if lo is not None and not (lo == 0 and fact.formula is None and not one.lo_open):
            above = f"{self._number(fact, lo - 1)}" if fact.type == "money" and lo % 100 == 1 else None
            start = f"超过{above}" if above or one.lo_open else ""
            start = (
                start
                if above
                else f"{'超过' if one.lo_open else ''}{self._number(fact, lo)}{'' if one.lo_open else '以上'}"
            )
        else:
            start = ""
        if hi is None:
            return start or "不限"
        if fact.type == "money" and hi % 100 == 99:
            return f"{start}不满{self._number(fact, hi + 1)}"
        return f"{start}{'不满' if one.hi_open else ''}{self._number(fact, hi)}{'' if one.hi_open else '以下'}"

    def _number(self, fact: Fact, number: int | Fraction) -> str:
        return self._money(Fraction(number)) if fact.type == "money" else show_number(fact, number)

    # ---- results ---------------------------------------------------------------------------------------------

    def results(self, pair: Pair, facts: Mapping[str, Fact], kinds: Mapping[str, Kind]) -> tuple[str, str]:
        """What followed and what follows, without the measures that stay as they are."""
        one = pair.differs
        base = "" if one.along is None or one.along not in facts else self.label(facts[one.along])
        old, new = set(one.old.measures), set(one.new.measures)
        same = one.old.dispositions == one.new.dispositions
        return (
            self._result(one.old, [m for m in one.old.measures if m not in new], base, kinds, said=not same),
            self._result(one.new, [m for m in one.new.measures if m not in old], base, kinds, said=not same),
        )

    def _result(
        self, result: Result, measures: Sequence[Follows], base: str, kinds: Mapping[str, Kind], *, said: bool
    ) -> str:
        parts = []
        if said or (not measures and not result.human):
            parts.append("／".join(word("conclusion.short", d, self.lang) for d in result.dispositions))
        parts += [self._follows(one, base, kinds) for one in measures]
        if result.human:
            questions = (word("question_of_law", kind, self.lang) for kind in sorted(result.human))
            parts.append(self.say("person") + ("、" if self._zh else ", ").join(questions))
        return "；".join(parts)

    def _follows(self, one: Follows, base: str, kinds: Mapping[str, Kind]) -> str:
        kind = kinds.get(one.kind)
        name = one.kind if kind is None else kind.label if self._zh else kind.en or kind.label
        if one.barred:
            return f"{self.say('barred')}{name}"
        levels = [f"（{word('level', lv.level, self.lang)}）{self._range(lv.range, base)}" for lv in one.levels]
        way = _WAYS.get(one.modality, ("", ""))[0 if self._zh else 1]
        return f"{way}{name}{'、'.join(levels)}"

    def _range(self, one: Range | None, base: str) -> str:
        if one is None:
            return ""
        flat = all(end is None or not end.times for end in (one.lo, one.hi))
        if flat:
            lo, hi = (None if end is None else end.plus for end in (one.lo, one.hi))
            return self._span(MoneyRange(lo, hi, one.lo_open, one.hi_open))
        if one.lo == one.hi and one.lo is not None:
            return self._line(one.lo, base)
        lo_text = "" if one.lo is None else f"{self._line(one.lo, base)}{'' if one.lo_open else '以上'}"
        return lo_text + ("" if one.hi is None else f"{self._line(one.hi, base)}{'' if one.hi_open else '以下'}")

    def _line(self, one: Line, base: str) -> str:
        if not one.times:
            return self._money(one.plus)
        many = f"{base}{plain(one.times)}倍" if self._zh else f"{plain(one.times)} x {base}"
        return many if not one.plus else f"{many}{'+' if one.plus > 0 else '−'}{self._money(abs(one.plus))}"

    # ---- scenes ----------------------------------------------------------------------------------------------

    def scenes(self, scenes: Iterable[Scene]) -> str:
        """Where, when and for whom."""
        every = list(scenes)
        at = 0 if self._zh else 1
        codes = list(dict.fromkeys(s.territory if s.place == "here" else self.say(s.place) for s in every))
        kinds = [k for k in KINDS if any(s.kind == k for s in every)]
        who = self.say("anybody") if len(kinds) == len(KINDS) else "、".join(_PARTY[k][at] for k in kinds)
        where = "、".join(codes)
        return "；".join((where, self._days(every), who))

    def _days(self, every: list[Scene]) -> str:
        spans = sorted({(s.days.since or date.min, s.days.until or date.max) for s in every})
        joined: list[tuple[date, date]] = []
        for since, until in spans:
            if joined and joined[-1][1] != date.max and (since - joined[-1][1]).days <= 1:
                joined[-1] = (joined[-1][0], max(until, joined[-1][1]))
            else:
                joined.append((since, until))
        return "，".join(self._stretch(*one) for one in joined)

    def _stretch(self, since: date, until: date) -> str:
        if since == date.min and until == date.max:
            return self.say("any_day")
        first = "" if since == date.min else f"{since.isoformat()}{'起' if self._zh else ' on'}"
        return first if until == date.max else f"{first}{'至' if self._zh else ' to '}{until.isoformat()}"
