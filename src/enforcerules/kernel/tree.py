"""The ways through the law that were taken so far, as a tree of forks with results at its ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from enforcerules.decide.frame import ELEMENTS
from enforcerules.decide.merge import Merged, MergedMeasure
from enforcerules.kernel.sums import Whole
from enforcerules.kernel.traced import Fork, Leak, Traced
from enforcerules.model.decision import LevelRange, MoneyRange
from enforcerules.model.verdict import MeasureFound, Result


@dataclass(frozen=True, slots=True)
class Money:
    """An amount that depends on facts: the numerator is the result's number at `at`, in so many parts of 分."""

    at: int
    parts: int


@dataclass(frozen=True, slots=True)
class Leaf:
    """The end of a way: the result, with `Money` where an amount depends on facts, and the sums of these."""

    result: Result
    sums: tuple[Whole, ...]


@dataclass(slots=True)
class Node:
    """A fork; None: nobody went there yet."""

    fork: Fork
    yes: Tree = None
    no: Tree = None


Tree: TypeAlias = Node | Leaf | None


def grown(tree: Tree, steps: Sequence[tuple[Fork, bool]], leaf: Leaf) -> Tree:
    """The tree with one more way; raises Leak where the reference asked something else at the same place."""
    if not steps:
        if isinstance(tree, Node):
            raise Leak
        return leaf
    (fork, answer), rest = steps[0], steps[1:]
    node = Node(fork) if tree is None else tree
    if not isinstance(node, Node) or node.fork != fork:
        raise Leak
    if answer:
        node.yes = grown(node.yes, rest, leaf)
    else:
        node.no = grown(node.no, rest, leaf)
    return node


def end_of(tree: Tree, steps: Sequence[tuple[Fork, bool]]) -> Leaf | None:
    """The end of a way that is in the tree; None where it is not."""
    for fork, answer in steps:
        if not isinstance(tree, Node) or tree.fork != fork:
            return None
        tree = tree.yes if answer else tree.no
    return tree if isinstance(tree, Leaf) else None


# ---- results -----------------------------------------------------------------------------------------------------


Numbers: TypeAlias = dict[Whole, "Fraction | int"]
"""The sums of a result, in the order in which they were met, each with its number in this case."""


def leaf_of(merged: Merged) -> tuple[Leaf, tuple[Fraction | int, ...]]:
    """What a decision in which everything is known came to, with its traced amounts taken out; and the numbers of this case."""
    sums: Numbers = {}
    measures = tuple(_measure(one, sums) for one in merged.measures)
    because = tuple(sorted(key.removeprefix("rule:") for key in merged.because if key != ELEMENTS))
    if merged.open:
        made = Result("needs_human", merged.dispositions, measures, because)
    else:
        made = Result(merged.dispositions[0], (), measures, because)
    return Leaf(made, tuple(sums)), tuple(sums.values())


def _measure(one: MergedMeasure, sums: Numbers) -> MeasureFound:
    made, levels = one.measure, tuple(_level(level, sums) for level in one.levels)
    span = _range(one.statutory, sums)
    return MeasureFound(made.id, made.kind, made.target, made.modality, one.holds, span, levels, one.open, one.barred)


def _level(one: LevelRange, sums: Numbers) -> LevelRange:
    return LevelRange(one.level, _range(one.range, sums), _amount(one.point, sums), one.because, one.basis)


def _range(span: MoneyRange | None, sums: Numbers) -> MoneyRange | None:
    if span is None:
        return None
    return MoneyRange(_amount(span.lo, sums), _amount(span.hi, sums), span.lo_open, span.hi_open)


def _amount(amount: object, sums: Numbers) -> Fraction | None:
    if not isinstance(amount, Traced):
        return amount  # type: ignore[return-value]
    if amount.sum.constant is not None:
        return amount.sum.constant
    terms, parts = amount.sum.whole
    sums.setdefault(terms, amount.value * parts)
    return Money(list(sums).index(terms), parts)  # type: ignore[return-value]  # filled in when it is read
