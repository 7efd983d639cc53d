"""Rulesets with the names they see, and the program that holds them all."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from enforcerules.base.source import Span
from enforcerules.model.articles import ArticleIndex
from enforcerules.model.calendar import Calendar
from enforcerules.model.program.facts import Fact, Parameter
from enforcerules.model.program.instruments import Cited, Instrument
from enforcerules.model.program.lookup import Lookup, grouped, is_general, place_of
from enforcerules.model.program.measures import Benchmark, Kind, Matter
from enforcerules.model.program.rules import Rule


@dataclass(frozen=True, slots=True)
class Ruleset:
    """What a ruleset is, and the names it sees."""

    id: str
    title: tuple[tuple[str, str], ...]
    territories: tuple[str, ...]
    extends: tuple[str, ...]
    lineage: tuple[str, ...]
    status: str
    about: str | None
    instruments: Mapping[str, Instrument]
    facts: Mapping[str, Fact]
    parameters: Mapping[str, Parameter]
    kinds: Mapping[str, Kind]


@dataclass(frozen=True, eq=False)
class Program:
    """Every ruleset loaded, compiled; immutable and shared between threads.

    `spans` is the side table of positions by id, `cites` that of everything cited; `articles` what the laws cited hold;
    `digests` remembers by identity the digests of its parts and what they name, `edges`
    on which days the law of a matter changed. `sources`: per ruleset the files that it
    was read from, by name, with their digests. `ready`: the lookup, where it was made before. `slices`: what was
    put together for a matter in a place on some days, and what its parts mean.
    """

    rulesets: Mapping[str, Ruleset]
    matters: Mapping[str, Matter]
    rules: Sequence[Rule]
    benchmarks: Sequence[Benchmark]
    calendar: Calendar
    spans: Mapping[str, Span | None] = field(default_factory=dict, compare=False)
    cites: tuple[Cited, ...] = field(default=(), compare=False)
    articles: ArticleIndex = field(default_factory=ArticleIndex, compare=False)
    digests: dict[int, tuple[object, str, frozenset[str]]] = field(default_factory=dict, repr=False)
    sources: Mapping[str, Mapping[str, str]] = field(default_factory=dict, compare=False)
    edges: dict[str, tuple[date, ...]] = field(default_factory=dict, compare=False, repr=False)
    slices: dict[Hashable, Any] = field(default_factory=dict, compare=False, repr=False)
    ready: Lookup | None = field(default=None, compare=False, repr=False)

    @cached_property
    def lookup(self) -> Lookup:
        """What is asked of all rulesets at once; made when it is first asked for."""
        return self.ready or _lookup(self)


def _lookup(program: Program) -> Lookup:
    rulesets = sorted(program.rulesets.values(), key=lambda one: (len(one.lineage), one.id))
    matters = program.matters.values()
    penalised = ((place_of(cited), one.id) for one in matters for cited in dict.fromkeys(one.penalised_by))
    return Lookup(
        tables=grouped((one.matter, one) for one in program.benchmarks),
        rules=grouped((one.ruleset, one) for one in program.rules),
        general=grouped((one.ruleset, one) for one in program.rules if is_general(one)),
        named=grouped(
            (name, one) for one in program.rules if not is_general(one) for name in dict.fromkeys(one.matters)
        ),
        below=grouped((name, one.id) for one in rulesets for name in one.lineage if name != one.id),
        earlier=grouped((name, one.id) for one in matters for name in dict.fromkeys(one.succeeded_by)),
        penalised={place: tuple(dict.fromkeys(names)) for place, names in grouped(penalised).items()},
        kinds=frozenset(kind for one in rulesets for kind in one.kinds),
        sources=frozenset(fact.source for one in rulesets for fact in one.facts.values() if fact.source),
    )
