"""What the statute threatens, and the tables and formulas that narrow it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeAlias

from enforcerules.model.citation import Citation
from enforcerules.model.document import Level, Modality, Target
from enforcerules.model.duration import Duration
from enforcerules.model.program.conditions import TRUE_CONDITION, Condition
from enforcerules.model.program.instruments import InForce
from enforcerules.model.region import Region

LEVELS: tuple[Level, ...] = ("mitigated", "lighter", "ordinary", "heavier")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of measure: label and nature; `by`: the organ that alone may impose it; `rank`: how heavy, for comparing."""

    id: str
    label: str
    en: str | None
    class_: str
    article9: int | None
    by: str | None = None
    rank: int | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    """A statutory amount: in 分, or (with a base fact) as a multiple of it; `lo` None: the text has no minimum.

    The base is money and the multiple a rate, or (`per`, its unit) the base is a number of things and the multiple 分 for
    each. A base below `base_floor` counts as that (不足X的按X计算; 分, or things). `floor` and `cap` bound the result in 分.
    """

    base: str | None
    lo: Fraction | None
    hi: Fraction | None
    lo_open: bool = False
    hi_open: bool = False
    per: str | None = None
    base_floor: Fraction | None = None
    floor: Fraction | None = None
    cap: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """Another provision that sets the amount of a fine, as written (本条第二款) and as resolved."""

    text: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure that a matter threatens, under its own condition.

    A fine without `amount` leaves it to the provision that it `refers` to, or (None) to other rules altogether. `guard`:
    what all limbs of its block ask, so that a case outside of the block is no hole in it.
    """

    id: str
    kind: str
    modality: Modality
    target: Target
    condition: Condition
    amount: Amount | None
    basis: tuple[Citation, ...]
    in_force: InForce
    group: str | None = None
    branch: int | None = None
    limb: str | None = None
    duration: Duration | None = None
    what: str | None = None
    by: str | None = None
    refers: Reference | None = None
    guard: Condition = TRUE_CONDITION


@dataclass(frozen=True, slots=True)
class Matter:
    """A violation and what the statute threatens; `terms`: what this provision calls a fact, by id.

    `succeeded_by`: the matters as which newer law goes on with it once it has ended. `accepts`: findings that
    are true of the law itself, by code, with the reason.
    """

    id: str
    ruleset: str
    title: tuple[tuple[str, str], ...]
    elements: Condition | None
    prohibited_by: tuple[Citation, ...]
    penalised_by: tuple[Citation, ...]
    fixes: tuple[tuple[str, Region], ...]
    measures: tuple[Measure, ...]
    in_force: InForce
    sole_trader: Literal["individual", "unit"] | None = None
    status: str | None = None
    code: str | None = None
    note: str | None = None
    terms: tuple[tuple[str, str], ...] = ()
    succeeded_by: tuple[str, ...] = ()
    accepts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Band:
    """A part of the statutory span: `lo` and `hi` as shares of max − min."""

    lo: Fraction
    hi: Fraction
    lo_open: bool
    hi_open: bool


@dataclass(frozen=True, slots=True)
class OfMax:
    """A share of the statutory maximum: a point, or (`band`) the amounts between two shares of it that the statute holds."""

    share: Fraction
    band: Band | None = None


@dataclass(frozen=True, slots=True)
class OfMin:
    """A multiple of the statutory minimum: a point."""

    share: Fraction


Result: TypeAlias = Band | OfMax | OfMin | Amount | None


Form = Literal["range", "maximum", "minimum"]
"""What a statute states of a fine: both ends, only the upper, only the lower."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table; `otherwise` holds when no other row does, `narrows` never opens its level.

    `statute`: only where the statute states so much of the fine. `moved`: how the row before is read when a repeat calls for the next.
    """

    id: str
    level: Level
    condition: Condition | None
    otherwise: bool
    narrows: bool
    result: Result
    title: tuple[tuple[str, str], ...] = ()
    basis: tuple[Citation, ...] = ()
    note: str | None = None
    statute: Form | None = None
    moved: bool = False


@dataclass(frozen=True, slots=True)
class FactorLevel:
    """One level of a factor and its weight."""

    condition: Condition
    weight: Fraction
    wanted: str


@dataclass(frozen=True, slots=True)
class Factor:
    """A factor of a weight table; exactly one of its levels counts."""

    fact: str
    title: str
    levels: tuple[FactorLevel, ...]


@dataclass(frozen=True, slots=True)
class Weights:
    """A weight table: S = start + sum of weights, then floor and cap, then an amount."""

    start: Fraction
    of: Amount | None
    cap: Fraction | None
    floor: Fraction | None
    interpolate: bool
    factors: tuple[Factor, ...]


@dataclass(frozen=True, slots=True)
class Rounding:
    """To a multiple of so many 分, in one direction."""

    to: int
    direction: Literal["down", "up", "half_up"]


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A table or a formula that narrows the fine of one matter; `accepts`: findings that are true of it as printed, with the reason.

    `order`: its rows from light to heavy, where it says so.
    """

    id: str
    ruleset: str
    matter: str
    kind: str
    target: Target | None
    condition: Condition
    hit: Literal["unique", "heaviest", "lightest"]
    rows: tuple[Row, ...]
    weights: Weights | None
    rounding: Rounding | None
    basis: tuple[Citation, ...]
    in_force: InForce
    evidence: str
    title: tuple[tuple[str, str], ...] = ()
    status: str | None = None
    note: str | None = None
    after_change: Literal["act", "decision", "lighter"] | None = None
    after_change_basis: tuple[Citation, ...] = ()
    accepts: tuple[tuple[str, str], ...] = ()
    order: tuple[str, ...] = ()
