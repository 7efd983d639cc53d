"""Where a record stands in its law: the article, and the paragraph where the article has several.

The index of articles knows how many paragraphs an article has in the version of the record. A lone paragraph is not cited
(第七十四条, not 第七十四条第一款); of one that is not there only the article is cited, and that is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from enforcerules.exchange.clauses.record import Record
from enforcerules.exchange.clauses.report import Remark, remark
from enforcerules.model.articles import ArticleIndex
from enforcerules.model.citation import Citation


def cited(record: Record, articles: ArticleIndex) -> Citation:
    """The place of a record, as its version of the law is numbered."""
    known = _paragraphs(record, articles)
    one = record.citation
    return replace(one, paragraph=None) if known is not None and (known == 1 or _absent(record, known)) else one


def misplaced(record: Record, articles: ArticleIndex) -> Iterator[Remark]:
    """That an article has not the paragraph of its record."""
    known = _paragraphs(record, articles)
    if known is not None and _absent(record, known):
        args = {"paragraph": str(record.citation.paragraph), "count": str(known)}
        yield remark("paragraph_absent", record.law, str(record.id), record.line, **args)


def _paragraphs(record: Record, articles: ArticleIndex) -> int | None:
    one = record.citation
    return articles.paragraphs(record.law, date.fromisoformat(record.version), one.article or 0, one.article_extra)


def _absent(record: Record, known: int) -> bool:
    return record.citation.paragraph is not None and record.citation.paragraph > known
