"""What a provision calls the base of its fine, where the fact has a general name: 骗取金额 for 涉案金额."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from enforcerules.base.limits import NAME_LENGTH
from enforcerules.exchange.clauses.record import Record
from enforcerules.exchange.clauses.report import Remark, remark
from enforcerules.language.lexer import WORDS
from enforcerules.language.vocabulary import Vocabulary

_TERM: Final = re.compile("[㐀-䶿一-鿿A-Za-z0-9、（）]+")
_LEADING: Final = re.compile("^(?:最高不超过|相当于|相当|或者|和|及|、|的|所)+")


@dataclass(frozen=True, slots=True)
class Terms:
    """The names that a provision gives facts, by id, and what could not be named."""

    names: dict[str, str]
    remarks: tuple[Remark, ...]


def terms(record: Record, words: Vocabulary) -> Terms:
    """The terms of a record; several nouns for one fact are joined, and a noun that names another fact is left out."""
    names: dict[str, str] = {}
    remarks: list[Remark] = []
    where = (record.law, str(record.id), record.line)
    for fact, nouns in _nouns(record).items():
        term = "或者".join(nouns)
        if term == words.facts[fact].label:
            continue
        if not _usable(term, fact, words) or term in names.values():
            remarks.append(remark("term_left_out", *where, fact=fact, term=term))
            continue
        if len(nouns) > 1:
            remarks.append(remark("terms_joined", *where, fact=fact, term=term))
        names[fact] = term
    return Terms(names, tuple(remarks))


def _nouns(record: Record) -> dict[str, list[str]]:
    """The nouns for each base that is one fact, without the particles that the records left at their heads."""
    found: dict[str, dict[str, None]] = {}
    for fact, noun in _given(record):
        plain = _LEADING.sub("", noun.strip())
        if plain:
            found.setdefault(fact, {})[plain] = None
    return {fact: list(nouns) for fact, nouns in found.items()}


def _given(record: Record) -> Iterator[tuple[str, str]]:
    for rule in record.rules:
        for fine in rule.fines:
            if fine.base_text is not None and len(fine.base) == 1:
                yield fine.base[0], fine.base_text


def _usable(term: str, fact: str, words: Vocabulary) -> bool:
    other = words.fact_named(term)
    taken = (other is not None and other.id != fact) or term in words.values or term in WORDS
    return not taken and len(term) <= NAME_LENGTH and _TERM.fullmatch(term) is not None
