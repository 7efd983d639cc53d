"""`check`: what is wrong with rules."""

from __future__ import annotations

from argparse import Namespace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from enforcerules.cli import exits
from enforcerules.cli.command import Arguments, Command
from enforcerules.cli.refused import Refused
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
    arguments.add(
        "--select",
        action="append",
        default=[],
        metavar="CODE",
        zh="只报告这些编号（ER57 即 ER570 至 ER579），可多次给出；错误总是报告",
        en="report these codes only (ER57 is ER570 to ER579), may be repeated; errors are always reported",
    )
    arguments.add(
        "--ignore",
        action="append",
        default=[],
        metavar="CODE",
        zh="不报告这些编号，可多次给出；错误总是报告",
        en="do not report these codes, may be repeated; errors are always reported",
    )
    arguments.add(
        "--on",
        metavar="DATE",
        zh="并检查这一天失效或者尚未施行、又没有接续的规定",
        en="also report what is not in force on that day and has nothing in its place",
    )
    arguments.add(
        "--witness",
        metavar="DIR",
        zh="为能用一个案件说明的问题各写一个待确认的示例案件；已有的文件不动",
        en="write an example to be confirmed for each finding that a case can show; files that are there are left alone",
    )
    arguments.watch("规则一有改动就重新检查，按 Ctrl-C 结束", "check again whenever a rule changes, until Ctrl-C")
    arguments.formats(("text", "json", "html", "sarif", "junit", "github"))
    arguments.lang()


def run(options: Namespace) -> int:
    """0 when there is nothing to say; 1 with findings; 2 when a path is not there or cannot be read."""
    from enforcerules.cli.watching import watched

    return watched(options, _once) if options.watch else _once(options)


def _once(options: Namespace) -> int:
    from enforcerules import api
    from enforcerules.base.diagnostics import InvalidInput
    from enforcerules.cli.running import UNREADABLE

    first, *more = options.paths
    found = api.check(first, *more, extending=options.extending, on=_day(options.on), asking=_codes(options.select))
    report = _concerned(found, options)
    if any(one.code in UNREADABLE for one in report.diagnostics):
        raise InvalidInput(report)
    if options.witness is not None:
        _witness(report, options)
    emit(_said(report, options), options.output)
    return exits.FINDINGS if report.errors or report.warnings else exits.OK


def _witness(report: Report, options: Namespace) -> None:
    from enforcerules import api
    from enforcerules.base.diagnostics import InvalidInput
    from enforcerules.cli.witnessing import witnessed

    try:
        program = api.load(*options.paths, extending=options.extending).program
    except InvalidInput:
        program = None  # rules with errors decide nothing
    witnessed(program, report, options.witness, options.lang)


def _day(text: str | None) -> date | None:
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:
        raise Refused(f"`{text}` 不是日期，写成 2024-05-06", f"`{text}` is no date: write 2024-05-06") from None


def _concerned(report: Report, options: Namespace) -> Report:
    """The report without remarks about rules that are only extended; what keeps all of it from being used stays."""
    from enforcerules.base.diagnostics import Report
    from enforcerules.load.shipped import located, real_path

    report = Report(tuple(one for one in report.diagnostics if _chosen(one, options)))
    roots = [real_path(path) for path in located(options.paths)]
    return Report(tuple(one for one in report.diagnostics if one.severity == "error" or _within(one, roots)))


def _within(one: Diagnostic, roots: list[Path]) -> bool:
    return one.span is None or any(Path(one.span.file).resolve().is_relative_to(root) for root in roots)


def _chosen(one: Diagnostic, options: Namespace) -> bool:
    """Whether a diagnostic is asked for; what keeps rules from being used always is."""
    if one.severity == "error":
        return True
    wanted = not options.select or one.code.startswith(_codes(options.select))
    return wanted and not one.code.startswith(_codes(options.ignore))


def _codes(words: list[str]) -> tuple[str, ...]:
    return tuple(code.strip().upper() for word in words for code in word.split(",") if code.strip())


def _said(report: Report, options: Namespace) -> str:
    from enforcerules.cli.check_formats import FORMATS

    if options.format in FORMATS:
        return FORMATS[options.format](report, options.lang)
    if options.format == "html":
        return _html(report, options)
    return _json(report) if options.format == "json" else _text(report, options)


def _html(report: Report, options: Namespace) -> str:
    from enforcerules.cli.running import sources_of
    from enforcerules.cli.shown import shown
    from enforcerules.render.pages.check import check_page

    return check_page(report, tuple(map(shown, options.paths)), options.lang, sources_of(report), shown)


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
