"""Codes of acts of 27 digits: what is written is read back, and nothing else is read.

The check digit of 0794 by ISO 7064 MOD 11,10, worked by hand: P = 10; 0: (10 + 0) mod 10 = 0, so 10, doubled 20, mod 11 = 9;
7: 16 mod 10 = 6, 12 mod 11 = 1; 9: 10 mod 10 = 0, so 10, 20 mod 11 = 9; 4: 13 mod 10 = 3, 6. The digit that brings
6 + c to 1 mod 10 is 5.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import enforcerules.api as er  # here, so that no example pays for the import
from enforcerules.base.source import Span, Text
from enforcerules.model.behaviour_code import LENGTH, LENGTHS
from enforcerules.model.check_digits import Mod1110

CODE = "013306001232211080001000003"


def digits(length: int) -> st.SearchStrategy[str]:
    return st.text("0123456789", min_size=length, max_size=length)


PARTS = {name: digits(length) for name, length in LENGTHS.items() if name not in {"date", "check"}}
DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))


def codes_of(text: Any, **how: Any) -> list[tuple[str, int]]:
    with pytest.raises(er.InvalidInput) as caught:
        er.parse_code(text, **how)
    return [(one.code, one.span.column) for one in caught.value.report.diagnostics]


def test_the_lengths_are_those_that_were_reported() -> None:
    assert list(LENGTHS.values()) == [2, 9, 6, 4, 5, 1]
    assert LENGTH == 27


def test_the_example_of_the_standard() -> None:
    assert Mod1110().digit("0794") == "5"


@given(st.fixed_dictionaries(PARTS), DAYS, digits(1))
def test_what_is_made_is_read_back(parts: dict[str, str], day: date, digit: str) -> None:
    code = er.make_code(**parts, day=day, check=digit)
    read = er.parse_code(str(code))
    assert read == code
    assert read.method == "unchecked"
    assert read.grouped.replace(" ", "") == str(code)
    assert len(str(code)) == 27


@given(st.fixed_dictionaries(PARTS), DAYS)
def test_a_digit_that_is_made_agrees(parts: dict[str, str], day: date) -> None:
    code = er.make_code(**parts, day=day, check="mod11_10")
    assert er.parse_code(str(code), check="mod11_10") == code


@given(digits(26))
def test_mod_11_10_finds_every_single_wrong_digit(body: str) -> None:
    """Each of 27 places, each of nine other digits."""
    method = Mod1110()
    whole = body + method.digit(body)
    for at, char in enumerate(whole):
        for other in set("0123456789") - {char}:
            wrong = whole[:at] + other + whole[at + 1 :]
            assert method.digit(wrong[:-1]) != wrong[-1]


@given(st.text(max_size=40))
def test_any_text_is_a_code_or_a_report(text: str) -> None:
    try:
        read = str(er.parse_code(text))
    except er.InvalidInput:
        return
    assert read == text


def test_parts() -> None:
    code = er.parse_code(CODE)
    assert (code.type, code.department, code.day) == ("01", "330600123", date(2022, 11, 8))
    assert (code.sequence, code.custom, code.check) == ("0001", "00000", "3")
    assert list(code.parts.items()) == [
        ("type", "01"),
        ("department", "330600123"),
        ("date", "221108"),
        ("sequence", "0001"),
        ("custom", "00000"),
        ("check", "3"),
    ]


def test_the_place_of_a_wrong_digit_is_in_the_file_where_there_is_one() -> None:
    """The 14th character, l, in a code alone and in one that begins at column 5 of line 3."""
    wrong = CODE.replace("221108", "22l108")
    for text, place in (
        (wrong, Span("code", 1, 14, 1, 15)),
        (Text(wrong, Span("acts.txt", 3, 5, 3, 32)), Span("acts.txt", 3, 18, 3, 19)),
    ):
        with pytest.raises(er.InvalidInput) as caught:
            er.parse_code(text)
        assert [one.span for one in caught.value.report.diagnostics] == [place]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (CODE[:-1], [("ER680", 1)]),
        (CODE + "0", [("ER680", 1)]),
        ("", [("ER680", 1)]),
        (CODE.replace("221108", "22l1０8"), [("ER681", 14), ("ER681", 16)]),
        (CODE[:-1] + "X", [("ER681", 27)]),
        (CODE.replace("221108", "230229"), [("ER682", 12)]),
        (CODE.replace("221108", "240000"), [("ER682", 12)]),
    ],
)
def test_what_is_refused_and_where(text: str, found: list[tuple[str, int]]) -> None:
    assert codes_of(text) == found


def test_the_leap_day_of_2024_is_a_day_and_that_of_2023_is_none() -> None:
    assert er.parse_code(CODE.replace("221108", "240229")).day == date(2024, 2, 29)


def test_a_wrong_digit_is_told_only_where_a_method_is_named() -> None:
    wrong = CODE[:-1] + "4"
    assert er.parse_code(wrong).check == "4"
    assert codes_of(wrong, check="mod11_10") == [("ER683", 27)]


def test_a_method_of_one_s_own() -> None:
    class Nines:
        name = "nines"

        def digit(self, body: str) -> str:
            return body[:0] + "9"

    assert er.parse_code(CODE[:-1] + "9", check=Nines()).method == "nines"
    assert codes_of(CODE, check=Nines()) == [("ER683", 27)]


@pytest.mark.parametrize(
    "change", [{"type": "1"}, {"department": "33060012a"}, {"sequence": "０001"}, {"check": "unchecked"}]
)
def test_a_part_that_is_none(change: dict[str, str]) -> None:
    parts: dict[str, Any] = {
        "type": "01",
        "department": "330600123",
        "day": date(2022, 11, 8),
        "sequence": "0001",
        "custom": "00000",
        "check": "3",
    }
    with pytest.raises(er.InvalidInput) as caught:
        er.make_code(**parts | change)
    assert [one.code for one in caught.value.report.errors] == ["ER684"]


def test_a_method_that_is_none_and_a_day_of_another_century() -> None:
    with pytest.raises(er.InvalidInput, match="ER251"):
        er.parse_code(CODE, check="mod1110")
    with pytest.raises(er.InvalidInput, match="ER682"):
        er.make_code(
            type="01", department="330600123", day=date(1999, 12, 31), sequence="0001", custom="00000", check="3"
        )


def test_a_digit_that_a_character_looks_like_is_told() -> None:
    """l looks like 1; a hyphen between the parts is no digit at all."""
    for wrong, alike in (("22l108", "1"), ("22-108", None)):
        with pytest.raises(er.InvalidInput) as caught:
            er.parse_code(CODE.replace("221108", wrong))
        told = [dict(one.args) for one in caught.value.report.diagnostics]
        assert [(one.get("digit"), one.get("apart")) for one in told] == [(alike, "" if alike is None else None)]


def test_a_day_that_is_none_is_shown_whole() -> None:
    with pytest.raises(er.InvalidInput) as caught:
        er.parse_code(CODE.replace("221108", "230229"))
    assert [one.span for one in caught.value.report.diagnostics] == [Span("code", 1, 12, 1, 18)]


@pytest.mark.parametrize(
    ("day", "fits"),
    [(date(2000, 1, 1), True), (date(2099, 12, 31), True), (date(1999, 12, 31), False), (date(2100, 1, 1), False)],
)
def test_two_digits_of_a_year_are_of_one_century(day: date, fits: bool) -> None:
    parts: dict[str, Any] = {
        "type": "01",
        "department": "330600123",
        "sequence": "0001",
        "custom": "00000",
        "check": "3",
    }
    if fits:
        assert er.make_code(**parts, day=day).day == day
    else:
        with pytest.raises(er.InvalidInput):
            er.make_code(**parts, day=day)
