"""The index of articles, read from the shipped library: only the laws that are asked for.

A line of the index is looked at as text until its title is wanted; only then is it parsed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Final

from enforcerules.model.articles import ArticleIndex, Law, LawText, decode, law_key

__all__ = ["load_articles"]

_FOLDER: Final = "articles"
_START: Final = '{"title": "'


def load_articles(titles: Iterable[str], library: Path | None) -> ArticleIndex:
    """The laws of these titles, as far as the index (every `articles/*.jsonl` of the library) knows them.

    A text that two files describe is taken from the one that describes all of it.
    """
    wanted = {law_key(title) for title in titles}
    found: dict[str, tuple[str, dict[date, LawText]]] = {}
    for title, texts in _rows(wanted, library):
        known = found.setdefault(law_key(title), (title, {}))[1]
        for text in texts:
            before = known.get(text.published)
            if before is None or not before.whole:
                known[text.published] = text
    laws = {key: Law(title, tuple(texts[day] for day in sorted(texts))) for key, (title, texts) in found.items()}
    return ArticleIndex(laws)


def _rows(wanted: set[str], library: Path | None) -> Iterator[tuple[str, list[LawText]]]:
    for path in () if library is None or not wanted else sorted((library / _FOLDER).glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if law_key(line[len(_START) : line.find('"', len(_START))]) in wanted:
                row = json.loads(line)
                yield row["title"], [decode(date.fromisoformat(day), text) for day, text in row["texts"].items()]
