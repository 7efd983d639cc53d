"""`.xlsx` to sheets. Formulas are never evaluated, macros and links to other files never followed: they are told.

Read by hand rather than with a library because the formats of numbers, formulas, merged ranges and the text of a number as it
was stored are all needed, and because every size is bounded before it is taken.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from enforcerules.base.diagnostics import Diagnostic, diagnose
from enforcerules.base.source import whole
from enforcerules.exchange.workbook.container import Container, too_much, unreadable
from enforcerules.exchange.workbook.grid import Book, Cell, Merge, Sheet, covering, named, placed
from enforcerules.exchange.workbook.markup import Attributes, BadMarkup, Handler, stream
from enforcerules.exchange.workbook.numbers import day_of, is_date, is_percent, percentage, shortest

_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_MAIN: Final = "xl/workbook.xml"


def read_xlsx(box: Container) -> tuple[Book, tuple[Diagnostic, ...]]:
    """The sheets of a workbook, and what is told of it; raises NotOpened."""
    main = _main(box)
    outline, relations = _Outline(), _relations(box, main)
    _stream(box, main, outline)
    if len(outline.sheets) > box.limits.sheets:
        raise too_much(box.file, "@sheets", box.limits.sheets)
    shared = _Shared(box.limits.cells)
    _optional(box, relations, "sharedStrings", shared)
    styles = _Styles()
    _optional(box, relations, "styles", styles)
    if shared.over:
        raise too_much(box.file, "@cells", box.limits.cells)
    book = _Book(box, shared.found, styles, outline.since_1904)
    sheets: list[Sheet] = []
    for name, state, key in outline.sheets:
        kind, path = relations.get(key, ("worksheet", ""))
        if kind != "worksheet":
            continue
        if not path or path not in box.names:  # a sheet that is named and not there would be lost without a word
            raise unreadable(box.file, "@damaged", name or key)
        sheets.append(book.sheet(name, path, hidden=state != "visible"))
    told = [diagnose("ER723", whole(box.file), what=what) for what in _outside(box)]
    return Book(box.file, tuple(sheets)), (*told, *book.found)


def _outside(box: Container) -> list[str]:
    """What a workbook may hold that runs or reaches elsewhere."""
    parts = {name.lower() for name in box.names}
    found = ["@macros"] if any(name.endswith("vbaproject.bin") or "/macrosheets/" in name for name in parts) else []
    return found + (["@external_links"] if any("/externallinks/" in name for name in parts) else [])


def _main(box: Container) -> str:
    found = [target for kind, target in _relations(box, "").values() if kind == "officeDocument"]
    if found and found[0] in box.names:
        return found[0]
    if _MAIN not in box.names:
        raise unreadable(box.file, "@no_workbook")
    return _MAIN


def _relations(box: Container, part: str) -> dict[str, tuple[str, str]]:
    """The parts that a part names: kind and path, by id."""
    folder, name = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    found = _Relations(folder)
    if path in box.names:
        _stream(box, path, found)
    return found.found


def _optional(box: Container, relations: Mapping[str, tuple[str, str]], kind: str, handler: Handler) -> None:
    for found, path in relations.values():
        if found == kind and path in box.names:
            _stream(box, path, handler)


def _stream(box: Container, path: str, handler: Handler) -> None:
    try:
        stream(box.read(path), handler, box.limits.depth)
    except BadMarkup:
        raise unreadable(box.file, "@damaged", path) from None


class _Relations(Handler):
    def __init__(self, folder: str) -> None:
        self.found: dict[str, tuple[str, str]] = {}
        self._folder = folder

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "")
            path = target.removeprefix("/") if target.startswith("/") else posixpath.join(self._folder, target)
            kind = attributes.get("Type", "").rpartition("/")[2]
            self.found[attributes.get("Id", "")] = kind, posixpath.normpath(path)


class _Outline(Handler):
    """Sheets with their state and the id of their part; from which day serial numbers count."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str, str]] = []
        self.since_1904 = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "sheet":
            self.sheets.append(
                (attributes.get("name", ""), attributes.get("state", "visible"), attributes.get("id", ""))
            )
        elif name == "workbookPr":
            self.since_1904 = attributes.get("date1904", "0").lower() in {"1", "true"}


class _Texts(Handler):
    """Collects the text of `t`, without that of readings (`rPh`)."""

    def __init__(self) -> None:
        self._inside = self._reading = False
        self._pieces: list[str] = []

    def start(self, name: str, attributes: Attributes) -> None:  # noqa: ARG002  subclasses read them
        self._inside = name == "t" and not self._reading
        self._reading = self._reading or name == "rPh"

    def text(self, text: str) -> None:
        if self._inside:
            self._pieces.append(text)

    def end(self, name: str) -> None:
        if name == "t":
            self._inside = False
        elif name == "rPh":
            self._reading = False

    def taken(self) -> str:
        """The text so far."""
        text = _ESCAPED.sub(lambda one: chr(int(one[1], 16)), "".join(self._pieces))
        self._pieces.clear()
        return text


class _Shared(_Texts):
    def __init__(self, most: int) -> None:
        super().__init__()
        self.found: list[str] = []
        self.over = False
        self._most = most

    def end(self, name: str) -> None:
        super().end(name)
        if name == "si":
            if len(self.found) < self._most:
                self.found.append(self.taken())
            else:
                self.over = True
                self.taken()


class _Styles(Handler):
    """For each style whether it shows a date or a percentage."""

    def __init__(self) -> None:
        self._codes: dict[int, str] = {}
        self._formats: list[int] = []
        self._inside = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "numFmt":
            self._codes[_whole(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            self._inside = True
        elif name == "xf" and self._inside:
            self._formats.append(_whole(attributes.get("numFmtId")))

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._inside = False

    def shows(self, style: str | None) -> str:
        """`date`, `percent` or `number`."""
        place = _whole(style)
        number = self._formats[place] if 0 <= place < len(self._formats) else 0
        code = self._codes.get(number)
        return "date" if is_date(number, code) else "percent" if is_percent(number, code) else "number"


def _whole(text: str | None) -> int:
    return int(text) if text is not None and text.isascii() and text.isdigit() and len(text) < 8 else 0


@dataclass(slots=True)
class _Book:
    """Sheets of one workbook, and how many cells are left of those that are read."""

    box: Container
    shared: list[str]
    styles: _Styles
    since_1904: bool
    found: list[Diagnostic] = field(default_factory=list)
    used: int = 0

    def sheet(self, name: str, path: str, *, hidden: bool) -> Sheet:
        """One sheet; raises NotOpened."""
        reader = _SheetReader(self)
        _stream(self.box, path, reader)
        room = self.box.limits.cells - self.used
        covered = covering(reader.merges, reader.cells, room)
        if covered is None or room < 0:
            raise too_much(self.box.file, "@cells", self.box.limits.cells)
        self.used += len(covered)
        made = Sheet(self.box.file, name, reader.cells, covered, hidden)
        for place, formula in reader.formulas.items():
            self.found.append(diagnose("ER722", made.span(place), cell=named(*place), formula=f"={formula}"))
        return made


class _SheetReader(_Texts):
    """The cells of one sheet."""

    def __init__(self, book: _Book) -> None:
        super().__init__()
        self.cells: dict[tuple[int, int], Cell] = {}
        self.formulas: dict[tuple[int, int], str] = {}
        self.merges: list[Merge] = []
        self._book = book
        self._row = self._column = 0
        self._cell: Attributes = {}
        self._value: list[str] = []
        self._formula: list[str] = []
        self._into: list[str] | None = None
        self._has_formula = False

    def start(self, name: str, attributes: Attributes) -> None:
        super().start(name, attributes)
        if name == "row":
            number = attributes.get("r")
            self._row = _whole(number) if number else self._row + 1
            self._column = 0
        elif name == "c":
            self._begin(attributes)
        elif name == "v":
            self._into = self._value
        elif name == "f":
            self._into, self._has_formula = self._formula, True
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def _begin(self, attributes: Attributes) -> None:
        place = placed(attributes.get("r", ""))
        self._row, self._column = place or (self._row, self._column + 1)
        limits = self._book.box.limits
        if not 1 <= self._row <= limits.rows or not 1 <= self._column <= limits.columns:
            raise BadMarkup
        self._cell, self._has_formula = attributes, False
        self._value.clear()
        self._formula.clear()
        self.taken()

    def text(self, text: str) -> None:
        super().text(text)
        if self._into is not None:
            self._into.append(text)

    def end(self, name: str) -> None:
        super().end(name)
        if name in {"v", "f"}:
            self._into = None
        elif name == "c":
            self._finish()

    def _finish(self) -> None:
        place = self._row, self._column
        if self._has_formula:
            self.formulas[place] = "".join(self._formula)
        cell = Cell("=" + "".join(self._formula), "formula") if self._has_formula else self._made()
        if cell is None:
            return
        self._book.used += 1
        if self._book.used > self._book.box.limits.cells:
            raise too_much(self._book.box.file, "@cells", self._book.box.limits.cells)
        if len(cell.text) > self._book.box.limits.text:
            raise too_much(self._book.box.file, "@cell_text", self._book.box.limits.text)
        self.cells[place] = cell

    def _made(self) -> Cell | None:
        kind, value = self._cell.get("t", "n"), "".join(self._value)
        if kind == "inlineStr":
            return _written(self.taken())
        if kind == "s":
            place = _whole(value)
            return _written(self._book.shared[place]) if value.isdigit() and place < len(self._book.shared) else None
        if kind == "str":
            return _written(_ESCAPED.sub(lambda one: chr(int(one[1], 16)), value))
        if not value.strip():
            return None
        if kind == "b":
            return Cell("是" if value.strip() == "1" else "否", "truth", value)
        if kind == "e":
            return Cell(value, "error", value)
        return Cell(value[:10], "date", value) if kind == "d" else self._number(value)

    def _number(self, value: str) -> Cell:
        number = shortest(value)
        if number is None:
            return Cell(value, "error", value)
        shown = self._book.styles.shows(self._cell.get("s"))
        if shown == "date" and (day := day_of(number, since_1904=self._book.since_1904)) is not None:
            return Cell(day, "date", value)
        if shown == "percent":
            return Cell(percentage(number), "percent", value)
        return Cell(number, "number", value)

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        begin, end = placed(first), placed(last or first)
        if begin is not None and end is not None:
            self.merges.append(Merge(*begin, *end))
            if len(self.merges) > self._book.box.limits.cells:
                raise too_much(self._book.box.file, "@cells", self._book.box.limits.cells)


def _written(text: str) -> Cell | None:
    """A text; one of blanks only is none."""
    return Cell(text, "text", text) if text.strip("\u200b\ufeff").strip() else None
