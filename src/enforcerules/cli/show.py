"""`show`: one matter, with its law, facts, penalties, tables and rules."""

from __future__ import annotations

from argparse import Namespace
from datetime import date
from typing import TYPE_CHECKING

from enforcerules.cli import exits
from enforcerules.cli.command import Arguments, Command
from enforcerules.cli.refused import Refused
from enforcerules.cli.streams import emit

if TYPE_CHECKING:
    from enforcerules.model.program import Matter, Program


def _arguments(arguments: Arguments) -> None:
    arguments.add("matter", metavar="MATTER", zh="事项的标识符，见 list", en="the id of a matter: see list")
    arguments.add(
        "--territory",
        metavar="CODE",
        zh="行政区划代码，显示当地的基准",
        en="GB/T 2260 code: with the tables of that place",
    )
    arguments.add("--on", metavar="DAY", zh="哪一天的规定，如 2024-05-06", en="as of a day, such as 2024-05-06")
    arguments.rules()
    arguments.formats()
    arguments.lang()


def run(options: Namespace) -> int:
    """0; 2 when there is no such matter."""
    from enforcerules.base.canonical import canonical
    from enforcerules.cli.matter_text import matter_text
    from enforcerules.cli.rules import loaded
    from enforcerules.cli.view import asked, matter_view

    day = _day(options.on)
    program = loaded(options).program
    matter = _named(program, options.matter)
    sliced, how = asked(program, matter, options.territory, day, options.lang)
    view = matter_view(program, sliced, how)
    emit(canonical(view).decode() if options.format == "json" else matter_text(view, options.lang), options.output)
    return exits.OK


def _day(text: str | None) -> date | None:
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:
        raise Refused(f"`{text}` 不是日期，写成 2024-05-06", f"`{text}` is no date: write 2024-05-06") from None


def _named(program: Program, name: str) -> Matter:
    from enforcerules.base.diagnostics import InvalidInput, Report, diagnose
    from enforcerules.base.near import nearest

    if name not in program.matters:
        near = nearest(name, program.matters)
        raise InvalidInput(Report((diagnose("ER601", None, matter=name, near=near),)))
    return program.matters[name]


COMMAND = Command("show", "显示一个事项", "show a matter", _arguments, run)
