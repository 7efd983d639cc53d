"""The head of the reasons: what is proposed, how firmly, and which finding decides between candidates."""

from __future__ import annotations

from collections.abc import Iterator

from enforcerules.explain.view import View, fact_title, listed, say, verb_title
from enforcerules.model.citation import Citation
from enforcerules.model.decision import Disposition, MeasureSeen, Question, Reason
from enforcerules.model.explanation import Arg, Line, Mark, Message, Section, Span, Word

_LEAST_QUESTIONS = 3


def proposal(view: View) -> Section:
    """What is proposed, how firmly, and which finding decides between candidates."""
    out = view.outcome
    firm: Mark = "open" if out.candidates else "statutory"
    lines = [Line(firm, say("proposal", disposition=Word("conclusion", out.disposition)), decided=True)]
    if out.disposition == "refer" and out.organ:
        lines.append(
            Line("statutory", say("proposal.organ", organ=Word("organ", out.organ)), cites=grounds(view, "refer"))
        )
    lines += _candidates(view)
    lines.append(Line("open" if out.candidates else "statutory", _firmness(view)))
    if out.disposition == "penalise":
        lines += [_measure(view, one) for one in out.measures if one.holds is not False]
    return Section("proposal", say("heading.proposal"), tuple(lines))


def _firmness(view: View) -> Message:
    out = view.outcome
    if out.outer_bound:
        return say("firm.outer")
    if out.candidates or out.questions:
        return say(f"firm.open.{out.phase}", n=Word("ordinal", str(len(out.questions))))
    return say("firm.settled.concluded" if out.phase == "concluded" else "firm.settled.investigating")


def _candidates(view: View) -> Iterator[Line]:
    """What each value of the questions that matter most leads to; else the candidates one by one."""
    questions = [q for q in view.outcome.questions if len({said for _, said in q.leads_to}) > 1]
    for question in questions[:_LEAST_QUESTIONS]:
        yield from leads(view, question)
    if not questions:
        for one in view.outcome.candidates:
            yield Line("open", say("candidate", disposition=Word("conclusion", one)), cites=grounds(view, one))


def leads(view: View, question: Question) -> Iterator[Line]:
    """What each value of an open fact leads to."""
    fact = view.fact(question.fact)
    order = sorted(question.leads_to, key=lambda pair: pair[0] == "false")
    for value, said in order:
        key = f"leads.{value}" if value in {"true", "false"} else "leads.value"
        chosen = listed([Word("conclusion", one) for one in said], "or")
        cites = grounds(view, said[0]) if len(said) == 1 else ()
        person = ".person" if fact.evaluative and key != "leads.value" else ""
        yield Line("open", say(key + person, label=fact_title(fact), value=value, dispositions=chosen), cites=cites)


def grounds(view: View, disposition: str) -> tuple[Citation, ...]:
    """Where the rules stand that lead to a disposition."""
    found = [r for r in view.outcome.reasons if r.decided and leads_to(r) == disposition]
    return tuple(dict.fromkeys(c for reason in found for c in reason.basis[:1]))


def leads_to(reason: Reason) -> Disposition | None:
    """The disposition a rule leads to if it holds."""
    name = reason.effect.partition(":")[0]
    if name == "spare":
        return "no_penalty_shall" if reason.strength == "shall" else "no_penalty_may"
    ends: dict[str, Disposition] = {
        "refer": "refer",
        "order": "order_first",
        "no_jurisdiction": "no_jurisdiction",
        "time_barred": "time_barred",
        "not_established": "not_established",
        "no_basis": "no_basis",
    }
    return ends.get(name) if reason.stage != "limb" else None


def _measure(view: View, one: MeasureSeen) -> Line:
    """One measure with the levels permitted, as the proposal names it."""
    title = verb_title(view.kind(one.kind))
    levels: list[Arg] = [
        say("level.short", level=Word("level", lv.level), range=Span(lv.range))
        for lv in one.levels
        if lv.range is not None
    ]
    key = "proposal.measure.levels" if levels else "proposal.measure"
    by_table = any(name for lv in one.levels for name in lv.because)
    return Line(
        "open" if one.open else "benchmark" if by_table else "statutory",
        say(key, kind=title, modality=Word("modality", one.modality), levels=listed(levels, "clauses")),
        status="open" if one.holds is None else "none",
        cites=one.basis,
    )
