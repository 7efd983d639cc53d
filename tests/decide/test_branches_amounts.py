"""Amounts, rows, reductions and weights at the places that few rulesets reach. Worked by hand, in 元."""

from dataclasses import replace
from fractions import Fraction

import pytest
from strategies import HEAD, case_for, program_of

from enforcerules.decide.crossings import points
from enforcerules.decide.implications import within
from enforcerules.model.dates import Period
from enforcerules.model.program import Amount
from enforcerules.model.region import Interval
from enforcerules.pipeline import decide

FACTS = {
    "b": {"label": "行为", "type": "boolean"},
    "x": {"label": "甲情形", "type": "boolean"},
    "y": {"label": "乙情形", "type": "boolean"},
    "v": {"label": "货值", "type": "money"},
    "w": {"label": "收入", "type": "money"},
}
GIVEN = {"b": "true", "x": "true", "y": "false", "v": "10000.00", "w": "10000.00"}


def outcome(amount, facts=None, *, phase="investigating", known=None, **more):
    made = program_of(
        {
            **HEAD,
            "ruleset": "small",
            "title": {"zh": "小规则"},
            "facts": {**FACTS, **(known or {})},
            "matters": [
                {
                    "id": "m.one",
                    "title": "一",
                    "elements": "行为",
                    "penalised_by": "试法 第九条",
                    "penalties": [{"fine": {"shall": amount}}],
                }
            ],
            **more,
        }
    )
    (one,) = decide(made, case_for("m.one", {**GIVEN, **(facts or {})}, phase=phase)).outcomes
    return one


def fine(*args, **more):
    (found,) = outcome(*args, **more).measures
    return found


def yuan(span):
    return None if span is None else tuple(None if end is None else end / 100 for end in (span.lo, span.hi))


def ranges(measure):
    return {one.level: yuan(one.range) for one in measure.levels}


def table(*rows, **more):
    listed = [{"id": f"r{n}", **row} for n, row in enumerate(rows)]
    return [{"id": "t", "refines": "m.one/fine", "basis": "试规 第一条", "rows": listed, **more}]


def rule(name, then, when="甲情形", **more):
    return {"id": name, "when": when, "then": then, "basis": "试法 第五条", **more}


def opens(*levels, **more):
    return rule("c.opens", {"open": list(levels)}, **more)


# ---- the base ----------------------------------------------------------------------------------------------------


def test_a_base_that_cannot_be_determined_bounds_nothing():
    """Two to ten times what cannot be determined: no upper end, and nothing from below."""
    made = fine("货值2倍以上10倍以下", {"v": {"status": "undeterminable", "reason": "账册灭失"}})
    assert yuan(made.statutory) in {(0, None), (None, None)}
    assert "statutory" in made.open


def test_without_an_upper_end_mitigation_reaches_any_minimum():
    """Twice an unknown value at least: the minimum may be anything, so what lies below it is not bounded either."""
    made = fine("货值2倍以上10倍以下", {"v": None}, circumstances=[opens("mitigated", strength="may")])
    found = {one.level: one.range for one in made.levels}
    assert (found["mitigated"].lo, found["mitigated"].hi, found["mitigated"].hi_open) == (0, None, False)


def test_a_minimum_that_is_none_is_not_mitigated():
    """货值10倍以下 names no minimum: nothing lies below it, however large the value."""
    made = fine("货值10倍以下", {"v": None}, circumstances=[opens("mitigated", strength="may")])
    assert ranges(made)["mitigated"] is None


def test_a_mitigating_row_of_a_fine_without_a_minimum_narrows_nothing():
    """2000元以下: what is mitigated lies below no minimum, so a row that speaks of it gives no range; the row is named."""
    rows = table({"narrows": "true", "level": "mitigated", "amount": "100元以上200元以下"})
    made = fine("2000元以下", circumstances=[opens("mitigated", strength="shall")], benchmarks=rows)
    (level,) = made.levels
    assert (level.level, level.range, level.because) == ("mitigated", None, ("c.opens", "r0"))


# ---- rows --------------------------------------------------------------------------------------------------------


def test_a_row_without_an_amount_names_its_level_only():
    """从重 and no figure: the level of the row is the whole range of the statute."""
    made = fine("1000元以上5000元以下", benchmarks=table({"when": "甲情形", "level": "heavier"}))
    assert ranges(made) == {"heavier": (1000, 5000)}
    assert made.levels[0].because == ("r0",)


@pytest.mark.parametrize(
    ("amount", "row"), [("1000元以上", {"of_max": "20%"}), ("1000元以上", {"of_max": "(20%, 50%]"}), ("5000元以下", {"of_min": "200%"})]
)  # fmt: skip
def test_a_share_of_an_end_that_the_statute_does_not_name_is_the_whole_range(amount, row):
    """20 % of a maximum, or twice a minimum, that is not there: nothing is narrowed."""
    made = fine(amount, benchmarks=table({"when": "甲情形", **row}))
    assert ranges(made) == {"ordinary": yuan(made.statutory)}


# ---- reductions --------------------------------------------------------------------------------------------------


def reduces(**more):
    return rule("c.reduces", {"reduce": {"by": "[30%, 50%]"}}, **more)


def test_a_reduction_of_nothing_but_mitigation_adds_nothing():
    """Where the case shall be mitigated there is no fine within the statute that could be lowered by a share."""
    rules = [opens("mitigated", strength="shall"), reduces(strength="may", when="行为")]
    made = fine("1000元以上5000元以下", circumstances=rules)
    assert ranges(made) == {"mitigated": (0, 1000)}


def test_a_reduction_widens_a_lighter_level_that_is_there():
    """1000 to 5000元 lowered by 30 to 50 %: 1000 (never below the statute) to 3500元; with a lighter row of 4000 to 4500元: to 4500元.

    Of what is permitted, 1000 to 5000元, as the ordinary level has it.
    """
    rules = [opens("lighter", strength="may"), reduces(strength="may", when="行为")]
    rows = table(
        {"when": "甲情形", "level": "lighter", "amount": "4000元以上4500元以下"},
        {"when": "行为", "level": "ordinary", "amount": "4500元以上5000元以下"},
    )
    made = fine("1000元以上5000元以下", circumstances=rules, benchmarks=rows)
    assert ranges(made)["lighter"] == (2000, 4500)
    assert ranges(made)["ordinary"] == (4500, 5000)


# ---- weights -----------------------------------------------------------------------------------------------------


def weights(*levels, **more):
    factors = [{"fact": "甲情形", "levels": list(levels)}]
    return [{"id": "t", "refines": "m.one/fine", "basis": "试规 第一条", "weights": {"factors": factors, **more}}]


def test_a_factor_that_is_covered_whatever_turns_out_is_certain():
    """甲情形 is 20 %, anything else 40 %: of 5000元 it is 1000 to 2000元, and open as long as nobody said which."""
    levels = ({"when": "甲情形", "weight": "20%"}, {"when": "非 甲情形", "weight": "40%"})
    made = fine("5000元以下", {"x": None}, benchmarks=weights(*levels))
    assert "levels" in made.open
    assert yuan(fine("5000元以下", benchmarks=weights(*levels)).levels[0].range) == (1000, 1000)


def test_a_factor_of_too_many_facts_is_not_worked_through():
    """Thirteen open facts, two cells each, are 8192 combinations: whether a level is left over is not worked out, and it is open."""
    wide = {f"b{n}": {"label": f"第{n}情形", "type": "boolean"} for n in range(13)}
    some = " 或 ".join(f"第{n}情形" for n in range(13))
    levels = ({"when": some, "weight": "20%"}, {"when": f"非 （{some}）", "weight": "40%"})
    made = fine("5000元以下", dict.fromkeys(wide), known=wide, benchmarks=weights(*levels))
    assert "levels" in made.open
    settled = fine("5000元以下", {**dict.fromkeys(wide), "b3": "true"}, known=wide, benchmarks=weights(*levels))
    assert yuan(settled.levels[0].range) == (1000, 1000)


# ---- functions by themselves -------------------------------------------------------------------------------------

TIMES = Amount("v", Fraction(2), Fraction(10))


@pytest.mark.parametrize(
    ("short", "long", "never_longer"),
    [
        (Period(workdays=5), Period(workdays=5), True),
        (Period(workdays=5), Period(workdays=7), True),
        (Period(workdays=7), Period(workdays=5), False),
        (None, Period(workdays=5), True),
        (Period(workdays=5), Period(days=30), False),
        (None, Period(days=1), True),
        (Period(months=6), Period(days=186), True),  # 31 · 6
        (Period(months=6), Period(days=185), False),  # not claimed, though six months have 184 days at most
        (Period(days=168), Period(months=6), True),  # 28 · 6
        (Period(days=169), Period(months=6), False),
        (Period(years=1), Period(months=12), True),
        (Period(years=1), Period(months=11), False),
    ],
)
def test_one_period_is_never_longer_than_another(short, long, never_longer):
    assert within(short, long) is never_longer


def test_values_of_a_base_between_two_ends():
    """Against a fixed 15, twice to ten times meets it at 7.5 and 1.5: within 1 to 2 the ends, 1.5, and values between are seen."""
    seen = points(Interval(1, 2), [TIMES], [Fraction(15)], whole=False)
    assert {1, 2, Fraction(3, 2)} <= set(seen)
    assert all(1 <= one <= 2 for one in seen)
    assert any(1 < one < Fraction(3, 2) for one in seen)
    assert any(Fraction(3, 2) < one < 2 for one in seen)
    # of whole things there are two
    assert points(Interval(1, 2), [TIMES], [Fraction(15)], whole=True) == (1, 2)


def test_values_of_a_deemed_base_show_where_it_bends():
    """Below 100 it counts as 100: the fine bends there, and beyond it the last value stands for all that is larger."""
    seen = points(Interval(0, None, hi_open=True), [replace(TIMES, base_floor=Fraction(100))], [], whole=True)
    assert {0, 100} <= set(seen)
    assert max(seen) > 100
