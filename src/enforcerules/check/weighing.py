"""ER574 and ER576: what a weight table can come to at the lowest and at the highest, and facts that it counts twice.

Each factor adds the weight of one of its levels; the sum lies between the sums of the least and of the greatest weights, and
within the floor and the cap of the table.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from enforcerules.base.diagnostics import Diagnostic, diagnose
from enforcerules.language.showing import plain
from enforcerules.model.program import Amount, Benchmark, Program, Weights
from enforcerules.model.walk import tests_of


def of_table(program: Program, table: Benchmark) -> Iterator[Diagnostic]:
    """What is found in a weight table; nothing in another."""
    if table.weights is not None:
        yield from _beyond(program, table, table.weights)
        yield from _twice(program, table, table.weights)


def reach(weights: Weights) -> tuple[Fraction, Fraction]:
    """The lowest and the highest sum that a table can come to."""
    least = weights.start + sum((min(lv.weight for lv in f.levels) for f in weights.factors), Fraction(0))
    most = weights.start + sum((max(lv.weight for lv in f.levels) for f in weights.factors), Fraction(0))
    ends = []
    for total in (least, most):
        total = total if weights.floor is None else max(total, weights.floor)  # noqa: PLW2901  bounded in place
        ends.append(total if weights.cap is None else min(total, weights.cap))
    return ends[0], ends[1]


def _beyond(program: Program, table: Benchmark, weights: Weights) -> Iterator[Diagnostic]:
    lo, hi = reach(weights)
    shares = list(_shares(program, table, weights, (lo, hi)))
    if any(least > low or high > most for (low, high), (least, most) in shares):
        (low, high), (least, most) = shares[0]
        name = table.id.partition(":")[0]
        span, ends = program.spans.get(name), [_percent(end) for end in (low, high, least, most)]
        yield diagnose("ER574", span, table=name, low=ends[0], high=ends[1], least=ends[2], most=ends[3])


Ends = tuple[Fraction, Fraction]


def _shares(program: Program, table: Benchmark, weights: Weights, sums: Ends) -> Iterator[tuple[Ends, Ends]]:
    """What the table reaches and what the statute allows, as shares of what the sum is multiplied with."""
    if weights.interpolate:
        yield sums, (Fraction(0), Fraction(1))
        return
    matter = program.matters[table.matter]
    limbs = [m.amount for m in matter.measures if m.kind == table.kind and table.target in {None, m.target}]
    spans = [_span(weights.of, limb) for limb in limbs if limb is not None]
    known = [span for span in spans if span is not None]
    if known and len(known) == len(spans):
        yield sums, (min(lo for lo, _ in known), max(hi for _, hi in known))


def _span(of: Amount | None, limb: Amount) -> Ends | None:
    """A limb as shares of the amount that the sum is multiplied with; None where they are not to be compared."""
    if limb.hi is None or limb.base_floor is not None or limb.floor is not None or limb.cap is not None:
        return None
    if of is None:
        return None if limb.base is not None else ((limb.lo or Fraction(0)) / limb.hi, Fraction(1))
    if of.base != limb.base or of.hi is None or not of.hi or of.lo != of.hi:
        return None
    return (limb.lo or Fraction(0)) / of.hi, limb.hi / of.hi


def _percent(share: Fraction) -> str:
    return f"{plain(share * 100)}%"


def _twice(program: Program, table: Benchmark, weights: Weights) -> Iterator[Diagnostic]:
    seen: dict[str, str] = {}
    for factor in weights.factors:
        for name in dict.fromkeys(test.fact for level in factor.levels for test in tests_of(level.condition)):
            if name in seen:
                fact = program.rulesets[table.ruleset].facts.get(name.partition("∋")[0])
                label = name if fact is None else fact.label
                owner = table.id.partition(":")[0]
                span = program.spans.get(owner)
                yield diagnose("ER576", span, table=owner, fact=label, first=seen[name], second=factor.title)
            else:
                seen[name] = factor.title
