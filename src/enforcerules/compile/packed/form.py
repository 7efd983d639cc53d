"""What stands in a compiled index: a head that names parts by number, and the parts, each JSON of one value.

`index/head.json`: canonical JSON. `index/parts`: the parts one after another; the head says how long each is.

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
class Form:
    """The codecs of all parts; `shape`: the digest of what they look like."""

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
