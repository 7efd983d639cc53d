"""Whether a fact has the same values under two sets of rules; and what was worked out once of parts that many scenes share."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import fields, replace
from typing import Final, TypeVar

from enforcerules.decide.frame import Frame
from enforcerules.model.plain import meant
from enforcerules.model.program import Fact, When
from enforcerules.model.walk import reads_of

T = TypeVar("T")
_NO_VALUE: Final = (
    "id", "label", "en", "also", "note", "proves", "ask", "evaluative", "factors", "direction", "change", "on_unknown",
    "basis", "formula", "ruleset", "evidence", "specifies",
)  # fmt: skip
"""What of a fact says nothing of the values it has: its words, and how it is found (`beside` tells of that)."""


class Kept:
    """What was worked out of parts that many scenes share, by their identity; the parts are kept so that it stays theirs."""

    def __init__(self) -> None:
        """Nothing is worked out yet."""
        self._found: dict[Hashable, tuple[object, object]] = {}

    def get(self, key: Hashable, parts: tuple[object, ...], make: Callable[[], T]) -> T:
        """What was made of these parts under a key, or what `make` makes."""
        whole = (key, *map(id, parts))
        if whole not in self._found:
            self._found[whole] = (parts, make())
        return self._found[whole][1]  # type: ignore[return-value]


def same_fact(name: str, old: Frame, new: Frame, kept: Kept) -> bool:
    """Whether a fact has the same values on both sides, and, where it is reckoned, is reckoned from the same."""
    a, b = old.sliced.facts.get(name), new.sliced.facts.get(name)
    if a is None or b is None or not kept.get("fact", (a, b), lambda: alike(a, b)):
        return False
    if isinstance(a.formula, When) or isinstance(b.formula, When):
        return True  # truths are followed into their conditions, each on its own side
    return all(same_fact(read, old, new, kept) for read in reads_of(a) if a.formula is not None)


def alike(a: Fact, b: Fact) -> bool:
    """Whether two facts have the same values and are reckoned alike, as far as they say so themselves."""
    if _shape(a) != _shape(b):
        return False
    if isinstance(a.formula, When) or isinstance(b.formula, When):
        return True
    return (None if a.formula is None else meant(a.formula)) == (None if b.formula is None else meant(b.formula))


def _shape(fact: Fact) -> tuple[object, ...]:
    """Everything about a fact that bears on its values; what a later model adds counts until it is known not to."""
    bare = replace(fact, values=tuple((key, "") for key, _ in fact.values))
    return tuple((one.name, getattr(bare, one.name)) for one in fields(bare) if one.name not in _NO_VALUE)
