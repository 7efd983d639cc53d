"""Rules of one form: when, then, strength, basis; and the closed set of their effects."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeAlias

from enforcerules.model.citation import Citation
from enforcerules.model.dates import Period
from enforcerules.model.document import Level, Rank
from enforcerules.model.duration import Duration
from enforcerules.model.program.conditions import Condition
from enforcerules.model.program.instruments import InForce

Strength = Literal["shall", "may"]


Says = Literal["statutory", "benchmark", "found", "open"]


Stage = Literal[
    "version",
    "lawfulness",
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
class Versions:
    """Which version applies. `lighter`: the rules of the act, or those of the decision if lighter (从旧兼从轻).

    `continuing`: an act that goes on after a change is judged by the rules of its last day.
    """

    which: Literal["lighter", "continuing"] = "lighter"


@dataclass(frozen=True, slots=True)
class Terminate:
    """The case ends: no longer unlawful, no power, too late, not proved, no basis."""

    disposition: Literal["not_unlawful", "no_jurisdiction", "time_barred", "not_established", "no_basis"]


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
class Reduce:
    """The fine that follows otherwise, less a share of it between two; never below the minimum of the statute.

    A lighter fine: under `may` beside the others, under `shall` in their place.
    """

    least: Fraction
    most: Fraction


@dataclass(frozen=True, slots=True)
class Deadline:
    """A date fact and a period after it; `roll`: a last day that is no working day moves to the next that is (顺延)."""

    start: str
    plus: Period
    roll: bool = False


@dataclass(frozen=True, slots=True)
class BarKinds:
    """No measure of these kinds: a fine where the same act has been fined already; other kinds stand."""

    kinds: tuple[str, ...]


Policy = Literal["manual", "by_amount", "by_rank"]


@dataclass(frozen=True, slots=True)
class Concur:
    """Which fine applies where one act calls for several.

    `manual`: a person chooses. `by_amount`: the greatest maximum in 元 on the facts of the case, then the greatest
    minimum. `by_rank`: the highest instrument, then by amount; `ranks` from high to low, and instruments of different ranks
    that are not among them cannot be ordered. `optional`: whether a fine that only may be imposed is compared or makes the
    choice a person's.
    """

    policy: Policy
    ranks: tuple[Rank, ...] = ()
    optional: Literal["person", "compared"] = "person"


@dataclass(frozen=True, slots=True)
class CapTotal:
    """Measures of a kind for several acts together never exceed this length."""

    kind: str
    most: Duration


@dataclass(frozen=True, slots=True)
class Duty:
    """Something that must, or may, be done; `of`: the fact that says how much it concerns."""

    kind: str
    who: Literal["authority", "party"]
    on: tuple[str, ...]
    deadline: Deadline | None
    after: tuple[str, ...]
    of: str | None = None


@dataclass(frozen=True, slots=True)
class Alert:
    """A finding of a monitor."""

    kind: str
    severity: Literal["info", "warning", "serious"]


Effect: TypeAlias = (
    Versions
    | Terminate
    | Refer
    | Spare
    | OrderFirst
    | Open
    | Bar
    | BarKinds
    | Reduce
    | Concur
    | CapTotal
    | Duty
    | Alert
)


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
