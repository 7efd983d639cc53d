"""A review as JSON (`enforcerules/review/1`)."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Final, Literal

from enforcerules.base.canonical import canonical
from enforcerules.base.catalogue import Lang, message
from enforcerules.base.diagnostics import Diagnostic
from enforcerules.base.source import Span as Place
from enforcerules.language.showing import yuan
from enforcerules.model.citation import Citation, print_zh
from enforcerules.model.decision import MoneyRange
from enforcerules.model.duration import notation
from enforcerules.model.explanation import Title
from enforcerules.model.review import Alike, Finding, Lawful, Open, Review, Reviewed, ReviewedOutcome, Said
from enforcerules.render.json_values import cited, money_range
from enforcerules.render.review import Words, counted
from enforcerules.render.review_shape import (
    AlikeJson,
    FindingJson,
    LawfulJson,
    OpenJson,
    PlaceJson,
    ProblemJson,
    ReviewedJson,
    ReviewedOutcomeJson,
    ReviewJson,
    SummaryJson,
)
from enforcerules.render.sampling import add_json

_LANGUAGES: Final[tuple[Lang, Lang]] = ("zh", "en")


def to_json(review: Review) -> str:
    """The review as canonical JSON; money is text in 元."""
    return canonical(to_dict(review)).decode()


def to_dict(review: Review) -> ReviewJson:
    """The review as plain data."""
    made: ReviewJson = {
        "format": "enforcerules/review/1",
        "decisions": [_reviewed(one) for one in review.decisions],
        "unlike": [_alike(one) for one in review.unlike],
        "summary": _summary(review),
    }
    return add_json(review, made)


def _summary(review: Review) -> SummaryJson:
    found = counted(review)
    return {
        "decisions": found["n"],
        "unusable": found["unusable"],
        "errors": found["errors"],
        "warnings": found["warnings"],
        "alerts": found["alerts"],
        "open": found["open"],
    }


def _reviewed(one: Reviewed) -> ReviewedJson:
    return {
        "name": _clean(one.name),
        "made": _clean(one.made),
        "usable": one.report.ok,
        "problems": [_problem(each) for each in one.report.diagnostics],
        "outcomes": [_outcome(each) for each in one.outcomes],
    }


def _outcome(one: ReviewedOutcome) -> ReviewedOutcomeJson:
    return {
        "act": one.act,
        "party": one.party,
        "matter": one.matter,
        "dispositions": list(one.dispositions),
        "versions": dict(one.versions),
        "findings": [_finding(each) for each in one.findings],
        "open": [_open(each) for each in one.open],
    }


def _finding(one: Finding) -> FindingJson:
    said: dict[Literal["zh", "en"], str] = {lang: Words(lang).message(one) for lang in _LANGUAGES}
    return {
        "kind": one.kind,
        "severity": one.severity,
        "basis": cited(one.basis),
        "evidence": "secondary" if one.secondary else "primary",
        "args": {name: _value(value) for name, value in one.args},
        "message": said,
        "dispositions": list(one.dispositions),
        "lawful": [_lawful(each) for each in one.lawful],
        "place": _span(one.span),
    }


def _open(one: Open) -> OpenJson:
    said: dict[Literal["zh", "en"], str] = {lang: Words(lang).open(one) for lang in _LANGUAGES}
    args = {name: _value(value) for name, value in one.args}
    return {"check": one.check, "missing": list(one.missing), "args": args, "message": said}


def _lawful(one: Lawful) -> LawfulJson:
    return {
        "measure": {"id": one.measure.name, "name": dict(one.measure.texts)},
        "kind": one.kind,
        "modality": one.modality,
        "target": one.target,
        "range": None if one.range is None else money_range(one.range),
        "duration": None if one.duration is None else notation(one.duration),
        "level": one.level,
    }


def _alike(one: Alike) -> AlikeJson:
    return {
        "kind": "like_cases_differ",
        "severity": "warning",
        "matter": one.matter,
        "basis": cited(one.basis),
        "results": [{"done": list(done), "decisions": [_clean(n) for n in names]} for done, names in one.results],
    }


def _problem(one: Diagnostic) -> ProblemJson:
    said: dict[Literal["zh", "en"], str] = {lang: message(one, lang) for lang in _LANGUAGES}
    return {"code": one.code, "severity": one.severity, "message": said, "place": _span(one.span)}


def _value(value: Said) -> Any:  # noqa: ANN401  JSON
    if isinstance(value, Fraction):
        return yuan(value)
    if isinstance(value, MoneyRange):
        return money_range(value)
    if isinstance(value, Citation):
        return print_zh(value)
    if isinstance(value, Title):
        return {"id": value.name, "name": dict(value.texts)}
    return [_value(one) for one in value] if isinstance(value, tuple) else value


def _span(one: Place | None) -> PlaceJson | None:
    return None if one is None else {"file": _clean(one.file), "line": one.line, "column": one.column}


def _clean(name: str) -> str:
    """A file name as text: what is not UTF-8 in it becomes `?`."""
    return name.encode("utf-8", "replace").decode("utf-8")
