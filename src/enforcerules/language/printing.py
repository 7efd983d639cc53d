"""Syntax tree to text, the inverse of parsing: parsing what is printed gives the same tree."""

from __future__ import annotations

import re

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
    Not,
    Operand,
    ParameterName,
    Quantity,
    State,
    Written,
)

_PLAIN = re.compile(r"[㐀-䶿一-鿿A-Za-z0-9_]+")
_AFTER = {"以上", "以下"}
_TRUTH = {"true": "是", "false": "否"}


def print_condition(tree: Written, vocabulary: Vocabulary) -> str:
    """The condition in the law's words."""
    return _print(tree, vocabulary, inner=False)


def _print(tree: Written, vocabulary: Vocabulary, *, inner: bool) -> str:
    if isinstance(tree, All | AnyOf):
        word = " 且 " if isinstance(tree, All) else " 或 "
        text = word.join(_print(part, vocabulary, inner=True) for part in tree.parts)
        return f"（{text}）" if inner else text
    if isinstance(tree, Not):
        return f"非 {_print(tree.part, vocabulary, inner=True)}"
    return _after(tree.fact, print_test(tree, vocabulary), vocabulary)


def _after(fact: str, rest: str, vocabulary: Vocabulary) -> str:
    """The name of a fact and what follows it; quoted where the two would run into one word (`「ph」5以上`)."""
    label = _label(fact, vocabulary)
    runs_on = re.match(r"[A-Za-z0-9_]", rest) and re.search(r"[A-Za-z0-9_]$", label)
    return f"「{label}」{rest}" if runs_on else f"{label}{rest}"


def print_test(tree: Holds | Compare | Among | Contains | State, vocabulary: Vocabulary) -> str:
    """What a test asks of its fact, without the name of the fact."""
    if isinstance(tree, Holds):
        return ""
    if isinstance(tree, State):
        return tree.word
    if isinstance(tree, Contains):
        return f"包含{_operand(tree.value, vocabulary)}"
    if isinstance(tree, Among):
        word = "不为" if tree.negated else "为"
        several = "之一" if len(tree.values) > 1 else ""
        return f"{word}{'、'.join(_operand(v, vocabulary) for v in tree.values)}{several}"
    return _bounds(tree.bounds, vocabulary)


def _bounds(bounds: tuple[Bound, ...], vocabulary: Vocabulary) -> str:
    words = [b.word for b in bounds]
    if len(bounds) == 2 and words[0] in {">", ">="} and words[1] in {"<", "<="}:
        opening, closing = {">": "(", ">=": "["}[words[0]], {"<": ")", "<=": "]"}[words[1]]
        inner = ", ".join(_operand(b.operand, vocabulary) for b in bounds)
        return f" in {opening}{inner}{closing}"
    return "".join(_bound(b, vocabulary) for b in bounds)


def _bound(bound: Bound, vocabulary: Vocabulary) -> str:
    operand = _operand(bound.operand, vocabulary)
    if bound.word in _AFTER:
        return f"{operand}{bound.word}"
    return f" {bound.word} {operand}" if bound.word[0] in "<>" else f"{bound.word}{operand}"


def _operand(operand: Operand, vocabulary: Vocabulary) -> str:
    if isinstance(operand, Quantity):
        return operand.text
    if isinstance(operand, ParameterName):
        return _quoted(vocabulary.parameters[operand.id].label)
    return _TRUTH.get(operand.text, _quoted(operand.text))


def _label(fact: str, vocabulary: Vocabulary) -> str:
    return _quoted(vocabulary.facts[fact].label)


def _quoted(text: str) -> str:
    return text if _PLAIN.fullmatch(text) or re.fullmatch(r"[0-9-]+", text) else f"「{text}」"


def print_amount(amount: AmountText, vocabulary: Vocabulary) -> str:
    """The amount in the law's words."""
    per = "" if amount.per is None else f"每{amount.per}"
    terms = f"{per}{_ends(amount)}{_tails(amount)}"
    return terms if amount.base is None else _after(amount.base, terms, vocabulary)


def _ends(amount: AmountText) -> str:
    lo, hi = amount.lo, amount.hi
    if lo is None:
        return "" if hi is None else f"{hi.text}以下"
    if hi is None:
        return f"{lo.text}以上"
    return lo.text if lo == hi else f"{lo.text}以上{hi.text}以下"


def _tails(amount: AmountText) -> str:
    floor = "" if amount.base_floor is None else f"，不足{amount.base_floor.text}的按{amount.base_floor.text}计算"
    least = "" if amount.floor is None else f"，不低于{amount.floor.text}"
    return f"{floor}{least}" + ("" if amount.cap is None else f"，总额不超过{amount.cap.text}")
