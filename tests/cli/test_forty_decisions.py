"""Tried as an auditor would, with the commands of docs/audit.md and nothing else: forty decisions, six of them not in order."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from pathlib import Path

import pytest

from enforcerules.base.canonical import canonical

ROOT = Path(__file__).parents[2]
FOOD = ROOT / "rulesets" / "cn" / "market" / "food" / "cases"
ORIGIN = "example.gov.cn/penalties"


@pytest.fixture
def office(cli, tmp_path, monkeypatch):
    """Forty decisions of an office: 37 under the rules, two with its own amounts, one under the wrong version; then a log."""
    monkeypatch.chdir(tmp_path)
    cases = sorted(FOOD.glob("food-*.yaml"))[:40]
    assert len(cases) == 40
    own = rules_with(tmp_path / "own", '"[0%, 30%]"', '"[0%, 10%]"')
    old = rules_with(tmp_path / "old", 'id: "2021", from: 2021-04-29', 'id: "2018", from: 2018-12-29')
    chosen = cases[5:8]
    for rules, some in (("cn", [c for c in cases if c not in chosen]), (own, chosen[:2]), (old, chosen[2:])):
        assert cli("record", *some, "-o", "记录/", "--rules", rules).code == 0
    done = cli("log", "key", ORIGIN, "-o", "私钥.pem")
    Path("公钥.txt").write_text(done.out, encoding="utf-8")
    assert cli("log", "append", "日志.db", "记录", "--origin", ORIGIN).code == 0
    assert cli("log", "checkpoint", "日志.db", "--key", "私钥.pem", "-o", "检查点.txt").code == 0
    return [name_of(case) for case in chosen]


def rules_with(folder, old, new):
    shutil.copytree(ROOT / "rulesets" / "cn" / "market", folder, ignore=shutil.ignore_patterns("cases"))
    path = folder / "food" / "food.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return folder


def name_of(case):
    return re.search(r"^\s+case: (\S+)|^case: (\S+)", case.read_text(encoding="utf-8"), re.MULTILINE)[1] or case.stem


def again(made):
    """The digests made anew, by somebody who knows how."""
    body, envelope = made["body"], made["envelope"]
    parts = {"body": body, "case": body["case"], "decision": body["decision"], "envelope": envelope}
    parts["record"] = {"body": body, "envelope": envelope, "format": made["format"]}
    made["digests"] = {"sha256": {k: f"sha256:{hashlib.sha256(canonical(v)).hexdigest()}" for k, v in parts.items()}}
    return canonical(made)


def test_forty_decisions_are_sorted_out(cli, office):
    files = {path.stem: path for path in sorted(Path("记录").iterdir())}
    assert len(files) == 40
    sound = [name for name in files if name not in office]
    first, second, third = sound[3], sound[11], sound[29]
    # an editor, a forger, and one who put another decision in the place of this one
    files[first].write_bytes(files[first].read_bytes().replace(b'"concluded"', b'"investigating"'))
    made = json.loads(files[second].read_bytes())
    made["body"]["decision"]["outcomes"][0]["disposition"] = "refer"
    files[second].write_bytes(again(made))
    made = json.loads(files[third].read_bytes())
    made["body"]["case"]["title"] = "另一案"
    files[third].write_bytes(again(made))

    done = cli("log", "verify", "日志.db", "--checkpoint", "检查点.txt", "--vkey", "公钥.txt")
    assert (done.code, "无改动" in done.out) == (0, True)

    done = cli("log", "find", "日志.db", "记录")
    assert done.code == 4
    missing = {Path(line.split()[-1]).stem for line in done.out.splitlines() if line.startswith("不在日志中")}
    assert missing == {first, second, third}

    done = cli("replay", "记录", "--format", "json")
    assert done.code == 4
    results = {Path(one["record"]).stem: one for one in json.loads(done.out)["results"]}
    verdicts = {name: one["verdict"] for name, one in results.items() if one["verdict"] != "same"}
    assert verdicts.pop(first) == "altered"
    assert verdicts.pop(second) == "differs"
    assert [cause["kind"] for cause in results[second]["causes"]] == ["unexplained"]
    assert verdicts.pop(third) == "differs"
    assert verdicts == dict.fromkeys(office, "differs")
    parts = [dict(results[name]["causes"][0]["what"]) for name in office]
    assert all(part.startswith("table:") for one in parts[:2] for part in one)
    assert parts[2] == {"instrument:食品安全法": "changed"}

    done = cli("replay", "日志.db", "--format", "json")
    summary = json.loads(done.out)["summary"]
    assert (summary["same"], summary["differs"], summary["altered"]) == (37, 3, 0)
