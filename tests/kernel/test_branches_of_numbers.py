"""Traced numbers, the tree of ways, and what generated code calls: each by itself, worked by hand."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from types import SimpleNamespace

import pytest

from enforcerules.decide.facts import Knowledge
from enforcerules.decide.frame import Item
from enforcerules.decide.merge import Merged, MergedMeasure
from enforcerules.decide.reference import judge
from enforcerules.kernel.calls import KNOWN, Calls, read
from enforcerules.kernel.code import Names, arguments_of, formula_of
from enforcerules.kernel.slots import NotPlain
from enforcerules.kernel.sums import Sum, constant, variable
from enforcerules.kernel.traced import Asked, Fork, Leak, Path, Traced, watched
from enforcerules.kernel.tree import Leaf, Money, Node, end_of, grown, leaf_of
from enforcerules.model.calendar import Calendar, YearCalendar
from enforcerules.model.dates import Period
from enforcerules.model.decision import LevelRange, MoneyRange
from enforcerules.model.edition import CURRENT
from enforcerules.model.knowledge import Observed
from enforcerules.model.program import TRUE_CONDITION, Age, Atom, Count, DateAfter, Days, Fact, Runs, When
from enforcerules.model.region import FALSE, TRUE, TRUTH, Interval, Numbers, exactly

# ---- traced numbers ----------------------------------------------------------------------------------------------


@pytest.fixture
def path():
    return Path()


@pytest.fixture
def three(path):
    """The fact a, which is 3 in this case."""
    return Traced(variable("a"), 3, path)


def terms(traced):
    return dict(traced.sum.terms), traced.value


def test_arithmetic_stays_traced(three, path):
    """a is 3: -a, 10 - a, a - 10, a/4, ⌊a⌋, a·a, each as a sum and as a number."""
    assert terms(-three) == ({("a",): -1}, -3)
    assert terms(10 - three) == ({(): 10, ("a",): -1}, 7)
    assert terms(three - 10) == ({(): -10, ("a",): 1}, -7)
    assert terms(three / 4) == ({("a",): Fraction(1, 4)}, Fraction(3, 4))
    assert terms(three * three) == ({("a", "a"): 1}, 9)
    assert (three // 1).value == 3
    assert path.steps == []


@pytest.mark.parametrize(
    "used",
    [
        lambda a: a / a, lambda a: a / 0, lambda a: a // 2, lambda a: 7 // a, lambda a: a % 2, lambda a: 1 / a,
        int, float, str, repr, lambda a: f"{a}", lambda a: [0, 1][a], lambda a: a.numerator, lambda a: a.denominator,
    ],
)  # fmt: skip
def test_what_would_leave_the_sum_leaks(three, used):
    """A quotient of two facts, digits, texts: what is not the same for every case on the way is never generated from."""
    with pytest.raises(Leak):
        used(three)


@pytest.mark.parametrize(
    ("asked", "answer", "sign", "sum_"),
    [
        # every fork says how a sum stands to nil: a - 3 ≤ 0, 3 - a ≤ 0, 4 - a < 0, a - 4 < 0, a - 4 = 0
        (lambda a: a <= 3, True, "<=", (((), -3), (("a",), 1))),
        (lambda a: a >= 3, True, "<=", (((), 3), (("a",), -1))),
        (lambda a: a > 4, False, "<", (((), 4), (("a",), -1))),
        (lambda a: a < 4, True, "<", (((), -4), (("a",), 1))),
        (lambda a: a == 4, False, "==", (((), -4), (("a",), 1))),
        # a truth of a number is that it is not nil; the fork asks whether it is
        (bool, True, "==", ((("a",), 1),)),
    ],
)
def test_a_comparison_is_a_fork(three, path, asked, answer, sign, sum_):
    assert asked(three) is answer
    held = not answer if asked is bool else answer
    assert path.steps == [(Fork(None, sum_, sign), held)]
    asked(three)
    assert len(path.steps) == 1


def test_what_depends_on_no_fact_is_no_fork(three, path):
    """a - a is nil in every case; no number is a text."""
    assert three - three == 0
    assert (three - three) + 5 >= 5
    assert three != "3"
    assert hash(three) == 0
    assert path.steps == []


# ---- watched knowledge ---------------------------------------------------------------------------------------------

HELD = Atom("flag", TRUE, "")


def knowledge(**given):
    table = {"flag": Fact("flag", "旗", "boolean", "r"), "goods": Fact("goods", "货值", "money", "r")}
    return Knowledge(table, given, {}, "m", "p1", None, Calendar("none", {}), judge)


def test_names_are_not_traced_and_open_numbers_leak(path):
    """A truth comes as it is known, an amount of 3 分 as a fact; an amount that is not known, or of two, ends the watch."""
    seen = watched(knowledge(flag=Observed(TRUE, "known"), goods=Observed(exactly(3), "known")), path)
    assert seen.of("flag") == Observed(TRUE, "known")
    assert seen.of("goods").region.hull().point.sum == variable("goods")
    assert seen.of("goods") is seen.of("goods")
    with pytest.raises(Leak):
        watched(knowledge(), path).of("goods")
    two = Numbers((Interval(3, 3), Interval(5, 5)))
    with pytest.raises(Leak):
        watched(knowledge(goods=Observed(two, "known")), path).of("goods")


def test_a_condition_is_asked_when_it_is_needed(path):
    """Which items there are, and how many, is known without asking; what is asked is a fork; what is open leaks."""
    items = {"rule:r": Item("rule:r", HELD, "lighter"), "rule:s": Item("rule:s", TRUE_CONDITION, "lighter")}
    asked = Asked(items, watched(knowledge(flag=Observed(FALSE, "known")), path))
    assert (list(asked), len(asked), "rule:r" in asked, "rule:x" in asked) == (["rule:r", "rule:s"], 2, True, False)
    assert path.steps == []
    assert asked["rule:r"] is False
    assert path.steps == [(Fork(HELD), False)]
    with pytest.raises(Leak):
        Asked(items, watched(knowledge(flag=Observed(TRUTH, "unknown")), path))["rule:r"]


# ---- the tree ------------------------------------------------------------------------------------------------------

ONE, TWO = Fork(HELD), Fork(None, (((), -3), (("a",), 1)), "<")
LEAF, OTHER = (Leaf(name, ()) for name in ("one", "other"))  # results are only carried


def test_a_way_that_does_not_fit_the_tree_is_not_taken_into_it():
    """The reference asks the same at the same place, whatever the facts are; where it seems not to, nothing is generated."""
    tree = grown(None, [(ONE, True), (TWO, False)], LEAF)
    assert tree == Node(ONE, Node(TWO, None, LEAF), None)
    assert end_of(tree, [(ONE, True), (TWO, False)]) is LEAF
    with pytest.raises(Leak):  # shorter: it ends at a fork
        grown(tree, [(ONE, True)], OTHER)
    with pytest.raises(Leak):  # longer: a fork at an end
        grown(tree, [(ONE, True), (TWO, False), (ONE, True)], OTHER)
    with pytest.raises(Leak):  # another fork
        grown(tree, [(TWO, True)], OTHER)
    assert end_of(tree, [(TWO, True)]) is None
    assert end_of(tree, [(ONE, True)]) is None
    assert end_of(tree, [(ONE, True), (TWO, False), (ONE, True)]) is None
    assert end_of(grown(tree, [(ONE, False)], OTHER), [(ONE, False)]) is OTHER


def test_amounts_of_a_leaf(path):
    """Half of a fact of 3 分 is 3/2; what depends on no fact is a number again; what was never traced stays."""
    half = Traced(Sum({("a",): Fraction(1, 2)}), Fraction(3, 2), path)
    fixed = Traced(constant(Fraction(5)), Fraction(5), path)
    level = LevelRange("ordinary", MoneyRange(fixed, half), half, (), ())
    measure = SimpleNamespace(id="m/fine", kind="fine", target="unit", modality="shall")
    found = MergedMeasure(measure, True, MoneyRange(None, half), (level, replace(level, range=None)), ())
    leaf, numbers = leaf_of(Merged(("penalise",), frozenset({"rule:r"}), (found,), frozenset(), frozenset()))
    (one,) = leaf.result.measures
    assert one.statutory == MoneyRange(None, Money(0, 2))
    assert one.levels[0].range == MoneyRange(Fraction(5), Money(0, 2))
    assert one.levels[1].range is None
    assert (one.levels[0].point, leaf.sums, numbers) == (Money(0, 2), (((("a",), 1),),), (3,))
    assert (leaf.result.disposition, leaf.result.because) == ("penalise", ("r",))


# ---- what generated code calls -------------------------------------------------------------------------------------

MAY = YearCalendar(
    2024, "试验", "试验", "primary", frozenset(date(2024, 5, day) for day in (1, 2, 3)), frozenset({date(2024, 5, 11)})
)


@pytest.fixture
def calls():
    return Calls({}, CURRENT, Calendar("XX", {2024: MAY}))


def day(text):
    return date.fromisoformat(text).toordinal()


@pytest.mark.parametrize(
    ("start", "plus", "roll", "last"),
    [
        ("2024-01-31", Period(months=1), False, "2024-02-29"),  # no 31 February: its last day
        ("2024-04-01", Period(months=1), False, "2024-05-01"),
        ("2024-04-01", Period(months=1), True, "2024-05-06"),  # 1 to 3 May are off, 4 and 5 May a weekend
        ("2024-05-01", Period(days=10), True, "2024-05-11"),  # a Saturday on which is worked
        ("2024-04-30", Period(workdays=2), False, "2024-05-07"),  # the first is Monday 6 May
    ],
)
def test_the_last_day_of_a_period(calls, start, plus, roll, last):
    assert calls.date_after(DateAfter("told", plus, roll), day(start)) == day(last)


def test_days_from_the_end_of_a_period(calls):
    """From 2024-04-01 to 2024-05-06 are 35 days, from a month after it 5."""
    assert calls.days(Days("a", None, "b"), day("2024-04-01"), day("2024-05-06")) == 35
    assert calls.days(Days("a", Period(months=1), "b"), day("2024-04-01"), day("2024-05-06")) == 5


@pytest.mark.parametrize(
    ("start", "plus", "roll"),
    [
        ("2024-12-20", Period(months=1), True),  # no calendar of 2025
        ("2024-12-20", Period(workdays=30), False),
        ("9999-12-01", Period(years=1), False),
        ("9999-12-01", Period(days=40), False),
    ],
)
def test_a_day_that_cannot_be_worked_out_is_one_for_the_reference(calls, start, plus, roll):
    with pytest.raises(NotPlain):
        calls.date_after(DateAfter("told", plus, roll), day(start))


def test_full_years(calls):
    """On the 14th birthday one is 13, the day after 14; nobody has an age before birth."""
    formula = Age("born", "on")
    assert calls.age(formula, day("2010-03-01"), day("2024-03-01")) == 13
    assert calls.age(formula, day("2010-03-01"), day("2024-03-02")) == 14
    with pytest.raises(NotPlain):
        calls.age(formula, day("2024-03-02"), day("2024-03-01"))


def test_a_count_without_a_history_is_one_for_the_reference(calls):
    of = Count(("penalty",), "matter", Period(years=1), "end", (True, True), False, False, (), (), ())
    with pytest.raises(NotPlain):
        calls.count(of, day("2024-03-01"), {KNOWN: knowledge()})


def test_a_value_that_is_no_plain_one_is_one_for_the_reference():
    for fact, value in (("goods", 1.5), ("goods", None), ("goods", ["1"]), ("flag", [True])):
        with pytest.raises(NotPlain):
            read(knowledge().facts[fact], value)


# ---- formulas as text --------------------------------------------------------------------------------------------

OF = Count(("major",), "any", None, "told", (True, True), False, False, (), (), ())


def names(*facts):
    table = {fact.id: fact for fact in facts}
    return Names(SimpleNamespace(sliced=SimpleNamespace(facts=table), known=knowledge()))


def test_formulas_with_a_helper_name_what_it_takes():
    """A date after another is called with the day that it is counted from; nobody may have raised that, and then it is nothing."""
    told = Fact("told", "告知日", "date", "r", ask="if_raised")
    due = Fact("due", "应办日", "date", "r", formula=DateAfter("told", Period(months=1)))
    made = names(told, due)
    assert formula_of(made, due) == "AWAY if f0 is AWAY else None if f0 is None else date_after('k0', f0)"
    assert made.constants["k0"] == due.formula
    assert arguments_of(Days("a", None, "b")) == ("a", "b")
    assert arguments_of(Age("born", "on")) == ("born", "on")
    assert arguments_of(OF) == ("told",)


@pytest.mark.parametrize("formula", [Runs(OF, (("major", Period(years=3)),), "adds", None, None, "end"), When(HELD)])
def test_formulas_without_a_helper_are_left_to_the_reference(formula):
    """Terms that events prolong; truths are written out where they are asked."""
    told = Fact("told", "告知日", "date", "r")
    flag = Fact("flag", "旗", "boolean", "r")
    with pytest.raises(Leak):
        formula_of(names(told, flag), Fact("ends", "期满日", "date", "r", formula=formula))
    with pytest.raises(Leak):
        arguments_of(formula)
    with pytest.raises(Leak):
        arguments_of(replace(OF, per=("place",)))
