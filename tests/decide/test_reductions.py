"""Fines lowered by a share: within the statute, never above what they were, and no level of mitigation."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enforcerules.decide.reductions import lowered
from enforcerules.model.decision import LevelRange, MoneyRange
from enforcerules.model.program import ALWAYS, TRUE_CONDITION, Reduce, Rule

STATUTE = MoneyRange(Fraction(10_000_000), Fraction(100_000_000))


def rule(strength="may", least=30, most=50):
    effect = Reduce(("fine",), Fraction(least, 100), Fraction(most, 100))
    return Rule("r", "t", "circumstance", (), (), (), TRUE_CONDITION, effect, strength, (), ALWAYS, "benchmark"), effect


def level(name, lo, hi):
    return LevelRange(name, MoneyRange(Fraction(lo), Fraction(hi)), None, (), ())


def made(levels, strength="may", *, truth=True, statute=STATUTE, barred=frozenset(), **shares):
    one, effect = rule(strength, **shares)
    return lowered(tuple(levels), ((one, effect, truth),), statute, barred)


sums = st.integers(10_000_000, 100_000_000)
shares = st.tuples(st.integers(0, 100), st.integers(0, 100)).map(sorted)


@given(sums, sums, shares, st.sampled_from(["shall", "may"]))
def test_it_stays_within_the_statute_and_below_what_it_was(a, b, share, strength):
    lo, hi = sorted((a, b))
    found, _ = made([level("ordinary", lo, hi)], strength, least=share[0], most=share[1])
    for one in found:
        assert STATUTE.lo <= one.range.lo <= one.range.hi <= hi
        assert one.level in {"lighter", "ordinary"}
    by = {one.level: one.range for one in found}
    if strength == "may":
        assert by["ordinary"] == MoneyRange(Fraction(lo), Fraction(hi))
    less = by["lighter"] if strength == "may" else by["ordinary"]
    assert less.hi == max(STATUTE.lo, Fraction(hi) * (100 - share[0]) / 100)
    assert less.lo == max(STATUTE.lo, Fraction(lo) * (100 - share[1]) / 100)


@given(sums, shares, shares)
def test_a_greater_share_never_gives_more(a, one, other):
    low, high = sorted((one, other))
    if low[0] > high[0] or low[1] > high[1]:
        return
    less = made([level("ordinary", a, a)], "shall", least=high[0], most=high[1])[0][0].range
    more = made([level("ordinary", a, a)], "shall", least=low[0], most=low[1])[0][0].range
    assert less.lo <= more.lo
    assert less.hi <= more.hi


def test_worked_by_hand():
    """18万元: ×0.5 = 9万元, below the minimum of 10万元; ×0.7 = 12.6万元. 12万元: ×0.7 = 8.4万元: the minimum itself."""
    found, doubtful = made([level("ordinary", 18_000_000, 18_000_000)])
    assert not doubtful
    assert [(o.level, o.range.lo, o.range.hi) for o in found] == [
        ("lighter", 10_000_000, 12_600_000),
        ("ordinary", 18_000_000, 18_000_000),
    ]
    found, _ = made([level("ordinary", 12_000_000, 12_000_000)])
    assert (found[0].range.lo, found[0].range.hi, found[0].point) == (10_000_000, 10_000_000, 10_000_000)


def test_without_a_minimum_in_the_text_there_is_none():
    found, _ = made([level("ordinary", 200_000, 200_000)], statute=MoneyRange(None, Fraction(2_000_000)))
    assert (found[0].range.lo, found[0].range.hi) == (100_000, 140_000)


@pytest.mark.parametrize("strength", ["shall", "may"])
def test_mitigation_is_not_touched_and_a_barred_level_not_opened(strength):
    below = level("mitigated", 0, 9_999_999)
    found, _ = made([below, level("heavier", 80_000_000, 90_000_000)], strength, barred=frozenset({"lighter"}))
    assert found[0] == below
    assert "lighter" not in {one.level for one in found}


def test_what_is_open_is_an_outer_bound():
    found, doubtful = made([level("ordinary", 50_000_000, 50_000_000)], "shall", truth=None)
    assert doubtful
    assert (found[0].range.lo, found[0].range.hi) == (25_000_000, 50_000_000)
