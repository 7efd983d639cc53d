"""Instruments, kinds of measure and sources, as written."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from enforcerules.model.document.node import Node
from enforcerules.model.scalars import Day, Str, Strs, Whole

Rank = Literal[
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


class VersionDoc(Node):
    """One version of an instrument: in force from its first to its last day, inclusive.

    `text`: the day on which its text was published, where the index of articles cannot tell it from `from`. `renumbers`:
    places of the version before it, and where in this version they went.
    """

    id: Str
    from_: Day = Field(alias="from")
    until: Day | None = None
    text: Day | None = None
    renumbers: dict[Str, Strs] = Field(default_factory=dict)
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
    rank: Rank
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
    by: Str | None = None
    rank: Whole | None = None
    note: Str | None = None


class SourceDoc(Node):
    """Where something in the ruleset comes from."""

    what: Str
    kind: Literal["primary", "secondary"]
    where: Str | None = None
