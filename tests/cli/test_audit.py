"""`record`, `replay` and `log` as an auditor uses them."""

from __future__ import annotations

import json
import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import jsonschema
import pytest

ROOT = Path(__file__).parents[2]
FOOD = ROOT / "rulesets" / "cn" / "market" / "food" / "cases"
CASES = sorted(FOOD.glob("*.yaml"))[:6]
ORIGIN = "tests.example/penalties"


def schema(name):
    return json.loads((ROOT / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8"))


@pytest.fixture
def records(cli, tmp_path):
    """A folder of records."""
    assert cli("record", *CASES, "-o", f"{tmp_path}/records/").code == 0
    return tmp_path / "records"


@pytest.fixture
def log(cli, tmp_path, records):
    where = tmp_path / "log.db"
    assert cli("log", "append", where, records, "--origin", ORIGIN).code == 0
    return where


# ---- record --------------------------------------------------------------------------------------------------------


def test_a_record_on_standard_output_is_one_line(cli):
    done = cli("record", CASES[0], "--algorithm", "sha256", "--algorithm", "sm3", "--by", "某人", "--at", "2026-01-01")
    assert (done.code, done.out.count("\n"), done.err) == (0, 1, "")
    made = json.loads(done.out)
    jsonschema.validate(made, schema("record"))
    assert made["digests"].keys() == {"sha256", "sm3"}
    assert made["envelope"]["made"] == {"at": "2026-01-01", "by": "某人"}


def test_records_of_several_cases(cli, tmp_path):
    assert cli("record", *CASES, "-o", tmp_path / "all.jsonl").code == 0
    lines = (tmp_path / "all.jsonl").read_bytes().splitlines()
    assert len(lines) == len(CASES)
    assert cli("replay", tmp_path / "all.jsonl").code == 0
    assert cli("record", CASES[0], CASES[0], "-o", f"{tmp_path}/twice/").code == 0
    assert len(list((tmp_path / "twice").iterdir())) == 2


def test_a_file_holds_exactly_the_bytes_that_are_hashed(cli, tmp_path):
    assert cli("record", CASES[0], "-o", tmp_path / "one.json").code == 0
    assert not (tmp_path / "one.json").read_bytes().endswith(b"\n")


def test_a_case_that_cannot_be_used_does_not_stop_the_others(cli, tmp_path):
    (tmp_path / "bad.yaml").write_text("format: enforcerules/case/1\nmatter: food.nothing\n", encoding="utf-8")
    done = cli("record", tmp_path / "bad.yaml", CASES[0], "-o", f"{tmp_path}/out/")
    assert done.code == 2
    assert "ER601" in done.err
    assert len(list((tmp_path / "out").iterdir())) == 1


def test_an_algorithm_that_is_not_there(cli):
    done = cli("record", CASES[0], "--algorithm", "md5", "--lang", "en")
    assert (done.code, done.out) == (2, "")
    assert "ER806" in done.err


@pytest.fixture
def named(tmp_path):
    """A case with a person's name and birthday."""
    path = tmp_path / "named.yaml"
    text = (ROOT / "examples" / "expired-food.yaml").read_text(encoding="utf-8")
    made = text.replace("kind: unit", "kind: individual, name: 张某某, born: 1980-01-02")
    assert made != text
    path.write_text(made, encoding="utf-8")
    return path


def test_what_is_masked_goes_apart(cli, tmp_path, named):
    words = ["record", named, "--mask", "personal", "-o", tmp_path / "r.json"]
    assert cli(*words).code == 2  # it must be said where it goes
    assert cli(*words, "--apart", tmp_path / "private" / "r.apart.json").code == 0
    assert "张某某" not in (tmp_path / "r.json").read_text(encoding="utf-8")
    apart = tmp_path / "private" / "r.apart.json"
    assert apart.stat().st_mode & 0o077 == 0
    jsonschema.validate(json.loads(apart.read_bytes()), schema("disclosures"))
    assert cli("replay", tmp_path / "r.json").code == 1
    assert cli("replay", tmp_path / "r.json", "--apart", apart).code == 0
    assert cli("replay", tmp_path / "r.json", "--apart", apart.parent).code == 0
    other = cli("record", named, "--mask", "personal", "--apart", tmp_path / "other.json")
    assert json.loads(other.out)["digests"] != json.loads((tmp_path / "r.json").read_bytes())["digests"]


@pytest.mark.skipif(sys.platform == "win32", reason="no rights of this kind there")
def test_what_is_private_takes_the_place_of_what_others_may_read(cli, tmp_path, named):
    """A file that is there keeps its rights when it is written to, and a link leads to where others may read."""
    open_to_all, behind = tmp_path / "apart.json", tmp_path / "behind.json"
    behind.write_text("{}", encoding="utf-8")
    open_to_all.symlink_to(behind)
    for _ in range(2):
        words = ["record", named, "--mask", "personal", "-o", tmp_path / "r.json", "--apart", open_to_all]
        assert cli(*words).code == 0
        assert open_to_all.stat().st_mode & 0o777 == 0o600
        assert "disclosures" in json.loads(open_to_all.read_bytes())
        assert behind.read_text(encoding="utf-8") == "{}"
        open_to_all.chmod(0o644)
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".")] == []


def test_a_field_that_is_not_there_cannot_be_masked(cli, tmp_path, named):
    done = cli("record", named, "--mask", "/case/partys", "--apart", tmp_path / "a", "--lang", "en")
    assert done.code == 2
    assert "ER808" in done.err


# ---- replay --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_all_the_same(cli, records, lang):
    done = cli("replay", records, "--lang", lang)
    assert (done.code, done.err) == (0, "")
    assert done.out == {"zh": "共 6 份：6 一致\n", "en": "6 records: 6 same\n"}[lang]


def test_a_folder_sorted_out(cli, records, tmp_path):
    """One altered, one under rules that were changed, one that is no record: what an auditor is told."""
    files = sorted(records.iterdir())
    files[0].write_bytes(files[0].read_bytes().replace(b'"disposition":"', b'"disposition":"x', 1))
    (records / "letter.json").write_text('{"dear": "auditor"}', encoding="utf-8")
    done = cli("replay", records, "--format", "json")
    assert done.code == 4
    made = json.loads(done.out)
    jsonschema.validate(made, schema("replay"))
    assert made["summary"] == {"altered": 1, "differs": 0, "same": 5, "undecided": 0, "unreadable": 1}
    altered = next(one for one in made["results"] if one["verdict"] == "altered")
    assert altered["record"].endswith(files[0].name)
    assert altered["diagnostics"][0]["code"] == "ER804"


@pytest.fixture
def corrected(tmp_path):
    """The food rules with narrower bands."""
    folder = tmp_path / "corrected"
    shutil.copytree(ROOT / "rulesets" / "cn" / "market", folder, ignore=shutil.ignore_patterns("cases"))
    path = folder / "food" / "food.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace('"[0%, 30%]"', '"[0%, 25%]"').replace('"(30%, 70%)"', '"(25%, 70%)"'), encoding="utf-8"
    )
    return folder


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_under_other_rules_it_says_which_part_changed(cli, records, corrected, lang):
    done = cli("replay", records, "--rules", corrected, "--lang", lang)
    assert done.code == 1
    assert {"zh": "规则变了", "en": "the rules changed"}[lang] in done.out
    assert "table:" in done.out


def test_which_records_a_correction_touches(cli, records, corrected):
    done = cli("replay", records, "--touched", corrected, "--format", "json", "--rules", ROOT / "rulesets/cn/market")
    assert done.code == 1
    made = json.loads(done.out)
    jsonschema.validate(made, schema("touched"))
    assert any(one["touched"] for one in made["results"])
    done = cli("replay", records, "--touched", ROOT / "rulesets/cn/market", "--rules", ROOT / "rulesets/cn/market")
    assert done.code == 0
    assert "涉及 0 份" in done.out


def test_against_the_case_as_it_stands_now(cli, tmp_path):
    record, case = tmp_path / "r.json", tmp_path / "case.yaml"
    shutil.copy(ROOT / "examples" / "expired-food.yaml", case)
    assert cli("record", case, "-o", record).code == 0
    assert cli("replay", record, "--case", case).code == 0
    case.write_text(case.read_text(encoding="utf-8").replace("66.00", "67.00"), encoding="utf-8")
    done = cli("replay", record, "--case", case)
    assert done.code == 1
    assert "事实变了" in done.out
    assert "/case/facts/goods_value" in done.out


@pytest.mark.parametrize(
    "words",
    [
        ["nowhere.json"],
        ["rulesets"],
        ["--touched", "cn", "--edition", "x", "pyproject.toml"],
        ["pyproject.toml", "README.md", "--case", "examples/expired-food.yaml"],
        ["pyproject.toml", "README.md", "--apart", "pyproject.toml"],
    ],
)
def test_requests_that_make_no_sense(cli, words):
    done = cli("replay", *words)
    assert done.code == 2
    assert done.err


def test_an_edition_that_is_not_known(cli, records):
    done = cli("replay", records, "--edition", "1999.1")
    assert done.code == 1
    assert "ER809" in done.out


# ---- log -----------------------------------------------------------------------------------------------------------


def test_a_receipt_for_each_entry(cli, tmp_path, records):
    done = cli("log", "append", tmp_path / "l.db", records, "--origin", ORIGIN, "--format", "json")
    lines = [json.loads(line) for line in done.out.splitlines()]
    assert [line["at"] for line in lines] == list(range(6))
    for line in lines:
        jsonschema.validate(line, schema("receipt"))
    done = cli("log", "append", tmp_path / "l.db", min(records.iterdir()))
    assert done.out.startswith("6  ")


def test_an_altered_record_is_not_taken(cli, log, records):
    file = min(records.iterdir())
    file.write_bytes(file.read_bytes().replace(b"penalise", b"no_basis", 1))
    done = cli("log", "append", log, file)
    assert (done.code, done.out) == (4, "")
    assert "共" not in cli("log", "verify", log).out
    assert "6 条" in cli("log", "verify", log).out


def test_what_is_kept_apart_does_not_go_into_the_log(cli, tmp_path, named):
    import enforcerules as er

    rules = er.load("cn")
    data = er.record(er.decide(rules, named), masking=er.Masking(("personal",), bytes(32)))
    (tmp_path / "whole.json").write_bytes(data)
    assert cli("log", "append", tmp_path / "l.db", tmp_path / "whole.json", "--origin", ORIGIN).code == 0
    assert "张某某" not in cli("log", "export", tmp_path / "l.db").out


def test_the_whole_way(cli, tmp_path, log, records):
    """A key, checkpoints kept elsewhere, proofs, an export, and a log that was altered in between."""
    key, vkey = tmp_path / "key.pem", tmp_path / "key.pub"
    done = cli("log", "key", ORIGIN, "-o", key)
    vkey.write_text(done.out, encoding="utf-8")
    assert key.stat().st_mode & 0o077 == 0
    assert cli("log", "key", ORIGIN, "-o", key).code == 2  # never over another key
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    assert cli("log", "checkpoint", log, "--key", key, "-o", old).code == 0
    assert cli("log", "append", log, records).code == 0
    assert cli("log", "checkpoint", log, "--key", key, "-o", new).code == 0
    done = cli("log", "verify", log, "--checkpoint", old, "--checkpoint", new, "--vkey", vkey)
    assert (done.code, done.out.count("提示")) == (0, 0)
    proof = json.loads(cli("log", "prove", log, "--entry", 3).out)
    jsonschema.validate(proof, schema("proof"))
    proof = json.loads(cli("log", "prove", log, "--checkpoint", old).out)
    jsonschema.validate(proof, schema("proof"))
    assert (proof["old_size"], proof["new_size"]) == (6, 12)
    assert cli("log", "export", log, "-o", tmp_path / "log.jsonl").code == 0
    head, *entries = (tmp_path / "log.jsonl").read_bytes().splitlines()
    jsonschema.validate(json.loads(head), schema("log"))
    assert len(entries) == 12
    for line in entries:
        jsonschema.validate(json.loads(line), schema("log-entry"))
    alter(log, 7)
    for more in ((), ("--checkpoint", old), ("--checkpoint", new, "--vkey", vkey)):
        done = cli("log", "verify", log, *more, "--format", "json")
        assert done.code == 4
        made = json.loads(done.out)
        jsonschema.validate(made, schema("log-report"))
        assert (made["ok"], made["size"], made["diagnostics"][0]["code"]) == (False, 7, "ER812")


def alter(log, at):
    with closing(sqlite3.connect(log, isolation_level=None)) as connection:
        connection.execute("DROP TRIGGER er_entry_update")
        connection.execute("UPDATE er_entry SET data = ? WHERE at = ?", (b'"nothing"', at))


def test_every_entry_of_a_log_is_replayed(cli, log):
    assert cli("replay", log).code == 0
    alter(log, 2)
    done = cli("replay", log)
    assert done.code == 2
    assert f"{log}:2" in done.out


def test_whether_records_are_those_in_the_log(cli, log, records):
    assert cli("log", "find", log, records).code == 0
    file = min(records.iterdir())
    file.write_bytes(file.read_bytes().replace(b"penalise", b"no_basis", 1))
    done = cli("log", "find", log, records, "--format", "json")
    lines = [json.loads(line) for line in done.out.splitlines()]
    assert done.code == 4
    assert [line["places"] for line in lines] == [[], [1], [2], [3], [4], [5]]
    for line in lines:
        jsonschema.validate(line, schema("found"))
    assert "不在日志中" in cli("log", "find", log, file).out


def test_a_folder_is_a_log_too(cli, tmp_path, records):
    where = f"{tmp_path}/log/"
    assert cli("log", "append", where, records, "--origin", ORIGIN).code == 0
    assert cli("log", "verify", where).code == 0
    assert cli("replay", where).code == 0


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "words",
    [
        ["verify", "nowhere.db"],
        ["verify", "README.md"],
        ["append", "nowhere.db", "README.md"],
        ["append", "nowhere.db"],
        ["verify", "README.md", "more"],
        ["prove", "README.md"],
        ["key", "two words", "-o", "nowhere.pem"],
        ["key", "name"],
        ["export", "nowhere.db"],
        ["checkpoint", "nowhere.db"],
    ],
)
def test_logs_and_requests_that_are_none(cli, words, lang):
    done = cli("log", *words, "--lang", lang)
    assert (done.code, done.out) == (2, "")
    assert done.err
    assert not Path("nowhere.db").exists()


def test_entries_that_are_not_there(cli, log, tmp_path):
    assert cli("log", "prove", log, "--entry", 6).code == 2
    assert cli("log", "prove", log, "--entry", 0, "--size", 7).code == 2
    (tmp_path / "bad").write_text("no checkpoint", encoding="utf-8")
    assert cli("log", "prove", log, "--checkpoint", tmp_path / "bad").code == 2
    assert cli("log", "verify", log, "--checkpoint", tmp_path / "bad").code == 2
    assert cli("log", "checkpoint", log, "--key", tmp_path / "bad").code == 2


def test_in_a_process_of_its_own_under_locale_c(process, tmp_path):
    done = process("record", CASES[0], LC_ALL="C")
    assert done.returncode == 0
    replayed = process("replay", "-", data=done.stdout, LC_ALL="C", TZ="America/New_York")
    assert (replayed.returncode, replayed.stdout.decode()) == (0, "共 1 份：1 一致\n")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["log", "frob", "x.db"], "参数 ACTION 不能是 'frob'"),
        (["log", "prove", "x.db", "--entry", "x"], "参数 --entry 应是整数"),
        (["log", "prove", "x.db", "--entry"], "参数 --entry 后面要写内容"),
        (["record"], "还要写：CASE"),
        (["replay", "x", "--frob"], "不认识的参数：--frob"),
    ],
)
def test_wrong_usage_is_told_in_chinese(cli, words, told):
    found = cli(*words)
    assert found.code == 2
    assert told in found.err
    assert told not in cli(*words, "--lang", "en").err


def test_what_is_asked_for_that_cannot_be(cli, tmp_path):
    """Wrong names, wrong times, keys that are there already: told as they are, in both languages."""
    folder = tmp_path / "records"
    folder.mkdir()
    assert "ER818" in cli("log", "verify", folder).err
    assert "不是存在的时间" in cli("record", CASES[0], "--at", "2026-02-30T10:00:00+08:00").err
    (tmp_path / "key.pem").write_text("mine", encoding="utf-8")
    assert "已经存在" in cli("log", "key", "example.gov.cn/x", "-o", tmp_path / "key.pem").err
    assert (tmp_path / "key.pem").read_text(encoding="utf-8") == "mine"
    made = tmp_path / "made.json"
    assert cli("record", CASES[0], "-o", made, "--at", "2026-02-28").code == 0
    assert "--origin" in cli("log", "append", tmp_path / "new.db", made).err
    assert cli("log", "append", tmp_path / "a.db", made, "--origin", "one").code == 0
    done = cli("log", "append", tmp_path / "a.db", made, "--origin", "other", "--lang", "en")
    assert (done.code, "not other" in done.err) == (2, True)
