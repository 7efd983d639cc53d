"""A failed example says what was expected, what came, and why, in the words of the case."""

from pathlib import Path

import pytest

from enforcerules import api
from enforcerules.load.cases import load_example
from enforcerules.model.example import Expectation
from enforcerules.testing.run import Result, run_all, run_example
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
    assert [said(one) for one in run_all(rules.program, FOOD / "food-first-minor.yaml")] == [""]


def test_expected_got_and_the_reasons_that_decided(rules: api.Ruleset) -> None:
    told = said(run(rules, disposition="penalise"), "en")
    assert told.startswith("disposition\n  expected: a penalty (penalise)\n  got: ")
    assert "- first violation, minor harm, corrected in time (apl.33.1.2; 行政处罚法 Art. 33(1) s. 2)" in told
    assert "✓ corrected in time: holds." in told


def test_in_chinese_in_the_words_of_the_case_with_the_notation_beside(rules: api.Ruleset) -> None:
    told = said(run(rules, disposition="penalise"), "zh")
    assert told.startswith(
        "处理结果（disposition）\n  应为：给予行政处罚（penalise）\n  实为：须经人工认定（needs_human）"
    )
    assert "✓ 及时改正：成立" in told


def test_a_rule_that_should_have_decided_is_shown_with_its_tests(rules: api.Ruleset) -> None:
    told = said(run(rules, because=["apl.49", "no.such.rule"]), "zh")
    assert "起决定作用的规则（because）\n  应为：违反突发事件应对措施从重处罚（apl.49）" in told
    assert "- 违反突发事件应对措施从重处罚（apl.49，" in told
    assert "→ 应当从重处罚：不成立" in told
    assert "违反突发事件应对措施：" in told
    assert "- no.such.rule 这里没有问到" in told


def test_a_rule_that_would_have_led_to_what_is_expected_and_almost_held(rules: api.Ruleset) -> None:
    """Spared for absence of fault (second paragraph of Article 33) is one proof away from every case."""
    told = said(run(rules, disposition="no_penalty_shall"), "en")
    assert "(apl.33.2.1; " in told
    assert "(apl.30.1; " not in told


def test_money_is_shown_with_its_levels(rules: api.Ruleset) -> None:
    told = said(run(rules, ranges={"fine": "[1, 2]"}), "en")
    assert (
        "range for fine (ranges.fine)\n  expected: from 1 yuan up to 2 yuan ([1, 2])\n  got: above 65,000 yuan" in told
    )
    assert "- fine: shall; statutory from 50,000 yuan up to 100,000 yuan [50000, 100000]; ordinary above 65,000" in told


def test_what_is_not_confirmed_says_what_to_do(rules: api.Ruleset) -> None:
    result = run(rules, unconfirmed=True)
    assert result.verdict == "unconfirmed"
    assert said(result, "en").startswith("not confirmed: work the result out by hand")


def test_how_it_was_worked_by_hand(rules: api.Ruleset) -> None:
    assert "worked by hand: " in said(run(rules, disposition="penalise"), "en")


def test_a_file_that_cannot_be_used_is_broken_and_says_where(rules: api.Ruleset, tmp_path: Path) -> None:
    file = tmp_path / "wrong.yaml"
    file.write_text(
        "format: enforcerules/example/1\nexample: x\ncase: {matter: food.expird}\nexpect: {disposition: refer}\n"
    )
    (result,) = run_all(rules.program, file)
    assert (result.verdict, result.name) == ("broken", "x")
    assert "did you mean `food.expired`" in said(result, "en")


TAX = FOOD.parents[2] / "tax" / "registration" / "cases"


def of_tax(rules: api.Ruleset, case: str, **expect: object) -> str:
    example, _ = load_example(TAX / f"{case}.yaml")
    assert example is not None
    changed = example.model_copy(update={"expect": Expectation.model_validate(expect)})
    return said(run_example(rules.program, changed), "zh")


def test_what_leaves_it_to_a_person(rules: api.Ruleset) -> None:
    """Fifteen days late: two rows hold."""
    told = of_tax(rules, "tax-late-15", disposition="penalise")
    assert "- 须由人决定：\n      严重：裁量基准中有几档同时成立（一般：200元；一般：500元）" in told


def test_facts_that_are_still_to_be_found(rules: api.Ruleset) -> None:
    assert "- 尚未查明或者认定：危害后果（harm）" in of_tax(rules, "tax-list-harm-unknown", disposition="penalise")


def test_why_a_duty_is_there_and_why_it_is_not(rules: api.Ruleset) -> None:
    there = of_tax(rules, "tax-office-2000", no_duties=["tax_office_may_decide"])
    assert "✓ 拟处罚款：2,000元，符合“2000元以下”。" in there
    absent = of_tax(rules, "tax-office-over-2000", duties=["tax_office_may_decide"])
    assert "二千元以下可由税务所决定（tax.74，税收征收管理法 第七十四条） → 程序事项：不成立" in absent
    assert "× 拟处罚款：2,000.01元，不符合“2000元以下”。" in absent


def test_why_a_measure_is_not_there(rules: api.Ruleset) -> None:
    told = of_tax(rules, "tax-no-registration-order", measures={"license_revoke": "shall"})
    assert "→ 适用吊销许可证件：不成立\n      × 责令期满仍不改正：不成立。" in told
