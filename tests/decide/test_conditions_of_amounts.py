"""What turns on one condition alone, from amounts to levels: each statement in both cases. Worked by hand, in 分 where nothing else is said."""

from dataclasses import replace
from fractions import Fraction
from types import SimpleNamespace

import pytest
from pieces import row, seen, span, table
from strategies import HEAD, case_for, program_of
from test_branches_comparison import SHALL, compared, fine
from test_levels_of_a_fine import LOW, TOP, bars, two

from enforcerules.base.diagnostics import InvalidInput
from enforcerules.decide.amounts import within
from enforcerules.decide.benchmarks import _changed
from enforcerules.decide.combined import combinations
from enforcerules.decide.completions import _counted
from enforcerules.decide.concurrence import _together
from enforcerules.decide.duties import _stands
from enforcerules.decide.facts import _extreme
from enforcerules.decide.fines import Reading
from enforcerules.decide.history import nature
from enforcerules.decide.implications import _at_most, consistent
from enforcerules.load.cases import read_case
from enforcerules.model.concurrence import BarSeen
from enforcerules.model.dates import Period
from enforcerules.model.decision import AlertSeen
from enforcerules.model.duration import LIFE, Duration
from enforcerules.model.program import Count, Fact
from enforcerules.model.region import FALSE, Interval, Numbers, Values, exactly
from enforcerules.pipeline import decide

# ---- amounts and tables ------------------------------------------------------------------------------------------


def test_without_an_upper_end_only_the_lower_one_can_be_missed():
    """From 100 up: 99 is none of it and becomes 100, and no sum is too great; up to 500, the greatest sum is 500."""
    assert within(Fraction(99), span(100, None)) == (100, True)
    assert within(Fraction(501), span(100, None)) == (501, False)
    assert within(Fraction(501), span(100, 500)) == (500, True)


def test_the_same_tables_in_another_order_are_none_that_changed():
    """What came, else what went, else nothing: the order in which tables are written is no change of them."""
    a, b = table(name="a"), table(name="b")
    assert _changed((a,), (a, b)) == (b,)
    assert _changed((a, b), (a,)) == (b,)
    assert _changed((a, b), (b, a)) == ()


def test_a_row_on_a_barred_level_contradicts_no_higher_table():
    """The higher table says 从轻. A heavier row of the lower one contradicts it, unless 从重 is barred: then it says nothing."""
    contradiction = AlertSeen("rows_conflict", "serious", None, ())
    lower = [row("s", TOP, level="heavier"), row("v", LOW)]
    assert contradiction in two([row("r", LOW, level="lighter")], lower).alerts
    assert contradiction not in two([row("r", LOW, level="lighter")], lower, bars("x", "heavier")).alerts


# ---- what is wrong with a case -----------------------------------------------------------------------------------

SMALL = {
    **HEAD,
    "ruleset": "small",
    "title": {"zh": "小规则"},
    "facts": {"b": {"label": "行为", "type": "boolean"}, "n": {"label": "件数", "type": "integer", "unit": "件"}},
    "matters": [
        {
            "id": "m.one",
            "title": "一",
            "elements": "行为",
            "penalised_by": "试法 第九条",
            "penalties": [{"fine": {"shall": "件数每件100元"}}],
        }
    ],
}
PROGRAM = program_of(SMALL)


def problems(case):
    with pytest.raises(InvalidInput) as found:
        decide(PROGRAM, case)
    return found.value.report.diagnostics


def written(matter, facts):
    text = f"format: enforcerules/case/1\ncase: c\nphase: investigating\nparties: [{{id: p1, kind: unit}}]\nacts: [{{id: a1, matter: {matter}}}]\nfacts: {{{facts}}}\n"
    made, report = read_case(text.encode(), "case.yaml", json=False)
    assert made is not None, report
    return made


def test_where_a_wrong_value_is_told():
    """At the value; at the name of the fact where the value, a list of nothing, has no place; nowhere where nothing was written."""
    (at_value,) = problems(written("m.one", "件数: 几件"))
    (at_name,) = problems(written("m.one", "件数: []"))
    (nowhere,) = problems(case_for("m.one", {"n": "几件"}))
    assert (at_value.span.line, at_value.span.column) == (6, 13)
    assert (at_name.span.line, at_name.span.column) == (6, 9)
    assert nowhere.span is None
    assert (at_value.code, at_name.code, nowhere.code) == ("ER220", "ER603", "ER220")


def test_no_fact_is_unknown_to_a_matter_that_is_unknown_itself():
    """Where no act is of a matter that there is, that is told, and nothing of the facts that its rules would have."""
    assert "ER602" in {one.code for one in problems(written("m.one", "无此: 1"))}
    assert {one.code for one in problems(written("m.none", "无此: 1"))} == {
        one.code for one in problems(written("m.none", ""))
    }


# ---- several acts together ---------------------------------------------------------------------------------------

FRAME = SimpleNamespace(sliced=SimpleNamespace(rules=()))


def act(name, *measures, party="p"):
    """An act that ends in a penalty."""
    return SimpleNamespace(
        act=name, party=party, matter=f"m.{name}", disposition="penalise", candidates=(), measures=measures
    )


def together(*acts, choices=()):
    (one,) = combinations([(FRAME, each) for each in acts], choices)
    return one


def chosen(state, party="p"):
    return SimpleNamespace(act="a", party=party, state=state)


@pytest.mark.parametrize(
    ("choice", "open_"),
    [
        (chosen("person"), True),
        (chosen("open"), True),
        (chosen("settled"), False),
        # another party to the same act may have to wait for a choice, this one does not
        (chosen("person", party="q"), False),
    ],
)
def test_a_choice_leaves_the_sum_of_its_own_party_open(choice, open_):
    made = together(act("a", seen()), act("b", seen()), choices=[choice])
    assert (made.statutory, made.open) == (span(200, 1000), open_)


def test_a_measure_that_is_open_leaves_the_sum_open():
    assert together(act("a", seen()), act("b", seen(open=("levels",)))).open is True
    assert together(act("a", seen()), act("b", seen())).open is False


def detention(length):
    return seen(kind="detention", duration=length, statutory=None)


@pytest.mark.parametrize(
    ("other", "total", "open_"),
    [
        # 5 to 10 days and 3 to 4
        (Duration(3, 4), Duration(8, 14), False),
        # 5 to 10 days and up to 15, of which the text names no least
        (Duration(None, 15), Duration(5, 25), False),
        # what is not told in days is not added, and the sum is open
        (None, Duration(5, 10), True),
        (Duration(1, 2, "m"), Duration(5, 10), True),
        (Duration(20, 20, life=True), Duration(5, 10), True),
        (LIFE, Duration(5, 10), True),
    ],
)
def test_only_days_are_added(other, total, open_):
    made = together(act("a", detention(Duration(5, 10))), act("b", detention(other)))
    assert (made.detention, made.open) == (total, open_)


def test_two_lengths_without_a_least_have_none_together():
    made = together(act("a", detention(Duration(None, 10))), act("b", detention(Duration(None, 15))))
    assert made.detention == Duration(None, 25)


def test_a_kind_that_is_barred_is_called_for_by_no_act():
    barred = seen(kind="warning", statutory=None, barred=BarSeen(holds=True, rules=(), basis=()))
    made = together(act("a", seen(), barred), act("b", seen(), replace(barred, barred=None)))
    assert made.kinds == (("warning", ("b",)),)


# ---- two versions of the law -------------------------------------------------------------------------------------


def test_a_condition_that_stays_open_under_the_older_law_has_no_order_either():
    """The licence went from 5 平方米 on, or where the area was found: of one that cannot be found it stays open whether it did."""
    old = [SHALL, {"license_revoke": "shall", "when": "面积5平方米以上 或 面积已查明"}]
    assert compared(old, [SHALL], {"area": None}) == ("unclear", "kind")


def test_readings_that_are_heavier_or_weigh_the_same_are_never_lighter():
    """Two tiers hold. 2500元 and 3000元 beside the 2500元 of the old law: as much, or more; 2000元 and 2500元: less, or as much.

    The order that is new weighs nothing. Never lighter is enough for the older law to stand (从旧兼从轻), and perhaps lighter is
    not enough for the newer one.
    """

    def tiers(first, second):
        return [
            {"limbs": [{"when": "面积5平方米以上", **fine(first)}, {"when": "面积9平方米以上", **fine(second)}]},
            {"order": "shall"},
        ]

    assert compared([fine("2500元")], tiers("2500元", "3000元"), {"area": "9"}) == ("heavier", "maximum")
    assert compared([fine("2500元")], tiers("2000元", "2500元"), {"area": "9"})[0] == "unclear"


# ---- what can be true at once ------------------------------------------------------------------------------------

YEAR = Count(("penalty",), "any", Period(years=1), "end", (True, True), calendar=False, including_present=False)
YEARS, EVER = replace(YEAR, window=Period(years=2)), replace(YEAR, window=None)


@pytest.mark.parametrize(
    ("one", "other", "never_more"),
    [
        (YEAR, YEARS, True),
        (YEARS, YEAR, False),
        # of all time there are never fewer than of a year, and of all time nothing is said
        (YEAR, EVER, True),
        (EVER, YEARS, False),
        # of other events, or counted otherwise, nothing follows
        (YEAR, replace(YEARS, events=("warning",)), False),
        (YEAR, replace(EVER, including_present=True), False),
        (replace(YEAR, same="matter"), YEARS, False),
    ],
)
def test_what_counts_of_a_year_is_never_more_than_what_counts_of_two(one, other, never_more):
    a, b = (Fact(name, name, "integer", "t", formula=formula) for name, formula in (("a", one), ("b", other)))
    assert _at_most(None, a, b) is never_more


def test_cells_that_cannot_occur_together():
    """Two of the last year and one of the last two years cannot be; two and two can, and so can anything with no end."""
    pairs = (("a", "b"),)
    two_up, up_to_one = Numbers((Interval(2, None),)), Numbers((Interval(None, 1),))
    assert consistent({"a": exactly(2), "b": exactly(1)}, pairs) is False
    assert consistent({"a": two_up, "b": up_to_one}, pairs) is False
    assert consistent({"a": exactly(2), "b": exactly(2)}, pairs) is True
    assert consistent({"a": up_to_one, "b": exactly(0)}, pairs) is True
    assert consistent({"a": exactly(2), "b": two_up}, pairs) is True


TIMES = Fact("times", "次数", "integer", "t", formula=replace(YEAR, per=("shop",)))
SHOP = Fact("shop", "店铺", "code", "t")


@pytest.mark.parametrize(
    ("times", "shop", "can_be"),
    [
        # the shop was fined once: never none, never twice
        (exactly(1), "甲店", True),
        (exactly(0), "甲店", False),
        (Numbers((Interval(2, None),)), "甲店", False),
        # that the number cannot be found out goes with every shop, and any number with no shop said
        (None, "甲店", True),
        (exactly(0), None, True),
    ],
)
def test_a_count_by_shop_goes_with_its_shop(times, shop, can_be):
    fined = SimpleNamespace(region=lambda _: exactly(1))
    frame = SimpleNamespace(
        fact=lambda name: {"times": TIMES, "shop": SHOP}[name], known=SimpleNamespace(suppose=lambda _: fined)
    )
    cells = {"times": times} | ({} if shop is None else {"shop": Values(frozenset({shop}))})
    assert _counted(frame, cells) is can_be


@pytest.mark.parametrize(
    ("states", "at_once"),
    [
        ([{"v"}, {"v"}], False),
        # a provision that does not ask whether the value can be determined goes on with any value
        ([{"v"}, set()], True),
        ([set(), {"v"}], True),
        ([set(), set()], True),
    ],
)
def test_a_value_that_cannot_be_determined_excludes_one_only_if_both_provisions_ask(states, at_once):
    value = Fact("v", "货值", "money", "t")
    frame = SimpleNamespace(sliced=SimpleNamespace(facts={"v": value}), fact=lambda _: value)
    undeterminable, known = (Reading((("v", cell),), (None,), may_spare=False) for cell in (None, exactly(1)))
    assert _together([frame, frame], [undeterminable, known], states) is at_once


# ---- one act under several provisions ----------------------------------------------------------------------------


def test_a_fine_that_is_always_barred_is_not_the_one_that_is_compared():
    """9000元 where 甲情形 holds, and there every fine is barred; 1000元 where 乙情形 holds. Neither is known.

    The fine of 9000元 never comes, and is not what the provision is told by: of it 1000元 is left, below the 2000元 of another.
    """
    document = {
        **SMALL,
        "facts": {
            name: {"label": label, "type": "boolean"}
            for name, label in (("b", "行为"), ("x", "甲情形"), ("y", "乙情形"))
        },
        "gates": [
            {"id": "g.amount", "then": {"concur": "by_amount"}, "basis": "试法 第二十九条"},
            {
                "id": "g.bar",
                "when": "甲情形",
                "then": {"bar_kinds": ["fine"]},
                "matter": ["m.one"],
                "basis": "试法 第三条",
            },
        ],
        "matters": [
            {
                **SMALL["matters"][0],
                "penalties": [
                    {"fine": {"shall": "1000元"}, "when": "乙情形"},
                    {"fine": {"shall": "9000元"}, "when": "甲情形"},
                ],
            },
            {**SMALL["matters"][0], "id": "m.two", "penalties": [{"fine": {"shall": "2000元"}}]},
        ],
    }
    made = decide(program_of(document), case_for(["m.one", "m.two"], {"b": "true", "x": None, "y": None}))
    (one,) = made.concurrences
    assert (one.state, one.prevails) == ("settled", "m.two")
    assert {rival.matter: rival.statutory for rival in one.rivals} == {
        "m.one": span(100_000, 100_000),
        "m.two": span(200_000, 200_000),
    }


# ---- facts -------------------------------------------------------------------------------------------------------


def test_the_greatest_and_the_least_of_what_has_no_bound():
    """The greater of two that are at most 9 and 7 is at most 9; the lesser of two that are at least 2 and 5 is at least 2."""
    up, down = [Interval(2, None), Interval(5, None)], [Interval(None, 9), Interval(None, 7)]
    assert _extreme("max", down) == (None, 9)
    assert _extreme("min", up) == (2, None)
    assert _extreme("max", up) == (5, None)
    assert _extreme("min", down) == (None, 7)


@pytest.mark.parametrize(
    ("status", "on_unknown", "stands"),
    [
        ("known", "keep", True),
        ("searched_not_found", "keep", True),
        ("unknown", "keep", False),
        ("unknown", FALSE, False),
        # what nobody raised stands for what the ruleset states, where it states it
        ("not_raised", "keep", False),
        ("not_raised", "lowest", False),
        ("not_raised", FALSE, True),
    ],
)
def test_on_which_facts_a_figure_may_be_built(status, on_unknown, stands):
    frame = SimpleNamespace(
        known=SimpleNamespace(of=lambda _: SimpleNamespace(status=status)),
        fact=lambda name: Fact(name, name, "boolean", "t", on_unknown=on_unknown),
    )
    assert _stands(frame, "x") is stands


@pytest.mark.parametrize(
    ("matter", "expected"),
    [("a.b.c", "a.b"), ("a.b", "a"), ("a", "a"), ("法#六十-1", "法#六十"), ("法#六十", "法#六十"), ("a.b-c", "a")],
)
def test_what_matters_of_one_nature_share(matter, expected):
    assert nature(matter) == expected
