"""One act under several provisions: the policies on made-up provisions of every rank, worked by hand, and laws that always hold.

The provisions stand in `tests/scenarios/concurrence`: 示例法第一条 fines 5 to 10万元, 示例法第二条 8 to 10万元, 示例条例第一条 1 to 20万元,
示例部规章第一条 2 to 3万元, 示例省条例第一条 1 to 3万元; 第三条 may fine up to 50万元; 第六条 5 to 10 times the value, 第七条 10 to 15 times.
"""

from __future__ import annotations

from itertools import permutations

import pytest
from corpus import program
from hypothesis import given, settings
from hypothesis import strategies as st

from enforcerules.load.cases import case_of
from enforcerules.pipeline import decide
from enforcerules.render.decision_json import to_json

MANUAL, AMOUNT, RANK, FOUND = "330624", "990200", "990300", "990400"
GENERAL = {"违法行为轻微": "false", "初次违法": "false", "及时改正": "false", "危害后果": "较重"}
ALL = (
    "law", "law_two", "other_law", "regulation", "province", "ministry", "may", "either", "left_open",
    "multiple", "larger_multiple", "of_income", "capped", "warning",
)  # fmt: skip


def decided(matters, territory, facts=None, phase="concluded"):
    names = [f"concur.{name}" for name in matters]
    known = {"实施示例行为": "true", **({"违反示例法第二条": "true"} if "law_two" in matters else {}), **GENERAL}
    case, report = case_of(
        {
            "case": "t",
            "phase": phase,
            "territory": territory,
            "parties": [{"id": "p1", "kind": "unit"}],
            "acts": [{"id": "a1", "matter": names, "start": "2024-03-01", "end": "2024-03-01"}],
            "dates": {"discovered": "2024-03-11", "filed": "2024-03-15", "decided": "2024-05-06"},
            "facts": {**known, **(facts or {})},
        }
    )
    assert case is not None, report
    return decide(program(), case)


def found(matters, territory, facts=None, phase="concluded"):
    """(state, prevails or options, because)."""
    (one,) = decided(matters, territory, facts, phase).concurrences
    short = lambda name: name.removeprefix("concur.")  # noqa: E731
    who = short(one.prevails) if one.prevails else tuple(sorted(map(short, one.options)))
    return one.state, who, one.because


HAND = [
    # by amount: 20万 is above 10万, though the law stands above the regulation and its minimum is higher
    (("law", "regulation"), AMOUNT, {}, ("settled", "regulation", ("maximum",))),
    # the same maximum of 10万: 8万 is above 5万
    (("law", "law_two"), AMOUNT, {}, ("settled", "law_two", ("minimum",))),
    # the same range: a person
    (("law", "other_law"), AMOUNT, {}, ("person", ("law", "other_law"), ("equal",))),
    # the larger maximum of three, then equality of the first two only
    (("law", "other_law", "regulation"), AMOUNT, {}, ("settled", "regulation", ("maximum",))),
    (("law", "other_law", "ministry"), AMOUNT, {}, ("person", ("law", "other_law"), ("equal",))),
    # an optional fine of up to 50万 is not one that shall be imposed
    (("law", "may"), AMOUNT, {}, ("person", ("law", "may"), ("optional",))),
    (("law", "may"), RANK, {}, ("settled", "may", ("maximum",))),
    # warning or fine: the fine is not one that shall be imposed
    (("law", "either"), AMOUNT, {}, ("person", ("either", "law"), ("optional",))),
    # an amount that the text leaves open cannot be compared, but a rank can
    (("law", "left_open"), AMOUNT, {}, ("person", ("law", "left_open"), ("amount_left_open",))),
    (("regulation", "left_open"), RANK, {}, ("settled", "left_open", ("rank",))),
    (("law", "left_open"), RANK, {}, ("person", ("law", "left_open"), ("amount_left_open",))),
    # by rank: the law above the regulation; among laws by amount
    (("law", "regulation"), RANK, {}, ("settled", "law", ("rank",))),
    (("law", "law_two", "regulation"), RANK, {}, ("settled", "law_two", ("minimum",))),
    (("regulation", "ministry", "province"), RANK, {}, ("settled", "regulation", ("rank",))),
    # a local regulation and a ministry rule: the rule does not order them
    (("ministry", "province"), RANK, {}, ("person", ("ministry", "province"), ("ranks_not_comparable",))),
    # without a declared policy a person chooses, whatever the amounts are
    (("law", "regulation"), MANUAL, {}, ("person", ("law", "regulation"), ("manual",))),
    # multiples in 元 on the value of the case, at the crossing of ten times the value with 10万: 1万元, where the
    # minimum of five times, 5万, is the same as well
    (("law", "multiple"), AMOUNT, {"示例货值": "9999.99"}, ("settled", "law", ("maximum",))),
    (("law", "multiple"), AMOUNT, {"示例货值": "10000.00"}, ("person", ("law", "multiple"), ("equal",))),
    (("law", "multiple"), AMOUNT, {"示例货值": "10000.01"}, ("settled", "multiple", ("maximum",))),
    # 20 times the value, never above 8万, stays below 10万 at any value
    (("law", "capped"), AMOUNT, {"示例货值": "1000000.00"}, ("settled", "law", ("maximum",))),
]


@pytest.mark.parametrize(("matters", "territory", "facts", "expected"), HAND)
def test_worked_by_hand(matters, territory, facts, expected):
    assert found(matters, territory, facts) == expected


OPEN = [
    # whatever the value is, fifteen times it is more than ten times; at nil there is no fine at all
    (("multiple", "larger_multiple"), {}, ("settled", "larger_multiple", ("maximum",))),
    # the cap keeps the fine below 10万: the value cannot change the answer
    (("law", "capped"), {}, ("settled", "law", ("maximum",))),
    # ten times an unknown value may be above 10万 or below, or equal to it
    (("law", "multiple"), {}, ("open", ("law", "multiple"), ("only", "maximum", "equal"))),
    # two bases, neither known: where ten times the value is five times the income, five times the value is more than
    # the income; where one is nil there is only the other
    (("multiple", "of_income"), {}, ("open", ("multiple", "of_income"), ("only", "maximum", "minimum"))),
    # the income is known, the value is not: 5 x 2万 = 10万 = 10 x 1万, and then the minimum of 5 x 1万 is above 2万
    (
        ("multiple", "of_income"),
        {"示例收入": "20000.00"},
        ("open", ("multiple", "of_income"), ("only", "maximum", "minimum")),
    ),
]


@pytest.mark.parametrize(("matters", "facts", "expected"), OPEN)
def test_an_answer_only_if_the_unknown_cannot_change_it(matters, facts, expected):
    assert found(matters, AMOUNT, facts, phase="investigating") == expected


def test_the_question_is_the_base():
    (one,) = decided(("law", "multiple"), AMOUNT, phase="investigating").concurrences
    assert one.asks == ("value",)
    (one,) = decided(("multiple", "of_income"), AMOUNT, {"示例收入": "20000.00"}, phase="investigating").concurrences
    assert one.asks == ("value",)


def test_a_policy_that_depends_on_a_finding():
    """Found: by amount. Not found: no rule says anything. Unknown: it turns on the finding."""
    assert found(("law", "regulation"), FOUND, {"示例比较办法适用": "true"}) == ("settled", "regulation", ("maximum",))
    assert found(("law", "regulation"), FOUND) == ("person", ("law", "regulation"), ("no_policy",))
    made = decided(("law", "regulation"), FOUND, {"示例比较办法适用": {"status": "unknown"}}, phase="investigating")
    (one,) = made.concurrences
    assert (one.state, one.asks, one.because) == ("open", ("weighing",), ("maximum", "no_policy"))
    assert {o.disposition for o in made.outcomes} == {"undetermined"}


def test_provisions_under_different_policies_are_a_persons():
    """示例部规章 has a rule of its own beside the one for all: the two do not agree."""
    expected = ("person", ("law", "ministry"), ("policies_differ",))
    assert found(("law", "ministry"), FOUND, {"示例比较办法适用": "true"}) == expected


def test_a_provision_without_a_fine_does_not_concur():
    assert decided(("law", "warning"), AMOUNT).concurrences == ()


def test_other_kinds_stay():
    made = decided(("law", "regulation"), AMOUNT)
    (one,) = made.concurrences
    assert {r.matter: r.stay for r in one.rivals} == {
        "concur.law": ("confiscate_gains",),
        "concur.regulation": ("license_revoke",),
    }
    law = next(o for o in made.outcomes if o.matter == "concur.law")
    assert [(m.kind, m.gave_way) for m in law.measures] == [("fine", "concur.regulation"), ("confiscate_gains", None)]
    assert {o.disposition for o in made.outcomes} == {"penalise"}


# ---- laws ------------------------------------------------------------------------------------------------------

several = st.lists(st.sampled_from(ALL), min_size=2, max_size=4, unique=True)
money = st.integers(0, 30_000_000).map(lambda fen: f"{fen // 100}.{fen % 100:02}")


@st.composite
def concurring(draw):
    """(matters, territory, facts, phase): bases known or not."""
    facts = {}
    for name in ("示例货值", "示例收入"):
        if draw(st.booleans()):
            facts[name] = draw(money)
    matters, territory = draw(several), draw(st.sampled_from((MANUAL, AMOUNT, RANK, FOUND)))
    return matters, territory, facts, draw(st.sampled_from(("investigating", "concluded")))


@settings(max_examples=60, deadline=None)
@given(concurring())
def test_at_most_one_fine_survives(given_):
    """One act and party: one provision's fine is left once it is settled, and before that no outcome is final."""
    made = decided(*given_)
    for one in made.concurrences:
        mine = [o for o in made.outcomes if (o.act, o.party) == (one.act, one.party)]
        left = {o.matter for o in mine for m in o.measures if m.kind == "fine" and m.gave_way is None}
        rivals = {r.matter for r in one.rivals}
        if one.state == "settled":
            assert left & rivals == {one.prevails}
        else:
            assert all(o.disposition != "penalise" for o in mine if o.matter in one.options)
            assert all(m.gave_way is None for o in mine for m in o.measures)


@settings(max_examples=30, deadline=None)
@given(concurring())
def test_the_order_of_matters_does_not_matter(given_):
    matters, *rest = given_
    first = to_json(decided(matters, *rest))
    for order in list(permutations(matters))[:4]:
        assert to_json(decided(order, *rest)) == first


@settings(max_examples=60, deadline=None)
@given(several, money, money)
def test_by_amount_the_greatest_maximum_prevails(matters, value, income):
    """Then the greatest minimum; nothing prevails over its equal."""
    made = decided(matters, AMOUNT, {"示例货值": value, "示例收入": income})
    for one in made.concurrences:
        if one.state != "settled":
            continue
        keys = {r.matter: (r.statutory.hi, r.statutory.lo or 0) for r in one.rivals if r.statutory is not None}
        others = [key for matter, key in keys.items() if matter != one.prevails]
        if one.prevails not in keys:  # its amount is left to other rules: nothing else may call for a fine
            assert all(hi == 0 for hi, _ in others)
            continue
        assert all(keys[one.prevails] > key for key in others)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(("law", "law_two", "multiple", "larger_multiple", "of_income", "capped", "regulation")),
                min_size=2, max_size=3, unique=True), money, money)  # fmt: skip
def test_what_is_settled_with_unknown_bases_is_so_with_every_known_one(matters, value, income):
    """Knowing less may leave the answer open and never gives another one."""
    open_ = decided(matters, AMOUNT, phase="investigating").concurrences
    known = decided(matters, AMOUNT, {"示例货值": value, "示例收入": income}, phase="investigating").concurrences
    for less, more in zip(open_, known, strict=True):
        if less.state == "settled":
            assert (more.state, more.prevails) == ("settled", less.prevails)
        else:
            assert more.prevails is None or more.prevails in less.options
