"""The `when` of a clause record: a Boolean expression in Python's notation, read into a tree of its own, never run.

The grammar is closed: `always`; names; `and`, `or`, `not`; a name compared with numbers (chains too, and the number may
stand first); a name compared for equality, or looked for among constants. Everything else is refused by name.
"""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Final, Literal, TypeAlias

from enforcerules.base.limits import CLAUSE_DEPTH, CLAUSE_LENGTH, NUMBER_DIGITS

ALWAYS: Final = "always"
_NAME: Final = re.compile(r"[a-z_][a-z0-9_]{0,59}")
_VALUE: Final = re.compile(r"[㐀-䶿一-鿿A-Za-z0-9_]{1,40}")
_WORDS: Final = frozenset({"true", "false", ALWAYS})
Op: TypeAlias = Literal["==", "!=", "<", "<=", ">", ">="]
_OPS: Final[dict[type[ast.cmpop], Op]] = {
    ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">="
}  # fmt: skip
_TURNED: Final[dict[Op, Op]] = {"==": "==", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}


@dataclass(frozen=True, slots=True)
class Truth:
    """A fact of truth holds."""

    name: str


@dataclass(frozen=True, slots=True)
class Compare:
    """A figure compared with a number."""

    name: str
    op: Op
    number: Fraction


@dataclass(frozen=True, slots=True)
class Among:
    """A fact is one of some words."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class All:
    """Every part; of no parts: always."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Not this."""

    part: Expression


Expression: TypeAlias = Truth | Compare | Among | All | AnyOf | Not
Leaf: TypeAlias = Truth | Compare | Among
TRUE: Final = All(())


class RefusedExpression(Exception):
    """What is no condition: the word of the catalogue for what was found, and the piece of text."""

    def __init__(self, what: str, found: str) -> None:
        """Carry both."""
        super().__init__(what)
        self.what, self.found = what, found


def parse(text: str) -> Expression:
    """The tree of a condition.

    Raises:
        RefusedExpression: it is not of the grammar.
    """
    if len(text) > CLAUSE_LENGTH:
        raise RefusedExpression("@clause_long", f"{text[:40]}…")
    if text.strip() == ALWAYS:
        return TRUE
    try:
        with warnings.catch_warnings(action="ignore"):
            tree = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise RefusedExpression("@clause_syntax", text) from None
    return _Reader(text.strip()).read(tree, 0)


def leaves(expression: Expression) -> Iterator[Leaf]:
    """Every test, from left to right."""
    if isinstance(expression, All | AnyOf):
        for part in expression.parts:
            yield from leaves(part)
    elif isinstance(expression, Not):
        yield from leaves(expression.part)
    else:
        yield expression


def conjuncts(expression: Expression) -> tuple[Expression, ...]:
    """What an expression asks all of: itself, or its parts."""
    if isinstance(expression, All):
        return tuple(inner for part in expression.parts for inner in conjuncts(part))
    return (expression,)


def conjunction(parts: tuple[Expression, ...]) -> Expression:
    """All of some expressions, the inverse of `conjuncts`."""
    return parts[0] if len(parts) == 1 else All(parts)  # of no parts: always


@dataclass(frozen=True, slots=True)
class _Reader:
    """Python's tree to ours, node by node; what is not named here is refused."""

    text: str

    def read(self, node: ast.expr, depth: int) -> Expression:
        if depth > CLAUSE_DEPTH:
            raise RefusedExpression("@clause_deep", self.shown(node))
        if isinstance(node, ast.BoolOp):
            parts = tuple(self.read(one, depth + 1) for one in node.values)
            return conjunction(conjuncts(All(parts))) if isinstance(node.op, ast.And) else AnyOf(parts)
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            return Not(self.read(node.operand, depth + 1))
        if isinstance(node, ast.Compare):
            return self._comparison(node)
        if isinstance(node, ast.Name):
            return Truth(self._name(node))
        raise self._refused(node)

    def _comparison(self, node: ast.Compare) -> Expression:
        operands = [node.left, *node.comparators]
        pairs = zip(operands, node.ops, operands[1:], strict=False)
        return conjunction(tuple(self._pair(node, *pair) for pair in pairs))

    def _pair(self, whole: ast.Compare, left: ast.expr, op: ast.cmpop, right: ast.expr) -> Expression:
        if isinstance(op, ast.In | ast.NotIn):
            return self._member(whole, left, right, negated=isinstance(op, ast.NotIn))
        word = _OPS.get(type(op))
        if word is None:
            raise RefusedExpression("@clause_operator", self.shown(whole))
        if not isinstance(left, ast.Name) and isinstance(right, ast.Name):
            left, word, right = right, _TURNED[word], left
        if not isinstance(left, ast.Name):
            raise self._refused(left) if not isinstance(left, ast.Constant) else self._constants(whole)
        name = self._name(left)
        if isinstance(right, ast.Constant) and isinstance(right.value, str):
            return self._equality(name, word, right)
        return Compare(name, word, self._number(right))

    def _equality(self, name: str, word: Op, right: ast.Constant) -> Expression:
        found = Among(name, (_value(str(right.value)),))
        if word not in {"==", "!="}:
            raise RefusedExpression("@clause_order", self.shown(right))
        return found if word == "==" else Not(found)

    def _member(self, whole: ast.Compare, left: ast.expr, right: ast.expr, *, negated: bool) -> Expression:
        if not isinstance(left, ast.Name):
            raise self._refused(left)
        if not isinstance(right, ast.Tuple | ast.List | ast.Set) or not right.elts:
            raise RefusedExpression("@clause_members", self.shown(whole))
        name = self._name(left)
        words = [one.value for one in right.elts if isinstance(one, ast.Constant) and isinstance(one.value, str)]
        if len(words) == len(right.elts):
            found: Expression = Among(name, tuple(dict.fromkeys(map(_value, words))))
        elif words:
            raise RefusedExpression("@clause_members", self.shown(whole))
        else:
            numbers = dict.fromkeys(self._number(one) for one in right.elts)
            equal = tuple(Compare(name, "==", number) for number in numbers)
            found = equal[0] if len(equal) == 1 else AnyOf(equal)
        return Not(found) if negated else found

    def _number(self, node: ast.expr) -> Fraction:
        """A number as it was written: Python's own value of a decimal is binary."""
        known = isinstance(node, ast.Constant) and isinstance(node.value, int | float)
        if not known or isinstance(getattr(node, "value", None), bool):
            raise self._refused(node)
        written = self.shown(node)
        try:
            number = Decimal(written)
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite() or not written.replace(".", "", 1).isdigit():
            raise RefusedExpression("@clause_number", written)
        if len(written) > NUMBER_DIGITS:
            raise RefusedExpression("@clause_digits", f"{written[:NUMBER_DIGITS]}…")
        return Fraction(number)

    def _name(self, node: ast.Name) -> str:
        if not _NAME.fullmatch(node.id) or node.id in _WORDS or self.shown(node) != node.id:
            raise RefusedExpression("@clause_name", self.shown(node))
        return node.id

    def _constants(self, node: ast.expr) -> RefusedExpression:
        return RefusedExpression("@clause_constant", self.shown(node))

    def _refused(self, node: ast.expr) -> RefusedExpression:
        for shape, word in _REFUSALS:
            if isinstance(node, shape):
                return RefusedExpression(word, self.shown(node))
        return RefusedExpression("@clause_other", self.shown(node))

    def shown(self, node: ast.expr) -> str:
        """The piece of text that a node was read from."""
        return ast.get_source_segment(self.text, node) or self.text


def _value(word: str) -> str:
    if not _VALUE.fullmatch(word):
        raise RefusedExpression("@clause_value", word)
    return word


_REFUSALS: Final[tuple[tuple[type[ast.expr], str], ...]] = (
    (ast.Call, "@clause_call"),
    (ast.Attribute, "@clause_attribute"),
    (ast.Subscript, "@clause_subscript"),
    (ast.BinOp, "@clause_arithmetic"),
    (ast.UnaryOp, "@clause_sign"),
    (ast.Lambda, "@clause_function"),
    (ast.IfExp, "@clause_choice"),
    (ast.Constant, "@clause_constant"),
    (ast.Compare, "@clause_compared"),
    (ast.BoolOp, "@clause_compared"),
)
