"""Workbooks typed by hand: what a person leaves behind in Excel or WPS, made with openpyxl."""

from io import BytesIO
from typing import Any

from openpyxl import Workbook

NAME = "表.xlsx"
HEAD = ["序号", "裁量等次", "适用情形", "裁量幅度", "依据", "备注"]


def book(*sheets: tuple[str, list[list[Any]]], merges: tuple[str, ...] = ()) -> Workbook:
    """A workbook with some sheets; `merges` are ranges of the first."""
    made = Workbook()
    for place, (name, rows) in enumerate(sheets):
        sheet = made.active if place == 0 else made.create_sheet()
        sheet.title = name
        for row in rows:
            sheet.append(row)
    for one in merges:
        made.active.merge_cells(one)
    return made


def saved(made: Workbook) -> bytes:
    """Its bytes."""
    held = BytesIO()
    made.save(held)
    return held.getvalue()


def sheet(*rows: list[Any], merges: tuple[str, ...] = (), head: list[list[Any]] | None = None) -> bytes:
    """A sheet with a table about expired food: lines above it, its head, its rows."""
    above = [["违法行为", "food.expired"], ["基准文件", "《示例市裁量基准》"]] if head is None else head
    return saved(book(("表", [*above, HEAD, *rows]), merges=merges))
