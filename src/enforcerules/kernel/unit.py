"""A matter in a place, on some days, for a kind of party: its tree, and the function generated from it so far."""

from __future__ import annotations

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
from enforcerules.kernel.tree import Tree, grown, leaf_of

_GIVEN_UP = 64
"""After so many ways in a row that cannot be generated, no more are tried: the matter is one for the reference."""


class Unit:
    """Safe to share between threads: the tree grows under a lock, the function is replaced whole."""

    def __init__(self, frame: Frame) -> None:
        """`frame`: one of those that it is to decide; what is asked of the case itself is taken from each case anew."""
        self.run: Run
        self.ways = 0
        self.frame, self.slots = frame, slots_of(frame)
        self.tree: Tree = None
        """Nodes are added to in place; read it while nothing is learnt, or see a part of it."""
        self._waiting = self._failed = 0
        self._lock = Lock()
        self.run = generate(frame, self.slots, None)

    def learn(self, frame: Frame) -> bool:
        """Take the way of one more case, and say whether the function knows it now."""
        if not self.take(frame):
            return False
        with self._lock:
            if self._waiting * 8 >= self.ways:
                self.run, self._waiting = generate(self.frame, self.slots, self.tree), 0
            return not self._waiting

    def take(self, frame: Frame) -> bool:
        """Take the way of one more case into the tree alone; False for one that cannot be generated."""
        if self._failed >= _GIVEN_UP:
            return False
        path = Path()
        try:
            leaf = leaf_of(walked(frame, path))
            with self._lock:
                self.tree = grown(self.tree, path.steps, leaf)
                self.ways, self._waiting, self._failed = self.ways + 1, self._waiting + 1, 0
        except Exception:  # noqa: BLE001  learning is for speed alone: whatever is in its way, the case is decided
            self._failed += 1
            return False
        return True


def walked(frame: Frame, path: Path) -> Merged:
    """The reference kernel on a case in which everything that it asks is known, watched; raises Leak where it is not."""
    known = watched(frame.known, path)
    asked = items(frame)
    part = possible(frame, Asked(asked, known), known)
    return merge(Completions({}, (({}, part),), outer=False, cells=1))


def said_by(frame: Frame) -> dict[str, Any]:
    """What the days, the parties, the proposal and the history of a case say, for generated code."""
    return {**of_the_frame(frame), KNOWN: frame.known}
