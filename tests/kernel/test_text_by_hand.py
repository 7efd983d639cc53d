"""Generated text, sums, and results in short: each written out by hand."""

from fractions import Fraction
from types import SimpleNamespace

import pytest
from strategies import DATES, HEAD, case_for, program_of

from enforcerules.kernel.calls import Calls
from enforcerules.kernel.code import Names, condition_of, formula_of, may_be_silent, needed, sum_of
from enforcerules.kernel.context import days_of, unit_of
from enforcerules.kernel.slots import NotPlain
from enforcerules.kernel.sums import Sum, constant, floor_of, variable
from enforcerules.kernel.traced import Leak
from enforcerules.kernel.tree import Leaf, Money
from enforcerules.kernel.verdict import Verdict, measures_of, result_of
from enforcerules.model.calendar import Calendar
from enforcerules.model.decision import LevelRange, MoneyRange
from enforcerules.model.edition import CURRENT
from enforcerules.model.program import (
    Age,
    And,
    Arithmetic,
    Atom,
    Count,
    Days,
    Fact,
    Known,
    Neg,
    Or,
    Ratio,
    Steps,
    Threshold,
    When,
)
from enforcerules.model.region import FALSE, TRUE, TRUTH, Interval, Values, numbers
from enforcerules.model.verdict import MeasureFound, Result
from enforcerules.pipeline import decide

TABLE = {
    "b": Fact("b", "旗", "boolean", "r"),
    "c": Fact("c", "帜", "boolean", "r", ask="if_raised"),
    "v": Fact("v", "货值", "money", "r"),
    "w": Fact("w", "所得", "money", "r"),
    "day": Fact("day", "日", "date", "r", ask="if_raised"),
    "end": Fact("end", "终", "date", "r", source="act.end"),
    "sort": Fact("sort", "类", "choice", "r", values=(("p", "甲"), ("q", "乙"))),
    "kinds": Fact("kinds", "领域", "set", "r", values=(("a", "食品"),)),
    "deep": Fact("deep", "深", "boolean", "r", formula=When(Or((Atom("b", TRUE, ""), Atom("c", TRUE, ""))))),
    "late": Fact("late", "逾期", "integer", "r", formula=Days("day", None, "end")),
    "span": Fact("span", "期间", "integer", "r", formula=Days("end", None, "end")),
    "sum": Fact("sum", "合计", "money", "r", formula=Arithmetic("sum", ("v", "w"))),
}


def made(**values):
    parameters = {name: SimpleNamespace(value=value) for name, value in values.items()}
    return Names(SimpleNamespace(sliced=SimpleNamespace(facts=TABLE), known=SimpleNamespace(values=parameters)))


def text(condition, **values):
    names = made(**values)
    return condition_of(names, condition), names


def atom(fact, *ends):
    return Atom(fact, numbers(Interval(*one) for one in ends), "")


IS_B, IS_C = Atom("b", TRUE, ""), Atom("c", TRUE, "")


# ---- conditions ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (And(()), "True"),
        (Or(()), "False"),
        (IS_B, "f0"),
        (Atom("b", FALSE, ""), "(not f0)"),
        (Atom("b", TRUTH, ""), "True"),
        (Atom("b", Values(frozenset()), ""), "False"),
        (Atom("b", Values(frozenset({"false"}), others=True), ""), "f0"),  # anything but false
        (Atom("b", Values(frozenset({"true"}), others=True), ""), "(not f0)"),
        (Neg(IS_B), "(not f0)"),
        (atom("v", (3, 3)), "(f0 == 3)"),
        (atom("v", (3, None)), "(3 <= f0)"),
        (atom("v", (3, None, True)), "(3 < f0)"),
        (atom("v", (None, 3)), "(f0 <= 3)"),
        (atom("v", (None, 3, True, True)), "(f0 < 3)"),
        (atom("v", (3, 5, False, True)), "(3 <= f0 < 5)"),
        (atom("v", (None, None)), "(True)"),
        (atom("v", (None, 3), (5, 5)), "(f0 <= 3 or f0 == 5)"),
        (atom("v"), "False"),
        (Atom("sort", Values(frozenset({"p"})), ""), "(f0 in 'k0')"),
        (Atom("sort", Values(frozenset({"p"}), others=True), ""), "(f0 not in 'k0')"),
        (Atom("kinds∋a", TRUE, ""), "(f0 is not None and 'k0' in f0)"),
        (Atom("kinds∋a", FALSE, ""), "(not (f0 is not None and 'k0' in f0))"),
        # a day that nobody raised passes no test
        (atom("day", (3, None)), "(f0 is not None and (3 <= f0))"),
        (atom("late", (3, None)), "(f0 is not None and (3 <= f0))"),
        (atom("span", (3, None)), "(3 <= f0)"),
        (atom("end", (3, None)), "(3 <= f0)"),
        # a derived truth is written out
        (Atom("deep", TRUE, ""), "(f0 or f1)"),
        (Atom("deep", FALSE, ""), "(not (f0 or f1))"),
        # what was found out
        (Known("b", "undeterminable", ""), "False"),
        (Known("b", "ascertained", ""), "(f0 is not None)"),
        (Known("c", "ascertained", ""), "said_f0"),
        (Known("end", "ascertained", ""), "(f0 is not None)"),
        (Known("late", "ascertained", ""), "(f0 is not None)"),
        (Known("deep", "ascertained", ""), "True"),
    ],
)
def test_tests_as_text(condition, expected):
    found, names = text(condition)
    assert found == expected
    assert names.said == ({"c"} if condition == Known("c", "ascertained", "") else set())


def test_what_is_certain_is_asked_first():
    """b must be asked and may be open; c is false where nobody raised it, and the end of the act comes from the frame."""
    both, names = text(And((IS_B, IS_C)))
    assert (both, names.facts) == ("(f0 and f1)", {"c": "f0", "b": "f1"})
    either, names = text(Or((atom("v", (3, None)), atom("end", (3, None)), IS_C)))
    assert (either, names.facts) == ("((3 <= f0) or f1 or (3 <= f2))", {"end": "f0", "c": "f1", "v": "f2"})
    assert list(needed(made(), And((Atom("deep", TRUE, ""), Atom("kinds∋a", TRUE, ""), atom("sum", (1, None)))))) == [
        "b",
        "c",
        "kinds",
        "sum",
    ]


@pytest.mark.parametrize(
    ("word", "expected"),
    [(">=", "(2000 <= f0)"), (">", "(2000 < f0)"), ("<=", "(f0 <= 2000)"), ("<", "(f0 < 2000)"), ("=", "(f0 == 2000)")],
)
def test_tests_against_a_parameter(word, expected):
    assert text(Threshold("v", word, "p", ""), p=Fraction(2000))[0] == expected
    with pytest.raises(Leak):
        text(Threshold("v", word, "p", ""))


def test_numbers_that_are_not_whole_stand_in_a_table():
    found, names = text(atom("v", (Fraction(1, 2), None)))
    assert (found, names.constants) == ("('k0' <= f0)", {"k0": Fraction(1, 2)})
    names = made()
    assert [names.constant(one) for one in (3, True, None, Fraction(1, 2), Fraction(1, 2), "x", "x", Fraction(1, 3))] == [
        "3", "True", "None", "k0", "k0", "k1", "k1", "k2",
    ]  # fmt: skip
    assert [names.literal(one) for one in (3, None, Fraction(1, 2), "y")] == ["3", "None", "'k0'", "'k3'"]
    assert names.constant(1) == "1"


def test_facts_that_may_be_silent():
    frame = made().frame
    assert {name for name, fact in TABLE.items() if may_be_silent(frame, fact)} == {"day", "late"}
    for type_, silent in (
        ("text", True),
        ("code", True),
        ("date", True),
        ("boolean", False),
        ("money", False),
        ("set", False),
    ):
        assert may_be_silent(frame, Fact("x", "x", type_, "r", ask="if_raised")) is silent
        assert not may_be_silent(frame, Fact("x", "x", type_, "r"))


# ---- formulas ------------------------------------------------------------------------------------------------------

COUNT = Count(("penalty",), "any", None, "end", (True, True), False, False)


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        (Arithmetic("sum", ("v", "w")), "AWAY if f0 is AWAY or f1 is AWAY else (f0) + (f1)"),
        (Arithmetic("minus", ("v", "w")), "AWAY if f0 is AWAY or f1 is AWAY else (f0) - (f1)"),
        (Arithmetic("times", ("v", Fraction(3))), "AWAY if f0 is AWAY else (f0) * (3)"),
        (Arithmetic("times", ("v", Fraction(3, 100))), "AWAY if f0 is AWAY else (f0) * (k0)"),
        (Arithmetic("max", ("v", "w", Fraction(5))), "AWAY if f0 is AWAY or f1 is AWAY else max(f0, f1, 5)"),
        (Arithmetic("min", ("v", "v")), "AWAY if f0 is AWAY else min(f0, f0)"),
        (Days("end", None, "end"), "AWAY if f0 is AWAY else days('k0', f0, f0)"),
        (Days("day", None, "end"), "AWAY if f0 is AWAY or f1 is AWAY else None if f0 is None or f1 is None else days('k0', f0, f1)"),
        (Age("day", "end"), "AWAY if f0 is AWAY or f1 is AWAY else age('k0', f0, f1)"),
        (Steps("v", Fraction(0), Fraction(1), True), "AWAY if f0 is AWAY else steps('k0', f0)"),
        (Ratio("v", "w"), "AWAY if f0 is AWAY or f1 is AWAY else ratio('k0', f0, f1)"),
        (COUNT, "AWAY if f0 is AWAY else count('k0', f0, T)"),
    ],
)  # fmt: skip
def test_formulas_as_text(formula, expected):
    names = made()
    assert formula_of(names, Fact("x", "x", "integer", "r", formula=formula)) == expected
    if "'k0'" in expected:
        assert names.constants["k0"] == formula


def test_figures_that_generated_code_works_out():
    calls = Calls({}, CURRENT, Calendar("none", {}))
    assert calls.steps(Steps("v", Fraction(100), Fraction(50), True), 101) == 1
    assert calls.steps(Steps("v", Fraction(100), Fraction(50), False), 149) == 0
    assert calls.ratio(Ratio("v", "w"), 2, 8) == Fraction(1, 4)
    with pytest.raises(NotPlain):
        calls.ratio(Ratio("v", "w"), 2, 0)


# ---- sums ----------------------------------------------------------------------------------------------------------

A, B = variable("a"), variable("b")


def test_sums():
    """2 a − b/3 and their like, exactly; what cancels is gone."""
    one = A.plus(A).plus(B.by(constant(Fraction(1, 3))), -1)
    assert dict(one.terms) == {("a",): 2, ("b",): Fraction(-1, 3)}
    assert (one.denominator, one.whole) == (3, (((("a",), 6), (("b",), -1)), 3))
    assert one.constant is None
    assert A.plus(A, -1) == Sum({})
    assert (A.plus(A, -1).constant, A.plus(A, -1).denominator, A.plus(A, -1).whole) == (0, 1, ((), 1))
    assert constant(0) == Sum({})
    assert constant(5).constant == 5
    assert constant(5).plus(A).constant is None
    assert dict(A.plus(constant(1)).by(A.plus(constant(-1))).terms) == {("a", "a"): 1, (): -1}  # (a + 1)(a − 1)
    assert dict(B.by(A).terms) == {("a", "b"): 1}
    floor = floor_of(A.by(constant(Fraction(1, 2))))
    assert (floor.terms, floor.parts) == (((("a",), 1),), 2)
    assert floor == floor_of(A.by(constant(Fraction(1, 2)))) != floor_of(A)


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        ((), "0"), ((((), 5),), "5"), (((("v",), 1),), "f0"), (((("v",), 3),), "3 * f0"), (((("v",), -1),), "-1 * f0"),
        ((((), -3), (("v", "w"), 1)), "-3 + f0 * f1"), ((((), 1),), "1"),
    ],
)  # fmt: skip
def test_sums_as_text(terms, expected):
    assert sum_of(made(), terms) == expected


# ---- results in short ----------------------------------------------------------------------------------------------


def test_amounts_are_filled_in_when_they_are_read():
    """The first sum is 7 in this case, in halves; the second 12, whole."""
    level = LevelRange("ordinary", MoneyRange(Money(0, 2), Money(1, 1), True, False), Money(1, 1), ("r",), ())
    none = LevelRange("lighter", None, None, (), ())
    one = MeasureFound(
        "m", "fine", "unit", "shall", True, MoneyRange(None, Money(0, 2), False, True), (level, none), ("x",), False
    )
    plain = MeasureFound("n", "warning", "unit", "may", None, None, (), (), None)
    leaf = Leaf(Result("penalise", ("refer",), (one, plain), ("r",)), (((("a",), 1),), ((("b",), 1),)))
    first, second = measures_of(leaf, (7, 12))
    assert first == MeasureFound(
        "m", "fine", "unit", "shall", True, MoneyRange(None, Fraction(7, 2), False, True),
        (LevelRange("ordinary", MoneyRange(Fraction(7, 2), Fraction(12), True, False), Fraction(12), ("r",), ()), none), ("x",), False,
    )  # fmt: skip
    assert second == plain
    asked = []
    verdict = Verdict(leaf, (7, 12), lambda facts: asked.append(facts) or "whole", {"f": 1})
    assert (verdict.disposition, verdict.candidates, verdict.because, verdict.measures) == (
        "penalise",
        ("refer",),
        ("r",),
        (first, second),
    )
    assert verdict.measures is verdict.measures
    assert (verdict.decision, asked) == ("whole", [{"f": 1}])
    bare = Leaf(Result("penalise", (), (plain,), ()), ())
    assert measures_of(bare, ()) is bare.result.measures


def matter(**more):
    one = {
        "id": "m.one",
        "title": "一",
        "elements": "旗",
        "penalised_by": "试法 第九条",
        "penalties": [{"fine": {"shall": "1000元"}}, {"license_revoke": "may"}],
    }
    rules = {
        "gates": [
            {"id": "g.end", "when": "甲", "then": {"terminate": "time_barred"}, "basis": "试法 第一条"},
            {"id": "g.refer", "when": "乙", "then": {"refer": "police"}, "basis": "试法 第一条"},
            {"id": "g.bar", "when": "丙", "then": {"bar_kinds": ["license_revoke"]}, "basis": "试法 第一条"},
        ],
        "exemptions": [
            {"id": "e.spare", "when": "丁", "then": "spare", "basis": "试法 第一条"},
            {"id": "e.order", "when": "戊", "then": {"order": "notice"}, "basis": "试法 第一条"},
        ],
        "circumstances": [{"id": "c", "when": "己", "then": {"open": ["heavier"]}, "basis": "试法 第一条"}],
    }
    labels = {"b": "旗", "one": "甲", "two": "乙", "three": "丙", "four": "丁", "five": "戊", "six": "己"}
    facts = {
        name: {"label": label, "type": "boolean", **({"ask": "if_raised"} if name != "b" else {})}
        for name, label in labels.items()
    }
    return program_of({**HEAD, "ruleset": "t", "title": "t", "facts": facts, "matters": [one], **rules, **more})


@pytest.mark.parametrize(
    ("fact", "disposition", "because"),
    [
        ("b", "penalise", ()), ("one", "time_barred", ("g.end",)), ("two", "refer", ("g.refer",)), ("three", "penalise", ()),
        ("four", "no_penalty_shall", ("e.spare",)), ("five", "order_first", ("e.order",)), ("six", "penalise", ()),
    ],
)  # fmt: skip
def test_the_rules_that_lead_to_a_disposition(fact, disposition, because):
    """Grounds of a level, and what bars a kind, are none."""
    (outcome,) = decide(matter(), case_for("m.one", {"b": True, fact: True}, phase="concluded")).outcomes
    found = result_of(outcome)
    assert (found.disposition, found.because) == (disposition, because)
    assert {m.kind: m.barred for m in found.measures} == {"fine": False, "license_revoke": fact == "three"}


# ---- units ---------------------------------------------------------------------------------------------------------


def test_units_are_for_cases_that_the_rules_of_one_day_decide():
    """Not where the law changed since, the end is not known over a change, or facts stand with the act or the party."""
    program = matter()
    base = case_for("m.one", {"b": True})
    one = unit_of(program, days_of(program, base))
    assert one is not None
    assert unit_of(program, days_of(program, case_for("m.one", {"b": False}))) is one
    assert unit_of(program, days_of(program, case_for("m.one", {"b": True}, kind="individual"))) is not one
    assert unit_of(program, days_of(program, case_for("m.one", {"b": True}, phase="concluded"))) is not one
    role = case_for("m.one", {"b": True}, party={"kind": "unit", "role": "principal"})
    assert unit_of(program, days_of(program, role)) is not one
    dated = [{"fine": {"shall": "1000元"}, "until": "2024-04-01"}, {"fine": {"shall": "100元"}, "from": "2024-04-02"}]
    changed = matter(
        matters=[{"id": "m.one", "title": "一", "elements": "旗", "penalised_by": "试法 第九条", "penalties": dated}]
    )
    assert unit_of(changed, days_of(changed, case_for("m.one", {"b": True}, dates=DATES))) is None


def test_units_take_no_facts_of_the_act_or_the_party_alone():
    program = matter()
    base = case_for("m.one", {"b": True})
    given = base.facts
    apart = base.model_copy(update={"facts": {}})
    of_act = apart.model_copy(update={"acts": (apart.acts[0].model_copy(update={"facts": given}),)})
    of_party = apart.model_copy(update={"parties": (apart.parties[0].model_copy(update={"facts": given}),)})
    assert [unit_of(program, days_of(program, one)) is None for one in (base, of_act, of_party)] == [False, True, True]
    two = base.model_copy(update={"acts": (base.acts[0], base.acts[0].model_copy(update={"id": "a2"}))})
    with pytest.raises(ValueError, match="one act"):
        days_of(program, two)
