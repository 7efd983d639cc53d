"""HTML as a value: what is text is escaped, and only what was made here is markup."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Final, TypeAlias

from enforcerules.base.hidden import masked

_VOID: Final = frozenset({"meta", "br"})
_DRAWN: Final = frozenset({"rect", "line"})
"""Elements of SVG without content: they have to be closed, or what follows would stand inside them."""


@dataclass(frozen=True, slots=True)
class Markup:
    """A piece of a page that needs no escaping any more."""

    html: str


Child: TypeAlias = Markup | str | None


def el(name: str, /, *children: Child | Iterable[Child], **attributes: str | None) -> Markup:
    """An element. Text becomes text, whatever is written in it; None is left out.

    Attributes are named as in HTML; one underscore at the end is dropped (`class_`), inner ones become hyphens.
    """
    named = ((key.rstrip("_").replace("_", "-"), value) for key, value in attributes.items() if value is not None)
    opening = "".join([name, *(f' {key}="{_escaped(value)}"' for key, value in named)])
    if name in _VOID:
        return Markup(f"<{opening}>")
    return Markup(f"<{opening}/>" if name in _DRAWN else f"<{opening}>{joined(*children).html}</{name}>")


def joined(*children: Child | Iterable[Child]) -> Markup:
    """Pieces one after the other."""
    return Markup("".join(_html(child) for child in children))


def _html(child: Child | Iterable[Child]) -> str:
    if child is None:
        return ""
    if isinstance(child, Markup):
        return child.html
    return _escaped(child) if isinstance(child, str) else "".join(_html(one) for one in child)


def _escaped(text: str) -> str:
    """Characters that cannot be seen, or that turn the line around, are shown as U+FFFD."""
    return escape(masked(text))
