"""What a text may name: facts by label, other name or id, values of choices, parameters, and declared units."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from enforcerules.model.program import Fact, Parameter

MONEY = {"元": 100, "千元": 100_000, "万元": 1_000_000, "亿元": 10_000_000_000, "角": 10, "分": 1}
RATES = {"%": 100, "‰": 1000, "倍": 1}
CALENDAR = ("工作日", "个工作日", "个月", "月", "年", "日", "天", "周岁", "小时")
COUNTS = ("次", "件", "人", "辆", "株", "吨", "台", "户", "处", "种", "项")


@dataclass(frozen=True)
class Vocabulary:
    """The names visible to a ruleset: text to (kind, id), longest first by first character.

    `read`: what was read with them already, by kind and text, and what they became under other terms: the same conditions stand in
    row after row, and several tables refine one matter.
    """

    facts: Mapping[str, Fact]
    parameters: Mapping[str, Parameter]
    names: Mapping[str, tuple[str, str]]
    values: frozenset[str]
    units: frozenset[str]
    starts: Mapping[str, tuple[str, ...]]
    read: dict[Hashable, Any] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def longest_unit(self) -> int:
        """How many characters the longest unit has."""
        return max(map(len, self.units))

    def fact_named(self, text: str) -> Fact | None:
        """The fact with this label, other name or id."""
        found = self.names.get(text)
        return self.facts[found[1]] if found is not None and found[0] == "fact" else None


def vocabulary(facts: Mapping[str, Fact], parameters: Mapping[str, Parameter]) -> Vocabulary:
    """Collect the names of facts and parameters; a label wins over an id of the same text."""
    names: dict[str, tuple[str, str]] = {}
    for parameter in parameters.values():
        names[parameter.id] = ("parameter", parameter.id)
        names[parameter.label] = ("parameter", parameter.id)
    for fact in facts.values():
        names[fact.id] = ("fact", fact.id)
    for fact in facts.values():
        names.update(dict.fromkeys((*fact.also, fact.label), ("fact", fact.id)))
    values = frozenset(label for fact in facts.values() for _, label in fact.values)
    declared = {fact.unit for fact in facts.values() if fact.unit} | {p.unit for p in parameters.values() if p.unit}
    units = frozenset({*declared, *MONEY, *RATES, *CALENDAR, *COUNTS})
    return Vocabulary(facts, parameters, names, values, units, _by_first([*names, *values]))


def renamed(words: Vocabulary, terms: Mapping[str, str]) -> Vocabulary:
    """The vocabulary in which some facts, by id, bear another label; their own labels go on being read."""
    key = ("terms", *sorted(terms.items()))
    found: Vocabulary | None = words.read.get(key)
    if found is None:
        found = words.read[key] = _renamed(words, terms)
    return found


def _renamed(words: Vocabulary, terms: Mapping[str, str]) -> Vocabulary:
    facts = {**words.facts, **{name: replace(words.facts[name], label=term) for name, term in terms.items()}}
    names = {**words.names, **{term: ("fact", name) for name, term in terms.items()}}
    return Vocabulary(facts, words.parameters, names, words.values, words.units, _by_first([*names, *words.values]))


def _by_first(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for word in filter(None, words):
        found.setdefault(word[0], set()).add(word)
    return {first: tuple(sorted(group, key=lambda w: (-len(w), w))) for first, group in found.items()}
