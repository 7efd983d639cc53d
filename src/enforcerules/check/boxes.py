"""The rows of a benchmark table over all cases: which of them hold in each box of the facts that they read.

Facts are cut where a row, the condition of the table, or the elements of the matter change; a box is a choice of one cell
for each. A box in which there is no violation, or the table does not apply, is no case of the table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from math import prod

from enforcerules.base.diagnostics import Diagnostic
from enforcerules.base.limits import COMBINATIONS
from enforcerules.check.axes import Held, axes_of, expanded
from enforcerules.check.grid import Grid, union
from enforcerules.check.said import number, shown
from enforcerules.language.showing import show_value
from enforcerules.model.program import Amount, And, Benchmark, Count, Fact, Form, Program, Ratio, Row, Steps
from enforcerules.model.region import Interval, Numbers, Region, Values

_SHIFTED = "+"


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its boxes; `grid` None: there are too many. Each box is there once for each of `forms`.

    `cases` are the boxes that are cases of the table, `open` those of them in which more rows may hold than do. Of rows that narrow
    nothing, `holds`: where each holds for certain; `may`: where it is open whether it does.
    """

    table: Benchmark
    facts: Mapping[str, Fact]
    grid: Grid | None
    number: int
    cases: int = 0
    open: int = 0
    holds: Mapping[str, int] = field(default_factory=dict)
    may: Mapping[str, int] = field(default_factory=dict)

    @property
    def held(self) -> int:
        """The boxes in which some row holds."""
        return union(self.holds.values())

    def rows_in(self, box: int) -> tuple[Row, ...]:
        """The rows that hold in a box."""
        return tuple(row for row in self.table.rows if self.holds.get(row.id, 0) >> box & 1)

    def words(self, given: Mapping[str, Held], only: frozenset[str] | None = None) -> str:
        """A box in the law's words."""
        return words(self.facts, given, only)

    def shown(self, one: Diagnostic, given: Mapping[str, Held]) -> Diagnostic:
        """The finding with the cases of a box, in which it shows."""
        return shown(one, self.table.matter, given, self.table.id)


def words(facts: Mapping[str, Fact], given: Mapping[str, Held], only: frozenset[str] | None = None) -> str:
    """A box in the law's words, without the facts that may be anything."""
    said = [_cell(facts, name, held) for name, held in given.items() if only is None or name in only]
    return "，".join(one for one in said if one)


def _cell(facts: Mapping[str, Fact], name: str, held: Held) -> str:
    whole, _, member = name.partition("∋")
    fact = facts.get(whole)
    if fact is None:
        return ""
    if held is None:
        return f"{fact.label}无法查明"
    if isinstance(held, Numbers) and fact.type != "grade":
        return f"{fact.label}{'或者'.join(_stretch(fact, one) for one in held.intervals)}"
    if isinstance(held, Values) and member:
        return f"{fact.label}{'' if 'true' in held.names else '不'}包含{dict(fact.values).get(member, member)}"
    if isinstance(held, Values) and fact.type == "boolean":
        return fact.label if "true" in held.names else f"非{fact.label}"
    return f"{fact.label}为{show_value(fact, held)}" if isinstance(held, Numbers | Values) else ""


def table_of(program: Program, table: Benchmark) -> Table:
    """A table over all cases."""
    ruleset, matter = program.rulesets[table.ruleset], program.matters[table.matter]
    facts, printed = ruleset.facts, replace(table, id=table.id.partition(":")[0], rows=printed_rows(table))
    rows = {row.id: expanded(row.condition, facts) for row in printed.rows if row.condition is not None}
    applies = expanded(table.condition, facts)
    elements = None if matter.elements is None else expanded(matter.elements, facts)
    axes = axes_of([*rows.values(), applies], elements, _least(facts) | dict(matter.fixes), facts, ruleset.parameters)
    count = prod(len(cells) for cells in axes.cells.values())
    if count > COMBINATIONS:
        return Table(printed, facts, None, count)
    forms = forms_of(program, table)
    grid = Grid(axes.cells, len(forms))
    stated = {form: grid.copy(number) for number, form in enumerate(forms)}
    cases = grid.whole & ~grid.truth(applies)[1] & ~(grid.truth(elements)[1] if elements is not None else 0)
    truths = {name: grid.truth(condition) for name, condition in rows.items()}
    plain = [row for row in printed.rows if not row.narrows and row.id in rows]
    within = {r.id: cases & (grid.whole if r.statute is None else stated.get(r.statute, 0)) for r in plain}
    holds = {name: some & truths[name][0] for name, some in within.items()}
    may = {name: some & ~truths[name][0] & ~truths[name][1] for name, some in within.items()}
    open_ = union(cases & ~(true | false) for true, false in truths.values())
    return Table(printed, facts, grid, count, cases, open_, holds, may)


def printed_rows(table: Benchmark) -> tuple[Row, ...]:
    """The rows of a table as it has them: without those that a shift makes, and without what it adds to the others."""
    if not any(_SHIFTED in row.id for row in table.rows):
        return table.rows
    return tuple(_unmoved(row) for row in table.rows if _SHIFTED not in row.id)


def _unmoved(row: Row) -> Row:
    """What a row asks where nothing shifts it: the first of two conditions; of a row without one, nothing is left."""
    made = row.condition
    return replace(row, condition=made.parts[0] if isinstance(made, And) and len(made.parts) == 2 else And(()))


def forms_of(program: Program, table: Benchmark) -> tuple[Form | None, ...]:
    """Which ends the statute states of the fines that a table refines, where its rows ask."""
    if all(row.statute is None for row in table.rows):
        return (None,)
    limbs = [m.amount for m in program.matters[table.matter].measures if m.kind == table.kind]
    found = {_form(one) for one in limbs if one is not None}
    return tuple(sorted(found, key=str)) or (None,)


def _form(one: Amount) -> Form | None:
    if one.hi is None:
        return None if one.lo is None else "minimum"
    return "maximum" if one.lo is None else "range"


def _least(facts: Mapping[str, Fact]) -> dict[str, Region]:
    """What is counted is never below none, or (with the present act) one; a ratio and steps never below nil."""
    found: dict[str, Region] = {}
    for name, fact in facts.items():
        if isinstance(fact.formula, Count | Steps | Ratio):
            least = int(isinstance(fact.formula, Count) and fact.formula.including_present)
            found[name] = Numbers((Interval(least, None, hi_open=True),))
    return found


def _stretch(fact: Fact, one: Interval) -> str:
    if one.point is not None:
        return f"正好{number(fact, one.point)}"
    hi = one.hi
    money = fact.type == "money"
    start = _from(fact, one, money=money)
    if hi is None:
        return start or "不限"
    short = one.hi_open or (money and hi % 100 == 99)
    end = number(fact, hi + 1 if money and hi % 100 == 99 else hi)
    return f"{start}{'不足' if short else ''}{end}{'' if short else '以下'}"


def _from(fact: Fact, one: Interval, *, money: bool) -> str:
    """Where a stretch begins; a sum one 分 above a round one is 超过 it."""
    if one.lo is None or one.lo == 0:
        return ""
    beyond = money and one.lo % 100 == 1
    if one.lo_open or beyond:
        return f"超过{number(fact, one.lo - 1 if beyond else one.lo)}"
    return f"{number(fact, one.lo)}以上"
