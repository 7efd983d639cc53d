"""The two grammars, `condition` and `amount`, parsed by LALR over the tokens of `lexer`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from lark import Lark
from lark import Token as LarkToken
from lark.lexer import Lexer

GRAMMAR = """
condition: unary                    -> alone
    | unary (AND unary)+            -> all
    | unary (OR unary)+             -> any
?unary: NOT unary                   -> negated
    | LPAR condition RPAR           -> bracketed
    | test
test: FACT                          -> holds
    | FACT bound+                   -> compare
    | FACT operand AFTER bound      -> compare_both
    | FACT operand AFTER operand AFTER -> compare_between
    | FACT operand AFTER            -> compare_after
    | FACT operand TO operand       -> compare_to
    | FACT IN interval              -> compare_interval
    | FACT IS operand               -> among
    | FACT ISNOT operand            -> not_among
    | FACT IS operand (COMMA operand)+ ONEOF     -> among
    | FACT ISNOT operand (COMMA operand)+ ONEOF  -> not_among
    | FACT CONTAINS operand         -> contains
    | FACT STATE                    -> state
bound: BEFORE operand
interval: (SQUARE | LPAR) operand COMMA operand (SQUARE_END | RPAR)
?operand: QUANTITY | VALUE | DAY | PARAMETER | TRUE | FALSE

amount: (based | per_unit | plain) tail*
based: FACT OF? terms
per_unit: FACT OF? PER terms
plain: terms
tail: COMMA? FACT? BEFORE QUANTITY (OF COMMA?)? BY QUANTITY RECKONED  -> deemed
    | COMMA? TOTAL? BEFORE QUANTITY                                   -> limited
terms: QUANTITY AFTER QUANTITY AFTER  -> between
    | QUANTITY AFTER                  -> one_sided
    | QUANTITY TO QUANTITY            -> from_to
    | QUANTITY                        -> exact

%declare AND OR NOT LPAR RPAR FACT AFTER BEFORE TO IN IS ISNOT COMMA ONEOF CONTAINS STATE SQUARE SQUARE_END
%declare PER BY RECKONED TOTAL
%declare QUANTITY VALUE DAY PARAMETER TRUE FALSE OF
"""


class Given(Lexer):
    """Hands ready tokens to the parser."""

    def __init__(self, _conf: object) -> None:
        pass

    def lex(self, data: Iterator[LarkToken]) -> Iterator[LarkToken]:  # type: ignore[override]
        """The tokens as they are."""
        yield from data


@cache
def parser() -> Lark:
    """The one parser, made on first use."""
    return Lark(GRAMMAR, parser="lalr", lexer=Given, start=["condition", "amount"])
