"""Where a decision comes from: the parts of the rules by name, what changes a digest and what does not; fines referred to; what follows between open facts."""

from dataclasses import replace
from datetime import date

import pytest
from strategies import DATES, HEAD, case_for, program_of

from enforcerules.base.canonical import digest
from enforcerules.base.source import Text
from enforcerules.decide.implications import consistent, implications, within
from enforcerules.decide.provenance import (
    calendar_digests,
    calendar_edition,
    case_digest,
    meaning,
    meaning_of,
    names_in,
    parts_of,
    same_parts,
    wording,
)
from enforcerules.decide.timeline import on_day
from enforcerules.model.calendar import Calendar, YearCalendar
from enforcerules.model.case import FactGiven
from enforcerules.model.dates import Period
from enforcerules.model.knowledge import Observed
from enforcerules.model.plain import plain
from enforcerules.model.region import TRUE, Interval, Numbers, exactly
from enforcerules.pipeline import decide, parts_for, timelines

FACTS = {
    "b": {"label": "行为", "type": "boolean"},
    "x": {"label": "甲情形", "type": "boolean"},
    "y": {"label": "乙情形", "type": "boolean"},
    "v": {"label": "货值", "type": "money"},
    "idle": {"label": "无人问", "type": "boolean"},
    "end": {"label": "终了日", "type": "date", "source": "act.end"},
}
DERIVED = {"both": {"label": "两情形", "when": "甲情形 且 乙情形", "basis": "试法 第二条"}}
LAWS = {
    "试法": {"title": "试验法", "rank": "law", "versions": [{"id": "1", "from": "2020-01-01", "until": "2024-03-31"}, {"id": "2", "from": "2024-04-01"}]},
    "试规": {"title": "试验规则", "rank": "ministry_rule", "versions": [{"id": "1", "from": "2020-01-01"}]},
    "闲法": {"title": "无人引用的法", "rank": "law", "versions": [{"id": "1", "from": "2020-01-01"}]},
    "禁法": {"title": "禁止规范", "rank": "law", "versions": [{"id": "1", "from": "2020-01-01"}]},
}  # fmt: skip
RULE = {"id": "e", "title": {"zh": "免", "en": "spared"}, "when": "两情形", "then": "spare", "basis": "试法 第三条"}
TABLE = {"id": "t", "title": "表", "refines": "m.one/fine", "basis": "试规 第一条", "rows": [
    {"id": "r", "when": "货值不低于大额标准", "band": "[0%, 50%]"}, {"id": "o", "otherwise": "true", "band": "(50%, 100%]"},
]}  # fmt: skip
STANDARD = {
    "label": "大额标准",
    "type": "money",
    "missing": "未收录",
    "values": [{"value": "2000元", "basis": "试规 第三条"}],
}
IDLE = {"label": "闲置标准", "type": "money", "missing": "未收录", "values": [{"value": "1元", "basis": "试规 第三条"}]}
MATTER = {
    "id": "m.one", "title": "一", "elements": "行为", "prohibited_by": "禁法 第一条", "penalised_by": "试法 第九条",
    "penalties": [{"fine": {"shall": "1000元以上5000元以下"}, "id": "f"}],
}  # fmt: skip


def ruleset(**more):
    document = {
        **HEAD, "ruleset": "small", "title": "小", "instruments": LAWS, "facts": FACTS, "derived": DERIVED,
        "parameters": {"p": STANDARD, "q": IDLE}, "matters": [MATTER], "exemptions": [RULE], "benchmarks": [TABLE],
    }  # fmt: skip
    return program_of({key: value for key, value in {**document, **more}.items() if value})


def frame(program, facts=None, *, act="2024-03-01", **more):
    given = {"b": True, "x": False, "y": False, "v": "100", **(facts or {})}
    (days,) = timelines(program, case_for("m.one", given, start=act, end=act, **more))
    return days.act


PROGRAM = ruleset()
PARTS = parts_of([frame(PROGRAM)])


def changed(**more):
    """The names of the parts that mean something else under a changed ruleset, or are no longer or newly there."""
    other = parts_of([frame(ruleset(**more))])
    return {name for name in {*PARTS, *other} if PARTS.get(name) != other.get(name)}


# ---- parts ---------------------------------------------------------------------------------------------------------


def test_what_decides_a_case_part_by_part():
    """What a rule, table or measure names, and what that is derived from; facts, values and instruments that nothing names are no part."""
    assert list(PARTS) == [
        "fact:b", "fact:both", "fact:end", "fact:v", "fact:x", "fact:y", "instrument:禁法", "instrument:试法", "instrument:试规",
        "kind:fine", "matter:m.one", "measure:f", "parameter:p", "rule:e", "table:t",
    ]  # fmt: skip
    assert len(set(PARTS.values())) == len(PARTS)


@pytest.mark.parametrize(
    ("more", "names"),
    [
        ({}, set()),
        ({"facts": {**FACTS, "idle": {"label": "另名", "type": "money"}}}, set()),
        ({"facts": {**FACTS, "x": {**FACTS["x"], "proves": "party"}}}, {"fact:x"}),
        ({"derived": {"both": {**DERIVED["both"], "when": "甲情形 或 乙情形"}}}, {"fact:both"}),
        ({"exemptions": [{**RULE, "when": "甲情形"}]}, {"rule:e", "fact:both"}),
        ({"exemptions": [{**RULE, "title": "另题"}]}, set()),
        ({"exemptions": [{**RULE, "id": "e.two"}]}, {"rule:e", "rule:e.two"}),
        ({"exemptions": [{**RULE, "basis": "闲法 第三条"}]}, {"rule:e", "instrument:闲法"}),
        ({"benchmarks": [{**TABLE, "rows": [{**TABLE["rows"][0], "band": "[0%, 40%]"}, TABLE["rows"][1]]}]}, {"table:t"}),
        ({"benchmarks": None}, {"table:t", "parameter:p", "instrument:试规"}),
        ({"matters": [{**MATTER, "penalties": [{"fine": {"shall": "1000元以上6000元以下"}, "id": "f"}]}]}, {"measure:f"}),
        ({"matters": [{**MATTER, "elements": "行为 且 甲情形"}]}, {"matter:m.one"}),
        ({"matters": [{**MATTER, "fixes": {"idle": "true"}}]}, {"matter:m.one", "fact:idle"}),
        ({"matters": [{**MATTER, "prohibited_by": "闲法 第一条"}]}, {"matter:m.one", "instrument:禁法", "instrument:闲法"}),
        ({"parameters": {"p": {**STANDARD, "values": [{**STANDARD["values"][0], "value": "3000元"}]}, "q": IDLE}}, {"parameter:p"}),
        ({"parameters": {"p": {**STANDARD, "missing": "另语"}, "q": IDLE}}, {"parameter:p"}),
        ({"parameters": {"p": {**STANDARD, "values": [{**STANDARD["values"][0], "party": ["individual"]}]}, "q": IDLE}}, {"parameter:p"}),
        ({"parameters": {"p": STANDARD, "q": {**IDLE, "missing": "另语"}}}, set()),
        ({"kinds": {**HEAD["kinds"], "fine": {**HEAD["kinds"]["fine"], "rank": "3"}}}, {"kind:fine"}),
        ({"kinds": {**HEAD["kinds"], "license_revoke": {**HEAD["kinds"]["license_revoke"], "rank": "3"}}}, set()),
        ({"instruments": {**LAWS, "闲法": {**LAWS["闲法"], "rank": "local_rule"}}}, set()),
        ({"instruments": {**LAWS, "禁法": {**LAWS["禁法"], "rank": "local_rule"}}}, {"instrument:禁法"}),
        ({"instruments": {**LAWS, "禁法": {**LAWS["禁法"], "title": "另名"}}}, {"instrument:禁法"}),
        ({"instruments": {**LAWS, "禁法": {**LAWS["禁法"], "versions": [{"id": "一", "from": "2020-01-01"}]}}}, {"instrument:禁法"}),
        ({"instruments": {**LAWS, "禁法": {**LAWS["禁法"], "reads": {"以上": "excluded"}}}}, {"instrument:禁法"}),
    ],
)  # fmt: skip
def test_which_parts_a_change_changes(more, names):
    assert changed(**more) == names
    one, other = frame(PROGRAM), frame(ruleset(**more))
    assert same_parts(one, other) is (names == set())
    assert (meaning(PARTS) == meaning(parts_of([other]))) is (names == set())


def test_an_instrument_counts_by_its_versions_on_the_days_used():
    """试法 has another version since 1 April: an act of before, decided before or after."""
    one = frame(PROGRAM)
    later = on_day(one, date(2024, 4, 1))
    before = frame(PROGRAM, dates={**DATES, "decided": "2024-03-31"})
    digests = [dict(parts_of([f]))["instrument:试法"] for f in (one, later, before)]
    assert len(set(digests)) == 3
    assert [dict(parts_of([f]))["instrument:试规"] for f in (one, later, before)] == [PARTS["instrument:试规"]] * 3
    again = frame(PROGRAM)
    assert dict(parts_of([again])) == dict(PARTS)
    assert not same_parts(one, later)


def test_parts_of_several_frames_have_one_name_each():
    """The same part is told once; one that means something else on another day stands under a number."""
    one, later = frame(PROGRAM), on_day(frame(PROGRAM), date(2024, 4, 1))
    found = parts_of([one, later, one])
    assert set(found) == {*PARTS, "instrument:试法 (2)"}
    assert {found["instrument:试法"], found["instrument:试法 (2)"]} == {
        PARTS["instrument:试法"],
        parts_of([later])["instrument:试法"],
    }
    assert found["instrument:试法"] < found["instrument:试法 (2)"]
    assert list(found) == sorted(found)
    assert parts_for(PROGRAM, case_for("m.one", {"b": True})) == PARTS


def test_a_rule_that_was_replaced_is_a_part():
    special = {**RULE, "id": "e.two", "replaces": ["e"], "when": "乙情形"}
    assert "rule:e" in parts_of([frame(ruleset(exemptions=[RULE, special]))])


def test_facts_that_a_case_gives_are_parts_with_what_they_name():
    """无人问 decides nothing; a case that gives it was understood by what it is."""
    assert "fact:idle" in parts_of([frame(PROGRAM, {"idle": True})])
    assert set(parts_of([frame(PROGRAM, {"idle": True})])) - set(PARTS) == {"fact:idle"}


def test_a_member_of_a_set_names_the_set():
    kinds = {"label": "领域", "type": "set", "values": {"a": "食品"}}
    made = ruleset(facts={**FACTS, "kinds": kinds}, exemptions=[{**RULE, "when": "领域包含食品"}])
    assert "fact:kinds" in parts_of([frame(made)])


# ---- titles --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("more", "same"),
    [
        ({}, True),
        ({"exemptions": [{**RULE, "title": {"zh": "免", "en": "let off"}}]}, False),
        ({"exemptions": [{**RULE, "title": {"zh": "免"}}]}, False),
        ({"benchmarks": [{**TABLE, "title": "另表"}]}, False),
        ({"matters": [{**MATTER, "title": "另名"}]}, False),
        ({"exemptions": [RULE, {"id": "d", "title": "旧", "matter": ["m.one"], "when": "甲情形", "then": "spare", "until": "2023-01-01", "basis": "试法 第三条"}]}, False),
        ({"exemptions": [{**RULE, "strength": "may"}]}, True),
        ({"facts": {**FACTS, "v": {**FACTS["v"], "label": "价值"}}, "benchmarks": [{**TABLE, "rows": [{**TABLE["rows"][0], "when": "价值不低于大额标准"}, TABLE["rows"][1]]}]}, True),
    ],
)  # fmt: skip
def test_the_titles_that_a_decision_tells(more, same):
    """Of rules, tables, the matter and what was not in force; what a rule means is no matter of titles."""
    assert (wording([frame(PROGRAM)]) == wording([frame(ruleset(**more))])) is same


def test_titles_of_rules_that_were_replaced():
    special = {**RULE, "id": "e.two", "replaces": ["e"]}
    one, other = (frame(ruleset(exemptions=[{**RULE, "title": title}, special])) for title in ("免", "另题"))
    assert wording([one]) != wording([other])
    assert wording([one, other]) == wording([other, one, one])


def weighed(title, label="货值"):
    """A table of one factor, under the name of its fact or another, and what the fact is called."""
    levels = [{"when": f"{label}100元以上", "weight": "20%"}, {"when": f"{label}不足100元", "weight": "10%"}]
    weights = {"of": "1万元", "factors": [{"fact": label, "levels": levels, **({"title": title} if title else {})}]}
    table = {"id": "w", "title": "权", "refines": "m.one/fine", "basis": "试规 第一条", "weights": weights}
    return wording([frame(ruleset(benchmarks=[table], facts={**FACTS, "v": {**FACTS["v"], "label": label}}))])


def test_titles_of_factors_where_they_are_not_the_labels_of_their_facts():
    """A factor that bears the label of its fact says nothing of its own: the label counts with the fact, whatever it is."""
    plain = weighed(None)
    assert weighed("货值") == plain == weighed(None, "价值") == weighed("价值", "价值")
    assert weighed("涉案货值") == weighed("涉案货值", "价值") != plain
    assert weighed("涉案货值") != weighed("案值")


# ---- cases and calendars -------------------------------------------------------------------------------------------


def digest_of(facts=None, program=PROGRAM, **more):
    given = {"b": True, "x": False, **(facts or {})}
    case = case_for("m.one", given, **more)
    return case_digest(case, [days.act for days in timelines(program, case)])


def test_a_case_counts_by_what_was_understood():
    """By label or by id, in whatever order, with or without what is so by default: the same case."""
    one = digest_of()
    assert digest_of({"x": "false", "b": "是"}) == one
    case = case_for("m.one", {"甲情形": "否", "行为": "true"})
    assert case_digest(case, [days.act for days in timelines(PROGRAM, case)]) == one
    assert digest_of(phase="investigating") == one
    assert digest_of(phase="concluded") != one
    assert digest_of({"x": True}) != one
    assert digest_of({"x": None}) != one
    assert digest_of(kind="individual") != one
    assert digest_of(end="2024-03-03") != one
    assert digest_of(dates={**DATES, "decided": "2024-05-07"}) != one
    assert digest_of(territory="330106") != one
    assert digest_of(proposed={"fine": "1.00"}) != one
    assert digest_of(proposed={}) != one  # nothing proposed is not the same as not said
    assert digest_of(history={"searched": [], "events": []}) != one
    assert digest_of({"x": {"value": "false", "evidence": ["证1"]}}) != one


def test_what_a_case_digest_is_taken_of():
    """Facts by id with their values and how they are known, acts and parties without them, and the frame; each as it stands."""
    case = case_for("m.one", {"行为": "是"})
    end = Observed(exactly(date(2024, 3, 2).toordinal()), "known")
    days = {name: DATES[name] for name in DATES}
    expected = {
        "case": {"case": "small", "dates": days},
        "acts": [{"matter": "m.one", "start": "2024-03-01", "end": "2024-03-02"}],
        "parties": [{"kind": "unit"}],
        "facts": [{"b": plain(Observed(TRUE, "known")), "end": plain(end)}],
    }
    assert case_digest(case, [days.act for days in timelines(PROGRAM, case)]) == digest(expected)
    party = case.parties[0].model_copy(update={"facts": {Text("b"): FactGiven(value=Text("true"))}})
    act = case.acts[0].model_copy(update={"facts": {Text("b"): FactGiven(value=Text("true"))}})
    told = case.model_copy(update={"parties": (party,), "acts": (act,)})
    assert case_digest(told, [days.act for days in timelines(PROGRAM, case)]) == digest(expected)


def test_a_field_that_is_so_by_default_is_as_good_as_not_there():
    """A new field of the format changes no digest of a case that does not use it."""
    one = case_for("m.one", {"b": True})
    frames = [days.act for days in timelines(PROGRAM, one)]
    same = one.model_copy(update={"note": None, "facts": {}, "territory": None})
    assert case_digest(same, frames) == case_digest(one, frames)
    act = one.acts[0].model_copy(update={"note": None, "parties": ()})
    assert case_digest(one.model_copy(update={"acts": (act,)}), frames) == case_digest(one, frames)
    told = one.acts[0].model_copy(update={"note": "备注"})
    assert case_digest(one.model_copy(update={"acts": (told,)}), frames) != case_digest(one, frames)
    fact = one.acts[0].model_copy(update={"facts": {}})
    assert case_digest(one.model_copy(update={"acts": (fact,)}), frames) == case_digest(one, frames)
    party = one.parties[0].model_copy(update={"name": "某公司"})
    assert case_digest(one.model_copy(update={"parties": (party,)}), frames) != case_digest(one, frames)
    plain = one.parties[0].model_copy(update={"name": None, "facts": {}})
    assert case_digest(one.model_copy(update={"parties": (plain,)}), frames) == case_digest(one, frames)


def test_the_order_in_which_an_act_names_its_matters_means_nothing():
    one = case_for("m.one", {"b": True})
    frames = [days.act for days in timelines(PROGRAM, one)]
    two, turned, single = (
        one.model_copy(update={"acts": (one.acts[0].model_copy(update={"matter": matters}),)})
        for matters in (("m.one", "m.two"), ("m.two", "m.one"), ("m.one",))
    )
    assert case_digest(two, frames) == case_digest(turned, frames)
    assert case_digest(two, frames) != case_digest(single, frames)
    assert case_digest(single, frames) == case_digest(one, frames)


def calendar(*years):
    rest = {2023: [date(2023, 5, 1)], 2024: [date(2024, 5, 1)], 2025: [date(2025, 5, 1)]}
    work = {2023: [date(2023, 5, 6)], 2024: [date(2024, 5, 11)], 2025: []}
    made = {y: YearCalendar(y, "通知", "源", "primary", frozenset(rest[y]), frozenset(work[y])) for y in years}
    return replace(PROGRAM, calendar=Calendar("CN", made))


@pytest.mark.parametrize(
    ("years", "days", "edition"),
    [
        ((2023, 2024, 2025), {"filed": "2023-12-31", "decided": "2024-05-06"}, "CN-2024"),
        ((2023, 2024, 2025), {"filed": "2023-12-31"}, "CN-2023"),
        ((2023,), {"filed": "2023-12-31", "decided": "2024-05-06"}, "CN-2023"),
        ((2025,), {"filed": "2023-12-31", "decided": "2024-05-06"}, "CN"),
        ((2023, 2024), {}, "CN"),
    ],
)
def test_the_calendar_of_the_years_that_a_case_touches(years, days, edition):
    case = case_for("m.one", {"b": True}, dates=days)
    assert calendar_edition(calendar(*years), case) == edition


def test_digests_of_rest_days():
    """By what days are free and which are worked; the notice is no part. A year that is not loaded has none."""
    found = calendar_digests(calendar(2024, 2023), [2024, 2022, 2023, 2024])
    assert list(found) == ["2022", "2023", "2024"]
    assert found["2022"] is None
    assert found["2023"] != found["2024"]
    other = calendar(2024)
    turned = replace(other.calendar.years[2024], off=frozenset([date(2024, 5, 11)]), work=frozenset([date(2024, 5, 1)]))
    assert calendar_digests(replace(other, calendar=Calendar("CN", {2024: turned})), [2024]) != {"2024": found["2024"]}
    renamed = replace(other.calendar.years[2024], notice="另一通知", source="他处")
    assert calendar_digests(replace(other, calendar=Calendar("X", {2024: renamed})), [2024]) == {"2024": found["2024"]}


def test_names_in_plain_data():
    assert names_in({"a": "x", "b": ["y", {"c": "z", "d": 3}], "e": None, "f": True}) == {"x", "y", "z"}
    assert names_in("x") == {"x"}
    assert names_in(3) == frozenset()


def test_a_meaning_is_remembered_with_its_part():
    """Another thing that came to lie where a part lay before has a meaning of its own."""
    one, other = ("a", 1), ("b", 2)
    first = meaning_of(PROGRAM, one)
    PROGRAM.digests[id(other)] = PROGRAM.digests[id(one)]
    second = meaning_of(PROGRAM, other)
    assert first[1] == {"a"}
    assert second[1] == {"b"}
    assert first[0] != second[0]
    assert meaning_of(PROGRAM, one) == first
    assert meaning_of(PROGRAM, one)[1] is meaning_of(PROGRAM, one)[1]


def test_what_lasts_is_remembered_with_its_slice():
    """Of a slice that came to lie where another lay before, the parts are its own."""
    one, other = frame(ruleset()), frame(ruleset(exemptions=[{**RULE, "when": "甲情形"}]))
    right = parts_of([other])
    parts_of([one])
    other.program.slices[id(other.sliced)] = one.program.slices[id(one.sliced)]
    assert parts_of([other]) == right
    assert parts_of([one]) == PARTS


# ---- fines that another provision sets -----------------------------------------------------------------------------


def referring(**more):
    """第五条 refers to 第九条 of the same law, of which three matters are penalised."""
    fines = [
        {"fine": {"shall": "1000元以上5000元以下"}, "id": "plain"},
        {"fine": {"may": "货值1倍以上3倍以下"}, "when": "甲情形", "id": "grave", "target": "unit"},
        {"license_revoke": "shall", "id": "revoke"},
        {"fine": {"shall": "700元"}, "id": "old", "until": "2024-02-29"},
    ]
    first = {"id": "m.a", "title": "甲", "elements": "行为", "penalised_by": "试规 第九条第一款", "penalties": fines}
    second = {
        **first,
        "id": "m.b",
        "penalised_by": "试规 第九条第二款",
        "penalties": [{"fine": {"shall": "200元"}, "id": "b"}],
    }
    third = {
        **first,
        "id": "m.c",
        "penalised_by": "试规 第九条之一",
        "penalties": [{"fine": {"shall": "300元"}, "id": "c"}],
    }
    fine = more.pop("fine", "依照《试规》第九条")
    one = {**MATTER, "penalties": [{"fine": {"shall": fine}, "id": "f"}], "penalised_by": "试规 第五条"}
    other = [] if not more.pop("other", False) else [{
        **HEAD, "ruleset": "other", "title": "他", "instruments": LAWS, "facts": {"b": FACTS["b"], "z": {"label": "他情形", "type": "boolean"}, "w": {"label": "他额", "type": "money"}},
        "matters": [{**first, "id": "o.one", "penalties": [
            {"fine": {"shall": "400元"}, "when": "他情形", "id": "unseen"}, {"fine": {"shall": "他额1倍"}, "id": "based"},
        ]}],
    }]  # fmt: skip
    document = {
        **HEAD,
        "ruleset": "small",
        "title": "小",
        "instruments": LAWS,
        "facts": FACTS,
        "matters": [first, second, third, one],
    }
    return program_of(document, *other)


def referred(program, facts=None, **more):
    (one,) = decide(program, case_for("m.one", {"b": True, "v": "100.00", **(facts or {})}, **more)).outcomes
    (measure,) = one.measures
    return [
        (
            r.matter,
            r.measure,
            r.target,
            r.modality,
            r.holds,
            None if r.statutory is None else (r.statutory.lo, r.statutory.hi),
        )
        for r in measure.referred
    ]


A = [("m.a", "plain", "violator", "shall", True, (100_000, 500_000))]
B = [("m.b", "b", "violator", "shall", True, (20_000, 20_000))]


@pytest.mark.parametrize(
    ("fine", "facts", "expected"),
    [
        ("依照《试规》第九条", {"x": False}, A + B),  # all of its paragraphs; 第九条之一 is another article
        ("依照《试规》第九条第一款", {"x": False}, A),
        ("依照《试规》第九条第二款", {"x": False}, B),
        ("依照《试规》第九条第三款", {"x": False}, []),
        ("依照《试规》第九条之一", {"x": False}, [("m.c", "c", "violator", "shall", True, (30_000, 30_000))]),
        ("依照《试规》第九条第一款", {"x": True}, [*A, ("m.a", "grave", "unit", "may", True, (10_000, 30_000))]),
        ("依照《试规》第九条第一款", {"x": None}, [*A, ("m.a", "grave", "unit", "may", None, (10_000, 30_000))]),
        ("依照《禁法》第九条", {"x": False}, []),
        ("依照《试规》第五条", {"x": False}, []),  # itself
    ],
)
def test_fines_of_the_provision_that_is_referred_to(fine, facts, expected):
    assert referred(referring(fine=fine), facts) == expected


def test_a_matter_that_several_provisions_penalise_is_found_by_each():
    kinds = {"label": "领域", "type": "set", "values": {"a": "食品"}}
    fines = [{"fine": {"shall": "500元"}, "id": "p"}, {"fine": {"shall": "600元"}, "when": "领域包含食品", "id": "q"}]
    both = {
        "id": "m.a",
        "title": "甲",
        "elements": "行为",
        "penalised_by": ["试规 第九条", "试法 第七条"],
        "penalties": fines,
    }
    one = {**MATTER, "penalties": [{"fine": {"shall": "依照《试规》第九条"}, "id": "f"}], "penalised_by": "试规 第五条"}
    made = ruleset(facts={**FACTS, "kinds": kinds}, matters=[both, one], benchmarks=None)
    first, second = (("m.a", n, "violator", "shall") for n in ("p", "q"))
    assert referred(made, {"kinds": "食品"}) == [(*first, True, (50_000, 50_000)), (*second, True, (60_000, 60_000))]
    assert referred(made, {"kinds": None})[1] == (*second, None, (60_000, 60_000))


@pytest.mark.parametrize(("day", "old"), [("2024-02-29", True), ("2024-03-01", False)])
def test_fines_referred_to_are_those_of_the_day_of_the_act(day, old):
    found = referred(referring(fine="依照《试规》第九条第一款"), {"x": False}, start=day, end=day)
    assert ("m.a", "old", "violator", "shall", True, (70_000, 70_000)) in found or not old
    assert ("old" in {name for _, name, *_ in found}) is old


def test_of_an_act_of_no_day_the_fines_that_have_not_ended():
    found = referred(referring(fine="依照《试规》第九条第一款"), {"x": False}, start=None, end=None, dates={})
    assert [name for _, name, *_ in found] == ["plain"]


def test_a_provision_of_which_the_case_does_not_know_the_facts():
    """Its condition is open, and so is an amount on a base that this case cannot give."""
    found = referred(referring(other=True), {"x": False})
    assert found == [
        *A,
        *B,
        ("o.one", "unseen", "violator", "shall", None, (40_000, 40_000)),
        ("o.one", "based", "violator", "shall", True, None),
    ]
    program = referring(other=True)
    parts = parts_of([frame(program, act="2024-03-01")])
    assert {"matter:m.a", "matter:m.b", "matter:o.one", "matter:m.one"} <= set(parts)
    assert "matter:m.c" not in parts
    assert {"fact:x", "fact:v"} <= set(parts)  # named by what is referred to


# ---- what follows between open facts -------------------------------------------------------------------------------


def counts(**derived):
    common = {
        "count": "penalty",
        "same": "any",
        "unit": "次",
        "anchor": "end",
        "ends": ["included", "included"],
        "including_present": "false",
        "basis": "试法 第二条",
    }
    days = {"unit": "日", "basis": "试法 第二条"}
    made = {
        name: {"label": f"数{name}", **(common if "window" in one else days), **one} for name, one in derived.items()
    }
    facts = {
        **FACTS, "start": {"label": "开始日", "type": "date", "source": "act.start"}, "due": {"label": "期限日", "type": "date"},
        "paid": {"label": "缴款日", "type": "date"},
    }  # fmt: skip
    return frame(ruleset(facts=facts, derived={**DERIVED, **made}), phase="concluded")


YEARS = {"one": {"window": "1年"}, "two": {"window": "2年"}, "life": {"window": "终身"}}


def test_a_count_of_a_longer_time_is_never_less():
    one = counts(**YEARS)
    assert set(implications(one, ("one", "two", "life"))) == {("one", "two"), ("one", "life"), ("two", "life")}
    assert implications(one, ("two", "one")) == (("one", "two"),)
    assert implications(one, ("one",)) == ()
    months = counts(m12={"window": "12个月"}, y1={"window": "1年"})
    assert set(implications(months, ("m12", "y1"))) == {("m12", "y1"), ("y1", "m12")}


@pytest.mark.parametrize(
    "other",
    [
        {"same": "matter"},
        {"count": "warning"},
        {"anchor": "start"},
        {"ends": ["excluded", "included"]},
        {"including_present": "true"},
    ],
)
def test_counts_of_other_events_or_days_are_not_compared(other):
    assert implications(counts(one={"window": "1年"}, two={"window": "2年", **other}), ("one", "two")) == ()


def span(start, plus=None, to="paid"):
    return {"days": {"from": start, "to": to, **({"plus": plus} if plus else {})}}


@pytest.mark.parametrize(
    ("a", "b", "holds"),
    [
        (span("due", "15日"), span("due"), True),  # past a longer period never more than past a shorter one
        (span("due"), span("due", "15日"), False),
        (span("due", "15日"), span("due", "10日"), True),
        (span("due", "10日"), span("due", "15日"), False),
        (span("due", "1个月"), span("due", "28日"), True),
        (span("due", "1个月"), span("due", "30日"), False),
        (span("end"), span("start"), True),  # an act does not end before it starts
        (span("start"), span("end"), False),
        (span("end", "15日"), span("start", "15日"), True),
        (span("due"), span("start"), False),
        (span("due", "15日", to="end"), span("due"), False),  # to another day
    ],
)
def test_days_past_one_day_and_past_another(a, b, holds):
    found = implications(counts(p=a, q=b), ("p", "q"))
    assert (("p", "q") in found) is holds


def test_a_count_and_a_span_are_not_compared():
    assert implications(counts(one={"window": "1年"}, p=span("due")), ("one", "p", "v")) == ()


@pytest.mark.parametrize(
    ("a", "b", "can"),
    [
        ((0, 0), (1, 1), True), ((1, 1), (1, 1), True), ((2, 2), (1, 1), False), ((2, None), (1, 1), False), ((2, None), (3, 3), True),
        ((None, None), (1, 1), True), ((2, 2), (1, None), True), ((0, 5), (3, 4), True),
    ],
)  # fmt: skip
def test_cells_that_can_occur_together(a, b, can):
    cells = {"a": Numbers((Interval(*a),)), "b": Numbers((Interval(*b),)), "c": None}
    assert consistent(cells, (("a", "b"),)) is can
    assert consistent(cells, ())
    assert consistent(cells, (("a", "a"), ("b", "b")))


@pytest.mark.parametrize(
    ("short", "long", "holds"),
    [
        (None, None, True), (None, Period(days=1), True), (Period(days=1), None, False),
        (Period(days=5), Period(days=5), True), (Period(days=6), Period(days=5), False),
        (Period(months=1), Period(months=1, days=1), True), (Period(months=1, days=1), Period(months=1), False),
        # a month has 28 to 31 days
        (Period(months=1), Period(days=31), True), (Period(months=1), Period(days=30), False),
        (Period(days=28), Period(months=1), True), (Period(days=29), Period(months=1), False),
        (Period(years=1), Period(months=12), True), (Period(years=1), Period(months=11), False), (Period(months=13), Period(years=1), False),
        (Period(years=1, days=3), Period(months=15), True), (Period(years=1, months=1), Period(months=12), False),
        # working days
        (Period(workdays=5), Period(workdays=5), True), (Period(workdays=5), Period(workdays=6), True),
        (Period(workdays=6), Period(workdays=5), False), (Period(workdays=5), Period(days=30), False), (Period(days=1), Period(workdays=5), False), (None, Period(workdays=5), True),
    ],
)  # fmt: skip
def test_a_period_within_another(short, long, holds):
    assert within(short, long) is holds
