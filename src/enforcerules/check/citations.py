"""ER313 to ER315: a citation of a place that its law does not have, in a version under which the citing rule stands.

Every version in force on a day of the rule is looked at; what has no days of its own (a fact) needs to be right in one.
Only versions whose text the index of articles has are known. ER306: a law that is not in force on any day of the rule.
"""

from __future__ import annotations

from collections.abc import Iterator

from enforcerules.base.diagnostics import Diagnostic, diagnose
from enforcerules.model.articles import LawText, Missing, exists, missing
from enforcerules.model.citation import Citation, print_zh
from enforcerules.model.program import Cited, InForce, Instrument, Program, Version

_CODES = {"article": "ER313", "paragraph": "ER314", "item": "ER314", "sentence": "ER314", "proviso": "ER315"}
_UNITS = {"paragraph": "@paragraphs", "item": "@items", "sentence": "@sentences", "proviso": "@a_proviso"}


def check(program: Program) -> Iterator[Diagnostic]:
    """Everything cited that is not there, or was not in force."""
    for cited in program.cites:
        instrument = program.rulesets[cited.ruleset].instruments.get(cited.citation.instrument)
        if instrument is None or (cited.in_force is not None and cited.in_force.empty):
            continue
        versions = list(_versions(instrument, cited.in_force))
        if cited.in_force is not None and instrument.versions and not versions:
            yield _not_in_force(cited, cited.in_force, instrument)
        elif found := _wrong(cited, instrument, versions, program):
            yield found


def _versions(instrument: Instrument, days: InForce | None) -> Iterator[Version]:
    """The versions in force on some of these days."""
    for version, period in instrument.periods():
        if days is None or not days.meet(period).empty:
            yield version


def _not_in_force(cited: Cited, days: InForce, instrument: Instrument) -> Diagnostic:
    covered = "、".join(_days(period) for _, period in instrument.periods())
    return diagnose("ER306", cited.span, name=instrument.name, stated=_days(days), covered=covered)


def _days(period: InForce) -> str:
    return f"{period.since or ''}…{period.until or ''}"


def _wrong(cited: Cited, instrument: Instrument, versions: list[Version], program: Program) -> Diagnostic | None:
    """What the first version lacks that lacks something; of a fact what the last one lacks, if none is right."""
    texts = [(version, _text(version, instrument, program)) for version in versions]
    lacks = [(v, text, missing(cited.citation, text) if text is not None else None) for v, text in texts]
    if cited.in_force is None:
        lacks = lacks[-1:] if all(lack is not None for _, _, lack in lacks) else []
    return next((_said(cited, instrument, v, text, lack) for v, text, lack in lacks if text and lack), None)


def _text(version: Version, instrument: Instrument, program: Program) -> LawText | None:
    law = program.articles.law(instrument.title)
    return None if law is None or version.text is None else law.text(version.text)


def _said(cited: Cited, instrument: Instrument, version: Version, text: LawText, lack: Missing) -> Diagnostic:
    older, near = _renumbered(cited.citation, instrument, version, text) or (None, lack.near)
    none = lack.count == 0 and lack.unit != "article"
    return diagnose(
        "ER315" if none else _CODES[lack.unit],
        cited.span,
        text=print_zh(cited.citation),
        version=version.id,
        whole=print_zh(lack.whole),
        count=lack.count,
        unit=_UNITS.get(lack.unit),
        near=None if near is None else print_zh(near),
        older=older,
    )


def _renumbered(
    citation: Citation, instrument: Instrument, version: Version, text: LawText
) -> tuple[str, Citation] | None:
    """The version whose numbering this is, and where the place stands in `version`, if the concordance knows."""
    for other in instrument.versions:
        places = instrument.follow(citation, other.id, version.id) if other is not version else None
        if places and all(exists(place, text) for place in places):
            return other.id, places[0]
    return None
