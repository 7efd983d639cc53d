"""A line told before with everything below it is told again by its head only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from enforcerules.model.explanation import Line, Section


def without_repeats(sections: Iterable[Section]) -> tuple[Section, ...]:
    """Sections in which the inside of a derived fact stands once, where it is first told."""
    told: set[Line] = set()
    return tuple(replace(one, lines=tuple(_once(line, told) for line in one.lines)) for one in sections)


def _once(line: Line, told: set[Line]) -> Line:
    if not line.children:
        return line
    bare = replace(line, ordinal=0)
    if bare in told:
        return replace(line, again=True, children=())
    told.add(bare)
    return replace(line, children=tuple(_once(child, told) for child in line.children))
