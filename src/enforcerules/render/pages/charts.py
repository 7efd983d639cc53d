"""Bars as inline SVG beside their figures in a table, so that the figures are read where colours and pictures are not.

A bar stretches with its column; all text is HTML, so it keeps its size on a telephone. Lengths are exact shares, written
with two decimals, rounded to the nearest.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from enforcerules.render.pages.markup import Child, Markup, el

_WHOLE = 100


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of a chart: what it is about, its parts by kind, and what is written beside it."""

    label: Child
    parts: tuple[tuple[str, Fraction], ...]
    said: tuple[str, ...]


def stacked(caption: str, heads: Sequence[str], bars: Sequence[Bar]) -> Markup:
    """Parts one after the other; the longest bar is as wide as its column."""
    most = max((sum((size for _, size in bar.parts), Fraction(0)) for bar in bars), default=Fraction(0))
    return _chart(caption, heads, ((bar, _in_a_row(bar, most)) for bar in bars))


def signed(caption: str, heads: Sequence[str], bars: Sequence[Bar]) -> Markup:
    """Parts above each other, from a line in the middle: to the left what is less than nothing."""
    most = max((abs(size) for bar in bars for _, size in bar.parts), default=Fraction(0))
    return _chart(caption, heads, ((bar, _from_the_middle(bar, most)) for bar in bars))


def legend(kinds: Iterable[tuple[str, str]]) -> Markup:
    """What each colour stands for."""
    return el("p", (el("span", key(kind), name) for kind, name in kinds), class_="legend")


def key(kind: str) -> Markup:
    """A patch of a colour."""
    patch = el("rect", class_=kind, x="0", y="0", width="100", height="10")
    return el("svg", patch, class_="key", viewBox="0 0 100 10", preserveAspectRatio="none", aria_hidden="true")


def _chart(caption: str, heads: Sequence[str], rows: Iterable[tuple[Bar, Markup]]) -> Markup:
    head = (el("th", text, scope="col", class_="num" if at > 1 else None) for at, text in enumerate(heads))
    body = (
        el(
            "tr",
            el("th", bar.label, scope="row"),
            el("td", drawn, class_="bar"),
            (el("td", text, class_="num", data_label=heads[at]) for at, text in enumerate(bar.said, 2)),
            "\n",
        )
        for bar, drawn in rows
    )
    named = el("caption", caption) if caption else None
    return el("table", named, el("thead", el("tr", head)), "\n", el("tbody", body), class_="chart stack")


def _in_a_row(bar: Bar, most: Fraction) -> Markup:
    at, drawn = Fraction(0), []
    for kind, size in bar.parts:
        if size > 0:
            wide = size * _WHOLE / most
            drawn.append(_rect(kind, at, wide, ("0", "10")))
            at += wide
    return _svg(drawn)


def _from_the_middle(bar: Bar, most: Fraction) -> Markup:
    half, high = Fraction(_WHOLE, 2), 10 // max(len(bar.parts), 1)
    drawn = [el("line", x1="50", y1="0", x2="50", y2="10")]
    for number, (kind, size) in enumerate(bar.parts):
        if size:
            wide = abs(size) * half / most
            drawn.append(_rect(kind, half if size > 0 else half - wide, wide, (str(number * high), str(high))))
    return _svg(drawn)


def _rect(kind: str, at: Fraction, wide: Fraction, rows: tuple[str, str]) -> Markup:
    return el("rect", class_=kind, x=_number(at), y=rows[0], width=_number(wide), height=rows[1])


def _svg(drawn: Iterable[Child]) -> Markup:
    return el("svg", drawn, viewBox="0 0 100 10", preserveAspectRatio="none", aria_hidden="true")


def _number(value: Fraction) -> str:
    cents = round(value * 100)
    return f"{cents // 100}.{cents % 100:02d}"
