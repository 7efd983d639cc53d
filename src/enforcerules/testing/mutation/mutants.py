"""All mutants of some rulesets, in the order of the rules; and a sample of them that is the same every time."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence

from enforcerules.model.program import Program, When
from enforcerules.testing.coverage.parts import Part, base_id, fact_id, key_of, level_id, parts_of
from enforcerules.testing.mutation import results
from enforcerules.testing.mutation.conditions import changes
from enforcerules.testing.mutation.edits import with_condition
from enforcerules.testing.mutation.results import Change
from enforcerules.testing.mutation.shape import Mutant
from enforcerules.testing.mutation.shifted import is_shifted, of_shifted


def mutants(program: Program, rulesets: frozenset[str]) -> tuple[Mutant, ...]:
    """Every mutant of the parts of the rulesets; none twice."""
    parts = parts_of(program, rulesets.__contains__)
    shifted = {base_id(table.id) for table in program.benchmarks if is_shifted(table)}
    plain = {key: one for key, one in parts.items() if one.kind != "row" or one.id.partition("/")[0] not in shifted}
    found = (
        *_of_conditions(program, plain),
        *of_shifted(program, parts),
        *_of_results(program, parts),
        *_of_facts(program, rulesets),
    )
    return tuple({one.key: one for one in found}.values())


def sample(found: Sequence[Mutant], most: int | None, seed: int = 0) -> tuple[Mutant, ...]:
    """At most so many of them, drawn evenly by a digest of each, in their order; another seed draws others."""
    if most is None or most >= len(found):
        return tuple(found)
    drawn = sorted(found, key=lambda one: hashlib.sha256(f"{seed} {one.key}".encode()).digest())[:most]
    kept = {one.key for one in drawn}
    return tuple(one for one in found if one.key in kept)


def _of_conditions(program: Program, parts: Mapping[str, Part]) -> Iterator[Mutant]:
    for part in parts.values():
        if part.condition is None:
            continue
        facts = program.rulesets[part.ruleset].facts
        for one in changes(part.condition, facts.get):
            edit = with_condition(part, one.condition)
            touches = frozenset({part.key})
            yield Mutant(part, one.operator, one.before, one.after, touches, condition=one.condition, apply=edit)


def _of_results(program: Program, parts: Mapping[str, Part]) -> Iterator[Mutant]:
    for rule in program.rules:
        key = key_of("rule", rule.id)
        if key in parts:
            yield from (_made(parts[key], change, held=not rule.replaces) for change in results.of_rule(rule))
    for matter in program.matters.values():
        if key_of("matter", matter.id) not in parts:
            continue
        whole = frozenset(key_of("measure", f"{matter.id}/{one.id}") for one in matter.measures)
        for measure, change in results.of_measures(matter):
            part = parts[key_of("measure", f"{matter.id}/{measure.id}")]
            alone = change[0] not in {"swap", "remove"}
            yield _made(part, change, frozenset() if alone else whole, held=alone)
    yield from _of_tables(program, parts)


def _of_tables(program: Program, parts: Mapping[str, Part]) -> Iterator[Mutant]:
    tables = {base_id(table.id): table for table in reversed(program.benchmarks)}
    for name, table in sorted(tables.items()):
        key = key_of("table", name)
        if key not in parts:
            continue
        yield from (_made(parts[key], change) for change in results.of_table(table, name))
        for row, change in results.of_rows(table, name):
            yield _made(
                parts[key_of("row", f"{name}/{row}")], change, frozenset({key}), held=change[0] not in {"swap", "drop"}
            )
        for (factor, level), change in results.of_levels(table, name):
            part = parts[key_of("level", level_id(table, factor, level))]
            yield _made(part, change, frozenset({key}), held=change[0] != "swap")


def _of_facts(program: Program, rulesets: frozenset[str]) -> Iterator[Mutant]:
    """Derived facts that are no conditions: their key is that of a part that no example can hold."""
    for ruleset in program.rulesets.values():
        for fact in ruleset.facts.values():
            if fact.ruleset != ruleset.id or ruleset.id not in rulesets or isinstance(fact.formula, When):
                continue
            name = fact_id(fact)
            part = Part(
                key_of("fact", name),
                "fact",
                name,
                fact.ruleset,
                (("zh", fact.label),),
                None,
                fact.basis,
                program.spans.get(name),
            )
            yield from (_made(part, change) for change in results.of_fact(fact))


def _made(part: Part, change: Change, more: frozenset[str] = frozenset(), *, held: bool = False) -> Mutant:
    operator, before, after, edit = change
    return Mutant(part, operator, before, after, more | {part.key}, matters_if_held=held, apply=edit)
