"""Text without spaces into tokens: at each place the longest of label, value, word or quantity.

`非及时改正` is refused: 非 counts only before a space or a bracket, because many labels begin with it. 没有 is never a
word. A label beats a word of equal length; a quoted label 「…」 beats everything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from enforcerules.base.limits import NUMBER_DIGITS
from enforcerules.language.vocabulary import MONEY, RATES, Vocabulary
from enforcerules.model.numerals import read_cardinal
from enforcerules.model.region import Exact

WORDS: dict[str, str] = {
    "并且": "AND",
    "且": "AND",
    "and": "AND",
    "或者": "OR",
    "或": "OR",
    "or": "OR",
    "not": "NOT",
    "之一": "ONEOF",
    "不为": "ISNOT",
    "不是": "ISNOT",
    "为": "IS",
    "是": "TRUE",
    "否": "FALSE",
    "true": "TRUE",
    "false": "FALSE",
    "包含": "CONTAINS",
    "无法确定": "STATE",
    "已查明": "STATE",
    "以上": "AFTER",
    "以下": "AFTER",
    "不超过": "BEFORE",
    "不高于": "BEFORE",
    "不低于": "BEFORE",
    "不少于": "BEFORE",
    "不足": "BEFORE",
    "不满": "BEFORE",
    "低于": "BEFORE",
    "少于": "BEFORE",
    "超过": "BEFORE",
    "高于": "BEFORE",
    "多于": "BEFORE",
    "早于": "BEFORE",
    "晚于": "BEFORE",
    "至": "TO",
    "的": "OF",
    "按": "BY",
    "按照": "BY",
    "计算": "RECKONED",
    "总额": "TOTAL",
    "但": "TOTAL",
    "、": "COMMA",
    ",": "COMMA",
    "，": "COMMA",
    ">=": "BEFORE",
    "<=": "BEFORE",
    "≥": "BEFORE",
    "≤": "BEFORE",
    ">": "BEFORE",
    "<": "BEFORE",
    "=": "IS",
    "!=": "ISNOT",
    "≠": "ISNOT",
    "in": "IN",
    "[": "SQUARE",
    "]": "SQUARE_END",
    "(": "LPAR",
    "（": "LPAR",
    ")": "RPAR",
    "）": "RPAR",
}
_LONGEST_FIRST = sorted(WORDS, key=lambda w: (-len(w), w))
_BY_FIRST = {first: tuple(w for w in _LONGEST_FIRST if w[0] == first) for first in {w[0] for w in _LONGEST_FIRST}}
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?(?![0-9])")
_RUNS_ON = re.compile(r"[_,，.][0-9]|_")
_CARDINAL = re.compile(r"[零〇一二两三四五六七八九十百千万亿]+")
_BEGINS_A_NUMBER = frozenset("-0123456789零〇一二两三四五六七八九十百千万亿")
_NOT = re.compile(r"非(?=[\s(（「]|\Z)")
_ID = re.compile(r"[a-z_][a-z0-9_]*")
_LOOSE_NUMBER = re.compile(r"[0-9][0-9_,，.]*|[０-９][０-９．，]*")
_BEFORE_A_VALUE = frozenset({"FACT", "IS", "ISNOT", "CONTAINS", "COMMA", "BEFORE", "AFTER", "TO", "SQUARE"})
_END_OF_NAME = re.compile(r"[\s()（）\[\],，、「」0-9<>=≥≤≠!！;；:：。？?…]")
_ALSO = {"天": "日", "月": "个月", "个工作日": "工作日"}


class Token(NamedTuple):
    """A token and where it stands in its text (0-based)."""

    type: str
    text: str
    start: int
    number: Fraction | None = None
    unit: str = ""


class LexicalError(Exception):
    """A place that is no token: the code of its diagnostic, where it starts, and what it may have been meant to be.

    The last of `texts` is what is shown; the others are longer readings of the same place, to look for a name in.
    """

    def __init__(self, code: str, start: int, *texts: str) -> None:
        """Carry the place."""
        super().__init__(code)
        self.code, self.start, self.texts = code, start, texts


def tokens(text: str, vocabulary: Vocabulary) -> Iterator[Token]:
    """All tokens of `text`; raises LexicalError at the first place that is none."""
    at, before = 0, ""
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        token = _next(text, at, vocabulary, before)
        yield token
        opens = token.type == "LPAR" and before == "IN"  # of an interval, not of a condition
        at, before = token.start + len(token.text), "SQUARE" if opens else token.type


def _next(text: str, at: int, vocabulary: Vocabulary, before: str) -> Token:
    first = text[at]
    if first == "「":
        return _quoted(text, at, vocabulary, before)
    if _NOT.match(text, at):
        return Token("NOT", "非", at)
    name = _name(text, at, vocabulary, before) if first in vocabulary.starts else None
    other = _longest(_counted(text, at, vocabulary), _word(text, at) if first in _BY_FIRST else None)
    # A fact never follows a fact or a word of comparison: the label 3次以上 is none after 一年内次数.
    if name is not None and other is not None and name.type == "FACT" and before in _BEFORE_A_VALUE:
        return other
    found = _longest(name, other)
    if found is None:
        raise _no_token(text, at)
    return found


def _longest(one: Token | None, other: Token | None) -> Token | None:
    """The longer of two readings; of two as long, the first."""
    if one is None or other is None:
        return one or other
    return one if len(one.text) >= len(other.text) else other


def _counted(text: str, at: int, vocabulary: Vocabulary) -> Token | None:
    """A quantity, a day, or what each unit of something is counted by."""
    if text[at] in _BEGINS_A_NUMBER:
        return _quantity(text, at, vocabulary)
    return _per(text, at, vocabulary) if text[at] == "每" else None


def _no_token(text: str, at: int) -> LexicalError:
    loose = _LOOSE_NUMBER.match(text, at)
    if loose:
        return LexicalError("ER403" if loose.group().isascii() else "ER226", at, loose.group())
    if text[at] == "非":
        return LexicalError("ER404", at, _stretch(text, at, 1))
    return LexicalError("ER406", at, _stretch(text, at, 2), _stretch(text, at, 1))


def _stretch(text: str, at: int, shortest: int) -> str:
    """What looks like one name here: up to a blank, a bracket, a digit, or a word of at least `shortest` characters."""
    end = at + 1
    if _END_OF_NAME.match(text[at]):
        return text[at]
    while end < len(text) and not _END_OF_NAME.match(text[end]):
        word = _word(text, end)
        if word is not None and len(word.text) >= shortest:
            break
        end += 1
    return text[at:end]


def _quoted(text: str, at: int, vocabulary: Vocabulary, before: str) -> Token:
    inner, closing, _ = text[at + 1 :].partition("」")
    if not closing:
        raise LexicalError("ER405", at, text[at:])
    kind = _kind(inner, vocabulary, before)
    if kind:
        return Token(kind, f"「{inner}」", at)
    if not inner.strip():
        raise LexicalError("ER406", at, f"「{inner}」")
    raise LexicalError("ER406", at + 1, inner)


def label_of(token: object) -> str:
    """The name that a token stands for, without its quotes."""
    return str(token).removeprefix("「").removesuffix("」")


def _kind(word: str, vocabulary: Vocabulary, before: str) -> str:
    """Whether a word is a fact, a parameter or a value; where a value is expected it is one if it can be."""
    kind = vocabulary.names[word][0] if word in vocabulary.names else ""
    if word in vocabulary.values and (not kind or before in _BEFORE_A_VALUE):
        return "VALUE"
    return kind.upper()


def _name(text: str, at: int, vocabulary: Vocabulary, before: str) -> Token | None:
    """The longest label, id or value here; an id must not go on as a longer id."""
    for word in vocabulary.starts[text[at]]:
        if text.startswith(word, at):
            whole = _ID.match(text, at)
            goes_on = whole is not None and len(whole.group()) > len(word)
            return None if goes_on else Token(_kind(word, vocabulary, before), word, at)
    return None


def _word(text: str, at: int) -> Token | None:
    for word in _BY_FIRST.get(text[at], ()):
        if text.startswith(word, at):
            whole = _ID.match(text, at)
            if whole is None or whole.group() == word:
                return Token(WORDS[word], word, at)
    return None


def _per(text: str, at: int, vocabulary: Vocabulary) -> Token | None:
    """`每平方米`, `每人`: for each unit of what is counted."""
    unit = _unit(text, at + 1, vocabulary)
    return Token("PER", f"每{unit}", at, unit=unit) if unit else None


def _quantity(text: str, at: int, vocabulary: Vocabulary) -> Token | None:
    day = _DAY.match(text, at) if text[at + 4 : at + 5] == "-" else None
    if day:
        return Token("DAY", day.group(), at)
    number, end = _read_number(text, at)
    if number is None:
        return None
    unit = _unit(text, end, vocabulary)
    scale = 1
    if not unit and text[end : end + 1] in {"万", "亿"}:
        scale = 10_000 if text[end] == "万" else 100_000_000
        end += 1
        unit = _unit(text, end, vocabulary)
    if not unit and (not text[at].isascii() or scale != 1):
        return None
    value, dimension = _normal(number * scale, unit)
    return Token("QUANTITY", text[at : end + len(unit)], at, value, dimension)


def _unit(text: str, at: int, vocabulary: Vocabulary) -> str:
    """The longest unit here; empty where there is none."""
    units = vocabulary.units
    for to in range(at + vocabulary.longest_unit, at, -1):
        if text[at:to] in units:
            return text[at:to]
    return ""


def _read_number(text: str, at: int) -> tuple[Exact | None, int]:
    ascii_number = _NUMBER.match(text, at)
    if ascii_number:
        if len(ascii_number.group()) > NUMBER_DIGITS:
            raise LexicalError("ER222", at, ascii_number.group())
        said, end = ascii_number.group(), ascii_number.end()
        if _RUNS_ON.match(text, end):
            raise _no_token(text, at)
        return int(said) if ascii_number[2] is None else Fraction(said), end
    cardinal = _CARDINAL.match(text, at)
    if cardinal is None:
        return None, at
    words, end = cardinal.group(), cardinal.end()
    read = read_cardinal(words)
    return (read_cardinal(words[:-1]), end - 1) if read is None else (read, end)  # the last may begin a unit: 千克


def _normal(number: Exact, unit: str) -> tuple[Fraction, str]:
    """Money in 分 as `元`, shares as `率`, days as `日`, months as `个月`; other units as they are."""
    if unit in MONEY:
        return Fraction(number * MONEY[unit]), "元"
    if unit in RATES:
        return Fraction(number) / RATES[unit], "率"
    return Fraction(number), _ALSO.get(unit, unit)
