"""The way of a case through the library, in order. Everything else is called from here.

    files ── load ──► documents ── compile ──► Program ─┐
    case  ── load ──► Case ─────────────────────────────┴─► for each act and party:
                                                              slice   the rulesets that decide this matter here and then
                                                              bind    the case's facts, typed
                                                              lighter the stages in the law's order, under the rules of
                                                                      the act and, where they differ, of the decision
                                                            ──► Decision
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from enforcerules.base.canonical import digest
from enforcerules.base.diagnostics import Diagnostic, InvalidInput, Report, diagnose
from enforcerules.base.near import nearest
from enforcerules.base.source import Text
from enforcerules.compile import compile_rulesets
from enforcerules.decide.bind import bind
from enforcerules.decide.facts import Knowledge
from enforcerules.decide.frame import Frame
from enforcerules.decide.reference import judge
from enforcerules.decide.slice import Place, Slice, slice_of
from enforcerules.decide.versions import differ, lighter
from enforcerules.load.rulesets import load_rulesets
from enforcerules.model.case import Act, Case, Party
from enforcerules.model.decision import EDITION, Decision
from enforcerules.model.plain import plain
from enforcerules.model.program import Program


def build(paths: Iterable[Path]) -> tuple[Program | None, Report]:
    """Rulesets from files: read, shape, compile. The report holds every problem of every pass that could run."""
    loaded = load_rulesets(paths)
    if loaded.report.errors:
        return None, loaded.report
    program, found = compile_rulesets(loaded.documents, loaded.calendar)
    report = loaded.report + Report(found)
    return (None if report.errors else program), report


def decide(program: Program, case: Case) -> Decision:
    """The decision of a case; raises InvalidInput with every problem of the case."""
    found: list[Diagnostic] = []
    frames = [pair for act, party in pairs(case) if (pair := _versions(program, case, act, party, found)) is not None]
    if Report(tuple(found)).errors:
        raise InvalidInput(Report(tuple(found)))
    return Decision(
        edition=EDITION,
        case_id=str(case.case),
        outcomes=tuple(lighter(old, new) for old, new in frames),
        meaning=meaning([frame for pair in frames for frame in pair if frame is not None]),
        case_digest=case_digest(case, [old for old, _ in frames]),
        calendar=_calendar(program, case),
        program=program,
        case=case,
    )


def _versions(
    program: Program, case: Case, act: Act, party: Party, found: list[Diagnostic]
) -> tuple[Frame, Frame | None] | None:
    """The frame under the rules of the act, and under those of the decision where they differ."""
    where = place(case, act, party)
    old = _frame(program, case, act, party, where, found)
    decided = case.dates.get(Text("decided"))
    if old is None or decided is None or where.act_day is None or decided <= where.act_day:
        return None if old is None else (old, None)
    new = _frame(program, case, act, party, replace(where, act_day=decided), [])
    return old, new if new is not None and differ(old, new) else None


def _frame(
    program: Program, case: Case, act: Act, party: Party, where: Place, found: list[Diagnostic]
) -> Frame | None:
    matter = program.matters.get(str(act.matter))
    if matter is None:
        near = nearest(act.matter, program.matters)
        found.append(diagnose("ER601", act.matter.span, matter=act.matter, near=near))
        return None
    sliced = slice_of(program, matter, where)
    observed, problems = bind(case, act, party, sliced)
    found += problems
    known = Knowledge(
        facts=sliced.facts,
        given=observed,
        values=sliced.values,
        matter=matter.id,
        party=str(party.id),
        history=case.history,
        calendar=program.calendar,
        judge=judge,
        concluded=case.phase == "concluded",
    )
    return Frame(program, case, act, party, sliced, known, party.kind, where)


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


def meaning(frames: list[Frame]) -> str:
    """The digest of what the rules used here say: the resolved slice of each matter, whatever files it stood in."""
    return digest([_sliced(frame.sliced) for frame in frames])


def _sliced(sliced: Slice) -> object:
    return plain(
        {
            "matter": sliced.matter,
            "facts": dict(sorted(sliced.facts.items())),
            "rules": sliced.rules,
            "benchmarks": sliced.benchmarks,
            "values": dict(sorted(sliced.values.items())),
        }
    )


def case_digest(case: Case, frames: list[Frame]) -> str:
    """The digest of the case as it was understood: labels resolved to ids, values typed."""
    frame_fields = case.model_dump(exclude={"facts", "acts", "parties", "format"})
    acts = [act.model_dump(exclude={"facts"}) for act in case.acts]
    parties = [party.model_dump(exclude={"facts"}) for party in case.parties]
    facts = [dict(sorted(frame.known.given.items())) for frame in frames]
    return digest(plain({"case": frame_fields, "acts": acts, "parties": parties, "facts": facts}))


def _calendar(program: Program, case: Case) -> str:
    years = sorted({d.year for d in case.dates.values()} & set(program.calendar.years))
    return f"{program.calendar.id}-{years[-1]}" if years else program.calendar.id
