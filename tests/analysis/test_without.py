"""A program from which rules were left out decides as rules that were written without them."""

from __future__ import annotations

from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

import enforcerules as er
from enforcerules.analysis.without import favour_of
from enforcerules.model.decision import Outcome

HEAD = """
format: enforcerules/ruleset/1
ruleset: stall
title: {zh: 摊点（测试）, en: Stalls}
territory: "000000"
extends: [cn.general]
instruments:
  摊点条例: {title: 摊点条例（测试）, rank: local_regulation, versions: [{id: "1", from: 2020-01-01}]}
  摊点清单: {title: 摊点清单（测试）, rank: normative_document, versions: [{id: "1", from: 2020-01-01}]}
facts:
  blocked: {label: 占道经营, type: boolean}
  listed: {label: 属清单所列, type: boolean}
  helped: {label: 参加公益服务, type: boolean}
matters:
  - {id: stall.block, title: {zh: 占道经营, en: blocking}, elements: 占道经营, penalised_by: 摊点条例 第一条, penalties: [{fine: {shall: 1000元以上5000元以下}}]}
benchmarks:
  - id: stall.bands
    refines: stall.block/fine
    title: {zh: 分档, en: bands}
    hit: unique
    basis: 摊点条例 第二条
    rows:
      - {id: light, level: lighter, narrows: true, band: "[0%, 30%]"}
      - {id: usual, level: ordinary, otherwise: true, band: "(30%, 70%)"}
"""
RULES = {
    "stall.list.1": """
  - {id: stall.list.1, title: {zh: 清单, en: list}, matter: stall.block, when: 属清单所列 且 及时改正, then: spare, strength: shall, basis: 摊点清单 第1项}
""",
    "stall.list.2": """
  - {id: stall.list.2, title: {zh: 清单, en: list}, matter: stall.block, when: 属清单所列, then: spare, strength: may, basis: 摊点清单 第2项}
""",
    "stall.light": """
  - {id: stall.light, title: {zh: 从轻, en: lighter}, matter: stall.block, when: 及时改正, then: {open: [lighter]}, strength: shall, basis: 摊点条例 第三条}
""",
    "stall.cut": """
  - id: stall.cut
    title: {zh: 公益, en: service}
    matter: stall.block
    when: 参加公益服务
    then: {reduce: {by: "[30%, 50%]"}}
    strength: may
    basis: 摊点清单 第3项
""",
}
SECTION = {
    "stall.list.1": "exemptions",
    "stall.list.2": "exemptions",
    "stall.light": "circumstances",
    "stall.cut": "circumstances",
}


@cache
def written(kept: frozenset[str], folder: Path) -> er.Ruleset:
    """The rules with only these of the favourable ones."""
    text = HEAD
    for section in ("exemptions", "circumstances"):
        mine = [RULES[name] for name in RULES if name in kept and SECTION[name] == section]
        text += f"{section}:\n" + "".join(one.lstrip("\n") for one in mine) if mine else ""
    path = folder / f"{'-'.join(sorted(kept)) or 'none'}.yaml"
    path.write_text(text, encoding="utf-8")
    return er.load(path)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("stalls")


def gist(one: Outcome) -> object:
    return one.disposition, one.candidates, one.measures, [question.fact for question in one.questions]


FACTS: list[dict[str, Any]] = [
    {
        "占道经营": True,
        "属清单所列": listed,
        "参加公益服务": helped,
        "及时改正": corrected,
        "违法行为轻微": False,
        "危害后果": "较重",
    }
    for listed in (True, False)
    for helped in (True, False)
    for corrected in (True, False, None)
]


@pytest.mark.parametrize("facts", FACTS)
def test_left_out_is_as_never_written(facts: dict[str, Any], folder: Path) -> None:
    """Every subset of the four rules, every answer; also one that is not known yet."""
    whole = written(frozenset(RULES), folder)
    case = {
        "case": "c",
        "matter": "stall.block",
        "start": "2024-05-01",
        "end": "2024-05-01",
        "party": {"kind": "unit"},
        "facts": facts,
        "dates": {"discovered": "2024-05-01", "filed": "2024-05-02", "decided": "2024-05-20"},
    }
    for count in range(len(RULES) + 1):
        for gone in combinations(RULES, count):
            (unit,) = er.leniency(whole, [case], without=[], named=gone).units
            (bare,) = er.decide(written(frozenset(RULES) - frozenset(gone), folder), case).outcomes
            assert gist(unit.without.outcomes[0]) == gist(bare)


def test_the_kinds_of_these_rules(folder: Path) -> None:
    program = written(frozenset(RULES), folder).program
    kinds = {rule.id: favour_of(program, rule) for rule in program.rules if rule.ruleset == "stall"}
    assert kinds == {
        "stall.list.1": "lists",
        "stall.list.2": "lists",
        "stall.light": "circumstances",
        "stall.cut": "reductions",
    }


def test_a_rule_of_the_law_that_a_list_replaced_comes_back(folder: Path) -> None:
    """Without a list that takes the place of APL 33(1) s. 1, that sentence spares."""
    path = folder / "replaces.yaml"
    rule = "{id: stall.only, title: {zh: 只有清单, en: only}, matter: stall.block, when: 属清单所列, then: spare, strength: shall, basis: 摊点清单 第1项, "
    path.write_text(f"{HEAD}exemptions:\n  - {rule}replaces: [apl.33.1.1]}}\n", encoding="utf-8")
    facts = {"占道经营": True, "属清单所列": False, "及时改正": True, "违法行为轻微": True, "危害后果": "没有"}
    case = {
        "case": "c",
        "matter": "stall.block",
        "start": "2024-05-01",
        "end": "2024-05-01",
        "party": {"kind": "unit"},
        "facts": facts,
    }
    (unit,) = er.leniency(er.load(path), [case], without=["lists"]).units
    kept, without = unit.kept.outcomes[0], unit.without.outcomes[0]
    assert "no_penalty_shall" not in (kept.disposition, *kept.candidates)
    assert "no_penalty_shall" in (without.disposition, *without.candidates)
