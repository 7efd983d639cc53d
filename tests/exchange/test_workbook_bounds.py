"""Every bound of workbooks from both sides: with exactly what a workbook has it is read, with one less it is refused and told why."""

import zipfile
from collections.abc import Callable
from dataclasses import fields
from io import BytesIO

import pytest
from sheets import book, saved, sheet

from enforcerules.base.limits import WORKBOOK, WorkbookLimits, limited
from enforcerules.exchange.workbook import import_workbook_bytes
from enforcerules.exchange.workbook.examples import import_cases_bytes
from enforcerules.exchange.workbook.reading import book_of

# Two sheets, three rows, four columns, seven cells, the longest text has six characters.
DATA = saved(book(("甲", [["一", "二", "三", "四"], ["五"], ["六个字的文字"]]), ("乙", [["七"]])))


def sizes() -> list[int]:
    with zipfile.ZipFile(BytesIO(DATA)) as archive:
        return [one.file_size for one in archive.infolist()]


HAS = {
    "file_bytes": len(DATA), "members": len(sizes()), "expanded": sum(sizes()), "sheets": 2, "cells": 7, "rows": 3,
    "columns": 4, "text": 6,
}  # fmt: skip


def told(name: str, most: int) -> list[str]:
    with limited(**{f"workbook_{name}": most}):
        return [one.code for one in book_of(DATA, "a.xlsx")[1]]


@pytest.mark.parametrize("name", HAS)
def test_what_a_workbook_has(name: str) -> None:
    exact = HAS[name]
    assert told(name, exact) == []
    assert told(name, exact - 1) in (["ER721"], ["ER720"])


@pytest.mark.parametrize("name", ["part", "depth"])
def test_what_only_the_reader_sees(name: str) -> None:
    """The largest part that is read, and the nesting of its elements: one bound below which it is refused, above which it is read."""
    low, high = 1, getattr(WORKBOOK, name)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if told(name, middle) == [] else (middle, high)
    assert told(name, high) == []
    assert told(name, low) in (["ER721"], ["ER720"])
    assert high in sizes() if name == "part" else 4 <= high <= 12


RULES_OF_WRONG_ROWS = [["1", "从轻", "这不是条件", "也不是幅度"]] * 6


@pytest.mark.parametrize(
    ("read", "data"),
    [
        (import_workbook_bytes, sheet(*RULES_OF_WRONG_ROWS)),
        (
            import_cases_bytes,
            saved(book(("案例", [["名称", "事项", "决定日期"], *[[f"案{n}", "a.b", "五月"] for n in range(6)]]))),
        ),
    ],
    ids=["tables", "cases"],
)
def test_the_errors_told(read: Callable, data: bytes) -> None:
    """As many as there may be, and that there are more; just as many as there are are told whole."""
    name = "a.xlsx"
    every = [one.code for one in read(data, name).report.errors]
    assert len(every) > 3
    with limited(workbook_problems=len(every)):
        assert [one.code for one in read(data, name).report.errors] == every
    with limited(workbook_problems=len(every) - 1):
        cut = [one.code for one in read(data, name).report.errors]
    assert sorted(cut) == sorted([*every[:-1], "ER137"])


def test_no_bound_is_left_out() -> None:
    assert {one.name for one in fields(WorkbookLimits)} == {*HAS, "part", "depth", "problems"}
