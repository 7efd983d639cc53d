"""The shape of a record (`enforcerules/record/1`) and of what is kept apart from it; JSON Schemas come from here."""

from __future__ import annotations

from typing import Annotated, Any, Literal, NotRequired

from pydantic import ConfigDict, Field, with_config
from typing_extensions import TypedDict

Digest = Annotated[str, Field(pattern=r"^[a-z0-9_]+:[0-9a-f]{64,128}$")]
Digests = Annotated[dict[str, Digest], Field(description="of each part, by its name")]
Short = Annotated[
    str, Field(pattern=r"^[0-9a-f]{16}$", description="the first half of a SHA-256, to name what changed")
]
Year = Annotated[str, Field(pattern=r"^[0-9]{4}$")]
Pointer = Annotated[str, Field(pattern=r"^(/.*)?$", description="a JSON pointer into the body")]
closed = with_config(ConfigDict(extra="forbid", strict=True))
RECORD: Literal["enforcerules/record/1"] = "enforcerules/record/1"
DISCLOSURES: Literal["enforcerules/disclosures/1"] = "enforcerules/disclosures/1"


@closed
class BodyJson(TypedDict):
    """What is the same wherever and whenever the same case is decided under the same rules and edition.

    Any value in it may be `{"masked": [commitments]}`.
    """

    calendar: Annotated[str, Field(description="the edition of the working-day calendar")]
    case: Annotated[dict[str, Any], Field(description="the case as understood, as enforcerules/case/1")]
    decision: Annotated[dict[str, Any], Field(description="as enforcerules/decision/1")]
    edition: Annotated[str, Field(description="the edition of the semantics")]
    meaning: Annotated[Digest, Field(description="the digest of what the rules mean that decided")]


@closed
class EngineJson(TypedDict):
    """The library that decided."""

    name: str
    version: str


@closed
class OpinionJson(TypedDict):
    """What another engine, or another person, came to."""

    who: str
    says: Literal["agrees", "disagrees", "not_consulted"]
    on: Annotated[str | None, Field(description="which part of the decision; null: all of it")]


@closed
class MadeJson(TypedDict):
    """Who made the record and when, as they were given; the library reads no clock."""

    by: str | None
    at: str | None


@closed
class RulesJson(TypedDict):
    """Where the rules came from: parts by name, words they are told in, and files of each ruleset."""

    parts: dict[str, Short]
    words: Short
    sources: dict[str, dict[str, Digest]]


@closed
class EnvelopeJson(TypedDict):
    """What stands around the body, and may differ for the same body."""

    calendar: Annotated[
        dict[Year, Digest | None], Field(description="each year that the case touches; null: not loaded")
    ]
    engine: EngineJson
    made: MadeJson
    opinions: list[OpinionJson]
    rules: RulesJson


@closed
class DisclosureJson(TypedDict):
    """A masked value with its salt; commitment = digest of the canonical JSON of [pointer, salt, value]."""

    salt: Annotated[str, Field(pattern=r"^[0-9a-f]{32,128}$")]
    value: Any


@closed
class RecordJson(TypedDict):
    """A record. `digests`: for each algorithm those of the parts; `record` is that of body, envelope and format."""

    body: BodyJson
    digests: Annotated[dict[str, Digests], Field(min_length=1)]
    disclosures: NotRequired[dict[Pointer, DisclosureJson]]
    envelope: EnvelopeJson
    format: Literal["enforcerules/record/1"]


@closed
class DisclosuresJson(TypedDict):
    """What was masked in a record, kept apart from it; `record` is the digest of the record it belongs to."""

    disclosures: dict[Pointer, DisclosureJson]
    format: Literal["enforcerules/disclosures/1"]
    record: list[Digest]
