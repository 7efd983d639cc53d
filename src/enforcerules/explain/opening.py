"""The head of the reasons: what is proposed, how firmly, and which finding decides between candidates."""

from __future__ import annotations

from collections.abc import Iterator

from enforcerules.explain import tests
from enforcerules.explain.consequences import grouped, not_imposed
from enforcerules.explain.view import View, fact_title, kind_title, listed, rule_title, say, verb_title
from enforcerules.model.citation import Citation
from enforcerules.model.decision import Disposition, MeasureSeen, Question, Reason
from enforcerules.model.explanation import Arg, Line, Mark, Message, Section, Span, Word

_LEAST_QUESTIONS = 3


def proposal(view: View) -> Section:
    """What is proposed, how firmly, and which finding decides between candidates."""
    out = view.outcome
    firm: Mark = "open" if out.candidates else "statutory"
    lines = [Line(firm, say("proposal", disposition=Word("conclusion", out.conclusion)), decided=True)]
    if out.disposition == "refer" and out.organ:
        lines.append(Line("statutory", say("proposal.organ", organ=Word("organ", out.organ))))
    if not out.candidates:
        lines += _grounds(view)
    lines += _candidates(view)
    lines.append(Line("open" if out.candidates else "statutory", _firmness(view)))
    if out.candidates and out.questions and view.questions_of_law:
        lines.append(Line("open", say("firm.law", questions=of_law(view))))
    if view.possible == ("penalise",):
        lines += grouped(view, lambda one: short_measure(view, one))
    return Section("proposal", say("heading.proposal"), tuple(lines))


def _grounds(view: View) -> Iterator[Line]:
    """The rules on which a disposition other than a penalty rests."""
    for reason in view.outcome.reasons:
        if reason.stage == "elements" and reason.holds is False and reason.decided:
            failed = tests.lines(view, tests.deciding(view, reason))
            yield Line("found", say("proposal.ground.elements"), children=failed, rule=reason.rule)
        elif reason.decided and leads_to(reason) == view.outcome.disposition:
            said = say("proposal.ground", title=rule_title(reason), effect=ordered(reason))
            secondary = view.is_secondary(reason.basis, reason.evidence)
            yield Line(reason.says, said, cites=reason.basis, secondary=secondary, rule=reason.rule)
        elif reason.effect == "version:lighter" and view.outcome.version == "decision":
            yield Line(
                reason.says, say("proposal.version", title=rule_title(reason)), cites=reason.basis, rule=reason.rule
            )


def ordered(reason: Reason) -> Arg:
    """What is ordered first, where something is."""
    name, _, kind = reason.effect.partition(":")
    return say("proposal.order", order=Word("order", kind)) if name == "order" else ""


def short(reason: Reason) -> Word:
    """What a rule leads to, in few words."""
    name, _, kind = reason.effect.partition(":")
    return Word("order", kind) if name == "order" else Word("conclusion.short", leads_to(reason) or "")


def _firmness(view: View) -> Message:
    out = view.outcome
    if out.outer_bound:
        return say("firm.outer")
    if out.candidates and not out.questions:
        law = view.questions_of_law
        n = Word("ordinal", str(len(law)))
        return say("firm.open.law", n=n, questions=of_law(view)) if law else say("firm.open.decide")
    if out.candidates or out.questions:
        return say(f"firm.open.{out.phase}", n=Word("ordinal", str(len(out.questions))))
    return say("firm.settled.concluded" if out.phase == "concluded" else "firm.settled.investigating")


def of_law(view: View) -> Arg:
    """The questions of law that a person has to settle."""
    return listed([Word("question_of_law", kind) for kind in view.questions_of_law], "clauses")


def _candidates(view: View) -> Iterator[Line]:
    """What each value of the questions that matter most leads to; else the candidates one by one."""
    questions = [q for q in view.outcome.questions if len({said for _, said in q.leads_to}) > 1]
    for question in questions[:_LEAST_QUESTIONS]:
        yield from leads(view, question)
    if not questions:
        key = "candidate" if len(view.outcome.candidates) > 1 else "candidate.only"
        if key == "candidate.only" and not view.outcome.questions and view.questions_of_law:
            key = "candidate.only.amounts" if view.only_amounts else "candidate.only.law"
        for one in view.outcome.candidates:
            said = Word("conclusion", view.outcome.worded(one))
            yield Line("open", say(key, disposition=said), cites=grounds(view, one))


def leads(view: View, question: Question) -> Iterator[Line]:
    """What each value of an open fact leads to."""
    fact = view.fact(question.fact)
    order = sorted(question.leads_to, key=lambda pair: pair[0] == "false")
    for value, said in order:
        key = f"leads.{value}" if value in {"true", "false"} else "leads.value"
        chosen = listed([Word("conclusion", view.outcome.worded(one)) for one in said], "or")
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
        "not_unlawful": "not_unlawful",
        "refer": "refer",
        "order": "order_first",
        "no_jurisdiction": "no_jurisdiction",
        "time_barred": "time_barred",
        "not_established": "not_established",
        "no_basis": "no_basis",
    }
    return ends.get(name) if reason.stage != "limb" else None


def short_measure(view: View, one: MeasureSeen) -> Line:
    """One measure with the levels permitted, as the proposal names it."""
    title = verb_title(view.kind(one.kind))
    away = tuple(not_imposed(view, one))
    if one.away:
        key = f"proposal.measure.barred{view.other}" if one.gave_way is None else "proposal.measure.gave_way"
        return Line("statutory", say(key, kind=kind_title(view.kind(one.kind))), status="fails", children=away)
    levels: list[Arg] = [
        say("level.short", level=Word("level", lv.level), range=Span(lv.range))
        for lv in one.levels
        if lv.range is not None
    ]
    key = "proposal.measure.levels" if levels else "proposal.measure"
    by_table = any(view.from_table(level) for level in one.levels)
    return Line(
        "open" if one.open else "benchmark" if by_table else "statutory",
        say(key, kind=title, modality=Word("modality", one.modality), levels=listed(levels, "clauses")),
        status="open" if one.holds is None else "none",
        cites=one.basis,
        children=away,
    )
