"""`check --witness`: a case for each finding that a case can show, which lies where the finding says."""

from __future__ import annotations

from pathlib import Path

import pytest

import enforcerules as er
from enforcerules.cli.main import main
from enforcerules.load.cases import load_examples

RULES = """format: enforcerules/ruleset/1
ruleset: t
instruments:
  法: {title: 法, rank: law, versions: [{id: "1", from: 2020-01-01}]}
kinds:
  fine: {label: 罚款, class: penalty, article9: 2}
facts:
  done: {label: 实施, type: boolean}
  abroad: {label: 在境外, type: boolean}
  gains: {label: 违法所得, type: money}
  act_end: {label: 行为终了日, type: date, source: act.end}
derived:
  times: {label: 次数, count: penalty, same: matter, window: 2年, anchor: act_end, including_present: true, unit: 次}
matters:
  - id: hole
    title: 有空档的
    elements: 实施
    penalised_by: 法 第一条
    penalties:
      - limbs:
          - {when: 在境外 且 违法所得超过1万元, fine: {shall: 违法所得1倍以上5倍以下}}
          - {when: 在境外 且 违法所得不足1万元, fine: {shall: 3000元以上1万元以下}}
          - {when: 非 在境外, fine: {shall: 3000元以上1万元以下}}
  - {id: table, title: 有表的, elements: 实施, penalised_by: 法 第二条, penalties: [{fine: {shall: 5万元以上10万元以下}}]}
benchmarks:
  - id: b
    refines: table/fine
    basis: 法 第三条
    rows:
      - {id: few, when: 次数不足2次, amount: 5万元}
      - {id: many, when: 次数3次以上, amount: 6万元}
      - {id: some, when: 次数4次以上 且 在境外, amount: 7万元}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "t.yaml").write_text(RULES, encoding="utf-8")
    return tmp_path


def _decided(folder: Path, name: str) -> er.Outcome:
    ((example, report),) = load_examples(folder / "cases" / f"{name}.yaml")
    assert report.ok
    assert example is not None
    decision = er.decide(er.load(folder / "rules"), example.case)
    return decision.outcomes[0]


def test_the_witnesses_lie_where_the_findings_say(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(folder / "rules"), "--witness", str(folder / "cases"), "--lang", "en"]) == 1
    said = capsys.readouterr()
    assert "a limb that would close it: `- {when: 在境外 且 违法所得为1万元, fine: …}`" in said.out
    assert "3 cases to be confirmed written, 0 were there" in said.err
    # 正好1万元，在境外：法定各档都不适用，由人认定。
    hole = _decided(folder, "ER540-hole-fine.2-1")
    assert (hole.disposition, [m for m in hole.measures if m.kind == "fine"]) == ("needs_human", [])
    # 本次之外还有一次在二年内：第2次，没有一行适用。
    held = {r.rule: r.holds for r in _decided(folder, "ER570-table-b-1").reasons if r.rule.startswith("b/")}
    assert held == {"b/few": False, "b/many": False, "b/some": False}
    # 第4次，在境外：两行同时适用。
    held = {r.rule: r.holds for r in _decided(folder, "ER571-table-b-1").reasons if r.rule.startswith("b/")}
    assert held == {"b/few": False, "b/many": True, "b/some": True}


def test_what_is_there_stays(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["check", str(folder / "rules"), "--witness", str(folder / "cases"), "--lang", "en"]
    main(words)
    file = folder / "cases" / "ER570-table-b-1.yaml"
    assert "expect: unconfirmed" in file.read_text(encoding="utf-8")
    file.write_text("mine\n", encoding="utf-8")
    capsys.readouterr()
    main(words)
    assert "0 cases to be confirmed written, 3 were there" in capsys.readouterr().err
    assert file.read_text(encoding="utf-8") == "mine\n"


def test_rules_with_errors_give_no_case(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = folder / "rules" / "t.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("amount: 5万元}", "amount: 5}"), encoding="utf-8")
    assert main(["check", str(folder / "rules"), "--witness", str(folder / "cases"), "--lang", "en"]) == 1
    assert "0 cases to be confirmed written" in capsys.readouterr().err
