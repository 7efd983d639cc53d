"""When the cases of a matter are too many to work through: rule by rule, in an otherwise plain case.

Only the facts that the changed conditions read are varied; all others lie as in the plainest case: what nobody need raise
is not raised, every other fact has its lowest value, and the violation itself is there. What this misses is said.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from enforcerules.analysis.asking import names_in
from enforcerules.analysis.bases import based
from enforcerules.analysis.graph import TooMany, Tree
from enforcerules.analysis.side import Side, joint
from enforcerules.analysis.tree import tree
from enforcerules.decide.frame import Frame
from enforcerules.model.knowledge import Observed, lowest
from enforcerules.model.program import When
from enforcerules.model.region import TRUE, Region
from enforcerules.model.walk import tests_of

_MOST: Final = 600


def by_rule(pair: tuple[Side, Side]) -> tuple[Tree, tuple[str, ...]]:
    """The graph over the facts of the change alone, and the parts that changed."""
    first = _first(pair)
    plainest = tuple(_plain(side, first) for side in pair)
    changed = changed_parts(pair)
    try:
        return tree((plainest[0], plainest[1]), _MOST), changed
    except TooMany:
        return Tree(None, joint(pair), frozenset(), lambda cells: cells), changed


def changed_parts(pair: tuple[Side, Side]) -> tuple[str, ...]:
    """The conditions that are not the same on both sides, by key."""
    old, new = ({(key, one.asks, one.does) for key, one in side.asked.items()} for side in pair)
    return tuple(sorted({key for key, _, _ in old ^ new}))


def _first(pair: tuple[Side, Side]) -> frozenset[str]:
    keys = set(changed_parts(pair))
    names: set[str] = set()
    for side in pair:
        for key in keys & set(side.asked):
            names |= set(names_in(side.rest(side.asked[key].asks, side.frame.known)))
    return frozenset(names)


def _plain(side: Side, first: frozenset[str]) -> Side:
    """A side in which all facts but these are as in the plainest case."""
    frame = side.frame
    given = dict(frame.known.given)
    wanted = elements_of(frame)
    bases = based(side, frame, dict.fromkeys(side.asked))
    for name, fact in frame.sliced.facts.items():
        if side.coordinate(name) not in first and fact.formula is None and name not in wanted and name not in bases:
            given[name] = Observed(lowest(fact), "known")
    given |= {name: Observed(cell, "known") for name, cell in wanted.items() if side.coordinate(name) not in first}
    return replace(side, frame=replace(frame, known=replace(frame.known, given=given, memo={})))


def elements_of(frame: Frame) -> dict[str, Region]:
    """The truths that the elements of the matter ask for."""
    made: dict[str, Region] = {}
    todo = [] if frame.sliced.matter.elements is None else [frame.sliced.matter.elements]
    while todo:
        for test in tests_of(todo.pop()):
            fact = frame.sliced.facts.get(test.fact)
            if fact is not None and isinstance(fact.formula, When):
                todo.append(fact.formula.condition)
            elif fact is not None and fact.type == "boolean":
                made[test.fact] = TRUE
    return made
