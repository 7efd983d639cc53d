"""Where both sides are settled: what follows on each, along one base cut where lines bend or cross, and how they compare."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Final

from enforcerules.analysis.bases import critical, loose, paid, pieces, two_inside
from enforcerules.analysis.corners import points_of
from enforcerules.analysis.graph import Box, Cell, Cells, Differs, Node, Truths, measures_matter, split
from enforcerules.analysis.results import Result, in_order, result_at, result_between
from enforcerules.decide.compare import compare_settled
from enforcerules.decide.frame import Frame
from enforcerules.model.region import Exact, Numbers, exactly, numbers

_MORE: Final = 12


def settled(leaf: Box) -> Node:
    """What differs where no condition is open: along one base, cut where lines bend or cross; or as it is."""
    names: set[str] = set()
    for side, frame, truths in zip(leaf.work.pair, leaf.frames, leaf.truths, strict=True):
        if measures_matter(side, truths):
            names |= loose(side, frame, truths)
    if not names:
        return _differs(leaf, None)
    if len(names) > 1:
        return _over_several(leaf, sorted(names))
    (name,) = names
    fact = leaf.work.frame.fact(name)
    amounts = [one for f, t in zip(leaf.frames, leaf.truths, strict=True) for one in paid(f, t)]
    own = frozenset({name, name.removesuffix("′")})
    region = leaf.cells.get(name) or leaf.work.region(name, leaf.frames)
    rounded = any(one.rounded for one in amounts)
    branches: list[tuple[Cell, Node]] = []
    for piece in pieces(region, critical(amounts, own), whole=fact.whole):
        assert isinstance(piece, Numbers)  # noqa: S101  bases are numbers
        branches.append((piece, _along(leaf, name, two_inside(piece, whole=fact.whole), exact=not rounded)))
    return split(name, _together(branches))


def _along(leaf: Box, name: str, points: tuple[Exact, ...], *, exact: bool) -> Node:
    at = [{name: exactly(point)} for point in points]
    results = [_results(leaf, point) for point in at]
    apart = [number for number, (old, new) in enumerate(results) if in_order(old) != in_order(new)]
    if not apart:
        return None if exact or same_tables(leaf) else _between(leaf, name, points)
    made = _differing(leaf, at[apart[0]], results[apart[0]])
    if len(points) == 1:
        return made
    bases = (points[0], points[1])
    old, new = (result_between(results[0][side], results[1][side], bases) for side in (0, 1))
    if old is None or new is None:
        return replace(made, along=name, exact=False)
    return Differs(in_order(old), in_order(new), made.verdict, made.by, name, exact)


def _between(leaf: Box, name: str, points: tuple[Exact, ...]) -> Node:
    """Rounded sums that are the same at two bases: looked at once more between them; what is not seen is not ruled out."""
    lo, hi = Fraction(points[0]), Fraction(points[-1])
    whole = leaf.work.frame.fact(name).whole
    for step in range(1, _MORE):
        point = lo + (hi - lo) * step / _MORE
        at = {name: exactly(point.__floor__() if whole else point)}
        old, new = _results(leaf, at)
        if in_order(old) != in_order(new):
            return replace(_differing(leaf, at, (old, new)), along=name, exact=False)
    leaf.work.unsure = True
    return None


def same_tables(leaf: Box) -> bool:
    """Whether the same measures, tables and rows hold on both sides, so that every sum is the same."""
    held = [
        frozenset((key.partition(":")[0], side.asked[key].does) for key, truth in truths.items() if truth)
        for side, truths in zip(leaf.work.pair, leaf.truths, strict=True)
    ]
    return held[0] == held[1] and leaf.work.pair[0].names == leaf.work.pair[1].names


def _together(branches: list[tuple[Cell, Node]]) -> list[tuple[Cell, Node]]:
    """Neighbouring pieces of a base in which the same follows become one."""
    made: list[tuple[Cell, Node]] = []
    for cell, node in branches:
        if made and made[-1][1] == node and isinstance(cell, Numbers):
            before = made.pop()[0]
            assert isinstance(before, Numbers)  # noqa: S101  pieces of one cell
            made.append((numbers((*before.intervals, *cell.intervals)), node))
        else:
            made.append((cell, node))
    return made


def _over_several(leaf: Box, names: list[str]) -> Node:
    """Several bases are open at once: looked at in the corners of their box, and said to be so."""
    found = [_differs(leaf, point) for point in points_of(leaf.work, leaf.cells, leaf.frames, names)]
    seen = [one for one in found if one is not None]
    if not seen:
        leaf.work.unsure |= not same_tables(leaf)
        return None
    verdicts = {one.verdict for one in seen}
    said = verdicts.pop() if len(verdicts) == 1 else "unclear"
    return replace(seen[0], verdict=said, exact=False)


def _results(leaf: Box, more: Cells) -> tuple[Result, Result]:
    leaf.work.step()
    old, new = (result_at(frame, truths) for frame, truths in _supposed(leaf, more))
    return old, new


def _supposed(leaf: Box, more: Cells) -> list[tuple[Frame, Truths]]:
    """Both sides with a base where it is put, and the truths that `decide` knows of."""
    made = []
    for side, frame, truths in zip(leaf.work.pair, leaf.frames, leaf.truths, strict=True):
        known = frame.known.suppose(side.own(more)) if more else frame.known
        own = {key: truth for key, truth in truths.items() if not key.startswith(("beside:", "guard:", "factor:"))}
        made.append((replace(frame, known=known), own))
    return made


def _differs(leaf: Box, more: Cells | None) -> Differs | None:
    results = _results(leaf, more or {})
    return None if in_order(results[0]) == in_order(results[1]) else _differing(leaf, more or {}, results)


def _differing(leaf: Box, more: Cells, results: tuple[Result, Result]) -> Differs:
    """Two results that differ, with how the newer compares."""
    old, new = (in_order(one) for one in results)
    if old.human != new.human or (old.human and not old.ends):
        return Differs(old, new, "unclear", "person")
    supposed = _supposed(leaf, more)
    found = compare_settled(supposed[0], supposed[1])
    return Differs(old, new, "equal" if found.verdict == "same" else found.verdict, found.by)
