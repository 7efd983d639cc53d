"""Duties and monitors as reasons: a decision keeps only those that hold, and a failure has to show why one does not."""

from __future__ import annotations

from collections.abc import Iterator

from enforcerules import pipeline
from enforcerules.decide.frame import Frame
from enforcerules.decide.seen import effect_name, tests_seen
from enforcerules.decide.timeline import taken
from enforcerules.explain.view import View
from enforcerules.model.decision import Reason
from enforcerules.model.program import Alert, Duty, Rule


def procedure(view: View, kinds: frozenset[str]) -> Iterator[Reason]:
    """The rules of some kinds of duty or alert that were asked for the outcome, with their tests."""
    frame = _frame(view) if kinds else None
    for rule in () if frame is None else frame.sliced.rules:
        if isinstance(rule.effect, Duty | Alert) and rule.effect.kind in kinds and frame is not None:
            yield _reason(frame, rule)


def _frame(view: View) -> Frame | None:
    """The frame under which the outcome came about."""
    decision, outcome = view.decision, view.outcome
    for days in pipeline.timelines(decision.program, decision.case):
        frame = taken(days, outcome)
        here = (str(frame.act.id), str(frame.party.id), frame.sliced.matter.id)
        if here == (outcome.act, outcome.party, outcome.matter):
            return frame
    return None


def _reason(frame: Frame, rule: Rule) -> Reason:
    return Reason(
        rule=rule.id,
        stage=rule.stage,
        title=rule.title,
        effect=effect_name(rule.effect),
        strength=rule.strength,
        holds=frame.known.judge(rule.condition, frame.known),
        decided=False,
        says=rule.says,
        tests=tests_seen(frame, rule.condition),
        basis=rule.basis,
        evidence=rule.evidence,
    )
