"""Asking for second opinions: every condition of a decision is put to every engine that is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from threading import Lock

from enforcerules.decide import reference
from enforcerules.decide.facts import Knowledge
from enforcerules.decide.frame import Frame, items
from enforcerules.engines.durable import DurableMatcher, Unusable
from enforcerules.engines.matcher import NOT_COVERED, Answer, Disagreement, Facts, Matcher, facts_of
from enforcerules.engines.tree import TreeMatcher
from enforcerules.model.opinion import SecondOpinion
from enforcerules.model.program import Condition
from enforcerules.model.walk import reads_of, tests_of

_FIRST = Lock()


def consult(frames: Iterable[Frame]) -> tuple[SecondOpinion, ...]:
    """What every engine says of every condition of substance in these frames.

    Raises:
        Disagreement: an engine gives another answer than the one that the decision rests on.
    """
    asked = [_Asked(frame) for frame in frames]
    found = [_opinion(TreeMatcher(), asked)]
    if any(one.frame.known.judge is not reference.judge for one in asked):
        found.append(_opinion(_Reference(), asked))
    durable, why = durable_matcher()
    found.append(SecondOpinion("durable", None, 0, 0, why) if durable is None else _opinion(durable, asked))
    return tuple(found)


def durable_matcher() -> tuple[DurableMatcher | None, str | None]:
    """The one durable-rules matcher of this process, made when first asked for; or why there is none."""
    with _FIRST:
        return _durable()


@cache
def _durable() -> tuple[DurableMatcher | None, str | None]:
    try:
        return DurableMatcher(), None
    except Unusable as problem:
        return None, str(problem)


class _Asked:
    """The conditions of a frame, what is known, and the answers that the decision rests on."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.facts = facts_of(frame.known)
        self.conditions = {key: item.condition for key, item in items(frame).items()}
        self.ours = {key: frame.known.judge(one, frame.known) for key, one in self.conditions.items()}


def _opinion(matcher: Matcher | _Reference, asked: Sequence[_Asked]) -> SecondOpinion:
    agreed = beyond = 0
    for one in asked:
        try:
            answers = _answers(matcher, one)
        except Unusable as problem:
            return SecondOpinion(matcher.name, matcher.version, 0, 0, str(problem))
        for key, theirs in answers.items():
            if theirs is NOT_COVERED:
                beyond += 1
            elif theirs is one.ours[key]:
                agreed += 1
            else:
                raise _disagreement(matcher.name, one, key, theirs)
    return SecondOpinion(matcher.name, matcher.version, agreed, beyond)


def _answers(matcher: Matcher | _Reference, one: _Asked) -> Mapping[str, Answer]:
    if isinstance(matcher, _Reference):
        return matcher.judged(one.conditions, one.frame.known)
    return matcher.match(one.conditions, one.facts)


@dataclass(frozen=True, slots=True)
class _Reference:
    """The reference kernel, where another kernel decides."""

    name: str = "reference"
    version: str = "1"

    def judged(self, conditions: Mapping[str, Condition], known: Knowledge) -> Mapping[str, Answer]:
        alone = replace(known, judge=reference.judge, memo={})
        return {key: reference.judge(one, alone) for key, one in conditions.items()}


def _disagreement(engine: str, one: _Asked, key: str, theirs: Answer) -> Disagreement:
    read = dict.fromkeys(_read(one.conditions[key], one.facts))
    observed = {name: one.facts.observed(name) for name in read}
    found = Disagreement(engine, key, one.ours[key], theirs, observed)
    frame = one.frame
    return found.at(str(frame.act.id), str(frame.party.id), frame.sliced.matter.id)


def _read(condition: Condition, facts: Facts) -> Iterator[str]:
    """The facts that a condition reads, and those that these follow from."""
    for test in tests_of(condition):
        yield from _with_sources(test.fact.partition("∋")[0], facts)


def _with_sources(name: str, facts: Facts) -> Iterator[str]:
    yield name
    for source in reads_of(facts.facts[name]) if name in facts.facts else ():
        yield from _with_sources(source.partition("∋")[0], facts)
