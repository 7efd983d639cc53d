"""`decide` and `explain`: exit codes, formats, where things are written."""

import json
from pathlib import Path

import pytest

EXPIRED, TWO = "examples/expired-food.yaml", "examples/two-acts.yaml"


def test_an_explained_decision(cli) -> None:
    done = cli("decide", TWO)
    assert done.code == 0
    assert done.err == ""
    assert "给予行政处罚" in done.out
    assert "\x1b" not in done.out


def test_exit_3_where_a_person_has_to_settle_something(cli) -> None:
    done = cli("decide", EXPIRED)
    assert done.code == 3
    assert "须经人工认定" in done.out


def test_explain_says_more_than_decide_and_depth_can_be_asked_for(cli) -> None:
    reasons, full = cli("explain", TWO, "--depth", "reasons").out, cli("explain", TWO).out
    assert len(full) > len(reasons)
    assert cli("decide", TWO, "--depth", "full").out.endswith(full)
    assert cli("decide", TWO).out.endswith(reasons)


def test_english(cli) -> None:
    assert "impose an administrative penalty" in cli("decide", TWO, "--lang", "en").out


def test_json_is_the_decision_in_canonical_key_order_on_one_line(cli) -> None:
    done = cli("decide", TWO, "--format", "json")
    assert done.out.count("\n") == 1
    made = json.loads(done.out)
    assert made["format"] == "enforcerules/decision/1"
    assert list(made) == sorted(made)


def test_several_cases_are_json_lines(cli) -> None:
    done = cli("decide", EXPIRED, TWO, "--format", "json")
    assert [json.loads(line)["case"] for line in done.out.splitlines()] == ["expired-food", "two-acts"]
    assert done.code == 3


def test_html_is_one_page(cli) -> None:
    done = cli("explain", TWO, "--format", "html")
    assert done.out.startswith("<!DOCTYPE html>")
    assert cli("explain", TWO, EXPIRED, "--format", "html").code == 2


def test_output_to_a_file(cli, tmp_path: Path) -> None:
    file = tmp_path / "out.json"
    done = cli("decide", EXPIRED, TWO, "--format", "json", "-o", file)
    assert (done.code, done.out, done.err) == (3, "", "")
    assert len(file.read_bytes().decode("utf-8").splitlines()) == 2


def test_a_file_that_cannot_be_written(cli, tmp_path: Path) -> None:
    done = cli("decide", TWO, "-o", tmp_path)
    assert (done.code, done.out) == (2, "")
    assert "无法写入" in done.err


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("absent.yaml", None, "ER101"),
        ("noformat.yaml", "matter: food.expired\n", "ER202"),
        ("gbk.yaml", "case: 过期食品案件的名称".encode("gbk"), "ER111"),
        ("matter.yaml", "format: enforcerules/case/1\nmatter: food.expird\n", "food.expired"),
        ("broken.json", '{"format": "enforcerules/case/1", "matter": ', "ER1"),
        ("list.yaml", "- a\n- b\n", "ER2"),
        ("broken.jsonl", '{"format": "enforcerules/case/1", "matter": "x"}\n{"oops": 1}\n', "broken.jsonl:2:"),
        ("empty.yaml", "", "ER113"),
    ],
)
def test_bad_input_is_told_on_standard_error_alone(
    cli, tmp_path: Path, name: str, content: str | bytes | None, said: str
) -> None:
    file = tmp_path / name
    if content is not None:
        file.write_bytes(content.encode() if isinstance(content, str) else content)
    output = tmp_path / "out.txt"
    done = cli("decide", file)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert "Traceback" not in done.err
    assert cli("decide", file, "-o", output).code == 2
    assert not output.exists()


def test_one_bad_case_does_not_keep_the_others(cli) -> None:
    done = cli("decide", "absent.yaml", TWO, "--format", "json")
    assert done.code == 2
    assert json.loads(done.out)["case"] == "two-acts"
    assert "ER101" in done.err


def test_json_lines_in_json_lines_out(cli, tmp_path: Path) -> None:
    case = {"format": "enforcerules/case/1", "matter": "food.expired", "facts": {"经营超过保质期食品": False}}
    lines = [json.dumps(case | {"case": f"c{n}"}, ensure_ascii=False) for n in range(3)]
    file = tmp_path / "cases.jsonl"
    file.write_text("\n".join([lines[0], "", *lines[1:]]), encoding="utf-8")
    done = cli("decide", file, "--format", "json")
    assert [json.loads(line)["case"] for line in done.out.splitlines()] == ["c0", "c1", "c2"]


def test_an_example_is_a_case(cli) -> None:
    example = "rulesets/cn/market/food/cases/food-first-minor.yaml"
    assert json.loads(cli("decide", example, "--format", "json").out)["outcomes"][0]["matter"] == "food.expired"


def test_rules_of_ones_own(cli) -> None:
    example = "tests/scenarios/general/cases/fine-at-minimum.yaml"
    assert cli("decide", example).code == 2
    done = cli("decide", example, "--rules", "tests/scenarios/general", "--extending", "cn")
    assert done.code == 0
    assert cli("decide", example, "--rules", "tests/scenarios/general", "--rules", "rulesets/cn").out == done.out


def test_shipped_rules_that_are_extended_come_along(cli) -> None:
    example = "tests/scenarios/general/cases/fine-at-minimum.yaml"
    alone = cli("decide", example, "--rules", "tests/scenarios/general")
    assert (alone.code, alone.err) == (0, "")
    other = cli("decide", TWO, "--rules", "tests/scenarios/general")
    assert (other.code, other.out) == (2, "")
    assert "food.expired" in other.err


def test_a_rule_inside_of_what_it_extends_is_read_once(cli) -> None:
    done = cli("decide", TWO, "--rules", "rulesets/cn/market", "--extending", "cn")
    assert (done.code, done.err) == (0, "")


@pytest.mark.parametrize(
    "arguments", [(), ("decide",), ("nonsense",), ("decide", TWO, "--format", "xml"), ("decide", TWO, "--form", "json")]
)
def test_wrong_usage(cli, arguments: tuple[str, ...]) -> None:
    done = cli(*arguments)
    assert (done.code, done.out) == (2, "")
    assert "enforcerules" in done.err


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_help_in_both_languages(cli, lang: str) -> None:
    for command in (
        (), ("decide",), ("explain",), ("check",), ("test",), ("mutate",), ("list",), ("search",), ("show",), ("rule",), ("init",),
        ("doctor",), ("completion",),
    ):  # fmt: skip
        done = cli(*command, "--help", "--lang", lang)
        assert done.code == 0
        assert ("用法：" in done.out) is (lang == "zh")
        assert ("usage:" in done.out) is (lang == "en")
        assert done.err == ""


def test_a_defect_is_told_apart_from_bad_input(cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError("a defect")

    monkeypatch.setattr("enforcerules.pipeline.decide", fails)
    done = cli("decide", TWO)
    assert (done.code, done.out) == (70, "")
    assert "RuntimeError: a defect" in done.err


def test_an_interrupt_is_quiet(cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("enforcerules.pipeline.decide", interrupted)
    done = cli("decide", TWO)
    assert (done.code, done.out, done.err) == (130, "", "")
    assert cli("test", "-k", "food-first").code == 2
