"""The part of a program that decides one matter: its ruleset, all above it, and the local ones that cover the case.

Rules are in force for the day of the act; duties, monitors and parameters for the day of the decision, because procedure
follows the law of its own day.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeVar

from enforcerules.model.program import (
    STAGES,
    Benchmark,
    Fact,
    InForce,
    Matter,
    Measure,
    Parameter,
    ParameterValue,
    Program,
    Rule,
)
from enforcerules.model.territory import NATION, covers

_DAY = timedelta(1)
_MOST_KEPT = 20_000

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Slice:
    """What decides a matter for a kind of party in a place on two days."""

    matter: Matter
    rulesets: tuple[str, ...]
    facts: dict[str, Fact]
    rules: tuple[Rule, ...]
    replaced: tuple[Rule, ...]
    benchmarks: tuple[Benchmark, ...]
    measures: tuple[Measure, ...]
    parameters: dict[str, Parameter]
    values: dict[str, ParameterValue]
    skipped: tuple[str, ...]
    dormant: tuple[str, ...]
    later: tuple[str, ...] = ()
    """Rules and tables that became known only after the day as known on which the case is decided."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where, on which days, for which kind of party; None is not known. `known_on`: as the rules were known on that day."""

    territory: str | None
    party: str | None
    act_day: date | None
    decision_day: date | None
    known_on: date | None = None

    @property
    def substance(self) -> When:
        """When rules of substance must be in force: on the last day of the act."""
        return When(self.act_day, self.known_on)

    @property
    def procedure(self) -> When:
        """When rules of procedure must be in force: on the day of the decision."""
        return When(self.decision_day, self.known_on)


@dataclass(frozen=True, slots=True)
class When:
    """A day on which something must be in force, as known on another."""

    day: date | None
    known_on: date | None

    def meets(self, period: InForce) -> bool:
        """In force then, and known; on a day that is not known, whatever has not ended."""
        if not period.known_by(self.known_on):
            return False
        period = period.as_known(self.known_on)
        return period.until is None if self.day is None else period.covers(self.day)


def slice_of(program: Program, matter: Matter, place: Place) -> Slice:
    """The slice for a matter; its rules come in the law's order, within a stage by id.

    Between two days on which anything about the matter begins or ends, all days have the same slice: it is made once.
    """
    if place.known_on is not None or program.matters.get(matter.id) is not matter:
        return _made(program, matter, place)
    days = days_of_change(program, matter)
    stretches = tuple(None if day is None else bisect_right(days, day) for day in (place.act_day, place.decision_day))
    key = (matter.id, place.territory, place.party, *stretches)
    found: Slice | None = program.slices.get(key)
    return kept(program, key, _made(program, matter, place)) if found is None else found


def kept(program: Program, key: Hashable, made: T) -> T:
    """What was made, remembered under a key; what is remembered is dropped when it becomes too much."""
    if len(program.slices) >= _MOST_KEPT:
        program.slices.clear()
    program.slices[key] = made
    return made


def days_of_change(program: Program, matter: Matter) -> tuple[date, ...]:
    """The days on which anything begins, or has ended, that may decide a matter anywhere: rules, tables, values, versions."""
    found = program.edges.get(f"{matter.id}/slice")
    if found is None:
        found = program.edges[f"{matter.id}/slice"] = edges_of(_periods(program, matter))
    return found


def edges_of(periods: Iterable[InForce]) -> tuple[date, ...]:
    """The days on which periods begin, or have ended, each once and in order; the last day of the calendar has none after it."""
    kept = set(periods)
    begins = {one.since for one in kept if one.since is not None}
    ends = {one.until + _DAY for one in kept if one.until is not None and one.until < date.max}
    return tuple(sorted(begins | ends))


def _periods(program: Program, matter: Matter) -> Iterator[InForce]:
    yield matter.in_force
    yield from (measure.in_force for measure in matter.measures)
    yield from (table.in_force for table in program.lookup.tables.get(matter.id, ()))
    names = (*program.rulesets[matter.ruleset].lineage, *program.lookup.below.get(matter.ruleset, ()))
    yield from (rule.in_force for rule in program.lookup.about(matter.id, names))
    for ruleset in (program.rulesets[name] for name in names):
        yield from (value.in_force for one in ruleset.parameters.values() for value in one.values)
        yield from (days for one in ruleset.instruments.values() for _, days in one.periods())


def _made(program: Program, matter: Matter, place: Place) -> Slice:
    home = program.rulesets[matter.ruleset]
    reach, skipped = _reach(program, matter.ruleset, place.territory)
    names = (*home.lineage, *reach)
    rules = [r for r in _rules(program, matter, names) if _concerns(r, matter, place)]
    chosen = {name for r in rules for name in r.replaces}
    kept = sorted((r for r in rules if r.id not in chosen), key=lambda r: (STAGES.index(r.stage), r.id))
    return Slice(
        matter=matter,
        rulesets=names,
        facts=_named(_facts(program, names), matter),
        rules=tuple(kept),
        replaced=tuple(r for r in rules if r.id in chosen),
        benchmarks=_benchmarks(program, matter, names, place),
        measures=tuple(m for m in matter.measures if place.substance.meets(m.in_force)),
        parameters={k: v for name in names for k, v in program.rulesets[name].parameters.items()},
        values=_values(program, matter, names, place),
        skipped=skipped,
        dormant=_dormant(program, matter, names, place),
        later=_later(program, matter, names, place),
    )


def _reach(program: Program, home: str, territory: str | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The rulesets below `home` that apply here, from general to special; and those that need a territory to be known."""
    below = [program.rulesets[name] for name in program.lookup.below.get(home, ())]
    here = [r.id for r in below if any(_applies(code, territory) for code in r.territories)]
    unsure = [r.id for r in below if territory is None and NATION not in r.territories]
    return tuple(here), tuple(unsure)


def _rules(program: Program, matter: Matter, names: Iterable[str]) -> list[Rule]:
    """The rules of some rulesets that may be about a matter, by id."""
    return sorted(program.lookup.about(matter.id, names), key=lambda one: one.id)


def _applies(code: str, territory: str | None) -> bool:
    return code == NATION or (territory is not None and covers(code, territory))


def _concerns(rule: Rule, matter: Matter, place: Place) -> bool:
    procedure = rule.stage in {"duty", "monitor", "version"}
    when = place.procedure if procedure else place.substance
    return when.meets(rule.in_force) and _speaks_of(rule, matter, place)


def _speaks_of(rule: Rule, matter: Matter, place: Place) -> bool:
    """Whether a rule is about this matter and this kind of party, in force or not; one that names no matter is about all."""
    if rule.parties and place.party is not None and place.party not in rule.parties:
        return False
    return not rule.matters or any(named(pattern, matter.id) for pattern in rule.matters)


def _dormant(program: Program, matter: Matter, names: tuple[str, ...], place: Place) -> tuple[str, ...]:
    """Exemptions and tables that name this matter and were not in force for the act: they are told, not applied."""
    when = place.substance
    rules = [r for r in _rules(program, matter, names) if r.stage == "exemption" and r.matters]
    found = [r.id for r in rules if _speaks_of(r, matter, place) and not when.meets(r.in_force)]
    tables = [b for b in program.lookup.tables.get(matter.id, ()) if b.ruleset in names]
    return (*found, *(b.id for b in tables if not when.meets(b.in_force)))


def _later(program: Program, matter: Matter, names: tuple[str, ...], place: Place) -> tuple[str, ...]:
    """What was not known yet on the day as known on which the case is decided."""
    if place.known_on is None:
        return ()
    rules = [r for r in _rules(program, matter, names) if _speaks_of(r, matter, place)]
    tables = [b for b in program.lookup.tables.get(matter.id, ()) if b.ruleset in names]
    goes_on = [program.matters[name] for name in matter.succeeded_by if name in program.matters]
    dated: list[Rule | Benchmark | Measure | Matter] = [*rules, *tables, *matter.measures, *goes_on]
    return tuple(sorted({one.id for one in dated if not one.in_force.known_by(place.known_on)}))


def named(pattern: str, matter: str) -> bool:
    """Whether a pattern (`food.*`, `*`, an id) names a matter."""
    return matter.startswith(pattern[:-1]) if pattern.endswith("*") else matter == pattern


def _facts(program: Program, names: tuple[str, ...]) -> dict[str, Fact]:
    """The facts of all rulesets concerned; where one overrides another, the special one."""
    found: dict[str, Fact] = {}
    for name in names:
        for key, fact in program.rulesets[name].facts.items():
            before = found.get(key)
            if before is None or before.ruleset in program.rulesets[fact.ruleset].lineage:
                found[key] = fact
    return found


def _named(facts: dict[str, Fact], matter: Matter) -> dict[str, Fact]:
    """The facts under the names that the provision gives them; a case may still use their own."""
    terms = {name: term for name, term in matter.terms if name in facts}
    for name, term in terms.items():
        one = facts[name]
        facts[name] = replace(one, label=term, also=(*one.also, one.label))
    return facts


def _benchmarks(program: Program, matter: Matter, names: tuple[str, ...], place: Place) -> tuple[Benchmark, ...]:
    found = [
        b for b in program.lookup.tables.get(matter.id, ()) if b.ruleset in names and place.substance.meets(b.in_force)
    ]
    return tuple(sorted(found, key=lambda b: (names.index(b.ruleset), b.id)))


def _values(program: Program, matter: Matter, names: tuple[str, ...], place: Place) -> dict[str, ParameterValue]:
    """For every parameter the value that fits best: by territory, then matter, then party."""
    chosen: dict[str, ParameterValue] = {}
    for name in names:
        for key, parameter in program.rulesets[name].parameters.items():
            best = _best(parameter.values, matter, place)
            if best is not None:
                chosen[key] = best
    return chosen


def _best(values: Iterable[ParameterValue], matter: Matter, place: Place) -> ParameterValue | None:
    fits = [v for v in values if _fits(v, matter, place)]
    return max(fits, key=lambda v: (_depth(v, place.territory), bool(v.matters), bool(v.parties)), default=None)


def _depth(value: ParameterValue, territory: str | None) -> int:
    """How narrow the narrowest of its places is that covers the case: the digits that tell it."""
    return max((len(code.rstrip("0")) for code in value.territories if _applies(code, territory)), default=0)


def _fits(value: ParameterValue, matter: Matter, place: Place) -> bool:
    if not place.procedure.meets(value.in_force):
        return False
    if value.parties and place.party not in value.parties:
        return False
    if value.matters and not any(named(pattern, matter.id) for pattern in value.matters):
        return False
    return not value.territories or any(_applies(code, place.territory) for code in value.territories)
