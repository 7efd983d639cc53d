"""How an explanation tells the amount of a fine: its base, its limits, the multiples, and where it is left to other rules."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "decide"))
from strategies import HEAD, case_for, program_of

import enforcerules as er
from enforcerules.pipeline import decide

BASIS = "试法 第一条"
FACTS = {
    "goods": {"label": "货值金额", "type": "money", "basis": BASIS},
    "cars": {"label": "车辆数", "type": "integer", "unit": "辆", "basis": BASIS},
}


def matter(name, article, fine):
    return {
        "id": name,
        "title": {"zh": "甲", "en": "one"},
        "penalised_by": f"试法 第{article}条",
        "penalties": [{"fine": {"shall": fine}}],
    }


def told(fine, facts, lang="zh", *others):
    """The explanation of a case under a matter with this fine, beside other matters."""
    matters = [matter("m.one", "五", fine), *others]
    document = {**HEAD, "ruleset": "t", "title": {"zh": "试验", "en": "trial"}, "facts": FACTS, "matters": matters}
    return er.explain(decide(program_of(document), case_for("m.one", facts, phase="concluded")), lang)


@pytest.mark.parametrize(
    ("fine", "facts", "zh", "en"),
    [
        # 2,500元 of goods, reckoned at the 10,000元 that the text says: 10 to 20 times is 100,000 to 200,000元
        (
            "货值金额10倍以上20倍以下，货值金额不足1万元的，按1万元计算",
            {"goods": "2500.00"},
            ["按10倍以上20倍以下计算", "基数不足1万元的，按1万元计算"],
            ["A base below", "counts as"],
        ),
        ("货值金额3倍以下", {"goods": "2500.00"}, ["按3倍以下计算"], ["up to 3"]),
        ("货值金额2倍", {"goods": "2500.00"}, ["按2倍计算"], ["Base:"]),
        ("货值金额2倍以上", {"goods": "2500.00"}, ["按2倍以上计算"], ["from 2"]),
        (
            "货值金额1倍以上3倍以下，不低于1000元，总额不超过5万元",
            {"goods": "2500.00"},
            ["数额不低于1,000元", "总额不超过5万元"],
            ["Not below", "In total at most"],
        ),
        # each of three vehicles costs 500 to 1,000元
        ("车辆数每辆500元以上1000元以下", {"cars": 3}, ["每辆"], ["for each 辆"]),
        # the base is not known: the amount is open
        ("货值金额1倍以上3倍以下", {}, ["数额待查"], ["the amount is open"]),
    ],
)
def test_what_is_said_of_an_amount(fine, facts, zh, en):
    for words, lang in ((zh, "zh"), (en, "en")):
        text = told(fine, facts, lang)
        assert [one for one in words if one not in text] == []


@pytest.mark.parametrize(
    ("fine", "zh", "en"),
    [
        ("依照本法第八条的规定", "数额依照试法 第八条的规定确定，本条没有规定", "The amount is set by"),
        ("依照有关法律、行政法规的规定", "的规定确定，本条没有规定", "not by this provision"),
    ],
)
def test_what_is_said_of_a_fine_by_reference(fine, zh, en):
    """The place that it is left to, in the words of the law where that names none."""
    assert zh in told(fine, {}).replace("《", "").replace("》", "")
    assert en in told(fine, {}, "en")


@pytest.mark.parametrize(
    ("fine", "facts", "zh", "en"),
    [
        ("1000元以上5000元以下", {}, "处1,000元以上5,000元以下罚款", "1,000"),
        # 2,500元 of goods: one to three times is 2,500 to 7,500元; of goods that are not known, nothing can be told
        ("货值金额1倍以上3倍以下", {"goods": "2500.00"}, "处2,500元以上7,500元以下罚款", "2,500"),
        ("货值金额1倍以上3倍以下", {}, "罚款", "a fine on"),
    ],
)
def test_the_fine_of_the_provision_referred_to_is_told_on_the_facts_of_the_case(fine, facts, zh, en):
    """It is shown under the reference, and is not the fine of the matter itself."""
    other = matter("m.two", "八", fine)
    text = told("依照本法第八条的规定", facts, "zh", other)
    after = text.partition("数额依照")[2].partition("【")[0]
    assert zh in after
    assert "试法 第八条" in after
    assert en in told("依照本法第八条的规定", facts, "en", other)
