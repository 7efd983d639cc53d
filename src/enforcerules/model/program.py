"""The compiled form of rulesets: names resolved, texts parsed, citations read; frozen and without positions of use.

`Program` holds every ruleset loaded; `decide` takes from it the slice of one matter in one territory on given days.
Numbers stand in the unit of their fact: money in 分, dates as ordinals, grades as indexes from light to heavy.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Literal, TypeAlias

from enforcerules.base.source import Span
from enforcerules.model.calendar import Calendar
from enforcerules.model.citation import Citation
from enforcerules.model.dates import Period
from enforcerules.model.document import FactType, Level, Modality, Target
from enforcerules.model.region import Region

LEVELS: tuple[Level, ...] = ("mitigated", "lighter", "ordinary", "heavier")
Strength = Literal["shall", "may"]
Says = Literal["statutory", "benchmark", "found", "open"]


@dataclass(frozen=True, slots=True)
class Reads:
    """Whether 以上 and 以下 include the number, in one instrument."""

    above: bool = True
    below: bool = True


@dataclass(frozen=True, slots=True)
class InForce:
    """From a first to a last day, inclusive; None is without end."""

    since: date | None = None
    until: date | None = None

    def covers(self, day: date) -> bool:
        """Whether a day lies within."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)

    def meet(self, other: InForce) -> InForce:
        """The days that both cover; may be none."""
        since = max((d for d in (self.since, other.since) if d), default=None)
        until = min((d for d in (self.until, other.until) if d), default=None)
        return InForce(since, until)


ALWAYS = InForce()


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an instrument."""

    id: str
    in_force: InForce


@dataclass(frozen=True, slots=True)
class Instrument:
    """A law, regulation, rule or normative document."""

    name: str
    title: str
    rank: str
    evidence: str
    reads: Reads
    versions: tuple[Version, ...]
    number: str | None = None

    def version_on(self, day: date) -> Version | None:
        """The version in force on a day."""
        return next((v for v in self.versions if v.in_force.covers(day)), None)


# ---- facts ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class When:
    """A boolean derived fact: its condition."""

    condition: Condition


@dataclass(frozen=True, slots=True)
class Count:
    """A counter over history."""

    events: tuple[str, ...]
    same: Literal["matter", "nature", "any"]
    window: Period | None
    anchor: str
    ends: tuple[bool, bool]
    calendar: bool
    including_present: bool


@dataclass(frozen=True, slots=True)
class Days:
    """Days from one date, after a period, to another."""

    start: str
    plus: Period | None
    end: str


@dataclass(frozen=True, slots=True)
class DateAfter:
    """A date and a period after it."""

    start: str
    plus: Period


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


Formula: TypeAlias = When | Count | Days | DateAfter | Age | Arithmetic


@dataclass(frozen=True, slots=True)
class Fact:
    """A declared fact, or a derived one (`formula`)."""

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

    @property
    def whole(self) -> bool:
        """Only integers count (of 分, days, grades, counts)."""
        return self.type in {"money", "integer", "date", "period", "grade"}


# ---- conditions ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Atom:
    """A test of one fact against a constant region; `wanted` is its text for people."""

    fact: str
    region: Region
    wanted: str


@dataclass(frozen=True, slots=True)
class Known:
    """A test of what is known: `undeterminable` or `ascertained`."""

    fact: str
    status: Literal["undeterminable", "ascertained"]
    wanted: str


@dataclass(frozen=True, slots=True)
class Threshold:
    """A test of one fact against a parameter, which has a value only in a place and on a day."""

    fact: str
    word: Literal[">=", ">", "<=", "<", "="]
    parameter: str
    wanted: str


@dataclass(frozen=True, slots=True)
class And:
    """且; nothing in it holds always."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """或."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Neg:
    """非."""

    part: Condition


Condition: TypeAlias = "Atom | Known | Threshold | And | Or | Neg"
TRUE_CONDITION = And(())


# ---- rules ---------------------------------------------------------------------------------------------------

Stage = Literal[
    "version",
    "jurisdiction",
    "proof",
    "time_bar",
    "capacity",
    "fault",
    "referral",
    "concurrence",
    "exemption",
    "escalation",
    "circumstance",
    "limb",
    "benchmark",
    "duty",
    "monitor",
]
STAGES: tuple[Stage, ...] = Stage.__args__  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Terminate:
    """The case ends: no power, too late, not proved, no basis."""

    disposition: Literal["no_jurisdiction", "time_barred", "not_established", "no_basis"]


@dataclass(frozen=True, slots=True)
class Refer:
    """Sent to another organ."""

    organ: str


@dataclass(frozen=True, slots=True)
class Spare:
    """No penalty: 不予 under `shall`, 可以不予 under `may`; `keeps` are kinds that stand all the same."""

    keeps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OrderFirst:
    """A notice, an order to correct or a caution before any penalty."""

    kind: str


@dataclass(frozen=True, slots=True)
class Open:
    """These levels are opened; under `shall` all others are barred."""

    levels: tuple[Level, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """These levels are barred."""

    levels: tuple[Level, ...]


@dataclass(frozen=True, slots=True)
class Duty:
    """Something that must, or may, be done."""

    kind: str
    who: Literal["authority", "party"]
    on: tuple[str, ...]
    deadline: tuple[str, Period] | None
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Versions:
    """Compare the rules of the day of the act with those of the day of the decision; the lighter apply (从旧兼从轻)."""


@dataclass(frozen=True, slots=True)
class Alert:
    """A finding of a monitor."""

    kind: str
    severity: Literal["info", "warning", "serious"]


Effect: TypeAlias = Versions | Terminate | Refer | Spare | OrderFirst | Open | Bar | Duty | Alert


@dataclass(frozen=True, slots=True)
class Rule:
    """A gate, exemption, circumstance, duty, monitor or rung of a ladder."""

    id: str
    ruleset: str
    stage: Stage
    title: tuple[tuple[str, str], ...]
    matters: tuple[str, ...]
    parties: tuple[str, ...]
    condition: Condition
    effect: Effect
    strength: Strength
    basis: tuple[Citation, ...]
    in_force: InForce
    says: Says
    evidence: str = "primary"
    replaces: tuple[str, ...] = ()
    overrides: str | None = None
    override_basis: tuple[Citation, ...] = ()
    note: str | None = None


# ---- measures and benchmarks ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Amount:
    """A statutory amount: in 分, or (with a base fact) as a multiple of it; `lo` None: the text has no minimum."""

    base: str | None
    lo: Fraction | None
    hi: Fraction | None
    lo_open: bool = False
    hi_open: bool = False


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure that a matter threatens, under its own condition."""

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
    duration: str | None = None
    what: str | None = None
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Matter:
    """A violation and what the statute threatens."""

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


@dataclass(frozen=True, slots=True)
class Band:
    """A part of the statutory span: `lo` and `hi` as shares of max − min."""

    lo: Fraction
    hi: Fraction
    lo_open: bool
    hi_open: bool


@dataclass(frozen=True, slots=True)
class OfMax:
    """A share of the statutory maximum: a point."""

    share: Fraction


Result: TypeAlias = Band | OfMax | Amount | None


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table; `otherwise` holds when no other row does, `narrows` never opens its level."""

    id: str
    level: Level
    condition: Condition | None
    otherwise: bool
    narrows: bool
    result: Result
    title: tuple[tuple[str, str], ...] = ()
    basis: tuple[Citation, ...] = ()
    note: str | None = None


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
    """A table or a formula that narrows the fine of one matter."""

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


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of measure: label and nature."""

    id: str
    label: str
    en: str | None
    class_: str
    article9: int | None


@dataclass(frozen=True, slots=True)
class Ruleset:
    """What a ruleset is, and the names it sees."""

    id: str
    title: tuple[tuple[str, str], ...]
    territories: tuple[str, ...]
    extends: tuple[str, ...]
    lineage: tuple[str, ...]
    status: str
    about: str | None
    instruments: Mapping[str, Instrument]
    facts: Mapping[str, Fact]
    parameters: Mapping[str, Parameter]
    kinds: Mapping[str, Kind]


@dataclass(frozen=True, eq=False)
class Program:
    """Every ruleset loaded, compiled; immutable and shared between threads.

    `spans` is the side table of positions by id; `digests` remembers the digests of its own parts by identity.
    """

    rulesets: Mapping[str, Ruleset]
    matters: Mapping[str, Matter]
    rules: tuple[Rule, ...]
    benchmarks: tuple[Benchmark, ...]
    calendar: Calendar
    spans: Mapping[str, Span | None] = field(default_factory=dict, compare=False)
    digests: dict[int, str] = field(default_factory=dict, repr=False)
