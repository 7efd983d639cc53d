"""A failed example as text: what was expected, what came, and the reasons that decided, in the words of the case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from enforcerules.base.catalogue import Lang
from enforcerules.model.citation import print_zh
from enforcerules.model.decision import Decision, LevelRange, MeasureSeen, Outcome, Reason, TestSeen
from enforcerules.render.diagnostics import text as diagnostics_text
from enforcerules.testing.compare import matches
from enforcerules.testing.difference import show_range
from enforcerules.testing.run import Result

_MONEY: Final = frozenset({"levels", "ranges", "statutory", "points", "measures"})
_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "expected": ("应为", "expected"),
    "got": ("实为", "got"),
    "why": ("为什么", "why"),
    "hand": ("手工推算", "worked by hand"),
    "wanted": ("要求", "wanted"),
    "held": ("成立", "held"),
    "failed": ("不成立", "did not hold"),
    "open": ("未定", "open"),
    "unasked": ("这里没有问到", "was not asked here"),
    "nothing": ("没有规则起决定作用", "no rule decided"),
    "statutory": ("法定", "statutory"),
}


def said(result: Result, lang: Lang = "zh", sources: Mapping[str, str] | None = None) -> str:
    """Why a result is not a pass, in lines without indent; empty for a pass."""
    if result.verdict == "passed":
        return ""
    if result.decision is None:
        return diagnostics_text(result.report, lang, sources).rstrip("\n")
    return "\n".join(_failed(result, result.decision, lang))


def reasons_of(result: Result) -> tuple[Reason, ...]:
    """The reasons that decided the outcomes that are not as expected."""
    return tuple(r for outcome in _concerned(result) for r in outcome.reasons if r.decided)


def _failed(result: Result, decision: Decision, lang: Lang) -> Iterator[str]:
    for one in result.differences:
        yield one.where
        yield f"  {_word('expected', lang)}: {one.expected}"
        yield f"  {_word('got', lang)}: {one.got}"
    yield f"{_word('why', lang)}:"
    several = len(decision.outcomes) > 1
    for outcome in _concerned(result):
        head = f"[{outcome.act}/{outcome.party}] " if several else ""
        yield f"  {head}{outcome.matter} → {outcome.disposition}"
        yield from (f"  {line}" for line in _why(outcome, result, lang))
    if result.example is not None and result.example.why is not None:
        yield f"{_word('hand', lang)}: {str(result.example.why).strip()}"


def _concerned(result: Result) -> tuple[Outcome, ...]:
    """The outcomes that differences speak of; all of them where no single one is named."""
    outcomes = () if result.decision is None else result.decision.outcomes
    named = [one.where[1:].partition("] ")[0] for one in result.differences if one.where.startswith("[")]
    return tuple(o for o in outcomes if any(_names(name, o) for name in named)) or outcomes


def _names(name: str, outcome: Outcome) -> bool:
    act, _, party = name.partition("/")
    return act in {"*", outcome.act} and party in {"*", outcome.party}


def _why(outcome: Outcome, result: Result, lang: Lang) -> Iterator[str]:
    decided = [reason for reason in outcome.reasons if reason.decided]
    for reason in decided:
        yield from _reason(reason, lang)
    if not decided:
        yield f"- {_word('nothing', lang)}"
    for name in _missed(outcome, result):
        asked = [reason for reason in outcome.reasons if matches(name, reason.rule)]
        for reason in asked:
            yield from _reason(reason, lang)
        if not asked:
            yield f"- {name} {_word('unasked', lang)}"
    yield from (_measure(measure, lang) for measure in outcome.measures if measure.kind in _kinds(result))


def _missed(outcome: Outcome, result: Result) -> Iterable[str]:
    """The rules that should have decided and did not."""
    differ = [one for one in result.differences if one.where.rpartition(" ")[2] == "because"]
    return [one.expected for one in differ if not any(matches(one.expected, rule) for rule in outcome.because)]


def _kinds(result: Result) -> frozenset[str]:
    """The kinds of measure that differences speak of."""
    fields = [one.where.rpartition("] ")[2].split(".") for one in result.differences]
    return frozenset(parts[1].partition("@")[0] for parts in fields if parts[0] in _MONEY and len(parts) > 1)


def _reason(reason: Reason, lang: Lang) -> Iterator[str]:
    titles = dict(reason.title)
    title = titles.get(lang) or titles.get("zh", "")
    basis = "；".join(dict.fromkeys(map(print_zh, reason.basis)))
    cited = f" [{basis}]" if basis else ""
    name = f"{reason.rule} {title}".rstrip()
    yield f"- {name} → {reason.effect} ({reason.strength}): {_truth(reason.holds, lang)}{cited}"
    yield from (f"    {line}" for test in reason.tests for line in _test(test, lang))


def _test(test: TestSeen, lang: Lang) -> Iterator[str]:
    wanted = f" ({_word('wanted', lang)} {test.wanted})" if test.wanted else ""
    yield f"{test.label}: {test.value}{wanted}, {_truth(test.holds, lang)}"
    if test.holds is None:
        yield from (f"  {line}" for inner in test.inner for line in _test(inner, lang))


def _truth(holds: bool | None, lang: Lang) -> str:
    return _word("open" if holds is None else "held" if holds else "failed", lang)


def _measure(measure: MeasureSeen, lang: Lang) -> str:
    statutory = "—" if measure.statutory is None else show_range(measure.statutory)
    levels = "；".join(map(_level, measure.levels))
    parted = f"；{levels}" if levels else ""
    return f"- {measure.id} ({measure.modality}): {_word('statutory', lang)} {statutory}{parted}"


def _level(level: LevelRange) -> str:
    span = "—" if level.range is None else show_range(level.range)
    point = "" if level.point is None else f" = {float(level.point / 100):.2f}"
    return f"{level.level} {span}{point} ({'、'.join(level.because)})"


def _word(key: str, lang: Lang) -> str:
    zh, en = _WORDS[key]
    return zh if lang == "zh" else en
