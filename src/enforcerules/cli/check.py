"""`check`: what is wrong with rules."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from enforcerules.cli import exits
from enforcerules.cli.command import Arguments, Command
from enforcerules.cli.streams import emit

if TYPE_CHECKING:
    from enforcerules.base.diagnostics import Diagnostic, Report


def _arguments(arguments: Arguments) -> None:
    arguments.add(
        "paths",
        nargs="*",
        default=["cn"],
        metavar="RULES",
        zh="规则文件或文件夹（默认：随附的 cn）",
        en="files or folders of rules (default: the shipped cn)",
    )
    arguments.extending()
    arguments.formats()
    arguments.lang()


def run(options: Namespace) -> int:
    """0 when there is nothing to say; 1 with findings; 2 when a path is not there or cannot be read."""
    from enforcerules import api
    from enforcerules.base.diagnostics import InvalidInput
    from enforcerules.cli.running import UNREADABLE

    first, *more = options.paths
    report = _concerned(api.check(first, *more, extending=options.extending), options)
    if any(one.code in UNREADABLE for one in report.diagnostics):
        raise InvalidInput(report)
    emit(_json(report) if options.format == "json" else _text(report, options), options.output)
    return exits.FINDINGS if report.errors or report.warnings else exits.OK


def _concerned(report: Report, options: Namespace) -> Report:
    """The report without remarks about rules that are only extended; what keeps all of it from being used stays."""
    from enforcerules.base.diagnostics import Report

    if options.extending is None:
        return report
    roots = [Path(path).resolve() for path in options.paths]
    return Report(tuple(one for one in report.diagnostics if one.severity == "error" or _within(one, roots)))


def _within(one: Diagnostic, roots: list[Path]) -> bool:
    return one.span is None or any(Path(one.span.file).resolve().is_relative_to(root) for root in roots)


def _json(report: Report) -> str:
    from enforcerules.cli.report_json import to_json

    return to_json(report)


def _text(report: Report, options: Namespace) -> str:
    from enforcerules.cli.running import worded

    zh = options.lang == "zh"
    if not report.diagnostics:
        return "没有发现问题" if zh else "no problems found"
    errors, warnings = len(report.errors), len(report.warnings)
    count = f"{errors} 个错误，{warnings} 个警告" if zh else f"{errors} errors, {warnings} warnings"
    return f"{worded(report, options.lang)}\n{count}"


COMMAND = Command("check", "检查规则", "check rules", _arguments, run)
