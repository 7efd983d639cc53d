"""A report of `check` for other programs: SARIF 2.1.0 for code scanning, JUnit XML for test views, annotations of GitHub."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

from enforcerules.base.catalogue import Lang, help_text, message
from enforcerules.base.diagnostics import Diagnostic, Report
from enforcerules.cli.shown import shown

_SARIF_LEVELS: Final = {"error": "error", "warning": "warning", "info": "note"}
_GITHUB_LEVELS: Final = {"error": "error", "warning": "warning", "info": "notice"}


def sarif(report: Report, lang: Lang) -> str:
    """SARIF: one run, a rule for each code that occurs, a result for each diagnostic."""
    codes = sorted({one.code for one in report.diagnostics})
    rules = [{"id": code, "helpUri": f"docs/diagnostics.md#{code.lower()}"} for code in codes]
    run = {
        "tool": {"driver": {"name": "enforcerules", "rules": rules}},
        "results": [_result(one, codes, lang) for one in report.diagnostics],
    }
    made = {"version": "2.1.0", "$schema": "https://json.schemastore.org/sarif-2.1.0.json", "runs": [run]}
    return json.dumps(made, ensure_ascii=False, indent=2)


def _result(one: Diagnostic, codes: list[str], lang: Lang) -> dict[str, Any]:
    made: dict[str, Any] = {
        "ruleId": one.code,
        "ruleIndex": codes.index(one.code),
        "level": _SARIF_LEVELS[one.severity],
        "message": {"text": _said(one, lang)},
    }
    if one.span is not None:
        region = {
            "startLine": one.span.line,
            "startColumn": one.span.column,
            "endLine": one.span.end_line,
            "endColumn": one.span.end_column,
        }
        place = {"artifactLocation": {"uri": _file(one)}, "region": region}
        made["locations"] = [{"physicalLocation": place}]
    return made


def junit(report: Report, lang: Lang) -> str:
    """JUnit XML: a case for each diagnostic, of which errors and warnings fail; one that passes where there are none."""
    counted = len(report.errors) + len(report.warnings)
    cases = [_case(one, lang) for one in report.diagnostics] or ['  <testcase classname="enforcerules" name="check"/>']
    head = f'<testsuite name="enforcerules check" tests="{len(cases)}" failures="{counted}">'
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', head, *cases, "</testsuite>"])


def _case(one: Diagnostic, lang: Lang) -> str:
    where = "" if one.span is None else f"{_file(one)}:{one.span.line}"
    opening = f"  <testcase classname={quoteattr(one.code)} name={quoteattr(f'{where} {message(one, lang)}'.strip())}"
    if one.severity == "info":
        return f"{opening}/>"
    failure = f"<failure type={quoteattr(one.severity)} message={quoteattr(message(one, lang))}>"
    return f"{opening}>\n    {failure}{escape(_said(one, lang))}</failure>\n  </testcase>"


def github(report: Report, lang: Lang) -> str:
    """Workflow commands, from which GitHub makes annotations at the lines."""
    return "\n".join(_command(one, lang) for one in report.diagnostics)


def _command(one: Diagnostic, lang: Lang) -> str:
    place = ""
    if one.span is not None:
        place = f"file={_property(_file(one))},line={one.span.line},col={one.span.column},endLine={one.span.end_line},"
    return f"::{_GITHUB_LEVELS[one.severity]} {place}title={one.code}::{_data(_said(one, lang))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _said(one: Diagnostic, lang: Lang) -> str:
    advice = help_text(one, lang)
    return f"{message(one, lang)}\n{advice}" if advice else message(one, lang)


def _file(one: Diagnostic) -> str:
    """The file relative to the working directory where it lies in it, with slashes."""
    return shown(one.span.file if one.span is not None else "")


FORMATS: Final[Mapping[str, Callable[[Report, Lang], str]]] = {"sarif": sarif, "junit": junit, "github": github}
