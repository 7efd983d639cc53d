"""The tiers of a statute as strips: along one numeric fact, which fines of one addressee hold, stretch by stretch.

The thresholds of all conditions cut each fact into cells on which every test is constant; all other facts are held to one
of their cells (or, where it is asked, to what cannot be determined), so that a strip shows what the numeric fact alone
does. Derived truths are followed into their conditions; what the matter fixes, or its elements exclude, is no case. Fines
are looked at together only where they are in force on one day. Nothing is sampled: what is true of a strip is true of
every case in it.

Worked example, 道路运输条例 63(1)(1): 违法所得超过1万元 → a multiple, 不足1万元 → 3千元以上1万元以下. The fact 违法所得 has the cells
[0, 1万), {1万}, (1万, ∞), in which {range}, {}, {multiple} hold: the middle one is a hole.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby, product
from math import prod

from enforcerules.base.limits import COMBINATIONS
from enforcerules.check.axes import Axes, Held, axes_of, expanded, truth_of
from enforcerules.model.program import Condition, Fact, Matter, Measure, Parameter, Program
from enforcerules.model.region import Exact, Interval, Numbers

_NUMERIC = frozenset({"money", "integer", "decimal", "rate", "period"})


@dataclass(frozen=True, slots=True)
class Cell:
    """A stretch of the numeric fact and the fines that hold in all of it.

    `answered`: another limb of their block holds, which threatens something else or somebody else. `open`: more may
    hold, or no case lies here.
    """

    interval: Interval
    fines: tuple[Measure, ...]
    answered: bool = False
    open: bool = False

    @property
    def empty(self) -> bool:
        """Whether nothing follows here, though there are such cases."""
        return not (self.fines or self.answered or self.open)

    @property
    def some(self) -> bool:
        """Whether something follows here."""
        return bool(self.fines or self.answered)

    @property
    def ids(self) -> frozenset[str]:
        """The fines by id."""
        return frozenset(one.id for one in self.fines)


@dataclass(frozen=True, slots=True)
class Strip:
    """The stretches of one numeric fact in ascending order, for one addressee, all other facts held.

    `ends` are the thresholds, as they stand in the text; `around` are the cells that the other facts are held to.
    """

    matter: Matter
    target: str
    fact: Fact
    cells: tuple[Cell, ...]
    ends: frozenset[Exact]
    around: Mapping[str, Held]


@dataclass(frozen=True, slots=True)
class Unseen:
    """A matter whose tiers are too many to look through."""

    matter: Matter
    cells: int


@dataclass(frozen=True, slots=True)
class _Setting:
    """The fines of one addressee that are in force together, with their conditions and the cells of the facts."""

    matter: Matter
    fines: tuple[Measure, ...]
    beside: tuple[Measure, ...]
    conditions: Mapping[str, Condition]
    elements: Condition | None
    axes: Axes


def strips(program: Program) -> Iterator[Strip | Unseen]:
    """Every strip of every matter."""
    for matter in program.matters.values():
        ruleset = program.rulesets[matter.ruleset]
        yield from of_matter(matter, ruleset.facts, ruleset.parameters)


def of_matter(
    matter: Matter, facts: Mapping[str, Fact], parameters: Mapping[str, Parameter]
) -> Iterator[Strip | Unseen]:
    """The strips of one matter: for each addressee and day, along each numeric fact that its fines are tiered by."""
    fines = [m for m in matter.measures if m.kind == "fine"]
    elements = None if matter.elements is None else expanded(matter.elements, facts)
    for target in dict.fromkeys(m.target for m in fines):
        mine = [m for m in fines if m.target == target]
        for together in _in_force([*mine, *_beside(matter, mine)]):
            conditions = {m.id: expanded(m.condition, facts) for m in together}
            axes = axes_of(conditions.values(), elements, dict(matter.fixes), facts, parameters)
            own, beside = (tuple(m for m in together if (m in mine) is one) for one in (True, False))
            if own:
                yield from _along(_Setting(matter, own, beside, conditions, elements, axes), facts)


def _beside(matter: Matter, fines: list[Measure]) -> list[Measure]:
    """What limbs beside these fines threaten: something else than a fine, or a fine of somebody else."""
    blocks = {block_of(m) for m in fines} - {None}
    return [m for m in matter.measures if m not in fines and block_of(m) in blocks]


def block_of(measure: Measure) -> str | None:
    """The block of limbs in which a measure stands."""
    return None if measure.limb is None else measure.limb.rpartition(".")[0]


def _in_force(fines: list[Measure]) -> Iterator[tuple[Measure, ...]]:
    """The fines that stand together on some day; every such set once."""
    days = {date.min}
    for span in (m.in_force for m in fines):
        days |= {span.since} if span.since is not None else set()
        days |= {span.until + timedelta(1)} if span.until is not None and span.until < date.max else set()
    found = (tuple(m for m in fines if m.in_force.covers(day)) for day in sorted(days))
    yield from dict.fromkeys(together for together in found if together)


def _along(setting: _Setting, facts: Mapping[str, Fact]) -> Iterator[Strip | Unseen]:
    axes = setting.axes.cells
    tiered = [name for name in axes if name in facts and facts[name].type in _NUMERIC]
    number = prod(len(cells) for cells in axes.values())
    if tiered and number > COMBINATIONS:
        yield Unseen(setting.matter, number)
        return
    for name in tiered:
        others = {key: cells for key, cells in axes.items() if key != name}
        for held in product(*others.values()):
            around = dict(zip(others, held, strict=True))
            regions = [cell for cell in axes[name] if isinstance(cell, Numbers)]
            cells = [_cell(cell, {**around, name: cell}, setting) for cell in regions]
            target = setting.fines[0].target
            yield Strip(setting.matter, target, facts[name], tuple(_joined(cells)), setting.axes.ends[name], around)


def _cell(region: Numbers, given: Mapping[str, Held], setting: _Setting) -> Cell:
    if setting.elements is not None and truth_of(setting.elements, given) is False:
        return Cell(region.hull(), (), open=True)
    truths = {m.id: truth_of(setting.conditions[m.id], given) for m in (*setting.fines, *setting.beside)}
    return Cell(
        region.hull(),
        tuple(m for m in setting.fines if truths[m.id]),
        any(truths[m.id] for m in setting.beside),
        None in truths.values(),
    )


def _joined(cells: list[Cell]) -> Iterator[Cell]:
    """Neighbours in which the same follows become one stretch."""
    for _, alike in groupby(cells, key=lambda cell: (cell.ids, cell.answered, cell.open)):
        stretch = list(alike)
        first, last = stretch[0].interval, stretch[-1].interval
        yield replace(stretch[0], interval=Interval(first.lo, last.hi, first.lo_open, last.hi_open))
