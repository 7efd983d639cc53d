"""The strategies are tested too: what they make loads, decides, and says what its words say."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import GRADES, Small, Test, case_for, leaves, program_of, smalls, with_case

from enforcerules.pipeline import decide


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(with_case())
def test_every_small_ruleset_loads_and_decides(made):
    """A small ruleset has no error, and a case of it with or without unknown facts is decided."""
    small, values, open_ = made
    program = program_of(small.text)
    for phase in ("investigating", "concluded"):
        assert len(decide(program, case_for("m.one", values, phase=phase)).outcomes) == 1
        assert len(decide(program, case_for("m.one", {**values, **dict.fromkeys(open_)}, phase=phase)).outcomes) == 1


@settings(max_examples=60, deadline=None)
@given(smalls(), st.data())
def test_the_grid_tells_apart_what_tests_tell_apart(small: Small, data):
    """Every test of a fact holds for one value of its grid and fails for another."""
    name = data.draw(st.sampled_from(sorted(small.facts)))
    for test in leaves(name):
        assert {test.holds(value) for value in small.grid(name)} == {True, False}


@pytest.mark.parametrize(("op", "value", "holds"), [("<=", "甚微", True), (">", "甚微", False), ("!=", "严峻", True)])
def test_a_grade_compares_by_its_order(op, value, holds):
    assert next(iter(GRADES.values())) == "甚微"
    assert Test("grade", "", op, value).holds("甚微") is holds
