"""Canonical JSON against an independent implementation, and read back."""

import enum
import json
import uuid
from datetime import date
from decimal import Decimal

import pytest
import rfc8785
from hypothesis import example, given, settings
from hypothesis import strategies as st

from enforcerules.base import canonical as module
from enforcerules.base.canonical import NotCanonicalError, canonical, digest, first_difference, parsed

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=20,
)


@given(values)
@example({"\ue000": 1, "𠀀": 2})  # by code points U+E000 comes first, by UTF-16 code units U+20000
@example({"€": 1, "\r": 2, "\u0080": 3, "ö": 4, "1": 5, "דּ": 6, "😀": 7})  # the worked example of RFC 8785, 3.2.3
@example(['\x00\x1f\x7f\u2028"\\/'])
def test_it_is_what_another_implementation_writes(value):
    assert canonical(value) == rfc8785.dumps(value)


@given(values)
def test_it_is_read_back(value):
    assert parsed(canonical(value)) == value


@given(values)
@example({"\ue000": 1, "𠀀": 2})
@example([[], {}, (), {"a": [{}, []]}])
def test_both_ways_to_write_agree(value):
    """With the extra `fast` and without it the bytes are the same."""
    assert module._encode(value) == canonical(value)


class Kind(enum.Enum):
    """No JSON."""

    ONE = 1


class Word(enum.StrEnum):
    """A text."""

    ONE = "one"


class Sub(str):
    __slots__ = ()


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4) | st.floats() | st.binary(max_size=2)
    | st.sampled_from([Kind.ONE, Word.ONE, Sub("x"), uuid.UUID(int=7), date(2024, 1, 1), Decimal(1), {1}, 2**53, object()]),
    lambda inner: st.lists(inner, max_size=3) | st.tuples(inner, inner)
    | st.dictionaries(st.text(max_size=3) | st.integers() | st.just(Sub("x")), inner, max_size=3),
    max_leaves=8,
)  # fmt: skip


def outcome(write, value):
    try:
        return write(value)
    except (TypeError, ValueError):
        return None


@pytest.mark.skipif(module._orjson is None, reason="needs the extra `fast`")
@settings(max_examples=500)
@given(anything)
@example([float("nan")])
@example([uuid.UUID(int=7)])
@example([Kind.ONE])
@example({"a": "\ud800"})
def test_the_extra_takes_nothing_that_is_refused_without_it(value):
    assert outcome(canonical, value) == outcome(module._encode, value)


def test_what_is_not_plain_is_left_to_this_module():
    for value in ([Word.ONE], [Sub("x")], {Sub("x"): 1}, [Kind.ONE], [1.0], [date(2024, 1, 1)], [uuid.UUID(int=7)]):
        assert not module._plain(value)
    deep = []
    for _ in range(300):
        deep = [deep]
    assert not module._plain(deep)
    assert canonical(deep) == b"[" * 301 + b"]" * 301
    assert canonical([Word.ONE, Sub("x"), {Sub("x"): (1, True)}]) == b'["one","x",{"x":[1,true]}]'


def test_orders_of_keys_are_kept_within_bounds():
    for number in range(module._MOST_ORDERS + 10):
        assert module._encode({str(number): 1, "b": 2})
    assert len(module._ORDERS) <= module._MOST_ORDERS
    many = {str(number): number for number in range(module._MOST_KEYS + 1)}
    assert module._encode(many) == rfc8785.dumps(many)
    assert tuple(many) not in module._ORDERS


@pytest.mark.parametrize(
    "value", [1.0, 2**53, -(2**53), float("nan"), {1: 2}, {True: 1}, {None: 1}, {"a": {2.5: 1}}, object(), b"x", {1}]
)
def test_what_has_no_canonical_form_is_refused(value):
    with pytest.raises((TypeError, ValueError)):
        canonical(value)
    with pytest.raises((TypeError, ValueError)):
        canonical([value])


def test_half_of_a_surrogate_pair_is_refused():
    for value in ("\ud800", {"\udfff": 1}, ["𠀀", "\ud800"]):
        with pytest.raises(ValueError, match="surrog"):
            canonical(value)


@pytest.mark.parametrize(
    ("data", "at"),
    [
        (b'{"a":1, "b":2}', 7),
        (b'{"b":1,"a":2}', 2),
        (b'{"a":1,"a":1}', 6),
        (b'{"a":1.0}', 0),
        (b'{"a":1e3}', 0),
        (b"[9007199254740992]", 0),
        (b"[NaN]", 0),
        (b'["\\u00e9"]', 2),
        (b'["\\/"]', 2),
        (b"[1]\n", 3),
        (b"\xef\xbb\xbf[1]", 0),
        (b'["\xff"]', 2),
        (b'["\\ud800"]', 0),
        (b"[01]", 2),
        (b"", 0),
        (b"[" * 100_000, 0),
        (b"1" * 5000, 0),
        (b"[-0]", 1),
    ],
)
def test_other_ways_to_write_are_refused_at_their_byte(data, at):
    with pytest.raises(NotCanonicalError) as refused:
        parsed(data)
    assert refused.value.at == at


@given(st.binary(max_size=30), st.binary(max_size=30), st.binary(max_size=30))
def test_the_first_difference(start, one, other):
    one, other = start + one, start + other
    found = first_difference(one, other)
    assert one[:found] == other[:found]
    assert one == other or one[found : found + 1] != other[found : found + 1]


def test_a_digest_names_its_algorithm():
    assert digest([]) == "sha256:4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945"
    with pytest.raises(ValueError, match="md5"):
        digest([], "md5")
    assert json.loads(canonical({"a": "é"})) == {"a": "é"}
