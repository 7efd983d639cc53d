"""The way of a case through the library, in order. Everything else is called from here.

1. files -> `load` -> documents -> `compile` -> Program, looked over by `check`   (`build`)
2. case -> `load` -> Case
3. for each act, party and matter (`decide`):
   `slice`    the rulesets that decide this matter here and then
   `bind`     the facts of the case, typed
   `timeline` the days whose rules may decide: of the act, of the decision
   `versions` the stages in the law's order (`outcome`), under the rules of the act and, where they differ, of the decision
4. for each act and party, `concurrence`: one fine where several provisions call for one; for each party, `combined`
5. -> Decision, which `explain` and `render` put into words
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from pathlib import Path

from enforcerules.base.bounded import bounded
from enforcerules.base.diagnostics import Diagnostic, InvalidInput, Report, diagnose
from enforcerules.base.dsse import Verifier
from enforcerules.base.ignoring import answered
from enforcerules.base.near import nearest
from enforcerules.base.source import Text
from enforcerules.check import check_program
from enforcerules.check.asked import NOTHING_MORE, Asked
from enforcerules.compile import compile_rulesets
from enforcerules.compile.packed import unpacked
from enforcerules.decide.bind import bind, said_of_the_whole
from enforcerules.decide.combined import combinations
from enforcerules.decide.concurrence import concurrences
from enforcerules.decide.facts import Knowledge, alleged
from enforcerules.decide.frame import Frame
from enforcerules.decide.one_fine import marked
from enforcerules.decide.past import said_of_the_past
from enforcerules.decide.provenance import Parts, calendar_edition, case_digest, meaning, parts_of
from enforcerules.decide.reference import judge
from enforcerules.decide.slice import Place, Slice, slice_of
from enforcerules.decide.timeline import Timeline, frames_of, taken, timeline
from enforcerules.decide.versions import lighter
from enforcerules.load.bundle import is_bundle, open_index
from enforcerules.load.rulesets import Loaded, load_rulesets
from enforcerules.model.case import Act, Case, Party
from enforcerules.model.decision import Decision
from enforcerules.model.edition import CURRENT, Edition
from enforcerules.model.program import Program


def build(
    paths: Iterable[Path],
    library: Path | None = None,
    trust: Sequence[Verifier] | None = None,
    asked: Asked = NOTHING_MORE,
) -> tuple[Program | None, Report]:
    """Rulesets from files: read, shape, compile, check. The report holds every problem of every pass that could run.

    What is extended and does not lie under the paths is taken from the `library`, and so are the articles of the laws cited;
    with `trust`, only sealed bundles signed by one of these keys are read. One bundle alone that holds the compiled form of
    this engine is not compiled again, unless more is `asked` of the checks than what was told when it was sealed.
    """
    places = list(paths)
    ready = _ready(places, trust) if asked == NOTHING_MORE else None
    return ready or compiled(load_rulesets(places, library, trust), asked)


def _ready(places: Sequence[Path], trust: Sequence[Verifier] | None) -> tuple[Program, Report] | None:
    """The program that stands compiled in a bundle; None where there is none, or where what is wrong is still to be told."""
    if len(places) != 1 or not is_bundle(places[0]):
        return None
    bundle = open_index(places[0], trust)
    return None if bundle is None else unpacked(bundle.index, bundle.path)


def compiled(loaded: Loaded, asked: Asked = NOTHING_MORE) -> tuple[Program | None, Report]:
    """Documents to a program: compile, check; findings that a comment answers are told with its reason."""
    if loaded.report.errors:
        return None, loaded.report
    program, found = compile_rulesets(loaded.documents, loaded.calendar, loaded.articles)
    report = loaded.report + Report(found)
    if not report.errors:
        report += Report(check_program(program, asked))
    usable = not report.errors
    report = Report(answered(report.diagnostics, loaded.ignores, asked.unasked, whole=usable))
    return (None if report.errors else replace(program, sources=loaded.digests)), report


def decide(program: Program, case: Case, edition: Edition = CURRENT) -> Decision:
    """The decision of a case; raises InvalidInput with every problem of the case.

    `edition` is for the replay of decisions that were made under another one.
    """
    days = timelines(program, case, edition)
    apart = [lighter(one) for one in days]
    frames = [taken(one, outcome) for one, outcome in zip(days, apart, strict=True)]
    concurring = concurrences(tuple(zip(frames, apart, strict=True)))
    outcomes = marked(apart, concurring)
    return Decision(
        edition=edition.name,
        case_id=str(case.case),
        outcomes=outcomes,
        meaning=meaning(parts_of(frame for one in days for frame in frames_of(one))),
        case_digest=case_digest(case, [one.act for one in days]),
        calendar=calendar_edition(program, case),
        program=program,
        case=case,
        concurrences=concurring,
        combined=combinations(tuple(zip(frames, outcomes, strict=True)), concurring),
    )


def timelines(program: Program, case: Case, edition: Edition = CURRENT) -> list[Timeline]:
    """For each act and party the frames on the days whose rules may decide; raises InvalidInput as `decide` does."""
    found: list[Diagnostic] = []
    made = (_timeline(Frames(program, case, act, party, edition), found) for act, party in pairs(case))
    days = [one for one in made if one is not None]
    slices = [frame.sliced for one in days for frame in frames_of(one)]
    found += bounded(chain(said_of_the_whole(case, program, slices), said_of_the_past(case, slices)))
    if Report(tuple(found)).errors:
        raise InvalidInput(Report(tuple(found)))
    return days


def parts_for(program: Program, case: Case) -> Parts:
    """What the rules mean that decide a case, part by part; raises InvalidInput."""
    return parts_of(frame for one in timelines(program, case) for frame in frames_of(one))


def _timeline(frame: Frames, found: list[Diagnostic]) -> Timeline | None:
    """The frames of one act and party on the days whose rules may decide."""
    named = frame.on(place(frame.case, frame.act, frame.party), found)
    return None if named is None else timeline(named, lambda where, matter: frame.on(where, [], matter))


@dataclass(frozen=True, slots=True)
class Frames:
    """Frames of one act and party, by day."""

    program: Program
    case: Case
    act: Act
    party: Party
    edition: Edition = CURRENT

    def on(self, where: Place, found: list[Diagnostic], name: str | None = None) -> Frame | None:
        """The frame of a place and day, of the matter of the act or of another."""
        (own,) = self.act.matter
        matter = self.program.matters.get(name or str(own))
        if matter is None:
            found.append(diagnose("ER601", own.span, matter=own, near=nearest(own, self.program.matters)))
            return None
        sliced = slice_of(self.program, matter, where)
        observed, problems = bind(self.case, self.act, self.party, sliced, self._beside(own, where))
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
            edition=self.edition,
        )
        frame = Frame(self.program, self.case, self.act, self.party, sliced, known, self.party.kind, where)
        return replace(frame, known=alleged(known, matter.elements))

    def _beside(self, own: Text, where: Place) -> list[Slice]:
        """The slices of the other matters that the act falls under: it may speak of their facts as well."""
        named = {str(m) for act in self.case.acts if act.id == self.act.id for m in act.matter if m != own}
        return [
            slice_of(self.program, self.program.matters[m], where) for m in sorted(named) if m in self.program.matters
        ]


def pairs(case: Case) -> Iterator[tuple[Act, Party]]:
    """Each act, under each of its matters, with each of its parties.

    An act that names no party is everybody's, a case without parties has one unknown. Matters come by id, so that the order
    in which an act names them is of no account.
    """
    parties = {str(p.id): p for p in case.parties} or {"p1": Party()}
    for act in case.acts:
        for name in act.parties or parties:
            for matter in sorted(act.matter) if str(name) in parties else ():
                yield act.model_copy(update={"matter": (matter,)}), parties[str(name)]


def place(case: Case, act: Act, party: Party) -> Place:
    """Where and when: substance by the last day of the act that is known, procedure by the day of the decision."""
    days = {str(k): v for k, v in case.dates.items()}
    ended = act.end if isinstance(act.end, date) else None
    running = days.get("decided") or days.get("discovered") if act.end == "ongoing" else None
    act_day = ended or running or act.start or days.get("discovered") or days.get("decided")
    decision_day = days.get("decided") or days.get("notified") or days.get("filed") or days.get("discovered") or act_day
    territory = None if case.territory is None else str(case.territory)
    return Place(territory, party.kind, act_day, decision_day, days.get("known_on"))
