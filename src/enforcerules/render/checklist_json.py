"""A checklist as JSON (`enforcerules/checklist/1`), and its shape; conditions and citations in the words of the rules."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Literal

from typing_extensions import TypedDict

from enforcerules.base.catalogue import Lang
from enforcerules.model.checklist import Checklist, Item, Lead, Section, Serves
from enforcerules.model.document import FactType
from enforcerules.model.duration import notation
from enforcerules.model.program import TRUE_CONDITION, Benchmark, Condition, Fact, Measure, Rule
from enforcerules.render.json_values import cited
from enforcerules.render.shape_values import IsoDay, closed
from enforcerules.render.shape_values import Words as Texts
from enforcerules.render.wording import Words

_LANGS: tuple[Lang, ...] = ("zh", "en")


@closed
class SceneJson(TypedDict):
    """The scene: its id and title, where, when and whom it is for."""

    id: str
    title: Texts
    territory: str | None
    on: IsoDay | None
    party: str | None
    note: str | None


@closed
class AsksJson(TypedDict):
    """The provisions that ask for a fact, for one purpose."""

    section: Section
    basis: list[str]


@closed
class ServesJson(TypedDict):
    """A matter that a question serves; `term`: what its law calls the fact."""

    matter: str
    asks: list[AsksJson]
    term: str | None


@closed
class QuestionJson(TypedDict):
    """A question. `fact` null: whether the provision was breached at all. `each`: the answer may differ from act to act."""

    number: int
    section: Section
    fact: str | None
    ruleset: str | None
    label: Texts
    type: FactType
    unit: str | None
    options: list[str]
    raised: bool
    each: bool
    evaluative: bool
    factors: list[str]
    alike: bool
    serves: list[ServesJson]


@closed
class FollowsJson(TypedDict):
    """A measure that may follow; `amount`, `when` in the words of the rules; `by`: the organ that alone may impose it."""

    id: str
    kind: str
    name: Texts
    modality: str
    target: str
    amount: Texts | None
    duration: str | None
    when: str | None
    by: str | None
    basis: list[str]


@closed
class TierJson(TypedDict):
    """A row of a table: its level, what it gives, and when (null: otherwise, or always)."""

    id: str
    level: str
    gives: Texts
    when: str | None


@closed
class TableJson(TypedDict):
    """A benchmark; `factors`: of a table by weights, how many."""

    id: str
    title: Texts
    when: str | None
    rows: list[TierJson]
    factors: int
    basis: list[str]


@closed
class RuleJson(TypedDict):
    """A rule that may apply, or a duty."""

    id: str
    title: Texts
    stage: str
    strength: str
    effect: Texts
    when: str | None
    basis: list[str]


@closed
class LeadJson(TypedDict):
    """What a finding leads to; `questions`: the numbers that make it out. `finding` null: the provision itself.

    `ended`: where the scene says no day and the matter is in force no more, its last day, whose law this is.
    """

    matter: str
    title: Texts
    finding: str | None
    questions: list[int]
    authority: str | None
    ended: IsoDay | None
    prohibited_by: list[str]
    penalised_by: list[str]
    measures: list[FollowsJson]
    tables: list[TableJson]
    rules: list[RuleJson]
    duties: list[RuleJson]


@closed
class ChecklistJson(TypedDict):
    """`apart`: questions that are always asked, matter by matter; `together`: here. `rules`, `duties`: those of every matter."""

    format: Literal["enforcerules/checklist/1"]
    scene: SceneJson
    apart: int
    together: int
    questions: list[QuestionJson]
    findings: list[LeadJson]
    rules: list[RuleJson]
    duties: list[RuleJson]


def checklist_json(found: Checklist, indent: int | None = None) -> str:
    """As JSON, keys in the order of the shape."""
    scene = found.scene
    made: ChecklistJson = {
        "format": "enforcerules/checklist/1",
        "scene": {
            "id": str(scene.scene),
            "title": {str(k): str(v) for k, v in scene.title.items()},
            "territory": None if scene.territory is None else str(scene.territory),
            "on": None if scene.on is None else scene.on.isoformat(),
            "party": scene.party,
            "note": None if scene.note is None else str(scene.note),
        },
        "apart": found.apart,
        "together": found.together,
        "questions": [_question(item) for item in found.items],
        "findings": [_lead(lead) for lead in found.leads],
        "rules": _rules(found.rules, found.leads),
        "duties": _rules(found.duties, found.leads),
    }
    return json.dumps(made, ensure_ascii=False, indent=indent)


def _question(item: Item) -> QuestionJson:
    fact = item.fact
    return {
        "number": item.number,
        "section": item.section,
        "fact": None if fact is None else fact.id,
        "ruleset": None if fact is None else fact.ruleset,
        "label": _label(fact),
        "type": "boolean" if fact is None else fact.type,
        "unit": None if fact is None else fact.unit,
        "options": [] if fact is None else [label for _, label in fact.values],
        "raised": item.raised,
        "each": item.each,
        "evaluative": fact is None or fact.evaluative,
        "factors": [] if fact is None else list(fact.factors),
        "alike": item.alike,
        "serves": [_serves(one) for one in item.serves],
    }


def _label(fact: Fact | None) -> Texts:
    if fact is None:
        return {}
    return {"zh": fact.label, **({} if fact.en is None else {"en": fact.en})}


def _serves(one: Serves) -> ServesJson:
    asks: list[AsksJson] = [{"section": section, "basis": cited(basis)} for section, basis in one.basis]
    return {"matter": one.matter, "asks": asks, "term": one.term}


def _lead(lead: Lead) -> LeadJson:
    words = _words(lead)
    return {
        "matter": lead.matter.id,
        "title": dict(lead.matter.title),
        "finding": None if lead.finding is None else words["zh"].condition(lead.finding),
        "questions": list(lead.items),
        "authority": lead.authority,
        "ended": None if lead.ended is None else lead.ended.isoformat(),
        "prohibited_by": cited(lead.matter.prohibited_by),
        "penalised_by": cited(lead.matter.penalised_by),
        "measures": [_measure(one, words) for one in lead.measures],
        "tables": [_table(one, words) for one in lead.tables],
        "rules": _rules(lead.rules, (lead,)),
        "duties": _rules(lead.duties, (lead,)),
    }


def _words(lead: Lead) -> dict[Lang, Words]:
    return {lang: Words(lang, lead.facts, lead.kinds) for lang in _LANGS}


def _when(condition: Condition | None, words: dict[Lang, Words]) -> str | None:
    return None if condition is None or condition == TRUE_CONDITION else words["zh"].condition(condition)


def _measure(one: Measure, words: dict[Lang, Words]) -> FollowsJson:
    kind = words["zh"].kinds.get(one.kind)
    return {
        "id": one.id,
        "kind": one.kind,
        "name": {lang: words[lang].kind(one.kind) for lang in _LANGS},
        "modality": one.modality,
        "target": one.target,
        "amount": None if one.amount is None else {lang: words[lang].amount(one.amount) for lang in _LANGS},
        "duration": None if one.duration is None else notation(one.duration),
        "when": _when(one.condition, words),
        "by": one.by or (None if kind is None else kind.by),
        "basis": cited(one.basis),
    }


def _table(one: Benchmark, words: dict[Lang, Words]) -> TableJson:
    return {
        "id": one.id,
        "title": dict(one.title),
        "when": _when(one.condition, words),
        "rows": [
            {
                "id": row.id,
                "level": row.level,
                "gives": {lang: words[lang].result(row.result) for lang in _LANGS},
                "when": _when(row.condition, words),
            }
            for row in one.rows
        ],
        "factors": 0 if one.weights is None else len(one.weights.factors),
        "basis": cited(one.basis),
    }


def _rules(rules: Iterable[Rule], leads: tuple[Lead, ...]) -> list[RuleJson]:
    if not leads:
        return []
    words = _words(leads[0])
    return [
        {
            "id": one.id,
            "title": dict(one.title),
            "stage": one.stage,
            "strength": one.strength,
            "effect": {lang: words[lang].effect(one.effect) for lang in _LANGS},
            "when": _when(one.condition, words),
            "basis": cited(one.basis),
        }
        for one in rules
    ]
