"""The sheets behind the tables: what has no place in them (附注), and the rest of each ruleset (规则集).

附注 has a row for each: the table, its row (or factor), the key, what the cell shows, the value. Where `shown` is not empty, the
value is what the cell stands for as long as it still shows that: a cell that was changed by hand is read as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from enforcerules.base.diagnostics import Diagnostic, diagnose
from enforcerules.base.source import Table, Text
from enforcerules.exchange.workbook.grid import Sheet
from enforcerules.exchange.workbook.words import ATTACHED
from enforcerules.load.yaml_nodes import read_yaml

CHUNK: Final = 30_000
"""Characters of one cell; a longer text goes on in the next ones."""
HEADER: Final = ("裁量基准", "行", "项", "显示", "内容")
DOCUMENT: Final = "---"
PRINTED: Final = "表头"
"""The row of what a sheet shows of the law, which is printed and not read back."""


@dataclass(frozen=True, slots=True)
class Note:
    """One thing that stands behind a table; `row` is empty for what is said of the table as a whole."""

    table: str
    row: str
    key: str
    shown: str
    value: str


Notes = Mapping[tuple[str, str], tuple[Note, ...]]
"""What stands behind tables, by table and row."""


def note_rows(notes: Iterable[Note]) -> list[list[str]]:
    """The rows of the sheet."""
    return [list(HEADER), *([n.table, n.row, n.key, n.shown, *chunks(n.value)] for n in notes)]


def chunks(text: str) -> list[str]:
    """A text in pieces that fit into cells."""
    return [text[at : at + CHUNK] for at in range(0, len(text), CHUNK)] or [""]


def read_notes(sheets: Sequence[Sheet]) -> Notes:
    """What the sheet says, by table and row."""
    found: dict[tuple[str, str], tuple[Note, ...]] = {}
    for sheet in (one for one in sheets if one.name == ATTACHED):
        for row, columns in sheet.rows():
            if row == 1:
                continue
            table, line, key, shown = (_text(sheet, row, column) for column in range(1, 5))
            value = "".join(_text(sheet, row, column) for column in range(5, max(columns) + 1))
            note = Note(table, line, key, shown, value)
            found[table, line] = (*found.get((table, line), ()), note)
    return found


def _text(sheet: Sheet, row: int, column: int) -> str:
    cell = sheet.cells.get((row, column))
    return "" if cell is None else cell.text


def rest_rows(texts: Iterable[str]) -> list[list[str]]:
    """The rest of rulesets as rows: a line of YAML a row, parted by `---`."""
    rows: list[list[str]] = []
    for number, text in enumerate(texts):
        rows += [[DOCUMENT]] * (number > 0)
        rows += [chunks(line) for line in text.rstrip("\n").split("\n")]
    return rows


def read_rest(sheet: Sheet) -> tuple[dict[str, Table], tuple[Diagnostic, ...]]:
    """The rest of each ruleset, by id; a line of the YAML stands in the row of its number."""
    lines = dict(_lines(sheet))
    found: list[Diagnostic] = []
    tables: dict[str, Table] = {}
    start = 1
    for row in range(1, max(lines, default=0) + 2):
        if lines.get(row) != DOCUMENT and row <= max(lines, default=0):
            continue
        text = "\n" * (start - 1) + "\n".join(lines.get(at, "") for at in range(start, row)) + "\n"
        start = row + 1
        node, problems = read_yaml(text.encode("utf-8", "replace"), sheet.span().file)
        found += problems
        name = node.get(Text("ruleset")) if isinstance(node, Table) else None
        if isinstance(node, Table) and isinstance(name, Text):
            tables[str(name)] = node
        elif not problems:
            found.append(diagnose("ER728", sheet.span(), what=sheet.name))
    return tables, tuple(found)


def _lines(sheet: Sheet) -> Iterable[tuple[int, str]]:
    for row, columns in sheet.rows():
        yield row, "".join(_text(sheet, row, column) for column in range(1, max(columns) + 1))
