"""A case for a box of facts: written as a case file, and decided under both rules to see that it really differs.

Declared facts take a value of their cell. Reckoned ones are brought about: dates are moved, sums filled in, events put into
the history. Where that does not succeed, the witness says so: the box is then not known to hold a real case.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, Final

from enforcerules import pipeline
from enforcerules.analysis.regions import Box, Pair
from enforcerules.analysis.scenes import Scene
from enforcerules.analysis.side import NEWER, NOT_RAISED
from enforcerules.base.diagnostics import InvalidInput
from enforcerules.decide.frame import Frame
from enforcerules.decide.history import window
from enforcerules.language.showing import spelling
from enforcerules.load.cases import case_of
from enforcerules.model.case import Case
from enforcerules.model.dates import Period, add_period
from enforcerules.model.decision import Outcome
from enforcerules.model.knowledge import domain
from enforcerules.model.program import Age, Arithmetic, Count, Days, Fact, Program
from enforcerules.model.region import Exact, Numbers, Region, Values, exactly
from enforcerules.model.walk import reads_of

_DAY: Final = timedelta(days=1)
_MONTH: Final = 30
_FEW: Final = 8
_PLAIN: Final = frozenset({"boolean", "grade", "choice", "money", "integer", "decimal", "rate"})


@dataclass(frozen=True)
class Witness:
    """A case after `enforcerules/case/1` as plain data; `confirmed`: it was decided under both rules, and differs."""

    case: Mapping[str, Any]
    confirmed: bool


def witness(
    pair: Pair, frame: Frame, scene: Scene, programs: tuple[Program, Program], asked: frozenset[str]
) -> Witness:
    """A case in the box of a pair; `asked`: the coordinates that conditions read.

    What the box leaves open is as plain as it can be, so that nothing is left to ask; where such a case does not differ,
    one that says no more than the box.
    """
    made: dict[str, Any] = {}
    few = (
        len(asked - {name for name, _ in pair.box}) <= _FEW
    )  # of many open facts every combination would be worked through
    for plain in (asked, *([frozenset[str]()] if few else [])):
        made = _Maker(frame, scene, f"witness-{frame.sliced.matter.id}", plain).case(pair.box)
        case, report = case_of(made)
        if case is not None and not report.errors and _moves(case, programs):
            return Witness(made, confirmed=True)
    return Witness(made, confirmed=False)


def case_in(box: Box, frame: Frame, scene: Scene, name: str, asked: frozenset[str]) -> Mapping[str, Any]:
    """A case in a box of facts as plain data, as plain as it can be beside it; whether it really lies there is not looked at."""
    return _Maker(frame, scene, name, asked).case(box)


def _moves(case: Case, programs: tuple[Program, Program]) -> bool:
    try:
        old, new = (pipeline.decide(program, case).outcomes for program in programs)
    except InvalidInput:
        return False
    return [said(one) for one in old] != [said(one) for one in new]


def said(outcome: Outcome) -> tuple[object, ...]:
    """What an outcome says about the party, without by which rule or article."""
    ends = outcome.disposition not in {"penalise", "no_penalty_may", "order_first", "needs_human", "undetermined"}
    measures = sorted(
        str((
            m.kind, m.target, m.modality, m.branch, m.duration, m.what, m.holds, m.statutory,
            None if m.barred is None else m.barred.holds, tuple((lv.level, lv.range, lv.point) for lv in m.levels),
        ))
        for m in outcome.measures
    )  # fmt: skip
    return outcome.disposition, outcome.candidates, () if ends else tuple(measures)


@dataclass
class _Maker:
    """A case in the making."""

    frame: Frame
    scene: Scene
    name: str
    plain: frozenset[str]
    days: dict[str, date] = field(default_factory=dict)
    facts: dict[str, Exact | str | list[str]] = field(default_factory=dict)
    events: list[dict[str, str]] = field(default_factory=list)
    searched: bool = False

    def case(self, box: Box) -> dict[str, Any]:
        """The case of a box."""
        self.days = {"act.start": self.scene.days.day, "act.end": self.scene.days.day}
        cells = [(name, cell) for name, cell in box if cell != NOT_RAISED]
        given: dict[str, Any] = {}
        proposed: dict[str, str] = {}
        authority: dict[str, str] = {}
        sets: dict[str, list[str]] = {}
        for name, cell in cells:
            whole, _, value = name.partition("∋")
            fact = self._fact(whole)
            if value:
                sets.setdefault(whole, []).extend([value] if cell == Values(frozenset({"true"})) else [])
            elif fact.formula is None:
                self._given(fact, cell, given, proposed, authority)
        for name, cell in sorted(cells, key=self._order):
            if "∋" not in name and cell is not None and self._fact(name).formula is not None:
                self._reckon(self._fact(name), cell, given)
        given |= dict(sets)
        self._plainly(given, {name.partition("∋")[0] for name, _ in box})
        return self._written(given, proposed, authority)

    def _plainly(self, given: dict[str, Any], box: set[str]) -> None:
        """Whatever else is asked, as low as it can be, or as the box was looked at; nothing that a fact of the box is reckoned from."""
        facts = self.frame.sliced.facts
        taken = {read for name in box for read in reads_of(facts[name])} | box
        for name in sorted({name.partition("∋")[0] for name in self.plain} - taken):
            fact = facts.get(name)
            if fact is None or fact.ask == "if_raised":
                continue
            self.searched |= isinstance(fact.formula, Count)
            if fact.formula is None and fact.source is None and fact.type in _PLAIN:
                seen = self.frame.known.given.get(name)
                region = domain(fact) if seen is None or seen.status != "known" else seen.region
                given.setdefault(fact.id.removesuffix(NEWER), spelling(fact, some(fact, region)))

    def _order(self, one: tuple[str, Region | None]) -> tuple[int, int]:
        """Shorter windows of the history first, so that what lies in them counts in the longer ones as well."""
        formula = None if "∋" in one[0] else self._fact(one[0]).formula
        if not isinstance(formula, Count):
            return 0, 0
        return 1, 10**9 if formula.window is None else _days(formula.window)

    def _fact(self, name: str) -> Fact:
        return self.frame.sliced.facts[name]

    def _given(
        self,
        fact: Fact,
        cell: Region | None,
        given: dict[str, Any],
        proposed: dict[str, str],
        authority: dict[str, str],
    ) -> None:
        if cell is None:
            given[fact.id.removesuffix(NEWER)] = {"status": "undeterminable"}
            return
        value = spelling(fact, some(fact, cell))
        if value is None:
            return
        head, _, tail = (fact.source or "").partition(".")
        if fact.source is None:
            given[fact.id.removesuffix(NEWER)] = value
        elif head in {"dates", "act"} and isinstance(value, str) and fact.type == "date":
            self.days[fact.source] = date.fromisoformat(value)
        elif head == "authority":
            authority[tail] = str(value)
        elif head == "proposed" and "(" not in tail:
            proposed[tail] = str(value)

    # ---- reckoned facts --------------------------------------------------------------------------------------

    def _reckon(self, fact: Fact, cell: Region, given: dict[str, Any]) -> None:
        formula = fact.formula
        if isinstance(formula, Count):
            self._count(formula, int(_number(some(fact, cell))))
        elif isinstance(formula, Days) and isinstance(cell, Numbers):
            self._between(formula, cell)
        elif isinstance(formula, Arithmetic):
            self._sum(formula, _number(some(fact, cell)), given)
        elif isinstance(formula, Age):
            self._born(formula, int(_number(some(fact, cell))))

    def _count(self, formula: Count, number: int) -> None:
        """So many events in the window, as old as it allows."""
        self.searched = True
        anchor = self._day(formula.anchor)
        start, end = window(formula, anchor)
        here = [e for e in self.events if e["event"] in formula.events and start < date.fromisoformat(e["date"]) < end]
        for _ in range(number - len(here) - (1 if formula.including_present else 0)):
            day = max(start + _DAY, date(2000, 1, 1)) + _DAY * len(self.events)
            self.events.append(
                {"date": day.isoformat(), "act": self.frame.sliced.matter.id, "event": formula.events[0]}
            )

    def _between(self, formula: Days, cell: Numbers) -> None:
        """The later date so that as many days lie between as the cell wants: the fewest that are not negative, if any fit."""
        start = self._day(formula.start)
        due = start if formula.plus is None else add_period(start, formula.plus, self.frame.known.calendar)
        source = self._fact(formula.end).source
        if source is None or self._fact(formula.end).type != "date":
            return
        near = self.days.get(source, start)
        if not _has(cell, near.toordinal() - due.toordinal()):
            span = cell.hull().integers()
            wanted = span.lo if span.lo is not None else span.hi if span.hi is not None else 0
            near = due + _DAY * int(wanted)
        self.days[source] = near

    def _sum(self, formula: Arithmetic, wanted: Exact, given: dict[str, Any]) -> None:
        """The first operand that is free takes what is missing."""
        names = [o for o in formula.operands if isinstance(o, str)]
        free = [n for n in names if n not in given and self._fact(n).formula is None]
        held = {n: _number(self._value(n, given[n])) for n in names if n in given}
        if not free:
            return
        rest = sum(held.values()) if formula.op == "sum" else -sum(held.values()) if formula.op == "minus" else 0
        for name in free[1:]:
            fact = self._fact(name)
            given[name] = spelling(
                fact, exactly(1 if formula.op == "times" else wanted if formula.op in {"max", "min"} else 0)
            )
        first: Exact = wanted - rest
        if formula.op == "minus" and free[0] != names[0]:
            first = held.get(names[0], 0) - wanted
        if formula.op == "times":
            for value in (*held.values(), *(o for o in formula.operands if not isinstance(o, str))):
                first = Fraction(first) / value if value else first
        given[free[0]] = spelling(self._fact(free[0]), exactly(first))

    def _value(self, name: str, spelled: Any) -> Region:  # noqa: ANN401  what `spelling` gave
        from enforcerules.base.source import Text
        from enforcerules.decide.values import value_of

        return value_of(self._fact(name), Text(spelled))

    def _born(self, formula: Age, years: int) -> None:
        on = self._day(formula.on)
        self.days["party.born"] = date(on.year - years, 1, 1)

    def _day(self, name: str) -> date:
        """The day of a date fact, as set so far; the end of the act where nothing says so."""
        fact = self._fact(name)
        if fact.formula is not None:
            region = self.frame.known.region(name)
            point = region.hull().point if isinstance(region, Numbers) and region.intervals else None
            return self.days["act.end"] if point is None else date.fromordinal(int(point))
        return self.days.setdefault(fact.source or name, self.days["act.end"])

    def _written(self, given: dict[str, Any], proposed: dict[str, str], authority: dict[str, str]) -> dict[str, Any]:
        dates = {k.partition(".")[2]: d.isoformat() for k, d in self.days.items() if k.startswith("dates.")}
        party: dict[str, Any] = {"kind": self.scene.kind}
        if "party.born" in self.days:
            party["born"] = self.days["party.born"].isoformat()
        made: dict[str, Any] = {
            "format": "enforcerules/case/1",
            "case": self.name,
            "territory": self.scene.territory,
            "matter": self.frame.sliced.matter.id,
            "start": min(self.days["act.start"], self.days["act.end"]).isoformat(),
            "end": self.days["act.end"].isoformat(),
            "party": party,
            "facts": given,
        }
        more: tuple[tuple[str, Any], ...] = (("dates", dates), ("proposed", proposed), ("authority", authority))
        made |= {key: value for key, value in more if value}
        if self.searched:
            until = max(self.days.values()).isoformat()
            search = {"register": "案件登记", "from": "1990-01-01", "to": until, "on": until}
            made["history"] = {"searched": [search], "events": sorted(self.events, key=lambda e: e["date"])}
        return made


def some(fact: Fact, cell: Region) -> Region:
    """One value of a cell: the lowest one, or the next above an end that does not count."""
    if isinstance(cell, Values):
        if cell.others:
            return Values(frozenset({next(n for n in _names() if n not in cell.names)}))
        order = [key for key, _ in fact.values if key in cell.names] or sorted(cell.names)
        return Values(frozenset(order[:1])) if order else cell
    first = cell.meet(domain(fact)).intervals[0] if fact.formula is None else cell.intervals[0]  # type: ignore[arg-type]
    span = first.integers() if fact.whole else first
    if span.lo is None:
        return exactly(0 if span.hi is None else span.hi - (1 if span.hi_open else 0))
    if not span.lo_open:
        return exactly(span.lo)
    return exactly(span.lo + 1 if span.hi is None else Fraction(span.lo + span.hi) / 2)


def _names() -> Iterator[str]:
    number = 0
    while True:
        number += 1
        yield f"x{number}"


def _number(region: Region) -> Exact:
    point = region.hull().point if isinstance(region, Numbers) else None
    return 0 if point is None else point


def _has(cell: Numbers, number: int) -> bool:
    return any(one.has(number) for one in cell.intervals)


def _days(period: Period) -> int:
    return (period.years * 12 + period.months) * _MONTH + period.days + period.workdays
