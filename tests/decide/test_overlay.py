"""Tables over tables, rows against circumstances: the overlay table by table, on a fine of 1万元 to 11万元."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import HEAD, case_for, program_of

from enforcerules.model.decision import MoneyRange
from enforcerules.pipeline import decide

HOME = {
    **HEAD,
    "ruleset": "home",
    "facts": {
        "b1": {"label": "甲情形", "type": "boolean"},
        "n": {"label": "次数", "type": "integer", "unit": "次"},
        "k": {"label": "种数", "type": "integer", "unit": "种"},
        "young": {"label": "年幼情形", "type": "boolean", "ask": "if_raised"},
        "urgent": {"label": "应急情形", "type": "boolean", "ask": "if_raised"},
        "mild": {"label": "宽宥情形", "type": "boolean", "ask": "if_raised"},
        "tame": {"label": "温和情形", "type": "boolean", "ask": "if_raised"},
    },
    "matters": [{"id": "m.one", "title": {"zh": "一"}, "elements": "甲情形", "penalised_by": "试法 第一条", "penalties": [{"fine": {"shall": "1万元以上11万元以下"}}]}],
    "circumstances": [
        {"id": "shall.lighter", "when": "年幼情形", "then": {"open": ["lighter", "mitigated"]}, "strength": "shall", "basis": "试法 第二条"},
        {"id": "shall.heavier", "when": "应急情形", "then": {"open": ["heavier"]}, "strength": "shall", "basis": "试法 第三条"},
        {"id": "may.lighter", "when": "宽宥情形", "then": {"open": ["lighter", "mitigated"]}, "strength": "may", "basis": "试法 第四条"},
        {"id": "bar.heavier", "when": "温和情形", "then": {"bar": ["heavier"]}, "basis": "试法 第五条"},
    ],
}  # fmt: skip
W = 10_000_00  # 1万元 in 分


def table(rows, *, hit="unique", name="higher"):
    return {"id": name, "refines": "m.one/fine", "hit": hit, "basis": "试规 第一条", "rows": rows}


def row(name, when, level="ordinary", **result):
    return {"id": name, "level": level, **({"when": when} if when else {"otherwise": "true"}), **result}


def outcome(higher, lower=(), *, hit="unique", **facts):
    """The outcome with a national table and one of a province that extends it."""
    home = {**HOME, "benchmarks": [table(higher, hit=hit)]} if higher else HOME
    documents = [home]
    if lower:
        documents.append(
            {
                "format": HEAD["format"],
                "ruleset": "province",
                "title": {"zh": "省"},
                "territory": "440000",
                "extends": ["home"],
                "instruments": {"省规": {"title": "省规", "rank": "normative_document", "versions": [{"id": "1", "from": "2020-01-01"}]}},
                "benchmarks": [{**table(lower, name="lower"), "basis": "省规 第一条"}],
            }
        )  # fmt: skip
    (one,) = decide(
        program_of(*documents), case_for("m.one", {"b1": True, "n": 0, "k": 0, **facts}, territory="440100")
    ).outcomes
    (measure,) = one.measures
    return one, {lv.level: lv.range for lv in measure.levels}


def span(lo, hi, *, lo_open=False, hi_open=False):
    return MoneyRange(lo * W, hi * W, lo_open, hi_open)


def kinds(one):
    return {a.kind for a in one.alerts}


# ---- a lower table in a higher row -----------------------------------------------------------------------------


def test_a_lower_row_lies_within_the_higher_row():
    one, levels = outcome(
        [row("h", "次数1次以上", band="[40%, 60%]")], [row("l", "种数1种以上", band="[50%, 80%]")], n=1, k=1
    )
    assert (one.disposition, levels) == ("penalise", {"ordinary": span(6, 7)})


def test_where_they_do_not_meet_the_higher_stands():
    one, levels = outcome(
        [row("h", "次数1次以上", band="[40%, 60%]")], [row("l", "种数1种以上", band="[70%, 80%]")], n=1, k=1
    )
    assert (one.disposition, levels) == ("penalise", {"ordinary": span(5, 7)})
    assert "benchmark_outside_statute" in kinds(one)


def test_a_lower_point_outside_the_higher_row_gives_way_too():
    one, levels = outcome(
        [row("h", "次数1次以上", band="[40%, 60%]")], [row("l", "种数1种以上", amount="9万元")], n=1, k=1
    )
    assert (one.disposition, levels) == ("penalise", {"ordinary": span(5, 7)})
    assert "benchmark_outside_statute" in kinds(one)


def test_where_no_lower_row_holds_the_higher_decides():
    one, levels = outcome(
        [row("h", "次数1次以上", band="[40%, 60%]")], [row("l", "种数1种以上", band="[50%, 80%]")], n=1, k=0
    )
    assert (one.disposition, levels) == ("penalise", {"ordinary": span(5, 7)})


def test_where_no_higher_row_holds_the_lower_lies_within_the_statute():
    one, levels = outcome(
        [row("h", "次数1次以上", band="[40%, 60%]")], [row("l", "种数1种以上", band="[50%, 80%]")], n=0, k=1
    )
    assert (one.disposition, levels) == ("penalise", {"ordinary": span(6, 9)})


def test_the_lower_table_needs_its_territory():
    higher, lower = [row("h", "次数1次以上", band="[40%, 60%]")], [row("l", "种数1种以上", band="[50%, 80%]")]
    documents = [
        {**HOME, "benchmarks": [table(higher)]},
        {
            **HOME,
            "ruleset": "other",
            "territory": "330000",
            "extends": ["home"],
            "benchmarks": [table(lower, name="lower")],
        },
    ]
    documents[1] = {k: v for k, v in documents[1].items() if k not in {"facts", "matters", "circumstances", "kinds"}}
    (one,) = decide(
        program_of(*documents), case_for("m.one", {"b1": True, "n": 1, "k": 1}, territory="440100")
    ).outcomes
    assert [lv.range for m in one.measures for lv in m.levels] == [span(5, 7)]


def test_a_lower_row_of_another_level_gives_way():
    one, levels = outcome(
        [row("h", None, band="[40%, 60%]")], [row("l", "种数1种以上", "lighter", band="[0%, 30%]")], k=1
    )
    assert (one.disposition, levels) == ("penalise", {"ordinary": span(5, 7)})
    assert "row_gave_way" in kinds(one)


def test_rows_of_two_tables_in_opposite_directions_are_a_persons():
    one, levels = outcome(
        [row("h", "次数1次以上", "heavier", band="[70%, 100%]")],
        [row("l", "种数1种以上", "lighter", band="[0%, 30%]")],
        n=1,
        k=1,
    )
    assert (one.disposition, one.candidates) == ("needs_human", ("penalise",))
    assert levels["heavier"] == span(8, 11)


@settings(max_examples=40, deadline=None)
@given(*(st.tuples(st.integers(0, 10), st.integers(0, 10)).map(sorted) for _ in range(2)), st.booleans(), st.booleans())
def test_the_overlay_is_the_common_part_or_the_higher(high, low, higher_holds, lower_holds):
    """overlay(higher, lower) = higher ∩ lower if it is not empty, else higher; a table of which no row holds is not there."""
    bands = [f"[{a * 10}%, {b * 10}%]" for a, b in (high, low)]
    one, levels = outcome(
        [row("h", "次数1次以上", band=bands[0])],
        [row("l", "种数1种以上", band=bands[1])],
        n=int(higher_holds),
        k=int(lower_holds),
    )
    a, b = high if higher_holds else (0, 10)
    if lower_holds and max(a, low[0]) <= min(b, low[1]):
        a, b = max(a, low[0]), min(b, low[1])
    assert levels == {"ordinary": span(1 + a, 1 + b)}
    assert one.disposition == "penalise"


# ---- rows of one table -----------------------------------------------------------------------------------------

BOTH = [row("a", "次数1次以上", band="[20%, 40%]"), row("b", "种数1种以上", band="[50%, 80%]")]


def test_two_rows_that_hold_are_a_persons():
    one, levels = outcome(BOTH, n=1, k=1)
    assert (one.disposition, one.candidates) == ("needs_human", ("penalise",))
    assert "rows_conflict" in kinds(one)
    assert levels == {"ordinary": span(3, 9)}


@pytest.mark.parametrize(("hit", "expected"), [("heaviest", span(6, 9)), ("lightest", span(3, 5))])
def test_heaviest_and_lightest(hit, expected):
    for rows in (BOTH, BOTH[::-1]):
        one, levels = outcome(rows, hit=hit, n=1, k=1)
        assert (one.disposition, levels) == ("penalise", {"ordinary": expected})


@pytest.mark.parametrize(("hit", "level"), [("heaviest", "heavier"), ("lightest", "lighter")])
def test_a_level_counts_before_an_amount(hit, level):
    rows = [
        row("a", "次数1次以上", "lighter", band="[20%, 90%]"),
        row("b", "种数1种以上", "heavier", band="[10%, 80%]"),
    ]
    one, levels = outcome(rows, hit=hit, n=1, k=1)
    assert (one.disposition, set(levels)) == ("penalise", {level})


def test_rows_in_opposite_directions_show_both_levels():
    rows = [
        row("a", "次数1次以上", "lighter", band="[0%, 30%]"),
        row("b", "种数1种以上", "heavier", band="[70%, 100%]"),
    ]
    one, levels = outcome(rows, n=1, k=1)
    assert one.disposition == "needs_human"
    assert levels == {"lighter": span(1, 4), "heavier": span(8, 11)}


@pytest.mark.parametrize(("n", "k"), list(product([0, 1], [0, 1, None])))
def test_otherwise_means_no_other_row(n, k):
    rows = [*BOTH, row("rest", None, band="[90%, 100%]")]
    one, levels = outcome(rows, n=n, k=k)
    if k is None:
        assert one.disposition == "undetermined"
        assert levels["ordinary"] == (span(3, 9) if n else span(6, 11))
    elif n and k:
        assert one.disposition == "needs_human"
    else:
        assert levels == {"ordinary": span(3, 5) if n else span(6, 9) if k else span(10, 11)}


# ---- rows and circumstances ------------------------------------------------------------------------------------

HEAVY = [row("heavy", "次数1次以上", "heavier", band="[70%, 100%]"), row("rest", None, band="(30%, 70%)")]


def test_a_row_on_a_barred_level_gives_way():
    one, levels = outcome(HEAVY, n=1, young=True)
    assert one.disposition == "penalise"
    assert levels == {"mitigated": span(0, 1, hi_open=True), "lighter": span(1, 11)}
    assert "row_gave_way" in kinds(one)


def test_a_row_on_a_level_that_a_rule_bars_gives_way():
    one, levels = outcome(HEAVY, n=1, tame=True)
    assert one.disposition == "penalise"
    assert levels == {"ordinary": span(1, 11)}
    assert "row_gave_way" in kinds(one)


def test_a_row_narrows_the_level_that_a_circumstance_fixed():
    rows = [row("light", "次数1次以上", "lighter", band="[0%, 30%]")]
    one, levels = outcome(rows, n=1, young=True)
    assert (one.disposition, levels) == ("penalise", {"mitigated": span(0, 1, hi_open=True), "lighter": span(1, 4)})


def test_shall_be_lighter_and_shall_be_heavier_is_a_persons():
    one, levels = outcome([], young=True, urgent=True)
    assert (one.disposition, one.candidates) == ("needs_human", ("penalise",))
    assert set(levels) == {"mitigated", "lighter", "heavier"}
    assert "ordinary" not in levels


def test_shall_be_heavier_alone():
    one, levels = outcome(HEAVY, n=0, urgent=True)
    assert (one.disposition, levels) == ("penalise", {"heavier": span(1, 11)})


def test_may_be_lighter_adds_levels_and_bars_none():
    one, levels = outcome(HEAVY, n=0, mild=True)
    assert one.disposition == "penalise"
    assert levels == {
        "mitigated": span(0, 1, hi_open=True),
        "lighter": span(1, 11),
        "ordinary": span(4, 8, lo_open=True, hi_open=True),
    }


def test_may_be_lighter_against_a_heavier_row_is_a_persons():
    one, levels = outcome(HEAVY, n=1, mild=True)
    assert one.disposition == "needs_human"
    assert levels["heavier"] == span(8, 11)


def test_a_row_opens_its_level_where_none_is_fixed():
    one, levels = outcome(HEAVY, n=1)
    assert (one.disposition, levels) == ("penalise", {"heavier": span(8, 11)})


@pytest.mark.parametrize(("name", "n"), [("young", 1), ("urgent", 0), ("mild", 1), ("tame", 1)])
def test_a_circumstance_that_is_open_opens_its_levels_and_settles_nothing(name, n):
    _, certain = outcome(HEAVY, n=n, **{name: True})
    _, without = outcome(HEAVY, n=n)
    one, levels = outcome(HEAVY, n=n, **{name: None})
    assert one.disposition in {"undetermined", "needs_human"}
    assert set(levels) == set(certain) | set(without)


# ---- more open facts than can be worked through ----------------------------------------------------------------


def many(number, rules):
    facts = {f"c{i}": {"label": f"第{i}号情形", "type": "boolean"} for i in range(number)}
    document = {**HOME, "facts": {**HOME["facts"], **facts}, **rules([f"第{i}号情形" for i in range(number)])}
    return program_of(document)


def test_past_the_bound_open_circumstances_stay_open():
    """2 to the 13th cells are more than are worked through: the level is open, never settled, and marked an outer bound."""
    made = many(
        13,
        lambda names: {
            "circumstances": [
                {"id": f"c.{i}", "when": n, "then": {"open": ["heavier"]}, "basis": "试法 第六条"}
                for i, n in enumerate(names)
            ]
        },
    )
    (one,) = decide(made, case_for("m.one", {"b1": True})).outcomes
    assert one.outer_bound
    assert one.disposition == "undetermined"
    (measure,) = one.measures
    assert {lv.level: lv.range for lv in measure.levels} == {"ordinary": span(1, 11), "heavier": span(1, 11)}
    assert "levels" in measure.open


def test_past_the_bound_open_rows_narrow_nothing():
    """A row that may hold opens its level; without `otherwise` the whole statutory range stays possible."""

    def rows(names):
        heavy = [row(f"r{i}", n, "heavier", band="[90%, 100%]") for i, n in enumerate(names[:-1])]
        return {"benchmarks": [table([*heavy, row("o", names[-1], band="[40%, 60%]")])]}

    (one,) = decide(many(13, rows), case_for("m.one", {"b1": True})).outcomes
    assert one.outer_bound
    assert one.disposition == "undetermined"
    assert {lv.level: lv.range for m in one.measures for lv in m.levels} == {
        "ordinary": span(1, 11),
        "heavier": span(1, 11),
    }
