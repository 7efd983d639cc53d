"""`checklist`: several matters in one visit, with one list of questions and what each finding leads to."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING, Any

from enforcerules.cli import exits
from enforcerules.cli.command import Arguments, Command
from enforcerules.cli.refused import Refused
from enforcerules.cli.streams import emit

if TYPE_CHECKING:
    from pathlib import Path


def _arguments(arguments: Arguments) -> None:
    arguments.add(
        "scene",
        nargs="?",
        metavar="SCENE",
        zh="场景文件（enforcerules/scene/1）；不写时用 --matter",
        en="a scene (enforcerules/scene/1); or use --matter",
    )
    arguments.add("--matter", action="append", metavar="ID", zh="一个事项，可多次给出", en="a matter, may be repeated")
    arguments.add("--territory", metavar="CODE", zh="--matter：行政区划代码", en="--matter: GB/T 2260 code")
    arguments.add(
        "--on", metavar="DAY", zh="--matter：哪一天的规定，如 2025-06-02", en="--matter: the law of which day"
    )
    arguments.add(
        "--party",
        choices=("unit", "individual", "sole_trader"),
        metavar="KIND",
        zh="--matter：检查对象 unit 单位、individual 自然人、sole_trader 个体工商户",
        en="--matter: unit, individual or sole_trader",
    )
    arguments.rules()
    arguments.formats(("text", "json", "html"))
    arguments.lang()


def run(options: Namespace) -> int:
    """0; 2 when the scene cannot be used."""
    from enforcerules import api
    from enforcerules.cli.rules import loaded

    scene = _scene(options)
    found = api.checklist(loaded(options), scene)
    if options.format == "json":
        emit(api.to_json(found, indent=2), options.output)
    else:
        emit(api.explain(found, options.lang, format=options.format), options.output)
    return exits.OK


def _scene(options: Namespace) -> Path | dict[str, Any]:
    from pathlib import Path

    said = {"territory": options.territory, "on": options.on, "party": options.party}
    given = {key: value for key, value in said.items() if value is not None}
    if options.scene is None:
        if not options.matter:
            raise Refused("写出场景文件，或者用 --matter 列出事项", "name a scene, or matters with --matter")
        return {"matters": options.matter, **given}
    if options.matter or given:
        raise Refused(
            "场景文件已经写明事项、地域、日期和检查对象，不与 --matter、--territory、--on、--party 并用",
            "a scene says its matters, territory, day and party itself: not beside --matter, --territory, --on, --party",
        )
    return Path(options.scene)


COMMAND = Command(
    "checklist",
    "合并检查：几个事项一张检查表，发现以后怎样处理",
    "one visit: one checklist of several matters, and what each finding leads to",
    _arguments,
    run,
)
