"""Changing one part of a program: a program that shares everything else with the one it was made from."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from enforcerules.model.program import Benchmark, Condition, Fact, Matter, Measure, Program, Row, Rule, When
from enforcerules.testing.coverage.parts import Part, base_id

OfRule = Callable[[Rule], Rule | None]
OfMeasure = Callable[[Measure], Measure | None]
OfTable = Callable[[Benchmark], Benchmark | None]
OfFact = Callable[[Fact], Fact]
Edit = Callable[[Program], Program]


def _fresh(program: Program, **changed: object) -> Program:
    """The program with something else in it; what it remembers of its parts is forgotten."""
    return replace(program, digests={}, edges={}, slices={}, ready=None, **changed)  # type: ignore[arg-type]


def on_rule(name: str, change: OfRule) -> Edit:
    """A rule changed, or left out."""

    def edit(program: Program) -> Program:
        made = (change(one) if one.id == name else one for one in program.rules)
        return _fresh(program, rules=tuple(one for one in made if one is not None))

    return edit


def on_matter(name: str, change: Callable[[Matter], Matter]) -> Edit:
    """A matter changed."""

    def edit(program: Program) -> Program:
        return _fresh(program, matters={**program.matters, name: change(program.matters[name])})

    return edit


def on_measures(matter: str, change: Callable[[tuple[Measure, ...]], Iterable[Measure]]) -> Edit:
    """The measures of a matter changed."""
    return on_matter(matter, lambda one: replace(one, measures=tuple(change(one.measures))))


def on_measure(matter: str, name: str, change: OfMeasure) -> Edit:
    """A measure changed, or left out."""

    def measures(found: tuple[Measure, ...]) -> Iterable[Measure]:
        made = (change(one) if one.id == name else one for one in found)
        return (one for one in made if one is not None)

    return on_measures(matter, measures)


def on_table(name: str, change: OfTable) -> Edit:
    """A table changed, for every matter that it refines, or left out."""

    def edit(program: Program) -> Program:
        made = (change(one) if base_id(one.id) == name else one for one in program.benchmarks)
        return _fresh(program, benchmarks=tuple(one for one in made if one is not None))

    return edit


def on_row(table: str, row: str, change: Callable[[Row], Row | None]) -> Edit:
    """A row changed, or left out."""

    def rows(one: Benchmark) -> Benchmark:
        made = (change(found) if found.id == row else found for found in one.rows)
        return replace(one, rows=tuple(found for found in made if found is not None))

    return on_table(table, rows)


def on_fact(ruleset: str, name: str, change: OfFact) -> Edit:
    """A derived fact changed, wherever it is seen."""

    def edit(program: Program) -> Program:
        old = program.rulesets[ruleset].facts[name]
        new = change(old)
        made = {
            key: replace(one, facts={**one.facts, name: new}) if one.facts.get(name) is old else one
            for key, one in program.rulesets.items()
        }
        return _fresh(program, rulesets=made)

    return edit


def with_condition(part: Part, condition: Condition) -> Edit:
    """The part with another condition."""
    head, _, tail = part.id.rpartition("/")
    if part.kind == "rule":
        return on_rule(part.id, lambda one: replace(one, condition=condition))
    if part.kind == "matter":
        return on_matter(part.id, lambda one: replace(one, elements=condition))
    if part.kind == "measure":
        return on_measure(head, tail, lambda one: replace(one, condition=condition))
    if part.kind == "table":
        return on_table(part.id, lambda one: replace(one, condition=condition))
    if part.kind == "row":
        return on_row(head, tail, lambda one: replace(one, condition=condition))
    if part.kind == "level":
        return _on_level(part.id, condition)
    ruleset, _, name = part.id.partition(" ")
    return on_fact(ruleset, name, lambda one: replace(one, formula=When(condition)))


def _on_level(name: str, condition: Condition) -> Edit:
    table, factor, level = name.rsplit("/", 2)

    def change(one: Benchmark) -> Benchmark:
        if one.weights is None:
            return one
        factors = list(one.weights.factors)
        levels = list(factors[int(factor) - 1].levels)
        levels[int(level) - 1] = replace(levels[int(level) - 1], condition=condition)
        factors[int(factor) - 1] = replace(factors[int(factor) - 1], levels=tuple(levels))
        return replace(one, weights=replace(one.weights, factors=tuple(factors)))

    return on_table(table, change)
