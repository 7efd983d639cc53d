"""ER530: no exemption, no favourable level and no heaviest level is reached by silence.

A rule or row that already holds while every fact that is always asked is unknown, and nothing was raised, would spare or
burden a party of whom nothing is known.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from enforcerules.base.diagnostics import Diagnostic, diagnose
from enforcerules.model.kleene import Test, evaluate
from enforcerules.model.knowledge import domain, lowest
from enforcerules.model.program import (
    Atom,
    BarKinds,
    Condition,
    Fact,
    Open,
    Program,
    Reduce,
    Rule,
    Spare,
    Terminate,
    When,
)
from enforcerules.model.region import FALSE, TRUE, TRUTH, Region, inside

_TRUTHS = {True: TRUE, False: FALSE, None: TRUTH}


def check(program: Program) -> Iterator[Diagnostic]:
    """Rules that spare, end the case or open a level, and rows lighter or heavier, that hold of an empty case."""
    for rule in program.rules:
        if _weighty(rule) and _holds_of_nothing(rule.condition, program.rulesets[rule.ruleset].facts):
            yield diagnose("ER530", program.spans.get(rule.id), rule=rule.id)
    for table in program.benchmarks:
        facts = program.rulesets[table.ruleset].facts
        for row in table.rows:
            if row.level != "ordinary" and row.condition is not None and _holds_of_nothing(row.condition, facts):
                owner = table.id.partition(":")[0]
                yield diagnose("ER530", program.spans.get(f"{owner}/{row.id}"), rule=row.id)


def _weighty(rule: Rule) -> bool:
    """What is no longer unlawful is so by the law alone, whatever is found."""
    lawful = isinstance(rule.effect, Terminate) and rule.effect.disposition == "not_unlawful"
    return isinstance(rule.effect, Spare | Terminate | Open | BarKinds | Reduce) and not lawful


def _holds_of_nothing(condition: Condition, known: Mapping[str, Fact]) -> bool:
    def test(one: Test) -> bool | None:
        if not isinstance(one, Atom):
            return None
        return inside(region(one.fact), one.region)

    def region(name: str) -> Region:
        fact = known.get(name)
        if fact is None:
            return TRUTH
        if isinstance(fact.formula, When):
            return _TRUTHS[evaluate(fact.formula.condition, test)]
        if fact.formula is None and fact.ask == "if_raised":
            return lowest(fact)
        return domain(fact)

    return evaluate(condition, test) is True
