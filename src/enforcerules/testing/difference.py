"""One thing that is not as expected, and the small comparisons that find it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from enforcerules.model.decision import MoneyRange

_RANGE = re.compile(r"([\[(])\s*([0-9.]*)\s*,\s*([0-9.]*)\s*([\])])")


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as expected: where, expected, got."""

    where: str
    expected: str
    got: str


def names(where: str, wanted: tuple[str, ...], got: list[str]) -> Iterator[Difference]:
    """Names that should be there and are not."""
    for name in wanted:
        if name not in got:
            yield Difference(where, str(name), "、".join(sorted(set(got))) or "—")


def same(where: str, text: str, got: MoneyRange | None) -> Iterator[Difference]:
    """A range that is not the one written."""
    wanted = read_range(text)
    if wanted is None or got is None or not _equal(wanted, got):
        yield Difference(where, text, "—" if got is None else show_range(got))


def _equal(a: MoneyRange, b: MoneyRange) -> bool:
    """No minimum in the text and a minimum of nil are the same where an example says `[0, …`."""
    return (a.lo or 0, a.hi, a.lo_open, a.hi_open) == (b.lo or 0, b.hi, b.lo_open, b.hi_open)


def read_range(text: str) -> MoneyRange | None:
    """`(65000, 85000]` in 元; an end left out is not bounded."""
    found = _RANGE.fullmatch(text.strip())
    if found is None:
        return None
    lo = Fraction(found[2]) * 100 if found[2] else None
    hi = Fraction(found[3]) * 100 if found[3] else None
    return MoneyRange(lo, hi, found[1] == "(" and lo is not None, found[4] == ")" and hi is not None)


def show_range(span: MoneyRange) -> str:
    """The inverse of `read_range`."""
    lo = "" if span.lo is None else _yuan(span.lo)
    hi = "" if span.hi is None else _yuan(span.hi)
    return f"{'(' if span.lo_open else '['}{lo}, {hi}{')' if span.hi_open else ']'}"


def _yuan(fen: Fraction) -> str:
    value = fen / 100
    return str(value.numerator) if value.denominator == 1 else str(float(value))


def matches(name: str, rule: str) -> bool:
    """A rule by its id; a row by its id alone, by table and row, or the table by its own id."""
    return name in {rule, rule.rpartition("/")[2], rule.partition("/")[0], re.sub(r":[^/]*", "", rule)} or (
        re.sub(r":[^/]*", "", rule).partition("/")[0] == name
    )
