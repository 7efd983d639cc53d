"""Workbooks of decisions made by hand: what a reader of another kind would see, or nobody, is refused before it is read."""

from pathlib import Path

import pytest
from hostile_corpus import BOOK, FOOT, HEAD, cell, workbook

pytest.importorskip("python_calamine")

from enforcerules.load.sheets import read_book

RELATIONS = BOOK["xl___rels__workbook.xml.rels"]
STYLES = b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs><xf/><xf numFmtId="14"/></cellXfs></styleSheet>'
SHARED = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>first</t></si></sst>'
FORMULA = '<c r="A1"><f>1+1</f><v>2</v></c>'


def sheet(cells: str, after: str = "") -> bytes:
    return HEAD + f'<row r="1">{cells}</row>'.encode() + FOOT.replace(b"</worksheet>", f"{after}</worksheet>".encode())


def said_of(book: bytes, folder: Path) -> tuple[list[str], list[tuple[str, str]]]:
    """The texts of the first row of each sheet, and the codes with their reasons."""
    path = folder / "a.xlsx"
    path.write_bytes(book)
    sheets, found = read_book(path)
    return [str(one.rows[0][0]) for one in sheets], [(d.code, dict(d.args).get("reason", "")) for d in found]


@pytest.mark.parametrize(
    ("cells", "after", "code", "reason"),
    [
        ('<c r="A1"><v>1</v></c><c r="A1"><v>2</v></c>', "", "ER668", "@cell_twice"),  # 2 was taken
        (cell("A1", "a"), '<mergeCells><mergeCell ref="A1:A3"/></mergeCells>', "ER668", "@cell_merged"),
        ('<c r="A1" t="s"><v>-1</v></c>', "", "ER666", "@not_a_workbook"),  # text number -1 was read as the first
        ('<c r="A1" s="1"><v>-1</v></c>', "", "ER668", "@cell_has_time"),  # was read as the text 00:00:00
        ('<c r="A1" s="1"><v>0.5</v></c>', "", "ER668", "@cell_has_time"),
    ],
)
def test_a_cell_is_what_it_seems_to_be(cells: str, after: str, code: str, reason: str, tmp_path: Path) -> None:
    book = workbook(sheet(cells, after), xl__styles_xml=STYLES, xl__sharedStrings_xml=SHARED)
    assert (code, reason) in said_of(book, tmp_path)[1]


def test_a_number_beyond_all_measure_is_read_whole(tmp_path: Path) -> None:
    """1e308 is 1 and 308 noughts, which is then told as too many digits; it ended in an `InvalidOperation`."""
    texts, found = said_of(workbook(sheet('<c r="A1"><v>1e308</v></c>')), tmp_path)
    assert texts == ["1" + "0" * 308]
    assert not found


@pytest.mark.parametrize("target", ["other/s.xml", "other/s.bin", "/xl/other/s.xml", "worksheets/sheet1.XML"])
@pytest.mark.parametrize("before", [b"", b"junk", b"\xef\xbb\xbf"])
def test_a_sheet_is_looked_at_wherever_it_lies(target: str, before: bytes, tmp_path: Path) -> None:
    """The reader follows the relations of the workbook, so a formula in `xl/other/` was taken for its stored value."""
    name = ("xl/" + target.removeprefix("/xl/").removeprefix("xl/")).replace("/", "__")
    book = workbook(
        b"<x/>",
        **{"xl___rels__workbook.xml.rels": RELATIONS.replace(b"worksheets/sheet1.xml", target.encode())},
        **{name: before + sheet(FORMULA)},
    )
    texts, found = said_of(book, tmp_path)
    assert not texts
    assert {code for code, _ in found} <= {"ER722", "ER666"}
    assert found


def test_two_sheets_of_one_name(tmp_path: Path) -> None:
    """A sheet is asked for by its name: one of them would be read twice, the other never."""
    both = BOOK["xl__workbook_xml"].replace(b"</sheets>", b'<sheet name="a" sheetId="2" r:id="r1"/></sheets>')
    assert said_of(workbook(sheet(cell("A1", "x")), xl__workbook_xml=both), tmp_path)[1] == [
        ("ER666", "@not_a_workbook")
    ]


def test_an_ordinary_workbook_is_read(tmp_path: Path) -> None:
    cells = cell("A1", "a") + '<c r="B1"><v>12.5</v></c><c r="C1" t="s"><v>0</v></c><c r="D1" s="1"><v>45413</v></c>'
    path = tmp_path / "a.xlsx"
    path.write_bytes(workbook(sheet(cells), xl__styles_xml=STYLES, xl__sharedStrings_xml=SHARED))
    sheets, found = read_book(path)
    assert [[str(one) for one in sheets[0].rows[0]], list(found)] == [["a", "12.5", "first", "2024-05-01"], []]
