"""Text to syntax tree; what cannot be read becomes a diagnostic at its column."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from lark import Token as LarkToken
from lark import Tree, UnexpectedInput
from lark.exceptions import UnexpectedToken

from enforcerules.base.diagnostics import Diagnostic, diagnose
from enforcerules.base.near import nearest
from enforcerules.base.source import Span, Text
from enforcerules.language.grammar import parser
from enforcerules.language.lexer import LexicalError, Token, tokens
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

MAX_LENGTH = 4_000
MAX_DEPTH = 32
_BRACKETS = {"[": ">=", "(": ">", "（": ">", "]": "<=", ")": "<", "）": "<"}


class NotReadable(Exception):
    """The text is not of the language; carries its diagnostic."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.code)
        self.diagnostic = diagnostic


def parse_condition(text: Text, vocabulary: Vocabulary) -> Written:
    """Read a condition; raises NotReadable."""
    tree = _tree(text, vocabulary, "condition")
    return _Reader(vocabulary).condition(tree)


def parse_amount(text: Text, vocabulary: Vocabulary) -> AmountText:
    """Read an amount; raises NotReadable."""
    tree = _tree(text, vocabulary, "amount")
    return _Reader(vocabulary).amount(tree, text)


def place(text: Text, start: int, length: int) -> Span | None:
    """The span of a part of a text; of the whole text where it runs over several lines."""
    span = text.span
    if span is None or span.line != span.end_line:
        return span
    column = span.column + start + (1 if text.quoted else 0)
    return Span(span.file, span.line, column, span.line, column + max(length, 1))


def _tree(text: Text, vocabulary: Vocabulary, start: str) -> Tree[LarkToken]:
    if len(text) > MAX_LENGTH:
        raise NotReadable(diagnose("ER401", text.span, limit=MAX_LENGTH))
    try:
        found = list(tokens(text, vocabulary))
        _bounded(found, text)
        return parser().parse(iter([_as_lark(t) for t in found]), start=start)  # type: ignore[arg-type]
    except LexicalError as error:
        raise NotReadable(_lexical(error, text, vocabulary)) from None
    except UnexpectedInput as error:
        raise NotReadable(_unexpected(error, text, found)) from None


def _bounded(found: list[Token], text: Text) -> None:
    depth = 0
    for token in found:
        depth += {"LPAR": 1, "NOT": 1, "RPAR": -1}.get(token.type, 0)
        if depth > MAX_DEPTH:
            raise NotReadable(diagnose("ER402", place(text, token.start, 1), limit=MAX_DEPTH))


class _Read(LarkToken):
    """A parser's token that remembers ours, with its number and unit."""

    given: Token


def _as_lark(token: Token) -> LarkToken:
    made = _Read(token.type, token.text, start_pos=token.start)
    made.given = token
    return made


def _lexical(error: LexicalError, text: Text, vocabulary: Vocabulary) -> Diagnostic:
    span = place(text, error.start, len(error.text))
    code = {"number": "ER403", "not_needs_space": "ER404", "unclosed": "ER405"}.get(error.reason, "ER406")
    near = nearest(error.text, [*vocabulary.names, *vocabulary.values])
    return diagnose(code, span, text=error.text, near=near or "")


def _unexpected(error: UnexpectedInput, text: Text, found: list[Token]) -> Diagnostic:
    token = error.token if isinstance(error, UnexpectedToken) else None
    if token is None or token.type == "$END":
        return diagnose("ER408", place(text, len(text) - 1, 1), text=text)
    start = token.start_pos or 0
    span = place(text, start, len(token))
    if token.type in {"AND", "OR"} and token.type not in (error.accepts or ()):
        before = [t for t in found if t.start < start]
        if any(t.type in {"AND", "OR"} and t.type != token.type for t in before):
            return diagnose("ER407", span, **_two_readings(text, found))
    return diagnose("ER409", span, text=str(token))


def _two_readings(text: Text, found: list[Token]) -> dict[str, str]:
    """Both ways of bracketing 甲 且 乙 或 丙: by 或 first, and by the place where they mix."""
    ors = [t.start for t in found if t.type == "OR"]
    ands = [t.start for t in found if t.type == "AND"]
    first, second = min(ors[0], ands[0]), max(ors[0], ands[0])
    left = f"（{text[:second].strip()}） {text[second:].strip()}"
    word = 1 if text[first] in "且或" else 2
    right = f"{text[:first].strip()} {text[first : first + word]} （{text[first + word :].strip()}）"
    return {"left": left, "right": right}


@dataclass(frozen=True, slots=True)
class _Reader:
    """Parse tree to syntax tree."""

    vocabulary: Vocabulary

    def condition(self, tree: Tree[LarkToken]) -> Written:
        kids = [k for k in tree.children if not (isinstance(k, LarkToken) and k.type in {"AND", "OR", "NOT", "LPAR", "RPAR"})]
        if tree.data in {"start", "alone", "bracketed", "all", "any", "negated"}:
            parts = tuple(self.condition(k) for k in kids if isinstance(k, Tree))
            return _joined(str(tree.data), parts)
        return self._test(str(tree.data), kids)

    def _test(self, shape: str, kids: list[Tree[LarkToken] | LarkToken]) -> Written:
        fact = self._fact(kids[0])
        leaves = [k for k in kids[1:] if isinstance(k, LarkToken)]
        operands = [self._operand(k) for k in leaves if k.type not in {"AFTER", "TO", "IS", "ISNOT", "COMMA", "ONEOF", "IN", "CONTAINS", "STATE"}]
        words = [str(k) for k in leaves if k.type == "AFTER"]
        subtrees = [k for k in kids[1:] if isinstance(k, Tree)]
        if shape == "holds":
            return Holds(fact)
        if shape in {"among", "not_among"}:
            return Among(fact, tuple(operands), shape == "not_among")
        if shape == "state":
            return State(fact, str(leaves[-1]))
        if shape == "contains":
            return Contains(fact, Name(_label(leaves[-1])))
        return Compare(fact, tuple(self._bounds(shape, operands, words, subtrees)))

    def _bounds(
        self, shape: str, operands: list[Operand], words: list[str], subtrees: list[Tree[LarkToken]]
    ) -> Iterator[Bound]:
        if shape == "compare_to":
            yield Bound(">=", operands[0])
            yield Bound("<=", operands[1])
        elif shape == "compare_interval":
            yield from self._interval(subtrees[0])
        else:
            yield from (Bound(word, operand) for word, operand in zip(words, operands, strict=False))
            yield from (self._before(tree) for tree in subtrees)

    def _before(self, tree: Tree[LarkToken]) -> Bound:
        word, operand = tree.children
        return Bound(_SYMBOLS.get(str(word), str(word)), self._operand(operand))  # type: ignore[arg-type]

    def _interval(self, tree: Tree[LarkToken]) -> Iterator[Bound]:
        opening, lo, _, hi, closing = tree.children
        yield Bound(_BRACKETS[str(opening)], self._operand(lo))  # type: ignore[arg-type]
        yield Bound(_BRACKETS[str(closing)], self._operand(hi))  # type: ignore[arg-type]

    def _fact(self, token: Tree[LarkToken] | LarkToken) -> str:
        return self.vocabulary.names[_label(token)][1]

    def _operand(self, token: LarkToken) -> Operand:
        if token.type == "QUANTITY":
            assert isinstance(token, _Read)  # noqa: S101  see _as_lark
            given = token.given
            return Quantity(given.text, given.number or Fraction(0), given.unit)
        if token.type == "PARAMETER":
            return ParameterName(self.vocabulary.names[_label(token)][1])
        return Name(_TRUTH.get(str(token), _label(token)) if token.type in {"TRUE", "FALSE"} else _label(token))

    def amount(self, tree: Tree[LarkToken], text: Text) -> AmountText:
        inner = tree.children[0]
        assert isinstance(inner, Tree)  # noqa: S101  the grammar says so
        base = None
        terms = inner.children[-1]
        if inner.data == "based":
            base = self._fact(inner.children[0])  # type: ignore[arg-type]
        assert isinstance(terms, Tree)  # noqa: S101
        quantities = [self._operand(k) for k in terms.children if isinstance(k, LarkToken) and k.type == "QUANTITY"]
        words = [str(k) for k in terms.children if isinstance(k, LarkToken) and k.type == "AFTER"]
        return _amount(base, str(terms.data), quantities, words, text)  # type: ignore[arg-type]


_SYMBOLS = {"≥": ">=", "≤": "<=", "早于": "<", "晚于": ">"}
_TRUTH = {"是": "true", "否": "false"}


def _label(token: object) -> str:
    return str(token).removeprefix("「").removesuffix("」")


def _joined(shape: str, parts: tuple[Written, ...]) -> Written:
    if shape == "all":
        return All(parts)
    if shape == "any":
        return AnyOf(parts)
    return Not(parts[0]) if shape == "negated" else parts[0]


def _amount(base: str | None, shape: str, found: list[Quantity], words: list[str], text: Text) -> AmountText:
    if shape == "between" and words != ["以上", "以下"]:
        raise NotReadable(diagnose("ER409", text.span, text=words[0]))
    if shape == "one_sided":
        return AmountText(base, None, found[0]) if words == ["以下"] else AmountText(base, found[0], None)
    return AmountText(base, found[0], found[-1])
