"""Files that are broken, oversized or meant to do harm: a diagnostic within the limits, never an exception."""

import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from sheets import HEAD, NAME, book, rules, saved, sheet

from enforcerules.base.limits import WORKBOOK
from enforcerules.exchange.workbook import import_workbook_bytes
from enforcerules.exchange.workbook.examples import import_cases_bytes
from enforcerules.exchange.workbook.grid import Book
from enforcerules.exchange.workbook.numbers import day_of, percentage, shortest
from enforcerules.exchange.workbook.reading import book_of
from enforcerules.render.diagnostics import text

GOOD = sheet(
    ["1", "从轻", "货值金额不足1万元", "1万元以上3万元以下"], ["2", "一般", "货值金额1万元以上", "3万元以上6万元以下"]
)
SMALL = replace(WORKBOOK, cells=100, expanded=200_000, part=100_000, text=500)


def changed(data: bytes, **parts: str | bytes | None) -> bytes:
    """The workbook with some of its parts replaced (None: left out); `__` in a name stands for `/`."""
    held = BytesIO()
    new = {name.replace("__", "/").replace("_xml", ".xml"): content for name, content in parts.items()}
    with zipfile.ZipFile(BytesIO(data)) as before, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            if name not in new:
                after.writestr(name, before.read(name))
        for name, content in new.items():
            if content is not None:
                after.writestr(name, content)
    return held.getvalue()


def only(data: bytes, limits=WORKBOOK, name: str = NAME) -> tuple[str, dict[str, str]]:
    """The one thing that is said of a file, and its arguments."""
    _, found = book_of(data, name, limits)
    (one,) = found
    return one.code, dict(one.args)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "@no_office"),
        (b"%PDF-1.7", "@no_office"),
        (bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 512, "@old_office"),
        (bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 64 + "EncryptedPackage".encode("utf-16-le"), "@locked_office"),
        (GOOD[:200], "@damaged"),
        (GOOD[: len(GOOD) // 2], "@damaged"),
        (changed(GOOD, xl__workbook_xml=None), "@no_workbook"),
        (changed(GOOD, xl__workbook_xml="<workbook"), "@damaged"),
        (changed(GOOD, mimetype="application/vnd.oasis.opendocument.spreadsheet"), "@open_document"),
    ],
)
def test_a_file_that_is_none(data: bytes, what: str) -> None:
    assert only(data) == (
        "ER720",
        {"what": what, **({"member": only(data)[1]["member"]} if "member" in only(data)[1] else {})},
    )


def test_entities_are_refused() -> None:
    """A billion laughs: ten entities of ten of the one before."""
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]><styleSheet>&l9;</styleSheet>'
    data = changed(saved(book(("表", [["甲"]]))), xl__styles_xml=bomb)
    assert only(data)[0] == "ER720"
    outside = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><styleSheet>&e;</styleSheet>'
    assert only(changed(data, xl__styles_xml=outside))[0] == "ER720"


def test_what_unpacks_to_much_is_refused_before_it_is_unpacked() -> None:
    data = changed(GOOD, xl__worksheets__sheet1_xml=b" " * 90_000_000)
    assert len(data) < 200_000
    assert only(data, SMALL) == ("ER721", {"what": "@unpacked_bytes", "limit": "200,000"})
    assert only(data) == ("ER721", {"what": "@unpacked_bytes", "limit": f"{WORKBOOK.part:,}"})


def test_a_header_that_says_less_than_is_there() -> None:
    """The sizes in the central directory are lowered to 1: the member is then refused as damaged."""
    data = bytearray(changed(GOOD, xl__worksheets__sheet1_xml=b" " * 1_000_000))
    at = data.index(b"PK\x01\x02")
    while at >= 0:
        data[at + 24 : at + 28] = (1).to_bytes(4, "little")
        at = data.find(b"PK\x01\x02", at + 4)
    assert only(bytes(data), SMALL)[0] in {"ER720", "ER721"}


def test_limits_of_cells_members_texts_and_size() -> None:
    many = saved(book(("表", [["甲"] * 20] * 6)))
    assert only(many, SMALL) == ("ER721", {"what": "@cells", "limit": "100"})
    assert only(GOOD, replace(WORKBOOK, members=3)) == ("ER721", {"what": "@members", "limit": "3"})
    assert only(GOOD, replace(WORKBOOK, file_bytes=10)) == ("ER721", {"what": "@bytes", "limit": "10"})
    assert only(saved(book(("表", [["长" * 600]]))), SMALL) == ("ER721", {"what": "@cell_text", "limit": "500"})
    two = saved(book(("甲", [["1"]]), ("乙", [["1"]])))
    assert only(two, replace(WORKBOOK, sheets=1)) == ("ER721", {"what": "@sheets", "limit": "1"})
    csv = "\n".join(["甲,乙,丙"] * 50).encode()
    assert only(csv, SMALL, "a.csv") == ("ER721", {"what": "@cells", "limit": "100"})


def test_a_range_merged_over_the_whole_sheet_costs_no_more_than_is_used() -> None:
    with zipfile.ZipFile(BytesIO(GOOD)) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml").decode()
    merged = xml.replace("</sheetData>", '</sheetData><mergeCells><mergeCell ref="A20:XFD1048576"/></mergeCells>')
    found, _ = book_of(changed(GOOD, xl__worksheets__sheet1_xml=merged), NAME, SMALL)
    assert found is not None
    assert len(found.sheets[0].covered) == 0
    far = load_workbook(BytesIO(GOOD))
    far.active["AN100"] = "x"
    with zipfile.ZipFile(BytesIO(saved(far))) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml").decode()
    merged = xml.replace("</sheetData>", '</sheetData><mergeCells><mergeCell ref="A1:AD79"/></mergeCells>')
    assert only(changed(GOOD, xl__worksheets__sheet1_xml=merged), SMALL) == (
        "ER721",
        {"what": "@cells", "limit": "100"},
    )


def test_cells_far_out_are_refused() -> None:
    xml = '<worksheet><sheetData><row r="1"><c r="A9999999"><v>1</v></c></row></sheetData></worksheet>'
    assert only(changed(GOOD, xl__worksheets__sheet1_xml=xml))[0] == "ER720"
    deep = "<a>" * 100 + "</a>" * 100
    assert only(changed(GOOD, xl__worksheets__sheet1_xml=deep))[0] == "ER720"


def test_formulas_are_not_evaluated_whatever_was_stored_for_them(tmp_path: Path) -> None:
    data = sheet(["1", "一般", "情节严重", '=WEBSERVICE("http://example.org/")'], ["2", "一般", "非 情节严重", "1万元"])
    made = import_workbook_bytes(data, NAME, rules(tmp_path))
    (formula,) = [one for one in made.report.errors if one.code == "ER722"]
    assert formula.span is not None
    assert formula.span.file == f"{NAME}[表!D4]"
    assert "WEBSERVICE" in dict(formula.args)["formula"]
    assert made.files == ()


def test_macros_and_links_are_told(tmp_path: Path) -> None:
    made = import_workbook_bytes(
        changed(GOOD, **{"xl__vbaProject.bin": b"x", "xl__externalLinks__externalLink1_xml": "<x/>"}),
        NAME,
        rules(tmp_path),
    )
    assert sorted(dict(one.args)["what"] for one in made.report.diagnostics if one.code == "ER723") == [
        "@external_links",
        "@macros",
    ]
    assert made.report.errors == ()
    assert made.files


def test_gbk_is_told_how_to_convert_and_utf_8_is_read_with_and_without_its_mark(tmp_path: Path) -> None:
    rows = [
        ["违法行为", "经营过期食品"],
        ["基准依据", "示例基准 表一"],
        HEAD,
        ["1", "一般", "情节严重", "1万元"],
        ["2", "一般", "非 情节严重", '"2万元"'],
    ]
    table = "\r\n".join(",".join(row) for row in rows)
    code, args = only(table.encode("gbk"), name="a.csv")
    assert (code, args["line"], args["shown"]) == ("ER729", "1", "违法行为,经营过期食品")
    for data in (table.encode(), table.encode("utf-8-sig"), table.encode("utf-16")):
        made = import_workbook_bytes(data, "a.csv", rules(tmp_path))
        assert made.report.errors == ()
        assert made.rows == 2
    assert only(b"\xff\x00\xff,\n", name="a.csv") == ("ER720", {"what": "@no_text"})


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), min_size=1, max_size=6))
def test_flipped_bytes_never_raise(flips: list[tuple[int, int]]) -> None:
    data = bytearray(GOOD)
    for place, value in flips:
        data[place] = value
    found, problems = book_of(bytes(data), NAME, SMALL)
    assert found is not None or problems
    assert text_of(problems)


PARTS = [
    "[Content_Types].xml",
    "xl/workbook.xml",
    "xl/worksheets/sheet1.xml",
    "_rels/.rels",
    "xl/styles.xml",
    "xl/_rels/workbook.xml.rels",
]


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.sampled_from(PARTS),
    st.integers(0, 3000),
    st.sampled_from([b"", b"<", b"9" * 30, b"-1", b"&#0;", "啊".encode(), b'"', b"</c>", b"<f>1</f>"]),
)
def test_changed_parts_never_raise(name: str, place: int, content: bytes) -> None:
    with zipfile.ZipFile(BytesIO(GOOD)) as archive:
        part = archive.read(name)
    place %= max(len(part), 1)
    data = changed(GOOD, **{name.replace("/", "__"): part[:place] + content + part[place + len(content) :]})
    found, problems = book_of(data, NAME, SMALL)
    assert found is not None or problems
    assert text_of(problems)


CELLS = st.one_of(
    st.none(), st.booleans(), st.integers(-10, 10**18), st.floats(allow_nan=False, allow_infinity=False), st.dates(),
    st.text(max_size=20).filter(lambda t: t.isprintable()),
    st.sampled_from([*HEAD, "违法行为", "裁量因素", "权重", "情形", "编号", "规则集", "ex.food", "一般", "其他情形", "情节严重", "1万元", "10%", "说明", "裁量对象", "a/b", "取整", "起点", "名称", "事项", "事实：x", "expect.levels.fine", "case.parties.kind", "未知", "、"]),
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.lists(CELLS, max_size=7), max_size=12), st.sampled_from(["表", "附注", "规则集"]))
def test_whatever_stands_in_the_cells_is_read_or_told(
    tmp_path_factory: pytest.TempPathFactory, cells: list, name: str
) -> None:
    try:
        data = saved(book(("甲", [["违法行为", "ex.expired"], ["基准依据", "示例基准 表一"], *cells]), (name, cells)))
    except Exception:  # noqa: BLE001  openpyxl refuses what Excel could not hold
        return
    given_rules = rules(tmp_path_factory.getbasetemp())
    made = import_workbook_bytes(data, NAME, given_rules)
    assert text(made.report, "zh", made.sources) or made.report.diagnostics == ()
    assert made.files == () or made.report.errors == ()
    cases = import_cases_bytes(data, NAME, given_rules)
    assert text(cases.report, "en", cases.sources) or cases.report.diagnostics == ()


def text_of(problems: tuple) -> bool:
    """Whether problems can be worded."""
    from enforcerules.base.diagnostics import Report

    return all(text(Report(problems), lang) or not problems for lang in ("zh", "en"))  # type: ignore[arg-type]


def test_numbers() -> None:
    assert [shortest(raw) for raw in ("0.10000000000000001", "0.30000000000000004", "1E5", "1e-7", "5", "-0", "3.0", "x", "1e999", "nan")] == [
        "0.1", "0.30000000000000004", "100000", "0.0000001", "5", "0", "3", None, None, None,
    ]  # fmt: skip
    assert [percentage(number) for number in ("0.125", "1", "0.07", "0")] == ["12.5%", "100%", "7%", "0%"]
    assert [day_of(serial) for serial in ("1", "59", "60", "61", "45352.75", "0", "-1", "9e9")] == [
        "1900-01-01", "1900-02-28", None, "1900-03-01", "2024-03-01", None, None, None,
    ]  # fmt: skip
    assert day_of("43890", since_1904=True) == "2024-03-01"


def test_another_library_sees_the_same_cells() -> None:
    """python-calamine, an independent reader, of an exported workbook: every text in its place."""
    from enforcerules.exchange.workbook import export_workbook
    from enforcerules.load.shipped import located

    calamine = pytest.importorskip("python_calamine")
    data = export_workbook(located(("cn/tax/registration",))).data or b""
    ours, _ = book_of(data, NAME)
    assert isinstance(ours, Book)
    theirs = calamine.CalamineWorkbook.from_filelike(BytesIO(data))
    for one in ours.sheets:
        rows = theirs.get_sheet_by_name(one.name).to_python(skip_empty_area=False)
        seen = {(r, c): value for r, row in enumerate(rows, 1) for c, value in enumerate(row, 1) if str(value).strip()}
        assert {place: cell.text for place, cell in one.cells.items()} == seen


def test_a_sheet_that_is_named_and_not_there_is_told() -> None:
    """Found by fuzzing: no relation of that id; and a part that was taken out."""
    assert only(changed(GOOD, xl__worksheets__sheet1_xml=None)) == ("ER720", {"what": "@damaged", "member": "表"})
    rels = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
    assert only(changed(GOOD, **{"xl___rels__workbook_xml.rels": rels})) == (
        "ER720",
        {"what": "@damaged", "member": "表"},
    )
