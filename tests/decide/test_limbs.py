"""Blocks of limbs: what all of them ask, holes, overlaps, and limbs that threaten something else than a fine."""

from pathlib import Path

import pytest

import enforcerules as er

RULESET = """
format: enforcerules/ruleset/1
ruleset: test.limbs
extends: [cn.general]
instruments: {示例法: {title: 示例法, rank: law, versions: [{id: "1", from: 2020-01-01}]}}
facts:
  refused: {label: 逾期不改正, type: boolean, direction: heavier, on_unknown: false}
  gains: {label: 违法所得, type: money, direction: heavier}
  item: {label: 项次, type: integer, unit: 项, min: 1}
matters:
  - id: t.gains
    title: 逾期不改正
    elements: alleged
    penalised_by: 示例法 第一条
    penalties:
      - when: 逾期不改正
        limbs:
          - {when: 违法所得超过1万元, fine: {shall: 违法所得1倍以上3倍以下}}
          - {when: 违法所得不足1万元, fine: {shall: 1万元以下}}
  - id: t.item
    title: 三项行为
    elements: alleged
    penalised_by: 示例法 第二条
    penalties:
      - limbs:
          - {when: 项次为1项, fine: {shall: 1万元以下}}
          - {when: 项次为2项, fine: {shall: 2万元以下}, target: principal}
          - {when: 项次为3项, license_revoke: shall}
  - id: t.both
    title: 界点
    elements: alleged
    penalised_by: 示例法 第三条
    penalties:
      - limbs:
          - {when: 违法所得5000元以上, fine: {shall: 违法所得2倍以上5倍以下}}
          - {when: 违法所得5000元以下, fine: {may: 1万元以下}}
"""


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> er.Ruleset:
    file: Path = tmp_path_factory.mktemp("rules") / "limbs.yaml"
    file.write_text(RULESET, encoding="utf-8")
    return er.load(file)


def alerts(rules, matter, party="unit", **facts):
    case = {"phase": "concluded", "matter": matter, "party": {"kind": party}, "facts": facts}
    (made,) = er.decide(rules, case).outcomes
    return {one.kind for one in made.alerts} & {"tier_gap", "tier_overlap"}


def held(rules, matter, party="unit", **facts):
    case = {"phase": "concluded", "matter": matter, "party": {"kind": party}, "facts": facts}
    (made,) = er.decide(rules, case).outcomes
    return [one.kind for one in made.measures if one.holds], made.disposition


def test_outside_of_what_all_limbs_ask_there_is_no_hole(rules) -> None:
    """Corrected in time, nothing follows; at exactly 10,000 neither limb holds, which is a hole if it was not corrected."""
    assert alerts(rules, "t.gains", 逾期不改正=False, 违法所得="10000.00") == set()
    assert alerts(rules, "t.gains", 逾期不改正=True, 违法所得="10000.00") == {"tier_gap"}
    assert alerts(rules, "t.gains", 逾期不改正=True, 违法所得="10000.01") == set()
    assert alerts(rules, "t.gains", 逾期不改正=True, 违法所得="9999.99") == set()


def test_an_unknown_figure_is_a_persons_to_find_only_where_the_block_applies(rules) -> None:
    assert held(rules, "t.gains", 逾期不改正=True) == ([], "needs_human")
    assert held(rules, "t.gains", 逾期不改正=False)[0] == []
    assert alerts(rules, "t.gains", 逾期不改正=True) == set()


def test_a_limb_that_threatens_something_else_leaves_no_hole(rules) -> None:
    """Item 3 is answered by a revocation, item 2 by a fine of the person in charge; item 4 by nothing."""
    assert alerts(rules, "t.item", 项次=3) == set()
    assert alerts(rules, "t.item", 项次=2) == set()
    assert alerts(rules, "t.item", 项次=2, party="responsible_person") == set()
    assert alerts(rules, "t.item", 项次=4) == {"tier_gap"}


def test_an_end_point_that_two_limbs_claim_is_an_overlap(rules) -> None:
    assert alerts(rules, "t.both", 违法所得="5000.00") == {"tier_overlap"}
    assert alerts(rules, "t.both", 违法所得="4999.99") == set()
    assert alerts(rules, "t.both", 违法所得="5000.01") == set()
