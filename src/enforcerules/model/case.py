"""A case as written: acts, parties, dates, facts, history, what the authority proposes.

Facts are still texts here: which type a fact has is known only with the ruleset of its matter (`decide.bind`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from enforcerules.base.source import Text
from enforcerules.model.document import Node, Role
from enforcerules.model.scalars import Day, Flag, Id, Str, Strs, to_day, to_list, to_text

Status = Literal["known", "asserted", "unknown", "undeterminable", "searched_not_found", "excluded"]


def _scalar_or_list(value: object) -> Text | tuple[Text, ...] | None:
    if value is None:
        return None
    if isinstance(value, list | tuple):
        return tuple(to_text(one) for one in value)
    if isinstance(value, Mapping):
        raise PydanticCustomError("text_expected", "text is expected here")
    return to_text(value)


_VALUE_SCHEMA: dict[str, Any] = {
    "anyOf": [{"type": ["string", "number", "boolean", "null"]}, {"type": "array", "items": {"type": "string"}}]
}
FactValue = Annotated[Any, PlainValidator(_scalar_or_list), WithJsonSchema(_VALUE_SCHEMA)]


def _fact(value: object) -> object:
    if isinstance(value, Mapping | FactGiven):
        return value
    return {"status": "unknown"} if value is None else {"value": value}


class FactGiven(Node):
    """What the case says of one fact, and how it is known."""

    value: FactValue = None
    status: Status = "known"
    evidence: Strs = ()
    reason: Str | None = None
    factors: Strs = ()
    by: Str | None = None
    note: Str | None = None


GivenFact = Annotated[
    FactGiven,
    BeforeValidator(_fact),
]
Facts = dict[Str, GivenFact]


def _end(value: object) -> object:
    if value is None:
        return None
    return "ongoing" if isinstance(value, str) and value == "ongoing" else to_day(value)


End = Annotated[Any, PlainValidator(_end), WithJsonSchema({"type": ["string", "null"]})]


class Party(Node):
    """A party: a unit, an individual, a sole trader, or a person responsible for a unit; `role`: their part in it."""

    id: Str = Text("p1")
    kind: Literal["unit", "individual", "sole_trader", "responsible_person"] | None = None
    role: Role | None = None
    born: Day | None = None
    of: Str | None = None
    name: Str | None = None
    facts: Facts = {}


def _matters(value: object) -> object:
    if value is None:
        raise PydanticCustomError("text_expected", "a matter is expected here")
    return to_list(value)


_ONE: dict[str, Any] = {"type": "string"}
Matters = Annotated[
    tuple[Str, ...],
    BeforeValidator(_matters),
    WithJsonSchema({"anyOf": [_ONE, {"type": "array", "items": _ONE, "minItems": 1, "uniqueItems": True}]}),
]


class Act(Node):
    """An act: what it is alleged to be, when, by whom; `end: ongoing`, or absent when unknown.

    One act may fall under several provisions: `matter` then names several.
    """

    id: Str = Text("a1")
    matter: Matters
    start: Day | None = None
    end: End = None
    parties: Strs = ()
    facts: Facts = {}
    note: Str | None = None


class Search(Node):
    """A register that was searched, over which days, and when; `territory`: whose records it holds, all if not said."""

    register_: Str = Field(alias="register")
    from_: Day = Field(alias="from")
    to: Day
    on: Day | None = None
    territory: Strs = ()


class Event(Node):
    """Something of the past: a penalty, a warning, a notice, a case that was spared.

    `about`: the vehicle, shop or item of a list that it concerned, by fact; `territory`: where it was decided; `revoked`
    and `under_review`: a decision that was annulled, or that reconsideration or a court has yet to judge.
    """

    date: Day
    party: Str | None = None
    act: Str
    event: Id
    by: Str | None = None
    ref: Str | None = None
    territory: Str | None = None
    about: dict[Str, FactValue] = {}
    revoked: Flag = False
    under_review: Flag = False


class History(Node):
    """What was searched and what was found; absent, empty and searched-and-empty are three different things."""

    searched: tuple[Search, ...] = ()
    events: tuple[Event, ...] = ()


class Deviation(Node):
    """A departure from the benchmark: why, approved by whom and how, and whose benchmark it is.

    It never leaves the statute: a fine below the minimum, or above the maximum, is as unlawful with it as without.
    """

    reason: Str
    approved_by: Str | None = None
    manner: Literal["head", "collective", "maker"] | None = None
    benchmark_of: Literal["own", "superior"] | None = None
    evidence: Strs = ()
    act: Str | None = None
    party: Str | None = None


class Case(Node):
    """A case, as `enforcerules/case/1` says it."""

    format: Literal["enforcerules/case/1"] = "enforcerules/case/1"
    case: Str = Text("case")
    title: Str | None = None
    phase: Literal["investigating", "concluded"] = "investigating"
    territory: Str | None = None
    authority: dict[Id, Str] = {}
    parties: Annotated[tuple[Party, ...], BeforeValidator(to_list)] = ()
    acts: Annotated[tuple[Act, ...], BeforeValidator(to_list)] = ()
    dates: dict[Id, Day] = {}
    facts: Facts = {}
    history: History | None = None
    proposed: dict[Id, Str] | None = None
    deviation: Deviation | None = None
    note: Str | None = None
