"""What becomes of gates, exemptions, circumstances, duties, monitors and ladders: each field, each effect, each stage."""

from datetime import date
from fractions import Fraction

import pytest
from compiling import BASIS, compiled, ruleset, sound
from strategies import HEAD

from enforcerules.model.citation import Citation
from enforcerules.model.dates import Period
from enforcerules.model.duration import LIFE, Duration
from enforcerules.model.program import (
    TRUE_CONDITION,
    Alert,
    And,
    Atom,
    Bar,
    BarKinds,
    CapTotal,
    Concur,
    Deadline,
    Duty,
    InForce,
    Open,
    OrderFirst,
    Reduce,
    Refer,
    Rule,
    Spare,
    Terminate,
    Versions,
)
from enforcerules.model.region import TRUE, Interval, Numbers

FACTS = {
    "dumped": {"label": "倾倒", "type": "boolean", "basis": BASIS},
    "prompt": {"label": "及时改正", "type": "boolean", "basis": BASIS},
    "told": {"label": "告知日", "type": "date", "basis": BASIS},
    "times": {"label": "次数", "type": "integer", "unit": "次", "basis": BASIS},
}
SINCE = InForce(date(2020, 1, 1))
LAW = (Citation("试法", 1),)
DUMPED, PROMPT = Atom("dumped", TRUE, ""), Atom("prompt", TRUE, "")


def document(section="gates", **said):
    rule = {"id": "r", "title": {"zh": "规则"}, "basis": BASIS, **said}
    matters = [
        {
            "id": name,
            "title": {"zh": "甲", "en": "one"},
            "elements": "倾倒",
            "penalised_by": BASIS,
            "penalties": [{"fine": {"shall": "1元"}}],
        }
        for name in ("m.one", "m.two")
    ]
    return ruleset(facts=FACTS, matters=matters, **{section: [rule]})


def rule(section="gates", **said):
    (made,) = sound(document(section, **said)).rules
    return made


def told(section="gates", **said):
    return compiled(document(section, **said))[1]


def test_a_rule_that_says_no_more_than_it_must():
    assert rule(then="spare") == Rule(
        id="r", ruleset="t", stage="capacity", title=(("zh", "规则"),), matters=(), parties=(), condition=TRUE_CONDITION, effect=Spare(),
        strength="shall", basis=LAW, in_force=SINCE, says="statutory", evidence="primary", replaces=(), overrides=None, override_basis=(),
        note=None, accepts=(),
    )  # fmt: skip


def test_a_rule_that_says_everything():
    said = {
        "title": {"zh": "规则", "en": "rule"}, "matter": ["m.two", "m.*"], "party": ["unit", "individual"], "when": "倾倒", "then": {"open": ["heavier"]},
        "strength": "may", "replaces": ["r"], "overrides": "r", "override_basis": "试规 第二条", "accepts": {"EC402": "乙", "EC401": "甲"},
        "note": "注", "evidence": "secondary", "basis": ["试规 第三条", BASIS],
        "from": "2021-01-02", "until": "2022-03-04", "known": "2020-12-01", "until_known": "2022-01-01",
    }  # fmt: skip
    assert rule("circumstances", **said) == Rule(
        id="r", ruleset="t", stage="circumstance", title=(("en", "rule"), ("zh", "规则")), matters=("m.two", "m.*"), parties=("unit", "individual"),
        condition=DUMPED, effect=Open(("heavier",)), strength="may", basis=(Citation("试规", 3), *LAW),
        in_force=InForce(date(2021, 1, 2), date(2022, 3, 4), date(2020, 12, 1), date(2022, 1, 1)), says="statutory", evidence="secondary",
        replaces=("r",), overrides="r", override_basis=(Citation("试规", 2),), note="注", accepts=(("EC402", "乙"), ("EC401", "甲")),
    )  # fmt: skip


DEADLINE = {"from": "told", "plus": "5工作日"}


@pytest.mark.parametrize(
    ("section", "then", "stage", "effect"),
    [
        ("gates", {"version": "lighter"}, "version", Versions("lighter")),
        ("gates", {"version": "continuing"}, "version", Versions("continuing")),
        ("gates", {"terminate": "not_unlawful"}, "lawfulness", Terminate("not_unlawful")),
        ("gates", {"terminate": "no_jurisdiction"}, "jurisdiction", Terminate("no_jurisdiction")),
        ("gates", {"terminate": "no_basis"}, "jurisdiction", Terminate("no_basis")),
        ("gates", {"terminate": "time_barred"}, "time_bar", Terminate("time_barred")),
        ("gates", {"terminate": "not_established"}, "proof", Terminate("not_established")),
        ("gates", {"refer": "police"}, "referral", Refer("police")),
        ("gates", {"alert": {"kind": "slow"}}, "monitor", Alert("slow", "warning")),
        ("gates", {"bar_kinds": ["license_revoke", "fine"]}, "concurrence", BarKinds(("fine", "license_revoke"))),
        ("gates", {"concur": "by_amount"}, "concurrence", Concur("by_amount", (), "person")),
        ("gates", {"concur": {"policy": "by_rank", "ranks": ["law", "ministry_rule"], "optional": "compared"}}, "concurrence",
         Concur("by_rank", ("law", "ministry_rule"), "compared")),
        ("gates", {"concur": "manual"}, "concurrence", Concur("manual", (), "person")),
        ("gates", {"cap_total": {"kind": "fine", "at_most": "20日"}}, "concurrence", CapTotal("fine", Duration(20, 20, "d"))),
        ("gates", "spare", "capacity", Spare(())),
        ("exemptions", "no_penalty", "exemption", Spare(())),
        ("exemptions", {"spare": {"except": ["license_revoke", "fine"]}}, "exemption", Spare(("fine", "license_revoke"))),
        ("exemptions", {"order": "correct"}, "exemption", OrderFirst("correct")),
        ("circumstances", {"open": ["heavier", "lighter"]}, "circumstance", Open(("heavier", "lighter"))),
        ("circumstances", {"bar": ["lighter"]}, "circumstance", Bar(("lighter",))),
        ("circumstances", {"reduce": {"by": "[5%, 10%]"}}, "circumstance", Reduce(("fine",), Fraction(1, 20), Fraction(1, 10))),
        ("circumstances", {"reduce": {"by": "(5%, 10%)", "kinds": ["license_revoke", "fine"]}}, "circumstance",
         Reduce(("fine", "license_revoke"), Fraction(1, 20), Fraction(1, 10))),
        ("duties", {"duty": "hearing"}, "duty", Duty("hearing", "authority", ("penalise",), None, (), None)),
        ("duties", {"duty": {"kind": "hearing", "who": "party", "on": ["refer", "any"], "after": ["told", "heard"], "of": "times",
                             "deadline": {**DEADLINE, "roll": "next_workday"}}}, "duty",
         Duty("hearing", "party", ("refer", "any"), Deadline("told", Period(workdays=5), roll=True), ("told", "heard"), "times")),
        ("duties", {"duty": {"kind": "hearing", "deadline": DEADLINE}}, "duty",
         Duty("hearing", "authority", ("penalise",), Deadline("told", Period(workdays=5), roll=False), (), None)),
        ("monitors", {"alert": {"kind": "slow", "severity": "serious"}}, "monitor", Alert("slow", "serious")),
    ],
    ids=lambda one: one if isinstance(one, str) else None,  # of a set the order is not the same in every process
)  # fmt: skip
def test_an_effect_and_its_stage(section, then, stage, effect):
    if then in ("spare", "no_penalty"):
        then = {"spare": "no_penalty"} if then == "no_penalty" else then
    made = rule(section, then=then)
    assert (made.stage, made.effect) == (stage, effect)


def test_a_stage_that_is_said_goes_before_the_one_of_the_effect():
    for stage in ("lawfulness", "jurisdiction", "time_bar", "proof", "capacity", "fault", "referral", "concurrence"):
        assert rule(then="spare", stage=stage).stage == stage
        assert rule("exemptions", then="spare", stage=stage).stage == stage


HOMES = {
    "terminate": "gates", "refer": "gates", "version": "gates", "bar_kinds": "gates", "concur": "gates", "cap_total": "gates", "order": "exemptions",
    "open": "circumstances", "bar": "circumstances", "reduce": "circumstances", "duty": "duties", "penalise": "escalations",
}  # fmt: skip
EFFECTS = {
    "terminate": "no_basis", "refer": "police", "version": "lighter", "bar_kinds": ["fine"], "concur": "manual", "cap_total": {"kind": "fine", "at_most": "20日"},
    "order": "correct", "open": ["heavier"], "bar": ["heavier"], "reduce": {"by": "[5%, 10%]"}, "duty": "hearing", "penalise": True,
}  # fmt: skip
ALLOWED = {
    "gates": "alert、bar_kinds、cap_total、concur、refer、spare、terminate、version",
    "exemptions": "order、spare",
    "circumstances": "bar、open、reduce",
    "duties": "duty",
    "monitors": "alert",
}


@pytest.mark.parametrize("section", ALLOWED)
def test_which_effects_a_section_has(section):
    """What it has not is told with the section that has it."""
    for verb, home in HOMES.items():
        found = told(section, then={verb: EFFECTS[verb]})
        wanted = {"effect": verb, "section": section, "allowed": ALLOWED[section], "home": home}
        assert found == ([] if home == section else [("ER510", wanted)]), verb
    spare = told(section, then="spare")
    assert spare == (
        []
        if section in {"gates", "exemptions"}
        else [("ER510", {"effect": "spare", "section": section, "allowed": ALLOWED[section], "home": "gates"})]
    )


@pytest.mark.parametrize(
    ("section", "said", "found"),
    [
        ("gates", {"then": {"bar_kinds": ["fone"]}}, ("ER308", {"kind": "fone", "near": "fine"})),
        ("exemptions", {"then": {"spare": {"except": ["fone"]}}}, ("ER308", {"kind": "fone", "near": "fine"})),
        ("circumstances", {"then": {"reduce": {"by": "[5%, 10%]", "kinds": ["fone"]}}}, ("ER308", {"kind": "fone"})),
        ("circumstances", {"then": {"reduce": {"by": "10%"}}}, ("ER416", {"text": "10%"})),
        ("gates", {"then": {"cap_total": {"kind": "fone", "at_most": "20日"}}}, ("ER308", {"kind": "fone"})),
        ("gates", {"then": {"cap_total": {"kind": "fine", "at_most": "许久"}}}, ("ER422", {"text": "许久"})),
        ("gates", {"then": {"cap_total": {"kind": "fine", "at_most": "10日以上20日以下"}}}, ("ER523", {"text": "10日以上20日以下"})),
        ("gates", {"then": {"cap_total": {"kind": "fine", "at_most": "终身"}}}, ("ER523", {"text": "终身"})),
        ("gates", {"then": {"concur": "by_rank"}}, ("ER522", {"policy": "by_rank"})),
        ("gates", {"then": {"concur": {"policy": "by_amount", "ranks": ["law"]}}}, ("ER522", {"policy": "by_amount"})),
        ("gates", {"then": {"concur": {"policy": "manual", "ranks": ["law"]}}}, ("ER522", {"policy": "manual"})),
        ("duties", {"then": {"duty": {"kind": "h", "deadline": {"from": "dumped", "plus": "5日"}}}},
         ("ER513", {"fact": "倾倒", "type": "@truth", "expected": "@date"})),
        ("duties", {"then": {"duty": {"kind": "h", "deadline": {"from": "none_such", "plus": "5日"}}}}, ("ER302", {"name": "none_such"})),
        ("duties", {"then": {"duty": {"kind": "h", "deadline": {"from": "told", "plus": "许久"}}}}, ("ER414", {"text": "许久"})),
        ("duties", {"then": {"duty": {"kind": "h", "of": "none_such"}}}, ("ER302", {"name": "none_such"})),
        ("gates", {"then": "spare", "overrides": "r"}, ("ER517", {"rule": "r", "other": "r"})),
    ],
    ids=lambda one: one if isinstance(one, str) else None,  # of a set the order is not the same in every process
)  # fmt: skip
def test_what_is_said_of_an_effect(section, said, found):
    (one,) = told(section, **said)
    assert (one[0], {k: one[1].get(k) for k in found[1]}) == found


def test_what_stands_for_a_wrong_effect():
    assert compiled(document(then={"cap_total": {"kind": "fine", "at_most": "许久"}}))[0].rules[0].effect == CapTotal(
        "fine", LIFE
    )
    for deadline in ({"from": "none_such", "plus": "5日"}, {"from": "told", "plus": "许久"}):
        assert (
            compiled(document("duties", then={"duty": {"kind": "h", "deadline": deadline}}))[0].rules[0].effect.deadline
            is None
        )


RANKS = {
    "law": ("statutory", True), "administrative_regulation": ("statutory", True), "local_regulation": ("statutory", True),
    "ministry_rule": ("statutory", True), "local_rule": ("statutory", True), "judicial_interpretation": ("statutory", False),
    "normative_document": ("benchmark", False), "standard": ("benchmark", False),
}  # fmt: skip


@pytest.mark.parametrize(("rank", "said"), RANKS.items())
def test_who_may_open_a_penalty_below_the_minimum(rank, said):
    """Laws, regulations and rules, whichever of what is cited (APL 32(5)); what is cited first says whether a rule is law or a benchmark."""
    says, opens = said
    instruments = {**HEAD["instruments"], "某件": {**HEAD["instruments"]["试法"], "title": "某件", "rank": rank}}
    for basis, first, below in (
        (["某件 第一条"], says, opens),
        ([BASIS, "某件 第一条"], "statutory", True),
        (["某件 第一条", BASIS], says, True),
    ):
        program, found = compiled(
            {**document("circumstances", then={"open": ["mitigated"]}, basis=basis), "instruments": instruments}
        )
        assert program.rules[0].says == first
        assert [code for code, _ in found] == ([] if below else ["ER502"])
        others = {**document("circumstances", then={"open": ["lighter"]}, basis=basis), "instruments": instruments}
        assert compiled(others)[1] == []


# ---- ladders -----------------------------------------------------------------------------------------------------------

STEPS = [
    {"at": "0次", "then": {"order": "notice"}},
    {"at": "1次", "then": {"order": "caution"}},
    {"at": "2次以上", "then": "penalise"},
]


def ladder(**said):
    return document("escalations", **{"counter": "次数", "steps": STEPS, "warning_is": "caution", **said})


def between(lo, hi):
    return Numbers((Interval(lo, hi),))


def test_every_rung_with_an_order_is_a_rule():
    said = {
        "matter": ["m.one"], "when": "倾倒", "note": "注", "evidence": "secondary", "basis": ["试规 第三条"], "title": {"zh": "梯", "en": "ladder"},
        "from": "2021-01-02", "until": "2022-03-04", "known": "2020-12-01", "until_known": "2022-01-01",
    }  # fmt: skip
    first, second = sound(ladder(**said)).rules
    assert first == Rule(
        id="r.1", ruleset="t", stage="escalation", title=(("en", "ladder"), ("zh", "梯")), matters=("m.one",), parties=(),
        condition=And((DUMPED, Atom("times", between(0, 0), "为0次"))), effect=OrderFirst("notice"), strength="shall",
        basis=(Citation("试规", 3),), in_force=InForce(date(2021, 1, 2), date(2022, 3, 4), date(2020, 12, 1), date(2022, 1, 1)),
        says="statutory", evidence="secondary", note="注",
    )  # fmt: skip
    assert (second.id, second.effect) == ("r.2", OrderFirst("caution"))
    assert second.condition == And((DUMPED, Atom("times", between(1, 1), "为1次")))


def test_a_rung_that_says_penalise_needs_no_rule():
    """The others keep their numbers."""
    made = sound(
        ladder(steps=[STEPS[0], {"at": "1次", "then": "penalise"}, {"at": "2次以上", "then": {"order": "correct"}}])
    ).rules
    assert [(one.id, one.effect) for one in made] == [("r.1", OrderFirst("notice")), ("r.3", OrderFirst("correct"))]


@pytest.mark.parametrize(
    ("at", "region"),
    [
        ("0次", between(0, 0)),
        ("2次以上", between(2, None)),
        ("2次以下", between(None, 2)),
        ("1次至2次", between(1, 2)),
        ("1次以上3次以下", between(1, 3)),
        ("为2次", between(2, 2)),
        ("不为2次", Numbers((Interval(None, 2, hi_open=True), Interval(2, None, lo_open=True)))),
        ("in [1次, 2次]", between(1, 2)),
        *(
            (f"{word}3次", Numbers((Interval(None, 3, hi_open=True),)))
            for word in ("不足", "不满", "低于", "少于", "<")
        ),
        *((f"{word}3次", Numbers((Interval(3, None, lo_open=True),))) for word in ("超过", "高于", "多于", ">")),
        *((f"{word}3次", between(None, 3)) for word in ("不超过", "不高于", "<=", "≤")),
        *((f"{word}3次", between(3, None)) for word in ("不低于", "不少于", ">=", "≥")),
    ],
)
def test_the_count_of_a_rung(at, region):
    """Without a `when` of the ladder the count is all that is asked."""
    (made,) = sound(ladder(steps=[{"at": at, "then": {"order": "notice"}}])).rules
    assert (made.condition.fact, made.condition.region, made.note) == ("times", region, None)


@pytest.mark.parametrize(
    ("said", "found", "rules"),
    [
        ({"warning_is": None}, [("ER519", {"ladder": "r"})], 2),
        ({"warning_is": None, "steps": STEPS[::2]}, [], 1),
        ({"counter": "没有这个"}, [("ER302", {"name": "没有这个"})], 0),
        ({"steps": [{"at": "0次", "then": "spare"}]},
         [("ER510", {"effect": "spare", "section": "escalations", "allowed": "order、penalise"})], 0),
        ({"steps": [{"at": "0件", "then": {"order": "notice"}}]}, [("ER411", {"fact": "次数", "value": "0件"})], 1),
    ],
    ids=lambda one: one if isinstance(one, str) else None,  # of a set the order is not the same in every process
)  # fmt: skip
def test_what_is_said_of_a_ladder(said, found, rules):
    document_ = ladder(**said)
    if said.get("warning_is", 0) is None:
        del document_["escalations"][0]["warning_is"]
    program, all_told = compiled(document_)
    assert [code for code, _ in all_told] == [code for code, _ in found]
    assert all(wanted.items() <= args.items() for (_, args), (_, wanted) in zip(all_told, found, strict=True))
    assert len(program.rules) == rules


# ---- what the law no longer forbids ------------------------------------------------------------------------------------


def released(*several, until="2022-12-31"):
    said = document(then="spare")
    matter = {**said["matters"][0], "until": until, "no_longer_unlawful": list(several)}
    del said["gates"]
    return sound({**said, "matters": [matter]}).rules


def test_a_matter_that_the_law_no_longer_forbids():
    one = {"from": "2023-01-01", "basis": "试规 第三条", "known": "2022-10-01", "evidence": "secondary", "note": "注"}
    assert released(one) == (
        Rule(
            id="m.one.no_longer_unlawful", ruleset="t", stage="lawfulness",
            title=(("en", "one: no longer unlawful"), ("zh", "甲：不再认为是违法")), matters=("m.one",), parties=(), condition=TRUE_CONDITION,
            effect=Terminate("not_unlawful"), strength="shall", basis=(Citation("试规", 3),),
            in_force=InForce(date(2023, 1, 1), None, date(2022, 10, 1)), says="statutory", evidence="secondary", note="注",
        ),
    )  # fmt: skip
    first, second = released({"from": "2022-01-01", "when": "及时改正", "basis": BASIS}, one)
    assert (first.id, second.id) == ("m.one.no_longer_unlawful.1", "m.one.no_longer_unlawful.2")
    assert (first.condition, first.evidence, first.note) == (PROMPT, "primary", None)
