"""ER561: a limit that runs for the party is never lengthened by rest days (Civil Code 203(1) protects who has to act)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from enforcerules.base.diagnostics import Diagnostic, diagnose
from enforcerules.model.program import DateAfter, Fact, Program, Terminate
from enforcerules.model.walk import reads_of, tests_of


def check(program: Program) -> Iterator[Diagnostic]:
    """Time bars that read, however indirectly, a date that rolls."""
    for rule in program.rules:
        if isinstance(rule.effect, Terminate) and rule.effect.disposition == "time_barred":
            facts = program.rulesets[rule.ruleset].facts
            names = {test.fact.partition("∋")[0] for test in tests_of(rule.condition)}
            for fact in sorted(_rolled(names, facts)):
                yield diagnose("ER561", program.spans.get(rule.id), rule=rule.id, fact=fact)


def _rolled(names: set[str], facts: Mapping[str, Fact]) -> set[str]:
    """The labels of the dates that roll among some facts and all that these read."""
    seen: set[str] = set()
    left = list(names)
    found: set[str] = set()
    while left:
        name = left.pop()
        if name in seen or name not in facts:
            continue
        seen.add(name)
        formula = facts[name].formula
        if isinstance(formula, DateAfter) and formula.roll:
            found.add(facts[name].label)
        left += reads_of(facts[name])
    return found
