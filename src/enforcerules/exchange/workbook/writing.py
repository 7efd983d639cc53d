"""Planned sheets to the bytes of an `.xlsx`: the same plan, the same bytes, on every machine.

The members of the archive are stored and dated 1980, because compressed bytes depend on the library that makes them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, Final
from unicodedata import east_asian_width
from zipfile import ZipFile

from enforcerules.base.archive import write as archived
from enforcerules.exchange.workbook.plan import Place, Plan, Style

_WIDTHS: Final = (10, 16, 46, 30, 26, 22, 16)
_MADE: Final = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_FONT: Final = {"font_name": "宋体", "font_size": 10, "valign": "vcenter", "text_wrap": True, "num_format": "@"}
_STYLES: Final[Mapping[Style, Mapping[str, Any]]] = {
    "title": {"bold": True, "font_size": 14, "align": "center"},
    "label": {"bold": True, "bg_color": "#F2F2F2", "border": 1},
    "value": {"border": 1, "align": "left"},
    "head": {"bold": True, "bg_color": "#D9E2F3", "border": 1, "align": "center"},
    "text": {"border": 1, "align": "left"},
    "level": {"border": 1, "align": "center"},
    "code": {"border": 1, "align": "center", "font_color": "#7F7F7F"},
}
_LINE: Final = 14.0
_HIGHEST: Final = 400.0


def written(plans: Sequence[Plan], behind: Mapping[str, Sequence[Sequence[str]]]) -> bytes:
    """The workbook of some sheets and of what stands behind them on hidden ones."""
    import xlsxwriter

    held = BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True, "strings_to_numbers": False}) as book:
        book.set_properties({"created": _MADE, "title": "行政处罚裁量基准"})
        styles = {name: book.add_format({**_FONT, **more}) for name, more in _STYLES.items()}
        for plan in plans:
            _sheet(book.add_worksheet(plan.name), plan, styles)
        text = book.add_format({"num_format": "@", "font_name": "宋体", "font_size": 10})
        for name, rows in behind.items():
            _behind(book.add_worksheet(name), rows, text)
    with ZipFile(held) as archive:
        return archived({name: archive.read(name) for name in archive.namelist()})


def _sheet(sheet: Any, plan: Plan, styles: Mapping[Style, Any]) -> None:  # noqa: ANN401  XlsxWriter has no types
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    under = {(top, left): (bottom, right) for top, left, bottom, right in plan.merges}
    inside = {
        (row, column)
        for (top, left), (bottom, right) in under.items()
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    } - under.keys()
    for place, (text, style) in sorted(plan.cells.items()):
        if place in under:
            sheet.merge_range(place[0] - 1, place[1] - 1, *(end - 1 for end in under[place]), "", styles[style])
            sheet.write_string(place[0] - 1, place[1] - 1, text, styles[style])
        elif place not in inside:
            sheet.write_string(place[0] - 1, place[1] - 1, text, styles[style]) if text else sheet.write_blank(
                place[0] - 1, place[1] - 1, None, styles[style]
            )
    for row, height in sorted(_heights(plan, under).items()):
        sheet.set_row(row - 1, height)
    for first, last, words in plan.choices:
        sheet.data_validation(
            first[0] - 1, first[1] - 1, last[0] - 1, last[1] - 1,
            {"validate": "list", "source": list(words), "error_title": "请选择", "error_message": f"只能是：{'、'.join(words)}"},
        )  # fmt: skip
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C第&P页，共&N页")


def _heights(plan: Plan, under: Mapping[Place, Place]) -> dict[int, float]:
    """The height of each row: spreadsheets do not stretch rows over merged cells by themselves."""
    found: dict[int, float] = {}
    for (row, column), (text, _) in plan.cells.items():
        bottom, right = under.get((row, column), (row, column))
        if bottom > row:
            continue
        width = sum(_WIDTHS[at - 1] for at in range(column, right + 1))
        lines = sum(max(1, -(-_columns(line) // max(width - 2, 1))) for line in text.split("\n"))
        found[row] = max(found.get(row, 0.0), min(lines * _LINE + 4, _HIGHEST))
    return found


def _columns(text: str) -> int:
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def _behind(sheet: Any, rows: Sequence[Sequence[str]], style: Any) -> None:  # noqa: ANN401  XlsxWriter has no types
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            if text:
                sheet.write_string(number, column, text, style)
    sheet.set_column(0, 0, 60)
    sheet.hide()
