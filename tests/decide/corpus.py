"""The example cases of all rulesets, ways to change one, and what it means that two outcomes agree."""

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from zlib import crc32

from enforcerules.base.source import Text
from enforcerules.decide.possible import FIRM
from enforcerules.load.cases import load_examples
from enforcerules.load.shipped import library, shipped
from enforcerules.model.case import Act, Case, FactGiven, Party
from enforcerules.model.decision import Decision, MoneyRange, Outcome
from enforcerules.model.program import Fact, Program
from enforcerules.pipeline import Frames, build, decide, pairs, place

CHECKOUT = Path(__file__).parents[2]
ROOTS = (*shipped("cn"), CHECKOUT / "tests" / "scenarios")
"""Everything but the catalogue of statutes, whose 2,859 provisions have tests of their own (`tests/exchange`)."""
ALL = os.environ.get("ENFORCERULES_ALL") == "1"
OPEN = {"needs_human", "undetermined"}


@cache
def program() -> Program:
    made, report = build(ROOTS, library())
    assert made is not None, report
    return made


@cache
def examples() -> tuple[tuple[str, Case], ...]:
    files = sorted(path for root in ROOTS for path in root.rglob("cases/*.yaml"))
    return tuple(
        (str(made.example), made.case) for path in files for made, _ in load_examples(path) if made is not None
    )


def names(every: int = 1) -> list[str]:
    """The names of all examples, or of a fixed spread of them: one in `every`, all under ENFORCERULES_ALL=1."""
    return [name for name, _ in examples() if ALL or spread(name, every)]


def spread(name: str, every: int) -> bool:
    """A choice that depends on the name alone, so that a new example moves no other."""
    return crc32(name.encode()) % every == 0


def case(name: str) -> Case:
    return dict(examples())[name]


def investigating(one: Case) -> Case:
    return one.model_copy(update={"phase": "investigating"})


def concluded(one: Case) -> Case:
    return one.model_copy(update={"phase": "concluded"})


def decided(one: Case) -> Decision:
    return decide(program(), one)


def frames(one: Case):
    """The frame of every outcome, under the rules of the act."""
    return [Frames(program(), one, act, party).on(place(one, act, party), []) for act, party in pairs(one)]


# ---- changing one thing ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Slot:
    """Where a case says something of one fact."""

    owner: str  # "case", "act:<n>" or "party:<n>"
    name: str

    def __str__(self) -> str:
        return f"{self.owner}/{self.name}"


def slots(one: Case) -> list[Slot]:
    found = [Slot("case", str(name)) for name in one.facts]
    found += [Slot(f"act:{n}", str(name)) for n, act in enumerate(one.acts) for name in act.facts]
    found += [Slot(f"party:{n}", str(name)) for n, party in enumerate(one.parties) for name in party.facts]
    return found


def changed(one: Case, slot: Slot, given: FactGiven | None) -> Case:
    """The case with another statement of one fact; None takes it out."""
    kind, _, number = slot.owner.partition(":")
    if kind == "case":
        return one.model_copy(update={"facts": _with(one.facts, slot.name, given)})
    field = "acts" if kind == "act" else "parties"
    owners: list[Act | Party] = list(getattr(one, field))
    owner = owners[int(number)]
    owners[int(number)] = owner.model_copy(update={"facts": _with(owner.facts, slot.name, given)})
    return one.model_copy(update={field: tuple(owners)})


def _with(facts, name, given):
    left = {k: v for k, v in facts.items() if str(k) != name}
    return left if given is None else {**left, Text(name): given}


def unknown() -> FactGiven:
    return FactGiven(status="unknown")


def fact_of(frame, name: str) -> Fact:
    """The fact that a case calls by its id or one of its labels."""
    known = frame.sliced.facts
    return known.get(name) or next(f for f in known.values() if name in {f.label, *f.also})


def giving(one: Case, values: dict[str, FactGiven]) -> Case:
    """The case with these facts said once, for all acts and parties, by id."""
    ids = {name for frame in frames(one) for key in values for name in _names_of(frame, key)}
    keep = lambda facts: {k: v for k, v in facts.items() if str(k) not in ids}  # noqa: E731
    acts = tuple(a.model_copy(update={"facts": keep(a.facts)}) for a in one.acts)
    parties = tuple(p.model_copy(update={"facts": keep(p.facts)}) for p in one.parties)
    facts = {**keep(one.facts), **{Text(k): v for k, v in values.items()}}
    return one.model_copy(update={"facts": facts, "acts": acts, "parties": parties})


def _names_of(frame, key: str) -> set[str]:
    fact = frame.sliced.facts.get(key)
    return {key} if fact is None else {fact.id, fact.label, *map(str, fact.also)}


# ---- comparing outcomes ----------------------------------------------------------------------------------------


def possible(one: Outcome) -> set[str]:
    return set(one.candidates) or {one.disposition}


def matter_measures(one: Outcome) -> bool:
    """Whether a disposition is possible under which measures follow, or would."""
    return any(d not in FIRM for d in possible(one))


def contains(outer: MoneyRange | None, inner: MoneyRange | None) -> bool:
    if outer is None or inner is None:
        return outer is None and inner is None
    lo, least = outer.lo or 0, inner.lo or 0
    below = lo < least or (lo == least and (inner.lo_open or not outer.lo_open))
    if outer.hi is None:
        return below
    return (
        below
        and inner.hi is not None
        and (outer.hi > inner.hi or (outer.hi == inner.hi and (inner.hi_open or not outer.hi_open)))
    )


def broken(before: Outcome, after: Outcome) -> list[str]:
    """Where `after`, which knows less than `before`, contradicts it instead of being open."""
    found = []
    if after.disposition in OPEN:
        if not possible(before) <= possible(after):
            found.append(f"candidates {possible(before)} not in {possible(after)}")
    elif after.disposition != before.disposition:
        found.append(f"disposition {before.disposition} became {after.disposition}")
    if matter_measures(before):
        found += _measures(before, after)
    return found


def _measures(before: Outcome, after: Outcome) -> list[str]:
    found = []
    later = {m.id: m for m in after.measures}
    for m in before.measures:
        now = later.get(m.id)
        if now is None:
            found.append(f"{m.id} is gone")
            continue
        if m.holds is None and now.holds:
            found.append(f"{m.id} became certain")
        if not contains(now.statutory, m.statutory):
            found.append(f"{m.id} statutory {m.statutory} not in {now.statutory}")
        spared = m.barred is not None and m.barred.holds  # nobody asks how much of a fine that cannot be imposed
        if m.statutory != now.statutory and "statutory" not in now.open and not spared:
            found.append(f"{m.id} statutory differs and is not open")
        ranges = {lv.level: lv for lv in now.levels}
        for lv in m.levels:
            if lv.level not in ranges:
                found.append(f"{m.id} level {lv.level} is gone")
            elif not contains(ranges[lv.level].range, lv.range):
                found.append(f"{m.id} {lv.level} {lv.range} not in {ranges[lv.level].range}")
        same = [(lv.level, lv.range, lv.point) for lv in m.levels] == [
            (lv.level, lv.range, lv.point) for lv in now.levels
        ]
        if not same and not {"levels", "statutory", "barred"} & set(now.open):
            found.append(f"{m.id} levels differ and are not open")
    held = {m.id for m in before.measures}
    found += [f"{m.id} appeared as certain" for m in after.measures if m.holds and m.id not in held]
    return found


def frame_losses(one: Case):
    """The case without one of its dates, births, its history: (what, case). Territory and kind of party are no facts."""
    for name in one.dates:
        yield f"dates.{name}", one.model_copy(update={"dates": {k: v for k, v in one.dates.items() if k != name}})
    for n, act in enumerate(one.acts):
        for field in ("start", "end"):
            if getattr(act, field) is not None:
                acts = [*one.acts]
                acts[n] = act.model_copy(update={field: None})
                yield f"act.{field}", one.model_copy(update={"acts": tuple(acts)})
    for n, party in enumerate(one.parties):
        if party.born is not None:
            parties = [*one.parties]
            parties[n] = party.model_copy(update={"born": None})
            yield "party.born", one.model_copy(update={"parties": tuple(parties)})
    if one.history is not None:
        yield "history", one.model_copy(update={"history": None})
