"""Which rows of a table hold, and the range that a row gives."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass
from fractions import Fraction

from enforcerules.decide.amounts import statutory
from enforcerules.decide.facts import Knowledge
from enforcerules.model.decision import MoneyRange
from enforcerules.model.program import LEVELS, Amount, Band, Benchmark, Form, OfMax, OfMin, Rounding, Row
from enforcerules.model.sums import NIL


@dataclass(frozen=True, slots=True)
class Chosen:
    """The rows that decide, those that still may, and whether a person must choose between them."""

    rows: tuple[Row, ...]
    possible: tuple[Row, ...]
    conflict: bool

    @property
    def open(self) -> bool:
        """Whether a row may still hold."""
        return bool(self.possible)


def chosen_rows(table: Benchmark, truths: Mapping[str, bool | None], span: MoneyRange, known: Knowledge) -> Chosen:
    """`otherwise` holds when no other row does, and is open while one is open and none holds."""
    asked = [r for r in table.rows if not r.narrows and not r.otherwise and fits(r, span)]
    held = [r for r in asked if truths[r.id]]
    maybe = [r for r in asked if truths[r.id] is None]
    rest = [r for r in table.rows if r.otherwise and fits(r, span)]
    if not held and not maybe:
        held = rest
    elif not held:
        maybe = [*maybe, *rest]
    if table.hit != "unique" and held:
        pick = max if table.hit == "heaviest" else min
        held = [pick(held, key=lambda r: _weight(r, span, known))]
    return Chosen(tuple(held), tuple(maybe), conflict=len(held) > 1)


def fits(row: Row, span: MoneyRange) -> bool:
    """Whether the statute states as much of the fine as the row speaks of."""
    return row.statute is None or row.statute == form_of(span)


def form_of(span: MoneyRange) -> Form | None:
    """Which ends of a fine the statute states."""
    if span.hi is None:
        return None if span.lo is None else "minimum"
    return "maximum" if span.lo is None else "range"


def _weight(row: Row, span: MoneyRange, known: Knowledge) -> tuple[int, bool, Fraction, Fraction]:
    """The level, then the upper end (none is above every sum), then the lower; a row that names its level alone gives all of it."""
    made, _ = row_range(row, span, known, None) or (span, None)
    return LEVELS.index(row.level), made.hi is None, made.hi or NIL, made.lo or NIL


def row_range(
    row: Row, span: MoneyRange, known: Knowledge, rounding: Rounding | None
) -> tuple[MoneyRange, Fraction | None] | None:
    """The range of a row and its point, if it states one; None when the row states no amount."""
    result = row.result
    if isinstance(result, Band):
        return _part(result, span, known, rounding)
    if isinstance(result, OfMax):
        if span.hi is None:
            return span, None
        if result.band is not None:
            return _of_max(result.band, span.hi, span), None
        return _point(result.share * span.hi, span, known, rounding)
    if isinstance(result, OfMin):
        return (span, None) if span.lo is None else _point(result.share * span.lo, span, known, rounding)
    if isinstance(result, Amount):
        made = statutory(result, known)
        return made, made.lo if made.lo == made.hi else None
    return None


def _part(
    band: Band, span: MoneyRange, known: Knowledge, rounding: Rounding | None
) -> tuple[MoneyRange, Fraction | None]:
    """A part of the span; a part that is one point (the middle) is rounded as an amount is."""
    made = known.edition.part_of(band, span)
    if band.lo != band.hi or band.lo_open or band.hi_open or made.lo is None:
        return made, None
    return _point(made.lo, span, known, rounding)


def _of_max(band: Band, most: Fraction, span: MoneyRange) -> MoneyRange:
    """What lies between two shares of the maximum, within the statute as far as it holds any of it."""
    low = None if band.lo == 0 and not band.lo_open else band.lo * most
    made = MoneyRange(low, band.hi * most, band.lo_open, band.hi_open)
    inner = made.meet(span)
    return made if inner.empty else inner


def _point(
    exact: Fraction, span: MoneyRange, known: Knowledge, rounding: Rounding | None
) -> tuple[MoneyRange, Fraction]:
    point = known.edition.rounded_inside(exact, rounding, span)
    return MoneyRange(point, point), point


def row_states(
    table: Benchmark, truths: Mapping[str, bool | None], forms: Container[Form | None] = ()
) -> dict[str, bool | None]:
    """The truth of every row that is asked, `otherwise` included.

    `forms`: what the statute states. Where a row that speaks of another form holds, that keeps no `otherwise` from holding.
    """
    asked = {r.id: truths[r.id] for r in table.rows if not r.narrows and not r.otherwise}
    fitting = [asked[r.id] for r in table.rows if r.id in asked and (r.statute is None or r.statute in forms)]
    rest = False if True in fitting else None if None in fitting else True
    return {r.id: rest if r.otherwise else asked[r.id] for r in table.rows if not r.narrows}
