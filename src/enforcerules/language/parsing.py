"""Text to syntax tree, by hand (`descent`); what that does not read the grammar reads, or it becomes a diagnostic at its column."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from lark import Token as LarkToken
from lark import Tree, UnexpectedToken

from enforcerules.base.diagnostics import Diagnostic, diagnose
from enforcerules.base.limits import CONDITION_DEPTH, CONDITION_LENGTH
from enforcerules.base.source import Text
from enforcerules.language.descent import BELOW, BRACKETS, LIMITS, OPERANDS, SYMBOLS, TRUTH, Descent, Unread
from enforcerules.language.grammar import parser
from enforcerules.language.lexer import LexicalError, Token, label_of, tokens
from enforcerules.language.refusals import place, unexpected, unreadable
from enforcerules.language.vocabulary import Vocabulary
from enforcerules.model.syntax import (
    All,
    Among,
    AmountText,
    AnyOf,
    Bound,
    Compare,
    Contains,
    Holds,
    Name,
    Not,
    Operand,
    ParameterName,
    Quantity,
    State,
    Written,
)

_WHAT = {"condition": "condition", "amount": "money"}
_SHAPES = frozenset({"alone", "bracketed", "all", "any", "negated"})
T = TypeVar("T")


class NotReadable(Exception):
    """The text is not of the language; carries its diagnostic."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.code)
        self.diagnostic = diagnostic


def parse_condition(text: Text, vocabulary: Vocabulary) -> Written:
    """Read a condition; raises NotReadable.

    Places in what was read are within the text, so that it is the same wherever the text stands.
    """
    return _once(_condition, text, vocabulary)


def parse_amount(text: Text, vocabulary: Vocabulary) -> AmountText:
    """Read an amount; raises NotReadable."""
    return _once(_amount_of, text, vocabulary)


def _once(read: Callable[[Text, Vocabulary], T], text: Text, vocabulary: Vocabulary) -> T:
    key = (read, str(text))
    found: T | None = vocabulary.read.get(key)
    if found is None:
        found = vocabulary.read[key] = read(text, vocabulary)
    return found


def _condition(text: Text, vocabulary: Vocabulary) -> Written:
    found = _tokens(text, vocabulary, "condition")
    try:
        return Descent(found, vocabulary).condition()
    except Unread:
        return by_grammar(text, found, vocabulary)


def _amount_of(text: Text, vocabulary: Vocabulary) -> AmountText:
    found = _tokens(text, vocabulary, "amount")
    try:
        return Descent(found, vocabulary).amount()
    except Unread:
        return amount_by_grammar(text, found, vocabulary)


def by_grammar(text: Text, found: list[Token], vocabulary: Vocabulary) -> Written:
    """The tokens of a condition as the grammar reads them; raises NotReadable."""
    return _Reader(vocabulary).condition(_tree(text, found, "condition"))


def amount_by_grammar(text: Text, found: list[Token], vocabulary: Vocabulary) -> AmountText:
    """The tokens of an amount as the grammar reads them; raises NotReadable."""
    return _Reader(vocabulary).amount(_tree(text, found, "amount"), text)


def _tokens(text: Text, vocabulary: Vocabulary, start: str) -> list[Token]:
    """All tokens of a text; raises NotReadable."""
    if not text.strip():
        raise NotReadable(diagnose("ER204", text.span, where=f"@{_WHAT[start]}", expected=f"@{_WHAT[start]}"))
    if len(text) > CONDITION_LENGTH:
        raise NotReadable(diagnose("ER401", text.span, limit=CONDITION_LENGTH))
    found: list[Token] = []
    try:
        found.extend(tokens(text, vocabulary))
    except LexicalError as error:
        raise NotReadable(unreadable(error, text, found, vocabulary)) from None
    _bounded(found, text)
    return found


def _tree(text: Text, found: list[Token], start: str) -> Tree[LarkToken]:
    try:
        return parser().parse(iter([_as_lark(t) for t in found]), start=start)
    except UnexpectedToken as error:
        raise NotReadable(unexpected(error, text, found)) from None


def _bounded(found: list[Token], text: Text) -> None:
    depth = nots = 0
    for token in found:
        depth += {"LPAR": 1, "RPAR": -1}.get(token.type, 0)
        nots = nots + 1 if token.type == "NOT" else 0
        if depth + nots > CONDITION_DEPTH:
            raise NotReadable(diagnose("ER402", place(text, token.start, 1), limit=CONDITION_DEPTH))


class _Read(LarkToken):
    """A parser's token that remembers ours, with its number and unit."""

    given: Token


def _as_lark(token: Token) -> LarkToken:
    made = _Read(token.type, token.text, start_pos=token.start)
    made.given = token
    return made


@dataclass(frozen=True, slots=True)
class _Reader:
    """Parse tree to syntax tree."""

    vocabulary: Vocabulary

    def condition(self, tree: Tree[LarkToken]) -> Written:
        shape = str(tree.data)
        if shape in _SHAPES:
            return _joined(shape, tuple(self.condition(k) for k in tree.children if isinstance(k, Tree)))
        return self._test(shape, tree.children)

    def _test(self, shape: str, kids: list[Tree[LarkToken] | LarkToken]) -> Written:
        fact = self._fact(kids[0])
        at = _place(kids)
        leaves = [k for k in kids[1:] if isinstance(k, LarkToken)]
        operands = [self._operand(k) for k in leaves if k.type in OPERANDS]
        words = [str(k) for k in leaves if k.type == "AFTER"]
        subtrees = [k for k in kids[1:] if isinstance(k, Tree)]
        if shape == "holds":
            return Holds(fact, at)
        if shape in {"among", "not_among"}:
            return Among(fact, tuple(operands), shape == "not_among", at)
        if shape == "state":
            (word,) = leaves
            return State(fact, str(word), at)
        if shape == "contains":
            _, value = leaves
            return Contains(fact, Name(label_of(value), _place([value])), at)
        return Compare(fact, tuple(self._bounds(shape, operands, words, subtrees)), at)

    def _bounds(
        self, shape: str, operands: list[Operand], words: list[str], subtrees: list[Tree[LarkToken]]
    ) -> Iterator[Bound]:
        if shape == "compare_to":
            yield Bound(">=", operands[0])
            yield Bound("<=", operands[1])
        elif shape == "compare_interval":
            yield from self._interval(subtrees[0])
        else:
            yield from map(Bound, words, operands)
            yield from (self._before(tree) for tree in subtrees)

    def _before(self, tree: Tree[LarkToken]) -> Bound:
        word, operand = tree.children
        return Bound(SYMBOLS.get(str(word), str(word)), self._operand(operand))  # type: ignore[arg-type]

    def _interval(self, tree: Tree[LarkToken]) -> Iterator[Bound]:
        opening, lo, _, hi, closing = tree.children
        yield Bound(BRACKETS[str(opening)], self._operand(lo))  # type: ignore[arg-type]
        yield Bound(BRACKETS[str(closing)], self._operand(hi))  # type: ignore[arg-type]

    def _fact(self, token: Tree[LarkToken] | LarkToken) -> str:
        return self.vocabulary.names[label_of(token)][1]

    def _operand(self, token: LarkToken) -> Operand:
        at = _place([token])
        if token.type == "QUANTITY":
            assert isinstance(token, _Read)  # noqa: S101  see _as_lark
            given = token.given
            assert given.number is not None  # noqa: S101  every quantity has one
            return Quantity(given.text, given.number, given.unit, at)
        if token.type == "PARAMETER":
            return ParameterName(self.vocabulary.names[label_of(token)][1], at)
        truth = token.type in {"TRUE", "FALSE"}
        return Name(TRUTH.get(str(token), label_of(token)) if truth else label_of(token), at)

    def amount(self, tree: Tree[LarkToken], text: Text) -> AmountText:
        inner, *tails = (child for child in tree.children if isinstance(child, Tree))
        terms = inner.children[-1]
        assert isinstance(terms, Tree)  # noqa: S101  the grammar says so
        based = inner.data in {"based", "per_unit"}
        made = _amount(str(terms.data), self._quantities(terms), _words(terms), text)
        if based:
            made = replace(made, base=self._fact(inner.children[0]))
        if inner.data == "per_unit":
            per = next(k for k in inner.children if isinstance(k, _Read) and k.type == "PER")
            made = replace(made, per=per.given.unit)
        for tail in tails:
            made = self._tailed(made, tail, text)
        return made

    def _quantities(self, tree: Tree[LarkToken]) -> list[Quantity]:
        return [one for one in map(self._operand, _leaves(tree)) if isinstance(one, Quantity)]

    def _tailed(self, made: AmountText, tail: Tree[LarkToken], text: Text) -> AmountText:
        """The amount with 不足X的按X计算, 总额不超过X or 不低于X after it; each at most once."""
        word = next(str(k) for k in tail.children if isinstance(k, LarkToken) and k.type == "BEFORE")
        bound, *rest = self._quantities(tail)
        named = [self._fact(k) for k in tail.children if isinstance(k, LarkToken) and k.type == "FACT"]
        key = "base_floor" if rest else LIMITS.get(word)
        if rest:
            fits = word in BELOW and bound.number == rest[0].number and bound.unit == rest[0].unit
            key = key if fits and all(name == made.base for name in named) else None
        if key is None or getattr(made, key) is not None or (key == "base_floor" and made.base is None):
            written = [k for k in tail.children if not (isinstance(k, LarkToken) and k.type == "COMMA")]
            start, length = _place(written)
            raise NotReadable(diagnose("ER421", place(text, start, length), text=text[start : start + length]))
        limits: dict[str, Quantity] = {key: bound}
        return replace(made, **limits)  # type: ignore[arg-type]


def _place(pieces: Sequence[Tree[LarkToken] | LarkToken]) -> tuple[int, int]:
    """Where the tokens of these pieces stand: start and length."""
    leaves = [t for piece in pieces for t in _leaves(piece)]
    start = min(t.start_pos or 0 for t in leaves)
    return start, max((t.start_pos or 0) + len(t) for t in leaves) - start


def _leaves(piece: Tree[LarkToken] | LarkToken) -> Iterator[LarkToken]:
    if isinstance(piece, LarkToken):
        yield piece
    else:
        for child in piece.children:
            yield from _leaves(child)


def _joined(shape: str, parts: tuple[Written, ...]) -> Written:
    if shape == "all":
        return All(parts)
    if shape == "any":
        return AnyOf(parts)
    return Not(parts[0]) if shape == "negated" else parts[0]


def _words(tree: Tree[LarkToken]) -> list[str]:
    return [str(k) for k in tree.children if isinstance(k, LarkToken) and k.type == "AFTER"]


def _amount(shape: str, found: list[Quantity], words: list[str], text: Text) -> AmountText:
    if shape == "between" and words == ["以下", "以上"]:
        raise NotReadable(diagnose("ER417", text.span, text=text))
    if shape == "between" and words != ["以上", "以下"]:
        raise NotReadable(diagnose("ER409", text.span, text=words[0]))
    if shape == "one_sided":
        return AmountText(None, None, found[0]) if words == ["以下"] else AmountText(None, found[0], None)
    return AmountText(None, found[0], found[-1])
