"""Periods, ages and working days, expectations counted by hand."""

from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from enforcerules.model.calendar import UnknownYear, YearCalendar, calendar_of
from enforcerules.model.dates import (
    Period,
    add_period,
    age_on,
    back,
    parse_period,
    print_period,
    roll_forward,
)

FOLDER = Path(__file__).parents[2] / "rulesets" / "cn" / "calendars"
TWO_YEARS = Period(years=2)
dates = st.dates(date(1900, 1, 1), date(2200, 12, 31))
calendar_periods = st.builds(Period, st.integers(0, 50), st.integers(0, 30), st.integers(0, 400))


@pytest.fixture(scope="module")
def china():
    return calendar_of("CN", [year_calendar(2020), year_calendar(2024)])


def year_calendar(year):
    data = yaml.load((FOLDER / f"CN-{year}.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    off, work = (frozenset(map(date.fromisoformat, data[key])) for key in ("off", "work"))
    return YearCalendar(year, "", "", "secondary", off, work)


@pytest.mark.parametrize(
    ("start", "period", "last"),
    [
        (date(2022, 5, 10), "2年", date(2024, 5, 10)),
        (date(2020, 2, 29), "2年", date(2022, 2, 28)),
        (date(2020, 2, 29), "4年", date(2024, 2, 29)),
        (date(2022, 2, 28), "2年", date(2024, 2, 28)),  # the corresponding day, not the end of the month
        (date(2024, 1, 31), "1个月", date(2024, 2, 29)),
        (date(2023, 1, 31), "1个月", date(2023, 2, 28)),
        (date(2023, 11, 30), "3个月", date(2024, 2, 29)),
        (date(2023, 8, 31), "6个月", date(2024, 2, 29)),
        (date(2023, 12, 15), "1个月", date(2024, 1, 15)),
        (date(2020, 2, 29), "1年1个月", date(2021, 3, 29)),  # thirteen months, not a year and then a month
        (date(2024, 1, 1), "90日", date(2024, 3, 31)),  # 30 + 29 + 31
        (date(2023, 1, 1), "90日", date(2023, 4, 1)),  # 30 + 28 + 31 + 1
        (date(2024, 2, 28), "1日", date(2024, 2, 29)),
        (date(2024, 2, 29), "1年", date(2025, 2, 28)),
        (date(2023, 2, 28), "1年", date(2024, 2, 28)),
        (date(2024, 1, 30), "1个月", date(2024, 2, 29)),
        (date(2024, 1, 29), "1个月", date(2024, 2, 29)),
        (date(2024, 1, 28), "1个月", date(2024, 2, 28)),
        (date(2024, 10, 31), "1个月", date(2024, 11, 30)),
        (date(2023, 12, 31), "1日", date(2024, 1, 1)),
        (date(2023, 12, 31), "1年", date(2024, 12, 31)),
        (date(2023, 12, 31), "2个月", date(2024, 2, 29)),
        (date(2022, 12, 31), "2个月", date(2023, 2, 28)),
        (date(2023, 12, 1), "31日", date(2024, 1, 1)),
        (date(2024, 3, 1), "0日", date(2024, 3, 1)),
    ],
)
def test_last_day(start, period, last):
    assert add_period(start, parse_period(period)) == last


def test_two_year_line():
    """Scenario 10: found on the last day, in time; a day later, barred; the roll never enters by itself."""
    last = add_period(date(2022, 5, 10), TWO_YEARS)
    assert date(2024, 5, 10) <= last < date(2024, 5, 11)
    assert date(2022, 3, 1) > add_period(date(2020, 2, 29), TWO_YEARS)
    saturday = add_period(date(2022, 5, 18), TWO_YEARS)
    assert saturday == date(2024, 5, 18)


@pytest.mark.parametrize(
    ("start", "workdays", "last"),
    [
        # Monday 29 April 2024: 30 April; 1-5 May rest; 6, 7, 8, 9 May.
        (date(2024, 4, 29), 1, date(2024, 4, 30)),
        (date(2024, 4, 29), 2, date(2024, 5, 6)),
        (date(2024, 4, 29), 5, date(2024, 5, 9)),
        (date(2024, 4, 28), 5, date(2024, 5, 8)),  # Sunday of work, not counted; the 29th counts
        (date(2024, 4, 27), 5, date(2024, 5, 7)),  # Saturday; the Sunday of work counts
        (date(2024, 5, 1), 5, date(2024, 5, 10)),  # begins on a holiday: 6-10 May
        (date(2024, 5, 6), 5, date(2024, 5, 11)),  # 7, 8, 9, 10 and the Saturday of work
        (date(2024, 5, 7), 5, date(2024, 5, 13)),
        # 2020: 23 January; rest to 2 February after the extension; 3 February.
        (date(2020, 1, 22), 2, date(2020, 2, 3)),
        # National Day 2024: 30 September; 8, 9, 10, 11 October; Saturday the 12th of work; 14th.
        (date(2024, 9, 29), 7, date(2024, 10, 14)),
    ],
)
def test_working_days(china, start, workdays, last):
    assert add_period(start, Period(workdays=workdays), china) == last


@pytest.mark.parametrize(
    ("day", "rolled"),
    [
        (date(2024, 4, 30), date(2024, 4, 30)),
        (date(2024, 5, 1), date(2024, 5, 6)),
        (date(2024, 5, 5), date(2024, 5, 6)),
        (date(2024, 5, 11), date(2024, 5, 11)),  # Saturday of work
        (date(2024, 5, 12), date(2024, 5, 13)),
        (date(2020, 1, 24), date(2020, 2, 3)),
    ],
)
def test_roll(china, day, rolled):
    assert roll_forward(day, china) == rolled


def test_the_end_of_the_calendar_is_no_guess(china):
    with pytest.raises(UnknownYear):
        add_period(date(2024, 12, 30), Period(workdays=2), china)
    assert add_period(date(2024, 12, 30), Period(workdays=1), china) == date(2024, 12, 31)
    with pytest.raises(UnknownYear):
        roll_forward(date(2025, 1, 1), china)


@pytest.mark.parametrize(
    ("born", "on", "age"),
    [
        (date(2010, 6, 1), date(2024, 5, 31), 13),
        (date(2010, 6, 1), date(2024, 6, 1), 13),  # the 14th birthday
        (date(2010, 6, 1), date(2024, 6, 2), 14),
        (date(2008, 2, 29), date(2022, 2, 28), 13),
        (date(2008, 2, 29), date(2022, 3, 1), 14),
        (date(2008, 2, 29), date(2024, 2, 29), 15),
        (date(2008, 2, 29), date(2024, 3, 1), 16),
        (date(2008, 12, 31), date(2022, 12, 31), 13),
        (date(2008, 12, 31), date(2023, 1, 1), 14),
        (date(2010, 6, 1), date(2010, 6, 1), 0),
        (date(2010, 6, 1), date(2011, 6, 1), 0),
        (date(2010, 6, 1), date(2011, 6, 2), 1),
        (date(1954, 3, 3), date(2024, 3, 3), 69),
    ],
)
def test_age(born, on, age):
    assert age_on(born, on) == age


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2年", TWO_YEARS),
        ("二年", TWO_YEARS),
        ("两年", TWO_YEARS),
        ("3个月", Period(months=3)),
        ("三个月", Period(months=3)),
        ("一年六个月", Period(years=1, months=6)),
        ("1年6个月10日", Period(years=1, months=6, days=10)),
        ("90日", Period(days=90)),
        ("九十日", Period(days=90)),
        ("15天", Period(days=15)),
        ("5工作日", Period(workdays=5)),
        ("5个工作日", Period(workdays=5)),
        ("五个工作日", Period(workdays=5)),
    ],
)
def test_period_read(text, period):
    assert parse_period(text) == period


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2",
        "年",
        "3月",
        "半年",
        "3个",
        "6个月1年",
        "2年5工作日",
        "1.5年",
        "-1年",
        "02年",
        "２年",
        "2 年",
        "101年",
        "99999日",
        "一百二日",
        "24小时",
    ],
)
def test_period_refused(text):
    assert parse_period(text) is None


@pytest.mark.parametrize("text", ["2年", "1年6个月", "90日", "5个工作日", "0日"])
def test_period_printed(text):
    assert print_period(parse_period(text)) == text


def test_defects():
    with pytest.raises(ValueError, match="negative"):
        Period(days=-1)
    with pytest.raises(ValueError, match="mixed"):
        Period(years=1, workdays=1)
    with pytest.raises(ValueError, match="calendar"):
        add_period(date(2024, 1, 1), Period(workdays=1))
    with pytest.raises(ValueError, match="before the birth"):
        age_on(date(2024, 1, 2), date(2024, 1, 1))


@given(calendar_periods | st.builds(Period, workdays=st.integers(0, 400)))
def test_reading_undoes_printing(period):
    """parse(print(p)) = p."""
    assert parse_period(print_period(period)) == period


@given(dates, dates, calendar_periods)
def test_a_later_start_never_ends_earlier(one, other, period):
    """add_period is monotone in the start."""
    first, second = sorted((one, other))
    assert add_period(first, period) <= add_period(second, period)


@given(dates, st.integers(0, 400))
def test_days_are_counted_without_the_first(start, days):
    """From the first day to the last of n days are n days."""
    assert (add_period(start, Period(days=days)) - start).days == days


@given(dates, st.integers(1, 100))
def test_a_month_end_stays_in_its_month(start, months):
    """The last day has the day of the start, or is the last day of its month and has none so late."""
    last = add_period(start, Period(months=months))
    assert (last.year * 12 + last.month) - (start.year * 12 + start.month) == months
    assert last.day == start.day or (last.day < start.day and (last + timedelta(1)).day == 1)


@given(dates, st.integers(1, 90))
def test_the_birthday_is_the_last_day_of_the_year_of_age(born, years):
    """One is n years old from the day after the n-th birthday, not on it."""
    birthday = add_period(born, Period(years=years))
    assert (age_on(born, birthday), age_on(born, birthday + timedelta(1))) == (years - 1, years)


@given(st.dates(date(2024, 1, 1), date(2024, 11, 30)), st.integers(1, 20))
def test_the_last_working_day_is_one_and_the_count_is_right(china, start, count):
    """The last day is a working day, and n working days lie after the start up to it."""
    last = add_period(start, Period(workdays=count), china)
    between = [start + timedelta(n) for n in range(1, (last - start).days + 1)]
    assert china.is_workday(last)
    assert sum(china.is_workday(day) for day in between) == count


@pytest.mark.parametrize(
    ("anchor", "period", "day"),
    [
        (date(2024, 2, 29), "2年", date(2022, 2, 28)),  # 2022 has no 29 February
        (date(2024, 12, 31), "1个月", date(2024, 11, 30)),
        (date(2024, 1, 31), "1个月", date(2023, 12, 31)),
        (date(2024, 1, 31), "2个月", date(2023, 11, 30)),
        (date(2024, 3, 31), "1个月", date(2024, 2, 29)),
        (date(2024, 5, 20), "4个月", date(2024, 1, 20)),
        (date(2024, 5, 20), "1年6个月", date(2022, 11, 20)),
        (date(2024, 3, 5), "5日", date(2024, 2, 29)),
        (date(9999, 12, 31), "0日", date(9999, 12, 31)),  # the last day there is
    ],
)
def test_the_corresponding_day_before(anchor, period, day):
    assert back(anchor, parse_period(period)) == day


@pytest.mark.parametrize("unit", [("年", 100), ("个月", 1200), ("日", 36_500), ("个工作日", 25_000)])
def test_the_longest_period_is_a_hundred_years(unit):
    """A year has 12 months, at most 365 days are reckoned to it, and 250 working days."""
    name, most = unit
    assert parse_period(f"{most}{name}") is not None
    assert parse_period(f"{most + 1}{name}") is None
