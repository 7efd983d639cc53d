"""Text to syntax tree; what cannot be read becomes a diagnostic at its column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from unicodedata import normalize

from lark import Token as LarkToken
from lark import Tree, UnexpectedInput
from lark.exceptions import UnexpectedToken

from enforcerules.base.diagnostics import Diagnostic, diagnose
from enforcerules.base.near import nearest
from enforcerules.base.source import Span, Text
from enforcerules.language.grammar import parser
from enforcerules.language.lexer import MAX_DIGITS, LexicalError, Token, tokens
from enforcerules.language.vocabulary import Vocabulary
from enforcerules.model.program import Fact
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
    found: list[Token] = []
    try:
        found.extend(tokens(text, vocabulary))
        _bounded(found, text)
        return parser().parse(iter([_as_lark(t) for t in found]), start=start)  # type: ignore[arg-type]
    except LexicalError as error:
        raise NotReadable(_lexical(error, text, found, vocabulary)) from None
    except UnexpectedInput as error:
        raise NotReadable(_unexpected(error, text, found)) from None


def _bounded(found: list[Token], text: Text) -> None:
    depth = nots = 0
    for token in found:
        depth += {"LPAR": 1, "RPAR": -1}.get(token.type, 0)
        nots = nots + 1 if token.type == "NOT" else 0
        if depth + nots > MAX_DEPTH:
            raise NotReadable(diagnose("ER402", place(text, token.start, 1), limit=MAX_DEPTH))


class _Read(LarkToken):
    """A parser's token that remembers ours, with its number and unit."""

    given: Token


def _as_lark(token: Token) -> LarkToken:
    made = _Read(token.type, token.text, start_pos=token.start)
    made.given = token
    return made


def _lexical(error: LexicalError, text: Text, found: list[Token], vocabulary: Vocabulary) -> Diagnostic:
    shown = error.texts[-1]
    span = place(text, error.start, len(shown))
    if error.code == "ER406":
        return _unknown(error, text, found, vocabulary)
    if error.code == "ER404":
        return diagnose("ER404", place(text, error.start, 1), suggestion=f"非 {shown[1:]}")
    if error.code == "ER405":
        return diagnose("ER405", span, text=shown, closing="」")
    if error.code == "ER222":
        return diagnose("ER222", span, limit=MAX_DIGITS)
    plain = normalize("NFKC", shown).replace(",", "").replace("_", "")
    suggestion = plain if plain.isdecimal() and plain != shown else None
    return diagnose(error.code, span, text=shown, found=shown, suggestion=suggestion)


def _unknown(error: LexicalError, text: Text, found: list[Token], vocabulary: Vocabulary) -> Diagnostic:
    """A word that is no name: a misspelt value of the fact it is compared with, or the name it is most like.

    Of a misspelt 货值金额 the beginning may be a name of its own (货值): what stands right before is part of the guess.
    """
    start, shown = error.start, error.texts[-1]
    fact = _compared(found, vocabulary)
    if fact is not None and fact.values:
        labels = [label for _, label in fact.values]
        span, near = place(text, start, len(shown)), nearest(shown, labels)
        return diagnose("ER410", span, fact=fact.label, value=shown, allowed="、".join(labels), near=near)
    names = [*vocabulary.names, *vocabulary.values]
    last = found[-1] if found else None
    if last is not None and last.start + len(last.text) == start and last.type in {"FACT", "VALUE", "PARAMETER"}:
        for word in error.texts:
            near = nearest(last.text + word, names)
            if near not in {None, last.text}:
                whole = last.text + word
                return diagnose("ER406", place(text, last.start, len(whole)), text=whole, near=near)
    for word in error.texts:
        near = nearest(word, names)
        if near is not None:
            return diagnose("ER406", place(text, start, len(word)), text=word, near=near)
    return diagnose("ER406", place(text, start, len(shown)), text=shown)


def _compared(found: list[Token], vocabulary: Vocabulary) -> Fact | None:
    """The fact whose value is expected after these tokens."""
    if not found or found[-1].type not in {"IS", "ISNOT", "CONTAINS", "COMMA", "BEFORE"}:
        return None
    fact = next((t for t in reversed(found) if t.type == "FACT"), None)
    return None if fact is None else vocabulary.fact_named(_label(fact.text))


def _unexpected(error: UnexpectedInput, text: Text, found: list[Token]) -> Diagnostic:
    token = error.token if isinstance(error, UnexpectedToken) else None
    if token is None or token.type == "$END":
        return _unfinished(text, found)
    start = token.start_pos or 0
    span = place(text, start, len(token))
    if token.type in {"AND", "OR"} and token.type not in (error.accepts or ()):
        first, last, words = _level(found, start, len(text))
        if any(t.type != token.type for t in words if t.start < start):
            left, right = (_bracketed(text[first:last], words, first, tight) for tight in ("AND", "OR"))
            around = text[:first], text[last:]
            return diagnose("ER407", span, left=left.join(around), right=right.join(around))
    return diagnose("ER409", span, text=str(token))


def _unfinished(text: Text, found: list[Token]) -> Diagnostic:
    """The text stops too early: a bracket is open, or something is missing at the end."""
    opened: list[Token] = []
    for token in found:
        if token.type == "LPAR":
            opened.append(token)
        elif token.type in {"RPAR", "SQUARE_END"} and opened:
            opened.pop()
    if not opened or found[-1].type in {"AND", "OR", "NOT", "BEFORE", "IS", "ISNOT", "LPAR"}:
        return diagnose("ER408", place(text, max(len(text) - 1, 0), 1), text=text)
    bracket = opened[-1]
    closing = "）" if bracket.text == "（" else ")"
    return diagnose("ER405", place(text, bracket.start, 1), text=text[bracket.start :], closing=closing)


def _level(found: list[Token], start: int, end: int) -> tuple[int, int, list[Token]]:
    """The brackets around a place, as start and end of what is in them, and the 且 and 或 between these."""
    first, last, depth, words = 0, end, 0, list[Token]()
    for token in found:
        if token.type in {"LPAR", "SQUARE"}:
            depth += 1
        elif token.type in {"RPAR", "SQUARE_END"}:
            depth -= 1
        if token.start < start and token.type == "LPAR" and _open_at(found, token, start):
            first, depth, words = token.start + 1, 0, []
        elif depth < 0:
            last = token.start
            break
        elif depth == 0 and token.type in {"AND", "OR"}:
            words.append(token)
    return first, last, words


def _open_at(found: list[Token], bracket: Token, start: int) -> bool:
    """Whether a bracket is still open at a place."""
    depth = 0
    for token in found:
        if bracket.start <= token.start < start:
            depth += {"LPAR": 1, "SQUARE": 1, "RPAR": -1, "SQUARE_END": -1}.get(token.type, 0)
            if depth == 0:
                return False
    return True


def _bracketed(text: str, words: list[Token], offset: int, tight: str) -> str:
    """One reading of 甲 且 乙 或 丙: what the `tight` word joins goes into brackets."""
    cuts = [(w.start - offset, w.start - offset + len(w.text)) for w in words]
    starts = [0, *(end for _, end in cuts)]
    parts = [text[a:b].strip() for a, b in zip(starts, [*(a for a, _ in cuts), len(text)], strict=True)]
    runs: list[list[str]] = [[parts[0]]]
    loose: list[str] = []
    for word, part in zip(words, parts[1:], strict=True):
        if word.type == tight:
            runs[-1] += [word.text, part]
        else:
            loose.append(word.text)
            runs.append([part])
    shown = [f"（{' '.join(run)}）" if len(run) > 1 else run[0] for run in runs]
    return shown[0] + "".join(f" {word} {run}" for word, run in zip(loose, shown[1:], strict=True))


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
        at = _place(kids)
        leaves = [k for k in kids[1:] if isinstance(k, LarkToken)]
        operands = [self._operand(k) for k in leaves if k.type not in {"AFTER", "TO", "IS", "ISNOT", "COMMA", "ONEOF", "IN", "CONTAINS", "STATE"}]
        words = [str(k) for k in leaves if k.type == "AFTER"]
        subtrees = [k for k in kids[1:] if isinstance(k, Tree)]
        if shape == "holds":
            return Holds(fact, at)
        if shape in {"among", "not_among"}:
            return Among(fact, tuple(operands), shape == "not_among", at)
        if shape == "state":
            return State(fact, str(leaves[-1]), at)
        if shape == "contains":
            return Contains(fact, Name(_label(leaves[-1]), _place(leaves[-1:])), at)
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
        at = _place([token])
        if token.type == "QUANTITY":
            assert isinstance(token, _Read)  # noqa: S101  see _as_lark
            given = token.given
            return Quantity(given.text, given.number or Fraction(0), given.unit, at)
        if token.type == "PARAMETER":
            return ParameterName(self.vocabulary.names[_label(token)][1], at)
        truth = token.type in {"TRUE", "FALSE"}
        return Name(_TRUTH.get(str(token), _label(token)) if truth else _label(token), at)

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


def _label(token: object) -> str:
    return str(token).removeprefix("「").removesuffix("」")


def _joined(shape: str, parts: tuple[Written, ...]) -> Written:
    if shape == "all":
        return All(parts)
    if shape == "any":
        return AnyOf(parts)
    return Not(parts[0]) if shape == "negated" else parts[0]


def _amount(base: str | None, shape: str, found: list[Quantity], words: list[str], text: Text) -> AmountText:
    if shape == "between" and words == ["以下", "以上"]:
        raise NotReadable(diagnose("ER417", text.span, text=text))
    if shape == "between" and words != ["以上", "以下"]:
        raise NotReadable(diagnose("ER409", text.span, text=words[0]))
    if shape == "one_sided":
        return AmountText(base, None, found[0]) if words == ["以下"] else AmountText(base, found[0], None)
    return AmountText(base, found[0], found[-1])
