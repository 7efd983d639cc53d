"""Facts, derived facts and parameters, as written."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from enforcerules.model.document.node import Node
from enforcerules.model.scalars import Condition, Day, Flag, Id, Str, Strs, Whole, to_list

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
    specifies: Str | None = None
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
    roll: Literal["next_workday"] | None = None


class AgeDoc(Node):
    """Full years from birth to a date."""

    born: Id
    on: Id


class StepsDoc(Node):
    """How many steps of one size a figure goes beyond a start; `part`: whether a part of a step counts as a whole one."""

    of: Id
    above: Str | None = None
    each: Str
    part: Literal["counts", "dropped"]


class RunsDoc(Node):
    """A term that events begin and prolong: how long by kind of event, what another event does to it, the most without a gap."""

    lengths: dict[Id, Str]
    again: Literal["adds", "renews"]
    most: Str | None = None
    present: Str | None = None
    gives: Literal["start", "end"] = "end"


class SeriesDoc(Node):
    """A figure of the values of past events: which events, under which fact they say their value, what is taken of them."""

    events: Strs = Field(min_length=1)
    value: Str
    take: Literal["mean", "sum", "max", "min"]
    least: Whole = 1


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
    per: Strs = ()
    across: Strs = ()
    reset: Strs = ()
    runs: RunsDoc | None = None
    series: SeriesDoc | None = None
    days: SpanOfDaysDoc | None = None
    date: DateDoc | None = None
    age: AgeDoc | None = None
    steps: StepsDoc | None = None
    ratio: Strs = ()
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
    known: Day | None = None
    until_known: Day | None = None
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
