"""What `review` reads: documents, tables, lines; whatever is wrong with them is a diagnostic at its place, never a traceback."""

import csv
import io
import json
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reviewed import RULES, SOUND, STEPS, fined, sound

from enforcerules import api
from enforcerules.base.catalogue import message
from enforcerules.load.columns import HEADINGS, KINDS, LISTS, PLAIN, document, is_heading
from enforcerules.load.made import load_made, made_of
from enforcerules.render.review import text
from enforcerules.render.review_json import to_json

ROW = {
    "决定书文号": "试罚〔2024〕1号",
    "案件编号": "trial-1",
    "办案阶段": "调查终结",
    "行政区划": "330624",
    "处罚权来源": "法定职权",
    "机关": "某市某局",
    "事项": "trial.dump",
    "行为开始日": "2024-02-01",
    "行为终了日": "2024-02-10",
    "当事人类型": "单位",
    "发现日": "2024-02-20",
    "事实：倾倒": "是",
    "事实：违法行为轻微": "否",
    "事实：危害后果": "轻微",
    "事实：及时改正": "否",
    "事实：初次违法": "否",
    "事实：查有违法所得": "否",
    "事实：同一违法行为已受罚款": "否",
    "罚款": "4000.00",
    "罚款大写": "肆仟元整",
    "罚款依据": "试法 第五条",
    "警告": "是",
    "责令改正": "是",
    "适用版本": "试法=2",
    "采信证据": "证1；证2",
    "立案日": "2024-03-01",
    "告知日": "2024-04-15",
    "陈述申辩": "2024-04-18",
    "听证告知日": "2024-04-15",
    "决定日": "2024-05-06",
    "送达日": "2024-05-08",
    "告知拟处罚款": "4000",
    "陈述申辩前罚款": "4000",
}


@pytest.fixture(scope="module")
def trial():
    return api.load(RULES)


def table(*rows):
    """Rows as CSV, with the headings of the first."""
    out = io.StringIO()
    made = csv.DictWriter(out, list(rows[0]))
    made.writeheader()
    made.writerows(rows)
    return out.getvalue()


def written(path, content):
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def codes(found):
    return [[one.code for one in each.report.diagnostics] for each in found.decisions]


def spans(found):
    return [str(one.span) for each in found.decisions for one in each.report.diagnostics]


# ---- tables ------------------------------------------------------------------------------------------------------


def test_one_row_is_one_decision(trial, tmp_path):
    low = {**ROW, "罚款": "999.99", "罚款大写": ""}
    path = written(tmp_path / "决定.csv", table(ROW, low))
    found = api.review(trial, path)
    assert codes(found) == [[], []]
    assert [[one.kind for one in each.findings] for each in found.decisions] == [[], ["below_minimum_without_ground"]]
    assert [each.name for each in found.decisions] == [f"{path}:2", f"{path}:3"]


def test_a_table_says_the_same_as_a_document(trial, tmp_path):
    """What the columns do not hold (four steps) is open; the findings are the same."""
    row = next(iter(api.review(trial, written(tmp_path / "a.csv", table(ROW))).decisions))
    made = sound(
        steps={
            name: None
            for name in STEPS
            if name not in {"file_case", "notify", "hear_defence", "hearing", "decide", "serve"}
        }
    )
    one = next(iter(api.review(trial, made).decisions))
    assert row.outcomes[0].findings == one.outcomes[0].findings == ()
    assert row.outcomes[0].open == one.outcomes[0].open
    assert (row.outcomes[0].dispositions, row.outcomes[0].done) == (one.outcomes[0].dispositions, one.outcomes[0].done)


@pytest.mark.parametrize(
    ("change", "code", "column"),
    [
        ({"決定日": "2024-05-06"}, "ER665", None),
        ({"罚款": "四千"}, "ER664", "罚款"),  # neither an amount nor a length
        ({"决定日": "2024-5-6"}, "ER", "决定日"),
        ({"事项": "trial.dumb"}, "ER601", "事项"),
        ({"事实：倾泻": "是"}, "ER602", None),
        ({"当事人类型": "公司"}, "ER251", "当事人类型"),
        ({"行政区划": "33"}, "ER253", "行政区划"),
    ],
)
def test_a_cell_that_cannot_be_read_is_named_by_row_and_column(trial, tmp_path, change, code, column):
    row = {**ROW, **change}
    path = written(tmp_path / "决定.csv", table(row))
    found = api.review(trial, path)
    (problems,) = codes(found)
    assert any(one.startswith(code) for one in problems), problems
    if column is not None and code != "ER664":
        lines = path.read_text(encoding="utf-8").splitlines()
        before = ",".join(lines[1].split(",")[: list(row).index(column)])
        assert f"{path}:2:{len(before) + 2}" in spans(found)


def test_a_bad_row_does_not_keep_the_others_from_being_reviewed(trial, tmp_path):
    found = api.review(trial, written(tmp_path / "a.csv", table({**ROW, "决定日": "昨天"}, ROW)))
    assert [bool(one) for one in codes(found)] == [True, False]
    assert len(found.unusable) == 1


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("", "ER113"),
        ("决定书文号,事项\n", "ER667"),
        ("决定书文号\n甲,乙\n", "ER667"),
        ('决定书文号,事项\n"甲,乙\n', "ER668"),
        ("决定书文号,事项\n".encode("gb18030"), "ER111"),
        ("\ufeff".encode("utf-16"), "ER112"),
    ],
)
def test_tables_that_are_none(trial, tmp_path, content, code):
    found = api.review(trial, written(tmp_path / "a.csv", content))
    assert code in {one for each in codes(found) for one in each}, codes(found)


def test_cells_may_hold_commas_quotes_and_line_breaks(trial, tmp_path):
    path = written(tmp_path / "a.csv", table({**ROW, "备注": '他说"好",\n又说不好'}))
    assert codes(api.review(trial, path)) == [[]]
    (one,) = load_made(path)
    assert one.made.note == '他说"好",\n又说不好'


def test_lines_are_rows_or_documents(trial, tmp_path):
    document_ = {"format": "enforcerules/made/1", **SOUND, "case": {"format": "enforcerules/case/1", **SOUND["case"]}}
    lines = [json.dumps(ROW, ensure_ascii=False), json.dumps(document_, ensure_ascii=False), '{"罚款": 1', "[]"]
    found = api.review(trial, written(tmp_path / "a.jsonl", "\n".join(lines)))
    assert [bool(one) for one in codes(found)] == [False, False, True, True]
    assert [one.span.line for one in found.decisions[2].report.diagnostics] == [3]


@pytest.fixture
def book(tmp_path):
    """Writes a workbook of rows; skipped, and said so, where the extra is not installed."""
    pytest.importorskip("python_calamine", reason="workbooks not read: python-calamine is not installed")
    writer = pytest.importorskip("xlsxwriter", reason="workbooks not read: XlsxWriter is not installed")

    def write(rows, name="决定.xlsx", sheet="二季度"):
        made = writer.Workbook(str(tmp_path / name))
        page = made.add_worksheet(sheet)
        for at, heading in enumerate(rows[0]):
            page.write_string(0, at, heading)
        for down, row in enumerate(rows, 1):
            for at, cell in enumerate(row.values()):
                page.write(down, at, cell)
        made.close()
        return tmp_path / name

    return write


def test_a_workbook_is_read_as_the_table_that_it_shows(trial, book):
    found = api.review(trial, book([{**ROW, "罚款": 4000.01, "罚款大写": "", "告知拟处罚款": 4000}]))
    assert codes(found) == [[]]
    kinds = {one.kind: dict(one.args) for one in found.findings}
    assert kinds["unlike_notice"]["amount"] == 400001  # 4000.01 元, in 分, exactly


def test_a_cell_of_a_workbook_is_named_by_sheet_row_and_column(trial, book):
    path = book([ROW, {**ROW, "决定日": "昨天"}])
    found = api.review(trial, path)
    column = list(ROW).index("决定日") + 1
    assert f"{path}[二季度]:3:{column}" in spans(found)


def test_a_file_that_is_no_workbook(trial, tmp_path):
    pytest.importorskip("python_calamine", reason="workbooks not read: python-calamine is not installed")
    assert codes(api.review(trial, written(tmp_path / "a.xlsx", b"no workbook"))) == [["ER666"]]


def test_without_the_extra_it_is_said_what_is_missing(trial, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    assert codes(api.review(trial, written(tmp_path / "a.xlsx", b"PK"))) == [["ER666"]]


def test_every_heading_is_documented():
    said = (Path(__file__).parents[2] / "docs" / "review.md").read_text(encoding="utf-8")
    assert [name for name in HEADINGS if f"`{name}`" not in said] == []
    assert all(is_heading(name) for name in (*PLAIN, *LISTS, *KINDS))


# ---- documents ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"act": "a9"}, "ER661"),
        ({"party": "p9"}, "ER661"),
        ({"matter": "trial.detain"}, "ER661"),
        (
            {
                "steps": {"decide": "2024-05-07"},
                "case": {"dates": {"discovered": "2024-02-20", "decided": "2024-05-06"}},
            },
            "ER662",
        ),
        ({"measures": [{"kind": "fines", "amount": "1"}]}, "ER610"),
        (
            {"measures": [{"kind": "suspend_business", "length": "三点"}], "case": {"facts": {"情节严重": True}}},
            "ER664",
        ),
        ({"measures": [{"kind": "fine", "amount": "一千"}]}, "ER240"),
        ({"measures": [{"kind": "fine", "amount": 1.5}]}, "ER227"),
        ({"measures": [{"kind": "fine", "amount": 1000}, {"kind": "fine", "amount": 2000}]}, "ER209"),
        ({"steps": {"decide": "2024-13-01"}}, "ER2"),
        ({"disposition": "fined"}, "ER251"),
        ({"colour": "red"}, "ER201"),
        ({"outcomes": []}, "ER205"),
        ({"case": {"acts": [{"matter": "trial.dump"}]}}, "ER205"),
        ({"format": "enforcerules/made/2"}, "ER208"),
        ({"authority": {"powr": "none"}}, "ER614"),
    ],
)
def test_what_is_wrong_with_a_document(trial, change, code):
    found = api.review(trial, sound(**change))
    assert any(one.startswith(code) for each in codes(found) for one in each), codes(found)


def test_several_outcomes_must_be_told_apart(trial):
    two = {"parties": [{"id": "p1", "kind": "unit"}, {"id": "p2", "kind": "unit"}]}
    made = sound(case=two)
    made["case"].pop("party")
    assert codes(api.review(trial, made)) == [["ER663"]]
    assert codes(api.review(trial, {**made, "party": "p2"})) == [[]]


def test_a_case_by_path_an_example_and_a_record(trial, tmp_path):
    case = {"format": "enforcerules/case/1", **SOUND["case"]}
    written(tmp_path / "case.json", json.dumps(case))
    written(tmp_path / "example.json", json.dumps({"format": "enforcerules/example/1", "case": SOUND["case"]}))
    written(tmp_path / "record.json", api.record(api.decide(trial, SOUND["case"])))
    for name in ("case.json", "example.json", "record.json"):
        made = {"format": "enforcerules/made/1", **SOUND, "case": name}
        found = api.review(trial, written(tmp_path / "made.json", json.dumps(made)))
        assert (codes(found), found.findings) == ([[]], ()), name
    gone = {"format": "enforcerules/made/1", **SOUND, "case": "gone.json"}
    assert codes(api.review(trial, written(tmp_path / "made.json", json.dumps(gone)))) == [["ER101"]]


def test_a_path_that_is_not_there(trial, tmp_path):
    assert codes(api.review(trial, tmp_path / "nothing.yaml")) == [["ER101"]]
    (tmp_path / "empty").mkdir()
    assert codes(api.review(trial, tmp_path / "empty")) == [["ER105"]]


# ---- whatever comes in -------------------------------------------------------------------------------------------

SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 10**6),
    st.text(max_size=8),
    st.sampled_from(["2024-05-06", "fine", "p1", "a1", "否"]),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=6), inner, max_size=3)),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    key=st.sampled_from([*SOUND, "act", "party", "outcomes", "excluded", "deviation", "disposition", "earlier_fines"]),
    value=VALUES,
)
def test_any_value_in_any_place_gives_a_result(trial, key, value):
    found = api.review(trial, {**SOUND, key: value})
    assert len(found.decisions) == 1
    assert json.loads(to_json(found))["format"] == "enforcerules/review/1"
    assert text(found, "en", all_of_them=True)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    cells=st.dictionaries(
        st.sampled_from([*ROW, *HEADINGS]),
        st.one_of(st.text(max_size=10), st.sampled_from(["4000", "是", "2024-05-06", "；", "终身"])),
        max_size=6,
    )
)
def test_any_cell_gives_a_result(trial, cells, tmp_path):
    found = api.review(trial, written(tmp_path / "a.csv", table({**ROW, **cells})))
    assert found.decisions
    assert text(found)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=60), suffix=st.sampled_from([".csv", ".jsonl", ".yaml", ".json", ".tsv", ".xlsx"]))
def test_any_bytes_give_a_result(trial, data, suffix, tmp_path):
    found = api.review(trial, written(tmp_path / f"a{suffix}", data))
    assert all(one.report.errors for one in found.decisions)


# ---- a lawful decision gives no finding --------------------------------------------------------------------------


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    fen=st.integers(370001, 729999),
    decided=st.integers(0, 24),
    served=st.integers(0, 8),
    notice=st.integers(0, 14),
    lenient=st.booleans(),
)
def test_any_fine_of_the_lawful_range_with_every_step_done_is_no_finding(trial, fen, decided, served, notice, lenient):
    """Ordinary is 3,700.01 to 7,299.99; decided 6 to 30 May (90 days end on 30 May), served within eight days, of which at
    most six or seven are working days; the notice leaves five working days for a hearing to be asked for."""
    low = 100000 + (fen - 370001) * 270000 // 359998  # 1,000 to 3,700: the band of lighter, if there is a ground
    amount = low if lenient else fen
    more = (
        {"case": {"facts": {"配合查处有立功表现": True}}, "grounds": ["行政处罚法 第三十二条第四项"]} if lenient else {}
    )
    day = 6 + decided
    steps = {
        "notify": f"2024-04-{10 + notice:02}",
        "hearing": f"2024-04-{10 + notice:02}",
        "hear_defence": f"2024-04-{11 + notice:02}",
        "decide": f"2024-05-{day:02}",
        "written_decision": f"2024-05-{day:02}",
        "serve": f"2024-05-{day + served:02}" if day + served <= 31 else f"2024-06-{day + served - 31:02}",
    }
    found = api.review(trial, fined(f"{amount // 100}.{amount % 100:02}", steps=steps, **more))
    assert codes(found) == [[]]
    assert [one.kind for one in found.findings] == []


def test_a_document_of_a_row_is_one_that_loads():
    assert document({}, None)["format"] == "enforcerules/made/1"


# ---- messages that say what is so, in the language asked for -------------------------------------------------------


def test_one_mistake_in_an_outcome_is_one_diagnostic(trial):
    """That nothing is left of a list whose one item is wrong follows, and is not said."""
    given = made_of(sound(steps={"decide": "2025-02-30"}))
    assert [one.code for one in given.report.diagnostics] == ["ER231"]


def test_a_decision_without_outcomes_needs_one(tmp_path):
    document = {"format": "enforcerules/made/1", "case": {"format": "enforcerules/case/1", "case": "x"}, "outcomes": []}
    (given,) = load_made(written(tmp_path / "a.json", json.dumps(document)))
    assert "ER210" in [one.code for one in given.report.diagnostics]
    assert "ER203" not in [one.code for one in given.report.diagnostics]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_measure_of_no_kind_beside_no_penalty_is_told_as_written(trial, lang):
    measures = [{"kind": "order"}, {"kind": "finee", "amount": "10"}]
    found = api.review(trial, sound(disposition="no_penalty", measures=measures))
    (problem,) = [one for each in found.decisions for one in each.report.diagnostics]
    assert problem.code == "ER664"
    assert dict(problem.args) == {"what": "finee", "near": "fine"}
    assert "no measure of this outcome" not in message(problem, lang)


def test_a_length_of_another_unit_is_told_as_written(trial):
    found = api.review(trial, sound(measures=[{"kind": "fine", "length": "6m"}]))
    assert [dict(one.args) for each in found.decisions for one in each.report.diagnostics] == [{"what": "6m"}]


def test_a_heading_that_stands_there_twice_is_refused(trial, tmp_path):
    """Of two amounts one would be dropped."""
    head, row = table(ROW).splitlines()
    found = api.review(trial, written(tmp_path / "a.csv", f"{head},罚款 \n{row},1\n"))
    assert codes(found) == [["ER209"]]


def test_a_cell_under_a_blank_heading_is_left_over(trial, tmp_path):
    head, row = table(ROW).splitlines()
    assert codes(api.review(trial, written(tmp_path / "a.csv", f",{head}\n多,{row}\n"))) == [["ER667"]]
    assert codes(api.review(trial, written(tmp_path / "a.csv", f",{head}\n ,{row}\n"))) == [[]]


def test_words_of_a_column_are_named_in_its_own_language(trial, tmp_path):
    found = api.review(trial, written(tmp_path / "a.csv", table({**ROW, "处理结果": "罚"})))
    (problem,) = [one for each in found.decisions for one in each.report.diagnostics]
    assert dict(problem.args)["known"] == "处罚、不予处罚、先责令改正、移送、结案"
    assert dict(problem.args)["where"] == "处理结果"


def test_neither_outcome_nor_measures_is_not_taken_for_no_penalty(trial):
    """Silence is no decision to spare."""
    given = sound(measures=[], notice=None, defence=None)
    assert codes(api.review(trial, given)) == [["ER202"]]


def test_a_mistyped_key_is_told_with_those_that_may_stand_there(trial, tmp_path):
    given = made_of({**sound(), "ground": ["行政处罚法 第三十二条"]})
    (problem,) = given.report.diagnostics
    assert (problem.code, dict(problem.args)["near"]) == ("ER201", "grounds")
    (tmp_path / "none").mkdir()
    (problem,) = next(load_made(tmp_path / "none")).report.diagnostics
    assert (problem.code, ".csv" in message(problem, "zh")) == ("ER105", True)
