"""A file to sheets, by what it is and not by what it is called."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path
from typing import Final

from enforcerules.base.diagnostics import Diagnostic, diagnose
from enforcerules.base.limits import WorkbookLimits, workbook_bounds
from enforcerules.base.source import whole
from enforcerules.exchange.workbook.container import NotOpened, opened, too_much, unreadable
from enforcerules.exchange.workbook.docx import read_docx
from enforcerules.exchange.workbook.grid import Book, Cell, Sheet
from enforcerules.exchange.workbook.xlsx import read_xlsx
from enforcerules.load.files import read_bytes

_TABLES: Final = frozenset({".csv", ".tsv", ".txt"})
_COUNTED: Final = ("@table_rows", "@columns", "@cells", "@cell_text")
_SPREADSHEET: Final = b"application/vnd.oasis.opendocument"


def read_book(path: Path, limits: WorkbookLimits | None = None) -> tuple[Book | None, tuple[Diagnostic, ...]]:
    """The sheets of a `.xlsx`, the tables of a `.docx`, or a CSV file in UTF-8; and what is wrong with it."""
    limits = limits or workbook_bounds()
    data, found = read_bytes(path, most=limits.file_bytes)
    if data is None:
        return None, found
    return book_of(data, str(path), limits)


def book_of(data: bytes, file: str, limits: WorkbookLimits | None = None) -> tuple[Book | None, tuple[Diagnostic, ...]]:
    """The same of bytes that were read; never raises for bad input."""
    limits = limits or workbook_bounds()
    try:
        if Path(file).suffix.lower() in _TABLES:
            return _csv(data, file, limits), ()
        box = opened(data, file, limits)
        if "word/document.xml" in box.names:
            return read_docx(box), ()
        if "mimetype" in box.names and box.read("mimetype").startswith(_SPREADSHEET):
            raise unreadable(file, "@open_document")
        return read_xlsx(box)
    except NotOpened as error:
        return None, (error.problem,)


def _csv(data: bytes, file: str, limits: WorkbookLimits) -> Book:
    """A CSV file as one sheet; raises NotOpened."""
    if len(data) > limits.file_bytes:
        raise too_much(file, "@bytes", limits.file_bytes)
    text = _decoded(data, file)
    head = text.partition("\n")[0]
    rows = csv.reader(StringIO(text, newline=""), delimiter="\t" if "\t" in head and "," not in head else ",")
    cells: dict[tuple[int, int], Cell] = {}
    try:
        for number, row in enumerate(rows, 1):
            cells |= {(number, at): Cell(value, "text", value) for at, value in enumerate(row, 1) if value.strip()}
            sizes = ((number, limits.rows), (len(row), limits.columns), (len(cells), limits.cells))
            longest = max(map(len, row), default=0)
            for what, (size, most) in zip(_COUNTED, (*sizes, (longest, limits.text)), strict=True):
                if size > most:
                    raise too_much(file, what, most)
    except csv.Error as error:
        if "field limit" in str(error):
            raise too_much(file, "@cell_text", min(limits.text, csv.field_size_limit())) from None
        raise unreadable(file, "@no_csv") from None
    return Book(file, (Sheet(file, Path(file).stem[:31] or "CSV", cells),))


def _decoded(data: bytes, file: str) -> str:
    """UTF-8 with or without its mark, or UTF-16 with one; what looks like GBK is told apart, and how to convert it."""
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError:
            raise unreadable(file, "@damaged") from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
    try:
        shown = data.decode("gb18030").splitlines()[line - 1][:40]
    except (UnicodeDecodeError, IndexError):
        raise unreadable(file, "@no_text") from None
    raise NotOpened(diagnose("ER729", whole(file), line=line, shown=shown, file=file))
