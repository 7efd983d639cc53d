"""Outcomes put together where which rules apply is not settled: a person's, or a question of fact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from enforcerules.decide.frame import Frame
from enforcerules.decide.timeline import Timeline
from enforcerules.language.showing import show_value
from enforcerules.model.decision import (
    DISPOSITIONS,
    AlertSeen,
    Disposition,
    LevelRange,
    MeasureSeen,
    Outcome,
    Question,
    hull,
)
from enforcerules.model.document import Level
from enforcerules.model.program import LEVELS
from enforcerules.model.region import Interval, Numbers

_OPEN = frozenset({"needs_human", "undetermined"})


def add(made: Outcome, alert: AlertSeen) -> Outcome:
    """The outcome with one more alert."""
    return replace(made, alerts=(*made.alerts, alert))


def to_person(made: Outcome, others: tuple[Outcome, ...] = ()) -> Outcome:
    """The outcome as a person's to settle, unless facts are open; the others are what it may be instead."""
    candidates = possible((made, *others))
    made = replace(made, measures=joined((made, *others)), candidates=candidates)
    return made if made.disposition == "undetermined" else replace(made, disposition="needs_human")


def unsettled(
    made: Outcome, others: tuple[Outcome, ...], questions: tuple[Question, ...], *, concluded: bool
) -> Outcome:
    """The outcome left open: a question of fact while the investigation goes on, else a person's."""
    every = (q for found in (questions, *(one.questions for one in (*others, made))) for q in found)
    asked = {q.fact: q for q in every}
    fact = any(q.who != "person" for q in asked.values())
    return replace(
        made,
        disposition="undetermined" if fact and not concluded else "needs_human",
        candidates=possible((made, *others)),
        measures=joined((made, *others)),
        questions=tuple(sorted(asked.values(), key=lambda q: (q.cells, q.fact))),
    )


def joined(found: tuple[Outcome, ...]) -> tuple[MeasureSeen, ...]:
    """The measures of outcomes of which one will apply: what differs between them is open."""
    names = dict.fromkeys(m.id for one in found for m in one.measures)
    sides = [{m.id: m for m in one.measures} for one in found]
    return tuple(_joined([side.get(name) for side in sides]) for name in names)


def _joined(seen: list[MeasureSeen | None]) -> MeasureSeen:
    made = [m for m in seen if m is not None]
    first, open_ = made[0], {field for m in made for field in m.open}
    everywhere = len(made) == len(seen) and all(m.holds for m in made)
    spans = {m.statutory for m in made}
    levels = tuple(_level(level, made) for level in LEVELS if any(lv.level == level for m in made for lv in m.levels))
    open_ |= set() if everywhere else {"holds"}
    open_ |= {"statutory"} if len(spans) > 1 else set()
    open_ |= {"levels"} if len({m.levels for m in made}) > 1 else set()
    known = [span for span in spans if span is not None]
    return replace(
        first,
        holds=True if everywhere else None,
        statutory=hull(known) if len(known) == len(spans) else None,
        levels=levels,
        open=tuple(name for name in ("holds", "barred", "statutory", "levels") if name in open_),
        basis=tuple(dict.fromkeys(c for m in made for c in m.basis)),
    )


def _level(level: Level, made: list[MeasureSeen]) -> LevelRange:
    found = [lv for m in made for lv in m.levels if lv.level == level]
    ranges = [lv.range for lv in found if lv.range is not None]
    points = {lv.point for lv in found}
    return replace(
        found[0],
        range=hull(ranges) if ranges else None,
        point=points.pop() if len(points) == 1 and len(found) == len(made) else None,
        because=tuple(dict.fromkeys(name for lv in found for name in lv.because)),
        basis=tuple(dict.fromkeys(c for lv in found for c in lv.basis)),
    )


def possible(found: Iterable[Outcome]) -> tuple[Disposition, ...]:
    """The dispositions that some of the outcomes allow."""
    said = {d for one in found for d in (one.candidates or (one.disposition,))} - _OPEN
    return tuple(d for d in DISPOSITIONS if d in said)


def questions_of(frame: Frame, names: tuple[str, ...], found: Iterable[Outcome]) -> tuple[Question, ...]:
    """A question for every open fact on which it depends which rules are the lighter."""
    listed = tuple(found)
    known = {q.fact for one in listed for q in one.questions}
    return tuple(_question(frame, name, listed) for name in names if name not in known and _has(frame, name))


def _has(frame: Frame, name: str) -> bool:
    return name.partition("∋")[0] in frame.sliced.facts


def _question(frame: Frame, name: str, found: tuple[Outcome, ...]) -> Question:
    fact = frame.fact(name)
    who = "person" if fact.evaluative else fact.proves
    return Question(name, fact.label, who, (name,), (("…", possible(found)),), cells=1)


def question_of_end(days: Timeline, found: list[Outcome]) -> tuple[Question, ...]:
    """When the act ended: what each stretch in which it may have ended leads to."""
    frame = days.act
    fact = next((f for f in frame.sliced.facts.values() if f.source == "act.end"), None)
    if fact is None:
        return ()
    leads = []
    for one, made in zip(days.ends, found, strict=True):
        last = None if one is days.ends[-1] else one.until.toordinal()
        region = Numbers((Interval(one.since.toordinal(), last, hi_open=last is None),))
        leads.append((show_value(fact, region), possible((made,))))
    return (Question(fact.id, fact.label, fact.proves, (fact.id,), tuple(leads), cells=1),)


def labels(frame: Frame, names: Iterable[str]) -> Iterator[str]:
    """The labels of facts that a frame knows."""
    return (frame.fact(name).label for name in names if _has(frame, name))
