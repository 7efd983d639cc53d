"""The shape of a decision as JSON (`enforcerules/decision/1`); its JSON Schema is generated from here.

Money is text in 元 with two decimals, citations are text in the Chinese form, `null` for a truth is open.
"""

from __future__ import annotations

from typing import Annotated, Literal, NotRequired

from pydantic import ConfigDict, Field, with_config
from typing_extensions import TypedDict

from enforcerules.model.concurrence import Because, State
from enforcerules.model.decision import Disposition
from enforcerules.model.document import Level, Modality, Target
from enforcerules.model.knowledge import Status
from enforcerules.model.program import Policy, Says, Stage, Strength

Yuan = Annotated[str, Field(pattern=r"^-?[0-9]+\.[0-9]{2}$", description="an amount in 元, rounded inward")]
Digest = Annotated[str, Field(pattern=r"^[a-z0-9]+:[0-9a-f]+$")]
IsoDay = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
DutyClass = Literal["penalise", "no_penalty", "order_first", "refer", "terminated", "any"]
Remark = Literal["not_granted", "adverse_not_applied", "gave_way", "goes_back", "replaced"]
OpenField = Literal["holds", "barred", "statutory", "levels"]
Words = dict[str, str]
closed = with_config(ConfigDict(extra="forbid"))


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
class RangeJson(TypedDict):
    """A statutory range; `min` null: the text has no minimum; `max` null: not bounded while a base is unknown."""

    min: Yuan | None
    max: Yuan | None
    min_open: bool
    max_open: bool


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


@closed
class PolicyJson(TypedDict):
    """How fines that concur are compared; `rule` null: no rule says it; `holds` null: whether the rule applies is open."""

    policy: Policy
    rule: str | None
    title: Words
    holds: bool | None
    evidence: str
    basis: list[str]


@closed
class RivalJson(TypedDict):
    """A provision that calls for a fine (`called` null: that is open), as compared; `stay`: kinds that no choice touches."""

    matter: str
    measure: str
    called: bool | None
    mandatory: bool
    statutory: Annotated[RangeJson | None, Field(description="null: the text leaves the amount open")]
    instrument: str
    rank: str | None
    basis: list[str]
    stay: list[str]


@closed
class ConcurrenceJson(TypedDict):
    """One act and party under several provisions that call for a fine, of which one may be imposed."""

    act: str
    party: str
    policy: Annotated[Policy | None, Field(description="null: which policy applies is open, or several do")]
    policies: list[PolicyJson]
    rivals: list[RivalJson]
    state: Annotated[State, Field(description="settled, a person's choice among the options, or open in facts")]
    prevails: str | None
    gave_way: list[str]
    options: list[str]
    because: list[Because]
    asks: Annotated[list[str], Field(description="the facts on which the answer turns")]


@closed
class PartJson(TypedDict):
    """What one act adds to a combination; `certain`: nothing about it is open."""

    act: str
    matters: list[str]
    certain: bool
    statutory: RangeJson | None
    permitted: RangeJson | None
    detention: str | None


@closed
class CapJson(TypedDict):
    """The rule that cuts a sum."""

    rule: str
    basis: list[str]


@closed
class KindActsJson(TypedDict):
    """A kind of measure, told once, and the acts that call for it."""

    kind: str
    acts: list[str]


@closed
class CombinedJson(TypedDict):
    """Several acts of one party, each decided apart: fines added, detention added within the cap, other kinds once."""

    party: str
    parts: list[PartJson]
    open: bool
    statutory: Annotated[RangeJson | None, Field(description="the sum of the statutory ranges; null: no fine")]
    permitted: Annotated[RangeJson | None, Field(description="the sum of what the levels permit; null: no fine")]
    detention: Annotated[str | None, Field(description="in the notation of durations; null: none")]
    uncapped: str | None
    cap: Annotated[CapJson | None, Field(description="null: the sum lies within the cap, or there is none")]
    kinds: list[KindActsJson]


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
