"""Weight accumulation (权重累加): one level of each factor counts; the sum is floored and capped as the table says."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import prod

from enforcerules.base.limits import COMBINATIONS
from enforcerules.decide.cells import combinations, coordinates
from enforcerules.decide.facts import Knowledge
from enforcerules.decide.frame import Frame
from enforcerules.model.program import Benchmark, Factor


@dataclass(frozen=True, slots=True)
class Weighed:
    """S as a range (equal ends when every factor is known), what each factor contributed, and a factor left uncovered.

    `certain`: every factor has a level, whatever its open facts turn out to be.
    """

    lo: Fraction
    hi: Fraction
    parts: tuple[tuple[str, str, Fraction | None], ...]
    gap: str = ""
    certain: bool = True


def weigh(frame: Frame, table: Benchmark, known: Knowledge) -> Weighed:
    """The sum of weights; a factor of which no level holds is a gap that only a person can close."""
    weights = table.weights
    assert weights is not None  # noqa: S101  only called for weight tables
    lo = hi = weights.start
    parts: list[tuple[str, str, Fraction | None]] = []
    for factor in weights.factors:
        found = _factor(factor, known)
        if found is None:
            return Weighed(lo, hi, tuple(parts), gap=factor.title)
        least, most, text = found
        lo, hi = lo + least, hi + most
        parts.append((factor.title, text, least if least == most else None))
    lo, hi = (_bounded(s, weights.floor, weights.cap) for s in (lo, hi))
    return Weighed(lo, hi, tuple(parts), certain=all(_covered(frame, f, known) for f in weights.factors))


def _bounded(total: Fraction, floor: Fraction | None, cap: Fraction | None) -> Fraction:
    total = total if floor is None else max(total, floor)
    return total if cap is None else min(total, cap)


def _factor(factor: Factor, known: Knowledge) -> tuple[Fraction, Fraction, str] | None:
    """The least and the greatest weight that a factor may have, and the words of its level; None where no level may hold."""
    seen = [(known.judge(level.condition, known), level) for level in factor.levels]
    held = [level for truth, level in seen if truth]
    maybe = held or [level for truth, level in seen if truth is None]
    if not maybe:
        return None
    found = [level.weight for level in maybe]
    return min(found), max(found), maybe[0].wanted if len(maybe) == 1 else ""


def _covered(frame: Frame, factor: Factor, known: Knowledge) -> bool:
    """Whether some level holds in every completion of the facts that its levels leave open."""
    conditions = [level.condition for level in factor.levels]
    if any(known.judge(one, known) for one in conditions):
        return True
    axes = coordinates(frame, conditions, known)
    if prod(len(cells) for cells in axes.values()) > COMBINATIONS:
        return False
    completed = (known.suppose(cells) for cells in combinations(axes))
    return all(any(then.judge(one, then) for one in conditions) for then in completed)
