"""Cases decided under two sets of rules: whom a change would hit, in numbers and in money, by matter.

Heavier and lighter go by how far the party is spared, then by the most and by the least of all fines together. Where a
sum is not bounded, or an outcome is a person's or still open on a side, no money is reckoned.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal, TypeVar

from enforcerules import pipeline
from enforcerules.analysis.witness import said
from enforcerules.base.diagnostics import InvalidInput, Report
from enforcerules.decide.compare import RANK
from enforcerules.model.case import Case
from enforcerules.model.decision import Outcome
from enforcerules.model.program import Program
from enforcerules.model.sums import NIL

Move = Literal["same", "heavier", "lighter", "exempt", "undetermined", "otherwise", "unusable"]
MOVES: Final[tuple[Move, ...]] = ("heavier", "lighter", "exempt", "undetermined", "otherwise", "unusable", "same")
K = TypeVar("K")
_SPARED: Final = frozenset({"no_penalty_shall", "no_penalty_may"})
_OPEN: Final = frozenset({"undetermined", "needs_human"})
_FINED: Final = frozenset({"penalise", "no_penalty_may", "order_first"})
_RANK: Final[Mapping[str, int]] = {str(name): rank for name, rank in RANK.items()}
_LEVELS: Final = ("mitigated", "lighter", "ordinary", "heavier")


_NOTHING: Final = Report()


@dataclass(frozen=True, slots=True)
class Moved:
    """One outcome of a case under both rules; `least` and `most`: by how much 分 the ends of its fines move.

    `tiers`: before and after, the levels of its fines from the lightest on; what becomes of it where there is no fine.
    """

    case: str
    matter: str
    move: Move
    old: str = ""
    new: str = ""
    least: Fraction | None = None
    most: Fraction | None = None
    report: Report = _NOTHING
    tiers: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())


@dataclass(frozen=True, slots=True)
class Sum:
    """Several outcomes together: how many go which way, and by how much 分 their fines move.

    `unreckoned`: how many of those that move have no sum on a side, so that their money is not in the figures.
    """

    counts: Mapping[Move, int]
    least: Fraction
    most: Fraction
    unreckoned: int

    @property
    def moving(self) -> int:
        """How many do not stay as they are."""
        return sum(number for move, number in self.counts.items() if move != "same")


def summed(moved: Iterable[Moved]) -> Sum:
    """Outcomes added up."""
    every = list(moved)
    return Sum(
        {move: number for move in MOVES if (number := sum(one.move == move for one in every))},
        sum((one.least for one in every if one.least is not None), NIL),
        sum((one.most for one in every if one.most is not None), NIL),
        sum(one.move != "same" and one.most is None for one in every),
    )


def by(moved: Iterable[Moved], key: Callable[[Moved], K]) -> dict[K, list[Moved]]:
    """Outcomes with the same key, in the order in which the keys come first."""
    made: dict[K, list[Moved]] = {}
    for one in moved:
        made.setdefault(key(one), []).append(one)
    return made


def before(one: Moved) -> tuple[str, ...]:
    """The tier under the older rules, as a key."""
    return one.tiers[0]


def order(tier: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    """Tiers from the lightest on: how far the party is spared, then the levels of a fine."""
    return tuple((4, _LEVELS.index(name)) if name in _LEVELS else (_RANK.get(name, 9), 0) for name in tier)


def moves(old: Program, new: Program, cases: Iterable[tuple[str, Case]]) -> Iterator[Moved]:
    """What becomes of each outcome of each case."""
    for name, case in cases:
        try:
            pair = [pipeline.decide(program, case).outcomes for program in (old, new)]
        except InvalidInput as invalid:
            yield Moved(name, "", "unusable", report=invalid.report)
            continue
        for before, after in zip(*pair, strict=True):
            yield _moved(name, before, after)


def _moved(name: str, before: Outcome, after: Outcome) -> Moved:
    ends = (_fines(before), _fines(after))
    least = most = None
    if ends[0] is not None and ends[1] is not None:
        least, most = ends[1][0] - ends[0][0], ends[1][1] - ends[0][1]
    move = _move(before, after, least, most)
    tiers = _tiers(before), _tiers(after)
    return Moved(name, after.matter, move, before.disposition, after.disposition, least, most, tiers=tiers)


def _tiers(outcome: Outcome) -> tuple[str, ...]:
    if outcome.disposition in _OPEN or outcome.disposition not in _FINED:
        return (outcome.disposition,)
    fines = (one for one in outcome.measures if one.kind == "fine" and not one.away)
    found = {level.level for one in fines for level in one.levels}
    return tuple(level for level in _LEVELS if level in found) or (outcome.disposition,)


def _move(before: Outcome, after: Outcome, least: Fraction | None, most: Fraction | None) -> Move:
    if said(before) == said(after):
        return "same"
    if after.disposition in _OPEN and before.disposition not in _OPEN:
        return "undetermined"
    if after.disposition in _SPARED and before.disposition not in _SPARED:
        return "exempt"
    if {before.disposition, after.disposition} & _OPEN:
        return "otherwise"
    ranks = RANK[before.disposition], RANK[after.disposition]
    if ranks[0] != ranks[1]:
        return "heavier" if ranks[1] > ranks[0] else "lighter"
    for change in (most, least):
        if change:
            return "heavier" if change > 0 else "lighter"
    return "otherwise"


def _fines(outcome: Outcome) -> tuple[Fraction, Fraction] | None:
    """The least and the most of all fines that follow; nothing where no penalty does."""
    if outcome.disposition in _OPEN:
        return None
    if outcome.disposition not in _FINED:
        return NIL, NIL
    least = most = NIL
    for one in (m for m in outcome.measures if m.kind == "fine" and not m.away):
        ranges = [level.range for level in one.levels if level.range is not None]
        if not ranges or one.holds is None or any(r.hi is None for r in ranges):
            return None
        least += min(r.lo or NIL for r in ranges)
        most += max(r.hi or NIL for r in ranges)
    return least, most
