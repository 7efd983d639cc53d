"""Conditions as values that two sides share: tests, and what is made of them with and, or and not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

Token: TypeAlias = object


class Asking(tuple[Any, ...]):  # noqa: SLOT001  it keeps its hash
    """One test as a value: it is asked for so often that its hash is taken once."""

    def __hash__(self) -> int:
        """As of the tuple."""
        made: int | None = self.__dict__.get("hashed")
        if made is None:
            made = self.__dict__["hashed"] = super().__hash__()
        return made


def tests_in(asked: Token) -> Iterator[tuple[Any, ...]]:
    """The tests of a condition, as values."""
    if isinstance(asked, Asking):
        yield asked
    elif isinstance(asked, tuple):
        for part in asked:
            yield from tests_in(part)


def names_in(asked: Token) -> Iterator[str]:
    """The coordinates that a condition reads."""
    for test in tests_in(asked):
        yield test[1]
