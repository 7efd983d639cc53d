"""Kleene's three-valued logic over conditions: True, False, and None for what depends on something not known."""

from __future__ import annotations

from collections.abc import Callable

from enforcerules.model.program import And, Atom, Condition, Known, Neg, Or, Threshold

Test = Atom | Known | Threshold


def evaluate(condition: Condition, test: Callable[[Test], bool | None]) -> bool | None:
    """The truth of a condition, given the truth of each test; every part is asked, nothing is cut short."""
    if isinstance(condition, Atom):  # most are
        return test(condition)
    if isinstance(condition, And):
        return conjunction([evaluate(part, test) for part in condition.parts])
    if isinstance(condition, Or):
        return disjunction([evaluate(part, test) for part in condition.parts])
    if isinstance(condition, Neg):
        return negation(evaluate(condition.part, test))
    return test(condition)


def conjunction(parts: list[bool | None]) -> bool | None:
    """And: false if any part is, open if any other part is."""
    return False if False in parts else None if None in parts else True


def disjunction(parts: list[bool | None]) -> bool | None:
    """Or: true if any part is, open if any other part is."""
    return True if True in parts else None if None in parts else False


def negation(part: bool | None) -> bool | None:
    """Not."""
    return None if part is None else not part
