"""Instruments: their versions, the text of each in the index of articles, and the concordance between them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, TypeAlias

from enforcerules.base.source import Span, Text
from enforcerules.model.articles import ArticleIndex, Law
from enforcerules.model.citation import Citation, parse
from enforcerules.model.document import InstrumentDoc
from enforcerules.model.document.instruments import VersionDoc
from enforcerules.model.program import Cited, InForce, Instrument, Reads, Version

LONGEST_WAIT = timedelta(days=731)
"""Between the publication of a text and its coming into force. A text that is older belongs to an earlier version."""

Report: TypeAlias = Callable[..., None]
_Entry: TypeAlias = tuple[Citation, tuple[Citation, ...]]


def instrument(name: str, doc: InstrumentDoc, articles: ArticleIndex) -> Instrument:
    """The instrument, without the concordance of its versions, which may be wrong."""
    law = articles.law(doc.title)
    docs = _in_order(doc)
    earlier = (None, *(one.from_ for one in docs))
    following = {one.from_ - timedelta(days=1): one.known for one in docs}
    versions = (
        Version(str(one.id), _in_force(one, following), _text(one, before, law))
        for one, before in zip(docs, earlier, strict=False)
    )
    return Instrument(
        name=name,
        title=str(doc.title),
        rank=doc.rank,
        evidence=doc.evidence,
        reads=Reads(doc.reads.above == "included", doc.reads.below == "included"),
        versions=tuple(versions),
        number=None if doc.number is None else str(doc.number),
    )


def _in_force(doc: VersionDoc, following: Mapping[date, date | None]) -> InForce:
    """Its days; that it ends is known, unless something else is said, with the version that follows."""
    ends = None if doc.until is None else doc.until_known or following.get(doc.until)
    return InForce(doc.from_, doc.until, doc.known, ends)


def _in_order(doc: InstrumentDoc) -> list[VersionDoc]:
    return sorted(doc.versions, key=lambda one: one.from_)


def _text(doc: VersionDoc, before: date | None, law: Law | None) -> date | None:
    """The day of the text that is this version: the one stated, else the last one published in time for it.

    In time is: after the version before came into force, and at most `LONGEST_WAIT` before this one did. So a version
    whose text the index does not have is not taken for an older one.
    """
    if law is None or doc.text is not None:
        return doc.text
    soonest = max(before or date.min, doc.from_ - LONGEST_WAIT)
    days = [one.published for one in law.texts if soonest < one.published <= doc.from_]
    return max(days, default=None)


def with_concordance(
    made: Instrument, doc: InstrumentDoc, ruleset: str, articles: ArticleIndex, report: Report
) -> tuple[Instrument, tuple[Cited, ...]]:
    """The instrument with its concordance, and every place that this names: old ones in the version before."""
    law = articles.law(made.title)
    for one in doc.versions:
        if one.text is not None and law is not None and law.text(one.text) is None:
            known = "、".join(str(text.published) for text in law.texts)
            report("ER316", one.place_of("text"), name=made.name, text=one.text, known=known)
    cited: list[Cited] = []
    versions: list[Version] = []
    days = [period for _, period in made.periods()]
    docs = _in_order(doc)
    for number, version in enumerate(made.versions):
        one = docs[number]
        entries: list[_Entry] = []
        for old, news in one.renumbers.items():
            before = _places((old,), made.name, report)
            after = _places(news, made.name, report)
            cited += [Cited(ruleset, c, span, days[number - 1]) for c, span in before if number]
            cited += [Cited(ruleset, c, span, days[number]) for c, span in after]
            entries += [(c, tuple(place for place, _ in after)) for c, _ in before]
        if entries and not number:
            report("ER317", one.place_of_key("renumbers"), name=made.name, version=version.id)
        versions.append(replace(version, renumbers=tuple(entries)))
    return replace(made, versions=tuple(versions)), tuple(cited)


def _places(texts: tuple[Text, ...], name: str, report: Report) -> list[tuple[Citation, Span | None]]:
    """The places of an instrument that are written without its name."""
    return list(_read(texts, name, report))


def _read(texts: tuple[Text, ...], name: str, report: Report) -> Iterator[tuple[Citation, Span | None]]:
    for text in texts:
        found = parse(text)
        span: Any = getattr(text, "span", None)
        if found is None or found.instrument:
            report("ER318", span, text=text)
        else:
            yield replace(found, instrument=name), span
