"""Gates, exemptions, circumstances, duties, monitors and ladders, as written."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from enforcerules.base.source import Table, Text
from enforcerules.model.document.instruments import Rank
from enforcerules.model.document.matters import Level
from enforcerules.model.document.node import Node
from enforcerules.model.scalars import Condition, Day, Id, Str, Strs, Title, to_list


class DeadlineDoc(Node):
    """A date fact and a period after it; `roll`: a last day that is no working day moves to the next that is."""

    from_: Id = Field(alias="from")
    plus: Str
    roll: Literal["next_workday"] | None = None


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
    of: Id | None = None


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


class ConcurDoc(Node):
    """Which fine applies where one act calls for several."""

    policy: Literal["manual", "by_amount", "by_rank"]
    ranks: Annotated[tuple[Rank, ...], BeforeValidator(to_list)] = ()
    optional: Literal["person", "compared"] = "person"


def _concur(value: object) -> object:
    return Table({Text("policy"): value}, span=value.span) if isinstance(value, Text) else value


class TotalDoc(Node):
    """The most that measures of a kind for several acts may come to together."""

    kind: Str
    at_most: Str


class EffectDoc(Node):
    """What a rule does: exactly one."""

    terminate: Literal["not_unlawful", "no_jurisdiction", "time_barred", "not_established", "no_basis"] | None = None
    refer: Literal["police", "supervision", "other_authority"] | None = None
    spare: Annotated[SpareDoc | None, BeforeValidator(_spare)] = None
    order: Literal["notice", "correct", "caution"] | None = None
    open: tuple[Literal["mitigated", "lighter", "heavier"], ...] = ()
    bar: tuple[Level, ...] = ()
    bar_kinds: Strs = ()
    reduce: Str | None = None
    concur: Annotated[ConcurDoc | None, BeforeValidator(_concur)] = None
    cap_total: TotalDoc | None = None
    duty: DutyDoc | None = None
    alert: AlertDoc | None = None
    penalise: Any = None
    version: Literal["lighter", "continuing"] | None = None

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
    stage: (
        Literal["lawfulness", "jurisdiction", "time_bar", "proof", "capacity", "fault", "referral", "concurrence"]
        | None
    ) = None
    basis: Strs
    from_: Day | None = Field(None, alias="from")
    until: Day | None = None
    known: Day | None = None
    until_known: Day | None = None
    evidence: Literal["primary", "secondary"] | None = None
    replaces: Strs = ()
    overrides: Str | None = None
    override_basis: Strs = ()
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
    known: Day | None = None
    until_known: Day | None = None
    evidence: Literal["primary", "secondary"] | None = None
    warning_is: Literal["caution"] | None = None
    steps: tuple[StepDoc, ...]
    note: Str | None = None
