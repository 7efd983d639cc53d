"""The view of a matter as text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any, Final

from enforcerules.base.catalogue import Lang
from enforcerules.cli.table import table
from enforcerules.render.width import wrapped
from enforcerules.render.words import word
from enforcerules.render.words.matter_words import HEADS, TYPES

_IN_FULL: Final = frozenset({"exemption", "escalation", "circumstance"})
_COLUMNS: Final = 96
View = Mapping[str, Any]


def matter_text(view: View, lang: Lang) -> str:
    """Everything about a matter, section by section."""
    return "\n".join(_Page(lang).lines(view))


class _Page:
    def __init__(self, lang: Lang) -> None:
        self._lang = lang

    def lines(self, view: View) -> Iterator[str]:
        yield f"{view['id']}  {view['title']}"
        yield from _indented(self._law(view))
        yield from self._section("elements", [view["elements"]] if view["elements"] else [])
        yield from self._section("facts", self._facts(view["facts"]))
        yield from self._section("penalties", [line for one in view["penalties"] for line in self._measure(one)])
        yield from self._section("benchmarks", [line for one in view["benchmarks"] for line in self._table(one)])
        yield from self._section("rules", self._rules(view["rules"]))

    def _say(self, key: str) -> str:
        return HEADS[key][0 if self._lang == "zh" else 1]

    def _word(self, group: str, key: str) -> str:
        return word(group, key, self._lang)

    def _section(self, key: str, lines: Iterable[str]) -> Iterator[str]:
        kept = list(lines)
        if kept:
            yield from ("", self._say(key))
            yield from _indented(kept)

    def _law(self, view: View) -> Iterator[str]:
        for key in ("prohibited_by", "penalised_by", "in_force", "as_of", "note"):
            if view[key]:
                yield f"{self._say(key)}: {view[key]}"
        for key in ("rulesets", "elsewhere"):
            if view[key]:
                yield f"{self._say(key)}: {', '.join(view[key])}"

    def _facts(self, facts: Iterable[View]) -> Iterator[str]:
        """A line for each fact that is always asked, and the names of the others."""
        kept = list(facts)
        yield from table([self._fact(one) for one in kept if one["ask"] != "if_raised"]).splitlines()
        raised = [one["label"] for one in kept if one["ask"] == "if_raised"]
        if raised:
            yield from wrapped(f"{self._say('if_raised')}{self._joined(raised)}", _COLUMNS)

    def _fact(self, fact: View) -> tuple[str, ...]:
        kind = TYPES[fact["type"]][0 if self._lang == "zh" else 1]
        unit = f" ({fact['unit']})" if fact["unit"] else ""
        who = self._word("who", "person" if fact["evaluative"] else fact["proves"])
        return fact["label"], fact["id"], kind + unit, who, fact["values"] or ""

    def _joined(self, parts: Iterable[str]) -> str:
        return ("；" if self._lang == "zh" else "; ").join(parts)

    def _measure(self, one: View) -> Iterator[str]:
        branch = f"[{self._say('branch').format(one['branch'] + 1)}] " if one["branch"] is not None else ""
        target = f" → {self._word('target', one['target'])}" if one["target"] else ""
        amount = " ".join(part for part in (one["label"], one["amount"], one["duration"]) if part)
        yield f"{branch}{self._word('modality', one['modality'])} {amount}{target}{_cited(one)}"
        if one["when"]:
            yield f"  {self._say('when')}{one['when']}"

    def _table(self, one: View) -> Iterator[str]:
        secondary = self._say("secondary") if one["evidence"] == "secondary" else ""
        target = f"@{one['target']}" if one["target"] else ""
        yield f"{one['id']}  {one['title']} → {one['kind']}{target}{_cited(one)}{secondary}"
        if one["when"]:
            yield f"  {self._say('when')}{one['when']}"
        rows = [self._row(row) for row in one["rows"]]
        yield from _indented(table(rows).splitlines())
        if one["weights"]:
            yield from _indented(self._weights(one["weights"]))

    def _row(self, row: View) -> tuple[str, ...]:
        when = self._say("otherwise") if row["otherwise"] else row["when"] or ""
        return row["id"], self._word("level", row["level"]), row["gives"], when

    def _weights(self, weights: View) -> Iterator[str]:
        yield self._say("span" if weights["interpolate"] else "weights").format(**weights)
        for factor in weights["factors"]:
            yield factor["title"]
            yield from _indented(table([(one["weight"], one["when"]) for one in factor["levels"]]).splitlines())

    def _rules(self, rules: Iterable[View]) -> Iterator[str]:
        for stage, group in groupby(rules, key=lambda rule: rule["stage"]):
            yield self._word("stage", stage)
            kept = list(group)
            if stage not in _IN_FULL:
                names = self._joined(f"{one['id']} {one['title']}" for one in kept)
                yield from _indented(wrapped(names, _COLUMNS))
                continue
            for one in kept:
                yield f"  {one['id']}  {one['title']} → {self._word('modality', one['strength'])} {one['effect']}{_cited(one)}"
                if one["when"]:
                    yield f"    {self._say('when')}{one['when']}"


def _indented(lines: Iterable[str]) -> Iterator[str]:
    return (f"  {line}" for line in lines)


def _cited(one: View) -> str:
    return f" [{one['basis']}]" if one["basis"] else ""
