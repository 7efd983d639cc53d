"""What the decision cites: laws in force, places that exist, the version that applies; and the evidence it relies on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from enforcerules.audit.review.view import Noted, View
from enforcerules.base.source import Text
from enforcerules.model.articles import missing
from enforcerules.model.citation import Citation, parse
from enforcerules.model.program import Instrument, Version
from enforcerules.model.program import Versions as VersionRule
from enforcerules.model.review import Open, Said

_YEAR = re.compile(r"[0-9]{4}(-[0-9]{2}-[0-9]{2})?")


def check(view: View) -> Iterator[Noted]:
    """Citations, versions, evidence."""
    for text in dict.fromkeys(_cited(view)):
        yield from _citation(view, text)
    yield from _provision(view)
    yield from _versions(view)
    yield from _evidence(view)


def _cited(view: View) -> Iterator[Text]:
    yield from view.did.basis
    for one in view.did.measures:
        yield from one.basis
    yield from (text for text in view.did.grounds if "条" in text)


def _instruments(view: View) -> dict[str, Instrument]:
    ruleset = view.program.rulesets[view.program.matters[view.outcome.matter].ruleset]
    titles = {one.title: one for one in ruleset.instruments.values()}
    return {**titles, **ruleset.instruments}


def _citation(view: View, text: Text) -> Iterator[Noted]:
    cited = parse(text)
    if cited is None or not cited.instrument:
        yield Open("citation", (), (("cited", str(text)),))
        return
    instrument = _instruments(view).get(cited.instrument)
    if instrument is None or not instrument.versions:
        yield Open("citation", (), (("cited", str(text)),))
        return
    days = [day for day in (view.frame.place.act_day, view.decided) if day is not None]
    versions = [one for day in days if (one := instrument.version_on(day)) is not None]
    args: dict[str, Said] = {"cited": str(text), "versions": tuple(one.id for one in instrument.versions)}
    if not days:
        yield Open("citation_day", ("dates.decided",), (("cited", str(text)),))
    elif not versions:
        args["days"] = tuple(day.isoformat() for day in dict.fromkeys(days))
        yield view.finding("citation_not_in_force", _rule(view), args, span=text.span)
    else:
        yield from _place(view, text, cited, instrument, versions)


def _place(view: View, text: Text, cited: Citation, instrument: Instrument, versions: list[Version]) -> Iterator[Noted]:
    """A place that none of the versions that may apply has."""
    law = view.program.articles.law(instrument.title)
    texts = [None if law is None or one.text is None else law.text(one.text) for one in versions]
    lacks = [None if one is None else missing(cited, one) for one in texts]
    if all(lack is not None for lack in lacks):
        lack = lacks[-1]
        args: dict[str, Said] = {"cited": str(text), "version": versions[-1].id}
        if lack is not None and lack.near is not None:
            args["near"] = lack.near
        yield view.finding("citation_not_found", (), args, span=text.span)


def _provision(view: View) -> Iterator[Noted]:
    """A measure for which the decision cites none of the provisions that threaten it here."""
    known = _instruments(view)
    for one in view.did.measures:
        read = [cited for text in one.basis if (cited := parse(text)) is not None and cited.instrument in known]
        cites = [replace(cited, instrument=known[cited.instrument].name) for cited in read]
        seen = [measure for measure in view.outcome.measures if view.did_of(measure) is one]
        places = tuple(dict.fromkeys(place for measure in seen for place in measure.basis))
        if cites and places and not any(c.holds(p) or p.holds(c) for c in cites for p in places):
            args: dict[str, Said] = {"cited": "、".join(map(str, one.basis)), "measure": view.name(seen[0].id)}
            yield Open("provision", (), tuple(sorted({**args, "place": places[0]}.items())))


def _rule(view: View) -> tuple[Citation, ...]:
    """Where the law says which version applies."""
    found = [
        p
        for one in view.program.rules
        if isinstance(one.effect, VersionRule) and _sees(view, one.ruleset)
        for p in one.basis
    ]
    return tuple(dict.fromkeys(found))


def _sees(view: View, ruleset: str) -> bool:
    owner = view.program.matters[view.outcome.matter].ruleset
    return ruleset in {owner, *view.program.rulesets[owner].lineage}


def _versions(view: View) -> Iterator[Noted]:
    """The version of each instrument that the decision says it applies, against the one that applies."""
    applied = dict(view.outcome.versions)
    instruments = _instruments(view)
    for name, said in view.did.versions.items():
        instrument = instruments.get(str(name))
        right = None if instrument is None else _version(instrument, applied.get(instrument.name))
        if instrument is None or right is None or not _comparable(said, instrument):
            yield Open("version", (), (("cited", f"{name} {said}"),))
        elif not _means(said, right):
            args: dict[str, Said] = {"instrument": instrument.name, "version": str(said), "applies": right.id}
            yield view.finding("wrong_version", _rule(view), args, span=said.span)
    if view.outcome.compared is not None and not view.did.versions:
        yield Open("versions", ("versions",))


def _version(instrument: Instrument, name: str | None) -> Version | None:
    return next((one for one in instrument.versions if one.id == name), None)


def _comparable(said: str, instrument: Instrument) -> bool:
    """Whether a text is the id of a version, or a year or a day in figures: anything else nobody can compare."""
    plain = said.removesuffix("年")
    return any(one.id == said for one in instrument.versions) or _YEAR.fullmatch(plain) is not None


def _means(said: str, version: Version) -> bool:
    """Whether a version is meant: by its id, or by the year or day on which it was published or came into force."""
    plain = said.removesuffix("年")
    days = {day.isoformat() for day in (version.in_force.since, version.text) if day is not None}
    years = {day[:4] for day in (*days, version.id)}
    return plain == version.id or plain in days or (len(plain) == 4 and plain in years)


def _evidence(view: View) -> Iterator[Noted]:
    """Evidence that was excluded and relied on all the same."""
    excluded = {str(one) for one in view.did.excluded}
    for _, seen in view.outcome.observed:
        if seen.status == "excluded":
            excluded |= set(seen.evidence)
    relied = tuple(str(one) for one in view.did.relied_on if str(one) in excluded)
    resting = tuple(_resting(view, excluded))
    if relied or resting:
        args: dict[str, Said] = {"evidence": relied or tuple(sorted(excluded))}
        if resting:
            args["facts"] = resting
        yield view.finding("excluded_evidence", (), args)
    elif excluded and not view.did.relied_on:
        yield Open("evidence", ("relied_on",))


def _resting(view: View, excluded: set[str]) -> Iterator[str]:
    """Facts that a deciding rule read as proved, and of which all the evidence was excluded."""
    read = {test.fact for one in view.outcome.reasons if one.decided for test in one.tests}
    for name, seen in view.outcome.observed:
        if name in read and seen.status == "known" and seen.evidence and set(seen.evidence) <= excluded:
            yield view.frame.fact(name).label
