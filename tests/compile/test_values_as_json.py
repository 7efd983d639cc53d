"""Frozen values as JSON and back: what each type looks like, and what is refused, with the last value that is not."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

import pytest

from enforcerules.compile.packed.codec import Codecs, Damaged
from enforcerules.compile.packed.later import bucket, buckets
from enforcerules.model import program as model
from enforcerules.model.region import Interval, Numbers, Values


@dataclass(frozen=True)
class Pair:
    """Two fields that may be left out, and one that may not."""

    name: str
    number: int = 7
    more: tuple[int, ...] = ()


@dataclass(frozen=True)
class Other:
    """Another one."""

    name: str


@pytest.mark.parametrize(
    ("type_", "value", "said", "shape"),
    [
        (str, "甲", "甲", "text"),
        (int, -3, -3, "int"),
        (bool, True, True, "bool"),
        (type(None), None, None, "none"),
        (Fraction, Fraction(-1, 3), [-1, 3], "fraction"),
        (date, date(1, 1, 2), 2, "day"),
        (date, date.max, date.max.toordinal(), "day"),
        (Literal["a", "b"], "b", "b", "a/b"),
        (tuple[int, ...], (1, 2), [1, 2], "[int]"),
        (tuple[int, str], (1, "a"), [1, "a"], "(int,text)"),
        (frozenset[str], frozenset({"b", "a"}), ["a", "b"], "{text}"),
        (Mapping[str, int], {"b": 1, "a": 2}, [["b", 1], ["a", 2]], "{text:int}"),
        (dict[str, date], {"a": date(1, 1, 1)}, [["a", 1]], "{text:day}"),
        # fields at the end that are as they are by default are left out
        (Pair, Pair("a"), ["a"], "Pair"),
        (Pair, Pair("a", 8), ["a", 8], "Pair"),
        (Pair, Pair("a", 7, (1,)), ["a", 7, [1]], "Pair"),
        # of several dataclasses the name stands first, of one it does not
        (Pair | None, Pair("a"), ["a"], "Pair|none"),
        (Pair | None, None, None, "Pair|none"),
        (Pair | Other, Other("a"), ["Other", "a"], "Other|Pair"),
        (Pair | Other | None, Pair("a", 8), ["Pair", "a", 8], "Other|Pair|none"),
        (int | str, 3, 3, "int|text"),
        (int | str, "3", "3", "int|text"),
        (int | Fraction, Fraction(1, 2), [1, 2], "fraction|int"),
        (int | Fraction, 1, 1, "fraction|int"),
        (str | Fraction | Other, Fraction(1, 2), [1, 2], "Other|fraction|text"),
        (str | Fraction | Other, Other("a"), ["a"], "Other|fraction|text"),
        (Fraction | Pair, Fraction(7, 8), [7, 8], "Pair|fraction"),
        (Fraction | Pair, Pair("a", 8), ["a", 8], "Pair|fraction"),
        (Fraction | Pair, Pair("a"), ["a"], "Pair|fraction"),
        (date | None, date(1, 1, 3), 3, "day|none"),
        (date | None, None, None, "day|none"),
        (Literal["a", "b"] | None, "a", "a", "a/b|none"),
        (Values | Literal["keep", "lowest"], "keep", "keep", "Values|keep/lowest"),
    ],
    ids=lambda one: one if isinstance(one, str) else None,  # of a set the order is not the same in every process
)
def test_what_a_value_looks_like(type_, value, said, shape):
    codec = Codecs().of(type_)
    assert (codec.encode(value), codec.decode(said), codec.shape) == (said, value, shape)
    assert type(codec.decode(said)) is type(value)


@pytest.mark.parametrize(
    ("type_", "said"),
    [
        (str, None), (str, 1), (int, None), (int, True), (int, [1]), (bool, 0), (bool, "true"), (type(None), False), (type(None), 0),
        (Fraction, [1, 0]), (Fraction, [1, -1]), (Fraction, [1, 2, 3]), (Fraction, [1]), (Fraction, "1/2"), (Fraction, [True, 1]), (Fraction, [1, True]),
        (Fraction, ["1", 2]), (date, 0), (date, -1), (date, date.max.toordinal() + 1), (date, True), (date, "2"), (date, 10**40),
        (Literal["a", "b"], "c"), (Literal["a", "b"], ["a"]), (Literal["a", "b"], None), (tuple[int, ...], 1), (tuple[int, ...], ["a"]),
        (tuple[int, str], [1]), (tuple[int, str], [1, "a", 2]), (tuple[int, str], ["a", 1]), (tuple[int, str], "ab"), (frozenset[str], [1]),
        (frozenset[str], "a"), (Mapping[str, int], [["a"]]), (Mapping[str, int], [["a", 1, 2]]), (Mapping[str, int], ["ab"]), (Mapping[str, int], [[1, 1]]),
        (Pair, []), (Pair, ["a", 7, [], 1]), (Pair, [1]), (Pair, "a"), (Pair, ["a", "b"]), (Pair | None, 1), (Pair | None, "a"),
        (Pair | Other, ["a"]), (Pair | Other, []), (Pair | Other, [1, "a"]), (Pair | Other, ["Third", "a"]), (Pair | Other, None), (Pair | Other, [["Other"], "a"]),
        (int | str, None), (int | str, True), (int | str, [1, 2]), (int | Fraction, [1, 0]), (int | Fraction, ["a", 2]), (int | Fraction, "1"),
        (str | Fraction | Other, [1, 0]), (str | Fraction | Other, [1, 2, 3]), (str | Fraction | Other, []), (date | None, "a"), (date | None, 0),
    ],
    ids=lambda one: one if isinstance(one, str) else None,  # of a set the order is not the same in every process
)  # fmt: skip
def test_what_is_refused(type_, said):
    with pytest.raises(ValueError) as refused:  # noqa: PT011  # of which Damaged is one
        Codecs().of(type_).decode(said)
    assert isinstance(refused.value, Damaged) or type_ == Mapping[str, int]


def test_values_that_are_not_sound_are_refused():
    codec = Codecs({Pair: lambda one: one.number < 9}).of(Pair)
    assert codec.decode(["a", 8]) == Pair("a", 8)
    with pytest.raises(Damaged, match="no Pair"):
        codec.decode(["a", 9])


def test_what_a_value_refuses_of_itself_is_damage():
    """A length of time without an end raises when it is made."""
    from enforcerules.model.duration import Duration

    codec = Codecs().of(Duration)
    assert codec.decode([1, 2, "m"]) == Duration(1, 2, "m")
    for said in ([1, None, "m"], [2, 1, "m"]):
        with pytest.raises(Damaged):
            codec.decode(said)


def test_shapes_are_those_of_every_dataclass_that_was_met():
    codecs = Codecs()
    assert codecs.shapes() == ()
    codecs.of(Pair | Other)
    assert codecs.shapes() == ("Other: name=text", "Pair: name=text,number=int,more=[int]")
    assert codecs.of(Pair) is codecs.of(Pair)


def test_conditions_hold_conditions():
    """And numbers keep what they are: 1 is no fraction."""
    condition = model.Neg(
        model.Or(
            (
                model.Atom("x", Numbers((Interval(1, Fraction(3, 2), hi_open=True),)), "w"),
                model.Threshold("x", ">", "p", ""),
            )
        )
    )
    codec = Codecs().of(model.Neg)
    said = codec.encode(condition)
    assert said == [
        ["Or", [["Atom", "x", ["Numbers", [[1, [3, 2], False, True]]], "w"], ["Threshold", "x", ">", "p", ""]]]
    ]
    back = codec.decode(said)
    assert back == condition
    assert type(back.part.parts[0].region.intervals[0].lo) is int


@pytest.mark.parametrize(
    ("type_", "name"), [(object, "object"), (list[int], "list"), (float, "float"), (bytes, "bytes")]
)
def test_a_type_without_a_form(type_, name):
    with pytest.raises(TypeError, match=name):
        Codecs().of(type_)


@pytest.mark.parametrize(("names", "number"), [(0, 1), (1, 1), (255, 1), (256, 2), (511, 2), (512, 3)])
def test_how_many_pieces_names_stand_in(names, number):
    assert buckets(names) == number
    assert {bucket(f"n{at}", number) for at in range(600)} == set(range(number))
