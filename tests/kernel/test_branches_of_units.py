"""What a unit does when something is in its way: the case is decided by the reference, and nothing is lost."""

import pytest
from strategies import DATES, END, HEAD, START, case_for, program_of
from test_decider import RULES, short, whole

from enforcerules.kernel import unit
from enforcerules.kernel.context import days_of
from enforcerules.kernel.decider import Decider
from enforcerules.kernel.traced import Leak
from enforcerules.kernel.unit import Unit
from enforcerules.pipeline import decide

CASE = {"matter": "m.one", "start": START, "end": END, "party": {"kind": "unit"}, "dates": DATES, "facts": {}}
GOOD = {"goods": "1.00", "gains": "0.00", "kilos": "0.00", "harm": "没有", "sort": "乙", "fields": ["药品"]}


@pytest.fixture(scope="module")
def program():
    return program_of(RULES)


@pytest.fixture
def frame(program):
    return days_of(program, case_for("m.one", GOOD, phase="concluded")).act


def test_a_way_may_be_taken_without_making_the_function(frame):
    """Columns take many ways before they make anything: the function still knows none."""
    one = Unit(frame)
    run = one.run
    one.take(frame)
    one.take(frame)
    assert (one.ways, one.run) == (1, run)
    assert one.tree is not None


def test_after_many_cases_that_cannot_be_watched_no_more_are_tried(frame, monkeypatch):
    """64 without one that could be watched; then the matter is one for the reference."""
    tried = []

    def refused(*_):
        tried.append(1)
        raise Leak

    one = Unit(frame)
    monkeypatch.setattr(unit, "walked", refused)
    assert [one.learn(frame) for _ in range(70)] == [None] * 70
    assert len(tried) == 64
    assert one.ways == 0


def test_one_way_that_was_taken_allows_as_many_failures_more(frame, monkeypatch):
    one = Unit(frame)
    assert one.learn(frame) is not None
    monkeypatch.setattr(unit, "walked", lambda *_: 1 / 0)
    assert [one.learn(frame) for _ in range(200)] == [None] * 200
    assert one._failed == 64 * 2


def test_what_another_thread_has_generated_is_not_generated_again(frame, monkeypatch):
    """Two threads find that a way came again; the second finds nothing waiting."""
    one = Unit(frame)
    one.take(frame)
    one._generate()
    run = one.run
    monkeypatch.setattr(unit, "generate", lambda *_: pytest.fail("nothing waits"))
    one._generate()
    assert one.run is run


def test_a_function_that_cannot_be_made_leaves_the_old_one(program, monkeypatch):
    """The decider gives what the reference gives, each time, and keeps the function that knows nothing."""
    decider = Decider(program, {**CASE, "phase": "concluded"})
    decider._unit.tree = None
    run = decider._unit.run
    monkeypatch.setattr(unit, "generate", lambda *_: 1 / 0)
    wanted = whole(decide(program, case_for("m.one", GOOD, phase="concluded")))
    for _ in range(3):
        assert short(decider(GOOD)) == wanted
    assert decider._unit.run is run
    assert decider._unit._failed > 0


def test_of_many_facts_it_is_known_whether_the_case_says_anything():
    """Thirty facts: the act is spared where the plea was raised at all, be it true or false, and only there."""
    facts = {f"b{n}": {"label": f"第{n}项", "type": "boolean", "basis": "试法 第一条"} for n in range(29)}
    facts["plea"] = {"label": "申辩", "type": "boolean", "ask": "if_raised", "basis": "试法 第一条"}
    made = program_of(
        {
            **HEAD,
            "ruleset": "t",
            "title": {"zh": "试验", "en": "trial"},
            "facts": facts,
            "matters": [
                {
                    "id": "m.one",
                    "title": {"zh": "甲", "en": "one"},
                    "elements": "第0项",
                    "penalised_by": "试法 第五条",
                    "penalties": [{"fine": {"shall": "1000元以上5000元以下"}}],
                }
            ],
            "exemptions": [
                {"id": "k.plea", "when": "申辩已查明", "then": "spare", "strength": "shall", "basis": "试法 第三条"}
            ],
        }
    )
    decider = Decider(made, {**CASE, "phase": "concluded"})
    plain = {f"b{n}": True for n in range(29)}
    for _ in range(3):
        assert decider(plain).disposition == "penalise"
        assert decider({**plain, "plea": True}).disposition == "no_penalty_shall"
        assert decider({**plain, "plea": False}).disposition == "no_penalty_shall"
    assert decider.knows(plain)
    assert decider.knows({**plain, "plea": True})
    assert not decider.knows({**plain, "第1项": True})  # said under two names
