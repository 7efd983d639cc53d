"""The Merkle tree of RFC 9162 (the same as of RFC 6962): hashes, inclusion proofs, consistency proofs.

A tree of n entries is the perfect tree of the largest power of two below n beside the tree of the rest. Hashes of perfect
subtrees never change again once they are complete, so a log stores those and computes the few others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

Hash = Callable[[bytes], bytes]
Stored = Callable[[int, int], bytes]
"""The hash of a complete perfect subtree, by level (0: an entry) and place among those of its level."""


def leaf_hash(hashed: Hash, entry: bytes) -> bytes:
    """The hash of an entry."""
    return hashed(b"\x00" + entry)


def node_hash(hashed: Hash, left: bytes, right: bytes) -> bytes:
    """The hash of two subtrees side by side."""
    return hashed(b"\x01" + left + right)


def split(size: int) -> int:
    """The largest power of two below a size of at least two."""
    return 1 << (size - 1).bit_length() - 1


@dataclass(frozen=True, slots=True)
class Tree:
    """A tree of which the complete subtrees can be had."""

    hashed: Hash
    stored: Stored

    def root(self, size: int) -> bytes:
        """The root of the first entries; of none, the hash of nothing."""
        return self._hash(0, size) if size else self.hashed(b"")

    def inclusion(self, at: int, size: int) -> tuple[bytes, ...]:
        """The path that shows that an entry is among the first ones; raises ValueError where it is not."""
        if not 0 <= at < size:
            raise ValueError(f"entry {at} is not among the first {size}")
        return tuple(self._path(at, 0, size))

    def consistency(self, old: int, new: int) -> tuple[bytes, ...]:
        """The hashes that show that the first `old` entries are still the first of `new`; raises ValueError."""
        if not 0 <= old <= new:
            raise ValueError(f"{old} entries are not the first of {new}")
        return tuple(self._grown(old, 0, new, known=True)) if 0 < old < new else ()

    def _hash(self, start: int, end: int) -> bytes:
        width = end - start
        if width & (width - 1) == 0 and start % width == 0:
            return self.stored(width.bit_length() - 1, start // width)
        middle = start + split(width)
        return node_hash(self.hashed, self._hash(start, middle), self._hash(middle, end))

    def _path(self, at: int, start: int, end: int) -> Iterator[bytes]:
        if end - start == 1:
            return
        middle = start + split(end - start)
        if at < middle:
            yield from self._path(at, start, middle)
            yield self._hash(middle, end)
        else:
            yield from self._path(at, middle, end)
            yield self._hash(start, middle)

    def _grown(self, old: int, start: int, end: int, *, known: bool) -> Iterator[bytes]:
        """`known`: the subtree so far is one that the holder of the old root has anyway."""
        if old == end:
            if not known:
                yield self._hash(start, end)
            return
        middle = start + split(end - start)
        if old <= middle:
            yield from self._grown(old, start, middle, known=known)
            yield self._hash(middle, end)
        else:
            yield from self._grown(old, middle, end, known=False)
            yield self._hash(start, middle)


def completed(hashed: Hash, stored: Stored, at: int, leaf: bytes) -> list[bytes]:
    """The hashes that the entry at a place completes, from the leaf upwards, one a level."""
    made = [leaf]
    while at & 1:
        made.append(node_hash(hashed, stored(len(made) - 1, at - 1), made[-1]))
        at >>= 1
    return made


@dataclass(slots=True)
class Growing:
    """A tree that only grows: it keeps the roots of its perfect subtrees from left to right."""

    hashed: Hash
    size: int = 0
    peaks: list[tuple[int, bytes]] = field(default_factory=list)

    def add(self, leaf: bytes) -> list[bytes]:
        """Append a leaf; the hashes that it completes, one a level."""
        made, level = [leaf], 0
        while self.peaks and self.peaks[-1][0] == level:
            made.append(node_hash(self.hashed, self.peaks.pop()[1], made[-1]))
            level += 1
        self.peaks.append((level, made[-1]))
        self.size += 1
        return made

    def root(self) -> bytes:
        """The root now."""
        if not self.peaks:
            return self.hashed(b"")
        root = self.peaks[-1][1]
        for _, peak in reversed(self.peaks[:-1]):
            root = node_hash(self.hashed, peak, root)
        return root


@dataclass(frozen=True, slots=True)
class Place:
    """An entry at a place of a tree of so many."""

    leaf: bytes
    at: int
    size: int


def root_of_inclusion(hashed: Hash, place: Place, path: Sequence[bytes]) -> bytes | None:
    """The root that an inclusion proof leads to (RFC 9162, 2.1.3.2); None for a path that fits no tree of this size."""
    number, last, root = place.at, place.size - 1, place.leaf
    if not 0 <= place.at < place.size:
        return None
    for one in path:
        if last == 0:
            return None
        if number & 1 or number == last:
            root = node_hash(hashed, one, root)
            while not number & 1 and number:
                number, last = number >> 1, last >> 1
        else:
            root = node_hash(hashed, root, one)
        number, last = number >> 1, last >> 1
    return root if last == 0 else None


def consistent(hashed: Hash, old: tuple[int, bytes], new: tuple[int, bytes], path: Sequence[bytes]) -> bool:
    """Whether a proof shows that a tree (size, root) grew out of another one (RFC 9162, 2.1.4.2)."""
    (first, old_root), (second, new_root) = old, new
    if not 0 <= first <= second:
        return False
    if first == 0:
        return not path and old_root == hashed(b"")
    if first == second:
        return not path and old_root == new_root
    hashes = [old_root, *path] if first & (first - 1) == 0 else list(path)
    number, last = first - 1, second - 1
    while number & 1:
        number, last = number >> 1, last >> 1
    return bool(hashes) and _walk(hashed, hashes, number, last) == (old_root, new_root)


def _walk(hashed: Hash, hashes: Sequence[bytes], number: int, last: int) -> tuple[bytes, bytes] | None:
    before = after = hashes[0]
    for one in hashes[1:]:
        if last == 0:
            return None
        if number & 1 or number == last:
            before, after = node_hash(hashed, one, before), node_hash(hashed, one, after)
            while not number & 1 and number:
                number, last = number >> 1, last >> 1
        else:
            after = node_hash(hashed, after, one)
        number, last = number >> 1, last >> 1
    return (before, after) if last == 0 else None
