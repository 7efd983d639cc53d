"""Characters that deceive the eye: not shown, shown in another order, or shown differently on every machine.

The classes are written out as ranges, not taken from the Unicode data of the running Python, so that a file is accepted
or refused alike on all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

__all__ = ["Hidden", "HiddenKind", "hidden", "is_hiding", "masked", "visible"]

HiddenKind = Literal["invisible", "control", "private", "surrogate"]

_INVISIBLE: Final = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff"
)
_CONTROL: Final = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029"
_PRIVATE: Final = "\ue000-\uf8ff\ufdd0-\ufdef\ufffd-\uffff\U000f0000-\U0010ffff"
_SURROGATE: Final = "\ud800-\udfff"

_HIDDEN: Final = re.compile(
    f"(?P<invisible>[{_INVISIBLE}])|(?P<control>[{_CONTROL}])|(?P<private>[{_PRIVATE}])|(?P<surrogate>[{_SURROGATE}])"
)
_ANY: Final = re.compile(f"[{_INVISIBLE}{_CONTROL}{_PRIVATE}{_SURROGATE}]")
_SPELLED: Final = re.compile(f"[{_INVISIBLE}{_CONTROL}{_PRIVATE}{_SURROGATE}\t\r\n]")
_MASK: Final = "\ufffd"
_SHORT: Final = {"\t": "\\t", "\r": "\\r", "\n": "\\n"}
_LAST_BMP: Final = 0xFFFF


class Hidden(NamedTuple):
    """One such character: where it is in the text (from 0), its class and its code point as `U+200B`."""

    at: int
    kind: HiddenKind
    point: str


def hidden(text: str) -> Iterator[Hidden]:
    """All such characters of a text, in order. Tab, carriage return and line feed are not among them."""
    for found in _HIDDEN.finditer(text):
        kind: HiddenKind = found.lastgroup  # type: ignore[assignment]  # the groups are named by the kinds
        yield Hidden(found.start(), kind, f"U+{ord(found.group()):04X}")


def is_hiding(text: str) -> bool:
    """Whether a text has any such character."""
    return _ANY.search(text) is not None


def masked(text: str) -> str:
    """The text with each such character replaced by U+FFFD, so that positions stay."""
    return _HIDDEN.sub(_MASK, text)


def visible(text: str) -> str:
    r"""The text on one line with each such character spelled out, as `\u200b`."""
    return _SPELLED.sub(_spelled, text)


def _spelled(found: re.Match[str]) -> str:
    char = found.group()
    point = ord(char)
    return _SHORT.get(char) or (f"\\u{point:04x}" if point <= _LAST_BMP else f"\\U{point:08x}")
