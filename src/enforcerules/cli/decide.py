"""`decide` and `explain`: cases decided, with their reasons."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from enforcerules.cli import exits
from enforcerules.cli.command import Arguments, Command

if TYPE_CHECKING:
    from enforcerules.api import Decision, Ruleset
    from enforcerules.model.opinion import SecondOpinion

_FORMATS = ("text", "json", "html")
_UNSETTLED = {"undetermined", "needs_human"}


def _arguments(arguments: Arguments, depth: str) -> None:
    arguments.add(
        "cases",
        nargs="+",
        metavar="CASE",
        zh="案件文件（YAML、JSON、JSON Lines，或示例），- 为标准输入",
        en="case files (YAML, JSON, JSON lines, or an example), - for standard input",
    )
    arguments.rules()
    arguments.formats(_FORMATS)
    arguments.add(
        "--depth",
        choices=("reasons", "full"),
        default=depth,
        zh=f"说明的深度：理由，或问过的每条规则（默认 {depth}）",
        en=f"the reasons, or every rule that was asked (default: {depth})",
    )
    arguments.add(
        "--cross-check",
        action="store_true",
        zh="请其他引擎逐项复核条件；不一致即为错误",
        en="ask other engines about every condition; a difference is an error",
    )
    arguments.lang()


def run(options: Namespace) -> int:
    """0; 3 when a person has to settle something or facts are missing; 2 when a case cannot be used.

    Where `--cross-check` finds two engines that differ, the run ends as a defect does: 70.
    """
    from enforcerules.cli.opinions import told
    from enforcerules.cli.rules import loaded
    from enforcerules.cli.sink import ONE_HTML, Sink
    from enforcerules.cli.streams import remark

    if options.format == "html" and len(options.cases) > 1:
        raise ONE_HTML
    rules = loaded(options)
    statuses: set[int] = set()
    opinions: list[SecondOpinion] = []
    with Sink(options) as sink:
        for decision in _decisions(options, rules):
            statuses.add(_status(decision))
            if decision is not None:
                sink.take(decision)
                opinions += decision.second_opinions
    if opinions:
        remark(told(opinions, options.lang))
    return next(code for code in (exits.BAD_INPUT, exits.UNSETTLED, exits.OK) if code in statuses or code == exits.OK)


def _status(decision: Decision | None) -> int:
    if decision is None:
        return exits.BAD_INPUT
    open_ = any(outcome.disposition in _UNSETTLED for outcome in decision.outcomes)
    return exits.UNSETTLED if open_ else exits.OK


def _decisions(options: Namespace, rules: Ruleset) -> Iterator[Decision | None]:
    """The decision of each case; None for one that cannot be used, which is told on standard error."""
    from enforcerules import api
    from enforcerules.cli.reading import cases
    from enforcerules.cli.running import complain

    for given in cases(options.cases):
        report, made = given.report, None
        if given.case is not None and not report.errors:
            try:
                made = api.decide(rules, given.case, cross_check=options.cross_check)
            except api.InvalidInput as invalid:
                report += invalid.report
        if report.diagnostics:
            complain(given.placed(report), options.lang, given.sources)
        yield made


COMMANDS = (
    Command(
        "decide", "决定案件并说明理由", "decide cases and give the reasons", partial(_arguments, depth="reasons"), run
    ),
    Command("explain", "同 decide，说明到每条规则", "as decide, in depth", partial(_arguments, depth="full"), run),
)
