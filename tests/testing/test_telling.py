"""A failed example says what was expected, what came, and why, in the words of the case."""

from pathlib import Path

import pytest

from enforcerules import api
from enforcerules.load.cases import load_example
from enforcerules.model.example import Expectation
from enforcerules.testing.run import Result, run_example, run_one
from enforcerules.testing.telling import said

FOOD = Path(__file__).parents[2] / "rulesets" / "cn" / "market" / "food" / "cases"


@pytest.fixture(scope="module")
def rules() -> api.Ruleset:
    return api.load("cn")


def run(rules: api.Ruleset, **expect: object) -> Result:
    example, _ = load_example(FOOD / "food-first-minor.yaml")
    assert example is not None
    return run_example(rules.program, example.model_copy(update={"expect": Expectation.model_validate(expect)}))


def test_nothing_is_said_of_a_pass(rules: api.Ruleset) -> None:
    assert said(run_one(rules.program, FOOD / "food-first-minor.yaml")) == ""


def test_expected_got_and_the_reasons_that_decided(rules: api.Ruleset) -> None:
    told = said(run(rules, disposition="penalise"), "en")
    assert told.startswith("disposition\n  expected: penalise\n  got: ")
    assert "- apl.33.1.2 first violation, minor harm, corrected in time → spare (may): held [行政处罚法" in told
    assert "    及时改正: 是, held" in told


def test_a_rule_that_should_have_decided_is_shown_with_its_tests(rules: api.Ruleset) -> None:
    told = said(run(rules, because=["apl.49", "no.such.rule"]), "zh")
    assert "- apl.49 违反突发事件应对措施从重处罚 → open:heavier (shall): 不成立" in told
    assert "    违反突发事件应对措施: 否, 不成立" in told
    assert "- no.such.rule 这里没有问到" in told


def test_money_is_shown_with_its_levels(rules: api.Ruleset) -> None:
    told = said(run(rules, ranges={"fine": "[1, 2]"}), "en")
    assert "ranges.fine\n  expected: [1, 2]\n  got: (65000, 85000)" in told
    assert "- fine (shall): statutory [50000, 100000]；ordinary (65000, 85000)" in told


def test_how_it_was_worked_by_hand(rules: api.Ruleset) -> None:
    assert "worked by hand: " in said(run(rules, disposition="penalise"), "en")


def test_a_file_that_cannot_be_used_is_broken_and_says_where(rules: api.Ruleset, tmp_path: Path) -> None:
    file = tmp_path / "wrong.yaml"
    file.write_text(
        "format: enforcerules/example/1\nexample: x\ncase: {matter: food.expird}\nexpect: {disposition: refer}\n"
    )
    result = run_one(rules.program, file)
    assert (result.verdict, result.name) == ("broken", "x")
    assert "did you mean `food.expired`" in said(result, "en")
