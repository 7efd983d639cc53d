"""Measures that are neither penalties nor orders: a listing, a visit; nothing is told as a penalty that is none."""

from pathlib import Path

import pytest

from enforcerules import api
from enforcerules.explain.decision import explain
from enforcerules.load.cases import load_example
from enforcerules.render.summary import summary
from enforcerules.render.text import text

EXAMPLES = Path(__file__).parents[2] / "rulesets" / "cn" / "examples"


@pytest.fixture(scope="module")
def rules():
    return api.load(EXAMPLES / "joint_discipline")


@pytest.fixture(scope="module")
def listed(rules):
    example, _ = load_example(EXAMPLES / "joint_discipline" / "cases" / "jd-of-another.yaml")
    return api.decide(rules, example.case)


@pytest.mark.parametrize(
    ("lang", "said"), [("zh", "采取所列措施，不是行政处罚"), ("en", "take the measures named, which are no penalty")]
)
def test_measures_that_are_no_penalty(listed, lang, said):
    shown = text(explain(listed), lang, 10_000)
    assert said in shown
    assert said in summary(listed, lang, 10_000)
    assert "给予行政处罚" not in shown
    assert "impose an administrative penalty" not in shown


def test_the_last_day_of_the_term_is_told_without_a_period(listed):
    """2026-05-06 and two years: the day, and of which fact it is; no `自…起0日`."""
    assert "至2028年5月6日止（惩戒期满日）" in text(explain(listed), "zh", 10_000)


VISIT = {
    "format": "enforcerules/case/1",
    "phase": "concluded",
    "territory": "110115",
    "matter": "visits.visit",
    "start": "2025-12-15",
    "end": "2025-12-15",
    "party": {"kind": "unit"},
    "facts": {
        "拟进行现场检查": True,
        "风险类别": "一类",
        "信用等级": "A级",
        "检查缘由": "按计划检查",
        "列入年度检查计划": False,
        "执法人员编号": "甲01",
    },
    "history": {"searched": [{"register": "甲", "from": "2023-01-01", "to": "2026-12-31", "on": "2026-12-31"}]},
}


def test_a_visit_that_is_not_allowed_says_why():
    decision = api.decide(api.load(EXAMPLES / "visits"), VISIT)
    shown = text(explain(decision), "zh", 10_000)
    assert "规则不允许进行现场检查" in summary(decision, "zh", 10_000)
    assert "规则不允许：没有列入计划的，不得按计划检查" in shown
    assert "列入年度检查计划：没有这一情形" in shown
    assert "Not allowed: a visit" in summary(decision, "en", 10_000)


def test_a_visit_whose_history_was_not_searched_is_open():
    decision = api.decide(
        api.load(EXAMPLES / "visits"),
        {**VISIT, "facts": {**VISIT["facts"], "列入年度检查计划": True}, "history": {"searched": []}},
    )
    shown = text(explain(decision), "zh", 10_000)
    assert "规则是否允许待查：已达全年检查次数上限" in shown
    assert "采取所列措施" in summary(decision, "zh", 10_000)
    assert "给予行政处罚" not in shown
