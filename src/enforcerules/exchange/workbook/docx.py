"""Tables of a `.docx` as sheets: merged cells as they are merged there, one paragraph a line."""

from __future__ import annotations

from typing import Final

from enforcerules.exchange.workbook.container import Container, too_much, unreadable
from enforcerules.exchange.workbook.grid import Book, Cell, Sheet
from enforcerules.exchange.workbook.markup import Attributes, BadMarkup, Handler, stream

_BODY: Final = "word/document.xml"


def read_docx(box: Container) -> Book:
    """Each table of the document as a sheet 表1, 表2, …; raises NotOpened. Tables inside of tables belong to their cell."""
    if _BODY not in box.names:
        raise unreadable(box.file, "@no_document")
    reader = _Tables(box)
    try:
        stream(box.read(_BODY), reader, box.limits.depth)
    except BadMarkup:
        raise unreadable(box.file, "@damaged", _BODY) from None
    if not reader.sheets:
        raise unreadable(box.file, "@no_table")
    return Book(box.file, tuple(reader.sheets))


class _Tables(Handler):
    """The cells of the tables, by row and column of the grid."""

    def __init__(self, box: Container) -> None:
        self.sheets: list[Sheet] = []
        self._box = box
        self._depth = self._row = self._column = self._used = 0
        self._wide = 1
        self._merged: str | None = None
        self._inside = self._paragraph = False
        self._pieces: list[str] = []
        self._cells: dict[tuple[int, int], Cell] = {}
        self._covered: dict[tuple[int, int], tuple[int, int]] = {}

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "tbl":
            self._depth += 1
        if self._depth > 1 and name not in {"t", "br", "tab"}:
            return
        self._inside = name == "t"
        if name == "tr":
            self._row, self._column = self._row + 1, 0
        elif name == "tc":
            self._column, self._wide, self._merged, self._paragraph = self._column + 1, 1, None, False
            self._pieces.clear()
        elif name == "p":
            self._pieces += ["\n"] * self._paragraph
            self._paragraph = True
        elif name in {"br", "cr"}:
            self._pieces.append("\n")
        else:
            self._property(name, attributes)

    def _property(self, name: str, attributes: Attributes) -> None:
        """How far a cell reaches."""
        if name == "gridSpan":
            wide = attributes.get("val", "1")
            self._wide = max(int(wide), 1) if wide.isascii() and wide.isdigit() and len(wide) < 4 else 1
        elif name == "gridBefore" and self._column == 0:
            wide = attributes.get("val", "0")
            self._column = int(wide) if wide.isascii() and wide.isdigit() and len(wide) < 4 else 0
        elif name == "vMerge":
            self._merged = attributes.get("val", "continue")

    def text(self, text: str) -> None:
        if self._inside and self._depth:
            self._pieces.append(text)

    def end(self, name: str) -> None:
        self._inside = False
        if name == "tc" and self._depth == 1:
            self._finish()
        elif name == "tbl":
            self._depth -= 1
            if self._depth == 0:
                self._close()

    def _finish(self) -> None:
        """A cell: that it goes on with the one above, or spans columns, is remembered as merged."""
        text, place, limits = "".join(self._pieces), (self._row, self._column), self._box.limits
        if self._merged == "continue":
            above = (self._row - 1, self._column)
            home = self._covered.get(above, above)
        else:
            home = place
            if text.strip():
                self._cells[place] = Cell(text, "text", text)
        for column in range(self._column, self._column + self._wide):
            if (self._row, column) != home:
                self._covered[self._row, column] = home
        self._used += self._wide
        if self._used > limits.cells:
            raise too_much(self._box.file, "@cells", limits.cells)
        if self._column > limits.columns:
            raise too_much(self._box.file, "@columns", limits.columns)
        if len(text) > limits.text:
            raise too_much(self._box.file, "@cell_text", limits.text)
        self._column += self._wide - 1

    def _close(self) -> None:
        name = f"表{len(self.sheets) + 1}"
        self.sheets.append(Sheet(self._box.file, name, dict(self._cells), dict(self._covered)))
        if len(self.sheets) > self._box.limits.sheets:
            raise too_much(self._box.file, "@sheets", self._box.limits.sheets)
        self._cells.clear()
        self._covered.clear()
        self._row = 0
