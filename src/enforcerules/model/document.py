"""The written form of rulesets: what a YAML file may say, as pydantic models; nothing is resolved or parsed yet.

Written and compiled types have parallel names (`RuleDoc` here, `Rule` in `program`). Texts keep their position
(`Text.span`), tables theirs (`Node.span`), so that every later stage can point at the line.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ModelWrapValidatorHandler,
    PrivateAttr,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from enforcerules.base.source import Span, Table, Text, span_of
from enforcerules.model.scalars import Condition, Day, Flag, Id, Str, Strs, Title, Whole, to_list, to_text

Modality = Literal["shall", "may", "single_or_joint", "up_to"]
Level = Literal["mitigated", "lighter", "ordinary", "heavier"]


class Node(BaseModel):
    """A table of a document: unknown keys are errors, values are frozen, and it knows where it stands."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True, populate_by_name=True)
    _written: Table | None = PrivateAttr(None)

    @property
    def span(self) -> Span | None:
        """Where the table stands, or None when it came from a Python mapping."""
        return None if self._written is None else self._written.span

    def place_of(self, key: str) -> Span | None:
        """Where the value of a key stands, else the key, else the table."""
        return None if self._written is None else self._written.span_at(key)

    def place_of_key(self, key: str) -> Span | None:
        """Where a key stands, else the table."""
        return None if self._written is None else span_of(self._written.key(key)) or self._written.span

    @model_validator(mode="wrap")
    @classmethod
    def _keep_span(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:  # noqa: ANN401
        made = handler(data)
        made._written = data if isinstance(data, Table) else None  # noqa: SLF001  its own
        return made


class VersionDoc(Node):
    """One version of an instrument: in force from its first to its last day, inclusive."""

    id: Str
    from_: Day = Field(alias="from")
    until: Day | None = None
    known: Day | None = None
    note: Str | None = None


class ReadsDoc(Node):
    """Whether 以上 and 以下 include the number."""

    above: Literal["included", "excluded"] = Field("included", alias="以上")
    below: Literal["included", "excluded"] = Field("included", alias="以下")
    basis: Str | None = None


class InstrumentDoc(Node):
    """A law, regulation, rule or normative document."""

    title: Str
    en: Str | None = None
    rank: Literal[
        "law",
        "administrative_regulation",
        "local_regulation",
        "ministry_rule",
        "local_rule",
        "judicial_interpretation",
        "normative_document",
        "standard",
        "example",
    ]
    number: Str | None = None
    evidence: Literal["primary", "secondary"] = "primary"
    reads: ReadsDoc = Field(default_factory=lambda: ReadsDoc.model_validate({}))
    versions: tuple[VersionDoc, ...] = ()
    note: Str | None = None


class KindDoc(Node):
    """A kind of measure and its nature."""

    label: Str
    en: Str | None = None
    class_: Literal["penalty", "order", "coercive_fine", "referral", "sanction", "other"] = Field(alias="class")
    article9: Whole | None = None
    note: Str | None = None


FactType = Literal[
    "money", "integer", "decimal", "rate", "boolean", "date", "period", "grade", "choice", "set", "text", "code"
]


class NamedDoc(Node):
    """What facts and derived facts share."""

    label: Str
    en: Str | None = None
    also: Strs = ()
    unit: Str | None = None
    direction: Literal["heavier", "lighter"] | None = None
    on_unknown: Str | None = None
    overrides: Flag = False
    evidence: Literal["primary", "secondary"] | None = None
    basis: Strs = ()
    note: Str | None = None


class FactDoc(NamedDoc):
    """A declared fact."""

    type: FactType
    scale: Whole | None = None
    values: dict[Id, Str] | None = None
    proves: Literal["authority", "party", "ex_officio"] = "authority"
    ask: Literal["always", "if_raised"] = "always"
    evaluative: Flag = False
    factors: Strs = ()
    change: Literal["fixed", "correctable"] | None = None
    source: Str | None = None
    min: Str | None = None


class SpanOfDaysDoc(Node):
    """Days from one date (and a period after it) to another."""

    from_: Id = Field(alias="from")
    plus: Str | None = None
    to: Id


class DateDoc(Node):
    """A date and a period after it."""

    from_: Id = Field(alias="from")
    plus: Str


class AgeDoc(Node):
    """Full years from birth to a date."""

    born: Id
    on: Id


class DerivedDoc(NamedDoc):
    """A derived fact: exactly one formula."""

    when: Condition = None
    count: Strs = ()
    same: Literal["matter", "nature", "any"] | None = None
    window: Str | None = None
    anchor: Id | None = None
    ends: tuple[Literal["included", "excluded"], ...] = ("included", "included")
    calendar: Flag = False
    including_present: Flag = False
    days: SpanOfDaysDoc | None = None
    date: DateDoc | None = None
    age: AgeDoc | None = None
    sum: Strs = ()
    minus: Strs = ()
    times: Strs = ()
    max: Strs = ()
    min: Strs = ()


class ParameterValueDoc(Node):
    """One value of a parameter: for whom, where, since when."""

    value: Str
    party: Annotated[
        tuple[Literal["unit", "individual", "sole_trader", "responsible_person"], ...], BeforeValidator(to_list)
    ] = ()
    territory: Strs = ()
    matter: Strs = ()
    from_: Day | None = Field(None, alias="from")
    until: Day | None = None
    basis: Strs = ()
    evidence: Literal["primary", "secondary"] | None = None
    note: Str | None = None


class ParameterDoc(Node):
    """A dated, territorial constant."""

    label: Str
    en: Str | None = None
    type: Literal["money", "integer", "decimal", "rate"]
    unit: Str | None = None
    missing: Str | None = None
    values: tuple[ParameterValueDoc, ...] = ()
    note: Str | None = None


def _fine(value: object) -> object:
    return value if not isinstance(value, str) else {"?": value}


class FineDoc(Node):
    """A fine: the modality and the amount as text."""

    shall: Str | None = None
    may: Str | None = None
    single_or_joint: Str | None = None
    up_to: Str | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        if len(self.terms()) != 1:
            raise PydanticCustomError("fine_modality", "a fine says one of shall, may, single_or_joint, up_to")
        return self

    def terms(self) -> list[tuple[Modality, Text]]:
        """The modality and the amount; exactly one."""
        named: list[tuple[Modality, Text | None]] = [
            ("shall", self.shall),
            ("may", self.may),
            ("single_or_joint", self.single_or_joint),
            ("up_to", self.up_to),
        ]
        return [(modality, text) for modality, text in named if text is not None]


Target = Literal["violator", "unit", "individual", "responsible_persons"]


class PenaltyDoc(Node):
    """One entry of `penalties`: measures (`<kind>: shall`), a fine, limbs or alternatives."""

    model_config = ConfigDict(extra="allow", frozen=True, arbitrary_types_allowed=True, populate_by_name=True)
    __pydantic_extra__: dict[
        str, Annotated[Any, BeforeValidator(to_text), WithJsonSchema({"enum": ["shall", "may", "single_or_joint", "up_to"]})]
    ]

    id: Id | None = None
    when: Condition = None
    target: Target = "violator"
    fine: Annotated[FineDoc | None, BeforeValidator(_fine)] = None
    duration: Str | None = None
    what: Str | None = None
    by: Str | None = None
    basis: Strs = ()
    from_: Day | None = Field(None, alias="from")
    until: Day | None = None
    note: Str | None = None
    limbs: tuple[PenaltyDoc, ...] = ()
    one_of: tuple[tuple[PenaltyDoc, ...], ...] = ()

    @property
    def others(self) -> dict[str, Text]:
        """The measures other than fines: kind to modality, as written."""
        return dict(self.__pydantic_extra__ or {})


class MatterDoc(Node):
    """A violation and what the statute threatens."""

    id: Id
    title: Title
    code: Str | None = None
    elements: Condition = None
    prohibited_by: Strs = ()
    penalised_by: Strs
    fixes: dict[Id, Str] = {}
    sole_trader: Literal["individual", "unit"] | None = None
    status: Literal["verified", "parsed", "partial"] | None = None
    from_: Day | None = Field(None, alias="from")
    until: Day | None = None
    note: Str | None = None
    penalties: tuple[PenaltyDoc, ...]


class DeadlineDoc(Node):
    """A date fact and a period after it."""

    from_: Id = Field(alias="from")
    plus: Str


class DutyDoc(Node):
    """What somebody must, or may, do."""

    kind: Id
    who: Literal["authority", "party"] = "authority"
    on: Annotated[
        tuple[Literal["penalise", "no_penalty", "order_first", "refer", "terminated", "any"], ...],
        BeforeValidator(to_list),
    ] = ("penalise",)
    deadline: DeadlineDoc | None = None
    after: Strs = ()


class AlertDoc(Node):
    """A monitor's finding."""

    kind: Id
    severity: Literal["info", "warning", "serious"] = "warning"


def _effect(value: object) -> object:
    if isinstance(value, str):
        return {value: True}
    if isinstance(value, dict) and isinstance(value.get("duty"), str):
        return {**value, "duty": {"kind": value["duty"]}}
    return value


class SpareDoc(Node):
    """No penalty, except measures of these kinds, which stand all the same."""

    except_: Strs = Field((), alias="except")


def _spare(value: object) -> object:
    return {} if value is True or (isinstance(value, str) and value in {"true", "no_penalty"}) else value


class EffectDoc(Node):
    """What a rule does: exactly one."""

    terminate: Literal["no_jurisdiction", "time_barred", "not_established", "no_basis"] | None = None
    refer: Literal["police", "supervision", "other_authority"] | None = None
    spare: Annotated[SpareDoc | None, BeforeValidator(_spare)] = None
    order: Literal["notice", "correct", "caution"] | None = None
    open: tuple[Literal["mitigated", "lighter", "heavier"], ...] = ()
    bar: tuple[Level, ...] = ()
    duty: DutyDoc | None = None
    alert: AlertDoc | None = None
    penalise: Any = None
    version: Literal["lighter"] | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        if len(self.model_fields_set) != 1:
            raise PydanticCustomError("one_effect", "a rule has exactly one effect")
        return self


class RuleDoc(Node):
    """A gate, exemption, circumstance, duty or monitor: when, then, strength, basis."""

    id: Id
    title: Title = {}
    matter: Strs = ()
    party: Annotated[
        tuple[Literal["unit", "individual", "sole_trader", "responsible_person"], ...], BeforeValidator(to_list)
    ] = ()
    when: Condition = None
    then: Annotated[EffectDoc, BeforeValidator(_effect)]
    strength: Literal["shall", "may"] = "shall"
    stage: Literal["jurisdiction", "time_bar", "proof", "capacity", "fault", "referral", "concurrence"] | None = None
    basis: Strs
    from_: Day | None = Field(None, alias="from")
    until: Day | None = None
    evidence: Literal["primary", "secondary"] | None = None
    replaces: Strs = ()
    overrides: Str | None = None
    override_basis: Strs = ()
    note: Str | None = None


class RoundingDoc(Node):
    """To what an amount is rounded and in which direction."""

    to: Str
    direction: Literal["down", "up", "half_up"]


class RowDoc(Node):
    """One row of a benchmark table."""

    id: Id
    title: Title = {}
    level: Level = "ordinary"
    when: Condition = None
    otherwise: Flag = False
    narrows: Flag = False
    band: Str | None = None
    of_max: Str | None = None
    amount: Str | None = None
    basis: Strs = ()
    note: Str | None = None


class WeightDoc(Node):
    """One level of a factor."""

    when: Condition
    weight: Str


class FactorDoc(Node):
    """A factor of a weight table: one level of it counts."""

    fact: Str
    title: Title = {}
    levels: tuple[WeightDoc, ...]
    basis: Strs = ()


class WeightsDoc(Node):
    """A weight table (权重累加)."""

    start: Str = Text("0%")
    of: Str | None = None
    cap: Str | None = None
    floor: Str | None = None
    mode: Literal["of_base", "interpolate"] = "of_base"
    factors: tuple[FactorDoc, ...]


class BenchmarkDoc(Node):
    """A discretion benchmark (裁量基准): a table or a formula that narrows the statutory range."""

    id: Id
    title: Title = {}
    refines: Str
    when: Condition = None
    hit: Literal["unique", "heaviest", "lightest"] = "unique"
    basis: Strs
    from_: Day | None = Field(None, alias="from")
    until: Day | None = None
    evidence: Literal["primary", "secondary"] | None = None
    status: Literal["full", "partial", "example"] | None = None
    rounding: RoundingDoc | None = None
    rows: tuple[RowDoc, ...] = ()
    weights: WeightsDoc | None = None
    note: Str | None = None


class StepDoc(Node):
    """A rung: at which count, what."""

    at: Str
    then: Annotated[EffectDoc, BeforeValidator(_effect)]


class EscalationDoc(Node):
    """A ladder over a count, such as notice, caution, penalty."""

    id: Id
    title: Title = {}
    matter: Strs = ()
    counter: Str
    when: Condition = None
    basis: Strs
    from_: Day | None = Field(None, alias="from")
    until: Day | None = None
    evidence: Literal["primary", "secondary"] | None = None
    warning_is: Literal["caution"] | None = None
    steps: tuple[StepDoc, ...]
    note: Str | None = None


class SourceDoc(Node):
    """Where something in the ruleset comes from."""

    what: Str
    kind: Literal["primary", "secondary"]
    where: Str | None = None


class RulesetDoc(Node):
    """A ruleset as written."""

    format: Literal["enforcerules/ruleset/1"]
    ruleset: Id
    title: Title = {}
    territory: Strs = (Text("000000"),)
    extends: Strs = ()
    status: Literal["full", "partial", "example"] = "partial"
    about: Str | None = None
    sources: tuple[SourceDoc, ...] = ()
    instruments: dict[Str, InstrumentDoc] = {}
    kinds: dict[Id, KindDoc] = {}
    facts: dict[Id, FactDoc] = {}
    derived: dict[Id, DerivedDoc] = {}
    parameters: dict[Id, ParameterDoc] = {}
    matters: tuple[MatterDoc, ...] = ()
    gates: tuple[RuleDoc, ...] = ()
    exemptions: tuple[RuleDoc, ...] = ()
    circumstances: tuple[RuleDoc, ...] = ()
    duties: tuple[RuleDoc, ...] = ()
    monitors: tuple[RuleDoc, ...] = ()
    benchmarks: tuple[BenchmarkDoc, ...] = ()
    escalations: tuple[EscalationDoc, ...] = ()
