"""Levels and tables: the circumstances that open levels, the rows that hold and those that do not, factors, sums, ranges."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from enforcerules.explain import tests
from enforcerules.explain.amounts import times
from enforcerules.explain.rejected import effect
from enforcerules.explain.view import View, fact_title, kind_title, listed, rule_title, say
from enforcerules.language.showing import plain
from enforcerules.model.decision import LevelRange, MeasureSeen, MoneyRange, Reason
from enforcerules.model.explanation import Arg, Line, Mark, Message, Money, Section, Span, Status, Title, Word
from enforcerules.model.program import Amount, Band, Benchmark, OfMax, OfMin, Row

_TRUTH: dict[bool | None, Status] = {True: "holds", False: "fails", None: "open"}


def benchmark(view: View) -> Iterator[Section]:
    """Circumstances, then for each amount its tables and the levels permitted; left out where no penalty can follow."""
    if not view.may_penalise and view.depth == "reasons":
        return
    lines = [*_circumstances(view), *(_measure(view, one) for one in view.outcome.measures if one.levels)]
    if lines:
        key = "heading.benchmark" if view.outcome.disposition == "penalise" else "heading.benchmark.if"
        yield Section("benchmark", say(key), tuple(lines))


def _circumstances(view: View) -> Iterator[Line]:
    for reason in view.outcome.reasons:
        if reason.stage == "circumstance" and reason.holds is not False:
            yield Line(
                "open" if reason.holds is None else reason.says,
                say("circumstance", title=rule_title(reason), effect=effect(view, reason)),
                status=_TRUTH[reason.holds],
                cites=reason.basis,
                children=tests.every_test(view, reason),
                decided=reason.decided,
                secondary=view.is_secondary(reason.basis, reason.evidence),
                rule=reason.rule,
            )


def _measure(view: View, one: MeasureSeen) -> Line:
    """All that narrows one amount: tables from the higher to the lower, then what is permitted."""
    tables = [t for t in view.tables.values() if t.kind == one.kind and t.target in {None, one.target}]
    asked = [t for t in tables if any(r.rule == t.id or r.rule.startswith(f"{t.id}/") for r in view.outcome.reasons)]
    below = [line for table in asked for line in _table(view, table, one)]
    kind = kind_title(view.kind(one.kind))
    heading = say("benchmark.measure", kind=kind) if asked else say("benchmark.measure.none", kind=kind)
    return Line("benchmark" if asked else "statutory", heading, children=(*below, *levels(view, one)))


def _table(view: View, table: Benchmark, one: MeasureSeen) -> Iterator[Line]:
    rows = {f"{table.id}/{row.id}": row for row in table.rows}
    found = [(r, rows[r.rule]) for r in view.outcome.reasons if r.stage == "benchmark" and r.rule in rows]
    children = [_row(view, reason, row) for reason, row in found if _worth(view, reason, row, one)]
    if table.weights is not None:
        children += _factors(one)
    yield Line(
        "benchmark",
        say("table", title=Title(table.title, table.id)),
        cites=table.basis,
        children=tuple(children),
        secondary=view.is_secondary(table.basis, table.evidence),
        rule=table.id,
    )


def _worth(view: View, reason: Reason, row: Row, one: MeasureSeen) -> bool:
    """A row that only narrows says something only where its level is open."""
    return view.depth == "full" or not row.narrows or any(lv.level == row.level for lv in one.levels)


def _row(view: View, reason: Reason, row: Row) -> Line:
    remark = f".{reason.remark}" if reason.remark else ".otherwise" if row.otherwise and reason.holds else ""
    title: Arg = Title(row.title, "") if row.title else ""
    found = (
        tests.every_test(view, reason) if reason.holds is not False else tests.lines(view, tests.deciding(view, reason))
    )
    return Line(
        "open" if reason.holds is None else "benchmark",
        say(f"row{remark}", level=Word("level", row.level), result=_result(view, row), title=title),
        status=_TRUTH[reason.holds],
        cites=row.basis,
        children=found,
        decided=reason.decided,
        near=reason.near_miss and len(reason.tests) > 1,
        rule=reason.rule,
    )


def row_title(view: View, row: Row) -> Message:
    """A row named by its level and what it gives, and its title where it has one."""
    title: Arg = Title(row.title, "") if row.title else ""
    return say("row.named", level=Word("level", row.level), result=_result(view, row), title=title)


def _result(view: View, row: Row) -> Message:
    """What a row gives: a band of the span, a share of the maximum, an amount, or nothing of its own."""
    made = row.result
    if isinstance(made, Band):
        ends = f"{'o' if made.lo_open else 'c'}{'o' if made.hi_open else 'c'}"
        return say(f"result.band.{ends}", lo=_percent(made.lo), hi=_percent(made.hi))
    if isinstance(made, OfMax) and made.band is not None:
        ends = f"{'o' if made.band.lo_open else 'c'}{'o' if made.band.hi_open else 'c'}"
        return say(f"result.of_max.{ends}", lo=_percent(made.band.lo), hi=_percent(made.band.hi))
    if isinstance(made, OfMax):
        return say("result.of_max", share=_percent(made.share))
    if isinstance(made, OfMin):
        return say("result.of_min", share=_percent(made.share))
    if isinstance(made, Amount):
        return _amount(view, made)
    return say("result.none")


def _amount(view: View, made: Amount) -> Message:
    if made.base is None:
        return say("result.amount", range=Span(MoneyRange(made.lo, made.hi, made.lo_open, made.hi_open)))
    return say("result.of_base", base=fact_title(view.fact(made.base)), times=times(made))


def _percent(share: Fraction) -> str:
    return f"{plain(share * 100)}%"


def _factors(one: MeasureSeen) -> Iterator[Line]:
    """The weights one by one and their sum."""
    for name, level, weight in one.factors:
        known = weight != "—"
        key = "factor" if level else "factor.start" if name == "起点" else "factor.unknown"
        mark: Mark = "benchmark" if known else "open"
        yield Line(mark, say(key, factor=name, level=level, weight=weight), status="none" if known else "open")
    if one.sum is not None:
        lo, between, hi = one.sum.partition("–")
        said = say("factor.sum.between", lo=lo, hi=hi) if between else say("factor.sum", sum=one.sum)
        yield Line("open" if between else "benchmark", said)


def levels(view: View, one: MeasureSeen) -> Iterator[Line]:
    """The levels permitted, each with its range, its point if a method is stated, and its ground."""
    for level in one.levels:
        yield Line(
            "open" if "levels" in one.open else "benchmark" if view.from_table(level) else "statutory",
            _level(level),
            cites=level.basis,
            decided="levels" not in one.open,
        )


def _level(level: LevelRange) -> Message:
    word = Word("level", level.level)
    if level.range is None:
        return say("level.none", level=word)
    if level.point is not None:
        return say("level.point", level=word, point=Money(level.point))
    return say("level.range", level=word, range=Span(level.range), because=listed(level.because))
