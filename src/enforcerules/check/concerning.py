"""Which rules may be asked where a matter is judged, and which stand below a table."""

from __future__ import annotations

from collections.abc import Iterator

from enforcerules.model.citation import Citation
from enforcerules.model.program import Benchmark, Instrument, Matter, Program, Rule


def concerns(rule: Rule, matter: Matter, program: Program) -> bool:
    """Whether a rule is about a matter: named, or of a ruleset that extends, or is extended by, that of the matter."""
    if rule.matters:
        return any(_named(pattern, matter.id) for pattern in rule.matters)
    above, below = program.rulesets[matter.ruleset].lineage, program.rulesets[rule.ruleset].lineage
    return rule.ruleset in above or matter.ruleset in below


def _named(pattern: str, matter: str) -> bool:
    return matter.startswith(pattern[:-1]) if pattern.endswith("*") else matter == pattern


def beside(rule: Rule, table: Benchmark, program: Program) -> bool:
    """Whether a rule and a table may be asked in one case: of one line of rulesets, on some of the same days."""
    one, other = program.rulesets[rule.ruleset].lineage, program.rulesets[table.ruleset].lineage
    together = rule.ruleset in other or table.ruleset in one
    return (
        together
        and not rule.in_force.meet(table.in_force).empty
        and concerns(rule, program.matters[table.matter], program)
    )


def printed(table: Benchmark) -> str:
    """The id of a table as it is written, of one that refines several matters."""
    return table.id.partition(":")[0]


def instruments(citations: tuple[Citation, ...], ruleset: str, program: Program) -> Iterator[Instrument]:
    """The instruments of citations, as the ruleset declares them."""
    known = program.rulesets[ruleset].instruments
    for name in dict.fromkeys(one.instrument for one in citations):
        if name in known:
            yield known[name]
