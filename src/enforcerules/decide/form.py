"""What to ask on a case form: the facts that the rules of a matter read, as a JSON Schema with labels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from enforcerules.base.diagnostics import InvalidInput, Report, diagnose
from enforcerules.decide.slice import Place, Slice, slice_of
from enforcerules.model.citation import print_zh
from enforcerules.model.program import Condition, Fact, Matter, Program
from enforcerules.model.territory import is_code
from enforcerules.model.walk import reads_of, tests_of


def form_of(program: Program, matter: Matter, territory: str | None) -> dict[str, Any]:
    """An object schema: one property a fact, always-asked facts first, then those that somebody may raise."""
    if territory is not None and not is_code(territory):  # local rules would be left out without a word
        raise InvalidInput(Report((diagnose("ER253", None, found=territory),)))
    sliced = slice_of(program, matter, Place(territory, None, None, None))
    facts = [sliced.facts[name] for name in sorted(_asked(sliced))]
    facts = [f for f in facts if f.formula is None and f.source is None]
    facts.sort(key=lambda f: (f.ask != "always", f.id))
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": dict(matter.title).get("zh", matter.id),
        "type": "object",
        "additionalProperties": False,
        "properties": {fact.id: _property(fact) for fact in facts},
    }


def _asked(sliced: Slice) -> set[str]:
    """Every fact that a condition, an amount or a factor reads, derived facts followed down."""
    return set(base_names(sliced, _read(sliced)))


def names_of(condition: Condition) -> list[str]:
    """The facts that a condition tests."""
    return [test.fact for test in tests_of(condition)]


def base_names(sliced: Slice, names: Iterable[str]) -> tuple[str, ...]:
    """The facts of these names and all that they are derived from, each once, in the order in which they are read."""
    found: dict[str, None] = {}
    stack = [*names][::-1]
    while stack:
        name = stack.pop().partition("∋")[0]
        if name not in found:
            found[name] = None
            stack += reads_of(sliced.facts[name])[::-1]
    return tuple(found)


def _read(sliced: Slice) -> Iterator[str]:
    for condition in _conditions(sliced):
        yield from names_of(condition)
    for measure in sliced.measures:
        if measure.amount is not None and measure.amount.base is not None:
            yield measure.amount.base
    for table in sliced.benchmarks:
        if table.weights is not None and table.weights.of is not None and table.weights.of.base is not None:
            yield table.weights.of.base


def _conditions(sliced: Slice) -> Iterator[Condition]:
    if sliced.matter.elements is not None:
        yield sliced.matter.elements
    yield from (rule.condition for rule in sliced.rules)
    yield from (measure.condition for measure in sliced.measures)
    for table in sliced.benchmarks:
        yield table.condition
        yield from (row.condition for row in table.rows if row.condition is not None)
        if table.weights is not None:
            yield from (level.condition for factor in table.weights.factors for level in factor.levels)


_TYPES: dict[str, dict[str, Any]] = {
    "boolean": {"type": "boolean"},
    "money": {"type": "string", "pattern": r"^(0|[1-9][0-9]*)(\.[0-9]{1,2})?$"},
    "integer": {"type": "integer", "minimum": 0},
    "period": {"type": "integer", "minimum": 0},
    "date": {"type": "string", "format": "date"},
    "decimal": {"type": "string", "pattern": r"^-?(0|[1-9][0-9]*)(\.[0-9]+)?$"},
    "rate": {"type": "string"},
    "text": {"type": "string"},
    "code": {"type": "string"},
}


def _property(fact: Fact) -> dict[str, Any]:
    labels = [label for _, label in fact.values]
    if fact.type == "set":
        shape: dict[str, Any] = {"type": "array", "items": {"enum": labels}, "uniqueItems": True}
    else:
        shape = dict(_TYPES.get(fact.type, {"enum": labels}))
    shape |= {"title": fact.label, "x-proves": fact.proves, "x-ask": fact.ask, "x-evaluative": fact.evaluative}
    extra = {"x-unit": fact.unit, "x-factors": list(fact.factors), "x-basis": [print_zh(c) for c in fact.basis]}
    return shape | {key: value for key, value in extra.items() if value}
