"""Editions are a frozen table: what an old one answered, it answers for ever. Never change an expectation in this file."""

from datetime import date
from fractions import Fraction

import pytest

from enforcerules.model.calendar import YearCalendar, calendar_of
from enforcerules.model.dates import Period
from enforcerules.model.decision import MoneyRange
from enforcerules.model.edition import CURRENT, EDITIONS
from enforcerules.model.program import Band, Rounding

YEAR = YearCalendar(2024, "notice", "made up", "primary", frozenset({date(2024, 5, 1)}), frozenset({date(2024, 5, 11)}))
CALENDAR = calendar_of("CN", [YEAR])
SPAN = MoneyRange(Fraction(10_000), Fraction(50_000))


def test_the_table_cannot_be_changed():
    with pytest.raises(TypeError):
        EDITIONS["2026.1"] = CURRENT
    with pytest.raises(AttributeError):
        CURRENT.name = "2026.2"


def test_every_edition_is_pinned_here():
    assert list(EDITIONS) == ["2026.1"]
    assert all(name == one.name for name, one in EDITIONS.items())


def test_2026_1_counts_days():
    """Civil Code 201, 202: the first day is not counted, months end on the corresponding day or the last of the month."""
    one = EDITIONS["2026.1"]
    assert one.add_period(date(2022, 5, 10), Period(years=2), None) == date(2024, 5, 10)
    assert one.add_period(date(2024, 1, 31), Period(months=1), None) == date(2024, 2, 29)
    assert one.add_period(date(2024, 4, 30), Period(workdays=2), CALENDAR) == date(2024, 5, 3)
    assert one.roll_forward(date(2024, 5, 4), CALENDAR) == date(2024, 5, 6)
    assert one.back(date(2024, 2, 29), Period(years=2)) == date(2022, 2, 28)


def test_2026_1_counts_years_of_age():
    """From the day after the birthday: on the fourteenth birthday one is thirteen."""
    one = EDITIONS["2026.1"]
    assert (one.age_on(date(2010, 5, 6), date(2024, 5, 6)), one.age_on(date(2010, 5, 6), date(2024, 5, 7))) == (13, 14)
    assert (one.age_on(date(2012, 2, 29), date(2026, 2, 28)), one.age_on(date(2012, 2, 29), date(2026, 3, 1))) == (
        13,
        14,
    )


def test_2026_1_rounds():
    """Down, up and half up to a multiple; never out of the range that the exact amount lies in."""
    one = EDITIONS["2026.1"]
    amounts = [one.rounded_inside(Fraction(12_350), Rounding(100, to), SPAN) for to in ("down", "up", "half_up")]
    assert amounts == [12_300, 12_400, 12_400]
    assert one.rounded_inside(Fraction(10_050), Rounding(1_000, "down"), SPAN) == 10_000
    edge = MoneyRange(Fraction(10_050), Fraction(50_000))
    assert one.rounded_inside(Fraction(10_050), Rounding(1_000, "down"), edge) == 11_000
    assert one.rounded_inside(Fraction(1, 3), None, SPAN) == Fraction(1, 3)


def test_2026_1_takes_parts_of_a_span():
    """Shares of maximum less minimum, above the minimum; without a minimum in the text from nil."""
    one = EDITIONS["2026.1"]
    third = Band(Fraction(0), Fraction(3, 10), lo_open=False, hi_open=True)
    assert one.part_of(third, SPAN) == MoneyRange(Fraction(10_000), Fraction(22_000), hi_open=True)
    assert one.part_of(third, MoneyRange(None, Fraction(50_000))) == MoneyRange(None, Fraction(15_000), hi_open=True)
