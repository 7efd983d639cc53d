"""A comparison of rules as a page: whom it hits with charts, then region by region what followed and what follows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final
from urllib.parse import quote

from enforcerules.base.catalogue import Lang
from enforcerules.render.pages.charts import Bar, legend, signed, stacked
from enforcerules.render.pages.markup import Child, Markup, el
from enforcerules.render.pages.shell import document, grid, lines, tag, terms, tiles

Counted = tuple[tuple[str, int], ...]
_MOST: Final = 400
"""Regions of a matter on a page."""

_SAY: Final[Mapping[str, tuple[str, str]]] = {
    "title": ("规则变动影响报告", "what a change of rules leads to"),
    "old": ("原来的规则", "older rules"),
    "new": ("现在的规则", "newer rules"),
    "regions": ("哪些案件结果不同", "where results differ"),
    "chart.regions": ("各事项中结果不同之处的数目", "regions of different results, by matter"),
    "matter": ("事项", "matter"),
    "share": ("构成", "made up of"),
    "moving": ("变动", "moving"),
    "of": ("案件", "cases"),
    "number": ("处", "regions"),
    "cases": ("对所给案件的影响", "what becomes of the cases given"),
    "chart.matters": ("案件数，按事项", "cases, by matter"),
    "chart.tiers": ("案件数，按原来的阶次", "cases, by tier under the older rules"),
    "money.matters": ("罚款的变动，按事项", "how fines move, by matter"),
    "money.tiers": ("罚款的变动，按原来的阶次", "how fines move, by tier under the older rules"),
    "tier": ("原来的阶次", "tier before"),
    "change": ("减少｜增加", "less | more"),
    "least": ("下限合计", "least in all"),
    "most": ("上限合计", "most in all"),
    "unreckoned": ("数额不能计算的", "without sums"),
    "money.note": ("上一条为下限合计的变动，下一条为上限合计的变动；向右为增加，向左为减少。一方的数额没有上限、未定或者由人决定的案件不计入。", "the upper bar is how the minima move in all, the lower one how the maxima do; to the right is more. Cases without a bound, open or left to a person on a side are not counted."),
    "between": ("阶次的去向", "from tier to tier"),
    "to": ("现在的阶次", "tier now"),
    "list": ("有变动的案件", "cases that move"),
    "case": ("案件", "case"),
    "move": ("变动", "which way"),
    "none_move": ("所给的案件，结果都不变。", "none of the cases given comes out otherwise."),
    "more": ("还有{}处没有列出，见 --format json。", "{} more are not shown: see --format json."),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class RegionView:
    """A region: the facts, heavier or lighter (a kind and in words), and rows of what is said (name or none, text)."""

    where: str
    verdict: str
    verdict_said: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class MatterView:
    """A matter: `presence` where it is new or gone, its regions, and what is said beside them."""

    id: str
    title: str
    presence: str
    counts: Counted
    regions: tuple[RegionView, ...]
    beside: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A row of the charts: counts by move, how the minima and maxima of fines move in 分 and in words."""

    label: str
    counts: Counted
    sums: tuple[Fraction, Fraction]
    said: tuple[str, str]
    unreckoned: int

    @property
    def moving(self) -> int:
        """How many do not stay as they are."""
        return sum(number for move, number in self.counts if move != "same")


@dataclass(frozen=True, slots=True)
class CaseMoved:
    """A case that moves, in words."""

    case: str
    matter: str
    move: str
    move_said: str
    old: str
    new: str
    least: str
    most: str


@dataclass(frozen=True, slots=True)
class CasesView:
    """The cases given: in all, by matter, by tier, from tier to tier, and those that move."""

    total: Drawn
    moves: tuple[tuple[str, str], ...]
    matters: tuple[Drawn, ...]
    tiers: tuple[Drawn, ...]
    between: tuple[tuple[str, str, int], ...]
    moving: tuple[CaseMoved, ...]


@dataclass(frozen=True, slots=True)
class DiffView:
    """The whole comparison in words; `verdicts` names the kinds of regions, `cases` is there where cases were given."""

    old: str
    new: str
    said: str
    verdicts: tuple[tuple[str, str], ...]
    regions: Counted
    matters: tuple[MatterView, ...]
    cases: CasesView | None


def diff_page(view: DiffView, lang: Lang) -> str:
    """The comparison as an HTML page."""
    return document(_say("title", lang), _body(view, lang), lang)


def _say(key: str, lang: Lang, *args: object) -> str:
    return _SAY[key][0 if lang == "zh" else 1].format(*args)


def _body(view: DiffView, lang: Lang) -> Iterator[Child]:
    yield el("h1", _say("title", lang))
    yield terms(((_say("old", lang), view.old), (_say("new", lang), view.new)))
    yield el("p", view.said)
    if view.cases is not None:
        yield el("h2", _say("cases", lang))
        yield from _cases(view.cases, lang)
    if view.matters:
        yield el("h2", _say("regions", lang))
        yield from _overview(view, lang)
    for one in view.matters:
        yield from _matter(one, lang)


# ---- regions -------------------------------------------------------------------------------------------------


def _overview(view: DiffView, lang: Lang) -> Iterator[Child]:
    names = dict(view.verdicts)
    yield tiles((kind, str(number), names[kind]) for kind, number in view.regions)
    found = [one for one in view.matters if one.counts]
    if found:
        heads = [_say(key, lang) for key in ("matter", "share", "number")]
        bars = [
            Bar(el("a", one.title or one.id, href=f"#{quote(_anchor(one.id))}"), *_parts(one.counts)) for one in found
        ]
        yield stacked(_say("chart.regions", lang), heads, bars)
        yield legend((kind, names[kind]) for kind, _ in view.regions)


def _parts(counts: Counted) -> tuple[tuple[tuple[str, Fraction], ...], tuple[str, ...]]:
    return tuple((kind, Fraction(number)) for kind, number in counts), (str(sum(number for _, number in counts)),)


def _anchor(matter: str) -> str:
    return f"m-{matter}"


def _matter(one: MatterView, lang: Lang) -> Iterator[Child]:
    yield el("h3", one.title or one.id, " ", el("code", one.id), id=_anchor(one.id))
    if one.presence:
        yield el("p", one.presence)
    yield from (_region(number, region) for number, region in enumerate(one.regions[:_MOST], 1))
    if len(one.regions) > _MOST:
        yield el("p", _say("more", lang, len(one.regions) - _MOST))
    if one.beside:
        yield lines(one.beside)


def _region(number: int, one: RegionView) -> Markup:
    remarks = (el("p", text, class_="soft") for name, text in one.rows if not name)
    return el(
        "div",
        el("p", f"{number}. {one.where} ", tag(one.verdict, one.verdict_said)),
        terms((name, text) for name, text in one.rows if name),
        remarks,
        class_=f"item {one.verdict}",
    )


# ---- cases ---------------------------------------------------------------------------------------------------


def _cases(one: CasesView, lang: Lang) -> Iterator[Child]:
    names = dict(one.moves)
    yield tiles((kind, str(number), names[kind]) for kind, number in one.total.counts)
    if not one.total.moving:
        yield el("p", _say("none_move", lang))
        return
    heads = ("least", "most", "unreckoned")
    figures = (*one.total.said, str(one.total.unreckoned) if one.total.unreckoned else "")
    yield terms((_say(key, lang), said) for key, said in zip(heads, figures, strict=True))
    yield from _charts("matters", "matter", one.matters, one, lang)
    yield from _charts("tiers", "tier", one.tiers, one, lang)
    yield el("p", _say("money.note", lang), class_="soft")
    yield el("h3", _say("between", lang))
    rows = ((old, new, str(number)) for old, new, number in one.between)
    yield grid([_say(key, lang) for key in ("tier", "to", "of")], rows, frozenset({2}))
    yield el("h3", _say("list", lang))
    yield _moving(one.moving, lang)


def _charts(what: str, first: str, drawn: Sequence[Drawn], one: CasesView, lang: Lang) -> Iterator[Child]:
    moving = [each for each in drawn if each.moving]
    bars = [Bar(each.label, *_of_moves(each)) for each in moving]
    yield stacked(_say(f"chart.{what}", lang), [_say(key, lang) for key in (first, "share", "moving", "of")], bars)
    met = {kind for each in moving for kind, _ in each.counts}
    yield legend((kind, name) for kind, name in one.moves if kind in met)
    money = [Bar(each.label, _signs(each.sums), each.said) for each in moving if any(each.sums)]
    if money:
        heads = [_say(key, lang) for key in (first, "change", "least", "most")]
        yield signed(_say(f"money.{what}", lang), heads, money)


def _of_moves(one: Drawn) -> tuple[tuple[tuple[str, Fraction], ...], tuple[str, ...]]:
    parts, (total,) = _parts(one.counts)
    return parts, (str(one.moving), total)


def _signs(sums: tuple[Fraction, Fraction]) -> tuple[tuple[str, Fraction], ...]:
    return tuple(("heavier" if each > 0 else "lighter", each) for each in sums)


def _moving(found: Sequence[CaseMoved], lang: Lang) -> Markup:
    keys = ("move", "case", "matter", "tier", "to", "least", "most")
    rows = (
        (tag(one.move, one.move_said), one.case, one.matter, one.old, one.new, one.least, one.most) for one in found
    )
    return grid([_say(key, lang) for key in keys], rows, frozenset({5, 6}))
