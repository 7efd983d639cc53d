"""Declared and derived facts, and the dated constants that conditions compare with."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeAlias

from enforcerules.model.citation import Citation
from enforcerules.model.dates import Period
from enforcerules.model.document import FactType
from enforcerules.model.program.conditions import Condition
from enforcerules.model.program.instruments import InForce
from enforcerules.model.region import Region


@dataclass(frozen=True, slots=True)
class When:
    """A boolean derived fact: its condition."""

    condition: Condition


@dataclass(frozen=True, slots=True)
class Count:
    """A counter over history.

    `per`: facts whose value the event shares with the case (a vehicle, a shop, an item of a list); `across`: the
    territories whose records count, all if none is named; `reset`: kinds of event after which counting begins anew.
    """

    events: tuple[str, ...]
    same: Literal["matter", "nature", "any"]
    window: Period | None
    anchor: str
    ends: tuple[bool, bool]
    calendar: bool
    including_present: bool
    per: tuple[str, ...] = ()
    across: tuple[str, ...] = ()
    reset: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Runs:
    """The day on which a term that may be prolonged begins or ends: joint discipline of 2 or 3 years, of 5 at most without a gap.

    `of` says which events begin or prolong it, `lengths` for how long, by kind of event; `present`: the fact whose value is
    the kind of the present case's own event, on the day of the anchor. `again`: an event while the term runs adds its length
    to the end, or renews the term from its day. `most`: the longest time without a gap.
    """

    of: Count
    lengths: tuple[tuple[str, Period], ...]
    again: Literal["adds", "renews"]
    most: Period | None
    present: str | None
    gives: Literal["start", "end"]


@dataclass(frozen=True, slots=True)
class Series:
    """A figure of the values that past events have under `about`: a mean of readings, a sum of amounts.

    `of` says which events count, `value` the fact under which they say their value; with fewer than `least` there is none.
    """

    of: Count
    value: str
    take: Literal["mean", "sum", "max", "min"]
    least: int


@dataclass(frozen=True, slots=True)
class Days:
    """Days from one date, after a period, to another."""

    start: str
    plus: Period | None
    end: str


@dataclass(frozen=True, slots=True)
class DateAfter:
    """A date and a period after it; `roll`: to the next working day where the last is none (期间顺延)."""

    start: str
    plus: Period
    roll: bool = False


@dataclass(frozen=True, slots=True)
class Age:
    """Full years, counted from the day after the birthday."""

    born: str
    on: str


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """sum, minus, times, max or min over facts and numbers."""

    op: Literal["sum", "minus", "times", "max", "min"]
    operands: tuple[str | Fraction, ...]


@dataclass(frozen=True, slots=True)
class Steps:
    """How many steps of a size a figure goes beyond a start, never below none; a part of a step counts whole, or not."""

    of: str
    above: Fraction
    each: Fraction
    part_counts: bool


@dataclass(frozen=True, slots=True)
class Ratio:
    """One figure as a share of another; not known where the other is nil."""

    part: str
    whole: str


Formula: TypeAlias = When | Count | Runs | Series | Days | DateAfter | Age | Arithmetic | Steps | Ratio


@dataclass(frozen=True, slots=True)
class Fact:
    """A declared fact, or a derived one (`formula`); `specifies`: the fact of the law that this one makes definite."""

    id: str
    label: str
    type: FactType
    ruleset: str
    en: str | None = None
    also: tuple[str, ...] = ()
    unit: str | None = None
    scale: int = 0
    values: tuple[tuple[str, str], ...] = ()
    proves: Literal["authority", "party", "ex_officio"] = "authority"
    ask: Literal["always", "if_raised"] = "always"
    evaluative: bool = False
    factors: tuple[str, ...] = ()
    direction: Literal["heavier", "lighter"] | None = None
    change: Literal["fixed", "correctable"] | None = None
    on_unknown: Region | Literal["keep", "lowest"] = "keep"
    basis: tuple[Citation, ...] = ()
    source: str | None = None
    formula: Formula | None = None
    evidence: str = "primary"
    note: str | None = None
    least: int | None = None
    specifies: str | None = None

    @property
    def whole(self) -> bool:
        """Only integers count (of 分, days, grades, counts)."""
        return self.type in {"money", "integer", "date", "period", "grade"}


@dataclass(frozen=True, slots=True)
class ParameterValue:
    """One value of a parameter: for whom, where, when."""

    value: Fraction
    parties: tuple[str, ...]
    territories: tuple[str, ...]
    matters: tuple[str, ...]
    in_force: InForce
    basis: tuple[Citation, ...]
    evidence: str


@dataclass(frozen=True, slots=True)
class Parameter:
    """A dated, territorial constant; `missing` is said where it has no value."""

    id: str
    label: str
    type: FactType
    unit: str | None
    missing: str | None
    values: tuple[ParameterValue, ...]
    ruleset: str
