"""Which tests of a condition decided its truth: seen from the record, nothing is evaluated again.

A record (`TestSeen`) holds the tests of a condition from left to right without the 且, 或 and 非 between them; the
condition, which the program keeps, gives these back. A 且 that failed failed by the parts that did; an 或 that failed, by
all its parts; under 非 the two change places.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from enforcerules.model.decision import TestSeen
from enforcerules.model.kleene import conjunction, disjunction
from enforcerules.model.program import And, Condition, Neg, Or, When


@dataclass(frozen=True, slots=True)
class Leaf:
    """A test as it stands in its condition; `negated`: what is wanted is that it does not hold."""

    seen: TestSeen
    test: Condition
    negated: bool

    @property
    def met(self) -> bool | None:
        """Whether what is wanted is so."""
        return None if self.seen.holds is None else self.seen.holds != self.negated


@dataclass(frozen=True, slots=True)
class Group:
    """Tests that are wanted together, or of which one is enough: 且 and 或 with the 非 above them worked in."""

    wants: Literal["all", "any"]
    parts: tuple[Node, ...]

    @property
    def met(self) -> bool | None:
        """Whether what is wanted is so."""
        truths = [part.met for part in self.parts]
        return conjunction(truths) if self.wants == "all" else disjunction(truths)


Node: TypeAlias = "Leaf | Group"


@dataclass(frozen=True, slots=True)
class Judged:
    """The truth of a condition with the tests that it rests on."""

    truth: bool | None
    by: tuple[Leaf, ...]


def leaves(condition: Condition, tests: tuple[TestSeen, ...]) -> tuple[Leaf, ...]:
    """Every test of a condition with its sign."""
    return tuple(_leaves(condition, iter(tests), negated=False))


def _leaves(condition: Condition, tests: Iterator[TestSeen], *, negated: bool) -> Iterator[Leaf]:
    if isinstance(condition, And | Or):
        for part in condition.parts:
            yield from _leaves(part, tests, negated=negated)
    elif isinstance(condition, Neg):
        yield from _leaves(condition.part, tests, negated=not negated)
    else:
        yield Leaf(next(tests), condition, negated)


def tree(condition: Condition, tests: tuple[TestSeen, ...], kept: tuple[Leaf, ...] | None = None) -> Group:
    """The tests in their groups, all or those `kept`; a group of one is that one, a group inside its like is dissolved."""
    made = _tree(condition, iter(tests), kept, negated=False)
    return made if isinstance(made, Group) else Group("all", () if made is None else (made,))


def _tree(
    condition: Condition, tests: Iterator[TestSeen], kept: tuple[Leaf, ...] | None, *, negated: bool
) -> Node | None:
    if isinstance(condition, Neg):
        return _tree(condition.part, tests, kept, negated=not negated)
    if not isinstance(condition, And | Or):
        leaf = Leaf(next(tests), condition, negated)
        return leaf if kept is None or leaf in kept else None
    wants: Literal["all", "any"] = "any" if isinstance(condition, Or) is not negated else "all"
    parts: list[Node] = []
    for one in condition.parts:
        found = _tree(one, tests, kept, negated=negated)
        alike = isinstance(found, Group) and found.wants == wants
        for part in found.parts if isinstance(found, Group) and alike else () if found is None else (found,):
            if part not in parts:
                parts.append(part)
    return Group(wants, tuple(parts)) if len(parts) > 1 else next(iter(parts), None)


def judged(condition: Condition, tests: tuple[TestSeen, ...]) -> Judged:
    """The truth that the tests give a condition, and the tests it rests on."""
    return _judged(condition, iter(tests), negated=False)


def _judged(condition: Condition, tests: Iterator[TestSeen], *, negated: bool) -> Judged:
    if isinstance(condition, Neg):
        inner = _judged(condition.part, tests, negated=not negated)
        return Judged(None if inner.truth is None else not inner.truth, inner.by)
    if isinstance(condition, And | Or):
        parts = [_judged(part, tests, negated=negated) for part in condition.parts]
        return _joined(parts, ends_with=isinstance(condition, Or))
    seen = next(tests)
    return Judged(seen.holds, (Leaf(seen, condition, negated),))


def _joined(parts: list[Judged], *, ends_with: bool) -> Judged:
    """One part with the truth `ends_with` settles the whole (false for 且, true for 或)."""
    truths = [part.truth for part in parts]
    if ends_with in truths:
        truth: bool | None = ends_with
    else:
        truth = None if None in truths else not ends_with
    return Judged(truth, tuple(leaf for part in parts if part.truth is truth for leaf in part.by))


def bases(leaf: Leaf, condition: When | None) -> tuple[Leaf, ...]:
    """The tests inside a derived fact that decided it."""
    if condition is None or not leaf.seen.inner:
        return ()
    return judged(condition.condition, leaf.seen.inner).by
