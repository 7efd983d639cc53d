"""Instruments and the days on which they, and what they order, are in force."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from enforcerules.base.source import Span
from enforcerules.model.citation import Citation


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

    @property
    def empty(self) -> bool:
        """Whether there is no such day."""
        return self.since is not None and self.until is not None and self.since > self.until


ALWAYS = InForce()


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an instrument.

    `text`: when its text was published, if the index of articles has it. `renumbers`: the concordance: places of the
    version before it, with the places of this version that they became.
    """

    id: str
    in_force: InForce
    text: date | None = None
    renumbers: tuple[tuple[Citation, tuple[Citation, ...]], ...] = ()


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

    def periods(self) -> Iterator[tuple[Version, InForce]]:
        """Each version with its days; it ends where the next one begins, also where nobody said so."""
        for version, after in zip(self.versions, (*self.versions[1:], None), strict=False):
            begins = None if after is None else after.in_force.since
            ends = InForce(None, None if begins is None else begins - timedelta(days=1))
            yield version, version.in_force.meet(ends)

    def follow(self, citation: Citation, old: str, new: str) -> tuple[Citation, ...] | None:
        """Where a place of version `old` stands in version `new` (earlier or later), by the concordance of each version.

        None where the concordance does not say. What stands below a place that it names goes along with it; a place
        of which it names only parts is where all these went.
        """
        order = [version.id for version in self.versions]
        if old not in order or new not in order:
            return None
        start, end = order.index(old), order.index(new)
        steps = self.versions[start + 1 : end + 1] if start <= end else self.versions[start:end:-1]
        places: tuple[Citation, ...] = (citation,)
        for version in steps:
            pairs = version.renumbers if start <= end else tuple(_turned(version.renumbers))
            found = [_moved(place, pairs) for place in places]
            if not all(found):
                return None
            places = tuple(dict.fromkeys(place for one in found for place in one))
        return places


@dataclass(frozen=True, slots=True)
class Cited:
    """A place where a ruleset cites: for the checks; the days are those of what cites, None for what has none."""

    ruleset: str
    citation: Citation
    span: Span | None
    in_force: InForce | None


def _turned(
    pairs: Iterable[tuple[Citation, tuple[Citation, ...]]],
) -> Iterator[tuple[Citation, tuple[Citation, ...]]]:
    """A concordance read from the new numbers to the old."""
    turned: dict[Citation, list[Citation]] = {}
    for old, news in pairs:
        for new in news:
            turned.setdefault(new, []).append(old)
    return ((new, tuple(olds)) for new, olds in turned.items())


def _moved(place: Citation, pairs: Iterable[tuple[Citation, tuple[Citation, ...]]]) -> tuple[Citation, ...]:
    """Where a place went: by the narrowest entry that holds it, else by all entries within it."""
    known = list(pairs)
    around = [(old, news) for old, news in known if old.holds(place)]
    if around:
        old, news = max(around, key=lambda pair: pair[0].depth)
        return tuple(_along(new, old, place) for new in news)
    return tuple(dict.fromkeys(new for old, news in known if place.holds(old) for new in news))


def _along(new: Citation, old: Citation, place: Citation) -> Citation:
    """The place within `new` that corresponds to a place within `old`."""
    return replace(
        new,
        paragraph=_carried(new.paragraph, old.paragraph, place.paragraph),
        item=_carried(new.item, old.item, place.item),
        subitem=_carried(new.subitem, old.subitem, place.subitem),
        sentence=_carried(new.sentence, old.sentence, place.sentence),
        proviso=new.proviso or (place.proviso and not old.proviso),
    )


def _carried(new: int | None, old: int | None, place: int | None) -> int | None:
    return new if new is not None or old is not None else place
