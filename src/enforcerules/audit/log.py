"""The log: entries are added at the end and never changed, and a Merkle tree shows that they were not.

What a log does whatever it is stored in. An entry is bytes, in practice the public bytes of a record. Each is kept with the
hash of its leaf and with the root of the tree as it was when it had been added, so that a change names its place.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Final, Self

from enforcerules.audit.checkpoint import Checkpoint
from enforcerules.audit.merkle import Growing, Hash, Tree, leaf_hash
from enforcerules.audit.signer import Signer
from enforcerules.base.diagnostics import Diagnostic, diagnose
from enforcerules.base.digests import hasher

FORMAT: Final = "enforcerules/log/1"


class LogError(Exception):
    """A log that cannot be used; `code` and `args_` are those of a diagnostic."""

    def __init__(self, code: str, **args: str | int | None) -> None:
        """Keep both."""
        super().__init__(f"{code} {args}")
        self.code = code
        self.args_: dict[str, Any] = args

    @property
    def diagnostic(self) -> Diagnostic:
        """What is said of it."""
        return diagnose(self.code, None, **self.args_)


@dataclass(frozen=True, slots=True)
class About:
    """What a log is called, and the algorithm of its tree."""

    origin: str
    algorithm: str = "sha256"


@dataclass(frozen=True, slots=True)
class Receipt:
    """An entry is there for good: its place, its leaf, and the size and root of the tree with it."""

    at: int
    leaf: bytes
    root: bytes

    @property
    def size(self) -> int:
        """The size of the log when it was added."""
        return self.at + 1


@dataclass(frozen=True, slots=True)
class Row:
    """An entry as it is stored; whatever somebody wrote into a field may stand there."""

    at: int
    leaf: object
    head: object
    data: object


class Log(ABC):
    """A log. One object for each thread; any number of them, in any number of processes, may write at once."""

    about: About

    def __enter__(self) -> Self:
        """Open already."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Close it."""
        self.close()

    @property
    def hashed(self) -> Hash:
        """The hash of the tree; raises UnknownAlgorithmError where this Python does not have it."""
        return hasher(self.about.algorithm)

    def append(self, entry: bytes) -> Receipt:
        """Add an entry; when this returns, it is on the disk."""
        (receipt,) = self.append_many([entry])
        return receipt

    @abstractmethod
    def append_many(self, entries: Iterable[bytes]) -> tuple[Receipt, ...]:
        """Add entries one after another, all of them or none; when this returns, they are on the disk.

        Raises:
            LogError: the log is damaged (then nothing is added), or cannot be written.
        """

    @abstractmethod
    def reading(self) -> AbstractContextManager[None]:
        """A view of the log in which nothing changes while others write."""

    @abstractmethod
    def size(self) -> int:
        """How many entries there are."""

    @abstractmethod
    def entry(self, at: int) -> bytes:
        """An entry; raises LookupError where there is none."""

    @abstractmethod
    def places(self, leaf: bytes) -> tuple[int, ...]:
        """Where entries with this leaf stand, by what is stored."""

    @abstractmethod
    def rows(self, start: int = 0) -> Iterator[Row]:
        """Everything that is stored of the entries, in order."""

    @abstractmethod
    def stored(self, level: int, at: int) -> bytes:
        """The hash of a complete subtree; raises LookupError where it is not stored."""

    @abstractmethod
    def nodes(self, level: int) -> Iterator[tuple[int, object]] | None:
        """The hashes of one level above the leaves, as they are stored, in order; None where none are."""

    @abstractmethod
    def checkpoints(self) -> tuple[str, ...]:
        """The checkpoints that were kept with the log, oldest first."""

    @abstractmethod
    def keep(self, checkpoint: str) -> None:
        """Keep a checkpoint with the log; the one that proves something is kept elsewhere."""

    @abstractmethod
    def unsound(self) -> str | None:
        """What the storage itself says is wrong with it."""

    @abstractmethod
    def close(self) -> None:
        """Give everything back."""

    @property
    def tree(self) -> Tree:
        """Its tree."""
        return Tree(self.hashed, self.stored)

    def root(self, size: int | None = None) -> bytes:
        """The root of the first entries; of all when no size is given."""
        with self.reading():
            return self.tree.root(self.size() if size is None else size)

    def find(self, entry: bytes) -> tuple[int, ...]:
        """Where an entry stands, byte for byte; nowhere, once, or several times."""
        with self.reading():
            return tuple(at for at in self.places(self._leaf(entry)) if self.entry(at) == entry)

    def inclusion(self, at: int, size: int | None = None) -> tuple[bytes, ...]:
        """The path that shows that an entry is among the first ones; raises ValueError where it is not."""
        with self.reading():
            return self.tree.inclusion(at, self._within(size))

    def consistency(self, old: int, new: int | None = None) -> tuple[bytes, ...]:
        """The hashes that show that the log only grew from one size to another; raises ValueError."""
        with self.reading():
            return self.tree.consistency(old, self._within(new))

    def checkpoint(self, signer: Signer | None = None) -> Checkpoint:
        """A checkpoint of the log as it is now."""
        with self.reading():
            size = self.size()
            made = Checkpoint(self.about.origin, size, self.tree.root(size))
        return made if signer is None else made.signed(signer)

    def _within(self, size: int | None) -> int:
        there = self.size()
        if size is not None and not 0 <= size <= there:
            raise ValueError(f"there are {there} entries, not {size}")
        return there if size is None else size

    def _growing(self, size: int) -> Growing:
        """The tree of the first entries, ready to grow."""
        peaks, start = [], 0
        for level in range(size.bit_length() - 1, -1, -1):
            if size >> level & 1:
                peaks.append((level, self.stored(level, start >> level)))
                start += 1 << level
        return Growing(self.hashed, size, peaks)

    def _leaf(self, entry: bytes) -> bytes:
        return leaf_hash(self.hashed, entry)
