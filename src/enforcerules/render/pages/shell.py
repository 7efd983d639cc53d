"""The frame that all report pages share: style, heading, tables, lists, and how languages are chosen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from enforcerules.base.catalogue import Lang
from enforcerules.render.pages.markup import Child, Markup, el, joined

STYLE: Final = """
@page { size: A4; margin: 15mm 13mm 15mm 15mm; }
:root { color-scheme: light dark; --ink: #1b1f24; --soft: #57606a; --paper: #ffffff; --panel: #f3f6fa; --edge: #c4ccd6;
  --mark: #1f3a5f; --heavier: #b42318; --lighter: #1f6fb2; --exempt: #2d7a46; --undetermined: #a86400; --otherwise: #6b5aa8;
  --same: #b8c0ca; --unusable: #57606a; }
@media (prefers-color-scheme: dark) { :root { --ink: #e3e7ec; --soft: #9aa5b1; --paper: #14181d; --panel: #1e252d; --edge: #3b4652;
  --mark: #9cc3f2; --heavier: #ff8a7a; --lighter: #74b8f5; --exempt: #78cf94; --undetermined: #f0b454; --otherwise: #b9a8f5;
  --same: #4c5763; --unusable: #9aa5b1; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 62rem; padding: 1.2rem 1rem 3rem; color: var(--ink); background: var(--paper); font-size: 0.95rem;
  line-height: 1.6; font-family: "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", SimHei, sans-serif;
  overflow-wrap: anywhere; }
h1 { font-size: 1.45rem; line-height: 1.35; margin: 0 0 0.2rem; color: var(--mark); }
h2 { font-size: 1.15rem; margin: 2rem 0 0.6rem; padding-bottom: 0.2rem; border-bottom: 2px solid var(--mark); color: var(--mark); break-after: avoid; }
h3 { font-size: 1rem; margin: 1.2rem 0 0.4rem; break-after: avoid; }
p { margin: 0.3rem 0; } ul, ol { margin: 0.3rem 0; padding-left: 1.4rem; } li { margin: 0.15rem 0; } ul.plain { list-style: none; padding-left: 0; }
a { color: var(--mark); } code, pre { font-family: "Noto Sans Mono CJK SC", "Sarasa Mono SC", Consolas, Menlo, monospace; font-size: 0.92em; }
pre { margin: 0.4rem 0; padding: 0.5rem 0.7rem; background: var(--panel); border-left: 3px solid var(--edge); overflow-x: auto; white-space: pre-wrap; }
mark { color: inherit; background: color-mix(in srgb, var(--undetermined) 28%, transparent); border-bottom: 2px solid var(--undetermined); }
.soft { color: var(--soft); font-size: 0.87rem; } nav { font-size: 0.87rem; margin: 0 0 0.8rem; }
table { width: 100%; border-collapse: collapse; margin: 0.4rem 0; font-size: 0.9rem; } caption { text-align: left; font-weight: 600; padding: 0.3rem 0; }
th, td { text-align: left; vertical-align: top; border-bottom: 1px solid var(--edge); padding: 0.35rem 0.5rem; } thead th { background: var(--panel);
  border-bottom: 2px solid var(--edge); font-size: 0.83rem; word-break: keep-all; overflow-wrap: normal; } tr { break-inside: avoid; } thead { display: table-header-group; } td ul { padding-left: 1rem; margin: 0; }
td.num, th.num { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.tiles { display: flex; flex-wrap: wrap; gap: 0.6rem; margin: 0.8rem 0; padding: 0; list-style: none; }
.tiles li { flex: 1 1 7rem; margin: 0; padding: 0.5rem 0.7rem; background: var(--panel); border-radius: 4px; border-left: 4px solid var(--edge); }
.tiles b { display: block; font-size: 1.35rem; line-height: 1.3; }
.item { margin: 0.6rem 0; padding: 0.5rem 0.8rem; border: 1px solid var(--edge); border-left: 4px solid var(--edge); border-radius: 4px; break-inside: avoid-page; }
.nowrap { white-space: nowrap; } .item > p:first-child { margin-top: 0; font-weight: 600; }
.tag { display: inline-block; font-size: 0.78rem; line-height: 1.5; padding: 0 0.4rem; border: 1px solid; border-radius: 3px; white-space: nowrap; font-weight: 400; }
.error, .failed, .broken, .heavier { --of: var(--heavier); } .warning, .unconfirmed, .undetermined, .unclear { --of: var(--undetermined); }
.info, .lighter { --of: var(--lighter); } .passed, .exempt, .met { --of: var(--exempt); } .otherwise, .mixed { --of: var(--otherwise); }
.same, .equal { --of: var(--same); } .unusable, .open { --of: var(--unusable); } .none { --of: var(--soft); }
.tag { color: var(--of, var(--soft)); } .item, .tiles li { border-left-color: var(--of, var(--edge)); } rect { fill: var(--of, var(--edge)); }
svg { display: block; width: 100%; height: 0.9rem; margin: 0.3rem 0; } svg line { stroke: var(--soft); stroke-width: 0.4; }
table.chart td.bar { width: 50%; min-width: 7rem; } .key { display: inline-block; width: 1.4rem; height: 0.7rem; margin: 0 0.35rem 0 0; vertical-align: baseline; }
.key rect { stroke: none; } .legend { display: flex; flex-wrap: wrap; gap: 0.2rem 1rem; margin: 0.3rem 0; font-size: 0.83rem; }
dl { display: grid; grid-template-columns: 7.5rem 1fr; gap: 0.2rem 0.8rem; margin: 0.5rem 0; } dt { color: var(--soft); font-size: 0.87rem; } dd { margin: 0; }
details { margin: 0.3rem 0; } summary { cursor: pointer; color: var(--mark); }
footer { margin-top: 3rem; padding-top: 0.4rem; border-top: 1px solid var(--edge); color: var(--soft); font-size: 0.8rem; }
@media screen and (max-width: 640px) { body { padding: 0.8rem 0.7rem 2rem; } h1 { font-size: 1.2rem; } dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: 0.4rem; }
  table.stack thead { display: none; } table.stack caption, table.stack, table.stack tbody, table.stack tr, table.stack td, table.stack th { display: block; width: auto; text-align: left; white-space: normal; }
  table.stack tr { border: 1px solid var(--edge); border-radius: 4px; margin: 0 0 0.5rem; padding: 0.3rem 0; }
  table.stack td, table.stack th { border: 0; padding: 0.1rem 0.6rem; } table.stack td[data-label]::before { content: attr(data-label); color: var(--soft); font-size: 0.8rem; margin-right: 0.6rem; }
  table.stack td:empty { display: none; } table.chart td.num { display: inline-block; } table.chart td.bar { width: 100%; } }
@media print { :root { color-scheme: light; --ink: #000; --soft: #444; --paper: #fff; --panel: #f0f3f7; --edge: #aab3bd; --mark: #1f3a5f; --heavier: #b42318; --lighter: #1f6fb2;
  --exempt: #2d7a46; --undetermined: #a86400; --otherwise: #6b5aa8; --same: #b8c0ca; --unusable: #57606a; }
  html { font-size: 10pt; } body { padding: 0; max-width: none; } a { text-decoration: none; } .tiles li, thead th, pre, rect { -webkit-print-color-adjust: exact; print-color-adjust: exact; } }
"""


MADE_BY: Final = "enforcerules"
"""The generator that a page names, by which pages of an earlier run are known."""


def document(title: str, body: Iterable[Child], lang: Lang, foot: str = "") -> str:
    """A whole page; ends with a line break."""
    head = el(
        "head",
        el("meta", charset="utf-8"),
        el("title", title),
        el("meta", name="generator", content=MADE_BY),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        Markup(f"<style>{STYLE}</style>"),
    )
    content = el("body", "\n", (joined(one, "\n") for one in body), el("footer", foot) if foot else None, "\n")
    page = el("html", "\n", head, "\n", content, "\n", lang="zh-CN" if lang == "zh" else "en")
    return f"<!DOCTYPE html>\n{page.html}\n"


def grid(heads: Sequence[str], rows: Iterable[Sequence[Child]], numbers: frozenset[int] = frozenset()) -> Markup:
    """A table whose rows become cards on a telephone; `numbers`: columns that are set to the right."""

    def kind(at: int) -> str | None:
        return "num" if at in numbers else None

    head = el("thead", el("tr", (el("th", text, class_=kind(at), scope="col") for at, text in enumerate(heads))))
    body = (
        el("tr", (el("td", cell, class_=kind(at), data_label=heads[at] or None) for at, cell in enumerate(row)), "\n")
        for row in rows
    )
    return el("table", head, "\n", el("tbody", body), class_="stack")


def tiles(figures: Iterable[tuple[str, str, str]]) -> Markup:
    """Figures at a glance: what kind, the figure, what it counts."""
    return el("ul", (el("li", el("b", figure), label, class_=kind) for kind, figure, label in figures), class_="tiles")


def tag(kind: str, text: str) -> Markup:
    """A short label in the colour of a kind."""
    return el("span", text, class_=f"tag {kind}")


def terms(pairs: Iterable[tuple[str, Child]]) -> Markup:
    """Names with what they are; those with nothing are left out."""
    kept = [(name, value) for name, value in pairs if value is not None and value != ""]
    return el("dl", (joined(el("dt", name), el("dd", value)) for name, value in kept))


def prose(text: str) -> Markup:
    """A sentence in which what stands between backticks is what is written in files."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        return joined(text)
    return joined(el("code", part) if at % 2 else part for at, part in enumerate(parts))


def lines(texts: Iterable[Child]) -> Markup:
    """A list."""
    return el("ul", (el("li", one) for one in texts))
