"""What becomes of facts, formulas and parameters as a ruleset writes them: each field of each, and what is said of wrong ones."""

from datetime import date
from fractions import Fraction

import pytest
from compiling import BASIS, below, compiled, ruleset, sound

from enforcerules.compile.facts import visible_labels
from enforcerules.model.citation import Citation
from enforcerules.model.dates import Period
from enforcerules.model.program import (
    TRUE_CONDITION,
    Age,
    Arithmetic,
    Atom,
    Count,
    DateAfter,
    Days,
    Fact,
    InForce,
    Parameter,
    ParameterValue,
    Ratio,
    Runs,
    Series,
    Steps,
    When,
)
from enforcerules.model.region import FALSE, TRUE, Values, exactly

CITED = (Citation("试法", 1),)
ALWAYS_TRUE = When(TRUE_CONDITION)
FACTS = {
    "act_end": {"label": "终了日", "type": "date", "source": "act.end", "basis": BASIS},
    "told": {"label": "告知日", "type": "date", "basis": BASIS},
    "dumped": {"label": "倾倒", "type": "boolean", "basis": BASIS},
    "goods": {"label": "货值金额", "also": ["货值"], "type": "money", "basis": BASIS},
    "costs": {"label": "成本", "type": "money", "basis": BASIS},
    "heads": {"label": "头数", "type": "integer", "unit": "头", "basis": BASIS},
    "weight": {"label": "重量", "type": "decimal", "unit": "千克", "scale": 3, "basis": BASIS},
    "share": {"label": "比例", "type": "rate", "basis": BASIS},
    "held": {"label": "期限", "type": "period", "unit": "日", "basis": BASIS},
    "harm": {"label": "后果", "type": "grade", "values": {"minor": "轻微", "grave": "严重"}, "basis": BASIS},
    "trade": {"label": "行业", "type": "choice", "values": {"food": "食品", "drug": "药品"}, "basis": BASIS},
    "plate": {"label": "车牌", "type": "text", "basis": BASIS},
}


def derived(**said):
    """A program with one derived fact `one` labelled 推论, and what is found."""
    return compiled(ruleset(facts=FACTS, derived={"one": {"label": "推论", "basis": BASIS, **said}}))


def made(**said):
    program, found = derived(**said)
    assert found == []
    return program.rulesets["t"].facts["one"]


# ---- declared ----------------------------------------------------------------------------------------------------------


def test_a_fact_that_says_no_more_than_it_must():
    """The authority proves it, it is always asked for, it rests on primary texts; everything else is open."""
    (fact,) = (
        sound(ruleset(facts={"one": {"label": "倾倒", "type": "boolean", "basis": BASIS}})).rulesets["t"].facts.values()
    )
    assert fact == Fact(
        id="one", label="倾倒", type="boolean", ruleset="t", en=None, also=(), unit=None, scale=0, values=(),
        proves="authority", ask="always", evaluative=False, factors=(), direction=None, change=None, on_unknown="keep",
        basis=CITED, source=None, formula=None, evidence="primary", note=None, least=None, specifies=None,
    )  # fmt: skip


def test_a_fact_that_says_everything():
    said = {
        "label": "重量", "en": "weight", "also": ["净重", "毛重"], "type": "decimal", "unit": "千克", "scale": 3, "proves": "party",
        "ask": "if_raised", "evaluative": True, "factors": ["甲", "乙"], "direction": "heavier", "change": "fixed",
        "on_unknown": "lowest", "basis": BASIS, "evidence": "secondary", "note": "称重", "min": "2",
    }  # fmt: skip
    (fact,) = sound(ruleset(facts={"one": said})).rulesets["t"].facts.values()
    assert fact == Fact(
        id="one", label="重量", type="decimal", ruleset="t", en="weight", also=("净重", "毛重"), unit="千克", scale=3, values=(),
        proves="party", ask="if_raised", evaluative=True, factors=("甲", "乙"), direction="heavier", change="fixed",
        on_unknown="lowest", basis=CITED, source=None, formula=None, evidence="secondary", note="称重", least=2,
    )  # fmt: skip


def test_a_grade_with_a_source_and_what_it_specifies():
    facts = {
        "kind": {"label": "种类", "type": "choice", "values": {"b": "乙", "a": "甲"}, "basis": BASIS},
        "one": {"label": "身份", "type": "choice", "values": {"y": "丁", "x": "丙"}, "source": "party.kind", "specifies": "种类",
                "on_unknown": "丙", "basis": BASIS},
    }  # fmt: skip
    fact = sound(ruleset(facts=facts)).rulesets["t"].facts["one"]
    assert (fact.values, fact.source, fact.specifies) == (
        (("y", "丁"), ("x", "丙")),
        "party.kind",
        "kind",
    )  # in the order written
    assert fact.on_unknown == Values(frozenset({"x"}))


def test_evidence_is_secondary_where_an_instrument_is():
    """Of the fact, or of what it rests on; the first and the second of two."""
    first = {"title": "试验法", "rank": "law", "versions": [{"id": "1", "from": "2020-01-01"}]}
    instruments = {"试法": first, "二法": {**first, "title": "二法", "evidence": "secondary"}}
    one = {"label": "甲", "type": "boolean"}
    for basis, said, wanted in (
        ([BASIS], None, "primary"),
        ([BASIS], "primary", "primary"),
        ([BASIS], "secondary", "secondary"),
        (["二法 第一条"], None, "secondary"),
        ([BASIS, "二法 第一条"], None, "secondary"),
        (["二法 第一条", BASIS], "primary", "secondary"),
    ):
        fact = {**one, "basis": basis, **({} if said is None else {"evidence": said})}
        program = sound(ruleset(instruments=instruments, facts={"one": fact}))
        assert program.rulesets["t"].facts["one"].evidence == wanted, (basis, said)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ({"type": "grade"}, [("ER507", {"fact": "甲", "type": "@grade"})]),
        ({"type": "choice"}, [("ER507", {"fact": "甲", "type": "@choice"})]),
        ({"type": "set"}, [("ER507", {"fact": "甲", "type": "@set"})]),
        ({"type": "boolean"}, []),
        ({"type": "boolean", "values": {"a": "丙"}}, [("ER520", {"key": "values", "fact": "甲", "type": "@truth"})]),
        ({"type": "money", "unit": "元"}, [("ER520", {"key": "unit", "fact": "甲", "type": "@money"})]),
        ({"type": "money", "scale": 2}, [("ER520", {"key": "scale", "fact": "甲", "type": "@money"})]),
        ({"type": "integer", "unit": "件"}, []),
        ({"type": "period", "unit": "日"}, []),
        ({"type": "rate", "unit": "%"}, []),
        ({"type": "decimal", "scale": 12}, []),
        ({"type": "decimal", "scale": 13}, [("ER224", {"found": "13", "low": "0", "high": "12"})]),
        ({"type": "decimal", "scale": 0}, []),
        ({"type": "decimal", "scale": -1}, [("ER224", {"found": "-1", "low": "0", "high": "12"})]),
        ({"type": "choice", "values": {"a": "丙", "b": "且"}}, [("ER255", {"label": "且"})]),
        ({"type": "text", "source": "act.begin"}, [("ER514", {"source": "act.begin"})]),
        ({"type": "text", "source": "act.start"}, [("ER513", {"fact": "甲", "type": "@text", "expected": "@date"})]),
        ({"type": "text", "source": "act.ongoing"}, [("ER513", {"fact": "甲", "type": "@text", "expected": "@truth"})]),
        ({"type": "text", "source": "proposed.fine"}, [("ER513", {"fact": "甲", "type": "@text", "expected": "@number"})]),
        ({"type": "money", "on_unknown": "3"}, [("ER241", {"suggestion": "3元"})]),
        ({"type": "money", "on_unknown": "1元以上"}, [("ER511", {"fact": "甲", "text": "1元以上"})]),
        ({"type": "boolean", "on_unknown": "不"}, [("ER511", {"fact": "甲", "text": "不"})]),
        ({"type": "text", "specifies": "乙"}, [("ER513", {"fact": "乙", "type": "@truth", "expected": "@text"})]),
        ({"type": "boolean", "specifies": "乙"}, []),
    ],
    ids=lambda one: one if isinstance(one, str) else None,  # of a set the order is not the same in every process
)  # fmt: skip
def test_a_declaration_that_does_not_fit_its_type(said, found):
    facts = {"one": {"label": "甲", "basis": BASIS, **said}, "two": {"label": "乙", "type": "boolean", "basis": BASIS}}
    told = compiled(ruleset(facts=facts))[1]
    assert [code for code, _ in told] == [code for code, _ in found]
    for (_, args), (_, wanted) in zip(told, found, strict=True):
        assert wanted.items() <= args.items()


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("甲" * 60, None), ("甲" * 61, "ER254"), ("没有", None), ("非法", None), ("非", "ER255"), ("或者", "ER255"), ("以上", "ER255"),
        (" 甲", "ER255"), ("甲 ", "ER255"), ("甲 乙", None), ("甲「乙", "ER255"), ("甲」乙", "ER255"), ("甲\t乙", "ER255"), ("甲\n乙", "ER255"),
        ("甲（乙）", None),
    ],
)  # fmt: skip
def test_a_name_that_conditions_can_write(label, code):
    """Of a fact by its label or another name, of a value, and of a parameter alike."""
    fact, other = {"type": "boolean", "basis": BASIS}, {"label": "丁", "type": "boolean", "basis": BASIS}
    choice = {"label": "丁", "type": "choice", "values": {"a": label}, "basis": BASIS}
    standard = {"label": label, "type": "money", "values": [{"value": "1元", "basis": BASIS}]}
    for parts in (
        {"facts": {"one": {**fact, "label": label}}},
        {"facts": {"one": {**other, "also": [label]}}},
        {"facts": {"one": choice}},
        {"derived": {"one": {"label": label, "when": "丁", "basis": BASIS}}, "facts": {"two": other}},
        {"parameters": {"one": standard}},
    ):
        told = [(found, args.get("label", args.get("where"))) for found, args in compiled(ruleset(**parts))[1]]
        shown = f"{'甲' * 12}…" if code == "ER254" else label.replace("\t", "\\t").replace("\n", "\\n")
        assert told == ([] if code is None else [(code, shown)]), parts


def test_who_bears_a_name():
    """By label and other names; a name that a fact says twice counts once."""
    one, two = Fact("one", "甲", "boolean", "t", also=("乙", "甲")), Fact("two", "乙", "boolean", "t", also=("丙",))
    assert visible_labels({"one": one, "two": two}) == {"甲": ["one"], "乙": ["one", "two"], "丙": ["two"]}


# ---- derived -----------------------------------------------------------------------------------------------------------


def test_a_derived_fact_that_says_everything():
    said = {
        "en": "inference", "also": ["推断"], "unit": "千克", "direction": "lighter", "evidence": "secondary", "note": "注",
        "on_unknown": "2千克", "sum": ["重量"], "specifies": "重量",
    }  # fmt: skip
    assert made(**said) == Fact(
        id="one", label="推论", type="decimal", ruleset="t", en="inference", also=("推断",), unit="千克", direction="lighter",
        evidence="secondary", note="注", on_unknown=exactly(2), basis=CITED, formula=Arithmetic("sum", ("weight",)), specifies="weight",
    )  # fmt: skip


COUNT = Count(("penalty",), "matter", None, "act_end", (True, True), calendar=False, including_present=False)


@pytest.mark.parametrize(
    ("said", "type_", "formula"),
    [
        ({"when": "倾倒"}, "boolean", When(Atom("dumped", TRUE, ""))),
        ({"count": "penalty"}, "integer", COUNT),
        ({"count": ["penalty", "warning"], "same": "any"}, "integer",
         Count(("penalty", "warning"), "any", None, "act_end", (True, True), calendar=False, including_present=False)),
        ({"count": "penalty", "window": "终身"}, "integer", COUNT),
        ({"count": "penalty", "same": "nature", "window": "2年", "anchor": "told", "ends": ["included", "excluded"],
          "calendar": True, "including_present": True, "per": ["车牌", "行业"], "across": ["440100", "440000"], "reset": ["warning"]},
         "integer",
         Count(("penalty",), "nature", Period(years=2), "told", (True, False), calendar=True, including_present=True,
               per=("plate", "trade"), across=("440100", "440000"), reset=("warning",))),
        ({"count": "penalty", "ends": ["excluded", "included"]}, "integer",
         Count(("penalty",), "matter", None, "act_end", (False, True), calendar=False, including_present=False)),
        ({"count": "penalty", "ends": ["excluded", "excluded"]}, "integer",
         Count(("penalty",), "matter", None, "act_end", (False, False), calendar=False, including_present=False)),
        ({"days": {"from": "told", "to": "act_end"}}, "integer", Days("told", None, "act_end")),
        ({"days": {"from": "told", "plus": "15日", "to": "act_end"}}, "integer", Days("told", Period(days=15), "act_end")),
        ({"date": {"from": "told", "plus": "3个月"}}, "date", DateAfter("told", Period(months=3), roll=False)),
        ({"date": {"from": "told", "plus": "5工作日", "roll": "next_workday"}}, "date",
         DateAfter("told", Period(workdays=5), roll=True)),
        ({"age": {"born": "told", "on": "act_end"}}, "integer", Age("told", "act_end")),
        ({"sum": ["货值", "成本", "2万元"]}, "money", Arithmetic("sum", ("goods", "costs", Fraction(2_000_000)))),
        ({"minus": ["货值金额", "成本"]}, "money", Arithmetic("minus", ("goods", "costs"))),
        ({"times": ["重量", "头数"], "unit": "千克"}, "decimal", Arithmetic("times", ("weight", "heads"))),
        ({"times": ["货值", "比例"]}, "money", Arithmetic("times", ("goods", "share"))),
        ({"max": ["货值", "成本"]}, "money", Arithmetic("max", ("goods", "costs"))),
        ({"min": ["头数", "期限", "3"], "unit": "头"}, "decimal", Arithmetic("min", ("heads", "held", Fraction(3)))),
        ({"steps": {"of": "heads", "each": "2头", "part": "counts"}}, "integer", Steps("heads", Fraction(0), Fraction(2), part_counts=True)),
        ({"steps": {"of": "goods", "above": "1万元", "each": "5000元", "part": "dropped"}}, "integer",
         Steps("goods", Fraction(1_000_000), Fraction(500_000), part_counts=False)),
        ({"ratio": ["货值", "成本"]}, "rate", Ratio("goods", "costs")),
        ({"series": {"events": ["penalty"], "value": "货值", "take": "sum"}}, "money",
         Series(Count(("penalty",), "matter", None, "act_end", (True, True), calendar=False, including_present=False), "goods", "sum", 1)),
        ({"series": {"events": ["a"], "value": "重量", "take": "max"}, "unit": "千克"}, "decimal",
         Series(Count(("a",), "matter", None, "act_end", (True, True), calendar=False, including_present=False), "weight", "max", 1)),
        ({"series": {"events": ["b", "a"], "value": "头数", "take": "mean", "least": 3}, "unit": "头", "same": "any", "window": "1年",
          "ends": ["excluded", "included"], "calendar": True}, "decimal",
         Series(Count(("b", "a"), "any", Period(years=1), "act_end", (False, True), calendar=True, including_present=False),
                "heads", "mean", 3)),
        ({"runs": {"lengths": {"food": "2年", "drug": "3年"}, "again": "adds"}}, "date",
         Runs(Count(("drug", "food"), "matter", None, "act_end", (True, True), calendar=False, including_present=False),
              (("drug", Period(years=3)), ("food", Period(years=2))), "adds", None, None, "end")),
        ({"runs": {"lengths": {"food": "2年", "drug": "3年", "toy": "1年"}, "again": "renews", "most": "5年", "present": "行业",
                   "gives": "start"}, "same": "any", "anchor": "told"}, "date",
         Runs(Count(("drug", "food", "toy"), "any", None, "told", (True, True), calendar=False, including_present=False),
              (("drug", Period(years=3)), ("food", Period(years=2)), ("toy", Period(years=1))), "renews", Period(years=5), "trade", "start")),
    ],
    ids=lambda one: one if isinstance(one, str) else None,  # of a set the order is not the same in every process
)  # fmt: skip
def test_a_formula_and_the_type_it_gives(said, type_, formula):
    fact = made(**said)
    assert (fact.type, fact.formula) == (type_, formula)
    assert type(getattr(fact.formula, "above", Fraction(0))) is Fraction


A = {"fact": "推论"}
TRUTH, NUMBER, MONEY = "@truth", "@number", "@money"


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ({}, ("ER501", A)),
        ({"when": "倾倒", "count": "penalty"}, ("ER501", {**A, "given": "when、count"})),
        ({"sum": ["货值"], "minus": ["货值", "成本"], "ratio": ["货值", "成本"]}, ("ER501", {**A, "given": "sum、minus、ratio"})),
        ({"date": {"from": "told", "plus": "半年"}}, ("ER414", {"text": "半年"})),
        ({"steps": {"of": "none_such", "each": "2头", "part": "counts"}}, ("ER302", {"name": "none_such"})),
        ({"steps": {"of": "dumped", "each": "2头", "part": "counts"}}, ("ER513", {"fact": "倾倒", "type": TRUTH, "expected": NUMBER})),
        ({"ratio": ["货值"]}, ("ER203", {"where": "ratio", "expected": "@two_items", "found": "`[货值]`"})),
        ({"ratio": ["货值", "成本", "重量"]},
         ("ER203", {"where": "ratio", "expected": "@two_items", "found": "`[货值, 成本, 重量]`"})),
        ({"ratio": ["货值", "没有这个"]}, ("ER302", {"name": "没有这个"})),
        ({"ratio": ["没有这个", "货值"]}, ("ER302", {"name": "没有这个"})),
        ({"series": {"events": ["a"], "value": "没有这个", "take": "sum"}}, ("ER302", {"name": "没有这个"})),
        ({"series": {"events": ["a"], "value": "倾倒", "take": "sum"}, "unit": "件"}, ("ER513", {"fact": "倾倒", "type": TRUTH, "expected": NUMBER})),
        ({"series": {"events": ["a"], "value": "比例", "take": "sum"}, "unit": "件"}, ("ER513", {"fact": "比例", "type": "@rate", "expected": NUMBER})),
        # without a unit the result is money, of money alone; and of money there is no mean
        ({"series": {"events": ["a"], "value": "头数", "take": "sum"}}, ("ER513", {"fact": "头数", "type": "@integer", "expected": MONEY})),
        ({"series": {"events": ["a"], "value": "货值", "take": "max"}, "unit": "件"},
         ("ER513", {"fact": "货值金额", "type": MONEY, "expected": NUMBER})),
        ({"series": {"events": ["a"], "value": "货值", "take": "mean"}}, ("ER513", {"fact": "货值金额", "type": MONEY, "expected": NUMBER})),
        ({"runs": {"lengths": {"food": "20工作日"}, "again": "adds"}}, ("ER564", {**A, "text": "20工作日"})),
    ],
    ids=lambda one: one if isinstance(one, str) else None,  # of a set the order is not the same in every process
)  # fmt: skip
def test_a_wrong_formula_stands_for_what_always_holds(said, found):
    """So that nothing else is said because of it."""
    program, told = derived(**said)
    assert [(code, {k: v for k, v in args.items() if k in found[1]}) for code, args in told] == [found]
    assert program.rulesets["t"].facts["one"].formula == ALWAYS_TRUE


@pytest.mark.parametrize(
    ("said", "found"),
    [
        # what is said of part of a formula: the rest stands
        ({"steps": {"of": "heads", "each": "0头", "part": "counts"}}, [("ER224", {"found": "0头", "low": ">0", "high": "…"})]),
        ({"steps": {"of": "heads", "each": "-1头", "part": "counts"}}, [("ER224", {"found": "-1头", "low": ">0", "high": "…"})]),
        ({"steps": {"of": "heads", "each": "1头", "part": "counts"}}, []),
        ({"steps": {"of": "heads", "each": "2千克", "part": "counts"}}, [("ER411", {"fact": "头数", "value": "2千克"})]),
        ({"steps": {"of": "heads", "above": "2千克", "each": "1头", "part": "counts"}}, [("ER411", {"fact": "头数", "value": "2千克"})]),
        ({"ratio": ["货值", "倾倒"]}, [("ER513", {"fact": "倾倒", "type": TRUTH, "expected": NUMBER})]),
        ({"ratio": ["后果", "货值"]}, [("ER513", {"fact": "后果", "type": "@grade", "expected": NUMBER})]),
        ({"sum": ["货值", "头数"]}, [("ER513", {"fact": "头数", "type": "@integer", "expected": MONEY})]),
        ({"sum": ["头数", "货值"], "unit": "头"}, [("ER513", {"fact": "货值金额", "type": MONEY, "expected": NUMBER})]),
        ({"max": ["货值", "倾倒"]}, [("ER513", {"fact": "倾倒", "type": TRUTH, "expected": NUMBER})]),
        ({"times": ["货值", "倾倒"]}, [("ER513", {"fact": "倾倒", "type": TRUTH, "expected": NUMBER})]),
        ({"times": ["货值", "头数"]}, []),
        ({"sum": ["1元", "头数"]}, [("ER513", {"fact": "头数", "type": "@integer", "expected": MONEY})]),
        ({"sum": ["货值", "1元以上"]}, [("ER302", {"name": "1元以上"})]),
        ({"sum": ["货值", "1元以下"]}, [("ER302", {"name": "1元以下"})]),
        ({"sum": ["货值", "1元至2元"]}, [("ER302", {"name": "1元至2元"})]),
        ({"sum": ["货值", "货值2倍"]}, [("ER302", {"name": "货值2倍"})]),
        ({"sum": ["货值", "没有这个"]}, [("ER406", {"text": "没有这个"})]),
        ({"count": "penalty", "ends": ["included"]}, [("ER203", {"where": "ends", "expected": "@two_items", "found": "`[included]`"})]),
        ({"count": "penalty", "ends": ["included"] * 3}, [("ER203", {"found": "`[included, included, included]`"})]),
        ({"count": "penalty", "window": "一阵"}, [("ER414", {"text": "一阵"})]),
        ({"count": "penalty", "across": "广州"}, [("ER253", {"found": "广州"})]),
        ({"count": "penalty", "per": ["没有这个"]}, [("ER302", {"name": "没有这个"})]),
        ({"count": "penalty", "anchor": "dumped"}, [("ER513", {"fact": "倾倒", "type": TRUTH, "expected": "@date"})]),
        ({"days": {"from": "dumped", "to": "act_end"}}, [("ER513", {"fact": "倾倒", "type": TRUTH, "expected": "@date"})]),
        ({"days": {"from": "act_end", "plus": "一阵", "to": "act_end"}}, [("ER414", {"text": "一阵"})]),
        ({"age": {"born": "none_such", "on": "act_end"}}, [("ER302", {"name": "none_such"})]),
        ({"series": {"events": ["a"], "value": "货值", "take": "sum", "least": 0}}, [("ER224", {"found": "0", "low": "1", "high": "…"})]),
        ({"runs": {"lengths": {"food": "2年"}, "again": "adds", "present": "行业"}},
         [("ER565", {**A, "present": "行业", "missing": "drug（药品）"})]),
        ({"runs": {"lengths": {"toy": "2年"}, "again": "adds", "present": "行业"}},
         [("ER565", {**A, "present": "行业", "missing": "food（食品）、drug（药品）"})]),
        ({"runs": {"lengths": {"food": "2年"}, "again": "adds", "present": "后果"}}, [("ER513", {"fact": "后果", "type": "@grade", "expected": "@choice"})]),
        ({"runs": {"lengths": {"food": "2年"}, "again": "adds", "present": "没有这个"}}, [("ER302", {"name": "没有这个"})]),
        ({"runs": {"lengths": {"food": "2年"}, "again": "adds", "most": "20工作日"}}, [("ER564", {**A, "text": "20工作日"})]),
        ({"runs": {"lengths": {"food": "2年", "drug": "一阵"}, "again": "adds"}}, [("ER414", {"text": "一阵"})]),
        # keys of a count that are of no use to another formula
        ({"when": "倾倒", "window": "1年"}, [("ER520", {"key": "window", "fact": "推论", "type": "`when`"})]),
        ({"sum": ["货值"], "reset": ["a"], "per": ["车牌"]},
         [("ER520", {"key": "per", "type": "`sum`"}), ("ER520", {"key": "reset", "type": "`sum`"})]),
        ({"series": {"events": ["a"], "value": "货值", "take": "sum"}, "including_present": True},
         [("ER520", {"key": "including_present", "type": "`series`"})]),
        ({"runs": {"lengths": {"food": "2年"}, "again": "adds"}, "ends": ["included", "included"], "calendar": True},
         [("ER520", {"key": "calendar", "type": "`runs`"}), ("ER520", {"key": "ends", "type": "`runs`"})]),
    ],
    ids=lambda one: one if isinstance(one, str) else None,  # of a set the order is not the same in every process
)  # fmt: skip
def test_what_is_said_of_a_part_of_a_formula(said, found):
    program, told = derived(**said)
    by_key = sorted(told, key=lambda one: (one[0], one[1].get("key", "")))
    assert [
        (code, {k: v for k, v in args.items() if k in wanted})
        for (code, args), (_, wanted) in zip(by_key, found, strict=True)
    ] == found
    assert program.rulesets["t"].facts["one"].formula not in {None, ALWAYS_TRUE} or "when" in said


def test_without_a_formula_a_fact_is_a_truth():
    assert derived()[0].rulesets["t"].facts["one"].type == "boolean"
    assert derived(unit="件")[0].rulesets["t"].facts["one"].type == "boolean"


def test_a_value_at_the_conclusion_that_cannot_be_read_leaves_it_open():
    for said in ("3", "三", "丙"):
        program, told = compiled(
            ruleset(facts={"one": {"label": "甲", "type": "money", "on_unknown": said, "basis": BASIS}})
        )
        assert (len(told), program.rulesets["t"].facts["one"].on_unknown) == (1, "keep")
    for type_, said, region in (
        ("boolean", "不", FALSE),
        ("money", "1元以上", exactly(0)),
        ("money", "1元以下", exactly(0)),
    ):
        program, told = compiled(
            ruleset(facts={"one": {"label": "甲", "type": type_, "on_unknown": said, "basis": BASIS}})
        )
        assert ([code for code, _ in told], program.rulesets["t"].facts["one"].on_unknown) == (["ER511"], region)
    for said in ("keep", "lowest"):
        fact = {"label": "甲", "type": "money", "on_unknown": said, "basis": BASIS}
        assert sound(ruleset(facts={"one": fact})).rulesets["t"].facts["one"].on_unknown == said


def test_parts_that_are_wrong_are_left_out():
    def formula(**said):
        return derived(**said)[0].rulesets["t"].facts["one"].formula

    assert formula(steps={"of": "heads", "each": "0头", "part": "counts"}) == Steps(
        "heads", Fraction(0), Fraction(1), part_counts=True
    )
    assert formula(steps={"of": "heads", "each": "2千克", "part": "counts"}) == Steps(
        "heads", Fraction(0), Fraction(1), part_counts=True
    )
    for wrong in ("没有这个", "1元以上", "货值2倍"):
        assert formula(sum=["货值", wrong, "1元"]) == Arithmetic("sum", ("goods", Fraction(0), Fraction(100)))
    for wrong in (["excluded"], ["excluded"] * 3):
        assert formula(count="penalty", ends=wrong).ends == (True, True)
    assert formula(count="penalty", per=["没有这个", "车牌"]).per == ("plate",)
    runs = formula(runs={"lengths": {"food": "2年", "drug": "一阵"}, "again": "adds", "present": "没有这个"})
    assert (runs.lengths, runs.of.events, runs.present) == ((("food", Period(years=2)),), ("food",), None)


def test_a_count_looks_back_from_the_last_day_of_the_act():
    """The fact that is read from there, whatever it is called; else one that is called so; else it must say."""
    count = {"one": {"label": "次数", "count": "penalty", "basis": BASIS}}
    day = {"label": "结束", "type": "date", "basis": BASIS}
    for facts, anchor in (
        ({"other": day, "last": {**day, "label": "末日", "source": "act.end"}}, "last"),
        ({"act_end": {**day, "source": "act.start"}, "last": {**day, "label": "末日", "source": "act.end"}}, "last"),
        ({"act_end": day}, "act_end"),
    ):
        assert sound(ruleset(facts=facts, derived=count)).rulesets["t"].facts["one"].formula.anchor == anchor
    told = compiled(ruleset(facts={"other": day}, derived=count))[1]
    assert told == [("ER202", {"where": "次数", "key": "anchor"})]
    count = {"one": {"label": "次数", "count": "penalty", "anchor": "none_such", "basis": BASIS}}
    assert [code for code, _ in compiled(ruleset(facts={"other": day}, derived=count))[1]] == ["ER302"]


# ---- parameters --------------------------------------------------------------------------------------------------------


def test_a_parameter_and_its_values():
    said = {
        "label": "听证标准", "type": "money", "missing": "由省级规定",
        "values": [
            {"value": "2000元", "basis": BASIS},
            {"value": "0.5万元", "party": "unit", "territory": ["440000", "440300"], "matter": ["m.*"], "from": "2021-01-02",
             "until": "2022-03-04", "known": "2020-12-01", "until_known": "2022-01-01", "basis": [BASIS, "试规 第二条"],
             "evidence": "secondary"},
        ],
    }  # fmt: skip
    matter = {
        "id": "m.one",
        "title": {"zh": "甲"},
        "elements": "倾倒",
        "penalised_by": BASIS,
        "penalties": [{"fine": {"shall": "1元"}}],
    }
    program = sound(ruleset(facts=FACTS, matters=[matter], parameters={"hearing": said}))
    assert program.rulesets["t"].parameters["hearing"] == Parameter(
        "hearing", "听证标准", "money", None, "由省级规定",
        (
            # what begins with a version of its basis is known with it: nothing is said of that here
            ParameterValue(Fraction(200_000), (), (), (), InForce(), CITED, "primary"),
            ParameterValue(
                Fraction(500_000), ("unit",), ("440000", "440300"), ("m.*",),
                InForce(date(2021, 1, 2), date(2022, 3, 4), date(2020, 12, 1), date(2022, 1, 1)),
                (Citation("试法", 1), Citation("试规", 2)), "secondary",
            ),
        ),
        "t",
    )  # fmt: skip


def test_values_of_a_parameter_that_are_wrong():
    """One that cannot be read is left out, the others stand."""
    values = [{"value": value, "basis": BASIS} for value in ("3", "3头", "1.5件", "2件")]
    program, told = compiled(
        ruleset(parameters={"one": {"label": "件数标准", "type": "integer", "unit": "件", "values": values}})
    )
    assert sorted(code for code, _ in told) == ["ER221", "ER406", "ER411"]
    assert [one.value for one in program.rulesets["t"].parameters["one"].values] == [2]
    wrong = [{"value": "1元以上", "territory": "广州", "basis": BASIS, "from": "2021-01-02", "until": "2021-01-01"}]
    told = compiled(ruleset(parameters={"one": {"label": "标准", "type": "money", "values": wrong}}))[1]
    assert sorted(code for code, _ in told) == ["ER253", "ER511", "ER512"]


def test_parameters_of_a_ruleset_above_go_on():
    one = {"label": "标准", "type": "money", "values": [{"value": "1元", "basis": BASIS}]}
    two = {"label": "标准", "type": "money", "values": [{"value": "2元", "basis": BASIS}]}
    program = sound(
        ruleset(parameters={"one": one, "two": {**one, "label": "二"}}), below("t.local", parameters={"one": two})
    )
    seen = program.rulesets["t.local"].parameters
    assert [(name, one.ruleset, one.values[0].value) for name, one in seen.items()] == [
        ("one", "t.local", 200),
        ("two", "t", 100),
    ]
