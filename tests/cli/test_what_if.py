"""`explain --what-if`: alternatives told, refused, or told to be impossible."""

from __future__ import annotations

import json

CASE = "rulesets/cn/market/food/cases/food-136-not-proved.yaml"


def test_text(cli) -> None:
    said = cli("explain", CASE, "--what-if")
    assert (said.code, said.err) == (0, "")
    assert "还可以做到的" in said.out
    assert "及时改正（现为否）如果为是：可以不予行政处罚。" in said.out


def test_json_and_a_file(cli, tmp_path) -> None:
    said = cli("explain", CASE, "--what-if", "--format", "json", "-o", tmp_path / "out.json")
    assert (said.code, said.out) == (0, "")
    made = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert made["format"] == "enforcerules/what-if/1"
    assert [one["reachable"] for one in made["alternatives"]].index(True) == 0


def test_what_is_open_ends_as_a_decision_does(cli) -> None:
    assert cli("explain", "examples/expired-food.yaml", "--what-if", "--lang", "en").code == 3


def test_no_html(cli) -> None:
    said = cli("explain", CASE, "--what-if", "--format", "html")
    assert (said.code, said.out) == (2, "")
    assert "text 或 json" in said.err


def test_a_case_that_cannot_be_used(cli, tmp_path) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text("format: enforcerules/case/1\nmatter: no.such\n", encoding="utf-8")
    said = cli("explain", path, "--what-if")
    assert (said.code, said.out) == (2, "")
    assert "ER601" in said.err
