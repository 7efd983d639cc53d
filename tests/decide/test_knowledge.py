"""What is known of facts: given, silent, assumed, concluded; formulas of figures that are known in part; what an allegation raises."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from strategies import HEAD, case_for, program_of

from enforcerules.decide.facts import Knowledge, alleged, ratio, steps
from enforcerules.decide.reference import judge
from enforcerules.model.calendar import Calendar, YearCalendar
from enforcerules.model.dates import Period
from enforcerules.model.knowledge import Observed
from enforcerules.model.program import (
    Age,
    Arithmetic,
    Atom,
    Count,
    DateAfter,
    Days,
    Fact,
    Known,
    Or,
    Ratio,
    Series,
    Steps,
    When,
)
from enforcerules.model.region import FALSE, LINE, TRUE, TRUTH, Interval, Numbers, Values, exactly
from enforcerules.pipeline import decide, timelines

UP = Numbers((Interval(0, None),))
VALUES = (("a", "甲"), ("b", "乙"))


def fact(name, type_="integer", **more):
    return Fact(name, name, type_, "test", **more)


def known(*facts, concluded=False, history=None, **given):
    made = {name: one if isinstance(one, Observed) else Observed(one, "known") for name, one in given.items()}
    return Knowledge(
        {one.id: one for one in facts}, made, {}, "m.one", "p1", history, Calendar("none", {}), judge, concluded
    )


def between(lo, hi):
    return Numbers((Interval(lo, hi),))


# ---- what nobody said ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("type_", "silent", "unknown"),
    [
        ("boolean", FALSE, TRUTH), ("integer", exactly(0), UP), ("money", exactly(0), UP), ("decimal", exactly(0), LINE),
        ("grade", exactly(0), between(0, 1)), ("choice", Values(frozenset({"a"})), Values(frozenset({"a", "b"}))),
        ("set", Values(frozenset()), Values(frozenset({"a", "b"}))), ("date", LINE, LINE),
    ],
)  # fmt: skip
def test_of_what_nobody_raised_the_lightest_is_taken_and_of_what_must_be_asked_nothing(type_, silent, unknown):
    values = VALUES if type_ in {"grade", "choice", "set"} else ()
    asked, raised = fact("x", type_, values=values), fact("x", type_, values=values, ask="if_raised")
    assert known(asked).of("x") == Observed(unknown, "unknown")
    assert known(raised).of("x") == Observed(silent, "not_raised")
    said = Observed(unknown, "unknown", ("证1",))
    assert known(raised, x=said).of("x") is said


def test_assumptions_go_before_everything():
    one = known(fact("x"), fact("y", "boolean"), x=exactly(3))
    under = one.suppose({"x": exactly(5), "y": None})
    assert under.of("x") == Observed(exactly(5), "assumed")
    assert under.of("y") == Observed(TRUTH, "undeterminable")
    assert one.of("x") == Observed(exactly(3), "known")
    again = under.suppose({"y": TRUE})
    assert (again.region("x"), again.region("y")) == (exactly(5), TRUE)
    assert (again.matter, again.party, again.concluded, again.edition) == (
        one.matter,
        one.party,
        one.concluded,
        one.edition,
    )
    assert known(fact("x"), concluded=True).suppose({}).concluded


@pytest.mark.parametrize(
    ("on_unknown", "region", "status"),
    [
        ("keep", UP, "unknown"),
        ("lowest", exactly(0), "assumed"),
        (exactly(7), exactly(7), "assumed"),
    ],
)
def test_what_stayed_unknown_at_the_conclusion(on_unknown, region, status):
    """What the ruleset says is put there once, with how it was known before; before the conclusion nothing is."""
    one = fact("x", on_unknown=on_unknown)
    given = Observed(UP, "undeterminable", ("证1",), "账册灭失")
    assert known(one, x=given).of("x") == given
    found = known(one, concluded=True, x=given).of("x")
    if on_unknown == "keep":
        assert found == given
    else:
        assert found == Observed(region, "assumed", ("证1",), "账册灭失", stood="undeterminable")
        assert found.found == "undeterminable"
    assert known(one, concluded=True).of("x").status == status
    assert known(one, concluded=True, x=exactly(3)).of("x") == Observed(exactly(3), "known")


def test_silence_and_figures_at_the_conclusion():
    """What nobody raised is not raised at the conclusion either; a derived figure that stayed unknown has no state of its own."""
    silent = fact("x", "date", ask="if_raised", on_unknown=exactly(5))
    assert known(silent, concluded=True).of("x") == Observed(LINE, "not_raised")
    sum_ = fact("s", formula=Arithmetic("sum", ("y", Fraction(1))), on_unknown=exactly(9))
    assert known(fact("y"), sum_, concluded=True).of("s") == Observed(exactly(9), "assumed")
    assert known(fact("y"), sum_).of("s") == Observed(between(1, None), "derived")


@pytest.mark.parametrize(
    ("given", "member", "other"),
    [
        (Observed(Values(frozenset({"a"})), "known", ("证1",)), Observed(TRUE, "known", ("证1",)), Observed(FALSE, "known", ("证1",))),
        (Observed(Values(frozenset({"a"})), "fixed"), Observed(TRUE, "fixed"), Observed(FALSE, "fixed")),
        (Observed(Values(frozenset({"a"})), "assumed"), Observed(TRUE, "assumed"), Observed(FALSE, "assumed")),
        (None, Observed(TRUTH, "unknown"), Observed(TRUTH, "unknown")),
        (Observed(Values(frozenset({"a", "b"})), "asserted"), Observed(TRUTH, "asserted"), Observed(TRUTH, "asserted")),
    ],
)  # fmt: skip
def test_whether_a_set_has_a_value(given, member, other):
    one = known(fact("x", "set", values=VALUES), **({} if given is None else {"x": given}))
    assert (one.of("x∋a"), one.of("x∋b")) == (member, other)
    assert one.suppose({"x∋b": TRUE}).of("x∋b") == Observed(TRUE, "assumed")
    silent = known(fact("x", "set", values=VALUES, ask="if_raised"))
    assert silent.of("x∋a") == Observed(FALSE, "not_raised")


# ---- formulas ------------------------------------------------------------------------------------------------------

A, B = fact("a"), fact("b")


@pytest.mark.parametrize(
    ("op", "operands", "a", "b", "expected"),
    [
        ("sum", ("a", "b"), (2, 3), (5, 7), (7, 10)),
        ("sum", ("a", "b"), (2, None), (5, 7), (7, None)),
        ("sum", ("a", Fraction(10)), (2, 3), (0, 0), (12, 13)),
        ("minus", ("a", "b"), (2, 3), (5, 7), (-5, -2)),
        ("minus", ("a", "b"), (2, 3), (5, None), (None, -2)),
        ("minus", ("a", "b"), (2, None), (5, 7), (-5, None)),
        ("minus", ("a", "b", Fraction(1)), (2, 3), (5, 7), (-6, -3)),
        ("times", ("a", "b"), (2, 3), (5, 7), (10, 21)),
        ("times", ("a", "b"), (2, None), (5, 7), (10, None)),
        ("times", ("a", Fraction(1, 2)), (2, 3), (0, 0), (1, Fraction(3, 2))),
        ("max", ("a", "b"), (2, 9), (5, 7), (5, 9)),
        ("min", ("a", "b"), (2, 9), (5, 7), (2, 7)),
        # of a greater one the part that is known is a lower bound, of a lesser one an upper bound
        ("max", ("a", "b"), (2, None), (5, 7), (5, None)),
        ("min", ("a", "b"), (2, None), (5, 7), (2, 7)),
        ("max", ("a", "b"), (None, 9), (5, 7), (5, 9)),
        ("min", ("a", "b"), (None, 9), (5, 7), (None, 7)),
    ],
)
def test_arithmetic_of_what_lies_between_bounds(op, operands, a, b, expected):
    made = fact("s", formula=Arithmetic(op, operands))
    found = known(A, B, made, a=between(*a), b=between(*b)).of("s")
    assert found == Observed(between(*expected), "derived")


@pytest.mark.parametrize(
    ("figure", "counts", "dropped"),
    [
        ((0, 0), (0, 0), (0, 0)), ((100, 100), (0, 0), (0, 0)), ((101, 101), (1, 1), (0, 0)), ((149, 149), (1, 1), (0, 0)),
        ((150, 150), (1, 1), (1, 1)), ((151, 151), (2, 2), (1, 1)), ((200, 200), (2, 2), (2, 2)),
        ((120, 230), (1, 3), (0, 2)), ((None, 151), (0, 2), (0, 1)), ((151, None), (2, None), (1, None)),
    ],
)  # fmt: skip
def test_steps_beyond_a_start(figure, counts, dropped):
    """Steps of 50 beyond 100: a part of a step counts whole, or not at all; never fewer than none."""
    for part, expected in ((True, counts), (False, dropped)):
        assert steps(Steps("a", Fraction(100), Fraction(50), part), Interval(*figure)) == between(*expected)
        one = fact("s", formula=Steps("a", Fraction(100), Fraction(50), part))
        assert known(A, one, a=between(*figure)).of("s") == Observed(between(*expected), "derived")


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        ((2, 2), (8, 8), (Fraction(1, 4), Fraction(1, 4))), ((2, 4), (8, 10), (Fraction(1, 5), Fraction(1, 2))), ((0, 0), (5, 5), (0, 0)),
        ((2, 2), (0, 0), (0, None)), ((2, 2), (0, 8), (Fraction(1, 4), None)), ((2, None), (8, 8), (Fraction(1, 4), None)),
        ((None, 2), (8, 8), (0, Fraction(1, 4))), ((2, 2), (8, None), (0, Fraction(1, 4))), ((2, 2), (None, 8), (Fraction(1, 4), None)),
    ],
)  # fmt: skip
def test_a_share_of_a_whole(part, whole, expected):
    assert ratio(Interval(*part), Interval(*whole)) == between(*expected)
    one = fact("s", "rate", formula=Ratio("a", "b"))
    assert known(A, B, one, a=between(*part), b=between(*whole)).of("s") == Observed(between(*expected), "derived")


DAY = date(2024, 3, 1).toordinal()
START, END = fact("start", "date"), fact("end", "date")


@pytest.mark.parametrize(
    ("start", "plus", "end", "expected"),
    [
        ((DAY, DAY), None, (DAY + 9, DAY + 9), (9, 9)),
        ((DAY, DAY), Period(days=3), (DAY + 9, DAY + 9), (6, 6)),
        ((DAY, DAY), Period(months=1), (DAY, DAY), (-31, -31)),  # March has 31 days
        ((DAY, DAY + 2), None, (DAY + 9, DAY + 19), (7, 19)),
        ((DAY, DAY), None, (None, None), (None, None)),
        ((DAY, None), None, (DAY + 9, DAY + 9), (None, 9)),
        ((None, DAY), None, (DAY + 9, DAY + 9), (9, None)),
        ((DAY, DAY), None, (DAY + 9, None), (9, None)),
        ((DAY, DAY), None, (None, DAY + 9), (None, 9)),
    ],
)
def test_days_between(start, plus, end, expected):
    one = fact("s", formula=Days("start", plus, "end"))
    found = known(START, END, one, start=between(*start), end=between(*end)).of("s")
    assert found == Observed(between(*expected), "derived")


@pytest.mark.parametrize(("start", "expected"), [((DAY, DAY), (DAY + 3, DAY + 3)), ((DAY, None), (DAY + 3, None)), ((None, DAY), (None, DAY + 3))])  # fmt: skip
def test_a_day_after_a_period(start, expected):
    one = fact("s", "date", formula=DateAfter("start", Period(days=3)))
    assert known(START, one, start=between(*start)).of("s") == Observed(between(*expected), "derived")
    # no calendar says which days are working days
    rolled = fact("s", "date", formula=DateAfter("start", Period(days=3), roll=True))
    assert known(START, rolled, start=between(*start)).of("s") == Observed(LINE, "derived")


@pytest.mark.parametrize(
    ("born", "on", "years"),
    [
        ("2010-03-01", "2024-03-01", 13), ("2010-03-01", "2024-03-02", 14), ("2010-03-01", "2010-03-01", 0),
        ("2024-03-02", "2024-03-01", None), (None, "2024-03-01", None), ("2010-03-01", None, None),
    ],
)  # fmt: skip
def test_age_counts_from_the_day_after_the_birthday(born, on, years):
    """Who was born on 1 March 2010 is fourteen on 2 March 2024; nobody has an age before birth."""
    given = {
        name: LINE if day is None else exactly(date.fromisoformat(day).toordinal())
        for name, day in (("start", born), ("end", on))
    }
    one = fact("s", formula=Age("start", "end"))
    expected = LINE if years is None else exactly(years)
    assert known(START, END, one, **given).of("s") == Observed(expected, "derived")


@pytest.mark.parametrize(("n", "truth"), [(exactly(3), TRUE), (exactly(2), FALSE), (UP, TRUTH)])
def test_a_truth_that_follows_from_a_condition(n, truth):
    one = fact("s", "boolean", formula=When(Atom("a", between(3, None), "3件以上")))
    assert known(A, one, a=n).of("s") == Observed(truth, "derived")


def test_a_span_of_a_day_that_nobody_raised_is_not_raised():
    """Nobody claimed the day of correction: neither the days up to it nor the day after it are asked for."""
    corrected = fact("end", "date", ask="if_raised")
    days = fact("s", formula=Days("start", None, "end"))
    due = fact("due", "date", formula=DateAfter("end", Period(days=3)))
    one = known(START, corrected, days, due, start=exactly(DAY))
    assert one.of("s") == Observed(LINE, "not_raised")
    assert one.of("due") == Observed(LINE, "not_raised")
    back = fact("s", formula=Days("end", None, "start"))
    assert known(START, corrected, back, start=exactly(DAY)).of("s").status == "not_raised"
    total = fact("s", formula=Arithmetic("sum", ("a", "b")))
    silent = known(fact("a", ask="if_raised"), B, total, b=exactly(3))
    assert silent.of("s") == Observed(exactly(3), "derived")  # a sum of what nobody raised is that of the rest


def test_a_count_of_nothing_that_was_said():
    formula = Count(("penalty",), "any", None, "end", (True, True), False, True)
    one = fact("s", formula=formula)
    assert known(END, one, end=exactly(DAY)).of("s") == Observed(between(1, None), "derived")


def test_a_mean_of_nothing_is_not_raised():
    """Without a history nobody spoke of any reading; a sum of what is never below nil is at least nil, of others anything."""
    formula = Count(("reading",), "any", None, "end", (True, True), False, False)
    mean, total = (fact(take, "decimal", formula=Series(formula, "r", take, 1)) for take in ("mean", "sum"))
    for least, region in ((None, LINE), (0, between(0, None))):
        one = known(END, fact("r", "decimal", least=least), mean, total, end=exactly(DAY))
        assert one.of("mean") == Observed(LINE, "not_raised")
        assert one.of("sum") == Observed(region, "derived")


# ---- the allegation ------------------------------------------------------------------------------------------------

RAISED = fact("x", "boolean", ask="if_raised")
PLAIN = fact("y", "boolean")
LATE = fact("late", formula=Days("start", None, "end"))
GRAVE = fact("grave", "boolean", formula=When(Or((Atom("x", TRUE, "甲"), Atom("z", TRUE, "丙")))))
Z = fact("z", "boolean", ask="if_raised")
IS_X, IS_Y, IS_GRAVE = Atom("x", TRUE, "甲"), Atom("y", TRUE, "乙"), Atom("grave", TRUE, "严重")


def test_an_allegation_raises_what_it_alleges():
    """Silence does not refute what is alleged; through a derived fact neither. What is known to be otherwise does."""
    one = known(RAISED, PLAIN, Z, GRAVE)
    assert judge(IS_X, one) is False
    opened = alleged(one, IS_X)
    assert (opened.of("x"), opened.of("z").status) == (Observed(TRUTH, "unknown"), "not_raised")
    assert judge(IS_X, opened) is None
    deep = alleged(one, IS_GRAVE)
    assert (deep.of("x").status, deep.of("z").status, judge(IS_GRAVE, deep)) == ("unknown", "unknown", None)
    assert deep.given == {"x": Observed(TRUTH, "unknown"), "z": Observed(TRUTH, "unknown")}


def test_what_an_allegation_leaves_as_it_is():
    one = known(RAISED, PLAIN, Z, GRAVE, y=FALSE)
    assert alleged(one, None) is one
    assert alleged(one, IS_Y) is one  # refuted by what is known
    both = known(RAISED, PLAIN, Z, GRAVE, x=FALSE)
    assert alleged(both, IS_X) is both
    unknown = known(RAISED, PLAIN, Z, GRAVE)
    assert alleged(unknown, IS_Y) is unknown  # open as it is
    half = known(RAISED, PLAIN, Z, GRAVE, x=FALSE)
    assert judge(IS_GRAVE, alleged(half, IS_GRAVE)) is None
    assert alleged(half, IS_GRAVE).of("x") == Observed(FALSE, "known")
    true = known(RAISED, PLAIN, Z, GRAVE, x=TRUE)
    assert alleged(true, IS_GRAVE) is true


def test_a_day_that_nobody_raised_is_no_base_of_an_allegation_by_itself():
    """A span over a day of the frame is derived: only what can be said of the case itself is opened."""
    corrected = fact("end", "date", ask="if_raised")
    late = Atom("late", between(1, None), "逾期1日以上")
    one = known(START, corrected, LATE, RAISED, start=exactly(DAY))
    assert judge(late, one) is False
    assert alleged(one, late) is one
    assert judge(Known("late", "ascertained", "已查明"), one) is False
    both = alleged(one, Or((late, IS_X)))
    assert both.given == {"start": Observed(exactly(DAY), "known"), "x": Observed(TRUTH, "unknown")}


def test_a_set_of_which_a_member_is_alleged_is_raised():
    one = known(fact("kinds", "set", values=VALUES, ask="if_raised"))
    has = Atom("kinds∋a", TRUE, "包含甲")
    assert judge(has, one) is False
    opened = alleged(one, has)
    assert (opened.of("kinds").status, judge(has, opened)) == ("unknown", None)


def test_a_last_day_on_a_rest_day_moves_to_the_next_working_day():
    """Friday, 1 March 2024 and two days is Sunday, the 3rd: Monday, the 4th; in a year whose rest days are known."""
    rolled = fact("s", "date", formula=DateAfter("start", Period(days=2), roll=True))
    year = YearCalendar(2024, "", "", "primary", frozenset(), frozenset())
    one = replace(known(START, rolled, start=exactly(DAY)), calendar=Calendar("test", {2024: year}))
    assert one.of("s") == Observed(exactly(DAY + 3), "derived")


# ---- the same through a case ---------------------------------------------------------------------------------------


def test_elements_that_nobody_raised_are_open_and_those_refuted_are_not_established():
    made = program_of(
        {
            **HEAD,
            "ruleset": "small",
            "title": {"zh": "小"},
            "facts": {"x": {"label": "甲情形", "type": "boolean", "ask": "if_raised"}, "y": {"label": "乙情形", "type": "boolean"}},
            "matters": [{"id": "m.one", "title": "一", "elements": "甲情形 且 乙情形", "penalised_by": "试法 第九条", "penalties": [{"fine": {"shall": "1000元"}}]}],
        }
    )  # fmt: skip

    def said(**facts):
        return decide(made, case_for("m.one", facts)).outcomes[0].disposition

    assert said(y=True) == "undetermined"
    assert said(y=False) == "not_established"
    assert said(x=False, y=True) == "not_established"
    assert said(x=True, y=True) == "penalise"
    (days,) = timelines(made, case_for("m.one", {"y": True}))
    assert days.act.known.of("x").status == "unknown"
