"""The shape of what follows for several provisions or acts together, as part of a decision as JSON."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field
from typing_extensions import TypedDict

from enforcerules.model.concurrence import Because, State
from enforcerules.model.program import Policy
from enforcerules.render.shape_values import RangeJson, Words, closed


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
