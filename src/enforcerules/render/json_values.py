"""Values as they stand in the JSON of a decision: ranges of money, citations."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import ceil, floor

from enforcerules.language.showing import yuan
from enforcerules.model.citation import Citation, print_zh
from enforcerules.model.decision import MoneyRange
from enforcerules.render.decision_shape import RangeJson


def money_range(span: MoneyRange) -> RangeJson:
    """A range in 元, each end moved inward to a whole 分; an end that moved is inside and so no longer open."""
    return {
        "min": None if span.lo is None else yuan(ceil(span.lo)),
        "max": None if span.hi is None else yuan(floor(span.hi)),
        "min_open": span.lo_open and _whole(span.lo),
        "max_open": span.hi_open and _whole(span.hi),
    }


def _whole(end: Fraction | None) -> bool:
    return end is not None and end.denominator == 1


def cited(basis: Iterable[Citation]) -> list[str]:
    """Citations as text, each once."""
    return list(dict.fromkeys(print_zh(citation) for citation in basis))
