"""A fact of one id is one kind of value wherever rules of several rulesets meet in one case (ER319)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import combinations

from enforcerules.base.source import Span
from enforcerules.compile.lower import type_word
from enforcerules.model.program import Fact, Ruleset
from enforcerules.model.territory import overlapping

Placed = Callable[[Fact], tuple[Callable[..., None], Span | None]]
"""Of a fact: how its ruleset reports, and where it is declared."""


def check_alike(rulesets: Mapping[str, Ruleset], homes: Collection[str], placed: Placed) -> None:
    """What replaces a fact, or stands beside it in one place, has its type and unit; else a condition compares apples with days.

    `homes`: the rulesets that have matters, whose cases are decided with all rulesets below them.
    """
    said: set[tuple[str, str]] = set()
    for name, views in _unlike(rulesets.values()):
        for one, other in combinations(views, 2):
            first, second = rulesets[one].facts[name], rulesets[other].facts[name]
            if signature(first) == signature(second) or not _meet(rulesets[one], rulesets[other], homes):
                continue
            if (first.ruleset, second.ruleset) not in said:
                said.add((first.ruleset, second.ruleset))
                report, span = placed(second)
                expected = type_word(first.type), type_word(second.type)
                report("ER319", span, name=name, other=first.ruleset, expected=expected[0], type=expected[1])


def signature(fact: Fact) -> tuple[str, str | None]:
    """What conditions, amounts and formulas of other rulesets rely on."""
    return fact.type, fact.unit


def _unlike(rulesets: Iterable[Ruleset]) -> Iterator[tuple[str, list[str]]]:
    """Facts that are seen as several kinds of value, with the rulesets that see them, from general to special."""
    kinds: dict[str, dict[tuple[str, str | None], None]] = defaultdict(dict)
    views: dict[str, list[str]] = defaultdict(list)
    for ruleset in sorted(rulesets, key=lambda one: (len(one.lineage), one.id)):
        for name, fact in ruleset.facts.items():
            kinds[name][signature(fact)] = None
            views[name].append(ruleset.id)
    return ((name, views[name]) for name, several in kinds.items() if len(several) > 1)


def _meet(one: Ruleset, other: Ruleset, homes: Collection[str]) -> bool:
    """Whether there are cases that are decided with both: one extends the other, or both a third, in one place."""
    if one.id in other.lineage or other.id in one.lineage:
        return True
    shared = any(name in homes and name in other.lineage for name in one.lineage)
    return shared and any(overlapping(a, b) for a in one.territories for b in other.territories)
