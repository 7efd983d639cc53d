"""What may move when a fact moves, and where fines lie: laws over generated statutes."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import HEAD, case_for, program_of

from enforcerules.pipeline import decide

POINTS = (1000, 5000, 20000)
AMOUNTS = (
    "1万元以上5万元以下",
    "3万元",
    "2000元以下",
    "货值金额10倍以上20倍以下",
    "货值金额30%以上3倍以下，不足1万元的按1万元计算",
    "违法所得2倍以下，总额不超过5万元",
    "违法所得5%，不低于1000元",
)
BANDS = ("[0%, 30%]", "(30%, 70%)", "[70%, 100%]")


@st.composite
def thresholds(draw: st.DrawFn) -> str:
    point = draw(st.sampled_from(POINTS))
    word = draw(st.sampled_from(["{0}元以上", "不足{0}元", "超过{0}元", "{0}元以下"]))
    return "货值金额" + word.format(point)


@st.composite
def statutes(draw: st.DrawFn) -> dict[str, object]:
    """A matter with tiered fines and a table of bands over them."""
    fines = [
        {
            "when": draw(st.sampled_from(["{0}", "情节严重 且 {0}", "非 情节严重 且 {0}", "情节严重 或 {0}"])).format(
                draw(thresholds())
            ),
            "fine": {draw(st.sampled_from(["shall", "may"])): draw(st.sampled_from(AMOUNTS))},
        }
        for _ in range(draw(st.integers(1, 4)))
    ]
    rows = [
        {"id": "light", "level": "lighter", "when": draw(thresholds()), "band": draw(st.sampled_from(BANDS))},
        {"id": "rest", "level": "ordinary", "otherwise": True, "band": draw(st.sampled_from(BANDS))},
    ]
    return {
        **HEAD,
        "ruleset": "t.cell",
        "facts": {
            "goods": {"label": "货值金额", "type": "money"},
            "gains": {"label": "违法所得", "type": "money"},
            "serious": {"label": "情节严重", "type": "boolean", "direction": "heavier"},
        },
        "matters": [
            {"id": "m", "title": "一", "elements": "alleged", "penalised_by": "试法 第一条", "penalties": fines}
        ],
        "benchmarks": [{"id": "b", "refines": "m/fine", "hit": "unique", "basis": "试规 第二条", "rows": rows}],
    }


EDGES = [0, *(p * 100 for p in POINTS), 10_000_000]


@st.composite
def twins(draw: st.DrawFn) -> tuple[int, int]:
    """Two sums in 分 that lie in one cell: both on one threshold, or both between two."""
    index = draw(st.integers(0, len(EDGES) - 2))
    low, high = EDGES[index], EDGES[index + 1]
    between = st.integers(low + 1, high - 1)
    return draw(st.one_of(st.tuples(between, between), st.just((low, low))))


def yuan(fen: int) -> str:
    return f"{fen // 100}.{fen % 100:02}"


@settings(max_examples=150, deadline=None)
@given(document=statutes(), pair=twins(), gains=st.integers(0, 10**7), serious=st.booleans())
def test_a_fact_moved_within_one_cell_changes_only_amounts_computed_from_it(document, pair, gains, serious) -> None:
    """If no test of the goods value changes, nothing does but the multiples of it."""
    program = program_of(document)
    one, other = (
        decide(
            program, case_for("m", {"goods": yuan(x), "gains": yuan(gains), "serious": serious}, phase="concluded")
        ).outcomes[0]
        for x in pair
    )
    assert (one.disposition, one.candidates) == (other.disposition, other.candidates)
    assert [(m.id, m.holds, m.modality) for m in one.measures] == [(m.id, m.holds, m.modality) for m in other.measures]
    for a, b in zip(one.measures, other.measures, strict=True):
        assert [lv.level for lv in a.levels] == [lv.level for lv in b.levels]
        if a.base != "goods":
            assert (a.statutory, a.levels) == (b.statutory, b.levels)


@settings(max_examples=150, deadline=None)
@given(document=statutes(), goods=st.integers(0, 10**7), gains=st.integers(0, 10**7), serious=st.booleans())
def test_a_fine_lies_in_its_statutory_range(document, goods, gains, serious) -> None:
    """No level but mitigation leaves the range of the statute, and no level goes above it."""
    facts = {"goods": yuan(goods), "gains": yuan(gains), "serious": serious}
    outcome = decide(program_of(document), case_for("m", facts, phase="concluded")).outcomes[0]
    for measure in outcome.measures:
        assert measure.statutory is not None
        for level in measure.levels:
            assert level.range is not None
            assert level.range.hi is not None
            assert measure.statutory.hi is not None
            assert level.range.hi <= measure.statutory.hi
            if level.level != "mitigated":
                assert (level.range.lo or Fraction(0)) >= (measure.statutory.lo or Fraction(0))
