"""What reading YAML and reading JSON have in common: bytes to text, positions, keys, and a bounded list of problems."""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final
from unicodedata import normalize

from enforcerules.base.diagnostics import Diagnostic, Label, diagnose
from enforcerules.base.hidden import HiddenKind, hidden, is_hiding, masked
from enforcerules.base.limits import Limits
from enforcerules.base.source import Span, Table, Text, whole

__all__ = ["Keys", "Lines", "Problems", "StoppedError", "decoded", "hidden_code", "put"]

_BREAK: Final = re.compile("\r\n|\r|\n")
_HIDDEN_CODE: Final[dict[HiddenKind, str]] = {
    "invisible": "ER114",
    "control": "ER115",
    "private": "ER116",
    "surrogate": "ER117",
}
_WIDE_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "@utf32"),
    (codecs.BOM_UTF32_BE, "@utf32"),
    (codecs.BOM_UTF16_LE, "@utf16"),
    (codecs.BOM_UTF16_BE, "@utf16"),
)
_SAMPLE: Final = 4096
_CHINESE: Final = re.compile("[\u3000-\u303f\u3400-\u9fff\uff01-\uff5e\u2010-\u2026\u00b7]")
_NOT_ASCII: Final = re.compile("[^\x00-\x7f]")


class StoppedError(Exception):
    """Reading cannot go on; what was found so far is in the problems. Never leaves this package."""


@dataclass(slots=True)
class Problems:
    """The problems of one file, up to the bound."""

    file: str
    limits: Limits
    found: list[Diagnostic] = field(default_factory=list)

    def add(self, code: str, span: Span | None, /, labels: Iterable[Label] = (), **args: object) -> None:
        """Note a problem.

        Raises:
            StoppedError: there are too many.
        """
        self.append(diagnose(code, span, labels=labels, **args))

    def append(self, problem: Diagnostic) -> None:
        """Note a problem that is at hand.

        Raises:
            StoppedError: there are too many.
        """
        self.found.append(problem)
        if len(self.found) >= self.limits.problems:
            self.found.append(diagnose("ER137", problem.span, limit=self.limits.problems))
            raise StoppedError

    def stop(self, code: str, span: Span | None, /, labels: Iterable[Label] = (), **args: object) -> StoppedError:
        """Note a problem after which reading cannot go on; the result is for the caller to raise."""
        self.found.append(diagnose(code, span, labels=labels, **args))
        return StoppedError()


class Lines:
    """Lines of a text, and line and column of a place in it. A line ends at CR LF, LF or CR and at nothing else."""

    __slots__ = ("_breaks", "file", "text")

    def __init__(self, text: str, file: str) -> None:
        """The breaks are looked for when the first place is asked for, which is where something is wrong."""
        self.text = text
        self.file = file
        self._breaks: list[int] = []

    @property
    def _starts(self) -> list[int]:
        """Where each line starts."""
        if not self._breaks:
            self._breaks = [0, *(found.end() for found in _BREAK.finditer(self.text))]
        return self._breaks

    def span(self, start: int, end: int) -> Span:
        """The span of `text[start:end]`."""
        line, column = self._place(start)
        return Span(self.file, line, column, *self._place(end))

    def line(self, number: int) -> str:
        """Line `number`, counted from 1, without its break; empty when there is no such line."""
        if not 1 <= number <= len(self._starts):
            return ""
        end = self._starts[number] if number < len(self._starts) else len(self.text)
        return self.text[self._starts[number - 1] : end].rstrip("\r\n")

    def offset(self, line: int, column: int) -> int:
        """Where line and column, counted from 1, are in the text."""
        return self._starts[min(line, len(self._starts)) - 1] + column - 1

    def _place(self, at: int) -> tuple[int, int]:
        line = bisect_right(self._starts, at)
        return line, at - self._starts[line - 1] + 1


class Keys(dict[str, Text]):
    """The keys of one mapping while it is read, by what they are but for width and composition."""

    __slots__ = ()

    def first(self, key: Text) -> Text:
        """The first key that equals this one, exactly or but for width and composition; the key itself where none did."""
        return self.setdefault(key if key.isascii() else _folded(str(key)), key)

    def clash(self, key: Text) -> Diagnostic | None:
        """The problem of a key that equals an earlier one."""
        first = self.first(key)
        if first is key:
            return None
        labels = [Label(first.span, "first")] if first.span else []
        if first == key:
            return diagnose("ER120", key.span, labels=labels, key=key)
        return diagnose("ER121", key.span, labels=labels, key=key, first=first)


@lru_cache(4096)
def _folded(key: str) -> str:
    """A key but for width and composition; the same keys stand in table after table."""
    return normalize("NFKC", key)


def put(table: Table, keys: Keys, key: Text, value: object, problems: Problems) -> None:
    """Store a value under a key, or note why not; of equal keys the first keeps its value."""
    clash = keys.clash(key)
    if clash is None:
        table[key] = value
    else:
        problems.append(clash)


def hidden_code(kind: HiddenKind) -> str:
    """The code for a character of that class."""
    return _HIDDEN_CODE[kind]


def decoded(data: bytes, problems: Problems) -> str:
    """The text of a file: UTF-8, a byte order mark dropped, hidden characters noted and replaced by U+FFFD.

    Raises:
        StoppedError: it is too large, not UTF-8, or empty.
    """
    if len(data) > problems.limits.file_bytes:
        raise problems.stop("ER103", whole(problems.file), limit=f"{problems.limits.file_bytes:,}")
    text = _utf8(data, problems)
    if not text.strip():
        raise problems.stop("ER113", whole(problems.file))
    found = list(hidden(text)) if is_hiding(text) else []
    lines = Lines(text, problems.file) if found else None
    for char in found:
        span = lines.span(char.at, char.at + 1) if lines else None
        problems.add(hidden_code(char.kind), span, point=char.point)
    return masked(text) if found else text


def _utf8(data: bytes, problems: Problems) -> str:
    wide = _wide(data)
    if wide:
        raise problems.stop("ER112", whole(problems.file), encoding=wide)
    body = data.removeprefix(codecs.BOM_UTF8)
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        if _looks_gbk(body):
            raise problems.stop("ER111", whole(problems.file)) from None
        before = body[: error.start].decode("utf-8")
        span = Lines(before, problems.file).span(len(before), len(before))
        raise problems.stop("ER110", span, byte=f"{body[error.start]:02X}") from None


def _wide(data: bytes) -> str | None:
    """`@utf16` or `@utf32` by its mark, or by the zero bytes of its line breaks, blanks and ASCII letters."""
    for mark, name in _WIDE_MARKS:
        if data.startswith(mark):
            return name
    sample = data[:_SAMPLE]
    share = sample.count(0) / max(len(sample), 1)
    if share > 0.6:
        return "@utf32"
    return "@utf16" if share > 0.1 else None


def _looks_gbk(data: bytes) -> bool:
    """Whether the bytes read as GB18030 are mostly Chinese; other encodings give rare characters or none."""
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return False
    other = len(_NOT_ASCII.findall(text))
    return other > 0 and len(_CHINESE.findall(text)) >= 0.8 * other
