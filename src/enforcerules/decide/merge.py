"""All completions put together: a field is open only if completions differ in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from enforcerules.decide.cells import Cell
from enforcerules.decide.completions import Completions
from enforcerules.decide.levels import MeasurePossible
from enforcerules.decide.possible import FIRM, Possible
from enforcerules.model.decision import DISPOSITIONS, AlertSeen, Disposition, LevelRange, MoneyRange, hull
from enforcerules.model.document import Level
from enforcerules.model.program import LEVELS, Measure

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class MergedMeasure:
    """A measure over all completions; `open` names the fields in which they differ."""

    measure: Measure
    holds: bool | None
    statutory: MoneyRange | None
    levels: tuple[LevelRange, ...]
    open: tuple[str, ...]
    barred: bool | None = False


@dataclass(frozen=True, slots=True)
class Merged:
    """What is certain and what is open."""

    dispositions: tuple[Disposition, ...]
    because: frozenset[str]
    measures: tuple[MergedMeasure, ...]
    human: frozenset[str]
    alerts: frozenset[AlertSeen]

    @property
    def measures_matter(self) -> bool:
        """Whether a disposition is possible under which measures follow, or would."""
        return any(d not in FIRM for d in self.dispositions)

    @property
    def open(self) -> bool:
        """Whether anything that matters is open."""
        loose = self.measures_matter and (any(m.open for m in self.measures) or bool(self.human))
        return len(self.dispositions) > 1 or loose


def merge(found: Completions) -> Merged:
    """Put the completions together."""
    parts = [part for _, part in found.found]
    said = {d for part in parts for d in part.dispositions}
    measures = _measures([part for part in parts if any(d not in FIRM for d in part.dispositions)] or parts)
    human = frozenset(flag for part in parts for flag in part.human)
    common = frozenset.intersection(*(part.alerts for part in parts)) if parts else frozenset()
    because = frozenset(key for part in parts for keys in part.dispositions.values() for key in keys)
    return Merged(tuple(d for d in DISPOSITIONS if d in said), because, measures, human, common)


def _measures(parts: list[Possible]) -> tuple[MergedMeasure, ...]:
    order: dict[str, Measure] = {}
    for part in parts:
        order |= {m.measure.id: m.measure for m in part.measures if m.measure.id not in order}
    return tuple(_measure(measure, parts) for measure in order.values())


def _measure(measure: Measure, parts: list[Possible]) -> MergedMeasure:
    seen = [next((m for m in part.measures if m.measure.id == measure.id), None) for part in parts]
    made = [m for m in seen if m is not None]
    everywhere = all(m is not None and m.holds for m in seen)
    open_: list[str] = [] if everywhere else ["holds"]
    spans = {m.statutory for m in made}
    statutory = None if None in spans else hull([m.statutory for m in made if m.statutory is not None])
    bars = {m.barred for m in made}
    if bars == {True}:
        return MergedMeasure(measure, True if everywhere else None, statutory, (), tuple(open_), barred=True)
    if bars != {False}:
        open_.append("barred")
    if len(spans) > 1 or any(m.base_open for m in made):
        open_.append("statutory")
    levels, differ = _levels(made)
    if differ or any(m.vague for m in made):
        open_.append("levels")
    barred = False if bars == {False} else None
    return MergedMeasure(measure, True if everywhere else None, statutory, levels, tuple(open_), barred)


def _levels(made: list[MeasurePossible]) -> tuple[tuple[LevelRange, ...], bool]:
    found: list[LevelRange] = []
    differ = False
    for level in LEVELS:
        seen = [next((one for one in m.levels if one.level == level), None) for m in made]
        here = [one for one in seen if one is not None]
        if here:
            found.append(_level(level, here))
            differ |= len(here) < len(seen) or len({(one.range, one.point) for one in here}) > 1
    return tuple(found), differ


def _level(level: Level, here: list[LevelRange]) -> LevelRange:
    ranges = [one.range for one in here if one.range is not None]
    points = {one.point for one in here}
    return LevelRange(
        level=level,
        range=hull(ranges) if ranges else None,
        point=points.pop() if len(points) == 1 else None,
        because=_once(name for one in here for name in one.because),
        basis=_once(citation for one in here for citation in one.basis),
    )


def _once(names: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(names))


def matters(name: str, found: Completions) -> bool:
    """Whether two completions that differ only in this fact lead to different results."""
    groups: dict[tuple[tuple[str, int], ...], Possible] = {}
    index = {n: {id(c): i for i, c in enumerate(cells)} for n, cells in found.coordinates.items()}
    for cells, part in found.found:
        rest = tuple((n, index[n][id(c)]) for n, c in sorted(cells.items(), key=lambda p: p[0]) if n != name)
        before = groups.setdefault(rest, part)
        if result(before) != result(part):
            return True
    return False


def result(part: Possible) -> tuple[object, ...]:
    """What counts as a result when completions are compared: not by which rule, but what follows."""
    said = tuple(d for d in DISPOSITIONS if d in part.dispositions)
    if all(d in FIRM for d in said):
        return (said,)
    measures = tuple(
        (m.measure.id, m.holds, m.barred, m.statutory, tuple((lv.level, lv.range, lv.point) for lv in m.levels))
        for m in part.measures
    )
    return (said, measures, part.human)


def given(cells: Mapping[str, Cell], name: str, cell: Cell) -> bool:
    """Whether a completion puts the fact into this cell."""
    return cells.get(name, cell) is cell
