"""Decisions with open facts, watched: what may be shared by all cases with the same open facts, and what may not."""

import pytest
from strategies import HEAD, case_for, program_of

from enforcerules.kernel.context import days_of
from enforcerules.kernel.opened import decided
from enforcerules.kernel.verdict import result_of
from enforcerules.pipeline import decide

BASIS = "试法 第一条"
MONEY = {"type": "money", "basis": BASIS}


def ruleset(facts, derived, penalties, circumstances):
    return program_of(
        {
            **HEAD,
            "ruleset": "t",
            "title": {"zh": "试验", "en": "trial"},
            "facts": facts,
            **({"derived": {name: {"basis": BASIS, **one} for name, one in derived.items()}} if derived else {}),
            "matters": [
                {
                    "id": "m.one",
                    "title": {"zh": "甲", "en": "one"},
                    "penalised_by": "试法 第五条",
                    "penalties": penalties,
                }
            ],
            "circumstances": [
                {"id": f"k.{n}", "when": when, "then": {"open": ["heavier"]}, "strength": "shall", "basis": BASIS}
                for n, when in enumerate(circumstances)
            ],
        }
    )


def both(program, facts, phase="concluded"):
    """A case as it is watched, and as the reference decides it: result, and the facts that are asked for."""
    case = case_for("m.one", facts, phase=phase)
    (outcome,) = decide(program, case).outcomes
    opened = decided(days_of(program, case).act)
    return opened, result_of(outcome), tuple(one.fact for one in outcome.questions)


AMOUNTS = ruleset(
    {
        "goods": {"label": "货值金额", **MONEY},
        "gains": {"label": "违法所得", **MONEY},
        "costs": {"label": "成本", **MONEY},
    },
    {
        "most": {"label": "较高", "max": ["goods", "gains"]},
        "twice": {"label": "两倍", "sum": ["most", "most"]},
        "rest": {"label": "余额", "minus": ["twice", "costs"]},
    },
    [
        {
            "limbs": [
                {"when": "货值金额不足1万元", "fine": {"shall": "1000元以上5000元以下"}},
                {"when": "货值金额1万元以上", "fine": {"shall": "较高1.5倍以上3倍以下"}},
            ]
        }
    ],
    ["余额4万元以上"],
)


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"goods": "12000.00"},
        {"gains": "12000.00"},
        {"costs": "1.00"},
        {"goods": "12000.00", "gains": "8000.00"},
        {"goods": "9999.99", "gains": "8000.00"},
        {"goods": "12000.00", "costs": "1.00"},
        {"goods": "12000.00", "gains": "30000.00", "costs": "1.00"},
    ],
    ids=lambda facts: "+".join(facts) or "nothing",
)
def test_figures_of_open_figures_are_those_of_the_reference_or_left_to_it(facts):
    """Sums of sums of which all, some or none of the bases are known: alike, or nothing is said."""
    opened, wanted, asked = both(AMOUNTS, facts)
    if opened.leaf is not None and not opened.leaf.sums:
        assert (opened.leaf.result, opened.undetermined) == (wanted, asked)
    assert opened.leaf is not None or 0 < len(facts) < len(AMOUNTS.rulesets["t"].facts)


def test_a_figure_of_which_a_part_is_known_is_left_to_the_reference():
    """The greater of 12,000元 and an amount that is not known is at least 12,000元: that depends on what is known."""
    opened, _, _ = both(AMOUNTS, {"goods": "12000.00"})
    assert opened.leaf is None
    assert opened.undetermined == ()
    assert opened.forks or opened.looked_at


def truths(number):
    """As many truths, each of which opens the heavier level: 2 to the power of their number cells when none is known."""
    facts = {f"b{n}": {"label": f"第{n}项", "type": "boolean", "basis": BASIS} for n in range(number)}
    circumstances = [f"第{n}项" for n in range(number)]
    return ruleset(facts, {}, [{"fine": {"shall": "1000元以上5000元以下"}}], circumstances)


@pytest.mark.parametrize("number", [9, 10, 13])
def test_so_many_cells_are_not_watched(number):
    """512 cells at most: nine truths are that, ten are 1,024, thirteen are more than the reference itself works through."""
    opened, wanted, asked = both(truths(number), {}, "investigating")
    if number == 9:
        assert (opened.leaf.result, opened.undetermined) == (wanted, asked)
    else:
        assert opened.leaf is None
