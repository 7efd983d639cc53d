"""A failed example as text: what was expected, what came, and the reasons that decided, in the words of the case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from enforcerules.base.catalogue import Lang
from enforcerules.explain.alerts import alerts
from enforcerules.explain.opening import leads_to
from enforcerules.explain.rejected import effect
from enforcerules.explain.tests import told
from enforcerules.explain.view import View, fact_title, kind_title
from enforcerules.model.decision import Decision, LevelRange, MeasureSeen, MoneyRange, Outcome, Reason
from enforcerules.model.explanation import Line, Money, Span, Title
from enforcerules.render.diagnostics import text as diagnostics_text
from enforcerules.render.text import heard, sentence, symbols
from enforcerules.render.words import say, word
from enforcerules.testing.difference import matches, show_range
from enforcerules.testing.procedure import procedure
from enforcerules.testing.reasons import asked, of
from enforcerules.testing.run import Result
from enforcerules.testing.wording import Wording

_MONEY: Final = frozenset({"levels", "ranges", "statutory", "points", "measures"})
_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "expected": ("应为：", "expected: "),
    "got": ("实为：", "got: "),
    "why": ("为什么：", "why:"),
    "hand": ("手工推算：", "worked by hand: "),
    "held": ("成立", "held"),
    "rejected": ("不成立", "did not hold"),
    "open": ("未定", "open"),
    "replaced": ("被特别规定代替", "replaced by a special rule"),
    "unasked": ("这里没有问到", "was not asked here"),
    "nothing": ("没有规则起决定作用", "no rule decided"),
    "statutory": ("法定", "statutory"),
    "person": ("须由人决定：", "left to a person:"),
    "asked": ("尚未查明或者认定：", "still to be found: "),
    "unconfirmed": (
        "尚未确认：请手工推算结果，写入 expect，并说明推算过程（why）",
        "not confirmed: work the result out by hand, write it into expect, and say how in why",
    ),
}


def said(result: Result, lang: Lang = "zh", sources: Mapping[str, str] | None = None) -> str:
    """Why a result is not a pass, in lines without indent; empty for a pass."""
    if result.verdict == "passed":
        return ""
    if result.verdict == "unconfirmed":
        return _word("unconfirmed", lang)
    if result.decision is None:
        return diagnostics_text(result.report, lang, sources).rstrip("\n")
    return "\n".join(_failed(result, result.decision, lang))


def reasons_of(result: Result) -> tuple[Reason, ...]:
    """The reasons that decided the outcomes that are not as expected."""
    return tuple(r for outcome in _concerned(result) for r in outcome.reasons if r.decided)


def _failed(result: Result, decision: Decision, lang: Lang) -> Iterator[str]:
    wording = Wording(decision, lang)
    for one in result.differences:
        yield wording.field(one)
        yield f"  {_word('expected', lang)}{wording.value(one, one.expected)}"
        yield f"  {_word('got', lang)}{wording.value(one, one.got)}"
    yield _word("why", lang)
    for outcome in _concerned(result):
        yield from (f"  {line}" for line in _why(View(decision, outcome, "reasons"), result, lang))
    if result.example is not None and result.example.why is not None:
        yield f"{_word('hand', lang)}{str(result.example.why).strip()}"


def _concerned(result: Result) -> tuple[Outcome, ...]:
    """The outcomes that differences speak of; all of them where no single one is named."""
    outcomes = () if result.decision is None else result.decision.outcomes
    named = [one.where[1:].partition("] ")[0] for one in result.differences if one.where.startswith("[")]
    return tuple(o for o in outcomes if any(_names(name, o) for name in named)) or outcomes


def _names(name: str, outcome: Outcome) -> bool:
    act, party, *matter = name.split("/", 2)
    named = act in {"*", outcome.act} and party in {"*", outcome.party}
    return named and matter in ([], [outcome.matter])


def _why(view: View, result: Result, lang: Lang) -> Iterator[str]:
    outcome = view.outcome
    several = len(view.decision.outcomes) > 1
    head = f"[{outcome.act}/{outcome.party}] " if several else ""
    title = say(Title(view.matter.title, outcome.matter), lang)
    yield f"{head}{_noted(title, outcome.matter, lang)} → {word('conclusion.short', outcome.disposition, lang)}"
    shown = dict.fromkeys(reason for reason in outcome.reasons if reason.decided)
    if not shown:
        yield f"- {_word('nothing', lang)}"
    wanted = tuple(_wanted(outcome, result))
    shown |= dict.fromkeys(reason for name in wanted for reason in asked(name, outcome))
    shown |= dict.fromkeys(
        (*_would_have(outcome, result), *_limbs(outcome, result), *procedure(view, _procedures(result)))
    )
    for reason in shown:
        yield from _reason(view, reason, lang)
    for name in wanted:
        if not asked(name, outcome):
            yield f"- {name} {_word('unasked', lang)}"
    if {"disposition", "candidates", "questions"} & _fields(result):
        yield from _open(view, lang)
    yield from (_measure(view, measure, lang) for measure in outcome.measures if measure.kind in _kinds(result))


def _wanted(outcome: Outcome, result: Result) -> Iterable[str]:
    """The rules of which the example speaks and that did not come out so."""
    for one in result.differences:
        where = one.where.rpartition("] ")[2]
        if where in {"because", "not_because"}:
            name = one.expected.removeprefix("not ")
            if not any(matches(name, rule) for rule in outcome.because):
                yield name
        elif where.startswith("reasons."):
            yield where.removeprefix("reasons.").removesuffix(".by")


def _would_have(outcome: Outcome, result: Result) -> Iterable[Reason]:
    """The rules that would have led to the disposition expected, and almost held."""
    wanted = {one.expected for one in result.differences if one.where.rpartition("] ")[2] == "disposition"}
    for reason in outcome.reasons:
        if leads_to(reason) in wanted and (reason.near_miss or reason.holds is None):
            yield reason


def _limbs(outcome: Outcome, result: Result) -> Iterable[Reason]:
    """Under which conditions the measures stand of which differences speak."""
    kinds = {f"measure:{kind}" for kind in _kinds(result)}
    return (reason for reason in outcome.reasons if reason.stage == "limb" and reason.effect in kinds)


def _open(view: View, lang: Lang) -> Iterator[str]:
    """What keeps the outcome open: questions of law, and facts that are still to be found."""
    outcome = view.outcome
    law = tuple(alert for alert in outcome.alerts if alert.kind in view.questions_of_law)
    for section in alerts(replace(view, outcome=replace(outcome, alerts=law))) if law else ():
        yield f"- {_word('person', lang)}"
        yield from _lines(section.lines, lang, 2)
    if outcome.questions:
        labels = ("、" if lang == "zh" else ", ").join(
            _noted(say(fact_title(view.fact(one.fact)), lang), one.fact, lang) for one in outcome.questions
        )
        yield f"- {_word('asked', lang)}{labels}"


def _fields(result: Result) -> frozenset[str]:
    """The fields that differ."""
    return frozenset(one.where.rpartition("] ")[2].partition(".")[0] for one in result.differences)


def _procedures(result: Result) -> frozenset[str]:
    """The kinds of duty and of alert that differences speak of."""
    found: set[str] = set()
    for one in result.differences:
        field, _, rest = one.where.rpartition("] ")[2].partition(".")
        if field in {"duties", "no_duties", "alerts", "no_alerts"}:
            found.add(one.expected.removeprefix("no "))
        elif field in {"deadlines", "quantities"}:
            found.add(rest)
    return frozenset(found)


def _kinds(result: Result) -> frozenset[str]:
    """The kinds of measure that differences speak of."""
    fields = [one.where.rpartition("] ")[2].split(".") for one in result.differences]
    return frozenset(parts[1].partition("@")[0] for parts in fields if parts[0] in _MONEY and len(parts) > 1)


def _reason(view: View, reason: Reason, lang: Lang) -> Iterator[str]:
    title = say(Title(reason.title or (view.matter.title if reason.stage == "limb" else ()), reason.rule), lang)
    cites = "、" if lang == "zh" else ", "
    basis = cites.join(dict.fromkeys(say(one, lang) for one in reason.basis))
    stop = "，" if lang == "zh" else "; "
    name = _noted(title, stop.join(part for part in (reason.rule, basis) if part), lang)
    leads = "" if reason.stage == "elements" else f" → {say(effect(view, reason), lang)}"
    yield f"- {name}{leads}{_colon(lang)}{_word(of(reason), lang)}"
    yield from _lines(told(view, reason) if reason.tests else (), lang, 2)


def _lines(lines: Iterable[Line], lang: Lang, depth: int) -> Iterator[str]:
    for line in heard(tuple(lines), lang):
        yield f"{'  ' * depth}{symbols(line, lang)}{sentence(line, lang)}"
        yield from _lines(line.children, lang, depth + 1)


def _measure(view: View, measure: MeasureSeen, lang: Lang) -> str:
    kind = _noted(say(kind_title(view.kind(measure.kind)), lang), measure.id, lang)
    stop = "；" if lang == "zh" else "; "
    span = [] if measure.statutory is None else [f"{_word('statutory', lang)} {_span(measure.statutory, lang)}"]
    levels = (_level(level, lang) for level in measure.levels)
    said = stop.join([word("modality", measure.modality, lang), *span, *levels])
    return f"- {kind}{_colon(lang)}{said}"


def _level(level: LevelRange, lang: Lang) -> str:
    span = "" if level.range is None else f" {_span(level.range, lang)}"
    alone = level.range is not None and level.range.lo == level.range.hi
    point = "" if level.point is None or alone else f" = {say(Money(level.point), lang)}"
    because = _noted("", "、".join(level.because), lang) if level.because else ""
    return f"{word('level', level.level, lang)}{span}{point}{because}"


def _span(one: MoneyRange, lang: Lang) -> str:
    return f"{say(Span(one), lang)} {show_range(one)}"


def _colon(lang: Lang) -> str:
    return "：" if lang == "zh" else ": "


def _noted(text: str, note: str, lang: Lang) -> str:
    if text == note:
        return text
    return f"{text}（{note}）" if lang == "zh" else f"{text} ({note})"


def _word(key: str, lang: Lang) -> str:
    zh, en = _WORDS[key]
    return zh if lang == "zh" else en
