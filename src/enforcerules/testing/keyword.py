"""Choosing examples by name, as pytest's `-k`: words joined by and, or, not (且 或 非) and brackets."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

_TOKEN: Final = re.compile(r"[()（）]|[^\s()（）]+")
_SAME: Final = {"且": "and", "或": "or", "非": "not", "（": "(", "）": ")"}
_DEEPEST: Final = 50
_Fits = Callable[[str], bool]


class NotAnExpressionError(ValueError):
    """A text that is no expression; the message is the word at which reading stopped."""


class Keyword:
    """Whether a name fits an expression: a word fits where it is a part of the name, in any case. Empty fits all."""

    def __init__(self, text: str) -> None:
        """Read the expression.

        Raises:
            NotAnExpressionError: it is none.
        """
        self._words = [_SAME.get(word, word) for word in _TOKEN.findall(text)]
        self._at = 0
        self._depth = 0
        self._fits: _Fits = self._either() if self._words else lambda _: True
        if self._at < len(self._words):
            raise NotAnExpressionError(self._words[self._at])

    def __call__(self, name: str) -> bool:
        """Whether it fits."""
        return self._fits(name.casefold())

    def _next(self) -> str:
        return self._words[self._at] if self._at < len(self._words) else ""

    def _take(self, word: str) -> bool:
        found = self._next() == word
        self._at += found
        return found

    def _either(self) -> _Fits:
        parts = [self._both()]
        while self._take("or"):
            parts.append(self._both())
        return lambda name: any(part(name) for part in parts)

    def _both(self) -> _Fits:
        parts = [self._one()]
        while self._take("and"):
            parts.append(self._one())
        return lambda name: all(part(name) for part in parts)

    def _one(self) -> _Fits:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise NotAnExpressionError("(")
        if self._take("not"):
            inner = self._one()
            made: _Fits = lambda name: not inner(name)  # noqa: E731  one of three ways to make the same thing
        elif self._take("("):
            made = self._either()
            if not self._take(")"):
                raise NotAnExpressionError(self._next() or "…")
        else:
            made = self._word()
        self._depth -= 1
        return made

    def _word(self) -> _Fits:
        word = self._next()
        if word in {"", ")", "and", "or"}:
            raise NotAnExpressionError(word or "…")
        self._at += 1
        return lambda name: word.casefold() in name
