"""What is known of the facts of one act and one party, and how far: the input of every test."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from enforcerules.model.program import Fact
from enforcerules.model.region import LINE, TRUTH, Interval, Numbers, Region, Values, exactly

Status = Literal[
    "known",
    "asserted",
    "unknown",
    "undeterminable",
    "searched_not_found",
    "excluded",
    "not_raised",
    "fixed",
    "derived",
    "assumed",
]
OPEN_STATES: frozenset[Status] = frozenset({"unknown", "asserted", "excluded", "undeterminable"})


@dataclass(frozen=True, slots=True)
class Observed:
    """What is known of one fact: a region (a point when it is known exactly) and how it is known.

    `stood`: how it was known before the ruleset's `on_unknown` was put in its place. A value that was put there was not
    ascertained: whether a fact is 已查明 or 无法确定 goes by this.
    """

    region: Region
    status: Status
    evidence: tuple[str, ...] = ()
    reason: str | None = None
    factors: tuple[str, ...] = ()
    by: str | None = None
    note: str | None = None
    stood: Status | None = None

    @property
    def found(self) -> Status:
        """How far the fact itself was found out."""
        return self.stood or self.status


def domain(fact: Fact) -> Region:
    """All values that a fact can have; sums and counts are never negative unless the ruleset says so."""
    if fact.type == "boolean":
        return TRUTH
    if fact.type in {"choice", "set"}:
        return Values(frozenset(key for key, _ in fact.values))
    if fact.type == "grade":
        return Numbers((Interval(0, len(fact.values) - 1),))
    if fact.type in {"text", "code"}:
        return Values(frozenset(), others=True)
    if fact.least is not None:
        return Numbers((Interval(fact.least, None, hi_open=True),))
    signed = fact.type in {"date", "decimal", "rate"} or fact.formula is not None
    return LINE if signed else Numbers((Interval(0, None, hi_open=True),))


def lowest(fact: Fact) -> Region:
    """The lightest value: false, the first grade or choice, nil; the whole domain where there is no order."""
    if fact.type == "boolean":
        return Values(frozenset({"false"}))
    if fact.type == "choice":
        return Values(frozenset({fact.values[0][0]}))
    if fact.type == "set":
        return Values(frozenset())
    if fact.type in {"grade", "money", "integer", "decimal", "rate", "period"}:
        return exactly(0)
    return domain(fact)


def is_exact(region: Region) -> bool:
    """Whether exactly one value is left."""
    if isinstance(region, Values):
        return len(region.names) == 1 and not region.others
    return len(region.intervals) == 1 and region.intervals[0].point is not None
