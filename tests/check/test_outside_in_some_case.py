"""A row beside limbs that are counted in different ways: outside the statute in some case, which the finding names."""

from __future__ import annotations

from pathlib import Path

import pytest

from enforcerules.pipeline import build

RULES = """format: enforcerules/ruleset/1
ruleset: t
instruments:
  法: {title: 法, rank: law, versions: [{id: "1", from: 2020-01-01}]}
kinds:
  fine: {label: 罚款, class: penalty, article9: 2}
facts:
  done: {label: 实施, type: boolean}
  gains: {label: 违法所得, type: money}
  grave: {label: 情节较重, type: boolean}
matters:
  - id: m
    title: 事项
    elements: 实施
    penalised_by: 法 第一条
    penalties:
      - limbs:
          - {when: 违法所得10万元以上, fine: {shall: 违法所得1倍以上5倍以下}}
          - {when: 违法所得不足10万元 且 非 情节较重, fine: {shall: 1万元以上10万元以下}}
          - {when: 违法所得不足10万元 且 情节较重, fine: {shall: 10万元以上20万元以下}}
benchmarks:
  - {id: b, refines: m/fine, basis: 法 第二条, rows: [{id: r, when: WHEN, amount: AMOUNT}]}
"""


@pytest.mark.parametrize(
    ("when", "amount", "where"),
    [
        ("违法所得不足10万元 且 非 情节较重", "2万元以上10万元以下", None),  # the limb to 10万元 alone
        ("违法所得不足10万元 且 情节较重", "10万元以上20万元以下", None),
        ("违法所得不足10万元", "5万元以上10万元以下", "违法所得不足10万元，情节较重"),  # 5万元 is below 10万元 there
        ("违法所得不足10万元", "10万元", None),  # the one end that both limbs have
        ("违法所得10万元以上", "违法所得1倍以上5倍以下", None),
        ("违法所得10万元以上 且 情节较重", "违法所得3倍以上6倍以下", "违法所得10万元以上，情节较重"),
        ("违法所得10万元以上", "50万元", None),  # in 元 beside a multiple: not compared
    ],
)
def test_a_row_and_the_limbs_that_hold_beside_it(when: str, amount: str, where: str | None, tmp_path: Path) -> None:
    (tmp_path / "t.yaml").write_text(RULES.replace("WHEN", when).replace("AMOUNT", amount), encoding="utf-8")
    _, report = build([tmp_path / "t.yaml"])
    assert not report.errors
    found = [one for one in report.diagnostics if one.code == "ER531"]
    assert [dict(one.args)["where"] for one in found] == ([] if where is None else [where])
    assert all(one.shows is not None and one.shows.matter == "m" for one in found)
