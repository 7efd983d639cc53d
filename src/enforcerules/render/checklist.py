"""A checklist as text, and as one HTML page that stands alone and prints on A4."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Final

from enforcerules.base.catalogue import Lang
from enforcerules.model.checklist import Checklist
from enforcerules.render.checklist_view import Found, Group, Part, Row, sheet
from enforcerules.render.text import COLUMNS, framed
from enforcerules.render.width import wrapped
from enforcerules.render.words.checklist_words import WORDS

_BOX: Final = "□"


def checklist_text(found: Checklist, lang: Lang = "zh", columns: int = COLUMNS) -> str:
    """As text; ends with a line break."""
    rows: list[str] = []
    for depth, line in _lines(found, lang):
        indent = "  " * depth
        rows += [(indent + row).rstrip() for row in wrapped(line, columns - len(indent))] or [""]
    return "\n".join(rows) + "\n"


Lines = Iterator[tuple[int, str]]


def _lines(found: Checklist, lang: Lang) -> Lines:
    made = sheet(found, lang)
    yield 0, framed(made.title, lang)
    yield from ((0, line) for line in made.head)
    yield 0, ""
    yield from ((1, line) for line in made.matters)
    for part in made.parts:
        yield 0, ""
        yield 0, framed(part.heading, lang)
        for row in part.rows:
            yield from _row(row, lang)
        if part.raised:
            yield 1, _said("raised", lang) + ("；" if lang == "zh" else "; ").join(part.raised)
    yield 0, ""
    yield 0, framed(_said("leads", lang), lang)
    for one in made.found:
        yield 1, one.heading
        yield from ((2, line) for line in one.law)
        for group in one.groups:
            yield from _group(group, 2)
    for group in made.common:
        yield 0, ""
        yield from _group(group, 0)
    yield from ((0, line) for line in made.foot)


def _row(row: Row, lang: Lang) -> Lines:
    boxes = " ".join(f"{_BOX}{option}" for option in row.options)
    answer = f"{boxes}{row.blank}"
    yield 1, f"{row.number}. {row.label}  {answer}"
    for line in row.serves:
        yield 3, line
    yield from ((3, line) for line in row.notes)


def _group(group: Group, depth: int) -> Lines:
    yield depth, group.heading
    for line, below in group.lines:
        yield depth + 1, line
        yield from ((depth + 2, one) for one in below)


def _said(key: str, lang: Lang) -> str:
    return WORDS[key][0 if lang == "zh" else 1]


# ---- a page ----------------------------------------------------------------------------------------------------------

_STYLE: Final = """
@page { size: A4; margin: 15mm 13mm 15mm 16mm; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 190mm; padding: 8mm 6mm; color: #1b1b1b; background: #fff; font-size: 10pt; line-height: 1.55;
  font-family: "Noto Serif CJK SC", "Source Han Serif SC", "Songti SC", SimSun, serif; }
h1, h2, h3, th, .marks, .small, .matters, .head { font-family: "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", SimHei, sans-serif; }
h1 { font-size: 16pt; margin: 0 0 2mm; text-align: center; }
h2 { font-size: 11.5pt; margin: 6mm 0 1.5mm; padding: 0.8mm 2.5mm; background: #1f3a5f; color: #fff; break-after: avoid; }
h3 { font-size: 10.5pt; margin: 4mm 0 1mm; padding-bottom: 0.5mm; border-bottom: 0.4mm solid #1f3a5f; color: #1f3a5f; break-after: avoid; }
.head { font-size: 9pt; color: #444; margin: 0.5mm 0; }
.matters { list-style: none; margin: 2.5mm 0; padding: 1.5mm 2.5mm; border: 0.3mm solid #bbb; font-size: 9.5pt; }
table { width: 100%; border-collapse: collapse; }
th { font-size: 8.5pt; text-align: left; background: #eef3f9; color: #1f3a5f; }
th, td { border: 0.3mm solid #9aa7b8; padding: 1mm 1.6mm; vertical-align: top; }
tr { break-inside: avoid; } thead { display: table-header-group; }
.no { width: 11mm; text-align: center; white-space: nowrap; } .answer { width: 36mm; } .serves { width: 55mm; } .remark { width: 24mm; }
.answer div { white-space: normal; } .answer span { display: inline-block; margin-right: 2mm; white-space: nowrap; }
.small { font-size: 8.2pt; color: #555; }
.serves { font-size: 8.5pt; color: #333; }
.raised { font-size: 8.8pt; color: #444; margin: 1.5mm 0 0; }
.law { margin: 0.3mm 0; } ul { margin: 0.3mm 0 0.3mm 5mm; padding: 0; list-style: none; } li { margin: 0.3mm 0; }
.group { font-weight: 600; margin: 1.2mm 0 0; break-after: avoid; } li { break-inside: avoid; } .when { font-size: 9pt; color: #4a5568; margin-left: 5mm; }
.sign { margin-top: 9mm; white-space: pre-wrap; }
@media screen and (max-width: 640px) { thead { display: none; } table, tbody, tr, td { display: block; width: auto; }
  tr { border: 0.3mm solid #9aa7b8; margin: 0 0 2mm; padding: 1mm; } td { border: 0; padding: 0.6mm 1mm; } .no { text-align: left; color: #1f3a5f; }
  td.remark { display: none; } .no, .answer, .serves { width: auto; } .answer { font-size: 12pt; } }
@media print { body { padding: 0 0.4mm; max-width: none; } h2, th { -webkit-print-color-adjust: exact; print-color-adjust: exact; } }
"""


def checklist_html(found: Checklist, lang: Lang = "zh") -> str:
    """The checklist as an HTML page, to print and to fill in."""
    return "\n".join(_page(found, lang)) + "\n"


def _page(found: Checklist, lang: Lang) -> Iterator[str]:
    made = sheet(found, lang)
    yield "<!DOCTYPE html>"
    yield f'<html lang="{"zh-CN" if lang == "zh" else "en"}">'
    yield f'<head><meta charset="utf-8"><title>{escape(made.title)}</title>'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<style>{_STYLE}</style></head>"
    yield "<body>"
    yield f"<h1>{escape(made.title)}</h1>"
    yield from (f'<p class="head">{escape(line)}</p>' for line in made.head)
    yield '<ul class="matters">'
    yield from (f"<li>{escape(line)}</li>" for line in made.matters)
    yield "</ul>"
    for part in made.parts:
        if part is made.filed:
            yield _signed(lang)
        yield from _table(part, lang)
    if made.filed is None:
        yield _signed(lang)
    yield f"<h2>{escape(_said('leads', lang))}</h2>"
    for one in made.found:
        yield from _found(one)
    for group in made.common:
        yield f"<h2>{escape(group.heading)}</h2>"
        yield from _list(group)
    yield from (f'<p class="small">{escape(line)}</p>' for line in made.foot)
    yield "</body>"
    yield "</html>"


def _signed(lang: Lang) -> str:
    """Where those who were there sign: after what is found on the spot, before what follows in the office."""
    return f'<p class="sign">{escape(_said("signatures", lang))}</p>'


def _table(part: Part, lang: Lang) -> Iterator[str]:
    yield f"<h2>{escape(part.heading)}</h2>"
    if part.rows:
        yield "<table><thead><tr>"
        heads = (("no", "number"), ("", "question"), ("answer", "result"), ("serves", "serves"), ("remark", "remark"))
        yield "".join(f'<th class="{kind}">{escape(_said(key, lang))}</th>' for kind, key in heads)
        yield "</tr></thead><tbody>"
        for row in part.rows:
            yield _tr(row)
        yield "</tbody></table>"
    if part.raised:
        boxes = " ".join(f"{_BOX}&nbsp;{escape(label)}" for label in part.raised)
        yield f'<p class="raised">{escape(_said("raised", lang))}{boxes}</p>'


def _tr(row: Row) -> str:
    notes = "".join(f'<div class="small">{escape(line)}</div>' for line in row.notes)
    boxes = "".join(f"<span>{_BOX}{escape(option)}</span>" for option in row.options) + escape(row.blank)
    answers = "".join(f"<div>{mark} {boxes}</div>" for mark in row.answers) or f"<div>{boxes}</div>"
    serves = "".join(f"<div>{escape(line)}</div>" for line in row.serves)
    return (
        f'<tr><td class="no">{row.number}</td><td>{escape(row.label)}{notes}</td><td class="answer">{answers}</td>'
        f'<td class="serves">{serves}</td><td class="remark"></td></tr>'
    )


def _found(one: Found) -> Iterator[str]:
    yield f"<h3>{escape(one.heading)}</h3>"
    yield from (f'<p class="law">{escape(line)}</p>' for line in one.law)
    for group in one.groups:
        yield f'<p class="group">{escape(group.heading)}</p>'
        yield from _list(group)


def _list(group: Group) -> Iterator[str]:
    yield "<ul>"
    for line, below in group.lines:
        whens = "".join(f'<div class="when">{escape(text)}</div>' for text in below)
        yield f"<li>{escape(line)}{whens}</li>"
    yield "</ul>"
