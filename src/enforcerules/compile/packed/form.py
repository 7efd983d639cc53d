"""What stands in a compiled index: a head that names parts by number, and the parts, each JSON of one value.

`index/head.json`: format, shape, and the names as JSON (`Head`). `index/parts`: the parts one after another; the head says how long each is.

A part stands there once, however many rulesets see it. Whether an index can be used is for `shape` to say: the digest of what all
values look like and of the version of the engine. Any other engine compiles the sources, which lie in the same bundle.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from enforcerules.base.canonical import digest
from enforcerules.base.diagnostics import Diagnostic
from enforcerules.base.source import Span
from enforcerules.base.version import VERSION
from enforcerules.compile.packed.codec import Codec, Codecs
from enforcerules.model.calendar import Calendar
from enforcerules.model.program import Benchmark, Fact, Instrument, Kind, Matter, Parameter, Rule

FORMAT: Final = "enforcerules/index/1"
HEAD, PARTS = "index/head.json", "index/parts"


@dataclass(frozen=True, slots=True)
class Outline:
    """A ruleset with its names: for each the number of a part."""

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
class Names:
    """The lookup of a program (`model.program.Lookup`), rules and tables by their numbers."""

    rules: dict[str, tuple[int, ...]]
    tables: dict[str, tuple[int, ...]]
    below: dict[str, tuple[str, ...]]
    earlier: dict[str, tuple[str, ...]]
    penalised: dict[str, tuple[str, ...]]
    kinds: frozenset[str]
    sources: frozenset[str]


@dataclass(frozen=True, slots=True)
class Head:
    """What names the parts, by number; `lengths`: in bytes, of one after another."""

    lengths: tuple[int, ...]
    rulesets: dict[str, int]
    matters: dict[str, int]
    rules: tuple[int, ...]
    tables: tuple[int, ...]
    calendar: int
    spans: int
    found: int
    sources: dict[str, dict[str, str]]
    names: Names

    @property
    def sound(self) -> bool:
        """Whether every number is one of a part; those of rulesets are looked at when they are made."""
        lookup = (*self.names.rules.values(), *self.names.tables.values())
        named = (*self.rulesets.values(), *self.matters.values(), *self.rules, *self.tables)
        single = (self.calendar, self.spans, self.found, *(number for numbers in lookup for number in numbers))
        return all(0 <= number < len(self.lengths) for number in (*named, *single)) and min(self.lengths) > 0


@dataclass(frozen=True, slots=True)
class Form:
    """The codecs of all parts; `shape`: the digest of what they look like."""

    head: Codec
    outline: Codec
    matter: Codec
    fact: Codec
    parameter: Codec
    kind: Codec
    instrument: Codec
    rule: Codec
    table: Codec
    calendar: Codec
    spans: Codec
    found: Codec
    shape: str


@cache
def form() -> Form:
    """The form of this engine; made once in a process."""
    codecs = Codecs()
    parts = {
        "head": codecs.of(Head),
        "outline": codecs.of(Outline),
        "matter": codecs.of(Matter),
        "fact": codecs.of(Fact),
        "parameter": codecs.of(Parameter),
        "kind": codecs.of(Kind),
        "instrument": codecs.of(Instrument),
        "rule": codecs.of(Rule),
        "table": codecs.of(Benchmark),
        "calendar": codecs.of(Calendar),
        "spans": codecs.of(dict[str, Span | None]),
        "found": codecs.of(tuple[Diagnostic, ...]),
    }
    return Form(**parts, shape=digest([FORMAT, VERSION, *codecs.shapes()]))
