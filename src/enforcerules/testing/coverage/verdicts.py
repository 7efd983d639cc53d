"""Which truths of the tests of a condition give it a wanted truth, those nearest to what is the case first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import combinations, islice, product
from typing import Final

from enforcerules.model.kleene import evaluate
from enforcerules.model.program import Condition
from enforcerules.testing.coverage.asking import decides

_MOST: Final = 24
_CHANGED: Final = 4


def vectors(
    condition: Condition,
    truths: tuple[bool | None, ...],
    fits: Callable[[bool | None], bool],
    deciding: tuple[int, bool] | None = None,
) -> Iterator[Mapping[int, bool]]:
    """The tests to be changed, with their new truths, so that the condition fits; at most a few dozen ways.

    `deciding`: a test that has to have a truth and to decide the condition by it.
    """
    yield from islice(_vectors(condition, truths, fits, deciding), _MOST)


def _vectors(
    condition: Condition,
    truths: tuple[bool | None, ...],
    fits: Callable[[bool | None], bool],
    deciding: tuple[int, bool] | None,
) -> Iterator[Mapping[int, bool]]:
    for many in range(min(_CHANGED, len(truths)) + 1):
        for places in combinations(range(len(truths)), many):
            for chosen in product(*((not truths[n],) if truths[n] is not None else (True, False) for n in places)):
                changed = dict(zip(places, chosen, strict=True))
                made = tuple(changed.get(n, truth) for n, truth in enumerate(truths))
                if deciding is not None and (
                    made[deciding[0]] is not deciding[1] or not decides(condition, made, deciding[0])
                ):
                    continue
                order = iter(made)
                if fits(evaluate(condition, lambda _, order=order: next(order))):  # type: ignore[misc]
                    yield changed
