"""Changing a case so that a fact takes a value: at the fact itself, at what the frame of the case says, or at what it is derived from.

A change is a function on the case as plain data. Whether it does what it should is not worked out here: the case is
read and judged again afterwards, and a change that did something else is thrown away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from itertools import product
from typing import Final, TypeAlias

from enforcerules.audit.understood import Json
from enforcerules.decide.frame import Frame
from enforcerules.language.showing import spelling
from enforcerules.model.calendar import UnknownYear
from enforcerules.model.knowledge import domain
from enforcerules.model.program import Age, Arithmetic, Atom, Condition, Count, DateAfter, Days, Fact, Known, When
from enforcerules.model.region import TRUE, Exact, Numbers, Region, Values, exactly, meet, truth
from enforcerules.model.walk import tests_of
from enforcerules.testing.coverage.asking import Test
from enforcerules.testing.coverage.requirements import marks, step
from enforcerules.testing.coverage.verdicts import vectors

Change: TypeAlias = Callable[[Json], None]
_DEEPEST: Final = 4
_PREFERRED: Final = 6


def to_value(frame: Frame, name: str, value: Region, depth: int = 0) -> Iterator[Change]:
    """Changes after which a fact should have exactly a value, the plainest first."""
    whole, _, member = name.partition("∋")
    fact = frame.sliced.facts.get(whole)
    if fact is None or depth > _DEEPEST:
        return
    if member:
        yield _member(frame, fact, member, wanted="true" in getattr(value, "names", ()))
    elif fact.formula is not None:
        yield from _derived(frame, fact, value, depth)
    elif fact.source is not None:
        yield from _framed(frame, fact, value)
    else:
        said = spelling(fact, value)
        if said is not None:
            yield lambda case: _give(case, frame, fact, {"value": said})


def to_truth(frame: Frame, test: Test, *, wanted: bool, depth: int = 0) -> Iterator[Change]:
    """Changes after which a test should hold, or not."""
    fact = frame.sliced.facts.get(test.fact.partition("∋")[0])
    if fact is None:
        return
    if isinstance(test, Known):
        if fact.formula is None and fact.source is None:
            status = "undeterminable" if (test.status == "undeterminable") == wanted else "known"
            given = {"status": status} if status != "known" else {"value": _some(fact)}
            yield lambda case: _give(case, frame, fact, given)
        return
    for value in _values(frame, fact, test, wanted=wanted):
        yield from to_value(frame, test.fact, value, depth)


def to_condition(frame: Frame, condition: Condition, *, wanted: bool, depth: int = 0) -> Iterator[Change]:
    """Changes after which a condition should hold, or not: the fewest tests changed first."""
    tests = tuple(tests_of(condition))
    truths = tuple(frame.known.judge(test, frame.known) for test in tests)
    for changed in vectors(condition, truths, lambda made: made is wanted):
        ways = [list(_first(to_truth(frame, tests[n], wanted=t, depth=depth + 1))) for n, t in changed.items()]
        for chosen in product(*ways):
            yield together(chosen)


def _first(found: Iterator[Change]) -> Iterator[Change]:
    for number, one in enumerate(found):
        if number >= _PREFERRED:
            return
        yield one


def together(changes: Iterable[Change]) -> Change:
    """Several changes as one."""
    kept = tuple(changes)

    def change(case: Json) -> None:
        for one in kept:
            one(case)

    return change


# ---- values that make a test true or false -------------------------------------------------------------------


def _values(frame: Frame, fact: Fact, test: Test, *, wanted: bool) -> Iterator[Region]:
    if "∋" in test.fact:
        yield truth(wanted)
        return
    if isinstance(test, Atom):
        side = meet(domain(fact), test.region if wanted else test.region.without())
        yield from _points(fact, side)
        return
    for mark in marks(test, fact):
        value = frame.known.values.get(mark) if isinstance(mark, str) else None
        if value is not None:
            yield from (exactly(value.value + at * step(fact)) for at in (0, -1, 1))


def _points(fact: Fact, side: Region) -> Iterator[Region]:
    """Values of a region: names in their order, the ends of its intervals, and one well inside."""
    if isinstance(side, Values):
        names = [name for name, _ in fact.values if name in side.names] or sorted(side.names)
        yield from (Values(frozenset({name})) for name in (names or (["甲"] if side.others else [])))
        return
    for one in side.intervals:
        near = step(fact)
        lo = None if one.lo is None else one.lo + near if one.lo_open else one.lo
        hi = None if one.hi is None else one.hi - near if one.hi_open else one.hi
        yield from (exactly(end) for end in dict.fromkeys((lo, hi)) if end is not None and one.has(end))


def _some(fact: Fact) -> str:
    """Any value of a fact, spelled."""
    region = domain(fact)
    point: Region
    if isinstance(region, Values):
        point = next(_points(fact, region), TRUE)
    else:
        point = exactly(next((one.lo for one in region.intervals if one.lo is not None), 0))
    said = spelling(fact, point)
    return said if isinstance(said, str) else ""


# ---- facts of the case, and of its frame ---------------------------------------------------------------------


def _give(case: Json, frame: Frame, fact: Fact, given: Json) -> None:
    """Say a fact where it is said already, else for the whole case."""
    for owner in (*_owners(case, frame), case):
        facts = owner.setdefault("facts", {})
        name = next((one for one in facts if one in {fact.id, fact.label} or one in fact.also), None)
        if name is not None:
            facts[name] = given
            return
    case["facts"][fact.id] = given


def _owners(case: Json, frame: Frame) -> Iterator[Json]:
    acts = (one for one in case.get("acts", ()) if one.get("id", "a1") == str(frame.act.id))
    parties = (one for one in case.get("parties", ()) if one.get("id", "p1") == str(frame.party.id))
    yield from (*acts, *parties)


def _set(case: Json, frame: Frame, key: str, value: str) -> None:
    """A field of the act, or (`born`, `kind`) of the party."""
    for one in _owners(case, frame):
        if ("matter" in one) is (key in {"start", "end"}):
            one[key] = value


def _member(frame: Frame, fact: Fact, member: str, *, wanted: bool) -> Change:
    region = frame.known.region(fact.id)
    now = region.names if isinstance(region, Values) and region != domain(fact) else frozenset()
    names = sorted(now | {member} if wanted else now - {member})
    return lambda case: _give(case, frame, fact, {"value": names})


def _framed(frame: Frame, fact: Fact, value: Region) -> Iterator[Change]:
    head, _, tail = (fact.source or "").partition(".")
    said = spelling(fact, value)
    if not isinstance(said, str):
        return
    if head == "dates":
        yield lambda case: case.setdefault("dates", {}).__setitem__(tail, said)
    elif head == "authority":
        yield lambda case: case.setdefault("authority", {}).__setitem__(tail, said)
    elif head == "proposed" and "(" not in tail:
        yield lambda case: case.__setitem__("proposed", {**(case.get("proposed") or {}), tail: said})
    elif head == "party":
        key = "born" if tail == "born" else "kind"
        yield lambda case: _set(case, frame, key, said)
    elif head == "act" and tail in {"start", "end"}:
        yield lambda case: _set(case, frame, tail, said)
    elif head == "act" and tail == "ongoing":
        end = "ongoing" if said == "true" else (frame.place.decision_day or date(2024, 1, 1)).isoformat()
        yield lambda case: _set(case, frame, "end", end)


# ---- derived facts -------------------------------------------------------------------------------------------


def _derived(frame: Frame, fact: Fact, value: Region, depth: int) -> Iterator[Change]:
    formula = fact.formula
    if isinstance(formula, When):
        wanted = isinstance(value, Values) and "true" in value.names
        yield from to_condition(frame, formula.condition, wanted=wanted, depth=depth)
        return
    point = value.hull().point if isinstance(value, Numbers) and value.intervals else None
    now = _now(frame, fact.id)
    if point is None:
        return
    if isinstance(formula, Count):
        yield from _counted(frame, formula, int(point))
    elif isinstance(formula, Age):
        yield from _aged(frame, formula, int(point), depth)
    elif now is not None and isinstance(formula, Days):
        yield from _moved(frame, formula.end, point - now, depth)
        yield from _moved(frame, formula.start, now - point, depth)
    elif now is None and isinstance(formula, Days):
        yield from _days_from_nothing(frame, formula, int(point), depth)
    elif now is not None and isinstance(formula, DateAfter):
        yield from _moved(frame, formula.start, point - now, depth)
    elif isinstance(formula, Arithmetic):
        yield from _computed(frame, formula, point, now, depth)


def _now(frame: Frame, name: str) -> Exact | None:
    region = frame.known.region(name)
    return region.hull().point if isinstance(region, Numbers) and region.intervals else None


def _moved(frame: Frame, name: str, by: Exact, depth: int) -> Iterator[Change]:
    now = _now(frame, name)
    if now is not None:
        yield from to_value(frame, name, exactly(now + by), depth + 1)


def _days_from_nothing(frame: Frame, formula: Days, days: int, depth: int) -> Iterator[Change]:
    """So many days between two dates of which one or both are not known: the first is the day of the act, if need be."""
    act = frame.place.act_day
    start = _now(frame, formula.start)
    first = act if start is None else date.fromordinal(int(start))
    if first is None:
        return
    last = first
    if formula.plus is not None:
        try:
            last = frame.known.edition.add_period(first, formula.plus, frame.program.calendar)
        except (UnknownYear, OverflowError, ValueError):
            return
    begins = to_value(frame, formula.start, exactly(first.toordinal()), depth + 1)
    ends = to_value(frame, formula.end, exactly(last.toordinal() + days), depth + 1)
    for one, two in product(list(_first(begins)), list(_first(ends))):
        yield together((one, two))


def _computed(frame: Frame, formula: Arithmetic, point: Exact, now: Exact | None, depth: int) -> Iterator[Change]:
    for at, operand in enumerate(formula.operands):
        if not isinstance(operand, str):
            continue
        if formula.op in {"sum", "minus"} and now is not None:
            sign = -1 if formula.op == "minus" and at else 1
            yield from _moved(frame, operand, sign * (point - now), depth)
        elif formula.op in {"max", "min"}:
            yield from to_value(frame, operand, exactly(point), depth + 1)


def _aged(frame: Frame, formula: Age, years: int, depth: int) -> Iterator[Change]:
    on = _now(frame, formula.on)
    if on is None:
        return
    day = date.fromordinal(int(on))
    for early in (1, 0):
        try:
            born = day.replace(year=day.year - years) - timedelta(days=early)
        except ValueError:
            continue
        yield from to_value(frame, formula.born, exactly(born.toordinal()), depth + 1)


def _counted(frame: Frame, formula: Count, wanted: int) -> Iterator[Change]:
    """So many events in the window: those of its kind are taken out, and as many as wanted put in just before its end."""
    anchor = _now(frame, formula.anchor)
    if anchor is None or wanted < 0:
        return
    number = wanted - (1 if formula.including_present else 0)
    if number < 0:
        return
    last = date.fromordinal(int(anchor))
    matter, party = frame.sliced.matter.id, str(frame.party.id)

    def change(case: Json) -> None:
        history = case.setdefault("history", {})
        kept = [one for one in history.get("events", ()) if one.get("event") not in formula.events]
        added = [_event(formula, matter, party, last - timedelta(days=1 + back)) for back in range(number)]
        history["events"] = [*kept, *added]
        history.setdefault("searched", [_search(last)])

    yield change


def _event(formula: Count, matter: str, party: str, day: date) -> Json:
    return {"date": day.isoformat(), "party": party, "act": matter, "event": formula.events[0]}


def _search(last: date) -> Json:
    """A search that covers whatever a window may ask."""
    return {"register": "待确认", "from": "1949-10-01", "to": last.isoformat(), "on": last.isoformat()}
