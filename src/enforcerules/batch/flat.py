"""The units of many matters as one set of tables, so that rows of all of them are decided at once.

A variable is cut wherever the axis of any unit cuts it; what a class of that is on the axis of a unit is looked up by unit and
class, already times the stride of the axis, so that the numbers found for all variables add up to the number of the cell. Only
units go in whose axes are of facts that mean the same in all of them; the others are decided one by one, and so are rows
with open facts. The ends of cells stand here alone, so that what a unit learns is known at once; a unit with a new plan goes back
to deciding on its own until the tables are made anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from enforcerules.batch.axes import Axis
from enforcerules.batch.columns import Array, signature
from enforcerules.batch.plan import NOT_ASKED, Plan
from enforcerules.batch.truths import MEMBER, NOTHING, SAID, SUM
from enforcerules.batch.variables import constant
from enforcerules.batch.work import Worked, day_of
from enforcerules.kernel.slots import AWAY, Slot
from enforcerules.kernel.unit import Unit, said_by
from enforcerules.model.program import Age, Arithmetic, DateAfter, Days, Fact, Ratio, Steps
from enforcerules.model.walk import reads_of

_MOST = 2**16
"""Units with more cells stay on their own."""
_ROOM = 2**26
"""So many cells together; what does not fit stays on its own."""
_WIDE = 2**22
"""So many units times axes; units with axes of their own stay on their own then."""
_NAMES = frozenset({"boolean", "choice", "text", "code", "set"})
_DERIVED = (Arithmetic, Days, DateAfter, Age, Steps, Ratio)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a fact is in the units that share tables: its declaration, its slot where a case gives it, a unit that has it."""

    fact: Fact
    slot: Slot | None
    unit: Unit

    def same(self, other: Meaning) -> bool:
        """Whether columns are read, or worked out, in the same way."""
        if (self.slot is None) != (other.slot is None):
            return False
        if self.slot is not None and other.slot is not None:
            ways = [(signature(one.fact), one.names) for one in (self.slot, other.slot)]
            return ways[0] == ways[1] and _alike(self.slot.silent, other.slot.silent)
        editions = [one.unit.frame.known.edition for one in (self, other)]
        return (self.fact is other.fact or self.fact == other.fact) and editions[0] == editions[1]


def _alike(one: object, other: object) -> bool:
    if one is AWAY or other is AWAY or one is None or other is None:
        return one is other
    return type(one) is type(other) and one == other


@dataclass(frozen=True, slots=True)
class Across:
    """An axis of many units. `cuts`: of numbers, where a class begins; `words`: of names, the last class being all others.

    `table`: by unit and class, what is added to the number of the cell; `asked`: which units have the axis.
    """

    name: str
    cuts: Array | None
    words: tuple[Any, ...]
    table: Array
    asked: Array


@dataclass(frozen=True, slots=True)
class Flat:
    """Units by number, nil being none. `plans`: those of all units that were looked at, whether or not they fit. `base`: where the cells of a unit begin; `cells`: the end of each, by place in the leaves.

    `facts`: what a column may be, by its name; `taking` and `having`: the units that take a name, and that have a fact.
    """

    numbers: Mapping[int, int]
    plans: Mapping[int, Plan | None]
    meanings: Mapping[str, Meaning]
    axes: tuple[Across, ...]
    base: Array
    cells: Array
    facts: Mapping[str, set[str]]
    taking: Mapping[str, list[int]]
    having: Mapping[str, list[int]]

    def among(self, units: Sequence[int]) -> Array:
        """By unit, whether it is among these."""
        made = np.zeros(len(self.base), bool)
        made[list(units)] = True
        return made

    def has(self, worked: Worked) -> bool:
        """Whether a unit was looked at with the plan that it has now."""
        return self.plans.get(id(worked)) is worked.plan


# ---- how they are made ------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Gathered:
    """Units taken so far."""

    meanings: dict[str, Meaning] = field(default_factory=dict)
    units: list[tuple[Worked, Plan, dict[str, int]]] = field(default_factory=list)
    axes: dict[str, list[int]] = field(default_factory=dict)
    """The places of the units that have each."""
    size: int = 1

    def take(self, worked: Worked) -> bool:
        """Take a unit, unless something is in the way; a fact means what it does in the first that has it."""
        plan = worked.plan
        if plan is None or not plan.axes or plan.known.size > min(_MOST, _ROOM - self.size):
            return False
        meanings = {name: Meaning(one.fact, one, worked.unit) for name, one in worked.unit.slots.items()}
        fixed: dict[str, int] = {}
        for name, axis in plan.axes.items():
            if not self._fits(name, axis, worked.unit, meanings, fixed):
                return False
        if any(name in self.meanings and not self.meanings[name].same(one) for name, one in meanings.items()):
            return False
        names = [name for name in plan.axes if name not in fixed and name != NOTHING]
        if len(self.axes.keys() | names) * len(self.units) > _WIDE and not self.axes.keys() >= set(names):
            return False
        for name in names:
            self.axes.setdefault(name, []).append(len(self.units))
        for name, one in meanings.items():
            self.meanings.setdefault(name, one)
        self.units.append((worked, plan, fixed))
        self.size += plan.known.size
        return True

    def _fits(self, name: str, axis: Axis, unit: Unit, meanings: dict[str, Meaning], fixed: dict[str, int]) -> bool:
        """Whether an axis can be had across units; those of what all cases of the unit have in common are one class."""
        if name == NOTHING:
            return True
        if name.startswith(SUM):
            return False
        whole = name.removeprefix(SAID).partition(MEMBER)[0]
        if whole in unit.slots:
            return True
        fact = unit.frame.sliced.facts[whole]
        if fact.formula is None and day_of(fact) is None:
            if name != whole or fact.type not in _NAMES:
                return False
            fixed[name] = int(axis.of(constant(said_by(unit.frame)[whole], fact, 1))[0])
            return 0 <= fixed[name] < axis.known
        return _derived(whole, unit, meanings)


def _derived(name: str, unit: Unit, meanings: dict[str, Meaning]) -> bool:
    """Note what a worked-out fact, or a day of the case, is; whether it can be worked out for all units at once."""
    if name in meanings:
        return True
    fact = unit.frame.sliced.facts[name]
    if fact.formula is None:
        if day_of(fact) is None:
            return False
    elif not isinstance(fact.formula, _DERIVED) or not all(_derived(one, unit, meanings) for one in reads_of(fact)):
        return False
    meanings[name] = Meaning(fact, None, unit)
    return True


def flat_of(units: Iterable[Worked]) -> Flat:
    """The tables of some units, as far as they can share them."""
    gathered = _Gathered()
    looked_at = {id(one): one.plan for one in units if not gathered.take(one)}
    taken = gathered.units
    strides = [_strides(plan) for _, plan, _ in taken]
    sizes = [plan.known.size for _, plan, _ in taken]
    starts = np.cumsum([1, *sizes])
    shifts = [
        sum(mine[name] * at for name, at in fixed.items()) for mine, (_, _, fixed) in zip(strides, taken, strict=True)
    ]
    cells = np.full(int(starts[-1]), NOT_ASKED, np.int32)
    for start, size, (_, plan, _) in zip(starts.tolist(), sizes, taken, strict=False):
        mine = cells[start : start + size]
        mine[:] = plan.known.of(np.arange(size))
        plan.known.move(mine)
    base = np.array([0, *(int(start) + shift for start, shift in zip(starts, shifts, strict=False))], np.int64)
    return Flat(
        {id(worked): at + 1 for at, (worked, _, _) in enumerate(taken)},
        {**looked_at, **{id(worked): plan for worked, plan, _ in taken}},
        gathered.meanings,
        tuple(
            _across(name, len(taken), [(at, taken[at][1].axes[name], strides[at][name]) for at in mine])
            for name, mine in gathered.axes.items()
        ),
        base,
        cells,
        *_named([worked.unit for worked, _, _ in taken]),
    )


def _strides(plan: Plan) -> dict[str, int]:
    """By how much the number of a cell grows with the class on each axis."""
    made = dict.fromkeys(plan.axes, 0)
    stride = 1
    for name in reversed(plan.known.sizes):
        made[name] = stride
        stride *= plan.known.sizes[name]
    return made


def _across(name: str, count: int, mine: Sequence[tuple[int, Axis, int]]) -> Across:
    """An axis of so many units: the places of those that have it, with theirs and its stride."""
    asked = np.zeros(count + 1, bool)
    asked[[at + 1 for at, _, _ in mine]] = True
    words: tuple[Any, ...] = tuple(dict.fromkeys(word for _, axis, _ in mine for word in axis.words[:-1]))
    cuts: Array | None
    if any(axis.words for _, axis, _ in mine):
        cuts, standing = None, np.array([*words, None], object)
    else:
        cuts = standing = np.array(sorted({cut for _, axis, _ in mine for cut in axis.begins}), np.int64)
    table = np.zeros((count + 1, len(standing) + (cuts is not None)), np.int32)
    seen: dict[tuple[object, ...], Array] = {}
    for at, axis, stride in mine:
        key = (axis.words, axis.cuts, axis.whole)
        if key not in seen:
            seen[key] = axis.of_standing(standing)
        table[at + 1] = seen[key] * stride
    return Across(name, cuts, words, table, asked)


def _named(units: Sequence[Unit]) -> tuple[dict[str, set[str]], dict[str, list[int]], dict[str, list[int]]]:
    """The facts of each name, and the numbers of the units that take each name, and that have each fact."""
    facts: dict[str, set[str]] = {}
    taking: dict[str, list[int]] = {}
    having: dict[str, list[int]] = {}
    for at, unit in enumerate(units):
        for fact, slot in unit.slots.items():
            having.setdefault(fact, []).append(at + 1)
            for name in slot.names:
                facts.setdefault(name, set()).add(fact)
                taking.setdefault(name, []).append(at + 1)
    return facts, taking, having
