"""`review` in order: put what was done into the case, ask the rules, run the checks, compare like cases."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from enforcerules.audit.review import alike, amounts, citing, disposal, notice, package, steps
from enforcerules.audit.review.completed import completed
from enforcerules.audit.review.view import Noted, View
from enforcerules.base.diagnostics import Diagnostic, InvalidInput, Report, diagnose
from enforcerules.base.near import nearest
from enforcerules.base.source import Span
from enforcerules.decide.concurrence import concurrences
from enforcerules.decide.frame import Frame
from enforcerules.decide.one_fine import marked
from enforcerules.decide.timeline import taken
from enforcerules.decide.versions import lighter
from enforcerules.model.capitals import read_figures
from enforcerules.model.case import Case
from enforcerules.model.citation import parse
from enforcerules.model.decision import Disposition, Outcome
from enforcerules.model.duration import notation, parse_duration
from enforcerules.model.made import Made, MadeMeasure, MadeOutcome
from enforcerules.model.membership import Verdict
from enforcerules.model.program import Program
from enforcerules.model.proposal import UnreadableError, judged
from enforcerules.model.review import Alike, Finding, Open, Review, Reviewed, ReviewedOutcome
from enforcerules.pipeline import timelines

_DAYS = re.compile(r"[0-9]{1,4}")
CHECKS = (disposal.check, amounts.check, package.check, steps.check, notice.check, citing.check)
"""Every check takes a view and gives findings and what is open; to add one, write it and name it here."""


def review(program: Program, decisions: Iterable[tuple[str, Made | None, Report]]) -> Review:
    """Review decisions by name; one that cannot be used keeps its problems, and the others go on."""
    reviewed = tuple(_reviewed(program, name, made, report) for name, made, report in decisions)
    return Review(reviewed, unlike(reviewed, program))


def unlike(reviewed: Iterable[Reviewed], program: Program) -> tuple[Alike, ...]:
    """Like cases that were decided unlike."""
    return alike.unlike(reviewed, program)


def _reviewed(program: Program, name: str, made: Made | None, report: Report) -> Reviewed:
    if made is None or report.errors:
        return Reviewed(name, name if made is None else str(made.made), (), report)
    found = [*_twice(made)]
    try:
        apart = [list(_views(program, made, did, found)) for did in made.outcomes]
        outcomes = tuple(_one_of([_outcome(one) for one in views]) for views in apart if views)
    except InvalidInput as invalid:
        found += invalid.report.diagnostics
        outcomes = ()
    whole = report + Report(tuple(found))
    return Reviewed(name, str(made.made), () if whole.errors else outcomes, whole)


def _twice(made: Made) -> Iterator[Diagnostic]:
    """Two entries about the same act, party and provision: which of them was decided, nobody knows."""
    seen: set[tuple[str | None, ...]] = set()
    for one in made.outcomes:
        key = (one.act, one.party, one.matter)
        if key in seen:
            named = "/".join(text for text in key if text is not None) or made.made
            yield diagnose("ER209", one.span or made.span, item=named, where="outcomes")
        seen.add(key)


def _outcome(view: View) -> ReviewedOutcome:
    noted = tuple(dict.fromkeys(one for check in CHECKS for one in check(view)))
    return ReviewedOutcome(
        act=view.outcome.act,
        party=view.outcome.party,
        matter=view.outcome.matter,
        dispositions=view.dispositions,
        versions=view.outcome.versions,
        findings=_findings(noted),
        open=tuple(one for one in noted if isinstance(one, Open)),
        deciding=() if view.outcome.questions else alike.deciding(view),
        done=alike.results(view),
    )


def _one_of(outcomes: list[ReviewedOutcome]) -> ReviewedOutcome:
    """Of several provisions that the decision may rest on, the one under which the least is wrong; which it is, is open."""
    if len(outcomes) == 1:
        return outcomes[0]
    best = min(outcomes, key=lambda one: [one_.severity for one_ in one.findings].count("error"))
    matters = tuple(one.matter for one in outcomes)
    return replace(best, open=(Open("matter", ("matter",), (("matters", matters),)), *best.open))


def _findings(noted: Iterable[Noted]) -> tuple[Finding, ...]:
    """The findings: errors, then warnings, then alerts."""
    order = {"error": 0, "warning": 1, "alert": 2}
    found = [one for one in noted if isinstance(one, Finding)]
    return tuple(sorted(found, key=lambda one: order[one.severity]))


# ---- what the rules say of one outcome as made -------------------------------------------------------------------


def _views(program: Program, made: Made, did: MadeOutcome, found: list[Diagnostic]) -> Iterator[View]:
    case, problems = completed(made, did, program)
    found += [*problems, *_figures(did)]
    if Report(tuple(found)).errors:
        return
    outcomes, frames = _decided(program, case)
    wrong: list[Diagnostic] = []
    some = False
    for at in _cited(did, outcomes, _at(made, did, outcomes, found), program):
        view = View(program, replace_case(made, case), did, outcomes[at], frames[at], None)
        try:
            yield replace(view, verdict=_verdict(view))
            some = True
        except UnreadableError as error:
            wrong.append(diagnose("ER664", _written_at(did, error.written), what=error.written, near=error.near))
    found += [] if some else wrong


def _written_at(did: MadeOutcome, written: str) -> Span | None:
    """Where something stands among the measures."""
    texts = (text for one in did.measures for text in (one.kind, one.amount, one.length) if text is not None)
    return next((text.span for text in texts if text == written), None) or did.place_of("measures")


def _cited(did: MadeOutcome, outcomes: tuple[Outcome, ...], there: list[int], program: Program) -> list[int]:
    """Of several provisions those that the decision cites, if it cites any."""
    texts = (*did.basis, *(text for one in did.measures for text in one.basis))
    places = [place for text in texts if (place := parse(text)) is not None]
    named = [
        at
        for at in there
        if any(p.holds(c) or c.holds(p) for p in program.matters[outcomes[at].matter].penalised_by for c in places)
    ]
    return named or there


def replace_case(made: Made, case: Case) -> Made:
    """The decision with its case completed."""
    return made.model_copy(update={"case": case})


def _decided(program: Program, case: Case) -> tuple[tuple[Outcome, ...], tuple[Frame, ...]]:
    """As `pipeline.decide` does, with the frames kept."""
    days = timelines(program, case)
    apart = [lighter(one) for one in days]
    frames = tuple(taken(one, outcome) for one, outcome in zip(days, apart, strict=True))
    concurring = concurrences(tuple(zip(frames, apart, strict=True)))
    return marked(apart, concurring), frames


def _at(made: Made, did: MadeOutcome, outcomes: tuple[Outcome, ...], found: list[Diagnostic]) -> list[int]:
    """Which outcomes of the rules may be meant: by act, party and matter, as far as they are named."""
    wanted = (("act", did.act), ("party", did.party), ("matter", did.matter))
    there = list(range(len(outcomes)))
    for key, name in wanted:
        named = [at for at in there if name is None or getattr(outcomes[at], key) == name]
        if not named and name is not None:
            known = sorted({str(getattr(outcomes[at], key)) for at in there})
            near = nearest(str(name), known)
            found.append(
                diagnose("ER661", name.span, what=f"@made_{key}", name=name, known="、".join(known), near=near)
            )
            return []
        there = named
    if len({(outcomes[at].act, outcomes[at].party) for at in there}) > 1:
        found.append(diagnose("ER663", did.span or made.span, known="、".join(f"{o.act}/{o.party}" for o in outcomes)))
        return []
    return [at for at in there if not _gave_way(outcomes[at])] or there


def _gave_way(outcome: Outcome) -> bool:
    return any(one.gave_way is not None for one in outcome.measures)


def _figures(did: MadeOutcome) -> Iterator[Diagnostic]:
    """An outcome that says nothing, and amounts that cannot be read: nothing can be said of them."""
    if did.disposition is None and not did.measures:
        yield diagnose("ER202", did.span, where="outcomes", key="disposition")
    measures = (*did.measures, *(() if did.notice is None else did.notice.measures))
    texts = [one.amount for one in measures]
    if did.defence is not None:
        texts += [did.defence.before, did.defence.after]
    for text in texts:
        if text is not None and read_figures(text) is None:
            yield diagnose("ER240", text.span, found=text)
    kinds = [str(one.kind) for one in did.measures]
    for at, one in enumerate(did.measures):
        if kinds.index(str(one.kind)) != at:
            yield diagnose("ER209", one.kind.span, item=one.kind, where="measures")
    for one in measures:
        if one.length is not None and not _DAYS.fullmatch(one.length) and parse_duration(one.length) is None:
            yield diagnose("ER664", one.length.span, what=one.length)


def _verdict(view: View) -> Verdict | None:
    """Whether what was imposed is lawful if what was done with the party is; nothing to judge where the case ended or went."""
    if view.done not in {"penalise", "no_penalty"}:
        return None
    chosen = {str(one.kind): _chosen(view, one) for one in view.did.measures}
    end: Disposition = "penalise"
    if view.done == "no_penalty":
        end = next((one for one in view.dispositions if one.startswith("no_penalty")), "no_penalty_shall")
        chosen = {name: value for name, value in chosen.items() if not _is_order(view, name)}
    return judged(replace(view.outcome, disposition=end, candidates=()), chosen)


def _is_order(view: View, name: str) -> bool:
    kind = view.outcome.kinds.get(name.partition("@")[0])
    return kind is not None and kind.class_ != "penalty"


def _chosen(view: View, one: MadeMeasure) -> str | bool:
    """The amount in 元 or the length as the rules read it; what has neither is imposed as such."""
    if one.amount is not None:
        fen = read_figures(one.amount)
        kind = one.kind.partition("@")[0]
        measure = view.measures.get(one.kind)
        if fen is not None and (kind == "fine" or (measure is not None and measure.kind == "fine")):
            return f"{fen // 100}.{fen % 100:02d}"
        return fen != 0
    if one.length is None:
        return True
    length = parse_duration(one.length)
    return str(one.length) if length is None else notation(length)
