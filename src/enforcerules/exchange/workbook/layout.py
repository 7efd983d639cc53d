"""What stands where on a sheet: lines that say something of a table, its columns, its rows. No cell is understood here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from enforcerules.exchange.workbook.grid import Cell, Sheet
from enforcerules.exchange.workbook.tidy import tidy
from enforcerules.exchange.workbook.words import COLUMN_NAMES, HEAD_NAMES, SHOWN_ONLY, plain_head, unit_of

Place = tuple[int, int]
OF_SHEET: Final = frozenset({"ruleset", "matter", "prohibited", "penalised", "range", "instrument", "number", "kind"})
"""Lines that hold for every table below; the others hold for the next one."""


@dataclass(frozen=True, slots=True)
class Item:
    """A cell that something is read from; `home`: where its text stands, which of a merged range is the first cell."""

    cell: Cell
    home: Place

    @property
    def text(self) -> str:
        """Its text as it stands in the file."""
        return self.cell.text


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table: its cells by column."""

    row: int
    items: Mapping[str, Item]


@dataclass(frozen=True, slots=True)
class Found:
    """A table: what is said of it above, its columns with their units, its rows."""

    row: int
    head: Mapping[str, Item]
    columns: Mapping[str, tuple[int, str | None]]
    lines: tuple[Line, ...] = ()

    @property
    def weighs(self) -> bool:
        """Whether it is a table of weights."""
        return "weight" in self.columns


@dataclass(slots=True)
class Layout:
    """The tables of a sheet, and the places of cells that nothing was read from."""

    tables: list[Found] = field(default_factory=list)
    unread: list[Place] = field(default_factory=list)


def laid_out(sheet: Sheet) -> Layout:
    """Find the tables of a sheet."""
    made, head = Layout(), dict[str, Item]()
    current: Found | None = None
    for row, columns in sheet.rows():
        header = _header(sheet, row, columns)
        if header is not None:
            if (
                current is not None
                and {k: c for k, (c, _) in header.items()} == {k: c for k, (c, _) in current.columns.items()}
                and not (head.keys() - OF_SHEET)
            ):
                continue  # the head of the table again, at the top of a page
            _close(current, made)
            current = Found(row, dict(head), header)
            head = {key: item for key, item in head.items() if key in OF_SHEET}
            _left_over(sheet, row, columns, {column for column, _ in header.values()}, made)
            continue
        pairs = list(_pairs(sheet, row, columns))
        line = None if current is None else _line(sheet, row, current)
        if pairs and (line is None or _labelled(sheet, row, columns, pairs)):
            _close(current, made)
            current = None
            head |= dict(_noted(pairs, head))
            used = {place for _, places, _ in pairs for place in places}
            made.unread += [home for home in _own(sheet, row, columns) if home not in used]
        elif line is not None and current is not None:
            current = replace(current, lines=(*current.lines, line))
            _left_over(sheet, row, columns, {column for column, _ in current.columns.values()}, made)
        else:
            made.unread += [place for place in _own(sheet, row, columns) if not _is_head(sheet.cells[place])]
    _close(current, made)
    made.unread += [item.home for key, item in head.items() if key not in OF_SHEET]
    return made


def _close(current: Found | None, made: Layout) -> None:
    if current is not None:
        made.tables.extend(_by_matter(current) if "matter" in current.columns else [current])


def _by_matter(table: Found) -> Iterator[Found]:
    """A table that names the violation in a column is one for each violation; an empty cell goes on with the one above."""
    group: list[Line] = []
    last: Item | None = None
    for line in table.lines:
        item = line.items.get("matter")
        if item is not None and last is not None and item.home != last.home and tidy(item.text) != tidy(last.text):
            yield _of_matter(table, last, group)
            group = []
        last = item or last
        group.append(line)
    if group:
        yield _of_matter(table, last, group)


def _of_matter(table: Found, matter: Item | None, lines: list[Line]) -> Found:
    row = lines[0].row if lines else table.row
    head = {**table.head, **({} if matter is None else {"matter": matter})}
    return replace(table, row=row, head=head, lines=tuple(lines))


def _own(sheet: Sheet, row: int, columns: list[int]) -> list[Place]:
    """The places of a row that hold a text of their own, in order."""
    return [(row, column) for column in columns if (row, column) in sheet.cells]


def _header(sheet: Sheet, row: int, columns: list[int]) -> dict[str, tuple[int, str | None]] | None:
    """The columns of a table, if a row heads one."""
    found: dict[str, tuple[int, str | None]] = {}
    for column in columns:
        cell = sheet.at(row, column)
        key = None if cell is None else COLUMN_NAMES.get(plain_head(cell.text))
        if key is not None and cell is not None:
            found.setdefault(key, (column, unit_of(cell.text)))
    complete = {"when", "result"} <= found.keys() or {"factor", "weight"} <= found.keys()
    return found if complete else None


Pair = tuple[str, tuple[Place, ...], Item]


def _pairs(sheet: Sheet, row: int, columns: list[int]) -> Iterator[Pair]:
    """What a line says of a table: a word in one cell and what it is in the next, or both in one cell after a colon."""
    homes = _own(sheet, row, columns)
    at = 0
    while at < len(homes):
        home, cell = homes[at], sheet.cells[homes[at]]
        key = HEAD_NAMES.get(plain_head(cell.text))
        before, colon, after = cell.text.replace(":", "：").partition("：")
        if key is not None and at + 1 < len(homes) and not _is_head(sheet.cells[homes[at + 1]]):
            value = homes[at + 1]
            yield key, (home, value), Item(sheet.cells[value], value)
            at += 2
            continue
        inner = HEAD_NAMES.get(plain_head(before))
        if colon and inner is not None and after.strip():
            yield inner, (home,), Item(replace(cell, text=after.strip()), home)
        elif key is not None and len(homes) == 1:
            yield key, (home,), Item(Cell("", "text", ""), home)
        at += 1


def _is_head(cell: Cell) -> bool:
    """Whether a cell holds the word of a line or a column, such as the upper row of a head in two."""
    name = plain_head(cell.text)
    return name in HEAD_NAMES or name in COLUMN_NAMES


def _labelled(sheet: Sheet, row: int, columns: list[int], pairs: list[Pair]) -> bool:
    """Whether a row in a table begins with the word of a line about the next one."""
    homes = _own(sheet, row, columns)
    return bool(homes) and homes[0] in pairs[0][1]


def _noted(pairs: list[Pair], head: Mapping[str, Item]) -> Iterator[tuple[str, Item]]:
    """What is said; an empty value says nothing."""
    for key, _, item in pairs:
        if item.text.strip():
            yield key, item


def _line(sheet: Sheet, row: int, table: Found) -> Line | None:
    """A row of a table; None where nothing of what makes a row stands in it."""
    items: dict[str, Item] = {}
    for key, (column, _) in table.columns.items():
        cell, home = sheet.at(row, column), sheet.home(row, column)
        if cell is not None:
            items[key] = Item(cell, home)
    first, second = ("factor", "weight") if table.weighs else ("when", "result")
    needed = [items.get(first), items.get(second), items.get("when")]
    present = [one for one in needed if one is not None]
    if not any((row, column) in sheet.cells for column, _ in table.columns.values()):
        return None
    across = len(present) > 1 and len({one.home for one in present}) == 1
    if not present or across or (not any(one.home[0] == row for one in present) and len(present) < 2):
        return None
    return Line(row, items)


def _left_over(sheet: Sheet, row: int, columns: list[int], used: set[int], made: Layout) -> None:
    made.unread += [place for place in _own(sheet, row, columns) if place[1] not in used]


def shown_only(key: str) -> bool:
    """Whether a line or column is printed from the rules and not read back."""
    return key in SHOWN_ONLY
