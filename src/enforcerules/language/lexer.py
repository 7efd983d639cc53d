"""Text without spaces into tokens: at each place the longest of label, value, word or quantity.

`非及时改正` is refused: 非 counts only before a space or a bracket, because many labels begin with it. 没有 is never a
word. A label beats a word of equal length; a quoted label 「…」 beats everything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from enforcerules.language.vocabulary import MONEY, RATES, Vocabulary
from enforcerules.model.numerals import read_cardinal

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
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?(?![0-9])")
_CARDINAL = re.compile(r"[零〇一二两三四五六七八九十百千万亿]+")
_ID = re.compile(r"[a-z_][a-z0-9_]*")
_LOOSE_NUMBER = re.compile(r"[0-9][0-9_,，.]*|[０-９][０-９．，]*")
MAX_DIGITS = 18


@dataclass(frozen=True, slots=True)
class Token:
    """A token and where it stands in its text (0-based)."""

    type: str
    text: str
    start: int
    number: Fraction | None = None
    unit: str = ""


class LexicalError(Exception):
    """A place that is no token; `reason` is a diagnostic code's key."""

    def __init__(self, reason: str, start: int, text: str) -> None:
        super().__init__(reason)
        self.reason, self.start, self.text = reason, start, text


def tokens(text: str, vocabulary: Vocabulary) -> Iterator[Token]:
    """All tokens of `text`; raises LexicalError at the first place that is none."""
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        token = _next(text, at, vocabulary)
        yield token
        at = token.start + len(token.text)


def _next(text: str, at: int, vocabulary: Vocabulary) -> Token:
    if text[at] == "「":
        return _quoted(text, at, vocabulary)
    if text[at] == "非" and (at + 1 == len(text) or text[at + 1] in " (（"):
        return Token("NOT", "非", at)
    found = [t for t in (_name(text, at, vocabulary), _quantity(text, at, vocabulary), _word(text, at)) if t]
    if found:
        return max(found, key=lambda t: len(t.text))
    raise _no_token(text, at)


def _no_token(text: str, at: int) -> LexicalError:
    loose = _LOOSE_NUMBER.match(text, at)
    if loose:
        return LexicalError("number", at, loose.group())
    if text[at] == "非":
        return LexicalError("not_needs_space", at, "非")
    return LexicalError("unknown", at, re.split(r"[\s()（）\[\],，、]", text[at:])[0] or text[at])


def _quoted(text: str, at: int, vocabulary: Vocabulary) -> Token:
    end = text.find("」", at)
    if end < 0:
        raise LexicalError("unclosed", at, text[at:])
    inner = text[at + 1 : end]
    kind, _ = vocabulary.names.get(inner, ("", ""))
    if kind:
        return Token(kind.upper(), text[at : end + 1], at)
    if inner in vocabulary.values:
        return Token("VALUE", text[at : end + 1], at)
    raise LexicalError("unknown", at, inner)


def _name(text: str, at: int, vocabulary: Vocabulary) -> Token | None:
    """The longest label, id or value here; an id must not go on as a longer id."""
    for word in vocabulary.starts.get(text[at], ()):
        if not text.startswith(word, at):
            continue
        whole = _ID.match(text, at)
        if whole and word.isascii() and whole.group() != word and len(whole.group()) > len(word):
            continue
        kind, _ = vocabulary.names.get(word, ("value", ""))
        return Token(kind.upper(), word, at)
    return None


def _word(text: str, at: int) -> Token | None:
    for word in _LONGEST_FIRST:
        if text.startswith(word, at):
            whole = _ID.match(text, at)
            if whole is None or whole.group() == word:
                return Token(WORDS[word], word, at)
    return None


def _quantity(text: str, at: int, vocabulary: Vocabulary) -> Token | None:
    day = _DAY.match(text, at)
    if day:
        return Token("DAY", day.group(), at)
    number, end = _read_number(text, at)
    if number is None:
        return None
    unit = max((u for u in vocabulary.units if text.startswith(u, end)), key=len, default="")
    scale = 1
    if not unit and text[end : end + 1] in {"万", "亿"}:
        scale = 10_000 if text[end] == "万" else 100_000_000
        end += 1
        unit = max((u for u in vocabulary.units if text.startswith(u, end)), key=len, default="")
    if not unit and (not text[at].isascii() or scale > 1):
        return None
    value, dimension = _normal(number * scale, unit)
    return Token("QUANTITY", text[at : end + len(unit)], at, value, dimension)


def _read_number(text: str, at: int) -> tuple[Fraction | None, int]:
    ascii_number = _NUMBER.match(text, at)
    if ascii_number:
        if len(ascii_number.group()) > MAX_DIGITS:
            raise LexicalError("number", at, ascii_number.group())
        after = text[ascii_number.end() : ascii_number.end() + 2]
        if re.match(r"[_,，.][0-9]|_", after):
            raise _no_token(text, at)
        return Fraction(ascii_number.group()), ascii_number.end()
    cardinal = _CARDINAL.match(text, at)
    read = read_cardinal(cardinal.group()) if cardinal else None
    if cardinal and read is None and len(cardinal.group()) > 1:
        read = read_cardinal(cardinal.group()[:-1])
        return (None, at) if read is None else (Fraction(read), cardinal.end() - 1)
    return (None, at) if cardinal is None or read is None else (Fraction(read), cardinal.end())


def _normal(number: Fraction, unit: str) -> tuple[Fraction, str]:
    """Money in 分 as `元`, shares as `率`, days as `日`, months as `个月`; other units as they are."""
    if unit in MONEY:
        return number * MONEY[unit], "元"
    if unit in RATES:
        return number / RATES[unit], "率"
    return number, {"天": "日", "月": "个月", "个工作日": "工作日"}.get(unit, unit)
