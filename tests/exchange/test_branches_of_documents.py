"""Tables of Word documents: cells as they are merged, and what is refused."""

import zipfile
from dataclasses import replace
from io import BytesIO

import pytest

from enforcerules.base.limits import WORKBOOK
from enforcerules.exchange.workbook.reading import book_of

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument'
    '.wordprocessingml.document.main+xml"/></Types>'
)


def packed(**members):
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        for name, content in members.items():
            archive.writestr(name.replace("__", "/") + ".xml", content)
    return held.getvalue()


def document(body):
    return packed(word__document=f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')


def cell(text, properties=""):
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"


def row(*cells, properties=""):
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows):
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def read(data, **limits):
    return book_of(data, "表.docx", replace(WORKBOOK, **limits))


def refused(data, **limits):
    made, (one,) = read(data, **limits)
    assert made is None or not made.sheets
    return one.code, dict(one.args)["what"]


def texts(data):
    made, found = read(data)
    assert not found
    return [{place: one.text for place, one in sheet.cells.items()} for sheet in made.sheets]


def test_cells_stand_where_they_are_seen():
    """Two columns in one, one over two rows, a row that begins a column later: places by row and column, from 1."""
    tall = '<w:vMerge w:val="restart"/>'
    data = document(
        table(
            row(cell("甲", '<w:gridSpan w:val="2"/>'), cell("乙", tall)),
            row(cell("丙"), cell("丁"), cell("", "<w:vMerge/>")),
            row(cell("戊"), properties='<w:gridBefore w:val="1"/>'),
        )
        + table(row(cell("己")))
    )
    assert texts(data) == [
        {(1, 1): "甲", (1, 3): "乙", (2, 1): "丙", (2, 2): "丁", (3, 2): "戊"},
        {(1, 1): "己"},
    ]
    made, _ = read(data)
    assert [one.name for one in made.sheets] == ["表1", "表2"]
    assert made.sheets[0].covered == {(1, 2): (1, 1), (2, 3): (1, 3)}


def test_a_cell_that_goes_on_may_span_columns_and_be_empty():
    """What goes on with a cell above it belongs to that one, over every row; an empty cell is none."""
    on = '<w:vMerge/><w:gridSpan w:val="2"/>'
    data = document(
        table(
            row(cell("甲", '<w:vMerge w:val="restart"/><w:gridSpan w:val="2"/>'), cell(" ")),
            row(cell("", on), cell("乙")),
            row(cell("", on), cell("丙")),
        )
    )
    made, _ = read(data)
    assert {place: one.text for place, one in made.sheets[0].cells.items()} == {
        (1, 1): "甲",
        (2, 3): "乙",
        (3, 3): "丙",
    }
    covered = {(1, 2), (2, 1), (2, 2), (3, 1), (3, 2)}
    assert made.sheets[0].covered == dict.fromkeys(covered, (1, 1))


def test_lines_of_a_cell_and_tables_within_it():
    """A paragraph is a line, a break too; a table inside of a cell is text of that cell."""
    inner = table(row(cell("内")))
    lines = "<w:tc><w:p><w:r><w:t>一</w:t><w:br/><w:t>二</w:t></w:r></w:p><w:p><w:r><w:t>三</w:t></w:r></w:p></w:tc>"
    assert texts(document(table(row(lines, f"<w:tc>{inner}<w:p/></w:tc>")))) == [{(1, 1): "一\n二\n三", (1, 2): "内"}]


@pytest.mark.parametrize("width", ["0", "x", "-2", "99999", "２"])
def test_a_width_that_is_none_is_one_column(width):
    data = document(table(row(cell("甲", f'<w:gridSpan w:val="{width}"/>'), cell("乙"))))
    assert texts(data) == [{(1, 1): "甲", (1, 2): "乙"}]


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (packed(word__document="<w:document"), "@damaged"),
        (document("<w:p><w:r><w:t>没有表格</w:t></w:r></w:p>"), "@no_table"),
    ],
)
def test_what_is_no_document_with_a_table_is_refused(data, what):
    assert refused(data) == ("ER720", what)


@pytest.mark.parametrize(
    ("body", "limits", "what"),
    [
        (table(row(*[cell("x")] * 11)), {"cells": 10}, "@cells"),
        (table(row(cell("x", '<w:gridSpan w:val="999"/>'))), {"cells": 500}, "@cells"),
        (table(row(*[cell("x")] * 6)), {"columns": 5}, "@columns"),
        (table(row(cell("x" * 51))), {"text": 50}, "@cell_text"),
        (table(row(cell("x"))) * 3, {"sheets": 2}, "@sheets"),
    ],
)
def test_no_more_is_read_than_the_bounds(body, limits, what):
    assert refused(document(body), **limits) == ("ER721", what)


@pytest.mark.parametrize(
    ("body", "limits"),
    [
        (table(row(*[cell("x")] * 10)), {"cells": 10}),
        (table(row(*[cell("x")] * 5)), {"columns": 5}),
        (table(row(cell("x" * 50))), {"text": 50}),
        (table(row(cell("x"))) * 2, {"sheets": 2}),
    ],
)
def test_just_as_much_is_read(body, limits):
    assert read(document(body), **limits)[1] == ()
