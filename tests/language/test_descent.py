"""Two readings of one language: what is read by hand is what the grammar reads, and what it refuses is left to the grammar."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from test_round_trip import amounts, trees
from vocabularies import AWKWARD, FACTS

from enforcerules.base.source import Text
from enforcerules.compile import compile_rulesets
from enforcerules.language import parsing
from enforcerules.language.descent import Descent, Unread
from enforcerules.language.lexer import WORDS, LexicalError, tokens
from enforcerules.language.parsing import NotReadable, amount_by_grammar, by_grammar
from enforcerules.language.printing import print_amount, print_condition
from enforcerules.load.rulesets import load_rulesets
from enforcerules.load.shipped import library

BY_GRAMMAR = {"condition": by_grammar, "amount": amount_by_grammar}
PIECES = st.sampled_from(
    [*WORDS, *(f.label for f in FACTS), "5次", "1万元", "10%", "2024-01-01", "轻微", "甲类", " ", "每人", "听证标准"]
)


def both(text, vocabulary, start):
    """The two readings, `repr` with every place in it; None is what is not read."""
    try:
        found = list(tokens(text, vocabulary))
    except LexicalError:
        return None, None
    try:
        by_hand = getattr(Descent(found, vocabulary), start)()
    except Unread:
        by_hand = None
    try:
        by_rule = BY_GRAMMAR[start](Text(text), found, vocabulary)
    except NotReadable:
        by_rule = None
    return placed(by_hand), placed(by_rule)


def placed(tree):
    """A tree as plain data, places included: they are no part of its equality."""
    if isinstance(tree, tuple | list):
        return [placed(one) for one in tree]
    if hasattr(tree, "__slots__") and type(tree).__module__ == "enforcerules.model.syntax":
        return [type(tree).__name__, *(placed(getattr(tree, name)) for name in tree.__slots__)]
    return tree


@settings(max_examples=400, deadline=None)
@given(tree=trees)
def test_conditions_that_are_printed(tree):
    by_hand, by_rule = both(print_condition(tree, AWKWARD), AWKWARD, "condition")
    assert by_hand == by_rule
    assert by_hand is not None


@settings(max_examples=300, deadline=None)
@given(amount=amounts())
def test_amounts_that_are_printed(amount):
    by_hand, by_rule = both(print_amount(amount, AWKWARD), AWKWARD, "amount")
    assert by_hand == by_rule
    assert by_hand is not None


@settings(max_examples=1500, deadline=None)
@given(pieces=st.lists(PIECES, min_size=1, max_size=9), start=st.sampled_from(sorted(BY_GRAMMAR)))
def test_words_in_any_order(pieces, start):
    """Most of these are no condition: then both refuse them."""
    by_hand, by_rule = both("".join(pieces), AWKWARD, start)
    assert by_hand == by_rule


@settings(max_examples=500, deadline=None)
@given(tree=trees, amount=amounts(), at=st.integers(0, 40), piece=PIECES, start=st.sampled_from(sorted(BY_GRAMMAR)))
def test_one_word_put_in(tree, amount, at, piece, start):
    text = print_condition(tree, AWKWARD) if start == "condition" else print_amount(amount, AWKWARD)
    by_hand, by_rule = both(text[:at] + piece + text[at:], AWKWARD, start)
    assert by_hand == by_rule


def test_every_text_of_the_shipped_rules(monkeypatch):
    """Each condition and amount, once for each vocabulary: read alike, and none left to the grammar."""
    read = []
    before = parsing._tokens

    def noted(text, vocabulary, start):
        read.append((text, vocabulary, start))
        return before(text, vocabulary, start)

    monkeypatch.setattr(parsing, "_tokens", noted)
    loaded = load_rulesets([library()], library())
    compile_rulesets(loaded.documents, loaded.calendar, loaded.articles)
    assert len(read) > 5000
    for text, vocabulary, start in read:
        by_hand, by_rule = both(str(text), vocabulary, start)
        assert by_hand == by_rule, text
        assert by_hand is not None, text
