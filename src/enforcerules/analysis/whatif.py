"""Counterfactuals: the case decided again with one known fact changed, everything else as it is.

A fact is cut where a test of a rule changes its truth; in each cell beside the one that holds the value nearest to the
present one is tried. So nothing is sampled: between two values that are named, none decides otherwise. Facts that can
still be corrected are also tried two and two where none of them alone makes the result lighter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import combinations

from enforcerules.base.diagnostics import InvalidInput
from enforcerules.base.source import Text
from enforcerules.decide.cells import threshold
from enforcerules.decide.compare import RANK
from enforcerules.decide.frame import Frame, items
from enforcerules.decide.timeline import frames_of
from enforcerules.language.showing import plain, yuan
from enforcerules.model.case import Case, FactGiven
from enforcerules.model.decision import Decision, Disposition, MeasureSeen, Outcome
from enforcerules.model.knowledge import domain, is_exact
from enforcerules.model.program import Amount, Atom, Fact, Known, Program, Threshold, When
from enforcerules.model.region import Exact, Interval, Numbers, Region, Values, cut, exactly, meet
from enforcerules.model.walk import reads_of, tests_of
from enforcerules.model.whatif import Alternative, Change, Turn, WhatIf
from enforcerules.pipeline import decide, timelines

Weight = tuple[Fraction, Fraction, Fraction, Fraction]
_OPEN = {"undetermined", "needs_human"}
_STEP = {"money": Fraction(1), "integer": Fraction(1), "date": Fraction(1), "grade": Fraction(1)}


def what_if(program: Program, case: Case) -> WhatIf:
    """What would follow if one known fact were otherwise; raises InvalidInput as `decide` does."""
    decision = decide(program, case)
    frames = [frame for one in timelines(program, case) for frame in frames_of(one)]
    read, unseen = _read(frames)
    found: list[Alternative] = []
    idle: list[Fact] = []
    for name in sorted(read):
        mine = [alternative for change in _changes(read[name]) for alternative in _decided(decision, (change,))]
        found += mine
        if not mine:
            idle.append(read[name].fact)
    found += _together(decision, [read[name] for name in sorted(read)], found)
    return WhatIf(
        decision, tuple(sorted(found, key=_order)), tuple(idle), tuple(unseen[name] for name in sorted(unseen))
    )


def _order(one: Alternative) -> tuple[int, bool, int, str]:
    """By outcome; what can be reached first; the fewer changes the better."""
    at = next(n for n, outcome in enumerate(one.decision.outcomes) if outcome is one.after)
    return at, not one.reachable, len(one.changes), one.changes[0].fact.id


# ---- which facts, and where they are cut ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Read:
    """A fact that conditions test, what is known of it, the regions for which they ask; whether amounts are made of it."""

    fact: Fact
    now: Region
    wanted: tuple[Region, ...]
    scales: bool


def _read(frames: Sequence[Frame]) -> tuple[dict[str, _Read], dict[str, Fact]]:
    """The known facts that conditions test, by id, and those that are only computed with."""
    wanted: dict[str, list[Region]] = {}
    facts: dict[str, Fact] = {}
    known: dict[str, Region] = {}
    computed: dict[str, Fact] = {}
    scaling: set[str] = set()
    for frame in frames:
        scaling |= _scaling(frame)
        for name, region in _tested(frame, (item.condition for item in items(frame).values()), computed):
            observed = frame.known.of(name)
            if observed.status == "known" and is_exact(observed.region) and "∋" not in name:
                facts[name], known[name] = frame.fact(name), observed.region
                wanted.setdefault(name, []).append(region)
    read = {name: _Read(facts[name], known[name], tuple(wanted[name]), name in scaling) for name in facts}
    return read, {name: fact for name, fact in computed.items() if name not in read}


def _tested(
    frame: Frame, conditions: Iterable[object], computed: dict[str, Fact], seen: set[str] | None = None
) -> Iterator[tuple[str, Region]]:
    """Each test of a given fact with the region for which it asks, through the truths that are derived from it."""
    seen = set() if seen is None else seen
    for one in (test for condition in conditions for test in tests_of(condition)):  # type: ignore[arg-type]
        fact = frame.fact(one.fact)
        if isinstance(fact.formula, When):
            if one.fact not in seen:
                seen.add(one.fact)
                yield from _tested(frame, [fact.formula.condition], computed, seen)
        elif fact.formula is not None:
            computed.update((name, frame.fact(name)) for name in _bases(frame, fact))
        else:
            region = _region(frame, one)
            if region is not None:
                yield one.fact, region


def _scaling(frame: Frame) -> set[str]:
    """The facts of which the amounts of measures and of tables are made."""
    amounts: list[object] = [measure.amount for measure in frame.sliced.measures]
    for table in frame.sliced.benchmarks:
        amounts += [row.result for row in table.rows]
        amounts += [] if table.weights is None else [table.weights.of]
    bases = {one.base for one in amounts if isinstance(one, Amount) and one.base is not None}
    return {name for base in bases for name in (base, *_bases(frame, frame.fact(base)))}


def _bases(frame: Frame, fact: Fact) -> set[str]:
    """The given facts that a computed one is made of."""
    todo, found, seen = list(reads_of(fact)), set[str](), set[str]()
    while todo:
        name = todo.pop()
        if name in seen:
            continue
        seen.add(name)
        inner = frame.fact(name)
        if inner.formula is None:
            found.add(name)
        todo += reads_of(inner)
    return {name for name in found if frame.known.of(name).status == "known"}


def _region(frame: Frame, test: Atom | Known | Threshold) -> Region | None:
    if isinstance(test, Atom):
        return test.region
    if isinstance(test, Known) or test.parameter not in frame.known.values:
        return None
    return threshold(test, frame.known)


def _changes(read: _Read) -> Iterator[Change]:
    """For each cell but the present one the nearest value in it."""
    for cell in cut(domain(read.fact), read.wanted, whole=read.fact.whole):
        at = _nearest(read.fact, read.now, cell) if meet(cell, read.now).empty else None
        value = None if at is None else _written(read.fact, at)
        if at is not None and value is not None:
            yield Change(read.fact, read.now, cell, value, at, read.scales)


def _nearest(fact: Fact, now: Region, cell: Region) -> Region | None:
    """The value of a cell that is nearest to the present one; None where there is no such value."""
    if isinstance(cell, Values):
        order = [name for name, _ in fact.values] or sorted(cell.names)
        return next((Values(frozenset({name})) for name in order if name in cell.names), None)
    point = now.hull().point if isinstance(now, Numbers) else None
    ends = [end for one in cell.intervals for end in _ends(fact, one)]
    inside = [end for end in ends if any(one.has(end) for one in cell.intervals)]
    if point is None or not inside:
        return None
    here = Fraction(point)
    return exactly(min(inside, key=lambda end: abs(Fraction(end) - here)))


def _ends(fact: Fact, one: Interval) -> Iterator[Exact]:
    step = _STEP.get(fact.type, Fraction(1, 10**fact.scale) / (100 if fact.type == "rate" else 1))
    if one.lo is not None:
        yield one.lo + step if one.lo_open else one.lo
    if one.hi is not None:
        yield one.hi - step if one.hi_open else one.hi


def _written(fact: Fact, at: Region) -> str | None:
    """A value as a case writes it; None for one that cannot be written exactly."""
    if isinstance(at, Values):
        return next(iter(at.names))
    number = at.hull().point or 0
    if fact.type == "money":
        return yuan(number) if Fraction(number).denominator == 1 else None
    if fact.type == "grade":
        return fact.values[int(number)][0]
    if fact.type == "date":
        return date.fromordinal(int(number)).isoformat()
    return f"{plain(Fraction(number) * 100)}%" if fact.type == "rate" else plain(number)


# ---- decided again -------------------------------------------------------------------------------------------


def _decided(decision: Decision, changes: tuple[Change, ...]) -> Iterator[Alternative]:
    """What differs in the outcomes when the facts are changed."""
    case = decision.case
    for change in changes:
        case = _with(case, change)
    try:
        other = decide(decision.program, case)
    except InvalidInput:
        return
    reachable = all(map(_reachable, changes))
    for before, after in zip(decision.outcomes, other.outcomes, strict=True):
        if _gist(before) != _gist(after):
            yield Alternative(before, after, changes, _turn(before, after), reachable, other)


def _reachable(change: Change) -> bool:
    """Whether the change can still be made: a correction, which cannot be undone."""
    if change.fact.change != "correctable":
        return False
    return change.fact.type != "boolean" or (change.value == "true") == (change.fact.direction != "heavier")


def _with(case: Case, change: Change) -> Case:
    """The case with a fact changed wherever it is given."""
    names = {change.fact.id, change.fact.label, *change.fact.also}

    def changed(facts: Mapping[Text, FactGiven]) -> dict[Text, FactGiven]:
        value = Text(change.value, quoted=True)
        return {k: v.model_copy(update={"value": value}) if k in names else v for k, v in facts.items()}

    acts = tuple(act.model_copy(update={"facts": changed(act.facts)}) for act in case.acts)
    parties = tuple(party.model_copy(update={"facts": changed(party.facts)}) for party in case.parties)
    return case.model_copy(update={"facts": changed(case.facts), "acts": acts, "parties": parties})


def _together(decision: Decision, read: Sequence[_Read], found: Sequence[Alternative]) -> Iterator[Alternative]:
    """Two corrections, for the outcomes that no single one makes lighter."""
    better = {id(one.before) for one in found if one.reachable and one.turn == "lighter"}
    corrections = [change for one in read for change in _changes(one) if _reachable(change)]
    for one, two in combinations(corrections, 2):
        for made in _decided(decision, (one, two)) if one.fact.id != two.fact.id else ():
            if id(made.before) not in better and made.turn == "lighter":
                yield made


# ---- which is lighter ----------------------------------------------------------------------------------------


def _gist(one: Outcome) -> object:
    """What follows, without why; measures where they may follow."""
    follow = "penalise" in (one.disposition, *one.candidates)
    return one.disposition, one.candidates, one.organ, tuple(map(_measure, one.measures)) if follow else ()


def _measure(one: MeasureSeen) -> object:
    levels = tuple((level.level, level.range, level.point) for level in one.levels)
    return one.kind, one.target, one.modality, one.holds, one.away, one.statutory, one.duration, levels


def _turn(before: Outcome, after: Outcome) -> Turn:
    """Lighter or heavier only where it is so in every respect, and however what was open turns out."""
    if after.disposition in _OPEN:
        return "opens"
    steps = [_step(was, becomes) for was in _weights(before) for becomes in _weights(after)]
    if all(step in {-1, 0} for step in steps) and -1 in steps:
        return "lighter"
    return "heavier" if all(step in {1, 0} for step in steps) and 1 in steps else "other"


def _step(was: Weight, becomes: Weight) -> int | None:
    """-1 where the second is lighter, 1 where it is heavier, 0 where nothing differs; None where it is both."""
    less = any(b < a for a, b in zip(was, becomes, strict=True))
    more = any(b > a for a, b in zip(was, becomes, strict=True))
    return None if less and more else more - less


def _weights(one: Outcome) -> list[Weight]:
    """For each disposition that is possible: how far the party is spared, how many measures follow, most and least of the fine."""
    return [_weight(one, disposition) for disposition in one.candidates or (one.disposition,)]


def _weight(one: Outcome, disposition: Disposition) -> Weight:
    follow = [m for m in one.measures if m.holds and not m.away] if disposition == "penalise" else []
    spans = [span for m in follow if m.kind == "fine" for span in _spans(m)]
    most, least = (sum((span[end] for span in spans), Fraction(0)) for end in (1, 0))
    return Fraction(RANK.get(disposition, 0)), Fraction(len(follow)), most, least


def _spans(one: MeasureSeen) -> Iterator[tuple[Fraction, Fraction]]:
    """The least and the most over the levels that are permitted, else of the statute."""
    ranges = [level.range for level in one.levels if level.range is not None] or (
        [one.statutory] if one.statutory else []
    )
    if ranges:
        yield min(r.lo or Fraction(0) for r in ranges), max(r.hi or Fraction(0) for r in ranges)
