"""What a case says of its facts, and what is wrong with it: values and their status, the frame, proposals, names that nobody knows."""

from datetime import date

import pytest
from strategies import HEAD, program_of

from enforcerules.base.diagnostics import InvalidInput
from enforcerules.base.limits import limited
from enforcerules.decide.bind import proposed_fine
from enforcerules.load.cases import read_case
from enforcerules.model.knowledge import Observed
from enforcerules.model.region import FALSE, TRUE, TRUTH, Interval, Numbers, Values, exactly
from enforcerules.pipeline import decide, timelines

FACTS = {
    "b": {"label": "行为", "type": "boolean"},
    "n": {"label": "件数", "type": "integer", "unit": "件", "also": ["数量"]},
    "v": {"label": "货值", "type": "money"},
    "kinds": {"label": "领域", "type": "set", "values": {"a": "食品", "b": "药品"}},
    "grade": {"label": "程度", "type": "grade", "values": {"low": "轻", "high": "重"}},
    "start": {"label": "开始日", "type": "date", "source": "act.start"},
    "end": {"label": "终了日", "type": "date", "source": "act.end"},
    "going": {"label": "持续", "type": "boolean", "source": "act.ongoing"},
    "filed": {"label": "立案日", "type": "date", "source": "dates.filed"},
    "party": {"label": "当事人类型", "type": "choice", "source": "party.kind",
              "values": {"unit": "单位", "individual": "个人", "sole_trader": "个体工商户", "responsible_person": "责任人员"}},
    "born": {"label": "出生日", "type": "date", "source": "party.born"},
    "power": {"label": "职权来源", "type": "choice", "source": "authority.power", "values": {"statute": "法定", "delegated": "委托"}},
    "told": {"label": "机关立案日", "type": "date", "source": "authority.day"},
    "p_fine": {"label": "拟罚款", "type": "money", "source": "proposed.fine"},
    "p_revoke": {"label": "拟吊销", "type": "boolean", "source": "proposed.license_revoke"},
    "p_any": {"label": "拟处其一", "type": "boolean", "source": "proposed.any(fine, license_revoke)"},
    "p_other": {"label": "拟处他种", "type": "boolean", "source": "proposed.outside(fine)"},
}  # fmt: skip
DERIVED = {
    "times": {"label": "次数", "count": "penalty", "same": "any", "window": "1年", "unit": "次", "basis": "试法 第二条",
              "anchor": "end", "ends": ["included", "included"], "including_present": "false"},
    "both": {"label": "两情形", "when": "行为 且 件数3件以上", "basis": "试法 第二条"},
    "sum": {"label": "合计", "sum": ["v", "v"], "basis": "试法 第二条"},
}  # fmt: skip
MATTER = {
    "id": "m.one", "title": "一", "elements": "行为", "penalised_by": "试法 第九条", "fixes": {"grade": "重"},
    "penalties": [{"fine": {"shall": "1000元以上5000元以下"}}],
}  # fmt: skip


def ruleset(name, matter, **facts):
    return {
        **HEAD,
        "ruleset": name,
        "title": {"zh": name},
        "facts": {**FACTS, **facts},
        "derived": DERIVED,
        "matters": [matter],
    }


PROGRAM = program_of(ruleset("small", MATTER))
LINES = """\
format: enforcerules/case/1
case: c
phase: investigating
parties: [{id: p1, kind: unit}]
acts: [{id: a1, matter: m.one, start: 2024-03-01, end: 2024-03-02, facts: {行为: true}}]
dates: {discovered: 2024-03-05, filed: 2024-03-06, decided: 2024-05-06}
"""


def case(**lines):
    """The case with lines put in place of those of the same key, or added."""
    kept = [one for one in LINES.splitlines() if one.partition(":")[0] not in lines]
    text = "\n".join([*kept, *(f"{key}: {value}" for key, value in lines.items() if value is not None)])
    made, report = read_case(text.encode(), "case.yaml", json=False)
    assert made is not None, report
    return made


def given(**lines):
    (days,) = timelines(PROGRAM, case(**lines))
    return days.act.known.given


def problems(program=PROGRAM, **lines):
    """Code, arguments, and the text at which the problem is told."""
    made = case(**lines)
    kept = [one for one in LINES.splitlines() if one.partition(":")[0] not in lines]
    text = [*kept, *(f"{key}: {value}" for key, value in lines.items() if value is not None)]
    with pytest.raises(InvalidInput) as found:
        decide(program, made)
    return [
        (
            d.code,
            dict(d.args),
            None if d.span is None else text[d.span.line - 1][d.span.column - 1 : d.span.end_column - 1],
        )
        for d in found.value.report.diagnostics
    ]


# ---- values and their status ---------------------------------------------------------------------------------------

NUMBERS, MORE = (
    Numbers((Interval(0, None),)),
    "evidence: [证1, 证2], reason: 未能核实, factors: [持续时间], by: 承办人, note: 备注",
)


@pytest.mark.parametrize(
    ("fact", "said", "region", "status"),
    [
        ("件数", "3", exactly(3), "known"),
        ("数量", "3", exactly(3), "known"),
        ("n", "{value: 3}", exactly(3), "known"),
        ("n", "{value: 3, status: known}", exactly(3), "known"),
        # what is only asserted, excluded or not to be found out is shown, and decides nothing
        ("n", "{value: 3, status: asserted}", NUMBERS, "asserted"),
        ("n", "{value: 3, status: excluded}", NUMBERS, "excluded"),
        ("n", "{value: 3, status: unknown}", NUMBERS, "unknown"),
        ("n", "{value: 3, status: undeterminable}", NUMBERS, "undeterminable"),
        ("n", "{status: undeterminable}", NUMBERS, "undeterminable"),
        ("n", "{status: asserted}", NUMBERS, "asserted"),
        # known without a value is not known
        ("n", "{status: known}", NUMBERS, "unknown"),
        ("n", "null", NUMBERS, "unknown"),
        # a truth that was searched for and not found is not there; how many there are is no truth
        ("b", "{status: searched_not_found}", FALSE, "searched_not_found"),
        ("n", "{status: searched_not_found}", NUMBERS, "searched_not_found"),
        ("n", "{value: 0, status: searched_not_found}", exactly(0), "searched_not_found"),
        ("b", "{value: true, status: searched_not_found}", TRUE, "searched_not_found"),
        ("b", "{value: true, status: asserted}", TRUTH, "asserted"),
        ("领域", "[食品, b]", Values(frozenset({"a", "b"})), "known"),
        ("领域", "[]", Values(frozenset()), "known"),
    ],
)  # fmt: skip
def test_a_value_and_how_it_is_known(fact, said, region, status):
    found = given(facts=f"{{{fact}: {said}}}", acts="[{id: a1, matter: m.one, end: 2024-03-02}]")
    one = found[{"件数": "n", "数量": "n", "领域": "kinds"}.get(fact, fact)]
    assert (one.region, one.status) == (region, status)
    assert (one.evidence, one.reason, one.factors, one.by, one.note, one.stood) == ((), None, (), None, None, None)


def test_everything_that_is_said_of_a_fact_is_kept():
    assert given(facts=f"{{n: {{value: 3, {MORE}}}}}")["n"] == Observed(
        exactly(3), "known", ("证1", "证2"), "未能核实", ("持续时间",), "承办人", "备注"
    )


def test_facts_of_the_act_go_before_those_of_the_party_and_these_before_shared_ones():
    acts = "[{id: a1, matter: m.one, end: 2024-03-02, facts: {行为: true, n: 1}}]"
    parties = "[{id: p1, kind: unit, facts: {n: 2, 货值: 5}}]"
    found = given(facts="{n: 3, 货值: 6, 领域: [食品]}", parties=parties, acts=acts)
    assert [found[one].region for one in ("n", "v", "kinds")] == [exactly(1), exactly(500), Values(frozenset({"a"}))]


def test_what_the_nature_of_the_matter_fixes_a_case_may_say_otherwise():
    """`fixes` says 重 (1); the case that says 轻 (0) is taken at its word."""
    assert given()["grade"] == Observed(exactly(1), "fixed")
    assert given(facts="{程度: 轻}")["grade"] == Observed(exactly(0), "known")


# ---- the frame -----------------------------------------------------------------------------------------------------


def day(text):
    return exactly(date.fromisoformat(text).toordinal())


@pytest.mark.parametrize(
    ("fact", "lines", "region"),
    [
        ("start", {}, day("2024-03-01")),
        ("end", {}, day("2024-03-02")),
        ("going", {}, FALSE),
        ("filed", {}, day("2024-03-06")),
        ("party", {}, Values(frozenset({"unit"}))),
        ("party", {"parties": "[{id: p1}]"}, None),
        ("born", {}, None),
        ("born", {"parties": "[{id: p1, kind: individual, born: 1990-05-06}]"}, day("1990-05-06")),
        ("filed", {"dates": "{discovered: 2024-03-05}"}, None),
        ("start", {"acts": "[{id: a1, matter: m.one, end: 2024-03-02}]"}, None),
        ("end", {"acts": "[{id: a1, matter: m.one, end: ongoing}]"}, None),
        ("going", {"acts": "[{id: a1, matter: m.one, end: ongoing}]"}, TRUE),
        ("end", {"acts": "[{id: a1, matter: m.one, start: 2024-03-02}]"}, None),
        ("going", {"acts": "[{id: a1, matter: m.one, start: 2024-03-02}]"}, None),
        ("power", {}, None),
        ("power", {"authority": "{power: 法定}"}, Values(frozenset({"statute"}))),
        ("told", {"authority": "{day: 2024-03-01}"}, day("2024-03-01")),
        # with nothing proposed all is open; what is not proposed is nil or false
        ("p_fine", {}, None),
        ("p_revoke", {}, None),
        ("p_any", {}, None),
        ("p_other", {}, None),
        ("p_fine", {"proposed": "{}"}, exactly(0)),
        ("p_revoke", {"proposed": "{}"}, FALSE),
        ("p_any", {"proposed": "{}"}, FALSE),
        ("p_other", {"proposed": "{}"}, FALSE),
        ("p_fine", {"proposed": '{fine: "100.01"}'}, exactly(10_001)),
        ("p_revoke", {"proposed": '{fine: "100.01"}'}, FALSE),
        ("p_any", {"proposed": '{fine: "100.01"}'}, TRUE),
        ("p_other", {"proposed": '{fine: "100.01"}'}, FALSE),
        ("p_revoke", {"proposed": "{license_revoke: true}"}, TRUE),
        ("p_fine", {"proposed": "{license_revoke: true}"}, exactly(0)),
        ("p_any", {"proposed": "{license_revoke: 是}"}, TRUE),
        ("p_other", {"proposed": "{license_revoke: 是}"}, TRUE),
        # what is said not to be proposed is not, and no more is a fine of nil
        ("p_revoke", {"proposed": "{license_revoke: false}"}, FALSE),
        ("p_revoke", {"proposed": "{license_revoke: 否}"}, FALSE),
        ("p_any", {"proposed": "{license_revoke: 否}"}, FALSE),
        ("p_other", {"proposed": "{license_revoke: false}"}, FALSE),
        ("p_any", {"proposed": "{fine: 0}"}, FALSE),
    ],
)  # fmt: skip
def test_facts_that_are_read_from_the_frame(fact, lines, region):
    found = given(**lines).get(fact)
    assert found == (None if region is None else Observed(region, "known"))


@pytest.mark.parametrize(
    ("proposed", "fen"),
    [
        (None, None),
        ("{}", None),
        ("{license_revoke: true}", None),
        ('{fine: "100.01"}', 10_001),
        ("{fine: 1万元}", 1_000_000),
    ],
)
def test_the_fine_that_is_proposed(proposed, fen):
    assert proposed_fine(case(proposed=proposed)) == fen


def test_the_kind_of_a_party_as_a_fact_where_the_frame_is_silent():
    assert given(parties="[{id: p1}]", facts="{当事人类型: 个人}")["party"].region == Values(frozenset({"individual"}))
    ((code, args, at),) = problems(facts="{当事人类型: 个人}")
    assert (code, args, at) == ("ER611", {"fact": "当事人类型", "source": "party.kind"}, "当事人类型")


# ---- what is wrong with a case -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ({"facts": "{件素: 3}"}, [("ER602", {"matter": "m.one", "fact": "件素"}, "件素")]),
        ({"facts": "{终了日: 2024-03-02}"}, [("ER611", {"fact": "终了日", "source": "act.end"}, "终了日")]),
        ({"facts": "{次数: 3}"}, [("ER609", {"fact": "次数", "history": "history"}, "次数")]),
        ({"facts": "{两情形: true}"}, [("ER609", {"fact": "两情形", "reads": "行为、件数"}, "两情形")]),
        ({"facts": "{合计: 3}"}, [("ER609", {"fact": "合计", "reads": "货值"}, "合计")]),
        ({"proposed": "{fone: 3}"}, [("ER610", {"kind": "fone", "near": "fine"}, "fone")]),
        ({"proposed": "{fine: 三元}"}, [("ER240", {"found": "三元", "value": "三元", "suggestion": "3元"}, "三元")]),
        ({"proposed": "{fine: true}"}, [("ER240", {"found": "true", "value": "true"}, "true")]),
        ({"proposed": "{license_revoke: 3}"}, [("ER250", {"found": "3"}, "3")]),
        ({"proposed": "{fone: 3, fine: 三元, license_revoke: 4}"}, [
            ("ER610", {"kind": "fone", "near": "fine"}, "fone"),
            ("ER240", {"found": "三元", "value": "三元", "suggestion": "3元"}, "三元"), ("ER250", {"found": "4"}, "4"),
        ]),
        ({"dates": "{discovered: 2024-03-05, filled: 2024-03-06}"}, [
            ("ER614", {"where": "dates", "name": "filled", "known": "decided、discovered、filed、known_on、notified", "near": "filed"}, "filled"),
        ]),
        ({"authority": "{power: statute, powers: statute}"}, [
            ("ER614", {"where": "authority", "name": "powers", "known": "day、power", "near": "power"}, "powers"),
        ]),
        ({"authority": "{power: 自封}"}, [
            ("ER604", {"fact": "职权来源", "value": "自封", "allowed": "法定、委托"}, "自封"),
        ]),
        ({"authority": "{day: 2024-02-30}"}, [("ER231", {"found": "2024-02-30"}, "2024-02-30")]),
        ({"authority": "{day: 三月}"}, [("ER230", {"found": "三月"}, "三月")]),
        ({"facts": "{领域: [食品, 食盐]}"}, [("ER604", {"fact": "领域", "value": "食盐", "allowed": "食品、药品"}, "食盐")]),
        ({"facts": "{件数: [3, 4]}"}, [("ER603", {"fact": "件数", "value": "3、4", "expected": "@one_value"}, "3")]),
        ({"facts": "{件数: {value: 3.5, status: asserted}}"}, [("ER221", {"fact": "件数", "found": "3.5"}, "3.5")]),
    ],
)  # fmt: skip
def test_what_is_told_of_a_wrong_case(lines, expected):
    found = problems(**lines)
    assert [(code, at) for code, _, at in found] == [(code, at) for code, _, at in expected]
    for (_, args, _), (_, wanted, _) in zip(found, expected, strict=True):
        assert {key: value for key, value in args.items() if key in wanted} == wanted
        assert "near" in wanted or args.get("near") not in {"", "None"}


def test_a_fact_given_twice_is_told_with_its_first_place_and_the_rest_is_read_on():
    made = case(facts="{件数: 3, n: 4, 货值: x, 终了日: 2024-03-02, 数量: 5, 无此: 1, 领域: 食盐}")
    with pytest.raises(InvalidInput) as found:
        decide(PROGRAM, made)
    told = {d.code: d for d in found.value.report.diagnostics}
    assert sorted(d.code for d in found.value.report.diagnostics) == sorted(
        ["ER605", "ER240", "ER611", "ER605", "ER602", "ER604"]
    )
    twice = [d for d in found.value.report.diagnostics if d.code == "ER605"]
    first = made.facts.keys()
    where = next(iter(first)).span
    assert [[(label.span, label.key) for label in d.labels] for d in twice] == [[(where, "first")], [(where, "first")]]
    assert {dict(d.args)["fact"] for d in twice} == {"件数"}
    assert told["ER611"].labels == ()


def test_a_fact_of_the_act_that_nobody_knows():
    ((code, args, at),) = problems(acts="[{id: a1, matter: m.one, end: 2024-03-02, facts: {行为: true, 终了曰: 3}}]")
    assert (code, args["matter"], args["fact"], args.get("near"), at) == (
        "ER602",
        "m.one",
        "终了曰",
        "终了日",
        "终了曰",
    )


def test_no_more_problems_than_so_many_are_told_and_the_rest_is_not_read():
    """Each fact after the second problem is left alone, also one that would be told as a value that cannot be read."""
    acts = "[{id: a1, matter: m.one, end: 2024-03-02, facts: {无一: 1, 无二: 1, 货值: x, 件数: y}}]"
    made = case(acts=acts)
    with limited(problems=2), pytest.raises(InvalidInput) as found:
        decide(PROGRAM, made)
    assert [d.code for d in found.value.report.diagnostics] == ["ER602", "ER602"]


OTHER = {**MATTER, "id": "m.two", "elements": "另一行为"}
TWO = program_of(
    ruleset("small", MATTER), ruleset("other", OTHER, w={"label": "另一行为", "type": "boolean"}, x={"label": "专有", "type": "boolean"})
)  # fmt: skip


def test_shared_facts_must_be_of_some_act():
    """Of two acts under two rulesets: what one of them knows is no problem, what none knows is told once."""
    acts = "[{id: a1, matter: m.one, end: 2024-03-02}, {id: a2, matter: m.two, end: 2024-03-02}]"
    (one, two) = timelines(TWO, case(acts=acts, facts="{专有: true, 行为: true}"))
    assert ("x" in one.act.known.given, "x" in two.act.known.given) == (False, True)
    ((code, args, at),) = problems(TWO, acts=acts, facts="{专无: true, 行为: true}")
    assert (code, args["matter"], args["fact"], at) == ("ER602", "m.one、m.two", "专无", "专无")


def test_an_act_under_two_matters_may_speak_of_the_facts_of_both():
    acts = "[{id: a1, matter: [m.one, m.two], end: 2024-03-02, facts: {行为: true, 专有: true, 件数: 3}}]"
    one, two = timelines(TWO, case(acts=acts))
    assert [("x" in d.act.known.given, d.act.known.given["n"].region) for d in (one, two)] == [
        (False, exactly(3)),
        (True, exactly(3)),
    ]
    wrong = "[{id: a1, matter: [m.one, m.two], end: 2024-03-02, facts: {专无: true}}]"
    assert {(code, args["matter"]) for code, args, _ in problems(TWO, acts=wrong)} == {
        ("ER602", "m.one"),
        ("ER602", "m.two"),
    }


# ---- events of the past --------------------------------------------------------------------------------------------

EVENT = "{{searched: [], events: [{{date: 2024-01-05, act: m.one, event: penalty, about: {about}}}]}}"


@pytest.mark.parametrize(
    ("about", "expected"),
    [
        ("{终了曰: 3, 货值: x}", [("ER602", "终了曰"), ("ER240", "x")]),  # every name and every value is looked at
        ("{货值: x, 终了曰: 3}", [("ER240", "x"), ("ER602", "终了曰")]),
        ("{终了曰: 3, 终丁日: 4}", [("ER602", "终了曰"), ("ER602", "终丁日")]),
        ("{领域: [食品, 食盐]}", [("ER604", "食盐")]),
        ("{终了日: 2024-02-30}", [("ER231", "2024-02-30")]),
    ],
)
def test_what_is_told_of_events(about, expected):
    found = problems(history=EVENT.format(about=about))
    assert sorted((code, at) for code, _, at in found) == sorted(expected)
    for code, args, at in found:
        if code == "ER602":
            assert (args["matter"], args["fact"], args["near"]) == ("m.one", at, "终了日")
        elif code == "ER240":
            assert args["fact"] == "货值"


def test_events_of_acts_under_two_rulesets_know_the_facts_of_both():
    acts = "[{id: a1, matter: m.one, end: 2024-03-02}, {id: a2, matter: m.two, end: 2024-03-02}]"
    assert len(timelines(TWO, case(acts=acts, history=EVENT.format(about="{专有: true, 件数: 3}")))) == 2
    ((code, args, at),) = problems(TWO, acts=acts, history=EVENT.format(about="{专无: true}"))
    assert (code, args["matter"], at) == ("ER602", "m.one、m.two", "专无")
