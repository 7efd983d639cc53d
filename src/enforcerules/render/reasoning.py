"""The reasons of a decision document as text: under each heading paragraphs, ready to be put into the document."""

from __future__ import annotations

from collections.abc import Iterator

from enforcerules.base.catalogue import Lang
from enforcerules.model.explanation import Line, Message, Part, Reasoning, Section
from enforcerules.render.text import heard, sentence
from enforcerules.render.words import say, word

_STOPS = {"zh": "。：；", "en": ".:;"}
_INDENT = "　　"


def reasoning_text(reasoning: Reasoning, lang: Lang = "zh") -> str:
    """One paragraph a line, not wrapped; ends with a line break."""
    lines: list[str] = []
    if not reasoning.settled:
        n = sum(any(line.text.key.startswith("document.open") for line in _lines(part)) for part in reasoning.parts)
        lines.append(say(Message("document.unsettled", (("n", n),)), lang))
    for part in reasoning.parts:
        lines += _part(part, lang)
    return "\n".join(lines) + "\n"


def _lines(part: Part) -> Iterator[Line]:
    for section in part.sections:
        yield from section.lines


def _part(part: Part, lang: Lang) -> Iterator[str]:
    if part.heading is not None:
        yield say(part.heading, lang)
    for number, section in enumerate(part.sections, 1):
        yield from _section(section, number, lang)


def _section(section: Section, number: int, lang: Lang) -> Iterator[str]:
    heading = say(section.heading, lang)
    yield f"{word('ordinal', str(number), lang)}、{heading}" if lang == "zh" else f"{number}. {heading}"
    for line in heard(section.lines, lang):
        yield f"{_INDENT if lang == 'zh' else '  '}{_paragraph(line, lang)}"


def _paragraph(line: Line, lang: Lang) -> str:
    """A sentence; what hangs below it follows as clauses after its colon."""
    body = sentence(line, lang)
    below = [_paragraph(child, lang).rstrip(_STOPS[lang]) for child in heard(line.children, lang)]
    if not below:
        return body
    between, stop, space = ("；", "。", "") if lang == "zh" else ("; ", ".", " ")
    return f"{body}{space}{between.join(dict.fromkeys(below))}{stop}"
