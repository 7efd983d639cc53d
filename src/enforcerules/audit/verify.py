"""Looking a log over: every entry against its leaf, the tree against what is stored of it and against checkpoints.

The first bad place is named, and so is what cannot be seen: without a checkpoint that was kept elsewhere, a log that was
rewritten as a whole, or cut at its end, looks like any other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from enforcerules.audit.checkpoint import Checkpoint, CheckpointTextError, read_checkpoint
from enforcerules.audit.log import Log, LogError, Row
from enforcerules.audit.merkle import Growing
from enforcerules.audit.signer import Verifier
from enforcerules.base.diagnostics import Diagnostic, Report, diagnose

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Kept:
    """A checkpoint that was kept elsewhere, by name, with its text."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Verified:
    """What came of it: size and root as far as the log is sound, what is wrong (the first place), and what is not seen."""

    size: int
    root: bytes
    report: Report

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return self.report.ok


def verify(
    log: Log, kept: Sequence[Kept] = (), verifiers: Sequence[Verifier] = (), progress: Progress | None = None
) -> Verified:
    """Look the whole log over."""
    points, found = _points(log, kept, verifiers)
    if found:
        return Verified(0, b"", Report(tuple(found)))
    walk = _Walk(log, {point.size: point.root for _, point in points}, progress)
    try:
        with log.reading():
            problem = _unsound(log) or walk.through() or _beyond(walk.size, points) or _of_checkpoints(points, walk)
    except LogError as error:
        problem = error.diagnostic
    found = [] if problem is None else [problem]
    found += _unseen(walk.size, kept, points, verifiers) if problem is None else []
    return Verified(walk.size, walk.tree.root(), Report(tuple(found)))


def _unsound(log: Log) -> Diagnostic | None:
    said = log.unsound()
    return None if said is None else diagnose("ER825", None, error=said)


@dataclass(slots=True)
class _Walk:
    """The entries in order; what their tree is after each."""

    log: Log
    wanted: dict[int, bytes]
    progress: Progress | None
    tree: Growing = field(init=False)
    levels: dict[int, Iterator[tuple[int, object]] | None] = field(default_factory=dict)
    roots: dict[int, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Begin with nothing."""
        self.tree = Growing(self.log.hashed)
        self.roots[0] = self.tree.root()

    @property
    def size(self) -> int:
        """How many entries were found to be in order."""
        return self.tree.size

    def through(self) -> Diagnostic | None:
        """The first problem of the entries, or None."""
        for row in self.log.rows():
            problem = self._entry(row)
            if problem is not None:
                return problem
            if self.size in self.wanted:
                self.roots[self.size] = self.tree.root()
            if self.progress is not None:
                self.progress(self.size)
        stated = self.log.size()
        if stated != self.size:
            return diagnose("ER811", None, place=self.size, size=stated) if stated > self.size else self._more(stated)
        return self._rest()

    def _more(self, stated: int) -> Diagnostic:
        return diagnose("ER812", None, place=stated, what="@log_size")

    def _entry(self, row: Row) -> Diagnostic | None:
        at = self.tree.size
        if row.at != at:
            return diagnose("ER811", None, place=at, size=self.log.size())
        if not isinstance(row.data, bytes | memoryview):
            return diagnose("ER812", None, place=at, what="@log_leaf")
        leaf = self.log._leaf(bytes(row.data))  # noqa: SLF001  the log's own way to hash
        if _raw(row.leaf) != leaf:
            return diagnose("ER812", None, place=at, what="@log_leaf")
        before = Growing(self.tree.hashed, self.tree.size, list(self.tree.peaks))
        hashes = self.tree.add(leaf)
        problem = self._nodes(at, hashes)
        if problem is None and _raw(row.head) != self.tree.root():
            problem = diagnose("ER812", None, place=at, what="@log_root")
        if problem is not None:
            self.tree = before
        return problem

    def _nodes(self, at: int, hashes: list[bytes]) -> Diagnostic | None:
        """The hashes that an entry completes, as they are stored."""
        for level, one in enumerate(hashes[1:], 1):
            if level not in self.levels:
                self.levels[level] = self.log.nodes(level)
            stored = self.levels[level]
            if stored is not None:
                place, seen = next(stored, (None, None))
                if place != at >> level or _raw(seen) != one:
                    return diagnose("ER812", None, place=at, what="@log_node")
        return None

    def _rest(self) -> Diagnostic | None:
        """Hashes of subtrees that are not there."""
        for level in range(1, max([*self.levels, 0]) + 2):
            stored = self.levels[level] if level in self.levels else self.log.nodes(level)
            if stored is not None and (more := next(stored, None)) is not None:
                return diagnose("ER812", None, place=more[0] << level, what="@log_node")
        return None


def _raw(value: object) -> bytes | None:
    return bytes(value) if isinstance(value, bytes | memoryview) else None


# ---- checkpoints -----------------------------------------------------------------------------------------------


def _points(
    log: Log, kept: Sequence[Kept], verifiers: Sequence[Verifier]
) -> tuple[list[tuple[str, Checkpoint]], list[Diagnostic]]:
    """The checkpoints to hold the log against, its own among them, by size; what is wrong with one of them itself."""
    points: list[tuple[str, Checkpoint]] = []
    try:
        own = [Kept("", text) for text in log.checkpoints()]
    except LogError as error:
        return [], [error.diagnostic]
    for one in (*kept, *own):
        try:
            point = read_checkpoint(one.text)
        except CheckpointTextError as error:
            return [], [diagnose("ER814", None, checkpoint=one.name or "@log_own", line=error.line)]
        if point.origin != log.about.origin:
            return [], [diagnose("ER826", None, checkpoint=one.name or "@log_own", origin=point.origin)]
        if verifiers and not point.signed_by(verifiers):
            keys = "、".join(f"{who.name}+{who.key_id}" for who in verifiers)
            return [], [diagnose("ER817", None, checkpoint=one.name or "@log_own", keys=keys)]
        points.append((one.name, point))
    return sorted(points, key=lambda pair: pair[1].size), []


def _beyond(size: int, points: list[tuple[str, Checkpoint]]) -> Diagnostic | None:
    """A log shorter than a checkpoint: cut at its end, or an older state put back. The nearest end is the first place."""
    longer = [(name, point) for name, point in points if point.size > size]
    if not longer:
        return None
    name, point = longer[0]
    return diagnose("ER816", None, place=size, size=point.size, checkpoint=name or "@log_own")


def _of_checkpoints(points: list[tuple[str, Checkpoint]], walk: _Walk) -> Diagnostic | None:
    """The first checkpoint whose root is not that of the entries: what lies after the one before was altered."""
    start = Checkpoint("", 0, walk.roots[0])
    for (_, before), (name, point) in pairwise([("", start), *points]):
        if walk.roots.get(point.size) != point.root:
            last = max(point.size - 1, 0)
            shown = name or "@log_own"
            return diagnose("ER815", None, place=min(before.size, last), last=last, checkpoint=shown)
    return None


def _unseen(
    size: int, kept: Sequence[Kept], points: list[tuple[str, Checkpoint]], verifiers: Sequence[Verifier]
) -> list[Diagnostic]:
    """What could not be seen."""
    if not kept:
        return [diagnose("ER821", None)]
    said = []
    names = {one.name for one in kept}
    newest = max((point.size for name, point in points if name in names), default=0)
    if not verifiers:
        said.append(diagnose("ER823", None))
    if newest < size:
        said.append(diagnose("ER822", None, place=newest, size=size))
    return said
