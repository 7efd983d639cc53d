"""Compiled indexes opened and sealed anew, as somebody does who knows the format: every length and digest fits again.

An opened index is lines of JSON: the names of the head, then one piece a line. Sealing makes the lengths and the shape.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any, Final

from enforcerules.base.canonical import canonical
from enforcerules.compile.packed.form import FORMAT, HEAD, PARTS, Head, form

LENGTHS: Final = next(at for at, one in enumerate(fields(Head)) if one.name == "lengths")
At = tuple[int, ...]
"""A place in JSON: the positions in its lists, from the outside."""


def opened(members: Mapping[str, bytes]) -> list[bytes]:
    """The lines of an index."""
    names = json.loads(members[HEAD])["names"]
    lines, at = [canonical([*names[:LENGTHS], [], *names[LENGTHS + 1 :]])], 0
    for length in names[LENGTHS]:
        lines.append(members[PARTS][at : at + length])
        at += length
    return lines


def sealed(lines: list[bytes]) -> dict[str, bytes]:
    """An index of these lines; a first line that is no list of names is kept as it is."""
    head, parts = lines[0], lines[1:]
    try:
        names = json.loads(head)
    except (ValueError, RecursionError):
        names = None
    if isinstance(names, list) and len(names) > LENGTHS:
        names[LENGTHS] = [len(part) for part in parts]
    try:
        said = canonical({"format": FORMAT, "shape": form().shape, "names": names})
    except (ValueError, TypeError, RecursionError):
        said = head
    return {HEAD: said, PARTS: b"".join(parts)}


def places(value: Any, at: At = ()) -> Iterator[tuple[At, Any]]:  # noqa: ANN401  any JSON
    """Every value within a list, with its place."""
    if isinstance(value, list):
        for number, part in enumerate(value):
            yield (*at, number), part
            yield from places(part, (*at, number))


def changed(value: Any, at: At, made: Any) -> Any:  # noqa: ANN401
    """The value with another one at a place."""
    if not at:
        return made
    return [changed(part, at[1:], made) if number == at[0] else part for number, part in enumerate(value)]


def without(value: Any, at: At) -> Any:  # noqa: ANN401
    """The value with nothing at a place: what follows moves up."""
    if len(at) == 1:
        return [part for number, part in enumerate(value) if number != at[0]]
    return [without(part, at[1:]) if number == at[0] else part for number, part in enumerate(value)]
