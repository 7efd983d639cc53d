"""Differences in people's words: what was expected and what came, each with the notation that an example writes it in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import Final

from enforcerules.base.catalogue import Lang
from enforcerules.explain.view import fact_title, kind_title
from enforcerules.model.decision import Decision
from enforcerules.model.explanation import Money, Span, Title
from enforcerules.model.program import Duty, Program
from enforcerules.render.words import say, word
from enforcerules.testing.difference import Difference, matches, read_range

_FIELDS: Final[Mapping[str, tuple[str, str]]] = {
    "disposition": ("处理结果", "disposition"),
    "candidates": ("可能的处理结果", "dispositions that are possible"),
    "levels": ("{}的裁量阶次", "levels of {}"),
    "ranges": ("{}的裁量幅度", "range for {}"),
    "statutory": ("{}的法定幅度", "statutory range for {}"),
    "points": ("{}的数额", "amount of {}"),
    "measures": ("处罚或者措施：{}", "measure: {}"),
    "stands": ("不予处罚时仍然适用的措施", "measures that stand all the same"),
    "barred": ("不得适用的措施", "measures that are barred"),
    "gave_way": ("{}让位于", "{} gave way to"),
    "duties": ("应当办理的程序", "duties"),
    "no_duties": ("不应出现的程序", "duties that should not be there"),
    "deadlines": ("{}的期限", "deadline of {}"),
    "quantities": ("{}的数量", "quantity of {}"),
    "alerts": ("提示", "alerts"),
    "no_alerts": ("不应出现的提示", "alerts that should not be there"),
    "because": ("起决定作用的规则", "rules that decide"),
    "not_because": ("不应起决定作用的规则", "rules that should not decide"),
    "reasons": ("规则“{}”是否成立", "whether “{}” holds"),
    "reasons.by": ("规则“{}”所依据的事实", "facts on which “{}” rests"),
    "questions": ("待查明的事实", "facts to be found"),
    "version": ("适用的版本", "version applied"),
    "verdict": ("新旧规定的比较", "newer rules against older ones"),
    "parts": ("跨越修改的各段行为", "parts of the act"),
    "outcomes": ("案件的结果（一行为一当事人一事项）的个数", "number of outcomes (one for each act, party and matter)"),
    "expect": ("期望", "expectation"),
}
_STATES: Final[Mapping[str, tuple[str, str]]] = {
    "held": ("成立", "held"),
    "rejected": ("不成立", "did not hold"),
    "open": ("未定", "open"),
    "replaced": ("被特别规定代替", "replaced by a special rule"),
    "not_asked": ("没有问到", "was not asked"),
    "absent": ("没有", "absent"),
    "act": ("行为时的规定", "the rules of the act"),
    "decision": ("决定时的规定", "the rules of the decision"),
    "—": ("没有", "none"),
    "something": ("至少写明一项", "at least one thing stated"),
    "nothing": ("什么也没有写，任何结果都会通过", "nothing is stated, so any result would pass"),
    "a name that exists": ("规则里有的名称", "a name that the rules know"),
    "a rule that exists": ("存在的规则", "a rule that exists"),
}
_GROUPS: Final[Mapping[str, str]] = {
    "disposition": "conclusion.short",
    "candidates": "conclusion.short",
    "levels": "level",
    "measures": "modality",
}
_SPANS: Final = frozenset({"ranges", "statutory"})
_NAMED: Final = frozenset({"because", "not_because", "reasons", "duties", "no_duties", "deadlines", "quantities"})


class Wording:
    """How the differences of one decision are told in a language."""

    def __init__(self, decision: Decision, lang: Lang) -> None:
        """For the program and the outcomes of a decision."""
        self._program = decision.program
        self._lang: Lang = lang
        self._pick = 0 if lang == "zh" else 1
        self._kinds = {
            name: kind for ruleset in self._program.rulesets.values() for name, kind in ruleset.kinds.items()
        }

    def field(self, one: Difference) -> str:
        """What differs: in words, then as the example calls it."""
        prefix, _, where = one.where.rpartition("] ")
        name, _, rest = where.partition(".")
        key = "reasons.by" if name == "reasons" and where.endswith(".by") else name
        if key not in _FIELDS:
            return one.where
        subject, _, level = (rest.removesuffix(".by"), "", "") if name == "reasons" else rest.partition(".")
        text = _FIELDS[key][self._pick].format(self._subject(name, subject))
        if level:
            text = f"{text}，{word('level', level, self._lang)}" if self._pick == 0 else f"{text}, {level}"
        return f"{prefix + '] ' if prefix else ''}{text}{'' if text == where else self._noted(where)}"

    def value(self, one: Difference, text: str) -> str:
        """An expected or a resulting value: in words, then as the example writes it."""
        name = one.where.rpartition("] ")[2].partition(".")[0]
        parts = text.split("、")
        said = ("、" if self._pick == 0 else ", ").join(self._one(name, part) for part in parts)
        return said if [self._one(name, part) for part in parts] == parts else f"{said}{self._noted(text)}"

    def _noted(self, text: str) -> str:
        return f"（{text}）" if self._pick == 0 else f" ({text})"

    def _subject(self, field: str, name: str) -> str:
        if field in _NAMED:
            return self._title(field, name)
        kind = self._kinds.get(name.partition("@")[0])
        if kind is None:
            return name
        target = name.partition("@")[2]
        of = f"·{word('target', target, self._lang)}" if target else ""
        return f"{say(kind_title(kind), self._lang)}{of}"

    def _one(self, field: str, text: str) -> str:
        if text in _STATES:
            return _STATES[text][self._pick]
        if field in _GROUPS:
            return word(_GROUPS[field], text, self._lang)
        made = _MADE[field](text, self._lang) if field in _MADE else None
        if made is not None:
            return made
        if field in _NAMED:
            return self._title(field, text)
        if field in {"stands", "barred"}:
            return self._subject("measures", text)
        return self._fact(text) if field == "questions" else text

    def _title(self, field: str, name: str) -> str:
        """The title of a rule, or of the rule that imposes a duty; the name itself where there is none."""
        bare = name.removeprefix("not ").removeprefix("no ")
        of_duty = field in {"duties", "no_duties", "deadlines", "quantities"}
        found = next(_titles(self._program, bare, duty=of_duty), ())
        titled = say(Title(found, bare), self._lang) if found else bare
        return titled if bare == name else f"{'没有' if self._pick == 0 else 'no '}“{titled}”"

    def _fact(self, name: str) -> str:
        found = (ruleset.facts[name] for ruleset in self._program.rulesets.values() if name in ruleset.facts)
        fact = next(found, None)
        return name if fact is None else say(fact_title(fact), self._lang)


def _titles(program: Program, name: str, *, duty: bool) -> Iterator[tuple[tuple[str, str], ...]]:
    for rule in program.rules:
        if rule.title and (isinstance(rule.effect, Duty) and rule.effect.kind == name if duty else rule.id == name):
            yield rule.title
    if duty:
        return
    if name in program.matters:
        yield program.matters[name].title
    for table in program.benchmarks:
        rows = (row for row in table.rows if matches(name, f"{table.id}/{row.id}"))
        yield from (title for row in rows if (title := row.title or table.title))


def _span(text: str, lang: Lang) -> str | None:
    span = read_range(text)
    return None if span is None or span.hi is None else say(Span(span), lang)


def _point(text: str, lang: Lang) -> str | None:
    try:
        return say(Money(Fraction(text) * 100), lang)
    except (ValueError, ZeroDivisionError):
        return None


_MADE: Final[Mapping[str, Callable[[str, Lang], str | None]]] = {"points": _point, **dict.fromkeys(_SPANS, _span)}
