"""Which law decides a matter in a place on two days: rulesets, rules, tables, values, facts; and on which days it changes."""

from datetime import date

import pytest
from strategies import HEAD, program_of

from enforcerules.decide.slice import Place, When, days_of_change, edges_of, named, slice_of
from enforcerules.model.program import InForce

ACT, DECISION = date(2024, 3, 1), date(2024, 5, 6)
FACTS = {
    "b": {"label": "行为", "type": "boolean"},
    "x": {"label": "甲情形", "type": "boolean"},
    "v": {"label": "货值", "type": "money"},
}
MATTER = {
    "id": "food.one",
    "title": "一",
    "elements": "行为",
    "penalised_by": "试法 第九条",
    "penalties": [{"fine": {"shall": "1000元以上5000元以下"}}],
}


def rule(name, **more):
    return {"id": name, "when": "甲情形", "then": "spare", "basis": "试法 第一条", **more}


def table(name, **more):
    return {
        "id": name,
        "refines": "food.one/fine",
        "basis": "试规 第一条",
        "rows": [{"id": "r", "otherwise": "true", "band": "[0%, 50%]"}],
        **more,
    }


def ruleset(name, territory="000000", extends=(), **more):
    made = {**HEAD, "ruleset": name, "title": {"zh": name}, "territory": territory, **more}
    return {**made, **({"extends": list(extends)} if extends else {"facts": {**FACTS, **more.get("facts", {})}})}


def home(**more):
    return ruleset("home", matters=more.pop("matters", [MATTER]), **more)


def part(program, *, territory="330106", party="unit", act=ACT, decision=DECISION, known=None, matter="food.one"):
    return slice_of(program, program.matters[matter], Place(territory, party, act, decision, known))


# ---- rulesets ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("territory", "rulesets", "skipped"),
    [
        ("330106", ("home", "all", "zj", "hz"), ()),
        ("330200", ("home", "all", "zj"), ()),
        ("330000", ("home", "all", "zj"), ()),
        ("320100", ("home", "all", "js"), ()),
        ("440100", ("home", "all"), ()),
        (None, ("home", "all"), ("js", "zj", "hz")),
    ],
)
def test_rulesets_that_cover_the_place_from_general_to_special(territory, rulesets, skipped):
    """Where the place is not known, those that only apply somewhere are named, not applied."""
    made = program_of(
        home(), ruleset("all", extends=["home"]), ruleset("zj", "330000", ["home"]), ruleset("js", "320000", ["home"]),
        ruleset("hz", ["330100", "350100"], ["zj"]), ruleset("apart", matters=[{**MATTER, "id": "other.one"}]),
    )  # fmt: skip
    found = part(made, territory=territory)
    assert (found.rulesets, found.skipped) == (rulesets, skipped)


@pytest.mark.parametrize(("pattern", "is_named"), [("*", True), ("food.*", True), ("food.one", True), ("food.on", False), ("foo*", True), ("drug.*", False), ("food.one.*", False)])  # fmt: skip
def test_patterns_that_name_a_matter(pattern, is_named):
    assert named(pattern, "food.one") is is_named


# ---- rules ---------------------------------------------------------------------------------------------------------


def ids(rules):
    return [one.id for one in rules]


def test_rules_of_this_matter_and_party_in_the_laws_order():
    made = program_of(
        home(
            gates=[rule("g.z", then={"terminate": "time_barred"}), rule("g.a", then={"terminate": "no_jurisdiction"})],
            exemptions=[
                rule("e.b"), rule("e.a", matter=["food.*", "drug.one"]), rule("e.other", matter=["drug.*"]), rule("e.one", party=["individual"]),
                rule("e.unit", party=["unit", "sole_trader"]),
            ],
            circumstances=[rule("a.first", then={"open": ["lighter"]})],
        ),
        ruleset("zj", "330000", ["home"], exemptions=[rule("e.zj")]),
        ruleset("js", "320000", ["home"], exemptions=[rule("e.js")]),
        ruleset("apart", matters=[{**MATTER, "id": "drug.one"}], exemptions=[rule("e.apart"), rule("e.every", matter=["*"])]),
    )  # fmt: skip
    assert ids(part(made).rules) == ["g.a", "g.z", "e.a", "e.b", "e.unit", "e.zj", "a.first"]
    assert ids(part(made, party="individual").rules) == ["g.a", "g.z", "e.a", "e.b", "e.one", "e.zj", "a.first"]
    assert ids(part(made, party=None, territory="320500").rules) == [
        "g.a",
        "g.z",
        "e.a",
        "e.b",
        "e.js",
        "e.one",
        "e.unit",
        "a.first",
    ]
    assert ids(part(made, matter="drug.one").rules) == ["e.apart", "e.every"]


def test_a_rule_that_takes_the_place_of_another():
    made = program_of(
        home(exemptions=[rule("e.a"), rule("e.b")]),
        ruleset("zj", "330000", ["home"], exemptions=[rule("e.zj", replaces=["e.a"], **{"from": "2024-01-01"})]),
    )
    assert (ids(part(made).rules), ids(part(made).replaced)) == (["e.b", "e.zj"], ["e.a"])
    elsewhere, before = part(made, territory="320500"), part(made, act=date(2023, 12, 31))
    assert (ids(elsewhere.rules), ids(elsewhere.replaced)) == (["e.a", "e.b"], [])
    assert (ids(before.rules), ids(before.replaced)) == (["e.a", "e.b"], [])


@pytest.mark.parametrize(
    ("act", "decision", "rules"),
    [
        ("2024-03-31", "2024-03-31", ["e.old", "d.old", "m.old"]),
        ("2024-04-01", "2024-04-01", ["e.new", "d.new", "m.new"]),
        ("2024-03-31", "2024-04-01", ["e.old", "d.new", "m.new"]),  # procedure follows the day of the decision
        (None, "2024-04-01", ["e.new", "d.new", "m.new"]),  # of an act of no day, what has not ended
        ("2024-04-01", None, ["e.new", "d.new", "m.new"]),
    ],
)
def test_substance_on_the_day_of_the_act_procedure_on_that_of_the_decision(act, decision, rules):
    duty, alert = {"duty": {"kind": "educate", "who": "authority"}}, {"alert": {"kind": "odd", "severity": "info"}}
    until, since = {"until": "2024-03-31"}, {"from": "2024-04-01"}
    made = program_of(
        home(
            exemptions=[rule("e.old", **until), rule("e.new", **since)],
            duties=[rule("d.old", then=duty, title="旧", **until), rule("d.new", then=duty, title="新", **since)],
            monitors=[rule("m.old", then=alert, title="旧", **until), rule("m.new", then=alert, title="新", **since)],
        )
    )
    days = [None if one is None else date.fromisoformat(one) for one in (act, decision)]
    assert ids(part(made, act=days[0], decision=days[1]).rules) == rules


def test_the_rule_about_versions_is_one_of_procedure():
    gates = [{"id": "g.v", "then": {"version": "lighter"}, "basis": "试法 第一条", "from": "2024-04-01"}]
    made = program_of(home(gates=gates))
    assert ids(part(made).rules) == ["g.v"]
    assert ids(part(made, decision=date(2024, 3, 31)).rules) == []


def test_measures_and_tables_of_the_day_of_the_act():
    penalties = [
        {"fine": {"shall": "1000元"}, "until": "2024-02-29", "id": "old"},
        {"fine": {"shall": "2000元"}, "from": "2024-03-01", "id": "new"},
    ]
    tables = [
        table("t.old", until="2024-02-29"),
        table("t.new", **{"from": "2024-03-01"}),
        table("a.new", **{"from": "2024-03-01"}),
    ]
    made = program_of(
        home(matters=[{**MATTER, "penalties": penalties}], benchmarks=tables),
        ruleset("zj", "330000", ["home"], benchmarks=[table("a.zj")]), ruleset("js", "320000", ["home"], benchmarks=[table("a.js")]),
    )  # fmt: skip
    now, before = part(made), part(made, act=date(2024, 2, 29))
    assert ([m.id for m in now.measures], ids(now.benchmarks)) == (
        ["new"],
        ["a.new", "t.new", "a.zj"],
    )  # the general ruleset first
    assert ([m.id for m in before.measures], ids(before.benchmarks)) == (["old"], ["t.old", "a.zj"])
    assert ids(part(made, territory="320500").benchmarks) == ["a.new", "t.new", "a.js"]


def test_what_was_not_in_force_for_the_act_is_named():
    """Exemptions that name this matter, and its tables; nothing that is about other matters, other parties or other places."""
    new = {"from": "2024-04-01"}
    made = program_of(
        home(
            matters=[MATTER, {**MATTER, "id": "drug.one"}],
            exemptions=[
                rule("e.now", matter=["food.*"]), rule("e.new", matter=["food.*"], **new), rule("e.all", **new),
                rule("e.drug", matter=["drug.*"], **new), rule("e.person", matter=["food.one"], party=["individual"], **new),
                rule("e.gone", matter=["food.one"], until="2024-02-29"),
            ],
            circumstances=[rule("c.new", matter=["food.one"], then={"open": ["lighter"]}, **new)],
            benchmarks=[table("t.new", **new), table("t.now")],
        ),
        ruleset("js", "320000", ["home"], benchmarks=[table("t.js", **new)], exemptions=[rule("e.js", matter=["food.one"], **new)]),
    )  # fmt: skip
    assert part(made).dormant == ("e.gone", "e.new", "t.new")
    assert part(made, party="individual").dormant == ("e.gone", "e.new", "e.person", "t.new")
    assert part(made, territory="320500").dormant == ("e.gone", "e.js", "e.new", "t.js", "t.new")
    assert part(made, act=date(2024, 4, 1)).dormant == ("e.gone",)
    assert part(made, act=date(2024, 2, 29)).dormant == ("e.new", "t.new")


def test_what_became_known_later_is_named():
    known = {"known": "2024-04-10"}
    matter = {
        **MATTER,
        "penalties": [{"fine": {"shall": "1000元"}, "id": "p"}, {"license_revoke": "may", "id": "q", **known}],
        "until": "2024-12-31",
        "succeeded_by": "food.new",
    }
    made = program_of(
        home(
            matters=[matter, {**MATTER, "id": "food.new", "from": "2025-01-01", **known}, {**MATTER, "id": "drug.one"}],
            exemptions=[rule("e.late", **known), rule("e.known"), rule("e.drug", matter=["drug.*"], **known), rule("e.person", party=["individual"], **known)],
            benchmarks=[table("t.late", **known), table("t.known")],
        ),
        ruleset("js", "320000", ["home"], benchmarks=[table("t.js", **known)]),
    )  # fmt: skip
    eve, day = date(2024, 4, 9), date(2024, 4, 10)
    assert part(made, known=eve).later == ("e.late", "food.new", "q", "t.late")
    assert part(made, known=eve, party=None).later == ("e.late", "e.person", "food.new", "q", "t.late")
    assert part(made, known=day).later == ()
    assert part(made).later == ()
    assert (ids(part(made, known=eve).rules), ids(part(made, known=day).rules)) == (["e.known"], ["e.known", "e.late"])
    assert [m.id for m in part(made, known=eve).measures] == ["p"]
    assert ids(part(made, known=eve).benchmarks) == ["t.known"]


@pytest.mark.parametrize(
    ("period", "day", "known", "meets"),
    [
        (InForce(), None, None, True),
        (InForce(since=ACT), None, None, True),
        (InForce(until=ACT), None, None, False),
        (InForce(until=date(2023, 1, 1), until_known=date(2024, 4, 1)), ACT, date(2024, 3, 31), True),
        (InForce(until=date(2023, 1, 1), until_known=date(2024, 4, 1)), ACT, date(2024, 4, 1), False),
        (InForce(until=date(2023, 1, 1), until_known=date(2024, 4, 1)), None, date(2024, 3, 31), True),
        (InForce(known=date(2024, 4, 1)), ACT, date(2024, 3, 31), False),
        (InForce(known=date(2024, 4, 1)), ACT, date(2024, 4, 1), True),
        (InForce(ACT, ACT), ACT, None, True),
        (InForce(ACT, ACT), date(2024, 2, 29), None, False),
        (InForce(ACT, ACT), date(2024, 3, 2), None, False),
    ],
)
def test_in_force_and_known(period, day, known, meets):
    assert When(day, known).meets(period) is meets


# ---- facts and values ----------------------------------------------------------------------------------------------


def test_facts_of_the_special_ruleset_and_names_of_the_provision():
    made = program_of(
        home(matters=[{**MATTER, "terms": {"v": "骗取金额"}}, {**MATTER, "id": "food.two"}]),
        ruleset("zj", "330000", ["home"], facts={"x": {"label": "甲情形", "type": "boolean", "proves": "party", "overrides": "true"}, "own": {"label": "本省情形", "type": "boolean"}}),
    )  # fmt: skip
    here, there = part(made), part(made, territory="320500")
    assert [(s.facts["x"].ruleset, s.facts["x"].proves, "own" in s.facts) for s in (here, there)] == [
        ("zj", "party", True),
        ("home", "authority", False),
    ]
    assert (here.facts["v"].label, here.facts["v"].also) == ("骗取金额", ("货值",))
    other = part(made, matter="food.two")
    assert (other.facts["v"].label, other.facts["v"].also) == ("货值", ())


VALUES = [
    {"value": "1元"},
    {"value": "2元", "territory": "330000"},
    {"value": "3元", "territory": "330100"},
    {"value": "4元", "territory": "330000", "matter": ["food.*"]},
    {"value": "5元", "party": ["individual"]},
    {"value": "6元", "territory": "330100", "matter": ["drug.*"]},
    {"value": "7元", "matter": ["food.two"]},
    {"value": "8元", "matter": ["food.two"], "party": ["individual"]},
    {"value": "9元", "territory": "320000"},
    {"value": "10元", "territory": ["320000", "320500", "310100"]},
    {"value": "13元", "territory": "320200"},
    {"value": "14元", "territory": "000000", "matter": ["drug.*", "food.three"]},
    {"value": "11元", "territory": "510000", "until": "2024-05-05"},
    {"value": "12元", "territory": "510000", "from": "2024-05-07"},
]


@pytest.mark.parametrize(
    ("territory", "party", "matter", "decision", "yuan"),
    [
        ("440100", "unit", "food.one", DECISION, 1),
        (None, "unit", "food.one", DECISION, 1),  # no place is known: what holds everywhere
        ("330200", "unit", "food.one", DECISION, 4),  # of one province, the value for the matter
        ("330200", "unit", "drug.one", DECISION, 2),
        (
            "330106",
            "unit",
            "food.one",
            DECISION,
            3,
        ),  # the city goes before the province, also where that speaks of the matter
        ("330106", "unit", "drug.one", DECISION, 6),
        ("440100", "individual", "food.one", DECISION, 5),
        ("440100", None, "food.one", DECISION, 1),  # no party is known: what holds for all
        ("440100", "unit", "food.two", DECISION, 7),
        ("440100", "individual", "food.two", DECISION, 8),
        ("320506", "unit", "food.one", DECISION, 10),  # the narrowest of its places that covers the case counts
        ("320100", "unit", "food.one", DECISION, 9),  # of two of one province the first
        ("320206", "unit", "food.one", DECISION, 13),  # the city itself, not the province beside another city
        ("440100", "unit", "drug.one", DECISION, 14),  # everywhere is everywhere, said or not
        ("440100", "unit", "food.three", DECISION, 14),
        ("510100", "unit", "food.one", date(2024, 5, 5), 11),
        ("510100", "unit", "food.one", date(2024, 5, 6), 1),
        ("510100", "unit", "food.one", date(2024, 5, 7), 12),
    ],
)
def test_the_value_that_fits_best(territory, party, matter, decision, yuan):
    """By place, then by matter, then by party; on the day of the decision."""
    values = [{**one, "basis": "试法 第三条"} for one in VALUES]
    parameter = {"label": "标准", "type": "money", "missing": "未收录", "values": values}
    made = program_of(
        home(
            matters=[{**MATTER, "id": name} for name in ("food.one", "food.two", "food.three", "drug.one")],
            parameters={"p": parameter},
        )
    )
    found = part(made, territory=territory, party=party, matter=matter, decision=decision)
    assert found.values["p"].value == yuan * 100
    assert found.parameters["p"].label == "标准"


def test_a_parameter_without_a_value_here():
    values = [{"value": "2元", "territory": "330000", "basis": "试法 第三条"}]
    parameter = {"label": "标准", "type": "money", "missing": "未收录", "values": values}
    made = program_of(home(parameters={"p": parameter}))
    assert [part(made, territory=one).values.get("p") is None for one in ("330106", "320500", None)] == [
        False,
        True,
        True,
    ]


# ---- days of change ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("periods", "days"),
    [
        ([InForce()], []),
        ([InForce(since=ACT)], [ACT]),
        ([InForce(until=ACT)], [date(2024, 3, 2)]),
        ([InForce(ACT, date(2024, 3, 31)), InForce(since=date(2024, 4, 1))], [ACT, date(2024, 4, 1)]),
        (
            [InForce(since=date(2024, 4, 1)), InForce(until=ACT), InForce(since=ACT)],
            [ACT, date(2024, 3, 2), date(2024, 4, 1)],
        ),
        ([InForce(until=date.max)], []),
        ([InForce(until=date(9999, 12, 30))], [date.max]),
    ],
)
def test_days_on_which_something_begins_or_has_ended(periods, days):
    assert edges_of(periods) == tuple(days)


def test_days_on_which_the_law_of_a_matter_changes():
    """Its own days, those of its penalties, rules, tables, values and of the instruments; not those of other matters."""
    law = {
        "试法": {
            **HEAD["instruments"]["试法"],
            "versions": [{"id": "1", "from": "2001-01-01", "until": "2020-12-31"}, {"id": "2", "from": "2021-02-01"}],
        },
        "试规": {**HEAD["instruments"]["试规"], "versions": [{"id": "1", "from": "2000-01-01"}]},
    }
    parameter = {
        "label": "标准",
        "type": "money",
        "missing": "未收录",
        "values": [{"value": "2元", "basis": "试规 第三条", "from": "2022-01-01", "until": "2022-12-31"}],
    }
    matter = {
        **MATTER,
        "from": "2002-01-01",
        "penalties": [{"fine": {"shall": "1000元"}, "from": "2003-01-01"}],
        "penalised_by": "试规 第九条",
    }
    made = program_of(
        home(
            matters=[matter, {**MATTER, "id": "food.two", "from": "2004-01-01", "penalised_by": "试规 第九条"}],
            instruments={**HEAD["instruments"], **law}, parameters={"p": parameter},
            exemptions=[rule("e.a", **{"from": "2005-01-01"}, basis="试规 第一条"), rule("e.b", matter=["food.two"], **{"from": "2006-01-01"}, basis="试规 第一条")],
            benchmarks=[table("t", **{"from": "2007-01-01"})],
        ),
        ruleset("js", "320000", ["home"], exemptions=[rule("e.js", **{"from": "2024-02-01"}, basis="试规 第一条")]),
        ruleset("apart", matters=[{**MATTER, "id": "other.one", "from": "2009-01-01"}]),
    )  # fmt: skip
    # 2020-01-01 is that of the instruments as the ruleset below knows them
    found = [day.isoformat() for day in days_of_change(made, made.matters["food.one"])]
    assert found == [
        "2000-01-01", "2001-01-01", "2002-01-01", "2003-01-01", "2005-01-01", "2007-01-01", "2020-01-01", "2021-01-01", "2021-02-01", "2022-01-01", "2023-01-01", "2024-02-01",
    ]  # fmt: skip


def test_a_slice_is_made_once_for_all_days_between_changes():
    made = program_of(home(exemptions=[rule("e", **{"from": "2024-03-01"})]))
    day, next_day, eve = date(2024, 3, 1), date(2024, 4, 1), date(2024, 2, 29)
    assert part(made, act=day) is part(made, act=next_day)
    assert part(made, act=eve) is not part(made, act=day)
    assert (ids(part(made, act=eve).rules), ids(part(made, act=day).rules)) == ([], ["e"])
    assert part(made, act=None) is not part(made, act=day)
    assert part(made, territory="330106") is not part(made, territory="330105")
    assert part(made, party="individual") is not part(made, party="unit")
    assert part(made, decision=eve) is not part(made, decision=day)
    assert part(made, known=day) is not part(made, known=day)
