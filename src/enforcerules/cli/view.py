"""A matter as plain data: its law, facts, penalties, tables, and the rules that concern it; JSON and text come from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from enforcerules.cli.matters import titled
from enforcerules.decide.form import form_of
from enforcerules.decide.slice import Place, Slice, slice_of
from enforcerules.model.document import Target
from enforcerules.model.duration import notation
from enforcerules.model.program import Benchmark, Fact, Matter, Measure, Program, Row, Rule, Weights
from enforcerules.render.wording import Words, share

Shown = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a matter: where, when (None: now as far as the rules reach), in which language."""

    territory: str | None
    day: date | None
    words: Words


def asked(program: Program, matter: Matter, territory: str | None, day: date | None, lang: Any) -> tuple[Slice, Asked]:  # noqa: ANN401
    """The slice of a matter and how to word it. Without a day: the last one on which the matter is in force."""
    when = day or matter.in_force.until
    sliced = slice_of(program, matter, Place(territory, None, when, when))
    return sliced, Asked(territory, when, Words(lang, sliced.facts, program.rulesets[matter.ruleset].kinds))


def matter_view(program: Program, sliced: Slice, how: Asked) -> Shown:
    """Everything that `show` says."""
    matter, words = sliced.matter, how.words
    return {
        "format": "enforcerules/matter/1",
        "id": matter.id,
        "title": titled(matter.title, words.lang),
        "ruleset": matter.ruleset,
        "rulesets": list(sliced.rulesets),
        "elsewhere": list(_elsewhere(program, sliced)),
        "in_force": words.period(matter.in_force),
        "as_of": None if how.day is None else how.day.isoformat(),
        "territory": how.territory,
        "prohibited_by": words.cited(matter.prohibited_by),
        "penalised_by": words.cited(matter.penalised_by),
        "elements": None if matter.elements is None else words.condition(matter.elements),
        "note": matter.note,
        "facts": [_fact(sliced.facts[name], words) for name in form_of(program, matter, how.territory)["properties"]],
        "penalties": [_measure(one, words) for one in sliced.measures],
        "benchmarks": [_table(one, words) for one in sliced.benchmarks],
        "rules": [_rule(one, words) for one in sliced.rules],
    }


def _elsewhere(program: Program, sliced: Slice) -> Iterable[str]:
    """Rulesets that refine the matter in other places."""
    home = sliced.matter.ruleset
    below = (one.id for one in program.rulesets.values() if home in one.lineage and one.id != home)
    return sorted(set(below) - set(sliced.rulesets))


def _fact(fact: Fact, words: Words) -> Shown:
    return {
        "id": fact.id,
        "label": words.label(fact.id),
        "type": fact.type,
        "unit": fact.unit,
        "values": words.values(fact) or None,
        "proves": fact.proves,
        "ask": fact.ask,
        "evaluative": fact.evaluative,
        "basis": words.cited(fact.basis),
    }


def _measure(measure: Measure, words: Words) -> Shown:
    return {
        "id": measure.id,
        "kind": measure.kind,
        "label": words.kind(measure.kind),
        "modality": measure.modality,
        "target": _target(measure.target),
        "amount": None if measure.amount is None else words.amount(measure.amount),
        "duration": None if measure.duration is None else notation(measure.duration),
        "when": _when(measure.condition, words),
        "group": measure.group,
        "branch": measure.branch,
        "basis": words.cited(measure.basis),
    }


def _target(target: Target) -> str | None:
    return None if target == "violator" else target


def _when(condition: Any, words: Words) -> str | None:  # noqa: ANN401  a condition or none
    said = words.condition(condition)
    return None if said == words.say("always") else said


def _table(table: Benchmark, words: Words) -> Shown:
    return {
        "id": table.id,
        "title": titled(table.title, words.lang),
        "kind": table.kind,
        "target": table.target,
        "when": _when(table.condition, words),
        "ruleset": table.ruleset,
        "in_force": words.period(table.in_force),
        "evidence": table.evidence,
        "basis": words.cited(table.basis),
        "rows": [_row(row, words) for row in table.rows],
        "weights": None if table.weights is None else _weights(table.weights, words),
    }


def _row(row: Row, words: Words) -> Shown:
    return {
        "id": row.id,
        "level": row.level,
        "when": None if row.otherwise else _when(row.condition, words),
        "otherwise": row.otherwise,
        "gives": words.result(row.result),
    }


def _weights(weights: Weights, words: Words) -> Shown:
    return {
        "start": share(weights.start),
        "of": None if weights.of is None else words.amount(weights.of),
        "floor": None if weights.floor is None else share(weights.floor),
        "cap": None if weights.cap is None else share(weights.cap),
        "interpolate": weights.interpolate,
        "factors": [
            {
                "fact": factor.fact,
                "title": factor.title,
                "levels": [
                    {"when": words.condition(one.condition), "weight": share(one.weight)} for one in factor.levels
                ],
            }
            for factor in weights.factors
        ],
    }


def _rule(rule: Rule, words: Words) -> Shown:
    return {
        "id": rule.id,
        "title": titled(rule.title, words.lang),
        "stage": rule.stage,
        "strength": rule.strength,
        "effect": words.effect(rule.effect),
        "when": _when(rule.condition, words),
        "ruleset": rule.ruleset,
        "basis": words.cited(rule.basis),
    }
