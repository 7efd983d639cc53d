"""A measure that applies: its statutory range on these facts, the levels permitted, and the range of each.

Statutory circumstances fix the levels. A benchmark row narrows the range of its own level, or opens lighter or heavier
where no circumstance has fixed the levels; a row on a barred level gives way. Tables are overlaid from the higher
instrument to the lower, each inside the one before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from enforcerules.decide.amounts import base_range, formula_point, statutory, within
from enforcerules.decide.facts import Knowledge
from enforcerules.decide.frame import Frame, row_key, rule_key, table_key, tables
from enforcerules.decide.reductions import lowered, reductions
from enforcerules.decide.rows import Chosen, chosen_rows, fits, row_range
from enforcerules.decide.weights import Weighed, weigh
from enforcerules.model.citation import Citation
from enforcerules.model.decision import AlertSeen, LevelRange, MoneyRange, hull
from enforcerules.model.document import Level
from enforcerules.model.program import LEVELS, Bar, Benchmark, Measure, Open, Reduce, Row

Truths = Mapping[str, bool | None]


@dataclass(frozen=True, slots=True)
class MeasurePossible:
    """A measure under the truths given; `holds` None: its condition is open."""

    measure: Measure
    holds: bool | None
    statutory: MoneyRange | None
    levels: tuple[LevelRange, ...]
    human: frozenset[str] = frozenset()
    alerts: frozenset[AlertSeen] = frozenset()
    vague: bool = False
    base_open: bool = False
    barred: bool | None = False


@dataclass(frozen=True, slots=True)
class Permitted:
    """The levels that circumstances permit, each with its grounds; `fixed`: they bar all others; `open`: one may hold."""

    levels: Mapping[Level, tuple[str, ...]]
    barred: frozenset[Level]
    fixed: bool
    conflict: bool
    open: bool


@dataclass(slots=True)
class _Work:
    """The levels of one measure while tables are laid over one another.

    `vague`: what was laid so far is an outer bound, so that nothing may be narrowed any more.
    """

    ranges: dict[Level, MoneyRange | None]
    because: dict[Level, tuple[str, ...]]
    basis: dict[Level, tuple[Citation, ...]]
    points: dict[Level, Fraction | None]
    human: set[str] = field(default_factory=set)
    alerts: set[AlertSeen] = field(default_factory=set)
    vague: bool = False
    optional: frozenset[Level] = frozenset()
    said: frozenset[Level] = frozenset()
    barred: frozenset[Level] = frozenset()
    fixed: bool = False

    def to_person(self, kind: str) -> None:
        """A conflict that the law leaves to a person."""
        self.human.add(kind)
        self.alerts.add(AlertSeen(kind, "serious", None, ()))

    def alert(self, kind: str, severity: str, table: Benchmark, *args: tuple[str, str]) -> None:
        self.alerts.add(AlertSeen(kind, severity, table.id, table.basis, args))  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class _Found:
    """A row that speaks of a level, and what it gives."""

    row: Row
    range: MoneyRange
    point: Fraction | None


def levels_of(frame: Frame, measure: Measure, holds: bool | None, truths: Truths, known: Knowledge) -> MeasurePossible:
    """The levels of a measure with an amount, where every base is known exactly."""
    assert measure.amount is not None  # noqa: S101  only called for measures with an amount
    span = statutory(measure.amount, known)
    work = _start(permitted(frame, truths), span, frame)
    for table in tables(frame, measure):
        applies = truths[table_key(table)]
        if applies is None or (applies and work.vague):
            _loosen(table, table.rows, span, work)
        elif applies:
            _overlay(frame, table, span, truths, known, work)
    made = tuple(_level(level, work) for level in LEVELS if level in work.ranges)
    levels, doubtful = lowered(made, reductions(frame, measure, truths), span, work.barred)
    work.vague |= doubtful
    return MeasurePossible(measure, holds, span, levels, frozenset(work.human), frozenset(work.alerts), work.vague)


def permitted(frame: Frame, truths: Truths) -> Permitted:
    """What circumstances open and bar; one that is open may hold, so it adds and bars nothing."""
    grounds: dict[Level, tuple[str, ...]] = {}
    low = high = fixed = doubtful = False
    for rule in frame.sliced.rules:
        truth = truths.get(rule_key(rule))
        low |= isinstance(rule.effect, Reduce) and truth is True
        if not isinstance(rule.effect, Open) or truth is False:
            continue
        for level in rule.effect.levels:
            grounds[level] = (*grounds.get(level, ()), rule.id)
        doubtful |= truth is None
        if truth:
            fixed |= rule.strength == "shall"
            low |= bool({"lighter", "mitigated"} & set(rule.effect.levels))
            high |= "heavier" in rule.effect.levels
    if not fixed or doubtful:
        grounds.setdefault("ordinary", ())
    bars = [r.effect for r in frame.sliced.rules if isinstance(r.effect, Bar) and truths.get(rule_key(r))]
    barred = frozenset(level for one in bars for level in one.levels)
    left = {level: because for level, because in grounds.items() if level not in barred}
    if not left:  # circumstances permit only what others bar
        return Permitted(grounds, frozenset(), fixed and not doubtful, conflict=True, open=doubtful)
    return Permitted(left, barred, fixed and not doubtful, low and high, doubtful)


def _start(may: Permitted, span: MoneyRange, frame: Frame) -> _Work:
    by_id = {r.id: r.basis for r in frame.sliced.rules}
    work = _Work(
        ranges={level: base_range(level, span) for level in may.levels},
        because=dict(may.levels),
        basis={level: tuple(c for rule in ids for c in by_id[rule]) for level, ids in may.levels.items()},
        points=dict.fromkeys(may.levels),
    )
    work.optional = frozenset(level for level, because in may.levels.items() if because)
    work.barred, work.fixed, work.vague = may.barred, may.fixed, may.open
    if may.conflict:
        work.to_person("circumstances_conflict")
    return work


def _level(level: Level, work: _Work) -> LevelRange:
    point = work.points[level]
    span = work.ranges[level]
    if point is None and span is not None and span.lo == span.hi:
        point = span.lo
    return LevelRange(level, span, point, work.because[level], work.basis[level])


def _overlay(frame: Frame, table: Benchmark, span: MoneyRange, truths: Truths, known: Knowledge, work: _Work) -> None:
    if table.weights is not None:
        _apply_formula(table, weigh(frame, table, known), span, known, work)
        return
    chosen = chosen_rows(table, {r.id: truths.get(row_key(table, r.id)) for r in table.rows}, span, known)
    if chosen.open:
        _loosen(table, (*chosen.rows, *chosen.possible), span, work)
        return
    if chosen.conflict:
        work.human.add("rows_conflict")
        work.alert("rows_conflict", "serious", table, ("rows", "、".join(r.id for r in chosen.rows)))
    _open_levels(table, chosen, span, work)
    for level, found in _by_level(table, chosen, span, known):
        if level in work.ranges:
            _narrow(table, level, found, work)


def _loosen(table: Benchmark, rows: tuple[Row, ...], span: MoneyRange, work: _Work) -> None:
    """A table that may apply, or rows that may hold: they may open their levels, and narrow nothing for certain."""
    work.vague = True
    if not work.fixed:
        for level in ("lighter", "heavier"):
            opened = level not in work.ranges and level not in work.barred
            if opened and any(r.level == level and not r.narrows for r in rows):
                work.ranges[level] = base_range(level, span)
                work.because[level], work.basis[level], work.points[level] = (table.id,), table.basis, None


def _open_levels(table: Benchmark, chosen: Chosen, span: MoneyRange, work: _Work) -> None:
    """Rows that hold say which levels apply, unless circumstances have fixed them."""
    for row in chosen.rows:
        if row.level in work.barred or (work.fixed and row.level not in work.ranges and row.level != "ordinary"):
            work.alert("row_gave_way", "info", table, ("row", row.id), ("level", row.level))
    said = [r.level for r in chosen.rows if r.level not in work.barred]
    if not said or work.fixed:
        return
    if work.said:
        _below(table, chosen, work)
        return
    work.said = frozenset(said)
    if "heavier" in said and work.optional & {"lighter", "mitigated"}:
        work.to_person("circumstances_conflict")
    if "ordinary" not in said and not work.optional:
        work.ranges.pop("ordinary", None)
    for level in said:
        if level not in work.ranges and level in {"lighter", "heavier"}:
            work.ranges[level] = base_range(level, span)
            work.because[level], work.basis[level], work.points[level] = (), (), None


def _below(table: Benchmark, chosen: Chosen, work: _Work) -> None:
    """A higher table has said which levels apply: the rows of a lower one stay within them."""
    away = [row for row in chosen.rows if row.level not in work.ranges and row.level not in work.barred]
    for row in away:
        work.alert("row_gave_way", "info", table, ("row", row.id), ("level", row.level))
    if any({"lighter", "heavier"} <= work.said | {row.level} for row in away):
        work.to_person("rows_conflict")


def _by_level(
    table: Benchmark, chosen: Chosen, span: MoneyRange, known: Knowledge
) -> Iterator[tuple[Level, list[_Found]]]:
    """For each level the rows that speak of it: those chosen, and those that only narrow."""
    for level in LEVELS:
        rows = [r for r in chosen.rows if r.level == level]
        rows += [r for r in table.rows if r.narrows and r.level == level and not rows and fits(r, span)]
        found = [_Found(r, *made) for r in rows if (made := row_range(r, span, known, table.rounding)) is not None]
        if rows and not found:
            found = [_Found(r, span, None) for r in rows]
        if found:
            yield level, found


def _narrow(table: Benchmark, level: Level, found: list[_Found], work: _Work) -> None:
    current = work.ranges[level]
    work.because[level] = (*work.because[level], *(one.row.id for one in found))
    work.basis[level] = (*work.basis[level], *table.basis)
    if current is None:
        return
    wanted = hull([one.range for one in found])
    point = found[0].point if len(found) == 1 else None
    if point is not None and current.has(point):
        work.points[level] = point
    common = current.meet(wanted)
    if common.empty and _capped(found, wanted, current):
        work.ranges[level] = MoneyRange(current.hi, current.hi)
        work.points[level] = current.hi
        return
    if common.empty or wanted.meet(current) != wanted:
        outside = "、".join(one.row.id for one in found if one.range.meet(current) != one.range)
        work.alert("benchmark_outside_statute", "serious", table, ("row", outside), ("level", level))
    if not common.empty:
        work.ranges[level] = common


def _capped(found: list[_Found], wanted: MoneyRange, current: MoneyRange) -> bool:
    """Whether a repeat moved a row up beyond the statute: the table means its maximum then (上一档，不超过法定最高限)."""
    above = current.hi is not None and wanted.lo is not None and wanted.lo >= current.hi
    return all(one.row.moved for one in found) and above and not current.hi_open


def _apply_formula(table: Benchmark, weighed: Weighed, span: MoneyRange, known: Knowledge, work: _Work) -> None:
    """A weight table gives one amount, at the level whose range holds it; elsewhere the nearest end.

    A sum is a share of the way to the upper end: a fine that has none leaves the amount to a person.
    """
    amount = formula_point(table, weighed, span, known)
    if amount.hi is None:
        work.human.add("no_upper_end")
        work.alert("no_upper_end", "serious", table)
        return
    if weighed.gap:
        work.human.add("factor_gap")
        work.alert("factor_gap", "serious", table, ("factor", weighed.gap))
        return
    exact = amount.lo if weighed.certain and amount.lo == amount.hi else None
    if exact is None:
        work.vague = True
        for level, current in work.ranges.items():
            if current is not None and level != "mitigated":
                common = current.meet(amount)
                work.ranges[level] = common if weighed.certain and not common.empty else current
                work.because[level] = (*work.because[level], table.id)
        return
    for level, current in work.ranges.items():
        if current is None or (level == "mitigated" and not current.has(exact)):
            continue
        point, outside = within(exact, current)
        work.ranges[level] = MoneyRange(point, point)
        work.points[level] = point
        work.because[level] = (*work.because[level], table.id)
        work.basis[level] = (*work.basis[level], *table.basis)
        if outside:
            work.alert("benchmark_outside_statute", "serious", table, ("level", level), ("amount", str(exact)))
