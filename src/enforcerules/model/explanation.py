"""An explanation as a tree without words of any language: what is told, in which order, and what each line rests on.

`explain` makes it from a decision, `render` gives it words, widths and colours. Texts of rulesets and cases travel as they
are (`str`, `Title`); everything else is a key with arguments.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal, TypeAlias

from enforcerules.model.citation import Citation
from enforcerules.model.decision import MoneyRange
from enforcerules.model.program import Fact
from enforcerules.model.region import Region

Mark = Literal["statutory", "benchmark", "found", "open"]
Status = Literal["none", "holds", "fails", "open", "not_raised"]
Depth = Literal["reasons", "full"]
SectionKey = Literal[
    "proposal",
    "party_act",
    "versions",
    "provisions",
    "consequences",
    "route",
    "relation",
    "not_adopted",
    "benchmark",
    "alerts",
    "procedure",
    "open",
    "asked",
    "concurrence",
    "combined",
    "trace",
    "document_facts",
    "document_reasons",
    "document_basis",
    "document_discretion",
]


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a catalogue: a disposition, a level, a stage …"""

    group: str
    key: str


@dataclass(frozen=True, slots=True)
class Title:
    """A text that a ruleset gives by language; `name` stands where a language is missing."""

    texts: tuple[tuple[str, str], ...]
    name: str


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in 分."""

    fen: Fraction


@dataclass(frozen=True, slots=True)
class Span:
    """A range of money."""

    range: MoneyRange


@dataclass(frozen=True, slots=True)
class Value:
    """What was observed of a fact: its text in the law's words, and the region for languages that need their own."""

    text: str
    fact: Fact
    region: Region | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a test asks of a fact; `negated`: the rule holds where the test does not."""

    text: str
    fact: Fact
    region: Region | None
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """Several things one after another: words (、), alternatives (或者), clauses (；) and alternatives among them, or as is."""

    parts: tuple[Arg, ...]
    by: Literal["words", "either", "clauses", "or", "nothing"] = "words"


@dataclass(frozen=True, slots=True)
class Message:
    """What is said: a key of the catalogue, and what stands in its places."""

    key: str
    args: tuple[tuple[str, Arg], ...] = ()


Arg: TypeAlias = str | int | date | Citation | Word | Title | Money | Span | Value | Wanted | Listed | Message


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what is said, on what it rests, where that stands, and what hangs below it.

    `decided`: the rule decided; `near`: one changed test would make the rule hold; `secondary`: its text was read in
    another document (转引); `again`: what stands below it was told before; `ordinal`: its number among its siblings, 0
    for none; `only`: the one language it is told in, because a ruleset wrote it in that one.
    """

    mark: Mark
    text: Message
    status: Status = "none"
    cites: tuple[Citation, ...] = ()
    children: tuple[Line, ...] = ()
    decided: bool = False
    near: bool = False
    secondary: bool = False
    again: bool = False
    rule: str | None = None
    ordinal: int = 0
    only: Literal["zh"] | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the reasons under its heading."""

    key: SectionKey
    heading: Message
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """The reasons for one act and one party; `heading` is None where there is only one."""

    heading: Message | None
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything that is told of a decision; `trace` belongs to all parts."""

    case: str
    title: str | None
    depth: Depth
    parts: tuple[Part, ...]
    trace: Section


@dataclass(frozen=True, slots=True)
class Reasoning:
    """The reasons of a decision document: for each act and party facts, reasons, basis and the use of discretion.

    `settled`: every outcome is decided, so that the text can go into a document; else it says what is missing.
    """

    case: str
    parts: tuple[Part, ...]
    settled: bool
