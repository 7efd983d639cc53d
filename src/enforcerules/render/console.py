"""An explanation on a terminal, in colour: the only module of `render` that knows `rich`."""

from __future__ import annotations

from typing import IO, Final

from rich.console import Console
from rich.text import Text

from enforcerules.base.catalogue import Lang
from enforcerules.model.explanation import Explanation, Line, Section
from enforcerules.render.text import framed, heard, said, sentence, symbols, tag
from enforcerules.render.width import width, wrapped
from enforcerules.render.words import say

_MARKS: Final = {"statutory": "blue", "benchmark": "magenta", "found": "green", "open": "yellow"}
_STATUS: Final = {"holds": "green", "fails": "red", "open": "bold yellow", "not_raised": "dim", "none": ""}
_WIDEST: Final = 120


def show(explanation: Explanation, lang: Lang = "zh", file: IO[str] | None = None) -> None:
    """Print the explanation, as wide as the terminal; colours only where the terminal has them."""
    console = Console(file=file, highlight=False, soft_wrap=True)
    columns = min(console.width, _WIDEST)
    console.print(Text(said("case", lang, case=explanation.case), style="bold"))
    for row in wrapped(said("legend", lang), columns):
        console.print(Text(row, style="dim"))
    for part in explanation.parts:
        if part.heading is not None:
            console.print()
            console.print(Text(say(part.heading, lang), style="bold reverse"))
        for section in part.sections:
            _section(console, section, lang, columns)
    _section(console, explanation.trace, lang, columns)


def _section(console: Console, section: Section, lang: Lang, columns: int) -> None:
    console.print()
    console.print(Text(framed(say(section.heading, lang), lang), style="bold cyan"))
    for line in heard(section.lines, lang):
        _line(console, line, lang, columns, 1)


def _line(console: Console, line: Line, lang: Lang, columns: int, depth: int) -> None:
    lead = Text("  " * depth)
    lead.append(tag(line, lang), _MARKS[line.mark])
    lead.append(" ")
    lead.append(symbols(line, lang), "bold" if line.decided else _STATUS[line.status])
    indent = width(lead.plain)
    body = "bold" if line.decided else "dim" if line.status == "not_raised" else ""
    for number, row in enumerate(wrapped(sentence(line, lang), columns - indent)):
        console.print((Text(" " * indent) if number else lead) + Text(row, style=body))
    for child in heard(line.children, lang):
        _line(console, child, lang, columns, depth + 1)
