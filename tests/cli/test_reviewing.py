"""`review` on the command line, and the auditor's trial: forty decisions sorted out with docs/audit.md and docs/review.md."""

from __future__ import annotations

import hashlib
import json
import sys
from decimal import Decimal
from pathlib import Path

import jsonschema
import pytest

from enforcerules import api
from enforcerules.base.canonical import canonical
from enforcerules.base.source import Text
from enforcerules.load.made import load_made

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples" / "review"
FOOD = ROOT / "rulesets" / "cn" / "market" / "food" / "cases"
ORIGIN = "example.gov.cn/penalties"
PUBLISHED = (EXAMPLES / "published.csv", "--rules", "cn", "--rules", "cn/statutes", "--rules", EXAMPLES / "rules.yaml")


# ---- published cases ---------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def published():
    rules = api.load("cn", "cn/statutes", EXAMPLES / "rules.yaml")
    return {one.made: one for one in api.review(rules, EXAMPLES / "published.csv").decisions}


def test_published_decisions_below_the_minimum_without_a_stated_ground_are_found(published):
    """Of the eight published below the minimum, three state a ground (第三十二条, 减轻), five do not; one of these fines two."""
    found = {name for name, one in published.items() if one.findings}
    assert found == {"fd-13", "fd-21", "fd-23", "ad-07", "fi-01/单位", "fi-01/责任人员"}
    assert {one.kind for each in published.values() for one in each.findings} == {"below_minimum_without_ground"}


def test_published_decisions_with_a_stated_ground_are_open(published):
    grounds = {
        name for name, one in published.items() for o in one.outcomes if "ground" in {note.check for note in o.open}
    }
    assert grounds == {"fd-11", "fd-12", "dr-01"}


@pytest.mark.parametrize(
    ("name", "lo", "hi"),
    [
        ("fd-23", 5000000, 10000000),  # 568.86 元 of goods are less than 10,000: 50,000 to 100,000
        ("ad-07", 20000000, 100000000),  # 广告法 第五十七条: 200,000 to 1,000,000
        ("fi-01/单位", 20000000, 500000000),  # 200,000 to 500,000, or with the consequence 500,000 to 5,000,000
        ("fi-01/责任人员", 1000000, 50000000),
    ],
)
def test_the_statute_of_published_decisions(published, name, lo, hi):
    (finding,) = published[name].findings
    span = dict(finding.args)["statutory"]
    assert (span.lo, span.hi) == (lo, hi)


def test_every_published_row_could_be_used(published):
    assert [name for name, one in published.items() if one.report.errors] == []
    assert len(published) == 38


# ---- the command -------------------------------------------------------------------------------------------------


def test_the_example_documents(cli):
    done = cli("review", EXAMPLES / "decisions")
    assert done.code == 1
    assert "没有发现" not in done.out
    for kind in ("outside_benchmark", "hearing_missing", "wrong_order", "heavier_after_defence"):
        assert kind in done.out


def test_exit_codes_and_what_is_kept(cli, tmp_path):
    made = EXAMPLES / "decisions" / "sound.yaml"
    assert cli("review", made).code == 0
    assert cli("review", EXAMPLES / "decisions" / "procedure.yaml").code == 1
    everything = ",".join(sorted(_kinds(cli, EXAMPLES / "decisions" / "procedure.yaml")))
    done = cli("review", EXAMPLES / "decisions" / "procedure.yaml", "--ignore", everything)
    assert done.code == 0
    assert cli("review", EXAMPLES / "decisions", "--select", "outside_benchmark").out.count("依据：") == 1
    assert cli("review", made, "--select", "nonsense").code == 2
    assert cli("review", tmp_path / "gone.yaml").code == 2
    (tmp_path / "bad.yaml").write_text("format: enforcerules/made/1\n", encoding="utf-8")
    done = cli("review", made, tmp_path / "bad.yaml")
    assert done.code == 2
    assert "ER202" in done.err
    assert "1份不能审查" in done.out


def _kinds(cli, path):
    made = json.loads(cli("review", path, "--format", "json").out)
    return {one["kind"] for each in made["decisions"] for o in each["outcomes"] for one in o["findings"]}


def test_the_json_keeps_to_its_schema(cli):
    schema = json.loads((ROOT / "schemas" / "review.schema.json").read_text(encoding="utf-8"))
    for given in ((EXAMPLES / "decisions",), PUBLISHED):
        done = cli("review", *given, "--format", "json")
        made = json.loads(done.out)
        jsonschema.validate(made, schema)
        assert made["summary"]["decisions"] == len(made["decisions"])


def test_the_example_documents_keep_to_their_schema():
    import yaml

    schema = json.loads((ROOT / "schemas" / "made.schema.json").read_text(encoding="utf-8"))
    for path in sorted((EXAMPLES / "decisions").glob("*.yaml")):
        jsonschema.validate(yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader), schema)


@pytest.mark.parametrize(
    ("amount", "found"),
    [
        # goods of 12,345.67: 123,456.70 to 246,913.40; the ordinary band is above 30 % (160,493.71) and below 70 % (209,876.39)
        ("123456.69", "below_minimum_without_ground"),
        ("160493.71", "outside_benchmark"),
        ("160493.72", None),
        ("209876.38", None),
        ("209876.39", "outside_benchmark"),
        ("246913.40", "outside_benchmark"),
        ("246913.41", "outside_statutory_range"),
    ],
)
def test_the_shipped_rules_to_the_fen(shipped, amount, found):
    (given,) = load_made(EXAMPLES / "decisions" / "sound.yaml")
    one = given.made.outcomes[0]
    fine_ = one.measures[0].model_copy(update={"amount": Text(amount), "in_words": None})
    changes = {"measures": (fine_, *one.measures[1:]), "notice": None, "defence": None}
    made = given.made.model_copy(update={"outcomes": (one.model_copy(update=changes),)})
    assert [f.kind for f in api.review(shipped, made).findings] == ([] if found is None else [found])


@pytest.fixture(scope="module")
def shipped():
    return api.load("cn")


def test_in_english(cli):
    done = cli("review", EXAMPLES / "decisions", "--lang", "en")
    assert done.code == 1
    assert "rests on:" in done.out
    assert "decisions:" in done.out


# ---- draws and scores --------------------------------------------------------------------------------------------


def test_a_draw_on_the_command_line_is_the_same_again_and_needs_its_seed(cli):
    asked = ("review", EXAMPLES / "decisions", "--draw", "1", "--by", "all", "--seed", "种子", "--format", "json")
    first, again = cli(*asked), cli(*asked)
    assert first.out == again.out
    made = json.loads(first.out)
    (group,) = made["drawn"]["groups"]
    assert [one["made"] for one in made["decisions"]] == [one["made"] for one in group["drawn"]]
    schema = json.loads((ROOT / "schemas" / "review.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(made, schema)
    for wrong in (
        ("--draw", "1"),
        ("--seed", "s"),
        ("--draw", "0", "--seed", "s"),
        ("--draw", "1", "--seed", "\ud800"),
    ):
        done = cli("review", EXAMPLES / "decisions", *wrong)
        assert done.code == 2
        assert "--draw" in done.err or "--seed" in done.err


def test_scores_on_the_command_line(cli, tmp_path):
    done = cli("review", EXAMPLES / "decisions", "--score", EXAMPLES / "scoresheet.yaml", "--format", "json")
    made = json.loads(done.out)
    assert len(made["scores"]) == len(made["decisions"])
    assert all(0 <= Decimal(one["points"]) <= 100 for one in made["scores"])
    (tmp_path / "sheet.yaml").write_text("format: enforcerules/scoresheet/1\nsheet: 试\nfull: 很多\n", encoding="utf-8")
    done = cli("review", EXAMPLES / "decisions", "--score", tmp_path / "sheet.yaml")
    assert done.code == 2
    assert "ER202" in done.err


# ---- the auditor's trial -----------------------------------------------------------------------------------------


@pytest.fixture
def office(cli, tmp_path, monkeypatch):
    """Forty decisions: records in a log, and what was imposed, written by hand as the office would."""
    monkeypatch.chdir(tmp_path)
    cases = sorted(FOOD.glob("food-*.yaml"))[:40]
    assert cli("record", *cases, "-o", "记录/").code == 0
    done = cli("log", "key", ORIGIN, "-o", "私钥.pem")
    Path("公钥.txt").write_text(done.out, encoding="utf-8")
    assert cli("log", "append", "日志.db", "记录", "--origin", ORIGIN).code == 0
    assert cli("log", "checkpoint", "日志.db", "--key", "私钥.pem", "-o", "检查点.txt").code == 0
    Path("决定").mkdir()
    names = []
    for path in sorted(Path("记录").iterdir()):
        decided(path)
        names.append(path.stem)
    assert len(names) == 40
    return names


def decided(path):
    """What was imposed: the lightest that the record allows, and the version that it names."""
    outcomes = json.loads(path.read_bytes())["body"]["decision"]["outcomes"]
    made = {"format": "enforcerules/made/1", "made": path.stem, "case": f"../记录/{path.name}", "outcomes": []}
    for one in outcomes:
        ends = one["candidates"] or [one["disposition"]]
        done = {"penalise": "penalise", "order_first": "order_first", "refer": "refer"}
        word = next((done[end] for end in ends if end in done), None)
        word = word or ("no_penalty" if any(end.startswith("no_penalty") for end in ends) else "closed")
        made["outcomes"].append(
            {"act": one["act"], "party": one["party"], "matter": one["matter"], "disposition": word}
        )
        if word == "penalise":
            made["outcomes"][-1] |= {
                "measures": list(imposed(one)),
                "versions": {"食品安全法": one["versions"]["食品安全法"]},
            }
    Path("决定", f"{path.stem}.json").write_text(json.dumps(made, ensure_ascii=False), encoding="utf-8")


def imposed(outcome):
    """What must be imposed, at its lowest where there is a choice, of alternatives the first."""
    for one in outcome["measures"]:
        away = one["gave_way"] is not None or one["barred"] is not None
        if one["holds"] is not True or one["modality"] != "shall" or away or (one["branch"] or 0) > 1:
            continue
        levels = [level for level in one["levels"] if level["level"] == "ordinary"] or one["levels"]
        low = levels[0] if levels else {"min": None}
        if one["kind"] != "fine":
            yield {"kind": one["id"]}
        elif low["min"] is not None:
            yield {"kind": one["id"], "amount": str(Decimal(low["min"]) + (Decimal("0.01") if low["min_open"] else 0))}


def changed(name, change):
    path = Path("决定", f"{name}.json")
    made = json.loads(path.read_text(encoding="utf-8"))
    change(made["outcomes"][0])
    path.write_text(json.dumps(made, ensure_ascii=False), encoding="utf-8")


def forged(path, change):
    """A record altered, with its digests made anew."""
    made = json.loads(path.read_bytes())
    change(made["body"])
    body, envelope = made["body"], made["envelope"]
    parts = {"body": body, "case": body["case"], "decision": body["decision"], "envelope": envelope}
    parts["record"] = {"body": body, "envelope": envelope, "format": made["format"]}
    made["digests"] = {"sha256": {k: f"sha256:{hashlib.sha256(canonical(v)).hexdigest()}" for k, v in parts.items()}}
    path.write_bytes(canonical(made))


def test_forty_decisions_are_sorted_out(cli, office):
    fined = [n for n in office if any(m["kind"].startswith("fine") for m in first(n).get("measures", []))]
    above, below, old = fined[2], fined[7], fined[12]
    records = {name: Path("记录", f"{name}.json") for name in office}
    altered = [name for name in office if name not in {above, below, old}][4:7]
    changed(above, lambda one: fine(one).update(amount="99999999.00"))
    changed(below, lambda one: fine(one).update(amount="1.00"))
    changed(old, lambda one: one.update(versions={"食品安全法": "2018"}))
    records[altered[0]].write_bytes(
        records[altered[0]].read_bytes().replace(b'"phase":"concluded"', b'"phase":"investigating"')
    )
    forged(records[altered[1]], lambda body: body["decision"]["outcomes"][0].update(disposition="refer"))
    forged(records[altered[2]], lambda body: body["case"].update(title="另一案"))

    # docs/audit.md: was the log touched, is each file the one that was appended, does each follow from the rules
    done = cli("log", "verify", "日志.db", "--checkpoint", "检查点.txt", "--vkey", "公钥.txt")
    assert (done.code, "无改动" in done.out) == (0, True)
    done = cli("log", "find", "日志.db", "记录")
    missing = {Path(line.split()[-1]).stem for line in done.out.splitlines() if line.startswith("不在日志中")}
    assert (done.code, missing) == (4, set(altered))
    done = cli("replay", "日志.db", "--format", "json")
    assert json.loads(done.out)["summary"]["same"] == 40

    # docs/review.md: what was imposed, against what the rules allow
    done = cli("review", "决定", "--format", "json")
    assert done.code == 1
    found = {}
    for one in json.loads(done.out)["decisions"]:
        kinds = [f["kind"] for o in one["outcomes"] for f in o["findings"] if f["severity"] == "error"]
        if kinds:
            found[Path(one["name"]).stem] = set(kinds)
    assert found == {
        above: {"outside_statutory_range"},
        below: {"below_minimum_without_ground"},
        old: {"wrong_version"},
    }


def first(name):
    return json.loads(Path("决定", f"{name}.json").read_text(encoding="utf-8"))["outcomes"][0]


def fine(outcome):
    return next(one for one in outcome["measures"] if one["kind"].startswith("fine"))


def test_a_workbook_of_decisions(cli, tmp_path):
    pytest.importorskip("python_calamine", reason="workbooks not read: python-calamine is not installed")
    writer = pytest.importorskip("xlsxwriter", reason="workbooks not read: XlsxWriter is not installed")
    book = writer.Workbook(str(tmp_path / "a.xlsx"))
    page = book.add_worksheet("一")
    for at, (heading, cell) in enumerate({"决定书文号": "甲", "事项": "food.residue", "罚款": 1000}.items()):
        page.write(0, at, heading)
        page.write(1, at, cell)
    book.close()
    done = cli("review", tmp_path / "a.xlsx", "--format", "json")
    assert json.loads(done.out)["summary"]["unusable"] == 0
    assert sys.version_info >= (3, 11)


def test_files_are_grouped_by_what_a_draw_knows() -> None:
    """The command lists the words itself, so that `--version` imports no model."""
    from typing import get_args

    from enforcerules.cli.review import GROUPS
    from enforcerules.model.sampling import By

    assert get_args(By) == GROUPS
