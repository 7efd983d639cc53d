"""The graph of two sides: what a node asks, what a leaf says, and the box of facts that is being looked at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from enforcerules.analysis.asking import Token
from enforcerules.analysis.results import Result
from enforcerules.analysis.side import Side
from enforcerules.decide.frame import ELEMENTS, Frame
from enforcerules.decide.possible import FIRM
from enforcerules.model.decision import Disposition
from enforcerules.model.region import Region

if TYPE_CHECKING:
    from enforcerules.analysis.tree import Work

Cell: TypeAlias = Region | None
Cells: TypeAlias = Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Differs:
    """The two results of a box, and how the newer compares: `heavier`, `lighter`, `equal`, `unclear`, `open`.

    `along`: the coordinate of the base that the lines of the results are of. `exact`: False where they are known at some
    points of the box only.
    """

    old: Result
    new: Result
    verdict: str
    by: str | None
    along: str | None = None
    exact: bool = True


@dataclass(frozen=True, eq=False)
class Split:
    """A coordinate with its cells, and what follows in each."""

    name: str
    branches: tuple[tuple[Cell, Node], ...]


Node: TypeAlias = "Split | Differs | None"
"""None: both sides say the same."""


class TooMany(Exception):
    """More nodes than are worked through."""


@dataclass(frozen=True)
class Tree:
    """The graph of one pair of frames; `first`: the coordinates that the changed conditions read.

    `guarded`: whether the case ends before any measure is asked alike on both sides, and is left out of the graph: results
    differ where the graph says so and the case does not end there. `alive` finds a case in a box that does not; None: there
    is none. `unsure`: somewhere amounts were looked at in some points only, were the same there, and need not be elsewhere.
    """

    root: Node
    frame: Frame
    first: frozenset[str]
    alive: Callable[[Cells], Cells | None]
    guarded: bool = False
    nodes: int = 0
    unsure: bool = False


Truths: TypeAlias = dict[str, bool | None]
Left: TypeAlias = dict[str, Token]
Both: TypeAlias = tuple[Left, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """A box of facts, with what each side still asks in it."""

    work: Work
    cells: dict[str, Cell]
    frames: list[Frame]
    lefts: Both
    truths: tuple[Truths, ...]
    keys: list[frozenset[str]]


def early_keys(side: Side) -> tuple[str, ...]:
    """The keys of the law's order."""
    return tuple(dict.fromkeys(key for step in side.steps for key in step.keys))


def settled_early(side: Side, truths: Truths) -> tuple[list[str], Disposition | None]:
    """As in `decide`: the open keys that can still change the disposition; and the one at which the walk ends, if it does."""
    keys: list[str] = []
    for step in side.steps:
        keys += [key for key in step.keys if truths[key] is None]
        if any((not truths[k] if k == ELEMENTS else truths[k]) for k in step.keys if truths[k] is not None):
            return keys, step.disposition
    return keys, None


def measures_matter(side: Side, truths: Truths) -> bool:
    """Whether measures can follow at all."""
    return settled_early(side, truths)[1] not in FIRM


def split(name: str, branches: list[tuple[Cell, Node]]) -> Node:
    """A split, unless all branches are the same; neighbouring cells that lead to one node stay apart."""
    first = branches[0][1] if branches else None
    if all(node is first for _, node in branches):
        return first
    return Split(name, tuple(branches))
