"""Formulas of benchmarks: within the statute, never above its maximum, monotone, exact at the boundaries as printed.

Every formula is worked out a second time here, in a few lines from what a table says; 元 are whole here and 分 in the engine.
"""

from fractions import Fraction
from functools import cache
from math import ceil, floor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import HEAD, case_for, program_of

from enforcerules.model.decision import MoneyRange
from enforcerules.pipeline import decide

LO, HI = 10_000, 110_000
FEN = 100
AMOUNTS = {
    "range": "1万元以上11万元以下",
    "maximum": "11万元以下",
    "minimum": "1万元以上",
    "times": "基数2倍以上10倍以下",
}
FACTS = {
    "b1": {"label": "甲情形", "type": "boolean"},
    "n": {"label": "次数", "type": "integer", "unit": "次", "direction": "heavier"},
    "k": {"label": "种数", "type": "integer", "unit": "种", "direction": "heavier"},
    "x": {"label": "倍数", "type": "decimal", "scale": 2, "unit": "倍", "direction": "heavier"},
    "base": {"label": "基数", "type": "money", "direction": "heavier"},
    "mild": {"label": "宽宥情形", "type": "boolean", "ask": "if_raised"},
    "urgent": {"label": "应急情形", "type": "boolean", "ask": "if_raised"},
    "sorry": {"label": "道歉情形", "type": "boolean", "ask": "if_raised"},
}
some = settings(max_examples=60, deadline=None)


@cache
def program(table, *, form="range", reads="included", reduce="may", derived=""):
    """One matter with a fine of the form, and one table, given as text."""
    document = {
        **HEAD,
        "ruleset": "home",
        "facts": FACTS,
        "matters": [{"id": "m.one", "title": {"zh": "一"}, "elements": "甲情形", "penalised_by": "试法 第一条", "penalties": [{"fine": {"shall": AMOUNTS[form]}}]}],
        "circumstances": [
            {"id": "mild", "when": "宽宥情形", "then": {"open": ["lighter", "mitigated"]}, "strength": "shall", "basis": "试法 第二条"},
            {"id": "urgent", "when": "应急情形", "then": {"open": ["heavier"]}, "strength": "shall", "basis": "试法 第三条"},
            {"id": "sorry", "when": "道歉情形", "then": {"reduce": {"by": "[30%, 50%]"}}, "strength": reduce, "basis": "试法 第四条"},
        ],
    }  # fmt: skip
    instrument = document["instruments"]["试规"] | {"reads": {"以上": reads, "以下": reads}}
    document["instruments"] = document["instruments"] | {"试规": instrument}
    head = f"derived: {{{derived}}}\n" if derived else ""
    return program_of(
        f"{dumped(document)}{head}benchmarks:\n  - {{id: t, refines: m.one/fine, basis: 试规 第一条, {table}}}\n"
    )


def dumped(document):
    import strategies

    return strategies.dumped(document)


def fine(made, **facts):
    """The levels of the fine, in 分."""
    (one,) = decide(made, case_for("m.one", {"b1": True, **facts})).outcomes
    (measure,) = one.measures
    return {level.level: level.range for level in measure.levels}, measure.statutory, one


def span(lo, hi, *, lo_open=False, hi_open=False):
    return MoneyRange(Fraction(lo) * FEN, Fraction(hi) * FEN, lo_open, hi_open)


def within(inner, outer):
    """Whether a range of money lies within another; no minimum counts as nil."""
    return (inner.lo or 0) >= (outer.lo or 0) and (outer.hi is None or (inner.hi is not None and inner.hi <= outer.hi))


# ---- ladders ---------------------------------------------------------------------------------------------------

LADDER = (
    "hit: heaviest, rows: [{id: a, when: 倍数1倍以下, amount: 1万元以上3万元以下}, "
    "{id: b, when: 倍数1倍以上3倍以下, amount: 3万元以上6万元以下}, {id: c, when: 倍数3倍以上, amount: 6万元以上11万元以下}]"
)
TIERS = [(10_000, 30_000), (30_000, 60_000), (60_000, 110_000)]


@some
@given(st.decimals(0, 6, places=2))
@pytest.mark.parametrize("x", ["0.99", "1.00", "1.01", "2.99", "3.00", "3.01"])
def test_a_ladder_that_includes_both_ends_takes_the_heavier_at_the_boundary(x, drawn):
    for value in (x, str(drawn)):
        levels, _, _ = fine(program(LADDER), x=value)
        number = Fraction(value)
        assert levels["ordinary"] == span(*TIERS[(number >= 1) + (number >= 3)])


@pytest.mark.parametrize(
    ("x", "tier"), [("0.99", 0), ("1.00", None), ("1.01", 1), ("2.99", 1), ("3.00", None), ("3.01", 2)]
)
def test_a_ladder_that_excludes_both_ends_says_nothing_at_the_boundary(x, tier):
    levels, statutory, _ = fine(program(LADDER, reads="excluded"), x=x)
    if tier is None:
        assert levels["ordinary"] == statutory
    else:
        lo, hi = TIERS[tier]
        assert (levels["ordinary"].lo, levels["ordinary"].hi) == (lo * FEN, hi * FEN)


@some
@given(st.decimals(0, 6, places=2), st.decimals(0, 6, places=2))
def test_a_ladder_is_monotone_and_within_the_statute(one, other):
    low, high = sorted((one, other))
    (below, statutory, _), (above, _, _) = (fine(program(LADDER), x=str(x)) for x in (low, high))
    assert below["ordinary"].lo <= above["ordinary"].lo
    assert below["ordinary"].hi <= above["ordinary"].hi
    assert within(above["ordinary"], statutory)


SHIFTED = LADDER + ", order: [a, b, c], shift: [{when: 次数为2次, to: top}, {when: 次数3次以上, to: next}]"


@some
@given(st.decimals(0, 6, places=2), st.integers(0, 5))
def test_repeats_take_the_top_and_then_the_next_tier(x, n):
    levels, statutory, _ = fine(program(SHIFTED), x=str(x), n=n)
    tier = (x >= 1) + (x >= 3)
    lo, hi = TIERS[tier]
    expected = (lo, hi) if n < 2 else (hi, hi) if n == 2 or tier == 2 else TIERS[tier + 1]
    assert levels["ordinary"] == span(*expected)
    assert within(levels["ordinary"], statutory)


@some
@given(st.decimals(0, 6, places=2), st.integers(0, 5), st.integers(0, 5))
def test_more_repeats_are_never_lighter(x, one, other):
    few, many = sorted((one, other))
    below, above = (fine(program(SHIFTED), x=str(x), n=n)[0]["ordinary"] for n in (few, many))
    assert below.lo <= above.lo
    assert below.hi <= above.hi


@pytest.mark.parametrize("n", [0, 2, 3])
def test_the_rest_of_a_table_is_shifted_too(n):
    table = "rows: [{id: a, when: 种数0种以下, amount: 1万元以上3万元以下}, {id: b, otherwise: true, amount: 3万元以上6万元以下}], order: [a, b], shift: [{when: 次数为2次, to: top}, {when: 次数3次以上, to: next}]"
    found = [fine(program(table), k=k, n=n)[0]["ordinary"] for k in (0, 1)]
    expected = {
        0: [(10_000, 30_000), (30_000, 60_000)],
        2: [(30_000, 30_000), (60_000, 60_000)],
        3: [(30_000, 60_000), (60_000, 60_000)],
    }
    assert found == [span(*one) for one in expected[n]]


def test_a_repeat_that_is_not_known_leaves_the_levels_open():
    _, _, one = fine(program(SHIFTED), x="2.00", n=None)
    (measure,) = one.measures
    assert "levels" in measure.open


# ---- what the statute states -----------------------------------------------------------------------------------

MIDDLE = (
    "rounding: {to: 1元, direction: down}, rows: ["
    '{id: l, level: lighter, narrows: true, statute: range, band: "[0%, 50%)"}, {id: h, level: heavier, narrows: true, statute: range, band: "[50%, 100%]"}, '
    "{id: lm, level: lighter, narrows: true, statute: maximum, of_max: 20%}, {id: hm, level: heavier, narrows: true, statute: minimum, of_min: 500%}, "
    '{id: o, otherwise: true, statute: range, band: "[50%, 50%]"}, {id: om, otherwise: true, statute: maximum, of_max: 50%}, '
    "{id: on, otherwise: true, statute: minimum, of_min: 200%}]"
)


@pytest.mark.parametrize(
    ("form", "ordinary", "lighter", "heavier"),
    [
        ("range", span(60_000, 60_000), span(10_000, 60_000, hi_open=True), span(60_000, 110_000)),
        ("maximum", span(55_000, 55_000), span(22_000, 22_000), MoneyRange(None, Fraction(110_000) * FEN)),
        ("minimum", span(20_000, 20_000), MoneyRange(Fraction(10_000) * FEN, None), span(50_000, 50_000)),
    ],
)
def test_the_middle_is_a_point_and_one_end_alone_is_multiplied(form, ordinary, lighter, heavier):
    made = program(MIDDLE, form=form)
    assert fine(made)[0] == {"ordinary": ordinary}
    assert fine(made, mild=True)[0]["lighter"] == lighter
    assert fine(made, urgent=True)[0] == {"heavier": heavier}


@some
@given(st.integers(1, 10**7))
def test_the_middle_of_multiples_is_rounded_inward(base):
    levels, statutory, _ = fine(program(MIDDLE, form="times"), base=f"{base // 100}.{base % 100:02}")
    middle = levels["ordinary"].lo
    assert levels["ordinary"].hi == middle
    assert within(levels["ordinary"], statutory)
    assert middle == floor(Fraction(6 * base, FEN)) * FEN or middle in {
        6 * base,
        (floor(Fraction(6 * base, FEN)) + 1) * FEN,
    }


@pytest.mark.parametrize(
    ("band", "lo", "hi"),
    [("(10%, 50%]", 11_000, 55_000), ("(50%, 100%)", 55_000, 110_000), ("[0%, 5%]", 10_000, 110_000)],
)
def test_shares_of_the_maximum_lie_within_the_statute(band, lo, hi):
    levels, statutory, one = fine(program(f'rows: [{{id: a, otherwise: true, of_max: "{band}"}}]'))
    assert (levels["ordinary"].lo, levels["ordinary"].hi) == (lo * FEN, hi * FEN)
    assert within(levels["ordinary"], statutory)
    assert ("benchmark_outside_statute" in {a.kind for a in one.alerts}) == (band == "[0%, 5%]")


# ---- increments and shares -------------------------------------------------------------------------------------

STEPS = "st: {label: 档数, steps: {of: x, above: 0.5倍, each: 0.2倍, part: PART}, unit: 档}, more: {label: 加罚, times: [st, 1万元]}, all: {label: 合计, sum: [2万元, 加罚]}"


@some
@given(st.decimals(0, 6, places=2))
@pytest.mark.parametrize(("part", "whole"), [("counts", ceil), ("dropped", floor)])
def test_steps_count_or_drop_a_part(part, whole, x):
    table = "rows: [{id: a, otherwise: true, amount: 合计1倍，总额不超过7万元}]"
    levels, statutory, _ = fine(program(table, derived=STEPS.replace("PART", part)), x=str(x))
    steps = max(0, whole((Fraction(x) - Fraction(1, 2)) / Fraction(1, 5)))
    assert levels["ordinary"] == span(*[min(20_000 + 10_000 * steps, 70_000)] * 2)
    assert within(levels["ordinary"], statutory)


@some
@given(st.integers(0, 200), st.integers(0, 200))
def test_a_ratio_is_exact_at_its_boundaries(part, whole):
    table = "hit: heaviest, rows: [{id: a, when: 比例10%以下, amount: 1万元以上3万元以下}, {id: b, when: 比例10%以上, amount: 3万元以上6万元以下}]"
    levels, _, one = fine(program(table, derived="r: {label: 比例, ratio: [n, k]}"), n=part, k=whole)
    if whole == 0:
        assert "levels" in one.measures[0].open
    else:
        assert levels["ordinary"] == span(*TIERS[10 * part >= whole])


# ---- reductions ------------------------------------------------------------------------------------------------


@some
@given(st.integers(0, 100))
@pytest.mark.parametrize("strength", ["may", "shall"])
def test_a_reduction_never_leaves_the_statute_and_never_adds(strength, share):
    made = program(f'rows: [{{id: a, otherwise: true, band: "[{share}%, {share}%]"}}]', reduce=strength)
    point = LO + Fraction(share, 100) * (HI - LO)
    levels, statutory, _ = fine(made, sorry=True)
    lowered = "lighter" if strength == "may" else "ordinary"  # beside the others, or in their place
    assert levels[lowered] == span(max(LO, point / 2), max(LO, point * Fraction(7, 10)))
    assert within(levels[lowered], statutory)
    assert set(levels) == ({"lighter", "ordinary"} if strength == "may" else {"ordinary"})
    assert levels[lowered].hi <= point * FEN
    assert fine(made)[0] == {"ordinary": span(point, point)}


def test_a_reduction_beside_a_heavier_circumstance_is_a_persons():
    _, _, one = fine(program("rows: [{id: a, otherwise: true, amount: 5万元}]"), sorry=True, urgent=True)
    assert one.disposition == "needs_human"
    assert "circumstances_conflict" in {a.kind for a in one.alerts}


# ---- weights ---------------------------------------------------------------------------------------------------

WEIGHTS = (
    "rounding: {to: 1元, direction: down}, weights: {START, mode: MODE, cap: 100%, factors: [{fact: n, levels: [{when: 次数0次以下, weight: 0%}, "
    "{when: 次数为1次, weight: 2.5%}, {when: 次数2次以上, weight: 40.5%}]}, {fact: k, levels: [{when: 种数0种以下, weight: 0%}, {when: 种数1种以上, weight: 75%}]}]}"
)
POINTS = (Fraction(0), Fraction(25, 1000), Fraction(405, 1000))


@pytest.mark.parametrize("n", range(4))
@pytest.mark.parametrize("k", range(2))
def test_fractional_weights_of_the_maximum_and_between_the_ends(n, k):
    added = POINTS[min(n, 2)] + Fraction(3, 4) * k
    of_base = program(WEIGHTS.replace("START", "start: 7%, of: 11万元").replace("MODE", "of_base"))
    between = program(WEIGHTS.replace("START", "start: 0%").replace("MODE", "interpolate"))
    assert fine(of_base, n=n, k=k)[0]["ordinary"] == span(*[max(LO, HI * min(1, Fraction(7, 100) + added))] * 2)
    assert fine(between, n=n, k=k)[0]["ordinary"] == span(*[LO + (HI - LO) * min(1, added)] * 2)
