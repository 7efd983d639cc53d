"""Cells of tables of decisions: as they are seen, or refused; what is no table at all."""

import sys
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

import pytest

from enforcerules.base.catalogue import message
from enforcerules.load import sheets
from enforcerules.load.sheets import read_book, read_csv

openpyxl = pytest.importorskip("openpyxl")
pytest.importorskip("python_calamine")


def book(path, *cells):
    made = openpyxl.Workbook()
    made.active.title = "表"
    made.active.append(list(cells))
    held = BytesIO()
    made.save(held)
    path.write_bytes(held.getvalue())
    return path


def said(found):
    return [(one.code, message(one, "zh")) for one in found]


def test_cells_of_a_workbook_are_texts_as_they_are_seen(tmp_path):
    """A truth is 是 or 否, a whole number has no point, a fraction its shortest decimal form, a day is ISO."""
    midnight = datetime(2024, 3, 1)  # noqa: DTZ001  a cell has no zone
    path = book(tmp_path / "a.xlsx", True, False, 3, 3.0, 0.1, 1e15, date(2024, 3, 1), midnight, "文字", " ")
    (sheet,), found = read_book(path)
    assert found == ()
    wanted = ["是", "否", "3", "3", "0.1", "1000000000000000", "2024-03-01", "2024-03-01", "文字", " "]
    assert [str(cell) for cell in sheet.rows[0]] == wanted
    assert (sheet.name, sheet.rows[0][2].span.line, sheet.rows[0][2].span.column) == ("表", 1, 3)


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        (datetime(2024, 3, 1, 8, 30), "单元格 `2024-03-01T08:30:00` 读不懂：应是日期，不带时间"),  # noqa: DTZ001
        ("#REF!", "单元格 `#REF!` 读不懂：是公式的错误值"),
        ("#N/A", "单元格 `#N/A` 读不懂：是公式的错误值"),
    ],
)
def test_cells_that_say_nothing_certain_are_refused(tmp_path, cell, reason):
    """A time beside a day, the error of a formula: neither is guessed at."""
    _, found = read_book(book(tmp_path / "a.xlsx", "决定书文号", cell))
    assert said(found) == [("ER668", reason)]


def test_the_error_of_a_formula_may_be_a_text(tmp_path):
    """Written as text it is one all the same; a number sign before other words is not."""
    path = tmp_path / "a.xlsx"
    made = openpyxl.Workbook()
    for place, value in (("A1", "#DIV/0!"), ("B1", "#3号楼")):
        made.active[place].value = value
        made.active[place].data_type = "s"
    held = BytesIO()
    made.save(held)
    path.write_bytes(held.getvalue())
    (sheet,), found = read_book(path)
    assert said(found) == [("ER668", "单元格 `#DIV/0!` 读不懂：是公式的错误值")]
    assert [str(cell) for cell in sheet.rows[0]] == ["#DIV/0!", "#3号楼"]


def test_no_number_is_none():
    """A reader may give what is no number: the place is told, the cell is empty."""
    found = []
    (row,) = sheets._typed([["x", float("nan"), float("inf"), Decimal(1)]], "a.xlsx[表]", found)
    assert [str(cell) for cell in row] == ["x", "", "", "1"]
    assert [(one.code, one.span.column) for one in found] == [("ER668", 2), ("ER668", 3)]


@pytest.mark.parametrize("suffix", [".xls", ".xlsb", ".ods"])
def test_other_workbooks_are_not_read(tmp_path, suffix):
    path = tmp_path / f"a{suffix}"
    path.write_bytes(b"x")
    assert said(read_book(path)[1]) == [("ER666", "无法读取工作簿：只读 .xlsx 和 .xlsm，请另存")]


def test_without_the_reader_it_is_said_what_is_missing(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    found = read_book(book(tmp_path / "a.xlsx", "x"))
    assert found[0] == []
    assert said(found[1]) == [("ER666", "无法读取工作簿：没有安装读取工具 python-calamine")]


def test_what_is_no_workbook_is_said(tmp_path):
    """A file that is not there, one of other bytes."""
    assert [one.code for one in read_book(tmp_path / "none.xlsx")[1]] == ["ER101"]
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"PK\x03\x04 and nothing else")
    assert [one.code for one in read_book(path)[1]] == ["ER666"]


# ---- CSV -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ('a,b\n"1,""2""",x\n', [["a", "b"], ['1,"2"', "x"]]),
        ('a,b\r\n"1\n2"  ,x', [["a", "b"], ["1\n2", "x"]]),  # blanks after a quote are nothing
        ("a\tb\n1\t2\n", [["a", "b"], ["1", "2"]]),
        ("a,b\n\n ,\n1,2", [["a", "b"], ["1", "2"]]),  # blank rows are left out
    ],
)
def test_cells_of_a_table(text, rows):
    sheet, found = read_csv(text.encode(), "a.csv")
    assert ([[str(cell) for cell in row] for row in sheet.rows], found) == (rows, ())


def test_what_stands_after_a_quote_is_refused():
    sheet, found = read_csv(b'a,b\n"1"2,x\n', "a.csv")
    assert said(found) == [("ER668", "单元格 `2` 读不懂：引号之后还有内容")]
    assert (found[0].span.line, found[0].span.column) == (2, 4)
    assert [str(cell) for cell in sheet.rows[1]] == ["1", "x"]


def test_a_quote_that_is_not_closed_ends_the_table():
    sheet, found = read_csv(b'a,b\n"1,x\n2,y\n', "a.csv")
    assert sheet is None
    assert said(found) == [("ER668", '单元格 `"` 读不懂：引号没有结束')]
    assert (found[0].span.line, found[0].span.column) == (2, 1)
