"""A run of example cases as a page: how many went how, what failed and why, what they cover, and all of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from typing import Final

from enforcerules.base.catalogue import Lang
from enforcerules.render.pages.charts import Bar, stacked
from enforcerules.render.pages.markup import Child, Markup, el
from enforcerules.render.pages.shell import document, grid, lines, tag, tiles

_SAY: Final[Mapping[str, tuple[str, str]]] = {
    "title": ("示例案件测试报告", "run of example cases"),
    "rules": ("规则：", "rules: "),
    "failures": ("没有通过的", "what did not pass"),
    "coverage": ("示例对规则的覆盖", "what the examples cover"),
    "by": ("由 {} 个通过的示例得出", "by {} examples that passed"),
    "what": ("项目", "what"),
    "share": ("占比", "share"),
    "met": ("看过", "seen"),
    "percent": ("百分比", "per cent"),
    "missing": ("没有示例的（{} 处）", "without an example ({})"),
    "all_met": ("没有遗漏。", "nothing is missing."),
    "place": ("位置", "where"),
    "part": ("规则、档次、措施", "rule, row, measure"),
    "wanted": ("缺什么", "what is missing"),
    "cites": ("没有案件用到的条文", "citations that no case uses"),
    "all": ("全部示例", "all examples"),
    "verdict": ("结果", "result"),
    "name": ("示例", "example"),
    "why": ("手工推算", "worked by hand"),
}


@dataclass(frozen=True, slots=True)
class ExampleView:
    """An example: its name and file, what came of it, how it was worked by hand, and why it did not pass."""

    name: str
    file: str
    verdict: str
    why: str
    body: str


@dataclass(frozen=True, slots=True)
class FigureView:
    """One figure of coverage."""

    label: str
    met: int
    required: int
    percent: str


@dataclass(frozen=True, slots=True)
class MissingView:
    """A part of the rules of which something is not seen in any case."""

    place: str
    part: str
    wanted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CoverageView:
    """What examples cover, and what they do not."""

    examples: int
    figures: tuple[FigureView, ...]
    missing: tuple[MissingView, ...]
    citations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RunView:
    """A run in words; `verdicts` names what may come of an example."""

    rules: tuple[str, ...]
    verdicts: tuple[tuple[str, str], ...]
    examples: tuple[ExampleView, ...]
    coverage: CoverageView | None


def run_page(view: RunView, lang: Lang) -> str:
    """The run as an HTML page."""
    return document(_say("title", lang), run_body(view, lang), lang)


def _say(key: str, lang: Lang, *args: object) -> str:
    return _SAY[key][0 if lang == "zh" else 1].format(*args)


def run_body(view: RunView, lang: Lang) -> Iterator[Child]:
    """The content of the page, heading included."""
    names = dict(view.verdicts)
    yield el("h1", _say("title", lang))
    yield el("p", _say("rules", lang), ("、" if lang == "zh" else ", ").join(view.rules), class_="soft")
    count = {verdict: sum(one.verdict == verdict for one in view.examples) for verdict in names}
    yield tiles((verdict, str(n), names[verdict]) for verdict, n in count.items() if n or verdict == "passed")
    failed = [one for one in view.examples if one.verdict != "passed"]
    if failed:
        yield el("h2", _say("failures", lang))
        yield from (_failure(one, names, lang) for one in failed)
    if view.coverage is not None:
        yield el("h2", _say("coverage", lang))
        yield from coverage_part(view.coverage, lang)
    yield el("h2", _say("all", lang))
    for folder, group in groupby(view.examples, key=lambda one: one.file.rpartition("/")[0]):
        yield el("h3", folder)
        rows = ((tag(one.verdict, names[one.verdict]), one.name, one.why) for one in group)
        yield grid([_say(key, lang) for key in ("verdict", "name", "why")], rows)


def _failure(one: ExampleView, names: Mapping[str, str], lang: Lang) -> Markup:
    head = el("p", tag(one.verdict, names[one.verdict]), " ", one.name)
    return el("div", head, el("p", one.file, class_="soft"), el("pre", one.body), class_=f"item {one.verdict}")


def coverage_part(one: CoverageView, lang: Lang) -> Iterator[Child]:
    """The figures with their bars, and what is missing."""
    yield el("p", _say("by", lang, one.examples), class_="soft")
    yield figures(one.figures, lang)
    if not one.missing and not one.citations:
        yield el("p", _say("all_met", lang))
        return
    yield el("h3", _say("missing", lang, len(one.missing)))
    rows = ((each.place, each.part, lines(each.wanted)) for each in one.missing)
    yield grid([_say(key, lang) for key in ("place", "part", "wanted")], rows)
    if one.citations:
        yield el("h3", _say("cites", lang))
        yield lines(one.citations)


def figures(found: tuple[FigureView, ...], lang: Lang) -> Markup:
    """Figures of coverage as bars of one length."""
    bars = [
        Bar(
            one.label,
            (("met", _part(one.met, one)), ("same", _part(one.required - one.met, one))),
            (f"{one.met} / {one.required}", one.percent),
        )
        for one in found
        if one.required
    ]
    return stacked("", [_say(key, lang) for key in ("what", "share", "met", "percent")], bars)


def _part(number: int, one: FigureView) -> Fraction:
    return Fraction(number, one.required)
