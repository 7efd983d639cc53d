"""What a ruleset or a case says never becomes text of a program: generated text is made of its own names and whole numbers."""

import io
import json
import keyword
import re
import tokenize
from pathlib import Path

import pytest

import enforcerules as er
from enforcerules.kernel import generated

OWN = re.compile(
    r"run|F|T|V|get|n|name|value|fact|items|len|int|type|max|min|(said_)?f\d+|k\d+|leaf\d+"
    r"|read|days|date_after|age|steps|ratio|count|AWAY|NotPlain|Decimal"
)
HOSTILE = (
    "__import__('os').system('touch pwned')",
    '"); import os; os.system("touch pwned"); ("',
    "'''",
    '"""',
    "\\",
    "\\'",
    "f0",
    "AWAY",
    "leaf0",
    "{x}",
    "%s",
    "None",
    "if",
    "raise NotPlain",
    "k0 or exec(k0)",
    "甲#乙",
    "甲;乙",
    "甲=乙",
    "甲:乙",
)
RULES = """\
format: enforcerules/ruleset/1
ruleset: hostile
title: {{zh: 试验, en: trial}}
territory: "000000"
status: example
instruments:
  试法: {{title: 试验法, rank: law, versions: [{{id: "1", from: 2020-01-01}}]}}
kinds:
  fine: {{label: 罚款, class: penalty, article9: "2"}}
facts:
  done: {{label: {name}, type: boolean, proves: authority, basis: 试法 第一条}}
  goods: {{label: 货值金额, type: money, proves: authority, direction: heavier, basis: 试法 第一条}}
  way: {{label: 方式, type: choice, values: {{a: {value}, b: 其他}}, proves: authority, basis: 试法 第一条}}
  word: {{label: 文字, type: text, proves: authority, basis: 试法 第一条}}
matters:
  - id: hostile.one
    title: {title}
    elements: 「{label}」
    prohibited_by: 试法 第一条
    penalised_by: 试法 第五条
    penalties:
      - limbs:
          - {{when: "货值金额不足1万元", fine: {{shall: 1000元以上5000元以下}}}}
          - {{when: "货值金额1万元以上", fine: {{shall: 货值金额1倍以上3倍以下}}}}
benchmarks:
  - id: hostile.table
    refines: hostile.one/fine
    hit: heaviest
    basis: 试法 第二条
    rows:
      - {{id: a, level: heavier, when: "方式为「{value_label}」", of_max: 80%}}
      - {{id: b, level: ordinary, otherwise: true, band: "(30%, 70%)"}}
"""


def strangers(text: str) -> list[str]:
    """Tokens of a program that are neither its own names (also as texts, for constants), nor whole numbers, nor words and signs of Python."""
    found = []
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        own = token.type == tokenize.NAME and (keyword.iskeyword(token.string) or OWN.fullmatch(token.string))
        number = token.type == tokenize.NUMBER and token.string.isdigit()
        constant = token.type == tokenize.STRING and re.fullmatch(r"'(k|leaf)\d+'", token.string)
        layout = token.type in {tokenize.NEWLINE, tokenize.NL, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}
        if not (own or number or constant or layout or token.type == tokenize.OP):
            found.append(token.string)
    return found


@pytest.fixture
def texts(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The text of every function that is generated."""
    seen: list[str] = []

    def spied(text: str, file: str, mode: str) -> object:
        seen.append(text)
        return compile(text, file, mode)

    monkeypatch.setattr(generated, "compile", spied, raising=False)
    return seen


@pytest.mark.parametrize("plain", [True, False], ids=["as a value", "as a name as well"])
@pytest.mark.parametrize("hostile", HOSTILE)
def test_names_of_a_ruleset_do_not_become_text(
    hostile: str, plain: bool, texts: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    name = "做了" if plain else hostile
    path = tmp_path / "rules.yaml"
    quoted = {"name": json.dumps(name), "value": json.dumps(hostile), "title": json.dumps(hostile)}
    path.write_text(RULES.format(**quoted, label=name, value_label=hostile.replace('"', '\\"')), encoding="utf-8")
    try:
        rules = er.load(path)
    except er.InvalidInput:
        pytest.skip("refused as it is")
    asked = er.decider(
        rules, {"matter": "hostile.one", "start": "2024-03-01", "end": "2024-03-02", "party": {"kind": "unit"}}
    )
    for goods in ("500", "20000.50"):
        for word in (hostile, "x"):
            facts = {name: True, "货值金额": goods, "方式": hostile, "文字": word}
            first, second = asked(facts), asked(facts)
            assert first.disposition == second.disposition
    assert texts
    assert [stranger for text in texts for stranger in strangers(text)] == []
    assert not (tmp_path / "pwned").exists()


def test_of_the_shipped_rules_neither(texts: list[str]) -> None:
    rules = er.load("cn/market/food")
    case = {
        "matter": "food.expired",
        "start": "2024-03-01",
        "end": "2024-03-20",
        "party": {"kind": "unit"},
        "phase": "concluded",
    }
    asked = er.decider(rules, {**case, "dates": {"discovered": "2024-03-25", "decided": "2024-05-06"}})
    for goods in ("66.00", "9999.99", "10000", "123456.78"):
        for harm in ("没有", "较重"):
            asked(
                {
                    "经营超过保质期食品": True,
                    "货值金额": goods,
                    "危害后果": harm,
                    "及时改正": False,
                    "违法行为轻微": False,
                }
            )
    assert len(texts) >= 2
    assert [stranger for text in texts for stranger in strangers(text)] == []


def test_the_test_sees_a_stranger() -> None:
    assert strangers("def run(F, T):\n    return exec('1'), 1.5\n") == ["exec", "'1'", "1.5"]
