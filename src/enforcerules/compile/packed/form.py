"""What stands in a compiled index: a head that names pieces by number, and the pieces, each JSON of one value.

`index/head.json`: format, shape, and the names as JSON (`Head`). `index/parts`: the pieces one after another; the head says how long each is.

Three pieces in a row belong to a matter: itself, the rules that name no other, and its tables. What rulesets see, rules that are about
more than one matter, and everything about the whole stand in pieces of their own, once each. So the head is as long as there are matters,
and whatever else is made is asked for. Whether an index can be used is for `shape` to say: the digest of what all
values look like and of the version of the engine. Any other engine compiles the sources, which lie in the same bundle.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from enforcerules.base.canonical import digest
from enforcerules.base.diagnostics import Diagnostic
from enforcerules.base.source import Span
from enforcerules.base.version import VERSION
from enforcerules.compile.packed.codec import Codec, Codecs
from enforcerules.compile.packed.sound import SOUND
from enforcerules.model.calendar import Calendar
from enforcerules.model.program import Benchmark, Fact, Instrument, Kind, Matter, Parameter, Rule

FORMAT: Final = "enforcerules/index/2"
HEAD, PARTS = "index/head.json", "index/parts"


@dataclass(frozen=True, slots=True)
class Outline:
    """A ruleset with its names: for each the number of a piece."""

    id: str
    title: tuple[tuple[str, str], ...]
    territories: tuple[str, ...]
    extends: tuple[str, ...]
    lineage: tuple[str, ...]
    status: str
    about: str | None
    instruments: tuple[tuple[str, int], ...]
    facts: tuple[tuple[str, int], ...]
    parameters: tuple[tuple[str, int], ...]
    kinds: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Relations:
    """How rulesets and matters stand to one another (`model.program.Lookup`)."""

    below: dict[str, tuple[str, ...]]
    earlier: dict[str, tuple[str, ...]]
    penalised: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Described:
    """A law of the index of articles: its title, and its texts by day as they are written there (`model.articles`)."""

    title: str
    texts: tuple[tuple[date, str], ...]


@dataclass(frozen=True, slots=True)
class Head:
    """What names the pieces, by number; `lengths`: in bytes, of one after another.

    `matters`: the first of three pieces; `beyond`: the same of names that rules or tables are about and that are no matter here (their first piece
    is null). `general`: by ruleset the rules that name no matter or a pattern of them; `several`: those that name more than one, by each of them. `laws`: by their keys.
    `files`: per ruleset what it was read from (`Program.sources`). `kinds`, `sources`: of the lookup. `spans`: positions, in pieces by the checksum of the name (`bucket`).
    """

    lengths: tuple[int, ...]
    rulesets: dict[str, int]
    matters: dict[str, int]
    beyond: dict[str, int]
    general: dict[str, tuple[int, ...]]
    several: dict[str, tuple[int, ...]]
    laws: dict[str, int]
    relations: int
    calendar: int
    spans: tuple[int, ...]
    found: int
    files: int
    kinds: frozenset[str]
    sources: frozenset[str]

    @property
    def sound(self) -> bool:
        """Whether every number is one of a piece; those of rulesets are looked at when they are made."""
        shared = (number for table in (self.general, self.several) for numbers in table.values() for number in numbers)
        single = (self.relations, self.calendar, self.found, self.files, *self.spans, *self.laws.values(), *shared)
        firsts = (*self.matters.values(), *self.beyond.values())
        numbers, last = (*self.rulesets.values(), *single), len(self.lengths)
        return (
            min(self.lengths) > 0
            and min(numbers) >= 0
            and max(numbers) < last
            and (not firsts or (min(firsts) >= 0 and max(firsts) + 2 < last))
        )


@dataclass(frozen=True, slots=True)
class Form:
    """The codecs of all pieces; `shape`: the digest of what they look like."""

    head: Codec
    outline: Codec
    matter: Codec
    fact: Codec
    parameter: Codec
    kind: Codec
    instrument: Codec
    rule: Codec
    rules: Codec
    tables: Codec
    law: Codec
    relations: Codec
    calendar: Codec
    spans: Codec
    found: Codec
    files: Codec
    shape: str


@cache
def form() -> Form:
    """The form of this engine; made once in a process."""
    codecs = Codecs(SOUND)
    parts = {
        "head": codecs.of(Head),
        "outline": codecs.of(Outline),
        "matter": codecs.of(Matter),
        "fact": codecs.of(Fact),
        "parameter": codecs.of(Parameter),
        "kind": codecs.of(Kind),
        "instrument": codecs.of(Instrument),
        "rule": codecs.of(Rule),
        "rules": codecs.of(tuple[Rule, ...]),
        "tables": codecs.of(tuple[Benchmark, ...]),
        "law": codecs.of(Described),
        "relations": codecs.of(Relations),
        "calendar": codecs.of(Calendar),
        "spans": codecs.of(dict[str, Span | None]),
        "found": codecs.of(tuple[Diagnostic, ...]),
        "files": codecs.of(dict[str, dict[str, str]]),
    }
    return Form(**parts, shape=digest([FORMAT, VERSION, *codecs.shapes()]))
