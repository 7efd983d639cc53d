"""Conditions lowered to comparisons of integers, exactly, so that an engine that knows nothing else can judge them.

**A fact becomes two integers**, the ends of what it may still be (`integers`). **A test becomes a range of integers**: it
holds for certain if both ends lie in it (`lo >= first and hi <= last`), and possibly if it meets them (`lo <= last and
hi >= first`). Kleene's truth of a whole condition is then two Boolean questions over integers: does it hold for certain,
does it hold possibly; `not` swaps the two. Example: 货值金额 is not known, at least 1 万元 (lo = 2,000,000, hi = FAR);
`5 万元以下` (last = 10,000,000) is not certain and is possible: open.

**A derived truth becomes a pass of its own**, whose answer is a fact of the next pass: certain and possible are its ends.
So does a part of a condition that is too large for one rule of the engine.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm

from enforcerules.engines.formula import CONSTANTS, FALSE, OPEN, TRUE, Both, Formula, Range, Room, Swapped, fields_of
from enforcerules.engines.integers import FAR, NEVER, TRUTHS, Axis, Beyond, Ends
from enforcerules.engines.matcher import Facts
from enforcerules.model.knowledge import domain
from enforcerules.model.program import And, Atom, Condition, Known, Neg, Or, Threshold
from enforcerules.model.region import Exact, Interval, Numbers, Region, Values

_OPEN_STATES = {"unknown", "asserted", "excluded"}


@dataclass(frozen=True, slots=True)
class Node:
    """Something to be judged in one pass: an item (`i:key`), a derived truth (`t:fact`), or a part of one (`p:n`)."""

    name: str
    formula: Formula


@dataclass(frozen=True, slots=True)
class Lowered:
    """Items lowered: what to judge, in passes; the ends of the fields that facts fill; the nodes that cannot be told so."""

    passes: tuple[tuple[Node, ...], ...]
    ends: Mapping[str, Ends]
    beyond: frozenset[str]


def lower(items: Mapping[str, Condition], facts: Facts, room: Room) -> Lowered:
    """The items as formulas over integers, in passes of rules no larger than `room`."""
    made = _Lowering(facts, _axes(items.values(), facts), room)
    for key in sorted(items):
        made.node(f"i:{key}", items[key])
    deepest = max((level for level, _ in made.nodes.values()), default=-1)
    passes = [tuple(node for at, node in made.nodes.values() if at == level) for level in range(deepest + 1)]
    return Lowered(tuple(passes), {**CONSTANTS, **made.ends}, frozenset(made.beyond))


def after(name: str, facts: Facts, *, certain: bool, possible: bool) -> Ends:
    """The ends of a node that was judged, as a fact of the next pass; at the conclusion an open truth may count as one."""
    if name.startswith("t:") and possible and not certain:
        counts_as = facts.if_open(name.removeprefix("t:"))
        if counts_as is not None:
            return TRUTHS.ends(counts_as)
    return 2 * certain, 2 * possible


@dataclass(slots=True)
class _Lowering:
    facts: Facts
    axes: dict[str, Axis]
    room: Room
    nodes: dict[str, tuple[int, Node]] = field(default_factory=dict)
    ends: dict[str, Ends] = field(default_factory=dict)
    beyond: set[str] = field(default_factory=set)
    parts: int = 0

    def node(self, name: str, condition: Condition) -> None:
        """Lower a condition into a node of its own, after those that it reads."""
        if name in self.nodes or name in self.beyond:
            return
        try:
            self._keep(name, self._formula(condition))
        except Beyond:
            self.beyond.add(name)

    def _keep(self, name: str, formula: Formula) -> None:
        """Keep a formula as a node, and parts of it as nodes before it where it is too large."""
        small = self._fitted(formula)
        read = set(fields_of(small))
        if read & self.beyond:
            self.beyond.add(name)
            return
        level = 1 + max((self.nodes[f][0] for f in read if f in self.nodes), default=-1)
        self.nodes[name] = (level, Node(name, small))

    def _fitted(self, formula: Formula) -> Formula:
        if self.room.holds(formula) or isinstance(formula, Range):
            return formula
        if isinstance(formula, Swapped):
            return Swapped(self._fitted(formula.part))
        parts = [part if isinstance(part, Range) else self._apart(part) for part in formula.parts]
        most = self.room.parts
        while len(parts) > most:
            groups = [Both(formula.every, tuple(parts[at : at + most])) for at in range(0, len(parts), most)]
            parts = [self._apart(group) for group in groups]
        return Both(formula.every, tuple(parts))

    def _apart(self, part: Formula) -> Range:
        self.parts += 1
        name = f"p:{self.parts}"
        self._keep(name, part)
        return Range(name, 2, None)

    def _formula(self, condition: Condition) -> Formula:
        if isinstance(condition, And | Or):
            every = isinstance(condition, And)
            parts = tuple(self._formula(part) for part in condition.parts)
            return Both(every, parts) if parts else TRUE if every else FALSE
        if isinstance(condition, Neg):
            return Swapped(self._formula(condition.part))
        return self._state(condition) if isinstance(condition, Known) else self._test(condition)

    def _test(self, test: Atom | Threshold) -> Formula:
        inner = self.facts.condition_of(test.fact)
        name = f"f:{test.fact}" if inner is None else f"t:{test.fact}"
        if inner is not None:
            self.node(name, inner)
        else:
            self._observe(name, test.fact)
        region = test.region if isinstance(test, Atom) else half_line(test, self.facts.values)
        if region is None:  # open, but of a fact that nobody raised it fails
            return Both(every=True, parts=(OPEN, Range(name, -FAR, None)))
        parts = tuple(Range(name, first, last) for first, last in self.axes[test.fact].runs(region))
        return parts[0] if len(parts) == 1 else Both(every=False, parts=parts)

    def _observe(self, name: str, fact: str) -> None:
        if name not in self.ends and name not in self.beyond:
            try:
                self.ends[name] = self.axes[fact].observed(self.facts.observed(fact))
            except Beyond:
                self.beyond.add(name)

    def _state(self, test: Known) -> Formula:
        """What is known of a fact as a fact itself: 0 undeterminable, 2 ascertained."""
        ascertained = test.status == "ascertained"
        if self.facts.condition_of(test.fact) is not None:
            return TRUE if ascertained else FALSE
        name, status = f"k:{test.fact}", self.facts.observed(test.fact).found
        if status in _OPEN_STATES:
            self.ends[name] = (0, 2)
        elif status == "not_raised":
            self.ends[name] = NEVER
        else:
            self.ends[name] = (0, 0) if status == "undeterminable" else (2, 2)
        return Range(name, 2, None) if ascertained else Range(name, 0, 0)


def half_line(test: Threshold, values: Mapping[str, Exact]) -> Numbers | None:
    """The numbers that a test against a parameter wants; None where the parameter has no value."""
    value = values.get(test.parameter)
    if value is None:
        return None
    if test.word == "=":
        return Numbers((Interval(value, value),))
    if test.word in {">=", ">"}:
        return Numbers((Interval(value, None, lo_open=test.word == ">"),))
    return Numbers((Interval(None, value, hi_open=test.word == "<"),))


# ---- axes ----------------------------------------------------------------------------------------------------------


def _axes(conditions: Iterable[Condition], facts: Facts) -> dict[str, Axis]:
    """The axis of every fact that is read, with room for every constant it is compared with."""
    wanted: dict[str, list[Region]] = {}
    todo, followed = list(conditions), set[str]()
    while todo:
        condition = todo.pop()
        if isinstance(condition, And | Or):
            todo += condition.parts
        elif isinstance(condition, Neg):
            todo.append(condition.part)
        else:
            wanted.setdefault(condition.fact, []).extend(_constants(condition, facts.values))
            inner = facts.condition_of(condition.fact)
            if inner is not None and condition.fact not in followed:
                followed.add(condition.fact)
                todo.append(inner)
    return {name: _axis(name, regions, facts) for name, regions in wanted.items()}


def _constants(test: Atom | Known | Threshold, values: Mapping[str, Exact]) -> list[Region]:
    """The region that a test compares with, where there is one."""
    if isinstance(test, Atom):
        return [test.region]
    region = half_line(test, values) if isinstance(test, Threshold) else None
    return [] if region is None else [region]


def _axis(name: str, regions: list[Region], facts: Facts) -> Axis:
    fact = facts.facts.get(name)
    if fact is None or fact.type == "boolean":
        return TRUTHS
    whole = domain(fact)
    if isinstance(whole, Values):
        mentioned = (one for region in regions if isinstance(region, Values) for one in sorted(region.names))
        own = (key for key, _ in fact.values)
        return Axis(names=tuple(dict.fromkeys([*own, *mentioned])), others=whole.others)
    numbers = [i for region in regions if isinstance(region, Numbers) for i in region.intervals]
    return Axis(scale=lcm(*(Fraction(e).denominator for i in numbers for e in (i.lo, i.hi) if e is not None)))
