"""Chinese cardinals: forms of legal texts, worked by hand, and the round trip."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enforcerules.model.numerals import LIMIT, read_cardinal, read_number, spell, write_cardinal

WRITTEN = {
    0: "零",
    2: "二",
    10: "十",
    11: "十一",
    20: "二十",
    33: "三十三",
    100: "一百",
    101: "一百零一",
    110: "一百一十",
    124: "一百二十四",
    1005: "一千零五",
    1010: "一千零一十",
    1242: "一千二百四十二",
    1260: "一千二百六十",
    10_000: "一万",
    10_010: "一万零一十",
    15_000: "一万五千",
    100_000: "十万",
    105_000: "十万五千",
    200_000: "二十万",
    200_500: "二十万零五百",
    1_100_000: "一百一十万",
    10_950: "一万零九百五十",
    100_000_000: "一亿",
    100_000_001: "一亿零一",
    110_000_000: "一亿一千万",
    105_000_000: "一亿零五百万",
    6_300_004_612: "六十三亿零四千六百一十二",
    10**12: "一万亿",
}

ALSO_READ = {
    "〇": 0,
    "两": 2,
    "一十": 10,
    "一十二": 12,
    "一千〇五": 1005,
    "两百": 200,
    "两千零二十四": 2024,
    "三万两千": 32_000,
    "两万亿": 2 * 10**12,
    "十万零七千": 107_000,
    "六十三亿四千六百一十二": 6_300_004_612,
    "一亿一千": 100_001_000,  # the lowest number of which no figure of the lower section is missing
}

REFUSED = [
    "",
    "一百二",  # 120 in speech, 102 by its figures
    "一百十二",
    "二〇二四",
    "一二三",
    "二十两",
    "十两",
    "零五",
    "五零",
    "一千零零五",
    "一百零",
    "百",
    "万",
    "亿",
    "万亿",
    "一万万",
    "一百亿亿",
    "一亿亿",  # the first number that is not read
    "一亿零三千万",
    "十十",
    "5",
    "一 百",
    "壹佰",
    "一百元",
    "负一",
    "亿" * 100_000,
    "一" * 100_000,
]


@pytest.mark.parametrize(("number", "text"), WRITTEN.items())
def test_written_as_legal_texts_write(number, text):
    assert write_cardinal(number) == text
    assert read_cardinal(text) == number


@pytest.mark.parametrize(("text", "number"), ALSO_READ.items())
def test_read_though_not_written(text, number):
    assert read_cardinal(text) == number


@pytest.mark.parametrize("text", REFUSED)
def test_refused(text):
    assert read_cardinal(text) is None


def test_every_small_number_returns():
    assert all(read_cardinal(write_cardinal(n)) == n for n in range(20_000))


@given(st.integers(0, LIMIT - 1))
def test_reading_undoes_writing(n):
    """read(write(n)) = n."""
    assert read_cardinal(write_cardinal(n)) == n


@given(st.text("零〇一二两三四五六七八九十百千万亿", max_size=14))
def test_what_is_read_has_one_form(text):
    """A text that is read and its canonical form write the same number."""
    number = read_cardinal(text)
    assert number is None or read_cardinal(write_cardinal(number)) == number


@pytest.mark.parametrize("n", [-1, LIMIT])
def test_out_of_range_is_a_defect(n):
    with pytest.raises(ValueError, match="no Chinese cardinal"):
        write_cardinal(n)


@pytest.mark.parametrize(
    ("text", "number"), [("0", 0), ("33", 33), ("三十三", 33), ("033", None), ("３", None), ("1_0", None)]
)
def test_ascii_digits_or_cardinal(text, number):
    assert read_number(text) == number


@pytest.mark.parametrize("number", [-1, 0, LIMIT])
def test_what_has_no_spelling(number):
    """零 is a cardinal, but no part of a longer one."""
    with pytest.raises(ValueError, match="no Chinese cardinal"):
        spell(number)
