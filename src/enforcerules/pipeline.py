"""The way of a case through the library, in order. Everything else is called from here.

1. files -> `load` -> documents -> `compile` -> Program, looked over by `check`   (`build`)
2. case -> `load` -> Case
3. for each act and party (`decide`):
   `slice`    the rulesets that decide this matter here and then
   `bind`     the facts of the case, typed
   `timeline` the days whose rules may decide: of the act, of the decision
   `versions` the stages in the law's order (`outcome`), under the rules of the act and, where they differ, of the decision
4. -> Decision, which `explain` and `render` put into words
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from enforcerules.base.diagnostics import Diagnostic, InvalidInput, Report, diagnose
from enforcerules.base.dsse import Verifier
from enforcerules.base.near import nearest
from enforcerules.base.source import Text
from enforcerules.check import check_program
from enforcerules.compile import compile_rulesets
from enforcerules.decide.bind import bind, said_of_the_whole
from enforcerules.decide.facts import Knowledge, alleged
from enforcerules.decide.frame import Frame
from enforcerules.decide.provenance import calendar_edition, case_digest, meaning
from enforcerules.decide.reference import judge
from enforcerules.decide.slice import Place, slice_of
from enforcerules.decide.timeline import Timeline, differ, established, frames_of, released_by, successors
from enforcerules.decide.versions import lighter
from enforcerules.load.rulesets import Loaded, load_rulesets
from enforcerules.model.case import Act, Case, Party
from enforcerules.model.decision import EDITION, Decision
from enforcerules.model.program import Program


def build(
    paths: Iterable[Path], library: Path | None = None, trust: Sequence[Verifier] | None = None
) -> tuple[Program | None, Report]:
    """Rulesets from files: read, shape, compile, check. The report holds every problem of every pass that could run.

    What is extended and does not lie under the paths is taken from the `library`; with `trust`, only sealed bundles signed
    by one of these keys are read.
    """
    return compiled(load_rulesets(paths, library, trust))


def compiled(loaded: Loaded) -> tuple[Program | None, Report]:
    """Documents to a program: compile, check."""
    if loaded.report.errors:
        return None, loaded.report
    program, found = compile_rulesets(loaded.documents, loaded.calendar)
    report = loaded.report + Report(found)
    if not report.errors:
        report += Report(check_program(program))
    return (None if report.errors else program), report


def decide(program: Program, case: Case) -> Decision:
    """The decision of a case; raises InvalidInput with every problem of the case."""
    days = timelines(program, case)
    return Decision(
        edition=EDITION,
        case_id=str(case.case),
        outcomes=tuple(lighter(one) for one in days),
        meaning=meaning([frame for one in days for frame in frames_of(one)]),
        case_digest=case_digest(case, [one.act for one in days]),
        calendar=calendar_edition(program, case),
        program=program,
        case=case,
    )


def timelines(program: Program, case: Case) -> tuple[Timeline, ...]:
    """Every act and party with the days whose rules may decide; raises InvalidInput with every problem of the case."""
    found: list[Diagnostic] = []
    made = (_timeline(program, case, act, party, found) for act, party in pairs(case))
    days = tuple(one for one in made if one is not None)
    found += said_of_the_whole(case, program, [one.act.sliced for one in days])
    if Report(tuple(found)).errors:
        raise InvalidInput(Report(tuple(found)))
    return days


def _timeline(program: Program, case: Case, act: Act, party: Party, found: list[Diagnostic]) -> Timeline | None:
    """The frames of one act and party on the days whose rules may decide."""
    where = place(case, act, party)
    frame = Frames(program, case, act, party)
    old = frame.on(where, found)
    if old is None:
        return None
    made = Timeline(old, first=_first(frame, act, old), latest=_latest(frame, act, case, old))
    decided = case.dates.get(Text("decided"))
    if decided is None or where.act_day is None or decided <= where.act_day:
        return made
    matter = old.sliced.matter
    released = released_by(matter, where.act_day, decided)
    if released is not None:
        return replace(made, released=released)
    then = replace(where, act_day=decided)
    later = successors(matter, decided)
    if later:
        new = established(f for name in later if (f := frame.on(then, [], name)) is not None)
        return replace(made, decision=new[0]) if len(new) == 1 else replace(made, split=later)
    now = frame.on(then, [])
    return replace(made, decision=now) if now is not None and differ(old, now) else made


def _first(frame: Frames, act: Act, old: Frame) -> Frame | None:
    """The frame of the first day of an act that went on, where the rules were others."""
    if act.start is None or act.end is None or old.place.act_day is None or act.start >= old.place.act_day:
        return None
    first = frame.on(replace(old.place, act_day=act.start), [])
    return first if first is not None and differ(first, old) else None


def _latest(frame: Frames, act: Act, case: Case, old: Frame) -> Frame | None:
    """Where the end of the act is not known: the frame of the last day on which it may have ended, if rules changed."""
    last = case.dates.get(Text("discovered")) or case.dates.get(Text("decided"))
    if act.end is not None or act.start is None or last is None or last <= act.start:
        return None
    latest = frame.on(replace(old.place, act_day=last), [])
    return latest if latest is not None and differ(old, latest) else None


@dataclass(frozen=True, slots=True)
class Frames:
    """Frames of one act and party, by day."""

    program: Program
    case: Case
    act: Act
    party: Party

    def on(self, where: Place, found: list[Diagnostic], name: str | None = None) -> Frame | None:
        """The frame of a place and day, of the matter of the act or of another."""
        matter = self.program.matters.get(name or str(self.act.matter))
        if matter is None:
            near = nearest(self.act.matter, self.program.matters)
            found.append(diagnose("ER601", self.act.matter.span, matter=self.act.matter, near=near))
            return None
        sliced = slice_of(self.program, matter, where)
        observed, problems = bind(self.case, self.act, self.party, sliced)
        found += problems
        known = Knowledge(
            facts=sliced.facts,
            given=observed,
            values=sliced.values,
            matter=matter.id,
            party=str(self.party.id),
            history=self.case.history,
            calendar=self.program.calendar,
            judge=judge,
            concluded=self.case.phase == "concluded",
        )
        frame = Frame(self.program, self.case, self.act, self.party, sliced, known, self.party.kind, where)
        return replace(frame, known=alleged(known, matter.elements))


def pairs(case: Case) -> Iterator[tuple[Act, Party]]:
    """Each act with each of its parties; an act that names none is everybody's, a case without parties has one unknown."""
    parties = {str(p.id): p for p in case.parties} or {"p1": Party()}
    for act in case.acts:
        for name in act.parties or parties:
            if str(name) in parties:
                yield act, parties[str(name)]


def place(case: Case, act: Act, party: Party) -> Place:
    """Where and when: substance by the last day of the act that is known, procedure by the day of the decision."""
    days = {str(k): v for k, v in case.dates.items()}
    ended = act.end if isinstance(act.end, date) else None
    running = days.get("decided") or days.get("discovered") if act.end == "ongoing" else None
    act_day = ended or running or act.start or days.get("discovered") or days.get("decided")
    decision_day = days.get("decided") or days.get("notified") or days.get("filed") or days.get("discovered") or act_day
    territory = None if case.territory is None else str(case.territory)
    return Place(territory, party.kind, act_day, decision_day, days.get("known_on"))
