"""`export`, `import workbook`, `import cases` on the command line: files, messages, exit codes."""

import json
import zipfile
from pathlib import Path

import enforcerules as er
from enforcerules.exchange.workbook import export_workbook
from enforcerules.load.shipped import located

TABLE = "违法行为,food.expired\n基准文件,《某市裁量基准》\n裁量等次,适用情形,裁量幅度\n一般,其他情形,{}\n"


def test_out_and_in_again(cli, tmp_path: Path) -> None:
    done = cli("export", "cn/tax/registration", "-o", tmp_path / "a.xlsx")
    assert (done.code, done.out, done.err) == (0, "", f"写入 `{tmp_path / 'a.xlsx'}`：2 张工作表，2 个裁量表\n")
    assert (tmp_path / "a.xlsx").read_bytes() == export_workbook(located(("cn/tax/registration",))).data
    done = cli("import", "workbook", tmp_path / "a.xlsx", "-o", tmp_path / "rules")
    assert done.code == 0
    assert done.out.startswith("读入 2 个裁量表、8 行，归入 1 个规则集\n")
    assert er.load(tmp_path / "rules").matters == er.load("cn/tax/registration").matters
    again = cli("import", "workbook", tmp_path / "a.xlsx", "-o", tmp_path / "rules")
    assert again.code == 0, "what would not change is no conflict"


def test_nothing_is_written_where_anything_is_wrong(cli, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(TABLE.format("60000"), encoding="utf-8")
    done = cli("import", "workbook", tmp_path / "a.csv", "-o", tmp_path / "rules", "--lang", "en")
    assert done.code == 2
    assert not (tmp_path / "rules").exists()
    assert "there are errors, and nothing was written" in done.out
    assert f"{tmp_path / 'a.csv'}[a!C4]:1:1: error[ER726] the number `60000` has no unit" in done.err


def test_to_standard_output_and_as_json(cli, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(TABLE.format("６万元以上８万元以下"), encoding="utf-8")
    done = cli("import", "workbook", tmp_path / "a.csv", "--ruleset", "my.city")
    assert done.code == 0
    assert done.out.startswith("format: enforcerules/ruleset/1\nruleset: my.city\nextends: [cn.market.food]\n")
    assert "C4    ６万元以上８万元以下 → 6万元以上8万元以下" in done.err
    made = json.loads(cli("import", "workbook", tmp_path / "a.csv", "--format", "json").out)
    assert made["format"] == "enforcerules/workbook/1"
    assert made["files"][0]["yaml"].startswith("format:")
    assert {"sheet": "a", "cell": "C4", "original": "６万元以上８万元以下", "read": "6万元以上8万元以下"} in made[
        "readings"
    ]
    everything = cli("import", "workbook", tmp_path / "a.csv", "--all", "-o", tmp_path / "r")
    assert "A4    一般 → 一般" in everything.out


def test_cases(cli, tmp_path: Path) -> None:
    table = "名称,事项,阶段,经营超过保质期食品,货值金额,预期结论\n甲,food.expired,调查终结,是,66.00,由人判断\n"
    (tmp_path / "cases.csv").write_text(table, encoding="utf-8")
    done = cli("import", "cases", tmp_path / "cases.csv", "-o", tmp_path / "cases")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("读入 1 个示例案例\n")
    text = (tmp_path / "cases" / "甲.yaml").read_text(encoding="utf-8")
    assert 'facts: {经营超过保质期食品: 是, 货值金额: "66.00"}' in text


def test_nothing_to_export_and_what_is_no_file(cli, tmp_path: Path) -> None:
    assert cli("export", "cn/culture", "-o", tmp_path / "a.xlsx").code == 2
    assert cli("export", "cn/tax/registration", "-o", tmp_path / "no" / "a.xlsx").code == 2
    assert cli("import", "workbook", tmp_path / "no.xlsx").code == 2
    with zipfile.ZipFile(tmp_path / "b.xlsx", "w") as archive:
        archive.writestr("a.txt", "x")
    done = cli("import", "workbook", tmp_path / "b.xlsx")
    assert done.code == 2
    assert "ER720" in done.err
