"""From keys and arguments to text in a language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Final, Protocol

from enforcerules.base.catalogue import Lang
from enforcerules.base.hidden import is_hiding, masked
from enforcerules.base.personal import without_numbers
from enforcerules.model.citation import Citation, print_en, print_zh
from enforcerules.model.decision import MoneyRange
from enforcerules.model.explanation import Arg, Listed, Message, Money, Span, Title, Value, Wanted, Word
from enforcerules.model.numerals import write_cardinal
from enforcerules.render.words import (
    en_documents,
    en_effects,
    en_messages,
    en_terms,
    values_en,
    values_zh,
    zh_documents,
    zh_effects,
    zh_messages,
    zh_terms,
)

MESSAGES: Final[Mapping[Lang, Mapping[str, str]]] = {
    "zh": {**zh_messages.MESSAGES, **zh_effects.EFFECTS, **zh_documents.DOCUMENTS},
    "en": {**en_messages.MESSAGES, **en_effects.EFFECTS, **en_documents.DOCUMENTS},
}
TERMS: Final[Mapping[Lang, Mapping[str, Mapping[str, str]]]] = {"zh": zh_terms.TERMS, "en": en_terms.TERMS}
_PLACE: Final = re.compile(r"\{([a-z0-9_]+)\}")
_BETWEEN: Final[Mapping[Lang, Mapping[str, str]]] = {
    "zh": {"words": "、", "either": "或者", "or": "，或者", "clauses": "；", "nothing": ""},
    "en": {"words": ", ", "either": " or ", "or": ", or ", "clauses": "; ", "nothing": ""},
}


class Values(Protocol):
    """How a language writes values."""

    def day(self, one: date) -> str:
        """A day."""

    def money(self, fen: Fraction) -> str:
        """An amount."""

    def span(self, one: MoneyRange) -> str:
        """A range of money."""

    def value(self, one: Value) -> str:
        """What was observed."""

    def wanted(self, one: Wanted) -> str:
        """What a test asks."""


_VALUES: Final[Mapping[Lang, Values]] = {"zh": values_zh, "en": values_en}


def say(arg: Arg, lang: Lang) -> str:
    """One argument, or a whole message, as text; what people wrote is told by `as_shown`."""
    if isinstance(arg, Message):
        return _message(arg, lang)
    if isinstance(arg, Listed):
        return _BETWEEN[lang][arg.by].join(said for part in arg.parts if (said := say(part, lang)))
    if isinstance(arg, Word):
        return word(arg.group, arg.key, lang)
    if isinstance(arg, Title):
        return _title(arg, lang)
    if isinstance(arg, str):
        return as_shown(arg)
    if isinstance(arg, int):
        return str(arg)
    if isinstance(arg, Citation):
        return print_zh(arg) if lang == "zh" else print_en(arg)
    return _value(arg, lang)


def as_shown(text: str) -> str:
    """What people wrote, without numbers of identity and telephones; characters that cannot be seen, turn the line or steer a terminal are U+FFFD."""
    return masked(without_numbers(text)) if is_hiding(text) else without_numbers(text)


def word(group: str, key: str, lang: Lang) -> str:
    """A term; a key that the catalogue does not know (a ruleset may bring its own) stands for itself."""
    if group == "ordinal":
        return write_cardinal(int(key)) if lang == "zh" else key
    return TERMS[lang][group].get(key, key)


def _message(message: Message, lang: Lang) -> str:
    """A message in its language; a key that a ruleset brought (the kind of an alert) is told by its title."""
    args = dict(message.args)
    template = MESSAGES[lang].get(message.key)
    if template is None:
        return say(args["title"], lang) if "title" in args else message.key
    return _PLACE.sub(lambda place: say(args[place.group(1)], lang) if place.group(1) in args else "…", template)


def _title(title: Title, lang: Lang) -> str:
    texts = dict(title.texts)
    return texts.get(lang) or texts.get("zh") or title.name


def _value(arg: date | Money | Span | Value | Wanted, lang: Lang) -> str:
    values = _VALUES[lang]
    if isinstance(arg, date):
        return values.day(arg)
    if isinstance(arg, Money):
        return values.money(arg.fen)
    if isinstance(arg, Span):
        return values.span(arg.range)
    if isinstance(arg, Wanted):
        return values.wanted(arg)
    return as_shown(values.value(arg)) if arg.fact.type in {"text", "code"} else values.value(arg)
