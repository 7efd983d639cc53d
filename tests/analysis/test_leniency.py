"""What leniency saved, with figures worked from the law and the tables by hand.

Solid Waste Law 102(1)(10), (2): storage without protection, 100,000 to 1,000,000. Food Safety Law 124: goods below 10,000, so 50,000 to
100,000; the ordinary band of the benchmark is strictly between 30 % and 70 % of the width (65,000, 85,000), the lighter one up to 30 %.
"""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import enforcerules as er
from enforcerules.load.cases import load_examples
from enforcerules.model.decision import MoneyRange
from enforcerules.model.leniency import DEFAULT_FAVOURS, Leniency, Unit

ROOT = Path(__file__).parents[2]
CASES = ROOT / "rulesets" / "cn"
CHOSEN = (
    "jiangmen/lists/cases/jm-16-first.yaml",
    "jiangmen/lists/cases/jm-16-day-after.yaml",
    "jiangmen/lists/cases/jm-16-same-day.yaml",
    "jiangmen/lists/cases/jm-16-search-short.yaml",
    "jiangmen/lists/cases/jm-39-day-before.yaml",
    "market/food/cases/food-lighter-small.yaml",
    "market/food/cases/food-prior-exactly-2-years.yaml",
    "guangdong/environment/cases/art14-apology.yaml",
)


def example(name: str) -> er.Case:
    ((one, _),) = load_examples(CASES / name)
    assert one is not None
    return one.case


RULES = er.load("cn")


@pytest.fixture(scope="module")
def rules() -> er.Ruleset:
    return RULES


def only(found: Leniency) -> Unit:
    (one,) = found.units
    return one


def yuan(lo: int, hi: int, *, lo_open: bool = False, hi_open: bool = False) -> MoneyRange:
    return MoneyRange(Fraction(lo * 100), Fraction(hi * 100), lo_open, hi_open)


def test_a_list_that_spares_saves_the_whole_range(rules: er.Ruleset) -> None:
    """Spared by item 16 of the list: nil; without any favour 100,000 to 1,000,000."""
    one = only(er.leniency(rules, [example(CHOSEN[0])]))
    assert one.category == "spared"
    assert one.saved == yuan(100_000, 1_000_000)
    assert one.kept.fine == yuan(0, 0)
    assert "jm.list.16" in one.grounds


def test_without_the_lists_alone_the_law_still_may_spare(rules: er.Ruleset) -> None:
    """First violation, minor harm, corrected: APL 33(1) s. 2 may spare, so that the list may have saved nothing."""
    one = only(er.leniency(rules, [example(CHOSEN[0])], without=["lists"]))
    assert [outcome.disposition for outcome in one.without.outcomes] == ["no_penalty_may"]
    assert one.saved == yuan(0, 1_000_000)


def test_the_law_alone_changes_nothing_where_a_list_spares(rules: er.Ruleset) -> None:
    assert only(er.leniency(rules, [example(CHOSEN[0])], without=["law"])).category == "unchanged"


def test_one_rule_alone(rules: er.Ruleset) -> None:
    """Without item 16 of Jiangmen, item 13 of the province spares all the same."""
    case = example(CHOSEN[0])
    assert only(er.leniency(rules, [case], without=[], named=["jm.list.16"])).category == "unchanged"
    assert only(er.leniency(rules, [case], without=[], named=["jm.list.*", "gd.env.list.*"])).category == "spared"


def test_a_lower_band(rules: er.Ruleset) -> None:
    """Lighter or mitigated: nil to 65,000; ordinary: more than 65,000 to less than 85,000. 65,000 − 65,000 to 85,000 − 0, both open."""
    one = only(er.leniency(rules, [example("market/food/cases/food-lighter-small.yaml")]))
    assert (one.category, one.grounds) == ("lowered", ("apl.32.1",))
    assert one.saved == yuan(0, 85_000, lo_open=True, hi_open=True)


def test_a_reduction(rules: er.Ruleset) -> None:
    """290,000 by the weights; apology 30 to 50 %, so 145,000 to 203,000 beside it: from nothing to 145,000 saved."""
    one = only(er.leniency(rules, [example("guangdong/environment/cases/art14-apology.yaml")]))
    assert (one.category, one.saved) == ("lowered", yuan(0, 145_000))


def test_what_is_proposed_stands_for_the_range(rules: er.Ruleset) -> None:
    """203,000 is proposed, 290,000 without the apology: 87,000, one amount because nothing is open."""
    case = example("guangdong/environment/cases/art14-apology.yaml")
    proposed = er.leniency(rules, [case.model_copy(update={"proposed": {"fine": "203000.00"}})])
    assert only(proposed).proposed == Fraction(20_300_000)
    assert only(proposed).saved == yuan(87_000, 87_000)


def test_what_is_proposed_outside_of_the_range_is_not_counted(rules: er.Ruleset) -> None:
    case = example("guangdong/environment/cases/art14-apology.yaml")
    beyond = er.leniency(rules, [case.model_copy(update={"proposed": {"fine": "290000.01"}})])
    assert (only(beyond).proposed, only(beyond).saved) == (None, yuan(0, 145_000))


def test_to_spare_where_one_may_begins_at_nothing(rules: er.Ruleset) -> None:
    one = only(er.leniency(rules, [example("jiangmen/lists/cases/jm-39-day-before.yaml")]))
    assert one.category == "may_spare"
    assert one.saved == yuan(0, 20_000, hi_open=True)


def test_an_open_fact_is_told_and_counts_as_a_bound(rules: er.Ruleset) -> None:
    found = er.leniency(rules, [example("jiangmen/lists/cases/jm-16-search-short.yaml")])
    assert only(found).category == "open"
    assert only(found).open == ("近二年已被查处次数",)
    assert only(found).saved == yuan(0, 1_000_000)
    assert found.total.bounds == 1


def test_a_case_without_favour_is_unchanged_and_not_in_the_sum(rules: er.Ruleset) -> None:
    found = er.leniency(rules, [example("market/food/cases/food-prior-exactly-2-years.yaml")])
    assert (only(found).category, found.total.told, found.total.saved) == ("unchanged", 0, yuan(0, 0))


def test_minority_is_no_leniency(rules: er.Ruleset) -> None:
    """Nobody under fourteen is penalised (APL 30): a rule of capacity, which is never left out, nor can it be named."""
    with pytest.raises(er.InvalidInput, match="ER695"):
        er.leniency(rules, [], named=["apl.30.1"])


def test_what_cannot_be_decided_is_told_and_the_others_go_on(rules: er.Ruleset) -> None:
    found = er.leniency(rules, [{"matter": "no.such"}, example(CHOSEN[0]), "nosuch.yaml"])
    assert [(one.name, one.report.errors[0].code) for one in found.unusable] == [
        ("#1", "ER601"),
        ("nosuch.yaml", "ER101"),
    ]
    assert (found.cases, found.total.units) == (3, 1)


def test_a_base_that_is_not_known_is_told_and_not_counted(rules: er.Ruleset) -> None:
    """Found to be minor, so spared; without that the fine is a multiple of a value that nobody gave."""
    case = example("market/food/cases/food-first-minor.yaml")
    facts: dict[Any, Any] = {k: v for k, v in case.facts.items() if k != "货值金额"}
    facts["违法行为轻微"] = er.Case(case="c", acts=[], facts={"x": True}).facts["x"]
    found = er.leniency(rules, [case.model_copy(update={"facts": facts})])
    assert only(found).category == "spared"
    assert only(found).saved is None
    assert "货值金额" in only(found).open
    assert (found.total.untold, found.total.told) == (1, 0)


def test_kinds_that_are_none(rules: er.Ruleset) -> None:
    with pytest.raises(er.InvalidInput, match="ER251"):
        er.leniency(rules, [], without=["list"])  # type: ignore[list-item]


@settings(deadline=None, max_examples=15)
@given(st.lists(st.sampled_from(CHOSEN), max_size=5), st.sets(st.sampled_from(DEFAULT_FAVOURS)))
def test_sums_are_the_sums_of_their_parts(names: list[str], kinds: set[Any]) -> None:
    """In any order and number; nothing is saved where nothing is left out; never less than nothing."""
    found = er.leniency(RULES, [example(name) for name in names], without=kinds)
    saved = [one.saved for one in found.units if one.saved is not None]
    assert found.total.saved.lo == sum(one.lo or 0 for one in saved)
    assert found.total.saved.hi == sum(one.hi or 0 for one in saved)
    assert sum(one.units for _, one in found.by_matter) == found.total.units == sum(found.total.by.values())
    assert all((one.lo or 0) >= 0 for one in saved)
    assert kinds or found.total.by["unchanged"] == found.total.units


def test_said(rules: er.Ruleset) -> None:
    found = er.leniency(rules, [example(name) for name in CHOSEN])
    zh, en = er.explain(found), er.explain(found, "en")
    assert "至少10万元，至多100万元" in zh
    assert "可以不予处罚是机关的权力" in zh
    assert "at least 100,000 yuan, at most 1,000,000 yuan" in en
    assert "{" not in zh + en
