"""Diagnostics as text for a terminal or a log: what is wrong, the line with a mark under it, and what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final
from unicodedata import combining, east_asian_width

from enforcerules.base.catalogue import Lang, Severity, help_text, label_text, message
from enforcerules.base.diagnostics import Diagnostic, Report
from enforcerules.base.hidden import masked
from enforcerules.base.personal import without_identity
from enforcerules.base.source import Span, whole

__all__ = ["cut", "split", "text"]

_SEVERITY: Final[Mapping[Severity, Mapping[Lang, str]]] = {
    "error": {"zh": "错误", "en": "error"},
    "warning": {"zh": "警告", "en": "warning"},
    "info": {"zh": "提示", "en": "info"},
}
_HELP: Final[Mapping[Lang, str]] = {"zh": "建议：", "en": "help: "}
_BREAK: Final = re.compile("\r\n|\r|\n")
_BEFORE: Final = 60
_AFTER: Final = 60
_CUT: Final = "…"


def text(report: Report, lang: Lang = "zh", sources: Mapping[str, str] | None = None) -> str:
    """Every diagnostic of a report, in order, parted by empty lines; ends with a line break unless there are none.

    `sources` holds the text of each file under the name its spans carry; without it the source lines are left out. The
    mark stands under the right characters where Chinese ones are two columns wide.
    """
    lines = {name: split(source) for name, source in (sources or {}).items()}
    return "\n".join("".join(f"{line}\n" for line in _one(each, lang, lines)) for each in report.diagnostics)


def _one(diagnostic: Diagnostic, lang: Lang, sources: Mapping[str, list[str]]) -> Iterator[str]:
    where = f"{diagnostic.span}: " if diagnostic.span else ""
    severity = _SEVERITY[diagnostic.severity][lang]
    yield f"{where}{severity}[{diagnostic.code}] {message(diagnostic, lang)}"
    gutter = max((len(str(span.line)) for span in _spans(diagnostic)), default=1)
    if diagnostic.span:
        yield from _excerpt(diagnostic.span, "^", gutter, sources)
    for label in diagnostic.labels:
        yield f"{' ' * gutter} → {label.span}: {label_text(label.key, lang)}"
        yield from _excerpt(label.span, "-", gutter, sources)
    for advice in help_text(diagnostic, lang).splitlines():
        yield f"{_HELP[lang]}{advice}"


def _spans(diagnostic: Diagnostic) -> list[Span]:
    return [span for span in (diagnostic.span, *(label.span for label in diagnostic.labels)) if span]


def _excerpt(span: Span, mark: str, gutter: int, sources: Mapping[str, list[str]]) -> Iterator[str]:
    """The first line of a span with the mark below."""
    parts = cut(span, sources)
    if parts is None:
        return
    lead, shown, after = parts
    yield f"{span.line:>{gutter}} | {lead}{shown}{after}".rstrip()
    yield f"{' ' * gutter} | {' ' * _width(lead)}{mark * max(_width(shown), 1)}"


def cut(span: Span, sources: Mapping[str, list[str]]) -> tuple[str, str, str] | None:
    """The first line of a span: what stands before it, in it and after it; long lines are shortened, numbers of identity masked.

    None for a file that is unknown, a line that is empty, and a remark about the file as a whole, which has no place in it.
    """
    lines = sources.get(span.file, [])
    line = without_identity(lines[span.line - 1]) if 1 <= span.line <= len(lines) else ""
    if not line.strip() or span == whole(span.file):
        return None
    start = min(span.column - 1, len(line))
    end = span.end_column - 1 if span.end_line == span.line else len(line)
    before, inside, after = line[:start], line[start : max(end, start)], line[max(end, start) :]
    return _shown(_cut_left(before)), _shown(_cut_right(inside, _BEFORE + _AFTER)), _shown(_cut_right(after, _AFTER))


def split(source: str) -> list[str]:
    """The lines of a file, as spans count them."""
    return _BREAK.split(source.removeprefix("\ufeff"))


def _cut_left(part: str) -> str:
    return part if len(part) <= _BEFORE else _CUT + part[-_BEFORE:]


def _cut_right(part: str, most: int) -> str:
    return part if len(part) <= most else part[:most] + _CUT


def _shown(part: str) -> str:
    """Tabs as one blank and hidden characters as U+FFFD, so that what is shown has a known width."""
    return masked(part.replace("\t", " "))


def _width(part: str) -> int:
    """Columns of a terminal: two for full-width characters, none for those that combine with the one before."""
    return sum(0 if combining(char) else 2 if east_asian_width(char) in {"W", "F"} else 1 for char in part)
