"""Whether what follows under one set of rules is lighter than under another: for Article 37, and for changed benchmarks.

Both are run whole on the same facts, and whole packages are compared, never an end of one with an end of the other:
how far the party is spared, the heaviest kind of penalty by the rank that the rulesets declare and how long it lasts,
the maximum of the fine in 元 on these facts, its minimum (none in the text: nil), which penalties must be imposed
together (并处 against 可以并处), and last the levels that circumstances open. What is still open must not change the
answer: every completion of the facts that either side reads is compared on its own, and so is every reading of a hole
or an overlap between statutory tiers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from math import prod

from enforcerules.base.limits import COMBINATIONS
from enforcerules.decide.cells import Cell, combinations, coordinates
from enforcerules.decide.completions import relevant
from enforcerules.decide.corners import corners
from enforcerules.decide.frame import Frame, Item, items
from enforcerules.decide.implications import consistent, implications
from enforcerules.decide.packages import Package, packages, parallel
from enforcerules.decide.possible import FIRM, dispositions
from enforcerules.decide.verdicts import Verdicts, verdicts
from enforcerules.decide.weight import Found, weigh, weighed
from enforcerules.model.decision import Disposition

RANK: dict[Disposition, int] = {
    "not_unlawful": 0,
    "no_jurisdiction": 1,
    "no_basis": 1,
    "not_established": 1,
    "time_barred": 1,
    "no_penalty_shall": 1,
    "no_penalty_may": 2,
    "order_first": 3,
    "penalise": 4,
    "refer": 5,
}
"""How far a party is spared; from 2 to 4 the measures count as well, because they may still follow."""

_SAME = Found("same", None)


@dataclass(frozen=True, slots=True)
class Comparison:
    """The newer rules against the older ones; `by`: the point that decided, `facts`: those on which the answer depends.

    `same`: nothing differs at all. `equal`: what differs weighs nothing. `open`: it depends on facts. `unclear`: there
    is no order, such as between kinds without a rank.
    """

    verdict: str
    by: str | None = None
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Side:
    """One set of rules with everything that is asked under it."""

    frame: Frame
    asked: Mapping[str, Item]
    seen: Verdicts
    keys: tuple[str, ...]


def compare(old: Frame, new: Frame) -> Comparison:
    """The newer rules against the older: `lighter`, `heavier`, `equal`, `same`, `open` or `unclear`."""
    pair = (_side(old), _side(new))
    joint = _joint(old, new)
    axes = coordinates(joint, (s.asked[k].condition for s in pair for k in s.keys), joint.known)
    if prod(len(cells) for cells in axes.values()) > COMBINATIONS:
        return Comparison("open", None, tuple(axes))
    excluded = implications(joint, tuple(axes))
    found = [(cells, _in_cell(pair, cells)) for cells in combinations(axes) if consistent(cells, excluded)]
    return _put_together(found)


def _side(frame: Frame) -> _Side:
    asked = items(frame)
    seen = verdicts(frame, asked)
    return _Side(frame, asked, seen, relevant(frame, seen))


def _joint(old: Frame, new: Frame) -> Frame:
    """A frame that knows the facts of both: for one matter they are the same, for two they may differ."""
    facts = {**old.sliced.facts, **new.sliced.facts}
    given = {**old.known.given, **new.known.given}
    known = replace(new.known, facts=facts, given=given, memo={})
    return replace(new, sliced=replace(new.sliced, facts=facts), known=known)


def _put_together(found: Sequence[tuple[Mapping[str, Cell], Found]]) -> Comparison:
    """One answer for all completions, or the facts on which it depends."""
    said = {one.verdict for _, one in found} - {"same"}
    by = {one.by for _, one in found if one.verdict != "same"}
    reason = by.pop() if len(by) == 1 else None
    if not said:
        return Comparison("same")
    if "unclear" in said:
        return Comparison("unclear", reason)
    if len(said) == 1 and "open" not in said:
        return Comparison(said.pop(), reason)
    if said == {"heavier", "equal"}:
        return Comparison("heavier")
    bases = [name for _, one in found for name in one.facts]
    facts = tuple(dict.fromkeys((*_deciding(found), *bases)))
    return Comparison("open", None, facts) if facts else Comparison("unclear")


def _deciding(found: Sequence[tuple[Mapping[str, Cell], Found]]) -> Iterator[str]:
    """The facts of which one value alone changes the answer."""
    names = found[0][0] if found else ()
    for name in names:
        groups: dict[tuple[tuple[str, int], ...], str] = {}
        for cells, one in found:
            rest = tuple(sorted((n, id(c)) for n, c in cells.items() if n != name))
            if one.verdict != "same" and groups.setdefault(rest, one.verdict) != one.verdict:
                yield name
                break


def _in_cell(pair: tuple[_Side, _Side], cells: Mapping[str, Cell]) -> Found:
    """Both sides in one completion."""
    ends = []
    for side in pair:
        mine = {n: c for n, c in cells.items() if n.partition("∋")[0] in side.frame.sliced.facts}
        known = side.frame.known.suppose(mine) if mine else side.frame.known
        frame = replace(side.frame, known=known)
        truths = dict(side.seen.truths)
        for key in side.keys:
            truths[key] = known.judge(side.asked[key].condition, known)
        ends.append((frame, truths))
    return compare_settled(ends[0], ends[1])


def compare_settled(old: tuple[Frame, dict[str, bool | None]], new: tuple[Frame, dict[str, bool | None]]) -> Found:
    """Both sides where the truth of every item that matters is known."""
    said = [dispositions(frame, truths) for frame, truths in (old, new)]
    if any(len(one) != 1 for one in said):
        return Found("unclear", "disposition")
    was, becomes = (next(iter(one)) for one in said)
    spared = _spared(was, becomes)
    if {was, becomes} & FIRM:
        return spared
    return _both(spared, _measures(old, new))


def _spared(was: Disposition, becomes: Disposition) -> Found:
    """How far the party is spared; between the power to spare and an order first there is no order."""
    if was == becomes:
        return _SAME
    if {was, becomes} == {"no_penalty_may", "order_first"}:
        return Found("unclear", "disposition")
    older, newer = RANK[was], RANK[becomes]
    return Found("lighter" if newer < older else "heavier" if newer > older else "equal", "disposition")


def _both(spared: Found, measures: Found) -> Found:
    """Being spared and what follows otherwise must point the same way."""
    if spared.verdict == "same":
        return measures
    if measures.verdict in {"same", "equal", spared.verdict}:
        return spared
    return measures if measures.verdict == "open" else Found("unclear", "disposition")


def _measures(old: tuple[Frame, dict[str, bool | None]], new: tuple[Frame, dict[str, bool | None]]) -> Found:
    """Every package of the one with every package of the other, for each kind of party that it may be."""
    before, after = packages(*old), packages(*new)
    if before is None or after is None:
        return Found("unclear", "kind")
    found = []
    for sides in parallel(before, after):
        found += [_at_all_bases(old, new, pair) for pair in product(*sides)]
    return _agreed(found)


def _at_all_bases(
    old: tuple[Frame, dict[str, bool | None]],
    new: tuple[Frame, dict[str, bool | None]],
    pair: tuple[Package, Package],
) -> Found:
    """Two packages at every corner of what the bases of their fines may be; between corners amounts are straight lines."""
    amounts = [m.amount for package in pair for m in package if m.amount is not None]
    points = corners(amounts, (old[0].known, new[0].known))
    if points is None:
        return Found("unclear", "maximum")
    found = []
    for point in points:
        weights = [
            weigh(frame, truths, package, frame.known.suppose(point) if point else frame.known)
            for frame, truths, package in ((*old, pair[0]), (*new, pair[1]))
        ]
        found.append(weighed(*weights))
    made = _agreed(found, edges=True)
    loose = sorted({name for point in points for name in point})
    return replace(made, facts=tuple(loose)) if made.verdict == "open" else made


def _agreed(found: Iterable[Found], *, edges: bool = False) -> Found:
    """One answer where all agree; at the edges of what a base may be, equal amounts agree with everything."""
    listed = list(found)
    left = [one for one in listed if one.verdict not in ({"same", "equal"} if edges else {"same"})] or [
        one for one in listed if one.verdict != "same"
    ]
    said = {one.verdict for one in left}
    if "unclear" in said:
        return next(one for one in left if one.verdict == "unclear")
    if not said:
        return _SAME
    if len(said) == 1 or said == {"heavier", "equal"}:
        return next((one for one in left if one.verdict == "heavier"), left[0])
    return Found("open", None, tuple(name for one in left for name in one.facts))
