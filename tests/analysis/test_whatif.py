"""What would follow if a fact were otherwise: held against the case decided with the other fact, over all values."""

import json
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import enforcerules as er
from enforcerules.analysis.whatif import _gist, what_if
from enforcerules.decide.bind import value_of
from enforcerules.language.showing import show_value
from enforcerules.model.region import inside
from enforcerules.pipeline import decide

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests" / "decide"))

from corpus import ALL  # noqa: E402
from strategies import case_for, program_of, smalls  # noqa: E402

some = settings(
    max_examples=300 if ALL else 30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)


@pytest.fixture(scope="module")
def rules():
    return er.load("cn")


def told(found):
    return {
        (one.changes[0].fact.label, show_value(one.changes[0].fact, one.changes[0].then)): one
        for one in found.alternatives
        if len(one.changes) == 1
    }


def test_a_correction_may_spare_the_party(rules, tmp_path):
    """Goods of 568.86元, harm none, not corrected, first time (APL 33¶1 s2): corrected in time, the authority may spare.

    By hand from the Food Safety Law, Article 124¶1: 10,000 and more is the next tier (the multiple), 20,000 makes it
    serious (Implementing Regulations 67). One 分 less is neither.
    """
    found = told(er.what_if(rules, example("food-136-not-proved")))
    corrected = found["及时改正", "是"]
    assert (corrected.reachable, corrected.turn, corrected.after.disposition) == (True, "lighter", "no_penalty_may")
    next_tier = found["货值金额", "不低于10000.00元且不超过19999.99元"]
    assert (next_tier.changes[0].value, next_tier.turn, next_tier.reachable) == ("10000.00", "heavier", False)
    serious = found["货值金额", "不低于20000.00元"]
    assert (serious.changes[0].value, serious.turn) == ("20000.00", "heavier")
    assert "license_revoke" in {m.kind for m in serious.after.measures if m.holds}
    assert found["危害人体健康的物质超过标准限量", "否"].after.disposition == "not_established"


def test_what_was_corrected_cannot_be_undone(rules):
    """In the expired-food case it was corrected; not to have done so is no way out, and heavier."""
    found = told(er.what_if(rules, ROOT / "examples" / "expired-food.yaml"))
    undone = found["及时改正", "否"]
    assert (undone.reachable, undone.turn, undone.after.disposition) == (False, "heavier", "penalise")


def test_corrections_come_first_and_a_power_stays_a_power(rules):
    said = er.explain(er.what_if(rules, example("food-136-not-proved")), "zh").replace("\n", "").replace(" ", "")
    assert said.index("还可以做到的") < said.index("如果事实不是这样")
    assert "及时改正（现为否）如果为是：可以不予行政处罚。不予处罚与否由机关裁量，不是当然不罚。〔较轻〕" in said
    english = er.explain(er.what_if(rules, example("food-136-not-proved")), "en")
    assert "a power of the\n    authority, not a right" in english


def example(name):
    from enforcerules.load.cases import load_example

    found, _ = load_example(ROOT / "rulesets" / "cn" / "market" / "food" / "cases" / f"{name}.yaml")
    return found.case


def test_as_json(rules):
    schema = json.loads((ROOT / "schemas" / "what-if.schema.json").read_text("utf-8"))
    made = json.loads(er.to_json(er.what_if(rules, example("food-136-not-proved"))))
    Draft202012Validator(schema).validate(made)
    assert {one["turn"] for one in made["alternatives"]} == {"lighter", "heavier"}
    assert "行为仍在继续" not in made["idle"]  # ids, not labels


@some
@given(smalls(), st.data())
def test_between_the_values_that_are_named_nothing_differs(small, data):
    """Every value of every known fact, tried one by one, decides as the alternative says, or as the case itself."""
    program = program_of(small.text)
    values = data.draw(small.values())
    given_case = case_for("m.one", values, phase="concluded")
    found = what_if(program, given_case)
    (now,) = found.decision.outcomes
    for name in sorted(small.facts):
        mine = [one for one in found.alternatives if one.changes[0].fact.id == name]
        for other in small.grid(name):
            if other == values[name]:
                continue
            (after,) = decide(program, case_for("m.one", {**values, name: other}, phase="concluded")).outcomes
            fact = program.rulesets["small"].facts[name]
            region = value_of(fact, text(other))
            there = [one for one in mine if inside(region, one.changes[0].then)]
            assert len(there) <= 1
            said = there[0].after if there else now
            if there and there[0].changes[0].scales:
                assert kinds(after) == kinds(said), (name, other)
            elif name != "money" or small.fine != "limbs":  # in the cell of the case itself amounts grow as well
                assert _gist(after) == _gist(said), (name, other)


def kinds(one):
    """What follows, without amounts."""
    return (
        one.disposition,
        one.candidates,
        [(m.kind, m.modality, m.holds, [lv.level for lv in m.levels]) for m in one.measures],
    )


def text(value):
    from enforcerules.base.source import Text

    return Text({True: "true", False: "false"}.get(value, str(value)) if isinstance(value, bool) else str(value))


@some
@given(smalls(), st.data())
def test_lighter_and_heavier_turn_round(small, data):
    """Where changing a fact makes it lighter, changing it back makes it heavier."""
    program = program_of(small.text)
    values = data.draw(small.values())
    for one in what_if(program, case_for("m.one", values, phase="concluded")).alternatives:
        (change,) = one.changes
        if one.turn not in {"lighter", "heavier"} or change.fact.type == "grade":
            continue
        back = what_if(program, one.decision.case).alternatives
        turned = [
            other
            for other in back
            if other.changes[0].fact == change.fact and inside(change.now, other.changes[0].then)
        ]
        if one.before.disposition not in {"undetermined", "needs_human"}:
            assert [other.turn for other in turned] == [{"lighter": "heavier", "heavier": "lighter"}[one.turn]]
