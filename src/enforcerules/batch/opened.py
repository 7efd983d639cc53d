"""Rows with open facts: decided by the reference kernel once for each cell of classes and openness, watched (`kernel.opened`).

What a decision turned on is what it asked and looked at. Rows that are alike in all of that come to the same result, amounts
apart, which are sums over the facts that are known.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np

from enforcerules.batch.axes import Axis
from enforcerules.batch.columns import Array
from enforcerules.batch.leaves import Leaves
from enforcerules.batch.plan import REFERENCE, classes_of
from enforcerules.batch.truths import Asked, Questions, axes_of
from enforcerules.batch.variables import Variables
from enforcerules.decide.frame import Frame
from enforcerules.kernel.opened import Opened, decided
from enforcerules.model.region import Values

FrameOf: TypeAlias = Callable[[int], "Frame | None"]
_GIVEN_UP = 256
"""After so many cells in a row that cannot be watched, no more are tried."""


@dataclass(slots=True)
class OpenCells:
    """The results of cells, by the classes of their rows on every axis; when there are new axes they are gathered anew."""

    questions: Questions
    asked: set[Asked] = field(default_factory=set)
    axes: dict[str, Axis] = field(default_factory=dict)
    ends: dict[bytes, int] = field(default_factory=dict)
    failed: int = 0

    def of(self, variables: Variables, rows: Array, leaves: Leaves, frame_of: FrameOf) -> Array:
        """For some rows the place of their result, or REFERENCE."""
        ends = np.full(len(rows), REFERENCE, np.int32)
        if self.failed >= _GIVEN_UP:
            return ends
        made: dict[int, int] = {}
        refused: set[int] = set()
        while True:
            keys = self._keys(variables, rows)
            self.ends |= {keys[at]: end for at, end in made.items()}
            known = self.ends.keys() | {keys[at] for at in refused}
            missing = {key: at for at, key in reversed(list(enumerate(keys))) if key not in known}
            if not self._taken(missing, made, refused, lambda at: frame_of(int(rows[at])), leaves):
                return np.array([self.ends.get(key, REFERENCE) for key in keys], np.int32)

    def _taken(
        self,
        missing: Mapping[bytes, int],
        made: dict[int, int],
        refused: set[int],
        frame_at: FrameOf,
        leaves: Leaves,
    ) -> bool:
        """Decide one row of each cell that is missing; stops, and says so, when that tells apart what was one before."""
        for key, at in missing.items():
            opened = self._decided(frame_at(at))
            if opened is None:
                refused.add(at)
                continue
            self.ends[key] = made[at] = (
                REFERENCE
                if opened.leaf is None
                else leaves.place(opened.leaf, self.questions.frame, opened.undetermined)
            )
            if self._grow(opened):
                return True
        return False

    def _decided(self, frame: Frame | None) -> Opened | None:
        try:
            opened = None if frame is None or self.failed >= _GIVEN_UP else decided(frame)
            if opened is not None:
                axes_of(self.questions, self._asked_by(opened))
        except Exception:  # noqa: BLE001  whatever is in the way, the case is decided by the reference
            self.failed += 1
            return None
        self.failed = 0 if opened is not None and opened.leaf is not None else self.failed + 1
        return opened

    def _grow(self, opened: Opened) -> bool:
        """Take up what a decision turned on; whether that tells apart what was one before."""
        asked = self._asked_by(opened)
        if all(one.axis in self.axes and self.axes[one.axis].tells(one.region) for one in asked):
            return False
        self.asked |= asked
        self.axes = axes_of(self.questions, self.asked)
        self.ends.clear()
        return True

    def _asked_by(self, opened: Opened) -> set[Asked]:
        asked = {one for fork in opened.forks for one in self.questions.of(fork)}
        for name, region in opened.looked_at:
            asked.add(Asked(name))
            if isinstance(region, Values):
                asked.add(Asked(name, region))
        return asked if opened.leaf is None else asked | set(self.questions.of_numbers(opened.leaf))

    def _keys(self, variables: Variables, rows: Array) -> list[bytes]:
        """What tells rows apart, a text of bytes each."""
        classes = classes_of(self.questions, self.axes, variables)
        if not classes:
            return [b""] * len(rows)
        table: Any = np.stack([one[rows] for one in classes.values()], axis=1).astype(np.int32)
        return [one.tobytes() for one in table]
