"""A condition of a record as a tree of the language of rulesets, and its text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from enforcerules.exchange.clauses import expression as given
from enforcerules.exchange.clauses.money import yuan
from enforcerules.language.printing import print_condition
from enforcerules.language.showing import plain
from enforcerules.language.vocabulary import Vocabulary
from enforcerules.model.program import Fact
from enforcerules.model.syntax import All, Among, AnyOf, Bound, Compare, Holds, Name, Not, Operand, Quantity, Written

_WORDS: Final = {">=": "以上", "<=": "不超过", ">": "超过", "<": "不足"}
_NEGATED: Final[dict[given.Op, given.Op]] = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
_LOWER: Final = frozenset({">=", ">"})
_UPPER: Final = frozenset({"<", "<="})


def condition_text(expression: given.Expression, words: Vocabulary) -> str | None:
    """The condition in the law's words; None: always."""
    return None if expression == given.TRUE else print_condition(written(expression, words), words)


def written(expression: given.Expression, words: Vocabulary) -> Written:
    """The tree; what is asked of one figure from below and from above becomes one test."""
    if isinstance(expression, given.All):
        return All(tuple(_joined(expression.parts, words)))
    if isinstance(expression, given.AnyOf):
        return AnyOf(tuple(written(part, words) for part in expression.parts))
    if isinstance(expression, given.Not):
        return _negated(expression.part, words)
    return _test(expression, words)


def _joined(parts: Sequence[given.Expression], words: Vocabulary) -> Iterator[Written]:
    rest = list(parts)
    while rest:
        part = rest.pop(0)
        other = next((one for one in rest if _between(part, one)), None)
        if other is None or not isinstance(part, given.Compare) or not isinstance(other, given.Compare):
            yield written(part, words)
            continue
        rest.remove(other)
        lo, hi = (part, other) if part.op in _LOWER else (other, part)
        fact = words.facts[part.name]
        yield Compare(fact.id, (_bound(lo, fact), _bound(hi, fact)))


def _between(one: given.Expression, other: given.Expression) -> bool:
    """Whether two tests are the ends of one stretch of a figure."""
    if not isinstance(one, given.Compare) or not isinstance(other, given.Compare) or one.name != other.name:
        return False
    lo, hi = (one, other) if one.op in _LOWER else (other, one)
    return lo.op in _LOWER and hi.op in _UPPER and lo.number <= hi.number


def _negated(part: given.Expression, words: Vocabulary) -> Written:
    if isinstance(part, given.Compare):
        return _test(given.Compare(part.name, _NEGATED[part.op], part.number), words)
    if isinstance(part, given.Among):
        return Among(part.name, _values(part, words), negated=True)
    return Not(written(part, words))


def _test(leaf: given.Leaf, words: Vocabulary) -> Written:
    fact = words.facts[leaf.name]
    if isinstance(leaf, given.Truth):
        return Holds(fact.id)
    if isinstance(leaf, given.Among):
        return Among(fact.id, _values(leaf, words))
    if leaf.op in {"==", "!="}:
        return Among(fact.id, (quantity(leaf.number, fact),), negated=leaf.op == "!=")
    return Compare(fact.id, (_bound(leaf, fact),))


def _values(leaf: given.Among, words: Vocabulary) -> tuple[Operand, ...]:
    labels = dict(words.facts[leaf.name].values)
    return tuple(Name(labels.get(word, word)) for word in leaf.values)


def _bound(leaf: given.Compare, fact: Fact) -> Bound:
    """A bound in the law's words; a figure without a unit is compared with a sign, because the words would run into it."""
    bare = fact.type != "money" and fact.unit is None
    return Bound(leaf.op if bare else _WORDS[leaf.op], quantity(leaf.number, fact))


def quantity(number: Fraction, fact: Fact) -> Quantity:
    """A number of a fact with its unit; money is given in 元."""
    if fact.type == "money":
        return yuan(number)
    unit = fact.unit or ""
    return Quantity(f"{plain(number)}{unit}", number, unit)
