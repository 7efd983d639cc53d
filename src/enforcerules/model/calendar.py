"""Working days of a country, year by year, as the yearly notices of its government fix them.

In China the rest days come from the Regulations on Public Holidays (全国年节及纪念日放假办法) and from a yearly notice
of the General Office of the State Council, which moves weekend days. Nothing here extrapolates: a year without data
raises.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Evidence = Literal["primary", "secondary"]

_SATURDAY = 5


class UnknownYear(LookupError):
    """No calendar of `year` is loaded, so its working days (工作日) are not known."""

    def __init__(self, year: int) -> None:
        """Keep the `year` that was asked for."""
        super().__init__(f"no working-day calendar for {year}")
        self.year = year

    def __reduce__(self) -> tuple[type[UnknownYear], tuple[int]]:
        """Pickle by year, not by message."""
        return UnknownYear, (self.year,)


@dataclass(frozen=True, slots=True)
class YearCalendar:
    """What one year changes in the week of five working days.

    `off` holds the Mondays to Fridays without work (public holidays and moved rest days); `work` the Saturdays and
    Sundays turned into working days (调休上班). `notice` is the title and number of the notices, `source` where the days
    were read, `evidence` whether in the notices themselves (`primary`) or elsewhere (`secondary`).
    """

    year: int
    notice: str
    source: str
    evidence: Evidence
    off: frozenset[date]
    work: frozenset[date]

    def misplaced(self) -> tuple[date, ...]:
        """The days that cannot be right, in order: of another year, `off` on a weekend, `work` on a weekday."""
        wrong_off = {day for day in self.off if day.year != self.year or _is_weekend(day)}
        wrong_work = {day for day in self.work if day.year != self.year or not _is_weekend(day)}
        return tuple(sorted(wrong_off | wrong_work))


@dataclass(frozen=True, slots=True)
class Calendar:
    """A named set of years (`CN`)."""

    id: str
    years: Mapping[int, YearCalendar] = field(hash=False)

    def is_workday(self, day: date) -> bool:
        """Whether `day` is a working day. Raises UnknownYear if its year is not loaded."""
        year = self.years.get(day.year)
        if year is None:
            raise UnknownYear(day.year)
        return day in year.work if _is_weekend(day) else day not in year.off


def calendar_of(calendar_id: str, years: Iterable[YearCalendar]) -> Calendar:
    """The calendar of these years, in order of year. Raises ValueError if a year is given twice."""
    ordered = sorted(years, key=lambda year: year.year)
    table = {year.year: year for year in ordered}
    if len(table) != len(ordered):
        raise ValueError(f"calendar {calendar_id}: a year is given twice")
    return Calendar(calendar_id, table)


def _is_weekend(day: date) -> bool:
    return day.weekday() >= _SATURDAY
