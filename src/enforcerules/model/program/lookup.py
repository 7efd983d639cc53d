"""What a decision asks of all rulesets at once, so that it never goes through everything that is loaded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
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

    `tables`: benchmarks by matter; `rules`: by ruleset, `general`: of them those that do not name single matters, `named`: all
    others, by each matter that they name; all in order of id. `below`: the rulesets that extend one, from the most general. `earlier`: the matters that go on as one. `penalised`: matters by the article (`place_of`) that penalises them.
    `kinds`: every kind of measure that a ruleset knows; `sources`: every place of a case that a fact is taken from.
    """

    tables: Mapping[str, Sequence[Benchmark]]
    rules: Mapping[str, Sequence[Rule]]
    general: Mapping[str, Sequence[Rule]]
    named: Mapping[str, Sequence[Rule]]
    below: Mapping[str, Sequence[str]]
    earlier: Mapping[str, Sequence[str]]
    penalised: Mapping[str, Sequence[str]]
    kinds: frozenset[str]
    sources: frozenset[str]

    def about(self, matter: str, rulesets: Iterable[str]) -> Iterator[Rule]:
        """The rules of some rulesets that may be about a matter, ruleset by ruleset, each in order of id.

        Left out are only rules that name single matters and not this one: nobody goes through the rules of all matters.
        """
        named: dict[str, list[Rule]] = {}
        for rule in self.named.get(matter, ()):
            named.setdefault(rule.ruleset, []).append(rule)
        for name in rulesets:
            own, general = named.get(name, ()), self.general.get(name, ())
            yield from sorted((*general, *own), key=lambda one: one.id) if own else general


def is_general(rule: Rule) -> bool:
    """Whether a rule is not about single matters: it names none, or a pattern (`food.*`)."""
    return not rule.matters or any(pattern.endswith("*") for pattern in rule.matters)


def place_of(citation: Citation) -> str:
    """The article of a citation, as one word."""
    return f"{citation.instrument} {citation.article} {citation.article_extra}"


def grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    """Values by key, in the order in which they come."""
    found: dict[K, list[V]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in found.items()}
