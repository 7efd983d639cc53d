"""What an engine that compares integers is asked: ranges of fields, joined by and, or and not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from enforcerules.engines.integers import Ends


@dataclass(frozen=True, slots=True)
class Range:
    """A test: the integers of a field that are wanted; `last` None: no end."""

    field: str
    first: int
    last: int | None


@dataclass(frozen=True, slots=True)
class Both:
    """Every part (`every`), or any; never empty."""

    every: bool
    parts: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class Swapped:
    """Not."""

    part: Formula


Formula: TypeAlias = "Range | Both | Swapped"

TRUE: Final = Range("c:true", 2, None)
FALSE: Final = Range("c:false", 2, None)
OPEN: Final = Range("c:open", 2, None)
CONSTANTS: Final[Mapping[str, Ends]] = {"c:true": (2, 2), "c:false": (0, 0), "c:open": (0, 2)}


def fields_of(formula: Formula) -> Iterator[str]:
    """The fields that a formula reads."""
    if isinstance(formula, Range):
        yield formula.field
    elif isinstance(formula, Swapped):
        yield from fields_of(formula.part)
    else:
        for part in formula.parts:
            yield from fields_of(part)


@dataclass(frozen=True, slots=True)
class Room:
    """How large one rule of the engine may be: comparisons, groups of them, and parts of a group that was taken apart.

    A group of `parts` two-sided ranges must fit: `comparisons` is at least twice `parts`, and `groups` one more.
    """

    comparisons: int
    groups: int
    parts: int

    def holds(self, formula: Formula) -> bool:
        """Whether a formula fits."""
        comparisons, groups = _size(formula)
        return comparisons <= self.comparisons and groups <= self.groups


def _size(formula: Formula) -> tuple[int, int]:
    if isinstance(formula, Range):
        return (1, 0) if formula.last is None else (2, 1)
    if isinstance(formula, Swapped):
        return _size(formula.part)
    sizes = [_size(part) for part in formula.parts]
    return sum(s[0] for s in sizes), 1 + sum(s[1] for s in sizes)
