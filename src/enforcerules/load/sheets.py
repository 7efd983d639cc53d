"""Rows of tables with the place of every cell: CSV (RFC 4180, UTF-8) and workbooks (with the extra `excel`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from enforcerules.base.diagnostics import Diagnostic, diagnose
from enforcerules.base.limits import Limits, bounds, workbook_bounds
from enforcerules.base.refusals import reason
from enforcerules.base.source import Span, Text, whole
from enforcerules.load.books import refused
from enforcerules.load.files import read_bytes
from enforcerules.load.reading import Lines, Problems, StoppedError, decoded

BOOKS: Final = frozenset({".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"})
_LOOKED_AT: Final = frozenset({".xlsx", ".xlsm"})
"""Those of `BOOKS` that are read: of the others it cannot be told beforehand how much they hold."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: its name, and its rows of cells; blank rows are left out."""

    name: str
    rows: tuple[tuple[Text, ...], ...]


def read_csv(data: bytes, file: str, limits: Limits | None = None) -> tuple[Sheet | None, tuple[Diagnostic, ...]]:
    """The rows of a CSV file; the place of a cell is its line and column in the file."""
    problems = Problems(file, limits or bounds())
    try:
        text = decoded(data, problems)
        rows = tuple(row for row in _rows(text, Lines(text, file), problems) if any(cell.strip() for cell in row))
    except StoppedError:
        return None, tuple(sorted(set(problems.found)))
    return Sheet(file, rows), tuple(sorted(set(problems.found)))


def _rows(text: str, lines: Lines, problems: Problems) -> Iterator[tuple[Text, ...]]:
    """Cells apart by commas or tabs, quoted where they hold one, a quote or a line break."""
    mark = "\t" if "\t" in text.partition("\n")[0] and "," not in text.partition("\n")[0] else ","
    at, row, end = 0, list[Text](), len(text)
    while at <= end:
        cell, at = _cell(text, at, mark, lines, problems)
        row.append(cell)
        if at < end and text[at] == mark:
            at += 1
            continue
        yield tuple(row)
        row = []
        if at >= end:
            return
        at += 2 if text.startswith("\r\n", at) else 1


def _cell(text: str, at: int, mark: str, lines: Lines, problems: Problems) -> tuple[Text, int]:
    start = at
    if not text.startswith('"', at):
        while at < len(text) and text[at] not in f"{mark}\r\n":
            at += 1
        return Text(text[start:at], lines.span(start, at)), at
    found: list[str] = []
    at += 1
    while True:
        close = text.find('"', at)
        if close < 0:
            raise problems.stop("ER668", lines.span(start, start + 1), cell='"', reason="@cell_unclosed")
        found.append(text[at:close])
        if not text.startswith('""', close):
            break
        found.append('"')
        at = close + 2
    at = close + 1
    while at < len(text) and text[at] not in f"{mark}\r\n":  # blanks after the quote
        if text[at] != " ":
            problems.add("ER668", lines.span(at, at + 1), cell=text[at], reason="@cell_after_quote")
        at += 1
    return Text("".join(found), lines.span(start, at), quoted=True), at


def read_book(path: Path) -> tuple[list[Sheet], tuple[Diagnostic, ...]]:
    """The sheets of a workbook that hold anything; the place of a cell is `file[sheet]`, its row and its column."""
    try:
        from python_calamine import CalamineWorkbook
    except ImportError:
        return [], (diagnose("ER666", whole(str(path)), reason="@needs_excel"),)
    if path.suffix.lower() not in _LOOKED_AT:
        return [], (diagnose("ER666", whole(str(path)), reason="@other_book"),)
    data, problems = read_bytes(path, most=workbook_bounds().file_bytes)
    if data is None:
        return [], problems
    if (problem := refused(data, str(path))) is not None:
        return [], (problem,)
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        raw = [(name, book.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in book.sheet_names]
    except OSError as error:
        return [], (diagnose("ER666", whole(str(path)), reason=reason(error)),)
    except Exception:  # noqa: BLE001  a foreign parser on bytes from anywhere
        return [], (diagnose("ER666", whole(str(path)), reason="@not_a_workbook"),)
    if len({name for name, _ in raw}) != len(
        raw
    ):  # a sheet is asked for by its name: one would be read twice, one never
        return [], (diagnose("ER666", whole(str(path)), reason="@not_a_workbook"),)
    most = bounds().rows
    if any(len(rows) > most for _, rows in raw):
        return [], (diagnose("ER721", whole(str(path)), what="@table_rows", limit=f"{most:,}"),)
    found: list[Diagnostic] = []
    sheets = [Sheet(name, tuple(_typed(rows, f"{path}[{name}]", found))) for name, rows in raw]
    return [one for one in sheets if one.rows], tuple(found)


def _typed(rows: list[list[Any]], file: str, found: list[Diagnostic]) -> Iterator[tuple[Text, ...]]:
    for number, row in enumerate(rows, 1):
        spans = [Span(file, number, column, number, column) for column in range(1, len(row) + 1)]
        cells = tuple(_text(value, span, found) for value, span in zip(row, spans, strict=True))
        if any(cell.strip() for cell in cells):
            yield cells


def _text(value: object, span: Span, found: list[Diagnostic]) -> Text:
    """A cell as it is seen: a number by its shortest decimal form, a day as ISO, a truth as 是 or 否."""
    if isinstance(value, bool):
        return Text("是" if value else "否", span)
    if isinstance(value, float):
        exact = Decimal(repr(value))
        if not exact.is_finite():
            found.append(diagnose("ER668", span, cell=value, reason="@cell_no_number"))
            return Text("", span)
        return Text(format(exact.to_integral_value() if exact == exact.to_integral_value() else exact, "f"), span)
    if isinstance(value, datetime):
        if value.time().isoformat() != "00:00:00":
            found.append(diagnose("ER668", span, cell=value.isoformat(), reason="@cell_has_time"))
        return Text(value.date().isoformat(), span)
    if isinstance(value, date):
        return Text(value.isoformat(), span)
    if isinstance(value, time | timedelta):
        found.append(diagnose("ER668", span, cell=value, reason="@cell_has_time"))
    text = str(value)
    if text.startswith("#") and text.isupper():
        found.append(diagnose("ER668", span, cell=text, reason="@cell_error"))
    return Text(text, span)
