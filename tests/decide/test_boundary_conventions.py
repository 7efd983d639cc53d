"""Tables made at random under every convention of 以上 and 以下, every bracket of a band and every way of picking a row.

Which row holds at a boundary is worked out here from the words alone; 元 are whole here and 分 in the engine.
"""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import HEAD, case_for, dumped, program_of

from enforcerules.model.decision import MoneyRange
from enforcerules.pipeline import decide

FEN, LO, HI = 100, 10_000, 110_000
CONVENTIONS = [(up, down) for up in (True, False) for down in (True, False)]
NAMES = {(True, True): "both", (True, False): "left", (False, True): "right", (False, False): "neither"}
FACTS = {
    "n": {"label": "次数", "type": "integer", "unit": "次", "direction": "heavier"},
    "k": {"label": "种数", "type": "integer", "unit": "种", "direction": "heavier"},
    "x": {"label": "倍数", "type": "decimal", "scale": 2, "unit": "倍", "direction": "heavier"},
}
CIRCUMSTANCES = [
    {"id": f"to.{name}", "when": label, "then": {"open": [name]}, "strength": "shall", "basis": "试法 第二条"}
    for name, label in (("lighter", "从轻事由"), ("heavier", "从重事由"))
]
GROUNDS = {
    "mild": {"label": "从轻事由", "type": "boolean", "ask": "if_raised"},
    "grave": {"label": "从重事由", "type": "boolean", "ask": "if_raised"},
}
some = settings(max_examples=25, deadline=None)


def table(text, *, up=True, down=True):
    """One matter with a fine of 1万元 to 11万元 and one table, whose 以上 and 以下 include the number or not."""
    said = {True: "included", False: "excluded"}
    document = {
        **HEAD,
        "ruleset": "home",
        "facts": FACTS | GROUNDS,
        "matters": [{"id": "m.one", "title": {"zh": "一"}, "elements": "alleged", "penalised_by": "试法 第一条", "penalties": [{"fine": {"shall": "1万元以上11万元以下"}}]}],
        "circumstances": CIRCUMSTANCES,
    }  # fmt: skip
    rules = document["instruments"]["试规"] | {"reads": {"以上": said[up], "以下": said[down]}}
    document["instruments"] = document["instruments"] | {"试规": rules}
    return program_of(
        f"{dumped(document)}benchmarks:\n  - {{id: t, refines: m.one/fine, basis: 试规 第一条, {text}}}\n"
    )


def levels(made, **facts):
    """The permitted levels in 分, and the kinds of alerts."""
    (one,) = decide(made, case_for("m.one", facts)).outcomes
    (measure,) = one.measures
    for level in measure.levels:
        assert level.range.lo >= LO * FEN
        assert level.range.hi <= HI * FEN
    return {level.level: level.range for level in measure.levels}, {alert.kind for alert in one.alerts}


def span(lo, hi, lo_open=None, hi_open=None):
    return MoneyRange(Fraction(lo) * FEN, Fraction(hi) * FEN, bool(lo_open), bool(hi_open))


# ---- rows: 以上, 以下 -----------------------------------------------------------------------------------------------

ROWS = (
    "rows: [{{id: a, when: 倍数{0}倍以下, amount: 1万元以上3万元以下}}, {{id: b, when: 倍数{0}倍以上{1}倍以下, amount: 3万元以上6万元以下}}, "
    "{{id: c, when: 倍数{1}倍以上, amount: 6万元以上11万元以下}}]"
)
TIERS = ((10_000, 30_000), (30_000, 60_000), (60_000, 110_000))
cuts = st.tuples(st.integers(1, 300), st.integers(1, 300)).filter(lambda pair: pair[0] < pair[1])


def times(hundredths):
    return f"{hundredths // 100}.{hundredths % 100:02}"


def holding(x, low, high, up, down):
    """The rows that hold: 以下 up to the cut, 以上 from it, the cut itself as the instrument says."""

    def below(cut):
        return x < cut or (down and x == cut)

    def above(cut):
        return x > cut or (up and x == cut)

    return [n for n, holds in enumerate((below(low), above(low) and below(high), above(high))) if holds]


@some
@given(cuts, st.integers(0, 320))
@pytest.mark.parametrize("hit", ["unique", "heaviest", "lightest"])
@pytest.mark.parametrize(("up", "down"), CONVENTIONS, ids=NAMES.values())
def test_a_ladder_at_and_beside_its_cuts(up, down, hit, pair, drawn):
    low, high = pair
    made = table(f"hit: {hit}, {ROWS.format(times(low), times(high))}", up=up, down=down)
    before = None
    for x in sorted({low - 1, low, low + 1, high - 1, high, high + 1, drawn}):
        found, alerts = levels(made, x=times(x))
        held = holding(x, low, high, up, down)
        if hit != "unique" and held:
            held = [held[-1 if hit == "heaviest" else 0]]
        assert ("rows_conflict" in alerts) == (len(held) == 2)
        if held:
            assert found == {"ordinary": span(TIERS[held[0]][0], TIERS[held[-1]][1], not up, not down)}
        else:
            assert found == {"ordinary": span(LO, HI)}  # nothing is said there: the whole of the statute
        if before is not None and len(held) == 1:
            assert before.lo <= found["ordinary"].lo
            assert before.hi <= found["ordinary"].hi
        before = found["ordinary"] if len(held) == 1 else before


# ---- bands: brackets ------------------------------------------------------------------------------------------------

BRACKETS = [left + right for left in "[(" for right in "])"]


@some
@given(st.integers(1, 98).flatmap(lambda a: st.tuples(st.just(a), st.integers(a + 1, 99))))
@pytest.mark.parametrize("ends", BRACKETS)
def test_bands_are_open_and_closed_as_printed(ends, pair):
    """The middle band with these ends, and its neighbours with the others: no amount is in none or in two."""
    a, b = pair
    left, right = "]" if ends[0] == "(" else ")", "[" if ends[1] == ")" else "("
    made = table(
        f'rows: [{{id: l, level: lighter, narrows: true, band: "[0%, {a}%{left}"}}, '
        f'{{id: h, level: heavier, narrows: true, band: "{right}{b}%, 100%]"}}, '
        f'{{id: o, otherwise: true, band: "{ends[0]}{a}%, {b}%{ends[1]}"}}]'
    )
    near, far = LO + Fraction(a, 100) * (HI - LO), LO + Fraction(b, 100) * (HI - LO)
    ordinary, lighter, heavier = (levels(made, **facts)[0] for facts in ({}, {"mild": True}, {"grave": True}))
    assert ordinary == {"ordinary": span(near, far, ends[0] == "(", ends[1] == ")")}
    assert lighter == {"lighter": span(LO, near, False, ends[0] == "[")}
    assert heavier == {"heavier": span(far, HI, ends[1] == "]", False)}
    every = [*ordinary.values(), *lighter.values(), *heavier.values()]
    for amount in (LO, near, near + Fraction(1, 100), far - Fraction(1, 100), far, HI):
        assert sum(one.has(amount * FEN) for one in every) == 1


# ---- weights --------------------------------------------------------------------------------------------------------

shares = st.integers(0, 600).map(lambda permille: Fraction(permille, 1000))


def percent(share):
    """A share as tables write it: 2.5%."""
    tenths = share * 1000
    return f"{int(tenths) // 10}.{int(tenths) % 10}%"


@some
@given(
    shares,
    st.tuples(shares, shares).map(sorted),
    st.lists(shares, min_size=3, max_size=3),
    st.lists(shares, min_size=2, max_size=2),
)
@pytest.mark.parametrize("mode", ["of_base", "interpolate"])
def test_fractional_weights_with_start_floor_and_cap(mode, start, bounds, of_n, of_k):
    """Down to whole 元, and inward at the ends of the statute; a heavier cell of either factor is never lighter."""
    (floor, cap), of_n, of_k = bounds, sorted(of_n), sorted(of_k)
    lows = f"{{when: 次数0次以下, weight: {percent(of_n[0])}}}, {{when: 次数为1次, weight: {percent(of_n[1])}}}, {{when: 次数2次以上, weight: {percent(of_n[2])}}}"
    kinds = f"{{when: 种数0种以下, weight: {percent(of_k[0])}}}, {{when: 种数1种以上, weight: {percent(of_k[1])}}}"
    base = ", of: 11万元" if mode == "of_base" else ""
    made = table(
        f"rounding: {{to: 1元, direction: down}}, weights: {{start: {percent(start)}, floor: {percent(floor)}, cap: {percent(cap)}{base}, mode: {mode}, "
        f"factors: [{{fact: n, levels: [{lows}]}}, {{fact: k, levels: [{kinds}]}}]}}"
    )
    found = {}
    for n in range(4):
        for k in range(2):
            total = max(floor, min(cap, start + of_n[min(n, 2)] + of_k[k]))
            exact = HI * total if mode == "of_base" else LO + total * (HI - LO)
            point = max(LO, min(HI, int(exact)))
            (one,) = levels(made, n=n, k=k)[0].values()
            assert one == span(point, point)
            found[n, k] = point
    assert all(found[n, k] <= found[m, j] for n, k in found for m, j in found if n <= m and k <= j)
