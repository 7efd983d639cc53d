"""A decision as JSON: stable keys, money as text in 元 rounded inward to the 分, canonical key order."""

from __future__ import annotations

import json
from math import floor
from typing import cast

from enforcerules.base.canonical import canonical
from enforcerules.language.showing import yuan
from enforcerules.model.concurrence import BarSeen
from enforcerules.model.decision import (
    AlertSeen,
    Compared,
    Decision,
    DutySeen,
    LevelRange,
    MeasureSeen,
    Outcome,
    Question,
    Reason,
    TestSeen,
    UnderRules,
)
from enforcerules.model.duration import notation
from enforcerules.model.packages import Packages, packages_of
from enforcerules.render import together_json
from enforcerules.render.decision_shape import (
    AlertJson,
    BarJson,
    ComparedJson,
    DecisionJson,
    DutyJson,
    LevelJson,
    MeasureJson,
    OutcomeJson,
    PackagesJson,
    QuestionJson,
    ReasonJson,
    ReferenceJson,
    TestJson,
    UnderJson,
)
from enforcerules.render.json_values import cited, money_range
from enforcerules.render.shape_values import RangeJson

_LARGEST = 2**53 - 1


def to_json(decision: Decision, indent: int | None = None) -> str:
    """The decision as JSON text, keys in the canonical order (by UTF-16 code units); compact without an indent."""
    made = to_dict(decision)
    if indent is None:
        try:
            return canonical(made).decode("utf-8")
        except ValueError:  # half a surrogate pair that somebody gave as a name: shown as it is
            return json.dumps(_sorted(made), ensure_ascii=False, separators=(",", ":"))
    return json.dumps(_sorted(made), ensure_ascii=False, indent=indent, separators=(",", ": "))


def to_dict(decision: Decision) -> DecisionJson:
    """The decision as plain data, in the shape of `decision_shape.DecisionJson`."""
    return {
        "format": "enforcerules/decision/1",
        "edition": decision.edition,
        "case": decision.case_id,
        "outcomes": [_outcome(outcome) for outcome in decision.outcomes],
        "concurrences": [together_json.concurrence(one) for one in decision.concurrences],
        "combined": [together_json.combined(one) for one in decision.combined],
        "provenance": {
            "meaning": decision.meaning,
            "case": decision.case_digest,
            "calendar": decision.calendar,
            "phase": decision.case.phase,
        },
    }


def _sorted(value: object) -> object:
    if isinstance(value, dict):
        return {key: _sorted(value[key]) for key in sorted(value, key=lambda k: str(k).encode("utf-16-be"))}
    return [_sorted(one) for one in value] if isinstance(value, list) else value


def _outcome(one: Outcome) -> OutcomeJson:
    return {
        "act": one.act,
        "party": one.party,
        "party_kind": one.party_kind,
        "matter": one.matter,
        "disposition": one.disposition,
        "candidates": list(one.candidates),
        "organ": one.organ,
        "measures": [measure_json(measure) for measure in one.measures],
        "packages": packages_json(packages_of(one.measures)),
        "reasons": [_reason(reason) for reason in one.reasons],
        "duties": [_duty(duty) for duty in one.duties],
        "alerts": [_alert(alert) for alert in one.alerts],
        "questions": [_question(question) for question in one.questions],
        "versions": dict(one.versions),
        "outer_bound": one.outer_bound,
        "dormant": list(one.dormant),
        "version": one.version,
        "compared": None if one.compared is None else _compared(one.compared),
        "parts": [_under(part) for part in one.parts],
    }


def _compared(one: Compared) -> ComparedJson:
    return {
        "rule": one.rule,
        "verdict": one.verdict,
        "by": one.by,
        "act": _under(one.act),
        "decision": _under(one.decision),
    }


def _under(one: UnderRules) -> UnderJson:
    return {
        "since": None if one.since is None else one.since.isoformat(),
        "until": None if one.until is None else one.until.isoformat(),
        "matter": one.matter,
        "dispositions": list(one.dispositions),
        "measures": [measure_json(measure) for measure in one.measures],
        "versions": dict(one.versions),
    }


def packages_json(one: Packages) -> PackagesJson:
    """The lawful packages by id of measure."""
    return {
        **_flat(one),
        "one_of": [
            {"group": group.id, "optional": group.optional, "branches": [_flat(branch) for branch in group.branches]}
            for group in one.groups
        ],
        "open": list(one.open),
    }


def _flat(one: Packages) -> PackagesJson:
    return {
        "always": list(one.always),
        "optional": list(one.optional),
        "any_of": [list(together) for together in one.joint],
        "up_to": [{"first": ladder.first, "steps": list(ladder.steps)} for ladder in one.up_to],
    }


def measure_json(one: MeasureSeen) -> MeasureJson:
    """A measure as JSON."""
    made = {
        "id": one.id,
        "kind": one.kind,
        "nature": {"class": one.nature, "article9": one.article9},
        "target": one.target,
        "modality": one.modality,
        "group": one.group,
        "branch": one.branch,
        "duration": None if one.duration is None else notation(one.duration),
        "what": one.what,
        "by": one.by,
        "holds": one.holds,
        "statutory": None if one.statutory is None else money_range(one.statutory),
        "refers": None if one.refers is None else _reference(one),
        "barred": None if one.barred is None else _bar(one.barred),
        "gave_way": one.gave_way,
        "levels": [level_json(level) for level in one.levels],
        "open": list(one.open),
        "base": one.base,
        "factors": [{"factor": name, "level": level, "weight": weight} for name, level, weight in one.factors],
        "sum": one.sum,
        "basis": cited(one.basis),
    }
    return cast("MeasureJson", made)


def _bar(one: BarSeen) -> BarJson:
    return {"holds": one.holds, "rules": list(one.rules), "basis": cited(one.basis)}


def _reference(one: MeasureSeen) -> ReferenceJson:
    assert one.refers is not None  # noqa: S101  asked before
    fines = [
        {
            "matter": fine.matter,
            "measure": fine.measure,
            "target": fine.target,
            "modality": fine.modality,
            "holds": fine.holds,
            "statutory": None if fine.statutory is None else money_range(fine.statutory),
        }
        for fine in one.referred
    ]
    return cast("ReferenceJson", {"text": one.refers.text, "to": cited(one.refers.citations), "fines": fines})


def level_json(one: LevelRange) -> LevelJson:
    """A level with its range as JSON."""
    span: RangeJson = {"min": None, "max": None, "min_open": False, "max_open": False}
    return {
        "level": one.level,
        **(span if one.range is None else money_range(one.range)),
        "point": None if one.point is None else yuan(floor(one.point)),
        "because": list(one.because),
        "basis": cited(one.basis),
    }


def _reason(one: Reason) -> ReasonJson:
    return {
        "rule": one.rule,
        "stage": one.stage,
        "title": dict(one.title),
        "effect": one.effect,
        "strength": one.strength,
        "holds": one.holds,
        "decided": one.decided,
        "near_miss": one.near_miss,
        "says": one.says,
        "remark": one.remark,
        "evidence": one.evidence,
        "tests": [_test(test) for test in one.tests],
        "basis": cited(one.basis),
    }


def _test(one: TestSeen) -> TestJson:
    made: dict[str, object] = {
        "fact": one.fact,
        "label": one.label,
        "value": one.value,
        "wanted": one.wanted,
        "holds": one.holds,
        "status": one.status,
        "evidence": list(one.evidence),
    }
    if one.inner:
        made["inner"] = [_test(test) for test in one.inner]
    return cast("TestJson", made)


def _duty(one: DutySeen) -> DutyJson:
    made = {
        "rule": one.rule,
        "kind": one.kind,
        "title": dict(one.title),
        "when": one.on[0] if len(one.on) == 1 else list(one.on),
        "due": one.due,
        "who": one.who,
        "strength": one.strength,
        "deadline": None if one.deadline is None else one.deadline.isoformat(),
        "after": list(one.after),
        "missing": one.missing,
        "quantity": None if one.quantity is None else {"fact": one.quantity[0], "value": one.quantity[1]},
        "basis": cited(one.basis),
    }
    return cast("DutyJson", made)


def _alert(one: AlertSeen) -> AlertJson:
    return {
        "kind": one.kind,
        "severity": one.severity,
        "rule": one.rule,
        "title": dict(one.title),
        "args": dict(one.args),
        "basis": cited(one.basis),
    }


def _question(one: Question) -> QuestionJson:
    made: dict[str, object] = {
        "fact": one.fact,
        "label": one.label,
        "who": one.who,
        "leads_to": {value: said[0] if len(said) == 1 else list(said) for value, said in one.leads_to},
        "cells": one.cells if one.cells <= _LARGEST else None,
        "asks": list(one.asks),
    }
    return cast("QuestionJson", made)
