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

__all__ = ["files_of_articles", "lines_of", "load_articles"]

_FOLDER: Final = "articles"
_START: Final = '{"title": "'


def load_articles(titles: Iterable[str], library: Path | None, sealed: Iterable[bytes] = ()) -> ArticleIndex:
    """The laws of these titles, as far as the index (every `articles/*.jsonl` of the library) knows them.

    A text that two files describe is taken from the one that describes all of it. `sealed`: files of the index that came
    with bundles; what they say goes before the library.
    """
    wanted = {law_key(title) for title in titles}
    found: dict[str, tuple[str, dict[date, LawText]]] = {}
    files = [*sealed, *(content for _, content in _files(library if wanted else None))]
    for title, texts in (row for content in files for row in _rows(wanted, content)):
        known = found.setdefault(law_key(title), (title, {}))[1]
        for text in texts:
            before = known.get(text.published)
            if before is None or not before.whole:
                known[text.published] = text
    laws = {key: Law(title, tuple(texts[day] for day in sorted(texts))) for key, (title, texts) in found.items()}
    return ArticleIndex(laws)


def lines_of(titles: Iterable[str], library: Path | None) -> dict[str, bytes]:
    """The files of the index with the lines of these titles only, by name: what goes into a bundle."""
    wanted = {law_key(title) for title in titles}
    kept = {name: "".join(f"{line}\n" for line in _lines(wanted, content)) for name, content in _files(library)}
    return {name: text.encode() for name, text in kept.items() if text}


def files_of_articles(library: Path) -> tuple[Path, ...]:
    """The files of the index."""
    return tuple(sorted((library / _FOLDER).glob("*.jsonl")))


def _files(library: Path | None) -> Iterator[tuple[str, bytes]]:
    for path in () if library is None else files_of_articles(library):
        yield path.name, path.read_bytes()


def _lines(wanted: set[str], content: bytes) -> Iterator[str]:
    for line in content.decode("utf-8").splitlines():
        if law_key(line[len(_START) : line.find('"', len(_START))]) in wanted:
            yield line


def _rows(wanted: set[str], content: bytes) -> Iterator[tuple[str, list[LawText]]]:
    for line in _lines(wanted, content):
        row = json.loads(line)
        yield row["title"], [decode(date.fromisoformat(day), text) for day, text in row["texts"].items()]
