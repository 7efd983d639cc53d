"""What a value of a compiled index must be by itself: for each type values that are sound, to the last one, and values that are not."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from enforcerules.base.diagnostics import Label, diagnose
from enforcerules.base.source import Span
from enforcerules.compile.packed.sound import SOUND, fits
from enforcerules.model import program as model
from enforcerules.model.citation import Citation
from enforcerules.model.dates import Period
from enforcerules.model.duration import LIFE, Duration
from enforcerules.model.region import Interval, Numbers, Region, Values, exactly

HALF, ONE = Fraction(1, 2), Fraction(1)
LAW = (Citation("试法", 1),)
ALWAYS = model.ALWAYS
FACT = model.Fact("x", "某", "boolean", "t")
GRADE = model.Fact("x", "某", "grade", "t", values=(("a", "甲"), ("b", "乙")))
MEASURE = model.Measure("fine", "fine", "may", "violator", model.TRUE_CONDITION, None, LAW, ALWAYS)
AMOUNT = model.Amount(None, ONE, ONE)
ROW = model.Row("a", "ordinary", None, otherwise=True, narrows=False, result=None)
FACTOR = model.Factor("x", "某", (model.FactorLevel(model.TRUE_CONDITION, HALF, "甲"),))
WEIGHTS = model.Weights(HALF, None, None, None, interpolate=False, factors=(FACTOR,))
TABLE = model.Benchmark(
    "b", "t", "m", "fine", None, model.TRUE_CONDITION, "unique", (ROW,), None, None, LAW, ALWAYS, "primary"
)
MATTER = model.Matter("m", "t", (), None, (), LAW, (), (MEASURE,), ALWAYS)
VALUE = model.ParameterValue(ONE, (), (), (), ALWAYS, LAW, "primary")
PARAMETER = model.Parameter("p", "标准", "money", None, None, (VALUE,), "t")
INSTRUMENT = model.Instrument(
    "试法", "试法", "law", "primary", model.Reads(), (model.Version("1", ALWAYS), model.Version("2", ALWAYS))
)
SPARE, DUTY = model.Spare(), model.Duty("hearing", "party", (), None, ())
RULE = model.Rule("r", "t", "exemption", (), (), (), model.TRUE_CONDITION, SPARE, "may", LAW, ALWAYS, "statutory")
COUNT = model.Count(("a",), "any", None, "day", (True, True), calendar=False, including_present=False)
FAR = 2**31
LARGEST = 9_999


def cited(**parts):
    return Citation("试法", **{"article": 1, **parts})


SOUND_ONES = [
    Span("f", 1, 1, 1, 1), Span("f", FAR - 1, FAR - 1, FAR - 1, FAR - 1),
    *(cited(**{part: number}) for part in ("article", "paragraph", "item", "subitem", "sentence") for number in (1, LARGEST)),
    cited(article=None), cited(article_extra=0), cited(article_extra=LARGEST),
    Period(years=100), Period(months=1200), Period(days=36_500), Period(workdays=25_000),
    Duration(0, 0, "m"), Duration(None, LARGEST * 12, "m"), Duration(LARGEST * 12, LARGEST * 12, "m"), LIFE,
    Numbers((Interval(1, 1),)), Numbers((Interval(None, 1), Interval(2, 3))), Numbers((Interval(None, None),)),
    model.Band(Fraction(0), Fraction(0), lo_open=False, hi_open=False), model.Band(HALF, ONE, lo_open=True, hi_open=True),
    AMOUNT, replace(AMOUNT, lo=Fraction(0), hi=Fraction(0)), replace(AMOUNT, lo=None), replace(AMOUNT, hi=None), replace(AMOUNT, floor=ONE, cap=ONE),
    replace(AMOUNT, floor=ONE), replace(AMOUNT, cap=ONE), replace(AMOUNT, base="x"), replace(AMOUNT, base="x", per="件", base_floor=Fraction(0)),
    FACT, GRADE, replace(FACT, type="choice", values=(("a", "甲"),)), replace(FACT, scale=12), replace(FACT, least=0), replace(FACT, on_unknown="lowest"),
    replace(FACT, on_unknown=Values(frozenset({"true"}))), replace(FACT, type="date", source="act.end"), replace(FACT, source="act.ongoing"),
    replace(FACT, formula=model.When(model.TRUE_CONDITION)), replace(FACT, evidence="secondary"), replace(GRADE, on_unknown=exactly(1)),
    PARAMETER, replace(PARAMETER, type="rate"), replace(PARAMETER, values=()), replace(PARAMETER, values=(replace(VALUE, evidence="secondary"),)),
    INSTRUMENT, replace(INSTRUMENT, evidence="secondary", rank="standard"), replace(INSTRUMENT, versions=()),
    MEASURE, replace(MEASURE, amount=AMOUNT), replace(MEASURE, refers=model.Reference("本法", ())), replace(MEASURE, group="g0", branch=0),
    MATTER, replace(MATTER, measures=()), replace(MATTER, measures=(MEASURE, replace(MEASURE, id="fine.2"))),
    ROW, replace(ROW, otherwise=False, condition=model.TRUE_CONDITION), replace(ROW, otherwise=False, narrows=True),
    replace(ROW, otherwise=False, narrows=True, level="mitigated"),
    TABLE, replace(TABLE, rows=(ROW, replace(ROW, id="b"))), replace(TABLE, rows=(), weights=WEIGHTS), replace(TABLE, evidence="secondary"),
    RULE, replace(RULE, stage="duty", effect=DUTY), replace(RULE, stage="version", effect=model.Versions()), replace(RULE, stage="fault"),
    replace(RULE, evidence="secondary"),
    diagnose("ER101", None, path="x"), diagnose("ER309", None, id="x", labels=[Label(Span("f", 1, 1, 1, 1), "first")]),
    model.OfMax(Fraction(0)), model.OfMax(ONE), model.OfMin(ONE), model.OfMin(Fraction(2)), model.Rounding(1, "up"),
    model.Steps("x", Fraction(0), Fraction(1, 10**9), part_counts=True), model.Series(COUNT, "x", "sum", 1),
    model.Runs(COUNT, (("a", Period(years=1)), ("b", Period(days=1))), "adds", None, None, "end"), model.Arithmetic("sum", ("x",)),
    model.Reduce((), Fraction(0), Fraction(0)), model.Reduce((), ONE, ONE), model.Reduce((), HALF, ONE), WEIGHTS, FACTOR,
    model.Concur("by_amount"), model.Concur("by_rank", ("law",)), model.Concur("manual"),
    ALWAYS, model.InForce(date(1, 1, 2)), model.CapTotal("fine", Duration(1, 1, "m")),
]  # fmt: skip

UNSOUND_ONES = [
    *(replace(Span("f", 1, 1, 1, 1), **{part: number}) for part in ("line", "column", "end_line", "end_column") for number in (0, FAR)),
    *(cited(**{part: number}) for part in ("article", "paragraph", "item", "subitem", "sentence") for number in (0, LARGEST + 1)),
    cited(article_extra=-1), cited(article_extra=LARGEST + 1),
    Period(years=101), Period(months=1201), Period(days=36_501), Period(workdays=25_001),
    Duration(-1, 5, "m"), Duration(None, -1, "m"), Duration(5, LARGEST * 12 + 1, "m"), Duration(None, LARGEST * 12 + 1, "m"),
    Numbers(()), Numbers((Interval(2, 1),)), Numbers((Interval(1, 1, lo_open=True),)), Numbers((Interval(2, 3), Interval(0, 1))),
    Numbers((Interval(0, 2), Interval(1, 3))),
    *(model.Band(Fraction(lo), Fraction(hi), lo_open=False, hi_open=False) for lo, hi in ((-1, 1), (0, 2), ("0.6", "0.5"))),
    replace(AMOUNT, lo=-ONE), replace(AMOUNT, hi=-ONE, lo=None), replace(AMOUNT, base="x", base_floor=-ONE), replace(AMOUNT, floor=-ONE),
    replace(AMOUNT, cap=-ONE), replace(AMOUNT, lo=Fraction(101, 100)), replace(AMOUNT, floor=Fraction(2), cap=ONE), replace(AMOUNT, per="件"),
    replace(GRADE, values=()), replace(FACT, type="choice"), replace(FACT, type="set"), replace(GRADE, values=(("a", "甲"), ("a", "乙"))),
    replace(FACT, scale=-1), replace(FACT, scale=13), replace(FACT, least=-1), replace(FACT, source="act.begin"), replace(FACT, source="act.end"),
    replace(FACT, source="act.ongoing", formula=model.When(model.TRUE_CONDITION)), replace(FACT, evidence="tertiary"),
    replace(FACT, on_unknown=exactly(1)), replace(GRADE, on_unknown=exactly(2)), replace(FACT, on_unknown=Values(frozenset({"maybe"}))),
    replace(PARAMETER, type="boolean"), replace(PARAMETER, type="date"), replace(PARAMETER, values=(VALUE, replace(VALUE, evidence=""))),
    replace(INSTRUMENT, rank="decree"), replace(INSTRUMENT, evidence=""), replace(INSTRUMENT, versions=INSTRUMENT.versions[:1] * 2),
    replace(MEASURE, amount=AMOUNT, refers=model.Reference("本法", ())), replace(MEASURE, group="g0"), replace(MEASURE, branch=0),
    replace(MEASURE, id=""), replace(MEASURE, basis=()),
    replace(MATTER, penalised_by=()), replace(MATTER, measures=(MEASURE, MEASURE)),
    replace(ROW, otherwise=False), replace(ROW, condition=model.TRUE_CONDITION), replace(ROW, narrows=True), replace(ROW, level="mitigated"),
    replace(ROW, condition=model.TRUE_CONDITION, otherwise=True, narrows=True), replace(ROW, condition=model.TRUE_CONDITION, otherwise=False, narrows=True),
    replace(TABLE, weights=WEIGHTS), replace(TABLE, rows=()), replace(TABLE, basis=()), replace(TABLE, rows=(ROW, ROW)), replace(TABLE, evidence=""),
    replace(RULE, stage="duty"), replace(RULE, stage="version"), replace(RULE, effect=DUTY), replace(RULE, effect=model.Versions()),
    replace(RULE, stage="version", effect=DUTY), replace(RULE, stage="duty", effect=model.Versions()), replace(RULE, basis=()), replace(RULE, evidence=""),
    replace(diagnose("ER101", None, path="x"), code="ER000"),
    replace(diagnose("ER101", None, path="x"), labels=(Label(Span("f", 1, 1, 1, 1), "first"), Label(Span("f", 1, 1, 1, 1), "none_such"))),
    model.OfMax(-HALF), model.OfMax(Fraction(101, 100)), model.OfMin(Fraction(99, 100)), model.Rounding(0, "up"),
    model.Steps("x", Fraction(0), Fraction(0), part_counts=True), model.Series(COUNT, "x", "sum", 0), model.Runs(COUNT, (), "adds", None, None, "end"),
    model.Runs(COUNT, (("a", Period(years=1)), ("b", Period(workdays=1))), "adds", None, None, "end"), model.Arithmetic("sum", ()),
    model.Reduce((), -HALF, ONE), model.Reduce((), ONE, HALF), model.Reduce((), ONE, Fraction(2)), replace(WEIGHTS, factors=()),
    replace(FACTOR, levels=()), model.Concur("by_rank"), model.Concur("by_amount", ("law",)), model.Concur("manual", ("law",)),
    model.InForce(date.min), model.CapTotal("fine", Duration(1, 2, "m")), model.CapTotal("fine", LIFE),
]  # fmt: skip


@pytest.mark.parametrize("value", SOUND_ONES, ids=lambda one: type(one).__name__)
def test_a_value_as_compiling_makes_it_is_sound(value):
    assert SOUND[type(value)](value)


@pytest.mark.parametrize("value", UNSOUND_ONES, ids=lambda one: type(one).__name__)
def test_what_compiling_refuses_is_not_sound(value):
    assert not SOUND[type(value)](value)


def test_every_type_of_the_table_was_tried_both_ways():
    assert {type(one) for one in SOUND_ONES} == {type(one) for one in UNSOUND_ONES} == set(SOUND)


def named(*names, others=False):
    return Values(frozenset(names), others=others)


LAST = date.max.toordinal()


@pytest.mark.parametrize(
    ("type_", "region", "wanted"),
    [
        ("boolean", named("true"), True), ("boolean", named("true", "false"), True), ("boolean", named("yes"), False),
        ("boolean", named("true", others=True), False), ("boolean", exactly(1), False),
        ("choice", named("a"), True), ("choice", named("c"), False), ("choice", named("a", others=True), False), ("choice", exactly(1), False),
        ("set", named("a", "b"), True), ("set", named("c"), False),
        ("text", named("any", others=True), True), ("text", exactly(1), False), ("code", named("any"), True), ("code", exactly(1), False),
        ("money", exactly(1), True), ("money", exactly(HALF), True), ("money", named("a"), False), ("decimal", exactly(HALF), True),
        ("rate", exactly(HALF), True), ("integer", exactly(1), True), ("integer", exactly(-1), True), ("integer", exactly(HALF), False),
        ("integer", Numbers((Interval(1, HALF + 1),)), False), ("integer", Numbers((Interval(None, 1), Interval(HALF + 1, None))), False),
        ("period", exactly(HALF), False), ("period", exactly(10**9), True),
        ("date", exactly(1), True), ("date", exactly(0), False), ("date", exactly(LAST), True), ("date", exactly(LAST + 1), False),
        ("date", exactly(HALF), False), ("date", Numbers((Interval(None, 5),)), True), ("date", named("a"), False),
        ("grade", exactly(0), True), ("grade", exactly(1), True), ("grade", exactly(2), False), ("grade", exactly(-1), False),
        ("grade", Numbers((Interval(None, 1),)), True), ("grade", Numbers((Interval(0, 2),)), False), ("grade", named("a"), False),
    ],
    ids=lambda one: one if isinstance(one, str) else None,  # of a set the order is not the same in every process
)  # fmt: skip
def test_whether_a_region_is_of_values_of_a_fact(type_, region: Region, wanted):
    assert fits(replace(GRADE, type=type_), region) == wanted
