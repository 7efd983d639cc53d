"""Each kind of finding: one decision that has it, and one nearly the same that must not. Figures are worked in `reviewed.py`."""

import json
import re
from pathlib import Path

import pytest
from reviewed import RULES, SOUND, fined, kinds, opened, sound

from enforcerules import api
from enforcerules.audit.review.kinds import KINDS
from enforcerules.load.cases import load_example
from enforcerules.model.citation import print_zh
from enforcerules.model.made import Made, MadeOutcome
from enforcerules.render.review import text
from enforcerules.render.review_json import to_dict, to_json
from enforcerules.render.words.review_words import FINDINGS, OPEN

CHECKS = Path(api.__file__).parents[1] / "audit" / "review"
FINE = {"kind": "fine", "amount": "4000.00"}
YOUNG = {"id": "p1", "kind": "individual", "born": "2007-03-01"}
WARNING, ORDER = {"kind": "warning"}, {"kind": "order"}
FACT = "facts"


@pytest.fixture(scope="module")
def trial():
    return api.load(RULES)


def case(**facts):
    return {FACT: facts}


def measures(*more, notice=True, **changes):
    """The sound decision with other measures, proposed as well unless `notice` is false."""
    if notice:
        changes["notice"] = {"measures": list(more)}
    return sound(measures=list(more), defence=None, **changes)


# Kind: a decision that has it, one nearly the same that has not, and on which article it rests.
PAIRS = {
    # 1,000 to 10,000 元, both included
    "outside_statutory_range": (fined("10000.01"), fined("10000.00", deviation={"reason": "后果重", "approved_by": "负责人"}), "试法 第五条"),
    "below_minimum_without_ground": (fined("999.99"), fined("1000.00", deviation={"reason": "轻", "approved_by": "负责人"}), "试法 第五条"),
    # ordinary is above 3,700 and below 7,300
    "outside_benchmark": (fined("3700.00"), fined("3700.01"), "试规 表一"),
    "deviation_unapproved": (
        fined("3700.00", deviation={"reason": "积极配合"}),
        fined("3700.00", deviation={"reason": "积极配合", "approved_by": "负责人"}),
        "试规 表一",
    ),
    # 立功 opens lighter and mitigated: 3,700 is in the band of lighter then, but the decision has to say why
    "ground_not_stated": (
        fined("3700.00", case=case(配合查处有立功表现=True)),
        fined("3700.00", case=case(配合查处有立功表现=True), grounds=["行政处罚法 第三十二条第四项"]),
        "行政处罚法 第三十二条第四项",
    ),
    # the ground stated is one whose facts the case denies
    "ground_not_established": (
        fined("999.99", case=case(配合查处有立功表现=False), grounds=["行政处罚法 第三十二条第四项"]),
        fined("999.99", case=case(配合查处有立功表现=True), grounds=["行政处罚法 第三十二条第四项"]),
        "行政处罚法 第三十二条第一项",
    ),
    # seventeen: Article 30 orders lighter or mitigated; lighter ends at 3,700, and an approved deviation changes nothing
    "mandatory_leniency_not_applied": (
        fined("3700.01", case={"party": YOUNG}, grounds=["未成年"], deviation={"reason": "性质恶劣", "approved_by": "负责人"}),
        fined("3700.00", case={"party": YOUNG}, grounds=["未成年"]),
        "行政处罚法 第三十条",
    ),
    # no ground at all, nothing in the facts for sparing
    "leniency_without_ground": (
        sound(disposition="no_penalty", measures=[]),
        sound(disposition="no_penalty", measures=[], case=case(违法行为轻微=True, 及时改正=True, 危害后果="没有")),
        "试法 第五条",
    ),
    "mandatory_measure_missing": (measures(FINE, ORDER), measures(FINE, WARNING, ORDER), "试法 第五条"),
    "order_missing": (measures(FINE, WARNING), measures(FINE, WARNING, ORDER), "试法 第五条"),
    # suspension or revocation, not both
    "package_unlawful": (
        measures({"kind": "fine", "amount": "8000"}, WARNING, ORDER, {"kind": "suspend_business", "length": "3m"}, {"kind": "license_revoke"}, case=case(情节严重=True)),
        measures({"kind": "fine", "amount": "8000"}, WARNING, ORDER, {"kind": "suspend_business", "length": "3m"}, case=case(情节严重=True)),
        "试法 第五条",
    ),
    "words_differ": (
        measures({**FINE, "in_words": "肆仟零壹元整"}, WARNING, ORDER),
        measures({**FINE, "in_words": "肆仟元整"}, WARNING, ORDER),
        "行政处罚法 第五十九条第一款",
    ),
    # minor, corrected, no harm: no penalty shall be given (Article 33 paragraph 1 sentence 1); with slight harm it may
    "exemption_not_applied": (
        sound(case=case(违法行为轻微=True, 及时改正=True, 危害后果="没有")),
        sound(case=case(违法行为轻微=True, 及时改正=True, 危害后果="轻微")),
        "行政处罚法 第三十三条第一款第一句",
    ),
    # ended on 10 February 2022; the last day of two years is 10 February 2024
    "time_barred": (
        sound(case={"start": "2022-02-01", "end": "2022-02-10", "dates": {"discovered": "2024-02-11"}}, versions=None),
        sound(case={"start": "2022-02-01", "end": "2022-02-10", "dates": {"discovered": "2024-02-10"}}, versions=None),
        "行政处罚法 第三十六条第一款第一句",
    ),
    "not_punishable": (sound(case=case(违法事实不清证据不足=True)), sound(case=case(违法事实不清证据不足=False)), "行政处罚法 第四十条"),
    "wrong_authority": (sound(case={"authority": {"power": "none"}}), sound(case={"authority": {"power": "delegated"}}), "行政处罚法 第三十八条第一款"),
    "not_handed_over": (sound(case=case(涉嫌犯罪=True)), sound(case=case(涉嫌犯罪=True, 公安机关不予立案=True)), "行政处罚法 第二十七条第一款第一句"),
    "second_fine": (
        sound(earlier_fines=[{"by": "某区某局", "ref": "某罚〔2024〕9号"}], case=case(同一违法行为已受罚款=True)),
        sound(),
        "行政处罚法 第二十九条第一句",
    ),
    "wrong_version": (sound(versions={"试法": "1"}), sound(versions={"试法": "2024-01-01"}), "行政处罚法 第三十七条第一句"),
    "citation_not_in_force": (sound(basis=["旧法 第五条"]), sound(basis=["试法 第五条"]), "行政处罚法 第三十七条第一句"),
    # Article 33 has three paragraphs, Article 86 is the last
    "citation_not_found": (sound(basis=["行政处罚法 第八十七条"]), sound(basis=["行政处罚法 第八十六条"]), None),
    "notice_missing": (sound(steps={"notify": False}), sound(steps={"notify": "2024-04-15"}), "行政处罚法 第四十四条"),
    # a hearing is offered from 5,000 元
    "hearing_missing": (fined("5000.00", steps={"hearing": False}), fined("4999.99", steps={"hearing": False}), "行政处罚法 第六十三条第一款第一项"),
    "legal_review_missing": (
        sound(case=case(涉及重大公共利益=True), steps={"legal_review": False}),
        sound(case=case(涉及重大公共利益=True), steps={"legal_review": "2024-04-25"}),
        "行政处罚法 第五十八条第一款第一项",
    ),
    "collective_discussion_missing": (
        sound(case=case(情节复杂或者重大违法行为=True), steps={"collective_discussion": False}),
        sound(case=case(情节复杂或者重大违法行为=True), steps={"collective_discussion": "2024-04-28"}),
        "行政处罚法 第五十七条第二款",
    ),
    "reconsideration_first_not_told": (
        fined("3000.00", case=case(已适用简易程序=True), steps={"inform_reconsideration_first": False}, deviation={"reason": "当场", "approved_by": "负责人"}),
        fined("3000.00", case=case(已适用简易程序=True), steps={"inform_reconsideration_first": True}, deviation={"reason": "当场", "approved_by": "负责人"}),
        "行政复议法 第二十三条第二款",
    ),
    "step_missing": (sound(steps={"record_process": False}), sound(steps={"record_process": True}), "行政处罚法 第四十七条"),
    # the defence is heard after the notice
    "wrong_order": (sound(steps={"hear_defence": "2024-04-14"}), sound(steps={"hear_defence": "2024-04-15"}), "行政处罚法 第四十五条第一款第二句"),
    # 90 days after 1 March 2024 is 30 May; seven working days after that are 31 May, 3, 4, 5, 6, 7 and 11 June (the 10th is a holiday)
    "deadline_passed": (
        sound(steps={"decide": "2024-05-31", "written_decision": "2024-05-31", "serve": "2024-05-31"}),
        sound(steps={"decide": "2024-05-30", "written_decision": "2024-05-30", "serve": "2024-05-30"}),
        "行政处罚法 第六十条第一句",
    ),
    "unlike_notice": (
        sound(notice={"measures": [{"kind": "fine", "amount": "3999.99"}, WARNING, ORDER]}, defence=None),
        sound(notice={"measures": [{"kind": "fine", "amount": "4000.01"}, WARNING, ORDER]}, defence=None),
        "行政处罚法 第四十四条",
    ),
    "heavier_after_defence": (
        sound(defence={"before": "3999.99", "after": "4000.00"}),
        sound(defence={"before": "4000.00", "after": "4000.00"}),
        "行政处罚法 第四十五条第二款",
    ),
    "excluded_evidence": (sound(excluded=["证1"]), sound(excluded=["证2"]), "行政处罚法 第四十六条第三款"),
    "rule_alert": (sound(case=case(执法人员少于两人=True)), sound(case=case(执法人员少于两人=False)), "行政处罚法 第四十二条第一款第二句"),
    # 4,000 元 is 100 times 40 元; the alert is for more than that
    "disproportion": (sound(case=case(货值金额="39.99")), sound(case=case(货值金额="40.00")), "行政处罚法 第五条第二款"),
}  # fmt: skip


@pytest.mark.parametrize("kind", PAIRS)
def test_a_decision_that_has_it_and_one_that_has_not(trial, kind):
    wrong, right, article = PAIRS[kind]
    assert kind in kinds(trial, wrong)
    assert kind not in kinds(trial, right)
    if article is not None:
        found = next(one for one in api.review(trial, wrong).findings if one.kind == kind)
        assert article in [print_zh(place) for place in found.basis]
        assert found.severity == KINDS[kind]


def test_every_kind_has_a_pair():
    elsewhere = {"like_cases_differ", "order_first_skipped"}  # below; the ladder of the shipped examples
    assert set(PAIRS) | elsewhere == set(KINDS)


def test_the_sound_decision_has_no_finding_and_nothing_open(trial):
    assert kinds(trial, SOUND) == set()
    assert opened(trial, SOUND) == set()


@pytest.mark.parametrize("kind", [kind for kind in PAIRS if kind != "disproportion"])
def test_the_near_miss_has_no_error_at_all(trial, kind):
    errors = {one for one in kinds(trial, PAIRS[kind][1]) if KINDS[one] == "error"}
    # the decision nearly the same still differs from the notice, or is spared, in ways that other pairs are about
    assert errors == set(), errors


# ---- like cases --------------------------------------------------------------------------------------------------


def test_like_cases_that_were_decided_unlike(trial):
    one, two = fined("4000.00", made="甲"), fined("5000.00", made="乙")
    found = api.review(trial, [one, two, fined("4000.00", made="丙")])
    (unlike,) = found.unlike
    assert [print_zh(place) for place in unlike.basis] == ["行政处罚法 第五条第一款"]
    assert unlike.results == (
        (("penalise", "fine 4000.00", "order", "warning"), ("甲", "丙")),
        (("penalise", "fine 5000.00", "order", "warning"), ("乙",)),
    )


def test_cases_that_differ_in_a_deciding_fact_are_not_alike(trial):
    assert api.review(trial, [fined("4000.00"), fined("5000.00", case=case(危害后果="没有"))]).unlike == ()


def test_like_cases_on_other_days_are_alike(trial):
    """What a day leads to counts, not the day: neither is near a deadline."""
    later = fined("5000.00", case={"start": "2024-02-02", "dates": {"discovered": "2024-02-21"}})
    assert len(api.review(trial, [fined("4000.00"), later]).unlike) == 1


def test_the_same_result_for_like_cases_is_nothing(trial):
    assert api.review(trial, [sound(made="甲"), sound(made="乙")]).unlike == ()


# ---- what cannot be judged is said -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("made", "check"),
    [
        (sound(case=case(违法行为轻微={"status": "unknown"}, 及时改正=True, 危害后果="没有")), "disposition"),
        (sound(steps={"notify": None}), "steps"),
        (fined("999.99", grounds=["行政处罚法 第三十二条第一项"]), "ground"),
        (sound(basis=["没有收录的办法 第三条"]), "citation"),
        (sound(relied_on=None, excluded=["证9"]), "evidence"),
        (sound(measures=[], disposition="penalise", notice=None, defence=None), "measures"),
        (sound(defence={"before": "3999.99", "after": "4000.00", "reason": "另查明新的事实"}), "defence_reason"),
        (sound(notice={"measures": []}, defence=None), "notice"),
        (measures({**FINE, "in_words": "四千元"}, WARNING, ORDER), "words"),
        (sound(versions={"试法": "9"}), "version"),
        # the fine is that of 试法 Art. 5; Art. 6 exists and is another provision
        (measures({**FINE, "basis": "试法 第六条"}, WARNING, ORDER), "provision"),
        (
            fined("4000.00", case=case(情节严重={"status": "unknown"}, 倾倒=True) | {"phase": "investigating"}),
            "package",
        ),
    ],
)
def test_what_cannot_be_judged_is_no_finding_and_not_silent(trial, made, check):
    assert check in opened(trial, made)
    assert {one for one in kinds(trial, made) if KINDS[one] == "error"} == set()


def test_an_amount_below_every_possible_minimum_is_certain_although_facts_are_open(trial):
    made = fined("999.99", case=case(情节严重={"status": "unknown"}) | {"phase": "investigating"})
    assert "below_minimum_without_ground" in kinds(trial, made)


def test_a_step_that_is_not_said_is_left_out_only_where_the_list_is_complete(trial):
    made = sound(steps={"notify": None})
    assert "notice_missing" not in kinds(trial, made)
    assert "notice_missing" in kinds(trial, {**made, "complete": True})


def test_a_complete_list_in_which_everything_was_done(trial):
    assert kinds(trial, sound(complete=True)) == set()


def test_a_waived_defence_is_not_missing(trial):
    assert kinds(trial, sound(steps={"hear_defence": "waived"}, defence=None)) == set()


def test_an_order_first_is_not_skipped():
    """The ladder of the shipped example: the first time within the year a notice, no penalty."""
    rules = api.load("cn")
    path = Path(__file__).parents[2] / "rulesets" / "cn" / "examples" / "ladder" / "cases" / "ladder-first.yaml"
    example, _ = load_example(path)
    assert example is not None
    assert "order_first_skipped" in kinds(
        rules, Made(case=example.case, outcomes=(MadeOutcome(disposition="penalise"),))
    )
    assert "order_first_skipped" not in kinds(
        rules, Made(case=example.case, outcomes=(MadeOutcome(disposition="order_first"),))
    )


def test_a_fact_that_rests_on_excluded_evidence_alone(trial):
    made = sound(relied_on=["证2"], excluded=["证1"])  # 倾倒 is proved by 证1 alone
    assert "excluded_evidence" in kinds(trial, made)
    two = {"倾倒": {"value": True, "evidence": ["证1", "证2"]}}
    assert "excluded_evidence" not in kinds(trial, {**made, "case": sound(case=case(**two))["case"]})


def test_the_deviation_may_stand_in_the_case(trial):
    made = fined("3700.00", case={"deviation": {"reason": "积极配合", "approved_by": "负责人"}})
    assert "outside_benchmark" not in kinds(trial, made)


def test_spared_and_fined_at_once_is_unlawful(trial):
    spared = {"违法行为轻微": True, "及时改正": True, "危害后果": "没有"}
    made = sound(disposition="no_penalty", case=case(**spared), measures=[FINE], defence=None, notice=None)
    assert "package_unlawful" in kinds(trial, made)
    assert "package_unlawful" not in kinds(trial, {**made, "measures": [ORDER]})


def test_handing_over_where_the_rules_penalise_is_open(trial):
    assert "disposition" in opened(trial, sound(disposition="refer", measures=[], defence=None, notice=None))


def test_a_second_fine_that_the_case_tells_of_is_one_finding(trial):
    found = [one.kind for one in api.review(trial, sound(case=case(同一违法行为已受罚款=True))).findings]
    assert found == ["second_fine"]


def test_a_lighter_decision_than_the_notice_is_lawful(trial):
    assert kinds(trial, sound(notice={"measures": [{"kind": "fine", "amount": "5000"}, WARNING, ORDER]})) == set()


def test_a_new_notice_makes_the_heavier_decision_lawful(trial):
    notice = {"measures": [{"kind": "fine", "amount": "3999.99"}, WARNING, ORDER], "again": True}
    assert kinds(trial, sound(notice=notice, defence=None)) == set()


@pytest.fixture(scope="module")
def discharge():
    """One act under two provisions, and which of them applies is a person's; with its rules."""
    path = Path(__file__).parents[2] / "rulesets" / "cn" / "environment" / "cases" / "concur-23-manual.yaml"
    example, _ = load_example(path)
    assert example is not None
    return api.load("cn"), example.case


def test_under_which_of_two_provisions_is_open_unless_it_is_said(discharge):
    """150,000 元: within 水污染防治法 第八十三条 (100,000 to 1,000,000), below 排污许可管理条例 第三十四条 (200,000)."""
    rules, case_ = discharge
    made = {"case": case_, "measures": [{"kind": "fine", "amount": "150000"}], "partial": True}
    assert "below_minimum_without_ground" not in kinds(rules, made)
    assert "matter" in opened(rules, made)
    assert "below_minimum_without_ground" in kinds(rules, {**made, "matter": "env.permit.exceed"})
    assert "matter" not in opened(rules, {**made, "matter": "env.water.exceed"})
    assert "matter" not in opened(rules, {**made, "basis": ["水污染防治法 第八十三条"]})


def test_the_decision_is_below_both_provisions(discharge):
    rules, case_ = discharge
    made = {"case": case_, "measures": [{"kind": "fine", "amount": "99999.99"}], "partial": True}
    assert "below_minimum_without_ground" in kinds(rules, made)


def test_each_party_is_reviewed_by_itself(trial):
    made = sound(case={"parties": [{"id": "p1", "kind": "unit"}, {"id": "p2", "kind": "unit"}]})
    made["case"].pop("party")
    one = {key: made.pop(key) for key in list(made) if key not in {"made", "case", "authority"}}
    low = {**one, "party": "p2", "measures": [{"kind": "fine", "amount": "10000.01"}, WARNING, ORDER]}
    (found,) = api.review(trial, {**made, "outcomes": [{**one, "party": "p1"}, low]}).decisions
    assert [{f.kind for f in outcome.findings} for outcome in found.outcomes] == [
        set(),
        {"outside_statutory_range", "unlike_notice"},
    ]


def test_only_the_organ_that_the_law_names_may_detain(trial):
    detained = {"kind": "detention", "length": "5d"}
    made = measures(
        detained, case={"matter": "trial.detain", "party": {"id": "p1", "kind": "individual", "born": "1980-01-01"}}
    )
    power = {"detention_power": True}
    made["case"]["authority"] = {"power": "statute", **power}
    assert "wrong_authority" in kinds(trial, made)
    assert "wrong_authority" not in kinds(trial, {**made, "authority": {"name": "某市公安局"}})
    assert "authority" in opened(trial, {**made, "authority": {}})


@pytest.mark.parametrize(
    ("length", "found"),
    [("4d", "below_minimum_without_ground"), ("5d", None), ("15d", None), ("16d", "outside_statutory_range")],
)
def test_lengths_are_held_against_the_law_as_amounts_are(trial, length, found):
    case_ = {
        "matter": "trial.detain",
        "party": {"id": "p1", "kind": "individual", "born": "1980-01-01"},
        "authority": {"detention_power": True},
    }
    made = measures({"kind": "detention", "length": length}, case=case_, authority={"name": "某市公安局"})
    assert kinds(trial, made) & {"below_minimum_without_ground", "outside_statutory_range"} == (
        {found} if found else set()
    )


def test_the_lighter_newer_version_applies(trial):
    """The act ended on 31 December 2023 under 1,000 to 10,000; decided in May 2024 under 500 to 5,000, which is lighter."""
    amended = {
        "matter": "trial.amended",
        "start": "2023-12-01",
        "end": "2023-12-31",
        "dates": {"discovered": "2024-01-05"},
    }
    made = fined("5000.01", case=amended, versions={"试法": "1"})
    made["measures"] = made["notice"]["measures"] = [{"kind": "fine", "amount": "5000.01"}]
    assert {"wrong_version", "outside_statutory_range"} <= kinds(trial, made)
    made["measures"] = made["notice"]["measures"] = [{"kind": "fine", "amount": "5000.00"}]
    made["defence"] = {"before": "5000.00"}
    assert kinds(trial, {**made, "versions": {"试法": "2"}}) == set()
    assert "versions" in opened(trial, {**made, "versions": {}})


# ---- results -----------------------------------------------------------------------------------------------------


def test_every_kind_is_worded_and_every_sentence_is_used(trial):
    assert {name.partition(".")[0] for name in FINDINGS} == set(KINDS) - {"like_cases_differ"}
    for wrong, right, _ in PAIRS.values():
        for made in (wrong, right):
            found = api.review(trial, made)
            for lang in ("zh", "en"):
                said = text(found, lang, all_of_them=True)
                assert "{" not in said
                assert "None" not in said
            assert json.loads(to_json(found)) == to_dict(found)
            assert {one.check for d in found.decisions for o in d.outcomes for one in o.open} <= set(OPEN)


def test_every_point_that_may_be_open_is_worded():
    source = "".join(path.read_text(encoding="utf-8") for path in CHECKS.glob("*.py"))
    named = set(re.findall(r'Open\(\s*"([a-z_]+)"', source))
    assert named | {"amount", "levels"} == set(OPEN)


def test_the_result_says_what_would_be_lawful(trial):
    (finding,) = (one for one in api.review(trial, fined("10000.01")).findings if one.kind == "outside_statutory_range")
    (lawful,) = finding.lawful
    assert (lawful.range.lo, lawful.range.hi) == (100000, 1000000)


def test_a_path_a_mapping_and_a_list_are_reviewed_alike(trial, tmp_path):
    path = tmp_path / "决定.json"
    path.write_text(
        json.dumps(
            {"format": "enforcerules/made/1", **SOUND, "case": {"format": "enforcerules/case/1", **SOUND["case"]}}
        ),
        encoding="utf-8",
    )
    for given in (path, str(path), [path], tmp_path, SOUND, [SOUND]):
        found = api.review(trial, given)
        assert (len(found.decisions), len(found.findings), len(found.unusable)) == (1, 0, 0)
    assert isinstance(path, Path)


# ---- one act, one fine; an outcome and what stands beside it -------------------------------------------------------


def two(first, second):
    """One decision with two entries about the one act of the case."""
    whole = sound()
    entry = {key: whole.pop(key) for key in list(whole) if key not in {"made", "case", "authority"}}
    return {**whole, "outcomes": [{**entry, **first}, {**entry, **second}]}


def test_two_fines_for_one_act_in_one_decision(trial):
    """Article 29: no more than one fine for one act; the second entry names the act, the first leaves it out."""
    (one,) = api.review(trial, two({}, {"act": "a1"})).decisions
    assert [[f.kind for f in each.findings] for each in one.outcomes] == [[], ["second_fine"]]
    (one,) = api.review(trial, two({}, {"act": "a1", "measures": [WARNING, ORDER], "defence": None})).decisions
    assert "second_fine" not in {f.kind for f in one.findings}


def test_the_same_entry_twice_cannot_be_used(trial):
    (one,) = api.review(trial, two({}, {})).decisions
    assert [d.code for d in one.report.diagnostics] == ["ER209"]


@pytest.mark.parametrize("done", ["order_first", "closed"])
def test_a_penalty_beside_an_outcome_that_is_none(trial, done):
    found = [f for f in api.review(trial, sound(disposition=done)).findings if f.kind == "package_unlawful"]
    assert [dict(one.args)["why"] for one in found] == ["unpenalised"]
    assert "package_unlawful" not in kinds(trial, sound(disposition=done, measures=[ORDER], notice=None))


def test_a_step_that_no_rule_asks_for_is_not_in_the_wrong_order(trial):
    """Article 58 asks for a legal review in four cases; this is none, so nothing was breached and no article could be named."""
    late = sound(steps={"legal_review": "2024-05-07"})
    assert kinds(trial, late) == set()
    assert opened(trial, late) == {"step"}
    due = sound(case=case(涉及重大公共利益=True), steps={"legal_review": "2024-05-07"})
    (found,) = [one for one in api.review(trial, due).findings if one.kind == "wrong_order"]
    assert "行政处罚法 第五十八条第一款第一项" in [print_zh(place) for place in found.basis]


def test_a_decision_before_the_act_is_a_slip(trial):
    """The act began on 1 February 2024."""
    (one,) = api.review(trial, sound(steps={"decide": "2024-01-31", "written_decision": "2024-01-31"})).decisions
    assert [d.code for d in one.report.diagnostics] == ["ER670"]


@pytest.mark.parametrize("amount", ["4,000.00", "4,000元", "¥4000", "0.4万元"])
def test_an_amount_as_decisions_write_it(trial, amount):
    assert kinds(trial, fined(amount)) == set()
    assert api.review(trial, fined(amount)).unusable == ()


@pytest.mark.parametrize("cited", ["试法 第五条", "试法 第五条第一款", "没有收录的办法 第三条"])
def test_the_provision_of_the_matter_however_closely_cited(trial, cited):
    assert "provision" not in opened(trial, measures({**FINE, "basis": cited}, WARNING, ORDER))
