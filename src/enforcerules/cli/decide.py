"""`decide` and `explain`: cases decided, with their reasons."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from enforcerules.cli import exits
from enforcerules.cli.command import Arguments, Command
from enforcerules.cli.refused import Refused

if TYPE_CHECKING:
    from enforcerules.api import Case, Decision, Ruleset
    from enforcerules.cli.reading import Given
    from enforcerules.model.opinion import SecondOpinion

T = TypeVar("T")
NO_HTML = Refused("假设比较输出为 text 或 json", "alternatives are shown as text or json")

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
    if depth == "full":
        arguments.add(
            "--what-if",
            action="store_true",
            zh="假设比较：每次改变一项已知事实，看结果会有什么不同；还可以改正的在前",
            en="what would follow if one known fact were otherwise; what can still be corrected comes first",
        )
    arguments.lang()


def explained(options: Namespace) -> int:
    """As `decide`; with `--what-if` the alternatives."""
    return whether(options) if options.what_if else run(options)


def whether(options: Namespace) -> int:
    """The alternatives of every case: 0; 3 when a person has to settle something or facts are missing; 2 for a bad case."""
    from enforcerules import api
    from enforcerules.cli.rules import loaded
    from enforcerules.cli.streams import emit

    if options.format == "html":
        raise NO_HTML
    rules, shown, statuses = loaded(options), list[str](), set[int]()
    for case in _cases(options):
        made = _tried(options, case, lambda given: api.what_if(rules, given))
        statuses.add(_status(None if made is None else made.decision))
        if made is not None:
            shown.append(api.to_json(made) if options.format == "json" else api.explain(made, options.lang))
    if shown:
        emit("\n".join(shown), options.output)
    return _worst(statuses)


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
    return _worst(statuses)


def _worst(statuses: set[int]) -> int:
    return next(code for code in (exits.BAD_INPUT, exits.UNSETTLED, exits.OK) if code in statuses or code == exits.OK)


def _status(decision: Decision | None) -> int:
    if decision is None:
        return exits.BAD_INPUT
    open_ = any(outcome.disposition in _UNSETTLED for outcome in decision.outcomes)
    return exits.UNSETTLED if open_ else exits.OK


def _decisions(options: Namespace, rules: Ruleset) -> Iterator[Decision | None]:
    """The decision of each case; None for one that cannot be used, which is told on standard error."""
    from enforcerules import api

    for given in _cases(options):
        yield _tried(options, given, lambda case: api.decide(rules, case, cross_check=options.cross_check))


def _cases(options: Namespace) -> Iterator[Given]:
    from enforcerules.cli.reading import cases

    return iter(cases(options.cases))


def _tried(options: Namespace, given: Given, make: Callable[[Case], T]) -> T | None:
    """What is made of a case; None for one that cannot be used. What is wrong is told on standard error."""
    from enforcerules import api
    from enforcerules.cli.running import complain

    report, made = given.report, None
    if given.case is not None and not report.errors:
        try:
            made = make(given.case)
        except api.InvalidInput as invalid:
            report += invalid.report
    if report.diagnostics:
        complain(given.placed(report), options.lang, given.sources)
    return made


COMMANDS = (
    Command(
        "decide", "决定案件并说明理由", "decide cases and give the reasons", partial(_arguments, depth="reasons"), run
    ),
    Command(
        "explain", "同 decide，说明到每条规则", "as decide, in depth", partial(_arguments, depth="full"), explained
    ),
)
