"""`leniency`: sums told, in JSON, and cases that cannot be decided."""

from __future__ import annotations

import json

import jsonschema

FOLDER = "rulesets/cn/jiangmen/lists"
ONE = f"{FOLDER}/cases/jm-16-first.yaml"


def test_a_folder_of_examples(cli) -> None:
    said = cli("leniency", FOLDER)
    assert (said.code, said.err) == (0, "")
    assert "除去的规则：清单（" in said.out
    assert "按事项" in said.out


def test_json_meets_its_schema(cli, schema, tmp_path) -> None:
    said = cli("leniency", FOLDER, "nosuch.yaml", "--format", "json", "-o", tmp_path / "out.json")
    assert (said.code, said.out) == (2, "")
    made = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    jsonschema.validate(made, schema("leniency"))
    assert made["without"] == ["lists", "law", "notices", "circumstances", "reductions"]
    assert made["unusable"][0]["where"] == "nosuch.yaml"


def test_json_lines(cli, tmp_path) -> None:
    path = tmp_path / "cases.jsonl"
    case = {"format": "enforcerules/case/1", "case": "c", "matter": "food.expired", "facts": {"货值金额": "66.00"}}
    path.write_text("".join(json.dumps(one) + "\n" for one in (case, {**case, "matter": "no.such"})), encoding="utf-8")
    said = cli("leniency", path)
    assert said.code == 2
    assert "cases.jsonl:2" in said.out


def test_kinds_and_rules(cli) -> None:
    assert "jm.list.16" in cli("leniency", ONE, "--without", "lists，law").out
    assert "结果相同、与从宽规则无关的：1项" in cli("leniency", ONE, "--rule", "jm.list.16").out
    assert "ER251" in cli("leniency", ONE, "--without", "list").err
    refused = cli("leniency", ONE, "--rule", "jm.list.99")
    assert (refused.code, refused.out) == (2, "")
    assert "ER695" in refused.err
