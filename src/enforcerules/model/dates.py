"""Date arithmetic (期间的计算) by analogy with the Civil Code.

The Administrative Penalty Law counts in years, days and working days and does not say how. The Civil Code (民法典) does:

* 201(1): the day on which a period begins is not counted; counting begins on the next day;
* 202: a period of months or years ends on the corresponding day of its last month, or on the last day of that month
  where there is none;
* 203(1): where the last day is a statutory rest day, the day after the rest days is the last.

So an act that ended on 2022-05-10 is found in time (two years) up to and including 2024-05-10. 203(1) protects who has
to act; it would lengthen a limit that runs for the party, so it is a function of its own, `roll_forward`, and never
applied here by itself. Working days (工作日) are what the Administrative Penalty Law, Art. 85, means by 二日, 三日, 五日 and
七日; they are counted by the same analogy, the first day excluded.

To ask whether an event lies within a period before an anchor, count forward from the event: `anchor <= add_period(event, p)`.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from enforcerules.base.limits import PERIOD_YEARS
from enforcerules.model.calendar import Calendar
from enforcerules.model.numerals import read_number

"""The longest period that is read, in years; months, days and working days are bounded accordingly."""

_NUM = "([0-9]{1,5}|[零〇一二两三四五六七八九十百千万]{1,11})"
_CALENDAR_PERIOD = re.compile(f"(?:{_NUM}年)?(?:{_NUM}个月)?(?:{_NUM}[日天])?")
_WORKING_PERIOD = re.compile(f"{_NUM}个?工作日")
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time (期间): years, months and days together, or working days alone.

    Raises ValueError for negative parts and for working days mixed with others, for which the law has no order of counting.
    """

    years: int = 0
    months: int = 0
    days: int = 0
    workdays: int = 0

    def __post_init__(self) -> None:
        """Refuse what cannot be counted."""
        if min(self.years, self.months, self.days, self.workdays) < 0:
            raise ValueError(f"negative period {self}")
        if self.workdays and (self.years or self.months or self.days):
            raise ValueError(f"working days mixed with calendar units {self}")


def parse_period(text: str) -> Period | None:
    """Read `2年`, `3个月`, `90日`, `15天`, `1年6个月`, `5工作日`, `5个工作日`, with ASCII digits or Chinese numerals; else None.

    `3月` is a month of the year, hours and weeks are other units; 半年 is not read, nor is anything over `PERIOD_YEARS`.
    """
    working = _WORKING_PERIOD.fullmatch(text)
    if working is not None:
        return _bounded(0, 0, 0, read_number(working[1]))
    match = _CALENDAR_PERIOD.fullmatch(text) if text else None
    if match is None:
        return None
    years, months, days = (0 if group is None else read_number(group) for group in match.groups())
    return _bounded(years, months, days, 0)


def print_period(period: Period) -> str:
    """The Chinese form with ASCII digits: `2年`, `1年6个月`, `90日`, `5个工作日`; no time at all is `0日`."""
    if period.workdays:
        return f"{period.workdays}个工作日"
    parts = ((period.years, "年"), (period.months, "个月"), (period.days, "日"))
    return "".join(f"{number}{unit}" for number, unit in parts if number) or "0日"


def add_period(start: date, period: Period, calendar: Calendar | None = None) -> date:
    """The last day of a period that begins on `start` (Civil Code 201, 202; that day itself is not counted).

    Years and months are counted together, then days. Working days need the `calendar`: ValueError without one,
    UnknownYear where it ends. The last day is not rolled over rest days. Past the year 9999 dates raise.
    """
    if not period.workdays:
        return _add_months(start, period.years * 12 + period.months) + timedelta(days=period.days)
    if calendar is None:
        raise ValueError("working days cannot be counted without a calendar")
    return _add_workdays(start, period.workdays, calendar)


def back(anchor: date, period: Period) -> date:
    """The corresponding day before: two years before 2024-02-29 is 2022-02-28."""
    return _add_months(anchor, -period.years * 12 - period.months) - timedelta(days=period.days)


def roll_forward(day: date, calendar: Calendar) -> date:
    """The first working day on or after `day` (Civil Code 203(1)). Raises UnknownYear where the calendar ends."""
    while not calendar.is_workday(day):
        day += _DAY
    return day


def age_on(born: date, on: date) -> int:
    """Full years of age (周岁) on the day `on`, counted from the day after the birthday; ValueError before birth.

    On the 14th birthday one is still 13: SPC interpretation on juvenile criminal cases of 2006 (法释〔2006〕1号), Art. 2,
    used by analogy for Art. 30 of the Administrative Penalty Law. Born on 29 February, the birthday of a common year is
    28 February (by analogy with Civil Code 202), so the year of age begins on 1 March in every year.
    """
    if on < born:
        raise ValueError(f"{on} is before the birth on {born}")
    years = on.year - born.year
    reached = on > _add_months(born, years * 12)
    return max(years if reached else years - 1, 0)


def _bounded(years: int | None, months: int | None, days: int | None, workdays: int | None) -> Period | None:
    """The period, if every part could be read and none is over `PERIOD_YEARS`."""
    if years is None or months is None or days is None or workdays is None:
        return None
    if years > PERIOD_YEARS or months > PERIOD_YEARS * 12 or days > PERIOD_YEARS * 365 or workdays > PERIOD_YEARS * 250:
        return None
    return Period(years, months, days, workdays)


def _add_months(start: date, months: int) -> date:
    """The corresponding day that many months later, or the last day of that month."""
    years, month = divmod(start.month - 1 + months, 12)
    year, month = start.year + years, month + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))


def _add_workdays(start: date, workdays: int, calendar: Calendar) -> date:
    day, left = start, workdays
    while left:
        day += _DAY
        left -= int(calendar.is_workday(day))
    return day
