"""Knowledge of all facts of a slice: given ones, and derived ones computed from them as far as they are known."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

from enforcerules.decide.history import Counted, count
from enforcerules.decide.running import Prolonged, running
from enforcerules.decide.series import taken
from enforcerules.model.calendar import Calendar, UnknownYear
from enforcerules.model.case import History
from enforcerules.model.dates import Period
from enforcerules.model.edition import CURRENT, Edition
from enforcerules.model.knowledge import Observed, Status, domain, is_exact, lowest
from enforcerules.model.program import (
    Age,
    Arithmetic,
    Condition,
    Count,
    DateAfter,
    Days,
    Fact,
    ParameterValue,
    Ratio,
    Runs,
    Series,
    Steps,
    When,
)
from enforcerules.model.region import FALSE, LINE, TRUE, TRUTH, Exact, Interval, Numbers, Region, Values, exactly
from enforcerules.model.walk import reads_of, tests_of

Judge = Callable[[Condition, "Knowledge"], bool | None]
_LAST = date(2200, 12, 31).toordinal()


@dataclass(frozen=True)
class Knowledge:
    """What is known; `cells` are assumptions of one completion, `concluded` applies each fact's `on_unknown`."""

    facts: Mapping[str, Fact]
    given: Mapping[str, Observed]
    values: Mapping[str, ParameterValue]
    matter: str
    party: str
    history: History | None
    calendar: Calendar
    judge: Judge
    concluded: bool = False
    edition: Edition = CURRENT
    cells: Mapping[str, Region | None] = field(default_factory=dict)
    memo: dict[str, Observed] = field(default_factory=dict, compare=False, repr=False)

    def suppose(self, cells: Mapping[str, Region] | Mapping[str, Region | None]) -> Knowledge:
        """The same knowledge under assumptions; None assumes that the fact cannot be determined."""
        return Knowledge(
            self.facts, self.given, self.values, self.matter, self.party, self.history, self.calendar,
            self.judge, self.concluded, self.edition, {**self.cells, **cells},
        )  # fmt: skip

    def of(self, name: str) -> Observed:
        """What is known of a fact."""
        found = self.memo.get(name)
        if found is None:
            found = self.memo[name] = self._observe(name)
        return found

    def region(self, name: str) -> Region:
        """The values that a fact may have."""
        return self.of(name).region

    def _observe(self, name: str) -> Observed:
        if name in self.cells:
            cell = self.cells[name]
            return Observed(domain(self.facts[name]), "undeterminable") if cell is None else Observed(cell, "assumed")
        if "∋" in name:
            return self._member(name)
        fact = self.facts[name]
        found = self._derived(fact) if fact.formula is not None else self._base(fact)
        if self.concluded and found.status != "not_raised" and not is_exact(found.region):
            return self._at_conclusion(fact, found)
        return found

    def _base(self, fact: Fact) -> Observed:
        given = self.given.get(fact.id)
        if given is not None:
            return given
        if fact.ask == "if_raised":
            return Observed(lowest(fact), "not_raised")
        return Observed(domain(fact), "unknown")

    def _at_conclusion(self, fact: Fact, found: Observed) -> Observed:
        """What the ruleset says of a fact that stayed unknown; applied once, at the fact."""
        if fact.on_unknown == "keep":
            return found
        region = lowest(fact) if isinstance(fact.on_unknown, str) else fact.on_unknown
        stood: Status | None = None if fact.formula is not None else found.status
        return Observed(region, "assumed", found.evidence, found.reason, stood=stood)

    def _member(self, name: str) -> Observed:
        """Whether a set contains a value."""
        fact, _, value = name.partition("∋")
        whole = self.of(fact)
        if whole.status in {"known", "fixed", "assumed"}:
            assert isinstance(whole.region, Values)  # noqa: S101  only a set has members
            return Observed(TRUE if value in whole.region.names else FALSE, whole.status, whole.evidence)
        return Observed(FALSE if whole.status == "not_raised" else TRUTH, whole.status)

    # ---- formulas --------------------------------------------------------------------------------------------

    def _derived(self, fact: Fact) -> Observed:
        formula = fact.formula
        dated = reads_of(fact) if isinstance(formula, Days | DateAfter) else ()
        dated = (formula.of.anchor,) if isinstance(formula, Runs | Series) else dated
        if any(self.of(name).status == "not_raised" for name in dated):
            return Observed(domain(fact), "not_raised")
        if isinstance(formula, When):
            return Observed(_TRUTHS[self.judge(formula.condition, self)], "derived")
        if isinstance(formula, Count | Runs | Series):
            found = self._of_the_past(formula)
            return Observed(domain(fact), "not_raised") if found is None else Observed(found, "derived")
        if isinstance(formula, Days):
            return Observed(self._days(formula), "derived")
        if isinstance(formula, DateAfter):
            return Observed(self._date(formula), "derived")
        if isinstance(formula, Age):
            return Observed(self._age(formula), "derived")
        if isinstance(formula, Steps):
            return Observed(steps(formula, self._hull(formula.of)), "derived")
        if isinstance(formula, Ratio):
            return Observed(ratio(self._hull(formula.part), self._hull(formula.whole)), "derived")
        assert isinstance(formula, Arithmetic)  # noqa: S101  the last of the formulas
        return Observed(_arithmetic(formula, self), "derived")

    def _of_the_past(self, formula: Count | Runs | Series) -> Region | None:
        """A figure of dated events; None where nothing that it is taken of was ever there."""
        if isinstance(formula, Count):
            return count(formula, self.history, self._day(formula.anchor), self._counted(formula), self.edition.back)
        mine, day = self._counted(formula.of), self._day(formula.of.anchor)
        if isinstance(formula, Series):
            return taken(formula, self.facts[formula.value], self.history, day, mine, self.edition.back)
        kinds = None if formula.present is None else self.region(formula.present)
        present = kinds.names if isinstance(kinds, Values) else None
        return running(formula, self.history, day, Prolonged(mine, present, self.edition))

    def _counted(self, formula: Count) -> Counted:
        about = {name: self.region(name) for name in formula.per}
        return Counted(self.matter, self.party, about, self.facts)

    def _day(self, name: str) -> date | None:
        point = self._hull(name).point
        return None if point is None else date.fromordinal(int(point))

    def _days(self, formula: Days) -> Region:
        start = self._shifted(self._hull(formula.start), formula.plus)
        end = self._hull(formula.end)
        lo = None if start.hi is None or end.lo is None else end.lo - start.hi
        hi = None if start.lo is None or end.hi is None else end.hi - start.lo
        return Numbers((Interval(lo, hi),))

    def _date(self, formula: DateAfter) -> Region:
        shifted = self._shifted(self._hull(formula.start), formula.plus)
        return Numbers((self._rolled(shifted) if formula.roll else shifted,))

    def _rolled(self, days: Interval) -> Interval:
        """A last day that is no working day moves to the next that is; where no calendar says, it is not known."""
        lo, hi = (self._roll(end) for end in (days.lo, days.hi))
        return Interval(lo, hi)

    def _roll(self, day: Exact | None) -> Exact | None:
        if day is None:
            return None
        try:
            return self.edition.roll_forward(date.fromordinal(int(day)), self.calendar).toordinal()
        except (UnknownYear, OverflowError, ValueError):
            return None

    def _shifted(self, days: Interval, plus: Period | None) -> Interval:
        lo, hi = (self._plus(end, plus) for end in (days.lo, days.hi))
        return Interval(lo, hi)

    def _plus(self, day: Exact | None, plus: Period | None) -> Exact | None:
        if day is None or plus is None:
            return day
        try:
            return self.edition.add_period(date.fromordinal(int(day)), plus, self.calendar).toordinal()
        except (UnknownYear, OverflowError, ValueError):
            return None

    def _age(self, formula: Age) -> Region:
        born, on = self._hull(formula.born).point, self._hull(formula.on).point
        if born is None or on is None or born > on:
            return LINE
        return exactly(self.edition.age_on(date.fromordinal(int(born)), date.fromordinal(int(on))))

    def _hull(self, name: str) -> Interval:
        region = self.region(name)
        return region.hull() if isinstance(region, Numbers) else Interval(None, None)

    def hull_of(self, operand: str | Fraction) -> Interval:
        """An operand of arithmetic as an interval."""
        return self._hull(operand) if isinstance(operand, str) else Interval(operand, operand)


_TRUTHS: dict[bool | None, Region] = {True: TRUE, False: FALSE, None: TRUTH}


def steps(formula: Steps, known: Interval) -> Region:
    """Whole steps beyond the start: exact for a known figure, an outer bound otherwise."""
    lo, hi = (None if end is None else _step(formula, Fraction(end)) for end in (known.lo, known.hi))
    return Numbers((Interval(lo or 0, hi),))


def _step(formula: Steps, figure: Fraction) -> int:
    steps = (figure - formula.above) / formula.each
    down = steps // 1
    return max(0, down + (formula.part_counts and steps != down))


def ratio(part: Interval, whole: Interval) -> Region:
    """Division of figures that are not negative; nothing is known where the whole may be nil."""
    lo = Fraction(0) if part.lo is None or not whole.hi else Fraction(part.lo) / Fraction(whole.hi)
    hi = None if part.hi is None or not whole.lo else Fraction(part.hi) / Fraction(whole.lo)
    return Numbers((Interval(lo, hi),))


def _arithmetic(formula: Arithmetic, known: Knowledge) -> Region:
    """Interval arithmetic: exact for known operands, an outer bound otherwise. Factors are taken as not negative."""
    parts = [known.hull_of(o) for o in formula.operands]
    if formula.op == "minus":
        first, rest = parts[0], parts[1:]
        lo = _total([first.lo, *(None if p.hi is None else -p.hi for p in rest)])
        hi = _total([first.hi, *(None if p.lo is None else -p.lo for p in rest)])
    elif formula.op == "sum":
        lo, hi = _total([p.lo for p in parts]), _total([p.hi for p in parts])
    elif formula.op == "times":
        lo, hi = _product([p.lo for p in parts]), _product([p.hi for p in parts])
    else:
        lo, hi = _extreme(formula.op, parts)
    return Numbers((Interval(lo, hi),))


def _total(ends: list[Exact | None]) -> Exact | None:
    known = [e for e in ends if e is not None]
    return sum(known) if len(known) == len(ends) else None


def _product(ends: list[Exact | None]) -> Exact | None:
    made: Exact = 1
    for end in ends:
        if end is None:
            return None
        made *= end
    return made


def _extreme(op: str, parts: list[Interval]) -> tuple[Exact | None, Exact | None]:
    pick = max if op == "max" else min
    los, his = [p.lo for p in parts if p.lo is not None], [p.hi for p in parts if p.hi is not None]
    lo = pick(los) if los and (len(los) == len(parts) or op == "max") else None
    hi = pick(his) if his and (len(his) == len(parts) or op == "min") else None
    return lo, hi


# ---- the allegation ------------------------------------------------------------------------------------------


def alleged(known: Knowledge, elements: Condition | None) -> Knowledge:
    """What the allegation raises: elements are refuted by what is known, never by nobody having raised them."""
    if elements is None or known.judge(elements, known) is not False:
        return known
    silent = [name for name in _base_facts(elements, known) if known.of(name).status == "not_raised"]
    asked = {name: Observed(domain(known.facts[name]), "unknown") for name in silent}
    opened = replace(known, given={**known.given, **asked}, memo={})
    return known if opened.judge(elements, opened) is False else opened


def _base_facts(condition: Condition, known: Knowledge) -> Iterator[str]:
    for test in tests_of(condition):
        fact = known.facts[test.fact.partition("∋")[0]]
        if isinstance(fact.formula, When):
            yield from _base_facts(fact.formula.condition, known)
        elif fact.formula is None:
            yield fact.id
