"""What `check` found as a page: how much of what, then file by file, each with its lines and what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from typing import Final

from enforcerules.base.catalogue import Lang, help_text, label_text, message
from enforcerules.base.diagnostics import Diagnostic, Label, Report
from enforcerules.base.source import Span
from enforcerules.render.diagnostics import cut, split
from enforcerules.render.pages.markup import Child, Markup, el, joined
from enforcerules.render.pages.shell import document, grid, prose, tag, tiles

_SAY: Final[Mapping[str, tuple[str, str]]] = {
    "title": ("规则检查报告", "check of rules"),
    "none": ("没有发现问题。", "No problems found."),
    "rules": ("检查的规则：", "rules: "),
    "error": ("错误", "errors"),
    "warning": ("警告", "warnings"),
    "info": ("提示", "remarks"),
    "of.error": ("错误", "error"),
    "of.warning": ("警告", "warning"),
    "of.info": ("提示", "info"),
    "codes": ("按编号", "by code"),
    "code": ("编号", "code"),
    "kind": ("程度", "severity"),
    "count": ("处", "times"),
    "example": ("其中一处", "one of them"),
    "files": ("按文件", "by file"),
    "nowhere": ("不在某个文件里的", "in no file"),
    "help": ("建议：", "help: "),
    "line": ("第{}行第{}列", "line {} column {}"),
}
_SEVERITIES: Final = ("error", "warning", "info")

Named = Callable[[str], str]
"""How a file is called on the page."""


def check_page(
    report: Report, rules: tuple[str, ...], lang: Lang, sources: Mapping[str, str], named: Named = str
) -> str:
    """The report as an HTML page; `rules`: what was checked, `sources`: the text of the files it speaks of."""
    return document(_say("title", lang), _body(report, rules, lang, _Places(sources, named)), lang)


class _Places:
    def __init__(self, sources: Mapping[str, str], named: Named) -> None:
        self.lines = {name: split(source) for name, source in sources.items()}
        self.named = named


def _say(key: str, lang: Lang) -> str:
    return _SAY[key][0 if lang == "zh" else 1]


def _body(report: Report, rules: tuple[str, ...], lang: Lang, places: _Places) -> Iterator[Child]:
    found = report.diagnostics
    yield el("h1", _say("title", lang))
    yield el("p", _say("rules", lang), ("、" if lang == "zh" else ", ").join(rules), class_="soft")
    counts = {severity: sum(one.severity == severity for one in found) for severity in _SEVERITIES}
    yield tiles((severity if n else "met", str(n), _say(severity, lang)) for severity, n in counts.items())
    if not found:
        yield el("p", _say("none", lang))
        return
    yield el("h2", _say("codes", lang))
    yield _codes(found, lang)
    yield el("h2", _say("files", lang))
    for file, group in groupby(found, key=lambda one: "" if one.span is None else one.span.file):
        yield el("h3", places.named(file) if file else _say("nowhere", lang))
        yield from (_one(one, lang, places) for one in group)


def _codes(found: tuple[Diagnostic, ...], lang: Lang) -> Markup:
    by_code: dict[str, list[Diagnostic]] = {}
    for one in found:
        by_code.setdefault(one.code, []).append(one)
    ordered = sorted(by_code.items(), key=lambda item: (_SEVERITIES.index(item[1][0].severity), item[0]))
    rows = (
        (
            tag(many[0].severity, _say(f"of.{many[0].severity}", lang)),
            el("code", code, class_="nowrap"),
            str(len(many)),
            prose(message(many[0], lang)),
        )
        for code, many in ordered
    )
    heads = [_say(key, lang) for key in ("kind", "code", "count", "example")]
    return grid(heads, rows, frozenset({2}))


def _one(one: Diagnostic, lang: Lang, places: _Places) -> Markup:
    head = el("p", tag(one.severity, f"{_say(f'of.{one.severity}', lang)} {one.code}"), " ", prose(message(one, lang)))
    return el(
        "div",
        head,
        None if one.span is None else _place(one.span, lang, places),
        (_label(label, lang, places) for label in one.labels),
        (el("p", _say("help", lang), prose(text)) for text in help_text(one, lang).splitlines()),
        class_=f"item {one.severity}",
    )


def _label(label: Label, lang: Lang, places: _Places) -> Markup:
    """A second place that a diagnostic speaks of."""
    file = f"→ {places.named(label.span.file)}{'：' if lang == 'zh' else ': '}"
    return joined(el("p", file, label_text(label.key, lang)), _place(label.span, lang, places))


def _place(span: Span, lang: Lang, places: _Places) -> tuple[Markup, ...]:
    where = el("p", _say("line", lang).format(span.line, span.column), class_="soft")
    parts = cut(span, places.lines)
    if parts is None:
        return (where,)
    before, inside, after = parts
    return where, el("pre", f"{before.lstrip()}", el("mark", inside) if inside else "▸", after)
