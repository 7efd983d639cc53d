"""Printing is the inverse of parsing, for every tree over a vocabulary with awkward labels."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st
from vocabularies import AWKWARD, CHOICES, FIELDS, GRADES

from enforcerules.base.limits import CONDITION_LENGTH
from enforcerules.base.source import Text
from enforcerules.language.parsing import parse_amount, parse_condition
from enforcerules.language.printing import print_amount, print_condition
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

FACTS = sorted(AWKWARD.facts)
UNITS = {"元": (100, "元"), "万元": (10**6, "元"), "亿元": (10**10, "元"), "%": (Fraction(1, 100), "率"), "倍": (1, "率"),
         "次": (1, "次"), "件": (1, "件"), "日": (1, "日"), "个月": (1, "个月"), "": (1, "")}  # fmt: skip
WORDS = (
    "不足",
    "不满",
    "低于",
    "少于",
    "<",
    "超过",
    "高于",
    "多于",
    ">",
    "不超过",
    "不高于",
    "<=",
    "不低于",
    "不少于",
    ">=",
)


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    figures = draw(st.one_of(st.integers(0, 10**9).map(str), st.decimals(0, 10**6, places=2).map(str)))
    unit = draw(st.sampled_from(sorted(UNITS)))
    factor, dimension = UNITS[unit]
    return Quantity(f"{figures}{unit}", Fraction(figures) * factor, dimension)


days = st.dates().map(lambda day: Name(day.isoformat()))
names = st.sampled_from([label for _, label in (*GRADES, *CHOICES, *FIELDS)]).map(Name)
truths = st.sampled_from(["true", "false"]).map(Name)
parameters = st.sampled_from(sorted(AWKWARD.parameters)).map(ParameterName)
operands: st.SearchStrategy[Operand] = st.one_of(quantities(), days, names, truths, parameters)
facts = st.sampled_from(FACTS)


@st.composite
def bounds(draw: st.DrawFn) -> tuple[Bound, ...]:
    """One bound; from … to …; or 以上 followed by another."""
    shape = draw(st.sampled_from(["one", "after", "interval", "range", "mixed"]))
    first, second = draw(operands), draw(operands)
    if shape == "one":
        return (Bound(draw(st.sampled_from(WORDS)), first),)
    if shape == "after":
        return (Bound(draw(st.sampled_from(["以上", "以下"])), first),)
    if shape == "interval":
        return (Bound(draw(st.sampled_from([">=", ">"])), first), Bound(draw(st.sampled_from(["<=", "<"])), second))
    if shape == "range":
        return (Bound("以上", first), Bound(draw(st.sampled_from(["以上", "以下"])), second))
    return (Bound("以上", first), Bound(draw(st.sampled_from(WORDS)), second))


tests: st.SearchStrategy[Written] = st.one_of(
    facts.map(Holds),
    st.builds(Compare, facts, bounds()),
    st.builds(Among, facts, st.lists(operands, min_size=1, max_size=3).map(tuple), st.booleans()),
    st.builds(Contains, facts, names),
    st.builds(State, facts, st.sampled_from(["无法确定", "已查明"])),
)


def joined(inner: st.SearchStrategy[Written]) -> st.SearchStrategy[Written]:
    parts = st.lists(inner, min_size=2, max_size=3).map(tuple)
    return st.one_of(parts.map(All), parts.map(AnyOf), inner.map(Not))


trees = st.recursive(tests, joined, max_leaves=8)


@settings(max_examples=600, deadline=None)
@given(tree=trees)
def test_parsing_what_is_printed_gives_the_same_tree(tree: Written) -> None:
    """parse(print(tree)) = tree."""
    text = print_condition(tree, AWKWARD)
    if len(text) <= CONDITION_LENGTH:
        assert parse_condition(Text(text), AWKWARD) == tree, text


@settings(max_examples=300, deadline=None)
@given(tree=trees)
def test_printing_is_stable(tree: Written) -> None:
    """print(parse(print(tree))) = print(tree)."""
    text = print_condition(tree, AWKWARD)
    assert print_condition(parse_condition(Text(text), AWKWARD), AWKWARD) == text


@st.composite
def amounts(draw: st.DrawFn) -> AmountText:
    lo, hi = draw(quantities()), draw(quantities())
    base = draw(st.sampled_from([None, *FACTS]))
    ends = draw(st.sampled_from([(None, hi), (lo, None), (lo, hi)]))
    limit = st.one_of(st.none(), quantities())
    per = draw(st.sampled_from([None, "人", "平方米"])) if base is not None else None
    floor = draw(limit) if base is not None else None
    return AmountText(base, *ends, per=per, base_floor=floor, floor=draw(limit), cap=draw(limit))


@settings(max_examples=400, deadline=None)
@given(amount=amounts())
def test_amounts_are_read_back(amount: AmountText) -> None:
    """parse(print(amount)) = amount."""
    assert parse_amount(Text(print_amount(amount, AWKWARD)), AWKWARD) == amount
