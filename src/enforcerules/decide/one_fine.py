"""What a concurrence does to the outcomes: the fines that give way are marked, and what a person chooses is a person's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from enforcerules.model.concurrence import Concurrence
from enforcerules.model.decision import AlertSeen, Disposition, Outcome


def marked(outcomes: Sequence[Outcome], found: Sequence[Concurrence]) -> tuple[Outcome, ...]:
    """The outcomes with one fine for each act and party: the others say which provision the act is fined under."""
    by_act = {(one.act, one.party): one for one in found}
    return tuple(_marked(outcome, by_act.get((outcome.act, outcome.party))) for outcome in outcomes)


def _marked(outcome: Outcome, one: Concurrence | None) -> Outcome:
    if one is None or all(rival.matter != outcome.matter for rival in one.rivals):
        return outcome
    if one.prevails is None:
        return _unsettled(outcome, one) if outcome.matter in one.options else outcome
    return outcome if one.prevails == outcome.matter else _gave_way(outcome, one.prevails)


def _gave_way(outcome: Outcome, prevails: str) -> Outcome:
    """Only the fine gives way; every other measure stays."""
    measures = tuple(
        replace(m, gave_way=prevails) if m.kind == "fine" and (m.barred is None or not m.barred.holds) else m
        for m in outcome.measures
    )
    return replace(outcome, measures=measures, alerts=tuple(a for a in outcome.alerts if a.kind != "proposed_outside"))


def _unsettled(outcome: Outcome, one: Concurrence) -> Outcome:
    """Which fine applies is not settled: the disposition is not final, though a penalty follows either way."""
    basis = tuple(dict.fromkeys(c for policy in one.policies for c in policy.basis))
    rules = [policy.rule for policy in one.policies]
    args = (("matters", "、".join(one.options)),)
    alert = AlertSeen("concurrence_unsettled", "serious", rules[0] if len(rules) == 1 else None, basis, args)
    made = replace(outcome, alerts=(*outcome.alerts, alert))
    if outcome.disposition != "penalise":
        return made
    open_: Disposition = "undetermined" if one.state == "open" and outcome.phase != "concluded" else "needs_human"
    return replace(made, disposition=open_, candidates=("penalise",))
