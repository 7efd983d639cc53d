"""A report as JSON (`enforcerules/report/1`): messages in both languages, places from 1 in code points."""

from __future__ import annotations

from typing import Literal

from pydantic import ConfigDict, with_config
from typing_extensions import TypedDict

from enforcerules.base.canonical import canonical
from enforcerules.base.catalogue import Lang, Severity, help_text, label_text, message
from enforcerules.base.diagnostics import Diagnostic, Report
from enforcerules.base.source import Span

closed = with_config(ConfigDict(extra="forbid"))


@closed
class SpanJson(TypedDict):
    """A stretch of a file; the end is just after the last character."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int


@closed
class LabelJson(TypedDict):
    """A second place that a diagnostic speaks of."""

    span: SpanJson
    text: dict[Lang, str]


@closed
class DiagnosticJson(TypedDict):
    """One problem; `span` null: it has no place."""

    code: str
    severity: Severity
    message: dict[Lang, str]
    help: dict[Lang, list[str]]
    span: SpanJson | None
    labels: list[LabelJson]


@closed
class ReportJson(TypedDict):
    """The problems of a run, sorted by place."""

    format: Literal["enforcerules/report/1"]
    diagnostics: list[DiagnosticJson]
    errors: int
    warnings: int


def to_json(report: Report) -> str:
    """The report as canonical JSON."""
    return canonical(to_dict(report)).decode()


def to_dict(report: Report) -> ReportJson:
    """The report as plain data."""
    return {
        "format": "enforcerules/report/1",
        "diagnostics": [_diagnostic(one) for one in report.diagnostics],
        "errors": len(report.errors),
        "warnings": len(report.warnings),
    }


def _diagnostic(one: Diagnostic) -> DiagnosticJson:
    return {
        "code": one.code,
        "severity": one.severity,
        "message": {"zh": message(one, "zh"), "en": message(one, "en")},
        "help": {"zh": help_text(one, "zh").splitlines(), "en": help_text(one, "en").splitlines()},
        "span": None if one.span is None else _span(one.span),
        "labels": [
            {"span": _span(label.span), "text": {"zh": label_text(label.key, "zh"), "en": label_text(label.key, "en")}}
            for label in one.labels
        ],
    }


def _span(span: Span) -> SpanJson:
    return {
        "file": encodable(span.file),
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
    }


def encodable(text: str) -> str:
    """A file name as text: what is not UTF-8 in it becomes `?`."""
    return text.encode("utf-8", "replace").decode("utf-8")
