"""A decision on one screen: for each act and party the disposition, what follows, what is open, what to mind."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Final

from enforcerules.base.catalogue import Lang
from enforcerules.model.decision import AlertSeen, Decision, MeasureSeen, Outcome, Question
from enforcerules.model.explanation import Arg, Listed, Message, Money, Span, Title, Word
from enforcerules.model.told import duration
from enforcerules.render.text import COLUMNS
from enforcerules.render.width import wrapped
from enforcerules.render.words import say, word
from enforcerules.render.words.saying import MESSAGES

_SILENT: Final = frozenset(
    {"no_penalty_shall", "refer", "time_barred", "not_unlawful", "not_established", "no_jurisdiction", "no_basis"}
)
_INDENT: Final = "  "


def summary(decision: Decision, lang: Lang = "zh", columns: int = COLUMNS) -> str:
    """The gist of a decision as plain text; ends with a line break."""
    rows: list[str] = [say(_message("case", case=decision.case_id), lang)]
    for outcome in decision.outcomes:
        head, *rest = (say(message, lang) for message in _outcome(decision, outcome))
        rows += wrapped(head, columns)
        rows += [_INDENT + row for text in rest for row in wrapped(text, columns - len(_INDENT))]
    for message in _together(decision):
        rows += wrapped(say(message, lang), columns)
    return "\n".join(rows) + "\n"


def outcome_told(decision: Decision, one: Outcome, lang: Lang = "zh") -> tuple[str, ...]:
    """An outcome in sentences: what becomes of it, then what follows, what is open and what to mind."""
    _, *rest = _outcome(decision, one)
    return word("conclusion", one.conclusion, lang), *(say(each, lang) for each in rest)


def _together(decision: Decision) -> Iterator[Message]:
    """One line for each act that is fined once under several provisions, and for each party with several acts."""
    matters = decision.program.matters
    for one in decision.concurrences:
        names = [one.prevails] if one.prevails is not None else one.options
        titles = Listed(tuple(_message("quoted", title=Title(matters[name].title, name)) for name in names), "either")
        yield _message(f"summary.concurrence.{one.state}", act=one.act, party=one.party, matters=titles)
    for two in decision.combined:
        if two.permitted is not None:
            key = "summary.combined.open" if two.open else "summary.combined"
            yield _message(key, party=two.party, range=Span(two.permitted))
        if two.detention is not None:
            yield _message("summary.detention", party=two.party, length=duration(two.detention))


def _message(key: str, **args: Arg) -> Message:
    return Message(key, tuple(args.items()))


def _outcome(decision: Decision, one: Outcome) -> Iterator[Message]:
    matter = decision.program.matters[one.matter]
    title = Title(matter.title, matter.id)
    disposition = Word("conclusion", one.conclusion)
    yield _message("summary.head", act=one.act, party=one.party, matter=title, disposition=disposition)
    if one.candidates:
        found = Listed(tuple(Word("conclusion.short", one.worded(name)) for name in one.candidates))
        yield _message("summary.candidates", candidates=found)
    if any(name not in _SILENT for name in one.candidates or (one.disposition,)):
        if one.measures and one.disposition != "penalise" and one.worded("penalise") == "penalise":
            yield _message("summary.if_penalised")
        yield from (measure_told(decision, one, measure) for measure in one.measures)
    yield from (_question(decision, one, question) for question in one.questions)
    for alert in one.alerts:
        if alert.severity == "serious":
            yield _message("alert", severity=Word("severity", alert.severity), text=_alert(alert))


def _alert(one: AlertSeen) -> Message:
    """An alert without what stands in the explanation only: ids of tables and rows, ranges."""
    short = f"alert.{one.kind}.short"
    key = short if short in MESSAGES["zh"] else f"alert.{one.kind}"
    args: dict[str, Arg] = dict(one.args)
    args |= {name: date.fromisoformat(day) for name, day in one.args if name in {"change", "since", "until"}}
    if "proposed" in args:
        args["proposed"] = Money(Fraction(dict(one.args)["proposed"]) * 100)
    return _message(key, title=Title(one.title, one.kind), **args)


def measure_told(decision: Decision, outcome: Outcome, one: MeasureSeen) -> Message:
    """A measure in one sentence: whether it must or may be imposed, and the levels that are permitted."""
    home = decision.program.rulesets[decision.program.matters[outcome.matter].ruleset]
    kind = home.kinds[one.kind]
    label = Title((("zh", kind.label), ("en", kind.en or kind.label)), kind.label)
    title = _message(f"verb.{kind.id}", title=label)
    levels: list[Arg] = []
    for level in one.levels:
        if level.point is not None:
            levels.append(_message("summary.point", level=Word("level", level.level), point=Money(level.point)))
        elif level.range is not None:
            levels.append(_message("level.short", level=Word("level", level.level), range=Span(level.range)))
    key = "summary.measure.levels" if levels else "summary.measure"
    state: Arg = _message("summary.if_found") if one.holds is None else ""
    if one.away:
        barred = "summary.barred.other" if one.nature == "other" else "summary.barred"
        return _message("summary.gave_way" if one.gave_way is not None else barred, kind=label)
    modality = Word("modality", one.modality)
    return _message(key, kind=title, modality=modality, levels=Listed(tuple(levels), "clauses"), state=state)


def _question(decision: Decision, outcome: Outcome, one: Question) -> Message:
    home = decision.program.rulesets[decision.program.matters[outcome.matter].ruleset]
    fact = home.facts.get(one.fact)
    title = Title((("zh", one.label), ("en", (fact.en if fact is not None else None) or one.label)), one.label)
    return _message("summary.question", label=title, who=Word("who", one.who))
