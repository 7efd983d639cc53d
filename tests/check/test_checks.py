"""Static checks: each has a case that it reports, and a near one that it does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from enforcerules.pipeline import build

HEAD = """format: enforcerules/ruleset/1
ruleset: t
instruments:
  法: {title: 法, rank: law, versions: [{id: "1", from: 2020-01-01}]}
kinds:
  fine: {label: 罚款, class: penalty, article9: 2}
facts:
  done: {label: 实施, type: boolean}
  punished: {label: 曾受处罚, type: boolean, ask: if_raised}
  corrected: {label: 已经改正, type: boolean}
matters:
  - {id: m, title: 事项, elements: 实施, penalised_by: 法 第一条, penalties: [{fine: {shall: 5万元以上10万元以下}}]}
"""


def codes(text: str, tmp_path: Path) -> list[str]:
    path = tmp_path / "t.yaml"
    path.write_text(HEAD + text, encoding="utf-8")
    _, report = build([path])
    return [d.code for d in report.diagnostics]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("exemptions:\n  - {id: e, when: 非 曾受处罚, then: spare, basis: 法 第二条}\n", ["ER530"]),
        ("exemptions:\n  - {id: e, then: spare, basis: 法 第二条}\n", ["ER530"]),
        ("exemptions:\n  - {id: e, when: 非 曾受处罚 且 已经改正, then: spare, basis: 法 第二条}\n", []),
        ("circumstances:\n  - {id: c, when: 非 曾受处罚, then: {open: [heavier]}, basis: 法 第二条}\n", ["ER530"]),
    ],
)
def test_nothing_weighty_is_reached_by_silence(text: str, found: list[str], tmp_path: Path) -> None:
    assert codes(text, tmp_path) == found


@pytest.mark.parametrize(
    ("amount", "found"),
    [
        ("9万元以上10万元以下", []),
        ("9万元以上100001元以下", ["ER531"]),
        ("49999.99元以上6万元以下", ["ER531"]),
        ("5万元", []),
    ],
)
def test_a_row_outside_the_statute_is_reported(amount: str, found: list[str], tmp_path: Path) -> None:
    row = f"{{id: r, when: 已经改正, amount: {amount}}}"
    assert codes(f"benchmarks:\n  - {{id: b, refines: m/fine, basis: 法 第三条, rows: [{row}]}}\n", tmp_path) == found
