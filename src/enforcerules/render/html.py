"""An explanation as one HTML page that stands alone: inline style, no script, no asset from elsewhere; prints on A4."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Final

from enforcerules.base.catalogue import Lang
from enforcerules.model.explanation import Explanation, Line, Part, Section
from enforcerules.render.text import heard, said
from enforcerules.render.words import say, word
from enforcerules.render.words.saying import as_shown

_STYLE: Final = """
@page { size: A4; margin: 20mm 18mm 18mm 22mm; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 190mm; padding: 8mm 6mm; color: #1b1b1b; background: #fff; font-size: 10.5pt;
  line-height: 1.65; font-family: "Noto Serif CJK SC", "Source Han Serif SC", "Songti SC", SimSun, serif; }
h1, h2, h3, .tag, .sign, .cites, .legend, .trace { font-family: "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC",
  "Microsoft YaHei", SimHei, sans-serif; }
h1 { font-size: 15pt; margin: 0 0 1mm; text-align: center; }
.case { text-align: center; color: #555; margin: 0 0 4mm; }
.legend { font-size: 8.5pt; color: #555; border: 0.3mm solid #ddd; padding: 1.5mm 2.5mm; margin: 0 0 5mm; }
h2 { font-size: 12.5pt; margin: 8mm 0 2mm; padding: 1mm 2.5mm; background: #1f3a5f; color: #fff; }
h3 { font-size: 11pt; margin: 5mm 0 1.5mm; padding-bottom: 0.6mm; border-bottom: 0.4mm solid #1f3a5f; color: #1f3a5f;
  break-after: avoid; }
ul { list-style: none; margin: 0; padding: 0; }
ul ul { margin: 0 0 0 6mm; padding-left: 2.5mm; border-left: 0.3mm solid #e2e2e2; }
li { margin: 0.6mm 0; }
.line { display: flex; gap: 2mm; break-inside: avoid; }
.tag { flex: none; width: 3.2em; text-align: center; font-size: 8pt; line-height: 1.5; border-radius: 0.8mm; margin-top: 0.9mm;
  height: 1.6em; border: 0.3mm solid; }
.en .tag { width: 4em; }
.tag.statutory { color: #1f3a5f; border-color: #9fb3cd; background: #eef3f9; }
.tag.benchmark { color: #6a3d8f; border-color: #c8b3da; background: #f6f0fa; }
.tag.found { color: #2d6a3e; border-color: #a9cdb3; background: #eff7f1; }
.tag.open { color: #8a5a00; border-color: #e0c48a; background: #fdf6e5; }
.sign { flex: none; width: 2.6em; text-align: right; white-space: nowrap; }
.sign.holds { color: #2d6a3e; } .sign.fails { color: #a32020; } .sign.open { color: #8a5a00; }
.sign.not_raised { color: #777; }
.body { flex: 1; }
li.decided > .line > .body { font-weight: 600; }
li.not_raised > .line > .body { color: #666; }
.cites { font-size: 8.8pt; color: #4a5568; }
.near { font-size: 8.8pt; color: #a32020; }
.trace { font-size: 8.5pt; word-break: break-all; }
@media print { body { padding: 0; max-width: none; } h2 { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  .tag { -webkit-print-color-adjust: exact; print-color-adjust: exact; } }
"""


def html(explanation: Explanation, lang: Lang = "zh") -> str:
    """The explanation as an HTML page."""
    return "\n".join(_page(explanation, lang)) + "\n"


def _page(explanation: Explanation, lang: Lang) -> Iterator[str]:
    code = "zh-CN" if lang == "zh" else "en"
    name = said("page.title", lang)
    yield "<!DOCTYPE html>"
    yield f'<html lang="{code}">'
    yield f'<head><meta charset="utf-8"><title>{escape(name)} {escape(as_shown(explanation.case))}</title>'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<style>{_STYLE}</style></head>"
    yield f'<body class="{lang}">'
    yield f"<h1>{escape(as_shown(explanation.title or name))}</h1>"
    yield f'<p class="case">{escape(said("case", lang, case=explanation.case))}</p>'
    yield f'<p class="legend">{escape(said("legend", lang))}</p>'
    for part in explanation.parts:
        yield from _part(part, lang)
    yield '<div class="trace">'
    yield from _section(explanation.trace, lang)
    yield "</div>"
    yield "</body>"
    yield "</html>"


def _part(part: Part, lang: Lang) -> Iterator[str]:
    if part.heading is not None:
        yield f"<h2>{escape(say(part.heading, lang))}</h2>"
    for section in part.sections:
        yield from _section(section, lang)


def _section(section: Section, lang: Lang) -> Iterator[str]:
    yield f'<section class="{section.key}">'
    yield f"<h3>{escape(say(section.heading, lang))}</h3>"
    yield from _lines(heard(section.lines, lang), lang)
    yield "</section>"


def _lines(lines: tuple[Line, ...], lang: Lang) -> Iterator[str]:
    yield "<ul>"
    for line in lines:
        kinds = " ".join(name for name in (line.status, "decided" if line.decided else "") if name and name != "none")
        yield f'<li class="{kinds}">' if kinds else "<li>"
        yield f'<div class="line">{_tag(line, lang)}{_sign(line, lang)}<div class="body">{_body(line, lang)}</div></div>'
        if below := heard(line.children, lang):
            yield from _lines(below, lang)
        yield "</li>"
    yield "</ul>"


def _tag(line: Line, lang: Lang) -> str:
    return f'<span class="tag {line.mark}">{escape(word("mark", line.mark, lang))}</span>'


def _sign(line: Line, lang: Lang) -> str:
    star = "★" if line.decided else ""
    number = f"\u00a0{line.ordinal}." if line.ordinal else ""
    return f'<span class="sign {line.status}">{star}{escape(word("status", line.status, lang))}{number}</span>'


def _body(line: Line, lang: Lang) -> str:
    made = escape(say(line.text, lang))
    if line.cites:
        between = "、" if lang == "zh" else ", "
        cites = said("cited", lang, cites=between.join(dict.fromkeys(say(cite, lang) for cite in line.cites)))
        made += f'<span class="cites">{escape(cites)}</span>'
    if line.secondary:
        made += f'<span class="cites">{escape(said("secondary", lang))}</span>'
    if line.near:
        made += f'<span class="near">{escape(said("near", lang))}</span>'
    if line.again:
        made += f'<span class="cites">{escape(said("again", lang))}</span>'
    return made
