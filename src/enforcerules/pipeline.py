"""The way of a case through the library, in order. Everything else is called from here.

1. files -> `load` -> documents -> `compile` -> Program, looked over by `check`   (`build`)
2. case -> `load` -> Case
3. for each act and party (`decide`):
   `slice`    the rulesets that decide this matter here and then
   `bind`     the facts of the case, typed
   `versions` the stages in the law's order (`outcome`), under the rules of the act and, where they differ, of the decision
4. -> Decision, which `explain` and `render` put into words
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from enforcerules.base.diagnostics import Diagnostic, InvalidInput, Report, diagnose
from enforcerules.base.near import nearest
from enforcerules.base.source import Text
from enforcerules.check import check_program
from enforcerules.compile import compile_rulesets
from enforcerules.decide.bind import bind, said_of_the_whole
from enforcerules.decide.facts import Knowledge, alleged
from enforcerules.decide.frame import Frame
from enforcerules.decide.provenance import Parts, calendar_edition, case_digest, meaning, parts_of
from enforcerules.decide.reference import judge
from enforcerules.decide.slice import Place, slice_of
from enforcerules.decide.versions import differ, lighter
from enforcerules.load.rulesets import load_rulesets
from enforcerules.model.case import Act, Case, Party
from enforcerules.model.decision import Decision
from enforcerules.model.edition import CURRENT, Edition
from enforcerules.model.program import Program


def build(paths: Iterable[Path], library: Path | None = None) -> tuple[Program | None, Report]:
    """Rulesets from files: read, shape, compile, check. The report holds every problem of every pass that could run.

    What is extended and does not lie under the paths is taken from the `library`.
    """
    loaded = load_rulesets(paths, library)
    if loaded.report.errors:
        return None, loaded.report
    program, found = compile_rulesets(loaded.documents, loaded.calendar)
    report = loaded.report + Report(found)
    if not report.errors:
        report += Report(check_program(program))
    return (None if report.errors else program), report


def decide(program: Program, case: Case, edition: Edition = CURRENT) -> Decision:
    """The decision of a case; raises InvalidInput with every problem of the case.

    `edition` is for the replay of decisions that were made under another one.
    """
    frames = framed(program, case, edition)
    return Decision(
        edition=edition.name,
        case_id=str(case.case),
        outcomes=tuple(lighter(old, new) for old, new in frames),
        meaning=meaning(parts_of(every(frames))),
        case_digest=case_digest(case, [old for old, _ in frames]),
        calendar=calendar_edition(program, case),
        program=program,
        case=case,
    )


def framed(program: Program, case: Case, edition: Edition = CURRENT) -> list[tuple[Frame, Frame | None]]:
    """For each act, party and matter the frame under the rules of the act, and of the decision where they differ.

    Raises:
        InvalidInput: with every problem of the case.
    """
    found: list[Diagnostic] = []
    frames = [pair for one in alleged_of(case) if (pair := _versions(program, case, one, found, edition)) is not None]
    found += said_of_the_whole(case, program, [old.sliced for old, _ in frames])
    if Report(tuple(found)).errors:
        raise InvalidInput(Report(tuple(found)))
    return frames


def parts_for(program: Program, case: Case) -> Parts:
    """What the rules mean that decide a case, part by part; raises InvalidInput."""
    return parts_of(every(framed(program, case)))


def every(frames: list[tuple[Frame, Frame | None]]) -> list[Frame]:
    """The frames of both days."""
    return [frame for pair in frames for frame in pair if frame is not None]


def _versions(
    program: Program, case: Case, one: Alleged, found: list[Diagnostic], edition: Edition
) -> tuple[Frame, Frame | None] | None:
    """The frame under the rules of the act, and under those of the decision where they differ."""
    where = place(case, one.act, one.party)
    old = _frame(program, case, one, where, found, edition)
    decided = case.dates.get(Text("decided"))
    if old is None or decided is None or where.act_day is None or decided <= where.act_day:
        return None if old is None else (old, None)
    new = _frame(program, case, one, replace(where, act_day=decided), [], edition)
    return old, new if new is not None and differ(old, new) else None


def _frame(  # noqa: PLR0913, PLR0917  what a frame is made of
    program: Program, case: Case, one: Alleged, where: Place, found: list[Diagnostic], edition: Edition = CURRENT
) -> Frame | None:
    matter = program.matters.get(str(one.matter))
    if matter is None:
        near = nearest(one.matter, program.matters)
        found.append(diagnose("ER601", one.matter.span, matter=one.matter, near=near))
        return None
    sliced = slice_of(program, matter, where)
    observed, problems = bind(case, one.act, one.party, sliced)
    found += problems
    known = Knowledge(
        facts=sliced.facts,
        given=observed,
        values=sliced.values,
        matter=matter.id,
        party=str(one.party.id),
        history=case.history,
        calendar=program.calendar,
        judge=judge,
        concluded=case.phase == "concluded",
        edition=edition,
    )
    return Frame(program, case, one.act, one.party, sliced, alleged(known, matter.elements), one.party.kind, where)


@dataclass(frozen=True, slots=True)
class Alleged:
    """An act of a party, under one of the provisions that it is alleged to breach."""

    act: Act
    party: Party
    matter: Text


def alleged_of(case: Case) -> Iterator[Alleged]:
    """Each act with each of its parties and each of its matters."""
    for act, party in pairs(case):
        yield Alleged(act, party, act.matter)


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
    return Place(territory, party.kind, act_day, decision_day)
