"""The tree agrees with RFC 6962's own definition, with pymerkle, and with the offline verifier, for all sizes to 256."""

import hashlib
from functools import cache

import pymerkle
import pytest
from hypothesis import given
from hypothesis import strategies as st

from enforcerules.audit import verify_offline
from enforcerules.audit.merkle import Growing, Place, Tree, completed, consistent, leaf_hash, root_of_inclusion

MOST = 256


def hashed(data):
    return hashlib.sha256(data).digest()


class Kept:
    """A tree grown to `MOST` entries, with all its roots and complete subtrees."""

    def __init__(self):
        self.entries = [f"entry {n}".encode() for n in range(MOST)]
        self.stored, self.leaves = {}, [leaf_hash(hashed, entry) for entry in self.entries]
        growing = Growing(hashed)
        self.roots = [growing.root()]
        for at, leaf in enumerate(self.leaves):
            again = completed(hashed, lambda level, n: self.stored[level, n], at, leaf)
            made = growing.add(leaf)
            assert made == again
            self.stored |= {(level, at >> level): one for level, one in enumerate(made)}
            self.roots.append(growing.root())
        self.tree = Tree(hashed, lambda level, n: self.stored[level, n])


@pytest.fixture(scope="module")
def kept():
    return Kept()


@pytest.fixture(scope="module")
def other(kept):
    tree = pymerkle.InmemoryTree(algorithm="sha256")
    for entry in kept.entries:
        tree.append_entry(entry)
    return tree


class Defined:
    """RFC 9162, 2.1.1 and 2.1.4.1, word for word, with what was computed remembered."""

    def __init__(self, entries):
        self.entries, self.known = entries, {}

    def root(self, start, end):
        if end == start:
            return hashed(b"")
        if (start, end) not in self.known:
            k = largest_power_below(end - start)
            self.known[start, end] = (
                hashed(b"\x00" + self.entries[start])
                if end - start == 1
                else hashed(b"\x01" + self.root(start, start + k) + self.root(start + k, end))
            )
        return self.known[start, end]

    def subproof(self, m, start, end, b):
        n = end - start
        if m == n:
            return [] if b else [self.root(start, end)]
        k = largest_power_below(n)
        if m <= k:
            return [*self.subproof(m, start, start + k, b), self.root(start + k, end)]
        return [*self.subproof(m - k, start + k, end, False), self.root(start, start + k)]


def largest_power_below(n):
    k = 1
    while k * 2 < n:
        k *= 2
    return k


@pytest.fixture(scope="module")
def defined(kept):
    return Defined(kept.entries)


def test_every_root(kept, other, defined):
    for size in range(MOST + 1):
        wanted = defined.root(0, size)
        assert kept.tree.root(size) == kept.roots[size] == wanted
        assert verify_offline.root_of("sha256", kept.leaves[:size]) == wanted
        assert other.get_root(size) == wanted


def test_every_inclusion_proof(kept, other):
    """32,896 proofs, each the same as pymerkle's and each leading to the root in both verifiers."""
    for size in range(1, MOST + 1):
        for at in range(size):
            path = kept.tree.inclusion(at, size)
            theirs = other.prove_inclusion(at + 1, size)
            assert sorted(path) == sorted(theirs.path[1:])
            place = Place(kept.leaves[at], at, size)
            assert root_of_inclusion(hashed, place, path) == kept.roots[size]
            assert verify_offline.root_by_path("sha256", kept.leaves[at], at, size, path) == kept.roots[size]
            pymerkle.verify_inclusion(kept.leaves[at], kept.roots[size], theirs)


def test_every_consistency_proof(kept, other, defined):
    """All pairs of sizes: our proofs are the RFC's and hold in both verifiers, pymerkle's hold between our roots."""
    for new in range(MOST + 1):
        for old in range(new + 1):
            path = kept.tree.consistency(old, new)
            before, after = kept.roots[old], kept.roots[new]
            assert consistent(hashed, (old, before), (new, after), path)
            if old > 0:
                assert list(path) == (defined.subproof(old, 0, new, True) if old < new else [])
                assert verify_offline.roots_by_growth("sha256", old, new, path, before) == (before, after)
                pymerkle.verify_consistency(before, after, other.prove_consistency(old, new))


@cache
def grown():
    return Kept()


@given(st.data())
def test_a_proof_that_was_changed_does_not_hold(data):
    kept = grown()
    new = data.draw(st.integers(2, MOST))
    old, at = data.draw(st.integers(1, new - 1)), data.draw(st.integers(0, new - 1))
    for kind in ("inclusion", "consistency"):
        path = list(kept.tree.inclusion(at, new) if kind == "inclusion" else kept.tree.consistency(old, new))
        changed = data.draw(st.sampled_from(["bit", "less", "more", "swap"]))
        if changed == "more":
            path.insert(data.draw(st.integers(0, len(path))), data.draw(st.binary(min_size=32, max_size=32)))
        elif not path:
            continue
        elif changed == "less":
            path.pop(data.draw(st.integers(0, len(path) - 1)))
        elif changed == "bit":
            n, bit = data.draw(st.integers(0, len(path) - 1)), data.draw(st.integers(0, 255))
            path[n] = bytes(b ^ (1 << bit % 8 if i == bit // 8 else 0) for i, b in enumerate(path[n]))
        elif len(path) < 2:
            continue
        else:
            path[0], path[-1] = path[-1], path[0]
        if kind == "inclusion":
            assert root_of_inclusion(hashed, Place(kept.leaves[at], at, new), path) != kept.roots[new]
            assert verify_offline.root_by_path("sha256", kept.leaves[at], at, new, path) != kept.roots[new]
        else:
            before, after = kept.roots[old], kept.roots[new]
            assert not consistent(hashed, (old, before), (new, after), path)
            assert verify_offline.roots_by_growth("sha256", old, new, path, before) != (before, after)


@given(st.integers(1, MOST), st.integers(0, MOST - 1), st.integers(0, MOST - 1), st.integers(1, MOST))
def test_a_proof_holds_for_its_own_place_only(size, at, wrong, other_size):
    kept = grown()
    at %= size
    path = kept.tree.inclusion(at, size)
    if wrong != at:
        assert root_of_inclusion(hashed, Place(kept.leaves[at], wrong, size), path) != kept.roots[size]
    if other_size != size:
        assert root_of_inclusion(hashed, Place(kept.leaves[at], at, other_size), path) != kept.roots[other_size]


@pytest.mark.parametrize(("at", "size"), [(0, 0), (5, 5), (-1, 3)])
def test_an_entry_that_is_not_there_has_no_proof(kept, at, size):
    with pytest.raises(ValueError, match="not among"):
        kept.tree.inclusion(at, size)
    assert root_of_inclusion(hashed, Place(bytes(32), at, size), []) is None


@pytest.mark.parametrize(("old", "new"), [(5, 4), (-1, 3)])
def test_a_log_does_not_grow_backwards(kept, old, new):
    with pytest.raises(ValueError, match="not the first"):
        kept.tree.consistency(old, new)
    assert not consistent(hashed, (old, bytes(32)), (new, bytes(32)), [])
