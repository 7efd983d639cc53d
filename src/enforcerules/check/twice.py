"""ER586: one fact decides the tier of a fine, and makes it heavier within the tier once more.

A repeat that lifts a case into a higher row of a table, into a higher tier of the statute or to a greater weight, and opens the
heavier level as well, is weighed twice. A row of the heavier level itself is no second weighing: it says what the heavier
level is. Told only where the fact alone decides both: at one value the circumstance may hold and the lower tier cannot, at
another it is the other way about.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import permutations

from enforcerules.base.diagnostics import Diagnostic, diagnose
from enforcerules.check.axes import Held, axes_of, expanded, truth_of
from enforcerules.check.boxes import printed_rows
from enforcerules.check.concerning import beside, printed
from enforcerules.model.program import Amount, Band, Benchmark, Condition, Open, Program, Row, Rule
from enforcerules.model.walk import tests_of


@dataclass(frozen=True, slots=True)
class _Tier:
    """A row, or a level of a weight table: what it asks and what it gives, from least to most."""

    name: str
    condition: Condition
    unit: object
    lo: Fraction
    hi: Fraction


def check(program: Program) -> Iterator[Diagnostic]:
    """Each rule with each table once a fact."""
    opening = [r for r in program.rules if isinstance(r.effect, Open) and "heavier" in r.effect.levels]
    found: dict[tuple[str, str, str], Diagnostic] = {}
    for rule in opening:
        for table in program.benchmarks:
            if beside(rule, table, program):
                for fact, made in _twice(program, rule, table):
                    found.setdefault((rule.id, printed(table), fact), made)
    yield from found.values()


def _twice(program: Program, rule: Rule, table: Benchmark) -> Iterator[tuple[str, Diagnostic]]:
    lower = max((rule.ruleset, table.ruleset), key=lambda one: len(program.rulesets[one].lineage))
    ruleset = program.rulesets[lower]
    circumstance = expanded(rule.condition, ruleset.facts)
    tiers = [*_rows(table), *_levels(table)]
    for fact in dict.fromkeys(test.fact for test in tests_of(circumstance)):
        mine = [(one, expanded(one.condition, ruleset.facts)) for one in tiers]
        mine = [(one, condition) for one, condition in mine if fact in {test.fact for test in tests_of(condition)}]
        if len(mine) < 2:
            continue
        cells = axes_of([circumstance, *(c for _, c in mine)], None, {}, ruleset.facts, ruleset.parameters).cells[fact]
        step = next((s for s in permutations(mine, 2) if _lifts(fact, cells, circumstance, s)), None)
        if step is not None:
            known = ruleset.facts.get(fact.partition("∋")[0])
            label = fact if known is None else known.label
            names = {"rule": rule.id, "table": printed(table), "low": step[0][0].name, "high": step[1][0].name}
            yield fact, diagnose("ER586", program.spans.get(rule.id), labels=(), fact=label, **names)


def _lifts(
    fact: str, cells: tuple[Held, ...], circumstance: Condition, step: tuple[tuple[_Tier, Condition], ...]
) -> bool:
    """Whether the fact alone takes a case from the first tier into the second, and into the circumstance with it."""
    (low, below), (high, above) = step
    if low.unit != high.unit or (low.lo, low.hi) == (high.lo, high.hi) or high.lo < low.lo or high.hi < low.hi:
        return False

    def at(cell: Held) -> tuple[bool, bool, bool]:
        given = {fact: cell}
        return tuple(truth_of(one, given) is not False for one in (circumstance, below, above))  # type: ignore[return-value]

    seen = {at(cell) for cell in cells}
    return (True, False, True) in seen and (False, True, False) in seen


def _rows(table: Benchmark) -> Iterator[_Tier]:
    """The rows of a level, as far as two of them can be compared; those of the heavier level say what that is."""
    for row in printed_rows(table):
        ends = _ends(row)
        if row.condition is not None and ends is not None and row.level != "heavier":
            yield _Tier(row.id, row.condition, *ends)


def _ends(row: Row) -> tuple[object, Fraction, Fraction] | None:
    made = row.result
    if isinstance(made, Band):
        return (row.level, "band"), made.lo, made.hi
    if isinstance(made, Amount) and made.hi is not None:
        return (row.level, made.base, made.per), made.lo or Fraction(0), made.hi
    return None


def _levels(table: Benchmark) -> Iterator[_Tier]:
    for factor in table.weights.factors if table.weights is not None else ():
        for level in factor.levels:
            yield _Tier(f"{factor.title}：{level.wanted}", level.condition, factor.title, level.weight, level.weight)
