"""The two grammars of `grammar` read by hand, one token ahead: several times faster, and silent about what it cannot read.

What is refused here (`Unread`) is read by the grammar, which then says what is wrong, and where. Both give the same tree for
every text that they read; `tests/language/test_descent.py` holds them equal.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from enforcerules.language.lexer import Token, label_of
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

END: Final = Token("", "", 0)
"""What follows the last token."""

BRACKETS: Final = {"[": ">=", "(": ">", "（": ">", "]": "<=", ")": "<", "）": "<"}
SYMBOLS: Final = {"≥": ">=", "≤": "<=", "早于": "<", "晚于": ">"}
TRUTH: Final = {"是": "true", "否": "false"}
BELOW: Final = frozenset({"不足", "不满", "低于", "少于"})
LIMITS: Final = {"不超过": "cap", "不高于": "cap", "不低于": "floor", "不少于": "floor"}
_NAMED: Final = frozenset({"VALUE", "DAY", "TRUE", "FALSE"})
OPERANDS: Final = _NAMED | {"QUANTITY", "PARAMETER"}


class Unread(Exception):
    """These tokens are for the grammar to read or to refuse."""


class Descent:
    """The tokens of one text, read from the first to the last."""

    def __init__(self, found: list[Token], vocabulary: Vocabulary) -> None:
        """Begin at the first token."""
        self.names = vocabulary.names
        self.rest: Iterator[Token] = iter(found)
        self.last = self.token = END
        self._take()

    def _take(self) -> Token:
        """The token here; go on to the next."""
        self.last, self.token = self.token, next(self.rest, END)
        return self.last

    def _of(self, type_: str) -> Token:
        """The token here, which must be of a type."""
        if self.token.type != type_:
            raise Unread
        return self._take()

    def _ended(self) -> None:
        if self.token is not END:
            raise Unread

    # ---- conditions --------------------------------------------------------------------------------------------------

    def condition(self) -> Written:
        """The whole text as a condition; raises Unread."""
        made = self._joined()
        self._ended()
        return made

    def _joined(self) -> Written:
        first, word = self._unary(), self.token.type
        if word not in {"AND", "OR"}:
            return first
        parts = [first]
        while self.token.type == word:
            self._take()
            parts.append(self._unary())
        return All(tuple(parts)) if word == "AND" else AnyOf(tuple(parts))

    def _unary(self) -> Written:
        type_ = self.token.type
        if type_ == "FACT":
            return self._test()
        self._take()
        if type_ == "NOT":
            return Not(self._unary())
        if type_ != "LPAR":
            raise Unread
        made = self._joined()
        self._of("RPAR")
        return made

    def _test(self) -> Written:
        subject = self._take()
        fact, start, type_ = self.names[label_of(subject.text)][1], subject.start, self.token.type
        if type_ == "STATE":
            return State(fact, self._take().text, self._since(start))
        if type_ == "CONTAINS":
            self._take()
            named = self._one_of(OPERANDS)
            return Contains(fact, Name(label_of(named.text), self._since(named.start)), self._since(start))
        if type_ in {"IS", "ISNOT"}:
            self._take()
            values = tuple(self._values())
            return Among(fact, values, type_ == "ISNOT", self._since(start))
        if type_ in {"BEFORE", "IN"} or type_ in OPERANDS:
            bounds = tuple(self._bounds(type_))
            return Compare(fact, bounds, self._since(start))
        return Holds(fact, self._since(start))

    def _since(self, start: int) -> tuple[int, int]:
        """The place from a start to the end of the last token."""
        return start, self.last.start + len(self.last.text) - start

    def _values(self) -> Iterator[Operand]:
        yield self._operand()
        if self.token.type == "COMMA":
            while self.token.type == "COMMA":
                self._take()
                yield self._operand()
            self._of("ONEOF")

    def _bounds(self, type_: str) -> Iterator[Bound]:
        if type_ == "IN":
            yield from self._interval()
        elif type_ == "BEFORE":
            while self.token.type == "BEFORE":
                yield self._before()
        else:
            yield from self._after()

    def _before(self) -> Bound:
        word = self._of("BEFORE").text
        return Bound(SYMBOLS.get(word, word), self._operand())

    def _after(self) -> Iterator[Bound]:
        first = self._operand()
        if self.token.type == "TO":
            self._take()
            yield Bound(">=", first)
            yield Bound("<=", self._operand())
            return
        yield Bound(self._of("AFTER").text, first)
        if self.token.type == "BEFORE":
            yield self._before()
        elif self.token.type in OPERANDS:
            second = self._operand()
            yield Bound(self._of("AFTER").text, second)

    def _interval(self) -> Iterator[Bound]:
        self._take()
        yield Bound(BRACKETS[self._one_of({"SQUARE", "LPAR"}).text], self._operand())
        self._of("COMMA")
        high = self._operand()
        yield Bound(BRACKETS[self._one_of({"SQUARE_END", "RPAR"}).text], high)

    def _one_of(self, types: frozenset[str] | set[str]) -> Token:
        if self.token.type not in types:
            raise Unread
        return self._take()

    def _operand(self) -> Operand:
        token = self._take()
        at = token.start, len(token.text)
        if token.type == "QUANTITY":
            assert token.number is not None  # noqa: S101  every quantity has one
            return Quantity(token.text, token.number, token.unit, at)
        if token.type == "PARAMETER":
            return ParameterName(self.names[label_of(token.text)][1], at)
        if token.type not in _NAMED:
            raise Unread
        named = label_of(token.text)
        return Name(TRUTH.get(named, named) if token.type in {"TRUE", "FALSE"} else named, at)

    # ---- amounts -----------------------------------------------------------------------------------------------------

    def amount(self) -> AmountText:
        """The whole text as an amount; raises Unread, also where it can be read and says nothing that can be meant."""
        base = per = None
        if self.token.type == "FACT":
            base = self._fact()
            self._optional("OF")
            per = self._take().unit if self.token.type == "PER" else None
        lo, hi = self._ends()
        made = AmountText(base, lo, hi, per)
        while self.token is not END:
            made = self._tailed(made)
        return made

    def _fact(self) -> str:
        return self.names[label_of(self._of("FACT").text)][1]

    def _optional(self, type_: str) -> bool:
        there = self.token.type == type_
        if there:
            self._take()
        return there

    def _quantity(self) -> Quantity:
        made = self._operand()
        if not isinstance(made, Quantity):
            raise Unread
        return made

    def _ends(self) -> tuple[Quantity | None, Quantity | None]:
        first = self._quantity()
        if self._optional("TO"):
            return first, self._quantity()
        if self.token.type != "AFTER":
            return first, first
        word = self._take().text
        if self.token.type != "QUANTITY":
            return (None, first) if word == "以下" else (first, None)
        second = self._quantity()
        if (word, self._of("AFTER").text) != ("以上", "以下"):
            raise Unread
        return first, second

    def _tailed(self, made: AmountText) -> AmountText:
        """The amount with 不足X的按X计算, 总额不超过X or 不低于X after it; each at most once."""
        self._optional("COMMA")
        named = self._fact() if self.token.type == "FACT" else None
        total = named is None and self._optional("TOTAL")
        word, bound = self._of("BEFORE").text, self._quantity()
        key = LIMITS.get(word)
        if not total and self.token.type in {"OF", "BY"}:
            other = self._deemed()
            fits = word in BELOW and (bound.number, bound.unit) == (other.number, other.unit)
            key = "base_floor" if fits and made.base is not None and named in {None, made.base} else None
        elif named is not None:
            raise Unread
        if key is None or getattr(made, key) is not None:
            raise Unread
        limits: dict[str, Quantity] = {key: bound}
        return replace(made, **limits)  # type: ignore[arg-type]

    def _deemed(self) -> Quantity:
        if self._optional("OF"):
            self._optional("COMMA")
        self._of("BY")
        made = self._quantity()
        self._of("RECKONED")
        return made
