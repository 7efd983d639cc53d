"""The shipped calendars against the notices, transcribed by hand as ranges of rest days and days of work."""

import pickle
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml

from enforcerules.model.calendar import Calendar, UnknownYear, YearCalendar, calendar_of

FOLDER = Path(__file__).parents[2] / "rulesets" / "cn" / "calendars"
KEYS = {"format", "calendar", "year", "notice", "source", "evidence", "off", "work"}

# Year: the notices' rest days (放假), weekends included; the weekend days of work (上班).
NOTICES = {
    2018: (
        "01-01 02-15/02-21 04-05/04-07 04-29/05-01 06-18 09-24 10-01/10-07 12-30/12-31",
        "02-11 02-24 04-08 04-28 09-29 09-30 12-29",
    ),
    2019: (
        "01-01 02-04/02-10 04-05 05-01/05-04 06-07 09-13 10-01/10-07",
        "02-02 02-03 04-28 05-05 09-29 10-12",
    ),
    # Spring Festival: first to 30 January with work on 1 February, extended to 2 February by the notice of 2020-01-26.
    2020: (
        "01-01 01-24/02-02 04-04/04-06 05-01/05-05 06-25/06-27 10-01/10-08",
        "01-19 04-26 05-09 06-28 09-27 10-10",
    ),
    2021: (
        "01-01/01-03 02-11/02-17 04-03/04-05 05-01/05-05 06-12/06-14 09-19/09-21 10-01/10-07",
        "02-07 02-20 04-25 05-08 09-18 09-26 10-09",
    ),
    2022: (
        "01-01/01-03 01-31/02-06 04-03/04-05 04-30/05-04 06-03/06-05 09-10/09-12 10-01/10-07 12-31",
        "01-29 01-30 04-02 04-24 05-07 10-08 10-09",
    ),
    2023: (
        "01-01/01-02 01-21/01-27 04-05 04-29/05-03 06-22/06-24 09-29/10-06",
        "01-28 01-29 04-23 05-06 06-25 10-07 10-08",
    ),
    2024: (
        "01-01 02-10/02-17 04-04/04-06 05-01/05-05 06-10 09-15/09-17 10-01/10-07",
        "02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12",
    ),
    2025: (
        "01-01 01-28/02-04 04-04/04-06 05-01/05-05 05-31/06-02 10-01/10-08",
        "01-26 02-08 04-27 09-28 10-11",
    ),
    2026: (
        "01-01/01-03 02-15/02-23 04-04/04-06 05-01/05-05 06-19/06-21 09-25/09-27 10-01/10-07",
        "01-04 02-14 02-28 05-09 09-20 10-10",
    ),
}


def raw(year: int) -> dict:
    """The file as text (BaseLoader: every scalar a string), its days as dates."""
    data = yaml.load((FOLDER / f"CN-{year}.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    return data | {key: [date.fromisoformat(day) for day in data[key]] for key in ("off", "work")}


def china() -> Calendar:
    return calendar_of("CN", (year_calendar(year) for year in NOTICES))


def year_calendar(year: int) -> YearCalendar:
    data = raw(year)
    return YearCalendar(
        year, data["notice"], data["source"], data["evidence"], frozenset(data["off"]), frozenset(data["work"])
    )


def rest_days(year: int, text: str) -> set[date]:
    days = set()
    for part in text.split():
        first, _, last = part.partition("/")
        day, end = date.fromisoformat(f"{year}-{first}"), date.fromisoformat(f"{year}-{last or first}")
        while day <= end:
            days.add(day)
            day += timedelta(1)
    return days


def test_a_file_for_every_year_and_no_other():
    assert sorted(path.name for path in FOLDER.iterdir()) == [f"CN-{year}.yaml" for year in sorted(NOTICES)]


@pytest.mark.parametrize("year", NOTICES)
def test_file_is_plain(year):
    data = raw(year)
    assert data.keys() == KEYS
    assert (data["format"], data["calendar"], data["year"]) == ("enforcerules/calendar/1", "CN", str(year))
    assert data["evidence"] == "secondary"
    for days in (data["off"], data["work"]):
        assert days == sorted(set(days))


@pytest.mark.parametrize("year", NOTICES)
def test_keys_are_text_to_any_yaml_reader(year):
    """A bare `off` is a truth value in YAML 1.1."""
    assert yaml.safe_load((FOLDER / f"CN-{year}.yaml").read_text(encoding="utf-8")).keys() == KEYS


@pytest.mark.parametrize("year", NOTICES)
def test_days_are_those_of_the_notice(year):
    rest, work = NOTICES[year]
    weekdays = {day for day in rest_days(year, rest) if day.weekday() < 5}
    assert set(raw(year)["off"]) == weekdays
    assert set(raw(year)["work"]) == rest_days(year, work)


@pytest.mark.parametrize("year", NOTICES)
def test_days_fit_the_week(year):
    assert year_calendar(year).misplaced() == ()


def test_misplaced_days_are_named():
    sunday, monday, next_year = date(2024, 1, 7), date(2024, 1, 8), date(2025, 1, 1)
    year = YearCalendar(2024, "", "", "secondary", frozenset({sunday, next_year}), frozenset({monday}))
    assert year.misplaced() == (sunday, monday, next_year)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2024, 4, 30), True),  # Tuesday before Labour Day
        (date(2024, 5, 1), False),
        (date(2024, 5, 3), False),  # moved rest day
        (date(2024, 5, 6), True),
        (date(2024, 5, 11), True),  # Saturday of work
        (date(2024, 5, 12), False),  # an ordinary Sunday
        (date(2020, 1, 31), False),  # by the extension only
        (date(2020, 2, 1), False),  # a day of work until the extension
        (date(2020, 2, 3), True),
        (date(2018, 12, 29), True),  # by the notice for 2019
        (date(2018, 12, 31), False),
    ],
)
def test_single_days(day, works):
    assert china().is_workday(day) is works


@pytest.mark.parametrize("year", [2017, 2027])
def test_an_unknown_year_is_no_guess(year):
    with pytest.raises(UnknownYear) as error:
        china().is_workday(date(year, 6, 6))
    assert error.value.year == year
    assert pickle.loads(pickle.dumps(error.value)).year == year


def test_a_year_twice_is_a_defect():
    with pytest.raises(ValueError, match="twice"):
        calendar_of("CN", [year_calendar(2024), year_calendar(2024)])


def test_calendar_is_a_value():
    assert china() == china()
    assert hash(china()) == hash(china())
    assert pickle.loads(pickle.dumps(china())) == china()
