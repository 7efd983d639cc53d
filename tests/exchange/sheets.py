"""Workbooks typed by hand: what a person leaves behind in Excel or WPS, made with openpyxl."""

from io import BytesIO
from pathlib import Path
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
    above = [["违法行为", "经营过期食品"], ["基准文件", "《示例市裁量基准》"]] if head is None else head
    return saved(book(("表", [*above, HEAD, *rows]), merges=merges))


RULES = """
format: enforcerules/ruleset/1
ruleset: ex.food
instruments:
  示例法: {title: 示例法, rank: example}
  示例基准: {title: 示例裁量基准, rank: normative_document}
kinds:
  fine: {label: 罚款, class: penalty}
  confiscate_gains: {label: 没收违法所得, class: penalty}
facts:
  value: {label: 货值金额, type: money}
  times: {label: 一年内次数, type: integer, unit: 次}
  serious: {label: 情节严重, type: boolean}
  late: {label: 逾期日数, type: integer, unit: 日}
matters:
  - id: ex.expired
    title: 经营过期食品
    code: "0101"
    penalised_by: 示例法 第三条
    penalties: [{fine: {shall: 1万元以上10万元以下}}]
  - id: ex.dirty
    title: 场所不洁
    penalised_by: 示例法 第四条
    penalties: [{fine: {shall: 1000元以上1万元以下}}]
"""


def rules(folder: Path) -> list[Path]:
    """A small ruleset about food, in a file."""
    path = folder / "ex.yaml"
    path.write_text(RULES, encoding="utf-8")
    return [path]
