"""Amounts against the formulas of the catalogue by hand: F1 thirty-percent bands, F4 weights, F5 interpolation; in 分, exact."""

from fractions import Fraction
from types import SimpleNamespace

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from strategies import HEAD, case_for, program_of

from enforcerules.decide.amounts import base_range, within
from enforcerules.decide.rows import row_range
from enforcerules.model.decision import MoneyRange, hull
from enforcerules.model.edition import CURRENT
from enforcerules.model.program import Band, Rounding, Row
from enforcerules.model.sums import rounded, rounded_inside
from enforcerules.pipeline import decide

KNOWN = SimpleNamespace(edition=CURRENT)

sums = st.integers(0, 10**9).map(Fraction)
shares = st.integers(0, 100).map(lambda n: Fraction(n, 100))
many = settings(max_examples=300, deadline=None)
some = settings(max_examples=60, deadline=None)


@st.composite
def spans(draw, *, floor=None):
    lo = draw(st.none() | sums) if floor is None else draw(sums)
    hi = (lo or 0) + draw(sums)
    opens = lo != hi and hi > 0
    return MoneyRange(lo, Fraction(hi), draw(st.booleans()) and opens and lo is not None, draw(st.booleans()) and opens)


roundings = st.builds(Rounding, st.sampled_from([1, 100, 1000, 10_000]), st.sampled_from(["down", "up", "half_up"]))


# ---- ranges ----------------------------------------------------------------------------------------------------


def inside(one, amount):
    lo = one.lo or 0
    return (amount > lo or (amount == lo and not one.lo_open)) and (
        amount < one.hi or (amount == one.hi and not one.hi_open)
    )


@many
@given(spans(), spans(), st.lists(sums, min_size=1, max_size=8))
def test_meet_and_hull_of_ranges(a, b, amounts):
    """An amount lies in the meet exactly if in both; the hull holds both and its ends are ends of theirs."""
    tried = [*amounts, *(x for r in (a, b) for x in (r.lo, r.hi) if x is not None)]
    both, around = a.meet(b), hull([a, b])
    for amount in tried:
        assert both.has(amount) == (inside(a, amount) and inside(b, amount))
        assert a.has(amount) == inside(a, amount)
        assert around.has(amount) or not (inside(a, amount) or inside(b, amount))
    assert both.empty == (not any(both.has(x) for x in _candidates(a, b)))
    assert around.lo in {a.lo, b.lo}
    assert around.hi in {a.hi, b.hi}


def _candidates(a, b):
    ends = sorted({Fraction(0), *(Fraction(x) for r in (a, b) for x in (r.lo, r.hi) if x is not None)})
    return [*ends, *((x + y) / 2 for x, y in zip(ends, ends[1:], strict=False))]


@many
@given(spans(), sums)
def test_outside_goes_to_the_nearest_end(span, amount):
    """An amount inside stays; outside it becomes an end of the range, the nearer one, and it is said."""
    made, moved = within(amount, span)
    assert moved == (not inside(span, amount))
    assert made == amount if not moved else made == (span.hi if amount >= span.hi else span.lo or 0)


@many
@given(spans())
def test_mitigated_lies_below_the_minimum(span):
    """Mitigated is [0, minimum); where the text has no minimum nothing lies below."""
    below = base_range("mitigated", span)
    if not span.lo:
        assert below is None
    else:
        assert (below.lo, below.hi, below.lo_open, below.hi_open) == (0, span.lo, False, True)
    assert all(base_range(level, span) == span for level in ("lighter", "ordinary", "heavier"))


# ---- rounding --------------------------------------------------------------------------------------------------


@many
@given(sums, st.integers(1, 7), roundings)
def test_rounding_is_to_a_multiple_in_its_direction(whole, part, rounding):
    """Rounded to the step: never up under `down`, never down under `up`, at most half a step under `half_up`."""
    amount = whole / part
    made = rounded(amount, rounding)
    assert made % rounding.to == 0
    assert abs(made - amount) < rounding.to
    if rounding.direction == "down":
        assert made <= amount
    elif rounding.direction == "up":
        assert made >= amount
    else:
        assert -rounding.to < 2 * (amount - made) <= rounding.to or 2 * (amount - made) == -rounding.to
        assert 2 * abs(amount - made) <= rounding.to
    assert rounded(made, rounding) == made
    assert rounded(amount, None) == amount


@many
@given(spans(), shares, st.integers(1, 7), roundings)
@example(MoneyRange(Fraction(10_050), Fraction(50_000)), Fraction(0), 1, Rounding(100, "down"))
def test_rounding_never_leaves_the_range(span, share, part, rounding):
    """An amount in the range is rounded inward at its edges; what cannot be rounded inside stays exact."""
    lo = span.lo or Fraction(0)
    amount = lo + share * (span.hi - lo) / part
    assume(span.has(amount))
    made = rounded_inside(amount, rounding, span)
    assert span.has(made)
    if made % rounding.to:
        steps = (
            range(int(lo // rounding.to), int(span.hi // rounding.to) + 2) if span.hi - lo < 100 * rounding.to else ()
        )
        near = [s * rounding.to for s in steps if abs(s * rounding.to - amount) < rounding.to]
        assert not any(span.has(Fraction(s)) for s in near)
    if span.has(rounded(amount, rounding)):
        assert made == rounded(amount, rounding)


# ---- bands -----------------------------------------------------------------------------------------------------


@many
@given(spans(), shares, shares, st.booleans(), st.booleans())
def test_a_band_is_a_share_of_the_span(span, a, b, a_open, b_open):
    """F1: min + share × (max − min), inside the statute; no minimum counts as nil, and a fixed sum stays what it is."""
    a, b = min(a, b), max(a, b)
    made, point = row_range(Row("r", "ordinary", None, False, False, Band(a, b, a_open, b_open)), span, KNOWN, None)
    one = a == b and not (a_open or b_open) and made.lo is not None
    assert point == (made.lo if one else None)
    lo = span.lo or Fraction(0)
    if span.hi == lo:
        assert made == span
        return
    assert (made.lo or 0, made.hi) == (lo + a * (span.hi - lo), lo + b * (span.hi - lo))
    assert lo <= (made.lo or 0) <= made.hi <= span.hi
    assert (made.lo is None) == (span.lo is None and a == 0 and not a_open)


@given(spans())
def test_the_three_bands_cover_the_span_without_overlap(span):
    """[0%, 30%], (30%, 70%), [70%, 100%]: every amount of the span lies in exactly one."""
    assume(span.hi > (span.lo or 0))
    closed = MoneyRange(span.lo, span.hi)
    bands = [
        Band(Fraction(0), Fraction(3, 10), False, False),
        Band(Fraction(3, 10), Fraction(7, 10), True, True),
        Band(Fraction(7, 10), Fraction(1), False, False),
    ]
    made = [row_range(Row("r", "ordinary", None, False, False, band), closed, KNOWN, None)[0] for band in bands]
    lo = span.lo or Fraction(0)
    for n in range(21):
        amount = lo + (span.hi - lo) * n / 20
        assert sum(one.has(amount) for one in made) == 1


@pytest.mark.parametrize(
    ("lo", "hi", "lighter", "heavier"),
    [(50_000, 100_000, 65_000, 85_000), (100_000, 1_000_000, 370_000, 730_000)],  # the worked samples of F1
)
def test_the_worked_samples_of_thirty_percent(lo, hi, lighter, heavier):
    span = MoneyRange(Fraction(lo), Fraction(hi))
    low, _ = row_range(
        Row("r", "lighter", None, False, False, Band(Fraction(0), Fraction(3, 10), False, False)), span, KNOWN, None
    )
    high, _ = row_range(
        Row("r", "heavier", None, False, False, Band(Fraction(7, 10), Fraction(1), False, False)), span, KNOWN, None
    )
    assert (low.lo, low.hi, high.lo, high.hi) == (lo, lighter, heavier, hi)


# ---- through the engine ----------------------------------------------------------------------------------------


def ruleset(statute, *, weights=None, rows=(), lenient=False, rounding=None):
    table = {"id": "table", "refines": "m.one/fine", "basis": "试规 第一条"}
    table |= {"weights": weights} if weights else {}
    table |= {"rows": list(rows)} if rows else {}
    table |= {"rounding": rounding} if rounding else {}
    document = {
        **HEAD,
        "ruleset": "amounts",
        "facts": {
            "b1": {"label": "甲情形", "type": "boolean"},
            "money": {"label": "金额", "type": "money"},
            "n": {"label": "次数", "type": "integer", "unit": "次"},
            "k": {"label": "种数", "type": "integer", "unit": "种"},
        },
        "matters": [{"id": "m.one", "title": {"zh": "一"}, "elements": "甲情形", "penalised_by": "试法 第一条", "penalties": [{"fine": {"shall": statute}}]}],
        "benchmarks": [table] if weights or rows else [],
    }  # fmt: skip
    if lenient:
        document["circumstances"] = [
            {"id": "lenient", "when": "甲情形", "then": {"open": ["lighter", "mitigated"]}, "basis": "试法 第二条"}
        ]
    return program_of(document)


def fine(program, **facts):
    (one,) = decide(program, case_for("m.one", {"b1": True, **facts})).outcomes
    (measure,) = one.measures
    return one, measure, {lv.level: lv for lv in measure.levels}


def levels_of(fact, unit, weights):
    last = len(weights)
    found = [{"when": f"{fact}为{i}{unit}", "weight": f"{w}%"} for i, w in enumerate(weights[:-1])]
    return {"fact": fact, "levels": [*found, {"when": f"{fact}{last - 1}{unit}以上", "weight": f"{weights[-1]}%"}]}


percents = st.lists(st.integers(0, 40), min_size=2, max_size=4)


@some
@given(
    st.integers(0, 20),
    percents,
    percents,
    st.none() | st.integers(0, 60),
    st.none() | st.integers(60, 100),
    st.integers(0, 4),
    st.integers(0, 4),
    st.booleans(),
)
@example(7, [0, 2, 8], [0, 10], None, 100, 0, 0, False)
def test_weights_of_a_base(start, first, second, floor, cap, n, k, lenient):
    """F4: S = start + weights, floored, then capped; S × base, the nearest end of the statute where that lies outside.

    Below the minimum it stays as it is where the case is mitigated.
    """
    weights = {
        "start": f"{start}%",
        "of": "100万元",
        "factors": [levels_of("次数", "次", first), levels_of("种数", "种", second)],
    }
    weights |= {"floor": f"{floor}%"} if floor is not None else {}
    weights |= {"cap": f"{cap}%"} if cap is not None else {}
    one, measure, levels = fine(ruleset("10万元以上100万元以下", weights=weights, lenient=lenient), n=n, k=k)
    total = start + first[min(n, len(first) - 1)] + second[min(k, len(second) - 1)]
    total = max(total, floor or 0)
    total = min(total, cap if cap is not None else total)
    amount = total * 1_000_000  # 分: 1 % of 100万元
    inner = min(max(amount, 10_000_000), 100_000_000)
    level = "lighter" if lenient else "ordinary"
    assert levels[level].point == inner
    assert any(a.kind == "benchmark_outside_statute" for a in one.alerts) == (inner != amount)
    if lenient:
        low = levels["mitigated"]
        assert (
            low.point == amount
            if amount < 10_000_000
            else (low.point is None and low.range == MoneyRange(Fraction(0), Fraction(10_000_000), False, True))
        )
    assert measure.statutory == MoneyRange(Fraction(10_000_000), Fraction(100_000_000))


@some
@given(st.integers(1, 50), st.integers(0, 50), percents, st.integers(0, 4))
@example(2, 18, [5, 10], 0)  # the Hunan file: 20,000 to 200,000 at 5 % is 29,000
def test_interpolation(low, width, weights, n):
    """F5: min + S × (max − min); S = 0 gives the minimum, S = 100 % the maximum, and nothing lies outside."""
    table = {"mode": "interpolate", "cap": "100%", "factors": [levels_of("次数", "次", weights)]}
    program = ruleset(f"{low}万元以上{low + width}万元以下", weights=table)
    one, _, levels = fine(program, n=n)
    share = Fraction(min(weights[min(n, len(weights) - 1)], 100), 100)
    assert levels["ordinary"].point == (low + share * width) * 1_000_000
    assert not any(a.kind == "benchmark_outside_statute" for a in one.alerts)


@pytest.mark.parametrize(("weight", "point"), [(0, 20_000), (5, 29_000), (100, 200_000)])
def test_the_ends_of_an_interpolation(weight, point):
    table = {"mode": "interpolate", "factors": [levels_of("次数", "次", [weight, weight])]}
    _, _, levels = fine(ruleset("2万元以上20万元以下", weights=table), n=0)
    assert levels["ordinary"].point == point * 100


@some
@given(
    st.integers(0, 200_000), st.integers(1, 5), st.integers(0, 10), st.sampled_from(["lighter", "ordinary", "heavier"])
)
def test_levels_of_a_multiple(base, least, more, level):
    """Thirty percent of the span of the multiplier is thirty percent of the span in 元, at any base."""
    bands = {"lighter": ("[0%, 30%]", 0, 30), "ordinary": ("(30%, 70%)", 30, 70), "heavier": ("[70%, 100%]", 70, 100)}
    text, a, b = bands[level]
    program = ruleset(
        f"金额{least}倍以上{least + more}倍以下",
        rows=[{"id": "row", "level": level, "when": "次数为1次", "band": text}],
    )
    _, measure, levels = fine(program, money=f"{base // 100}.{base % 100:02}", n=1)
    assert (measure.statutory.lo, measure.statutory.hi) == (least * base, (least + more) * base)
    at = lambda share: least * base + Fraction(share, 100) * more * base  # noqa: E731
    assert set(levels) == {level}
    assert (levels[level].range.lo, levels[level].range.hi) == (
        (at(a), at(b)) if more and base else (least * base, (least + more) * base)
    )


@some
@given(st.integers(0, 200_000), st.integers(0, 40_000), st.integers(0, 40_000), st.booleans())
def test_nothing_is_above_the_maximum_or_below_the_minimum(lo, width, row, lenient):
    """Whatever a row says: every range lies within the statute, but mitigated, which lies below its minimum."""
    rows = [{"id": "row", "level": "lighter" if lenient else "ordinary", "when": "次数为1次", "amount": f"{row}元"}]
    statute = f"{lo}元以上{lo + width}元以下" if width else f"{lo}元"
    try:
        program = ruleset(statute, rows=rows, lenient=lenient)
    except AssertionError:
        return  # a check may refuse a row outside the statute before any case
    _, measure, levels = fine(program, n=1)
    for level, one in levels.items():
        if one.range is None:
            continue
        if level == "mitigated":
            assert one.range.hi <= measure.statutory.lo
            assert one.range.hi_open
        else:
            assert measure.statutory.lo <= (one.range.lo or 0) <= one.range.hi <= measure.statutory.hi
        assert one.point is None or one.range.has(one.point)
    if lo <= row <= lo + width:
        assert levels["lighter" if lenient else "ordinary"].point == row * 100


def test_an_unknown_factor_leaves_the_amounts_between_its_weights():
    weights = {"start": "10%", "of": "100万元", "factors": [levels_of("次数", "次", [0, 5, 20])]}
    one, measure, levels = fine(ruleset("10万元以上100万元以下", weights=weights))
    assert one.disposition == "undetermined"
    assert "levels" in measure.open
    assert (levels["ordinary"].range.lo, levels["ordinary"].range.hi) == (10_000_000, 30_000_000)


def test_a_factor_that_may_have_no_level_narrows_nothing():
    weights = {
        "start": "10%",
        "of": "100万元",
        "factors": [
            {
                "fact": "次数",
                "levels": [{"when": "次数为1次", "weight": "5%"}, {"when": "次数3次以上", "weight": "20%"}],
            }
        ],
    }
    program = ruleset("10万元以上100万元以下", weights=weights)
    one, measure, levels = fine(program)
    assert (levels["ordinary"].range, "levels" in measure.open) == (measure.statutory, True)
    assert one.disposition == "undetermined"
    gap, _, levels = fine(program, n=2)
    assert gap.disposition == "needs_human"
    assert "factor_gap" in {a.kind for a in gap.alerts}


@pytest.mark.parametrize(("n", "disposition"), [(1, "needs_human"), (3, "needs_human"), (None, "undetermined")])
def test_a_weight_table_gives_no_sum_of_a_fine_without_an_upper_end(n, disposition):
    """一万元以上 has no largest sum, so ten per cent of the way to it is none, whatever the factor comes to: the sum is a person's.

    What the table weighs is still asked for: the person weighs it.
    """
    factors = [
        {"fact": "次数", "levels": [{"when": "次数为1次", "weight": "5%"}, {"when": "次数2次以上", "weight": "20%"}]}
    ]
    weights = {"start": "10%", "mode": "interpolate", "factors": factors}
    one, measure, levels = fine(ruleset("1万元以上", weights=weights), **({} if n is None else {"n": n}))
    assert "no_upper_end" in {a.kind for a in one.alerts}
    assert (levels["ordinary"].range.lo, levels["ordinary"].range.hi) == (1_000_000, None)
    assert levels["ordinary"].point is None
    assert (one.disposition, "levels" in measure.open) == (disposition, False)


def test_an_unknown_base_leaves_every_multiple_of_it():
    rows = [{"id": "row", "level": "ordinary", "when": "次数为1次", "band": "(30%, 70%)"}]
    program = ruleset("金额10倍以上20倍以下", rows=rows, lenient=True)
    one, measure, levels = fine(program, n=1)
    assert one.disposition == "undetermined"
    assert {"statutory", "levels"} <= set(measure.open)
    assert levels["mitigated"].range == MoneyRange(Fraction(0), None)
    assert measure.statutory.hi is None


def test_a_band_of_an_open_base_is_a_share_at_each_base():
    """A value from 1万元 to less than 2万元 at ten to twenty times: (30%, 70%) is 13 times the least to 17 times the most."""
    program = program_of(
        {
            **HEAD,
            "ruleset": "based",
            "facts": {"b1": {"label": "甲情形", "type": "boolean"}, "money": {"label": "金额", "type": "money"}},
            "matters": [
                {
                    "id": "m.one", "title": {"zh": "一"}, "elements": "甲情形", "penalised_by": "试法 第一条",
                    "penalties": [{"limbs": [
                        {"when": "金额不足1万元", "fine": {"shall": "5万元以上10万元以下"}},
                        {"when": "金额1万元以上不满2万元", "fine": {"shall": "金额10倍以上20倍以下"}, "id": "multiple"},
                        {"when": "金额2万元以上", "fine": {"shall": "50万元以上100万元以下"}},
                    ]}],
                }
            ],
            "benchmarks": [{"id": "table", "refines": "m.one/fine", "basis": "试规 第一条", "rows": [{"id": "row", "otherwise": "true", "band": "(30%, 70%)"}]}],
        }
    )  # fmt: skip
    (one,) = decide(program, case_for("m.one", {"b1": True})).outcomes
    measure = next(m for m in one.measures if m.id == "multiple")
    assert (measure.statutory.lo, measure.statutory.hi) == (10 * 1_000_000, 20 * 1_999_999)
    (level,) = measure.levels
    assert (level.range.lo, level.range.hi) == (13 * 1_000_000, 17 * 1_999_999)
