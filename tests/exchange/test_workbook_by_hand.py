"""Workbooks that a person typed: what they mean, worked by hand from what stands in the cells."""

from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.styles import numbers
from sheets import HEAD, NAME, book, rules, saved, sheet

from enforcerules import pipeline
from enforcerules.exchange.workbook import WorkbookRead, import_workbook_bytes
from enforcerules.load.shipped import library
from enforcerules.model.program import Band, Benchmark, OfMax, OfMin
from enforcerules.render.diagnostics import text

PLAIN = [
    ["1", "从轻", "货值金额不足1万元", "1万元以上3万元以下"],
    ["2", "一般", "货值金额1万元以上", "3万元以上6万元以下"],
]


@pytest.fixture
def read(tmp_path: Path) -> Any:
    """Imports bytes against the small ruleset."""
    given = rules(tmp_path)
    return lambda data, name=NAME, ruleset=None: import_workbook_bytes(data, name, given, ruleset)


@pytest.fixture
def table(tmp_path: Path, read: Any) -> Any:
    """The compiled tables of a workbook, which must be in order."""

    def compiled(data: bytes, name: str = NAME) -> list[Benchmark]:
        made: WorkbookRead = read(data, name)
        assert made.report.errors == (), [(one.code, one.args) for one in made.report.errors]
        folder = tmp_path / "made"
        folder.mkdir(exist_ok=True)
        for file in made.files:
            (folder / file.name).write_text(file.text, encoding="utf-8")
        program, report = pipeline.build([tmp_path / "ex.yaml", folder], library())
        assert program is not None, report.errors
        return list(program.benchmarks)

    return compiled


def yuan(one: Benchmark, row: int) -> tuple[Fraction | None, Fraction | None]:
    """The range of a row in 元."""
    result: Any = one.rows[row].result
    return tuple(None if end is None else Fraction(end) / 100 for end in (result.lo, result.hi))  # type: ignore[return-value]


def codes(made: WorkbookRead) -> list[tuple[str, str]]:
    """Codes with the cells that they are about, but for what `check` says of the table that was read (ER57…), and that it bears no 文号 (ER585)."""
    found = [one for one in made.report.diagnostics if not one.code.startswith(("ER57", "ER585"))]
    return [(one.code, one.span.file.partition("!")[2].rstrip("]") if one.span else "") for one in found]


def said(made: WorkbookRead) -> dict[str, tuple[str, str | None]]:
    """What every cell was read as, by its name."""
    return {one.cell: (one.original, one.read) for one in made.readings}


def test_a_plain_table(table: Any) -> None:
    (one,) = table(sheet(*PLAIN))
    assert (one.matter, one.kind, [row.level for row in one.rows]) == ("ex.expired", "fine", ["lighter", "ordinary"])
    assert yuan(one, 0) == (10_000, 30_000)
    assert yuan(one, 1) == (30_000, 60_000)
    assert [str(c.instrument) + c.place for c in one.basis] == ["示例市裁量基准表一"]


@pytest.mark.parametrize(
    ("typed", "low", "high"),
    [
        ("１万元以上３万元以下", 10_000, 30_000),
        (" 1万元以上 3万元以下　", 10_000, 30_000),
        ("处1万元以上3万元以下的罚款", 10_000, 30_000),
        ("并处1万元以上3万元以下罚款。", 10_000, 30_000),
        ("1万元-3万元", 10_000, 30_000),
        ("1～3万元", 10_000, 30_000),
        ("1万元至3万元", 10_000, 30_000),
        ("10,000元以上30,000元以下", 10_000, 30_000),
        ("１０，０００元以上３０，０００元以下", 10_000, 30_000),
        ("一万元以上三万元以下", 10_000, 30_000),
        ("10000.50元", Fraction("10000.5"), Fraction("10000.5")),
        ("3万元以下", None, 30_000),
        ("1万元\n以上\n3万元以下", 10_000, 30_000),
        ("\u200b1万元以上3万元以下\ufeff", 10_000, 30_000),
    ],
)
def test_amounts_as_people_type_them(table: Any, typed: str, low: Any, high: Any) -> None:
    (one,) = table(sheet(["1", "一般", "情节严重", typed]))
    assert yuan(one, 0) == (low, high)


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("货值金额１万元以上，且情节严重的。", "货值金额1万元以上 且 情节严重"),
        ("货值金额10,000元以上\n或者情节严重", "货值金额10000元以上 或 情节严重"),
        ("一年内次数2次以\n上", "一年内次数2次以上"),
        (
            "（货值金额不足1万元，或情节严重）且 一年内次数２次以上的；",
            "（货值金额不足1万元 或 情节严重） 且 一年内次数2次以上",
        ),
    ],
)
def test_conditions_as_people_type_them(table: Any, typed: str, plain: str) -> None:
    (one,) = table(sheet(["1", "一般", typed, "2万元"]))
    (other,) = table(sheet(["1", "一般", plain, "2万元"]))
    assert one.rows[0].condition == other.rows[0].condition


def test_bands_and_shares(table: Any) -> None:
    (one,) = table(
        sheet(
            ["1", "从轻", "货值金额不足1万元", "法定幅度的[0%, 30%)"],
            ["2", "一般", "货值金额1万元以上2万元以下", "法定幅度30%以上70%以下"],
            ["3", "一般", "货值金额超过2万元", "法定最高额的20%"],
            ["4", "从重", "情节严重", "—"],
        )
    )
    assert [row.result for row in one.rows] == [
        Band(Fraction(0), Fraction(3, 10), lo_open=False, hi_open=True),
        Band(Fraction(3, 10), Fraction(7, 10), lo_open=False, hi_open=False),
        OfMax(Fraction(1, 5)),
        None,
    ]


def test_results_for_statutes_of_one_form_and_shares_of_either_end(table: Any) -> None:
    (one,) = table(
        sheet(
            ["1", "从轻", "货值金额不足1万元", "法定只有上限的：法定最高额的10%"],
            ["2", "一般", "货值金额1万元以上2万元以下", "法定只有下限的，法定最低额的２００％"],
            ["3", "一般", "货值金额超过2万元", "法定有上下限的：法定最高额的(0%, 50%]"],
        )
    )
    assert [row.statute for row in one.rows] == ["maximum", "minimum", "range"]
    half = Band(Fraction(0), Fraction(1, 2), lo_open=True, hi_open=False)
    assert [row.result for row in one.rows] == [OfMax(Fraction(1, 10)), OfMin(Fraction(2)), OfMax(half.hi, half)]


SHIFTING = [["违法行为", "经营过期食品"], ["基准文件", "《示例市裁量基准》"], ["由轻到重", "light；heavy"]]
HALVES = [
    ["1", "从轻", "货值金额不足1万元", "1万元以上3万元以下", "", "", "light"],
    ["2", "一般", "货值金额1万元以上", "3万元以上6万元以下", "", "", "heavy"],
]


def shifting(line: str) -> bytes:
    return saved(book(("表", [*SHIFTING, ["升档", line], [*HEAD, "编号"], *HALVES])))


def test_shifts_by_line(table: Any) -> None:
    """Two or three times: the top of the tier, 3万元; four and more: the next one, and for the last its own top."""
    (one,) = table(shifting("一年内次数2次以上3次以下：取本档上限\n一年内次数４次以上：适用下一档"))
    assert one.order == ("light", "heavy")
    assert [row.id for row in one.rows] == ["light", "light+top", "light+next", "heavy", "heavy+top", "heavy+next"]
    ends = [(1, 3), (3, 3), (3, 6), (3, 6), (6, 6), (6, 6)]
    assert [yuan(one, n) for n in range(6)] == [(lo * 10_000, hi * 10_000) for lo, hi in ends]


def test_a_shift_that_leads_nowhere_stands_at_its_cell(read: Any) -> None:
    made = read(shifting("一年内次数2次以上：加重一档"))
    assert codes(made) == [("ER725", "B4")]
    assert "适用下一档" in text(made.report, "zh", made.sources)


def test_words_for_the_rest_and_for_narrowing(table: Any) -> None:
    (one,) = table(sheet(["1", "从轻处罚", "（法定情节打开本等次时）", "1万元"], ["2", "一般", "其他情形", "2万元"]))
    assert [(row.narrows, row.otherwise) for row in one.rows] == [(True, False), (False, True)]


def test_a_unit_in_the_head_of_a_column(table: Any, read: Any) -> None:
    head = [["违法行为", "ex.expired"], ["基准依据", "示例基准 表一"]]
    rows = [
        ["裁量等次", "适用情形", "裁量幅度（单位：万元）"],
        ["一般", "情节严重", 5],
        ["一般", "非 情节严重", "1-3"],
        ["从重", "货值金额超过1万元", 0.1],
    ]
    (one,) = table(saved(book(("表", [*head, *rows]))))
    assert [yuan(one, row) for row in range(3)] == [(50_000, 50_000), (10_000, 30_000), (1_000, 1_000)]


def test_a_number_is_its_shortest_decimal_and_told_where_it_is_no_whole_fen(read: Any) -> None:
    """A third is stored as 0.3333333333333333, which is no whole number of 分; 33333.33元 are 3333333分."""
    rows = [["适用情形", "裁量幅度（元）"], ["情节严重", 1 / 3], ["非 情节严重", 33333.33]]
    made = read(saved(book(("表", [["违法行为", "ex.expired"], ["基准依据", "示例基准 表一"], *rows]))))
    assert [cell for code, cell in codes(made) if code == "ER730"] == ["B4"]
    assert said(made)["B4"][1] == "0.3333333333333333元"
    assert said(made)["B5"][1] == "33333.33元"


def test_a_number_without_a_unit_is_refused(read: Any) -> None:
    made = read(
        sheet(["1", "一般", "情节严重", 50000], ["2", "一般", "非 情节严重", "3"], ["3", "一般", "其他情形", 0.5])
    )
    assert codes(made) == [("ER726", "D4"), ("ER726", "D5"), ("ER726", "D6")]
    assert made.files == ()


def test_merged_cells_say_the_same_in_every_row(table: Any) -> None:
    """C4:C5 common to two rows would be one condition twice; here the level and the basis are common."""
    rows = [
        ["1", "一般", "货值金额不足1万元", "1万元以上3万元以下", "示例基准 表二"],
        ["2", None, "货值金额1万元以上", "3万元以上6万元以下", None],
    ]
    (one,) = table(sheet(*rows, merges=("B4:B5", "E4:E5")))
    assert [row.level for row in one.rows] == ["ordinary", "ordinary"]
    assert [row.basis[0].place for row in one.rows] == ["表二", "表二"]


def test_the_amount_may_be_what_is_common(table: Any) -> None:
    rows = [["1", "一般", "货值金额不足1万元", "1万元"], ["2", "一般", "情节严重", None]]
    (one,) = table(sheet(*rows, merges=("D4:D5",)))
    assert yuan(one, 0) == yuan(one, 1) == (10_000, 10_000)


def test_an_empty_cell_is_not_the_one_above(read: Any) -> None:
    made = read(
        sheet(
            ["1", "一般", "货值金额不足1万元", "1万元"],
            ["2", None, "货值金额1万元以上", "2万元"],
            ["3", "一般", None, "3万元"],
        )
    )
    assert codes(made) == [("ER731", "C5"), ("ER731", "D6")]


def test_empty_rows_and_columns_are_passed_over(table: Any) -> None:
    made = book(("表", [[], [None, "违法行为", None, "经营过期食品"], [], [None, "基准依据", "示例基准 表一"], []]))
    page = made.active
    for row in (["", None, *HEAD[1:4]], [], [None, None, *PLAIN[0][1:]], ["  "], [None, None, *PLAIN[1][1:]], []):
        page.append(row)
    (one,) = table(saved(made))
    assert [yuan(one, row) for row in range(2)] == [(10_000, 30_000), (30_000, 60_000)]


def test_the_violation_in_a_column_parts_tables(table: Any, read: Any) -> None:
    rows = [
        ["违法行为", "处罚依据", "裁量阶次", "适用情形", "处罚幅度"],
        ["经营过期食品", "示例法第三条", "从轻", "货值金额不足1万元", "1万元以上3万元以下"],
        [None, None, "从重", "货值金额1万元以上", "6万元以上10万元以下"],
        ["场所不洁", "示例法第四条", "一般", "一年内次数1次以上", "1000元以上5000元以下"],
    ]
    data = saved(book(("表", [["基准文件", "示例市裁量基准"], *rows]), merges=("A3:A4", "B3:B4")))
    first, second = table(data)
    assert [(one.matter, len(one.rows)) for one in (first, second)] == [("ex.expired", 2), ("ex.dirty", 1)]
    assert [one.basis[0].place for one in (first, second)] == ["表一", "表二"]
    assert said(read(data))["B3"] == ("示例法第三条", None), "the law is the ruleset's; what a sheet says of it is told"


def test_a_head_in_two_rows_and_again_on_the_next_page(table: Any) -> None:
    rows = [
        ["违法行为", "裁量基准", None, None],
        [None, "裁量等次", "适用情形", "裁量幅度"],
        ["场所不洁", "从轻", "一年内次数不足2次", "1000元"],
        ["违法行为", "裁量基准", None, None],
        [None, "裁量等次", "适用情形", "裁量幅度"],
        ["场所不洁", "从重", "一年内次数2次以上", "9000元"],
    ]
    data = saved(book(("表", [["基准依据：示例基准 表一"], *rows]), merges=("A2:A3", "B2:D2", "A5:A6", "B5:D5")))
    (one,) = table(data)
    assert [row.level for row in one.rows] == ["lighter", "heavier"]


def test_names_of_degrees_are_names_and_open_nothing(table: Any) -> None:
    """轻微, 较重 are no levels of the law: a column 违法程度 names the row, and the level is the ordinary one."""
    rows = [["违法程度", "适用情形", "裁量幅度"], ["较重", "情节严重", "5万元"], ["轻微", "非 情节严重", "1万元"]]
    (one,) = table(saved(book(("表", [["违法行为", "ex.expired"], ["基准依据", "示例基准 表一"], *rows]))))
    assert [(dict(row.title)["zh"], row.level) for row in one.rows] == [("较重", "ordinary"), ("轻微", "ordinary")]


def test_dates_as_serials_as_text_and_as_numbers(read: Any) -> None:
    """45352 days after 1899-12-30 is 2024-03-01."""
    for typed in (date(2024, 3, 1), 45352, "45352", "2024年3月1日", "2024/3/1", "2024.03.01", "２０２４-０３-０１"):
        head = [["违法行为", "ex.expired"], ["基准依据", "示例基准 表一"], ["施行日期", typed]]
        made = read(sheet(*PLAIN, head=head))
        assert made.report.errors == (), typed
        assert "from: 2024-03-01" in made.files[0].text, typed


def test_a_workbook_that_counts_from_1904(read: Any) -> None:
    """43890 days after 1904-01-01 is 2024-03-01 (45352 - 1462)."""
    made = book(("表", [["违法行为", "ex.expired"], ["基准依据", "示例基准 表一"], ["施行日期", 43890], HEAD, *PLAIN]))
    made.active["B3"].number_format = numbers.FORMAT_DATE_YYYYMMDD2
    made.epoch = __import__("datetime").datetime(1904, 1, 1)
    assert "from: 2024-03-01" in read(saved(made)).files[0].text


def test_weights(table: Any) -> None:
    head = [
        ["违法行为", "ex.expired"],
        ["基准依据", "示例基准 表一"],
        ["起点", "10%"],
        ["计算基数", "10万元"],
        ["权重上限", 1],
    ]
    rows = [
        ["裁量因素", "情形", "权重（%）"],
        ["情节严重", "情节严重", 20],
        [None, "非 情节严重", "０％"],
        ["一年内次数", "一年内次数2次以下", "5%"],
        ["一年内次数", "一年内次数超过2次", 12.5],
    ]
    made = book(("表", [*head, *rows]), merges=("A7:A8",))
    made.active["B5"].number_format = "0%"
    (one,) = table(saved(made))
    weights = one.weights
    assert weights is not None
    assert (weights.start, weights.cap) == (Fraction(1, 10), Fraction(1))
    assert [[level.weight for level in factor.levels] for factor in weights.factors] == [
        [Fraction(1, 5), Fraction(0)],
        [Fraction(1, 20), Fraction(1, 8)],
    ]


def test_a_share_that_a_percentage_cell_holds(read: Any) -> None:
    """A cell that shows 12.5% holds 0.125; one that holds 0.125 and shows no percent is not guessed at."""
    head = [["违法行为", "ex.expired"], ["基准依据", "示例基准 表一"], ["计算基数", "10万元"]]
    made = book(
        (
            "表",
            [*head, ["裁量因素", "情形", "权重"], ["情节严重", "情节严重", 0.125], ["情节严重", "非 情节严重", 0.125]],
        )
    )
    made.active["C5"].number_format = "0.0%"
    found = read(saved(made))
    assert codes(found) == [("ER726", "C6")]
    assert said(found)["C5"] == ("0.125", "12.5%")


def test_codes_typed_as_numbers_are_text(table: Any) -> None:
    made = book(
        (
            "表",
            [
                ["违法行为", "0101"],
                ["编号", 12],
                ["基准依据", "示例基准 表一"],
                [*HEAD, "编号"],
                ["1", "一般", "情节严重", "1万元", None, None, 7],
            ],
        )
    )
    (one,) = table(saved(made))
    assert (one.id, one.matter, one.rows[0].id) == ("r12", "ex.expired", "r7")


def test_what_is_not_read_is_told(read: Any) -> None:
    made = read(
        sheet(
            *PLAIN,
            ["注：本表由某局解释"],
            head=[["某市裁量基准表"], ["违法行为", "ex.expired"], ["基准依据", "示例基准 表一"]],
        )
    )
    left = {cell: original for cell, (original, found) in said(made).items() if found is None}
    assert left == {"A1": "某市裁量基准表", "A7": "注：本表由某局解释"}


def test_mistakes_stand_at_their_cells_all_at_once(read: Any) -> None:
    made = read(
        sheet(
            ["1", "较轻", "货物金额不足1万元", "1万元以上3万元以下"],
            ["2", "一般", "货值金额1万元", "3万以上"],
            ["3", "从重", "货值金额1万元以上 且 情节严重 或 一年内次数2次以上", "6万元以下3万元以上"],
            head=[["违法行为", "经营过期食口"], ["基准依据", "示例规定 表一"], ["施行日期", "今年三月"]],
        )
    )
    assert codes(made) == [
        ("ER727", "B1"), ("ER735", "B2"), ("ER725", "B3"),
        ("ER725", "B5"), ("ER406", "C5"),
        ("ER408", "C6"), ("ER403", "D6"),
        ("ER407", "C7"), ("ER417", "D7"),
    ]  # fmt: skip
    assert made.files == ()
    where = {one.code: one.span for one in made.report.diagnostics}
    assert (where["ER407"].column, where["ER407"].end_column) == (18, 19), "the 或, counted in the cell"


def test_tables_for_a_ruleset_that_lies_elsewhere_are_printed_alone(read: Any) -> None:
    head = [["规则集", "ex.food"], ["违法行为", "ex.expired"], ["基准依据", "示例基准 表一"]]
    made = read(sheet(*PLAIN, head=head))
    assert made.report.errors == ()
    assert made.files[0].text.startswith("format: enforcerules/ruleset/1\nruleset: ex.food\n\nbenchmarks:\n")
    assert [len(one.benchmarks) for one in made.documents] == [1]
    assert len(made.documents[0].matters) == 2


def test_the_ruleset_may_be_named_on_the_command_line(read: Any) -> None:
    assert read(sheet(*PLAIN), NAME, "city.food").files[0].name == "city.food.yaml"


def test_a_hidden_row_of_errors_and_truths(read: Any) -> None:
    made = book(
        (
            "表",
            [
                ["违法行为", "ex.expired"],
                ["基准依据", "示例基准 表一"],
                HEAD,
                ["1", "一般", "情节严重", "#REF!"],
                ["2", "一般", True, "1万元"],
            ],
        )
    )
    made.active["D4"].data_type = "e"
    assert codes(read(saved(made)))[0] == ("ER725", "D4")


def test_a_changed_cell_of_an_export_is_read_and_what_stands_behind_it_is_not(tmp_path: Path) -> None:
    """A condition in an unusual form is kept behind its cell; typing over the cell makes the cell count."""
    from io import BytesIO

    from openpyxl import load_workbook

    from enforcerules.exchange.workbook import export_workbook

    text = "format: enforcerules/ruleset/1\nruleset: a\n" + "".join(
        f"{line}\n"
        for line in [
            "instruments: {示例法: {title: 示例法, rank: example}}",
            "facts: {v: {label: 货值金额, type: money}}",
            "matters: [{id: m, title: 甲, penalised_by: 示例法 第一条, penalties: [{fine: {shall: 1元以上9元以下}}]}]",
            "benchmarks: [{id: t, refines: m/fine, basis: 示例法 第二条, rows: [{id: r, when: {all: [v >= 1元, v < 2元]}, amount: 3元}]}]",
        ]
    )
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    first = export_workbook([tmp_path]).data or b""
    assert "all: [v >= 1元, v < 2元]" in import_workbook_bytes(first, NAME).files[0].text
    made: Workbook = load_workbook(BytesIO(first))
    page = made.worksheets[0]
    (cell,) = [cell for row in page.iter_rows() for cell in row if cell.value == "货值金额 >= 1元 且 货值金额 < 2元"]
    cell.value = "货值金额不足5元"
    changed = import_workbook_bytes(saved(made), NAME)
    assert changed.report.errors == ()
    assert "when: 货值金额不足5元" in changed.files[0].text


def test_a_row_that_was_deleted_leaves_no_trace_but_a_remark(tmp_path: Path) -> None:
    from io import BytesIO

    from openpyxl import load_workbook

    from enforcerules.exchange.workbook import export_workbook
    from enforcerules.load.shipped import located

    made = load_workbook(BytesIO(export_workbook(located(("cn/tax/registration",))).data or b""))
    page = made.worksheets[0]
    (row,) = [cell.row for cells in page.iter_rows() for cell in cells if cell.value == "serious"]
    page.delete_rows(row)
    found = import_workbook_bytes(saved(made), NAME)
    assert found.report.errors == ()
    assert [len(doc.rows) for doc in found.documents[0].benchmarks] == [3, 4]


def test_what_is_printed_of_the_law_is_told_where_somebody_changed_it() -> None:
    """The range of the law stands in the rules: typing over it in the sheet changes nothing, and that is said."""
    from io import BytesIO

    from openpyxl import load_workbook

    from enforcerules.exchange.workbook import export_workbook
    from enforcerules.load.shipped import located

    data = export_workbook(located(("cn/tax/registration",))).data or b""
    assert [one for one in import_workbook_bytes(data, NAME).readings if one.read is None] == []
    made = load_workbook(BytesIO(data))
    page = made.worksheets[0]
    (cell,) = [cell for row in page.iter_rows() for cell in row if cell.value == "税收征收管理法 第六十条第一款第一项"]
    cell.value = "税收征收管理法 第六十一条"
    (left,) = [one for one in import_workbook_bytes(saved(made), NAME).readings if one.read is None]
    assert (left.cell, left.original) == (cell.coordinate, "税收征收管理法 第六十一条")
