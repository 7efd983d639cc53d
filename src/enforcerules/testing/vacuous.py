"""Expectations that could not fail: those that state nothing, and those that something unknown is absent.

`no_duties: [hearng]` is true of every decision. So each name whose absence is expected must be one that the rules, or the
engine itself, could produce.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from enforcerules.model.decision import ENGINE_ALERTS
from enforcerules.model.example import Expectation, Expected
from enforcerules.model.program import Alert, Duty, Program
from enforcerules.testing.difference import Difference, matches

_MAY_BE_EMPTY: Final = {"candidates", "questions", "concurrence", "combined"}
_CHOSEN: Final = {"act", "party", "matter", "outcomes", "unconfirmed"}


def vacuous(expect: Expectation, program: Program) -> tuple[Difference, ...]:
    """What in an expectation could not fail, as differences from one that could."""
    parts: tuple[Expected, ...] = expect.outcomes or (expect,)
    return tuple(found for part in parts for found in (*_empty(part), *_unknown(part, program)))


def stated(expect: Expected) -> frozenset[str]:
    """The fields that say something."""
    given = {name for name in expect.model_fields_set - _CHOSEN if getattr(expect, name) not in ({}, None)}
    return frozenset(name for name in given if getattr(expect, name) != () or name in _MAY_BE_EMPTY)


def _empty(expect: Expected) -> Iterator[Difference]:
    if not stated(expect):
        yield Difference("expect", "something", "nothing")


def _unknown(expect: Expected, program: Program) -> Iterator[Difference]:
    effects = [rule.effect for rule in program.rules]
    duties = {effect.kind for effect in effects if isinstance(effect, Duty)}
    alerts = ENGINE_ALERTS | {effect.kind for effect in effects if isinstance(effect, Alert)}
    yield from _not_among("no_duties", expect.no_duties, duties)
    yield from _not_among("no_alerts", expect.no_alerts, alerts)
    absent = [str(key) for key, wanted in expect.measures.items() if wanted == "absent"]
    measures = {m.id for matter in program.matters.values() for m in matter.measures}
    kinds = {m.kind for matter in program.matters.values() for m in matter.measures}
    known = measures | kinds | {f"{m.kind}@{m.target}" for one in program.matters.values() for m in one.measures}
    yield from _not_among("measures", absent, known)
    for where, rules in (("not_because", expect.not_because), ("reasons", tuple(expect.reasons))):
        for name in rules:
            if not any(matches(str(name), rule) for rule in _rules(program)):
                yield Difference(where, "a rule that exists", str(name))


def _not_among(where: str, names: Iterable[str], known: Iterable[str]) -> Iterator[Difference]:
    for name in names:
        if name not in set(known):
            yield Difference(where, "a name that exists", str(name))


def _rules(program: Program) -> Iterator[str]:
    yield from (rule.id for rule in program.rules)
    for matter in program.matters.values():
        yield matter.id
        yield from (f"{matter.id}/{measure.id}" for measure in matter.measures)
    for table in program.benchmarks:
        yield table.id
        yield from (f"{table.id}/{row.id}" for row in table.rows)
