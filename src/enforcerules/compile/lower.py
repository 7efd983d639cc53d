"""Syntax tree to condition: types and units checked, 以上 and 以下 read as the instrument reads them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import partial
from typing import Any, TypeAlias

from enforcerules.base.days import wrong_day
from enforcerules.base.diagnostics import diagnose
from enforcerules.base.near import nearest
from enforcerules.base.source import Text
from enforcerules.language.parsing import NotReadable
from enforcerules.language.printing import print_test
from enforcerules.language.refusals import place
from enforcerules.language.vocabulary import Vocabulary
from enforcerules.model.program import And, Atom, Condition, Fact, Known, Neg, Or, Reads, Threshold
from enforcerules.model.region import TRUE, Exact, Interval, Numbers, Region, Values, numbers
from enforcerules.model.syntax import (
    All,
    Among,
    AnyOf,
    Bound,
    Compare,
    Contains,
    Holds,
    Name,
    Not,
    Operand,
    ParameterName,
    Place,
    Quantity,
    State,
    Written,
)

_WORDS = {
    "不足": "<", "不满": "<", "低于": "<", "少于": "<", "<": "<",
    "超过": ">", "高于": ">", "多于": ">", ">": ">",
    "不超过": "<=", "不高于": "<=", "<=": "<=",
    "不低于": ">=", "不少于": ">=", ">=": ">=",
}  # fmt: skip
_NUMERIC = {"money", "integer", "decimal", "rate", "date", "period", "grade"}


def set_member(fact: str, value: str) -> str:
    """The id of the truth fact `the set contains the value`, into which tests of sets are lowered."""
    return f"{fact}∋{value}"


def lower(tree: Written, vocabulary: Vocabulary, reads: Reads, text: Text) -> Condition:
    """The condition that a syntax tree means; raises NotReadable on a wrong type, unit or value.

    Equal texts mean the same, and are one value, wherever an instrument reads its words alike.
    """
    key = ("lowered", str(text), reads)
    found: Condition | None = vocabulary.read.get(key)
    if found is None:
        found = vocabulary.read[key] = _lowered(tree, vocabulary, reads, text)
    return found


def _lowered(tree: Written, vocabulary: Vocabulary, reads: Reads, text: Text) -> Condition:
    def go(node: Written) -> Condition:
        if isinstance(node, All):
            return And(tuple(go(part) for part in node.parts))
        if isinstance(node, AnyOf):
            return Or(tuple(go(part) for part in node.parts))
        if isinstance(node, Not):
            return Neg(go(node.part))
        return _test(node, vocabulary, reads, text)

    return go(tree)


def _test(
    node: Holds | Compare | Among | Contains | State, vocabulary: Vocabulary, reads: Reads, text: Text
) -> Condition:
    fact = vocabulary.facts[node.fact]
    wanted = print_test(_in_words(node), vocabulary).strip()
    if isinstance(node, State):
        return Known(fact.id, "undeterminable" if node.word == "无法确定" else "ascertained", wanted)
    if isinstance(node, Contains):
        return _contains(node, fact, wanted, text)
    if isinstance(node, Holds):
        if fact.type != "boolean":
            raise wrong("ER412", text, fact, node.place)
        return Atom(fact.id, TRUE, "")
    if isinstance(node, Among):
        return _among(node, fact, wanted, text)
    if len(node.bounds) == 1 and isinstance(node.bounds[0].operand, ParameterName):
        return _threshold(node.bounds[0], fact, wanted, vocabulary, reads, text)
    return _compare(node, fact, wanted, reads, text)


def wrong(code: str, text: Text, fact: Fact, at: Place | None = None, **args: Any) -> NotReadable:
    """A text, or the piece of it at a place, that does not suit the type or unit of its fact."""
    span = text.span if at is None else place(text, *at)
    piece = text if at is None else text[at[0] : at[0] + at[1]]
    return NotReadable(
        diagnose(
            code, span, fact=fact.label, type=type_word(fact.type), unit=fact.unit, text=piece, found=piece, **args
        )
    )


def type_word(name: str) -> str:
    """The word of the catalogue for a type of fact."""
    return "@truth" if name == "boolean" else f"@{name}"


Refused: TypeAlias = Callable[..., NotReadable]
"""Makes the problem of one operand, by its code."""


def _in_words(node: Holds | Compare | Among | Contains | State) -> Holds | Compare | Among | Contains | State:
    """Symbols as words, for what people read."""
    if not isinstance(node, Compare):
        return node
    spoken = {">": "超过", ">=": "不低于", "<": "低于", "<=": "不超过"}
    return replace(node, bounds=tuple(replace(b, word=spoken.get(b.word, b.word)) for b in node.bounds))


def _contains(node: Contains, fact: Fact, wanted: str, text: Text) -> Condition:
    if fact.type != "set":
        raise wrong("ER412", text, fact, node.place)
    return Atom(set_member(fact.id, value_id(fact, node.value.text, text, node.value.place)), TRUE, wanted)


def value_id(fact: Fact, label: str, text: Text, at: Place | None = None) -> str:
    """The id of a value given by label or id; raises NotReadable with the nearest label."""
    found = next((key for key, name in fact.values if label in {key, name}), None)
    if found is None:
        near = nearest(label, [name for _, name in fact.values])
        raise wrong("ER410", text, fact, at, value=label, near=near, allowed="、".join(n for _, n in fact.values))
    return found


def grade_index(fact: Fact, label: str, text: Text, at: Place | None = None) -> int:
    """The place of a grade, from light (0) to heavy."""
    return [key for key, _ in fact.values].index(value_id(fact, label, text, at))


def _among(node: Among, fact: Fact, wanted: str, text: Text) -> Condition:
    if fact.type == "set":
        raise wrong("ER412", text, fact, node.place)
    found = [_point(value, fact, text) for value in node.values]
    region: Region
    if fact.type in _NUMERIC:
        region = numbers(Interval(p, p) for p in found if not isinstance(p, str))
    else:
        region = Values(frozenset(str(p) for p in found))
    return Atom(fact.id, _within(region.without() if node.negated else region, fact), wanted)


def _within(region: Region, fact: Fact) -> Region:
    """Complements of named values stay inside the values declared."""
    if isinstance(region, Values) and region.others and fact.type in {"boolean", "choice"}:
        every = frozenset(key for key, _ in fact.values) if fact.type == "choice" else frozenset({"true", "false"})
        return Values(every - region.names)
    return region


def _point(operand: Operand, fact: Fact, text: Text) -> Exact | str:
    """An operand as a value of the fact."""
    if isinstance(operand, ParameterName):
        raise wrong("ER412", text, fact, operand.place)
    if isinstance(operand, Quantity):
        return quantity(operand, fact, partial(wrong, text=text, fact=fact, at=operand.place))
    return _named(operand, fact, text)


def _named(operand: Name, fact: Fact, text: Text) -> Exact | str:
    if fact.type == "grade":
        return grade_index(fact, operand.text, text, operand.place)
    if fact.type == "choice":
        return value_id(fact, operand.text, text, operand.place)
    if fact.type == "boolean" and operand.text in {"true", "false"}:
        return operand.text
    if fact.type == "date":
        try:
            return date.fromisoformat(operand.text).toordinal()
        except ValueError:
            span = text.span if operand.place is None else place(text, *operand.place)
            raise NotReadable(wrong_day(operand.text, span)) from None
    if fact.type in {"text", "code"}:
        return operand.text
    raise wrong("ER412", text, fact, operand.place)


def quantity(given: Quantity, fact: Fact, refused: Refused) -> Exact:
    """A quantity in the unit of a fact; raises what `refused` makes when units do not agree."""
    number: Fraction = given.number
    type_, unit = fact.type, fact.unit
    fits = {
        "money": given.unit == "元",
        "rate": given.unit == "率",
    }.get(type_, given.unit == (unit or "") or (given.unit == "率" and unit in {"倍", "%", "‰"}))
    if type_ == "money" and not given.unit:
        raise refused(code="ER241", suggestion=f"{given.text}元")
    if type_ not in {"money", "rate", "integer", "decimal", "period"}:
        raise refused(code="ER412")
    if not fits:
        raise refused(code="ER411", value=given.text)
    if given.unit == "率" and type_ in {"integer", "decimal"}:
        number *= {"倍": 1, "%": 100, "‰": 1000}[unit or "倍"]
    if type_ in {"money", "integer", "period"} and number.denominator == 1:
        return int(number)
    if type_ in {"integer", "period"}:
        raise refused(code="ER221")
    return number


def _threshold(bound: Bound, fact: Fact, wanted: str, vocabulary: Vocabulary, reads: Reads, text: Text) -> Condition:
    assert isinstance(bound.operand, ParameterName)  # noqa: S101
    parameter = vocabulary.parameters[bound.operand.id]
    if parameter.type != fact.type or parameter.unit != fact.unit:
        raise wrong("ER411", text, fact, bound.operand.place, value=parameter.label)
    return Threshold(fact.id, _word(bound, reads), parameter.id, wanted)  # type: ignore[arg-type]


def _word(bound: Bound, reads: Reads) -> str:
    if bound.word == "以上":
        return ">=" if reads.above else ">"
    if bound.word == "以下":
        return "<=" if reads.below else "<"
    return _WORDS[bound.word]


def _compare(node: Compare, fact: Fact, wanted: str, reads: Reads, text: Text) -> Condition:
    if fact.type not in _NUMERIC:
        raise wrong("ER412", text, fact, node.place)
    region = Numbers((Interval(None, None),))
    for bound in node.bounds:
        point = _point(bound.operand, fact, text)
        assert not isinstance(point, str)  # noqa: S101
        region = region.meet(Numbers((half_line(_word(bound, reads), point),)))
    if region.empty:
        raise wrong("ER413", text, fact, node.place)
    return Atom(fact.id, region, wanted + _note(node, reads))


def _note(node: Compare, reads: Reads) -> str:
    """What an unusual instrument excludes is said beside the words."""
    words = {b.word for b in node.bounds}
    excluded = [w for w, included in (("以上", reads.above), ("以下", reads.below)) if w in words and not included]
    return f"（{'、'.join(excluded)}不含本数）" if excluded else ""


def half_line(word: str, point: Exact) -> Interval:
    """`>= 3` and its like as an interval; what is equal is read as one of several."""
    if word in {">=", ">"}:
        return Interval(point, None, lo_open=word == ">")
    return Interval(None, point, hi_open=word == "<")
