"""Syntax errors of the YAML parser in words of the person who wrote the file.

PyYAML has two parsers, one in C and one in Python. They agree on where an error is but for one column, and word it
differently; both wordings are matched here, and the text around the place decides the rest.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, Final, TypeAlias

import yaml

from enforcerules.base.diagnostics import Diagnostic, Label, diagnose
from enforcerules.base.source import Span
from enforcerules.load.reading import Lines
from enforcerules.load.slips import line_slip

__all__ = ["bad_escape", "explained", "half_escape"]

_ESCAPE: Final = re.compile(r"\\(?:x[0-9A-Fa-f]{0,2}|u[0-9A-Fa-f]{0,4}|U[0-9A-Fa-f]{0,8}|.|$)")
_CLOSING: Final = {"[": "]", "{": "}"}
_QUOTES: Final = {"'": "@single_quote", '"': "@double_quote"}
_AFTER_QUOTE: Final = re.compile(r"""["'][ ]*$""")


class _Place:
    """Where the parser gave up (`at`) and where what it was reading began (`since`), with the text around."""

    def __init__(self, error: yaml.MarkedYAMLError, lines: Lines) -> None:
        self.lines = lines
        self.problem = error.problem or ""
        self.context = error.context or ""
        self.at = _spot(error.problem_mark or error.context_mark)
        self.since = _spot(error.context_mark or error.problem_mark)

    @property
    def line(self) -> str:
        """The line of the error."""
        return self.lines.line(self.at[0])

    @property
    def before(self) -> str:
        """What stands before the error on its line."""
        return self.line[: self.at[1] - 1]

    @property
    def char(self) -> str:
        """The character at the error, or nothing at the end of the line."""
        return self.line[self.at[1] - 1 : self.at[1]]

    @property
    def opener(self) -> str:
        """The character with which what was being read began."""
        return self.lines.line(self.since[0])[self.since[1] - 1 : self.since[1]]

    def above(self) -> int:
        """The number of the last line with content above the error, or 0."""
        number = self.at[0] - 1
        while number > 0 and not self.lines.line(number).split("#")[0].strip():
            number -= 1
        return number

    def here(self) -> Span:
        """The character at the error."""
        return self._one(self.at)

    def start(self) -> Span:
        """The character with which what was being read began."""
        return self._one(self.since)

    def content(self, number: int) -> Span:
        """A line from its first to its last character that is no blank."""
        line = self.lines.line(number)
        first = len(line) - len(line.lstrip()) + 1
        return Span(self.lines.file, number, first, number, max(len(line.rstrip()) + 1, first))

    def _one(self, spot: tuple[int, int]) -> Span:
        line, column = spot
        width = 1 if column <= len(self.lines.line(line)) else 0
        return Span(self.lines.file, line, column, line, column + width)


def _spot(mark: Any) -> tuple[int, int]:  # noqa: ANN401 - marks of the C parser have no type
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def explained(error: yaml.MarkedYAMLError, lines: Lines) -> list[Diagnostic]:
    """One syntax error as diagnostics: usually one, several for colon slips on neighbouring lines."""
    place = _Place(error, lines)
    if place.at[1] > len(place.line) + 1:
        place.at = (place.at[0], len(place.line) + 1)
    slips = _slips(place)
    if slips:
        return slips
    for words, explain in _EXPLANATIONS:
        if any(word in place.problem or word in place.context for word in words):
            return [explain(place)]
    return [diagnose("ER150", place.here())]


# Full-width colons and colons without a blank show as errors of the line below.

_SLIP_PROBLEMS: Final = ("mapping values are not allowed", "could not find expected ':'", "expected key", "block end")


def _slips(place: _Place) -> list[Diagnostic]:
    if not any(words in place.problem for words in _SLIP_PROBLEMS):
        return []
    for number in (place.since[0], place.at[0], place.above()):
        if _slip(place, number):
            return _run(place, number)
    return []


def _slip(place: _Place, number: int) -> Diagnostic | None:
    return line_slip(place.lines.line(number), place.lines.file, number)


def _run(place: _Place, number: int) -> list[Diagnostic]:
    """The slips of this line and of its neighbours up and down, as far as they go on."""
    found: list[Diagnostic] = []
    for step in (-1, 1):
        at = number if step == 1 else number - 1
        while (slip := _slip(place, at)) is not None:
            found.append(slip)
            at += step
    return found


# One function for each kind of error.


def _open_quote(place: _Place) -> Diagnostic:
    return diagnose("ER140", place.start(), quote=_QUOTES.get(place.opener, "@double_quote"))


def _flow(place: _Place) -> Diagnostic:
    bracket = place.opener
    closing = _CLOSING.get(bracket, "]")
    if not place.char and not place.lines.line(place.at[0] + 1):
        return diagnose("ER141", place.start(), bracket=bracket, closing=closing)
    labels = [Label(place.start(), "opened")]
    return diagnose("ER141", place.here(), labels=labels, bracket=bracket, closing=closing)


def _no_content(place: _Place) -> Diagnostic:
    if place.char == ":":
        return diagnose("ER126", place.here())
    return diagnose("ER145", place.here(), char=place.char) if place.char else diagnose("ER150", place.here())


def _block(place: _Place) -> Diagnostic:
    """Something that does not continue the mapping or list in which it stands."""
    if place.char in {"]", "}"}:
        return diagnose("ER152", place.here(), bracket=place.char)
    if place.char == ":" and not place.before.strip(" -"):
        return diagnose("ER126", place.here())
    if _AFTER_QUOTE.search(place.before):
        return diagnose("ER151", place.here())
    if place.before.strip(" -"):
        return diagnose("ER150", place.here())
    return diagnose("ER142", place.content(place.at[0]))


def _document(place: _Place) -> Diagnostic:
    above = place.above()
    if above and place.lines.line(above).startswith("..."):
        return diagnose("ER136", place.content(above))
    return _block(place)


def _value(place: _Place) -> Diagnostic:
    """A colon where no key can be: a second one on the line, or the first of a line that continues the one above."""
    if place.line.startswith("---"):
        return diagnose("ER136", place.content(place.at[0]))
    if ": " in place.before:
        return diagnose("ER143", place.here())
    above = place.above()
    if above and ":" not in place.lines.line(above):
        return diagnose("ER144", place.content(above))
    return diagnose("ER142", place.content(place.at[0]))


def _no_colon(place: _Place) -> Diagnostic:
    return diagnose("ER144", place.content(place.since[0]))


def _dash(place: _Place) -> Diagnostic:
    return diagnose("ER153", place.here())


def _start(place: _Place) -> Diagnostic:
    return diagnose("ER145", place.here(), char="@backtick" if place.char == "`" else place.char)


def _escape(place: _Place) -> Diagnostic:
    return bad_escape(place.lines, *place.at)


def _name(place: _Place) -> Diagnostic:
    return diagnose("ER147", place.start(), char=place.opener)


def _block_text(place: _Place) -> Diagnostic:
    return diagnose("ER148", place.start())


def _directive(place: _Place) -> Diagnostic:
    return diagnose("ER149", place.content(place.at[0]))


def _tag(place: _Place) -> Diagnostic:
    line = place.lines.line(place.since[0])[place.since[1] - 1 :]
    tag = line.split(" ")[0]
    start = place.start()
    return diagnose("ER129", Span(start.file, start.line, start.column, start.line, start.column + len(tag)), tag=tag)


_Explain: TypeAlias = Callable[[_Place], Diagnostic]

_EXPLANATIONS: Final[Iterable[tuple[tuple[str, ...], _Explain]]] = (
    (("scanning a tag", "parsing a tag", "tag handle"), _tag),
    (("unknown escape", "hexdecimal", "hexadecimal numbers, but", "escape code"), _escape),
    (("unexpected end of stream", "unexpected document"), _open_quote),
    (("a directive", "incompatible YAML", "duplicate %", "duplicate YAML", "duplicate tag"), _directive),
    (("scanning an alias", "scanning an anchor"), _name),
    (("scanning a block scalar",), _block_text),
    (("parsing a flow sequence", "parsing a flow mapping"), _flow),
    (("the node content", "expected node content"), _no_content),
    (("mapping values are not allowed",), _value),
    (("could not find expected ':'",), _no_colon),
    (("sequence entries are not allowed",), _dash),
    (("cannot start any token", "mapping keys are not allowed"), _start),
    (("document start",), _document),
    (("expected key", "block end", "'-' indicator"), _block),
)
"""Words of either parser, and what they mean; the first that fits."""


def bad_escape(lines: Lines, line: int, column: int) -> Diagnostic:
    """The escape at or just before a place: half a character, or none that exists."""
    text = lines.line(line)
    at = max(text.rfind("\\", 0, column), 0)
    found = _ESCAPE.match(text, at)
    escape = found.group() if found else text[at : at + 1]
    span = Span(lines.file, line, at + 1, line, at + 1 + len(escape))
    return diagnose("ER117" if _is_half(escape) else "ER146", span, escape=escape)


def half_escape(lines: Lines, span: Span) -> Diagnostic:
    """The first escape inside a span that is half a character; such a one is known to be there."""
    start = lines.offset(span.line, span.column)
    for found in _ESCAPE.finditer(lines.text, start):
        if _is_half(found.group()):
            return diagnose("ER117", lines.span(*found.span()), escape=found.group())
    return diagnose("ER117", span)


def _is_half(escape: str) -> bool:
    digits = escape[2:]
    return escape[1:2] in {"u", "U"} and bool(digits) and 0xD800 <= int(digits, 16) <= 0xDFFF
