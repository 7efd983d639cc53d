"""All cases of a matter under two sets of rules, as a graph: facts are split one after another until both sides are settled.

A node asks one coordinate; its cells are those on which every condition that can still matter, of either side, is constant.
Facts that the changed conditions read are asked first. What both sides say alike from here on is not looked into. Nodes from
which the same is still to be asked are one node, so that what does not matter multiplies nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from itertools import islice
from typing import Final

from enforcerules.analysis.asking import Token, names_in, tests_in
from enforcerules.analysis.bases import based
from enforcerules.analysis.graph import (
    Both,
    Box,
    Cell,
    Cells,
    Left,
    Node,
    Split,
    TooMany,
    Tree,
    Truths,
    early_keys,
    measures_matter,
    settled_early,
    split,
)
from enforcerules.analysis.leaf import settled
from enforcerules.analysis.regions import boxes_of
from enforcerules.analysis.side import NOT_RAISED, Asked, Side, guarded, joint, silent
from enforcerules.base.limits import BOXES
from enforcerules.decide.cells import threshold
from enforcerules.decide.frame import ELEMENTS, Frame
from enforcerules.decide.implications import Pairs, consistent, implications
from enforcerules.decide.possible import FIRM
from enforcerules.model.program import Age, Arithmetic, Atom, DateAfter, Days, Fact, Known, Ratio, Steps, Threshold
from enforcerules.model.region import TRUTH, Region, cut, meet
from enforcerules.model.walk import reads_of

_TRIED: Final = 4_000
_SHOWN: Final = 40
_RECKONED: Final = (Arithmetic, Days, DateAfter, Age, Steps, Ratio)


def tree(pair: tuple[Side, Side], most: int = BOXES) -> Tree:
    """Both sides over all cases; raises TooMany."""
    work = Work(pair, joint(pair), most)
    passed = [_passed(side) if work.guarded else {} for side in pair]
    lefts: Both = tuple(
        {key: one.asks for key, one in side.asked.items()} | done for side, done in zip(pair, passed, strict=True)
    )
    root = work.explore({}, lefts)
    return Tree(root, work.frame, work.first, work.alive, work.guarded, work.nodes, work.unsure)


@dataclass
class Work:
    """What is remembered while the graph is made."""

    pair: tuple[Side, Side]
    frame: Frame
    most: int
    first: frozenset[str] = frozenset()
    memo: dict[object, Node] = field(default_factory=dict)
    tokens: dict[Token, int] = field(default_factory=dict)
    does: dict[int, int] = field(default_factory=dict)
    linked: dict[str, frozenset[str]] = field(default_factory=dict)
    cuts: dict[tuple[str, Region, frozenset[Region]], tuple[Region, ...]] = field(default_factory=dict)
    living: dict[frozenset[tuple[str, Cell]], Cells | None] = field(default_factory=dict)
    nodes: int = 0
    guarded: bool = False
    unsure: bool = False

    def __post_init__(self) -> None:
        ones = [{(one.asks, one.does) for one in side.asked.values()} for side in self.pair]
        changed = ones[0] ^ ones[1]
        names: set[str] = set()
        for side in self.pair:
            for one in side.asked.values():
                if (one.asks, one.does) in changed:
                    names |= set(names_in(side.rest(one.asks, side.frame.known)))
        self.first = frozenset(names)
        self.guarded = guarded(self.pair)

    @cached_property
    def early(self) -> frozenset[str]:
        """The coordinates that bear on whether a case ends before measures are asked."""
        names = frozenset[str]().union(*(self.pair[0].reading[key] for key in early_keys(self.pair[0])))
        return names.union(*map(self._linked, names))

    def alive(self, cells: Cells) -> Cells | None:
        """A case in a box that does not end before measures are asked; None where there is none."""
        if not self.guarded:
            return cells
        mine = {name: cell for name, cell in cells.items() if name in self.early}
        key = frozenset(mine.items())
        if key not in self.living:
            self.living[key] = self._alive(mine, dict.fromkeys(early_keys(self.pair[0])), set())
        found = self.living[key]
        return None if found is None else {**cells, **found}

    def _alive(self, cells: dict[str, Cell], keys: Iterable[str], seen: set[Token]) -> Cells | None:
        side = self.pair[0]
        frame = side.supposing(cells)
        left = {key: side.rest(side.asked[key].asks, frame.known) for key in keys}
        truths = {key: one if isinstance(one, bool) else None for key, one in left.items()}
        open_, ends = settled_early(side, truths)
        if ends in FIRM:
            return None
        names = {n: None for key in open_ for n in names_in(left[key]) if not _undeterminable(side, n, frame)}
        if not names:
            return cells
        token = tuple(sorted((key, str(self._token(one))) for key, one in left.items()))
        if token in seen:
            return None
        if len(seen) > _TRIED:
            return cells  # not known not to be reached
        seen.add(token)
        name = next(iter(names))
        box = Box(self, cells, [frame], (left,), (truths,), [frozenset(open_)])
        for cell in self._cells(name, box):
            made = {**cells, name: cell}
            found = self._alive(made, left, seen) if self._possible(name, made) else None
            if found is not None:
                return found
        return None

    def explore(self, cells: dict[str, Cell], before: Both, last: str | None = None) -> Node:
        """What follows in a box of facts; `before`: what was left to ask, `last`: the coordinate asked just now."""
        self.step()
        frames = [side.supposing(cells) for side in self.pair]
        touched = None if last is None else frozenset({last, *self._linked(last)})
        lefts = tuple(_left(s, f, t, touched) for s, f, t in zip(self.pair, frames, before, strict=True))
        truths = tuple(side.truths(left) for side, left in zip(self.pair, lefts, strict=True))
        keys = [_relevant(s, t) for s, t in zip(self.pair, truths, strict=True)]
        box = Box(self, cells, frames, lefts, truths, keys)
        rests = [self._rest(s, left, k) for s, left, k in zip(self.pair, lefts, keys, strict=True)]
        if rests[0] == rests[1]:
            return None
        known = (*rests, self._known(box))
        if known not in self.memo:
            self.memo[known] = self._node(box)
        return self.memo[known]

    def step(self) -> None:
        """One more box is looked at; raises TooMany."""
        self.nodes += 1
        if self.nodes > self.most:
            raise TooMany

    def _node(self, box: Box) -> Node:
        name = self._next(box)
        if name is None:
            return settled(box)
        if name not in self.first and _only_factors(self.pair, box):
            found = self._sampled(box)
            if found is not None:
                return found
        branches = []
        for cell in self._cells(name, box):
            made = {**box.cells, name: cell}
            if self._possible(name, made):
                branches.append((cell, self.explore(made, box.lefts, name)))
        return split(name, branches)

    def _sampled(self, box: Box) -> Node:
        """A difference in a box in which only factors of weight tables are open, the same on both sides: at a few points.

        First all factors are at their lowest; then each alone in turn at another level. None: no difference was met that
        some case reaches. Where no case reaches the box at all, any difference will do: the graph is of all boxes.
        """
        dead = self.alive(box.cells) is None
        axes = self._axes(box)
        lowest = {name: cells[0] for name, cells in axes.items()}
        points = [lowest, {name: cells[-1] for name, cells in axes.items()}]
        points += [{**lowest, name: cell} for name, cells in axes.items() for cell in cells[1:]]
        for point in points:
            for pair in islice(boxes_of(self.explore({**box.cells, **point}, box.lefts), tuple(point.items())), _SHOWN):
                if dead or self.alive({**box.cells, **dict(pair.box)}) is not None:
                    node: Node = replace(pair.differs, exact=False)
                    for name, cell in reversed(pair.box):
                        node = Split(name, ((cell, node),))
                    return node
        return None

    def _axes(self, box: Box) -> dict[str, tuple[Cell, ...]]:
        names: dict[str, None] = {}
        for left, mine in zip(box.lefts, box.keys, strict=True):
            names |= dict.fromkeys(name for key in left if key in mine for name in names_in(left[key]))
        return {name: self._cells(name, box) for name in names}

    def _rest(self, side: Side, left: Left, keys: frozenset[str]) -> Token:
        """Everything that still matters on a side: what holds, and what is open with what it still asks."""
        truths = side.truths(left)
        early, ends = settled_early(side, truths)
        if ends in FIRM and not early:
            return ends
        found: set[tuple[int, ...]] = set()
        weighed, moot = _weighed(side, truths, keys), side.moot(truths)
        for key, one in side.asked.items():
            truth = truths[key]
            if key in weighed.settled or key in moot:
                continue
            if truth is None and key in keys:
                found.add((self._does(one), self._token(left[key])))
            elif truth or (one.always and truth is False):
                found.add((self._does(one), -1 if truth else -2))
        return self._token(side.still), frozenset(found), frozenset() if moot else weighed.sums

    def _does(self, one: Asked) -> int:
        """The number of what a condition does, which is a large value and is hashed once; the sides keep it in being."""
        number = self.does.get(id(one.does))
        if number is None:
            number = self.does[id(one.does)] = self._token(one.does)
        return number

    def _token(self, one: Token) -> int:
        return self.tokens.setdefault(one, len(self.tokens))

    def _next(self, box: Box) -> str | None:
        """The coordinate to ask: one that the change turns on, else the first in the law's order; None: all is settled."""
        found: dict[str, None] = {}
        for side, left, mine, frame in zip(self.pair, box.lefts, box.keys, box.frames, strict=True):
            for key in (key for key in side.asked if key in mine):
                found |= dict.fromkeys(n for n in names_in(left[key]) if not _undeterminable(side, n, frame))
        return next((name for name in found if name in self.first), next(iter(found), None))

    def _cells(self, name: str, box: Box) -> tuple[Cell, ...]:
        """The cells of a coordinate, cut by every test of it that is still asked."""
        regions: dict[Region, None] = {}
        state = False
        for side, left, mine, frame in zip(self.pair, box.lefts, box.keys, box.frames, strict=False):
            for token in {token for key in mine for token in tests_in(left[key]) if token[1] == name}:
                test = side.tests[token]
                if isinstance(test, Atom):
                    regions[test.region] = None
                elif isinstance(test, Threshold) and test.parameter in frame.known.values:
                    regions[threshold(test, frame.known)] = None
                state |= isinstance(test, Known)
        fact = self.frame.fact(name)
        region = TRUTH if "∋" in name else self.region(name, box.frames)
        key = (name, region, frozenset(regions))
        if key not in self.cuts:
            self.cuts[key] = cut(region, list(regions), whole=fact.whole)
        cells = self.cuts[key]
        quiet = silent(fact, self.frame.sliced.facts)
        return (*((NOT_RAISED,) if quiet else ()), *cells, *((None,) if state else ()))

    def region(self, name: str, frames: list[Frame]) -> Region:
        """What a coordinate may be, as far as the sides that know it leave it open."""
        found: Region | None = None
        for side, frame in zip(self.pair, frames, strict=False):
            own = side.back.get(name)
            if own is not None:
                mine = frame.known.region(own)
                found = mine if found is None else meet(found, mine)
        assert found is not None  # noqa: S101  a side asked it
        return found

    def _possible(self, name: str, cells: dict[str, Cell]) -> bool:
        """Whether the cells can occur together, as far as declared implications and arithmetic tell."""
        linked = {n: cells[n] for n in (name, *self._linked(name)) if n in cells and cells[n] != NOT_RAISED}
        pairs: Pairs = implications(self.frame, tuple(linked)) if len(linked) > 1 else ()
        return consistent(linked, pairs) and all(
            _reckons(side, fact, cells) for side in self.pair for fact in self._reckoned(side, linked)
        )

    def _reckoned(self, side: Side, linked: Mapping[str, Cell]) -> Iterable[Fact]:
        facts = side.frame.sliced.facts
        mine = (facts[side.back[name]] for name in linked if name in side.back)
        return [fact for fact in mine if isinstance(fact.formula, _RECKONED)]

    def _linked(self, name: str) -> frozenset[str]:
        """The coordinates that bear on one: reckoned from the same facts, or one from the other."""
        if name not in self.linked:
            facts = self.frame.sliced.facts
            mine = _sources(name, facts)
            self.linked[name] = frozenset(
                other
                for other, fact in facts.items()
                if other != name and fact.formula and mine & _sources(other, facts)
            ) | (mine - {name})
        return self.linked[name]

    def _known(self, box: Box) -> Token:
        """What is known of everything that the rest may turn on."""
        names: set[str] = set()
        for side, frame, seen, left, mine in zip(self.pair, box.frames, box.truths, box.lefts, box.keys, strict=True):
            names |= based(side, frame, seen) if measures_matter(side, seen) else set()
            names |= {name for key in mine for name in names_in(left[key])}
        names |= {other for name in tuple(names) for other in self._linked(name)}
        return frozenset((name, cell) for name, cell in box.cells.items() if name in names)


@dataclass(frozen=True, slots=True)
class _Weighed:
    """What the settled factors of weight tables come to: of each table their sum, or that none of the levels holds."""

    settled: frozenset[str]
    sums: frozenset[tuple[int, Fraction | None]]


def _weighed(side: Side, truths: Mapping[str, bool | None], keys: frozenset[str]) -> _Weighed:
    """Only the sum of weights matters, so that factors do not multiply cases."""
    settled: set[str] = set()
    sums: dict[int, Fraction] = {}
    gaps: set[tuple[int, Fraction | None]] = set()
    for (table, _), levels in side.weighing.items():
        held = [side.asked[key].weight for key in levels if truths[key]]
        if any(truths[key] is None and key in keys for key in levels) or len(held) > 1:
            continue
        settled |= set(levels)
        if held and held[0] is not None:
            sums[table] = sums.get(table, Fraction(0)) + held[0][2]
        elif not held:
            gaps.add((table, None))
    return _Weighed(frozenset(settled), frozenset({*sums.items(), *gaps}))


def _only_factors(pair: tuple[Side, Side], box: Box) -> bool:
    """Whether nothing is open but levels of factors, which ask and add the same on both sides."""
    opens = []
    for side, left, mine in zip(pair, box.lefts, box.keys, strict=True):
        if not mine or any(side.asked[key].weight is None for key in mine):
            return False
        opens.append({(left[key], side.asked[key].does) for key in mine})
    return opens[0] == opens[1]


def _left(side: Side, frame: Frame, before: Left, touched: frozenset[str] | None) -> Left:
    """What is left to ask in a box; only what reads something that was just asked can have changed."""
    made = dict(before)
    for key, one in before.items():
        if not isinstance(one, bool) and (touched is None or touched & side.reading[key]):
            made[key] = side.rest(one, frame.known)
    return made


def _passed(side: Side) -> Left:
    """The law's order as it lies where nothing ends the case and nothing spares the party."""
    return {key: key == ELEMENTS for key in early_keys(side)}


def _relevant(side: Side, truths: Truths) -> frozenset[str]:
    """The open conditions of a side that can still change something."""
    early, ends = settled_early(side, truths)
    if ends in FIRM:
        return frozenset(early)
    keys = set(early)
    for key, one in side.asked.items():
        shapes = key in side.shaping or not key.startswith(("rule:", ELEMENTS))
        if truths[key] is None and shapes and (one.owner is None or truths[one.owner] is not False):
            keys.add(key)
    return frozenset(keys) - side.moot(truths)


def _undeterminable(side: Side, name: str, frame: Frame) -> bool:
    return name in {side.coordinate(n) for n, cell in frame.known.cells.items() if cell is None}


def _sources(name: str, facts: Mapping[str, Fact]) -> frozenset[str]:
    """The declared facts that one is reckoned from, or the fact itself."""
    fact = facts.get(name.removesuffix("′")) or facts.get(name)
    reads = () if fact is None or fact.formula is None else reads_of(facts.get(name, fact))
    return frozenset({name}).union(*(_sources(one, facts) for one in reads)) if reads else frozenset({name})


def _reckons(side: Side, fact: Fact, cells: Cells) -> bool:
    """Whether a reckoned fact can lie in its cell, by what it is reckoned from."""
    own = side.own(cells)
    cell = own.pop(fact.id, None)
    if cell is None or cell == NOT_RAISED or any(c is None or c == NOT_RAISED for c in own.values()):
        return True
    return not meet(side.frame.known.suppose(own).region(fact.id), cell).empty
