"""What a spreadsheet, a Word table or a CSV file comes to: sheets of cells, each with its text and its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from enforcerules.base.source import Span

Kind = Literal["text", "number", "percent", "date", "truth", "error", "formula"]
_REFERENCE: Final = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that holds something: its text as it stands in the file, and as what the file has it.

    A number has its shortest decimal text, a percentage the text with its sign, a date ISO form; `raw` is what the file holds.
    """

    text: str
    kind: Kind = "text"
    raw: str = ""


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range, first and last row and column, inclusive."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: cells by row and column, from 1; what is merged; `hidden` where a reader does not see it.

    `covered` leads from each place under a merged range to the place that holds its text.
    """

    file: str
    name: str
    cells: Mapping[tuple[int, int], Cell]
    covered: Mapping[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    hidden: bool = False

    def at(self, row: int, column: int) -> Cell | None:
        """What a reader sees in a place: of a merged range, what the whole of it shows."""
        return self.cells.get(self.home(row, column))

    def home(self, row: int, column: int) -> tuple[int, int]:
        """The place that holds what is seen in a place."""
        return self.covered.get((row, column), (row, column))

    def rows(self) -> Iterator[tuple[int, list[int]]]:
        """Each row that shows something, with its columns in order; empty ones are left out."""
        found: dict[int, set[int]] = {}
        for row, column in (*self.cells, *self.covered):
            found.setdefault(row, set()).add(column)
        for row in sorted(found):
            shown = [column for column in sorted(found[row]) if self.at(row, column) is not None]
            if shown:
                yield row, shown

    def span(self, place: tuple[int, int] | None = None, text: str = "") -> Span:
        """The place of a cell, as the file that its text is to messages: `基准.xlsx[Sheet1!D12]`; without one, of the sheet."""
        if place is None:
            return Span(f"{self.file}[{self.name}]", 1, 1, 1, 1)
        lines = text.split("\n")
        return Span(f"{self.file}[{self.name}!{named(*place)}]", 1, 1, len(lines), len(lines[-1]) + 1)


@dataclass(frozen=True, slots=True)
class Book:
    """The sheets of a file in their order."""

    file: str
    sheets: tuple[Sheet, ...]


def named(row: int, column: int) -> str:
    """A place as spreadsheets name it: row 12, column 4 is D12."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"


def placed(name: str) -> tuple[int, int] | None:
    """Row and column of D12; None where it is no such name."""
    found = _REFERENCE.fullmatch(name)
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]), column


def covering(
    merges: list[Merge], cells: Mapping[tuple[int, int], Cell], most: int
) -> dict[tuple[int, int], tuple[int, int]] | None:
    """For each place under a merged range the one that holds its text; None where that would be more than `most` places.

    Only as far as the sheet is used: a range may name a million rows.
    """
    last_row = max((row for row, _ in cells), default=0)
    last_column = max((column for _, column in cells), default=0)
    found: dict[tuple[int, int], tuple[int, int]] = {}
    room = most
    for one in merges:
        home = (one.top, one.left)
        if home not in cells:
            continue
        bottom, right = min(one.bottom, last_row), min(one.right, last_column)
        room -= max(bottom - one.top + 1, 0) * max(right - one.left + 1, 0)
        if room < 0:
            return None
        for row in range(one.top, bottom + 1):
            for column in range(one.left, right + 1):
                found[row, column] = home
    return {place: home for place, home in found.items() if place != home and place not in cells}
