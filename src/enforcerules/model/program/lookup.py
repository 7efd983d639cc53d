"""What a decision asks of all rulesets at once, so that it never goes through everything that is loaded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from enforcerules.model.citation import Citation
from enforcerules.model.program.measures import Benchmark
from enforcerules.model.program.rules import Rule

K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Lookup:
    """Parts of a program by what they are asked for; a name that is not there has nothing.

    `tables`: benchmarks by matter; `rules`: by ruleset; both in order of id. `below`: the rulesets that extend one, from the
    most general. `earlier`: the matters that go on as one. `penalised`: matters by the article (`place_of`) that penalises them.
    `kinds`: every kind of measure that a ruleset knows; `sources`: every place of a case that a fact is taken from.
    """

    tables: Mapping[str, Sequence[Benchmark]]
    rules: Mapping[str, Sequence[Rule]]
    below: Mapping[str, Sequence[str]]
    earlier: Mapping[str, Sequence[str]]
    penalised: Mapping[str, Sequence[str]]
    kinds: frozenset[str]
    sources: frozenset[str]


def place_of(citation: Citation) -> str:
    """The article of a citation, as one word."""
    return f"{citation.instrument} {citation.article} {citation.article_extra}"


def grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    """Values by key, in the order in which they come."""
    found: dict[K, list[V]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in found.items()}
