"""Tables as printed: rows that both hold a threshold (ER533), cases of no row (ER534), amounts that leave a hole or run into one another (ER532, ER535).

Where rows hold is looked at cell by cell, as for the tiers of a statute: the thresholds of all conditions cut each fact
into cells on which every test is constant. Rows that speak of different circumstances may hold together, and a person weighs
them: only where two rows meet in a number that both include is it a finding. Amounts are compared between rows in 元, or in multiples of one base.
Printed tables have such mistakes; a table that `accepts` one says why, and it is told as ER548.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, pairwise, product
from math import prod

from enforcerules.base.diagnostics import Diagnostic, diagnose
from enforcerules.check.axes import Held, axes_of, expanded, truth_of
from enforcerules.check.said import number
from enforcerules.language.showing import plain, show_value, yuan
from enforcerules.model.program import Amount, And, Benchmark, Condition, Count, Fact, Program, Ratio, Row, Steps
from enforcerules.model.region import Interval, Numbers, Region
from enforcerules.model.walk import tests_of

MOST = 4096
_SHIFTED = "+"


def check(program: Program) -> Iterator[Diagnostic]:
    """Each finding of each table once, however many matters it refines."""
    seen: set[str] = set()
    for table in program.benchmarks:
        name = table.id.partition(":")[0]
        rows = tuple(row for row in table.rows if not row.narrows and _SHIFTED not in row.id)
        if rows and name not in seen:
            seen.add(name)
            yield from _of_conditions(program, table, rows)
            yield from _of_amounts(program, table, rows)


def _report(program: Program, table: Benchmark, code: str, where: str, *, row: str, **args: str) -> Diagnostic:
    name = table.id.partition(":")[0]
    at = program.spans.get(f"{name}/{row}") or program.spans.get(name)
    reason = dict(table.accepts).get(code)
    if reason is not None:
        return diagnose("ER548", at, table=name, finding=code, where=where, reason=reason)
    return diagnose(code, at, labels=(), table=name, where=where, **args)


# ---- conditions -------------------------------------------------------------------------------------------------


def _of_conditions(program: Program, table: Benchmark, rows: tuple[Row, ...]) -> Iterator[Diagnostic]:
    facts = program.rulesets[table.ruleset].facts
    conditions = {row.id: expanded(_printed(row, table), facts) for row in rows if row.condition is not None}
    guard = expanded(table.condition, facts)
    axes = axes_of(
        [*conditions.values(), guard], None, _least(facts) | dict(program.matters[table.matter].fixes), facts, {}
    ).cells
    if not conditions or prod(len(cells) for cells in axes.values()) > MOST:
        return
    whole = any(row.otherwise for row in rows) or all(row.level != "ordinary" for row in rows)
    together: dict[tuple[str, str], list[Mapping[str, Held]]] = {}
    hole: dict[str, Held] | None = None
    for cells in product(*axes.values()):
        given = dict(zip(axes, cells, strict=True))
        if truth_of(guard, given) is not True:
            continue
        held = [name for name, one in conditions.items() if truth_of(one, given)]
        if table.hit == "unique":
            for pair in combinations(held, 2):
                together.setdefault(pair, []).append(given)
        if not held and not whole and hole is None:
            hole = given
    for (first, second), where in together.items():
        both = (conditions[first], conditions[second])
        meets = next((given for given in where if _meet(both, given, axes, facts)), None)
        if meets is not None:
            yield _report(program, table, "ER533", _told(meets, facts), row=second, first=first, second=second)
    if hole is not None and len(conditions) > 1:
        yield _report(program, table, "ER534", _told(hole, facts), row=rows[0].id)


def _meet(
    pair: tuple[Condition, Condition],
    given: Mapping[str, Held],
    axes: Mapping[str, tuple[Held, ...]],
    facts: Mapping[str, Fact],
) -> bool:
    """Whether two rows meet in one number that both test, and one of them goes on beyond it."""
    tested = [{test.fact for test in tests_of(one)} for one in pair]
    for name in tested[0] & tested[1]:
        others = [{**given, name: cell} for cell in axes.get(name, ()) if cell != given.get(name)]
        truths = [[truth_of(one, other) is True for one in pair] for other in others]
        if _point(facts.get(name), given.get(name)) and any(map(any, truths)) and not any(map(all, truths)):
            return True
    return False


def _least(facts: Mapping[str, Fact]) -> dict[str, Region]:
    """What is counted is never below none, or (with the present act) one; a ratio and steps never below nil."""
    found: dict[str, Region] = {}
    for name, fact in facts.items():
        if isinstance(fact.formula, Count | Steps | Ratio):
            least = int(isinstance(fact.formula, Count) and fact.formula.including_present)
            found[name] = Numbers((Interval(least, None, hi_open=True),))
    return found


def _point(fact: Fact | None, held: Held) -> bool:
    """Whether one number alone is in the cell."""
    numeric = fact is not None and fact.type not in {"boolean", "grade", "choice", "set", "text", "code"}
    return numeric and isinstance(held, Numbers) and held.hull().point is not None


def _printed(row: Row, table: Benchmark) -> Condition:
    """The condition of a row as the table has it: without what a shift adds to it."""
    assert row.condition is not None  # noqa: S101  only rows with a condition
    moved = any(_SHIFTED in other.id for other in table.rows)
    return row.condition.parts[0] if moved and isinstance(row.condition, And) else row.condition


def _told(given: Mapping[str, Held], facts: Mapping[str, Fact]) -> str:
    return "、".join(f"{facts[name].label}{_held(facts[name], held)}" for name, held in given.items() if name in facts)


def _held(fact: Fact, held: Held) -> str:
    if held is None:
        return "无法确定"
    if isinstance(held, Numbers) and fact.type not in {"boolean", "grade", "choice"}:
        one = held.hull()
        if one.point is not None:
            return f"正好{number(fact, one.point)}"
        low = "" if one.lo is None else f"{'超过' if one.lo_open else '不低于'}{number(fact, one.lo)}"
        high = "" if one.hi is None else f"{'不足' if one.hi_open else '不超过'}{number(fact, one.hi)}"
        return f"{low}{high}" or "任何数额"
    return f"为{show_value(fact, held)}"  # type: ignore[arg-type]


# ---- amounts ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Step:
    """A row with an amount whose ends are both stated, or whose lower end is nil."""

    row: Row
    amount: Amount

    @property
    def exact(self) -> bool:
        """Whether it gives one amount."""
        return self.amount.lo == self.amount.hi


def _of_amounts(program: Program, table: Benchmark, rows: tuple[Row, ...]) -> Iterator[Diagnostic]:
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
            yield _report(program, table, "ER532", where, row=below.row.id, first=above.row.id, second=below.row.id)


def _holes(program: Program, table: Benchmark, steps: list[_Step]) -> Iterator[Diagnostic]:
    """Amounts between two rows that no row gives, where one of the two is a range."""
    ordered = sorted(steps, key=lambda one: (one.amount.lo or 0, one.amount.hi or 0))
    for at, (before, after) in enumerate(pairwise(ordered)):
        reach = max((one.amount.hi or 0) for one in ordered[: at + 1])
        plain_between = _comparable(table, before.row, after.row)
        if plain_between and (after.amount.lo or 0) > reach and not (before.exact and after.exact):
            where = f"{_shown(before)}、{_shown(after)}"
            yield _report(program, table, "ER535", where, row=after.row.id, first=before.row.id, second=after.row.id)


def _comparable(table: Benchmark, first: Row, second: Row) -> bool:
    """Whether all rows between two, as printed, say plain amounts: one that is worked out may fill any hole."""
    places = sorted((table.rows.index(first), table.rows.index(second)))
    between = [row.result for row in table.rows[places[0] : places[1]]]
    return all(isinstance(one, Amount) and one.cap is None and one.floor is None for one in between)


def _shown(step: _Step) -> str:
    one = step.amount
    if one.base is None or one.per is not None:
        ends = [yuan(end) for end in (one.lo, one.hi) if end is not None]
        return f"{'–'.join(dict.fromkeys(ends))}元"
    return f"{'–'.join(dict.fromkeys(plain(end) for end in (one.lo, one.hi) if end is not None))}倍"
