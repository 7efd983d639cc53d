"""What leniency saved, as text and as JSON (`enforcerules/leniency/1`)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction
from math import ceil, floor
from typing import Final

from enforcerules.base.catalogue import Lang, message
from enforcerules.base.personal import without_numbers
from enforcerules.language.showing import yuan
from enforcerules.model.citation import print_en, print_zh
from enforcerules.model.decision import MoneyRange
from enforcerules.model.leniency import CATEGORIES, Category, Ground, Leniency, Side, Sum, Unit
from enforcerules.model.program import Rule
from enforcerules.render.json_values import cited, money_range
from enforcerules.render.leniency_shape import (
    CountsJson,
    GroundJson,
    LeniencyJson,
    MatterSumJson,
    SideJson,
    SumJson,
    UnitJson,
)
from enforcerules.render.text import COLUMNS, framed
from enforcerules.render.width import wrapped
from enforcerules.render.words import values_en, values_zh, word
from enforcerules.render.words.leniency_words import WORDS

_NIL: Final = Fraction(0)


def leniency_json(found: Leniency, indent: int | None = None) -> str:
    """As JSON, keys in the order of the shape."""
    often = Counter(name for one in found.units for name in one.grounds)
    made: LeniencyJson = {
        "format": "enforcerules/leniency/1",
        "without": list(found.favours),
        "rules": list(found.named),
        "left_out": found.left_out,
        "cases": found.cases,
        "total": _sum(found.total),
        "matters": [_of_matter(found, names, one) for names, one in found.by_matter],
        "grounds": [_ground(one, often[name]) for name, one in sorted(found.grounds.items())],
        "acts": [_unit(one) for one in found.units],
        "unusable": [
            {
                "where": one.name,
                "problems": [{"zh": message(d, "zh"), "en": message(d, "en")} for d in one.report.errors],
            }
            for one in found.unusable
        ],
    }
    return json.dumps(made, ensure_ascii=False, indent=indent)


def _sum(one: Sum) -> SumJson:
    return {
        "acts": one.units,
        "by": _counts(one.by),
        "parties": _counts(one.parties),
        "saved": money_range(one.saved),
        "saved_by": {name: money_range(span) for name, span in one.saved_by.items()},
        "told": one.told,
        "untold": one.untold,
        "bounds": one.bounds,
    }


def _counts(by: Mapping[Category, int]) -> CountsJson:
    return {
        "spared": by["spared"],
        "may_spare": by["may_spare"],
        "notice": by["notice"],
        "lowered": by["lowered"],
        "open": by["open"],
        "unchanged": by["unchanged"],
    }


def _of_matter(found: Leniency, names: tuple[str, ...], one: Sum) -> MatterSumJson:
    return {"matters": list(names), "titles": [dict(found.titles[name]) for name in names], "sum": _sum(one)}


def _ground(one: Ground, acts: int) -> GroundJson:
    return {
        "id": one.id,
        "kind": one.favour,
        "title": dict(one.rule.title),
        "basis": cited(one.rule.basis),
        "acts": acts,
    }


def _unit(one: Unit) -> UnitJson:
    return {
        "where": one.name,
        "case": one.case,
        "act": one.act,
        "party": one.party,
        "matters": list(one.matters),
        "category": one.category,
        "kept": _side(one.kept),
        "without": _side(one.without),
        "proposed": None if one.proposed is None else yuan(one.proposed),
        "saved": None if one.saved is None else money_range(one.saved),
        "grounds": list(one.grounds),
    }


def _side(one: Side) -> SideJson:
    return {
        "dispositions": [outcome.disposition for outcome in one.outcomes],
        "fine": None if one.fine is None else money_range(one.fine),
        "open": list(one.open),
    }


# ---- text ------------------------------------------------------------------------------------------------------------


def leniency_text(found: Leniency, lang: Lang = "zh", columns: int = COLUMNS) -> str:
    """As text: what was left out, the sum, by matter, by ground, each act, and what is not in the sum."""
    page = _Page(lang)
    rows: list[str] = []
    for depth, line in page.lines(found):
        indent = "  " * depth
        rows += [indent + row for row in wrapped(line, columns - len(indent))] or [""]
    return "\n".join(rows) + "\n"


Lines = Iterator[tuple[int, str]]


def _of(one: Unit) -> dict[str, str]:
    """Case, act and party as people named them, without numbers of identity."""
    return {
        name: without_numbers(str(said)) for name, said in (("case", one.case), ("act", one.act), ("party", one.party))
    }


class _Page:
    def __init__(self, lang: Lang) -> None:
        self._lang: Lang = lang

    def say(self, key: str, **args: object) -> str:
        return WORDS[key][0 if self._lang == "zh" else 1].format(**args)

    def lines(self, found: Leniency) -> Lines:
        yield 0, framed(self.say("heading"), self._lang)
        yield from self._without(found)
        yield from self._total(found)
        yield from self._section("by_matter", self._matters(found))
        yield from self._section("by_ground", self._grounds(found))
        yield from self._section("acts", self._acts(found))
        yield from self._section("untold", self._untold(found))

    def _section(self, key: str, lines: Lines) -> Lines:
        kept = list(lines)
        if kept:
            yield 0, ""
            yield 0, framed(self.say(key), self._lang)
            yield from kept

    def _without(self, found: Leniency) -> Lines:
        names = [self.say(f"favour.{one}") for one in found.favours] + list(found.named)
        yield 0, self.say("without", names=("；" if self._lang == "zh" else "; ").join(names), count=found.left_out)

    def _total(self, found: Leniency) -> Lines:
        one = found.total
        yield 0, self.say("cases", cases=found.cases, acts=one.units)
        for key in CATEGORIES:
            if one.by[key] and key != "unchanged":
                yield 1, self._category(key, one)
        if one.by["unchanged"]:
            yield 1, self.say("unchanged.count", acts=one.by["unchanged"])
        if one.told:
            yield 0, self.say("saved.total", saved=self._saved(one.saved), acts=one.told)
        if one.by["may_spare"] or one.by["open"]:
            yield 0, self.say("powers")
        if one.bounds:
            yield 0, self.say("bounds", acts=one.bounds)
        if one.untold or found.unusable:
            yield 0, self.say("not_in_it", acts=one.untold, cases=len(found.unusable))

    def _category(self, key: Category, one: Sum) -> str:
        told = one.saved_by.get(key)
        counts = {"name": self.say(key), "acts": one.by[key], "parties": one.parties[key]}
        return (
            self.say("category.untold", **counts)
            if told is None
            else self.say("category", **counts, saved=self._saved(told))
        )

    def _matters(self, found: Leniency) -> Lines:
        for names, one in found.by_matter:
            if one.units == one.by["unchanged"]:
                continue
            title = self._joined([self._title(found.titles[name]) for name in names])
            counts = self._joined([f"{self.say(key)} {one.by[key]}" for key in CATEGORIES[:-1] if one.by[key]])
            key = "matter" if one.told else "matter.untold"
            yield 1, self.say(key, title=title, ids="、".join(names), counts=counts, saved=self._saved(one.saved))

    def _grounds(self, found: Leniency) -> Lines:
        often = Counter(name for one in found.units for name in one.grounds)
        for name, acts in sorted(often.items(), key=lambda pair: (-pair[1], pair[0])):
            ground = found.grounds[name]
            written = print_zh if self._lang == "zh" else print_en
            basis = self._joined(list(dict.fromkeys(map(written, ground.rule.basis))))
            may = isinstance(ground.rule, Rule) and ground.rule.strength == "may"
            kind = self.say(f"favour.{ground.favour}")
            strength = word("modality", "may" if may else "shall", self._lang)
            yield (
                1,
                self.say(
                    "ground",
                    title=self._title(ground.rule.title),
                    id=name,
                    kind=kind,
                    basis=basis,
                    acts=acts,
                    may=strength,
                ),
            )

    def _acts(self, found: Leniency) -> Lines:
        for one in found.units:
            if one.category == "unchanged":
                continue
            yield 1, self.say("act", **_of(one), category=self.say(one.category))
            now = (
                self.say("proposed", fine=self._money(one.proposed))
                if one.proposed is not None
                else self._side(one.kept)
            )
            yield 2, self.say("act.sides", now=now, then=self._side(one.without))
            saved = self.say("unknown") if one.saved is None else self._saved(one.saved)
            yield 2, self.say("act.saved", saved=saved, grounds=self._joined(list(one.grounds)) or "—")
            if one.open:
                yield 2, self.say("act.open", facts=self._joined([self._fact(name) for name in one.open]))

    def _untold(self, found: Leniency) -> Lines:
        for one in found.untold:
            facts = self._joined([self._fact(name) for name in one.open])
            key = "untold.act" if facts else "untold.amount"
            yield 1, self.say(key, **_of(one), facts=facts)
        for case in found.unusable:
            problems = self._joined([f"{d.code} {message(d, self._lang)}" for d in case.report.errors])
            yield 1, self.say("untold.case", where=case.name, problems=problems)

    def _side(self, one: Side) -> str:
        named = dict.fromkeys(word("conclusion.short", outcome.disposition, self._lang) for outcome in one.outcomes)
        if one.fine is None:
            fine = self.say("fine.unknown")
        elif one.fine.hi == 0:
            fine = self.say("fine.none")
        else:
            settled = {outcome.disposition for outcome in one.outcomes} == {"penalise"}
            range_ = (values_zh if self._lang == "zh" else values_en).span(one.fine)
            fine = self.say("fine" if settled else "fine.if", range=range_)
        return self.say("side", dispositions=self._joined(list(named)), fine=fine)

    def _fact(self, name: str) -> str:
        """A label of a fact, or what a person has to settle."""
        return word("question_of_law", name, self._lang)

    def _saved(self, one: MoneyRange) -> str:
        """At least, at most; one amount where both are the same."""
        lo, hi = Fraction(ceil(one.lo or _NIL)), Fraction(floor(one.hi or _NIL))
        if lo == hi:
            return self._money(lo)
        least = "more_than" if one.lo_open and lo == one.lo else "at_least"
        most = "less_than" if one.hi_open and hi == one.hi else "at_most"
        return self.say(least, money=self._money(lo)) + self.say("to") + self.say(most, money=self._money(hi))

    def _money(self, fen: Fraction) -> str:
        return values_zh.money(fen) if self._lang == "zh" else values_en.money(fen)

    def _title(self, title: tuple[tuple[str, str], ...]) -> str:
        texts = dict(title)
        return texts.get(self._lang) or texts.get("zh", "")

    def _joined(self, parts: list[str]) -> str:
        return ("、" if self._lang == "zh" else ", ").join(parts)
