"""`test`: the example cases beside rulesets."""

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
from enforcerules.cli.streams import emit, is_rich
from enforcerules.testing.collect import CASES

if TYPE_CHECKING:
    from fractions import Fraction

    from enforcerules.api import Ruleset
    from enforcerules.load.cases import Written
    from enforcerules.model.program import Program
    from enforcerules.testing.coverage.measure import Coverage
    from enforcerules.testing.run import Result


def _arguments(arguments: Arguments) -> None:
    arguments.add(
        "paths",
        nargs="*",
        default=["cn"],
        metavar="RULES",
        zh="规则文件夹，或其中的示例（默认：随附的 cn）",
        en="folders of rules, or examples in them (default: the shipped cn)",
    )
    arguments.extending()
    arguments.add(
        "-k",
        metavar="EXPR",
        zh="只运行名称符合的示例，如 'first 且 非 late'",
        en="only examples whose name fits, such as 'first and not late'",
    )
    arguments.add("-x", action="store_true", zh="遇到第一个失败就停止", en="stop at the first failure")
    arguments.add(
        "--lf",
        action="store_true",
        zh="只运行上一次没有通过的示例（记在工作目录的 .enforcerules_cache，可以删除）",
        en="only examples that did not pass the last time (kept in .enforcerules_cache here; safe to delete)",
    )
    arguments.add("--junit", metavar="FILE", zh="另写一份 JUnit XML", en="also write JUnit XML")
    arguments.watch(
        "规则或者示例一有改动就重新运行，按 Ctrl-C 结束",
        "run again whenever a rule or an example changes, until Ctrl-C",
    )
    arguments.add(
        "--coverage",
        action="store_true",
        zh="并报告示例对规则的覆盖：规则、界限、条件、条文",
        en="also report what the examples cover: rules, boundaries, conditions, citations",
    )
    arguments.add(
        "--fail-under",
        metavar="N",
        zh="与 --coverage 合用：任何一项覆盖低于 N%% 即为失败",
        en="with --coverage: fail where any of the four figures is below N %%",
    )
    arguments.add(
        "--generate",
        metavar="FOLDER",
        zh="为没有示例的界限和条件各写一个待确认的案件；FOLDER 要在名为 cases 的文件夹里",
        en="write a case to be confirmed for each boundary and condition without an example; FOLDER lies in a folder `cases`",
    )
    arguments.add("-v", action="store_true", zh="逐个列出", en="name every example")
    arguments.formats(("text", "json", "html"))
    arguments.lang()


def run(options: Namespace) -> int:
    """Pytest's codes: 0; 1 failures; 2 rules that cannot be used; 4 no such path; 5 no example, or none that is confirmed."""
    from enforcerules.cli.watching import watched

    return watched(options, _once) if options.watch else _once(options)


def _once(options: Namespace) -> int:
    from enforcerules.cli import last_failed
    from enforcerules.cli.told import Told

    least = _least(options)
    if options.generate is not None and CASES not in Path(options.generate).resolve().parts:
        raise Refused(
            f"示例只从名为 {CASES} 的文件夹收集，`{options.generate}` 不在其中",
            f"examples are collected from folders named `{CASES}`, and `{options.generate}` lies in none",
        )
    examples = _chosen(options)
    if not examples:
        emit(Told(options).nothing(), None)
        return exits.TEST_NONE
    rules = _rules(options)
    results = tuple(_run(options, rules, examples))
    names = {last_failed.name_of(result.path, result.inside): result.verdict for result in results}
    failed = [name for name, verdict in names.items() if verdict in {"failed", "broken"}]
    last_failed.keep(Path.cwd(), failed, {*names, *(last_failed.name_of(result.path, None) for result in results)})
    wanted = options.coverage or options.generate is not None
    covered = _coverage(options, rules, results) if wanted else None
    if covered is not None and options.generate is not None:
        from enforcerules.cli.generating import generated

        generated(options, *covered, [result.example for result in results if result.example is not None])
    covered = covered if options.coverage else None
    emit(_said(options, results, covered), options.output)
    if options.junit is not None:
        from enforcerules.testing.junit import junit

        emit(junit(results, options.lang), options.junit)
    if failed or (covered is not None and least is not None and _below(covered[1], least)):
        return exits.TEST_FAILED
    return exits.OK if any(result.verdict == "passed" for result in results) else exits.TEST_NONE


def _said(options: Namespace, results: tuple[Result, ...], covered: tuple[Program, Coverage] | None) -> str:
    """What is told of a run in the format asked for."""
    from enforcerules.cli.told import Told

    if options.format == "html":
        from enforcerules.cli.run_page import run_html

        return run_html(results, covered, options.paths, options.lang)
    told = Told(options)
    return told.json(results, covered) if options.format == "json" else told.summary(results, covered)


def _least(options: Namespace) -> Fraction | None:
    """The threshold of `--fail-under`, exact."""
    if options.fail_under is None:
        return None
    if not options.coverage:
        raise Refused("--fail-under 要与 --coverage 合用", "--fail-under goes with --coverage")
    return share(options.fail_under)


def _coverage(options: Namespace, rules: Ruleset, results: tuple[Result, ...]) -> tuple[Program, Coverage]:
    from enforcerules.load.shipped import located
    from enforcerules.testing.collect import ruleset_of
    from enforcerules.testing.coverage.measure import coverage
    from enforcerules.testing.coverage.parts import rulesets_below

    roots = [ruleset_of(path) for path in located(options.paths)]
    return rules.program, coverage(rules.program, results, rulesets_below(rules.program, roots))


def _below(covered: Coverage, least: Fraction) -> bool:
    from enforcerules.testing.coverage.requirements import DIMENSIONS

    return any(covered.percent(dimension) < least for dimension in DIMENSIONS)


def _rules(options: Namespace) -> Ruleset:
    """The rules of the paths asked for."""
    from enforcerules import api
    from enforcerules.load.shipped import located
    from enforcerules.testing.collect import ruleset_of

    first, *more = dict.fromkeys(ruleset_of(path) for path in located(options.paths))
    return api.load(first, *more, extending=options.extending)


def _run(options: Namespace, rules: Ruleset, examples: tuple[Written, ...]) -> Iterator[Result]:
    """Results as they come, told one by one with `-v`; none after the first failure with `-x`."""
    from enforcerules.cli.told import Told

    told = Told(options)
    for result in _progress(_results(rules, examples), len(examples), options):
        yield result
        if options.output is None and options.format == "text":
            sys.stdout.write(told.line(result))
        if options.x and result.verdict in {"failed", "broken"}:
            break


def _chosen(options: Namespace) -> tuple[Written, ...]:
    """The examples asked for."""
    from enforcerules.load.cases import written
    from enforcerules.load.shipped import located
    from enforcerules.testing.collect import collect
    from enforcerules.testing.keyword import Keyword, NotAnExpressionError

    paths = located(options.paths)
    for path in paths:
        if not path.exists():
            raise Refused(f"找不到 `{path}`", f"`{path}` does not exist")
    try:
        fits = Keyword(options.k or "")
    except NotAnExpressionError as error:
        raise Refused(f"-k 的写法不对：{error}", f"not an expression for -k: {error}") from None
    found = tuple(one for path in collect(paths) for one in written(path) if fits(one.label))
    return _last_failed(found) if options.lf else found


def _last_failed(found: tuple[Written, ...]) -> tuple[Written, ...]:
    """Those that did not pass the last time; all where none is remembered, as pytest does."""
    from enforcerules.cli.last_failed import name_of, read

    kept = read(Path.cwd())
    return tuple(one for one in found if {name_of(one.path, one.name), name_of(one.path, None)} & kept) or found


def _results(rules: Ruleset, examples: tuple[Written, ...]) -> Iterator[Result]:
    from enforcerules.testing.run import run_written

    return (run_written(rules.program, one) for one in examples)


def _progress(results: Iterator[Result], total: int, options: Namespace) -> Iterator[Result]:
    """A bar on standard error while a terminal looks on."""
    if not is_rich(sys.stderr) or not sys.stderr.isatty() or options.v:
        yield from results
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(results, description="", total=total, console=Console(stderr=True), transient=True)


COMMAND = Command("test", "运行示例案件", "run example cases", _arguments, run, usage_exit=exits.TEST_USAGE)
