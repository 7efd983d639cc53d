"""`import clauses`: files, standard output, report, exit codes."""

import json
from pathlib import Path

import pytest

import enforcerules as er

RECORDS = Path(__file__).parents[1] / "exchange" / "gold" / "records.jsonl"
RULE = {"when": "always", "fines": [], "penalties": [{"type": "warning", "mode": "mandatory"}]}
RECORD = {
    "id": "示例法#一-1",
    "law": "示例法",
    "version": "2020-01-01",
    "article": "第一条",
    "paragraph": 1,
    "rules": [RULE],
}


def written(path: Path, *records: object) -> Path:
    path.write_text("\n".join(json.dumps(one, ensure_ascii=False) for one in records), encoding="utf-8")
    return path


def test_a_file_for_each_law(cli, tmp_path: Path) -> None:
    done = cli("import", "clauses", RECORDS, "-o", tmp_path / "laws")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("读入 40 条记录，涉及 34 部法律；生成 40 个事项，其中 40 个完整表达\n")
    assert len(list((tmp_path / "laws").glob("*.yaml"))) == 34
    assert len(er.load(tmp_path / "laws").matters) == 40


def test_without_a_folder_the_text_goes_to_standard_output_and_the_report_does_not(cli, tmp_path: Path) -> None:
    done = cli("import", "clauses", written(tmp_path / "r.jsonl", RECORD), "--lang", "en")
    assert done.code == 0
    assert done.out.startswith("format: enforcerules/ruleset/1\nruleset: cn.statutes.示例法\n")
    assert done.err.startswith("1 records read, of 1 laws; 1 matters made, 1 of them say everything\n")
    (tmp_path / "law.yaml").write_text(done.out, encoding="utf-8")
    assert er.load(tmp_path / "law.yaml").matters == ("示例法#一-1",)


def test_the_report_as_json(cli, tmp_path: Path) -> None:
    partial = {**RECORD, "id": "示例法#二-1", "status": "partial", "why_partial": ["grouping_of_alternatives"]}
    done = cli("import", "clauses", written(tmp_path / "r.jsonl", RECORD, partial), "--format", "json")
    made = json.loads(done.out)
    assert done.code == 1
    assert (made["format"], made["read"], made["imported"], made["said"], made["complete"]) == (
        "enforcerules/import/1", 2, 2, 1, False,
    )  # fmt: skip
    assert made["files"][0]["yaml"].startswith("format:")
    unsaid = [one for one in made["remarks"] if one["unsaid"]]
    assert [(one["record"], one["line"], one["args"]) for one in unsaid] == [
        ("示例法#二-1", 2, {"why": "grouping_of_alternatives"})
    ]
    stored = cli("import", "clauses", tmp_path / "r.jsonl", "--format", "json", "-o", tmp_path / "laws")
    assert "yaml" not in json.loads(stored.out)["files"][0]


def test_bad_records_are_said_and_the_others_written(cli, tmp_path: Path) -> None:
    bad = {**RECORD, "id": "示例法#二-1", "rules": [{**RULE, "when": "__import__('os')"}]}
    done = cli("import", "clauses", written(tmp_path / "r.jsonl", RECORD, bad), "-o", tmp_path / "laws")
    assert done.code == 2
    assert "1 条记录有错误，没有导入" in done.out
    assert "r.jsonl:2:" in done.err
    assert "ER701" in done.err
    assert er.load(tmp_path / "laws").matters == ("示例法#一-1",)


@pytest.mark.parametrize("data", ["", "{", "[]", '{"id": 1}'])
def test_a_file_without_a_record(cli, tmp_path: Path, data: str) -> None:
    (tmp_path / "r.jsonl").write_text(data, encoding="utf-8")
    done = cli("import", "clauses", tmp_path / "r.jsonl", "-o", tmp_path / "laws")
    assert (done.code, done.out) == (2, "")
    assert "ER" in done.err
    assert not (tmp_path / "laws").exists()
    assert cli("import", "clauses", tmp_path / "none").code == 2


def test_what_a_person_changed_is_not_lost(cli, tmp_path: Path) -> None:
    records, folder = written(tmp_path / "r.jsonl", RECORD), tmp_path / "laws"
    assert cli("import", "clauses", records, "-o", folder).code == 0
    assert cli("import", "clauses", records, "-o", folder).code == 0
    (folder / "示例法.yaml").write_text("changed", encoding="utf-8")
    done = cli("import", "clauses", records, "-o", folder)
    assert (done.code, done.out) == (2, "")
    assert "示例法.yaml" in done.err
    assert (folder / "示例法.yaml").read_text(encoding="utf-8") == "changed"
    assert cli("import", "clauses", records, "-o", folder, "--overwrite").code == 0
    assert (folder / "示例法.yaml").read_text(encoding="utf-8").startswith("format:")


def test_a_folder_that_is_a_file(cli, tmp_path: Path) -> None:
    records = written(tmp_path / "r.jsonl", RECORD)
    assert cli("import", "clauses", records, "-o", records).code == 2


def test_standard_input(process) -> None:
    data = json.dumps(RECORD, ensure_ascii=False).encode()
    done = process("import", "clauses", "-", data=data)
    assert done.returncode == 0
    assert done.stdout.startswith(b"format: enforcerules/ruleset/1\n")
