"""The catalogue of national statutes: that it loads, what `check` finds in it, and that its files are what is printed."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import enforcerules as er
from enforcerules.exchange.clauses.yaml_text import Quoted, yaml_text
from enforcerules.load.yaml_nodes import read_yaml

FOLDER = Path(__file__).parents[2] / "rulesets" / "cn" / "statutes"
LAWS = sorted(path for path in FOLDER.glob("*.yaml") if path.name != "ruleset.yaml")


@pytest.fixture(scope="module")
def rules() -> er.Ruleset:
    return er.load(FOLDER)


def test_every_provision_is_a_matter_of_its_law(rules: er.Ruleset) -> None:
    matters = rules.program.matters
    assert len(LAWS) == 520
    assert len(matters) == 2859
    assert Counter(one.status for one in matters.values()) == {"parsed": 2401, "partial": 418, "verified": 40}
    assert all(name.startswith(f"{one.ruleset.removeprefix('cn.statutes.')}#") for name, one in matters.items())
    assert all(one.note for one in matters.values() if one.status == "partial")


def test_holes_and_overlaps_are_those_of_the_law(rules: er.Ruleset) -> None:
    """超过X and 不足X leave out X in two regulations; X以上 and X以下 both take it in six provisions.

    The hole of 金银管理条例 is one of a record that is partly parsed (severity inside an item).
    """
    found = {(one.code, dict(one.args)["matter"]) for one in rules.report.diagnostics if one.code in {"ER540", "ER541"}}
    assert found == {
        ("ER540", "危险废物经营许可证管理办法#二十三-1"),
        ("ER540", "道路运输条例#六十三-1"),
        ("ER540", "金银管理条例#三十一-2"),
        ("ER541", "信息网络传播权保护条例#十八-1"),
        ("ER541", "公共文化体育设施条例#三十一-1"),
        ("ER541", "公共文化服务保障法#六十二-1"),
        ("ER541", "植物新品种保护条例#三十九-3"),
        ("ER541", "植物新品种保护条例#四十-1"),
        ("ER541", "著作权法实施条例#三十六-1"),
    }
    assert {one.code for one in rules.report.diagnostics} <= {"ER540", "ER541", "ER542", "ER544", "ER549"}


@pytest.mark.parametrize("path", LAWS[::26], ids=lambda path: path.stem)
def test_a_file_is_what_is_printed(path: Path) -> None:
    node, found = read_yaml(path.read_bytes(), path.name)
    assert not found
    assert yaml_text(plain(node)) == path.read_text(encoding="utf-8")


def plain(node: Any) -> Any:
    if isinstance(node, dict):
        return {str(key): plain(value) for key, value in node.items()}
    if isinstance(node, list):
        return [plain(one) for one in node]
    return Quoted(node) if node.quoted else str(node)


def test_one_law_is_loaded_by_its_name() -> None:
    rules = er.load("cn/statutes/食品安全法")
    assert {one.split("#")[0] for one in rules.matters} == {"食品安全法"}


def test_nothing_follows_from_an_empty_case(rules: er.Ruleset) -> None:
    """Concluded, an empty case is a person's, and no fine is settled at nothing."""
    for name in sorted(rules.program.matters)[::60]:
        case = {"phase": "concluded", "matter": name, "party": {"kind": "unit"}}
        (outcome,) = er.decide(rules, case).outcomes
        assert outcome.disposition in {"needs_human", "no_basis"}
        assert all(one.statutory is None or one.statutory.hi != 0 for one in outcome.measures)
