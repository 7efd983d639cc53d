"""Example cases in a sheet give the values that their YAML form gives; Word tables give the tables that a sheet gives."""

from datetime import date
from io import BytesIO
from pathlib import Path

from docx import Document
from sheets import HEAD, NAME, book, rules, saved

from enforcerules.exchange.workbook import import_workbook_bytes
from enforcerules.exchange.workbook.examples import import_cases_bytes
from enforcerules.load.cases import load_example

HEADS = [
    "名称", "推算过程", "事项", "阶段", "地区", "当事人", "行为开始", "行为结束", "发现日期", "决定日期",
    "货值金额", "一年内次数", "情节严重", "事实：逾期日数", "预期结论", "预期罚款", "预期等次", "预期提示", "expect.measures.fine",
]  # fmt: skip
ROW = [
    "过期-一", "货值五千元，属从轻档", "ex.expired", "调查终结", 330624, "单位", date(2024, 3, 1), "2024年3月20日", 45376, "2024-05-06",
    5000, "2次", "否", "未知", "处罚", "[10000, 30000]", "从轻、一般", "outside_statute；tier_gap", "shall",
]  # fmt: skip
YAML = """
format: enforcerules/example/1
example: 过期-一
why: 货值五千元，属从轻档
case:
  format: enforcerules/case/1
  case: 过期-一
  matter: ex.expired
  phase: concluded
  territory: "330624"
  party: {kind: unit}
  start: 2024-03-01
  end: 2024-03-20
  dates: {discovered: 2024-03-25, decided: 2024-05-06}
  facts: {货值金额: "5000", 一年内次数: 2次, 情节严重: 否, 逾期日数: {status: unknown}}
expect:
  disposition: penalise
  ranges: {fine: "[10000, 30000]"}
  levels: {fine: [lighter, ordinary]}
  alerts: [outside_statute, tier_gap]
  measures: {fine: shall}
"""


def test_a_row_is_the_example_that_its_yaml_is(tmp_path: Path) -> None:
    """45376 days after 1899-12-30 is 2024-03-25."""
    data = saved(book(("案例", [["某市食品案例"], [], HEADS, ROW])))
    made = import_cases_bytes(data, NAME, rules(tmp_path))
    assert made.report.errors == (), made.report.errors
    (tmp_path / "by-hand.yaml").write_text(YAML, encoding="utf-8")
    (tmp_path / made.files[0].name).write_text(made.files[0].text, encoding="utf-8")
    by_hand, report = load_example(tmp_path / "by-hand.yaml")
    assert report.errors == ()
    written, _ = load_example(tmp_path / made.files[0].name)
    assert made.examples == (by_hand,)
    assert written == by_hand
    assert ("A1", None) in {(one.cell, one.read) for one in made.readings}, "a line above the head is told"


def test_columns_that_nobody_knows_and_names_that_stand_there_twice(tmp_path: Path) -> None:
    rows = [["名称", "事项", "货物金额", "事实：没有的"], ["甲", "ex.expired", 1, 2], ["甲", "ex.expired", 1, 2]]
    made = import_cases_bytes(saved(book(("案例", rows))), NAME, rules(tmp_path))
    assert [(one.code, dict(one.args).get("near")) for one in made.report.diagnostics] == [
        ("ER733", "货值金额"), ("ER733", None), ("ER734", None),
    ]  # fmt: skip
    assert made.files == ()


def test_a_sheet_without_a_head_and_values_of_no_kind(tmp_path: Path) -> None:
    made = import_cases_bytes(saved(book(("空表", [["甲", "乙"]]))), NAME, rules(tmp_path))
    assert [one.code for one in made.report.diagnostics] == ["ER732"]
    rows = [["名称", "事项", "当事人", "决定日期"], ["甲", "ex.expired", "公司", "五月"]]
    made = import_cases_bytes(saved(book(("案例", rows))), NAME, rules(tmp_path))
    assert [(one.code, one.span.file) for one in made.report.diagnostics if one.span] == [
        ("ER251", f"{NAME}[案例!C2]"), ("ER230", f"{NAME}[案例!D2]"),
    ]  # fmt: skip


def test_word_tables(tmp_path: Path) -> None:
    """A table with cells merged down and across, a break in a cell, and a second table with the head again."""
    document = Document()
    document.add_paragraph("某市食品安全裁量基准")
    table = document.add_table(rows=4, cols=4)
    for row, texts in enumerate(
        [
            ["违法行为", "裁量基准", "", ""],
            ["", *HEAD[1:4]],
            ["经营过期食品", "从轻", "货值金额\n不足1万元", "1万元以上\n３万元以下"],
            ["", "一般", "其他情形", "3万元以上6万元以下"],
        ]
    ):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(0, 1).merge(table.cell(0, 3))
    table.cell(2, 0).merge(table.cell(3, 0))
    second = document.add_table(rows=3, cols=2)
    for row, texts in enumerate([["违法行为", "场所不洁"], ["适用情形", "裁量幅度"], ["一年内次数2次以上", "5000元"]]):
        for column, text in enumerate(texts):
            second.cell(row, column).text = text
    held = BytesIO()
    document.save(held)
    made = import_workbook_bytes(held.getvalue(), "基准.docx", rules(tmp_path))
    assert {(one.code, one.span.file if one.span else "") for one in made.report.errors} == {
        ("ER731", "基准.docx[表1!A3]"), ("ER731", "基准.docx[表2!B1]"),
    }, "neither names its basis"  # fmt: skip
    assert made.tables == 2
    (first, other) = made.documents[0].benchmarks
    assert [(row.level, row.when, row.otherwise, row.amount) for row in first.rows] == [
        ("lighter", "货值金额不足1万元", False, "1万元以上3万元以下"),
        ("ordinary", None, True, "3万元以上6万元以下"),
    ]
    assert [(str(other.refines), len(other.rows))] == [("ex.dirty/fine", 1)]
