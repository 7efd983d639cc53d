"""A fact of one id is one kind of value (ER319) and one thing (ER320) wherever rules of several rulesets meet in one case.

Rulesets meet where they apply in one place, or where a third extends both. What each of them replaces must not lead back to itself there
(ER509), though it does not in either alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Any, Final

from enforcerules.base.source import Span
from enforcerules.compile.derived import circle_from
from enforcerules.compile.lower import type_word
from enforcerules.model.program import Fact, Ruleset
from enforcerules.model.territory import covers, overlapping

_NAMELESS: Final[Mapping[str, Any]] = {
    "ruleset": "", "label": "", "en": None, "also": (), "basis": (), "note": None, "evidence": "",
}  # fmt: skip
Placed = Callable[[Fact], tuple[Callable[..., None], Span | None]]
"""Of a fact: how its ruleset reports, and where it is declared."""


def check_alike(rulesets: Mapping[str, Ruleset], homes: Collection[str], placed: Placed) -> None:
    """What replaces a fact, or stands beside it in one place, has its type and unit; else a condition compares apples with days.

    `homes`: the rulesets that have matters, whose cases are decided with all rulesets below them.
    """
    for name, views in _unlike(rulesets.values()):
        for one, other in combinations(views, 2):
            first, second = rulesets[one].facts[name], rulesets[other].facts[name]
            if signature(first) == signature(second) or not _meet(rulesets[one], rulesets[other], homes):
                continue
            report, span = placed(second)
            expected = type_word(first.type), type_word(second.type)
            report("ER319", span, name=name, other=first.ruleset, expected=expected[0], type=expected[1])


def check_meeting(rulesets: Mapping[str, Ruleset], homes: Collection[str], placed: Placed) -> None:
    """Where several rulesets that meet have their own of a fact, one goes before the others, or they are the same thing."""
    several = _several(rulesets.values())
    said: set[tuple[str, ...]] = set()
    for names in _groups(rulesets, homes) if several else ():
        chosen: dict[str, Fact] = {}
        for name in several:
            nearest = _nearest([rulesets[one].facts[name] for one in names if name in rulesets[one].facts], rulesets)
            for other in nearest[1:]:
                if _meaning(nearest[0]) != _meaning(other) and signature(nearest[0]) == signature(other):
                    report, span = placed(other)
                    report("ER320", span, name=name, other=nearest[0].ruleset, ruleset=other.ruleset)
            if nearest:
                chosen[name] = nearest[0]
        _check_circles(names, chosen, rulesets, said, placed)


def _check_circles(
    names: Sequence[str],
    chosen: Mapping[str, Fact],
    rulesets: Mapping[str, Ruleset],
    said: set[tuple[str, ...]],
    placed: Placed,
) -> None:
    """Circles that no ruleset of a group has alone: they lead over facts of two of which neither extends the other."""
    owners = {one.ruleset for one in chosen.values() if one.formula is not None}
    if not any(_unrelated(rulesets[a], rulesets[b]) for a, b in combinations(owners, 2)):
        return
    facts = {name: fact for one in names for name, fact in rulesets[one].facts.items()}
    facts.update(chosen)
    for name in chosen:
        circle = circle_from(name, facts)
        key = tuple(sorted(set(circle)))
        if circle and key not in said:
            said.add(key)
            report, span = placed(facts[name])
            report("ER509", span, fact=facts[name].label, path=" → ".join(facts[one].label for one in circle))


def _several(rulesets: Iterable[Ruleset]) -> tuple[str, ...]:
    """The facts that more than one ruleset declares."""
    owners: dict[str, set[str]] = defaultdict(set)
    for ruleset in rulesets:
        for name, fact in ruleset.facts.items():
            owners[name].add(fact.ruleset)
    return tuple(name for name, own in owners.items() if len(own) > 1)


def _groups(rulesets: Mapping[str, Ruleset], homes: Collection[str]) -> Iterator[tuple[str, ...]]:
    """The rulesets that decide a case together: all above the one of its matter, and those below that cover a place.

    Two codes have a place in common only where one covers the other, so that each code stands for the places in it.
    """
    made: set[tuple[str, ...]] = set()
    for home in sorted(homes):
        below = [one for one in rulesets.values() if home in one.lineage and one.id != home]
        codes = sorted({code for one in below for code in one.territories})
        made.add(rulesets[home].lineage)
        for code in codes:
            here = [one.id for one in below if any(covers(wide, code) for wide in one.territories)]
            made.add((*rulesets[home].lineage, *here))
    yield from sorted(made)


def _nearest(found: Iterable[Fact], rulesets: Mapping[str, Ruleset]) -> list[Fact]:
    """Those that no other of them replaces, in their order."""
    own = {one.ruleset: one for one in found}
    return [
        one
        for one in own.values()
        if not any(one.ruleset in rulesets[other].lineage for other in own if other != one.ruleset)
    ]


def _unrelated(one: Ruleset, other: Ruleset) -> bool:
    return one.id not in other.lineage and other.id not in one.lineage


def _meaning(fact: Fact) -> Fact:
    """A fact without its names, where it stands, and what it rests on."""
    return replace(fact, **_NAMELESS)


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
