"""The published cases: each result lies in what the rules permit, or the difference is a finding about the case.

The figures in `examples/published/published.yaml` are worked out by hand from the articles (see `why` there); none is copied
from what the rules say.
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest
import yaml

from enforcerules.testing.difference import same

ROOT = Path(__file__).parents[1]
PLACE = ROOT / "examples" / "published"
LISTED = yaml.safe_load((PLACE / "published.yaml").read_text(encoding="utf-8"))["cases"]
HELD = [(one, number) for one in LISTED for number in range(len(one.get("outcomes", ())))]
NAMES = [f"{one['id']}-{number}" for one, number in HELD]
SPARING = {"no_penalty_shall", "no_penalty_may"}


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("published_cases", ROOT / "scripts" / "published_cases.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def asked(script, one, outcome, **more):
    """The answer on the facts of the case, with what the decision found and more."""
    case, imposed = script.facts_of(one, outcome)
    return script.answer(
        script.decided(case, {**outcome.get("given", {}), **more}), outcome.get("party"), imposed
    ), imposed


def agree(where, text, span):
    assert not list(same(where, text, span)), (where, text, span)


@pytest.mark.parametrize(("one", "number"), HELD, ids=NAMES)
def test_what_is_permitted_and_where_the_result_lies(script, one, number):
    outcome = one["outcomes"][number]
    found, imposed = asked(script, one, outcome)
    if "statutory" in outcome:
        agree("statutory", outcome["statutory"], found.statutory)
    if "permits" in outcome:
        agree("permits", outcome["permits"], found.permits)
        assert found.lies == outcome["lies"]
    if one["verdict"] == "permitted" and imposed is not None:
        # in the statute as well: not only because a level of mitigation is open
        assert found.statutory.has(int(imposed) * 100)
    for also in outcome.get("also", ()):
        narrower, _ = asked(script, one, outcome, **also["given"])
        agree(str(also["given"]), also["permits"], narrower.permits)
        assert narrower.lies == also["lies"]


@pytest.mark.parametrize("one", [one for one in LISTED if one.get("spared")], ids=lambda one: one["id"])
def test_sparing_is_permitted_and_turns_on_what_is_said(script, one):
    (outcome,) = one["outcomes"]
    found, imposed = asked(script, one, outcome)
    assert imposed is None
    assert found.candidates & SPARING
    without, _ = asked(script, one, outcome, **one["unless"])
    # of a natural person whose age is not known it stays open whether he was fourteen (行政处罚法 第三十条)
    assert not without.candidates & ({"no_penalty_may"} if "mitigated" in without.levels else SPARING)


@pytest.mark.parametrize(
    ("one", "number"), [(o, n) for o, n in HELD if "times" in o["outcomes"][n]], ids=lambda value: str(value)[:16]
)
def test_several_acts_or_persons_together_explain_the_sum(script, one, number):
    outcome = one["outcomes"][number]
    together = script.several(one, outcome)
    agree("times", outcome["times"]["permits"], together)
    assert together.has(int(outcome["imposed"]) * 100)


@pytest.mark.parametrize("one", LISTED, ids=lambda one: one["id"])
def test_every_case_has_a_verdict_that_follows_from_where_it_lies(one):
    lies = {outcome.get("lies") for outcome in one.get("outcomes", ())} - {None}
    assert one["why"]
    if one["verdict"] == "left_out":
        assert "outcomes" not in one
        assert "finding" not in one
    elif one["verdict"] == "explained":
        assert one["finding"]
        # a decision that a court revoked was not held against the rules
        assert lies & {"below", "above"} or one["finding"] == "法院撤销"
    else:
        assert one.get("spared") or lies == {"within"}
        assert "finding" not in one


def test_the_published_rows_are_all_used(script):
    used = {outcome.get("row", one["id"]) for one, n in HELD if "case" not in (outcome := one["outcomes"][n])}
    # en-06 stands in a case file: its persons are fined under a provision of their own
    assert set(script.rows()) - used == {"en-06"}
    files = {outcome["case"] for one, n in HELD if "case" in (outcome := one["outcomes"][n])}
    assert files == {path.stem for path in (PLACE / "files").iterdir()}


def test_the_totals():
    """Counted by hand: 51 held against the rules, one revoked, 22 left out."""
    assert len(LISTED) == 74
    assert len({one["id"] for one in LISTED}) == 74
    verdicts = [one["verdict"] for one in LISTED]
    assert (verdicts.count("permitted"), verdicts.count("explained"), verdicts.count("left_out")) == (41, 11, 22)
    assert sum(1 for one in LISTED if "outcomes" in one) == 51


def test_the_page_is_fresh(script):
    assert (ROOT / "docs" / "published-cases.md").read_text(encoding="utf-8") == script.page()
