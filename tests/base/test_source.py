import copy
import pickle

import pytest

from enforcerules.base.source import Listing, Span, Table, Text, span_of

SPAN = Span("r.yaml", 3, 5, 3, 9)


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, lambda node: pickle.loads(pickle.dumps(node))])
def test_nodes_survive_copying_and_pickling(again) -> None:
    text = again(Text("货值", SPAN, quoted=True))
    table = again(Table({Text("a", SPAN): Text("b")}, span=SPAN))
    listing = again(Listing([Text("a", SPAN)], span=SPAN))
    assert (type(text), text, text.span, text.quoted) == (Text, "货值", SPAN, True)
    assert (type(table), table, table.span, next(iter(table)).span) == (Table, {"a": "b"}, SPAN, SPAN)
    assert (type(listing), listing, listing.span, listing[0].span) == (Listing, ["a"], SPAN, SPAN)


def test_text_equals_and_hashes_like_the_string() -> None:
    assert Text("a", SPAN) == "a" == Text("a", None, quoted=True)
    assert {Text("a", SPAN): 1}["a"] == 1
    assert str(Text("a", SPAN)).__class__ is str


def test_a_null_is_placed_at_its_key() -> None:
    key = Text("a", SPAN)
    table = Table({key: None}, span=Span("r.yaml", 1, 1, 9, 1))
    assert table.key("a") is key
    assert table.span_at("a") == SPAN
    assert table.span_at("b") == table.span
    assert span_of(None) is None
    assert span_of("plain") is None


def test_spans_sort_by_place() -> None:
    spans = [Span("b", 1, 1, 1, 1), Span("a", 2, 1, 2, 1), Span("a", 1, 9, 1, 9), Span("a", 1, 10, 1, 10)]
    assert [str(span) for span in sorted(spans)] == ["a:1:9", "a:1:10", "a:2:1", "b:1:1"]
