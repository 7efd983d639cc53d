"""ER532 and ER535: amounts of a printed table that do not rise from row to row, or that leave a hole between two rows.

Amounts are compared between rows in 元, or in multiples of one base.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from enforcerules.base.diagnostics import Diagnostic, diagnose
from enforcerules.check.boxes import printed_rows
from enforcerules.language.showing import plain, yuan
from enforcerules.model.program import Amount, Benchmark, Program, Row


@dataclass(frozen=True, slots=True)
class _Step:
    """A row with an amount whose ends are both stated, or whose lower end is nil."""

    row: Row
    amount: Amount

    @property
    def exact(self) -> bool:
        """Whether it gives one amount."""
        return self.amount.lo == self.amount.hi


def of_table(program: Program, table: Benchmark) -> Iterator[Diagnostic]:
    """Holes and drops in the amounts of a table, as printed."""
    table = replace(table, rows=printed_rows(table))
    rows = tuple(row for row in table.rows if not row.narrows)
    places = {name: at for at, name in enumerate(table.order)}
    for steps in _alike(tuple(sorted(rows, key=lambda row: places.get(row.id, 0)))):
        if table.hit == "heaviest":
            yield from _drops(program, table, steps)
        yield from _holes(program, table, steps)


def _alike(rows: tuple[Row, ...]) -> Iterator[list[_Step]]:
    """Rows whose amounts can be compared: in 元, or of one base; as printed."""
    found: dict[tuple[str | None, str | None], list[_Step]] = {}
    for row in rows:
        made = row.result
        if isinstance(made, Amount) and made.hi is not None and made.cap is None and made.floor is None:
            found.setdefault((made.base, made.per), []).append(_Step(row, made))
    return iter(found.values())


def _drops(program: Program, table: Benchmark, steps: list[_Step]) -> Iterator[Diagnostic]:
    """A row that begins below the end of the row above it, where the table goes from light to heavy."""
    for above, below in pairwise(steps):
        if below.amount.hi is not None and above.amount.hi is not None and (below.amount.lo or 0) < above.amount.hi:
            where = f"{_shown(above)}、{_shown(below)}"
            yield _found(program, table, "ER532", below, where=where, first=above.row.id, second=below.row.id)


def _holes(program: Program, table: Benchmark, steps: list[_Step]) -> Iterator[Diagnostic]:
    """Amounts between two rows that no row gives, where one of the two is a range."""
    ordered = sorted(steps, key=lambda one: (one.amount.lo or 0, one.amount.hi or 0))
    reaches, stated = accumulate(((one.amount.hi or 0) for one in ordered), max), _stated(table)
    for reach, (before, after) in zip(reaches, pairwise(ordered), strict=False):
        beyond = (after.amount.lo or 0) > reach and not (before.exact and after.exact)
        if beyond and stated[before.row.id] == stated[after.row.id]:
            where = f"{_shown(before)}、{_shown(after)}"
            yield _found(program, table, "ER535", after, where=where, first=before.row.id, second=after.row.id)


def _stated(table: Benchmark) -> dict[str, int]:
    """How many rows above each one, as printed, say no plain amount: one that is worked out may fill any hole."""
    worked_out = [
        not isinstance(r.result, Amount) or r.result.cap is not None or r.result.floor is not None for r in table.rows
    ]
    return {row.id: above for row, above in zip(table.rows, accumulate(worked_out, initial=0), strict=False)}


def _shown(step: _Step) -> str:
    one = step.amount
    if one.base is None or one.per is not None:
        ends = [yuan(end) for end in (one.lo, one.hi) if end is not None]
        return f"{'–'.join(dict.fromkeys(ends))}元"
    return f"{'–'.join(dict.fromkeys(plain(end) for end in (one.lo, one.hi) if end is not None))}倍"


def _found(program: Program, table: Benchmark, code: str, at: _Step, **args: str) -> Diagnostic:
    name = table.id.partition(":")[0]
    span = program.spans.get(f"{name}/{at.row.id}") or program.spans.get(name)
    return diagnose(code, span, labels=(), table=name, **args)
