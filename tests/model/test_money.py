"""Ranges of money, the range of a statute over what a base may be, roundings and parts of a span: each worked by hand, in 分."""

from __future__ import annotations

from fractions import Fraction

import pytest

from enforcerules.model.amounts import greatest_minimum, range_over
from enforcerules.model.decision import MoneyRange, hull
from enforcerules.model.program import Amount, Band, Rounding
from enforcerules.model.region import Interval
from enforcerules.model.sums import part_of, rounded, rounded_inside


def span(lo: int | None, hi: int | None, ends: str = "[]") -> MoneyRange:
    as_sums = (None if one is None else Fraction(one) for one in (lo, hi))
    return MoneyRange(*as_sums, lo_open=ends[0] == "(", hi_open=ends[1] == ")")


@pytest.mark.parametrize(
    ("one", "empty"),
    [
        (span(None, 0), False),  # nil itself
        (span(None, 0, "[)"), True),
        (span(1, 1), False),
        (span(1, 1, "(]"), True),
        (span(1, 1, "[)"), True),
        (span(2, 1), True),
        (span(1, 2, "()"), False),
        (span(5, None, "(]"), False),
    ],
)
def test_ranges_without_an_amount(one: MoneyRange, empty: bool) -> None:
    assert one.empty is empty


@pytest.mark.parametrize(
    ("one", "within", "outside"),
    [
        (span(100, 200), (100, 101, 200), (99, 201)),
        (span(100, 200, "()"), (101, 199), (99, 100, 200, 201)),
        (span(None, 200), (0, 200), (-1, 201)),
        (span(100, None), (100, 10**12), (99,)),
    ],
)
def test_amounts_in_a_range(one: MoneyRange, within: tuple[int, ...], outside: tuple[int, ...]) -> None:
    assert [one.has(n) for n in (*within, *outside)] == [True] * len(within) + [False] * len(outside)


@pytest.mark.parametrize(
    ("one", "other", "common"),
    [
        (span(100, 300), span(200, 400, "()"), span(200, 300, "(]")),
        (span(100, 300, "[)"), span(100, 300), span(100, 300, "[)")),
        (span(100, 300, "(]"), span(100, 300), span(100, 300, "(]")),
        (span(None, 300), span(100, None), span(100, 300)),
        (span(None, 300), span(None, 200, "[)"), span(None, 200, "[)")),
        (span(None, None), span(None, None), span(None, None)),
        (span(0, 300), span(None, 200), span(0, 200)),  # nil is a minimum, if a text has it
    ],
)
def test_the_common_part(one: MoneyRange, other: MoneyRange, common: MoneyRange) -> None:
    """An amount lies in it that lies in both; the lower end is none where neither text has one."""
    assert one.meet(other) == common == other.meet(one)


@pytest.mark.parametrize(
    ("ranges", "around"),
    [
        ((span(100, 200), span(150, 300, "()")), span(100, 300, "[)")),
        ((span(100, 200, "()"), span(100, 200)), span(100, 200)),  # an end that one holds is held
        ((span(100, 200, "(]"), span(150, 200, "[)")), span(100, 200, "(]")),
        ((span(None, 200), span(100, 200, "(]")), span(None, 200)),
        ((span(100, None), span(50, 200, "[)")), span(50, None)),
    ],
)
def test_the_smallest_range_around_some(ranges: tuple[MoneyRange, ...], around: MoneyRange) -> None:
    assert hull(list(ranges)) == around


def test_nothing_is_around_nothing() -> None:
    with pytest.raises(ValueError, match="no ranges"):
        hull([])


@pytest.mark.parametrize(
    ("amount", "direction", "made"),
    [
        (1_249, "down", 1_200),
        (1_200, "down", 1_200),
        (1_201, "up", 1_300),
        (1_200, "up", 1_200),
        (1_249, "half_up", 1_200),
        (1_250, "half_up", 1_300),
    ],
)
def test_rounded_to_a_whole_yuan(amount: int, direction: str, made: int) -> None:
    assert rounded(Fraction(amount), Rounding(100, direction)) == made  # type: ignore[arg-type]
    assert rounded(Fraction(amount), None) == amount


@pytest.mark.parametrize(
    ("amount", "direction", "within", "made"),
    [
        (10_950, "up", span(10_000, 10_980), 10_000),  # 11,000 is above the range: down to 10,000, its lower end
        (10_950, "up", span(10_940, 10_960), 10_950),  # neither thousand lies in it: the exact sum
        (10_050, "down", span(10_040, 11_000), 11_000),
        (10_050, "down", span(20_000, 30_000), 10_000),  # the exact sum is not in it either
        (10_050, "down", span(10_000, 11_000), 10_000),
    ],
)
def test_rounding_does_not_leave_the_range(amount: int, direction: str, within: MoneyRange, made: int) -> None:
    assert rounded_inside(Fraction(amount), Rounding(1_000, direction), within) == made  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("lo", "hi", "ends", "of", "part"),
    [
        ("3/10", "7/10", "[)", span(10_000, 50_000), span(22_000, 38_000, "[)")),  # 1 + 40,000 × 0.3, × 0.7
        ("0", "3/10", "[)", span(None, 50_000), span(None, 15_000, "[)")),  # no minimum in the text, none in its part
        ("0", "3/10", "(]", span(None, 50_000), span(0, 15_000, "(]")),
        ("3/10", "7/10", "[)", span(None, 50_000), span(15_000, 35_000, "[)")),
        ("0", "3/10", "[)", span(0, 50_000), span(0, 15_000, "[)")),
        ("3/10", "7/10", "[)", span(5_000, 5_000), span(5_000, 5_000)),  # a fixed sum
        ("3/10", "7/10", "[)", span(5_000, None), span(5_000, None)),
    ],
)
def test_a_part_of_a_span(lo: str, hi: str, ends: str, of: MoneyRange, part: MoneyRange) -> None:
    band = Band(Fraction(lo), Fraction(hi), ends[0] == "(", ends[1] == ")")
    assert part_of(band, of) == part


def multiple(lo: int | None = 10, hi: int | None = 20, **more: object) -> Amount:
    as_rates = (None if one is None else Fraction(one) for one in (lo, hi))
    limits = {name: Fraction(one) if type(one) is int else one for name, one in more.items()}
    return Amount("base", *as_rates, **limits)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("amount", "base", "expected"),
    [
        (multiple(), Interval(100, 200), span(1_000, 4_000)),
        (multiple(), Interval(100, 200, lo_open=True, hi_open=True), span(1_000, 4_000, "()")),
        (multiple(lo_open=True, hi_open=True), Interval(100, 200), span(1_000, 4_000, "()")),
        (multiple(lo=None), Interval(100, 200, lo_open=True), span(None, 4_000)),
        (multiple(hi=None, hi_open=True), Interval(100, 200), span(1_000, None)),
        (multiple(), Interval(100, None), span(1_000, None)),
        # 不足1000的按1000计算
        (multiple(base_floor=1_000), Interval(400, 500), span(10_000, 20_000)),
        (multiple(base_floor=1_000), Interval(400, 1_000, hi_open=True), span(10_000, 20_000)),
        (multiple(base_floor=1_000), Interval(400, 1_001), span(10_000, 20_020)),
        (multiple(base_floor=1_000), Interval(400, 2_000, lo_open=True, hi_open=True), span(10_000, 40_000, "[)")),
        (multiple(base_floor=1_000), Interval(1_000, 2_000, lo_open=True), span(10_000, 40_000, "(]")),
        (multiple(base_floor=1_000), Interval(None, None), span(10_000, None)),
        # 不低于X
        (multiple(floor=1_500), Interval(100, 200), span(1_500, 4_000)),
        (multiple(floor=1_000, lo_open=True), Interval(100, 200), span(1_000, 4_000, "(]")),
        (multiple(floor=5_000, lo_open=True, hi_open=True), Interval(100, 200), span(5_000, 5_000)),
        (multiple(floor=4_000, hi_open=True), Interval(100, 200), span(4_000, 4_000)),  # less than 4,000, so 4,000
        (multiple(floor=4_000), Interval(100, 200, hi_open=True), span(4_000, 4_000)),
        (multiple(lo=None, floor=500), Interval(100, 200), span(500, 4_000)),
        # 总额不超过X
        (multiple(cap=3_000, hi_open=True), Interval(100, 200), span(1_000, 3_000)),
        (multiple(cap=4_000, hi_open=True), Interval(100, 200), span(1_000, 4_000, "[)")),
        (multiple(cap=900, lo_open=True), Interval(100, 200), span(900, 900)),
        (multiple(cap=1_000, lo_open=True), Interval(100, 200), span(1_000, 1_000)),  # more than 1,000, so 1,000
        (multiple(cap=1_000), Interval(100, 200, lo_open=True), span(1_000, 1_000)),
        (multiple(cap=3_000), Interval(100, None), span(1_000, 3_000)),
        (multiple(lo=None, cap=3_000), Interval(100, 200), span(None, 3_000)),
        # sums that have no base
        (Amount(None, Fraction(100), Fraction(200), hi_open=True), Interval(1, 1), span(100, 200, "[)")),
        (Amount(None, Fraction(100), None, lo_open=True, floor=Fraction(150)), Interval(1, 1), span(150, None)),
    ],
)
def test_the_range_of_a_statute(amount: Amount, base: Interval, expected: MoneyRange) -> None:
    assert range_over(amount, base) == expected


def test_the_minimum_at_the_largest_base() -> None:
    """Ten times 200; where no base is the largest, the cap, if there is one."""
    assert greatest_minimum(multiple(), Interval(100, 200)) == 2_000
    assert greatest_minimum(multiple(), Interval(100, None)) is None
    assert greatest_minimum(multiple(cap=3_000), Interval(100, None)) == 3_000
