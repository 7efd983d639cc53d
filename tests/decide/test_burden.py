"""The burden of proof at the conclusion: which open rule is not applied, which is not granted, which sends the case back."""

from functools import cache
from itertools import product

import pytest
from strategies import HEAD, case_for, program_of

from enforcerules.pipeline import decide

WHO = ["authority", "party", "ex_officio"]
FACTS = {
    name: {"label": label, "type": "boolean", "proves": name}
    for name, label in zip(WHO, ["甲方情形", "乙方情形", "丙方情形"], strict=True)
}
RULES = {
    "spare": ("exemptions", {"then": "spare", "strength": "shall"}),
    "may spare": ("exemptions", {"then": "spare", "strength": "may"}),
    "time bar": ("gates", {"then": {"terminate": "time_barred"}}),
    "order first": ("exemptions", {"then": {"order": "notice"}}),
    "lighter": ("circumstances", {"then": {"open": ["lighter", "mitigated"]}}),
    "heavier": ("circumstances", {"then": {"open": ["heavier"]}}),
    "refer": ("gates", {"then": {"refer": "police"}}),
}
FAVOURABLE = ["spare", "may spare", "time bar", "order first", "lighter"]


@cache
def ruleset(rule, when):
    section, effect = RULES[rule]
    return program_of(
        {
            **HEAD,
            "ruleset": "burden",
            "facts": {"b1": {"label": "违法情形", "type": "boolean"}, **FACTS, "sum": {"label": "金额", "type": "money"}},
            "matters": [{"id": "m.one", "title": {"zh": "一"}, "elements": "违法情形", "penalised_by": "试法 第一条", "penalties": [{"fine": {"shall": "1000元以上5000元以下"}}]}],
            section: [{"id": "rule", "when": when, "basis": "试法 第二条", **effect}],
        }
    )  # fmt: skip


def concluded(rule, when, **facts):
    (one,) = decide(ruleset(rule, when), case_for("m.one", {"b1": True, **facts}, phase="concluded")).outcomes
    (reason,) = (r for r in one.reasons if r.rule == "rule")
    return one, reason


GROUPS = [c for n in (1, 2, 3) for c in product(WHO, repeat=n) if len(set(c)) == n]


@pytest.mark.parametrize("who", GROUPS)
@pytest.mark.parametrize("rule", FAVOURABLE)
def test_a_favourable_rule_is_refused_only_if_all_that_is_open_is_the_partys(rule, who):
    one, reason = concluded(rule, " 且 ".join(FACTS[name]["label"] for name in who))
    if set(who) == {"party"}:
        assert (one.disposition, one.candidates, reason.remark) == ("penalise", (), "not_granted")
        assert {lv.level for m in one.measures for lv in m.levels} == {"ordinary"}
    else:
        assert (one.disposition, reason.remark) == ("needs_human", "goes_back")
        assert "penalise" in one.candidates


@pytest.mark.parametrize("rule", FAVOURABLE)
def test_only_what_is_open_counts(rule):
    """The authority proved its part: what is left open is the party's."""
    one, reason = concluded(rule, "甲方情形 且 乙方情形", authority=True)
    assert (one.disposition, reason.remark) == ("penalise", "not_granted")
    one, reason = concluded(rule, "甲方情形 且 乙方情形", party=True)
    assert (one.disposition, reason.remark) == ("needs_human", "goes_back")


@pytest.mark.parametrize("who", WHO)
def test_an_adverse_rule_that_is_open_is_not_applied(who):
    one, reason = concluded("heavier", FACTS[who]["label"])
    assert (one.disposition, reason.remark) == ("penalise", "adverse_not_applied")
    assert {lv.level for m in one.measures for lv in m.levels} == {"ordinary"}


def test_a_referral_that_is_open_is_a_persons():
    one, _ = concluded("refer", "甲方情形")
    assert (one.disposition, set(one.candidates)) == ("needs_human", {"penalise", "refer"})


@pytest.mark.parametrize("status", ["unknown", "asserted", "excluded"])
def test_elements_that_are_open_are_not_established(status):
    for rule in RULES:
        made = ruleset(rule, "甲方情形")
        for value in ({}, {"value": "true"}):
            given = {"b1": {"status": status, **value}}
            (one,) = decide(made, case_for("m.one", given, phase="concluded")).outcomes
            assert one.disposition == "not_established"


def test_a_limb_that_needs_a_small_sum_is_a_persons_while_the_sum_is_not_ascertained():
    made = program_of(
        {
            **HEAD,
            "ruleset": "limbs",
            "facts": {"b1": {"label": "违法情形", "type": "boolean"}, "sum": {"label": "金额", "type": "money"}},
            "matters": [
                {
                    "id": "m.one", "title": {"zh": "一"}, "elements": "违法情形", "penalised_by": "试法 第一条",
                    "penalties": [{"limbs": [
                        {"when": "金额不足1万元", "fine": {"shall": "5万元以上10万元以下"}},
                        {"when": "金额1万元以上", "fine": {"shall": "金额10倍以上20倍以下"}},
                    ]}],
                }
            ],
        }
    )  # fmt: skip
    (one,) = decide(made, case_for("m.one", {"b1": True}, phase="concluded")).outcomes
    assert (one.disposition, one.candidates) == ("needs_human", ("penalise",))
    assert all(m.statutory is None or m.statutory.hi != 0 for m in one.measures)


def test_the_ordinary_measure_follows_where_the_aggravation_was_not_proved():
    """1,000 to 5,000, and where serious 5,000 to 20,000: serious unproved is not serious (APL 40), and not nothing."""
    program = program_of(
        {
            **HEAD,
            "ruleset": "ordinary",
            "facts": {
                "b1": {"label": "违法情形", "type": "boolean"},
                "grave": {"label": "情节严重", "type": "boolean", "direction": "heavier"},
            },
            "matters": [
                {
                    "id": "m.one",
                    "title": {"zh": "一"},
                    "elements": "违法情形",
                    "penalised_by": "试法 第一条",
                    "penalties": [
                        {"when": "非 情节严重", "fine": {"shall": "1000元以上5000元以下"}},
                        {"when": "情节严重", "fine": {"shall": "5000元以上20000元以下"}},
                        {"when": "情节严重", "license_revoke": "shall"},
                    ],
                }
            ],
        }
    )
    (one,) = decide(program, case_for("m.one", {"b1": True}, phase="concluded")).outcomes
    assert one.disposition == "penalise"
    assert [(m.kind, m.statutory.lo / 100, m.statutory.hi / 100) for m in one.measures] == [("fine", 1000, 5000)]
    (open_,) = decide(program, case_for("m.one", {"b1": True})).outcomes
    assert open_.disposition == "undetermined"


@pytest.mark.parametrize("given", ["unknown", "undeterminable", None])
def test_a_value_put_in_for_one_that_was_not_found_is_not_ascertained(given):
    """日数 counts as nil where it stayed unknown (on_unknown: lowest): that lightens the table, and grants no exemption for
    what must have been ascertained (日数已查明). One day that was found grants it."""
    program = program_of(
        {
            **HEAD,
            "ruleset": "assumed",
            "facts": {
                "b1": {"label": "违法情形", "type": "boolean"},
                "n": {"label": "日数", "type": "integer", "unit": "日", "on_unknown": "lowest"},
            },
            "matters": [
                {
                    "id": "m.one",
                    "title": {"zh": "一"},
                    "elements": "违法情形",
                    "penalised_by": "试法 第一条",
                    "penalties": [{"fine": {"shall": "1000元以上5000元以下"}}],
                }
            ],
            "exemptions": [
                {
                    "id": "e.1",
                    "when": "日数已查明 且 日数1日以下",
                    "then": "spare",
                    "strength": "shall",
                    "basis": "试法 第二条",
                }
            ],
        }
    )
    values = {"b1": True} | ({} if given is None else {"n": {"status": given}})
    (one,) = decide(program, case_for("m.one", values, phase="concluded")).outcomes
    assert one.disposition != "no_penalty_shall"
    assert "no_penalty_shall" not in one.candidates or given != "undeterminable"
    (found,) = decide(program, case_for("m.one", {"b1": True, "n": 1}, phase="concluded")).outcomes
    assert found.disposition == "no_penalty_shall"
