"""Which parts were asked in a frame, with which truths of their tests, and what they came to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from enforcerules.decide.frame import Frame, targeted
from enforcerules.decide.rows import row_states
from enforcerules.decide.seen import forms_of
from enforcerules.model.kleene import conjunction, evaluate
from enforcerules.model.program import TRUE_CONDITION, Atom, Benchmark, Condition, Known, Threshold, When
from enforcerules.model.walk import tests_of
from enforcerules.testing.coverage.parts import fact_id, key_of, level_id

Test = Atom | Known | Threshold


@dataclass(frozen=True, slots=True)
class Asked:
    """One part in one frame: the truth of its condition, and whether what it says took effect."""

    key: str
    condition: Condition | None
    holds: bool | None


def asked(frame: Frame) -> Iterator[Asked]:
    """Every part that is asked in a frame, and at last the derived facts that these read."""
    found = tuple(_asked(frame))
    yield from found
    conditions = [one.condition for one in found if one.condition is not None]
    for name, condition in _derived(frame, conditions).items():
        yield Asked(name, condition, frame.known.judge(condition, frame.known))


def _asked(frame: Frame) -> Iterator[Asked]:
    matter, known = frame.sliced.matter, frame.known
    elements = TRUE_CONDITION if matter.elements is None else matter.elements
    yield _one(frame, key_of("matter", matter.id), elements)
    for rule in frame.sliced.rules:
        yield _one(frame, key_of("rule", rule.id), rule.condition)
    for measure in targeted(frame):
        yield _one(frame, key_of("measure", f"{matter.id}/{measure.id}"), measure.condition)
    for table in frame.sliced.benchmarks:
        applies = known.judge(table.condition, known)
        yield Asked(key_of("table", table.id), table.condition, applies)
        yield from _rows(frame, table, applies)
        for number, factor in enumerate(table.weights.factors if table.weights is not None else (), 1):
            for at, level in enumerate(factor.levels, 1):
                truth = conjunction([applies, known.judge(level.condition, known)])
                yield Asked(key_of("level", level_id(table, number, at)), level.condition, truth)


def _rows(frame: Frame, table: Benchmark, applies: bool | None) -> Iterator[Asked]:
    known = frame.known
    truths = {row.id: known.judge(row.condition, known) for row in table.rows if row.condition is not None}
    forms = forms_of(frame, table)
    states = {**truths, **row_states(table, truths, forms)}
    for row in table.rows:
        fits = row.statute is None or row.statute in forms
        holds = conjunction([applies, states.get(row.id, True)]) if fits else False
        yield Asked(key_of("row", f"{table.id}/{row.id}"), row.condition, holds)


def _one(frame: Frame, key: str, condition: Condition) -> Asked:
    return Asked(key, condition, frame.known.judge(condition, frame.known))


def _derived(frame: Frame, conditions: list[Condition]) -> dict[str, Condition]:
    """The conditions of the derived facts that some conditions read, through all that these read in turn."""
    found: dict[str, Condition] = {}
    waiting = list(conditions)
    while waiting:
        for test in tests_of(waiting.pop()):
            fact = frame.sliced.facts.get(test.fact.partition("∋")[0])
            if fact is None or not isinstance(fact.formula, When):
                continue
            key = key_of("fact", fact_id(fact))
            if key not in found:
                found[key] = fact.formula.condition
                waiting.append(fact.formula.condition)
    return found


def truths_of(frame: Frame, condition: Condition) -> tuple[bool | None, ...]:
    """The truth of every test of a condition, from left to right."""
    return tuple(frame.known.judge(test, frame.known) for test in tests_of(condition))


def decides(condition: Condition, truths: tuple[bool | None, ...], index: int) -> bool:
    """Whether one test, the others as they are, decides the truth of the condition: true one way, false the other."""
    either = {_with(condition, truths, index, truth=truth) for truth in (True, False)}
    return either == {True, False}


def _with(condition: Condition, truths: tuple[bool | None, ...], index: int, *, truth: bool) -> bool | None:
    changed = iter((*truths[:index], truth, *truths[index + 1 :]))
    return evaluate(condition, lambda _: next(changed))
