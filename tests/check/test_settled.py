"""ER533 and ER536 against every case: conditions over two truths and a count, all of whose values are tried."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enforcerules.check.settled import settled
from enforcerules.model.kleene import evaluate
from enforcerules.model.program import And, Atom, Fact, Known, Neg, Or, Parameter, Ruleset, When
from enforcerules.model.region import FALSE, TRUE, Interval, Numbers, exactly, inside, truth

FACTS = {
    "a": Fact("a", "甲", "boolean", "t"),
    "b": Fact("b", "乙", "boolean", "t"),
    "n": Fact("n", "次数", "integer", "t", unit="次"),
    "both": Fact("both", "两者", "boolean", "t", formula=When(And((Atom("a", TRUE, ""), Atom("b", TRUE, ""))))),
    "day": Fact("day", "某日", "date", "t", ask="if_raised"),
}
RULESET = Ruleset("t", (), ("000000",), (), ("t",), "example", None, {}, FACTS, dict[str, Parameter](), {})


def known(a, b, n):
    return {"a": truth(a), "b": truth(b), "n": exactly(n), "both": truth(a and b)}


def holds(condition, given):
    return evaluate(condition, lambda test: inside(given[test.fact], test.region))


def by_trying(condition):
    """Whether it holds in all, in none, or in some of all the cases that there are: ends are 0 to 4, so 5 stands for all beyond."""
    cases = [known(*one) for one in product([True, False], [True, False], range(6))]
    found = {holds(condition, given) for given in cases}
    return found.pop() if len(found) == 1 else None


ends = st.integers(0, 4)
tests = st.one_of(
    st.builds(Atom, st.sampled_from(["a", "b", "both"]), st.sampled_from([TRUE, FALSE]), st.just("")),
    st.builds(lambda lo: Atom("n", Numbers((Interval(lo, None),)), ""), ends),
    st.builds(lambda hi, open_: Atom("n", Numbers((Interval(None, hi, hi_open=open_),)), ""), ends, st.booleans()),
    st.builds(lambda at: Atom("n", exactly(at), ""), ends),
)
conditions = st.recursive(
    tests,
    lambda inner: (
        st.builds(lambda parts: And(tuple(parts)), st.lists(inner, min_size=1, max_size=3))
        | st.builds(lambda parts: Or(tuple(parts)), st.lists(inner, min_size=1, max_size=3))
        | st.builds(Neg, inner)
    ),
    max_leaves=8,
)


@settings(max_examples=400, deadline=None)
@given(conditions)
def test_it_is_what_trying_every_case_gives(condition):
    assert settled(condition, RULESET) is by_trying(condition)


A, DAY = Atom("a", TRUE, ""), Numbers((Interval(700_000, None),))


@pytest.mark.parametrize(
    ("condition", "wanted"),
    [
        (And((A, Neg(A))), False),
        (Or((A, Neg(A))), True),
        (And((Known("a", "undeterminable", ""), A)), None),  # where it cannot be determined, the rest is open
        (And((Known("a", "undeterminable", ""), Known("a", "ascertained", ""))), False),
        # a day that nobody raised is neither before nor after another: no test of it holds
        (Or((Atom("day", DAY, ""), Atom("day", DAY.without(), ""))), None),
        (And((Atom("day", DAY, ""), Atom("day", DAY.without(), ""))), False),
        (Or((Known("day", "undeterminable", ""), Known("day", "ascertained", ""))), None),
        (Atom("n", Numbers((Interval(Fraction(-1), None),)), ""), True),  # a count is never below none
        (And(()), None),
    ],
)
def test_conditions_by_hand(condition, wanted):
    assert settled(condition, RULESET) is wanted
