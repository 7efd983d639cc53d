"""The cases that are missing: one for each boundary and condition that no example covers, to be confirmed by a person.

Each is an example changed in as few facts as it takes, or, where no example asks the part at all, a bare case of one of
its matters. What comes of it is not looked at: the expectation is left to be worked out by hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from enforcerules import pipeline
from enforcerules.audit.understood import Json, understood
from enforcerules.base.diagnostics import InvalidInput
from enforcerules.decide.frame import Frame
from enforcerules.decide.slice import named
from enforcerules.decide.timeline import frames_of
from enforcerules.load.cases import case_of
from enforcerules.model.case import Case
from enforcerules.model.example import Example
from enforcerules.model.program import Matter, Program
from enforcerules.model.region import exactly
from enforcerules.model.territory import NATION
from enforcerules.model.walk import tests_of
from enforcerules.testing.coverage.asking import Test, asked, truths_of
from enforcerules.testing.coverage.measure import Coverage, met_by
from enforcerules.testing.coverage.parts import Part, base_id
from enforcerules.testing.coverage.reach import Change, to_condition, to_truth, to_value, together
from enforcerules.testing.coverage.requirements import Requirement, fact_of
from enforcerules.testing.coverage.telling import value_at
from enforcerules.testing.coverage.verdicts import vectors

_SEEDS: Final = 4
_TRIES: Final = 60
_LONG: Final = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Seed:
    """A case to start from, as plain data, with one of its frames; `name`: the example it is, or none."""

    name: str | None
    case: Json
    frame: Frame


@dataclass(frozen=True, slots=True)
class Generated:
    """A case that meets a requirement, and others beside it; `seed`: the example that it was made from."""

    requirement: Requirement
    also: tuple[Requirement, ...]
    case: Json
    seed: str | None


@dataclass(frozen=True)
class Made:
    """What was generated, and what nothing could be found for."""

    cases: tuple[Generated, ...]
    left: tuple[Requirement, ...]


def generate(program: Program, made: Coverage, examples: Iterable[Example]) -> Made:
    """Cases for everything missing, in the order of the rules; what one case meets besides needs none of its own."""
    seeds = _seeds(program, made.parts, examples)
    waiting = dict.fromkeys(one for one in made.missing if one.dimension in {"boundary", "condition"})
    cases: list[Generated] = []
    left: list[Requirement] = []
    while waiting:
        one = next(iter(waiting))
        found = _case_for(program, made.parts, seeds, one)
        if found is None:
            left.append(one)
            del waiting[one]
            continue
        case, met, seed = found
        cases.append(Generated(one, tuple(other for other in waiting if other in met and other != one), case, seed))
        for other in met:
            waiting.pop(other, None)
    return Made(tuple(cases), tuple(left))


def _seeds(program: Program, parts: Mapping[str, Part], examples: Iterable[Example]) -> dict[str, list[Seed]]:
    """For each part a few cases in which it is asked."""
    found: dict[str, list[Seed]] = {}
    for example in examples:
        for seed in _frames(program, example.case, str(example.example)):
            for key in {one.key for one in asked(seed.frame)} & parts.keys():
                if len(found.setdefault(key, [])) < _SEEDS:
                    found[key].append(seed)
    return found


def _frames(program: Program, case: Case, name: str | None) -> Iterator[Seed]:
    try:
        frames = [frame for days in pipeline.timelines(program, case) for frame in frames_of(days)]
    except InvalidInput:
        return
    plain = understood(case, frames)
    yield from (Seed(name, plain, frame) for frame in frames)


def _case_for(
    program: Program, parts: Mapping[str, Part], seeds: Mapping[str, list[Seed]], one: Requirement
) -> tuple[Json, frozenset[Requirement], str | None] | None:
    part = parts[one.part]
    for seed in seeds.get(one.part) or _bare(program, part):
        for number, change in enumerate(_changes(program, part, seed.frame, one)):
            if number >= _TRIES:
                break
            case = deepcopy(seed.case)
            change(case)
            met = _met(program, case, parts)
            if one in met:
                return case, met, seed.name
    return None


def _met(program: Program, plain: Json, parts: Mapping[str, Part]) -> frozenset[Requirement]:
    """What a changed case meets; nothing where it became one that cannot be decided."""
    case, report = case_of(plain)
    if case is None or report.errors:
        return frozenset()
    try:
        return met_by(program, case, parts)
    except InvalidInput:
        return frozenset()


def _changes(program: Program, part: Part, frame: Frame, one: Requirement) -> Iterator[Change]:
    yield lambda _: None
    if part.condition is None:
        return
    if one.dimension == "condition":
        tests = tuple(tests_of(part.condition))
        side = one.side == "true"
        truths = truths_of(frame, part.condition)
        for changed in vectors(part.condition, truths, lambda _: True, (one.test, side)):
            yield from _all(frame, [(tests[n], truth) for n, truth in changed.items()])
        return
    fact = frame.sliced.facts.get(one.fact) or fact_of(program, part.ruleset, one.fact)
    mark = one.mark
    if isinstance(mark, str):
        value = frame.known.values.get(mark)
        mark = None if value is None else value.value
    if fact is not None and mark is not None:
        yield from to_value(frame, one.fact, exactly(value_at(fact, mark, one.side)))


def _all(frame: Frame, wanted: list[tuple[Test, bool]]) -> Iterator[Change]:
    """Every test to its truth: the first way for all but one, for which all ways are tried."""
    ways = [list(to_truth(frame, test, wanted=truth)) for test, truth in wanted]
    if not ways or not all(ways):
        return
    for at, several in enumerate(ways):
        for way in several:
            yield together(way if n == at else others[0] for n, others in enumerate(ways))


# ---- where no example asks the part --------------------------------------------------------------------------


def _bare(program: Program, part: Part) -> Iterator[Seed]:
    """Bare cases of the matters of a part, with the elements of the violation proved."""
    for matter in _matters(program, part)[:_SEEDS]:
        plain = _plain(program, part, matter)
        case, report = case_of(plain)
        if case is None or report.errors:
            continue
        for seed in _frames(program, case, None):
            yield from _proved(program, seed)
            break


def _proved(program: Program, seed: Seed) -> Iterator[Seed]:
    elements = seed.frame.sliced.matter.elements
    if elements is None:
        yield seed
        return
    for number, change in enumerate(to_condition(seed.frame, elements, wanted=True)):
        plain = deepcopy(seed.case)
        change(plain)
        case, report = case_of(plain)
        found = [] if case is None or report.errors else list(_frames(program, case, None))
        if found and found[0].frame.known.judge(elements, found[0].frame.known):
            yield found[0]
            return
        if number >= _TRIES:
            return


def _matters(program: Program, part: Part) -> list[Matter]:
    matters = program.matters
    if part.kind in {"matter", "measure"}:
        return [one for one in matters.values() if part.id == one.id or part.id.startswith(f"{one.id}/")][:1]
    tables = [t for t in program.benchmarks if part.id.partition("/")[0] == base_id(t.id)]
    if tables:
        return [matters[one.matter] for one in tables]
    rules = [rule for rule in program.rules if rule.id == part.id]
    return [
        one
        for rule in rules
        for one in matters.values()
        if any(named(pattern, one.id) for pattern in rule.matters)
        or (not rule.matters and part.ruleset in program.rulesets[one.ruleset].lineage)
    ]


def _plain(program: Program, part: Part, matter: Matter) -> Json:
    """A case of a matter, on a day on which it is law, in the territory of the rules, of a party that the part is about."""
    home = program.rulesets[part.ruleset]
    since = max(matter.in_force.since or date(2024, 1, 1), date(2024, 1, 1))
    day = min(since, matter.in_force.until or since)
    territory = next(iter(home.territories), NATION)
    return {
        "case": "bare",
        "phase": "concluded",
        "territory": territory,
        "parties": [{"id": "p1", "kind": _kind(program, part, matter)}],
        "acts": [
            {"id": "a1", "matter": matter.id, "start": day.isoformat(), "end": day.isoformat(), "parties": ["p1"]}
        ],
        "dates": {"discovered": day.isoformat(), "filed": day.isoformat(), "decided": (day + _LONG).isoformat()},
        "facts": {},
    }


def _kind(program: Program, part: Part, matter: Matter) -> str:
    of_rule = next((rule.parties for rule in program.rules if rule.id == part.id and rule.parties), ())
    if of_rule:
        return of_rule[0]
    targets = [one.target for one in matter.measures if part.id == f"{matter.id}/{one.id}"]
    known = {"individual": "individual", "responsible_persons": "responsible_person", "principal": "responsible_person"}
    return known.get(targets[0], "unit") if targets else "unit"
