"""Which parts an example touches: only examples that touch what a mutant changes can notice it.

More is said to be touched than needs be, never less: whatever was asked in some frame, every derived fact that this reads,
rules that special law replaced, matters that go on as this one, and provisions to which a fine refers.
"""

from __future__ import annotations

from collections.abc import Iterator

from enforcerules import pipeline
from enforcerules.decide.frame import Frame
from enforcerules.decide.timeline import frames_of
from enforcerules.model.case import Case
from enforcerules.model.program import Duty, Matter, Program, When, place_of
from enforcerules.model.walk import reads_of, tests_of
from enforcerules.testing.coverage.asking import asked
from enforcerules.testing.coverage.parts import fact_id, key_of


def touched(program: Program, case: Case) -> frozenset[str]:
    """The keys of all parts that may have a say in the decision of a case; raises InvalidInput."""
    frames = (frame for days in pipeline.timelines(program, case) for frame in frames_of(days))
    return frozenset(key for frame in frames for key in _of_frame(program, frame))


def _of_frame(program: Program, frame: Frame) -> Iterator[str]:
    found = tuple(asked(frame))
    yield from (one.key for one in found)
    yield from (key_of("rule", rule.id) for rule in frame.sliced.replaced)
    matter = frame.sliced.matter
    for name in (*map(str, frame.act.matter), *matter.succeeded_by, *program.lookup.earlier.get(matter.id, ())):
        yield from _whole(program.matters.get(name))
    yield from _whole(matter)
    for measure in matter.measures:
        for cited in measure.refers.citations if measure.refers is not None else ():
            for name in program.lookup.penalised.get(place_of(cited), ()):
                yield from _whole(program.matters[name])
    tests = {test.fact for one in found if one.condition is not None for test in tests_of(one.condition)}
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
