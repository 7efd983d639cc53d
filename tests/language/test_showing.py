"""Values in the law's words, and the one way to write a value so that it is read back."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from vocabularies import AWKWARD

from enforcerules.language.showing import plain, show_number, show_range, show_value, spelling, yuan
from enforcerules.model.decision import MoneyRange
from enforcerules.model.program import Fact
from enforcerules.model.region import TRUTH, Interval, Numbers, Region, Values, exactly

LEAP_DAY = date(2024, 2, 29).toordinal()


def between(lo: int | None, hi: int | None, *, above: bool = False, below: bool = False) -> Numbers:
    return Numbers((Interval(lo, hi, lo_open=above, hi_open=below),))


@pytest.mark.parametrize(
    ("fact", "region", "shown"),
    [
        ("prompt", TRUTH, "—"),  # true or false: nothing is known
        ("prompt", Values(frozenset({"true"})), "是"),
        ("prompt", Values(frozenset({"false"})), "否"),
        ("fields", Values(frozenset()), "（空）"),  # a set may be empty, a choice may not
        ("kind", Values(frozenset()), "—"),
        ("fields", Values(frozenset({"life", "money"})), "金融安全、生命、健康"),  # in the order of the fact
        ("kind", Values(frozenset({"a"}), others=True), "不为甲类"),
        ("goods_value", exactly(6600), "66.00元"),
        ("goods_value", between(100, None), "不低于1.00元"),
        ("goods_value", between(100, None, above=True), "超过1.00元"),
        ("goods_value", between(None, 100), "不超过1.00元"),
        ("goods_value", between(None, 100, below=True), "不足1.00元"),
        ("goods_value", between(100, 200), "不低于1.00元且不超过2.00元"),
        ("goods_value", between(100, 200, above=True, below=True), "超过1.00元且低于2.00元"),
        ("goods_value", Numbers((Interval(1, 1), Interval(3, 3))), "0.01元 / 0.03元"),
        ("harm", between(0, 1), "没有、轻微"),
        ("harm", exactly(2), "严重以上"),
        ("day", exactly(LEAP_DAY), "2024-02-29"),
        ("share", exactly(Fraction(1, 20)), "5%"),
        ("count", exactly(3), "3次"),
        ("bare", exactly(3), "3"),
    ],
)
def test_values_for_people(fact: str, region: Region, shown: str) -> None:
    assert show_value(AWKWARD.facts[fact], region) == shown


def test_names_of_no_list_are_in_alphabetical_order() -> None:
    fact = Fact("code", "编号", "text", "t")
    assert show_value(fact, Values(frozenset({"b", "a"}))) == "a、b"


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (10, "10"),
        (Fraction(5, 4), "1.25"),
        (Fraction(-5, 4), "-1.25"),
        (Fraction(-1, 3), "-1/3"),
        (Fraction(1, 3), "1/3"),
        (Fraction(1, 6), "1/6"),
        (Fraction(1, 8), "0.125"),
        (Fraction(1, 10), "0.1"),
        (Fraction(1, 20), "0.05"),
        (Fraction(101, 100), "1.01"),
    ],
)
def test_a_rational_is_a_decimal_where_it_ends(number: Fraction, shown: str) -> None:
    assert plain(number) == shown


@pytest.mark.parametrize(
    ("fen", "shown"),
    [
        (0, "0.00"),
        (5, "0.05"),
        (100, "1.00"),
        (-150, "-1.50"),
        (-1, "-0.01"),
        (Fraction(1, 2), "0.005"),
        (Fraction(1, 3), "1/300"),
    ],
)
def test_money_has_two_decimals_and_what_is_left_is_not_lost(fen: Fraction, shown: str) -> None:
    assert yuan(fen) == shown


@pytest.mark.parametrize(
    ("span", "shown"),
    [
        (MoneyRange(None, Fraction(5_000_000)), "[0, 50000.00]"),
        (MoneyRange(Fraction(100), None), "[1.00, …]"),
        (MoneyRange(Fraction(100), Fraction(200), lo_open=True, hi_open=True), "(1.00, 2.00)"),
    ],
)
def test_ranges_of_money(span: MoneyRange, shown: str) -> None:
    assert show_range(span) == shown


@pytest.mark.parametrize(
    ("fact", "region", "written"),
    [
        ("fields", Values(frozenset({"money", "life"})), ["life", "money"]),
        ("fields", Values(frozenset()), []),
        ("kind", Values(frozenset({"a"})), "a"),
        ("kind", Values(frozenset({"a", "b"})), None),
        ("kind", Values(frozenset({"a"}), others=True), None),
        ("goods_value", exactly(6600), "66.00"),
        ("goods_value", between(1, 2), None),
        ("goods_value", Numbers(()), None),
        ("goods_value", Numbers((Interval(1, 1), Interval(3, 3))), None),
        ("day", exactly(LEAP_DAY), "2024-02-29"),
        ("harm", exactly(1), "minor"),
        ("share", exactly(Fraction(1, 20)), "0.05"),
        ("count", exactly(3), "3"),
    ],
)
def test_a_known_value_is_written_as_it_is_read(fact: str, region: Region, written: object) -> None:
    assert spelling(AWKWARD.facts[fact], region) == written


def test_a_grade_is_shown_by_its_words() -> None:
    assert show_number(AWKWARD.facts["harm"], 1) == "轻微"
