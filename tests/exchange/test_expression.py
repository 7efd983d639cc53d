"""Conditions of clause records: what is read, and what is refused, by name; nothing is ever run."""

from contextlib import suppress
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enforcerules.base.catalogue import TERMS
from enforcerules.exchange.clauses.cells import compatible, disjoint, tiers
from enforcerules.exchange.clauses.expression import (
    TRUE,
    All,
    Among,
    AnyOf,
    Compare,
    Not,
    RefusedExpression,
    Truth,
    parse,
)

READ = {
    "always": TRUE,
    " always ": TRUE,
    "serious": Truth("serious"),
    "not serious": Not(Truth("serious")),
    "gains>=50000": Compare("gains", ">=", Fraction(50000)),
    "50000 <= gains": Compare("gains", ">=", Fraction(50000)),
    "gains>0.1": Compare("gains", ">", Fraction(1, 10)),
    "0<gains<=5": All((Compare("gains", ">", Fraction(0)), Compare("gains", "<=", Fraction(5)))),
    "a and (b and c)": All((Truth("a"), Truth("b"), Truth("c"))),
    "a and b or not c": AnyOf((All((Truth("a"), Truth("b"))), Not(Truth("c")))),
    "grade in ('重大','特大')": Among("grade", ("重大", "特大")),
    "grade in ['重大']": Among("grade", ("重大",)),
    "subject=='unit'": Among("subject", ("unit",)),
    "subject!='unit'": Not(Among("subject", ("unit",))),
    "subject not in ('unit',)": Not(Among("subject", ("unit",))),
    "item in (1, 3)": AnyOf((Compare("item", "==", Fraction(1)), Compare("item", "==", Fraction(3)))),
}
REFUSED = {
    "": "@clause_syntax",
    "gains >": "@clause_syntax",
    "serious\x00": "@clause_syntax",
    "a; b": "@clause_syntax",
    "a if b else c": "@clause_choice",
    "__import__('os').system('x')": "@clause_call",
    "open('x')": "@clause_call",
    "().__class__": "@clause_attribute",
    "gains.real > 0": "@clause_attribute",
    "gains[0]": "@clause_subscript",
    "gains + goods > 5": "@clause_arithmetic",
    "gains > 5 * 10": "@clause_arithmetic",
    "gains > 10**10": "@clause_arithmetic",
    "gains > -5": "@clause_sign",
    "gains > +5": "@clause_sign",
    "lambda: 1": "@clause_function",
    "[x for x in y]": "@clause_other",
    "(a := 1)": "@clause_other",
    "f'{a}'": "@clause_other",
    "True": "@clause_constant",
    "serious == True": "@clause_constant",
    "gains > None": "@clause_constant",
    "1 < 2": "@clause_constant",
    "serious is True": "@clause_operator",
    "(a and b) == c": "@clause_compared",
    "grade >= '重大'": "@clause_order",
    "grade in '重大'": "@clause_members",
    "grade in ()": "@clause_members",
    "grade in ('重大', 3)": "@clause_members",
    "gains > 1e400": "@clause_number",
    "gains > 1_000": "@clause_number",
    "gains > 0x10": "@clause_number",
    "gains > 5j": "@clause_constant",
    "gains > 1234567890123456789": "@clause_digits",
    "Gains > 5": "@clause_name",
    "违法所得 > 5": "@clause_name",
    "ｇains > 5": "@clause_name",
    "true": "@clause_name",
    "a.b": "@clause_attribute",
    "grade == '\\n'": "@clause_value",
    "grade == ''": "@clause_value",
    "a" * 1001: "@clause_long",
    "not " * 14 + "a": "@clause_deep",
    "(" * 300 + "a" + ")" * 300: "@clause_syntax",
}


@pytest.mark.parametrize("text", READ)
def test_read(text: str) -> None:
    assert parse(text) == READ[text]


@pytest.mark.parametrize("text", REFUSED)
def test_refused_by_name(text: str) -> None:
    with pytest.raises(RefusedExpression) as refused:
        parse(text)
    assert refused.value.what == REFUSED[text]
    assert refused.value.what.removeprefix("@") in TERMS


@settings(max_examples=500, deadline=None)
@given(st.text(st.sampled_from("ab gains()[]{}.,'\"=<>!&|+-*/%:;0159_andortinx\\\n#@lambda "), max_size=40))
def test_no_text_raises_anything_else(text: str) -> None:
    with suppress(RefusedExpression):
        parse(text)


# ---- cells -------------------------------------------------------------------------------------------------------

TIERS = [
    ("gains>=50000", "gains<50000"),
    ("gains>0", "gains==0"),
    ("gains>10000", "gains<10000"),  # a hole at the end point
    ("gains>=5000", "gains<=5000"),  # an end point that both claim
    ("refused and gains>=5", "refused and gains<5"),
    ("item==1", "item==2"),
    ("item==1 and serious", "item==2"),
    ("grade=='一般'", "grade in ('重大','特大')"),
    ("subject=='unit'", "subject=='individual'"),
    ("uncomputable", "not uncomputable"),
    ("has_prey and prey>=5000", "not has_prey or prey<5000"),
    ("not (sales==0 or uncomputable)", "sales==0 or uncomputable"),
]
NO_TIERS = [
    ("serious", "not serious"),  # they part on a truth only
    ("serious and gains>5", "not serious and gains>5"),
    ("refused and gains>=5", "not refused and gains<5"),
    ("gains>=5000", "gains<=6000"),  # they overlap
    ("gains==5000", "gains>=5000"),
    ("gains>0", "goods>0"),
    ("always", "gains>0"),
]


@pytest.mark.parametrize(("one", "other"), TIERS)
def test_tiers(one: str, other: str) -> None:
    assert tiers(parse(one), parse(other))
    assert tiers(parse(other), parse(one))
    assert disjoint(parse(one), parse(other))


@pytest.mark.parametrize(("one", "other"), NO_TIERS)
def test_no_tiers(one: str, other: str) -> None:
    assert not tiers(parse(one), parse(other))
    assert not tiers(parse(other), parse(one))


def test_compatible() -> None:
    assert compatible(parse("serious"), parse("serious and subject=='unit'"))
    assert not compatible(parse("item==1"), parse("item==2"))
    assert compatible(parse("gains>=5"), parse("gains<=5"))
    assert not compatible(parse("not serious"), parse("serious and gains>0"))


def test_too_many_cells_are_taken_to_be_compatible() -> None:
    many = parse(" and ".join(f"a{n}" for n in range(13)))
    assert compatible(many, many)
    assert not tiers(many, many)
