"""Fines as statutes phrase them, on facts at and around each boundary; every figure worked by hand, in 元."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import HEAD, case_for, program_of

from enforcerules.decide import completions
from enforcerules.model.amounts import greatest_minimum, range_over
from enforcerules.model.program import Amount
from enforcerules.model.region import Interval
from enforcerules.pipeline import decide

FACTS = {
    "goods": {"label": "货值金额", "type": "money"},
    "face": {"label": "票面金额", "type": "money"},
    "area": {"label": "破坏湿地面积", "type": "decimal", "scale": "2", "unit": "平方米"},
    "persons": {"label": "介绍人数", "type": "integer", "unit": "人"},
    "original": {"label": "原处罚数额", "type": "money"},
    "days": {"label": "持续日数", "type": "integer", "unit": "日"},
}
DERIVED = {"daily": {"label": "按日连续处罚数额", "times": ["original", "days"]}}


def matter(*penalties: dict[str, object], **more: object) -> dict[str, object]:
    return {
        **HEAD,
        "ruleset": "t.amounts",
        "facts": FACTS,
        "derived": DERIVED,
        "matters": [
            {
                "id": "试法#一-1",
                "title": "一",
                "elements": "alleged",
                "penalised_by": "试法 第一条",
                "penalties": list(penalties),
                **more,
            }
        ],
    }


def fines(program, facts, **more):
    outcome = decide(program, case_for("试法#一-1", facts, phase="concluded", **more)).outcomes[0]
    return [m for m in outcome.measures if m.kind == "fine"]


def yuan(span):
    return None if span is None else tuple(None if x is None else x / 100 for x in (span.lo, span.hi))


HAND = [
    # 医师法 54(3) in kind: two to five times, a base below 10,000 counts as 10,000: 2 x 10,000 = 20,000.
    ("货值金额2倍以上5倍以下，不足1万元的按1万元计算", {"goods": "0"}, ("20000", "50000")),
    ("货值金额2倍以上5倍以下，不足1万元的按1万元计算", {"goods": "9999.99"}, ("20000", "50000")),
    ("货值金额2倍以上5倍以下，不足1万元的按1万元计算", {"goods": "10000.01"}, ("20000.02", "50000.05")),
    # 出境入境管理法 80(2) in kind: 5,000 for each person, in total at most 50,000: ten persons reach it.
    ("介绍人数每人5000元，总额不超过5万元", {"persons": 1}, ("5000", "5000")),
    ("介绍人数每人5000元，总额不超过5万元", {"persons": 10}, ("50000", "50000")),
    ("介绍人数每人5000元，总额不超过5万元", {"persons": 11}, ("50000", "50000")),
    # 票据管理实施办法 31 in kind: 5 % of the face, but not below 1,000; the floor is reached at 20,000.
    ("票面金额5%，不低于1000元", {"face": "19999.80"}, ("1000", "1000")),
    ("票面金额5%，不低于1000元", {"face": "20000.20"}, ("1000.01", "1000.01")),
    # 湿地保护法 54 in kind, 12.5 square metres: the text does not round a part of one, and neither does the engine.
    ("破坏湿地面积每平方米500元以上5000元以下", {"area": "12.5"}, ("6250", "62500")),
    ("破坏湿地面积每平方米500元以上5000元以下", {"area": "0"}, ("0", "0")),
    ("破坏湿地面积每平方米2元以下", {"area": "100"}, (None, "200")),
    # 环境保护法 59 in kind: the original fine for every day.
    ("按日连续处罚数额1倍", {"original": "33333.33", "days": 3}, ("99999.99", "99999.99")),
    # percentage as the minimum, multiple as the maximum (药品管理法 118 in kind)
    ("货值金额30%以上3倍以下", {"goods": "87654.30"}, ("26296.29", "262962.90")),
    ("货值金额5‰以上10‰以下", {"goods": "2"}, ("0.01", "0.02")),
]


@pytest.mark.parametrize(("text", "facts", "expected"), HAND)
def test_amounts_by_hand(text: str, facts: dict[str, object], expected: tuple[str | None, str]) -> None:
    (fine,) = fines(program_of(matter({"fine": {"shall": text}})), facts)
    assert yuan(fine.statutory) == tuple(None if x is None else Fraction(x) for x in expected)
    assert "statutory" not in fine.open


def test_an_unknown_base_below_its_floor_is_settled() -> None:
    """Two bases that count alike leave nothing open; one that may be above the floor does."""
    program = program_of(matter({"fine": {"shall": "货值金额2倍以上5倍以下，不足1万元的按1万元计算"}}))
    (fine,) = fines(program, {})
    assert yuan(fine.statutory) == (20000, None)
    assert "statutory" in fine.open


def test_a_limb_that_may_hold_is_bounded_by_what_it_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where too much is open to work through: below 10,000 it is 50,000 to 100,000, from there ten times, 100,000 at least."""
    monkeypatch.setattr(completions, "COMBINATIONS", 1)
    limbs = [
        {"when": "货值金额不足1万元", "fine": {"shall": "5万元以上10万元以下"}},
        {"when": "非 货值金额不足1万元 且 货值金额不足5万元", "fine": {"shall": "货值金额10倍以上20倍以下"}},
        {"when": "货值金额5万元以上", "fine": {"may": "货值金额30倍以下"}},
    ]
    program = program_of(matter({"limbs": limbs}))
    outcome = decide(program, case_for("试法#一-1", {})).outcomes[0]
    assert outcome.outer_bound
    # 20 times what is below 50,000 stays below 1,000,000
    assert [yuan(m.statutory) for m in outcome.measures] == [(50_000, 100_000), (100_000, 1_000_000), (None, None)]
    assert [m.holds for m in outcome.measures] == [None, None, None]


def test_amounts_left_open_and_by_reference() -> None:
    program = program_of(matter({"fine": {"may": "数额未规定"}}, {"fine": {"shall": "依照《试规》第八十五条"}}))
    open_, referred = fines(program, {})
    assert (open_.statutory, open_.refers, open_.modality, open_.holds) == (None, None, "may", True)
    assert referred.refers is not None
    assert (referred.statutory, referred.refers.text) == (None, "《试规》第八十五条")


def test_whom_a_provision_addresses() -> None:
    """A party meets what addresses it; a case that names no party is shown what every addressee meets."""
    targets = ["violator", "unit", "individual", "responsible_persons", "principal", "crew", "other"]
    program = program_of(matter(*({"license_revoke": "shall", "target": t} for t in targets)))

    def met(**party):
        case = {"matter": "试法#一-1", "phase": "concluded", **({"party": party} if party else {})}
        from enforcerules.load.cases import case_of

        made, report = case_of(case)
        assert made is not None, report
        return [m.target for m in decide(program, made).outcomes[0].measures]

    assert met() == targets
    assert met(kind="unit") == ["violator", "unit"]
    assert met(kind="individual") == ["violator", "individual"]
    assert met(kind="responsible_person") == ["responsible_persons", "principal"]
    assert met(kind="responsible_person", role="principal") == ["principal"]
    assert met(kind="individual", role="crew") == ["crew"]


def test_a_fact_bears_the_name_of_the_provision() -> None:
    document = matter({"fine": {"shall": "骗取金额2倍以下"}}, terms={"goods": "骗取金额"})
    program = program_of(document)
    assert yuan(fines(program, {"骗取金额": "100"})[0].statutory) == (None, 200)
    assert yuan(fines(program, {"货值金额": "100"})[0].statutory) == (None, 200)
    assert yuan(fines(program, {"goods": "100"})[0].statutory) == (None, 200)


sums = st.integers(0, 10**8).map(Fraction)


@st.composite
def amounts(draw: st.DrawFn) -> Amount:
    lo, more = draw(st.none() | st.integers(0, 50).map(Fraction)), draw(st.integers(0, 50))
    return Amount(
        base="x",
        lo=lo,
        hi=(lo or Fraction(0)) + more,
        base_floor=draw(st.none() | sums),
        floor=draw(st.none() | sums),
        cap=draw(st.none() | sums.map(lambda n: n + 10**8)),
    )


@settings(max_examples=400, deadline=None)
@given(amount=amounts(), a=sums, b=sums)
def test_a_larger_base_never_lowers_the_range(amount: Amount, a: Fraction, b: Fraction) -> None:
    """x <= y implies min(x) <= min(y) and max(x) <= max(y), whatever floors and caps say."""
    low, high = (range_over(amount, Interval(end, end)) for end in sorted((a, b)))
    assert (low.lo or 0) <= (high.lo or 0)
    assert low.hi is not None
    assert high.hi is not None
    assert low.hi <= high.hi
    assert (low.lo or 0) <= low.hi


@settings(max_examples=400, deadline=None)
@given(amount=amounts(), a=sums, b=sums, t=st.integers(0, 8))
def test_the_range_over_an_interval_holds_every_base_in_it(amount: Amount, a: Fraction, b: Fraction, t: int) -> None:
    """range([a, b]) is the hull of range(x) for x in [a, b]; its minimum is least at a, greatest at b."""
    a, b = sorted((a, b))
    over = range_over(amount, Interval(a, b))
    one = range_over(amount, Interval(x := a + (b - a) * Fraction(t, 8), x))
    assert (over.lo or 0) <= (one.lo or 0)
    assert over.hi is not None
    assert one.hi is not None
    assert one.hi <= over.hi
    most = greatest_minimum(amount, Interval(a, b))
    assert one.lo is None or (most is not None and one.lo <= most)


OTHER_FORM = {
    "id": "table",
    "refines": "试法#一-1/fine",
    "basis": "试法 第一条",
    "hit": "heaviest",
    "rows": [
        {"id": "least", "when": "货值金额1000元以上", "amount": "2500元", "statute": "minimum"},
        {"id": "rest", "otherwise": "true", "amount": "货值金额3倍以上5倍以下"},
    ],
}


def test_a_row_for_another_form_of_the_statute_keeps_no_other_row_from_holding():
    """法定幅度两端都有，“minimum”一行不适用，其余的一行适用：1200元的3倍至5倍为3600元至6000元，以法定5000元为限。"""
    rules = {**matter({"fine": {"shall": "1000元以上5000元以下"}}), "benchmarks": [OTHER_FORM]}
    program = program_of(rules)
    outcome = decide(program, case_for("试法#一-1", {"goods": "1200"}, phase="concluded")).outcomes[0]
    assert {r.rule: r.holds for r in outcome.reasons if r.rule.startswith("table/")} == {"table/rest": True}
    (fine,) = [m for m in outcome.measures if m.kind == "fine"]
    assert [(one.level, yuan(one.range)) for one in fine.levels] == [("ordinary", (3600, 5000))]
