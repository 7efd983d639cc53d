"""Where a piece of a document stands, and the pieces themselves as they were written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Self, TypeAlias

__all__ = ["Listing", "Node", "Place", "Span", "Table", "Text", "span_of", "whole"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a file, from its first character to just past its last.

    Lines and columns count from 1, columns in code points (not bytes, not screen cells); a byte order mark is not
    counted. `end_column` is the column just after the last character, so an empty span has equal ends.
    """

    file: str
    line: int
    column: int
    end_line: int
    end_column: int

    def __str__(self) -> str:
        """`file:line:column`, the form that editors turn into a link."""
        return f"{self.file}:{self.line}:{self.column}"

    def to(self, other: Span) -> Span:
        """The stretch from the start of this span to the end of `other`, a later one of the same file."""
        return Span(self.file, self.line, self.column, other.end_line, other.end_column)


Place: TypeAlias = tuple[str, int, int, int, int]
"""A span before it is one: file, line, column, end line, end column."""


def whole(file: str) -> Span:
    """The span of a remark about a file as a whole: its first position, without extent."""
    return Span(file, 1, 1, 1, 1)


class _Placed:
    """A collection of a document; most places are never asked for, so that they are spans only when they are."""

    __slots__ = ()

    # A slot of the classes below: one that stood here could not be shared with the layouts of `dict` and `list`.
    _at: Span | Place | None

    @property
    def span(self) -> Span | None:
        """Where it stands; None where it was never written."""
        at = self._at
        if at is None or isinstance(at, Span):
            return at
        made = self._at = Span(*at)  # type: ignore[misc]  # see there
        return made

    @span.setter
    def span(self, span: Span | None) -> None:
        self._at = span  # type: ignore[misc]


class Text(str):
    """A scalar of a document as it was written: `100.10`, `true` and `2024-01-01` are all text here.

    Equal to and hashed like the plain string. `quoted` tells `"100"` from `100`; in YAML a block scalar (`|`, `>`)
    counts as quoted. `span` covers the quotes too. Not to be changed after it was made.
    """

    __slots__ = ("_at", "_column", "_end_column", "_end_line", "_line", "quoted")

    quoted: bool
    _line: int
    _column: int
    _end_line: int
    _end_column: int
    _at: Span | str | None
    """The span, or the file before it is one: there are so many texts that a tuple for each is felt."""

    def __new__(cls, value: str = "", span: Span | None = None, *, quoted: bool = False) -> Self:
        """Text with the place it was written at."""
        text = str.__new__(cls, value)
        text._at = span  # noqa: SLF001  its own
        text.quoted = quoted
        return text

    @property
    def span(self) -> Span | None:
        """Where it stands; None where it was never written."""
        at = self._at
        if isinstance(at, str):
            at = self._at = Span(at, self._line, self._column, self._end_line, self._end_column)
        return at

    @span.setter
    def span(self, span: Span | None) -> None:
        self._at = span

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickling and copying keep the span and the quotes."""
        return _text, (str(self), self.span, self.quoted)


def _text(value: str, span: Span | None, quoted: bool) -> Text:
    return Text(value, span, quoted=quoted)


class Table(_Placed, dict[Text, Any]):
    """A mapping of a document in written order; its keys are `Text`, its values are nodes."""

    __slots__ = ("_at",)

    def __init__(
        self, items: Mapping[Text, Any] | Iterable[tuple[Text, Any]] = (), /, span: Span | None = None
    ) -> None:
        """A table with the place it was written at."""
        dict.__init__(self, items)
        self._at = span

    def key(self, name: str) -> Text | None:
        """The key `name` as it was written, with its span; None when the table has no such key."""
        return next((key for key in self if key == name), None)

    def span_at(self, name: str) -> Span | None:
        """Where the value of `name` stands, else its key (a null has no place of its own), else the table."""
        return span_of(self.get(_bare(name))) or span_of(self.key(name)) or self.span


class Listing(_Placed, list[Any]):
    """A list of a document; its items are nodes."""

    __slots__ = ("_at",)

    def __init__(self, items: Iterable[Any] = (), /, span: Span | None = None) -> None:
        """A listing with the place it was written at."""
        list.__init__(self, items)
        self._at = span


Node: TypeAlias = Text | Table | Listing | None
"""What a document is made of. None is the null of the document (`null`, `~`, or nothing written)."""

_NODES: Final = (Text, Table, Listing)


def span_of(node: object) -> Span | None:
    """The span of a node, or None for null, plain strings and anything else that was never written."""
    return node.span if isinstance(node, _NODES) else None


def _bare(name: str) -> Text:
    return name if isinstance(name, Text) else Text(name)
