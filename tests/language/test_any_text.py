"""Any text at all is read or refused with a place in it, and soon."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from vocabularies import AWKWARD, FACTS

from enforcerules.base.catalogue import help_text, message
from enforcerules.base.source import Span, Text
from enforcerules.compile.lower import lower
from enforcerules.language.lexer import WORDS
from enforcerules.language.parsing import NotReadable, parse_amount, parse_condition
from enforcerules.language.printing import print_condition
from enforcerules.model.program import Reads

LABELS = [name for fact in FACTS for name in (fact.label, fact.id, *(label for _, label in fact.values))]
PIECES = [*LABELS, *WORDS, "非", "非 ", "「", "」", " ", "1", "0.5", "-3", "10,000", "１", "三", "一百二", "万元", "元", "次", "%",
          "2024-02-30", "2024-02-28", "听证标准", "且", "或", "（", "）", "\n", "\ufeff", "😀", "é"]  # fmt: skip
letters = st.sampled_from(sorted({char for piece in PIECES for char in piece}))
texts = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=24).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=24).map(" ".join),
    st.lists(st.one_of(letters, st.sampled_from(PIECES)), max_size=30).map("".join),
    st.text(max_size=40),
)
SOON = settings(max_examples=600, deadline=timedelta(seconds=2))


def refused(problem: NotReadable, text: str) -> None:
    """It says something in both languages, at a place in the text."""
    one = problem.diagnostic
    assert message(one, "zh")
    assert "`" in text or "``" not in message(one, "zh") + help_text(one, "zh")
    assert one.span is not None
    assert 1 <= one.span.column <= max(len(text), 1)
    assert one.span.end_column <= max(len(text), 1) + 1


def placed(text: str) -> Text:
    return Text(text, Span("r.yaml", 1, 1, 1, len(text) + 1))


@SOON
@given(text=texts)
def test_any_text_is_a_condition_or_refused(text: str) -> None:
    """What can be read can be printed and read again as the same; what cannot is refused; what is wrong is reported."""
    written = placed(text)
    try:
        tree = parse_condition(written, AWKWARD)
        assert parse_condition(Text(print_condition(tree, AWKWARD)), AWKWARD) == tree
        lower(tree, AWKWARD, Reads(), written)
    except NotReadable as problem:
        refused(problem, text)


@SOON
@given(text=texts)
def test_any_text_is_an_amount_or_refused(text: str) -> None:
    try:
        parse_amount(placed(text), AWKWARD)
    except NotReadable as problem:
        refused(problem, text)


@settings(max_examples=25, deadline=timedelta(seconds=5))
@given(piece=st.sampled_from(PIECES), times=st.integers(200, 1300))
def test_long_texts_take_no_long_time(piece: str, times: int) -> None:
    """The longest text that is read at all takes seconds at most, whatever it repeats."""
    text = (piece * times)[:4000]
    try:
        parse_condition(placed(text), AWKWARD)
    except NotReadable as problem:
        refused(problem, text)
