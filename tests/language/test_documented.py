"""Every condition and amount that the format reference shows can be read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from enforcerules.base.source import Text
from enforcerules.language.parsing import parse_amount, parse_condition
from enforcerules.language.printing import print_amount
from enforcerules.language.vocabulary import vocabulary
from enforcerules.model.program import Fact, Parameter

DOCUMENT = (Path(__file__).parents[2] / "docs" / "ruleset-format.md").read_text(encoding="utf-8")
FACTS = (
    Fact("goods_value", "货值金额", "money", "t", also=("货值",)),
    Fact("investment", "投资总额", "money", "t"),
    Fact("gains", "违法所得", "money", "t"),
    Fact("proposed_fine", "拟处罚款", "money", "t"),
    Fact("prompt", "及时改正", "boolean", "t"),
    Fact("serious", "情节严重", "boolean", "t"),
    Fact("otherwise", "其他情节严重", "boolean", "t"),
    Fact("expired", "经营超过保质期食品", "boolean", "t"),
    Fact("harm", "危害后果", "grade", "t", values=(("none", "没有"), ("minor", "轻微"), ("serious", "严重"))),
    Fact("level", "等级", "choice", "t", values=(("a", "A"), ("b", "B"))),
    Fact("fields", "涉及领域", "set", "t", values=(("finance", "金融安全"),)),
    Fact("times", "次数", "integer", "t", unit="次"),
    Fact("found", "近二年已被查处次数", "integer", "t", unit="次"),
    Fact("penalties", "二年内处罚次数", "integer", "t", unit="次"),
    Fact("project", "项目金额", "money", "t"),
    Fact("income", "所获收入", "money", "t"),
    Fact("premium", "保险费", "money", "t"),
    Fact("loss", "直接损失", "money", "t"),
    Fact("face", "票面金额", "money", "t"),
    Fact("area", "破坏湿地面积", "decimal", "t", unit="平方米"),
    Fact("persons", "介绍人数", "integer", "t", unit="人"),
    Fact("mass", "车辆总质量", "integer", "t", unit="千克"),
    Fact("pollutants", "超标污染物数", "integer", "t", unit="种"),
)
WORDS = vocabulary(
    {fact.id: fact for fact in FACTS}, {"hearing": Parameter("hearing", "听证罚款标准", "money", None, None, (), "t")}
)


def shown() -> list[str]:
    """The conditions of the table, with the fact in front where the table leaves it out, and all of the examples."""
    rows = re.findall(r"^\| ([^|]*) \| (.*) \|$", section("## Conditions", "## matters"), re.MULTILINE)
    tests = [_whole(kind, test) for kind, tests in rows for test in re.findall(r"`([^`]+)`", tests)]
    examples = re.findall(r"when: ([^,}#\n]+)", DOCUMENT) + re.findall(r"elements: ([^,}#\n]+)", DOCUMENT)
    return [*tests, *(one.strip() for one in examples if "…" not in one and not one.startswith("alleged"))]


def section(start: str, end: str) -> str:
    return DOCUMENT[DOCUMENT.index(start) : DOCUMENT.index(end)]


def _whole(kind: str, test: str) -> str:
    """`…10万元以下`, `不足1万元`, `3次至5次` and a bare `不低于` as whole tests."""
    test = test.removeprefix("…")
    if any(test.removeprefix("非 ").startswith(fact.label) for fact in FACTS):
        return test
    if kind.startswith("grade"):
        return f"危害后果{test}轻微"
    if "次" in test:
        return f"次数{test}"
    return f"货值金额{test}" if re.search("[0-9]", test) else f"货值金额{test}1万元"


@pytest.mark.parametrize("text", shown())
def test_a_condition_of_the_format_reference_can_be_read(text: str) -> None:
    parse_condition(Text(text), WORDS)


def test_the_reference_shows_conditions() -> None:
    assert len(shown()) > 30


def amounts() -> list[str]:
    """The amounts of the table, the base written out; not those that leave the amount to others."""
    rows = re.findall(r"^\| ([^|]*) \|.*\|$", section("### Amounts", "## Rules"), re.MULTILINE)
    texts = [text for row in rows for text in re.findall(r"`([^`]+)`", row)]
    return [t.replace("…", "货值金额") for t in texts if not t.startswith(("数额未规定", "依照"))]


@pytest.mark.parametrize("text", amounts())
def test_an_amount_of_the_format_reference_can_be_read(text: str) -> None:
    amount = parse_amount(Text(text), WORDS)
    assert parse_amount(Text(print_amount(amount, WORDS)), WORDS) == amount


def test_the_reference_shows_amounts() -> None:
    assert len(amounts()) >= 12
