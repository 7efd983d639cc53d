"""Rows that a repeat shifts: to their upper end, or to the next row in the order of the table, as rows of their own.

江门: two penalties of the same kind in two years take the top of the tier, three or more the next tier. The last row has
no next: it goes to its top, so that the statutory maximum is never exceeded and more is never lighter. The order is said
(`order`), for that of the rows only changes how they read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from enforcerules.compile.scope import Scope
from enforcerules.model.citation import Citation
from enforcerules.model.document import BenchmarkDoc
from enforcerules.model.program import Amount, And, Band, Condition, Neg, Or, Result, Row


def shifted(rows: tuple[Row, ...], doc: BenchmarkDoc, basis: tuple[Citation, ...], scope: Scope) -> tuple[Row, ...]:
    """Every row as printed where no shift holds, and as shifted where one does; ids end in `+top` and `+next`."""
    shifts = [(scope.condition(one.when, basis), one.to) for one in doc.shift]
    if not shifts:
        return rows
    ordered = sorted(map(str, doc.order)) == sorted(row.id for row in rows)
    ordered = ordered if doc.order else all(to == "top" for _, to in shifts)
    if doc.weights is not None or any(row.narrows for row in rows) or not ordered:
        scope.report("ER524", doc.place_of("shift"), id=doc.id)
        return rows
    next_of = dict(pairwise(map(str, doc.order)))
    plain = tuple(replace(row, condition=_own(row, rows), otherwise=False) for row in rows)
    unmoved = Neg(Or(tuple(condition for condition, _ in shifts)))
    found: list[Row] = []
    for row in plain:
        found.append(replace(row, condition=_both(row.condition, unmoved)))
        after = next((other for other in plain if other.id == next_of.get(row.id)), None)
        found += _moved(row, after, shifts)
    return tuple(found)


def _moved(row: Row, after: Row | None, shifts: Sequence[tuple[Condition, str]]) -> Iterator[Row]:
    for condition, to in shifts:
        made = after if to == "next" and after is not None else replace(row, result=_top(row.result))
        when = _both(row.condition, condition)
        yield replace(made, id=f"{row.id}+{to}", moved=to == "next", condition=when, basis=row.basis)


def _own(row: Row, rows: tuple[Row, ...]) -> Condition | None:
    """The condition of a row; of the rest, that no other row holds."""
    if not row.otherwise:
        return row.condition
    return Neg(Or(tuple(one.condition for one in rows if one.condition is not None)))


def _both(own: Condition | None, more: Condition) -> Condition:
    return more if own is None else And((own, more))


def _top(result: Result) -> Result:
    """The upper end alone, of an amount, a multiple or a band."""
    if isinstance(result, Amount):
        return result if result.hi is None else replace(result, lo=result.hi, lo_open=False, hi_open=False)
    if isinstance(result, Band):
        return Band(result.hi, result.hi, lo_open=False, hi_open=False)
    return result
