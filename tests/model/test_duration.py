"""Durations: the law's words and the compact notation say the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enforcerules.model.duration import LIFE, Duration, notation, parse_duration, print_duration

WRITTEN = [
    ("5日以上15日以下", Duration(5, 15), "5-15d"),
    ("五日以上十五日以下", Duration(5, 15), "5-15d"),
    ("5以上15日以下", Duration(5, 15), "5-15d"),  # the unit said once is that of both ends
    ("15日以下", Duration(None, 15), "0-15d"),
    ("0-15d", Duration(None, 15), "0-15d"),
    ("10年", Duration(120, 120, "m"), "120m"),
    ("十二个月", Duration(12, 12, "m"), "12m"),
    ("1个月以上3个月以下", Duration(1, 3, "m"), "1-3m"),
    ("六个月以上一年以下", Duration(6, 12, "m"), "6-12m"),
    ("72小时", Duration(72, 72, "h"), "72h"),
    ("终身", LIFE, "life"),
    ("十年直至终身", Duration(120, 120, "m", life=True), "120m-life"),
    ("120m-life", Duration(120, 120, "m", life=True), "120m-life"),
]


@pytest.mark.parametrize(("text", "duration", "compact"), WRITTEN)
def test_read_and_written(text: str, duration: Duration, compact: str) -> None:
    assert parse_duration(text) == duration
    assert notation(duration) == compact
    assert parse_duration(print_duration(duration)) == duration


@pytest.mark.parametrize(
    "text", ["", "半个月", "15日以上5日以下", "72-12m", "5日以上1个月以下", "12", "5x", "-5d", "5-d", "永久", "5日以上"]
)
def test_what_is_no_duration(text: str) -> None:
    assert parse_duration(text) is None


@given(
    lo=st.one_of(st.none(), st.integers(1, 200)),
    more=st.integers(0, 200),
    unit=st.sampled_from("hdm"),
    life=st.booleans(),
)
def test_both_forms_are_read_back(lo: int | None, more: int, unit: str, life: bool) -> None:
    """parse(notation(d)) = d = parse(print(d))."""
    hi = (lo or 0) + more if lo is not None else more + 1
    one = Duration(hi, hi, unit, life=True) if life else Duration(lo, hi, unit)  # type: ignore[arg-type]
    assert parse_duration(notation(one)) == one
    assert parse_duration(print_duration(one)) == one


def test_lengths_in_a_duration() -> None:
    fifteen = Duration(5, 15)
    assert [fifteen.has(n) for n in (4, 5, 15, 16)] == [False, True, True, False]
    assert Duration(None, 5).has(0)
    assert Duration(120, 120, "m", life=True).has(500)
    assert not LIFE.has(10_000)


def test_whether_there_is_a_choice() -> None:
    """十日 and 终身 leave none; 五日以上十五日以下, 十五日以下 and 十年直至终身 leave one."""
    assert [one.exact for one in (Duration(10, 10), LIFE)] == [True, True]
    open_ones = (Duration(5, 15), Duration(None, 15), Duration(120, 120, "m", life=True))
    assert [one.exact for one in open_ones] == [False, False, False]


def test_a_length_without_an_end_is_refused() -> None:
    with pytest.raises(ValueError, match="without an end"):
        Duration(5, None)
