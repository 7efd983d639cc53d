"""What an example expects of single rules: held, rejected, open, replaced, not asked, and on which facts that rests."""

from pathlib import Path

import pytest

from enforcerules import api
from enforcerules.load.cases import load_example
from enforcerules.model.example import Expectation
from enforcerules.testing.difference import Difference
from enforcerules.testing.run import run_example

RULES = Path(__file__).parents[2] / "rulesets" / "cn" / "tax"
CASES = RULES / "registration" / "cases"


@pytest.fixture(scope="module")
def rules() -> api.Ruleset:
    return api.load(RULES)


def differ(rules: api.Ruleset, case: str, **reasons: object) -> tuple[Difference, ...]:
    example, _ = load_example(CASES / f"{case}.yaml")
    assert example is not None
    expect = Expectation.model_validate({"reasons": {name.replace("__", "."): r for name, r in reasons.items()}})
    return run_example(rules.program, example.model_copy(update={"expect": expect})).differences


def test_a_rule_rejected_because_of_a_fact_inside_a_derived_one(rules: api.Ruleset) -> None:
    """A penalty of 2011 for the same item: not the first one (本事项首次发生), because one record counts (item_records)."""
    for fact in ("本事项首次发生", "first_on_item", "本事项既往记录次数", "item_records"):
        wanted = {"state": "rejected", "by": [fact]}
        assert differ(rules, "tax-list-accounts-prior", tax__first__1=wanted) == ()


def test_facts_that_agreed_with_the_rule_are_not_what_it_was_rejected_for(rules: api.Ruleset) -> None:
    (one,) = differ(rules, "tax-list-accounts-prior", tax__first__1={"state": "rejected", "by": ["危害后果"]})
    assert (one.where, one.expected) == ("reasons.tax.first.1.by", "危害后果")
    assert one.got == "本事项首次发生、本事项既往记录次数"


def test_the_state_alone(rules: api.Ruleset) -> None:
    """Corrected on the last day of the order, no record: the list applies; harm not known: it is open."""
    assert differ(rules, "tax-list-accounts-last-day", tax__first__1="held") == ()
    assert differ(rules, "tax-list-harm-unknown", tax__first__1={"state": "open", "by": ["危害后果"]}) == ()
    assert differ(rules, "tax-list-accounts-last-day", tax__first__1="rejected") == (
        Difference("reasons.tax.first.1", "rejected", "held"),
    )


def test_rules_of_other_matters_are_not_asked_and_special_law_replaces_general(rules: api.Ruleset) -> None:
    """Article 86 of the tax law (five years) takes the place of Article 36 of the penalties act (two years)."""
    assert differ(rules, "tax-late-29", tax__first__1="not_asked", apl__36__1__1="replaced") == ()


def test_a_row_by_its_table_and_by_its_own_id(rules: api.Ruleset) -> None:
    """29 days late: the third rung (15 to 30 days) holds, the last (after 30) does not, by the days."""
    held = {"state": "held", "by": ["逾期改正日数"]}
    assert differ(rules, "tax-late-29", days_15_to_30=held, tax__ladder__registration="held") == ()
    (one,) = differ(rules, "tax-late-29", after_30="held")
    assert one.got == "rejected"


def test_a_rule_that_no_ruleset_knows_is_refused_whatever_is_expected_of_it(rules: api.Ruleset) -> None:
    found = differ(rules, "tax-late-29", tax__frist__1="not_asked")
    assert Difference("reasons", "a rule that exists", "tax.frist.1") in found
