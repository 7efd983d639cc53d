"""The days of one act: under the rules of which days it may have to be judged, as frames, where those rules differ.

`pipeline` makes the first frame, of the last day of the act that is known, and lends the way to make others. Here stand:
on which days rules that decide began or ended; the parts of an act that went on over a change; what an end that is not
known may mean; and as which matter newer law goes on with one that has ended.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeAlias

from enforcerules.decide.frame import Frame, of_one_outcome, targeted
from enforcerules.decide.slice import Place, edges_of, slice_of
from enforcerules.model.decision import Outcome
from enforcerules.model.program import InForce, Matter, Program, Rule, Terminate

_DAY = timedelta(days=1)
Build: TypeAlias = Callable[[Place, str], "Frame | None"]
"""The frame of a place and days for a matter."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some days on which the rules that decide are the same, with the frame of the last of them."""

    since: date
    until: date
    frame: Frame


@dataclass(frozen=True, slots=True)
class Timeline:
    """One act and party under the rules of the days that matter.

    `act`: of the last day of the act. `decision`: of the decision, where those differ. `parts`: the earlier parts of an
    act that went on over a change. `ends`: where the end of the act is not known, the stretches in which it may lie.
    `split`: newer law goes on with the matter under other provisions, and under which is not settled. `unsaid`: the law
    had ended by the decision, and nothing says what became of it.
    """

    act: Frame
    decision: Frame | None = None
    parts: tuple[Stretch, ...] = ()
    ends: tuple[Stretch, ...] = ()
    split: tuple[str, ...] = ()
    unsaid: bool = False


def timeline(named: Frame, build: Build) -> Timeline:
    """The frames of every day that counts; `named` is that of the last day of the act that is known."""
    start, end = named.act.start, named.act.end
    if isinstance(end, date):
        act, split = going_on(named, build)
        parts = () if start is None else _parts(named, act, start, build)
        return _decided(Timeline(act, parts=parts, split=split), build)
    last = named.place.decision_day
    start = start or _earliest(named, last)
    ends = () if start is None else _ends(named, start, last, build)
    if len(ends) > 1:
        return replace(_decided(Timeline(ends[0].frame), build), ends=ends)
    act, split = going_on(named, build)
    return _decided(Timeline(act, split=split), build)


def taken(days: Timeline, outcome: Outcome) -> Frame:
    """The frame under which an outcome came about."""
    return days.decision if days.decision is not None and outcome.version == "decision" else days.act


def frames_of(days: Timeline) -> tuple[Frame, ...]:
    """Every frame that may decide."""
    more = (one.frame for one in (*days.parts, *days.ends))
    return tuple(f for f in (days.act, days.decision, *more) if f is not None)


def _decided(days: Timeline, build: Build) -> Timeline:
    """With the rules of the day of the decision, where any that decide began or ended since the act."""
    day, last = days.act.place.act_day, days.act.place.decision_day
    if day is None or days.split:
        return days
    assert last is not None  # noqa: S101  where the act has a day, the decision has one
    if not edges(days.act, day, last):
        return days
    named = on_day(days.act, last)
    new, split = going_on(named, build)
    if split:
        return replace(days, split=split)
    if not differ(days.act, new):
        return days
    return replace(days, decision=new, unsaid=_unsaid(days.act, new))


def _unsaid(act: Frame, new: Frame) -> bool:
    """Whether the law is over on the day of the decision, and neither goes on under another name nor lets the act go."""
    over = covered(act) and not covered(new)
    gone = bool(targeted(act)) and not targeted(new)
    return (over or gone) and not any(_releases(rule, new) for rule in new.sliced.rules)


def _releases(rule: Rule, frame: Frame) -> bool:
    lets_go = isinstance(rule.effect, Terminate) and rule.effect.disposition == "not_unlawful"
    return lets_go and frame.known.judge(rule.condition, frame.known) is True


def on_day(frame: Frame, day: date) -> Frame:
    """The same frame under the rules of another day: facts and knowledge stay as they are."""
    where = replace(frame.place, act_day=day)
    return replace(frame, sliced=slice_of(frame.program, frame.sliced.matter, where), place=where)


# ---- matters that go on as others ----------------------------------------------------------------------------


def going_on(frame: Frame, build: Build) -> tuple[Frame, tuple[str, ...]]:
    """The frame, or that of the matter as which newer law goes on with this one on its day.

    Of several matters the one whose elements are not refuted; where that is none or more than one, their names, to be
    settled by a person.
    """
    names = successors(frame.sliced.matter, frame.place)
    if not names:
        return frame, ()
    made = [one for name in names if (one := build(frame.place, name)) is not None]
    found = [one for one in made if not _refuted(one)]
    if len(found) != 1:
        return frame, names
    return going_on(found[0], build)


def successors(matter: Matter, where: Place) -> tuple[str, ...]:
    """The matters as which newer law goes on with this one, where it is over on the day of a place."""
    until = matter.in_force.as_known(where.known_on).until
    return matter.succeeded_by if until is not None and where.act_day is not None and until < where.act_day else ()


def _refuted(frame: Frame) -> bool:
    elements = frame.sliced.matter.elements
    return elements is not None and frame.known.judge(elements, frame.known) is False


def covered(frame: Frame) -> bool:
    """Whether the provision was in force on the day of the frame, and known, as far as the rulesets say."""
    return frame.place.act_day is None or frame.place.substance.meets(frame.sliced.matter.in_force)


# ---- parts of an act -----------------------------------------------------------------------------------------


def _parts(named: Frame, act: Frame, start: date, build: Build) -> tuple[Stretch, ...]:
    """The stretches of an act before the one in which it ended."""
    last = act.place.act_day
    assert last is not None  # noqa: S101  an act that ended, ended on a day
    return tuple(_stretches(named, start, last, build))[:-1]


def _ends(named: Frame, start: date, last: date | None, build: Build) -> tuple[Stretch, ...]:
    """The stretches from the first day of an act up to the decision."""
    assert last is not None  # noqa: S101  of an act that began there is a day, and so there is one of its decision
    return tuple(_stretches(named, start, last, build))


def _earliest(named: Frame, last: date | None) -> date | None:
    """Of an act without any day: the first on which there was law on the matter, if that law changed since."""
    if last is None:
        return None
    days = edges_of(_own(named.program, named.sliced.matter))
    changed = [day for day in days[1:] if day <= last]
    return days[0] if changed else None


def _stretches(named: Frame, start: date, last: date, build: Build) -> Iterator[Stretch]:
    """The days from a first to a last, cut where rules that decide change; the newest matter for each day."""
    since, before = start, None
    for until in (*(day - _DAY for day in edges(named, start, last)), last):
        frame = _of_day(named, until, build)
        if before is not None and not alike(before.frame, frame):
            yield before
            since = before.until + _DAY
        before = Stretch(since, until, frame)
    assert before is not None  # noqa: S101  of the last day there always is one
    yield before


def _of_day(named: Frame, day: date, build: Build) -> Frame:
    """The frame of a day: of the matter, of the one that goes on with it, or of the one before it that it goes on with."""
    frame = on_day(named, day)
    if covered(frame):
        return frame
    later, split = going_on(frame, build)
    if later is not frame and not split:
        return later
    before = [m for m in _earlier(frame) if frame.place.substance.meets(m.in_force)]
    made = build(frame.place, before[0].id) if len(before) == 1 else None
    return frame if made is None else made


def _earlier(frame: Frame) -> Iterator[Matter]:
    """The matters that go on as this one."""
    program = frame.program
    return (program.matters[name] for name in program.lookup.earlier.get(frame.sliced.matter.id, ()))


# ---- what differs --------------------------------------------------------------------------------------------


def differ(old: Frame, new: Frame) -> bool:
    """Whether two days see different rules of substance, or different tables."""
    return not alike(old, new) or old.sliced.benchmarks != new.sliced.benchmarks


def alike(old: Frame, new: Frame) -> bool:
    """Whether two days see the same law: the same provision in force, the same measures, the same rules of substance."""
    return (
        old.sliced.matter is new.sliced.matter
        and covered(old) == covered(new)
        and old.sliced.measures == new.sliced.measures
        and substance(old) == substance(new)
    )


def substance(frame: Frame) -> tuple[Rule, ...]:
    """The rules that are neither procedure nor about versions, nor about several provisions or acts."""
    return tuple(r for r in frame.sliced.rules if _decides(r))


def _decides(rule: Rule) -> bool:
    return of_one_outcome(rule) and rule.stage != "version"


def edges(frame: Frame, after: date, upto: date) -> tuple[date, ...]:
    """The days after one day and up to another on which something that may decide begins, or has ended, in order."""
    days = days_of_kin(frame.program, frame.sliced.matter)
    return days[bisect_right(days, after) : bisect_right(days, upto)]


def days_of_kin(program: Program, matter: Matter) -> tuple[date, ...]:
    """The days on which anything of substance begins, or has ended, for a matter and those that it goes on as, or went on from; worked out once for a program."""
    key = f"{matter.id}/kin"
    found = program.edges.get(key)
    if found is None:
        periods = (p for one in _all_kin(program, matter) for p in _periods(program, one))
        found = program.edges[key] = edges_of(periods)
    return found


def _kin(program: Program, matter: Matter) -> tuple[Matter, ...]:
    """A matter, those that it goes on as, and those that went on as it."""
    later = [program.matters[name] for name in matter.succeeded_by if name in program.matters]
    return (matter, *later, *(program.matters[name] for name in program.lookup.earlier.get(matter.id, ())))


def _all_kin(program: Program, matter: Matter) -> tuple[Matter, ...]:
    """All matters before and after a matter, however many steps away."""
    found = {matter.id: matter}
    while len(more := {one.id: one for known in found.values() for one in _kin(program, known)} | found) > len(found):
        found = more
    return tuple(found.values())


def _own(program: Program, matter: Matter) -> Iterator[InForce]:
    """The days of the provisions themselves, without those of general rules."""
    for one in _kin(program, matter):
        yield one.in_force
        yield from (measure.in_force for measure in one.measures)


def _periods(program: Program, matter: Matter) -> Iterator[InForce]:
    lookup, home = program.lookup, matter.ruleset
    yield matter.in_force
    yield from (measure.in_force for measure in matter.measures)
    names = (*program.rulesets[home].lineage, *lookup.below.get(home, ()))
    yield from (r.in_force for r in lookup.about(matter.id, names) if _decides(r))
    yield from (b.in_force for b in lookup.tables.get(matter.id, ()))
