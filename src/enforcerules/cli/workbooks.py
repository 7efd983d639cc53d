"""`export` and `import workbook`, `import cases`: benchmarks and example cases in Excel."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from enforcerules.cli import exits
from enforcerules.cli.command import Arguments, Command
from enforcerules.cli.refused import Refused, unwritable
from enforcerules.cli.streams import emit, remark, whole_or_none

if TYPE_CHECKING:
    from enforcerules.base.diagnostics import Report


def _export_arguments(arguments: Arguments) -> None:
    arguments.add(
        "ruleset", metavar="RULES", nargs="+",
        zh="规则文件、文件夹，或者随附规则的名称（cn/market/food）",
        en="files or folders of rules, or the name of shipped ones (cn/market/food)",
    )  # fmt: skip
    arguments.add(
        "-o", "--output", metavar="FILE", required=True, zh="写入这个 .xlsx 文件", en="the .xlsx file to write"
    )
    arguments.add(
        "--matter", default="*", metavar="PATTERN",
        zh="只导出这些事项的基准：编号，或者 food.*", en="only for these matters: an id, or food.*",
    )  # fmt: skip
    arguments.extending()
    arguments.lang()


def run_export(options: Namespace) -> int:
    """0, or 2 where there is nothing to export or the rules are wrong."""
    from enforcerules.base.diagnostics import InvalidInput
    from enforcerules.exchange.workbook import export_workbook
    from enforcerules.load.shipped import located

    _needs_writer()
    paths = [place for one in options.ruleset for place in located((one,), None)]
    beside = () if options.extending is None else located((options.extending,))
    made = export_workbook(paths, options.matter, beside)
    if made.data is None:
        if made.report.errors:
            raise InvalidInput(made.report)
        raise Refused(f"没有细化 `{options.matter}` 的裁量基准", f"no benchmark narrows `{options.matter}`")
    try:
        with whole_or_none(Path(options.output)):
            Path(options.output).write_bytes(made.data)
    except (OSError, ValueError) as error:
        raise unwritable(options.output, error) from None
    zh = f"写入 `{options.output}`：{made.sheets} 张工作表，{made.tables} 个裁量表"
    en = f"written `{options.output}`: {made.sheets} sheets, {made.tables} tables"
    remark(zh if options.lang == "zh" else en)
    return exits.OK


def _needs_writer() -> None:
    try:
        import xlsxwriter  # noqa: F401
    except ImportError:
        raise Refused(
            "导出需要 XlsxWriter：`pip install 'enforcerules[excel]'`",
            "exporting needs XlsxWriter: `pip install 'enforcerules[excel]'`",
        ) from None


def run_import(options: Namespace) -> int:
    """0, or 2 where something is wrong and nothing was imported."""
    from enforcerules.cli.importing import write_files
    from enforcerules.cli.side_by_side import Words
    from enforcerules.load.shipped import located

    rules = (
        None if options.rules is None and options.extending is None else located(options.rules or (), options.extending)
    )
    words = Words(zh=options.lang == "zh", everything=options.all)
    if options.what == "cases":
        from enforcerules.exchange.workbook.examples import import_cases

        cases = import_cases(Path(options.file), rules)
        files, readings, report, sources = cases.files, cases.readings, cases.report, cases.sources
        summary = words.cases(len(cases.files))
    else:
        from enforcerules.exchange.workbook import import_workbook

        made = import_workbook(Path(options.file), rules, options.ruleset)
        files, readings, report, sources = made.files, made.readings, made.report, made.sources
        summary = words.tables(made.tables, made.rows, len(made.documents))
    if options.output is not None and not report.errors:
        write_files(files, Path(options.output), overwrite=options.overwrite)
    if options.format == "json":
        emit(words.json(files, readings, report, texts=options.output is None), None)
    elif options.output is not None or report.errors:
        emit(words.text(summary, readings, report), None)
    else:
        emit("---\n".join(file.text for file in files), None)
        remark(words.text(summary, readings, report))
    return _told(report, options, sources)


def _told(report: Report, options: Namespace, sources: Mapping[str, str]) -> int:
    from enforcerules.cli.running import complain

    if report.diagnostics:
        complain(report, options.lang, dict(sources))
    return exits.BAD_INPUT if report.errors else exits.OK


EXPORT = Command(
    "export", "把裁量基准导出为 Excel 工作簿", "export benchmarks to an Excel workbook", _export_arguments, run_export
)
