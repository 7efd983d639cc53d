"""What is asked of a case: every condition with whom it favours, what the conclusion does with an open one, and how it is told."""

from dataclasses import replace
from fractions import Fraction

import pytest
from strategies import HEAD, case_for, program_of

from enforcerules.decide.form import base_names, form_of, names_of
from enforcerules.decide.frame import barring, items, of_one_outcome, tables, targeted
from enforcerules.decide.seen import effect_name, near_miss
from enforcerules.decide.verdicts import open_facts, verdicts
from enforcerules.model.citation import print_zh
from enforcerules.model.duration import Duration
from enforcerules.model.program import (
    Alert,
    Bar,
    BarKinds,
    CapTotal,
    Concur,
    Duty,
    Open,
    OrderFirst,
    Reduce,
    Refer,
    Spare,
    Terminate,
    Versions,
)
from enforcerules.pipeline import decide, timelines

FACTS = {
    "done": {"label": "行为", "type": "boolean"},
    "x": {"label": "甲情形", "type": "boolean", "proves": "authority"},
    "y": {"label": "乙情形", "type": "boolean", "proves": "party"},
    "z": {"label": "丙情形", "type": "boolean", "proves": "ex_officio"},
    "grave": {"label": "情节严重", "type": "boolean", "direction": "heavier"},
    "gravest": {"label": "情节特别严重", "type": "boolean", "direction": "heavier"},
    "grade": {"label": "程度", "type": "grade", "values": {"low": "轻微", "high": "重大"}, "direction": "heavier"},
    "light": {"label": "宽宥程度", "type": "grade", "values": {"low": "较小", "high": "较大"}, "direction": "lighter"},
    "v": {"label": "货值", "type": "money", "direction": "heavier"},
    "n": {"label": "件数", "type": "integer", "unit": "件", "proves": "party"},
    "kinds": {"label": "领域", "type": "set", "values": {"a": "食品", "b": "药品"}, "proves": "party", "ask": "if_raised"},
}  # fmt: skip
DERIVED = {"both": {"label": "两情形", "when": "甲情形 且 乙情形", "basis": "试法 第二条"}}


def rule(name, when, then, number, **more):
    return {"id": name, "when": when, "then": then, "basis": f"试法 第{number}条", **more}


GATES = [
    {"id": "g.version", "then": {"version": "lighter"}, "basis": "试法 第三十七条"},
    rule("g.end", "甲情形", {"terminate": "no_jurisdiction"}, "十"),
    rule("g.refer", "甲情形", {"refer": "police"}, "十一"),
    rule("g.bar", "乙情形", {"bar_kinds": ["license_revoke", "confiscate_gains"]}, "十二"),
    {"id": "g.concur", "then": {"concur": "manual"}, "basis": "试法 第十三条"},
]
EXEMPTIONS = [
    rule("e.spare", "乙情形", "spare", "十四", strength="may", title={"zh": "免", "en": "spared"}, note="备注", evidence="secondary"),
    rule("e.order", "甲情形 且 乙情形", {"order": "notice"}, "十五"),
]  # fmt: skip
CIRCUMSTANCES = [
    rule("c.heavy", "情节严重", {"open": ["heavier"]}, "十六"),
    rule("c.light", "乙情形", {"open": ["lighter", "mitigated"]}, "十七"),
    rule("c.nolight", "情节严重", {"bar": ["lighter"]}, "十八"),
    rule("c.noheavy", "两情形", {"bar": ["heavier"]}, "十九"),
    rule("c.reduce", "乙情形", {"reduce": {"by": "[12.5%, 50%]"}}, "二十", strength="may"),
]
DUTIES = [rule("d.one", "甲情形", {"duty": {"kind": "educate", "who": "authority"}}, "二十一", title="教育")]
MONITORS = [rule("m.one", "甲情形", {"alert": {"kind": "odd_thing", "severity": "info"}}, "二十二", title="异")]
KINDS = {
    **HEAD["kinds"],
    "confiscate_gains": {"label": "没收违法所得", "class": "penalty", "article9": "2"},
    "warning": {"label": "警告", "class": "penalty", "article9": "1"},
}
PENALTIES = [
    {"limbs": [
        {"id": "small", "when": "货值不足1万元", "fine": {"shall": "1000元以上5000元以下"}},
        {"id": "large", "when": "货值1万元以上", "fine": {"may": "5000元以上9000元以下"}},
    ]},
    {"license_revoke": "shall", "when": "情节严重", "id": "revoke", "basis": "试法 第二十三条"},
    {"confiscate_gains": "may", "when": "非 情节严重", "id": "gains"},
    {"warning": "shall", "id": "warn"},
    {"fine": {"shall": "100元"}, "target": "principal", "id": "head"},
]  # fmt: skip
TABLE = {
    "id": "t", "refines": "m.one/fine", "basis": "试规 第一条", "title": {"zh": "表"}, "note": "表注", "when": "甲情形",
    "rows": [
        {"id": "light", "level": "lighter", "when": "件数3件以下", "band": "[0%, 30%]", "title": {"zh": "行"}, "basis": "试规 第二条", "note": "行注"},
        {"id": "heavy", "level": "heavier", "when": "件数9件以上", "band": "[70%, 100%]"},
        {"id": "rest", "level": "ordinary", "otherwise": "true", "band": "(30%, 70%)"},
        {"id": "narrow", "level": "mitigated", "narrows": "true", "band": "[0%, 10%]"},
    ],
}  # fmt: skip
SECOND = {
    **TABLE,
    "id": "s",
    "refines": "m.one/fine@principal",
    "rows": [{"id": "all", "otherwise": "true", "band": "[0%, 30%]"}],
}
WEIGHTS = {
    "id": "w", "refines": "m.one/fine", "basis": "试规 第三条", "title": {"zh": "权"}, "note": "权注",
    "weights": {"of": "1万元", "factors": [{"fact": "件数", "levels": [
        {"when": "件数3件以上", "weight": "20%"}, {"when": "件数不足3件", "weight": "10%"},
    ]}]},
}  # fmt: skip


def ruleset(**more):
    document = {
        **HEAD, "ruleset": "small", "title": {"zh": "小"}, "kinds": KINDS, "facts": FACTS, "derived": DERIVED,
        "matters": [{"id": "m.one", "title": {"zh": "一", "en": "one"}, "elements": "行为", "penalised_by": "试法 第九条", "prohibited_by": "试法 第八条", "penalties": PENALTIES}],
        "gates": GATES, "exemptions": EXEMPTIONS, "circumstances": CIRCUMSTANCES, "duties": DUTIES, "monitors": MONITORS,
        "benchmarks": [TABLE, SECOND, WEIGHTS],
    }  # fmt: skip
    return program_of({key: value for key, value in {**document, **more}.items() if value != []})


PROGRAM = ruleset()


def frame(facts=None, program=PROGRAM, phase="concluded", **more):
    (days,) = timelines(program, case_for("m.one", {"done": True, **(facts or {})}, phase=phase, **more))
    return days.act


def outcome(facts=None, program=PROGRAM, **more):
    (one,) = decide(program, case_for("m.one", {"done": True, **(facts or {})}, **more)).outcomes
    return one


# ---- items ---------------------------------------------------------------------------------------------------------


def test_every_condition_of_substance_and_whom_it_favours():
    """Duties, monitors and the concurrence of several provisions are no part of what one act is judged by."""
    found = items(frame())
    assert {key: (one.leaning, one.limb) for key, one in found.items()} == {
        "elements": ("adverse", False),
        "rule:g.version": ("neutral", False),
        "rule:g.end": ("favourable", False),
        "rule:g.refer": ("neutral", False),
        "rule:g.bar": ("favourable", False),
        "rule:e.spare": ("favourable", False),
        "rule:e.order": ("favourable", False),
        "rule:c.heavy": ("adverse", False),
        "rule:c.light": ("favourable", False),
        "rule:c.nolight": ("adverse", False),
        "rule:c.noheavy": ("favourable", False),
        "rule:c.reduce": ("favourable", False),
        "measure:small": ("adverse", True),
        "measure:large": ("adverse", True),
        "measure:revoke": ("adverse", False),
        "measure:gains": ("adverse", False),
        "measure:warn": ("adverse", False),
        "table:t": ("neutral", False),
        "row:t/light": ("favourable", False),
        "row:t/heavy": ("adverse", False),
        "table:s": ("neutral", False),
        "table:w": ("neutral", False),
    }
    assert all(one.key == key for key, one in found.items())
    whole = frame().sliced
    by_key = {f"rule:{r.id}": r.condition for r in whole.rules} | {
        f"measure:{m.id}": m.condition for m in whole.measures
    }
    assert all(found[key].condition == by_key[key] for key in found if key in by_key)


def test_rows_of_every_level():
    rows = [
        {"id": level, "level": level, "when": f"件数为{n}件", "band": "[0%, 30%]"}
        for n, level in enumerate(["lighter", "ordinary", "heavier"])
    ]
    found = items(frame(program=ruleset(benchmarks=[{**TABLE, "rows": rows}])))
    assert [found[f"row:t/{one}"].leaning for one in ("lighter", "ordinary", "heavier")] == [
        "favourable",
        "neutral",
        "adverse",
    ]


def test_the_elements_of_a_matter_as_alleged_are_not_asked():
    matter = {
        "id": "m.one",
        "title": "一",
        "elements": "alleged",
        "penalised_by": "试法 第九条",
        "penalties": PENALTIES,
    }
    made = ruleset(matters=[matter])
    assert "elements" not in items(frame(program=made))
    assert [r.rule for r in outcome(program=made).reasons if r.stage == "elements"] == []


def test_rules_that_bar_kinds_and_tables_of_a_measure():
    one = frame()
    assert [[r.id for r in barring(one, kind)] for kind in ("license_revoke", "confiscate_gains", "fine")] == [
        ["g.bar"],
        ["g.bar"],
        [],
    ]
    small, head = (next(m for m in one.sliced.measures if m.id == name) for name in ("small", "head"))
    assert [t.id for t in tables(one, small)] == ["t", "w"]
    assert [t.id for t in tables(one, head)] == ["s", "t", "w"] or [t.id for t in tables(one, head)] == ["s"]
    revoke = next(m for m in one.sliced.measures if m.id == "revoke")
    assert tables(one, revoke) == ()


@pytest.mark.parametrize(
    ("party", "sole", "met"),
    [
        ({"kind": "unit"}, None, "violator unit"),
        ({"kind": "individual"}, None, "violator individual"),
        ({"kind": "sole_trader"}, None, "violator unit individual"),  # nobody says how this law treats them: either
        ({"kind": "sole_trader"}, "individual", "violator individual"),
        ({"kind": "sole_trader"}, "unit", "violator unit"),
        ({"kind": "responsible_person"}, None, "responsible_persons principal"),
        ({"kind": "responsible_person", "role": "principal"}, None, "principal"),
        ({"kind": "responsible_person", "role": "responsible_persons"}, None, "responsible_persons"),
        ({"kind": "responsible_person", "role": "crew"}, None, "crew"),
        ({"kind": "responsible_person", "role": "other"}, None, "other"),
        ({"role": "other"}, None, "other"),
        ({"kind": "individual", "role": "crew"}, None, "crew"),
        ({}, None, "violator unit individual responsible_persons principal crew other"),
    ],
)
def test_whom_a_provision_addresses(party, sole, met):
    targets = ["violator", "unit", "individual", "responsible_persons", "principal", "crew", "other"]
    penalties = [{"fine": {"shall": "100元"}, "target": one, "id": one} for one in targets]
    matter = {"id": "m.one", "title": "一", "elements": "行为", "penalised_by": "试法 第九条", "penalties": penalties}
    made = ruleset(matters=[{**matter, **({"sole_trader": sole} if sole else {})}], benchmarks=[])
    assert [m.target for m in targeted(frame(program=made, party=party))] == met.split()


def test_the_truth_fact_of_a_member_of_a_set():
    one = frame().fact("kinds∋a")
    assert (one.id, one.label, one.type, one.ruleset, one.proves, one.ask) == (
        "kinds∋a", "领域包含食品", "boolean", "small", "party", "if_raised",
    )  # fmt: skip
    assert frame().fact("kinds∋q").label == "领域包含q"
    assert frame().fact("n").label == "件数"


# ---- the conclusion ------------------------------------------------------------------------------------------------

OPEN = dict.fromkeys(("x", "y", "z", "grave", "gravest", "grade", "light", "v", "n"))


def concluded(when, section, then, facts):
    bare = {key: [] for key in ("gates", "exemptions", "circumstances", "benchmarks")}
    made = ruleset(**{**bare, section: [rule("r", when, then, "十")]})
    one = frame(facts, made)
    seen = verdicts(one, items(one))
    return seen.truths["rule:r"], seen.remarks.get("rule:r")


@pytest.mark.parametrize(
    ("when", "facts", "expected"),
    [
        ("乙情形", {}, (False, "not_granted")),
        ("甲情形", {}, (None, "goes_back")),
        ("丙情形", {}, (None, "goes_back")),
        ("甲情形 且 乙情形", {}, (None, "goes_back")),
        ("甲情形 且 乙情形", {"x": True}, (False, "not_granted")),
        ("甲情形 且 乙情形", {"y": True}, (None, "goes_back")),
        ("甲情形 且 乙情形", {"x": False}, (False, None)),
        ("甲情形 且 乙情形", {"x": True, "y": True}, (True, None)),
        ("乙情形 且 件数3件以下", {}, (False, "not_granted")),
        # through a derived fact the base facts count
        ("两情形", {}, (None, "goes_back")),
        ("两情形", {"x": True}, (False, "not_granted")),
    ],
)
def test_a_favourable_rule_that_is_open_at_the_conclusion(when, facts, expected):
    assert concluded(when, "exemptions", "spare", {**OPEN, **facts}) == expected


@pytest.mark.parametrize(
    ("section", "then", "expected"),
    [
        ("circumstances", {"open": ["heavier"]}, (False, "adverse_not_applied")),
        ("circumstances", {"bar": ["lighter"]}, (False, "adverse_not_applied")),
        ("gates", {"refer": "police"}, (None, "goes_back")),
    ],
)
def test_any_other_rule_that_is_open_at_the_conclusion(section, then, expected):
    assert concluded("乙情形", section, then, OPEN) == expected
    assert concluded("甲情形", section, then, OPEN) == expected


def test_nothing_is_settled_before_the_conclusion():
    one = frame(OPEN, phase="investigating")
    seen = verdicts(one, items(one))
    assert seen.remarks == {}
    assert {"rule:e.spare", "rule:c.heavy", "measure:revoke"} <= set(seen.open)
    assert "elements" not in seen.open


def test_elements_that_are_open_at_the_conclusion():
    (days,) = timelines(PROGRAM, case_for("m.one", {"done": None}, phase="concluded"))
    seen = verdicts(days.act, items(days.act))
    assert (seen.truths["elements"], seen.remarks["elements"]) == (False, "adverse_not_applied")


@pytest.mark.parametrize(
    ("when", "facts", "expected"),
    [
        # an aggravation that was not proved is not there
        ("情节严重", {}, (False, "adverse_not_applied")),
        ("非 情节严重", {}, (True, "adverse_not_applied")),
        ("程度为重大", {}, (False, "adverse_not_applied")),
        ("程度为轻微", {}, (True, "adverse_not_applied")),
        # one that was proved is
        ("情节严重 且 非 情节特别严重", {"grave": True}, (True, "adverse_not_applied")),
        ("非 情节严重 且 非 情节特别严重", {"grave": True}, (False, None)),
        # what mitigates, or neither, and a sum: not known stays not known, and what needs it is not applied
        ("甲情形", {}, (False, "adverse_not_applied")),
        ("非 甲情形", {}, (False, "adverse_not_applied")),
        ("宽宥程度为较小", {}, (False, "adverse_not_applied")),
        ("货值1万元以上", {}, (False, "adverse_not_applied")),
        ("货值不足1万元", {}, (False, "adverse_not_applied")),
        ("情节严重", {"grave": True}, (True, None)),
    ],
)
def test_a_measure_that_is_open_at_the_conclusion(when, facts, expected):
    matter = {"id": "m.one", "title": "一", "elements": "行为", "penalised_by": "试法 第九条"}
    made = ruleset(
        matters=[{**matter, "penalties": [{"license_revoke": "shall", "when": when, "id": "r"}]}], benchmarks=[]
    )
    one = frame({**OPEN, **facts}, made)
    seen = verdicts(one, items(one))
    assert (seen.truths["measure:r"], seen.remarks.get("measure:r")) == expected
    (reason,) = [r for r in outcome({**OPEN, **facts}, made, phase="concluded").reasons if r.rule == "m.one/r"]
    assert (reason.holds, reason.remark) == expected


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("货值不足1万元", (None, "goes_back")),
        ("甲情形", (None, "goes_back")),
        ("情节严重", (False, "adverse_not_applied")),
        ("非 情节严重", (True, "adverse_not_applied")),
    ],
)
def test_a_limb_that_is_open_at_the_conclusion(when, expected):
    """One of the limbs there is: where the aggravation does not tell, which of them it is, is a person's."""
    limbs = [
        {"id": "r", "when": when, "fine": {"shall": "100元"}},
        {"id": "o", "when": f"非 （{when}）", "fine": {"shall": "200元"}},
    ]
    matter = {"id": "m.one", "title": "一", "elements": "行为", "penalised_by": "试法 第九条"}
    one = frame(OPEN, ruleset(matters=[{**matter, "penalties": [{"limbs": limbs}]}], benchmarks=[]))
    seen = verdicts(one, items(one))
    assert (seen.truths["measure:r"], seen.remarks.get("measure:r")) == expected


def test_which_facts_leave_a_condition_open():
    """Derived truths are followed down; a test that is not open leaves nothing open."""
    one = frame({**OPEN, "grave": True}, phase="investigating")
    conditions = {r.id: r.condition for r in one.sliced.rules}
    assert [f.id for f in open_facts(one, conditions["c.noheavy"])] == ["x", "y"]
    assert [f.id for f in open_facts(one, conditions["e.order"])] == ["x", "y"]
    assert list(open_facts(one, conditions["c.heavy"])) == []
    half = frame({**OPEN, "x": True}, phase="investigating")
    assert [f.id for f in open_facts(half, conditions["c.noheavy"])] == ["y"]
    assert [f.id for f in open_facts(half, conditions["e.order"])] == ["y"]


# ---- reasons -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("effect", "name"),
    [
        (Terminate("time_barred"), "time_barred"),
        (Open(("lighter", "mitigated")), "open:lighter,mitigated"),
        (Bar(("heavier",)), "bar:heavier"),
        (Versions("continuing"), "version:continuing"),
        (Refer("police"), "refer:police"),
        (OrderFirst("caution"), "order:caution"),
        (Reduce(("fine",), Fraction(1, 8), Fraction(1, 2)), "reduce:12.5%,50%"),
        (BarKinds(("fine", "warning")), "bar_kinds:fine,warning"),
        (Concur("by_rank"), "concur:by_rank"),
        (CapTotal("detention", Duration(20, 20)), "cap_total:detention"),
        (Duty("hearing", "authority", (), None, ()), "duty:hearing"),
        (Alert("odd", "info"), "alert:odd"),
        (Spare(), "spare"),
    ],
)
def test_effects_in_one_word(effect, name):
    assert effect_name(effect) == name


def test_rules_are_told_in_the_laws_order_with_all_that_is_said_of_them():
    one = outcome({"x": False, "y": True, "grave": False, "v": "100", "n": 3})
    told = {r.rule: r for r in one.reasons}
    assert [r.rule for r in one.reasons][:3] == ["m.one", "g.version", "g.end"]
    assert {"g.concur", "d.one", "m.one/warn", "m.one/head"}.isdisjoint(told)
    assert {r.rule: r.effect for r in one.reasons if r.stage == "circumstance"} == {
        "c.heavy": "open:heavier", "c.light": "open:lighter,mitigated", "c.nolight": "bar:lighter",
        "c.noheavy": "bar:heavier", "c.reduce": "reduce:12.5%,50%",
    }  # fmt: skip
    first = one.reasons[0]
    assert (first.stage, first.effect, first.strength, first.holds, first.decided, first.says, first.remark) == (
        "elements", "elements", "shall", True, False, "statutory", None,
    )  # fmt: skip
    assert [r.decided for r in outcome({"done": False}).reasons if r.rule == "m.one"] == [True]
    # the party may be spared; where it is not, the small limb, the levels opened for it, and a confiscation that a rule bars
    assert {name for name, r in told.items() if r.decided} == {
        "e.spare", "m.one/small", "m.one/gains", "g.bar", "c.light", "c.reduce", "w",
    }  # fmt: skip
    assert (dict(first.title)["zh"], [print_zh(c) for c in first.basis]) == ("一", ["试法 第八条", "试法 第九条"])
    assert [(t.fact, t.holds) for t in first.tests] == [("done", True)]
    spare = told["e.spare"]
    assert (spare.stage, spare.effect, spare.strength, spare.holds, spare.evidence, spare.note, spare.near_miss) == (
        "exemption", "spare", "may", True, "secondary", "备注", False,
    )  # fmt: skip
    assert (dict(spare.title), [print_zh(c) for c in spare.basis]) == ({"zh": "免", "en": "spared"}, ["试法 第十四条"])
    assert (told["e.order"].holds, told["e.order"].near_miss, told["e.order"].note) == (False, True, None)
    assert told["g.end"].near_miss
    assert not told["c.light"].near_miss


@pytest.mark.parametrize(
    ("facts", "near"),
    [({"x": True, "y": False}, True), ({"x": False, "y": False}, False), ({"x": True, "y": None}, False)],
)
def test_a_near_miss_is_a_rule_that_fails_for_one_test(facts, near):
    """One that is open fails not at all, one that fails for two tests is not near."""
    (reason,) = [r for r in outcome(facts, ruleset(gates=[])).reasons if r.rule == "e.order"]
    assert reason.near_miss is near


def test_a_table_tells_the_rows_for_the_fines_that_it_refines_itself():
    """The principal's fine has a maximum alone, that of the violator both ends: the row for both ends is of no concern."""
    penalties = [{"fine": {"shall": "1000元以上5000元以下"}}, {"fine": {"shall": "2000元以下"}, "target": "principal"}]
    rows = [
        {"id": "top", "level": "heavier", "when": "件数9件以上", "of_max": "50%", "statute": "maximum"},
        {"id": "both", "level": "heavier", "when": "件数为8件", "band": "[50%, 100%]", "statute": "range"},
    ]
    matter = {"id": "m.one", "title": "一", "elements": "行为", "penalised_by": "试法 第九条", "penalties": penalties}
    for target, told in (("fine@principal", {"t/top"}), ("fine", {"t/top", "t/both"})):
        made = ruleset(matters=[matter], gates=[], benchmarks=[{**TABLE, "refines": f"m.one/{target}", "rows": rows}])
        found = {r.rule for r in outcome({"x": True, "y": False, "n": 3}, made, party={}).reasons}
        assert {"t/top", "t/both"} & found == told


def test_conditions_of_measures_are_told_and_those_without_any_are_not():
    one = outcome({"x": True, "grave": False, "v": "100", "n": 3})
    told = {r.rule: r for r in one.reasons if r.stage == "limb"}
    assert {name: (r.effect, r.strength, r.holds, r.title, r.says) for name, r in told.items()} == {
        "m.one/small": ("measure:fine", "shall", True, (), "statutory"),
        "m.one/large": ("measure:fine", "may", False, (), "statutory"),
        "m.one/revoke": ("measure:license_revoke", "shall", False, (), "statutory"),
        "m.one/gains": ("measure:confiscate_gains", "may", True, (), "statutory"),
    }
    assert [print_zh(c) for c in told["m.one/revoke"].basis] == ["试法 第二十三条"]
    assert [print_zh(c) for c in told["m.one/small"].basis] == ["试法 第九条"]
    assert [(t.fact, t.holds) for t in told["m.one/large"].tests] == [("v", False)]
    open_ = {r.rule: r for r in outcome({"x": True, "grave": None}, phase="concluded").reasons}
    assert [open_[f"m.one/{n}"].remark for n in ("small", "revoke", "gains")] == [
        "goes_back",
        "adverse_not_applied",
        "adverse_not_applied",
    ]


TABLES = ruleset(gates=[], exemptions=[])


def rows(**facts):
    given = {"y": False, "grave": False, **facts}
    return {r.rule: r for r in outcome(given, TABLES).reasons if r.stage == "benchmark"}


def test_rows_are_told_with_what_the_table_says_where_they_say_nothing_themselves():
    told = rows(x=True, v="100", n=3)
    assert {name: (r.effect, r.holds, r.strength, r.says) for name, r in told.items() if name.startswith("t/")} == {
        "t/light": ("level:lighter", True, "shall", "benchmark"),
        "t/heavy": ("level:heavier", False, "shall", "benchmark"),
        "t/rest": ("level:ordinary", False, "shall", "benchmark"),
    }
    light, heavy, rest = (told[f"t/{name}"] for name in ("light", "heavy", "rest"))
    assert [dict(r.title)["zh"] for r in (light, heavy)] == ["行", "表"]
    assert [r.note for r in (light, heavy)] == ["行注", "表注"]
    assert [[print_zh(c) for c in r.basis] for r in (light, heavy)] == [["试规 第二条", "试规 第一条"], ["试规 第一条"]]
    assert [[t.fact for t in r.tests] for r in (light, heavy, rest)] == [["n"], ["n"], []]
    assert [r.near_miss for r in (light, heavy, rest)] == [False, True, False]
    assert [r.decided for r in (light, heavy, told["w"])] == [True, False, True]  # a row opens its level by itself
    weights = told["w"]
    assert (weights.stage, weights.effect, weights.strength, weights.holds, weights.says) == (
        "benchmark",
        "formula",
        "shall",
        True,
        "benchmark",
    )
    assert (dict(weights.title)["zh"], weights.note, [print_zh(c) for c in weights.basis]) == (
        "权",
        "权注",
        ["试规 第三条"],
    )
    assert [(t.fact, t.holds) for t in weights.tests] == [("n", True)]


def test_rows_of_a_table_that_does_not_apply_do_not_hold():
    told = rows(x=False, v="100", n=3)
    assert [told[f"t/{name}"].holds for name in ("light", "heavy", "rest")] == [False, False, False]
    told = rows(x=None, v="100", n=3)
    assert [told[f"t/{name}"].holds for name in ("light", "heavy", "rest")] == [None, False, False]
    told = rows(x=True, v="100", n=5)
    assert [told[f"t/{name}"].holds for name in ("light", "heavy", "rest")] == [False, False, True]


def test_rows_for_another_form_of_the_fine_are_not_told():
    """The statute states both ends of this fine: the row for fines with a maximum alone has no say."""
    table = {**TABLE, "rows": [*TABLE["rows"][:1], {"id": "top", "level": "heavier", "when": "件数9件以上", "of_max": "50%", "statute": "maximum"},
                               {"id": "both", "level": "heavier", "when": "件数8件", "band": "[50%, 100%]", "statute": "range"}]}  # fmt: skip
    table["rows"][2]["when"] = "件数为8件"
    made = ruleset(benchmarks=[table])
    told = {r.rule for r in outcome({"x": True, "v": "100", "n": 3}, made).reasons}
    assert ("t/top" in told, "t/both" in told) == (False, True)


def test_a_rule_that_another_takes_the_place_of():
    special = rule("e.special", "乙情形", "spare", "十四", replaces=["e.spare"])
    made = ruleset(exemptions=[*EXEMPTIONS, special])
    (gone,) = [r for r in outcome({"y": True}, made).reasons if r.rule == "e.spare"]
    assert (gone.stage, gone.effect, gone.strength, gone.holds, gone.decided, gone.tests, gone.remark) == (
        "exemption", "spare", "may", False, False, (), "replaced",
    )  # fmt: skip
    assert (gone.note, gone.evidence, dict(gone.title)["zh"], gone.near_miss) == ("备注", "secondary", "免", False)
    policy = {"id": "g.other", "then": {"concur": "by_amount"}, "basis": "试法 第十三条", "replaces": ["g.concur"]}
    other = outcome({"y": True}, ruleset(gates=[*GATES, policy]))
    assert {"g.concur", "g.other"}.isdisjoint(r.rule for r in other.reasons)


def test_tests_tell_what_was_seen():
    given = {"x": {"value": "true", "evidence": ["证1"]}, "y": None}
    (reason,) = [r for r in outcome(given).reasons if r.rule == "c.noheavy"]
    (seen,) = reason.tests
    assert (seen.fact, seen.label, seen.holds, seen.status, seen.evidence) == ("both", "两情形", None, "derived", ())
    assert [(t.fact, t.holds, t.status, t.evidence, t.inner) for t in seen.inner] == [
        ("x", True, "known", ("证1",), ()), ("y", None, "unknown", (), ()),
    ]  # fmt: skip


NEAR = {
    "甲情形 且 乙情形 且 丙情形": {(1, 1, 0): True, (1, 0, 0): False, (0, 0, 0): False, (1, None, 0): False, (1, 1, None): True},
    "甲情形 或 乙情形": {(0, 0, 0): True, (None, 0, 0): True},
    "甲情形 且 非 乙情形": {(1, 1, 0): True, (0, 1, 0): False, (0, 0, 0): True},
    "非 （甲情形 或 乙情形）": {(1, 0, 0): True, (1, 1, 0): False},
    "（甲情形 且 乙情形） 或 丙情形": {(0, 0, 0): True, (1, 0, 0): True},
}  # fmt: skip


@pytest.mark.parametrize(("when", "facts", "near"), [(w, f, n) for w, cases in NEAR.items() for f, n in cases.items()])
def test_a_condition_that_one_more_test_would_fulfil(when, facts, near):
    made = ruleset(exemptions=[rule("e", when, "spare", "十")])
    one = frame(
        {name: None if v is None else bool(v) for name, v in zip("xyz", facts, strict=True)}, made, "investigating"
    )
    (condition,) = [r.condition for r in one.sliced.rules if r.id == "e"]
    assert near_miss(condition, one.known) is near


# ---- forms ---------------------------------------------------------------------------------------------------------


def test_a_form_asks_for_every_fact_that_is_read_and_for_no_other():
    facts = {
        **FACTS,
        "x": {**FACTS["x"], "evaluative": "true", "factors": ["数量", "时间"], "basis": "试法 第三条"},
        "day": {"label": "期限日", "type": "date", "ask": "if_raised"},
        "end": {"label": "终了日", "type": "date", "source": "act.end"},
        "rate": {"label": "比率", "type": "rate"},
        "kind": {"label": "种类", "type": "choice", "values": {"p": "甲类", "q": "乙类"}, "ask": "if_raised"},
        "code": {"label": "店铺", "type": "code"},
        "idle": {"label": "无人问", "type": "boolean"},
        "base": {"label": "基数", "type": "money"},
    }  # fmt: skip
    derived = {
        **DERIVED,
        "late": {"label": "逾期天数", "days": {"from": "day", "to": "end"}, "unit": "日", "basis": "试法 第二条"},
    }
    weighed = {**WEIGHTS, "weights": {**WEIGHTS["weights"], "of": "基数的5%", "factors": [{"fact": "领域", "levels": [
        {"when": "领域包含食品", "weight": "20%"}, {"when": "非 领域包含食品", "weight": "10%"},
    ]}]}}  # fmt: skip
    between = {**weighed, "id": "w2", "weights": {"mode": "interpolate", "factors": weighed["weights"]["factors"]}}
    made = ruleset(
        facts=facts, derived=derived, gates=[], benchmarks=[weighed, between],
        exemptions=[rule("e.1", "两情形 且 种类为甲类", "spare", "十"), rule("e.2", "逾期天数不足3日", "spare", "十")],
        circumstances=[rule("c.1", "程度为重大", {"open": ["heavier"]}, "十")],
    )  # fmt: skip
    form = form_of(made, made.matters["m.one"], None)
    assert {key: form[key] for key in form if key != "properties"} == {
        "$schema": "https://json-schema.org/draft/2020-12/schema", "title": "一", "type": "object", "additionalProperties": False,
    }  # fmt: skip
    asked = form["properties"]
    # first what is always asked, then what somebody may raise, each by name; 货值 for the limbs, 情节严重 for the measures
    assert list(asked) == ["base", "done", "grade", "grave", "v", "x", "y", "day", "kind", "kinds"]
    assert asked["kinds"] == {
        "type": "array", "items": {"enum": ["食品", "药品"]}, "uniqueItems": True, "title": "领域", "x-proves": "party",
        "x-ask": "if_raised", "x-evaluative": False,
    }  # fmt: skip
    plain = {"x-proves": "authority", "x-ask": "always", "x-evaluative": False}
    assert asked["done"] == {"type": "boolean", "title": "行为", **plain}
    assert asked["x"] == {
        "type": "boolean", "title": "甲情形", **plain, "x-evaluative": True, "x-factors": ["数量", "时间"], "x-basis": ["试法 第三条"],
    }  # fmt: skip
    assert asked["grade"] == {"enum": ["轻微", "重大"], "title": "程度", **plain}
    assert asked["kind"] == {"enum": ["甲类", "乙类"], "title": "种类", **plain, "x-ask": "if_raised"}
    assert asked["day"] == {"type": "string", "format": "date", "title": "期限日", **plain, "x-ask": "if_raised"}
    assert asked["y"]["x-proves"] == "party"
    assert asked["v"]["pattern"] == r"^(0|[1-9][0-9]*)(\.[0-9]{1,2})?$"


def test_facts_in_the_order_in_which_they_are_read_each_before_what_it_is_derived_from():
    sliced = frame().sliced
    assert base_names(sliced, ["v", "both", "kinds∋a", "x", "n"]) == ("v", "both", "x", "y", "kinds", "n")
    conditions = {r.id: r.condition for r in sliced.rules}
    assert names_of(conditions["e.order"]) == ["x", "y"]
    assert names_of(conditions["g.version"]) == []


def test_a_form_says_units_and_takes_the_id_for_a_title():
    matter = replace(PROGRAM.matters["m.one"], title=(("en", "one"),))
    form = form_of(PROGRAM, matter, None)
    assert form["title"] == "m.one"
    assert form["properties"]["n"]["x-unit"] == "件"
    assert form["properties"]["n"]["type"] == "integer"
    assert not any(of_one_outcome(r) for r in PROGRAM.rules if r.id in {"d.one", "m.one", "g.concur"})
