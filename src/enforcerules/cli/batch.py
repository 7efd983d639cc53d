"""`batch`: the cases of a table decided in pieces, with memory for one piece."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from enforcerules.cli import exits
from enforcerules.cli.command import Arguments, Command
from enforcerules.cli.refused import Refused

if TYPE_CHECKING:
    from enforcerules.batch.files import Cases
    from enforcerules.batch.results import Results

_PIECE = 65_536


def _arguments(arguments: Arguments) -> None:
    arguments.add(
        "cases",
        metavar="CASES",
        zh="案件的表，每行一件：.parquet、.arrow、.csv、.jsonl",
        en="a table of cases, one a row: .parquet, .arrow, .csv, .jsonl",
    )
    arguments.rules()
    arguments.add(
        "-o",
        "--output",
        metavar="FILE",
        required=True,
        zh="结果写入的文件，每件一行，次序相同；后缀决定格式",
        en="the file for the results, one row a case in the same order; its suffix says the format",
    )
    arguments.add(
        "--columns",
        metavar="NAMES",
        zh="只要这些结果列，逗号分隔（默认全部）",
        en="these columns of the results only, by commas (default: all)",
    )
    arguments.add(
        "--rows",
        type=int,
        default=_PIECE,
        metavar="N",
        zh=f"每次处理多少行（默认 {_PIECE}）",
        en=f"how many rows at a time (default: {_PIECE})",
    )
    arguments.add("--threads", type=int, default=1, metavar="N", zh="线程数（默认 1）", en="threads (default: 1)")
    arguments.lang()


def run(options: Namespace) -> int:
    """0; 2 where a case cannot be decided or the table cannot be read."""
    _needs_libraries()
    from enforcerules.batch import COLUMNS, Decider
    from enforcerules.batch.files import Unreadable, read, writer
    from enforcerules.cli.rules import loaded

    names = _names(options.columns, COLUMNS)
    if options.rows < 1 or options.threads < 1:
        raise Refused("--rows 和 --threads 至少为 1", "--rows and --threads are at least 1")
    decider = Decider(loaded(options))
    count: Counter[str] = Counter()
    try:
        cases = read(Path(options.cases), options.rows)
        with writer(Path(options.output)) as write:
            for piece in _with_progress(cases):
                results = decider.decide(piece, threads=options.threads)
                write(results.to_arrow(names))
                _add(count, results)
    except Unreadable as problem:
        raise Refused(problem.zh, problem.en) from problem
    sys.stderr.write(_told(count, options.lang))
    return exits.BAD_INPUT if count["problem"] else exits.OK


def _needs_libraries() -> None:
    missing = [name for name in ("numpy", "pyarrow") if find_spec(name) is None]
    if missing:
        said = ", ".join(missing)
        raise Refused(
            f"批量处理需要附加组件：pip install 'enforcerules[batch]'（缺少 {said}）",
            f"batch needs an extra: pip install 'enforcerules[batch]' (missing: {said})",
        )


def _names(text: str | None, known: tuple[str, ...]) -> list[str] | None:
    if text is None:
        return None
    names = [one.strip() for one in text.replace("，", ",").split(",") if one.strip()]
    wrong = [one for one in names if one not in known]
    if wrong or not names:
        said, all_names = "、".join(wrong), " ".join(known)
        raise Refused(
            f"没有结果列 {said}，可用：{all_names}", f"no such columns: {', '.join(wrong)}; known: {all_names}"
        )
    return names


def _with_progress(cases: Cases) -> Iterator[Any]:
    """The pieces; on a terminal with a bar on standard error."""
    if not sys.stderr.isatty():
        yield from cases.pieces
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    with Progress(BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), console=Console(stderr=True)) as shown:
        task = shown.add_task("", total=cases.count)
        for piece in cases.pieces:
            yield piece
            shown.advance(task, piece.num_rows)


def _add(count: Counter[str], results: Results) -> None:
    count["cases"] += results.count
    count["problem"] += results.problems
    count["reference"] += results.by_reference


def _told(count: Counter[str], lang: str) -> str:
    cases, wrong, slow = count["cases"], count["problem"], count["reference"]
    if lang == "en":
        return f"{cases} cases; {slow} decided by the reference kernel; {wrong} cannot be decided (column `problem`)\n"
    return f"{cases} 件；其中 {slow} 件由参照内核决定；{wrong} 件无法决定（见 `problem` 列）\n"


COMMAND = Command(
    "batch",
    "大批案件：一张表进，一张表出",
    "many cases: a table in, a table out",
    _arguments,
    run,
)
