"""XML as a stream of its elements, without documents types, entities of its own or anything from outside."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from xml.parsers import expat

Attributes = Mapping[str, str]


class BadMarkup(Exception):
    """The XML is malformed, nested too deep, or declares entities."""


class Handler:
    """What listens: elements by their local names, without namespaces."""

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""

    def text(self, text: str) -> None:
        """Characters inside of it."""

    def end(self, name: str) -> None:
        """It ends."""


_SEPARATOR: Final = " "


def stream(data: bytes, handler: Handler, depth: int) -> None:
    """Feed a document to a handler; raises BadMarkup."""
    parser: Any = expat.ParserCreate(namespace_separator=_SEPARATOR)
    parser.buffer_text = True
    level = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal level
        level += 1
        if level > depth:
            raise BadMarkup
        handler.start(_local(name), {_local(key): value for key, value in attributes.items()})

    def end(name: str) -> None:
        nonlocal level
        level -= 1
        handler.end(_local(name))

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = handler.text
    parser.StartDoctypeDeclHandler = _refused
    try:
        parser.Parse(data, True)  # noqa: FBT003  expat's own
    except (expat.ExpatError, ValueError, LookupError):
        raise BadMarkup from None


def _local(name: str) -> str:
    return name.rpartition(_SEPARATOR)[2]


def _refused(*_: object) -> None:
    """Office files declare no document type; one that does wants entities."""
    raise BadMarkup
