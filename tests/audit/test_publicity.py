"""Rows of public notices: money to the 分, nothing of persons that the fields do not need."""

import json
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import enforcerules as er
from enforcerules.model.codes import is_credit_code
from enforcerules.render.publicity import COLUMNS, ten_thousands

ROOT = Path(__file__).parents[2]
CODE = "91350100M000100Y43"  # the example of GB 32100 with its right check character
NOTICE = {
    "number": "某市监罚[2025]12号",
    "party": {"name": "某食品店", "code": CODE, "representative": {"name": "某甲", "identity": {"type": "居民身份证", "number": "11010119900307803X"}}},
    "decided": "2025-06-30",
    "measures": {"fine": "180000.00", "confiscate_gains": "3500", "confiscate_goods": "12345.67", "confiscate_tools": "冰柜一台", "license_revoke": "食品经营许可证 JY1", "order": "true"},
    "authority": {"name": "某市市场监督管理局", "code": CODE.lower()},
    "valid_until": "2026-06-30",
    "public_until": date(2028, 6, 30),
}  # fmt: skip


@pytest.fixture(scope="module")
def decision():
    return er.decide(er.load("cn"), ROOT / "examples" / "two-acts.yaml")


def row(decision, party="p1", **change):
    return er.to_publicity_row(decision, {**NOTICE, **change}, party=party)


def test_a_length_stands_in_words(decision):
    assert row(decision, measures={"license_suspend": "6m"})["处罚内容"].endswith("（6个月）")


def refused(decision, party="p1", **change):
    with pytest.raises(er.InvalidInput) as caught:
        row(decision, party, **change)
    return [one.code for one in caught.value.report.errors]


def test_a_row(decision):
    made = row(decision)
    assert tuple(made) == COLUMNS
    assert all(isinstance(text, str) for text in made.values())
    assert made["行政处罚决定书文号"] == "某市监罚〔2025〕12号"
    assert made["统一社会信用代码"] == made["处罚机关统一社会信用代码"] == CODE
    assert made["行政相对人类别"] == "法人及非法人组织"
    assert made["违法行为类型"] == "经营超过保质期的食品；进货未查验或者未按规定记录"
    assert made["违法事实"] == (
        "2025年5月6日至2025年6月10日，经营超过保质期的食品。2025年4月1日至2025年6月25日，进货未查验或者未按规定记录。"
    )
    assert made["处罚依据"] == (
        "《中华人民共和国食品安全法》第一百二十四条第一款第五项、《中华人民共和国食品安全法》第一百二十六条第一款第三项"
    )
    assert made["处罚类别"] == "罚款、没收违法所得、没收违法物品、没收违法工具、吊销许可证件"
    assert made["处罚内容"] == (
        "1.罚款180000.00元（壹拾捌万元整）；2.没收违法所得3500.00元（叁仟伍佰元整）；"
        "3.没收违法物品12345.67元（壹万贰仟叁佰肆拾伍元陆角柒分）；4.没收违法工具（冰柜一台）；5.吊销许可证件（食品经营许可证 JY1）"
    )
    assert made["罚款金额（万元）"] == "18.000000"
    assert made["没收违法所得、没收非法财物的金额（万元）"] == "1.584567"  # 3,500 and 12,345.67 are 15,845.67 元
    assert made["暂扣或吊销证照名称及编号"] == "食品经营许可证 JY1"
    assert (made["处罚决定日期"], made["公示截止期"]) == ("2025-06-30", "2028-06-30")
    assert made["数据来源单位"] == made["处罚机关"]


def test_small_sums_are_not_nil(decision):
    """3,500 元 is 0.350000 万元; a field of whole 万元 would make it 0."""
    assert row(decision, measures={"fine": "3500.00"})["罚款金额（万元）"] == "0.350000"
    assert row(decision, measures={"fine": "0.01"})["罚款金额（万元）"] == "0.000001"
    assert row(decision, measures={"fine": "1.2万元"})["罚款金额（万元）"] == "1.200000"


@given(st.integers(0, 10**15))
def test_ten_thousands_are_exact(fen):
    """The text times 10,000 is the amount in 元, to the 分."""
    assert Fraction(ten_thousands(fen)) * 10_000 == Fraction(fen, 100)


def test_without_amounts_the_fields_are_empty(decision):
    made = row(decision, measures={"warning": True})
    assert made["处罚内容"] == made["处罚类别"] == "警告"
    assert made["罚款金额（万元）"] == made["没收违法所得、没收非法财物的金额（万元）"] == ""


def test_numbers_of_identity_are_masked(decision):
    made = row(
        decision, facts="当事人（身份证11010119900307803X，电话13800138000）销售过期食品。", remark="13800138000"
    )
    assert made["法定代表人证件号码"] == "110101********803X"
    assert made["违法事实"] == "当事人（身份证110101********803X，电话138****8000）销售过期食品。"
    assert made["备注"] == "138****8000"
    assert "19900307" not in json.dumps(made)


def test_a_natural_person(decision):
    """No legal representative and no credit code; the number of identity masked; nothing of the date of birth."""
    person = {"name": "某乙", "code": CODE, "identity": {"type": "居民身份证", "number": "11010119850307803X"},
              "representative": {"name": "某甲"}}  # fmt: skip
    made = er.to_publicity_row(decision, {**NOTICE, "party": person, "measures": {"fine": "80000"}}, party="p2")
    assert (made["行政相对人类别"], made["法定代表人"], made["统一社会信用代码"]) == ("自然人", "", "")
    assert made["证件号码"] == "110101********803X"
    assert "1985" not in "".join(made.values())


def test_what_the_case_says_of_persons_is_not_published(decision):
    """The case holds a date of birth and an income; no field shows them."""
    made = "".join(er.to_publicity_row(decision, {**NOTICE, "measures": {"fine": "80000"}}, party="p2").values())
    assert "80000元" not in made.replace("80000.00元", "")
    for party in decision.case.parties:
        assert party.born is None or party.born.isoformat() not in made


def test_one_party_at_a_time(decision):
    assert refused(decision, party=None) == refused(decision, party="p9") == ["ER651"]
    single = er.decide(er.load("cn"), ROOT / "examples" / "expired-food.yaml")
    assert er.to_publicity_row(single, NOTICE)["违法行为类型"] == "经营超过保质期的食品"


def test_what_is_wrong_with_a_notice(decision):
    assert refused(decision, measures={"order": True}) == ["ER652"]
    assert refused(decision, measures={"fine": False}) == ["ER652"]
    assert refused(decision, measures={"fines": "1"}) == ["ER610"]
    assert refused(decision, measures={"fine": "三千五百"}) == ["ER240"]
    assert refused(decision, measures={"fine": True}) == ["ER240"]
    assert refused(decision, measures={"fine": 3500.5}) == ["ER227"]
    assert refused(decision, authority={"name": "局", "code": "91350100M000100Y4Z"}) == ["ER650"]
    assert refused(decision, public_until="2025-06-29") == ["ER232"]
    assert refused(decision, numbr="1") == ["ER201"]
    with pytest.raises(er.InvalidInput):
        er.to_publicity_row(decision, {"number": "1"})
    with pytest.raises(er.InvalidInput):
        er.to_publicity_row(decision, 5)


def test_from_a_file(decision, tmp_path):
    path = tmp_path / "notice.json"
    path.write_text(json.dumps({"format": "enforcerules/notice/1", **NOTICE}, default=str), encoding="utf-8")
    assert er.to_publicity_row(decision, path, party="p1") == row(decision)
    schema = json.loads((ROOT / "schemas" / "notice.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(json.loads(path.read_text(encoding="utf-8")))
    with pytest.raises(er.InvalidInput):
        er.to_publicity_row(decision, tmp_path / "none.yaml")
    path.write_text("[]", encoding="utf-8")
    with pytest.raises(er.InvalidInput):
        er.to_publicity_row(decision, path)


@pytest.mark.parametrize("typed", ["〔2025〕", "[2025]", "【2025】", "（2025）", "(2025)"])
def test_brackets_of_the_number(decision, typed):
    assert row(decision, number=f"某罚{typed}3号")["行政处罚决定书文号"] == "某罚〔2025〕3号"


# ---- codes -----------------------------------------------------------------------------------------------------


def test_credit_codes():
    """The check character of GB 32100: weights 3^(i-1) mod 31, 31 less the sum modulo 31."""
    assert is_credit_code(CODE)
    assert not is_credit_code("91350100M000100Y4Z")  # much copied, and wrong
    assert not is_credit_code(CODE[:-1])
    assert not is_credit_code(CODE.replace("M", "I"))  # a letter that the code does not use


@given(st.integers(0, 16), st.sampled_from("0123456789ABCDEFGHJKLMNPQRTUWXY"))
def test_one_wrong_character_is_found(place, char):
    """Weights are prime to 31, so that any one change changes the sum."""
    other = CODE[:place] + char + CODE[place + 1 :]
    assert is_credit_code(other) is (other == CODE)


# ---- words and figures -----------------------------------------------------------------------------------------


def test_words_against_figures():
    assert er.same_amount("肆万玖仟元整", "49000.00")
    assert not er.same_amount("肆万玖仟元整", "29000.00")


@pytest.mark.parametrize(
    ("words", "figures", "code"), [("肆万玖仟", "49000", "ER653"), ("肆万玖仟元整", "49k", "ER240")]
)
def test_what_cannot_be_read_is_told(words, figures, code):
    with pytest.raises(er.InvalidInput) as caught:
        er.same_amount(words, figures)
    assert [one.code for one in caught.value.report.errors] == [code]
