"""A matter as a page of a rulebook: its law, penalties, tables by place, rules, facts, and the examples with their results."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from enforcerules.base.catalogue import Lang
from enforcerules.model.duration import parse_duration
from enforcerules.render.durations import duration_text
from enforcerules.render.pages.examples import ExampleView, FigureView, figures
from enforcerules.render.pages.markup import Child, Markup, el, joined
from enforcerules.render.pages.shell import grid, lines, tag, terms
from enforcerules.render.words import word
from enforcerules.render.words.book_words import said, status
from enforcerules.render.words.matter_words import HEADS, TYPES

Shown = Mapping[str, Any]
"""A part of a matter as plain data (`enforcerules/matter/1`)."""

IN_FULL: Final = frozenset({"exemption", "escalation", "circumstance"})


@dataclass(frozen=True, slots=True)
class PlaceView:
    """What a ruleset adds to a matter: its title, where it holds, its tables and rules."""

    title: str
    territory: str
    tables: tuple[Shown, ...]
    rules: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class ExampleShown:
    """An example of a matter: what was given, and what came of it, outcome by outcome."""

    example: ExampleView
    verdict: str
    given: tuple[str, ...]
    told: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class MatterPage:
    """All that is shown of a matter.

    `later`: the matters that it goes on as, with the address of their pages or none. `seen`: parts that held in some
    example, None where none were run.
    """

    view: Shown
    ruleset: str
    status: str
    later: tuple[tuple[str, str | None], ...]
    places: tuple[PlaceView, ...]
    examples: tuple[ExampleShown, ...]
    figures: tuple[FigureView, ...]
    seen: frozenset[str] | None


def matter_body(page: MatterPage, lang: Lang) -> Iterator[Child]:
    """The content of the page, heading included."""
    view, at = page.view, 0 if lang == "zh" else 1
    yield el("h1", view["title"] or view["id"])
    heads = ((HEADS[key][at], view[key]) for key in ("prohibited_by", "penalised_by", "in_force", "as_of", "note"))
    named = ((said("id", lang), el("code", view["id"])), (HEADS["rulesets"][at], page.ruleset))
    later = [name if href is None else el("a", name, href=href) for name, href in page.later]
    after = (
        said("later", lang),
        joined(joined(" " if at else "", one) for at, one in enumerate(later)) if later else None,
    )
    yield terms((*named, (said("status", lang), status(page.status, lang)), *heads, after))
    if view["elements"]:
        yield el("h2", HEADS["elements"][at])
        yield el("p", view["elements"])
    if view["penalties"]:
        yield el("h2", HEADS["penalties"][at])
        yield _penalties(view["penalties"], lang)
    yield el("h2", HEADS["benchmarks"][at])
    yield from _places(page, lang)
    yield el("h2", said("rules", lang))
    yield from _rules(view["rules"], lang)
    yield el("h2", HEADS["facts"][at])
    yield from _facts(view["facts"], lang)
    if page.seen is not None:
        yield el("h2", said("cases", lang))
        yield from _examples(page, lang)


# ---- penalties and tables ------------------------------------------------------------------------------------


def _penalties(found: Sequence[Shown], lang: Lang) -> Markup:
    rows = (
        (
            joined(one["label"], _aimed(one, lang)),
            word("modality", one["modality"], lang),
            " ".join(part for part in (one["amount"], _length(one["duration"], lang)) if part),
            one["when"] or "",
            one["basis"],
        )
        for one in found
    )
    return grid([said(key, lang) for key in ("what", "modality", "amount", "when", "basis")], rows)


def _length(notation: str | None, lang: Lang) -> str:
    found = None if notation is None else parse_duration(notation)
    return notation or "" if found is None else duration_text(found, lang)


def _aimed(one: Shown, lang: Lang) -> Markup:
    target = None if not one["target"] else el("span", f" → {word('target', one['target'], lang)}", class_="soft")
    branch = None if one["branch"] is None else el("span", f" {said('branch', lang, one['branch'] + 1)}", class_="soft")
    return joined(target, branch)


def _places(page: MatterPage, lang: Lang) -> Iterator[Child]:
    tables = page.view["benchmarks"]
    if not tables and not page.places:
        yield el("p", said("no_table", lang))
    for table in tables:
        yield from _table(table, page.seen, lang)
    for place in page.places:
        where = f"{place.title}（{place.territory}）" if lang == "zh" else f"{place.title} ({place.territory})"
        yield el("h3", said("local", lang, where))
        for table in place.tables:
            yield from _table(table, page.seen, lang)
        if place.rules:
            yield _rule_table(place.rules, lang)


def _table(one: Shown, seen: frozenset[str] | None, lang: Lang) -> Iterator[Child]:
    name = one["id"].partition(":")[0]  # a table that refines several matters is one table
    yield el("h3", one["title"] or name, " ", el("code", name))
    note = tag("warning", said("secondary", lang)) if one["evidence"] == "secondary" else None
    basis = joined(one["basis"], " ", note) if note is not None else one["basis"]
    yield terms(
        (
            (said("basis", lang), basis),
            (said("when", lang), one["when"] or ""),
            (said("in_force", lang), one["in_force"]),
        )
    )
    if one["rows"]:
        keys = ["level", "when", "gives"]
        rows = [_row(row, name, seen, lang) for row in one["rows"]]
        yield grid([*(said(key, lang) for key in keys), *([""] if seen is not None else [])], rows)
    if any(row["gives"][:1] in {"[", "("} for row in one["rows"]):
        yield el("p", said("share.note", lang), class_="soft")
    if one["weights"]:
        yield from _weights(one["weights"], lang)


def _row(row: Shown, table: str, seen: frozenset[str] | None, lang: Lang) -> tuple[Child, ...]:
    when = said("otherwise", lang) if row["otherwise"] else row["when"] or said("plain", lang)
    shown = (word("level", row["level"], lang), when, row["gives"])
    if seen is None:
        return shown
    met = f"{table}/{row['id']}" in seen
    return *shown, tag("met" if met else "none", said("seen" if met else "unseen", lang))


def _weights(one: Shown, lang: Lang) -> Iterator[Child]:
    of = said("weights.span", lang) if one["interpolate"] or not one["of"] else said("weights.of", lang, one["of"])
    yield el("p", said("weights", lang, start=one["start"], of=of))
    rows = (
        (factor["title"] if at == 0 else "", level["when"], level["weight"])
        for factor in one["factors"]
        for at, level in enumerate(factor["levels"])
    )
    yield grid([said(key, lang) for key in ("factor", "when", "weight")], rows, frozenset({2}))


# ---- rules and facts -----------------------------------------------------------------------------------------


def _rules(found: Sequence[Shown], lang: Lang) -> Iterator[Child]:
    """Those that turn what becomes of the party in full, the others by name."""
    full = [one for one in found if one["stage"] in IN_FULL]
    others = [one for one in found if one["stage"] not in IN_FULL]
    if full:
        yield _rule_table(full, lang)
    if others:
        names = (f"{word('stage', one['stage'], lang)}：{one['title'] or one['id']}" for one in others)
        yield el("details", el("summary", said("other_rules", lang, len(others))), lines(names))


def _rule_table(found: Iterable[Shown], lang: Lang) -> Markup:
    rows = (
        (
            one["title"] or one["id"],
            f"{word('modality', one['strength'], lang)} {one['effect']}",
            one["when"] or "",
            one["basis"],
        )
        for one in found
    )
    return grid([said(key, lang) for key in ("rule", "effect", "when", "basis")], rows)


def _facts(found: Sequence[Shown], lang: Lang) -> Iterator[Child]:
    at = 0 if lang == "zh" else 1
    asked = [one for one in found if one["ask"] != "if_raised"]
    rows = (
        (
            one["label"],
            f"{TYPES[one['type']][at]}（{one['unit']}）" if one["unit"] else TYPES[one["type"]][at],
            word("who", "person" if one["evaluative"] else one["proves"], lang),
            one["values"] or "",
        )
        for one in asked
    )
    yield grid([said(key, lang) for key in ("fact", "type", "who", "values")], rows)
    raised = [one["label"] for one in found if one["ask"] == "if_raised"]
    if raised:
        yield el(
            "details",
            el("summary", said("raised", lang, len(raised))),
            el("p", ("、" if at == 0 else ", ").join(raised)),
        )


# ---- examples ------------------------------------------------------------------------------------------------


def _examples(page: MatterPage, lang: Lang) -> Iterator[Child]:
    if not page.examples:
        yield el("p", said("no_cases", lang))
    if page.figures:
        yield el("h3", said("coverage", lang))
        yield figures(page.figures, lang)
    for one in page.examples:
        yield _example(one, lang)


def _example(one: ExampleShown, lang: Lang) -> Markup:
    results = [el("div", told[0], lines(told[1:]) if told[1:] else None) for told in one.told]
    between = "；" if lang == "zh" else "; "
    shown = terms(
        (
            (said("given", lang), between.join(one.given)),
            (said("result", lang), joined(results) if results else None),
            (said("why", lang), one.example.why),
        )
    )
    head = el("p", tag(one.example.verdict, one.verdict), " ", one.example.name)
    body = el("pre", one.example.body) if one.example.body else None
    return el("div", head, shown, body, class_=f"item {one.example.verdict}")
