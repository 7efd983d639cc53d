"""ER589: sparing, a lighter level or the heavier one that can come to hold by not knowing, through `on_unknown`.

At the conclusion of the investigation a fact that is not found out may count as a value. Where a rule or a row turns on that
value, nobody has proved what it rests on. That an adverse fact which was not proved counts as not there is no such case: that
is the burden of proof; and so it is that the authority has to show its power and that it is in time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from enforcerules.base.diagnostics import Diagnostic, diagnose
from enforcerules.check.axes import axes_of, expanded, truth_of
from enforcerules.check.concerning import printed
from enforcerules.language.showing import show_value
from enforcerules.model.knowledge import lowest
from enforcerules.model.program import (
    BarKinds,
    Condition,
    Fact,
    Open,
    Program,
    Reduce,
    Row,
    Rule,
    Ruleset,
    Spare,
)
from enforcerules.model.region import FALSE, Numbers, Region, Values, inside
from enforcerules.model.walk import tests_of


def check(program: Program) -> Iterator[Diagnostic]:
    """Rules and rows, each once a fact."""
    for rule in program.rules:
        effect = _effect(rule)
        if effect is not None:
            yield from _found(program, (rule.id, rule.id, rule.ruleset), rule.condition, effect)
    seen: set[str] = set()
    for table in program.benchmarks:
        if printed(table) not in seen:
            seen.add(printed(table))
            for row in table.rows:
                effect = _of_row(row)
                if effect is not None and row.condition is not None:
                    place = f"{printed(table)}/{row.id}"
                    yield from _found(program, (row.id, place, table.ruleset), row.condition, effect)


def _effect(rule: Rule) -> str | None:
    """What of weight a rule does, as a term of the catalogue."""
    made = rule.effect
    if isinstance(made, Spare | BarKinds):
        return "@lets_go"
    if isinstance(made, Reduce):
        return "@opens_lighter"
    if isinstance(made, Open):
        return "@opens_heavier" if "heavier" in made.levels else "@opens_lighter"
    return None


def _of_row(row: Row) -> str | None:
    return {"heavier": "@opens_heavier", "lighter": "@opens_lighter", "mitigated": "@opens_lighter"}.get(row.level)


def _found(program: Program, named: tuple[str, str, str], condition: Condition, effect: str) -> Iterator[Diagnostic]:
    name, place, owner = named
    ruleset = program.rulesets[owner]
    whole = expanded(condition, ruleset.facts)
    for fact in (ruleset.facts.get(one) for one in dict.fromkeys(test.fact for test in tests_of(whole))):
        value = None if fact is None else _assumed(fact)
        if fact is None or value is None or (_unproved(fact, value) and effect != "@opens_heavier"):
            continue
        if _turns(whole, fact.id, value, ruleset):
            span, shown = program.spans.get(place), show_value(fact, value)
            yield diagnose("ER589", span, rule=name, effect=effect, fact=fact.label, assumed=shown)


def _assumed(fact: Fact) -> Region | None:
    """What a fact counts as that was not found out; None where it stays open."""
    if fact.on_unknown == "keep":
        return None
    return lowest(fact) if fact.on_unknown == "lowest" else fact.on_unknown


def _unproved(fact: Fact, value: Region) -> bool:
    """Whether an adverse fact (or a bare truth) counts as not there: who alleges it has to prove it."""
    if fact.proves == "party":
        return False
    return (fact.direction == "heavier" and value == lowest(fact)) or (fact.direction is None and value == FALSE)


def _turns(whole: Condition, fact: str, value: Region, ruleset: Ruleset) -> bool:
    """Whether a condition may hold at a value of a fact, and cannot at another."""
    cells = axes_of([whole], None, {}, ruleset.facts, ruleset.parameters).cells[fact]
    mine = [
        truth_of(whole, {fact: cell}) for cell in cells if isinstance(cell, Numbers | Values) and inside(value, cell)
    ]
    others: Mapping[bool | None, int] = dict.fromkeys((truth_of(whole, {fact: cell}) for cell in cells), 0)
    return False in others and bool(mine) and False not in mine
