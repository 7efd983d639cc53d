"""JSON (RFC 8259) to nodes, with the place of every one.

The parser of the standard library keeps the last of two equal keys, takes `NaN`, turns numbers into floats and knows no
positions, so there is one here: a recursive descent, as deep as the bound allows. Slips that leave no doubt about what
was meant (a comma too many, a comment, a full-width colon) are noted and read over; others end the reading.
"""

from __future__ import annotations

import re
from typing import Final

from enforcerules.base.diagnostics import Diagnostic
from enforcerules.base.hidden import hidden
from enforcerules.base.limits import Limits, bounds
from enforcerules.base.source import Listing, Node, Span, Table, Text, whole
from enforcerules.load.reading import Keys, Lines, Problems, StoppedError, decoded, hidden_code, put

__all__ = ["read_json"]

_BLANK: Final = re.compile(r"[ \t\r\n]*")
_PLAIN: Final = re.compile(r'[^"\\\t\r\n]*')
_PLAIN_LINE: Final = re.compile(r"[^\r\n]*")
_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_NUMBER_LIKE: Final = re.compile(r"[-+.0-9０-９][-+.0-9A-Za-z_０-９．]*")
_WORD: Final = re.compile(r"[^\W\d]\w*")
_ESCAPE: Final = re.compile(r'\\(?:(["\\/bfnrt])|u([0-9A-Fa-f]{4}))')
_LOW_HALF: Final = re.compile(r"\\u([dD][c-fC-F][0-9A-Fa-f]{2})")
_COMMENT: Final = re.compile(r"(?://|#)[^\r\n]*|/\*.*?\*/", re.DOTALL)
_SIMPLE: Final = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_WIDE: Final = {"：": ":", "，": ","}
_WRONG_QUOTES: Final = {"'": "'", "“": "”", "”": "”", "‘": "’", "＂": "＂"}
_WIDE_NAMES: Final = {"：": "@wide_colon", "，": "@wide_comma", "'": "@single_quote"}
_REPLACED: Final = "U+FFFD"


def read_json(data: bytes, file: str, limits: Limits | None = None) -> tuple[Node, tuple[Diagnostic, ...]]:
    """The value of a JSON file, and every problem found in it.

    Strings are quoted texts; numbers and `true` and `false` are texts as written, not quoted. The node is None when
    reading stopped; with problems it may be incomplete.
    """
    problems = Problems(file, limits or bounds())
    node: Node = None
    try:
        reader = _Reader(decoded(data, problems), problems)
        node = reader.value(depth=1)
        reader.end()
        if node is None:
            problems.add("ER113", whole(file))
    except StoppedError:
        node = None
    return node, tuple(sorted(set(problems.found)))


class _Reader:
    def __init__(self, text: str, problems: Problems) -> None:
        self._text = text
        self._lines = Lines(text, problems.file)
        self._problems = problems
        self._limits = problems.limits
        self._at = 0
        self._nodes = 0

    def value(self, depth: int) -> Node:
        """The value that stands here.

        Raises:
            StoppedError: there is none, or a bound was passed.
        """
        char = self._peek()
        self._nodes += 1
        if self._nodes > self._limits.nodes:
            raise self._problems.stop("ER133", self._here(), limit=f"{self._limits.nodes:,}")
        if char in {"{", "["} and depth > self._limits.depth:
            raise self._problems.stop("ER134", self._here(), limit=self._limits.depth)
        if char == "{":
            return self._table(depth)
        if char == "[":
            return self._listing(depth)
        if char == '"' or char in _WRONG_QUOTES:
            return self._string()
        return self._bare()

    def end(self) -> None:
        """Note what stands after the value."""
        if self._peek():
            raise self._problems.stop("ER167", self._here())

    def _table(self, depth: int) -> Table:
        table, keys, start = Table(), Keys(), self._at
        self._at += 1
        while not self._closed("}"):
            key = self._key()
            self._expect_colon()
            put(table, keys, key, self.value(depth + 1), self._problems)
            self._separator("}", "@comma_or_brace")
        table.span = self._lines.span(start, self._at)
        return table

    def _listing(self, depth: int) -> Listing:
        listing, start = Listing(), self._at
        self._at += 1
        while not self._closed("]"):
            listing.append(self.value(depth + 1))
            self._separator("]", "@comma_or_bracket")
        listing.span = self._lines.span(start, self._at)
        return listing

    def _closed(self, bracket: str) -> bool:
        if self._peek() != bracket:
            return False
        self._at += 1
        return True

    def _separator(self, bracket: str, expected: str) -> None:
        """Go past the comma between two items; before the closing bracket there is none."""
        char = self._peek()
        if char == bracket:
            return
        if char not in {",", "，"}:
            raise self._unexpected(expected)
        comma = self._lines.span(self._at, self._at + 1)
        self._wide(char)
        self._at += 1
        if self._peek() == bracket:
            self._problems.add("ER162", comma, closing=bracket)

    def _key(self) -> Text:
        char = self._peek()
        self._nodes += 1
        if char == '"' or char in _WRONG_QUOTES:
            return self._string()
        word = _WORD.match(self._text, self._at)
        if word is None:
            raise self._unexpected("@json_key")
        span = self._take(word.end())
        self._problems.add("ER160", span, expected="@json_key", found=word.group())
        return Text(word.group(), span)

    def _expect_colon(self) -> None:
        char = self._peek()
        if char not in {":", "："}:
            raise self._unexpected("@colon")
        self._wide(char)
        self._at += 1

    def _wide(self, char: str) -> None:
        if char in _WIDE:
            self._problems.add("ER166", self._lines.span(self._at, self._at + 1), found=_WIDE_NAMES[char])

    def _bare(self) -> Text | None:
        """A number, a word, or something that is no value."""
        number = _NUMBER_LIKE.match(self._text, self._at)
        word = number or _WORD.match(self._text, self._at)
        if word is None:
            raise self._unexpected("@json_value")
        written = word.group()
        span = self._take(word.end())
        self._check_length(written, span)
        if written == "null":
            return None
        if number is None and written not in {"true", "false"}:
            self._problems.add("ER163", span, found=written)
        if number is not None and not _NUMBER.fullmatch(written):
            code = "ER163" if written.lstrip("+-").startswith(("Inf", "NaN")) else "ER164"
            self._problems.add(code, span, found=written)
        return Text(written, span)

    def _string(self) -> Text:
        """A text in quotes; other quotes than `"` are noted and read over when they close on the same line."""
        start = self._at
        quote = self._text[start]
        if quote != '"':
            return self._wrongly_quoted(quote)
        self._at += 1
        parts: list[str] = []
        while True:
            plain = _PLAIN.match(self._text, self._at)
            if plain:
                parts.append(plain.group())
                self._at = plain.end()
            char = self._text[self._at : self._at + 1]
            if char == '"':
                break
            parts.append(self._special(char, start))
        span = self._take(self._at + 1, start)
        value = "".join(parts)
        self._check_length(value, span)
        return Text(value, span, quoted=True)

    def _special(self, char: str, start: int) -> str:
        if char == "\\":
            return self._escape()
        if char == "\t":
            self._problems.add("ER169", self._take(self._at + 1))
            return char
        if not char:
            self._at = start
            raise self._problems.stop("ER161", self._lines.span(start, start + 1), expected="@closing_quote")
        raise self._problems.stop("ER169", self._lines.span(start, self._at))

    def _escape(self) -> str:
        start = self._at
        found = _ESCAPE.match(self._text, start)
        if found is None:
            span = self._take(min(start + 2, len(self._text)))
            self._problems.add("ER168", span, escape=self._text[start : self._at])
            return ""
        if found[1]:
            self._at = found.end()
            return _SIMPLE.get(found[1], found[1])
        return self._code_point(int(found[2], 16), start, found.end())

    def _code_point(self, point: int, start: int, end: int) -> str:
        low = _LOW_HALF.match(self._text, end)
        if 0xD800 <= point <= 0xDBFF and low:
            point = 0x10000 + ((point - 0xD800) << 10) + (int(low[1], 16) - 0xDC00)
            end = low.end()
        span = self._take(end)
        for char in hidden(chr(point)):
            written = self._text[start:end]
            self._problems.add(hidden_code(char.kind), span, point=char.point, escape=written)
            return "\ufffd"
        return chr(point)

    def _wrongly_quoted(self, quote: str) -> Text:
        start = self._at
        close = self._text.find(_WRONG_QUOTES[quote], start + 1)
        found = _WIDE_NAMES.get(quote, "@wide_quote")
        line_end = _PLAIN_LINE.match(self._text, start)
        if close < 0 or line_end is None or close >= line_end.end():
            raise self._problems.stop("ER166", self._lines.span(start, start + 1), found=found)
        span = self._take(close + 1)
        self._problems.add("ER166", span, found=found)
        return Text(self._text[start + 1 : close], span, quoted=True)

    def _check_length(self, value: str, span: Span) -> None:
        if len(value) > self._limits.scalar:
            self._problems.add("ER135", span, limit=f"{self._limits.scalar:,}")

    def _peek(self) -> str:
        """The next character that is neither blank nor comment; empty at the end."""
        while True:
            blank = _BLANK.match(self._text, self._at)
            self._at = blank.end() if blank else self._at
            comment = _COMMENT.match(self._text, self._at)
            if comment is None:
                return self._text[self._at : self._at + 1]
            self._problems.add("ER165", self._take(comment.end()))

    def _take(self, end: int, start: int | None = None) -> Span:
        """Go on to `end`; the span that was passed."""
        span = self._lines.span(self._at if start is None else start, end)
        self._at = end
        return span

    def _unexpected(self, expected: str) -> StoppedError:
        found = self._text[self._at : self._at + 1]
        if not found:
            return self._problems.stop("ER161", self._here(), expected=expected)
        return self._problems.stop("ER160", self._here(), expected=expected, found=found)

    def _here(self) -> Span:
        """The next character, or the end of the text."""
        return self._lines.span(self._at, min(self._at + 1, len(self._text)))
