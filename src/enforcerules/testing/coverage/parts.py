"""The parts of a program that examples can cover: matters, rules, measures, tables, rows, levels of factors, derived facts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from enforcerules.base.source import Span
from enforcerules.model.citation import Citation
from enforcerules.model.program import TRUE_CONDITION, Benchmark, Condition, Fact, Program, When

Kind = Literal["matter", "rule", "measure", "table", "row", "level", "fact"]
_OF_MATTER = re.compile(r":[^/]*")


@dataclass(frozen=True, slots=True)
class Part:
    """One part by its key; `id` is what the ruleset calls it, `condition` when it holds (None: when no other row does)."""

    key: str
    kind: Kind
    id: str
    ruleset: str
    title: tuple[tuple[str, str], ...]
    condition: Condition | None
    basis: tuple[Citation, ...]
    span: Span | None


def key_of(kind: Kind, name: str) -> str:
    """The key of a part; a table that refines several matters is one part."""
    return f"{kind} {base_id(name)}"


def base_id(name: str) -> str:
    """The id of a table, row or level without the matter for which it was made."""
    return _OF_MATTER.sub("", name)


def level_id(table: Benchmark, factor: int, level: int) -> str:
    """The id of a level of a factor, both counted from 1."""
    return f"{base_id(table.id)}/{factor}/{level}"


def fact_id(fact: Fact) -> str:
    """The id of a derived fact: with its ruleset, because a special one may declare it anew."""
    return f"{fact.ruleset} {fact.id}"


def parts_of(program: Program, concerned: Callable[[str], bool] = lambda _: True) -> dict[str, Part]:
    """Every part of the rulesets that concern, by key, in the order of the program."""
    found: dict[str, Part] = {}
    for one in (*_matters(program), *_rules(program), *_tables(program), *_facts(program)):
        if concerned(one.ruleset):
            found.setdefault(one.key, one)
    return found


def rulesets_below(program: Program, roots: Iterable[Path]) -> frozenset[str]:
    """The rulesets written below some folders or files; all of them where none is (a sealed bundle)."""
    places = [root.resolve() for root in roots]
    found = frozenset(
        one.ruleset
        for one in parts_of(program).values()
        if one.span is not None and any(Path(one.span.file).resolve().is_relative_to(place) for place in places)
    )
    return found or frozenset(program.rulesets)


def _made(program: Program, kind: Kind, name: str, ruleset: str, condition: Condition | None) -> Part:
    return Part(key_of(kind, name), kind, base_id(name), ruleset, (), condition, (), _span(program, base_id(name)))


def _span(program: Program, name: str) -> Span | None:
    """Where a part stands, else what it is a part of; a row that was shifted stands where it is printed."""
    name = name if name in program.spans else name.partition("+")[0]
    while name and name not in program.spans:
        name = name[: max(name.rfind("/"), name.rfind("."), 0)]
    return program.spans.get(name)


def _with(one: Part, title: tuple[tuple[str, str], ...], basis: Iterable[Citation]) -> Part:
    return Part(one.key, one.kind, one.id, one.ruleset, title, one.condition, tuple(dict.fromkeys(basis)), one.span)


def _matters(program: Program) -> Iterator[Part]:
    for matter in program.matters.values():
        elements = TRUE_CONDITION if matter.elements is None else matter.elements
        made = _made(program, "matter", matter.id, matter.ruleset, elements)
        yield _with(made, matter.title, (*matter.prohibited_by, *matter.penalised_by))
        for measure in matter.measures:
            name = f"{matter.id}/{measure.id}"
            part = _made(program, "measure", name, matter.ruleset, measure.condition)
            yield _with(part, matter.title, measure.basis)


def _rules(program: Program) -> Iterator[Part]:
    for rule in program.rules:
        part = _made(program, "rule", rule.id, rule.ruleset, rule.condition)
        yield _with(part, rule.title, (*rule.basis, *rule.override_basis))


def _tables(program: Program) -> Iterator[Part]:
    for table in program.benchmarks:
        yield _with(_made(program, "table", table.id, table.ruleset, table.condition), table.title, table.basis)
        for row in table.rows:
            part = _made(program, "row", f"{table.id}/{row.id}", table.ruleset, row.condition)
            yield _with(part, row.title or table.title, row.basis)
        for number, factor in enumerate(table.weights.factors if table.weights is not None else (), 1):
            for at, level in enumerate(factor.levels, 1):
                part = _made(program, "level", level_id(table, number, at), table.ruleset, level.condition)
                yield _with(part, (("zh", f"{factor.title}：{level.wanted}"),), ())


def _facts(program: Program) -> Iterator[Part]:
    for ruleset in program.rulesets.values():
        for fact in ruleset.facts.values():
            if isinstance(fact.formula, When) and fact.ruleset == ruleset.id:
                part = _made(program, "fact", fact_id(fact), fact.ruleset, fact.formula.condition)
                title = (("zh", fact.label), *((("en", fact.en),) if fact.en else ()))
                yield _with(part, title, fact.basis)
