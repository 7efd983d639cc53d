"""`import`: clause records to rulesets, a file for each law; workbooks to rulesets and to example cases."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from enforcerules.cli import exits
from enforcerules.cli.command import FORMATS, Arguments, Command
from enforcerules.cli.refused import Refused, unwritable
from enforcerules.cli.streams import emit, remark, whole_or_none

if TYPE_CHECKING:
    from enforcerules.exchange.clauses import Imported

_STDIN = "-"


def _arguments(arguments: Arguments) -> None:
    arguments.add(
        "what",
        choices=("clauses", "workbook", "cases"),
        zh="导入什么：clauses 条款记录，workbook 裁量基准表（.xlsx、.docx、.csv），cases 示例案例表",
        en="what to import: clauses, workbook (benchmark tables: .xlsx, .docx, .csv), cases (example cases in a table)",
    )
    arguments.add(
        "file",
        metavar="FILE",
        zh="要导入的文件；条款记录每行一条 JSON，- 为标准输入",
        en="the file to import; clause records are JSON lines, - is standard input",
    )
    arguments.add(
        "-o",
        "--output",
        metavar="DIR",
        zh="写入这个文件夹：每部法律、每个规则集、每个案例一个文件（默认：YAML 写到标准输出）",
        en="write into this folder, a file for each law, ruleset or case (default: YAML to standard output)",
    )
    arguments.add("--overwrite", action="store_true", zh="覆盖已有的文件", en="replace files that are there")
    arguments.add(
        "--format",
        choices=FORMATS,
        default="text",
        metavar="FORMAT",
        zh="报告的格式：text | json",
        en="format of the report: text | json",
    )
    arguments.add(
        "--rules",
        action="append",
        metavar="DIR",
        zh="表里说到的事项和事实在哪些规则里声明，可多次给出（默认：随附的 cn）",
        en="where the matters and facts are declared that tables speak of, may be repeated (default: the shipped cn)",
    )
    arguments.extending()
    arguments.add(
        "--ruleset",
        metavar="ID",
        zh="表里没有写规则集的，归入这个规则集（默认 local.workbook）",
        en="the ruleset of tables that name none (default: local.workbook)",
    )
    arguments.add(
        "--all",
        action="store_true",
        zh="对照全部单元格，不只是有改动的",
        en="show all cells side by side, not only those that were read differently",
    )
    arguments.lang()


def run(options: Namespace) -> int:
    """0; 1 when something could not be said; 2 for bad input, the records in order being imported all the same."""
    if options.what != "clauses":
        from enforcerules.cli import workbooks

        return workbooks.run_import(options)
    from enforcerules.cli.imported import Words
    from enforcerules.cli.running import complain

    made = _imported(options)
    words = Words(zh=options.lang == "zh")
    if options.output is not None:
        write_files(made.files, Path(options.output), overwrite=options.overwrite)
    if options.format == "json":
        emit(words.json(made, texts=options.output is None), None)
    elif options.output is not None:
        emit(words.text(made.report), None)
    else:
        emit("---\n".join(file.text for file in made.files), None)
        remark(words.text(made.report))
    if made.report.diagnostics.errors:
        complain(made.report.diagnostics, options.lang)
        return exits.BAD_INPUT
    return exits.OK if made.report.complete else exits.FINDINGS


def _imported(options: Namespace) -> Imported:
    """What the import made; raises InvalidInput where there is nothing to import."""
    from enforcerules.base.diagnostics import InvalidInput
    from enforcerules.base.limits import bounds
    from enforcerules.exchange.clauses import import_bytes, import_clauses

    if options.file == _STDIN:
        made = import_bytes(sys.stdin.buffer.read(bounds().file_bytes + 1), "<stdin>")
    else:
        made = import_clauses(Path(options.file), progress=_progress(options))
    if not made.files:
        raise InvalidInput(made.report.diagnostics)
    return made


def _progress(options: Namespace) -> Callable[[int, int], None] | None:
    """A line on standard error that counts the laws, where a person looks on."""
    if not sys.stderr.isatty():
        return None

    def show(done: int, count: int) -> None:
        unit = "部法律" if options.lang == "zh" else "laws"
        sys.stderr.write(f"\r{done}/{count} {unit}" + ("\n" if done == count else ""))
        sys.stderr.flush()

    return show


class Written(Protocol):
    """A file to write."""

    @property
    def name(self) -> str:
        """Its name."""

    @property
    def text(self) -> str:
        """What it holds."""


def write_files(files: Sequence[Written], folder: Path, *, overwrite: bool) -> None:
    """Write the files; none of them where one is there already and would change.

    Raises:
        Refused: a file would be lost, or cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        there = [folder / file.name for file in files if _changes(folder / file.name, file.text)]
        if there and not overwrite:
            names = "、".join(path.name for path in there[:5]) + ("…" if len(there) > 5 else "")
            raise Refused(
                f"`{folder}` 里已有 {len(there)} 个文件：{names}；确要覆盖，加 `--overwrite`",
                f"`{folder}` holds {len(there)} of the files already: {names}; add `--overwrite` to replace them",
            )
        for file in files:
            with whole_or_none(folder / file.name):
                (folder / file.name).write_text(file.text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise unwritable(folder, error) from None


def _changes(path: Path, text: str) -> bool:
    return path.exists() and path.read_bytes() != text.encode()


COMMAND = Command(
    "import",
    "导入条款记录、裁量基准表、案例表",
    "import clause records, benchmark tables, example cases",
    _arguments,
    run,
)
