"""The days of one act: the rules of its last day, of the day of the decision, and of its first day, where they differ.

`pipeline` makes the frames; here is what they mean: whether an act straddles a change, whether the newer law goes on with
a matter under another one, and whether it has let it go altogether.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from enforcerules.decide.frame import Frame, of_one_outcome
from enforcerules.model.decision import Outcome
from enforcerules.model.program import InForce, Matter, Released, Rule


@dataclass(frozen=True, slots=True)
class Timeline:
    """One act and party under the rules of the days that matter.

    `act`: of the last day of the act. `decision`: of the decision, where those differ and there are any; `released`
    instead where the newer law no longer forbids the act. `first`: of the first day of the act, where the rules changed
    while it went on. `latest`: where the end of the act is not known, of the last day on which it may have ended.
    `split`: the newer law goes on with the matter under several provisions, and which of them is not settled.
    """

    act: Frame
    decision: Frame | None = None
    released: Released | None = None
    first: Frame | None = None
    latest: Frame | None = None
    split: tuple[str, ...] = ()


def frames_of(days: Timeline) -> tuple[Frame, ...]:
    """Every frame that may decide."""
    return tuple(f for f in (days.act, days.decision, days.first, days.latest) if f is not None)


def differ(old: Frame, new: Frame) -> bool:
    """Whether two days see different rules of substance."""
    return (
        substance(old) != substance(new)
        or old.sliced.measures != new.sliced.measures
        or old.sliced.benchmarks != new.sliced.benchmarks
        or _covered(old) != _covered(new)
    )


def _covered(frame: Frame) -> bool:
    """Whether the provision was in force on the day of the frame, as far as the rulesets know."""
    day = frame.place.act_day
    return day is None or frame.sliced.matter.in_force.covers(day)


def substance(frame: Frame) -> tuple[Rule, ...]:
    """The rules that are neither procedure nor about versions, nor about several provisions or acts."""
    return tuple(r for r in frame.sliced.rules if of_one_outcome(r) and r.stage != "version")


def taken(days: Timeline, outcome: Outcome) -> Frame:
    """The frame under which an outcome came about."""
    return days.decision if days.decision is not None and outcome.version == "decision" else days.act


def released_by(matter: Matter, days: Iterable[date]) -> Released | None:
    """What lets the act go: on the last day of the act, or on that of the decision, the law no longer forbids it."""
    found = matter.released
    return found if found is not None and any(day >= found.since for day in days) else None


def successors(matter: Matter, day: date | None) -> tuple[str, ...]:
    """The matters as which newer law goes on with this one, where it is over on a day."""
    until = matter.in_force.until
    return matter.succeeded_by if until is not None and day is not None and until < day else ()


def established(frames: Iterable[Frame]) -> tuple[Frame, ...]:
    """Those whose elements are not refuted by what is known."""
    return tuple(f for f in frames if f.sliced.matter.elements is None or _holds(f) is not False)


def _holds(frame: Frame) -> bool | None:
    elements = frame.sliced.matter.elements
    return True if elements is None else frame.known.judge(elements, frame.known)


def change_between(first: Frame, last: Frame) -> date | None:
    """The first day after the beginning of the act on which something that decides came into force or ended."""
    start, end = first.place.act_day, last.place.act_day
    if start is None or end is None:
        return None
    periods = [rule.in_force for frame in (first, last) for rule in substance(frame)]
    periods += [measure.in_force for frame in (first, last) for measure in frame.sliced.measures]
    periods += [frame.sliced.matter.in_force for frame in (first, last)]
    return min((day for period in periods for day in _edges(period) if start < day <= end), default=None)


def _edges(period: InForce) -> Iterable[date]:
    if period.since is not None:
        yield period.since
    if period.until is not None:
        yield date.fromordinal(period.until.toordinal() + 1)
