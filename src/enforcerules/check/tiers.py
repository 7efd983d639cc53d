"""The tiers of a statute as strips: along one numeric fact, cell by cell, which fines of one addressee hold.

The thresholds of all conditions cut each fact into cells on which every test is constant; all other facts are held to one
of their cells, so that a strip shows what the numeric fact alone does. Derived truths are followed into their conditions.
What is true of a strip is true of every case in it: nothing is sampled.

Worked example, 道路运输条例 63(1)(1): 违法所得超过1万元 → a multiple, 不足1万元 → 3千元以上1万元以下. The fact 违法所得 has the cells
[0, 1万), {1万}, (1万, ∞), in which {range}, {}, {multiple} hold: the middle one is a hole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from math import prod

from enforcerules.base.diagnostics import Diagnostic, diagnose
from enforcerules.model.kleene import Test, evaluate
from enforcerules.model.knowledge import domain
from enforcerules.model.program import Amount, And, Atom, Condition, Fact, Matter, Measure, Neg, Or, Program, When
from enforcerules.model.region import TRUE, Interval, Numbers, Region, cut, inside
from enforcerules.model.walk import tests_of

MOST = 4096
_NUMERIC = frozenset({"money", "integer", "decimal", "rate", "period"})


@dataclass(frozen=True, slots=True)
class Cell:
    """A stretch of the numeric fact, and the fines that hold in it."""

    interval: Interval
    fines: tuple[Measure, ...]

    @property
    def ids(self) -> frozenset[str]:
        """The fines by id."""
        return frozenset(one.id for one in self.fines)


@dataclass(frozen=True, slots=True)
class Strip:
    """The cells of one numeric fact in ascending order, for one addressee, all other facts held."""

    matter: Matter
    target: str
    fact: Fact
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Unseen:
    """A matter whose tiers are too many to look through."""

    matter: Matter
    cells: int


def strips(program: Program) -> Iterator[Strip | Unseen]:
    """Every strip of every matter."""
    for matter in program.matters.values():
        yield from of_matter(matter, program.rulesets[matter.ruleset].facts)


def of_matter(matter: Matter, facts: Mapping[str, Fact]) -> Iterator[Strip | Unseen]:
    """The strips of one matter: for each addressee, along each numeric fact that its fines are tiered by."""
    fines = [m for m in matter.measures if m.kind == "fine"]
    for target in dict.fromkeys(m.target for m in fines):
        yield from _of_target(matter, target, [m for m in fines if m.target == target], facts)


def _of_target(
    matter: Matter, target: str, fines: list[Measure], facts: Mapping[str, Fact]
) -> Iterator[Strip | Unseen]:
    conditions = {m.id: expanded(m.condition, facts) for m in fines}
    axes = _axes(conditions.values(), facts)
    tiered = [name for name in axes if name in facts and facts[name].type in _NUMERIC and len(axes[name]) > 1]
    number = prod(len(cells) for cells in axes.values())
    if tiered and number > MOST:
        yield Unseen(matter, number)
        return
    for name in tiered:
        others = {key: cells for key, cells in axes.items() if key != name}
        for held in product(*others.values()):
            around = dict(zip(others, held, strict=True))
            cells = tuple(_cell(cell, {**around, name: cell}, fines, conditions) for cell in axes[name])
            yield Strip(matter, target, facts[name], cells)


def _cell(
    region: Region, given: Mapping[str, Region], fines: list[Measure], conditions: Mapping[str, Condition]
) -> Cell:
    assert isinstance(region, Numbers)  # noqa: S101  of a numeric fact

    def test(one: Test) -> bool | None:
        return inside(given[one.fact], one.region) if isinstance(one, Atom) else False

    holding = tuple(m for m in fines if evaluate(conditions[m.id], test))
    return Cell(region.hull(), holding)


def _axes(conditions: Iterable[Condition], facts: Mapping[str, Fact]) -> dict[str, tuple[Region, ...]]:
    """Each fact that the conditions test with the cells that they cut it into."""
    wanted: dict[str, list[Region]] = {}
    for condition in conditions:
        for test in tests_of(condition):
            if isinstance(test, Atom):
                wanted.setdefault(test.fact, []).append(test.region)
    return {name: _cut(name, regions, facts) for name, regions in sorted(wanted.items())}


def _cut(name: str, regions: list[Region], facts: Mapping[str, Fact]) -> tuple[Region, ...]:
    fact = facts.get(name)
    if fact is None:  # whether a set holds a value
        return (TRUE, TRUE.without())
    return cut(domain(fact), regions, whole=fact.whole)


def expanded(condition: Condition, facts: Mapping[str, Fact]) -> Condition:
    """The condition with derived truths written out."""
    if isinstance(condition, And):
        return And(tuple(expanded(part, facts) for part in condition.parts))
    if isinstance(condition, Or):
        return Or(tuple(expanded(part, facts) for part in condition.parts))
    if isinstance(condition, Neg):
        return Neg(expanded(condition.part, facts))
    fact = facts.get(condition.fact)
    if not isinstance(condition, Atom) or fact is None or not isinstance(fact.formula, When):
        return condition
    inner = expanded(fact.formula.condition, facts)
    return inner if condition.region == TRUE else Neg(inner)


def amount_of(fine: Measure) -> Amount | None:
    """The amount of a fine that does not stand among alternatives."""
    return fine.amount if fine.group is None else None


def report(program: Program, strip: Strip, code: str, **args: str) -> Diagnostic:
    """The finding at its matter; one that the matter accepts, with its reason, is told and no longer a warning."""
    matter = strip.matter
    span = program.spans.get(matter.id)
    reason = dict(matter.accepts).get(code)
    if reason is not None:
        return diagnose("ER549", span, matter=matter.id, finding=code, reason=reason)
    return diagnose(code, span, labels=(), matter=matter.id, fact=strip.fact.label, **args)
