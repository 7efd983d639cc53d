"""What an engine that compares integers is asked: ranges of fields, joined by and, or and not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import prod
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
class Size:
    """How much a formula asks of an engine: comparisons, groups of them, and ways in which it can come to hold.

    Some engines walk every way: `(a or b) and (c or d)` has four. Negated, and and or change places.
    """

    comparisons: int
    groups: int
    ways: int
    ways_to_fail: int


@dataclass(frozen=True, slots=True)
class Room:
    """How large one rule of the engine may be; `parts`: of a group that was taken apart.

    A group of `parts` two-sided ranges must fit: twice as many comparisons, one more group, and 2 ** `parts` ways.
    """

    comparisons: int
    groups: int
    ways: int
    parts: int

    def holds(self, formula: Formula) -> bool:
        """Whether a formula fits."""
        size = size_of(formula)
        return (
            size.comparisons <= self.comparisons
            and size.groups <= self.groups
            and max(size.ways, size.ways_to_fail) <= self.ways
        )


def size_of(formula: Formula) -> Size:
    """The size of a formula."""
    if isinstance(formula, Range):
        return Size(1, 0, 1, 1) if formula.last is None else Size(2, 1, 1, 2)
    if isinstance(formula, Swapped):
        inner = size_of(formula.part)
        return Size(inner.comparisons, inner.groups, inner.ways_to_fail, inner.ways)
    sizes = [size_of(part) for part in formula.parts]
    hold, fail = [s.ways for s in sizes], [s.ways_to_fail for s in sizes]
    return Size(
        sum(s.comparisons for s in sizes),
        1 + sum(s.groups for s in sizes),
        prod(hold) if formula.every else sum(hold),
        sum(fail) if formula.every else prod(fail),
    )
