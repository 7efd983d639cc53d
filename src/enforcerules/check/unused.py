"""ER579: a declared fact that nothing reads: no condition, no amount, no formula, no duty.

It would be asked of nobody and decide nothing; most likely the condition that was meant to read it names another. Facts
that the frame of a case fills (`source`) are there for whoever extends the ruleset.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from enforcerules.base.diagnostics import Diagnostic, diagnose
from enforcerules.model.plain import texts
from enforcerules.model.program import Fact, Program, Ruleset


def check(program: Program) -> Iterator[Diagnostic]:
    """Every such fact, in a ruleset with rules of its own that extends another, and that no other extends."""
    declared = list(_declared(program))
    read = _read(program) if declared else frozenset()
    for ruleset, fact in declared:
        if fact.id not in read:
            yield diagnose("ER579", program.spans.get(f"{ruleset.id}:{fact.id}"), fact=fact.id, label=fact.label)


def _declared(program: Program) -> Iterator[tuple[Ruleset, Fact]]:
    """The facts that a ruleset declares for itself."""
    owners = {rule.ruleset for rule in program.rules} | {table.ruleset for table in program.benchmarks}
    owners |= {matter.ruleset for matter in program.matters.values()}
    extended = {name for one in program.rulesets.values() for name in one.lineage if name != one.id}
    for ruleset in program.rulesets.values():
        if ruleset.extends and ruleset.id in owners and ruleset.id not in extended:
            mine = (fact for fact in ruleset.facts.values() if fact.ruleset == ruleset.id and fact.source is None)
            yield from ((ruleset, fact) for fact in mine)


def _read(program: Program) -> frozenset[str]:
    """Every text in rules, tables, matters and formulas; a member of a set names the set."""
    facts = (fact for ruleset in program.rulesets.values() for fact in ruleset.facts.values())
    formulas = (fact.formula for fact in facts if fact.formula is not None)
    seen: dict[int, object] = {}
    parts = chain(program.rules, program.benchmarks, program.matters.values(), formulas)
    return frozenset(text.partition("∋")[0] for part in parts for text in texts(part, seen))
