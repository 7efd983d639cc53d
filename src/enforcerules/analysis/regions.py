"""The graph of two sides as boxes of facts that a person can read: where the result differs, from what to what.

A region is a box of the facts that the changed conditions read. What follows in it may still turn on the rest of the case
(another ground, another kind of proof): every pair of results that occurs is listed, the plainest case first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from enforcerules.analysis.graph import Cell, Differs, Node, Split, Tree
from enforcerules.model.region import Interval, Numbers, Region, Values, numbers

Box = tuple[tuple[str, Cell], ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two results, and a box of facts in which they follow."""

    differs: Differs
    box: Box


@dataclass(frozen=True, slots=True)
class Found:
    """A box of the facts of the change; `always`: the results differ whatever the rest of the case is.

    `node`: what follows in it, `ways`: the boxes that lead there.
    """

    where: Box
    pairs: tuple[Pair, ...]
    always: bool
    node: Node = None
    ways: tuple[Box, ...] = ()

    def every(self) -> Iterator[Pair]:
        """Every box of facts in which the results differ, the plainest ones first."""
        yield from self.pairs
        for way in self.ways:
            yield from boxes_of(self.node, way)


def boxes(tree: Tree) -> Iterator[Pair]:
    """Every box of facts in which the results differ: disjoint, and together all of them."""
    yield from boxes_of(tree.root, ())


def boxes_of(node: Node, path: Box) -> Iterator[Pair]:
    """Every box below a node in which the results differ; `path` leads to it."""
    if isinstance(node, Differs):
        yield Pair(node, path)
    elif node is not None:
        for cell, inner in node.branches:
            yield from boxes_of(inner, (*path, (node.name, cell)))


def found(tree: Tree) -> tuple[Found, ...]:
    """The regions, in the order of the facts."""
    below = _Below()
    rows: list[_Row] = [(where, node, (way,)) for where, node, way in _first(tree.root, tree, ())]
    whole = {name: tree.frame.fact(name).whole for where, _, _ in rows for name in where}
    joined = _joined(rows, whole)
    made = []
    for where, node, ways in joined:
        pairs = tuple(Pair(differs, (*ways[0], *path)) for differs, path in below.pairs(node).items())
        made.append(Found(tuple(where.items()), pairs, not below.alike(node), node, ways))
    return tuple(made)


def _first(node: Node, tree: Tree, path: Box) -> Iterator[tuple[dict[str, Cell], Node, Box]]:
    """The boxes of the facts of the change that lead to a difference."""
    if isinstance(node, Split) and node.name in tree.first:
        for cell, inner in node.branches:
            yield from _first(inner, tree, (*path, (node.name, cell)))
    elif node is not None:
        yield dict(path), node, path


_Row: TypeAlias = tuple[dict[str, Cell], Node, tuple[Box, ...]]


def _joined(rows: list[_Row], whole: Mapping[str, bool]) -> list[_Row]:
    """Boxes from which the same follows, and which differ in one fact, are one box."""
    work, changed = rows, True
    while changed:
        changed = False
        kept: list[_Row] = []
        for where, node, ways in work:
            at = next((n for n, (w, other, _) in enumerate(kept) if other is node and _one_apart(w, where)), None)
            if at is None:
                kept.append((where, node, ways))
            else:
                kept[at] = (_union(kept[at][0], where, whole), node, (*kept[at][2], *ways))
                changed = True
        work = kept
    return work


def _one_apart(a: Mapping[str, Cell], b: Mapping[str, Cell]) -> bool:
    return (
        a.keys() == b.keys() and sum(a[name] != b[name] for name in a) == 1 and None not in {*a.values(), *b.values()}
    )


def _union(a: Mapping[str, Cell], b: Mapping[str, Cell], whole: Mapping[str, bool]) -> dict[str, Cell]:
    made = dict(a)
    for name, cell in b.items():
        if a[name] != cell:
            made[name] = united(a[name], cell, whole=whole[name])
    return made


def united(a: Cell, b: Cell, *, whole: bool) -> Cell:
    """Two cells as one; integers that follow one another leave no hole."""
    if isinstance(a, Values) and isinstance(b, Values):
        return a.without().meet(b.without()).without()
    assert isinstance(a, Numbers)  # noqa: S101  cells of one fact
    assert isinstance(b, Numbers)  # noqa: S101
    return closed(numbers((*a.intervals, *b.intervals))) if whole else numbers((*a.intervals, *b.intervals))


def closed(one: Numbers) -> Numbers:
    """Integers without holes between those that follow one another."""
    made: list[Interval] = []
    for interval in (i.integers() for i in one.intervals):
        if made and made[-1].hi is not None and interval.lo is not None and interval.lo <= made[-1].hi + 1:
            before = made.pop()
            made.append(Interval(before.lo, interval.hi, before.lo_open, interval.hi_open))
        else:
            made.append(interval)
    return Numbers(tuple(made))


class _Below:
    """What lies below each node, worked out once."""

    def __init__(self) -> None:
        """Nothing is known yet."""
        self._pairs: dict[int, dict[Differs, Box]] = {}
        self._alike: dict[int, bool] = {}

    def pairs(self, node: Node) -> dict[Differs, Box]:
        """Each pair of results with the plainest way to it: the lowest cell of each fact first."""
        if node is None:
            return {}
        if isinstance(node, Differs):
            return {node: ()}
        if id(node) not in self._pairs:
            made: dict[Differs, Box] = {}
            for cell, inner in node.branches:
                for differs, path in self.pairs(inner).items():
                    if differs not in made:
                        made[differs] = ((node.name, cell), *path)
            self._pairs[id(node)] = made
        return self._pairs[id(node)]

    def alike(self, node: Node) -> bool:
        """Whether some case below is the same on both sides."""
        if not isinstance(node, Split):
            return node is None
        if id(node) not in self._alike:
            self._alike[id(node)] = any(self.alike(inner) for _, inner in node.branches)
        return self._alike[id(node)]


def is_whole(region: Region | None) -> bool:
    """Whether a cell is made of numbers."""
    return isinstance(region, Numbers)
