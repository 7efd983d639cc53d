"""Numbers of identity are masked wherever they stand; what only looks like one is left, and no column moves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enforcerules.base.personal import masked_number, without_identity, without_numbers
from enforcerules.base.source import Span
from enforcerules.render.diagnostics import cut

# 110101 is an area, 19900307 a day of birth, 457 a sequence, 8 (or X) the check character: six and four are left.
MASKED = [
    ("110101199003074578", "110101********4578"),
    ("11010119900307457X", "110101********457X"),
    ("11010119900307457x", "110101********457x"),
    ("１１０１０１１９９００３０７４５７８", "１１０１０１********４５７８"),
    ("110101 19900307 4578", "110101 ******** 4578"),
    ("110101 1990 0307 4578", "110101 **** **** 4578"),
    ("110101-19900307-4578", "110101-********-4578"),
    ("身份证ID110101199003074578号", "身份证ID110101********4578号"),
    ("830000199003074578", "830000********4578"),  # a residence permit
    ("110101900307457", "110101******457"),  # fifteen digits: the year has two, there is no check character
    ("护照 E12345678", "护照 E1*****78"),
    ("护照号码：EA1234567", "护照号码：EA*****67"),
    ("港澳居民来往内地通行证号H12345678", "港澳居民来往内地通行证号H1*****78"),
    ("Passport No. G12345678", "Passport No. G1*****78"),
    ("13800138000", "138****8000"),
]
LEFT = [
    "91350100M000100Y43",  # a credit code
    "110101199013074578",  # month 13
    "110101199003324578",  # day 32
    "310101299003074578",  # year 2990
    "20250101123456789012",  # a number of a case
    "013306001232211080001000003",  # a code of an act of administration
    "1101011990030745789",
    "sha256:" + "0123456789abcdef" * 4,
    "批号 E12345678",  # nothing says that it is a passport
    "许可证 JY13306001234567",
    "110101901307457",  # fifteen digits, month 13
    "2024-03-01 12:30:15",
    "12800138000",  # no mobile telephone begins with 12
    "",
]


@pytest.mark.parametrize(("text", "shown"), MASKED)
def test_what_is_masked(text: str, shown: str) -> None:
    assert without_numbers(text) == shown
    assert without_numbers(f"甲，{text}，{text}。") == f"甲，{shown}，{shown}。"
    assert len(shown) == len(text)
    assert without_numbers(shown) == shown


@pytest.mark.parametrize("text", LEFT)
def test_what_is_left(text: str) -> None:
    assert without_numbers(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("18228000000", "18228000000"),  # a fine of 182.28 亿元
        ("罚款：18228000000元", "罚款：18228000000元"),
        ("电话13800138000", "电话138****8000"),
        ("手机号码：13800138000", "手机号码：138****8000"),
        ("Tel. 13800138000", "Tel. 138****8000"),
        ("amount: 13800138000, 110101199003074578", "amount: 13800138000, 110101********4578"),
    ],
)
def test_an_amount_is_no_telephone_where_amounts_stand(text: str, shown: str) -> None:
    assert without_identity(text) == shown


@given(
    st.from_regex(r"[1-9][0-9]{5}(19|20)[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9X]", fullmatch=True),
    st.text("甲乙，。a"),
    st.text("甲乙，。a"),
)
def test_no_number_of_identity_is_left(number: str, before: str, after: str) -> None:
    """Whatever stands around it, the date of birth is gone."""
    made = without_numbers(f"{before}{number}{after}")
    assert made == f"{before}{number[:6]}********{number[14:]}{after}"


def test_masked_numbers() -> None:
    assert masked_number("11010119900307803X") == "110101********803X"
    assert masked_number("110101900307803") == "110101*****7803"
    assert masked_number("E12345678") == "E1*****78"
    assert masked_number("123456") == "******"


def test_a_mark_in_the_middle_of_a_number_shows_no_more_of_it() -> None:
    """The line is masked before it is cut: neither side of the mark has the half of a number."""
    line = "party: 110101199003074578, 其余"
    for start in range(1, len(line)):
        parts = cut(Span("f", 1, start, 1, start + 3), {"f": [line]})
        assert parts is not None
        assert "".join(parts) == "party: 110101********4578, 其余"
