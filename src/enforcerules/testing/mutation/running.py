"""Running mutants against the examples that can notice them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from enforcerules import pipeline
from enforcerules.base.diagnostics import InvalidInput
from enforcerules.decide.frame import Frame
from enforcerules.model.decision import Decision, Outcome
from enforcerules.model.example import Example
from enforcerules.model.program import Condition, Program
from enforcerules.testing.compare import differences
from enforcerules.testing.mutation.shape import Mutant
from enforcerules.testing.mutation.touching import Touched, touched
from enforcerules.testing.run import Result

Fate = Literal["killed", "unnoticed", "same", "unreached"]
"""killed: an example notices. unnoticed: decisions change, and no expectation speaks of what changes. same: examples ask the
part, and decide as before. unreached: no example asks it."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What became of a mutant; `by`: the example that noticed it, or (unnoticed) whose decision changed without notice."""

    mutant: Mutant
    fate: Fate
    by: str | None = None
    asked: int = 0


@dataclass(frozen=True, slots=True)
class Tried:
    """An example that passes, with its decision and what it touches."""

    example: Example
    decision: Decision
    touches: Touched

    def blind(self, mutant: Mutant) -> bool:
        """Whether the example cannot notice, for sure: the part comes out as before wherever it is asked, and not open.

        What is certain stays so in every completion of what is not known (Kleene's logic is monotone), so that the whole
        decision is the same. What is said of a rule's reasons may still change; an example that expects these looks itself.
        """
        key = mutant.part.key
        frames = self.touches.asked.get(key)
        if not frames or key in self.touches.beside or self._looks_at_reasons:
            return False
        if mutant.condition is None or mutant.part.condition is None:
            return mutant.matters_if_held and all(held is False for _, held in frames)
        return all(_as_before(frame, mutant, mutant.part.condition, mutant.condition) for frame, _ in frames)

    @property
    def _looks_at_reasons(self) -> bool:
        expect = self.example.expect
        return any(reason.by for part in (expect, *expect.outcomes) for reason in part.reasons.values())


def _as_before(frame: Frame, mutant: Mutant, old: Condition, new: Condition) -> bool:
    """Whether a changed condition is as certain as before; elements that fail may have been opened by the allegation."""
    truth = frame.known.judge(old, frame.known)
    if truth is None or (truth is False and mutant.part.kind == "matter"):
        return False
    return frame.known.judge(new, frame.known) is truth


def usable(program: Program, results: Iterable[Result]) -> tuple[Tried, ...]:
    """The examples that passed; others cannot notice anything."""
    return tuple(
        Tried(one.example, one.decision, touched(program, one.example.case))
        for one in results
        if one.verdict == "passed" and one.example is not None and one.decision is not None
    )


def run(program: Program, found: Iterable[Mutant], examples: Sequence[Tried]) -> Iterator[Trial]:
    """Each mutant in turn, against the examples that touch it until one notices."""
    noticing: dict[str, int] = {}
    for mutant in found:
        able = [one for one in examples if one.touches.keys & mutant.touches]
        able.sort(key=lambda one: -noticing.get(f"{mutant.part.key} {one.example.example}", 0))
        trial = _trial(program, mutant, able)
        if trial.fate == "killed":
            name = f"{mutant.part.key} {trial.by}"
            noticing[name] = noticing.get(name, 0) + 1
        yield trial


def _trial(program: Program, mutant: Mutant, examples: Sequence[Tried]) -> Trial:
    changed: str | None = None
    mutated = mutant.apply(program)
    for one in examples:
        if one.blind(mutant):
            continue
        name = str(one.example.example)
        try:
            decision = pipeline.decide(mutated, one.example.case)
        except InvalidInput:
            return Trial(mutant, "killed", name, len(examples))
        if differences(one.example.expect, decision):
            return Trial(mutant, "killed", name, len(examples))
        if changed is None and _follows(decision) != _follows(one.decision):
            changed = name
    if changed is not None:
        return Trial(mutant, "unnoticed", changed, len(examples))
    return Trial(mutant, "same" if examples else "unreached", None, len(examples))


def _follows(decision: Decision) -> tuple[object, ...]:
    """What an expectation could speak of."""
    return (*map(_outcome, decision.outcomes), decision.concurrences, decision.combined)


def _outcome(one: Outcome) -> tuple[object, ...]:
    duties = tuple((duty.rule, duty.due, duty.deadline, duty.quantity) for duty in one.duties)
    alerts = tuple((alert.kind, alert.rule) for alert in one.alerts)
    because = frozenset(one.because)
    return (one.disposition, one.candidates, one.measures, duties, alerts, because, one.version, one.parts)


def killed(trials: Sequence[Trial]) -> Fraction:
    """The share that was noticed, in per cent; of none, all."""
    noticed = sum(one.fate == "killed" for one in trials)
    return Fraction(100) if not trials else Fraction(100 * noticed, len(trials))
