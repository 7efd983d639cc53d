"""A rulebook as pages that link to one another: contents, a page for each matter, what is not penalised, examples and coverage."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from enforcerules.base.catalogue import Lang
from enforcerules.render.pages.examples import RunView, figures, run_body
from enforcerules.render.pages.markup import Child, Markup, el, joined
from enforcerules.render.pages.matter import MatterPage, matter_body
from enforcerules.render.pages.shell import document, grid, lines, tag, terms, tiles
from enforcerules.render.words.book_words import said, status

INDEX, LISTS, RUN, MATTERS = "index.html", "no-penalty.html", "examples.html", "matters"


@dataclass(frozen=True, slots=True)
class Entry:
    """A matter in the contents; `file`: its page, below the folder of matters."""

    id: str
    title: str
    file: str
    law: str
    tables: int
    passed: int
    others: int


@dataclass(frozen=True, slots=True)
class RulesetView:
    """A ruleset in the contents."""

    id: str
    title: str
    status: str
    territory: str
    about: str
    matters: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class ListRule:
    """A rule by which no penalty follows; `named`: what it says of matters, nothing where it is for all of them."""

    id: str
    title: str
    when: str
    effect: str
    shall: bool
    basis: str
    secondary: bool
    matters: tuple[Entry, ...]
    named: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListView:
    """The rules of one ruleset by which no penalty follows."""

    title: str
    territory: str
    rules: tuple[ListRule, ...]


@dataclass(frozen=True, slots=True)
class Book:
    """The whole rulebook; `run` is there where its examples were run."""

    title: str
    digest: str
    rulesets: tuple[RulesetView, ...]
    lists: tuple[ListView, ...]
    pages: tuple[tuple[Entry, MatterPage], ...]
    run: RunView | None


def book_pages(book: Book, lang: Lang) -> Iterator[tuple[str, str]]:
    """Every page: its path with slashes, relative to the folder, and its text."""
    yield INDEX, _page(book, book.title, _index(book, lang), "", lang)
    yield LISTS, _page(book, said("lists", lang), _lists(book, lang), "", lang)
    if book.run is not None:
        yield RUN, _page(book, said("run", lang), run_body(book.run, lang), "", lang)
    for entry, page in book.pages:
        yield f"{MATTERS}/{entry.file}", _page(book, entry.title or entry.id, matter_body(page, lang), "../", lang)


def _page(book: Book, title: str, body: Iterator[Child], up: str, lang: Lang) -> str:
    files = [
        (INDEX, book.title),
        (LISTS, said("lists", lang)),
        *([(RUN, said("run", lang))] if book.run is not None else []),
    ]
    links = (joined(" · " if at else "", el("a", name, href=up + file)) for at, (file, name) in enumerate(files))
    return document(title, [el("nav", links), *body], lang, said("foot", lang, book.digest))


def link(entry: Entry, up: str = "") -> Markup:
    """To the page of a matter."""
    return el("a", entry.title or entry.id, href=f"{up}{MATTERS}/{quote(entry.file)}")


# ---- contents ------------------------------------------------------------------------------------------------


def _index(book: Book, lang: Lang) -> Iterator[Child]:
    yield el("h1", book.title)
    yield tiles(_figures(book, lang))
    if book.run is not None and book.run.coverage is not None:
        yield figures(book.run.coverage.figures, lang)
    for ruleset in book.rulesets:
        yield el("h2", ruleset.title)
        yield terms(
            (
                (said("id", lang), el("code", ruleset.id)),
                (said("status", lang), status(ruleset.status, lang)),
                (said("territory", lang), ruleset.territory),
                (said("about", lang), ruleset.about),
            )
        )
        yield (
            _matters(ruleset, lang, run=book.run is not None) if ruleset.matters else el("p", said("no_matters", lang))
        )


def _figures(book: Book, lang: Lang) -> Iterator[tuple[str, str, str]]:
    yield "info", str(len(book.rulesets)), said("n.rulesets", lang)
    yield "info", str(len(book.pages)), said("n.matters", lang)
    tables = sum(len(page.view["benchmarks"]) + sum(len(p.tables) for p in page.places) for _, page in book.pages)
    yield "info", str(tables), said("n.tables", lang)
    yield "info", str(sum(len(one.rules) for one in book.lists)), said("n.lists", lang)
    if book.run is not None:
        passed = sum(one.verdict == "passed" for one in book.run.examples)
        yield "passed", str(passed), said("n.passed", lang)
        if passed < len(book.run.examples):
            yield "failed", str(len(book.run.examples) - passed), said("n.failed", lang)


def _matters(ruleset: RulesetView, lang: Lang, *, run: bool) -> Markup:
    rows = (
        (
            link(one),
            one.law,
            str(one.tables),
            *((f"{one.passed}" if not one.others else f"{one.passed} / {one.passed + one.others}",) if run else ()),
        )
        for one in ruleset.matters
    )
    heads = [said(key, lang) for key in ("matter", "law", "tables", *(("cases",) if run else ()))]
    return grid(heads, rows, frozenset({2, 3}))


# ---- what is not penalised -----------------------------------------------------------------------------------


def _lists(book: Book, lang: Lang) -> Iterator[Child]:
    yield el("h1", said("lists", lang))
    yield el("p", said("lists.intro", lang), class_="soft")
    for one in book.lists:
        yield el("h2", f"{one.title}（{one.territory}）" if lang == "zh" else f"{one.title} ({one.territory})")
        keys = ("lists.rule", "lists.when", "lists.for", "lists.effect", "basis")
        yield grid([said(key, lang) for key in keys], (_rule(rule, lang) for rule in one.rules))


def _rule(one: ListRule, lang: Lang) -> tuple[Child, ...]:
    basis = joined(one.basis, " ", tag("warning", said("secondary", lang)) if one.secondary else None)
    found: list[Markup] = [link(each) for each in one.matters] or [el("code", name) for name in one.named]
    matters = lines(found) if found else said("every", lang)
    effect = f"{said('shall' if one.shall else 'may', lang)} {one.effect}"
    return joined(one.title, " ", el("code", one.id)), one.when, matters, effect, basis
