"""The order in which the facts of a case are told: the violation itself, then amounts, then circumstances."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from enforcerules.explain.view import View
from enforcerules.model.program import TRUE_CONDITION, Benchmark, Condition
from enforcerules.model.walk import reads_of, tests_of

_AMOUNTS = frozenset({"money", "integer", "decimal", "rate", "period"})


def in_order(view: View, names: Iterable[str]) -> tuple[str, ...]:
    """Facts in the order in which elements, limbs, tables and then the stages of the law speak of them."""
    elements = tuple(dict.fromkeys(_asked(view, [view.matter.elements or TRUE_CONDITION])))
    told = dict.fromkeys((*elements, *_of_measures(view), *_of_rules(view)))
    places = {name: place for place, name in enumerate(told)}

    def place(name: str) -> tuple[int, int, str]:
        kind = 0 if name in elements else 1 if view.fact(name).type in _AMOUNTS else 2
        return kind, places.get(name, len(places)), name

    return tuple(sorted(names, key=place))


def _of_measures(view: View) -> Iterator[str]:
    for measure in view.matter.measures:
        if measure.amount is not None and measure.amount.base is not None:
            yield from _reads(view, measure.amount.base, set())
        yield from _asked(view, [measure.condition])
    for table in view.tables.values():
        yield from _asked(view, _conditions(table))


def _conditions(table: Benchmark) -> Iterator[Condition]:
    yield table.condition
    for row in table.rows:
        if row.condition is not None:
            yield row.condition
    for factor in table.weights.factors if table.weights is not None else ():
        for level in factor.levels:
            yield level.condition


def _of_rules(view: View) -> Iterator[str]:
    yield from _asked(view, (view.rules[r.rule].condition for r in view.outcome.reasons if r.rule in view.rules))


def _asked(view: View, conditions: Iterable[Condition]) -> Iterator[str]:
    for condition in conditions:
        for test in tests_of(condition):
            yield from _reads(view, test.fact.partition("∋")[0], set())


def _reads(view: View, name: str, seen: set[str]) -> Iterator[str]:
    """A fact and all that it is derived from."""
    if name not in seen:
        seen.add(name)
        yield name
        for inner in reads_of(view.fact(name)):
            yield from _reads(view, inner.partition("∋")[0], seen)
