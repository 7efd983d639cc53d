"""A matter in a place, on some days, for a kind of party: its tree, and the function generated from it so far."""

from __future__ import annotations

from fractions import Fraction
from threading import Lock
from typing import Any

from enforcerules.decide.completions import Completions
from enforcerules.decide.frame import Frame, items
from enforcerules.decide.merge import Merged, merge
from enforcerules.decide.possible import possible
from enforcerules.kernel.calls import KNOWN
from enforcerules.kernel.generated import Run, generate
from enforcerules.kernel.slots import of_the_frame, slots_of
from enforcerules.kernel.traced import Asked, Path, watched
from enforcerules.kernel.tree import Leaf, Tree, end_of, grown, leaf_of

_GIVEN_UP = 64
"""After so many cases that cannot be watched, for each way that could, no more are tried: the matter is one for the reference."""

_SHARE = 2
"""The function is made anew when the ways it does not know are one in so many; making it costs more than a decision."""

_MOST = 2000
"""No more ways of one matter are kept than this: a process that runs for years stays as it is."""

Found = tuple[Leaf, "tuple[Fraction | int, ...]"]


class Unit:
    """Safe to share between threads: the tree grows under a lock, the function is replaced whole."""

    __slots__ = ("_failed", "_lock", "_waiting", "frame", "run", "slots", "tree", "ways")

    def __init__(self, frame: Frame) -> None:
        """`frame`: one of those that it is to decide; what is asked of the case itself is taken from each case anew."""
        self.run: Run
        self.ways = 0
        self.frame, self.slots = frame, slots_of(frame)
        self.tree: Tree = None
        """Nodes are added to in place; read it while nothing is learnt, or see a part of it."""
        self._waiting: set[int] = set()
        self._failed = 0
        self._lock = Lock()
        self.run = generate(frame, self.slots, None)

    def learn(self, frame: Frame) -> Found | None:
        """Take the way of one more case: what it comes to, and for the next one that takes it, the function.

        None: something is in the way; the case is one for the reference.
        """
        taken = self._taken(frame)
        if taken is None:
            return None
        found, again = taken
        with self._lock:
            if again or len(self._waiting) * _SHARE >= self.ways:
                self._generate()
        return found

    def take(self, frame: Frame) -> None:
        """Take the way of one more case into the tree alone; `ways` tells whether it was a new one."""
        self._taken(frame)

    def _taken(self, frame: Frame) -> tuple[Found, bool] | None:
        """What a case comes to, its way in the tree; and whether a way that the function does not have came again."""
        if self._failed >= _GIVEN_UP * (1 + self.ways):
            return None
        path = Path()
        try:
            leaf, numbers = leaf_of(walked(frame, path))
            with self._lock:
                again = self._grow(path, leaf)
        except Exception:  # noqa: BLE001  learning is for speed alone: whatever is in its way, the case is decided
            self._failed += 1
            return None
        return (leaf, numbers), again

    def _grow(self, path: Path, leaf: Leaf) -> bool:
        known = end_of(self.tree, path.steps)
        if known is None and self.ways < _MOST:
            self.tree = grown(self.tree, path.steps, leaf)
            self.ways += 1
            self._waiting.add(id(leaf))
        return id(known) in self._waiting

    def _generate(self) -> None:
        """A way that comes again is generated at once; new ones wait for others, as making the function is dear."""
        if self._waiting:
            try:
                self.run = generate(self.frame, self.slots, self.tree)
            except Exception:  # noqa: BLE001  as above: the function stays as it is
                self._failed += 1
            self._waiting.clear()


def walked(frame: Frame, path: Path) -> Merged:
    """The reference kernel on a case in which everything that it asks is known, watched; raises Leak where it is not."""
    known = watched(frame.known, path)
    asked = items(frame)
    part = possible(frame, Asked(asked, known), known)
    return merge(Completions({}, (({}, part),), outer=False, cells=1))


def said_by(frame: Frame) -> dict[str, Any]:
    """What the days, the parties, the proposal and the history of a case say, for generated code."""
    return {**of_the_frame(frame), KNOWN: frame.known}
