"""How heavy a package of penalties is, point by point, and which of two is the lighter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from enforcerules.decide.facts import Knowledge
from enforcerules.decide.frame import Frame
from enforcerules.decide.levels import permitted
from enforcerules.decide.measures import measure_possible
from enforcerules.decide.packages import Package
from enforcerules.model.duration import Duration
from enforcerules.model.program import LEVELS, Kind, Measure

_HOURS = {"h": (1, 1), "d": (24, 24), "m": (28 * 24, 31 * 24)}
_LIFE = 10**9
NIL = Fraction(0)


@dataclass(frozen=True, slots=True)
class Found:
    """The newer of two packages against the older: `lighter`, `heavier`, `equal`, `same`, `unclear`, `open`; and why."""

    verdict: str
    by: str | None
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Weight:
    """A package, point by point; `most` and `least` None: the text leaves the amount of a fine to other rules.

    `ranks`: of its kinds, None where none is declared. `must` and `may`: the ranks of what must and of what can be
    imposed, heaviest first. `content`: everything that could make a difference, to tell equal from the same.
    """

    ranks: Mapping[str, int | None]
    lengths: Mapping[str, tuple[Duration | None, ...]]
    most: Fraction | None
    least: Fraction | None
    must: tuple[int, ...]
    may: tuple[int, ...]
    levels: tuple[int, int]
    content: frozenset[object]


def weigh(frame: Frame, truths: Mapping[str, bool | None], package: Package, known: Knowledge) -> Weight:
    """The weight of the penalties of a package, where every base of a fine is known exactly."""
    kinds = frame.program.rulesets[frame.sliced.matter.ruleset].kinds
    penalties = [m for m in package if kinds[m.kind].class_ == "penalty"]
    spans = {m.id: _span(frame, truths, m, known) for m in penalties if m.kind == "fine"}
    open_ = any(span is None for span in spans.values())
    sums = {name: span for name, span in spans.items() if span is not None}
    levels = sorted(LEVELS.index(level) for level in permitted(frame, truths).levels)
    return Weight(
        ranks={m.kind: kinds[m.kind].rank for m in penalties},
        lengths={kind: tuple(m.duration for m in penalties if m.kind == kind) for kind in {m.kind for m in penalties}},
        most=None if open_ else _sum(penalties, {name: hi for name, (_, hi) in sums.items()}, most=True),
        least=None if open_ else _sum(penalties, {name: lo for name, (lo, _) in sums.items()}, most=False),
        must=_sorted(kinds, (m for m in penalties if m.modality == "shall" and m.group is None)),
        may=_sorted(kinds, penalties),
        levels=(levels[-1], levels[0]),
        content=frozenset(_content(m, spans.get(m.id)) for m in package) | {tuple(levels)},
    )


def _span(
    frame: Frame, truths: Mapping[str, bool | None], measure: Measure, known: Knowledge
) -> tuple[Fraction, Fraction] | None:
    """The least and the most that the levels permit; None where the text sets no amount."""
    if measure.amount is None:
        return None
    made = measure_possible(frame, measure, True, truths, known)  # noqa: FBT003  it holds in this reading
    ranges = [level.range for level in made.levels if level.range is not None]
    if not ranges or any(one.hi is None for one in ranges):
        return None
    return min(one.lo or NIL for one in ranges), max(one.hi or NIL for one in ranges)


def _sum(penalties: Iterable[Measure], ends: Mapping[str, Fraction], *, most: bool) -> Fraction:
    """Fines that come together are added; of alternatives (或者) the branch that is heaviest, or lightest with a fine."""
    total = NIL
    branches: dict[str, dict[int | None, Fraction]] = {}
    for measure in penalties:
        if measure.id not in ends:
            continue
        if measure.group is None:
            total += ends[measure.id]
        else:
            found = branches.setdefault(measure.group, {})
            found[measure.branch] = found.get(measure.branch, NIL) + ends[measure.id]
    return total + sum((max if most else min)(found.values()) for found in branches.values())


def _sorted(kinds: Mapping[str, Kind], measures: Iterable[Measure]) -> tuple[int, ...]:
    return tuple(sorted((kinds[m.kind].rank or 0 for m in measures), reverse=True))


def _content(measure: Measure, span: object) -> object:
    return (
        measure.kind, measure.modality, measure.target, measure.duration, measure.branch, measure.what, measure.basis,
        measure.amount is None and measure.refers, span,
    )  # fmt: skip


# ---- two of them ---------------------------------------------------------------------------------------------


def weighed(old: Weight, new: Weight) -> Found:
    """The newer package against the older, by the first point in which they differ."""
    if old.content == new.content:
        return Found("same", None)
    kinds = _by_kind(old, new)
    if kinds is not None:
        return kinds
    if old.most is None or new.most is None or old.least is None or new.least is None:
        return Found("unclear", "maximum")
    points: tuple[tuple[str, Any, Any], ...] = (
        ("maximum", old.most, new.most),
        ("minimum", old.least, new.least),
        ("cumulation", old.must, new.must),
        ("cumulation", old.may, new.may),
        ("levels", old.levels, new.levels),
    )
    for name, before, after in points:
        if after < before:
            return Found("lighter", name)
        if after > before:
            return Found("heavier", name)
    return Found("equal", None)


def _by_kind(old: Weight, new: Weight) -> Found | None:
    """The heaviest kind, then how long it lasts; None where these are equal."""
    ranks = {**old.ranks, **new.ranks}
    if any(ranks[kind] is None for kind in old.ranks.keys() ^ new.ranks.keys()):
        return Found("unclear", "kind")
    before, after = _heaviest(old), _heaviest(new)
    if after < before:
        return Found("lighter", "kind")
    if after > before:
        return Found("heavier", "kind")
    for kind in sorted(k for k in old.ranks.keys() & new.ranks.keys() if ranks[k] == before):
        found = _longer(old.lengths[kind], new.lengths[kind])
        if found is not None:
            return Found(found, "duration")
    return None


def _heaviest(one: Weight) -> int:
    return max((rank for rank in one.ranks.values() if rank is not None), default=0)


def _longer(old: tuple[Duration | None, ...], new: tuple[Duration | None, ...]) -> str | None:
    """How long the heaviest kind lasts: its most, then its least; a text that says nothing cannot be compared."""
    if set(old) == set(new):
        return None
    if None in old or None in new:
        return "unclear"
    for most in (True, False):
        before, after = (_end([d for d in side if d is not None], most=most) for side in (old, new))
        if before == after:
            continue
        if after[1] <= before[0]:
            return "lighter"
        return "heavier" if before[1] <= after[0] else "unclear"
    return None


def _end(durations: list[Duration], *, most: bool) -> tuple[int, int]:
    """The longest of the most, or of the least, in hours: between so many and so many, as months differ."""
    found = []
    for one in durations:
        shortest, longest = _HOURS[one.unit]
        number = one.hi if most else one.lo or 0
        if one.hi is None or (most and one.life):
            found.append((_LIFE, _LIFE))
        else:
            found.append(((number or 0) * shortest, (number or 0) * longest))
    return max(found)
