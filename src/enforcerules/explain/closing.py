"""The tail of the reasons: alerts, procedure with its deadlines, what is still open, and where the answer comes from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from enforcerules.explain.opening import leads
from enforcerules.explain.view import View, fact_title, kind_title, listed, say
from enforcerules.language.showing import plain, show_value
from enforcerules.model.decision import AlertSeen, Decision, DutySeen, Question
from enforcerules.model.explanation import Arg, Line, Mark, Message, Money, Section, Title, Value, Word
from enforcerules.model.program import Duty
from enforcerules.model.region import Numbers
from enforcerules.model.walk import tests_of

_RATIO_FROM = 10
"""A minimum fine is set against a sum only from ten times on: below, the figure says nothing about proportion."""


def alerts(view: View) -> Iterator[Section]:
    """What monitors and the engine found, the serious first."""
    order = {"serious": 0, "warning": 1, "info": 2}
    found = sorted(view.outcome.alerts, key=lambda a: order[a.severity])
    if found:
        yield Section("alerts", say("heading.alerts"), tuple(_alert(view, one) for one in found))


def _alert(view: View, one: AlertSeen) -> Line:
    known = dict(one.args)
    title = Title(one.title, one.kind)
    text = say(f"alert.{one.kind}", title=title, **_worded(view, known))
    mark: Mark = "benchmark" if one.rule in view.tables else "statutory"
    return Line(
        mark,
        say("alert", severity=Word("severity", one.severity), text=text),
        cites=one.basis,
        children=tuple(_figures(view, one)),
        rule=one.rule,
    )


def _worded(view: View, args: dict[str, str]) -> dict[str, Arg]:
    """Arguments that are ids become words."""
    made: dict[str, Arg] = dict(args)
    if "level" in args:
        made["level"] = Word("level", args["level"])
    if "measure" in args and args["measure"] in view.home.kinds:
        made["measure"] = kind_title(view.kind(args["measure"]))
    if "repair" in args:
        made["repair"] = Word("repair", args["repair"])
    return made


def _figures(view: View, one: AlertSeen) -> Iterator[Line]:
    """What the monitor saw; a sum of money also against the least fine."""
    rule = view.rules.get(one.rule or "")
    names = dict.fromkeys(test.fact for test in tests_of(rule.condition)) if rule is not None else {}
    for name in names:
        seen = view.observed.get(name)
        fact = view.fact(name)
        if seen is None or fact.type == "boolean":
            continue
        value = Value(show_value(fact, seen.region), fact, seen.region)
        yield Line("found", say("test", said=say("fact", label=fact_title(fact), value=value), details=""))
        if fact.type == "money" and fact.source is None and isinstance(seen.region, Numbers):
            yield from _proportion(view, name, seen.region)


def _proportion(view: View, name: str, region: Numbers) -> Iterator[Line]:
    base = None if region.empty else region.hull().point
    leasts = [m.statutory.lo for m in view.outcome.measures if m.statutory is not None and m.statutory.lo]
    if not base or base <= 0 or not leasts:
        return
    least = max(leasts)
    if least / base >= _RATIO_FROM:
        times = plain(Fraction(round(least / base * 10), 10))
        yield Line("statutory", say("proportion", least=Money(least), base=fact_title(view.fact(name)), times=times))


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
    extras = [*_deadline(view, one), *_classes(view, one)]
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


def _deadline(view: View, one: DutySeen) -> Iterator[Message]:
    rule = view.rules.get(one.rule)
    stated = rule.effect.deadline if rule is not None and isinstance(rule.effect, Duty) else None
    if stated is None:
        return
    start, period = stated
    args: dict[str, Arg] = {"start": fact_title(view.fact(start)), "period": _period(period)}
    if one.deadline is not None:
        yield say("deadline", day=one.deadline, **args)
    else:
        yield say("deadline.open", **args)


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
