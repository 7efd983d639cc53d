"""Editions of the semantics: one frozen table of named functions. An old entry is never changed and never taken away.

What a ruleset says is data; what its words *do* is fixed here: how a period is added to a day, when a year of age is
full, what rounding means, which part of a span a band is. A decision names the edition that it was made under, and a
record of it replays under that edition, whatever the newest one does.

To change one of these meanings: write a new function beside the old one, add an edition that names it, make that
`CURRENT`, and leave every older entry as it is (`tests/model/test_edition.py` holds them to what they answered).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from enforcerules.model.calendar import Calendar
from enforcerules.model.dates import Period, add_period, age_on, back, roll_forward
from enforcerules.model.decision import MoneyRange
from enforcerules.model.program import Band, Rounding
from enforcerules.model.sums import part_of, rounded_inside


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition.

    `add_period`: the last day of a period. `roll_forward`: the working day on or after a day. `back`: the day so long before. `age_on`: full years of age. `rounded_inside`:
    an amount rounded within a range. `part_of`: the band of a statutory span.
    """

    name: str
    add_period: Callable[[date, Period, Calendar | None], date]
    roll_forward: Callable[[date, Calendar], date]
    back: Callable[[date, Period], date]
    age_on: Callable[[date, date], int]
    rounded_inside: Callable[[Fraction, Rounding | None, MoneyRange], Fraction]
    part_of: Callable[[Band, MoneyRange], MoneyRange]


def _table(*editions: Edition) -> Mapping[str, Edition]:
    return MappingProxyType({one.name: one for one in editions})


EDITIONS: Final[Mapping[str, Edition]] = _table(
    Edition("2026.1", add_period, roll_forward, back, age_on, rounded_inside, part_of),
)

CURRENT: Final[Edition] = EDITIONS["2026.1"]
"""The edition that new decisions are made under."""
