"""A workbook looked at before a library unpacks it: how much it holds, and whether cells are what they seem to be.

The reader builds a table from the first cell to the last one, so one cell far out asks for more memory than there is; it takes
what was stored for a formula as if somebody had written it, an error (`#REF!`) as if nothing stood there, the last of
two cells of one place as if there were no other, the places under a merged cell as if they were empty, and shared text number -1
as if it were the first. A sheet is what says so in its first element, wherever in the archive it lies.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final
from xml.parsers.expat import ExpatError, ParserCreate
from zipfile import BadZipFile, ZipFile, ZipInfo

from enforcerules.base.diagnostics import Diagnostic, diagnose
from enforcerules.base.limits import WorkbookLimits, workbook_bounds
from enforcerules.base.source import Span, whole

__all__ = ["refused"]

_NUMBER: Final = re.compile("[0-9]+")
_CHUNK: Final = 1 << 16
_SHEETS: Final = "xl/worksheets/"
_SHEET: Final = "worksheet"
_ROWS: Final = re.compile(rb"<(?:[^<>\s]{1,40}:)?sheetData")
_ROWS_LENGTH: Final = 64
"""What every sheet with cells has in it, and how long it is at most."""
_FAULTS: Final = (BadZipFile, EOFError, zlib.error, NotImplementedError, RuntimeError, OSError, ValueError, KeyError)


class _Refused(Exception):
    def __init__(self, problem: Diagnostic) -> None:
        super().__init__(problem.code)
        self.problem = problem


def refused(data: bytes, file: str) -> Diagnostic | None:
    """What keeps a workbook (.xlsx, .xlsm) from being read; None where nothing does."""
    limits = workbook_bounds()
    try:
        if len(data) > limits.file_bytes:
            raise _much(file, "@bytes", limits.file_bytes)
        with ZipFile(BytesIO(data)) as archive:
            _look(archive, file, limits)
    except _Refused as refusal:
        return refusal.problem
    except (*_FAULTS, ExpatError):
        return diagnose("ER666", whole(file), reason="@not_a_workbook")
    return None


def _look(archive: ZipFile, file: str, limits: WorkbookLimits) -> None:
    members = archive.infolist()
    if len(members) > limits.members:
        raise _much(file, "@members", limits.members)
    left = limits.expanded
    if sum(one.file_size for one in members) > left:
        raise _much(file, "@unpacked_bytes", limits.expanded)
    for one in members:
        sheet = _Sheet(f"{file}[{one.filename.removeprefix(_SHEETS)}]", limits)
        for part in _parts(archive, one):
            left -= len(part)
            if left < 0:
                raise _much(file, "@unpacked_bytes", limits.expanded)
            sheet.feed(part)


def _parts(archive: ZipFile, one: ZipInfo) -> Iterator[bytes]:
    with archive.open(one) as member:
        while part := member.read(_CHUNK):
            yield part


def _much(file: str, what: str, limit: int) -> _Refused:
    return _Refused(diagnose("ER721", whole(file), what=what, limit=f"{limit:,}"))


class _Sheet:
    """One sheet while it is looked at: the last row and column that any cell has."""

    def __init__(self, file: str, limits: WorkbookLimits) -> None:
        self._file, self._limits = file, limits
        self._row = self._column = 0
        self._cell: str | None = None
        self._formula: list[str] | None = None
        self._is_error = False
        self._error: list[str] | None = None
        self._is_shared = False
        self._shared: list[str] | None = None
        self._seen: set[tuple[int, int]] = set()
        self._is_sheet: bool | None = None
        self._before = b""
        self._parser = ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.EntityDeclHandler = self._entity

    def feed(self, part: bytes) -> None:
        """Look at some more of it: of what is no sheet, only whether it holds one all the same, as a more lenient reader would."""
        if self._is_sheet is not False:
            try:
                self._parser.Parse(part)
            except ExpatError:
                if self._is_sheet:
                    raise
                self._is_sheet = False
        if self._is_sheet is False:
            if _ROWS.search(self._before + part):
                raise ValueError
            self._before = part[-_ROWS_LENGTH:]

    def _start(self, qualified: str, attributes: dict[str, str]) -> None:
        name = qualified.rpartition(":")[2]
        if self._is_sheet is None:
            self._is_sheet = name == _SHEET
        if not self._is_sheet:
            return
        if name == "c":
            kind = attributes.get("t")
            self._cell, self._is_error, self._is_shared = attributes.get("r", ""), kind == "e", kind == "s"
            self._reach(*_place(self._cell))
        elif name == "f":
            self._formula = []
        elif name == "v":
            self._error = [] if self._is_error else None
            self._shared = [] if self._is_shared else None
        elif name == "mergeCell":
            self._cell = attributes.get("ref", "").partition(":")[0]
            raise _Refused(diagnose("ER668", self._here(), cell=attributes.get("ref", ""), reason="@cell_merged"))

    def _reach(self, row: int, column: int) -> None:
        self._row, self._column = max(self._row, row), max(self._column, column)
        limits = self._limits
        if self._row > limits.rows:
            raise _much(self._file, "@table_rows", limits.rows)
        if self._column > limits.columns:
            raise _much(self._file, "@columns", limits.columns)
        if self._row * self._column > 4 * limits.cells:
            raise _much(self._file, "@cells", limits.cells)
        if self._cell and (row, column) in self._seen:
            raise _Refused(diagnose("ER668", self._here(), cell=self._cell, reason="@cell_twice"))
        self._seen.add((row, column))

    def _text(self, text: str) -> None:
        if self._formula is not None:
            self._formula.append(text)
        elif self._error is not None:
            self._error.append(text)
        elif self._shared is not None:
            self._shared.append(text)

    def _end(self, qualified: str) -> None:
        name = qualified.rpartition(":")[2]
        if name == "f" and self._formula is not None:
            shown = f"={''.join(self._formula)}"
            raise _Refused(diagnose("ER722", self._here(), cell=self._cell, formula=shown))
        if name == "v" and self._shared is not None:
            if _NUMBER.fullmatch("".join(self._shared).strip()) is None:
                raise ValueError
            self._shared = None
        if name == "v" and self._error is not None:
            raise _Refused(diagnose("ER668", self._here(), cell="".join(self._error), reason="@cell_error"))

    def _here(self) -> Span:
        row, column = _place(self._cell or "")
        return Span(self._file, row, column, row, column)

    def _entity(self, *_: Any) -> None:
        raise ValueError


def _place(cell: str) -> tuple[int, int]:
    """Row and column of `B12`; 1 and 1 for what names none."""
    letters = cell.rstrip("0123456789")
    digits = cell[len(letters) :]
    column = 0
    for letter in letters[:6].upper():
        column = column * 26 + max(0, min(26, ord(letter) - 64))
    return int(digits[:9] or 1), column or 1
