"""Widths of text in columns, and lines broken where Chinese and English allow it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final
from unicodedata import combining, east_asian_width

_NOT_FIRST: Final = frozenset("，。、；：？！）〕】》”’％%,.;:?!)]}…")
_NOT_LAST: Final = frozenset("（〔【《“‘([{")
_RUN: Final = re.compile(r"[!-~‘’“”]+(?:'[!-~]+)*| +|.", re.DOTALL)
_LONGEST: Final = 40


def width(text: str) -> int:
    """Columns of a terminal: two for full-width characters, none for those that combine with the one before."""
    return _columns(text) if len(text) == 1 else sum(map(_columns, text))


@lru_cache(4096)
def _columns(char: str) -> int:
    return 0 if combining(char) else 2 if east_asian_width(char) in {"W", "F"} else 1


def wrapped(text: str, columns: int) -> Iterator[str]:
    """The lines of a text at most so many columns wide; no line begins with a closing mark or ends with an opening one."""
    line: list[str] = []
    filled = 0
    for piece in _pieces(text):
        whole = width(piece)
        if line and filled + (width(piece.rstrip(" ")) if piece[-1] == " " else whole) > columns:
            yield "".join(line).rstrip(" ")
            line, filled = [], 0
        kept = piece if line or piece[0] != " " else piece.lstrip(" ")
        line.append(kept)
        filled += whole if kept is piece else width(kept)
    if any(part.strip(" ") for part in line):
        yield "".join(line).rstrip(" ")


def _pieces(text: str) -> Iterator[str]:
    """Runs that stay together: a word, a character with the marks that cling to it."""
    held = ""
    for token in _tokens(text):
        if held and (token[0] in _NOT_FIRST or held[-1] in _NOT_LAST):
            held += token
        else:
            if held:
                yield held
            held = token
    if held:
        yield held


def _tokens(text: str) -> Iterator[str]:
    """Words, blanks and single characters; a very long word (a digest) comes in parts."""
    for match in _RUN.finditer(text):
        token = match.group()
        for start in range(0, len(token), _LONGEST):
            yield token[start : start + _LONGEST]
