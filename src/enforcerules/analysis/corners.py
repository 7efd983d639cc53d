"""The points at which two sides are looked at where several bases of their fines are open at once."""

from __future__ import annotations

from itertools import islice, product
from typing import TYPE_CHECKING, Final

from enforcerules.analysis.bases import critical, paid, pieces, two_inside
from enforcerules.model.region import Exact, Numbers, Region, exactly

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from enforcerules.analysis.tree import Work
    from enforcerules.decide.frame import Frame

_MOST: Final = 256


def points_of(
    work: Work, cells: Mapping[str, Region | None], frames: list[Frame], names: list[str]
) -> Iterator[dict[str, Region]]:
    """Two points within every stretch of every base, in all combinations, at most so many."""
    axes: list[list[Exact]] = []
    for name in names:
        truths = [
            dict.fromkeys((*side.asked, *_ids(frame)), True) for side, frame in zip(work.pair, frames, strict=True)
        ]
        amounts = [one for f, t in zip(frames, truths, strict=True) for one in paid(f, t)]
        whole = work.frame.fact(name).whole
        region = cells.get(name) or work.region(name, frames)
        stretches = pieces(region, critical(amounts, frozenset({name, name.removesuffix("′")})), whole=whole)
        axes.append([p for piece in stretches if isinstance(piece, Numbers) for p in two_inside(piece, whole=whole)])
    for chosen in islice(product(*axes), _MOST):
        yield {name: exactly(point) for name, point in zip(names, chosen, strict=True)}


def _ids(frame: Frame) -> list[str]:
    return [f"measure:{m.id}" for m in frame.sliced.measures] + [f"table:{t.id}" for t in frame.sliced.benchmarks]
