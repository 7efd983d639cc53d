"""`review`: decisions that were made, held against what the rules allow."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from typing import TYPE_CHECKING

from enforcerules.cli import exits
from enforcerules.cli.command import Arguments, Command
from enforcerules.cli.refused import Refused
from enforcerules.cli.streams import emit

if TYPE_CHECKING:
    from enforcerules.model.review import Review
    from enforcerules.model.sampling import Draw


GROUPS = ("organ", "city", "matter", "all")


def _arguments(arguments: Arguments) -> None:
    arguments.add(
        "files",
        nargs="+",
        metavar="FILE",
        zh="实际作出的决定：YAML、JSON、JSON Lines、CSV、Excel，或文件夹",
        en="decisions that were made: YAML, JSON, JSON lines, CSV, Excel, or a folder",
    )
    arguments.rules()
    arguments.add(
        "--select", metavar="KINDS", zh="只看这些发现，逗号分隔", en="only these kinds of findings, by commas"
    )
    arguments.add("--ignore", metavar="KINDS", zh="不看这些发现", en="not these kinds of findings")
    arguments.add("--draw", metavar="N", type=int, zh="每组抽取几份审查", en="draw so many of each group")
    arguments.add(
        "--by",
        choices=GROUPS,
        default="organ",
        zh="按机关、市、事项分组，或不分组（默认按机关）",
        en="what files are grouped by (default: organ)",
    )
    arguments.add(
        "--seed",
        metavar="TEXT",
        zh="抽取用的种子，事先公布；同一名单和种子抽到的相同",
        en="the seed of the draw: the same list and seed give the same files",
    )
    arguments.add("--score", metavar="SHEET", zh="按此评分表评分", en="score by this scoring sheet")
    arguments.add("-v", action="store_true", zh="没有发现的也列出", en="name decisions without findings as well")
    arguments.formats()
    arguments.lang()


def run(options: Namespace) -> int:
    """0 nothing found (alerts are no findings); 1 findings; 2 a file, or a row of one, cannot be used."""
    from enforcerules import api
    from enforcerules.cli.rules import loaded
    from enforcerules.cli.running import complain
    from enforcerules.render.review import text
    from enforcerules.render.review_json import to_json

    kinds = _wanted(options)
    rules = loaded(options)
    made = api.review(rules, options.files, draw=_draw(options), scoresheet=options.score)
    found = _kept(made, kinds)
    emit(
        to_json(found) if options.format == "json" else text(found, options.lang, all_of_them=options.v), options.output
    )
    for one in (each for each in found.decisions if each.report.diagnostics):
        complain(one.report, options.lang)
    if found.unusable:
        return exits.BAD_INPUT
    return exits.FINDINGS if found.unlike or any(one.severity != "alert" for one in found.findings) else exits.OK


def _draw(options: Namespace) -> Draw | None:
    """The draw that is asked for, with its seed said."""
    from enforcerules.model.sampling import Draw

    if options.draw is None and options.seed is None:
        return None
    if options.draw is None or options.seed is None:
        raise Refused("--draw 和 --seed 要一起写", "--draw and --seed go together")
    if options.draw < 1:
        raise Refused("--draw 至少是1", "--draw is at least 1")
    if any("\ud800" <= sign <= "\udfff" for sign in options.seed):
        raise Refused("--seed 不是文字", "--seed is no text")
    return Draw(options.draw, options.seed, options.by)


def _wanted(options: Namespace) -> frozenset[str]:
    """The kinds that are asked for."""
    from enforcerules.audit.review.kinds import KINDS

    chosen = set(KINDS) if options.select is None else _names(options.select)
    wanted = chosen - (set() if options.ignore is None else _names(options.ignore))
    unknown = sorted((chosen | wanted | _names(options.ignore or "")) - set(KINDS))
    if unknown:
        names = "、".join(unknown)
        known = "、".join(KINDS)
        raise Refused(f"没有这种发现：{names}；有：{known}", f"no such kind of finding: {names}; there are: {known}")
    return frozenset(wanted)


def _names(text: str) -> set[str]:
    return {one.strip() for one in text.replace("，", ",").split(",") if one.strip()}


def _kept(found: Review, kinds: frozenset[str]) -> Review:
    """The review with findings of these kinds only; what could not be judged stays."""
    decisions = tuple(
        replace(
            one,
            outcomes=tuple(
                replace(outcome, findings=tuple(f for f in outcome.findings if f.kind in kinds))
                for outcome in one.outcomes
            ),
        )
        for one in found.decisions
    )
    return replace(found, decisions=decisions, unlike=found.unlike if "like_cases_differ" in kinds else ())


COMMAND = Command("review", "审查实际作出的决定", "review decisions that were made", _arguments, run)
