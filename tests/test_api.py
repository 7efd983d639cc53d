"""The public surface, as another system uses it."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import jsonschema
import pytest

import enforcerules as er

EXAMPLES = Path(__file__).parents[1] / "examples"
CASE = {
    "case": "shop",
    "phase": "concluded",
    "territory": "330624",
    "party": {"kind": "unit"},
    "matter": "food.expired",
    "start": "2024-03-01",
    "end": "2024-03-20",
    "dates": {"discovered": "2024-03-25", "filed": "2024-03-28", "decided": "2024-05-06"},
    "facts": {
        "经营超过保质期食品": True,
        "货值金额": "9999.99",
        "危害后果": "较重",
        "及时改正": False,
        "违法行为轻微": False,
    },
    "history": {"searched": [{"register": "r", "from": "2020-01-01", "to": "2024-03-28"}], "events": []},
}


@pytest.fixture(scope="module")
def rules() -> er.Ruleset:
    return er.load("cn")


def test_public_names_are_there_and_no_others() -> None:
    assert all(hasattr(er, name) for name in er.__all__)
    with pytest.raises(AttributeError):
        er.nothing  # noqa: B018


def test_a_mapping_is_decided_with_exact_money(rules: er.Ruleset) -> None:
    """Food Safety Law 124: goods below 10,000, so 50,000 to 100,000; ordinary is strictly between 30 % and 70 %."""
    (outcome,) = er.decide(rules, CASE).outcomes
    assert outcome.disposition == "penalise"
    (fine,) = [m for m in outcome.measures if m.kind == "fine"]
    assert fine.statutory is not None
    assert (fine.statutory.lo, fine.statutory.hi) == (5_000_000, 10_000_000)
    (level,) = fine.levels
    assert level.level == "ordinary"
    assert level.range is not None
    assert (level.range.lo, level.range.hi, level.range.lo_open, level.range.hi_open) == (
        6_500_000,
        8_500_000,
        True,
        True,
    )


def test_a_binary_fraction_is_refused(rules: er.Ruleset) -> None:
    with pytest.raises(er.InvalidInput) as caught:
        er.decide(rules, {**CASE, "facts": {"货值金额": 66.0}})
    assert caught.value.report.errors


def test_many_cases_go_on_after_a_bad_one(rules: er.Ruleset) -> None:
    first, second, third = er.decide_many(rules, [CASE, {"matter": "no.such"}, EXAMPLES / "expired-food.yaml"])
    assert isinstance(second, er.InvalidInput)
    assert isinstance(first, er.Decision)
    assert isinstance(third, er.Decision)


def test_decisions_are_equal_however_often_and_wherever_made(rules: er.Ruleset) -> None:
    """A ruleset is shared between threads; the decision does not depend on which one asked."""
    alone = er.decide(rules, CASE)
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: er.decide(rules, CASE), range(64)))
    assert all(one == alone for one in made)
    assert {er.to_json(one) for one in made} == {er.to_json(alone)}


def test_loading_again_gives_the_same_meaning(rules: er.Ruleset) -> None:
    assert er.decide(er.load("cn"), CASE).meaning == er.decide(rules, CASE).meaning


def test_the_digest_of_a_case_does_not_depend_on_labels(rules: er.Ruleset) -> None:
    """A fact given by id and the same fact given by label are the same case."""
    facts = {"goods_value" if k == "货值金额" else k: v for k, v in CASE["facts"].items()}  # type: ignore[attr-defined]
    assert er.decide(rules, {**CASE, "facts": facts}).case_digest == er.decide(rules, CASE).case_digest


def test_json_is_canonical_and_carries_no_float(rules: er.Ruleset) -> None:
    text = er.to_json(er.decide(rules, CASE))
    assert json.loads(text, parse_float=pytest.fail)["outcomes"][0]["disposition"] == "penalise"


def test_the_form_of_a_matter_accepts_what_a_case_may_say(rules: er.Ruleset) -> None:
    form = er.form(rules, "food.expired", territory="330624")
    jsonschema.Draft202012Validator.check_schema(form)
    jsonschema.validate({"goods_value": "66.00", "harm": "没有", "timely_correction": True}, form)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"goods_value": "66.001"}, form)
    assert form["properties"]["goods_value"]["title"] == "货值金额"


def test_an_unknown_matter_is_reported_with_its_place(tmp_path: Path, rules: er.Ruleset) -> None:
    case = tmp_path / "case.yaml"
    case.write_text("format: enforcerules/case/1\nmatter: food.expird\n", encoding="utf-8")
    with pytest.raises(er.InvalidInput) as caught:
        er.decide(rules, case)
    (found,) = caught.value.report.errors
    assert (found.code, found.span and found.span.line, found.span and found.span.column) == ("ER601", 2, 9)


def test_check_never_raises(tmp_path: Path) -> None:
    assert er.check(tmp_path / "missing").errors
    assert er.check("cn").ok
