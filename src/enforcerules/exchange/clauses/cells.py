"""Whether conditions can hold together: their facts cut into cells at the thresholds, every combination looked at.

Two conditions form *tiers* when they part on a fact that is more than a truth: some state of the truths leaves both
possible, and no state of all facts makes both hold, or only at one end point that both claim (5000元以上 and 5000元以下).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product
from typing import Final, TypeAlias

from enforcerules.base.limits import COMBINATIONS
from enforcerules.exchange.clauses.expression import (
    All,
    Among,
    AnyOf,
    Compare,
    Expression,
    Not,
    Truth,
    leaves,
)

STATES_OF_A_BASE: Final = frozenset({"uncomputable"})
"""Truths that say of a base what a threshold says of it: that there is none to compute with."""

Value: TypeAlias = bool | Fraction | str | None
State: TypeAlias = Mapping[str, Value]


def holds(expression: Expression, state: State) -> bool:
    """Whether a condition holds in a state; a word that the state does not have is another one."""
    if isinstance(expression, All):
        return all(holds(part, state) for part in expression.parts)
    if isinstance(expression, AnyOf):
        return any(holds(part, state) for part in expression.parts)
    if isinstance(expression, Not):
        return not holds(expression.part, state)
    value = state[expression.name]
    if isinstance(expression, Truth):
        return value is True
    if isinstance(expression, Among):
        return value in expression.values
    return isinstance(value, Fraction) and _COMPARED[expression.op](value, expression.number)


_COMPARED: Final = {
    "==": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
}


def compatible(one: Expression, other: Expression) -> bool:
    """Whether both can hold at once; where there are too many cells to look at, they are taken to."""
    states = _states(one, other)
    return states is None or any(holds(one, state) and holds(other, state) for state in states)


def tiers(one: Expression, other: Expression) -> bool:
    """Whether the two are tiers of one another."""
    states = _states(one, other)
    if states is None:
        return False
    truths = {leaf.name for leaf in (*leaves(one), *leaves(other)) if _is_truth(leaf)}
    first = [state for state in states if holds(one, state)]
    second = [state for state in states if holds(other, state)]
    both = [state for state in first if holds(other, state)]
    if both and (len(both) in {len(first), len(second)} or not all(_at_an_end(s, one, other) for s in both)):
        return False
    shared = {_part(state, truths) for state in first} & {_part(state, truths) for state in second}
    return bool(shared)


def disjoint(one: Expression, other: Expression) -> bool:
    """Whether the two never hold at once, or only at an end point that both claim."""
    states = _states(one, other)
    if states is None:
        return False
    both = [state for state in states if holds(one, state) and holds(other, state)]
    return not both or tiers(one, other)


def _is_truth(leaf: Truth | Compare | Among) -> bool:
    return isinstance(leaf, Truth) and leaf.name not in STATES_OF_A_BASE


def _part(state: State, names: set[str]) -> tuple[tuple[str, Value], ...]:
    return tuple((name, state[name]) for name in sorted(names))


def _at_an_end(state: State, one: Expression, other: Expression) -> bool:
    """Whether a figure lies on a threshold of both, which both include."""
    ends = [{(leaf.name, leaf.number) for leaf in leaves(e) if isinstance(leaf, Compare)} for e in (one, other)]
    return any(state[name] == number for name, number in ends[0] & ends[1])


def _states(*expressions: Expression) -> Sequence[State] | None:
    """Every combination of cells of the facts that the expressions test; None where there are too many."""
    cells: dict[str, list[Value]] = {}
    for name, found in _grouped(expressions).items():
        cells[name] = list(_cells(found))
    size = 1
    for values in cells.values():
        size *= len(values)
        if size > COMBINATIONS:
            return None
    return [dict(zip(cells, chosen, strict=True)) for chosen in product(*cells.values())]


def _grouped(expressions: Sequence[Expression]) -> dict[str, list[Truth | Compare | Among]]:
    found: dict[str, list[Truth | Compare | Among]] = {}
    for expression in expressions:
        for leaf in leaves(expression):
            found.setdefault(leaf.name, []).append(leaf)
    return found


def _cells(found: Sequence[Truth | Compare | Among]) -> Iterator[Value]:
    """One value for each cell: thresholds and what lies between them (no figure is negative); words and another word."""
    if any(isinstance(leaf, Truth) for leaf in found):
        yield from (False, True)
        return
    words = dict.fromkeys(word for leaf in found if isinstance(leaf, Among) for word in leaf.values)
    yield from words
    if words:
        yield None
    ends = sorted({leaf.number for leaf in found if isinstance(leaf, Compare)})
    if not ends:
        return
    if ends[0] > 0:
        yield ends[0] / 2
    for end, after in zip(ends, [*ends[1:], None], strict=True):
        yield end
        yield end + 1 if after is None else (end + after) / 2
