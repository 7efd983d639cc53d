"""ER579: a declared fact that nothing reads: no condition, no amount, no formula, no duty.

It would be asked of nobody and decide nothing; most likely the condition that was meant to read it names another. Facts
that the frame of a case fills (`source`) are there for whoever extends the ruleset.
"""

from __future__ import annotations

from collections.abc import Iterator

from enforcerules.base.diagnostics import Diagnostic, diagnose
from enforcerules.model.plain import meant
from enforcerules.model.program import Program


def check(program: Program) -> Iterator[Diagnostic]:
    """Every such fact, in a ruleset with rules of its own that extends another, and that no other extends."""
    read: set[str] = set()
    for part in (*program.rules, *program.benchmarks, *program.matters.values()):
        _names(meant(part), read)
    for ruleset in program.rulesets.values():
        for fact in ruleset.facts.values():
            if fact.formula is not None:
                _names(meant(fact.formula), read)
    owners = {rule.ruleset for rule in program.rules} | {table.ruleset for table in program.benchmarks}
    owners |= {matter.ruleset for matter in program.matters.values()}
    extended = {name for one in program.rulesets.values() for name in one.lineage if name != one.id}
    for ruleset in program.rulesets.values():
        for name, fact in ruleset.facts.items():
            last = bool(ruleset.extends) and ruleset.id in owners and ruleset.id not in extended
            if last and fact.ruleset == ruleset.id and fact.source is None and name not in read:
                yield diagnose("ER579", program.spans.get(f"{ruleset.id}:{name}"), fact=name, label=fact.label)


def _names(made: object, found: set[str]) -> None:
    """Every text in plain data; a member of a set names the set."""
    if isinstance(made, str):
        found.add(made.partition("∋")[0])
        return
    inner = made.values() if isinstance(made, dict) else made if isinstance(made, list) else ()
    for one in inner:
        _names(one, found)
