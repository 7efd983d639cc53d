"""Coverage as text: the four figures, and what is missing, part by part with its line, in the words of the rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Final

from enforcerules.base.catalogue import Lang
from enforcerules.base.source import Span
from enforcerules.language.showing import show_number
from enforcerules.model.explanation import Title
from enforcerules.model.program import Fact, Program
from enforcerules.model.region import Exact
from enforcerules.model.walk import tests_of
from enforcerules.render.words import say
from enforcerules.testing.coverage.measure import Coverage
from enforcerules.testing.coverage.parts import Part
from enforcerules.testing.coverage.requirements import DIMENSIONS, Dimension, Requirement, Side, fact_of, step

DIMENSION_WORDS: Final[Mapping[Dimension, tuple[str, str]]] = {
    "rule": ("规则、档次、措施", "rules, rows, measures"),
    "boundary": ("界限", "boundaries"),
    "condition": ("条件", "conditions"),
    "citation": ("条文", "citations"),
}
_SIDES: Final[Mapping[Side, tuple[str, str]]] = {
    "below": ("刚好低于", "just below"),
    "at": ("恰为", "exactly"),
    "above": ("刚好高于", "just above"),
    "true": ("成立并起决定作用", "holds and decides"),
    "false": ("不成立并起决定作用", "does not hold and decides"),
    "held": ("从未成立", "never held"),
}
_PARAMETER: Final = ("标准", "the value of")


def told(program: Program, made: Coverage, lang: Lang = "zh") -> str:
    """The whole report; ends without a line break."""
    return "\n".join(_lines(program, made, lang))


def _lines(program: Program, made: Coverage, lang: Lang) -> Iterator[str]:
    pick = 0 if lang == "zh" else 1
    yield (
        f"示例对规则的覆盖（{made.examples} 个通过的示例）"
        if pick == 0
        else f"coverage by {made.examples} examples that passed"
    )
    for dimension in DIMENSIONS:
        hit, total = made.of(dimension)
        yield f"  {DIMENSION_WORDS[dimension][pick]}{'：' if pick == 0 else ': '}{hit} / {total}  {percent(made.percent(dimension))}"
    if made.missing:
        yield ""
        yield "没有示例的：" if pick == 0 else "without an example:"
    groups = grouped(made.missing)
    for part in in_order(made, groups):
        yield f"  {place(part.span)}  {named(part, lang)}"
        yield from (f"    {line}" for line in missing_of(program, part, groups[part.key], lang))
    cites = [one.part for one in made.missing if one.dimension == "citation"]
    if cites:
        yield f"  {DIMENSION_WORDS['citation'][pick]}{'：' if pick == 0 else ': '}{'、'.join(cites)}"


def in_order(made: Coverage, keys: Iterable[str]) -> list[Part]:
    """Parts by file and line."""
    return sorted((made.parts[key] for key in keys if key in made.parts), key=_line)


def grouped(found: Iterable[Requirement]) -> dict[str, list[Requirement]]:
    """Requirements by part."""
    made: dict[str, list[Requirement]] = {}
    for one in found:
        made.setdefault(one.part, []).append(one)
    return made


def _line(part: Part) -> tuple[str, int, str]:
    return ("", 0, part.key) if part.span is None else (part.span.file, part.span.line, part.key)


def percent(share: Fraction) -> str:
    """A share in per cent with one decimal, rounded down, so that 100% is all."""
    tenths = int(share * 10)
    return f"{tenths // 10}.{tenths % 10}%"


def place(span: Span | None) -> str:
    """File and line, relative to the working directory where that is shorter."""
    if span is None:
        return "—"
    path = Path(span.file)
    try:
        shown = path.resolve().relative_to(Path.cwd())
    except ValueError:
        shown = path
    return f"{shown.as_posix()}:{span.line}"


def named(part: Part, lang: Lang) -> str:
    """A part in the words of the rules, with its id."""
    name = part.id.rpartition(" ")[2]
    title = say(Title(part.title, name), lang)
    if title == name:
        return title
    return f"{title}（{name}）" if lang == "zh" else f"{title} ({name})"


def missing_of(program: Program, part: Part, group: Iterable[Requirement], lang: Lang) -> Iterator[str]:
    """What is missing of one part, a line for each fact or test."""
    by_subject: dict[str, list[str]] = {}
    for one in group:
        if one.dimension == "rule":
            yield _SIDES["held"][0 if lang == "zh" else 1]
        else:
            by_subject.setdefault(subject(program, part, one), []).append(wanted(program, part, one, lang))
    for name, said in by_subject.items():
        yield f"{name}{'：' if lang == 'zh' else ': '}{('、' if lang == 'zh' else ', ').join(said)}"


def subject(program: Program, part: Part, one: Requirement) -> str:
    """The fact of a boundary, or the test of a condition, as the rules call it."""
    fact = fact_of(program, part.ruleset, one.fact.partition("∋")[0])
    label = one.fact if fact is None else fact.label
    if one.dimension != "condition" or part.condition is None:
        return label
    test = tuple(tests_of(part.condition))[one.test]
    value = dict(() if fact is None else fact.values).get(one.fact.partition("∋")[2])
    return f"“{label}{test.wanted}{f'包含{value}' if value else ''}”"


def wanted(program: Program, part: Part, one: Requirement, lang: Lang) -> str:
    """What is to be seen of it."""
    said = _SIDES[one.side][0 if lang == "zh" else 1]
    if one.dimension != "boundary":
        return said
    gap = "" if lang == "zh" else " "
    if isinstance(one.mark, str):
        name = program.rulesets[part.ruleset].parameters.get(one.mark)
        return f"{said}{gap}{_PARAMETER[1] + ' ' if gap else ''}{one.mark if name is None else name.label}"
    fact = fact_of(program, part.ruleset, one.fact)
    value = None if fact is None or one.mark is None else value_at(fact, one.mark, one.side)
    shown = "" if fact is None or value is None or one.mark is None else show_number(fact, value)
    number = "" if fact is None or one.mark is None else show_number(fact, one.mark)
    if one.side == "at" or not shown:
        return f"{said}{gap}{number}"
    return f"{said}{number}（{shown}）" if lang == "zh" else f"{said} {number} ({shown})"


def value_at(fact: Fact, mark: Exact, side: Side) -> Exact:
    """The value of a fact at a number, or one step beside it."""
    return mark + {"below": -1, "above": 1}.get(side, 0) * step(fact)
