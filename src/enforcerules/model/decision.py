"""The answer as a record: per act, party and matter what follows, why, what is open, and from which rules.

Money is in 分, exact; `None` for an end of a range is "no minimum in the text" or "no upper end". Everything here is
language-free but for the law's own words; `render` gives it a form.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from enforcerules.model.case import Case
from enforcerules.model.citation import Citation
from enforcerules.model.concurrence import BarSeen, Combined, Concurrence
from enforcerules.model.document import Level
from enforcerules.model.duration import Duration
from enforcerules.model.knowledge import Observed
from enforcerules.model.opinion import SecondOpinion
from enforcerules.model.program import Kind, Program, Reference, Says, Stage, Strength

if TYPE_CHECKING:
    from enforcerules.model.region import Exact

Disposition = Literal[
    "penalise",
    "no_penalty_shall",
    "no_penalty_may",
    "order_first",
    "refer",
    "time_barred",
    "not_unlawful",
    "not_established",
    "no_jurisdiction",
    "no_basis",
    "needs_human",
    "undetermined",
]
DISPOSITIONS: tuple[Disposition, ...] = Disposition.__args__  # type: ignore[attr-defined]


ENGINE_ALERTS: frozenset[str] = frozenset(
    {
        "act_spans_change",
        "as_known_on",
        "goes_on_as",
        "benchmark_changed",
        "benchmark_followed",
        "benchmark_outside_statute",
        "circumstances_conflict",
        "concurrence_unsettled",
        "deviation_recorded",
        "deviation_unapproved",
        "elements_as_alleged",
        "end_decides_version",
        "law_ended_unsaid",
        "factor_gap",
        "finding_without_reason",
        "law_not_in_force",
        "newer_rules_lighter",
        "no_upper_end",
        "part_of_a_unit",
        "party_kind_unknown",
        "proposed_outside",
        "row_gave_way",
        "rows_conflict",
        "sole_trader_unsettled",
        "territory_unknown",
        "tier_gap",
        "tier_overlap",
        "versions_not_comparable",
        "versions_open",
        "versions_split",
    }
)
"""The kinds of alert that the engine itself raises; all others are those of monitors."""


@dataclass(frozen=True, slots=True)
class MoneyRange:
    """A range of money in 分; `lo` None: no minimum in the text; `hi` None: not bounded, because a base is unknown."""

    lo: Fraction | None
    hi: Fraction | None
    lo_open: bool = False
    hi_open: bool = False

    @property
    def empty(self) -> bool:
        """Whether no amount lies in it."""
        lo = self.lo or Fraction(0)
        return self.hi is not None and (lo > self.hi or (lo == self.hi and (self.lo_open or self.hi_open)))

    def has(self, amount: Exact) -> bool:
        """Whether the amount lies in it."""
        lo = self.lo or Fraction(0)
        above = amount > lo or (amount == lo and not self.lo_open)
        below = self.hi is None or amount < self.hi or (amount == self.hi and not self.hi_open)
        return above and below

    def meet(self, other: MoneyRange) -> MoneyRange:
        """The common part; may be empty."""
        lo, lo_open = max((self.lo or Fraction(0), self.lo_open), (other.lo or Fraction(0), other.lo_open))
        his = [(r.hi, not r.hi_open) for r in (self, other) if r.hi is not None]
        hi, closed = min(his, default=(None, True))
        none = self.lo is None and other.lo is None
        return MoneyRange(None if none else lo, hi, lo_open and not none, not closed)


def hull(ranges: list[MoneyRange]) -> MoneyRange:
    """The smallest range around some; raises ValueError for none."""
    if not ranges:
        raise ValueError("no ranges")
    lo = None if any(r.lo is None for r in ranges) else min(r.lo for r in ranges if r.lo is not None)
    hi = None if any(r.hi is None for r in ranges) else max(r.hi for r in ranges if r.hi is not None)
    lo_open = all(r.lo_open for r in ranges if r.lo == lo)
    hi_open = all(r.hi_open for r in ranges if r.hi == hi)
    return MoneyRange(lo, hi, lo_open and lo is not None, hi_open and hi is not None)


Verdict = Literal["lighter", "heavier", "equal", "same", "open", "unclear"]
Criterion = Literal["disposition", "kind", "duration", "maximum", "minimum", "cumulation", "levels"]


@dataclass(frozen=True, slots=True)
class TestSeen:
    """One test of a rule: the fact, what was known of it, what was wanted, and whether it held."""

    fact: str
    label: str
    value: str
    wanted: str
    holds: bool | None
    status: str
    evidence: tuple[str, ...] = ()
    inner: tuple[TestSeen, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """A rule that was asked: held, did not hold, or open; `remark` says what the conclusion did with an open one."""

    rule: str
    stage: Stage | Literal["elements"]
    title: tuple[tuple[str, str], ...]
    effect: str
    strength: Strength
    holds: bool | None
    decided: bool
    says: Says
    tests: tuple[TestSeen, ...]
    basis: tuple[Citation, ...]
    evidence: str = "primary"
    remark: Literal["not_granted", "adverse_not_applied", "gave_way", "goes_back", "replaced"] | None = None
    note: str | None = None
    near_miss: bool = False


@dataclass(frozen=True, slots=True)
class LevelRange:
    """A level permitted in this case: its range, a point where the ruleset states a method, and the ground for it."""

    level: Level
    range: MoneyRange | None
    point: Fraction | None
    because: tuple[str, ...]
    basis: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class ReferredFine:
    """A fine of a provision that another one refers to, on the facts of this case; `statutory` None: not to be had here."""

    matter: str
    measure: str
    target: str
    modality: str
    holds: bool | None
    statutory: MoneyRange | None


@dataclass(frozen=True, slots=True)
class MeasureSeen:
    """A measure that follows if nothing spares the party; `holds` None: its condition is open.

    `stands`: it follows even where the party is spared, because the rule that spares says so. `statutory` None of a fine:
    the text leaves the amount to the provision it `refers` to, or to other rules altogether. `barred`: a rule bars it, or
    may. `gave_way`: the matter under which the act is fined instead.
    """

    id: str
    kind: str
    nature: str
    article9: int | None
    target: str
    modality: str
    group: str | None
    branch: int | None
    duration: Duration | None
    what: str | None
    by: str | None
    holds: bool | None
    statutory: MoneyRange | None
    levels: tuple[LevelRange, ...]
    open: tuple[str, ...]
    basis: tuple[Citation, ...]
    base: str | None = None
    factors: tuple[tuple[str, str, str], ...] = ()
    sum: str | None = None
    stands: bool = False
    refers: Reference | None = None
    referred: tuple[ReferredFine, ...] = ()
    barred: BarSeen | None = None
    gave_way: str | None = None
    limb: str | None = None

    @property
    def away(self) -> bool:
        """Whether it is not imposed although the statute threatens it: barred, or the act is fined under another provision."""
        return self.gave_way is not None or (self.barred is not None and self.barred.holds is True)

    @property
    def depends(self) -> bool:
        """Whether it is open that it follows: its condition is, or whether a rule bars it."""
        return self.holds is None or (self.barred is not None and self.barred.holds is None)


@dataclass(frozen=True, slots=True)
class UnderRules:
    """What follows under the rules of some days, whole and before benchmarks: what Article 37 compares.

    `measures` are what would follow unless the party is spared; `versions` the instruments with their versions.
    """

    since: date | None
    until: date | None
    matter: str
    dispositions: tuple[Disposition, ...]
    measures: tuple[MeasureSeen, ...]
    versions: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """The rules of the act and those of the decision, side by side; `by` is the point in which they first differ.

    `verdict` is that on the newer rules: `lighter` (they apply), `heavier`, `equal` or `same` (the older apply), `open`
    (it depends on facts) or `unclear` (there is no order).
    """

    rule: str
    verdict: Verdict
    by: Criterion | None
    act: UnderRules
    decision: UnderRules


@dataclass(frozen=True, slots=True)
class DutySeen:
    """Something that must or may be done; `due` None: it depends on what is not known yet; `quantity`: fact and value."""

    rule: str
    kind: str
    title: tuple[tuple[str, str], ...]
    who: str
    on: tuple[str, ...]
    due: bool | None
    strength: Strength
    deadline: date | None
    after: tuple[str, ...]
    basis: tuple[Citation, ...]
    missing: str | None = None
    quantity: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class AlertSeen:
    """A finding: of a monitor, or of the engine about the rules and this case."""

    kind: str
    severity: Literal["info", "warning", "serious"]
    rule: str | None
    basis: tuple[Citation, ...]
    args: tuple[tuple[str, str], ...] = ()
    title: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """An open fact that still matters: who finds it, and what each value leads to."""

    fact: str
    label: str
    who: Literal["person", "authority", "party", "ex_officio"]
    asks: tuple[str, ...]
    leads_to: tuple[tuple[str, tuple[str, ...]], ...]
    cells: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What follows for one act, one party and one matter; `kinds` are all that its ruleset sees."""

    act: str
    party: str
    matter: str
    disposition: Disposition
    candidates: tuple[Disposition, ...]
    organ: str | None
    measures: tuple[MeasureSeen, ...]
    reasons: tuple[Reason, ...]
    duties: tuple[DutySeen, ...]
    alerts: tuple[AlertSeen, ...]
    questions: tuple[Question, ...]
    outer_bound: bool
    phase: str
    party_kind: str | None
    versions: tuple[tuple[str, str], ...]
    observed: tuple[tuple[str, Observed], ...] = field(default=(), compare=False)
    cells: int = 1
    version: Literal["act", "decision"] = "act"
    dormant: tuple[str, ...] = ()
    compared: Compared | None = None
    parts: tuple[UnderRules, ...] = ()
    kinds: Mapping[str, Kind] = field(default_factory=dict, compare=False, repr=False)

    @property
    def because(self) -> tuple[str, ...]:
        """The rules and rows that decided."""
        return tuple(r.rule for r in self.reasons if r.decided)

    @property
    def conclusion(self) -> str:
        """How the disposition is worded."""
        barred = self.disposition == "penalise" and all(m.away for m in self.measures)
        said = self.worded(self.disposition)
        return "other_barred" if barred and said == "other_measures" else said

    def worded(self, disposition: str) -> str:
        """How a possible disposition is worded: measures that are neither penalties nor orders are not told as a penalty."""
        other = bool(self.measures) and all(m.nature == "other" for m in self.measures)
        return "other_measures" if other and disposition == "penalise" else disposition


@dataclass(frozen=True)
class Decision:
    """The decision of a case: an outcome for each act, party and matter, and where it comes from.

    `concurrences`: acts under several provisions that call for a fine. `combined`: parties with several acts.
    `second_opinions` stand beside it: whether other engines were asked does not make it another decision.
    """

    edition: str
    case_id: str
    outcomes: tuple[Outcome, ...]
    meaning: str
    case_digest: str
    calendar: str
    program: Program = field(compare=False, repr=False)
    case: Case = field(compare=False, repr=False)
    concurrences: tuple[Concurrence, ...] = ()
    combined: tuple[Combined, ...] = ()
    second_opinions: tuple[SecondOpinion, ...] = field(default=(), compare=False)
