"""`check`, `test`, `list`, `search`, `show`, `rule`, `doctor`, `init`, `completion`."""

import json
from pathlib import Path

import pytest

from enforcerules.base.catalogue import CATALOGUE

FOOD = "rulesets/cn/market/food"


@pytest.fixture
def own(cli, tmp_path: Path) -> Path:
    """What `init` writes."""
    folder = tmp_path / "own"
    assert cli("init", folder).code == 0
    return folder


# ---- init, check, test ---------------------------------------------------------------------------------------


def test_init_writes_rules_that_are_in_order_and_hold(cli, own: Path) -> None:
    assert cli("check", own, "--extending", "cn").code == 0
    done = cli("test", own, "--extending", "cn")
    assert (done.code, done.out) == (0, "1 通过\n")
    assert sorted(path.name for path in own.rglob("*.*")) == ["README.md", "ruleset.yaml", "usual.yaml"]


def test_every_command_of_the_readme_that_init_writes_runs(cli, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(own)
    lines = (own / "README.md").read_text(encoding="utf-8").splitlines()
    commands = [line.partition("#")[0].split()[1:] for line in lines if line.startswith("enforcerules ")]
    assert [cli(*command).code for command in commands] == [0, 0, 0, 0]


def test_init_leaves_what_is_there(cli, own: Path) -> None:
    before = {path: path.read_bytes() for path in own.rglob("*.*")}
    done = cli("init", own)
    assert (done.code, done.out) == (2, "")
    assert {path: path.read_bytes() for path in own.rglob("*.*")} == before


def test_the_shipped_rules_are_clean(cli) -> None:
    assert (done := cli("check")).code == 0
    assert done.err == ""


def test_a_finding(cli, own: Path) -> None:
    file = own / "ruleset.yaml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("占用面积10平方米以上", "占用面机10平方米以上"), encoding="utf-8"
    )
    done = cli("check", own, "--extending", "cn")
    assert (done.code, done.err) == (1, "")
    assert "占用面机" in done.out
    made = json.loads(cli("check", own, "--extending", "cn", "--format", "json").out)
    assert made["format"] == "enforcerules/report/1"
    assert made["errors"] == len(made["diagnostics"]) > 0
    assert made["diagnostics"][0]["span"]["file"].endswith("ruleset.yaml")
    assert cli("test", own, "--extending", "cn").code == 2


def test_paths_that_cannot_be_checked(cli, tmp_path: Path) -> None:
    for path in (tmp_path / "absent", tmp_path):
        done = cli("check", path)
        assert (done.code, done.out) == (2, "")
        assert "ER10" in done.err


def test_rules_of_a_province_extend_the_shipped_ones(cli) -> None:
    assert cli("check", "rulesets/cn/guangdong").code == 0
    assert cli("check", "rulesets/cn/guangdong", "--extending", "cn").code == 0


SHENZHEN = "rulesets/cn/shenzhen/urban"


def test_what_is_checked_only_where_it_is_asked_for(cli) -> None:
    """The last day of the Shenzhen benchmark is 2028-12-14; its four made-up matters all have a table."""
    assert cli("check", SHENZHEN, "--on", "2028-12-14").code == 0
    done = cli("check", SHENZHEN, "--on", "2028-12-15")
    assert (done.code, done.out.count("ER587")) == (1, 1)
    assert "已经失效（2028-12-14）" in done.out
    assert cli("check", SHENZHEN, "--on", "2023-12-14").out.count("尚未施行（2023-12-15）") == 2
    assert "ER583" not in cli("check", SHENZHEN, "--select", "ER583").out
    assert "ER583" in cli("check", "rulesets/cn/culture", "--select", "ER583").out
    assert "ER583" not in cli("check", "rulesets/cn/culture", "--select", "ER58").out
    assert cli("check", SHENZHEN, "--on", "2028").code == 2


def test_checking_again_while_files_change(cli, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = own / "ruleset.yaml"
    text = file.read_text(encoding="utf-8")

    def sleep(_: float) -> None:
        if "占用面机" in file.read_text(encoding="utf-8"):
            raise KeyboardInterrupt
        file.write_text(text.replace("占用面积10平方米以上", "占用面机10平方米以上"), encoding="utf-8")

    monkeypatch.setattr("enforcerules.cli.watching.sleep", sleep)
    done = cli("check", own, "--extending", "cn", "--watch")
    assert done.code == 130
    assert done.out.index("没有发现问题") < done.out.index("占用面机")


def test_what_is_only_extended_is_not_told(cli) -> None:
    """The catalogue of statutes has wide ranges (ER544); a ruleset that extends one of them has none of its own."""
    assert "ER544" in cli("check", "cn/statutes/大气污染防治法").out
    assert cli("check", "rulesets/cn/hunan/environment").out == "没有发现问题\n"


def wrong(own: Path) -> None:
    file = own / "cases" / "usual.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("(740, 1460)", "(740, 1461)"), encoding="utf-8")


def test_a_failure_says_expected_got_and_why(cli, own: Path) -> None:
    wrong(own)
    done = cli("test", own, "--extending", "cn", "--lang", "en")
    assert (done.code, done.err) == (1, "")
    assert "failed  usual" in done.out
    assert "expected: above 740 yuan and below 1,461 yuan ((740, 1461))" in done.out
    assert "got: above 740 yuan and below 1,460 yuan ((740, 1460))" in done.out
    assert "(my.stall.fine/usual" in done.out
    assert done.out.endswith("0 passed, 1 failed\n")


def test_results_as_json(cli, own: Path) -> None:
    wrong(own)
    made = json.loads(cli("test", own, "--extending", "cn", "--format", "json").out)
    assert made["summary"] == {"passed": 0, "failed": 1, "broken": 0, "unconfirmed": 0}
    (result,) = made["results"]
    assert result["differences"] == [{"where": "ranges.fine", "expected": "(740, 1461)", "got": "(740, 1460)"}]
    assert "my.stall.fine/usual" in [reason["rule"] for reason in result["because"]]


def test_an_example_that_cannot_be_read_fails_the_run(cli, own: Path) -> None:
    (own / "cases" / "bad.yaml").write_text("format: enforcerules/example/1\nexample: x\n")
    done = cli("test", own, "--extending", "cn")
    assert done.code == 1
    assert "ER202" in done.out
    assert "1 无法运行" in done.out


def test_choosing_stopping_and_naming(cli, own: Path) -> None:
    text = (own / "cases" / "usual.yaml").read_text(encoding="utf-8")
    for name in ("second", "third"):
        (own / "cases" / f"{name}.yaml").write_text(text.replace("(740, 1460)", "(1, 2)"), encoding="utf-8")
    arguments = ("test", own, "--extending", "cn")
    assert "1 通过，2 失败" in cli(*arguments).out
    assert "0 通过，1 失败" in cli(*arguments, "-x").out
    assert cli(*arguments, "-k", "usual").code == 0
    assert "1 通过，1 失败" in cli(*arguments, "-k", "usual or third", "-v").out
    listed = cli(*arguments, "-v").out.splitlines()[:3]
    assert [line.split()[0] for line in listed] == ["失败", "失败", "通过"]
    assert cli(*arguments, "-k", "nothing").code == 5
    assert cli(*arguments, "-k", "usual and").code == 4


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("absent",), 4),
        (("--nonsense",), 4),
        (("examples",), 5),
        ((FOOD, "-k", "first"), 0),
        ((FOOD, "--extending", "cn", "-k", "first"), 0),
    ],
)
def test_codes_of_pytest(cli, arguments: tuple[str, ...], code: int) -> None:
    assert cli("test", *arguments).code == code


def test_one_example_of_a_ruleset(cli) -> None:
    done = cli("test", f"{FOOD}/cases/food-first-minor.yaml", "--extending", "cn", "-v", "--lang", "en")
    assert done.out == f"passed  {FOOD}/cases/food-first-minor.yaml\n1 passed\n"


def test_a_defect_in_a_run_of_examples(cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError("a defect")

    monkeypatch.setattr("enforcerules.pipeline.decide", fails)
    assert cli("test", "-k", "food-first").code == 3


# ---- list, search, show, rule --------------------------------------------------------------------------------


def test_matters_are_listed(cli) -> None:
    done = cli("list")
    assert any(line.split()[:1] == ["food.expired"] for line in done.out.splitlines())
    made = json.loads(cli("list", "--format", "json").out)
    (food,) = [one for one in made["matters"] if one["id"] == "food.expired"]
    assert food == {
        "id": "food.expired",
        "title": {"en": "Selling expired food", "zh": "经营超过保质期的食品"},
        "ruleset": "cn.market.food",
        "territories": ["000000"],
        "status": food["status"],
    }


def test_search_finds_or_says_1(cli) -> None:
    assert "food.expired" in cli("search", "保质期").out
    assert {one["kind"] for one in json.loads(cli("search", "轻微", "--format", "json").out)["found"]} == {
        "事实",
        "规则",
    }
    done = cli("search", "没有这个词")
    assert (done.code, done.out) == (1, "")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_matter_can_be_shown(cli, lang: str) -> None:
    matters = json.loads(cli("list", "--format", "json").out)["matters"]
    for one in matters[::6]:
        done = cli("show", one["id"], "--territory", "440100", "--lang", lang)
        assert done.code == 0
        assert "None" not in done.out


def test_a_matter_with_its_law_facts_penalties_tables_and_rules(cli) -> None:
    out = cli("show", "food.expired").out
    for said in (
        "处罚: 食品安全法 第一百二十四条第一款第五项",
        "没有 < 轻微 < 较重 < 严重",
        "应当 罚款 5万元以上10万元以下",
        "当：货值金额不足1万元",
        "heavier   从重  [70%, 100%]",
        "当：初次违法 且 危害后果不高于轻微 且 及时改正",
    ):
        assert said in out


def test_tables_of_a_place_are_shown_for_it(cli) -> None:
    assert "gd.env" not in cli("show", "env.water.exceed").out
    assert "cn.guangdong.environment" in cli("show", "env.water.exceed").out
    assert "gd.env" in cli("show", "env.water.exceed", "--territory", "440100").out


def test_a_matter_that_is_not_there(cli) -> None:
    done = cli("show", "food.expird")
    assert (done.code, done.out) == (2, "")
    assert "food.expired" in done.err
    assert cli("show", "food.expired", "--on", "yesterday").code == 2


def test_every_code_is_explained(cli) -> None:
    for code, entry in CATALOGUE.items():
        out = cli("rule", code, "--lang", "en").out
        assert out.startswith(f"{code}  {entry.en}")
        assert entry.why_en in out


def test_a_rule_with_its_condition_and_basis(cli) -> None:
    out = cli("rule", "apl.33.1.1").out
    assert "条件: 违法行为轻微 且 及时改正 且 危害后果为没有" in out
    assert "依据: 行政处罚法 第三十三条第一款第一句" in out
    assert json.loads(cli("rule", "apl.33.1.1", "--format", "json").out)["strength"] == "shall"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("apl.33.1.9", "apl.33.1."),
        ("ER999", "ER999"),
        ("food.expired", "show food.expired"),
        ("market.bands", "enforcerules show food."),
    ],
)
def test_what_is_no_rule(cli, name: str, said: str) -> None:
    done = cli("rule", name)
    assert (done.code, done.out) == (2, "")
    assert said in done.err


# ---- doctor, completion --------------------------------------------------------------------------------------


def test_doctor_tells_what_is_there(cli) -> None:
    done = cli("doctor", "--format", "json")
    assert done.code == 0
    found = {one["what"]: one for one in json.loads(done.out)["found"]}
    assert found["pydantic"]["state"] == "ok"
    assert {"SM3", "durable-rules [durable]", "  cn.general"} <= found.keys()
    assert "2024" in found["工作日历"]["said"]


def test_doctor_does_not_import_durable(process) -> None:
    done = process("doctor", PYTHONPROFILEIMPORTTIME="1")
    assert b"enforcerules.api" in done.stderr
    assert b"durable.engine" not in done.stderr
    assert b"durable_rules_engine" not in done.stderr


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_knows_every_command(cli, shell: str) -> None:
    out = cli("completion", shell).out
    assert all(name in out for name in ("decide", "explain", "doctor", "territory"))
