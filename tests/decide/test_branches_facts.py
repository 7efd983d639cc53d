"""What is known of facts at the places that few cases reach: days that no calendar has, parameters, events, problems of a case."""

import sys
from datetime import date

import pytest
from strategies import HEAD, case_for, program_of

from enforcerules.base.diagnostics import InvalidInput
from enforcerules.base.limits import limited
from enforcerules.base.source import Text
from enforcerules.decide.form import form_of
from enforcerules.decide.provenance import meaning_of
from enforcerules.load.cases import case_of
from enforcerules.model.case import FactGiven
from enforcerules.pipeline import decide

FACTS = {
    "b": {"label": "行为", "type": "boolean"},
    "x": {"label": "甲情形", "type": "boolean"},
    "y": {"label": "乙情形", "type": "boolean"},
    "v": {"label": "货值", "type": "money"},
    "n": {"label": "件数", "type": "integer", "unit": "件"},
    "due": {"label": "期限日", "type": "date"},
    "filed": {"label": "立案日", "type": "date", "source": "dates.filed"},
    "act_end": {"label": "行为终了日", "type": "date", "source": "act.end"},
    "shop": {"label": "店铺", "type": "code"},
}
GIVEN = {"b": "true", "x": "true", "y": "false", "v": "100.00", "n": "3", "shop": "甲店", "due": "2024-03-01"}


def program(*, facts=None, elements="行为", penalties=None, **more):
    return program_of(
        {
            **HEAD,
            "ruleset": "small",
            "title": {"zh": "小规则"},
            "facts": {**FACTS, **(facts or {})},
            "matters": [
                {
                    "id": "m.one",
                    "title": "一",
                    "elements": elements,
                    "penalised_by": "试法 第九条",
                    "penalties": penalties or [{"fine": {"shall": "1000元以上5000元以下"}}],
                }
            ],
            **more,
        }
    )


def outcome(made, facts=None, **more):
    (one,) = decide(made, case_for("m.one", {**GIVEN, **(facts or {})}, **more)).outcomes
    return one


def codes(made, facts, **more):
    with pytest.raises(InvalidInput) as found:
        outcome(made, facts, **more)
    return [one.code for one in found.value.report.diagnostics]


def holds(one):
    """Whether a kind of measure follows; one that is not told does not."""
    return lambda kind: {m.kind: m.holds for m in one.measures}.get(kind, False)


# ---- days --------------------------------------------------------------------------------------------------------


def late(**plus):
    """The licence is revoked where the last day, so long after the fact 期限日, is not after 立案日 (2024-03-06)."""
    derived = {
        "last": {"label": "届满日", "date": {"from": "due", **plus}, "basis": "试法 第二条"},
        "over": {"label": "逾期天数", "days": {"from": "last", "to": "filed"}, "unit": "日", "basis": "试法 第二条"},
    }
    penalties = [{"fine": {"shall": "1000元"}}, {"license_revoke": "shall", "when": "逾期天数1日以上"}]
    return program(derived=derived, penalties=penalties)


@pytest.mark.parametrize(
    ("plus", "due", "expected"),
    [
        # 1 March and 4 days is 5 March, one day before 6 March; with 5 days it is not over
        ({"plus": "4日"}, "2024-03-01", True),
        ({"plus": "5日"}, "2024-03-01", False),
        # nobody said the day: open, rolled or not
        ({"plus": "2日"}, None, None),
        ({"plus": "2日", "roll": "next_workday"}, None, None),
        # this ruleset has no calendar that says which days are working days
        ({"plus": "2日", "roll": "next_workday"}, "2024-03-01", None),
        ({"plus": "2工作日"}, "2024-03-01", None),
        # there is no day after the last
        ({"plus": "2日"}, "9999-12-31", None),
    ],
)
def test_a_last_day_that_no_calendar_has_is_not_known(plus, due, expected):
    assert holds(outcome(late(**plus), {"due": due}))("license_revoke") is expected


# ---- parameters --------------------------------------------------------------------------------------------------

STANDARD = {"label": "大额标准", "type": "money", "values": [{"value": "2000元", "basis": "试法 第三条"}]}
ABOVE = [{"fine": {"shall": "1000元"}}, {"license_revoke": "shall", "when": "货值不低于大额标准"}]


def test_an_open_fact_is_cut_where_a_parameter_lies():
    """The value is not known: below 2000元 the licence stays, from there on it goes; the standard is told with the test."""
    made = program(parameters={"standard": STANDARD}, penalties=ABOVE)
    one = outcome(made, {"v": None})
    assert holds(one)("license_revoke") is None
    (question,) = [q for q in one.questions if q.fact == "v"]
    assert question.cells == 1
    assert [holds(outcome(made, {"v": v}))("license_revoke") for v in ("1999.99", "2000.00")].count(True) == 1


def test_a_parameter_that_has_no_value_here_cuts_nothing():
    """The standard is only for individuals: of a unit whatever the value is, the test is open."""
    values = [{"value": "2000元", "party": ["individual"], "basis": "试法 第三条"}]
    made = program(parameters={"standard": {**STANDARD, "missing": "未收录", "values": values}}, penalties=ABOVE)
    assert holds(outcome(made, {"v": None}))("license_revoke") is None
    assert holds(outcome(made, {"v": "9000.00"}))("license_revoke") is None
    assert holds(outcome(made, {"v": "9000.00"}, kind="individual"))("license_revoke") is True


def test_a_rule_that_tests_a_parameter_tells_its_value():
    made = program(
        parameters={"standard": STANDARD},
        circumstances=[
            {"id": "c", "when": "货值不低于大额标准", "then": {"open": ["heavier"]}, "basis": "试法 第五条"}
        ],
    )
    (reason,) = [r for r in outcome(made, {"v": "2000.00"}).reasons if r.rule == "c"]
    assert [test.wanted.partition("（")[2] for test in reason.tests] == ["2000.00元）"]
    values = [{"value": "2000元", "party": ["individual"], "basis": "试法 第三条"}]
    made = program(
        parameters={"standard": {**STANDARD, "missing": "未收录", "values": values}},
        circumstances=[
            {"id": "c", "when": "货值不低于大额标准", "then": {"open": ["heavier"]}, "basis": "试法 第五条"}
        ],
    )
    (reason,) = [r for r in outcome(made, {"v": "2000.00"}).reasons if r.rule == "c"]
    assert [test.wanted.partition("（")[2] for test in reason.tests] == [""]


# ---- events ------------------------------------------------------------------------------------------------------

SEARCHED = [{"register": "库", "from": "2000-01-01", "to": "2030-12-31", "on": "2024-04-01"}]


def event(**about):
    return {"date": "2024-01-05", "act": "m.one", "event": "penalty", "about": about}


def test_a_count_by_a_derived_fact_asks_for_what_it_is_derived_from():
    """Whether it was grave follows from 甲情形 or 乙情形: an event that was grave counts if this case is, so these are asked."""
    made = program(
        derived={
            "grave": {"label": "严重", "when": "甲情形 或 乙情形", "basis": "试法 第二条"},
            "times": {"label": "次数", "count": "penalty", "same": "matter", "per": "严重", "window": "1年", "unit": "次",
                      "ends": ["included", "included"], "including_present": "false", "basis": "试法 第二条"},
        },
        penalties=[{"fine": {"shall": "1000元"}}, {"license_revoke": "shall", "when": "次数1次以上"}],
    )  # fmt: skip
    history = {"searched": SEARCHED, "events": [event(严重="true")]}
    assert holds(outcome(made, {"x": "true"}, history=history))("license_revoke") is True
    assert holds(outcome(made, {"x": "false"}, history=history))("license_revoke") is False
    one = outcome(made, {"x": None, "y": "false"}, history=history)
    assert holds(one)("license_revoke") is None
    (question,) = [q for q in one.questions if q.fact == "times"]
    assert question.asks == ("history", "x")


TIMES = {"label": "次数", "count": "penalty", "same": "any", "per": "店铺", "window": "1年", "unit": "次",
         "ends": ["included", "included"], "including_present": "false", "basis": "试法 第二条"}  # fmt: skip


def shops(ruleset, matter, facts):
    """Of who was fined for the same shop before, the licence is revoked."""
    return {
        **HEAD,
        "ruleset": ruleset,
        "title": {"zh": ruleset},
        "facts": {"b": FACTS["b"], "act_end": FACTS["act_end"], **facts},
        "derived": {"times": TIMES},
        "matters": [
            {
                "id": matter,
                "title": matter,
                "elements": "行为",
                "penalised_by": "试法 第九条",
                "penalties": [{"license_revoke": "shall", "when": "次数1次以上"}],
            }
        ],
    }


def test_an_event_about_a_fact_that_two_acts_know_otherwise():
    """甲店 is a shop for the one matter; for the other a shop is a number, so whether the event counts there nobody can say."""
    numbered = {"shop": {"label": "店铺", "type": "integer", "unit": "号"}}
    made = program_of(shops("one", "m.one", {"shop": FACTS["shop"]}), shops("two", "m.two", numbered))
    acts = [
        {"id": "a1", "matter": "m.two", "start": "2024-03-01", "end": "2024-03-02", "facts": {"行为": "true", "店铺": "7"}},
        {"id": "a2", "matter": "m.one", "start": "2024-03-01", "end": "2024-03-02", "facts": {"行为": "true", "店铺": "甲店"}},
    ]  # fmt: skip
    case, report = case_of(
        {
            "case": "t",
            "phase": "investigating",
            "parties": [{"id": "p", "kind": "unit"}],
            "acts": acts,
            "dates": {"discovered": "2024-03-05"},
            "history": {"searched": SEARCHED, "events": [event(店铺="甲店")]},
        }
    )
    assert case is not None, report
    assert [holds(one)("license_revoke") for one in decide(made, case).outcomes] == [None, True]


# ---- problems of a case ------------------------------------------------------------------------------------------


def test_a_case_is_not_read_on_beyond_so_many_problems():
    """Five facts of the act that nobody knows, and two problems at most: the others are not looked at."""
    made = program()
    one = case_for("m.one", GIVEN)
    wrong = {Text(f"无此事实{n}"): FactGiven(value=Text("true")) for n in range(5)}
    case = one.model_copy(update={"acts": (one.acts[0].model_copy(update={"facts": wrong}),)})
    for most, found in ((200, 5), (2, 2)):
        with limited(problems=most), pytest.raises(InvalidInput) as refused:
            decide(made, case)
        assert [d.code for d in refused.value.report.diagnostics].count("ER602") == found


@pytest.mark.parametrize(
    ("facts", "code"), [({"n": "-1"}, "ER225"), ({"n": "1.5"}, "ER221"), ({"v": "-0.01"}, "ER225")]
)
def test_numbers_that_a_count_cannot_be(facts, code):
    assert codes(program(), facts) == [code]


# ---- forms -------------------------------------------------------------------------------------------------------


def test_the_form_asks_for_what_weights_read():
    """The base of a weight table, what its factors test, and a set as a list of what it may hold."""
    made = program(
        facts={"fields": {"label": "领域", "type": "set", "values": {"a": "食品", "b": "药品"}}},
        benchmarks=[
            {
                "id": "t",
                "refines": "m.one/fine",
                "basis": "试规 第一条",
                "weights": {
                    "of": "货值的5%",
                    "factors": [
                        {"fact": "件数", "levels": [{"when": "件数3件以上", "weight": "20%"}, {"when": "件数不足3件", "weight": "10%"}]},
                        {"fact": "领域", "levels": [{"when": "领域包含食品", "weight": "20%"}, {"when": "非 领域包含食品", "weight": "0%"}]},
                    ],
                },
            }
        ],
    )  # fmt: skip
    form = form_of(made, made.matters["m.one"], None)
    assert set(form["properties"]) == {"b", "v", "n", "fields"}
    shape = form["properties"]["fields"]
    assert (shape["type"], shape["items"]["enum"], shape["uniqueItems"]) == ("array", ["食品", "药品"], True)


def test_the_form_of_a_matter_that_is_taken_as_alleged():
    made = program(elements="alleged", penalties=[{"fine": {"shall": "货值2倍"}}])
    assert set(form_of(made, made.matters["m.one"], None)["properties"]) == {"v"}


# ---- what is remembered ------------------------------------------------------------------------------------------


def test_meanings_that_are_remembered_have_an_end(monkeypatch):
    monkeypatch.setattr(sys.modules[meaning_of.__module__], "_MOST_KEPT", 3)
    made = program()
    parts = [(n, date(2024, 1, n)) for n in range(1, 10)]
    once = [meaning_of(made, part) for part in parts]
    assert len(made.digests) <= 3
    assert [meaning_of(made, part) for part in parts] == once
