"""Lengths of time in words: 10日, ten days."""

from __future__ import annotations

from enforcerules.base.catalogue import Lang
from enforcerules.model.duration import Duration, print_duration
from enforcerules.model.told import duration
from enforcerules.render.words import say


def duration_text(one: Duration, lang: Lang) -> str:
    """A length, or from how much to how much."""
    return print_duration(one) if lang == "zh" else say(duration(one), lang)
