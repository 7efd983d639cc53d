"""What generated code calls: values read as the reference reads them, days and counts worked out as it works them out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from enforcerules.base.source import Text
from enforcerules.decide.facts import Knowledge, ratio, steps
from enforcerules.decide.history import Counted, count
from enforcerules.decide.values import value_of
from enforcerules.kernel.slots import NotPlain, Slot, plain
from enforcerules.model.calendar import Calendar, UnknownYear
from enforcerules.model.dates import Period
from enforcerules.model.edition import Edition
from enforcerules.model.program import Age, Count, DateAfter, Days, Fact, Ratio, Steps
from enforcerules.model.region import Exact, Interval, Numbers, Region
from enforcerules.model.scalars import to_text

KNOWN = "*"
"""Under what name, among what the frame of a case says, its knowledge stands."""


def read(fact: Fact, value: object) -> Any:  # noqa: ANN401  a plain value
    """A value as the reference reads it; raises NotPlain, or what the reference makes a diagnostic of."""
    if type(value) is bool and fact.type == "boolean":
        return value
    if type(value) in {int, str, Decimal, Text}:
        return plain(fact, value_of(fact, Text(to_text(value))))
    if type(value) in {list, tuple} and fact.type == "set":
        return plain(fact, value_of(fact, tuple(Text(to_text(one)) for one in value)))  # type: ignore[attr-defined]
    raise NotPlain


@dataclass(frozen=True, slots=True)
class Calls:
    """The functions of one unit, by the names that generated code calls them."""

    slots: Mapping[str, Slot]
    edition: Edition
    calendar: Calendar

    def read(self, name: str, value: object) -> Any:  # noqa: ANN401  a plain value
        """A value of a slot that has not its most common form."""
        return read(self.slots[name].fact, value)

    def days(self, formula: Days, start: int, end: int) -> int:
        """Days from one day, after a period, to another."""
        return end - (start if formula.plus is None else self._after(start, formula.plus))

    def date_after(self, formula: DateAfter, start: int) -> int:
        """The last day of a period."""
        last = self._after(start, formula.plus)
        return (
            self._day(lambda: self.edition.roll_forward(date.fromordinal(last), self.calendar))
            if formula.roll
            else last
        )

    def age(self, _: Age, born: int, on: int) -> int:
        """Full years."""
        if born > on:
            raise NotPlain
        return self.edition.age_on(date.fromordinal(born), date.fromordinal(on))

    def steps(self, formula: Steps, figure: Exact) -> Exact:
        """Whole steps beyond a start."""
        return _exact(steps(formula, Interval(figure, figure)))

    def ratio(self, _: Ratio, part: Exact, whole: Exact) -> Exact:
        """A share."""
        return _exact(ratio(Interval(part, part), Interval(whole, whole)))

    def count(self, formula: Count, anchor: int, said: Mapping[str, Any]) -> Exact:
        """How many events of the history of the case, of which `said` holds the knowledge."""
        known: Knowledge = said[KNOWN]
        about = Counted(known.matter, known.party, {}, known.facts)
        return _exact(count(formula, known.history, date.fromordinal(anchor), about, self.edition.back))

    def _after(self, day: int, plus: Period) -> int:
        return self._day(lambda: self.edition.add_period(date.fromordinal(day), plus, self.calendar))

    def _day(self, made: Callable[[], date]) -> int:
        try:
            return made().toordinal()
        except (UnknownYear, OverflowError, ValueError):
            raise NotPlain from None


def _exact(region: Region) -> Exact:
    point = region.hull().point if isinstance(region, Numbers) and len(region.intervals) == 1 else None
    if point is None:
        raise NotPlain
    return point
