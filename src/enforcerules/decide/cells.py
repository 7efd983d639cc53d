"""Cells: what an open fact may still be, cut where a test changes; each test is constant on each cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import product

from enforcerules.decide.facts import Knowledge
from enforcerules.decide.frame import Frame
from enforcerules.decide.verdicts import open_tests
from enforcerules.model.program import Atom, Condition, Fact, Known, Threshold
from enforcerules.model.region import TRUTH, Interval, Numbers, Region, cut

UNDETERMINABLE = None
Cell = Region | None
Coordinates = Mapping[str, tuple[Cell, ...]]


def coordinates(frame: Frame, conditions: Iterable[Condition], known: Knowledge) -> dict[str, tuple[Cell, ...]]:
    """The open facts with the cells that the tests of the conditions cut them into, by fact id."""
    wanted: dict[str, list[Region]] = {}
    states: set[str] = set()
    for condition in conditions:
        for name, test in open_tests(frame, condition, known):
            regions = wanted.setdefault(name, [])
            if isinstance(test, Atom):
                regions.append(test.region)
            elif isinstance(test, Threshold) and test.parameter in known.values:
                regions.append(threshold(test, known))
            elif isinstance(test, Known):
                states.add(name)
    return {name: _cells(frame.fact(name), wanted[name], known, name in states) for name in sorted(wanted)}


def threshold(test: Threshold, known: Knowledge) -> Region:
    """Where a test against a parameter holds, by the value that the parameter has here."""
    value = known.values[test.parameter].value
    if test.word == "=":
        return Numbers((Interval(value, value),))
    if test.word in {">=", ">"}:
        return Numbers((Interval(value, None, lo_open=test.word == ">"),))
    return Numbers((Interval(None, value, hi_open=test.word == "<"),))


def _cells(fact: Fact, wanted: list[Region], known: Knowledge, state: bool) -> tuple[Cell, ...]:
    region = TRUTH if "∋" in fact.id else known.region(fact.id)
    cells: tuple[Cell, ...] = cut(region, wanted, whole=fact.whole)
    return (*cells, UNDETERMINABLE) if state else cells


def combinations(axes: Coordinates) -> Iterator[dict[str, Cell]]:
    """Every choice of one cell for each fact."""
    names = list(axes)
    for cells in product(*(axes[name] for name in names)):
        yield dict(zip(names, cells, strict=True))
