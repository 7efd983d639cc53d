"""Capital amounts: the examples of the rules, forms refused, and the round trip."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enforcerules.model.capitals import amount_upper, read_upper

WRITTEN = {
    0: "零元整",
    1: "壹分",
    5: "伍分",
    10: "壹角整",
    12: "壹角贰分",
    50: "伍角整",
    100: "壹元整",
    101: "壹元零壹分",
    110: "壹元壹角整",
    1_000: "壹拾元整",
    1_050: "壹拾元伍角整",
    10_000: "壹佰元整",
    100_506: "壹仟零伍元零陆分",
    4_900_000: "肆万玖仟元整",
    5_000_000: "伍万元整",
    10_000_000: "壹拾万元整",
    10_001_000: "壹拾万零壹拾元整",
    630_000_461_212: "陆拾叁亿零肆仟陆佰壹拾贰元壹角贰分",
    10**14: "壹万亿元整",
    # the examples of the annex, rule 4
    140_950: "壹仟肆佰零玖元伍角整",
    600_714: "陆仟零柒元壹角肆分",
    168_032: "壹仟陆佰捌拾元叁角贰分",
    1_640_902: "壹万陆仟肆佰零玖元零贰分",
    32_504: "叁佰贰拾伍元零肆分",
}

ALSO_READ = {
    "人民币壹佰元整": 10_000,
    "壹佰元正": 10_000,
    "壹佰圆整": 10_000,
    "貳萬圓整": 2_000_000,
    "伍角": 50,
    "壹仟肆佰零玖元伍角": 140_950,
    "壹仟陆佰捌拾元零叁角贰分": 168_032,
    "壹拾万柒仟元零伍角叁分": 10_700_053,
    "壹拾万零柒仟元伍角叁分": 10_700_053,
    "陆拾叁亿肆仟陆佰壹拾贰元壹角贰分": 630_000_461_212,
}

REFUSED = [
    "",
    "元",
    "整",
    "元整",
    "角",
    "零",
    "壹佰元",  # 整 is required after 元
    "伍分整",  # and not allowed after 分
    "拾元整",
    "百元整",
    "一百元整",
    "100元整",
    "肆万玖仟",
    "壹佰零元整",
    "壹佰零伍元零伍角",
    "壹佰伍元整",
    "壹元陆分",
    "零元伍角整",
    "零角伍分",
    "壹元零角伍分",
    "壹元拾角",
    "壹元万角",
    "壹元贰元整",
    "壹元整整",
    "壹分贰角",
    "壹佰万万元整",
    "壹元整。",
    "人民币",
    "壹" * 100_000,
    "亿" * 59,
]


@pytest.mark.parametrize(("fen", "text"), WRITTEN.items())
def test_written_by_the_rules(fen, text):
    assert amount_upper(fen) == text
    assert read_upper(text) == fen


@pytest.mark.parametrize(("text", "fen"), ALSO_READ.items())
def test_read_though_not_written(text, fen):
    assert read_upper(text) == fen


@pytest.mark.parametrize("text", REFUSED)
def test_refused(text):
    assert read_upper(text) is None


@pytest.mark.parametrize("fen", [-1, 10**18])
def test_out_of_range_is_a_defect(fen):
    with pytest.raises(ValueError, match="no capital amount"):
        amount_upper(fen)


def test_dense_round_trip():
    """Every 分 up to 300 元, every seventh up to 20,000 元."""
    assert all(read_upper(amount_upper(fen)) == fen for fen in [*range(30_000), *range(30_000, 2_000_001, 7)])


def test_zeros_round_trip():
    """Amounts of mostly zeros, where the 零 are."""
    source = random.Random(20240101)
    samples = [int("".join(source.choice("0007") for _ in range(16))) for _ in range(20_000)]
    assert all(read_upper(amount_upper(fen)) == fen for fen in samples)


@given(st.integers(0, 10**14))
def test_reading_undoes_writing(fen):
    """read_upper(amount_upper(fen)) = fen."""
    assert read_upper(amount_upper(fen)) == fen


@given(st.integers(1, 10**14))
def test_form(fen):
    """It ends in 整 or 分 and has no double and no leading 零."""
    text = amount_upper(fen)
    assert text.endswith("分") if fen % 10 else text.endswith("整")
    assert "零零" not in text
    assert not text.startswith("零")


@given(st.text("零壹贰玖拾佰仟万亿元角分整", max_size=16))
def test_what_is_read_has_one_form(text):
    """A text that is read differs from the written form in 零 and 整 only."""
    fen = read_upper(text)
    bare = str.maketrans("", "", "零整")
    assert not fen or text.translate(bare) == amount_upper(fen).translate(bare)
