"""What several outcomes come to together, as JSON."""

from __future__ import annotations

from enforcerules.model.concurrence import Combined, Concurrence, Part, PolicySeen, Rival
from enforcerules.model.decision import MoneyRange
from enforcerules.model.duration import Duration, notation
from enforcerules.render.decision_shape import (
    CombinedJson,
    ConcurrenceJson,
    PartJson,
    PolicyJson,
    RangeJson,
    RivalJson,
)
from enforcerules.render.json_values import cited, money_range


def concurrence(one: Concurrence) -> ConcurrenceJson:
    """One act under several provisions that call for a fine."""
    return {
        "act": one.act,
        "party": one.party,
        "policy": one.policy,
        "policies": [_policy(policy) for policy in one.policies],
        "rivals": [_rival(rival) for rival in one.rivals],
        "state": one.state,
        "prevails": one.prevails,
        "gave_way": list(one.gave_way),
        "options": list(one.options),
        "because": list(one.because),
        "asks": list(one.asks),
    }


def _policy(one: PolicySeen) -> PolicyJson:
    return {
        "policy": one.policy,
        "rule": one.rule,
        "title": dict(one.title),
        "holds": one.holds,
        "evidence": one.evidence,
        "basis": cited(one.basis),
    }


def _rival(one: Rival) -> RivalJson:
    return {
        "matter": one.matter,
        "measure": one.measure,
        "called": one.called,
        "mandatory": one.mandatory,
        "statutory": _range(one.statutory),
        "instrument": one.instrument,
        "rank": one.rank,
        "basis": cited(one.basis),
        "stay": list(one.stay),
    }


def combined(one: Combined) -> CombinedJson:
    """Several acts of one party."""
    return {
        "party": one.party,
        "parts": [_part(part) for part in one.parts],
        "open": one.open,
        "statutory": _range(one.statutory),
        "permitted": _range(one.permitted),
        "detention": _length(one.detention),
        "uncapped": _length(one.uncapped),
        "cap": None if one.cap_rule is None else {"rule": one.cap_rule, "basis": cited(one.cap_basis)},
        "kinds": [{"kind": kind, "acts": list(acts)} for kind, acts in one.kinds],
    }


def _part(one: Part) -> PartJson:
    return {
        "act": one.act,
        "matters": list(one.matters),
        "certain": one.certain,
        "statutory": _range(one.statutory),
        "permitted": _range(one.permitted),
        "detention": _length(one.detention),
    }


def _range(one: MoneyRange | None) -> RangeJson | None:
    return None if one is None else money_range(one)


def _length(one: Duration | None) -> str | None:
    return None if one is None else notation(one)
