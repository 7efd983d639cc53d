"""Article 37 point by point, matters that end, acts over a change, as known on, benchmarks that changed: worked by hand.

The old version of 试法 holds until 2024-03-31, the new one from 2024-04-01; the act is of 2024-03-01 and the decision of
2024-05-06 unless something else is said. Amounts are in 元.
"""

import json

import pytest
from strategies import HEAD, program_of

from enforcerules.explain import explain
from enforcerules.load.cases import case_of
from enforcerules.pipeline import decide
from enforcerules.render.decision_json import to_json
from enforcerules.render.html import html
from enforcerules.render.text import text

LAST, FIRST = "2024-03-31", "2024-04-01"
KINDS = {
    "warning": {"label": "警告", "class": "penalty", "article9": "1", "rank": "1"},
    "fine": {"label": "罚款", "class": "penalty", "article9": "2", "rank": "2"},
    "confiscate_gains": {"label": "没收违法所得", "class": "penalty", "article9": "2", "rank": "2"},
    "suspend_business": {"label": "责令停产停业", "class": "penalty", "article9": "4", "rank": "4"},
    "license_revoke": {"label": "吊销许可证件", "class": "penalty", "article9": "3", "rank": "5"},
    "detention": {"label": "行政拘留", "class": "penalty", "article9": "5", "rank": "7"},
    "odd": {"label": "另一种处罚", "class": "penalty"},
    "order": {"label": "责令改正", "class": "order"},
}
FACTS = {
    "act_end": {"label": "行为终了日", "type": "date", "source": "act.end"},
    "done": {"label": "行为", "type": "boolean"},
    "grave": {"label": "情节", "type": "boolean", "direction": "heavier"},
    "value": {"label": "货值", "type": "money"},
    "area": {"label": "面积", "type": "integer", "unit": "平方米"},
}
VERSIONS = [{"id": "1", "from": "2020-01-01", "until": LAST}, {"id": "2", "from": FIRST}]
LIGHTER = {"id": "v.lighter", "then": {"version": "lighter"}, "basis": "试法 第三十七条"}
CONTINUING = {"id": "v.continuing", "then": {"version": "continuing"}, "basis": "试法 第三十六条"}


def ruleset(old=(), new=(), *, matters=None, gates=(LIGHTER, CONTINUING), **more):
    """A ruleset with one matter in two versions, or with the matters given."""
    dated = [{**p, "until": LAST} for p in old] + [{**p, "from": FIRST} for p in new]
    one = {"id": "m.one", "title": "一", "elements": "行为", "penalised_by": "试法 第九条", "penalties": dated}
    law = {"试法": {"title": "试验法", "rank": "law", "versions": more.pop("versions", VERSIONS)}}
    return program_of(
        {
            **HEAD,
            "ruleset": "small",
            "title": {"zh": "小规则"},
            "instruments": {**HEAD["instruments"], **law},
            "kinds": KINDS,
            "facts": FACTS,
            "matters": matters or [one],
            "gates": list(gates),
            **more,
        }
    )


def decision(program, facts=None, *, matter="m.one", phase="concluded", start="2024-03-01", end="2024-03-01", **more):
    days = {"discovered": "2024-03-05", "filed": "2024-03-06", "decided": "2024-05-06", **more.pop("dates", {})}
    days = {k: v for k, v in days.items() if v}
    given = {"done": "true", "grave": "false", **(facts or {})}
    given = {k: {"status": "unknown"} if v is None else v for k, v in given.items()}
    data = {"case": "c", "phase": phase, "matter": matter, "start": start, "party": {"kind": "unit"}, "dates": days}
    made, report = case_of({**data, "facts": given, **({"end": end} if end else {}), **more})
    assert made is not None, report
    return decide(program, made)


def outcome(program, facts=None, **more):
    (one,) = decision(program, facts, **more).outcomes
    return one


def fine(one):
    return [(m.statutory.lo and int(m.statutory.lo) // 100, int(m.statutory.hi) // 100) for m in one.measures if m.kind == "fine"]  # fmt: skip


def kinds_of(one):
    return sorted(a.kind for a in one.alerts)


SHALL = {"fine": {"shall": "1000元以上5000元以下"}}


# ---- the order of the comparison ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "verdict", "by"),
    [
        # the heaviest kind goes before any amount: 吊销 (5) against 罚款 (2)
        ([SHALL, {"license_revoke": "may"}], [{"fine": {"shall": "9万元"}}], "lighter", "kind"),
        ([{"fine": {"shall": "9万元"}}], [SHALL, {"license_revoke": "may"}], "heavier", "kind"),
        # a kind of no rank that only one side has
        ([SHALL], [{"fine": {"shall": "100元"}}, {"odd": "may"}], "unclear", "kind"),
        # ... and one that both have says nothing
        ([SHALL, {"odd": "may"}], [{"fine": {"shall": "100元"}}, {"odd": "may"}], "lighter", "maximum"),
        # orders are no penalties
        ([SHALL], [SHALL, {"order": "shall"}], "equal", None),
        # how long the heaviest kind lasts: its most, then its least
        ([{"detention": "shall", "duration": "5日以上15日以下"}], [{"detention": "shall", "duration": "5日以上10日以下"}], "lighter", "duration"),
        ([{"detention": "shall", "duration": "5日以上10日以下"}], [{"detention": "shall", "duration": "10日以下"}], "lighter", "duration"),
        ([{"suspend_business": "shall", "duration": "30日以下"}], [{"suspend_business": "shall", "duration": "3个月以下"}], "heavier", "duration"),
        ([{"suspend_business": "shall", "duration": "30日以下"}], [{"suspend_business": "shall", "duration": "1个月以下"}], "unclear", "duration"),
        ([{"suspend_business": "shall", "duration": "3个月以下"}], [{"suspend_business": "shall"}], "unclear", "duration"),
        # the maximum, then the minimum; no minimum in the text is nil
        ([SHALL], [{"fine": {"shall": "1000元以上4999.99元以下"}}], "lighter", "maximum"),
        ([SHALL], [{"fine": {"shall": "1000元以上5000.01元以下"}}], "heavier", "maximum"),
        ([SHALL], [{"fine": {"shall": "999.99元以上5000元以下"}}], "lighter", "minimum"),
        ([SHALL], [{"fine": {"shall": "5000元以下"}}], "lighter", "minimum"),
        ([{"fine": {"shall": "5000元以下"}}], [SHALL], "heavier", "minimum"),
        # whole packages: a lower maximum outweighs a higher minimum, and neither end is taken alone
        ([SHALL], [{"fine": {"shall": "4000元以上4500元以下"}}], "lighter", "maximum"),
        # 并处 against 可以并处
        ([SHALL], [{"fine": {"may": "1000元以上5000元以下"}}], "lighter", "cumulation"),
        ([SHALL, {"confiscate_gains": "shall"}], [SHALL, {"confiscate_gains": "may"}], "lighter", "cumulation"),
        ([SHALL, {"confiscate_gains": "may"}], [SHALL], "lighter", "cumulation"),
        # alternatives: 警告或者罚款 against 警告并处罚款
        ([{"warning": "shall"}, SHALL], [{"one_of": [[{"warning": "shall"}], [SHALL]]}], "lighter", "cumulation"),
        # the heavier branch counts for the maximum
        ([SHALL], [{"one_of": [[{"fine": {"shall": "500元"}}], [{"fine": {"shall": "6000元"}}]]}], "heavier", "maximum"),
        # fines that come together are added: 3000 + 3000 against 5000
        ([SHALL], [{"fine": {"shall": "3000元以下"}}, {"fine": {"shall": "3000元以下"}}], "heavier", "maximum"),
        # an amount that the text leaves to other rules
        ([SHALL], [{"fine": {"shall": "数额未规定"}}], "unclear", "maximum"),
        ([SHALL, {"license_revoke": "may"}], [{"fine": {"shall": "数额未规定"}}], "lighter", "kind"),
        # nothing at all
        ([SHALL], [SHALL], "same", None),
    ],
)  # fmt: skip
def test_point_by_point(old, new, verdict, by):
    one = outcome(ruleset(old, new))
    assert one.compared is not None or verdict == "same"
    if one.compared is not None:
        assert (one.compared.verdict, one.compared.by) == (verdict, by)
    assert one.version == ("decision" if verdict == "lighter" else "act")
    assert (one.disposition == "needs_human") == (verdict == "unclear")


def test_both_sides_are_shown_whole():
    """30,000 to 100,000 then, 3,000 to 10,000 now: the record holds both, before benchmarks, with their days."""
    one = outcome(ruleset([{"fine": {"shall": "3万元以上10万元以下"}}], [{"fine": {"shall": "3000元以上1万元以下"}}]))
    assert one.compared is not None
    assert fine(one) == [(3000, 10000)]
    assert [fine(side) for side in (one.compared.act, one.compared.decision)] == [[(30000, 100000)], [(3000, 10000)]]
    assert (str(one.compared.act.since), str(one.compared.decision.since)) == ("2024-03-01", "2024-05-06")
    assert one.compared.rule == "v.lighter"
    assert "v.lighter" in one.because


def test_a_lighter_version_that_came_and_went_is_not_reached():
    """5,000 for the act, 100 in between, 9,000 at the decision: only the first and the last are compared."""
    matter = {
        "id": "m.one", "title": "一", "elements": "行为", "penalised_by": "试法 第九条",
        "penalties": [
            {"fine": {"shall": "5000元"}, "until": "2024-03-31"},
            {"fine": {"shall": "100元"}, "from": "2024-04-01", "until": "2024-04-30"},
            {"fine": {"shall": "9000元"}, "from": "2024-05-01"},
        ],
    }  # fmt: skip
    program = ruleset(matters=[matter])
    assert fine(outcome(program)) == [(5000, 5000)]
    assert fine(outcome(program, dates={"decided": "2024-04-30"})) == [(100, 100)]
    assert fine(outcome(program, dates={"decided": "2024-05-01"})) == [(5000, 5000)]


@pytest.mark.parametrize(("end", "decided", "version"), [
    ("2024-03-31", "2024-03-31", "act"), ("2024-03-31", "2024-04-01", "decision"), ("2024-04-01", "2024-05-06", "act"),
])  # fmt: skip
def test_the_day_of_the_change(end, decided, version):
    program = ruleset([SHALL], [{"fine": {"shall": "100元"}}])
    one = outcome(program, start=end, end=end, dates={"discovered": end, "filed": end, "decided": decided})
    assert one.version == version
    assert fine(one) == ([(100, 100)] if (end, decided) != ("2024-03-31", "2024-03-31") else [(1000, 5000)])


def test_circumstances_count_before_benchmarks_do_not():
    """New law: who corrects is mitigated (nil to under 1,000) or lighter; the same fine else. The minimum is lower."""
    opens = {
        "id": "c",
        "when": "行为",
        "then": {"open": ["lighter", "mitigated"]},
        "from": FIRST,
        "basis": "试法 第五条",
    }
    table = {
        "id": "t", "refines": "m.one/fine", "basis": "试规 第一条", "until": LAST,
        "rows": [{"id": "r", "otherwise": "true", "band": "[0%, 10%]"}],
    }  # fmt: skip
    one = outcome(ruleset([SHALL], [SHALL], circumstances=[opens], benchmarks=[table]))
    assert one.compared is not None
    assert (one.version, one.compared.by) == ("decision", "minimum")
    assert [lv.level for lv in one.measures[0].levels] == ["mitigated", "lighter"]


def test_a_level_of_its_own_is_the_last_point():
    """Old law: shall be heavier. New law: no such rule. The ranges are the same, the newer is lighter all the same."""
    heavier = {"id": "c", "when": "行为", "then": {"open": ["heavier"]}, "until": LAST, "basis": "试法 第五条"}
    one = outcome(ruleset([SHALL], [SHALL], circumstances=[heavier]))
    assert one.compared is not None
    assert (one.version, one.compared.by) == ("decision", "levels")


def test_power_to_spare_and_a_heavier_fine_point_different_ways():
    """New law may spare but fines more: neither is lighter as a whole."""
    spares = {"id": "e", "when": "行为", "then": "spare", "strength": "may", "from": FIRST, "basis": "试法 第五条"}
    one = outcome(ruleset([SHALL], [{"fine": {"shall": "9万元"}}], exemptions=[spares]))
    assert one.disposition == "needs_human"
    assert set(one.candidates) == {"penalise", "no_penalty_may"}
    lighter = outcome(ruleset([SHALL], [SHALL], exemptions=[spares]))
    assert (lighter.disposition, lighter.version) == ("no_penalty_may", "decision")


# ---- what is not known ---------------------------------------------------------------------------------------------

STEPS = [
    {
        "limbs": [
            {"when": "非 情节", "fine": {"shall": "1000元以上4000元以下"}},
            {"when": "情节", "fine": {"shall": "9000元"}},
        ]
    }
]


def test_an_open_fact_that_changes_the_answer_is_asked():
    """Without 情节 the new law is lighter (4,000 < 5,000), with it heavier (9,000): open, and 情节 is the question."""
    program = ruleset([SHALL], STEPS)
    one = outcome(program, {"grave": None}, phase="investigating")
    assert (one.disposition, one.candidates) == ("undetermined", ("penalise",))
    assert [q.fact for q in one.questions] == ["grave"]
    assert "versions_open" in kinds_of(one)
    assert (fine(one)[0], {m.holds for m in one.measures}) == ((1000, 5000), {None})
    assert outcome(program, {"grave": "false"}).version == "decision"
    assert outcome(program, {"grave": "true"}).version == "act"


def test_an_open_fact_that_does_not_change_it_is_not_asked():
    """With or without 情节 the new law is heavier than 500: the old stands, and nothing is asked."""
    one = outcome(ruleset([{"fine": {"shall": "500元"}}], STEPS), {"grave": None}, phase="investigating")
    assert (one.disposition, one.version, one.questions) == ("penalise", "act", ())


@pytest.mark.parametrize(
    ("old", "new", "verdict"),
    [
        ("货值2倍以上10倍以下", "货值1倍以上5倍以下", "lighter"),  # at nil both are nil
        ("货值1倍以上5倍以下", "货值1倍以上5倍以下，不足1000元的按1000元计算", "heavier"),
        ("货值2倍以上10倍以下", "货值1倍以上5倍以下，不足1000元的按1000元计算", "open"),  # 10 × 100 < 5 × 1000
        ("货值1倍以上5倍以下", "货值1倍以上5倍以下，总额不超过1万元", "lighter"),
        ("5000元", "货值1倍", "open"),
    ],
)
def test_bases_that_are_not_known(old, new, verdict):
    program = ruleset([{"fine": {"shall": old}}], [{"fine": {"shall": new}}])
    one = outcome(program, {"value": None}, phase="investigating")
    assert one.compared is not None
    assert one.compared.verdict == verdict
    assert one.disposition == "undetermined"
    assert "value" in {q.fact for q in one.questions}


def test_a_unit_fine_against_a_fixed_one():
    """500 for each square metre against 5,000: lighter up to 9, equal at 10, heavier from 11."""
    program = ruleset([{"fine": {"shall": "5000元"}}], [{"fine": {"shall": "面积每平方米500元"}}])
    assert [outcome(program, {"area": n}).version for n in ("9", "10", "11")] == ["decision", "act", "act"]


HOLE = [
    {
        "limbs": [
            {"when": "货值超过1万元", "fine": {"shall": "货值1倍"}},
            {"when": "货值不足1万元", "fine": {"shall": "2000元"}},
        ]
    }
]


def test_a_hole_is_read_every_way():
    """At exactly 10,000 neither tier holds: 10,000, 2,000 or nothing. Against 20,000 all are lighter, against 5,000 not."""
    lighter = outcome(ruleset([{"fine": {"shall": "2万元"}}], HOLE), {"value": "10000.00"})
    assert (lighter.version, lighter.disposition) == ("decision", "needs_human")
    assert {"tier_gap", "newer_rules_lighter"} <= set(kinds_of(lighter))
    unsettled = outcome(ruleset([{"fine": {"shall": "5000元"}}], HOLE), {"value": "10000.00"})
    assert (unsettled.version, unsettled.disposition) == ("act", "needs_human")
    assert "versions_not_comparable" in kinds_of(unsettled)


def test_an_unknown_party_must_agree_for_every_kind():
    """Units are fined less by the new law and individuals more: which applies depends on the party."""
    old = [{"fine": {"shall": "5000元"}}]
    new = [{"fine": {"shall": "100元"}, "target": "unit"}, {"fine": {"shall": "9000元"}, "target": "individual"}]
    program = ruleset(old, new)
    assert outcome(program).version == "decision"
    assert outcome(program, party={"kind": "individual"}).version == "act"
    assert outcome(program, party={}).disposition == "needs_human"


# ---- no longer unlawful --------------------------------------------------------------------------------------------


def ended(**more):
    return {
        "id": "m.one", "title": {"zh": "旧事项", "en": "the old matter"}, "elements": "行为", "penalised_by": "试法 第九条",
        "until": LAST, "penalties": [SHALL], **more,
    }  # fmt: skip


RELEASED = ended(no_longer_unlawful={"from": FIRST, "basis": "试法 第九十九条"})


@pytest.mark.parametrize(("decided", "disposition"), [("2024-03-31", "penalise"), ("2024-04-01", "not_unlawful")])
def test_the_day_since_which_it_is_no_longer_unlawful(decided, disposition):
    one = outcome(ruleset(matters=[RELEASED]), dates={"decided": decided})
    assert one.disposition == disposition
    assert "law_not_in_force" not in kinds_of(one)


def test_no_longer_unlawful_explains_itself():
    """The rule that orders the comparison and the provision that released the act, in both languages and every form."""
    made = decision(ruleset(matters=[RELEASED]))
    (one,) = made.outcomes
    assert (one.disposition, one.version) == ("not_unlawful", "decision")
    assert {"v.lighter", "m.one.no_longer_unlawful"} <= set(one.because)
    data = json.loads(to_json(made))["outcomes"][0]
    cited = {c for r in data["reasons"] if r["decided"] for c in r["basis"]}
    assert {"试法 第三十七条", "试法 第九十九条"} <= cited
    assert data["compared"]["verdict"] == "lighter"
    for lang, words in (("zh", "不再认为这一行为是违法的"), ("en", "no longer hold the act unlawful")):
        told = text(explain(made), lang, 400)
        assert words in told
        for cite in ("三十七条", "九十九条") if lang == "zh" else ("Art. 37", "Art. 99"):
            assert cite in told
            assert cite in html(explain(made), lang)


def test_an_act_after_the_release_is_not_unlawful_either():
    one = outcome(ruleset(matters=[RELEASED]), start="2024-04-02", end="2024-04-02")
    assert one.disposition == "not_unlawful"


def test_a_part_that_is_released():
    """Since 2024-04-01 only acts without 情节 are let go; while that is open, both stay possible."""
    partly = {
        "id": "m.one", "title": "一", "elements": "行为", "penalised_by": "试法 第九条", "penalties": [SHALL],
        "no_longer_unlawful": {"from": FIRST, "when": "非 情节", "basis": "试法 第九十九条"},
    }  # fmt: skip
    program = ruleset(matters=[partly])
    assert outcome(program, {"grave": "false"}).disposition == "not_unlawful"
    assert outcome(program, {"grave": "true"}).disposition == "penalise"
    open_ = outcome(program, {"grave": None}, phase="investigating")
    assert (open_.disposition, open_.candidates) == ("undetermined", ("penalise", "not_unlawful"))
    assert outcome(program, {"grave": "false"}, dates={"decided": LAST}).disposition == "penalise"


@pytest.mark.parametrize(("decided", "person"), [("2024-03-31", False), ("2024-04-01", True)])
def test_a_matter_that_ended_with_nothing_said_is_a_persons(decided, person):
    one = outcome(ruleset(matters=[ended()]), dates={"decided": decided})
    assert (one.disposition == "needs_human") == person
    assert ("law_ended_unsaid" in kinds_of(one)) == person
    assert fine(one) == [(1000, 5000)]


def test_penalties_that_ended_with_nothing_said_are_a_persons():
    one = outcome(ruleset([SHALL], []))
    assert (one.disposition, "law_ended_unsaid" in kinds_of(one)) == ("needs_human", True)


def test_who_is_spared_by_the_old_rules_needs_no_person():
    assert outcome(ruleset(matters=[ended()]), {"done": "false"}).disposition == "not_established"


# ---- matters that go on as others ----------------------------------------------------------------------------------


def later(name="m.new", amount="100元", elements="行为"):
    return {
        "id": name, "title": {"zh": f"新事项{name}"}, "elements": elements, "penalised_by": "试法 第八条", "from": FIRST,
        "penalties": [{"fine": {"shall": amount}}],
    }  # fmt: skip


def test_a_matter_goes_on_as_another():
    program = ruleset(matters=[ended(succeeded_by="m.new"), later()])
    one = outcome(program)
    assert (one.matter, one.version, fine(one)) == ("m.new", "decision", [(100, 100)])
    assert "goes_on_as" in kinds_of(one)
    heavier = outcome(ruleset(matters=[ended(succeeded_by="m.new"), later(amount="9000元")]))
    assert (heavier.matter, heavier.version, fine(heavier)) == ("m.one", "act", [(1000, 5000)])


def test_of_several_the_one_whose_elements_are_not_refuted():
    matters = [ended(succeeded_by=["m.new", "m.grave"]), later(elements="行为 且 非 情节"), later("m.grave", "9000元", "行为 且 情节")]  # fmt: skip
    program = ruleset(matters=matters)
    assert outcome(program, {"grave": "false"}).matter == "m.new"
    assert outcome(program, {"grave": "true"}).matter == "m.one"
    split = outcome(program, {"grave": None}, phase="investigating")
    assert (split.disposition, "versions_split" in kinds_of(split)) == ("needs_human", True)


def test_an_act_after_the_end_of_the_matter_alleged():
    one = outcome(ruleset(matters=[ended(succeeded_by="m.new"), later()]), start="2024-04-02", end="2024-04-02")
    assert (one.matter, one.version, one.disposition) == ("m.new", "act", "penalise")
    assert "goes_on_as" in kinds_of(one)


# ---- acts over a change --------------------------------------------------------------------------------------------

OVER = ruleset([SHALL], [{"fine": {"shall": "9000元"}}])


@pytest.mark.parametrize(("start", "end", "amount", "parts"), [
    ("2024-03-01", "2024-03-31", (1000, 5000), 0), ("2024-03-01", "2024-04-01", (9000, 9000), 1),
    ("2024-03-31", "2024-04-01", (9000, 9000), 1), ("2024-04-01", "2024-04-02", (9000, 9000), 0),
])  # fmt: skip
def test_a_continuing_act_is_judged_by_its_last_day(start, end, amount, parts):
    one = outcome(OVER, start=start, end=end)
    assert (fine(one), len(one.parts)) == ([amount], parts)
    assert ("act_spans_change" in kinds_of(one)) == bool(parts)
    for part in one.parts:
        assert (fine(part), str(part.since), str(part.until)) == ([(1000, 5000)], start, "2024-03-31")
        (alert,) = (a for a in one.alerts if a.kind == "act_spans_change")
        assert dict(alert.args)["change"] == "2024-04-01"
        assert {c.article for c in alert.basis} == {36, 9}
        assert alert.severity == "serious"


def test_a_change_that_changes_nothing_is_not_shown():
    assert outcome(ruleset([SHALL], [SHALL]), end="2024-04-02").parts == ()


def test_every_part_of_several_changes():
    versions = [*VERSIONS[:1], {"id": "2", "from": FIRST, "until": "2024-04-30"}, {"id": "3", "from": "2024-05-01"}]
    matter = {
        "id": "m.one", "title": "一", "elements": "行为", "penalised_by": "试法 第九条",
        "penalties": [
            {"fine": {"shall": "100元"}, "until": LAST}, {"fine": {"shall": "200元"}, "from": FIRST, "until": "2024-04-30"},
            {"fine": {"shall": "300元"}, "from": "2024-05-01"},
        ],
    }  # fmt: skip
    one = outcome(ruleset(matters=[matter], versions=versions), end="2024-05-02", dates={"decided": "2024-06-03"})
    assert (fine(one), [fine(p) for p in one.parts]) == ([(300, 300)], [[(100, 100)], [(200, 200)]])
    assert [(str(p.since), str(p.until)) for p in one.parts] == [("2024-03-01", LAST), (FIRST, "2024-04-30")]


def test_without_a_rule_on_continuing_acts_a_person_decides():
    program = ruleset([SHALL], [{"fine": {"shall": "9000元"}}], gates=[LIGHTER])
    assert outcome(program, end="2024-04-02").disposition == "needs_human"


@pytest.mark.parametrize("end", [None, "ongoing"])
@pytest.mark.parametrize(("phase", "said"), [("investigating", "undetermined"), ("concluded", "needs_human")])
def test_an_end_that_is_not_known_is_not_guessed(end, phase, said):
    """Ended by 2024-03-31 the old law stands (1,000 to 5,000), after it the new one applies (9,000)."""
    one = outcome(OVER, end=end, phase=phase)
    assert (one.disposition, one.candidates) == (said, ("penalise",))
    assert (fine(one), [m.holds for m in one.measures]) == ([(1000, 5000), (9000, 9000)], [None, None])
    assert "end_decides_version" in kinds_of(one)
    assert [fine(p) for p in one.parts] == [[(1000, 5000)], [(9000, 9000)]]
    assert "act_end" in {q.fact for q in one.questions}


def test_an_end_that_is_not_known_and_makes_no_difference():
    """The new law is lighter: before the change it is taken for that, after it applies anyway."""
    one = outcome(ruleset([SHALL], [{"fine": {"shall": "100元"}}]), end=None)
    assert (one.disposition, one.version, fine(one)) == ("penalise", "decision", [(100, 100)])


@pytest.mark.parametrize(("decided", "open_"), [("2024-03-31", False), ("2024-04-01", True)])
def test_an_end_that_cannot_lie_after_the_change(decided, open_):
    one = outcome(OVER, end=None, phase="investigating", dates={"decided": decided})
    assert ("end_decides_version" in kinds_of(one)) == open_


# ---- as known on ---------------------------------------------------------------------------------------------------

LEARNT = [{"id": "1", "from": "2020-01-01", "until": LAST}, {"id": "2", "from": FIRST, "known": "2024-04-15"}]


@pytest.mark.parametrize(("known", "amount"), [("2024-04-14", (1000, 5000)), ("2024-04-15", (100, 100)), (None, (100, 100))])  # fmt: skip
def test_what_became_known_later_is_not_applied(known, amount):
    """A new text in force since 2024-04-01 that became known on the 15th: until then neither it nor the end of the old."""
    program = ruleset([SHALL], [{"fine": {"shall": "100元"}}], versions=LEARNT)
    one = outcome(program, dates={"known_on": known})
    assert (fine(one), one.disposition) == ([amount], "penalise")
    assert ("as_known_on" in kinds_of(one)) == (known is not None)
    after = outcome(program, start="2024-04-20", end="2024-04-20", dates={"known_on": known})
    assert fine(after) == [amount]


@pytest.mark.parametrize(("known", "spared"), [("2024-02-29", False), ("2024-03-01", True), (None, True)])
def test_a_rule_since_it_is_known(known, spared):
    rule = {"id": "e", "when": "行为", "then": "spare", "known": "2024-03-01", "basis": "试法 第五条"}
    one = outcome(ruleset([SHALL], [SHALL], exemptions=[rule]), dates={"known_on": known})
    assert (one.disposition == "no_penalty_shall") == spared
    if known is not None:
        (alert,) = (a for a in one.alerts if a.kind == "as_known_on")
        assert ("e" in dict(alert.args)["later"]) == (not spared)


def test_an_end_that_became_known_later():
    """A rule that ended on 2024-02-01 and of which that was known only on 2024-03-15."""
    rule = {
        "id": "e", "when": "行为", "then": "spare", "until": "2024-02-01", "until_known": "2024-03-15", "basis": "试法 第五条",
    }  # fmt: skip
    program = ruleset([SHALL], [SHALL], exemptions=[rule])
    said = [outcome(program, dates={"known_on": day}).disposition for day in ("2024-03-14", "2024-03-15", None)]
    assert said == ["no_penalty_shall", "penalise", "penalise"]


def test_the_day_as_known_on_is_part_of_the_case():
    program = ruleset([SHALL], [SHALL])
    one, other = (decision(program, dates={"known_on": day}) for day in ("2024-05-05", "2024-05-06"))
    assert one.case_digest != other.case_digest


# ---- benchmarks that changed ---------------------------------------------------------------------------------------


def tables(option, old="[0%, 50%]", new="[20%, 70%]"):
    said = {} if option is None else {"after_change": option, "after_change_basis": "试规 第五条"}
    common = {"refines": "m.one/fine", "basis": "试规 第一条"}
    rows = lambda band: [{"id": "r", "otherwise": "true", "band": band}]  # noqa: E731
    return [
        {"id": "t1", **common, "until": LAST, "rows": rows(old)},
        {"id": "t2", **common, "from": FIRST, "rows": rows(new), **said},
    ]


@pytest.mark.parametrize(
    ("option", "bands", "lo", "hi"),
    [
        ("act", ("[0%, 50%]", "[20%, 70%]"), 1000, 3000),
        ("decision", ("[0%, 50%]", "[20%, 70%]"), 1800, 3800),
        ("lighter", ("[0%, 50%]", "[20%, 70%]"), 1000, 3000),
        ("lighter", ("[20%, 70%]", "[0%, 50%]"), 1000, 3000),
        ("lighter", ("[10%, 50%]", "[0%, 50%]"), 1000, 3000),
    ],
)
def test_a_changed_benchmark_as_it_says_itself(option, bands, lo, hi):
    """Of 1,000 to 5,000: 50 % is 3,000, 20 % is 1,800, 70 % is 3,800."""
    program = _same_law(tables(option, *bands))
    one = outcome(program)
    (level,) = one.measures[0].levels
    assert (level.range.lo, level.range.hi, one.disposition) == (lo * 100, hi * 100, "penalise")
    (alert,) = (a for a in one.alerts if a.kind == "benchmark_followed")
    assert [c.article for c in alert.basis] == [5]


def _same_law(benchmarks):
    matter = {"id": "m.one", "title": "一", "elements": "行为", "penalised_by": "试法 第九条", "penalties": [SHALL]}
    return ruleset(matters=[matter], benchmarks=benchmarks)


def test_a_changed_benchmark_that_says_nothing_is_a_persons():
    one = outcome(_same_law(tables(None)))
    assert (one.disposition, "benchmark_changed" in kinds_of(one)) == ("needs_human", True)
    same = outcome(_same_law(tables(None, "[0%, 50%]", "[0%, 50%]")))
    assert same.disposition == "penalise"


@pytest.mark.parametrize(("decided", "open_"), [("2024-03-31", False), ("2024-04-01", True)])
def test_the_day_a_benchmark_changes(decided, open_):
    one = outcome(_same_law(tables(None)), dates={"decided": decided})
    assert ("benchmark_changed" in kinds_of(one)) == open_


def test_where_the_newer_law_is_taken_its_tables_go_with_it():
    one = outcome(ruleset([SHALL], [{"fine": {"shall": "100元以上200元以下"}}], benchmarks=tables(None)))
    (level,) = one.measures[0].levels
    assert (one.version, level.range.lo, level.range.hi) == ("decision", 12000, 17000)
