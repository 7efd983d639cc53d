"""Replay: the same bytes, or the first path that differs, and why."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
import small
from hypothesis import given
from hypothesis import strategies as st

import enforcerules as er
from enforcerules import pipeline
from enforcerules.audit import record as record_module
from enforcerules.audit.record import record as recorded
from enforcerules.audit.replay import Against, first_difference, replay
from enforcerules.base.canonical import canonical, digest
from enforcerules.model.edition import CURRENT, EDITIONS


@pytest.fixture(scope="module")
def record(rules):
    return er.record(small.decided(rules))


def kinds(result):
    return [cause.kind for cause in result.causes]


def what(result, kind):
    return next(dict(cause.what) for cause in result.causes if cause.kind == kind)


# ---- the same ------------------------------------------------------------------------------------------------------


def test_every_shipped_example_replays_byte_for_byte(shipped, shipped_cases):
    records = [er.record(er.decide(shipped, case)) for _, case in shipped_cases]
    assert {one.verdict for one in er.replay_many(records, shipped)} == {"same"}


def test_a_record_of_another_machine_needs_only_the_rules(record):
    assert er.replay(record, small.rules()).verdict == "same"


def test_other_files_of_the_same_meaning_change_nothing(record, tmp_path):
    """A remark, the end of a period after the case, a fact that no rule reads, a year more of the calendar."""
    ruleset = small.changed(
        tmp_path / "r",
        ruleset=("label: 没有规则用到的事实", "label: 没有规则用到的另一事实"),
    )
    assert er.replay(record, ruleset).verdict == "same"
    ruleset = small.changed(
        tmp_path / "s", ruleset=("basis: 试法 第四条}\n\nduties", "basis: 试法 第四条, until: 2030-12-31}\n\nduties")
    )
    assert er.replay(record, ruleset).verdict == "same"
    (tmp_path / "s" / "2025.yaml").write_text(
        (small.SMALL / "2024.yaml")
        .read_text(encoding="utf-8")
        .replace("2024", "2025")
        .replace("2025-05-03", "2025-05-02")
        .replace("2025-05-01, 2025-05-02, 2025-05-02", "2025-05-01, 2025-05-02")
        .replace("work: [2025-05-11]", "work: [2025-05-10]"),
        encoding="utf-8",
    )
    assert er.replay(record, small.rules(tmp_path / "s")).verdict == "same"


# ---- why not -------------------------------------------------------------------------------------------------------


def test_a_changed_amount_is_named(record, tmp_path):
    """60,000 × 77.7% is 46,620, down to 46,600; with 60% of it 36,000."""
    found = er.replay(record, small.changed(tmp_path / "r", ruleset=("of_max: 77.7%", "of_max: 60%")))
    assert found.verdict == "differs"
    assert found.difference.path == "/decision/outcomes/0/measures/0/levels/0/max"
    assert (found.difference.recorded, found.difference.now) == ('"46600.00"', '"36000.00"')
    assert kinds(found) == ["rules"]
    assert what(found, "rules") == {"table:small.table": "changed"}
    assert found.decision_same is False


def test_a_rule_more_is_named(record, tmp_path):
    more = "exemptions:\n  - {id: small.more, when: 后果不高于没有, then: spare, strength: may, basis: 试法 第二条}"
    found = er.replay(record, small.changed(tmp_path / "r", ruleset=("exemptions:", more)))
    assert what(found, "rules") == {"rule:small.more": "added"}
    assert found.decision_same is False  # one more rule was asked


def test_a_rule_less_is_named(record, tmp_path):
    text = (small.SMALL / "ruleset.yaml").read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if "small.age" in line)
    found = er.replay(record, small.changed(tmp_path / "r", ruleset=(f"exemptions:\n{line}\n", "")))
    assert what(found, "rules")["rule:small.age"] == "removed"


def test_only_a_title_changed(record, tmp_path):
    found = er.replay(record, small.changed(tmp_path / "r", ruleset=("zh: 一年内再犯,", "zh: 一年之内再犯,")))
    assert kinds(found) == ["wording"]
    assert found.difference.path.endswith("/title/zh")


def test_a_changed_calendar_is_named(record, tmp_path):
    """Five working days after 28 April: with 4 May a working day the eighth becomes the seventh."""
    found = er.replay(
        record, small.changed(tmp_path / "r", calendar=("work: [2024-05-11]", "work: [2024-05-04, 2024-05-11]"))
    )
    assert kinds(found) == ["calendar"]
    assert what(found, "calendar") == {"2024": "changed"}
    assert found.difference.path == "/decision/outcomes/0/duties/0/deadline"
    assert (found.difference.recorded, found.difference.now) == ('"2024-05-08"', '"2024-05-07"')


def test_a_calendar_that_is_not_there_is_named(record, tmp_path):
    ruleset = small.changed(tmp_path / "r")
    (tmp_path / "r" / "2024.yaml").unlink()
    program = replace(ruleset.program, calendar=replace(ruleset.program.calendar, years={}))
    found = replay(record, Against(program))
    assert what(found, "calendar") == {"2024": "removed"}


def test_facts_that_changed_since_are_named(record, rules):
    """The file of the case as it stands now against what was recorded."""
    changed = {**small.CASE, "facts": {**small.CASE["facts"], "货值金额": "9999.99"}}
    found = er.replay(record, rules, case=changed)
    assert found.verdict == "differs"
    assert kinds(found) == ["facts"]
    assert what(found, "facts") == {"/case/facts/goods/evidence": "removed"}
    assert found.difference.path == "/case/facts/goods/evidence"


def test_the_case_as_it_was_is_no_difference(record, rules):
    assert er.replay(record, rules, case=small.CASE).verdict == "same"


def test_another_version_of_the_engine_that_answers_otherwise_is_to_blame(rules, monkeypatch):
    """Nothing else changed: then the library did, which it must not within an edition."""
    monkeypatch.setattr(record_module, "VERSION", "0.0.1")
    record = er.record(small.decided(rules))
    real = pipeline.decide

    def wrong(program, case, edition=CURRENT):
        made = real(program, case, edition)
        return replace(made, outcomes=tuple(replace(one, disposition="refer") for one in made.outcomes))

    monkeypatch.setattr(pipeline, "decide", wrong)
    found = er.replay(record, rules)
    assert what(found, "engine") == {"0.0.1": er.__version__}
    assert found.difference.path == "/decision/outcomes/0/disposition"


def test_a_case_that_cannot_be_decided_any_more_is_said_so(record, tmp_path):
    """The matter was renamed, so the old case names one that nobody knows."""
    found = er.replay(record, small.changed(tmp_path / "r", ruleset=("small.dump", "small.pour")))
    assert found.verdict == "undecided"
    assert [one.code for one in found.report.errors] == ["ER601"]


def test_an_altered_record_is_not_replayed(record, rules):
    found = er.replay(record.replace("轻微".encode(), "严重".encode()).replace(b"20000.00", b"10000.00"), rules)
    assert found.verdict == "altered"


def test_an_alteration_with_new_digests_is_found_by_replay(record, rules):
    """Somebody lowers the amount and makes all digests anew: the record is sound by itself, and does not follow."""
    made = json.loads(record)
    made["body"]["decision"]["outcomes"][0]["measures"][0]["levels"][0].update(
        min="1000.00", max="1000.00", point="1000.00"
    )
    body, envelope = made["body"], made["envelope"]
    parts = {"body": body, "case": body["case"], "decision": body["decision"], "envelope": envelope}
    parts["record"] = {"body": body, "envelope": envelope, "format": made["format"]}
    made["digests"] = {"sha256": {name: digest(part) for name, part in parts.items()}}
    found = er.replay(canonical(made), rules)
    assert found.verdict == "differs"
    assert found.difference.path == "/decision/outcomes/0/measures/0/levels/0/max"
    assert kinds(found) == ["unexplained"]


# ---- editions ------------------------------------------------------------------------------------------------------

SECOND = replace(
    CURRENT,
    name="9999.1",
    add_period=lambda start, period, calendar: CURRENT.add_period(start, period, calendar) - timedelta(days=1),
    age_on=lambda born, on: CURRENT.age_on(born, on) + 1,
    rounded_inside=lambda amount, *_: amount,
)
"""An artificial edition: periods a day shorter, everybody a year older, nothing rounded."""

BOTH = {**EDITIONS, SECOND.name: SECOND}


def test_a_record_of_the_first_edition_still_replays_when_there_is_a_second(record, rules):
    found = replay(record, Against(rules.program, editions=BOTH))
    assert (found.verdict, found.edition) == ("same", "2026.1")


def test_a_record_of_the_second_edition_replays_under_it(rules):
    data = recorded(pipeline.decide(rules.program, small.case(), SECOND))
    assert json.loads(data)["body"]["edition"] == "9999.1"
    found = replay(data, Against(rules.program, editions=BOTH))
    assert (found.verdict, found.edition) == ("same", "9999.1")


def test_under_the_other_edition_it_differs_and_the_edition_is_named(record, rules):
    """46,620 is not rounded to 46,600 any more, the deadline is a day earlier."""
    found = replay(record, Against(rules.program, edition="9999.1", editions=BOTH))
    assert found.verdict == "differs"
    assert [cause.what for cause in found.causes if cause.kind == "edition"] == [(("2026.1", "9999.1"),)]
    assert found.difference.path == "/decision/edition"
    assert found.decision_same is False


def test_every_function_of_an_edition_is_asked(rules):
    """Each replaced by one that answers otherwise changes some decision: none of them is bypassed."""
    base = json.loads(recorded(pipeline.decide(rules.program, small.case())))["body"]["decision"]["outcomes"]
    young = {"party": {"kind": "individual", "born": "2009-03-21"}}
    base_young = json.loads(recorded(small.decided(rules, **young)))["body"]["decision"]["outcomes"]
    for name in ("add_period", "rounded_inside", "back"):
        other = replace(CURRENT, name="x", **{name: getattr(SECOND, name) if name != "back" else lambda day, _: day})
        made = json.loads(recorded(pipeline.decide(rules.program, small.case(), other)))["body"]["decision"]["outcomes"]
        assert made != base, name
    aged = pipeline.decide(rules.program, small.case(**young), replace(CURRENT, name="x", age_on=SECOND.age_on))
    assert json.loads(recorded(aged))["body"]["decision"]["outcomes"] != base_young
    usual = {"history": {"searched": small.CASE["history"]["searched"]}}
    shifted = replace(CURRENT, name="x", part_of=lambda _, span: span)
    assert (
        json.loads(recorded(pipeline.decide(rules.program, small.case(**usual), shifted)))["body"]["decision"][
            "outcomes"
        ]
        != json.loads(recorded(small.decided(rules, **usual)))["body"]["decision"]["outcomes"]
    )


def test_an_edition_that_nobody_knows_is_said_so(record, rules):
    found = replay(record, Against(rules.program, edition="1999.1"))
    assert found.verdict == "undecided"
    assert [one.code for one in found.report.errors] == ["ER809"]


# ---- which records a correction touches ------------------------------------------------------------------------------


def test_which_records_a_corrected_rule_touches(rules, tmp_path):
    """The table is corrected for those who did it again: both cases have it in their slice, one of them moves."""
    once = {"history": {"searched": small.CASE["history"]["searched"]}}
    records = [er.record(small.decided(rules)), er.record(small.decided(rules, case="once", **once))]
    new = small.changed(tmp_path / "r", ruleset=("of_max: 77.7%", "of_max: 60%"))
    found = list(er.touched(records, rules, new))
    assert [one.touched for one in found] == [True, True]
    assert [one.moves for one in found] == [True, False]
    assert dict(found[0].parts) == {"table:small.table": "changed"}
    assert found[0].difference.path == "/outcomes/0/measures/0/levels/0/max"


def test_a_correction_elsewhere_touches_nothing(rules, tmp_path):
    records = [er.record(small.decided(rules))]
    new = small.changed(tmp_path / "r", ruleset=("label: 没有规则用到的事实", "label: 没有规则用到的另一事实"))
    assert [one.touched for one in er.touched(records, rules, new)] == [False]


def test_of_an_altered_record_nothing_can_be_told(record, rules):
    (found,) = er.touched([record.replace(b"20000.00", b"10000.00")], rules, rules)
    assert found.moves is None
    assert found.report.errors


def test_in_the_shipped_rules_a_correction_in_one_domain_touches_that_domain(shipped, shipped_cases, tmp_path):
    """The food bands corrected: every touched case is one of the food matters, and each of those is touched."""
    import shutil

    folder = tmp_path / "cn"
    shutil.copytree(small.ROOT / "rulesets" / "cn", folder, ignore=shutil.ignore_patterns("statutes", "cases"))
    path = folder / "market" / "food" / "food.yaml"
    text = path.read_text(encoding="utf-8")
    old = next(line for line in text.splitlines() if "band:" in line and "[0%, 30%]" in line)
    path.write_text(text.replace(old, old.replace("[0%, 30%]", "[0%, 25%]"), 1), encoding="utf-8")
    new = er.load(folder)
    chosen = [one for n, one in enumerate(shipped_cases) if n % 4 == 0]
    records = [er.record(er.decide(shipped, case)) for _, case in chosen]
    found = list(er.touched(records, shipped, new))
    hit = {name for (name, _), one in zip(chosen, found, strict=True) if one.touched}
    assert hit
    changed = {name for one in found for name, _ in one.parts}
    assert all(name.startswith("table:") for name in changed)
    for (name, case), one in zip(chosen, found, strict=True):
        concerned = any(str(matter).startswith("food.") for act in case.acts for matter in act.matter)
        assert not one.touched or concerned, name


# ---- the first difference ----------------------------------------------------------------------------------------------

values = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text("ab", max_size=2),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("ab/~", max_size=2), inner, max_size=3),
    max_leaves=12,
)


@given(values, values)
def test_the_first_difference_is_one(one, other):
    found = first_difference(one, other)
    assert (found is None) == (canonical(one) == canonical(other))
    if found is not None:
        assert found.recorded != found.now
