"""The syntax tree of conditions and amounts, as written: words and literals, names resolved to ids.

The tree is the normative form of a condition; `language.printing` is the inverse of parsing. What 以上 and 以下
include is not decided here: that belongs to the instrument (`compile.lower`).

`place` is where a piece stands in its text, start and length; trees are equal wherever they stand.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TypeAlias

Place: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit as written, and its value in the unit of the fact (分, %→1/100, ordinals for dates)."""

    text: str
    number: Fraction
    unit: str
    place: Place | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Name:
    """A value of a choice, grade or set by its label, or a date, or a truth word."""

    text: str
    place: Place | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class ParameterName:
    """A dated constant of the ruleset, by id."""

    id: str
    place: Place | None = field(default=None, compare=False, repr=False)


Operand: TypeAlias = Quantity | Name | ParameterName


@dataclass(frozen=True, slots=True)
class Bound:
    """One comparison: the word (`以上`, `不足`, `>=` …) and what is compared with."""

    word: str
    operand: Operand


@dataclass(frozen=True, slots=True)
class Holds:
    """A boolean fact is true."""

    fact: str
    place: Place | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Compare:
    """A fact lies between bounds; all of them."""

    fact: str
    bounds: tuple[Bound, ...]
    place: Place | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Among:
    """A fact is (or, `negated`, is not) one of some values."""

    fact: str
    values: tuple[Operand, ...]
    negated: bool = False
    place: Place | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Contains:
    """A set contains a value."""

    fact: str
    value: Name
    place: Place | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class State:
    """What is known of a fact: `无法确定` (searched, cannot be determined) or `已查明`."""

    fact: str
    word: str
    place: Place | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class All:
    """且: every part."""

    parts: tuple[Written, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """或: at least one part."""

    parts: tuple[Written, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """非."""

    part: Written


Written: TypeAlias = "Holds | Compare | Among | Contains | State | All | AnyOf | Not"


@dataclass(frozen=True, slots=True)
class AmountText:
    """An amount as written: a base fact or none, and the bounds (`lo` None: the text has no minimum).

    `per`: the amount is in money for each unit of the base (每平方米). `base_floor`: a smaller base counts as this
    (不足X的按X计算). `floor` and `cap` bound the result (不低于X, 总额不超过X).
    """

    base: str | None
    lo: Quantity | None
    hi: Quantity | None
    per: str | None = None
    base_floor: Quantity | None = None
    floor: Quantity | None = None
    cap: Quantity | None = None
