"""Small changes of what follows: amounts, bands, weights, lengths of time, strengths; tiers exchanged; parts left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from enforcerules.language.showing import plain, yuan
from enforcerules.model.dates import Period
from enforcerules.model.program import (
    Amount,
    Band,
    Benchmark,
    Count,
    DateAfter,
    Days,
    Duty,
    Fact,
    Matter,
    Measure,
    OfMax,
    OfMin,
    Open,
    Reduce,
    Result,
    Row,
    Rule,
    Spare,
    Steps,
    Weights,
)
from enforcerules.testing.mutation import edits
from enforcerules.testing.mutation.edits import Edit
from enforcerules.testing.mutation.shape import Operator

Change = tuple[Operator, str, str, Edit]
"""Operator, before, after, and the edit."""

_PERCENT = Fraction(1, 100)
_YUAN = 100
_FORMS = {"range": "法定有上下限的", "maximum": "法定只有上限的", "minimum": "法定只有下限的"}


def of_rule(rule: Rule) -> Iterator[Change]:
    """A rule: left out; 应当 for 可以 where that says what the result is; the time of a deadline changed by one."""
    yield "remove", rule.id, "", edits.on_rule(rule.id, lambda _: None)
    if isinstance(rule.effect, Spare | Open | Reduce):
        other = "may" if rule.strength == "shall" else "shall"
        yield "strength", rule.strength, other, edits.on_rule(rule.id, lambda one: replace(one, strength=other))  # type: ignore[arg-type]
    effect = rule.effect
    if isinstance(effect, Duty) and effect.deadline is not None:
        for plus, said in _periods(effect.deadline.plus):
            made = replace(effect, deadline=replace(effect.deadline, plus=plus))
            yield "period", show(effect.deadline.plus), said, _effect(rule.id, made)
    if isinstance(effect, Reduce):
        for moved in (
            replace(effect, least=effect.least + _PERCENT),
            replace(effect, most=effect.most - _PERCENT),
        ):
            yield "amount", _shares(effect), _shares(moved), _effect(rule.id, moved)


def _shares(one: Reduce) -> str:
    return f"{_share(one.least)}至{_share(one.most)}"


def _effect(name: str, effect: Duty | Reduce) -> Edit:
    return edits.on_rule(name, lambda one: replace(one, effect=effect))


def of_measures(matter: Matter) -> Iterator[tuple[Measure, Change]]:
    """The measures of a matter: each left out, 应当 for 可以, amounts moved, neighbouring limbs exchanged."""
    for one in matter.measures:
        yield one, ("remove", one.id, "", edits.on_measure(matter.id, one.id, lambda _: None))
        if one.modality in {"shall", "may"}:
            other = "may" if one.modality == "shall" else "shall"
            yield one, ("strength", one.modality, other, _measure(matter, one, modality=other))
        for amount in _amounts(one.amount):
            yield one, ("amount", said_amount(one.amount), said_amount(amount), _measure(matter, one, amount=amount))
    limbs = [one for one in matter.measures if one.limb is not None and one.amount is not None]
    for first, second in pairwise(limbs):
        if (first.kind, first.target) == (second.kind, second.target) and first.amount != second.amount:
            before, after = said_amount(first.amount), said_amount(second.amount)
            yield second, ("swap", before, after, _swapped(matter, first, second))


def _measure(matter: Matter, measure: Measure, **changed: object) -> Edit:
    return edits.on_measure(matter.id, measure.id, lambda one: replace(one, **changed))  # type: ignore[arg-type]


def _swapped(matter: Matter, first: Measure, second: Measure) -> Edit:
    amounts = {first.id: second.amount, second.id: first.amount}
    return edits.on_measures(
        matter.id, lambda found: (replace(one, amount=amounts.get(one.id, one.amount)) for one in found)
    )


def of_rows(table: Benchmark, name: str) -> Iterator[tuple[str, Change]]:
    """The rows of a table: each left out, its result moved, the results of neighbours exchanged."""
    for row in table.rows:
        yield row.id, ("remove", row.id, "", edits.on_row(name, row.id, lambda _: None))
        if row.statute is not None:
            yield row.id, ("drop", _FORMS[row.statute], "", edits.on_row(name, row.id, _of_any_statute))
        for result in _results(row.result):
            yield row.id, ("amount", said_result(row.result), said_result(result), _row(name, row, result))
    for first, second in pairwise(table.rows):
        if (first.level, first.result) != (second.level, second.result):
            before = f"{first.level} {said_result(first.result)}"
            yield (
                second.id,
                ("swap", before, f"{second.level} {said_result(second.result)}", _rows(name, first, second)),
            )


def _of_any_statute(one: Row) -> Row:
    return replace(one, statute=None)


def _row(table: str, row: Row, result: Result) -> Edit:
    return edits.on_row(table, row.id, lambda one: replace(one, result=result))


def _rows(table: str, first: Row, second: Row) -> Edit:
    other = {first.id: second, second.id: first}

    def change(one: Benchmark) -> Benchmark:
        rows = (
            replace(row, level=other[row.id].level, result=other[row.id].result) if row.id in other else row
            for row in one.rows
        )
        return replace(one, rows=tuple(rows))

    return edits.on_table(table, change)


def of_table(table: Benchmark, name: str) -> Iterator[Change]:
    """A table: left out; the start, the base, the cap and the floor of a formula moved."""
    yield "remove", name, "", edits.on_table(name, lambda _: None)
    weights = table.weights
    if weights is None:
        return
    yield (
        "amount",
        f"起点{_share(weights.start)}",
        f"起点{_share(weights.start + _PERCENT)}",
        _weights(name, lambda w: replace(w, start=w.start + _PERCENT)),
    )
    if weights.cap is not None:
        cap = weights.cap - _PERCENT
        yield (
            "amount",
            f"上限{_share(weights.cap)}",
            f"上限{_share(cap)}",
            _weights(name, lambda w: replace(w, cap=cap)),
        )
    if weights.floor is not None:
        floor = weights.floor + _PERCENT
        yield (
            "amount",
            f"下限{_share(weights.floor)}",
            f"下限{_share(floor)}",
            _weights(name, lambda w: replace(w, floor=floor)),
        )
    for amount in _amounts(weights.of):
        yield "amount", said_amount(weights.of), said_amount(amount), _weights(name, _based(amount))


def _based(amount: Amount) -> Callable[[Weights], Weights]:
    return lambda one: replace(one, of=amount)


def _weights(table: str, change: Callable[[Weights], Weights]) -> Edit:
    return edits.on_table(table, lambda one: one if one.weights is None else replace(one, weights=change(one.weights)))


def of_levels(table: Benchmark, name: str) -> Iterator[tuple[tuple[int, int], Change]]:
    """The levels of factors, by factor and level from 1: each weight moved, the weights of neighbours exchanged."""
    for number, factor in enumerate(table.weights.factors if table.weights is not None else ()):
        found = [level.weight for level in factor.levels]
        for at, weight in enumerate(found):
            moved = [*found[:at], weight + _PERCENT, *found[at + 1 :]]
            yield (number + 1, at + 1), ("amount", _share(weight), _share(moved[at]), _levels(name, number, moved))
        for at, (first, second) in enumerate(pairwise(found)):
            if first != second:
                exchanged = [*found[:at], second, first, *found[at + 2 :]]
                change = ("swap", _share(first), _share(second), _levels(name, number, exchanged))
                yield (number + 1, at + 2), change  # type: ignore[misc]


def _levels(table: str, factor: int, weights: list[Fraction]) -> Edit:
    def change(one: Weights) -> Weights:
        levels = zip(one.factors[factor].levels, weights, strict=True)
        made = replace(one.factors[factor], levels=tuple(replace(level, weight=weight) for level, weight in levels))
        return replace(one, factors=(*one.factors[:factor], made, *one.factors[factor + 1 :]))

    return _weights(table, change)


def of_fact(fact: Fact) -> Iterator[Change]:
    """A derived fact: a window or a span of time changed by one; what limits a count left out; steps moved."""
    formula = fact.formula
    if isinstance(formula, Count):
        yield from _of_count(fact, formula)
    if isinstance(formula, Steps):
        later, whole = replace(formula, above=formula.above + formula.each), not formula.part_counts
        yield "bound", plain(formula.above), plain(later.above), _formula(fact, later)
        before, after = ("部分计一级", "部分不计") if formula.part_counts else ("部分不计", "部分计一级")
        yield "end", before, after, _formula(fact, replace(formula, part_counts=whole))
    if isinstance(formula, Days | DateAfter) and formula.plus is not None:
        for plus, said in _periods(formula.plus):
            yield "period", show(formula.plus), said, _formula(fact, replace(formula, plus=plus))


def _of_count(fact: Fact, formula: Count) -> Iterator[Change]:
    if formula.window is not None:
        for window, said in _periods(formula.window):
            yield "period", show(formula.window), said, _formula(fact, replace(formula, window=window))
    for about in formula.per:
        left = tuple(name for name in formula.per if name != about)
        yield "drop", f"per {about}", "", _formula(fact, replace(formula, per=left))
    if formula.across:
        yield "drop", f"across {'、'.join(formula.across)}", "", _formula(fact, replace(formula, across=()))
    for kind in formula.reset:
        left = tuple(name for name in formula.reset if name != kind)
        yield "drop", f"reset {kind}", "", _formula(fact, replace(formula, reset=left))


def _formula(fact: Fact, formula: Count | Days | DateAfter | Steps) -> Edit:
    return edits.on_fact(fact.ruleset, fact.id, lambda one: replace(one, formula=formula))


# ---- values --------------------------------------------------------------------------------------------------


def _periods(one: Period) -> Iterator[tuple[Period, str]]:
    """One working day, or one day, more and less."""
    unit = "workdays" if one.workdays else "days"
    number: int = getattr(one, unit)
    longer = replace(one, **{unit: number + 1})
    yield longer, show(longer)
    if number:
        shorter = replace(one, **{unit: number - 1})
        yield shorter, show(shorter)


def show(one: Period) -> str:
    """A period as rulesets write it."""
    parts = ((one.years, "年"), (one.months, "个月"), (one.days, "日"), (one.workdays, "工作日"))
    return "".join(f"{number}{unit}" for number, unit in parts if number) or "0日"


def _amounts(one: Amount | None) -> Iterator[Amount]:
    """Each end of an amount, or the one amount that it is, moved up by one step."""
    if one is None:
        return
    by = _step(one)
    if one.lo is not None and one.lo == one.hi:
        yield replace(one, lo=one.lo + by, hi=one.hi + by)
        return
    if one.lo is not None:
        yield replace(one, lo=one.lo + by)
    if one.hi is not None:
        yield replace(one, hi=one.hi + by)


def _step(one: Amount) -> Fraction:
    """One 元; of a multiple one time, of a share below one a hundredth."""
    if one.base is None or one.per is not None:
        return Fraction(_YUAN)
    least = min(end for end in (one.lo, one.hi) if end is not None)
    return Fraction(1) if least >= 1 else _PERCENT if least >= _PERCENT else _PERCENT / 10


def _results(one: Result) -> Iterator[Result]:
    if isinstance(one, Band):
        yield replace(one, lo=one.lo + _PERCENT)
        yield replace(one, hi=one.hi - _PERCENT)
    elif isinstance(one, OfMax):
        bands = () if one.band is None else _results(one.band)
        yield from (replace(one, band=band) for band in bands if isinstance(band, Band))
        if one.band is None:
            yield replace(one, share=one.share + _PERCENT)
    elif isinstance(one, OfMin):
        yield replace(one, share=one.share + _PERCENT)
    else:
        yield from _amounts(one)


def said_amount(one: Amount | None) -> str:
    """An amount as a range: in 元, or in times its base."""
    if one is None:
        return "—"
    money = one.base is None or one.per is not None
    lo, hi = ("" if end is None else yuan(end) if money else f"{plain(end)}倍" for end in (one.lo, one.hi))
    unit = "" if one.base is None else f"{one.base} "
    return f"{unit}{'(' if one.lo_open else '['}{lo}, {hi}{')' if one.hi_open else ']'}"


def said_result(one: Result) -> str:
    """The result of a row."""
    if isinstance(one, Band):
        return f"{'(' if one.lo_open else '['}{_share(one.lo)}, {_share(one.hi)}{')' if one.hi_open else ']'}"
    if isinstance(one, OfMax):
        return f"最高额的{_share(one.share) if one.band is None else said_result(one.band)}"
    return f"最低额的{_share(one.share)}" if isinstance(one, OfMin) else said_amount(one)


def _share(one: Fraction) -> str:
    return f"{plain(one * 100)}%"
