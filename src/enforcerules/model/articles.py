"""Which articles, paragraphs, items and sentences a text of a law has: numbers only, no words of it.

The index (`rulesets/articles/*.jsonl`) holds one law a line, and in it one string for each text that was published:

    text      := article (" " article)* [" *"]          * : other articles exist that are not described
    article   := [number ["-" extra] ":"] body          the number only where it is not the one after the last
    body      := "?" | paragraph ("," paragraph)*       ? : the article is there, its parts are not known
    paragraph := sentences ["!"] ["i" items special*]   ! : it has a proviso (但书)
    special   := "." item ["s" sentences] ["!"]         an item of several sentences, or with a proviso

`2,1!i3.2s2 1 17-1:1` is Article 1 with two paragraphs, the second introducing three items with a proviso, its item 2 of two
sentences; Article 2 of one sentence; Article 17-1 (第十七条之一). The sentences of a paragraph that introduces items are
those of its introduction. Words that follow the items are a paragraph of their own.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal, TypeAlias

from enforcerules.model.citation import Citation

Unit: TypeAlias = Literal["article", "paragraph", "item", "sentence", "proviso"]
Number: TypeAlias = tuple[int, int]
"""An article: its number, and 1 for 之一."""

_MAINLAND = "中华人民共和国"
_MARKS = re.compile("[《》〈〉\\s\u200b]")
_ARTICLE = re.compile(r"(?:(?P<number>[0-9]{1,4})(?:-(?P<extra>[0-9]{1,3}))?:)?(?P<body>\?|[0-9i!.s,]+)")
_PARAGRAPH = re.compile(
    r"(?P<sentences>[0-9]{1,3})(?P<proviso>!?)(?:i(?P<items>[0-9]{1,3})"
    r"(?P<special>(?:\.[0-9]{1,3}(?:s[0-9]{1,3})?!?)*))?"
)
_SPECIAL = re.compile(r"\.(?P<item>[0-9]{1,3})(?:s(?P<sentences>[0-9]{1,3}))?(?P<proviso>!?)")


@dataclass(frozen=True, slots=True)
class Item:
    """An item (项): its sentences, and whether it has a proviso."""

    sentences: int = 1
    proviso: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph (款): the sentences of it or of its introduction, whether that has a proviso, and its items."""

    sentences: int = 1
    proviso: bool = False
    items: tuple[Item, ...] = ()


Article: TypeAlias = tuple[Paragraph, ...]
"""The paragraphs of an article; none when it is only known that the article exists."""


@dataclass(frozen=True, slots=True)
class LawText:
    """A law as it was published on a day. `whole`: what is not among the articles does not exist."""

    published: date
    articles: Mapping[Number, Article]
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Law:
    """A law: its full title, and its texts from the oldest to the newest."""

    title: str
    texts: tuple[LawText, ...]

    def text(self, published: date) -> LawText | None:
        """The text published on a day."""
        return next((one for one in self.texts if one.published == published), None)


@dataclass(frozen=True, slots=True)
class ArticleIndex:
    """Laws by their title or a short name of theirs, as `law_key` folds it."""

    laws: Mapping[str, Law] = field(default_factory=dict)

    def law(self, title: str) -> Law | None:
        """The law of a title, with or without 中华人民共和国."""
        return self.laws.get(law_key(title))

    def paragraphs(self, title: str, published: date | None, article: int, extra: int = 0) -> int | None:
        """How many paragraphs an article has in a text (None: the newest), or None where the index does not know."""
        law = self.law(title)
        text = None if law is None else law.texts[-1] if published is None else law.text(published)
        found = () if text is None else text.articles.get((article, extra), ())
        return len(found) or None


@dataclass(frozen=True, slots=True)
class Missing:
    """What a citation names and a text does not have: `whole` has only `count` of that unit (0 of an article)."""

    unit: Unit
    whole: Citation
    count: int
    near: Citation | None


def law_key(title: str) -> str:
    """A title without 中华人民共和国, brackets and blanks: what two spellings of one law have in common."""
    return _MARKS.sub("", title).replace(_MAINLAND, "")


def exists(citation: Citation, text: LawText) -> bool:
    """Whether a text has the place cited; True where the index cannot tell."""
    return missing(citation, text) is None


def missing(citation: Citation, text: LawText) -> Missing | None:
    """What a text lacks of the place cited, with the nearest place that exists; None when nothing, or not known.

    A citation without a paragraph is met by any paragraph of its article. Sub-items and places that are no article
    are not looked at.
    """
    if citation.article is None:
        return None
    number = (citation.article, citation.article_extra)
    paragraphs = text.articles.get(number)
    name = Citation(citation.instrument)
    if paragraphs is None:
        return Missing("article", name, 0, _nearest_article(citation, text)) if text.whole else None
    if not paragraphs or _met(citation, paragraphs):
        return None
    whole = replace(name, article=number[0], article_extra=number[1])
    return _lacking(citation, whole, paragraphs)


def _met(citation: Citation, paragraphs: Article) -> bool:
    return any(_has(citation, number, one) for number, one in enumerate(paragraphs, 1))


def _has(citation: Citation, number: int, paragraph: Paragraph) -> bool:
    """Whether the place cited lies in this paragraph."""
    if citation.paragraph not in {None, number}:
        return False
    if citation.item is not None:
        if citation.item > len(paragraph.items):
            return False
        item = paragraph.items[citation.item - 1]
        return (citation.sentence or 1) <= item.sentences and (item.proviso or not citation.proviso)
    proviso = paragraph.proviso or any(item.proviso for item in paragraph.items)
    return (citation.sentence or 1) <= paragraph.sentences and (proviso or not citation.proviso)


def _lacking(citation: Citation, whole: Citation, paragraphs: Article) -> Missing:
    """The first unit that is not there, from the paragraph down."""
    near = _nearest(citation, whole, paragraphs)
    here = paragraphs
    if citation.paragraph is not None:
        if citation.paragraph > len(paragraphs):
            return Missing("paragraph", whole, len(paragraphs), near)
        here = paragraphs[citation.paragraph - 1 : citation.paragraph]
        whole = replace(whole, paragraph=citation.paragraph)
    if citation.item is not None:
        most = max(len(one.items) for one in here)
        if citation.item > most:
            return Missing("item", whole, most, near)
        whole = replace(whole, item=citation.item)
    within = replace(citation, proviso=False)
    if citation.sentence is not None and not _met(within, paragraphs):
        parts = [one.items[citation.item - 1] if citation.item else one for one in here if _holds(one, citation.item)]
        return Missing("sentence", whole, max(part.sentences for part in parts), near)
    return Missing("proviso", replace(whole, sentence=citation.sentence), 0, near)


def _holds(paragraph: Paragraph, item: int | None) -> bool:
    return item is None or item <= len(paragraph.items)


def _nearest_article(citation: Citation, text: LawText) -> Citation | None:
    """The article next to one that is not there: the same number without 之一, else the nearest in number."""
    known = sorted(text.articles)
    if not known or citation.article is None:
        return None
    wanted = (citation.article, citation.article_extra)
    at = bisect_left(known, wanted)
    beside = known[max(at - 1, 0) : at + 1]
    number = min(beside, key=lambda one: (abs(one[0] - wanted[0]), abs(one[1] - wanted[1]), one))
    return Citation(citation.instrument, article=number[0], article_extra=number[1])


def _nearest(citation: Citation, whole: Citation, paragraphs: Article) -> Citation | None:
    """The place of the article that differs least: in the fewest of its numbers, then in the lowest by the least.

    A place of the same depth is preferred; where there is none the citation is cut short until one exists.
    """
    for wanted in _shorter(citation):
        places = [one for one in _places(wanted, whole, paragraphs) if _met(one, paragraphs)]
        if places:
            return min(places, key=lambda one: _distance(one, wanted))
    return None


def _shorter(citation: Citation) -> Iterator[Citation]:
    yield citation
    yield replace(citation, proviso=False)
    yield replace(citation, proviso=False, sentence=None)
    yield replace(citation, proviso=False, sentence=None, item=None, subitem=None)


def _places(wanted: Citation, whole: Citation, paragraphs: Article) -> Iterator[Citation]:
    """Every place of the article that is cited as deep as `wanted`, and with its paragraph where only that helps."""
    for number, paragraph in enumerate(paragraphs, 1):
        one = whole if wanted.paragraph is None else replace(whole, paragraph=number)
        items = range(1, len(paragraph.items) + 1) if wanted.item is not None else [None]
        for item in items:
            most = paragraph.sentences if item is None else paragraph.items[item - 1].sentences
            for sentence in range(1, most + 1) if wanted.sentence is not None else [None]:
                yield replace(one, item=item, sentence=sentence, proviso=wanted.proviso)


def _distance(one: Citation, wanted: Citation) -> tuple[int, list[int], Citation]:
    pairs = [(one.paragraph, wanted.paragraph), (one.item, wanted.item), (one.sentence, wanted.sentence)]
    apart = [abs((a or 0) - (b or 0)) for a, b in pairs]
    return sum(1 for gap in apart if gap), apart, one


def decode(published: date, written: str) -> LawText:
    """The text that a string of the index describes; raises ValueError for anything else."""
    articles: dict[Number, Article] = {}
    whole, last = True, 0
    for part in written.split(" "):
        if part == "*":
            whole = False
            continue
        found = _ARTICLE.fullmatch(part)
        if found is None:
            raise ValueError(f"not an article of the index: {part[:40]}")
        number = (int(found["number"]), int(found["extra"] or 0)) if found["number"] else (last + 1, 0)
        last = number[0]
        articles[number] = () if found["body"] == "?" else tuple(map(_paragraph, found["body"].split(",")))
    return LawText(published, articles, whole)


def _paragraph(written: str) -> Paragraph:
    found = _PARAGRAPH.fullmatch(written)
    if found is None:
        raise ValueError(f"not a paragraph of the index: {written[:40]}")
    items = [Item()] * int(found["items"] or 0)
    for one in _SPECIAL.finditer(found["special"] or ""):
        if not 1 <= int(one["item"]) <= len(items):
            raise ValueError(f"not an item of the index: {written[:40]}")
        items[int(one["item"]) - 1] = Item(int(one["sentences"] or 1), bool(one["proviso"]))
    return Paragraph(int(found["sentences"]), bool(found["proviso"]), tuple(items))


def encode(text: LawText) -> str:
    """The string of the index for a text; `decode` reads it back."""
    parts, last = [], 0
    for number, article in sorted(text.articles.items()):
        extra = f"-{number[1]}" if number[1] else ""
        prefix = "" if number == (last + 1, 0) else f"{number[0]}{extra}:"
        parts.append(prefix + (",".join(map(_written, article)) or "?"))
        last = number[0]
    return " ".join(parts if text.whole else [*parts, "*"])


def _written(paragraph: Paragraph) -> str:
    special = "".join(
        f".{number}{f's{item.sentences}' if item.sentences != 1 else ''}{'!' if item.proviso else ''}"
        for number, item in enumerate(paragraph.items, 1)
        if item != Item()
    )
    items = f"i{len(paragraph.items)}{special}" if paragraph.items else ""
    return f"{paragraph.sentences}{'!' if paragraph.proviso else ''}{items}"
