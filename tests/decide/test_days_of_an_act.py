"""Under the rules of which days an act is judged, and what is said of it: frames, parts, ends, matters that go on; each alert whole.

Set up as in `test_versions`: the old version of 试法 holds until 2024-03-31, the new one from 2024-04-01, decided on 2024-05-06.
"""

from dataclasses import replace
from datetime import date

import pytest
from test_versions import FIRST, LAST, decision, ended, fine, later, ruleset

from enforcerules.decide.compare import Comparison
from enforcerules.decide.timeline import (
    Stretch,
    Timeline,
    alike,
    covered,
    differ,
    edges,
    frames_of,
    on_day,
    substance,
    taken,
)
from enforcerules.decide.versions import _undecided, bare, date_after, rule_of, under
from enforcerules.load.cases import case_of
from enforcerules.model.citation import print_zh
from enforcerules.pipeline import timelines

LIGHTER = {"id": "v.lighter", "title": "从旧兼从轻", "then": {"version": "lighter"}, "basis": "试法 第三十七条"}
CONTINUING = {"id": "v.continuing", "title": "继续状态", "then": {"version": "continuing"}, "basis": "试法 第三十六条"}
BOTH = [LIGHTER, CONTINUING]
SHALL, LESS, MORE = ({"fine": {"shall": amount}} for amount in ("1000元以上5000元以下", "100元", "9000元"))
MARCH, APRIL = date(2024, 3, 31), date(2024, 4, 1)
DECIDED = date(2024, 5, 6)


def law(old, new, **more):
    return ruleset(old, new, gates=more.pop("gates", BOTH), **more)


PLAIN = {"id": "m.one", "title": "一", "elements": "行为", "penalised_by": "试法 第九条", "penalties": [SHALL]}
SAME = law([], [], matters=[PLAIN])


def days_of(program, *, start="2024-03-01", end="2024-03-01", facts=None, matter="m.one", party=None, dates=None):
    days = {"discovered": "2024-03-05", "filed": "2024-03-06", "decided": "2024-05-06"} if dates is None else dates
    given = {"done": "true", "grave": "false", **(facts or {})}
    data = {
        "case": "c",
        "phase": "concluded",
        "matter": matter,
        "party": party or {"kind": "unit"},
        "dates": days,
        "facts": given,
    }
    made, report = case_of({**data, **({"start": start} if start else {}), **({"end": end} if end else {})})
    assert made is not None, report
    (found,) = timelines(program, made)
    return found


def outcome(program, facts=None, **more):
    (one,) = decision(program, facts, **more).outcomes
    return one


def told(one, kind):
    """An alert whole: severity, rule, basis, arguments, title."""
    (found,) = (a for a in one.alerts if a.kind == kind)
    return found.severity, found.rule, [print_zh(c) for c in found.basis], dict(found.args), dict(found.title).get("zh")


def spans(stretches):
    return [(one.since, one.until, one.frame.place.act_day, one.frame.sliced.matter.id) for one in stretches]


# ---- frames --------------------------------------------------------------------------------------------------------


def test_an_act_and_a_decision_under_the_same_law():
    found = days_of(SAME)
    assert found == Timeline(found.act)
    assert (found.act.place.act_day, found.act.place.decision_day) == (date(2024, 3, 1), DECIDED)
    assert frames_of(found) == (found.act,)


def test_an_act_before_and_a_decision_after_a_change():
    found = days_of(law([SHALL], [LESS]))
    assert found.decision is not None
    assert (found.parts, found.ends, found.split, found.unsaid) == ((), (), (), False)
    assert (found.act.place.act_day, found.decision.place.act_day) == (date(2024, 3, 1), DECIDED)
    assert frames_of(found) == (found.act, found.decision)
    assert [days_of(law([SHALL], [LESS]), dates={"decided": day}).decision is None for day in (LAST, FIRST)] == [
        True,
        False,
    ]


def test_the_frame_under_which_an_outcome_came_about():
    program = law([SHALL], [LESS])
    found, one = days_of(program), outcome(program)
    assert one.version == "decision"
    assert taken(found, one) is found.decision
    assert taken(found, replace(one, version="act")) is found.act
    alone = Timeline(found.act)
    assert taken(alone, one) is found.act


def test_the_parts_of_an_act_that_went_on():
    found = days_of(law([SHALL], [MORE]), end="2024-04-02")
    assert spans(found.parts) == [(date(2024, 3, 1), MARCH, MARCH, "m.one")]
    assert found.act.place.act_day == date(2024, 4, 2)
    assert frames_of(found) == (found.act, found.parts[0].frame)
    assert days_of(law([SHALL], [MORE]), start="2024-04-01", end="2024-04-01").parts == ()
    assert days_of(law([SHALL], [MORE]), start=None, end="2024-04-02").parts == ()
    assert days_of(SAME, end="2024-04-02").parts == ()


def test_a_table_that_changed_makes_no_part():
    tables = [
        {"id": "t1", "refines": "m.one/fine", "basis": "试规 第一条", "until": "2024-03-20", "rows": [{"id": "r", "otherwise": "true", "band": "[0%, 50%]"}]},
        {"id": "t2", "refines": "m.one/fine", "basis": "试规 第一条", "from": "2024-03-21", "rows": [{"id": "r", "otherwise": "true", "band": "[50%, 100%]"}]},
    ]  # fmt: skip
    found = days_of(law([SHALL], [MORE], benchmarks=tables), end="2024-04-02")
    assert spans(found.parts) == [(date(2024, 3, 1), MARCH, MARCH, "m.one")]
    assert [t.id for t in found.parts[0].frame.sliced.benchmarks] == ["t2"]  # of the last of its days
    only = days_of(
        law([SHALL], [SHALL], benchmarks=tables), start="2024-03-01", end="2024-03-10", dates={"decided": LAST}
    )
    assert (only.parts, only.decision is not None) == ((), True)
    assert [t.id for t in only.decision.sliced.benchmarks] == ["t2"]


@pytest.mark.parametrize(
    ("start", "decided", "expected"),
    [
        ("2024-03-01", "2024-05-06", [("2024-03-01", LAST), (FIRST, "2024-05-06")]),
        ("2024-03-01", FIRST, [("2024-03-01", LAST), (FIRST, FIRST)]),
        ("2024-03-01", LAST, []),
        (FIRST, "2024-05-06", []),
        (LAST, "2024-05-06", [(LAST, LAST), (FIRST, "2024-05-06")]),
        # of no day at all: since there is law on the matter
        (None, "2024-05-06", [("2020-01-01", LAST), (FIRST, "2024-05-06")]),
        (None, FIRST, [("2020-01-01", LAST), (FIRST, FIRST)]),
        (None, LAST, []),
    ],
)
def test_where_an_end_that_is_not_known_may_lie(start, decided, expected):
    found = days_of(law([SHALL], [MORE]), start=start, end=None, dates={"decided": decided})
    assert [(str(one.since), str(one.until)) for one in found.ends] == expected
    assert found.parts == ()
    assert frames_of(found) == tuple(
        f for f in (found.act, found.decision, *(s.frame for s in found.ends)) if f is not None
    )
    if expected:
        assert found.act.place.act_day == date.fromisoformat(expected[0][1])


def test_an_act_of_no_day_under_a_law_that_did_not_change():
    """A general rule began meanwhile: the law on the matter itself has one form, and nothing is open."""
    program = law([], [], versions=[{"id": "1", "from": "2020-01-01"}], matters=[
        {"id": "m.one", "title": "一", "elements": "行为", "penalised_by": "试法 第九条", "penalties": [SHALL]},
    ], exemptions=[{"id": "e", "when": "情节", "then": "spare", "basis": "试法 第五条", "from": "2024-04-10"}])  # fmt: skip
    found = days_of(program, start=None, end=None)
    assert (found.ends, found.parts) == ((), ())
    assert (found.act.place.act_day, found.decision) == (DECIDED, None) or found.act.place.act_day == date(2024, 3, 5)
    nothing = days_of(program, start=None, end=None, dates={})
    assert (nothing.act.place.act_day, nothing.ends, nothing.decision) == (None, (), None)


def test_days_on_which_what_decides_changes():
    found = days_of(law([SHALL], [MORE])).act
    assert edges(found, date(2024, 3, 1), DECIDED) == (APRIL,)
    assert edges(found, MARCH, APRIL) == (APRIL,)
    assert edges(found, APRIL, DECIDED) == ()  # after one day, up to another
    assert edges(found, date(2024, 3, 1), MARCH) == ()


# ---- matters that go on --------------------------------------------------------------------------------------------


def test_a_matter_that_goes_on_over_two_steps():
    two = {**later("m.two", "200元"), "until": "2024-04-30", "succeeded_by": "m.three"}
    three = {**later("m.three", "300元"), "from": "2024-05-01"}
    program = law([], [], matters=[ended(succeeded_by="m.two"), two, three])
    assert days_of(program).decision.sliced.matter.id == "m.three"
    assert days_of(program, dates={"decided": "2024-04-30"}).decision.sliced.matter.id == "m.two"
    found = days_of(program, end="2024-05-02", dates={"decided": "2024-06-03"})
    assert found.act.sliced.matter.id == "m.three"
    assert spans(found.parts) == [
        (date(2024, 3, 1), MARCH, MARCH, "m.one"), (APRIL, date(2024, 4, 30), date(2024, 4, 30), "m.two"),
    ]  # fmt: skip
    # named by what it is called now, the earlier part is of what it was called then
    new = days_of(program, matter="m.two", end="2024-04-02", dates={"decided": "2024-04-03"})
    assert spans(new.parts) == [(date(2024, 3, 1), MARCH, MARCH, "m.one")]


def test_what_two_matters_went_on_as_is_not_known_of_the_time_before():
    """m.one and m.old both went on as m.new: of an act named m.new the part before is of neither; m.new was not law then."""
    program = law([], [], matters=[ended(succeeded_by="m.new"), ended(id="m.old", succeeded_by="m.new"), later()])
    found = days_of(program, matter="m.new", end="2024-04-02", dates={"decided": "2024-04-03"})
    assert spans(found.parts) == [(date(2024, 3, 1), MARCH, MARCH, "m.new")]
    assert [covered(one.frame) for one in found.parts] == [False]
    one = outcome(program, matter="m.new", end="2024-04-02", dates={"decided": "2024-04-03"})
    severity, rule, _, args, _ = told(one, "act_spans_change")
    assert (severity, rule, args["verdict"]) == ("serious", "v.continuing", "unclear")


@pytest.mark.parametrize(
    ("grave", "goes_on", "split"),
    [("true", "m.grave", ()), ("false", "m.new", ()), (None, "m.one", ("m.new", "m.grave"))],
)
def test_of_several_matters_the_one_that_is_not_refuted(grave, goes_on, split):
    matters = [
        ended(succeeded_by=["m.new", "m.grave"]),
        later(elements="行为 且 非 情节"),
        later("m.grave", "9000元", "行为 且 情节"),
    ]
    found = days_of(law([], [], matters=matters), facts={"grave": {"status": "unknown"} if grave is None else grave})
    assert found.split == split
    assert (found.decision.sliced.matter.id if found.decision else found.act.sliced.matter.id) == goes_on
    after = days_of(
        law([], [], matters=matters),
        start="2024-04-02",
        end="2024-04-02",
        facts={"grave": {"status": "unknown"} if grave is None else grave},
    )
    assert (after.act.sliced.matter.id, after.split) == (goes_on, split)


def test_a_matter_of_the_day_goes_on_as_itself():
    program = law([], [], matters=[ended(succeeded_by="m.new"), later()])
    assert days_of(program, dates={"decided": LAST}).decision is None
    assert days_of(program, dates={"decided": FIRST}).decision.sliced.matter.id == "m.new"


def test_law_that_ended_with_nothing_said():
    assert days_of(law([], [], matters=[ended()])).unsaid
    assert days_of(law([SHALL], [])).unsaid
    assert not days_of(
        law([], [], matters=[ended(no_longer_unlawful={"from": FIRST, "basis": "试法 第九十九条"})])
    ).unsaid
    assert not days_of(law([], [], matters=[ended(succeeded_by="m.new"), later()])).unsaid
    # who had nothing to fear from the old law loses nothing with it
    program = law([{**SHALL, "target": "unit"}], [])
    assert days_of(program).unsaid
    assert not days_of(program, party={"kind": "individual"}).unsaid


def test_a_release_under_a_condition_that_is_not_met_says_nothing():
    released = ended(no_longer_unlawful={"from": FIRST, "when": "情节", "basis": "试法 第九十九条"})
    program = law([], [], matters=[released])
    assert [days_of(program, facts={"grave": grave}).unsaid for grave in ("true", "false")] == [False, True]
    other = law([SHALL], [], exemptions=[{"id": "e", "when": "行为", "then": "spare", "basis": "试法 第五条"}])
    assert days_of(other).unsaid  # another rule that spares the party does not say what became of the law


# ---- what differs --------------------------------------------------------------------------------------------------


def test_what_makes_two_days_differ():
    """Measures, rules of substance and tables do; duties, monitors, versions and rules about several acts do not."""
    common = {"basis": "试法 第五条", "from": FIRST}
    duty = {
        "id": "d",
        "title": "告知",
        "when": "行为",
        "then": {"duty": {"kind": "educate", "who": "authority"}},
        **common,
    }
    alert = {"id": "w", "title": "异", "when": "行为", "then": {"alert": {"kind": "odd", "severity": "info"}}, **common}
    concur = {"id": "c", "then": {"concur": "manual"}, **common}
    spare = {"id": "e", "when": "情节", "then": "spare", **common}
    table = {
        "id": "t",
        "refines": "m.one/fine",
        "basis": "试规 第一条",
        "from": FIRST,
        "rows": [{"id": "r", "otherwise": "true", "band": "[0%, 50%]"}],
    }
    same = {"id": "m.one", "title": "一", "elements": "行为", "penalised_by": "试法 第九条", "penalties": [SHALL]}
    versions = [{"id": "1", "from": "2020-01-01"}]

    def pair(**more):
        act = days_of(law([], [], matters=more.pop("matters", [same]), versions=versions, **more)).act
        old = on_day(act, MARCH)
        new = on_day(act, APRIL)
        return alike(old, new), differ(old, new)

    assert pair(duties=[duty], monitors=[alert], gates=[*BOTH, concur]) == (True, False)
    assert pair(exemptions=[spare]) == (False, True)
    assert pair(benchmarks=[table]) == (True, True)
    assert pair(matters=[{**same, "until": LAST}]) == (False, True)
    assert pair(matters=[{**same, "penalties": [{**SHALL, "until": LAST}, {**LESS, "from": FIRST}]}]) == (False, True)
    act = days_of(
        law([], [], matters=[same], versions=versions, exemptions=[spare], duties=[duty], gates=[*BOTH, concur])
    ).act
    assert [r.id for r in substance(on_day(act, APRIL))] == ["e"]
    assert {r.id for r in on_day(act, APRIL).sliced.rules} == {"e", "d", "c", "v.lighter", "v.continuing"} - (
        {"d"} if act.place.decision_day < APRIL else set()
    )


def test_where_the_provision_was_in_force():
    act = days_of(law([], [], matters=[ended()])).act
    assert [covered(on_day(act, day)) for day in (MARCH, APRIL)] == [True, False]
    nowhen = replace(act, place=replace(act.place, act_day=None))
    assert covered(nowhen)


# ---- what is said --------------------------------------------------------------------------------------------------


def test_the_rules_about_versions():
    act = days_of(law([SHALL], [LESS])).act
    assert (rule_of(act, "lighter").id, rule_of(act, "continuing").id) == ("v.lighter", "v.continuing")
    none = days_of(law([SHALL], [LESS], gates=[CONTINUING])).act
    assert rule_of(none, "lighter") is None
    one = outcome(law([SHALL], [LESS], gates=[CONTINUING]))
    assert (one.version, one.compared, fine(one)) == ("act", None, [(1000, 5000)])


def test_newer_rules_that_are_lighter():
    one = outcome(law([SHALL], [LESS]))
    assert told(one, "newer_rules_lighter") == ("info", "v.lighter", ["试法 第三十七条"], {}, "从旧兼从轻")
    assert [r.rule for r in one.reasons if r.decided and r.stage == "version"] == ["v.lighter"]
    assert (one.compared.rule, one.compared.verdict) == ("v.lighter", "lighter")
    sides = (one.compared.act, one.compared.decision)
    assert [(s.since, s.until, s.matter, s.dispositions, s.versions) for s in sides] == [
        (date(2024, 3, 1), date(2024, 3, 1), "m.one", ("penalise",), (("试法", "1"),)),
        (DECIDED, DECIDED, "m.one", ("penalise",), (("试法", "2"),)),
    ]
    assert one.disposition == "penalise"
    heavier = outcome(law([SHALL], [MORE]))
    assert [a.kind for a in heavier.alerts if a.kind == "newer_rules_lighter"] == []
    assert [r.rule for r in heavier.reasons if r.decided and r.stage == "version"] == ["v.lighter"]


def test_rules_that_are_the_same_are_not_compared():
    """A table alone changed: there is nothing to compare, and the rule about versions decides nothing."""
    table = {
        "id": "t",
        "refines": "m.one/fine",
        "basis": "试规 第一条",
        "from": FIRST,
        "rows": [{"id": "r", "otherwise": "true", "band": "[0%, 100%]"}],
    }
    matter = {"id": "m.one", "title": "一", "elements": "行为", "penalised_by": "试法 第九条", "penalties": [SHALL]}
    one = outcome(law([], [], matters=[matter], benchmarks=[table]))
    assert (one.compared, one.version) == (None, "act")
    assert [r.rule for r in one.reasons if r.decided and r.stage == "version"] == []


def test_versions_of_which_none_is_lighter():
    one = outcome(law([SHALL], [{"fine": {"shall": "数额未规定"}}]))
    assert told(one, "versions_not_comparable") == ("serious", "v.lighter", ["试法 第三十七条"], {}, "从旧兼从轻")
    assert (one.disposition, one.candidates, one.version) == ("needs_human", ("penalise",), "act")


LIMBS = [{"limbs": [{"when": "非 情节", "fine": {"shall": "100元"}}, {"when": "情节", "fine": {"shall": "9000元"}}]}]


@pytest.mark.parametrize(("phase", "disposition"), [("investigating", "undetermined"), ("concluded", "needs_human")])
def test_versions_that_depend_on_an_open_fact(phase, disposition):
    """货值 is open: the new law is a fine of once that value, the old one of 5,000."""
    one = outcome(law([{"fine": {"shall": "5000元"}}], [{"fine": {"shall": "货值1倍"}}]), {"value": None}, phase=phase)
    assert told(one, "versions_open") == ("serious", "v.lighter", ["试法 第三十七条"], {"facts": "货值"}, "从旧兼从轻")
    assert (one.disposition, one.candidates) == (disposition, ("penalise",))
    assert one.compared.verdict == "open"


def test_law_that_ended_unsaid_is_a_persons():
    one = outcome(law([], [], matters=[ended()]))
    assert told(one, "law_ended_unsaid") == (
        "serious",
        "v.lighter",
        ["试法 第三十七条", "试法 第九条"],
        {},
        "从旧兼从轻",
    )
    matters = [
        ended(succeeded_by=["m.new", "m.grave"]),
        later(elements="行为 且 非 情节"),
        later("m.grave", "9000元", "行为 且 情节"),
    ]
    split = outcome(law([], [], matters=matters), {"grave": None}, phase="investigating")
    assert told(split, "versions_split") == (
        "serious", "v.lighter", ["试法 第三十七条", "试法 第九条"], {"matters": "m.new、m.grave"}, "从旧兼从轻",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "person"),
    [
        ({"then": "spare"}, False),  # not to be punished under the old law: nothing worse can follow
        ({"then": {"terminate": "time_barred"}, "section": "gates"}, False),
        ({"then": {"order": "notice"}}, True),
        ({"then": "spare", "strength": "may"}, True),  # it may be punished all the same
    ],
)
def test_who_is_spared_by_the_old_law_needs_no_person(rule, person):
    section = {**rule}.pop("section", "exemptions")
    one = {"id": "e", "when": "行为", "basis": "试法 第五条", **{k: v for k, v in rule.items() if k != "section"}}
    more = {"gates": [*BOTH, one]} if section == "gates" else {"exemptions": [one]}
    found = outcome(law([], [], matters=[ended()], **more))
    assert ("law_ended_unsaid" in {a.kind for a in found.alerts}) is person


def test_who_may_still_be_punished_under_the_old_law_needs_a_person():
    """Whether the exemption holds is open: spared or fined, and of the fine nobody knows what became of the law."""
    exempt = [{"id": "e", "when": "情节", "then": "spare", "basis": "试法 第五条"}]
    one = outcome(law([], [], matters=[ended()], exemptions=exempt), {"grave": None}, phase="investigating")
    assert "law_ended_unsaid" in {a.kind for a in one.alerts}
    assert set(one.candidates) == {"penalise", "no_penalty_shall"}
    barred = [{"id": "g", "when": "情节", "then": {"terminate": "time_barred"}, "basis": "试法 第五条"}]
    either = outcome(
        law([], [], matters=[ended()], exemptions=[{**exempt[0], "when": "非 情节"}], gates=[*BOTH, *barred]),
        {"grave": None},
        phase="investigating",
    )
    assert set(either.candidates) == {"time_barred", "no_penalty_shall"}
    assert "law_ended_unsaid" not in {a.kind for a in either.alerts}  # spared in any case


def test_a_part_that_weighs_the_same_is_no_serious_matter():
    """The newer law orders something beside the same fine: orders are no penalties."""
    one = outcome(law([SHALL], [SHALL, {"order": "shall"}]), end="2024-04-02")
    severity, _, _, args, _ = told(one, "act_spans_change")
    assert (severity, args["verdict"]) == ("warning", "equal")


@pytest.mark.parametrize(
    ("old", "new", "verdict", "severity"),
    [
        (SHALL, MORE, "heavier", "serious"),
        (MORE, SHALL, "lighter", "warning"),
        (SHALL, {"fine": {"shall": "数额未规定"}}, "unclear", "serious"),
    ],
)
def test_a_part_under_other_rules(old, new, verdict, severity):
    one = outcome(law([old], [new]), end="2024-04-02")
    assert told(one, "act_spans_change") == (
        severity, "v.continuing", ["试法 第三十六条", "试法 第九条"],
        {"change": FIRST, "since": "2024-03-01", "until": LAST, "verdict": verdict}, "继续状态",
    )  # fmt: skip
    (part,) = one.parts
    assert (part.since, part.until, part.matter, part.versions) == (date(2024, 3, 1), MARCH, "m.one", (("试法", "1"),))
    assert one.disposition == "penalise"
    alone = outcome(law([old], [new], gates=[LIGHTER]), end="2024-04-02")
    assert told(alone, "act_spans_change")[:3] == ("serious", None, ["试法 第九条"])
    assert told(alone, "act_spans_change")[4] is None
    assert (alone.disposition, alone.candidates) == ("needs_human", ("penalise",))


def test_measures_that_did_not_follow_are_no_basis_of_a_part():
    """License revoked for what is grave (第十条): this was not; its provision is not cited."""
    old = [SHALL, {"license_revoke": "shall", "when": "情节", "basis": "试法 第十条"}]
    one = outcome(law(old, [MORE]), end="2024-04-02")
    assert told(one, "act_spans_change")[2] == ["试法 第三十六条", "试法 第九条"]
    grave = outcome(law(old, [MORE]), {"grave": "true"}, end="2024-04-02")
    assert told(grave, "act_spans_change")[2] == ["试法 第三十六条", "试法 第九条", "试法 第十条"]


def test_an_end_that_decides_the_version():
    one = outcome(law([SHALL], [MORE]), end=None, phase="investigating")
    assert told(one, "end_decides_version") == ("serious", None, [], {"change": FIRST}, None)
    assert (one.compared, one.disposition) == (None, "undetermined")
    assert [(p.since, p.until) for p in one.parts] == [(date(2024, 3, 1), MARCH), (APRIL, DECIDED)]


def three(first, second, third):
    """One matter in three versions: until March, in April, from May on."""
    dated = [
        {**first, "until": LAST},
        {**second, "from": FIRST, "until": "2024-04-30"},
        {**third, "from": "2024-05-01"},
    ]
    versions = [{"id": "1", "from": "2020-01-01"}]
    return law([], [], matters=[{**PLAIN, "penalties": dated}], versions=versions)


def test_an_end_over_two_changes():
    """The rules of the decision are the last ones, wherever the act ended before; all ends must lead to the same."""
    lighter = outcome(three({"fine": {"shall": "5000元"}}, MORE, LESS), end=None, phase="investigating")
    assert (lighter.disposition, lighter.version, fine(lighter)) == ("penalise", "decision", [(100, 100)])
    assert "end_decides_version" not in {a.kind for a in lighter.alerts}
    some = outcome(three(SHALL, SHALL, MORE), end=None, phase="investigating")
    assert told(some, "end_decides_version")[3] == {"change": FIRST}
    assert some.disposition == "undetermined"
    assert [fine(p) for p in some.parts] == [[(1000, 5000)], [(1000, 5000)], [(9000, 9000)]]


def test_facts_on_which_the_versions_depend_by_their_names():
    """Two of them, and one that only the older law knows, which has no name under the newer."""
    one = outcome(
        law(
            [{"fine": {"shall": "5000元"}}], [{"fine": {"shall": "货值1倍"}}, {"fine": {"shall": "面积每平方米500元"}}]
        ),
        {"value": None, "area": None},
        phase="investigating",
    )
    assert told(one, "versions_open")[3] == {"facts": "面积、货值"}
    program = law([SHALL], [MORE])
    found = days_of(program)
    open_ = _undecided(
        outcome(program), found.decision, rule_of(found.act, "lighter"), Comparison("open", None, ("elsewhere",))
    )
    assert told(open_, "versions_open")[3] == {"facts": "—"}


def test_a_matter_that_goes_on_is_told():
    program = law([], [], matters=[ended(succeeded_by="m.new"), later()])
    assert told(outcome(program), "goes_on_as") == (
        "info",
        None,
        ["试法 第八条"],
        {"from": "m.one", "to": "m.new"},
        None,
    )
    named = outcome(program, matter="m.new", start="2024-04-02", end="2024-04-02")
    assert [a.kind for a in named.alerts if a.kind == "goes_on_as"] == []


def test_a_case_as_known_on_a_day():
    program = law([SHALL], [SHALL], exemptions=[
        {"id": name, "when": "情节", "then": "spare", "known": "2024-05-01", "basis": "试法 第五条"} for name in ("e.b", "e.a")
    ])  # fmt: skip
    before, after = (outcome(program, dates={"known_on": day}) for day in ("2024-04-30", "2024-05-01"))
    assert told(before, "as_known_on") == ("info", None, [], {"day": "2024-04-30", "later": "e.a、e.b"}, None)
    assert told(after, "as_known_on") == ("info", None, [], {"day": "2024-05-01", "later": "—"}, None)
    assert "as_known_on" not in {a.kind for a in outcome(program).alerts}


def test_what_follows_before_any_table():
    table = {
        "id": "t",
        "refines": "m.one/fine",
        "basis": "试规 第一条",
        "rows": [{"id": "r", "otherwise": "true", "band": "[0%, 50%]"}],
    }
    act = days_of(law([SHALL], [SHALL], benchmarks=[table])).act
    assert bare(act).sliced.benchmarks == ()
    assert bare(bare(act)) is not act
    one = under(act)
    (level,) = one.measures[0].levels
    assert (level.range.lo, level.range.hi) == (100_000, 500_000)
    assert (one.since, one.until) == (date(2024, 3, 1), date(2024, 3, 1))
    given = under(act, APRIL, DECIDED)
    assert (given.since, given.until) == (APRIL, DECIDED)
    assert date_after(Stretch(MARCH, MARCH, act)) == FIRST
