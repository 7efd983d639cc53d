"""An example case with what is expected of its decision: the test of a ruleset, written by a person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Final, Literal

from pydantic import BeforeValidator, PlainValidator, WithJsonSchema

from enforcerules.model.case import Case
from enforcerules.model.document import Level, Node
from enforcerules.model.scalars import Flag, Str, Strs, to_list, to_text


def _ranges(value: object) -> object:
    """A range, or a range for each level."""
    return {k: to_text(v) for k, v in value.items()} if isinstance(value, dict) else to_text(value)


_SCHEMA: dict[str, Any] = {
    "anyOf": [{"type": "string"}, {"type": "object", "additionalProperties": {"type": "string"}}]
}
Ranges = Annotated[Any, PlainValidator(_ranges), WithJsonSchema(_SCHEMA)]
Levels = Annotated[tuple[Level, ...], BeforeValidator(to_list)]


def _several(value: object) -> object:
    """One, or a list of them; `none` says that there is none."""
    return [] if value == "none" else to_list(value)


class ExpectedConcurrence(Node):
    """What is expected of one act under several provisions; `act` and `party` where there are several."""

    act: Str | None = None
    party: Str | None = None
    policy: Str | None = None
    state: Literal["settled", "person", "open"] | None = None
    prevails: Str | None = None
    gave_way: Strs | None = None
    options: Strs | None = None
    because: Strs | None = None
    asks: Strs | None = None
    rule: Str | None = None


class ExpectedCombined(Node):
    """What is expected of several acts of one party together; `party` where there are several."""

    party: Str | None = None
    open: Flag | None = None
    acts: Strs | None = None
    statutory: Str | None = None
    permitted: Str | None = None
    detention: Str | None = None
    uncapped: Str | None = None
    kinds: Strs | None = None


ReasonState = Literal["held", "rejected", "open", "replaced", "not_asked"]


class ExpectedReason(Node):
    """How a rule came out, and the facts that made it so; `by`: facts among those on which it rests, by label or id."""

    state: ReasonState
    by: Strs = ()


def _reason(value: object) -> object:
    """The state alone, or the state with what it rests on."""
    return value if isinstance(value, Mapping | ExpectedReason) else {"state": value}


ReasonGiven = Annotated[ExpectedReason, BeforeValidator(_reason)]


class Expected(Node):
    """What is expected of one outcome; only what is stated is compared."""

    act: Str | None = None
    party: Str | None = None
    matter: Str | None = None
    disposition: Str | None = None
    candidates: Strs | None = None
    levels: dict[Str, Levels] = {}
    ranges: dict[Str, Ranges] = {}
    statutory: dict[Str, Str] = {}
    points: dict[Str, Ranges] = {}
    measures: dict[Str, Str] = {}
    stands: Strs = ()
    barred: Strs = ()
    gave_way: dict[Str, Str] = {}
    duties: Strs = ()
    no_duties: Strs = ()
    deadlines: dict[Str, Str] = {}
    quantities: dict[Str, Str] = {}
    alerts: Strs = ()
    no_alerts: Strs = ()
    because: Strs = ()
    not_because: Strs = ()
    reasons: dict[Str, ReasonGiven] = {}
    questions: Strs | None = None
    version: Literal["act", "decision"] | None = None
    verdict: Str | None = None
    parts: tuple[dict[Str, Str], ...] | None = None


class Expectation(Expected):
    """The expectation of one outcome written flat, or of several; and of what they come to together.

    `unconfirmed`: a case that was generated, whose result no person has worked out yet; nothing else is stated.
    """

    unconfirmed: Flag = False
    outcomes: tuple[Expected, ...] = ()
    concurrence: Annotated[tuple[ExpectedConcurrence, ...] | None, BeforeValidator(_several)] = None
    combined: Annotated[tuple[ExpectedCombined, ...] | None, BeforeValidator(_several)] = None


UNCONFIRMED: Final = "unconfirmed"


def _expectation(value: object) -> object:
    """An expectation, or the word for one that is still to be written by a person."""
    return {UNCONFIRMED: True} if value == UNCONFIRMED else value


class Example(Node):
    """A case, what is expected, and how the expectation was worked by hand."""

    format: Literal["enforcerules/example/1"]
    example: Str
    why: Str | None = None
    case: Case
    expect: Annotated[Expectation, BeforeValidator(_expectation)]


class ExampleOnSheet(Node):
    """One of several examples in a file: what differs of its case from the common one, and what is expected."""

    example: Str
    why: Str | None = None
    case: dict[Str, Any] = {}
    expect: Annotated[dict[Str, Any], BeforeValidator(_expectation)]


class ExampleSheet(Node):
    """Several examples that share most of their case, in one file."""

    format: Literal["enforcerules/examples/1"]
    case: dict[Str, Any] = {}
    examples: tuple[ExampleOnSheet, ...]
