"""Single ways through the law: a decider that met one case gives what the reference gives for it, by its own text."""

from decimal import Decimal
from fractions import Fraction

import pytest
from strategies import DATES, END, HEAD, START, case_for, program_of
from test_decider import RULES, short, whole

from enforcerules import pipeline
from enforcerules.base.diagnostics import InvalidInput
from enforcerules.kernel import generated
from enforcerules.kernel.calls import Calls, _exact, read
from enforcerules.kernel.context import case_from, days_of
from enforcerules.kernel.decider import Decider
from enforcerules.kernel.slots import NotPlain
from enforcerules.kernel.unit import Unit
from enforcerules.model.calendar import Calendar
from enforcerules.model.edition import CURRENT
from enforcerules.model.program import Age, Fact
from enforcerules.model.region import TRUE, Interval, Numbers, Values, exactly
from enforcerules.pipeline import decide

CASE = {"matter": "m.one", "start": START, "end": END, "party": {"kind": "unit"}, "dates": DATES, "phase": "concluded"}
PROGRAM = program_of(RULES)
GOOD = {
    "goods": Decimal("1.00"),
    "gains": Decimal("0.00"),
    "kilos": "0.00",
    "harm": "没有",
    "sort": "乙",
    "fields": ["药品"],
}


def said(made, facts):
    """What the reference gives on the same facts."""
    return whole(
        decide(
            made,
            case_for(
                "m.one", {k: str(v) if isinstance(v, Decimal) else v for k, v in facts.items()}, phase="concluded"
            ),
        )
    )


@pytest.fixture
def texts(monkeypatch):
    seen = []
    monkeypatch.setattr(
        generated, "compile", lambda text, *more: seen.append(text) or compile(text, *more), raising=False
    )
    return seen


@pytest.mark.parametrize(
    "facts",
    [
        {}, {"goods": Decimal("5000.00"), "gains": Decimal("4999.99")}, {"goods": Decimal("5000.00"), "gains": Decimal("5000.00")},
        {"goods": Decimal("12345.67")}, {"kilos": "2000.00"}, {"kilos": "2000.01"}, {"kilos": "2000.01", "goods": Decimal("12345.67")},
        {"sort": "甲", "fields": ["食品", "药品"]}, {"sort": "甲", "fields": "药品"}, {"raised": True}, {"raised": True, "harm": "严重"},
        {"raised": False}, {"told": "2024-04-02"}, {"told": "2024-04-03"}, {"told": "2024-04-03", "kilos": "2000.01"},
    ],
    ids=lambda one: one if isinstance(one, str) else None,  # of a set the order is not the same in every process
)  # fmt: skip
def test_one_way(facts):
    """The first time by the reference, watched; after that by a function that knows this way alone."""
    given = {**GOOD, **facts}
    decider = Decider(PROGRAM, CASE)
    wanted = said(PROGRAM, given)
    for _ in range(3):
        assert short(decider(given)) == wanted
    assert decider.knows(given)


def test_many_ways_one_after_another():
    decider = Decider(PROGRAM, CASE)
    ways = [
        {},
        {"goods": Decimal("12345.67")},
        {"kilos": "2000.01"},
        {"raised": True},
        {"told": "2024-04-03"},
        {"sort": "甲", "fields": ["食品"]},
    ]
    for _ in range(3):
        for facts in ways:
            assert short(decider({**GOOD, **facts})) == said(PROGRAM, {**GOOD, **facts})
    assert all(decider.knows({**GOOD, **facts}) for facts in ways)
    assert not decider.knows({**GOOD, "raised": True, "told": "2024-04-03", "kilos": "2000.01"})


def simple(fine, derived=None, **more):
    facts = {
        "b": {"label": "旗", "type": "boolean"},
        "v": {"label": "货值", "type": "money"},
        "w": {"label": "所得", "type": "money"},
    }
    matter = {
        "id": "m.one",
        "title": "一",
        "elements": "旗",
        "penalised_by": "试法 第九条",
        "penalties": [{"fine": {"shall": fine}}],
    }
    document = {**HEAD, "ruleset": "t", "title": "t", "facts": facts, "matters": [matter], **more}
    return program_of({**document, **({"derived": derived} if derived else {})})


MOST = {"most": {"label": "较高", "max": ["v", "w"], "basis": "试法 第二条"}}


@pytest.mark.parametrize(
    ("fine", "derived", "v", "lo", "hi"),
    [
        ("货值1倍以上5倍以下", None, "300.01", "30001", "150005"),
        ("货值1.5倍以上5倍以下，不足1000元的按1000元计算", None, "300.01", "150000", "500000"),
        ("货值1.5倍以上5倍以下，不足1000元的按1000元计算", None, "1000.01", "150001.5", "500005"),
        ("货值5%，不低于1000元", None, "20000.00", "100000", "100000"),
        ("货值5%，不低于1000元", None, "20000.20", "100001", "100001"),
        ("货值1倍以上5倍以下，总额不超过1万元", None, "3000.00", "300000", "1000000"),
        ("较高1倍以上2倍以下", MOST, "300.01", "30001", "60002"),
        ("较高1倍以上2倍以下", MOST, "99.99", "10000", "20000"),  # 所得 is 100元, the higher of the two
    ],
)
def test_amounts_of_one_way(fine, derived, v, lo, hi):
    """In 分, worked by hand: 1.5 times 1000.01元 is 1500.015元."""
    made = simple(fine, derived)
    decider = Decider(made, CASE)
    facts = {"b": True, "v": Decimal(v), "w": Decimal("100.00")}
    for _ in range(3):
        (measure,) = decider(facts).measures
        assert (measure.statutory.lo, measure.statutory.hi) == (Fraction(lo), Fraction(hi))
    assert decider.knows(facts)


def test_what_is_derived_is_worked_out_once_on_a_way(texts):
    """较高 is a base and stands in two conditions: one line, before all of them."""
    rules = [
        {"id": f"c.{n}", "when": f"较高{n}00元以上", "then": {"open": ["heavier"]}, "basis": "试法 第二条"}
        for n in (3, 5)
    ]
    decider = Decider(simple("较高1倍以上2倍以下", MOST, circumstances=rules), CASE)
    facts = {"b": True, "v": Decimal("400.00"), "w": Decimal("100.00")}
    for _ in range(2):
        decider(facts)
    assert decider.knows(facts)
    assert texts[-1].count("max(") == 1
    assert texts[0].count("max(") == 0  # before any way


def test_common_facts_stand_where_a_case_says_nothing_else():
    common = {"goods": "1.00", "gains": "0.00", "kilos": "0.00", "harm": "没有", "sort": "乙", "fields": ["药品"]}
    decider = Decider(PROGRAM, {**CASE, "facts": common})
    for _ in range(3):
        assert short(decider({})) == said(PROGRAM, common)
        assert short(decider({"raised": True})) == said(PROGRAM, {**common, "raised": True})
        assert short(decider({"goods": "12345.67"})) == said(PROGRAM, {**common, "goods": "12345.67"})
    assert decider.knows({})
    assert decider.knows({"raised": True})
    bare = Decider(PROGRAM, CASE)
    for _ in range(3):
        bare(GOOD)
    assert (bare.knows(GOOD), bare.knows({})) == (True, False)


def test_what_generated_code_does_not_know_comes_from_the_reference():
    """An open fact, each time; the verdict has the whole decision, of the facts that were given."""
    decider = Decider(PROGRAM, CASE)
    facts = {**GOOD, "harm": {"status": "unknown"}, "raised": True}
    for _ in range(2):
        verdict = decider(facts)
        assert short(verdict) == said(PROGRAM, facts)
        assert verdict.disposition == "needs_human"
        assert str(verdict.decision.case.facts["harm"].status) == "unknown"
    assert not decider.knows(facts)
    known = decider(GOOD)
    assert known.decision.outcomes[0].disposition == known.disposition == "penalise"
    assert decider(GOOD).decision.outcomes == known.decision.outcomes


def test_a_decider_of_rules_that_changed_asks_the_reference_each_time():
    """Old law 5,000, new law 100: one act under the rules of two days has no unit; the newer, lighter rules apply."""
    dated = [{"fine": {"shall": "5000元"}, "until": "2024-04-01"}, {"fine": {"shall": "100元"}, "from": "2024-04-02"}]
    matter = {"id": "m.one", "title": "一", "elements": "旗", "penalised_by": "试法 第九条", "penalties": dated}
    gates = [{"id": "g", "then": {"version": "lighter"}, "basis": "试法 第三十七条"}]
    decider = Decider(simple("1元", matters=[matter], gates=gates), CASE)
    for _ in range(3):
        verdict = decider({"b": True})
        assert [m.statutory.hi for m in verdict.measures] == [10_000]
    assert not decider.knows({"b": True})


def test_a_case_that_is_wrong_is_refused_as_a_whole():
    """A case that can be read and is wrong all the same, and one that cannot."""
    for wrong in ({"start": "2024-03-03", "end": "2024-03-01"}, {"phase": "closed"}):
        with pytest.raises(InvalidInput):
            case_from({**CASE, **wrong})
        with pytest.raises(InvalidInput):
            Decider(PROGRAM, {**CASE, **wrong})


def test_what_is_not_plain_is_told_as_that():
    made = program_of(RULES)
    decider = Decider(made, CASE)
    for _ in range(3):
        decider(GOOD)
    with pytest.raises(NotPlain):
        decider._unit.run({**GOOD, "nothing": 1}, decider._said)
    assert decider._unit.run({**GOOD, "raised": True}, decider._said) is None  # a way that was not met
    assert days_of(made, case_for("m.one", GOOD)).act.sliced is decider._unit.frame.sliced


def test_values_as_they_are_read():
    kinds = Fact("kinds", "领域", "set", "r", values=(("a", "食品"), ("b", "药品")))
    assert read(kinds, ["食品", "b"]) == frozenset({"a", "b"})
    assert read(kinds, ("食品",)) == frozenset({"a"})
    assert read(kinds, "食品") == frozenset({"a"})
    flag = Fact("b", "旗", "boolean", "r")
    assert [read(flag, one) for one in (True, False, "是", "false")] == [True, False, True, False]
    with pytest.raises(NotPlain):
        read(kinds, True)
    with pytest.raises(NotPlain):
        read(flag, ["true"])
    assert Calls({}, CURRENT, Calendar("none", {})).age(Age("born", "on"), 700_000, 700_000) == 0
    assert _exact(exactly(3)) == 3
    for region in (TRUE, Values(frozenset()), Numbers((Interval(1, 2),)), Numbers((Interval(1, 1), Interval(3, 3)))):
        with pytest.raises(NotPlain):
            _exact(region)


def test_a_way_that_is_known_is_not_learnt_again(monkeypatch):
    decider = Decider(program_of(RULES), CASE)
    wanted = [short(decider(GOOD)) for _ in range(2)]
    monkeypatch.setattr(Unit, "learn", lambda *_: pytest.fail("it is known"))
    assert [short(decider(GOOD)), short(decider(GOOD))] == wanted


def test_a_new_way_is_walked_once_and_not_decided_besides(monkeypatch):
    """What the watched reference found is the verdict; the whole decision is made when it is asked for."""
    made = program_of(RULES)
    wanted = said(made, GOOD)
    decider = Decider(made, CASE)
    monkeypatch.setattr(pipeline, "decide", lambda *_: pytest.fail("nobody asked"))
    assert short(decider(GOOD)) == wanted


def test_a_way_with_something_that_cannot_be_written_is_decided_by_the_reference():
    """A count by shop is never generated: each case is decided anew, and by what it is about itself."""
    times = {"label": "次数", "count": "penalty", "same": "any", "window": "1年", "unit": "次", "anchor": "end", "per": "店铺",
             "ends": ["included", "included"], "including_present": "false", "basis": "试法 第二条"}  # fmt: skip
    facts = {
        "b": {"label": "旗", "type": "boolean"}, "shop": {"label": "店铺", "type": "code"},
        "end": {"label": "终了日", "type": "date", "source": "act.end"},
    }  # fmt: skip
    rules = [{"id": "c", "when": "次数1次以上", "then": {"open": ["heavier"]}, "basis": "试法 第二条"}]
    made = simple("1000元以上5000元以下", {"times": times}, facts=facts, circumstances=rules)
    event = {"date": "2024-01-05", "act": "m.one", "event": "penalty", "about": {"店铺": "甲店"}}
    history = {"searched": [{"register": "库", "from": "2000-01-01", "to": "2030-12-31"}], "events": [event]}
    decider = Decider(made, {**CASE, "history": history})
    for _ in range(3):
        assert decider({"b": False, "shop": "甲店"}).disposition == "not_established"
        (fine,) = decider({"b": True, "shop": "甲店"}).measures
        assert "heavier" in {level.level for level in fine.levels}
        (fine,) = decider({"b": True, "shop": "乙店"}).measures
        assert "heavier" not in {level.level for level in fine.levels}
    assert not decider.knows({"b": True, "shop": "甲店"})
