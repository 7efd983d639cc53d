"""`replay`: recorded cases decided again, and held against what was recorded."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

from enforcerules.cli import exits
from enforcerules.cli.command import Arguments, Command
from enforcerules.cli.refused import Refused
from enforcerules.cli.streams import emit, is_rich

if TYPE_CHECKING:
    from enforcerules.api import Case, Ruleset
    from enforcerules.audit.replay import Replayed
    from enforcerules.cli.records import Written

T = TypeVar("T")


def _arguments(arguments: Arguments) -> None:
    arguments.add(
        "records",
        nargs="+",
        metavar="RECORD",
        zh="记录文件、文件夹、JSON Lines 或日志，- 为标准输入",
        en="files of records, folders, JSON lines or logs, - for standard input",
    )
    arguments.rules()
    arguments.add(
        "--apart",
        metavar="PLACE",
        zh="另存的遮蔽内容：文件，或文件夹",
        en="what was masked and kept apart: a file, or a folder",
    )
    arguments.add(
        "--case",
        metavar="CASE",
        zh="与现在的案件核对（只用于一份记录）",
        en="hold the record against the case as it stands now (one record only)",
    )
    arguments.add("--edition", metavar="NAME", zh="改用另一个语义版本", en="under another edition of the semantics")
    arguments.add(
        "--touched",
        metavar="RULES",
        action="append",
        zh="改正后的规则：列出涉及哪些记录",
        en="corrected rules: which records they touch",
    )
    arguments.add("-v", action="store_true", zh="逐份列出", en="name every record")
    arguments.formats()
    arguments.lang()


def run(options: Namespace) -> int:
    """0 all the same; 1 a difference; 4 a record was altered; 2 one cannot be read. With `--touched`: 1 some are."""
    from enforcerules.cli.records import records
    from enforcerules.cli.rules import loaded

    if options.touched and (options.case or options.edition):
        raise Refused("--touched 不与 --case、--edition 同用", "--touched does not go with --case or --edition")
    written = records(options.records, options.apart)
    if options.case and len(written) != 1:
        raise Refused("--case 只用于一份记录", "--case goes with one record only")
    rules = loaded(options)
    return _touched(options, written, rules) if options.touched else _replayed(options, written, rules)


def _replayed(options: Namespace, written: list[Written], rules: Ruleset) -> int:
    from enforcerules.audit.replay import Against, replay
    from enforcerules.cli.replay_words import Words, replay_json

    case = None if options.case is None else _case(options)
    against = Against(rules.program, case, options.edition)
    results: list[Replayed] = []
    words = Words(options.lang)
    for one in progress((replay(w.data, against, w.name, w.apart) for w in written), len(written), options):
        results.append(one)
        if options.output is None and options.format == "text" and (options.v or one.verdict != "same"):
            sys.stdout.write(f"{words.replayed(one)}\n")
    emit(replay_json(results) if options.format == "json" else words.summary(results), options.output)
    seen = {one.verdict for one in results}
    codes = {"altered": exits.ALTERED, "unreadable": exits.BAD_INPUT, "differs": exits.FINDINGS, "undecided": 1}
    return max((codes.get(verdict, exits.OK) for verdict in seen), default=exits.OK)


def _case(options: Namespace) -> Case:
    from enforcerules.cli.reading import cases
    from enforcerules.cli.running import complain

    given = next(iter(cases([options.case])))
    if given.case is None or given.report.errors:
        complain(given.placed(given.report), options.lang, given.sources)
        raise Refused(f"`{options.case}` 不能使用", f"`{options.case}` cannot be used")
    return given.case


def _touched(options: Namespace, written: list[Written], rules: Ruleset) -> int:
    from enforcerules import api
    from enforcerules.audit.touched import touched
    from enforcerules.cli.replay_words import Words, touched_json

    first, *more = options.touched
    new = api.load(first, *more, extending=options.extending)
    found = touched(((w.name, w.data, w.apart) for w in written), rules.program, new.program)
    results = list(progress(found, len(written), options))
    words = Words(options.lang)
    if options.format == "json":
        emit(touched_json(results), options.output)
    else:
        shown = [words.touched(one) for one in results if one.touched or options.v]
        emit("\n".join([*shown, words.touched_summary(results)]), options.output)
    return exits.FINDINGS if any(one.touched for one in results) else exits.OK


def progress(results: Iterable[T], total: int, options: Namespace) -> Iterator[T]:
    """A bar on standard error while a terminal looks on."""
    if not is_rich(sys.stderr) or not sys.stderr.isatty() or getattr(options, "v", False):
        yield from results
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(results, description="", total=total, console=Console(stderr=True), transient=True)


COMMAND = Command("replay", "重算已记录的案件并核对", "decide recorded cases again and compare", _arguments, run)
