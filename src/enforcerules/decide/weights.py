"""Weight accumulation (权重累加): one level of each factor counts; the sum is floored and capped as the table says."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from enforcerules.decide.facts import Knowledge
from enforcerules.model.program import Benchmark, Factor


@dataclass(frozen=True, slots=True)
class Weighed:
    """S as a range (equal ends when every factor is known), what each factor contributed, and a factor left uncovered."""

    lo: Fraction
    hi: Fraction
    parts: tuple[tuple[str, str, Fraction | None], ...]
    gap: str = ""


def weigh(table: Benchmark, known: Knowledge) -> Weighed:
    """The sum of weights; a factor of which no level holds is a gap that only a person can close."""
    weights = table.weights
    assert weights is not None  # noqa: S101  only called for weight tables
    lo = hi = weights.start
    parts: list[tuple[str, str, Fraction | None]] = []
    for factor in weights.factors:
        least, most, text = _factor(factor, known)
        if least is None or most is None:
            return Weighed(lo, hi, tuple(parts), gap=factor.title)
        lo, hi = lo + least, hi + most
        parts.append((factor.title, text, least if least == most else None))
    bounded = [_bounded(s, weights.floor, weights.cap) for s in (lo, hi)]
    return Weighed(bounded[0], bounded[1], tuple(parts))


def _bounded(total: Fraction, floor: Fraction | None, cap: Fraction | None) -> Fraction:
    total = total if floor is None else max(total, floor)
    return total if cap is None else min(total, cap)


def _factor(factor: Factor, known: Knowledge) -> tuple[Fraction | None, Fraction | None, str]:
    """The least and the greatest weight that a factor may have, and the words of its level."""
    seen = [(known.judge(level.condition, known), level) for level in factor.levels]
    held = [level for truth, level in seen if truth]
    maybe = held or [level for truth, level in seen if truth is None]
    if not maybe:
        return None, None, ""
    found = [level.weight for level in maybe]
    return min(found), max(found), maybe[0].wanted if len(maybe) == 1 else ""
