"""Which parts an example touches: only examples that touch what a mutant changes can notice it.

More is said to be touched than needs be, never less: whatever was asked in some frame, every derived fact that this reads,
rules that special law replaced, matters that go on as this one, and provisions to which a fine refers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from enforcerules import pipeline
from enforcerules.decide.frame import Frame
from enforcerules.decide.timeline import frames_of
from enforcerules.model.case import Case
from enforcerules.model.program import Duty, Matter, Program, When, place_of
from enforcerules.model.walk import reads_of, tests_of
from enforcerules.testing.coverage.asking import asked
from enforcerules.testing.coverage.parts import fact_id, key_of


@dataclass(frozen=True)
class Touched:
    """What a case touches.

    `keys`: everything that may have a say. `asked`: in which frames a part was asked, and whether it held. `beside`: what
    is touched otherwise than by being asked, of which nothing can be told in advance.
    """

    keys: frozenset[str]
    asked: Mapping[str, tuple[tuple[Frame, bool | None], ...]]
    beside: frozenset[str]


def touched(program: Program, case: Case) -> Touched:
    """What a case touches; raises InvalidInput."""
    frames = [frame for days in pipeline.timelines(program, case) for frame in frames_of(days)]
    found: dict[str, list[tuple[Frame, bool | None]]] = {}
    for frame in frames:
        for one in asked(frame):
            found.setdefault(one.key, []).append((frame, one.holds))
    beside = frozenset(key for frame in frames for key in _beside_asking(program, frame))
    own = frozenset(key for frame in frames for key in _of_frame(frame))
    return Touched(frozenset(found) | beside | own, {key: tuple(several) for key, several in found.items()}, beside)


def _beside_asking(program: Program, frame: Frame) -> Iterator[str]:
    """Rules that were replaced, matters that go on as this one or this as them, and provisions that a fine refers to."""
    yield from (key_of("rule", rule.id) for rule in frame.sliced.replaced)
    matter = frame.sliced.matter
    names = {*map(str, frame.act.matter), *matter.succeeded_by, *program.lookup.earlier.get(matter.id, ())}
    for measure in matter.measures:
        for cited in measure.refers.citations if measure.refers is not None else ():
            names |= set(program.lookup.penalised.get(place_of(cited), ()))
    for name in names - {matter.id}:
        other = program.matters.get(name)
        yield from _whole(other)
        if other is not None and other.elements is not None:
            read = {test.fact for test in tests_of(other.elements)}
            yield from (key_of("fact", fact) for fact in _facts(frame, read))


def _of_frame(frame: Frame) -> Iterator[str]:
    """Measures that address others, and derived facts that are no conditions."""
    yield from _whole(frame.sliced.matter)
    tests = {test.fact for one in asked(frame) if one.condition is not None for test in tests_of(one.condition)}
    yield from (key_of("fact", name) for name in _facts(frame, {*tests, *_beside(frame)}))


def _whole(matter: Matter | None) -> Iterator[str]:
    if matter is not None:
        yield key_of("matter", matter.id)
        yield from (key_of("measure", f"{matter.id}/{one.id}") for one in matter.measures)


def _beside(frame: Frame) -> Iterator[str]:
    """Facts that are read apart from conditions: bases of amounts, starts of deadlines, what a duty concerns."""
    amounts = [measure.amount for measure in frame.sliced.measures]
    for table in frame.sliced.benchmarks:
        amounts += [row.result for row in table.rows if hasattr(row.result, "base")]  # type: ignore[misc]
        amounts += [table.weights.of] if table.weights is not None else []
    yield from (one.base for one in amounts if one is not None and one.base is not None)
    for rule in frame.sliced.rules:
        if isinstance(rule.effect, Duty):
            yield from (name for name in (rule.effect.of, rule.effect.deadline and rule.effect.deadline.start) if name)


def _facts(frame: Frame, names: set[str]) -> Iterator[str]:
    """The derived facts among some, and all that these read in turn."""
    waiting, seen = list(names), set[str]()
    while waiting:
        fact = frame.sliced.facts.get(waiting.pop().partition("∋")[0])
        if fact is None or fact.id in seen:
            continue
        seen.add(fact.id)
        if fact.formula is not None:
            yield fact_id(fact)
            waiting += reads_of(fact)
            if isinstance(fact.formula, When):
                waiting += [test.fact for test in tests_of(fact.formula.condition)]
