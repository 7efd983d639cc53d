"""`mutate`: which small changes of the rules no example would notice."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from enforcerules.cli import exits
from enforcerules.cli.command import Arguments, Command
from enforcerules.cli.refused import Refused
from enforcerules.cli.shares import share
from enforcerules.cli.streams import emit, is_rich, remark

if TYPE_CHECKING:
    from enforcerules.testing.mutation.running import Trial


def _arguments(arguments: Arguments) -> None:
    arguments.add(
        "paths",
        nargs="*",
        default=["cn"],
        metavar="RULES",
        zh="规则文件夹（默认：随附的 cn）",
        en="folders of rules (default: the shipped cn)",
    )
    arguments.add(
        "--cases",
        action="append",
        metavar="PATH",
        zh="示例案件的文件或文件夹，可多次给出（默认：规则旁的 cases）",
        en="examples, files or folders, may be repeated (default: the folders `cases` beside the rules)",
    )
    arguments.extending()
    arguments.add(
        "--most", metavar="N", type=int, zh="最多试 N 处改动，按摘要均匀抽取", en="try at most N mutants, drawn evenly"
    )
    arguments.add(
        "--seed", metavar="N", type=int, default=0, zh="抽取的种子（默认 0）", en="seed of the draw (default: 0)"
    )
    arguments.add(
        "--fail-under",
        metavar="N",
        zh="被发现的低于 N%% 即为失败",
        en="fail where fewer than N %% are noticed",
    )
    arguments.formats()
    arguments.lang()


def run(options: Namespace) -> int:
    """0; 1 below the threshold; 2 rules or arguments that cannot be used; 5 no example that passes."""
    from enforcerules import api
    from enforcerules.load.shipped import located
    from enforcerules.testing.collect import collect
    from enforcerules.testing.coverage.parts import rulesets_below
    from enforcerules.testing.mutation import running
    from enforcerules.testing.mutation.mutants import mutants, sample
    from enforcerules.testing.run import run_all

    least = None if options.fail_under is None else share(options.fail_under)
    if options.most is not None and options.most < 1:
        raise Refused("--most 至少为 1", "--most is at least 1")
    for path in map(Path, options.cases or ()):
        if not path.exists():
            raise Refused(f"找不到 `{path}`", f"`{path}` does not exist")
    first, *more = options.paths
    program = api.load(first, *more, extending=options.extending).program
    roots = located(options.paths)
    paths = collect([Path(one) for one in options.cases] if options.cases else roots)
    results = [result for path in paths for result in run_all(program, path)]
    examples = running.usable(program, results)
    if not examples:
        emit("没有通过的示例案件" if options.lang == "zh" else "no example passes", None)
        return exits.TEST_NONE
    _left_out(options, len(results) - len(examples))
    found = mutants(program, rulesets_below(program, roots))
    chosen = sample(found, options.most, options.seed)
    trials = tuple(_progress(running.run(program, chosen, examples), len(chosen)))
    emit(_told(options, trials, len(found)), options.output)
    return exits.FINDINGS if least is not None and running.killed(trials) < least else exits.OK


def _left_out(options: Namespace, many: int) -> None:
    if many:
        remark(
            f"{many} 个示例没有通过或者待确认，不计在内"
            if options.lang == "zh"
            else f"{many} examples did not pass or are not confirmed, and are left out"
        )


def _told(options: Namespace, trials: tuple[Trial, ...], total: int) -> str:
    if options.format == "json":
        from enforcerules.cli.mutation_json import to_json

        return to_json(trials, total)
    from enforcerules.testing.mutation.telling import told

    return told(trials, total, options.lang)


def _progress(trials: Iterator[Trial], total: int) -> Iterator[Trial]:
    """A bar on standard error while a terminal looks on."""
    if not is_rich(sys.stderr) or not sys.stderr.isatty():
        yield from trials
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(trials, description="", total=total, console=Console(stderr=True), transient=True)


COMMAND = Command(
    "mutate",
    "改动规则，列出没有示例能发现的改动",
    "change the rules a little, and list the changes that no example notices",
    _arguments,
    run,
)
