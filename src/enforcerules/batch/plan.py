"""A unit for columns: its tree over the classes of the facts; a cell of classes once worked out is looked up from then on.

A cell is one class of every axis. All rows of a cell take the same way, so its end is worked out once, over the tree that the
reference kernel left its notes in, and stands in a table by the number of the cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from math import prod
from typing import Protocol

import numpy as np

from enforcerules.batch.axes import Axis
from enforcerules.batch.columns import Array, Plain
from enforcerules.batch.leaves import Leaves
from enforcerules.batch.truths import MEMBER, SAID, SUM, Asked, Questions, Truths, axes_of
from enforcerules.batch.variables import Variables
from enforcerules.kernel.traced import Leak
from enforcerules.kernel.tree import Leaf, Node, Tree
from enforcerules.kernel.unit import Unit

NOT_ASKED = -1
REFERENCE = -2
"""The end of a cell that the reference kernel decides: something that it turns on is open, or not followed here."""
UNKNOWN = -3
"""The end of a cell whose way nobody took yet."""
_DENSE = 2**18
_FEW = 2**16
_ROOM = 2**62


@dataclass(slots=True)
class Plan:
    """What a tree is over classes, as long as it asks nothing new.

    `asked`: the tests by the id of their fork or end; those that are left to the reference have none. `known` and `open`: the
    cells where everything is known, and all others.
    """

    questions: Questions
    axes: dict[str, Axis]
    asked: dict[int, tuple[Asked, ...] | None]
    known: Cells
    open: Cells
    tables: dict[Asked, Array] = field(default_factory=dict)

    def classes(self, variables: Variables) -> dict[str, Array]:
        """The class of every row on every axis."""
        return classes_of(self.questions, self.axes, variables)

    def away(self, leaf: Leaf, classes: Mapping[str, Array], rows: Array) -> Array:
        """Of some rows those in which a number is away that an amount at this end depends on."""
        made = np.zeros(len(rows), bool)
        for one in self.asked[id(leaf)] or ():
            axis = self.axes[one.axis]
            made |= (classes[one.axis][rows] == axis.away) | (classes[one.axis][rows] == axis.none)
        return made

    def has(self, asked: Asked) -> bool:
        """Whether the axes answer a test."""
        axis = self.axes.get(asked.axis)
        return axis is not None and axis.tells(asked.region)

    def cells(self, variables: Variables) -> Cells:
        """The cells that some rows lie in: fewer where everything that is asked is known."""
        plains = (
            _plain_of(self.questions, name, variables) for name, axis in self.axes.items() if axis.size > axis.known
        )
        return self.known if all(one.away is None and one.none is None for one in plains) else self.open


class Given(Protocol):
    """The facts of some rows."""

    @property
    def count(self) -> int:
        """How many rows there are."""

    def of(self, name: str) -> Plain:
        """A fact."""


def classes_of(questions: Questions, axes: Mapping[str, Axis], variables: Variables) -> dict[str, Array]:
    """The class of every row on every axis."""
    return {name: axis.of(_plain_of(questions, name, variables)) for name, axis in axes.items()}


def _plain_of(questions: Questions, name: str, variables: Variables) -> Plain:
    return variables.sum(questions.sums[name]) if name.startswith(SUM) else plain_of(name, variables)


def plain_of(name: str, given: Given) -> Plain:
    """The values of every row that an axis cuts into classes, but for those of sums."""
    if name.startswith(SAID):
        said = given.of(name.removeprefix(SAID)).said
        return Plain(np.ones(given.count, np.int64) if said is None else said.astype(np.int64))
    whole, _, member = name.partition(MEMBER)
    if not member:
        return given.of(name)
    made = given.of(whole)
    holds = np.array([isinstance(one, frozenset) and member in one for one in made.words or (None,)], np.int64)
    return Plain(holds[made.numbers], away=made.away, none=made.none)


def plan_of(unit: Unit, before: Plan | None) -> Plan:
    """The plan of the tree as it is now; the one before, if what the tree has more asks nothing new."""
    questions = Questions(unit.frame, unit.slots) if before is None else before.questions
    asked = {} if before is None else before.asked
    fresh = [node for node in nodes(unit.tree) if id(node) not in asked]
    for node in fresh:
        asked[id(node)] = _followed(questions, node)
    tests = {one for node in fresh for one in asked[id(node)] or ()}
    if before is not None and all(before.has(one) for one in tests):
        return before
    axes = axes_of(questions, dict.fromkeys(one for mine in asked.values() for one in mine or ()))
    known = Cells({name: axis.known for name, axis in axes.items()})
    return Plan(questions, axes, asked, known, Cells({name: axis.size for name, axis in axes.items()}))


def _followed(questions: Questions, node: Node | Leaf) -> tuple[Asked, ...] | None:
    try:
        mine = questions.of(node.fork) if isinstance(node, Node) else questions.of_numbers(node)
        axes_of(questions, mine)
    except Leak:
        return None
    return mine


def nodes(tree: Tree) -> Iterator[Node | Leaf]:
    """Every fork and end of a tree."""
    waiting = [tree]
    while waiting:
        one = waiting.pop()
        if one is not None:
            yield one
        if isinstance(one, Node):
            waiting += [one.no, one.yes]


class Cells:
    """Cells by number, and the end of each that was met: a table where there are few, else a list in order of their numbers."""

    __slots__ = ("_ends", "_keys", "_table", "hopeless", "left", "size", "sizes")

    def __init__(self, sizes: Mapping[str, int]) -> None:
        """`sizes`: how many classes each axis has."""
        self.sizes = {name: size for name, size in sizes.items() if size > 1}
        """Those of the axes that have several; the last counts fastest."""
        self.size = prod(self.sizes.values())
        self.hopeless = self.size >= _ROOM
        """Whether cells cannot be numbered in 64 bits."""
        self.left = self.size <= _FEW
        """Whether there are few, and it is still to be done to work out all at once."""
        self._table = np.full(self.size, NOT_ASKED, np.int32) if self.size <= _DENSE else None
        self._keys, self._ends = np.zeros(0, np.int64), np.zeros(0, np.int32)

    def keys(self, classes: Mapping[str, Array], count: int) -> Array:
        """The number of each row's cell."""
        made: Array = np.zeros(count, np.int32 if self.size < 2**31 else np.int64)
        for name, size in self.sizes.items():
            made *= size
            made += classes[name]
        return made

    def all(self, names: Iterable[str]) -> dict[str, Array]:
        """The classes of every cell, in the order of their numbers."""
        left = np.arange(self.size)
        made = {}
        for name, size in reversed(self.sizes.items()):
            left, made[name] = np.divmod(left, size)
        return {name: made[name] if name in made else np.zeros(self.size, np.int64) for name in names}

    def of(self, keys: Array) -> Array:
        """The end of every cell asked for."""
        if self._table is not None:
            return self._table[keys]
        if not len(self._keys):
            return np.full(len(keys), NOT_ASKED, np.int32)
        places = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        return np.where(self._keys[places] == keys, self._ends[places], NOT_ASKED)

    def move(self, table: Array) -> None:
        """Keep the ends in a stretch of a larger table, which holds them already."""
        self._table = table

    def put(self, keys: Array, ends: Array) -> None:
        """Remember the ends of cells, each named once."""
        if self._table is not None:
            self._table[keys] = ends
            return
        fresh = np.setdiff1d(self._keys, keys, assume_unique=True)
        kept = self._ends[np.searchsorted(self._keys, fresh)] if len(fresh) else np.zeros(0, np.int32)
        all_keys, all_ends = np.concatenate([fresh, keys]), np.concatenate([kept, ends])
        order = np.argsort(all_keys)
        self._keys, self._ends = all_keys[order], all_ends[order]


def walk(plan: Plan, tree: Tree, classes: Mapping[str, Array], count: int, leaves: Leaves) -> tuple[Array, list[int]]:
    """The end of the way of each of some rows; and of every way that nobody took yet one row that takes it."""
    truths = Truths(plan.questions, plan.axes, classes, count, plan.tables)
    ends, untaken = np.full(count, UNKNOWN, np.int32), []
    waiting: list[tuple[Tree, Array]] = [(tree, np.arange(count))]
    while waiting:
        here, rows = waiting.pop()
        if here is None or id(here) not in plan.asked:  # a decider that shares the unit may have learnt it just now
            untaken.append(int(rows[0]))
        elif plan.asked[id(here)] is None:
            ends[rows] = REFERENCE
        elif isinstance(here, Leaf):
            ends[rows] = leaves.place(here, plan.questions.frame)
            ends[rows[plan.away(here, classes, rows)]] = REFERENCE
        else:
            true, is_open = truths.of(here.fork)
            if is_open is not None:
                away = is_open[rows]
                ends[rows[away]] = REFERENCE
                rows = rows[~away]
            yes = true[rows]
            waiting += [(way, some) for way, some in ((here.no, rows[~yes]), (here.yes, rows[yes])) if len(some)]
    return ends, untaken
