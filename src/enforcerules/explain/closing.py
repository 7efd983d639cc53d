"""The tail of the reasons: procedure with its deadlines, what is still open, and where the answer comes from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from enforcerules.explain.opening import leads
from enforcerules.explain.view import View, fact_title, listed, say
from enforcerules.model.dates import Period
from enforcerules.model.decision import Decision, DutySeen, Question
from enforcerules.model.explanation import Arg, Line, Message, Section, Title, Value, Word
from enforcerules.model.program import Duty


def procedure(view: View) -> Section:
    """Duties that are due, then those that depend on something; each with its deadline and what is missing."""
    due = [d for d in view.outcome.duties if d.due]
    rest = [d for d in view.outcome.duties if not d.due]
    often = Counter(d.basis[0].instrument for d in view.outcome.duties)
    lines = [_duty(view, d) for d in _in_order(due, often)]
    if rest:
        below = tuple(_duty(view, d) for d in _in_order(rest, often))
        lines.append(Line("open", say("procedure.conditional"), children=below))
    return Section("procedure", say("heading.procedure"), tuple(lines) or (Line("statutory", say("procedure.none")),))


def _in_order(found: list[DutySeen], often: Counter[str]) -> list[DutySeen]:
    """By the place in the law: the articles on procedure stand in the order of a case."""
    return sorted(found, key=lambda d: (-often[d.basis[0].instrument], d.basis[0]))


def _duty(view: View, one: DutySeen) -> Line:
    extras = [*_quantity(view, one), *_deadline(view, one), *_classes(view, one)]
    if one.missing is not None:
        calendar, _, year = one.missing.partition(":")
        said = (
            say("duty.calendar", year=year)
            if calendar == "calendar" and year
            else say("duty.missing", text=one.missing)
        )
        extras.append(said)
    title = Title(one.title, one.kind) if one.title else Word("duty", one.kind)
    return Line(
        "statutory" if one.due else "open",
        say(f"duty.{one.who}.{one.strength}", title=title, extras=listed(extras, "nothing")),
        status="none" if one.due else "open",
        cites=one.basis,
        secondary=view.is_secondary(one.basis),
        rule=one.rule,
    )


def _quantity(view: View, one: DutySeen) -> Iterator[Message]:
    if one.quantity is not None:
        fact, seen = view.fact(one.quantity[0]), view.observed.get(one.quantity[0])
        value = Value(one.quantity[1], fact, None if seen is None else seen.region)
        yield say("duty.quantity", fact=fact_title(fact), value=value)


def _deadline(view: View, one: DutySeen) -> Iterator[Message]:
    rule = view.rule(one.rule)
    stated = rule.effect.deadline if rule is not None and isinstance(rule.effect, Duty) else None
    if stated is None:
        return
    args: dict[str, Arg] = {"start": fact_title(view.fact(stated.start)), "period": _period(stated.plus)}
    key = "deadline" if stated.plus != Period() else "deadline.on"
    if one.deadline is not None:
        yield say("deadline.rolled" if stated.roll else key, day=one.deadline, **args)
    else:
        yield say(f"{key}.open", **args)


def _period(period: object) -> Message:
    parts = [(name, getattr(period, name)) for name in ("years", "months", "days", "workdays")]
    return say("period", parts=listed([say(f"period.{name}", n=n) for name, n in parts if n], "nothing"))


def _classes(view: View, one: DutySeen) -> Iterator[Message]:
    """For which dispositions a conditional duty stands, where several are possible."""
    if not one.due and "any" not in one.on and len(view.possible) > 1:
        yield say("duty.when", classes=listed([Word("class", name) for name in one.on]))


def open_questions(view: View) -> Iterator[Section]:
    """What is still to be found: by whom, from what, and what each value leads to."""
    lines = [_question(view, q) for q in view.outcome.questions]
    if view.decision.case.note:
        lines.append(Line("found", say("case.note", text=str(view.decision.case.note))))
    if lines:
        yield Section("open", say("heading.open"), tuple(lines))


def _question(view: View, one: Question) -> Line:
    fact = view.fact(one.fact)
    factors = [say("detail.consider", factors=listed(fact.factors))] if fact.factors else []
    asks = [name for name in one.asks if name != one.fact]
    if asks:
        titles = [Word("ask", n) if n == "history" else fact_title(view.fact(n)) for n in asks]
        factors.append(say("detail.asks", facts=listed(titles)))
    differs = len({said for _, said in one.leads_to}) > 1
    return Line(
        "open",
        say("question", label=fact_title(fact), who=Word("who", one.who), details=listed(factors, "nothing")),
        status="open",
        cites=fact.basis[:1],
        children=tuple(leads(view, one)) if differs else (Line("open", say("question.levels")),),
    )


def trace(decision: Decision) -> Section:
    """Digests, edition and calendar, and whose proposal this is."""
    lines = (
        Line("statutory", say("trace.meaning", digest=decision.meaning)),
        Line("found", say("trace.case", digest=decision.case_digest)),
        Line("statutory", say("trace.edition", edition=decision.edition, calendar=decision.calendar)),
        Line("statutory", say("trace.proposal")),
    )
    return Section("trace", say("heading.trace"), lines)
