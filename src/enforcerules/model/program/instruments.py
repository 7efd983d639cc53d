"""Instruments and the days on which they, and what they order, are in force."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Reads:
    """Whether 以上 and 以下 include the number, in one instrument."""

    above: bool = True
    below: bool = True


@dataclass(frozen=True, slots=True)
class InForce:
    """From a first to a last day, inclusive; None is without end. `known`: the day since when this is known."""

    since: date | None = None
    until: date | None = None
    known: date | None = None

    def covers(self, day: date) -> bool:
        """Whether a day lies within."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)

    def meet(self, other: InForce) -> InForce:
        """The days that both cover; may be none."""
        since = max((d for d in (self.since, other.since) if d), default=None)
        until = min((d for d in (self.until, other.until) if d), default=None)
        return InForce(since, until, max((d for d in (self.known, other.known) if d), default=None))

    def known_by(self, day: date | None) -> bool:
        """Whether this was known on a day; without a day everything is."""
        return day is None or self.known is None or self.known <= day


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
