"""Where, when and for whom two sets of rules are compared: every place, day and kind of party in which they can differ.

Days on which nothing begins or ends are one stretch, and settings in which both sides say what they say in another one are
looked at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final, Literal

from enforcerules.base.source import Text
from enforcerules.decide.frame import Frame, of_one_outcome
from enforcerules.decide.slice import Place, days_of_change, slice_of
from enforcerules.model.case import Act, Case, Party
from enforcerules.model.knowledge import Observed, domain
from enforcerules.model.program import Program
from enforcerules.model.territory import NATION
from enforcerules.pipeline import Frames

Reach = Literal["here", "elsewhere", "everywhere"]
Kind = Literal["unit", "individual", "sole_trader", "responsible_person"]
KINDS: Final[tuple[Kind, ...]] = ("unit", "individual", "sole_trader", "responsible_person")
_DAY: Final = timedelta(days=1)
_SAMPLES: Final = ("110000", "310000", "610000", "320000", "450000", "640000")
FIRST: Final = date(1949, 10, 1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some days, the last one included; None is without end."""

    since: date | None
    until: date | None

    @property
    def day(self) -> date:
        """One of them, as late as the stretch ends, and of one without end the first."""
        return self.until or self.since or FIRST


@dataclass(frozen=True, slots=True)
class Scene:
    """A place, a kind of party and some days.

    `place`: the territory itself (`here`), all places that no ruleset names (`elsewhere`), or all there are (`everywhere`).
    """

    territory: str
    place: Reach
    kind: Kind
    days: Stretch


def scenes(pair: tuple[Program, Program], matter: str) -> Iterator[Scene]:
    """Every scene of a matter, where it is in force on some side."""
    codes = _territories(pair, matter)
    for stretch in _stretches(pair, matter):
        for code, place in codes:
            for kind in KINDS:
                yield Scene(code, place, kind, stretch)


def frame_of(program: Program, matter: str, scene: Scene) -> Frame:
    """The rules of a matter in a scene, with nothing known and everything asked."""
    day = scene.days.day
    case = Case(territory=Text(scene.territory))
    act, party = Act(matter=(Text(matter),)), Party(kind=scene.kind)
    frames = Frames(program, case, act, party)
    made = frames.on(Place(scene.territory, scene.kind, day, day), [], matter)
    assert made is not None  # noqa: S101  the matter is one of the program
    return _asked(made)


def outline(program: Program, matter: str, scene: Scene) -> tuple[object, ...]:
    """What decides in a scene, by identity: scenes in which it is the same are one."""
    day = scene.days.day
    one = program.matters[matter]
    sliced = slice_of(program, one, Place(scene.territory, scene.kind, day, day))
    rules = tuple(id(rule) for rule in sliced.rules if of_one_outcome(rule))
    parts = tuple(id(part) for part in (*sliced.measures, *sliced.benchmarks))
    values = tuple(sorted((name, id(value)) for name, value in sliced.values.items()))
    return scene.kind, sliced.rulesets, rules, parts, values, one.in_force.covers(day)


def _asked(frame: Frame) -> Frame:
    """Whatever nobody need raise is raised here, and open; an act is not ended by the absence of its days."""
    quiet = {
        name: Observed(domain(fact), "unknown")
        for name, fact in frame.sliced.facts.items()
        if fact.formula is None and fact.ask == "if_raised" and name not in frame.known.given
    }
    return replace(frame, known=replace(frame.known, given={**quiet, **frame.known.given}, memo={}))


def concerned(program: Program, matter: str) -> tuple[str, ...]:
    """The rulesets whose rules can have to do with a matter: its own, what that extends, and what extends it."""
    if matter not in program.matters:
        return ()
    home = program.matters[matter].ruleset
    below = sorted(name for name, one in program.rulesets.items() if home in one.lineage and name != home)
    return (*program.rulesets[home].lineage, *below)


def _territories(pair: tuple[Program, Program], matter: str) -> list[tuple[str, Reach]]:
    """The places that a ruleset or a parameter names, and one that none does."""
    found: set[str] = set()
    for program in pair:
        for name in concerned(program, matter):
            ruleset = program.rulesets[name]
            found |= set(ruleset.territories)
            found |= {code for p in ruleset.parameters.values() for v in p.values for code in v.territories}
    named = sorted(code for code in found if code != NATION)
    other = next((code for code in _SAMPLES if not any(code[:2] == one[:2] for one in named)), _SAMPLES[0])
    if not named:
        return [(other, "everywhere")]
    return [(other, "elsewhere"), *((code, "here") for code in named)]


def _stretches(pair: tuple[Program, Program], matter: str) -> Iterator[Stretch]:
    """The days cut wherever something that may decide the matter begins or ends."""
    known = [program for program in pair if matter in program.matters]
    starts = sorted({day for program in known for day in days_of_change(program, program.matters[matter])})
    own = [program.matters[matter].in_force for program in pair if matter in program.matters]
    for since, after in zip([None, *starts], [*starts, None], strict=True):
        stretch = Stretch(since, None if after is None else after - _DAY)
        if any(one.covers(stretch.day) for one in own):
            yield stretch
