"""An explanation as plain text: numbered, indented, wrapped by columns, each line with its mark and its citations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from enforcerules.base.catalogue import Lang
from enforcerules.model.explanation import Explanation, Line, Message, Section
from enforcerules.render.width import width, wrapped
from enforcerules.render.words import say, word

COLUMNS = 100


@dataclass(frozen=True, slots=True)
class Style:
    """The language and the width."""

    lang: Lang
    columns: int


def text(explanation: Explanation, lang: Lang = "zh", columns: int = COLUMNS) -> str:
    """The explanation as text, at most so many columns wide; ends with a line break."""
    style = Style(lang, columns)
    return "\n".join(line.rstrip() for line in _all(explanation, style)) + "\n"


def _all(explanation: Explanation, style: Style) -> Iterator[str]:
    yield said("case", style.lang, case=explanation.case)
    yield from wrapped(said("legend", style.lang), style.columns)
    for part in explanation.parts:
        if part.heading is not None:
            yield ""
            heading = say(part.heading, style.lang)
            yield heading
            yield "=" * min(width(heading), style.columns)
        for section in part.sections:
            yield from _section(section, style)
    yield from _section(explanation.trace, style)


def said(key: str, lang: Lang, **args: str) -> str:
    """A sentence of the frame of the page."""
    return say(Message(key, tuple(args.items())), lang)


def _section(section: Section, style: Style) -> Iterator[str]:
    yield ""
    yield framed(say(section.heading, style.lang), style.lang)
    for line in heard(section.lines, style.lang):
        yield from _line(line, style, 1)


def framed(heading: str, lang: Lang) -> str:
    """A heading as it stands in text."""
    return f"【{heading}】" if lang == "zh" else f"## {heading}"


def _line(line: Line, style: Style, depth: int) -> Iterator[str]:
    lead = f"{'  ' * depth}{tag(line, style.lang)} {symbols(line, style.lang)}"
    indent = " " * width(lead)
    for number, part in enumerate(wrapped(sentence(line, style.lang), style.columns - width(lead))):
        yield (indent if number else lead) + part
    for child in heard(line.children, style.lang):
        yield from _line(child, style, depth + 1)


def heard(lines: Iterable[Line], lang: Lang) -> tuple[Line, ...]:
    """The lines that are told in a language."""
    return tuple(line for line in lines if line.only in {None, lang})


def tag(line: Line, lang: Lang) -> str:
    """On what the line rests, in brackets of one width."""
    name = word("mark", line.mark, lang)
    return f"〔{name}〕" if lang == "zh" else f"[{name}]".ljust(7)


def symbols(line: Line, lang: Lang) -> str:
    """★ for what decided, the sign of how it came out, its number."""
    signs = [sign for sign in ("★" if line.decided else "", word("status", line.status, lang)) if sign]
    number = f"{line.ordinal}. " if line.ordinal else ""
    return "".join(sign + " " for sign in signs) + number


def sentence(line: Line, lang: Lang) -> str:
    """What the line says, with its citations, whether they were read elsewhere, and whether it was a near miss."""
    body = say(line.text, lang)
    near = said("near", lang) if line.near else ""
    again = said("again", lang) if line.again else ""
    return f"{_cited(body, line, lang)}{near}{again}"


def _cited(body: str, line: Line, lang: Lang) -> str:
    """The citations, and that they were read elsewhere, stand before the full stop."""
    between = "、" if lang == "zh" else ", "
    named = between.join(dict.fromkeys(say(cite, lang) for cite in line.cites))
    cites = said("cited", lang, cites=named) if named else ""
    cites += said("secondary", lang) if line.secondary else ""
    stop = body[-1] if body[-1:] in {"。", ".", "：", ":"} else ""
    return f"{body.removesuffix(stop)}{cites}{stop}"
