"""YAML as a person would write it: short tables in braces on one line, long ones in block style, keys in a fixed order.

Only texts, lists and tables. Reading what is printed gives the same texts, lists and tables; `Quoted` texts are written in
double quotes, others only where they must be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final
from unicodedata import east_asian_width

WIDTH: Final = 150
"""Columns of a line, a Chinese character counting as two."""

_SPECIAL: Final = "-?:,[]{}#&*!|>'\"%@`~"
_UNSAFE: Final = re.compile(r": |:$| #|[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\"\\]|^\s|\s$|^$")
_IN_FLOW: Final = re.compile(r"[,\[\]{}:?]")
_WORD: Final = re.compile(r"(?:true|false|null|yes|no|on|off|y|n|[-+]?[0-9][0-9_.,]*)", re.IGNORECASE)
_BLOCKS: Final = frozenset({"instruments", "matters"})
"""Sections whose entries stand in block style, however short they are."""

_SECTIONS: Final = frozenset({"kinds", "facts", "derived"})
"""Sections that are set apart even where they fit on one line."""

_TALL: Final = frozenset({"penalties", "limbs"})
"""Keys of lists that are read from top to bottom: an item a line."""
_ESCAPES: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}


class Quoted(str):
    """A text that is written in double quotes, such as the id of a version."""

    __slots__ = ()


def yaml_text(table: Mapping[str, Any]) -> str:
    """A file: its keys in the order given, sections parted by a blank line."""
    parts: list[str] = []
    for key, value in table.items():
        lines = list(_keyed(key, value, 0, tall=key in _BLOCKS))
        parts.append("\n".join(["", *lines] if len(lines) > 1 or key in _SECTIONS else lines))
    return "\n".join(parts) + "\n"


def _keyed(key: str, value: object, indent: int, *, tall: bool = False) -> Iterator[str]:
    """A key and its value: on one line where that fits, else the value below, further in.

    `tall`: the value stands below, and so do its own entries.
    """
    head = f"{' ' * indent}{_scalar(key, flow=False)}:"
    if isinstance(value, str):
        yield f"{head} {_scalar(value, flow=False)}"
    elif not tall and key not in _TALL and _fits(value, _columns(head) + 1):
        yield f"{head} {_flow(value)}"
    else:
        yield head
        yield from _below(value, indent + 2, tall=tall)


def _below(value: object, indent: int, *, tall: bool = False) -> Iterator[str]:
    """A table or a list in block style; `tall`: its entries too."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if tall and isinstance(inner, Mapping):
                yield f"{' ' * indent}{_scalar(key, flow=False)}:"
                yield from _below(inner, indent + 2)
            else:
                yield from _keyed(key, inner, indent)
    elif isinstance(value, Sequence):
        for inner in value:
            yield from _item(inner, indent, tall=tall)


def _item(value: object, indent: int, *, tall: bool) -> Iterator[str]:
    """An item of a list; a table in block style begins on the line of its dash."""
    dash = " " * indent + "- "
    if isinstance(value, str):
        yield dash + _scalar(value, flow=False)
    elif not tall and _fits(value, len(dash)):
        yield dash + _flow(value)
    else:
        first, *others = _below(value, indent + 2)
        yield dash + first[indent + 2 :]
        yield from others


def _fits(value: object, before: int) -> bool:
    if isinstance(value, Mapping) and _TALL & value.keys():
        return False
    return before + _columns(_flow(value)) <= WIDTH


def _columns(text: str) -> int:
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def _flow(value: object) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_scalar(key, flow=True)}: {_flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, str):
        return _scalar(value, flow=True)
    if isinstance(value, Sequence):
        return "[" + ", ".join(map(_flow, value)) + "]"
    raise TypeError(f"no YAML for {type(value).__name__}")


def _scalar(text: str, *, flow: bool) -> str:
    bare = (
        not isinstance(text, Quoted)
        and not _UNSAFE.search(text)
        and text[0] not in _SPECIAL
        and not (flow and _IN_FLOW.search(text))
        and not (_WORD.fullmatch(text) and not _is_value(text))
    )
    return text if bare else '"' + "".join(_escaped(char) for char in text) + '"'


def _is_value(text: str) -> bool:
    """Words that stand for themselves in these files: truths and whole numbers."""
    return text in {"true", "false"} or text.isdigit()


def _escaped(char: str) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    hidden = ord(char) < 0x20 or 0x7F <= ord(char) < 0xA0 or char in "\u2028\u2029\ufeff"
    return f"\\u{ord(char):04x}" if hidden else char
