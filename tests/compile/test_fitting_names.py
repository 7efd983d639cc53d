"""Whether names in a piece of a compiled index are those of its ruleset and mean what they are taken for."""

from dataclasses import replace
from fractions import Fraction

import pytest

from enforcerules.compile.packed.codec import Damaged
from enforcerules.compile.packed.fitting import Seen, fit_formula, fit_matter, fit_rule, fit_table
from enforcerules.model import program as model
from enforcerules.model.citation import Citation
from enforcerules.model.dates import Period
from enforcerules.model.duration import Duration
from enforcerules.model.program import Atom, Fact
from enforcerules.model.region import TRUE, Interval, Numbers, Values, exactly

GRADES, CHOICES, FIELDS = (
    (("a", "甲"), ("b", "乙")),
    (("food", "食品"), ("drug", "药品")),
    (("money", "金融"), ("health", "健康")),
)
FACTS = {
    one.id: one
    for one in (
        Fact("truth", "真", "boolean", "t"),
        Fact("goods", "货值", "money", "t"),
        Fact("heads", "头数", "integer", "t", unit="头"),
        Fact("weight", "重量", "decimal", "t", unit="千克"),
        Fact("share", "比例", "rate", "t"),
        Fact("held", "期限", "period", "t", unit="日"),
        Fact("day", "日", "date", "t"),
        Fact("harm", "后果", "grade", "t", values=GRADES),
        Fact("trade", "行业", "choice", "t", values=CHOICES),
        Fact("fields", "领域", "set", "t", values=FIELDS),
        Fact("plate", "车牌", "text", "t"),
    )
}
PARAMETERS = {
    "hearing": model.Parameter("hearing", "标准", "money", None, None, (), "t"),
    "heap": model.Parameter("heap", "数量", "integer", "头", None, (), "t"),
}
LAW, OTHER = (Citation("试法", 1),), (Citation("试法", 1), Citation("别法", 1))


def found_in(table):
    def get(name):
        if name not in table:
            raise Damaged(name)
        return table[name]

    return get


SEEN = Seen(found_in(FACTS), found_in(PARAMETERS), frozenset({"fine", "ban"}), frozenset({"试法"}))
TRUTH, GHOST = Atom("truth", TRUE, ""), Atom("ghost", TRUE, "")
ALWAYS, NEVER_ENDING = model.TRUE_CONDITION, model.ALWAYS
AMOUNT = model.Amount("goods", Fraction(1), Fraction(2))
WRONG_AMOUNT = model.Amount("heads", Fraction(1), Fraction(2))
MEASURE = model.Measure("fine", "fine", "may", "violator", TRUTH, AMOUNT, LAW, NEVER_ENDING, guard=TRUTH)
MATTER = model.Matter("m", "t", (), TRUTH, LAW, LAW, (("harm", exactly(1)),), (MEASURE,), NEVER_ENDING)
ROW = model.Row("a", "ordinary", TRUTH, otherwise=False, narrows=False, result=AMOUNT, basis=LAW)
LEVEL = model.FactorLevel(TRUTH, Fraction(0), "")
WEIGHTS = model.Weights(
    Fraction(0), AMOUNT, None, None, interpolate=False, factors=(model.Factor("harm", "", (LEVEL,)),)
)
TABLE = model.Benchmark(
    "b", "t", "m", "fine", None, TRUTH, "unique", (ROW,), WEIGHTS, None, LAW, NEVER_ENDING, "primary"
)
RULE = model.Rule(
    "r", "t", "exemption", (), (), (), TRUTH, model.Spare(("fine",)), "may", LAW, NEVER_ENDING, "statutory"
)
COUNT = model.Count(
    ("penalty",), "any", None, "day", (True, True), calendar=False, including_present=False, per=("plate", "truth")
)


def fitting(ask, value):
    try:
        ask(value, SEEN)
    except Damaged:
        return False
    return True


@pytest.mark.parametrize("value", [
    MATTER, replace(MATTER, elements=None), replace(MATTER, measures=()), replace(MATTER, measures=(replace(MEASURE, amount=None),)),
])  # fmt: skip
def test_a_matter_that_fits(value):
    assert fitting(fit_matter, value)


@pytest.mark.parametrize("value", [
    replace(MATTER, elements=GHOST), replace(MATTER, prohibited_by=OTHER), replace(MATTER, penalised_by=OTHER),
    replace(MATTER, fixes=(("ghost", exactly(1)),)), replace(MATTER, fixes=(("harm", exactly(1)), ("harm", exactly(2)))),
    *(replace(MATTER, measures=(MEASURE, replace(MEASURE, **one))) for one in (
        {"kind": "jail"}, {"basis": OTHER}, {"condition": GHOST}, {"guard": GHOST}, {"amount": WRONG_AMOUNT},
    )),
], ids=range(10))  # fmt: skip
def test_a_matter_that_does_not_fit(value):
    assert not fitting(fit_matter, value)


def weights(**said):
    return replace(TABLE, weights=replace(WEIGHTS, **said))


@pytest.mark.parametrize("value", [
    TABLE, replace(TABLE, weights=None), replace(TABLE, rows=(replace(ROW, condition=None), replace(ROW, result=model.OfMax(Fraction(1))))),
    weights(of=None),
])  # fmt: skip
def test_a_table_that_fits(value):
    assert fitting(fit_table, value)


@pytest.mark.parametrize("value", [
    replace(TABLE, kind="jail"), replace(TABLE, basis=OTHER), replace(TABLE, condition=GHOST),
    *(replace(TABLE, rows=(ROW, replace(ROW, **one))) for one in ({"basis": OTHER}, {"condition": GHOST}, {"result": WRONG_AMOUNT})),
    weights(of=WRONG_AMOUNT), weights(factors=(model.Factor("ghost", "", (LEVEL,)),)),
    weights(factors=(model.Factor("harm", "", (LEVEL, replace(LEVEL, condition=GHOST))),)),
], ids=range(9))  # fmt: skip
def test_a_table_that_does_not_fit(value):
    assert not fitting(fit_table, value)


DEADLINE = model.Deadline("day", Period(days=5))


@pytest.mark.parametrize("effect", [
    model.Spare(()), model.Spare(("ban", "fine")), model.BarKinds(("fine",)), model.Reduce(("fine",), Fraction(0), Fraction(1)),
    model.CapTotal("ban", Duration(1, 1)), model.Duty("h", "party", (), None, ()), model.Duty("h", "party", (), DEADLINE, (), "truth"),
    model.Open(("heavier",)), model.Alert("slow", "info"), model.Terminate("no_basis"),
], ids=lambda one: type(one).__name__)  # fmt: skip
def test_an_effect_that_fits(effect):
    assert fitting(fit_rule, replace(RULE, effect=effect))


@pytest.mark.parametrize("value", [
    replace(RULE, basis=OTHER), replace(RULE, condition=GHOST),
    *(replace(RULE, effect=one) for one in (
        model.Spare(("fine", "jail")), model.BarKinds(("fine", "jail")), model.Reduce(("jail",), Fraction(0), Fraction(1)),
        model.CapTotal("jail", Duration(1, 1)), model.Duty("h", "party", (), None, (), "ghost"),
        model.Duty("h", "party", (), replace(DEADLINE, start="truth"), ()), model.Duty("h", "party", (), replace(DEADLINE, start="ghost"), ()),
    )),
], ids=range(9))  # fmt: skip
def test_a_rule_that_does_not_fit(value):
    assert not fitting(fit_rule, value)


def nested(depth, inner=TRUTH):
    for _ in range(depth):
        inner = model.Neg(inner)
    return inner


LINE = Numbers((Interval(1, None),))


@pytest.mark.parametrize(("condition", "wanted"), [
    (ALWAYS, True), (TRUTH, True), (GHOST, False), (Atom("truth", Values(frozenset({"yes"})), ""), False), (Atom("truth", exactly(1), ""), False),
    (model.And((TRUTH, GHOST)), False), (model.Or((TRUTH, GHOST)), False), (model.And((TRUTH, TRUTH)), True), (model.Neg(GHOST), False),
    (model.Known("truth", "ascertained", ""), True), (model.Known("ghost", "ascertained", ""), False),
    (Atom("goods", LINE, ""), True), (Atom("harm", exactly(2), ""), False), (Atom("trade", Values(frozenset({"food"})), ""), True),
    (Atom("trade", Values(frozenset({"toy"})), ""), False),
    # members of sets are truths; a set itself is compared with nothing
    (Atom("fields∋money", TRUE, ""), True), (Atom("fields∋health", TRUE, ""), True), (Atom("fields∋life", TRUE, ""), False), (Atom("trade∋food", TRUE, ""), False), (Atom("ghost∋money", TRUE, ""), False),
    (Atom("fields∋money", Values(frozenset({"false"})), ""), True), (Atom("fields∋money", Values(frozenset({"true", "false"})), ""), True),
    (Atom("fields∋money", exactly(1), ""), False), (Atom("fields∋money", Values(frozenset({"true"}), others=True), ""), False),
    (Atom("fields∋money", Values(frozenset({"yes"})), ""), False), (Atom("fields∋money", Values(frozenset({"true", "yes"})), ""), False),
    (Atom("fields", Values(frozenset({"money"})), ""), False),
    # standards are of the type and unit of what is held against them
    (model.Threshold("goods", ">", "hearing", ""), True), (model.Threshold("heads", ">", "heap", ""), True), (model.Threshold("goods", ">", "heap", ""), False),
    (model.Threshold("heads", ">", "hearing", ""), False), (model.Threshold("weight", ">", "heap", ""), False), (model.Threshold("held", ">", "heap", ""), False),
    (model.Threshold("ghost", ">", "heap", ""), False), (model.Threshold("goods", ">", "none", ""), False), (model.Threshold("truth", ">", "hearing", ""), False),
    # depth: 4 times 32, with the test itself
    (nested(127), True), (nested(128), False), (model.And((nested(126),)), True), (model.Or((model.And((nested(126),)),)), False),
], ids=range(40))  # fmt: skip
def test_whether_a_condition_fits(condition, wanted):
    assert fitting(fit_rule, replace(RULE, condition=condition)) == wanted


@pytest.mark.parametrize(("amount", "wanted"), [
    (None, True), (model.Amount(None, Fraction(1), None), True), (AMOUNT, True), (WRONG_AMOUNT, False), (replace(AMOUNT, base="ghost"), False),
    (replace(AMOUNT, base="heads", per="头"), True), (replace(AMOUNT, base="weight", per="千克"), True), (replace(AMOUNT, base="heads", per="件"), False),
    (replace(AMOUNT, base="held", per="日"), False), (replace(AMOUNT, per="头"), False), (replace(AMOUNT, base="share"), False),
], ids=range(11))  # fmt: skip
def test_whether_an_amount_fits(amount, wanted):
    assert fitting(fit_matter, replace(MATTER, measures=(replace(MEASURE, amount=amount),))) == wanted


def derived(type_, formula, **said):
    return Fact("x", "某", type_, "t", formula=formula, **said)


RUNS = model.Runs(COUNT, (("food", Period(years=1)), ("drug", Period(years=1))), "adds", None, None, "end")


def series(value, take="sum", of=COUNT):
    return model.Series(of, value, take, 1)


@pytest.mark.parametrize(("fact", "wanted"), [
    (FACTS["goods"], True),
    (derived("boolean", model.When(TRUTH)), True), (derived("boolean", model.When(GHOST)), False), (derived("integer", model.When(TRUTH)), False),
    (derived("integer", COUNT), True), (derived("decimal", COUNT), False), (derived("integer", replace(COUNT, anchor="truth")), False),
    (derived("integer", replace(COUNT, anchor="ghost")), False), (derived("integer", replace(COUNT, per=("plate", "ghost"))), False),
    (derived("money", series("goods")), True), (derived("decimal", series("goods")), False), (derived("decimal", series("heads")), True),
    (derived("decimal", series("weight", "mean")), True), (derived("money", series("heads")), False), (derived("integer", series("heads")), False),
    (derived("money", series("goods", "mean")), False), (derived("decimal", series("heads", "mean")), True), (derived("decimal", series("share")), False),
    (derived("decimal", series("ghost")), False), (derived("money", series("goods", of=replace(COUNT, anchor="truth"))), False),
    (derived("money", series("goods", of=replace(COUNT, per=("ghost",)))), False),
    (derived("date", RUNS), True), (derived("integer", RUNS), False), (derived("date", replace(RUNS, of=replace(COUNT, anchor="truth"))), False),
    (derived("date", replace(RUNS, present="trade")), True), (derived("date", replace(RUNS, present="harm")), False),
    (derived("date", replace(RUNS, present="ghost")), False),
    (derived("date", replace(RUNS, present="trade", lengths=RUNS.lengths[:1])), False),
    (derived("date", replace(RUNS, present="trade", lengths=(*RUNS.lengths, ("toy", Period(days=1))))), True),
    (derived("integer", model.Days("day", None, "day")), True), (derived("date", model.Days("day", None, "day")), False),
    (derived("integer", model.Days("truth", None, "day")), False), (derived("integer", model.Days("day", None, "truth")), False),
    (derived("date", model.DateAfter("day", Period(days=1))), True), (derived("integer", model.DateAfter("day", Period(days=1))), False),
    (derived("date", model.DateAfter("truth", Period(days=1))), False),
    (derived("integer", model.Age("day", "day")), True), (derived("date", model.Age("day", "day")), False),
    (derived("integer", model.Age("truth", "day")), False), (derived("integer", model.Age("day", "truth")), False),
    (derived("integer", model.Steps("heads", Fraction(0), Fraction(1), part_counts=True)), True),
    (derived("decimal", model.Steps("heads", Fraction(0), Fraction(1), part_counts=True)), False),
    (derived("integer", model.Steps("harm", Fraction(0), Fraction(1), part_counts=True)), False),
    (derived("rate", model.Ratio("goods", "heads")), True), (derived("decimal", model.Ratio("goods", "heads")), False),
    (derived("rate", model.Ratio("truth", "heads")), False), (derived("rate", model.Ratio("heads", "truth")), False),
    (derived("money", model.Arithmetic("sum", ("goods", Fraction(1)))), True), (derived("decimal", model.Arithmetic("sum", ("heads", "held"))), True),
    (derived("rate", model.Arithmetic("sum", ("share",))), False), (derived("integer", model.Arithmetic("sum", ("heads",))), False),
    (derived("money", model.Arithmetic("sum", ("goods", "heads"))), False), (derived("decimal", model.Arithmetic("sum", ("heads", "goods"))), False),
    (derived("money", model.Arithmetic("times", ("goods", "heads"))), True), (derived("decimal", model.Arithmetic("times", ("heads", "truth"))), False),
    (derived("money", model.Arithmetic("max", ("goods", "ghost"))), False),
    (replace(FACTS["heads"], specifies="heads"), True), (replace(FACTS["heads"], specifies="weight"), False), (replace(FACTS["heads"], specifies="ghost"), False),
    (derived("boolean", model.When(TRUTH), specifies="truth"), True), (derived("boolean", model.When(TRUTH), specifies="heads"), False),
], ids=range(61))  # fmt: skip
def test_whether_a_formula_fits(fact, wanted):
    """Its result is of the type of the fact, and what it reads is of the types that it can be worked out from."""
    assert fitting(fit_formula, fact) == wanted


def test_a_fact_of_some_types():
    assert SEEN.of("goods", {"money", "integer"}) is FACTS["goods"]
    for name, types in (("goods", {"integer"}), ("goods", set()), ("ghost", {"money"})):
        with pytest.raises(Damaged):
            SEEN.of(name, types)
