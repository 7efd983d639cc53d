"""Second opinions: engines agree on every example and on what is generated; where they do not, there is no decision."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
import wide
from corpus import ALL, case, names, program
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import case_for, program_of, with_case

import enforcerules as er
from enforcerules.api.cases import as_case
from enforcerules.base.diagnostics import InvalidInput
from enforcerules.decide import reference
from enforcerules.decide.timeline import frames_of
from enforcerules.engines import opinions as consulting
from enforcerules.engines.durable import Unusable
from enforcerules.engines.formula import Room
from enforcerules.engines.matcher import NOT_COVERED, facts_of
from enforcerules.engines.opinions import consult, durable_matcher
from enforcerules.engines.tree import TreeMatcher
from enforcerules.model.program import And, Atom, Fact, Or
from enforcerules.model.region import TRUE
from enforcerules.pipeline import timelines

HERE = Path(__file__).parent
DURABLE, WHY = durable_matcher()
MATCHERS = [TreeMatcher(), *([DURABLE] if DURABLE else [])]
needs_durable = pytest.mark.skipif(DURABLE is None, reason=f"durable-rules: {WHY}")


def frames(one, rules=None):
    return [frame for days in timelines(rules or program(), one) for frame in frames_of(days)]


def assert_agree(conditions, known):
    facts = facts_of(known)
    ours = {key: known.judge(one, known) for key, one in conditions.items()}
    for matcher in MATCHERS:
        theirs = matcher.match(conditions, facts)
        assert theirs.keys() == ours.keys()
        assert {k: v for k, v in theirs.items() if v is not NOT_COVERED and v is not ours[k]} == {}, matcher.name


@pytest.mark.parametrize("name", names())
def test_every_engine_agrees_on_every_example(name):
    try:
        opinions = consult(frames(case(name)))
    except InvalidInput:
        pytest.skip("an example of wrong input")
    tree, *others = opinions
    assert (tree.engine, tree.not_covered) == ("tree", 0)
    assert tree.agreed > 0
    assert all(one.agreed + one.not_covered == tree.agreed for one in others if one.consulted)


@settings(max_examples=1500 if ALL else 150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 2**40))
def test_every_engine_agrees_on_conditions_of_every_type(seed):
    rng = Random(seed)
    table = wide.facts(rng)
    conditions, values = wide.items(rng, table), wide.parameters(rng)
    for _ in range(5):
        assert_agree(conditions, wide.knowledge(rng, table, values))


@pytest.mark.parametrize("line", (HERE / "seeds.txt").read_text(encoding="utf-8").splitlines())
def test_every_engine_agrees_where_one_once_did_not(line):
    """Seeds that `scripts/differential.py` wrote out."""
    rng = Random(int(line.split()[0]))
    table = wide.facts(rng)
    conditions, values = wide.items(rng, table), wide.parameters(rng)
    for _ in range(200):
        assert_agree(conditions, wide.knowledge(rng, table, values))


@settings(max_examples=300 if ALL else 60, deadline=None, suppress_health_check=list(HealthCheck))
@given(with_case(), st.sampled_from(["investigating", "concluded"]))
def test_every_engine_agrees_on_small_rulesets(drawn, phase):
    small, values, unknown = drawn
    rules = program_of(small.text)
    one = case_for("m.one", values | dict.fromkeys(unknown), phase=phase)
    for opinion in consult(frames(one, rules)):
        assert opinion.not_covered == 0


# ---- the decision --------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def rules():
    return er.load("cn")


EXAMPLE = HERE.parents[1] / "examples" / "expired-food.yaml"


def test_opinions_stand_beside_the_decision_and_not_in_it(rules):
    alone, crossed = er.decide(rules, EXAMPLE), er.decide(rules, EXAMPLE, cross_check=True)
    assert alone.second_opinions == ()
    assert [one.engine for one in crossed.second_opinions] == ["tree", "durable"]
    assert crossed == alone
    assert er.to_json(crossed) == er.to_json(alone)


def test_many_decisions_can_be_crossed(rules):
    (one,) = er.decide_many(rules, [EXAMPLE], cross_check=True)
    assert one.second_opinions[0].agreed > 0


def test_the_facts_are_asked_under_every_law_that_may_decide(rules):
    """An act under one law and a decision under the next: the conditions of both are put to the engines."""
    names_ = [n for n in names() if len(frames_or_none(n)) > len(case(n).acts) == 1]
    assert names_
    opinion = consult(frames_or_none(names_[0]))[0]
    assert opinion.agreed == sum(len(consulting.items(f)) for f in frames_or_none(names_[0]))


def frames_or_none(name):
    try:
        return frames(case(name))
    except InvalidInput:
        return []


class Contrary:
    """An engine that says the opposite of the truth of one item."""

    name, version = "contrary", "0"

    def match(self, items, facts):
        answers = dict(TreeMatcher().match(items, facts))
        return answers | {"elements": not answers["elements"]}


def test_a_disagreement_is_an_error_with_item_facts_and_both_answers(rules, monkeypatch):
    monkeypatch.setattr(consulting, "TreeMatcher", Contrary)
    with pytest.raises(er.Disagreement) as caught:
        er.decide(rules, EXAMPLE, cross_check=True)
    found = caught.value
    assert (found.engine, found.item, found.ours, found.theirs) == ("contrary", "elements", True, False)
    assert found.where == ("a1", "p1", "food.expired")
    assert [(n, o.status) for n, o in found.facts.items()] == [("sold_expired", "known")]
    assert "`elements`" in str(found)
    assert "sold_expired" in str(found)


def test_a_vote_is_never_taken(rules, monkeypatch):
    """One engine against all others is still an error."""
    monkeypatch.setattr(consulting, "TreeMatcher", Contrary)
    monkeypatch.setattr(consulting, "durable_matcher", lambda: (TreeMatcher(), None))
    with pytest.raises(er.Disagreement):
        er.decide(rules, EXAMPLE, cross_check=True)


def test_where_durable_rules_is_not_there_it_is_not_consulted(rules, monkeypatch):
    monkeypatch.setattr(consulting, "durable_matcher", lambda: (None, "No module named 'durable'"))
    _, durable = er.decide(rules, EXAMPLE, cross_check=True).second_opinions
    assert (durable.consulted, durable.version, durable.agreed) == (False, None, 0)
    assert durable.why == "No module named 'durable'"


def test_another_kernel_is_held_to_the_reference(monkeypatch):
    """Where the reference does not decide, it is one of the engines asked."""
    one = frames(as_case(EXAMPLE))[0]

    def other(condition, known):
        return reference.judge(condition, known)

    known = replace(one.known, judge=other, memo={})
    assert [o.engine for o in consult([replace(one, known=known)])] == ["tree", "reference", "durable"]

    def wrong(condition, known):
        truth = reference.judge(condition, known)
        return not truth

    with pytest.raises(er.Disagreement):
        consult([replace(one, known=replace(one.known, judge=wrong, memo={}))])


# ---- the fence -----------------------------------------------------------------------------------------------------


@needs_durable
def test_more_cases_than_the_engine_can_hold():
    """No more than 1,024 `sid`s may live: each is deleted after its case."""
    one = frames(case("demo-7" if "demo-7" in names() else names()[0]))[0]
    conditions = {key: item.condition for key, item in consulting.items(one).items()}
    facts = facts_of(one.known)
    first = DURABLE.match(conditions, facts)
    for _ in range(1200):
        assert DURABLE.match(conditions, facts) == first


@needs_durable
def test_threads_wait_for_one_another():
    rng = Random(7)
    table = wide.facts(rng)
    conditions, values = wide.items(rng, table), wide.parameters(rng)
    known = [wide.knowledge(rng, table, values) for _ in range(40)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda one: assert_agree(conditions, one), known * 4))


@needs_durable
def test_a_matcher_can_be_closed_and_goes_on():
    from enforcerules.engines.durable import DurableMatcher

    own = DurableMatcher()
    one = frames(case(names()[0]))[0]
    conditions = {key: item.condition for key, item in consulting.items(one).items()}
    first = own.match(conditions, facts_of(one.known))
    own.close()
    assert own.match(conditions, facts_of(one.known)) == first
    own.close()


class Broken(TreeMatcher):
    """An engine that gives an error instead of an answer."""

    def match(self, items, facts):  # noqa: ARG002  the protocol
        raise Unusable("error code: 303")


def test_an_engine_that_fails_has_no_opinion(rules, monkeypatch):
    monkeypatch.setattr(consulting, "TreeMatcher", Broken)
    opinion = er.decide(rules, EXAMPLE, cross_check=True).second_opinions[0]
    assert (opinion.consulted, opinion.why) == (False, "error code: 303")


@needs_durable
def test_a_ruleset_that_the_engine_refuses(monkeypatch):
    """More than it has room for is an error of the engine; the matcher goes on with the next case."""
    from enforcerules.engines import durable

    own = durable.DurableMatcher()
    table = {f"a{n}": Fact(f"a{n}", f"a{n}", "boolean", "r") for n in range(6)}
    known = replace(wide.knowledge(Random(1), {}, {}), facts=table, given={}, memo={})
    either = Or(tuple(Atom(name, TRUE, "") for name in table))
    condition = And(tuple(either for _ in range(40)))
    first = own.match({"one": condition}, facts_of(known))
    assert first == {"one": None}
    monkeypatch.setattr(durable, "ROOM", Room(10**6, 10**6, 10**60, 10**6))
    with pytest.raises(durable.Unusable, match="error code"):
        own.match({"one": And((condition, Or((condition, either))))}, facts_of(known))
    monkeypatch.undo()
    assert own.match({"one": condition}, facts_of(known)) == first
    own.close()
