"""What is said of a text that cannot be read: where it goes wrong, and what was probably meant."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import takewhile
from unicodedata import normalize

from lark.exceptions import UnexpectedToken

from enforcerules.base.diagnostics import Diagnostic, diagnose
from enforcerules.base.limits import NUMBER_DIGITS
from enforcerules.base.near import nearest
from enforcerules.base.source import Span, Text
from enforcerules.language.lexer import LexicalError, Token, label_of
from enforcerules.language.vocabulary import Vocabulary
from enforcerules.model.program import Fact

_OPENING = frozenset({"LPAR", "SQUARE"})
_CLOSING = frozenset({"RPAR", "SQUARE_END"})
_NAMES = frozenset({"FACT", "VALUE", "PARAMETER"})
_JOINING = frozenset({"AND", "OR"})
_GOES_ON = _JOINING | {"NOT", "BEFORE", "IS", "ISNOT", "LPAR"}
_CLOSED = {"（": "）", "(": ")", "[": "]"}


def place(text: Text, start: int, length: int) -> Span | None:
    """The span of a part of a text; of the whole text where it runs over several lines."""
    span = text.span
    if span is None or span.line != span.end_line:
        return span
    column = span.column + start + (1 if text.quoted else 0)
    return Span(span.file, span.line, column, span.line, column + max(length, 1))


def unreadable(error: LexicalError, text: Text, found: list[Token], vocabulary: Vocabulary) -> Diagnostic:
    """The diagnostic of a place that is no token; `found` is what was read before it."""
    shown = error.texts[-1]
    span = place(text, error.start, len(shown))
    if error.code == "ER406":
        return _unknown(error, text, found, vocabulary)
    if error.code == "ER404":
        return diagnose("ER404", place(text, error.start, 1), suggestion=f"非 {shown[1:]}")
    if error.code == "ER405":
        return diagnose("ER405", span, text=shown, closing="」")
    if error.code == "ER222":
        return diagnose("ER222", span, limit=NUMBER_DIGITS)
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
    if shown[0].isalnum() and last is not None and last.start + len(last.text) == start and last.type in _NAMES:
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
    return None if fact is None else vocabulary.fact_named(label_of(fact.text))


def unexpected(error: UnexpectedToken, text: Text, found: list[Token]) -> Diagnostic:
    """The diagnostic of tokens in an order that is none."""
    token = error.token
    if token.type == "$END":
        return _unfinished(text, found)
    start = token.start_pos or 0
    span = place(text, start, len(token))
    if token.type in _JOINING and _JOINING & error.accepts:  # the other of the two could stand here
        first, last, words = _level(found, start, len(text))
        if text[start + len(token) : last].strip():
            left, right = (_bracketed(text[first:last], words, first, tight) for tight in ("AND", "OR"))
            around = text[:first], text[last:]
            return diagnose("ER407", span, left=left.join(around), right=right.join(around))
    return diagnose("ER409", span, text=str(token))


def _unfinished(text: Text, found: list[Token]) -> Diagnostic:
    """The text stops too early: a bracket is open, or something is missing at the end."""
    opened = _opened(found)
    if not opened or found[-1].type in _GOES_ON:
        return diagnose("ER408", place(text, max(len(text) - 1, 0), 1), text=text)
    bracket = opened[-1]
    return diagnose("ER405", place(text, bracket.start, 1), text=text[bracket.start :], closing=_CLOSED[bracket.text])


def _opened(found: Iterable[Token]) -> list[Token]:
    """The brackets that are open after these tokens, from the outermost."""
    opened: list[Token] = []
    for token in found:
        if token.type in _OPENING:
            opened.append(token)
        elif token.type in _CLOSING:
            opened.pop()
    return opened


def _level(found: list[Token], at: int, end: int) -> tuple[int, int, list[Token]]:
    """The brackets around a place, as start and end of what is in them, and the 且 and 或 directly in them."""
    opened = _opened(takewhile(lambda token: token.start != at, found))
    first = opened[-1].start + 1 if opened else 0
    words: list[Token] = []
    depth = 0
    for token in found:
        if token.start < first:
            continue
        depth += (token.type in _OPENING) - (token.type in _CLOSING)
        if depth < 0:
            return first, token.start, words
        if depth == 0 and token.type in _JOINING:
            words.append(token)
    return first, end, words


def _bracketed(text: str, words: list[Token], offset: int, tight: str) -> str:
    """One reading of 甲 且 乙 或 丙: what the `tight` word joins goes into brackets."""
    cuts = ((w.start - offset, w.start - offset + len(w.text)) for w in words)
    edges = [0, *(edge for cut in cuts for edge in cut), len(text)]
    parts = [text[piece].strip() for piece in map(slice, edges[::2], edges[1::2])]
    runs: list[list[str]] = [[parts[0]]]
    loose: list[str] = []
    for number, word in enumerate(words, 1):
        if word.type == tight:
            runs[-1] += [word.text, parts[number]]
        else:
            loose.append(word.text)
            runs.append([parts[number]])
    shown = [run[0] if len(run) == 1 else f"（{' '.join(run)}）" for run in runs]
    return shown[0] + "".join(f" {word} {shown[number]}" for number, word in enumerate(loose, 1))
