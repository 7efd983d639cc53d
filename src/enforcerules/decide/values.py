"""Values that a case gives for facts: texts to typed regions, each refusal with the code of its diagnostic."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Any
from unicodedata import normalize

from enforcerules.base.limits import bounds
from enforcerules.base.near import nearest
from enforcerules.base.source import Text
from enforcerules.model.numerals import read_cardinal
from enforcerules.model.program import Fact
from enforcerules.model.region import FALSE, TRUE, Exact, Region, Values, exactly

_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")
_MONEY_WORDS = re.compile(r"(-?[0-9.]+)(元|万元|亿元)")
_MONEY_UNITS = {"元": 100, "万元": 1_000_000, "亿元": 10_000_000_000}
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WITH_UNIT = re.compile(r"-?[0-9.]+([^0-9.,，_\s]+)")
_SPELLED = re.compile(r"(-?[0-9.,_]+|[零〇一二两三四五六七八九十百千万亿]+)([万亿]?元|倍|%|)")


def names_of(fact: Fact) -> tuple[str, ...]:
    """What a case may call a fact: its id, its label, its other names."""
    return fact.id, *fact.also, fact.label


def by_names(facts: Mapping[str, Fact]) -> dict[str, Fact]:
    """Every name that a case may call a fact by."""
    names = {fact.id: fact for fact in facts.values()}
    for fact in facts.values():
        names |= dict.fromkeys((*fact.also, fact.label), fact)
    return names


class Wrong(Exception):
    """A value that cannot be read: code and arguments of its diagnostic, and the item of a list that is at fault."""

    def __init__(self, code: str, at: Text | None = None, **args: str | int | None) -> None:
        super().__init__(code)
        self.code, self.at = code, at
        self.args_: dict[str, Any] = args


def value_of(fact: Fact, value: Text | tuple[Text, ...]) -> Region:
    """The region of a value given for a fact; raises with a diagnostic's code when it is not one of its type."""
    if isinstance(value, tuple):
        if fact.type != "set":
            raise Wrong("ER603", value="、".join(value), expected="@one_value")
        return Values(frozenset(_key(fact, one) for one in value))
    if fact.type == "set":
        return Values(frozenset({_key(fact, value)}))
    return _READERS[fact.type](fact, value)


def _key(fact: Fact, text: Text) -> str:
    found = next((key for key, label in fact.values if text in {key, label}), None)
    if found is None:
        keys, labels = zip(*fact.values, strict=True) if fact.values else ((), ())
        raise Wrong("ER604", text, value=text, allowed="、".join(labels), near=nearest(text, [*labels, *keys]))
    return found


def boolean(_fact: Fact, text: Text) -> Region:
    """true, false, 是, 否."""
    if text in {"true", "是"}:
        return TRUE
    if text in {"false", "否"}:
        return FALSE
    raise Wrong("ER250", found=text)


def _grade(fact: Fact, text: Text) -> Region:
    return exactly([key for key, _ in fact.values].index(_key(fact, text)))


def _choice(fact: Fact, text: Text) -> Region:
    return Values(frozenset({_key(fact, text)}))


def _words(_fact: Fact, text: Text) -> Region:
    return Values(frozenset({str(text)}))


def _date(_fact: Fact, text: Text) -> Region:
    try:
        return exactly(date.fromisoformat(text if _DAY.fullmatch(text) else "").toordinal())
    except ValueError:
        raise Wrong("ER230", found=text) from None


def money(_fact: Fact, text: Text) -> Region:
    """元 with at most two decimals, or with its unit; exact in 分."""
    words = _MONEY_WORDS.fullmatch(text)
    number = _exact(words[1] if words else text, "@money", text)
    fen = number * (_MONEY_UNITS[words[2]] if words else 100)
    if fen.denominator != 1:
        raise Wrong("ER242", found=text)
    if fen < 0:
        raise Wrong("ER225", found=text)
    return exactly(int(fen))


def _whole(fact: Fact, text: Text) -> Region:
    _check_unit(fact, text)
    number = _exact(_bare(fact, text), "@integer", text)
    if number.denominator != 1:
        raise Wrong("ER221", found=text)
    if number < 0:
        raise Wrong("ER225", found=text)
    return exactly(int(number))


def _decimal(fact: Fact, text: Text) -> Region:
    _check_unit(fact, text)
    bare = _bare(fact, text)
    number = _exact(bare, "@number", text)
    if fact.scale and len(bare.partition(".")[2]) > fact.scale:
        raise Wrong("ER223", found=text, scale=fact.scale)
    return exactly(_plain(number))


def _rate(_fact: Fact, text: Text) -> Region:
    if text.endswith("%"):
        return exactly(_plain(_exact(text[:-1], "@percentage", text) / 100))
    return exactly(_plain(_exact(text.removesuffix("倍"), "@percentage", text)))


def _plain(number: Fraction) -> Exact:
    return int(number) if number.denominator == 1 else number


def _bare(fact: Fact, text: str) -> str:
    """The number without the fact's own unit."""
    return text.removesuffix(fact.unit) if fact.unit else text


def _check_unit(fact: Fact, text: str) -> None:
    """A number with the unit of another fact is no slip of the pen but another number."""
    other = _WITH_UNIT.fullmatch(text)
    if other is not None and other[1] != fact.unit:
        type_ = f"@{fact.type}"
        raise Wrong("ER411", value=text, type=type_, unit=fact.unit)


def _exact(text: str, expected: str, whole: str) -> Fraction:
    if not _NUMBER.fullmatch(text):
        code = {"@money": "ER240", "@percentage": "ER243"}.get(expected, "ER220")
        plain = normalize("NFKC", whole)
        wide, suggestion = plain != whole, _plainly(plain)
        suggestion = None if suggestion == whole else suggestion
        raise Wrong("ER226" if wide and suggestion else code, value=whole, found=whole, suggestion=suggestion)
    most = bounds().digits
    if len(text.replace(".", "").lstrip("-")) > most:
        raise Wrong("ER222", limit=most, found=whole)
    with localcontext() as context:
        context.prec = most + 2
        return Fraction(Decimal(text))


def _plainly(text: str) -> str | None:
    """A number with separators, or in Chinese numerals, as one writes it here; None when it is no number."""
    found = _SPELLED.fullmatch(text)
    if found is None:
        return None
    figures = found[1].replace(",", "").replace("_", "")
    number = figures if _NUMBER.fullmatch(figures) else read_cardinal(figures)
    return None if number is None else f"{number}{found[2]}"


_READERS: dict[str, Callable[[Fact, Text], Region]] = {
    "boolean": boolean,
    "grade": _grade,
    "choice": _choice,
    "text": _words,
    "code": _words,
    "date": _date,
    "money": money,
    "integer": _whole,
    "period": _whole,
    "decimal": _decimal,
    "rate": _rate,
}
