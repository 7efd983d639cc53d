"""Completions: what the open facts may still be, cell by cell, and what follows in each.

The thresholds of the open items cut each open fact into cells on which every test is constant. The product of the
cells, less what declared implications exclude, is worked through exactly up to `COMBINATIONS`; beyond that the answer is the
outer bound that `possible` gives with open truths, and is marked as such.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import prod

from enforcerules.base.limits import COMBINATIONS
from enforcerules.decide.cells import Cell, Coordinates, combinations, coordinates
from enforcerules.decide.frame import Frame, Item
from enforcerules.decide.implications import consistent, implications
from enforcerules.decide.possible import Possible, possible, settled_early
from enforcerules.decide.verdicts import Verdicts
from enforcerules.model.program import Count
from enforcerules.model.region import meet


@dataclass(frozen=True, slots=True)
class Completions:
    """What is possible in each completion; `outer` says that there were too many to work through."""

    coordinates: Coordinates
    found: tuple[tuple[Mapping[str, Cell], Possible], ...]
    outer: bool
    cells: int


def completions(frame: Frame, asked: Mapping[str, Item], seen: Verdicts) -> Completions:
    """Work through every completion of the facts that open items read."""
    keys = relevant(frame, seen)
    axes = coordinates(frame, [asked[k].condition for k in keys], frame.known)
    number = prod(len(cells) for cells in axes.values())
    if number > COMBINATIONS:
        return Completions(axes, (({}, possible(frame, seen.truths, frame.known)),), outer=True, cells=number)
    pairs = implications(frame, tuple(axes))
    found = tuple(
        (cells, _complete(frame, asked, keys, seen, cells))
        for cells in combinations(axes)
        if consistent(cells, pairs) and _counted(frame, cells)
    )
    return Completions(axes, found, outer=False, cells=number)


def _counted(frame: Frame, cells: Mapping[str, Cell]) -> bool:
    """Whether counts by thing agree with what the case is about: a shop that was never fined has no fine before."""
    for name, cell in cells.items():
        formula = frame.fact(name).formula
        about = {} if not isinstance(formula, Count) else {one: cells[one] for one in formula.per if one in cells}
        if about and cell is not None and meet(frame.known.suppose(about).region(name), cell).empty:
            return False
    return True


def relevant(frame: Frame, seen: Verdicts) -> tuple[str, ...]:
    """The open items that can still change something: those of the law's order, and, unless it ends there, the rest."""
    early, measures_matter = settled_early(frame, seen.truths)
    if not measures_matter:
        return early
    rest = [k for k in seen.open if k.split(":")[0] in {"measure", "table", "row"}]
    rest += [k for k in seen.open if k.startswith("rule:") and k not in early and _shapes_measures(frame, k)]
    return (*early, *rest)


def _shapes_measures(frame: Frame, key: str) -> bool:
    return any(key == f"rule:{r.id}" and r.stage in {"circumstance", "concurrence"} for r in frame.sliced.rules)


def _complete(
    frame: Frame, asked: Mapping[str, Item], keys: tuple[str, ...], seen: Verdicts, cells: Mapping[str, Cell]
) -> Possible:
    known = frame.known.suppose(cells) if cells else frame.known
    truths = dict(seen.truths)
    for key in keys:
        truths[key] = known.judge(asked[key].condition, known)
    return possible(frame, truths, known)
