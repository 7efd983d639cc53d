"""A ruleset small enough to count by hand, and example cases for it."""

from __future__ import annotations

from pathlib import Path

from enforcerules import api
from enforcerules.model.program import Program
from enforcerules.testing.collect import collect
from enforcerules.testing.run import Result, run_all

RULES = """
format: enforcerules/ruleset/1
ruleset: own
title: {zh: 自拟, en: own}
status: example
instruments:
  示例法: {title: 示例法, rank: example, reads: {以上: included, 以下: included}, versions: [{id: "1", from: 2000-01-01}]}
kinds:
  fine: {label: 罚款, en: fine, class: penalty, article9: 2, rank: 2}
facts:
  proved: {label: 违法事实, type: boolean, basis: 示例法 第一条}
  value: {label: 货值金额, type: money, basis: 示例法 第一条}
  minor: {label: 情节轻微, type: boolean, basis: 示例法 第二条}
  corrected: {label: 及时改正, type: boolean, basis: 示例法 第二条}
  times: {label: 次数, type: integer, unit: 次, basis: 示例法 第二条}
matters:
  - id: own.matter
    title: 示例事项
    elements: 违法事实
    prohibited_by: 示例法 第一条
    penalised_by: 示例法 第一条
    penalties:
      - limbs:
          - {when: 货值金额不足1万元, fine: {shall: 1000元以上5000元以下}}
          - {when: 货值金额1万元以上, fine: {shall: 5000元以上3万元以下}}
exemptions:
  - id: own.spare
    title: 轻微并改正
    when: 情节轻微 且 （及时改正 或 次数为0次）
    then: spare
    strength: shall
    basis: 示例法 第二条
benchmarks:
  - id: own.table
    refines: own.matter/fine
    basis: 示例法 第三条
    rows:
      - {id: low, level: lighter, when: 货值金额不足5000元, band: "[0%, 30%]"}
      - {id: rest, level: ordinary, otherwise: true, band: "(30%, 70%)"}
"""

CASE = """
format: enforcerules/example/1
example: {name}
case:
  format: enforcerules/case/1
  phase: concluded
  matter: own.matter
  start: 2024-01-01
  end: 2024-01-02
  party: {{kind: unit}}
  dates: {{decided: 2024-02-01}}
  facts: {{{facts}}}
expect: {expect}
"""


def written(folder: Path, *cases: tuple[str, str, str], rules: str = RULES) -> Path:
    """The rules with example cases (name, facts, expectation)."""
    (folder / "ruleset.yaml").write_text(rules, encoding="utf-8")
    (folder / "cases").mkdir(exist_ok=True)
    for name, facts, expect in cases:
        text = CASE.format(name=name, facts=facts, expect=expect)
        (folder / "cases" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def ran(folder: Path) -> tuple[Program, tuple[Result, ...]]:
    """The program, and all examples run."""
    program = api.load(folder).program
    return program, tuple(result for path in collect([folder]) for result in run_all(program, path))
