"""Every shipped benchmark goes to a workbook and comes back: the same bytes the second time, the same meaning always."""

import re
from pathlib import Path

import pytest
from openpyxl import load_workbook

from enforcerules import pipeline
from enforcerules.base.canonical import digest
from enforcerules.exchange.workbook import export_workbook, import_workbook_bytes, tables
from enforcerules.load.shipped import library, located
from enforcerules.model.document.benchmarks import (
    BenchmarkDoc,
    FactorDoc,
    RoundingDoc,
    RowDoc,
    ShiftDoc,
    WeightDoc,
    WeightsDoc,
)
from enforcerules.model.plain import meant
from enforcerules.model.program import Program

TABLES = re.compile(r"^benchmarks:", re.MULTILINE)
FOLDERS = sorted(
    {path.parent for path in (library() / "cn").rglob("*.yaml") if TABLES.search(path.read_text(encoding="utf-8"))}
)


def test_every_key_of_the_format_has_a_place() -> None:
    """A key that a sheet has no place for would be lost without a word: `RowDoc` and the others may not outgrow the reader."""
    for doc, keys in (
        (BenchmarkDoc, (*tables._TABLE_KEYS,)),
        (RowDoc, tables._ROW_KEYS),
        (WeightsDoc, tables._WEIGHTS_KEYS),
        (FactorDoc, ("fact", "title", "levels", "basis")),
        (WeightDoc, ("when", "weight")),
        (ShiftDoc, ("when", "to")),
        (RoundingDoc, ("to", "direction")),
    ):
        assert {field.alias or name for name, field in doc.model_fields.items()} == set(keys), doc


def built(*paths: Path) -> Program:
    program, report = pipeline.build(paths, library())
    assert program is not None, report.errors
    return program


def meaning(program: Program) -> list[str]:
    """A digest of everything that the rules mean, and the titles that go with it."""
    parts = [*program.benchmarks, *program.rules, *program.matters.values()]
    rulesets = [program.rulesets[name] for name in sorted(program.rulesets)]
    facts = [fact for one in rulesets for _, fact in sorted(one.facts.items())]
    cited = [found for one in rulesets for _, found in sorted(one.instruments.items())]
    return [*(digest(meant(part)) for part in (*parts, *facts, *cited)), *(str(part.title) for part in parts)]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: ".".join(path.parts[-2:]))
def test_export_import_export_gives_the_same_bytes_and_import_the_same_meaning(folder: Path, tmp_path: Path) -> None:
    first = export_workbook([folder])
    assert first.data is not None
    read = import_workbook_bytes(first.data, "a.xlsx")
    assert read.report.errors == ()
    assert read.files
    for file in read.files:
        (tmp_path / file.name).write_text(file.text, encoding="utf-8")
    assert export_workbook([tmp_path]).data == first.data
    before, after = built(folder), built(tmp_path)
    assert after.benchmarks == before.benchmarks
    assert meaning(after) == meaning(before)


def test_all_of_them_at_once(tmp_path: Path) -> None:
    first = export_workbook(located(("cn",)))
    assert first.data is not None
    read = import_workbook_bytes(first.data, "a.xlsx")
    before = built(*located(("cn",)))
    assert {one.ruleset for one in read.files} == {one.ruleset for one in before.benchmarks}
    for file in read.files:
        (tmp_path / file.name).write_text(file.text, encoding="utf-8")
    after = built(tmp_path)
    assert after.benchmarks == before.benchmarks


def test_a_pattern_takes_the_tables_of_some_matters() -> None:
    made = export_workbook(located(("cn/guangdong/environment",)), "env.water.*")
    everything = export_workbook(located(("cn/guangdong/environment",)))
    assert 0 < made.tables < everything.tables
    assert export_workbook(located(("cn/market/food",)), "food.expired").tables == 1, "food.*/fine narrows it"
    assert export_workbook(located(("cn/market/food",)), "nothing").data is None


def test_it_looks_as_offices_lay_it_out(tmp_path: Path) -> None:
    """The tax ladder of cn.tax.registration, read with a library of somebody else."""
    made = export_workbook(located(("cn/tax/registration",)), "tax.registration_late")
    (tmp_path / "a.xlsx").write_bytes(made.data or b"")
    book = load_workbook(tmp_path / "a.xlsx")
    sheet = book.worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert book.sheetnames == ["逾期申报办理税务登记、变更或者注销登记", "附注", "规则集"]
    assert [one.sheet_state for one in book.worksheets] == ["visible", "hidden", "hidden"]
    head = {row[0]: row[1] for row in rows if row[0] and row[1]}
    assert head["处罚依据"] == "税收征收管理法 第六十条第一款第一项"
    assert head["法定幅度"] == "非 情节严重：可以处罚款2000元以下\n情节严重：处罚款2000元以上1万元以下"
    table = rows[[row[0] for row in rows].index("序号") :]
    assert table[0] == ["序号", "裁量等次", "适用情形", "裁量幅度", "依据", "备注", "编号"]
    assert table[1][:4] == ["1", "一般", "逾期改正日数1日以上15日以下 且 非 情节严重", "200元"]
    assert [row[1] for row in table[2:5]] == [None, None, None], "the level that is common is one merged cell"
    assert {str(one) for one in sheet.merged_cells.ranges} >= {"A1:G1", "B15:B18"}
    assert [one.formula1 for one in sheet.data_validations.dataValidation][-1] == '"减轻,从轻,一般,从重"'
    assert all(cell.number_format == "@" for row in sheet.iter_rows() for cell in row if cell.value)


def test_the_same_rules_give_the_same_bytes() -> None:
    paths = located(("cn/tax/registration",))
    assert export_workbook(paths).data == export_workbook(paths).data


def test_rules_with_errors_give_a_report(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(
        "format: enforcerules/ruleset/1\nruleset: a\nfacts: {x: {label: 甲, type: wrong}}\n"
    )
    made = export_workbook([tmp_path])
    assert made.data is None
    assert made.report.errors
