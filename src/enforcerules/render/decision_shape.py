"""The shape of a decision as JSON (`enforcerules/decision/1`); its JSON Schema is generated from here.

Money is text in 元 with two decimals, citations are text in the Chinese form, `null` for a truth is open.
"""

from __future__ import annotations

from typing import Annotated, Literal, NotRequired

from pydantic import Field
from typing_extensions import TypedDict

from enforcerules.model.decision import Criterion, Disposition, Verdict
from enforcerules.model.document import Level, Modality, Target
from enforcerules.model.knowledge import Status
from enforcerules.model.program import Says, Stage, Strength
from enforcerules.render.shape_values import Digest, IsoDay, RangeJson, Words, Yuan, closed
from enforcerules.render.together_shape import CombinedJson, ConcurrenceJson

DutyClass = Literal["penalise", "no_penalty", "order_first", "refer", "terminated", "any"]
Remark = Literal["not_granted", "adverse_not_applied", "gave_way", "goes_back", "replaced"]
OpenField = Literal["holds", "barred", "statutory", "levels"]


# `class` is a keyword, so this one is not written as a class.
NatureJson = TypedDict(
    "NatureJson",
    {
        "class": Literal["penalty", "order", "coercive_fine", "referral", "sanction", "other"],
        "article9": Annotated[int | None, Field(description="the item of Article 9 of the Administrative Penalty Law")],
    },
)
closed(NatureJson)


@closed
class LevelJson(TypedDict):
    """A level permitted in this case; `point` only where the ruleset states a method."""

    level: Level
    min: Yuan | None
    max: Yuan | None
    min_open: bool
    max_open: bool
    point: Yuan | None
    because: list[str]
    basis: list[str]


@closed
class FactorJson(TypedDict):
    """What one factor of a weight table contributed."""

    factor: str
    level: str
    weight: str


@closed
class ReferredJson(TypedDict):
    """A fine of a provision that is referred to."""

    matter: str
    measure: str
    target: Target
    modality: Modality
    holds: bool | None
    statutory: RangeJson | None


@closed
class ReferenceJson(TypedDict):
    """Another provision: as the text says it, where it was found, and the fines it sets on the facts of this case."""

    text: str
    to: list[str]
    fines: list[ReferredJson]


@closed
class BarJson(TypedDict):
    """The rules that bar a measure altogether; `holds` null: whether they do is open."""

    holds: bool | None
    rules: list[str]
    basis: list[str]


@closed
class MeasureJson(TypedDict):
    """A measure that follows if nothing spares the party; `open` names the fields that are not settled."""

    id: str
    kind: str
    nature: NatureJson
    target: Target
    modality: Modality
    group: str | None
    branch: int | None
    duration: Annotated[
        str | None, Field(description="5-15d, 0-15d, 1-3m, 120m, life, 120m-life: hours h, days d, months m")
    ]
    what: str | None
    by: str | None
    holds: bool | None
    statutory: Annotated[RangeJson | None, Field(description="null: no money, or left to other rules")]
    refers: Annotated[ReferenceJson | None, Field(description="the provision that sets the amount of a fine")]
    barred: Annotated[BarJson | None, Field(description="null: no rule bars the measure")]
    gave_way: Annotated[str | None, Field(description="the matter under which the act is fined instead")]
    levels: list[LevelJson]
    open: list[OpenField]
    base: str | None
    factors: list[FactorJson]
    sum: str | None
    basis: list[str]


@closed
class TestJson(TypedDict):
    """One test: the value observed, what was wanted, whether it held; `inner` are those of a derived fact."""

    fact: str
    label: str
    value: str
    wanted: str
    holds: bool | None
    status: Status
    evidence: list[str]
    inner: NotRequired[list[TestJson]]


@closed
class ReasonJson(TypedDict):
    """A rule that was asked."""

    rule: str
    stage: Stage | Literal["elements"]
    title: Words
    effect: str
    strength: Strength
    holds: bool | None
    decided: bool
    near_miss: bool
    says: Says
    remark: Remark | None
    evidence: str
    tests: list[TestJson]
    basis: list[str]


@closed
class QuantityJson(TypedDict):
    """How much a duty concerns: the fact that says it, and its value in words."""

    fact: str
    value: str


@closed
class DutyJson(TypedDict):
    """Something that must or may be done; `when` is the class of dispositions it belongs to, `due` null: conditional."""

    rule: str
    kind: str
    title: Words
    when: DutyClass | list[DutyClass]
    due: bool | None
    who: Literal["authority", "party"]
    strength: Strength
    deadline: IsoDay | None
    after: list[str]
    missing: str | None
    quantity: QuantityJson | None
    basis: list[str]


@closed
class AlertJson(TypedDict):
    """A finding of a monitor, or of the engine about the rules and this case."""

    kind: str
    severity: Literal["info", "warning", "serious"]
    rule: str | None
    title: Words
    args: Words
    basis: list[str]


@closed
class QuestionJson(TypedDict):
    """An open fact that still matters; `leads_to` gives each value one disposition or several."""

    fact: str
    label: str
    who: Literal["person", "authority", "party", "ex_officio"]
    leads_to: dict[str, Disposition | list[Disposition]]
    cells: Annotated[int | None, Field(description="how many cells stay open at worst; null: too many to count")]
    asks: list[str]


@closed
class UnderJson(TypedDict):
    """What follows under the rules of some days, whole and before benchmarks."""

    since: IsoDay | None
    until: IsoDay | None
    matter: str
    dispositions: list[Disposition]
    measures: list[MeasureJson]
    versions: Words


@closed
class ComparedJson(TypedDict):
    """The rules of the act and of the decision side by side; `by` is the point in which they first differ."""

    rule: Annotated[str, Field(description="the rule that orders the comparison")]
    verdict: Annotated[Verdict, Field(description="on the rules of the decision; only lighter ones apply")]
    by: Criterion | None
    act: UnderJson
    decision: UnderJson


@closed
class GroupJson(TypedDict):
    """Alternatives: exactly one branch, or (`optional`) at most one."""

    group: str
    optional: bool
    branches: list[PackagesJson]


@closed
class PackagesJson(TypedDict):
    """Ids of measures by how they may lawfully be combined; `open`: their condition is."""

    always: list[str]
    optional: list[str]
    any_of: list[list[str]]
    up_to: list[str]
    one_of: NotRequired[list[GroupJson]]
    open: NotRequired[list[str]]


@closed
class OutcomeJson(TypedDict):
    """What follows for one act, one party and one matter."""

    act: str
    party: str
    party_kind: str | None
    matter: str
    disposition: Disposition
    candidates: list[Disposition]
    organ: str | None
    measures: list[MeasureJson]
    packages: PackagesJson
    reasons: list[ReasonJson]
    duties: list[DutyJson]
    alerts: list[AlertJson]
    questions: list[QuestionJson]
    versions: Annotated[Words, Field(description="instrument to the version that was applied")]
    outer_bound: Annotated[
        bool, Field(description="too many completions to work through: the answer is an outer bound")
    ]
    dormant: Annotated[
        list[str],
        Field(description="exemption rules and tables about this matter that were not in force on the day of the act"),
    ]
    version: Annotated[
        Literal["act", "decision"],
        Field(description="whether the rules of the act were applied, or the lighter ones of the decision"),
    ]
    compared: Annotated[ComparedJson | None, Field(description="both sides, where the law changed after the act")]
    parts: Annotated[
        list[UnderJson],
        Field(
            description="an act over a change of the law: its earlier parts, or the stretches in which it may have ended"
        ),
    ]


@closed
class ProvenanceJson(TypedDict):
    """Where the decision comes from: the digests of what the rules used say and of the case as understood."""

    meaning: Digest
    case: Digest
    calendar: str
    phase: Literal["investigating", "concluded"]


@closed
class DecisionJson(TypedDict):
    """The decision of a case."""

    format: Literal["enforcerules/decision/1"]
    edition: str
    case: str
    outcomes: list[OutcomeJson]
    concurrences: list[ConcurrenceJson]
    combined: list[CombinedJson]
    provenance: ProvenanceJson
