"""A record: the same bytes for the same case, and every alteration of it found and named."""

import hashlib
import json
import random
import shutil

import pytest
import small
from hypothesis import given, settings
from hypothesis import strategies as st

import enforcerules as er
from enforcerules.audit import verify_offline
from enforcerules.audit.reading import read_record
from enforcerules.base.canonical import canonical, digest, parsed
from enforcerules.base.diagnostics import InvalidInput


@pytest.fixture(scope="module")
def record(rules):
    return er.record(small.decided(rules), ("sha256", "sm3"))


def codes(data, apart=None):
    return {one.code for one in read_record(data, "x", apart)[1].errors}


def place_of(data):
    (one,) = read_record(data)[1].errors
    return dict(one.args).get("place")


# ---- what it is ----------------------------------------------------------------------------------------------------


def test_what_a_record_holds(rules, record):
    made = json.loads(record)
    body = made["body"]
    assert body["decision"] == json.loads(er.to_json(small.decided(rules)))
    assert (body["edition"], body["calendar"]) == ("2026.1", "CN-2024")
    assert body["meaning"] == body["decision"]["provenance"]["meaning"]
    assert made["envelope"]["engine"] == {"name": "enforcerules", "version": er.__version__}
    assert made["envelope"]["rules"]["sources"]["audit.small"].keys() == {"ruleset.yaml"}
    assert made["envelope"]["rules"]["sources"]["audit.small"]["ruleset.yaml"] == (
        f"sha256:{hashlib.sha256((small.SMALL / 'ruleset.yaml').read_bytes()).hexdigest()}"
    )
    assert made["envelope"]["calendar"].keys() == {"2024", "2025"}
    assert made["envelope"]["calendar"]["2025"] is None


def test_the_digests_are_what_they_say(record):
    made = json.loads(record)
    for algorithm in ("sha256", "sm3"):
        own = made["digests"][algorithm]
        assert own["body"] == digest(made["body"], algorithm)
        assert own["case"] == digest(made["body"]["case"], algorithm)
        everything = {"body": made["body"], "envelope": made["envelope"], "format": made["format"]}
        assert own["record"] == digest(everything, algorithm)


def test_facts_stand_by_id_and_in_one_spelling(rules):
    """20000, 20000.00, 2万元 and the label or the id are the same fact with the same value."""
    spellings = [
        {"倾倒": True, "货值金额": "20000", "后果": "轻微"},
        {"dumped": "是", "goods": "20000.00", "harm": "minor"},
        {"后果": "轻微", "dumped": True, "货值金额": "2万元"},
    ]
    bodies = {canonical(json.loads(er.record(small.decided(rules, facts=facts)))["body"]) for facts in spellings}
    assert len(bodies) == 1
    assert json.loads(bodies.pop())["case"]["facts"] == {
        "dumped": {"value": "true"},
        "goods": {"value": "20000.00"},
        "harm": {"value": "minor"},
    }


def test_how_a_fact_is_known_is_kept(rules):
    given = {"value": "20000", "status": "asserted", "evidence": ["证1"], "by": "某", "reason": "理由", "note": "注"}
    kept = json.loads(er.record(small.decided(rules, facts={"倾倒": True, "货值金额": given})))["body"]["case"]
    assert kept["facts"]["goods"] == {**given, "value": "20000.00"}


def test_the_order_of_files_keys_and_rules_is_of_no_account(rules, tmp_path):
    """The same rules in two files, their sections and lists turned round, and the keys of the case."""
    folder = tmp_path / "turned"
    shutil.copytree(small.SMALL, folder)
    text = (folder / "ruleset.yaml").read_text(encoding="utf-8")
    head, _, tail = text.partition("exemptions:")
    first, second = f"exemptions:{tail}".split("circumstances:")
    (folder / "a.yaml").write_text(
        f"format: enforcerules/ruleset/1\nruleset: audit.small\n# a remark\ncircumstances:{second}\n{first}",
        encoding="utf-8",
    )
    (folder / "ruleset.yaml").write_text(head, encoding="utf-8")
    turned = {key: small.CASE[key] for key in reversed(small.CASE)} | {
        "facts": dict(reversed(list(small.CASE["facts"].items())))
    }
    other = er.record(er.decide(small.rules(folder), turned))
    ours = er.record(small.decided(rules))
    assert canonical(json.loads(ours)["body"]) == canonical(json.loads(other)["body"])
    assert er.replay(ours, small.rules(folder)).verdict == "same"


def test_an_algorithm_that_is_not_there_is_an_error(rules):
    with pytest.raises(InvalidInput) as refused:
        er.record(small.decided(rules), ("sha256", "md5"))
    assert [one.code for one in refused.value.report.errors] == ["ER806"]


def test_who_and_when_are_given_not_taken(rules):
    decision = small.decided(rules)
    assert json.loads(er.record(decision))["envelope"]["made"] == {"at": None, "by": None}
    opinions = (er.Opinion("durable-rules", "agrees"), er.Opinion("second reader", "disagrees", "amount"))
    made = json.loads(er.record(decision, envelope=er.Envelope("某人", "2026-01-01T00:00:00+08:00", opinions)))
    assert made["envelope"]["made"] == {"at": "2026-01-01T00:00:00+08:00", "by": "某人"}
    assert [one["says"] for one in made["envelope"]["opinions"]] == ["agrees", "disagrees"]
    assert made["digests"]["sha256"]["body"] == json.loads(er.record(decision))["digests"]["sha256"]["body"]


def test_every_shipped_example_has_a_record_that_is_read_back(shipped, shipped_cases):
    for name, case in shipped_cases:
        data = er.record(er.decide(shipped, case))
        found, report = read_record(data, name)
        assert found is not None, report
        assert found.public == data
        assert verify_offline.check_record(data) == json.loads(data)["digests"]["sha256"]["record"]


def test_a_record_needs_no_more_than_itself_to_be_a_case_again(rules, record):
    body = json.loads(record)["body"]
    again = er.record(er.decide(rules, body["case"]), ("sha256", "sm3"))
    assert again == record


# ---- alterations ---------------------------------------------------------------------------------------------------


TINY = """
format: enforcerules/ruleset/1
ruleset: t
title: t
territory: "000000"
status: example
instruments: {法: {title: 法, rank: law, versions: [{id: "1", from: 2020-01-01}]}}
kinds: {fine: {label: 罚款, class: penalty, article9: "2"}}
facts: {f: {label: 事, type: boolean, proves: authority, basis: 法 第一条}}
matters: [{id: m, title: m, elements: 事, prohibited_by: 法 第一条, penalised_by: 法 第一条, penalties: [{fine: {shall: 100元}}]}]
"""


def test_every_single_bit_flip_is_found(tmp_path):
    """All of them, in the smallest record there is; the figure for one of 64 KB stands in docs/audit.md."""
    (tmp_path / "t.yaml").write_text(TINY, encoding="utf-8")
    record = er.record(er.decide(er.load(tmp_path / "t.yaml"), {"matter": "m", "facts": {"事": True}}))
    codes = {}
    for at in range(len(record)):
        for bit in range(8):
            flipped = bytearray(record)
            flipped[at] ^= 1 << bit
            found, report = read_record(bytes(flipped))
            assert found is None
            (one,) = report.errors
            codes.setdefault(one.code, set()).add(at)
    # What is then no record at all is its `format`; another algorithm is its name. All else says: altered, and where.
    assert len(codes.pop("ER801")) <= len('"format":"enforcerules/record/1"')
    assert len(codes.pop("ER806")) <= len("sha256")
    assert codes.keys() == {"ER802", "ER803", "ER804"}


def test_every_bit_flip_of_some_bytes_is_found_offline(record):
    chosen = random.Random(1)
    for _ in range(1500):
        at, bit = chosen.randrange(len(record)), chosen.randrange(8)
        flipped = bytearray(record)
        flipped[at] ^= 1 << bit
        with pytest.raises((verify_offline.Altered, verify_offline.Unusable)):
            verify_offline.check_record(bytes(flipped))


@pytest.mark.parametrize(
    ("path", "value", "place"),
    [
        (("body", "case", "dates", "decided"), "2024-05-21", "/body/case"),
        (("body", "decision", "outcomes", 0, "disposition"), "refer", "/body/decision"),
        (("body", "edition"), "2026.2", "/body"),
        (("body", "meaning"), f"sha256:{'0' * 64}", "/body"),
        (("envelope", "made", "by"), "别人", "/envelope"),
        (("envelope", "rules", "words"), "0" * 16, "/envelope"),
        (("digests", "sha256", "body"), f"sha256:{'0' * 64}", "/digests/sha256/body"),
        (("digests", "sha256", "case"), f"sha256:{'0' * 64}", "/digests/sha256/case"),
        (("digests", "sm3", "record"), f"sm3:{'0' * 64}", "/digests/sm3/record"),
    ],
)
def test_what_was_altered_is_named(record, path, value, place):
    made = json.loads(record)
    owner = made
    for step in path[:-1]:
        owner = owner[step]
    owner[path[-1]] = value
    assert codes(canonical(made)) == {"ER804"}
    assert place_of(canonical(made)) == place


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (lambda made: made.update(more=1), "/more"),
        (lambda made: made["body"].pop("meaning"), "/body/meaning"),
        (lambda made: made["body"].update(extra=[]), "/body/extra"),
        (lambda made: made["envelope"].pop("made"), "/envelope/made"),
        (lambda made: made["digests"].clear(), "/digests"),
        (lambda made: made["digests"]["sha256"].pop("case"), "/digests/sha256"),
        (lambda made: made["envelope"]["rules"].update(parts=[]), "/envelope/rules/parts"),
        (lambda made: made["body"].update(case=7), "/body/case"),
    ],
)
def test_a_wrong_shape_is_named(record, change, place):
    made = json.loads(record)
    change(made)
    assert codes(canonical(made)) == {"ER803"}
    assert place_of(canonical(made)) == place


def test_a_record_that_was_formatted_anew_is_not_the_original(record):
    made = json.loads(record)
    for text in (json.dumps(made, ensure_ascii=False), json.dumps(made), record.decode() + " "):
        assert codes(text.encode()) == {"ER802"}


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"[]", b"null", b"format: enforcerules/record/1", b"\x00" * 50, b"{" * 5000]
)
def test_what_is_no_record_is_said_to_be_none(data):
    assert codes(data) <= {"ER801", "ER802"}


def test_a_record_nested_too_deep_is_refused():
    deep = parsed(b"[" * 80 + b"]" * 80)
    made = {"format": "enforcerules/record/1", "body": deep}
    assert codes(canonical(made)) == {"ER134"}


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_raise(data):
    found, report = read_record(data)
    assert found is None
    assert report.errors


# ---- properties ----------------------------------------------------------------------------------------------------

GOODS = st.sampled_from(["0", "0.01", "9999.99", "10000", "20000.00", "123456.78"]) | st.none()
FACTS = st.fixed_dictionaries(
    {},
    optional={
        "倾倒": st.sampled_from([True, False, None]),
        "货值金额": GOODS,
        "后果": st.sampled_from(["没有", "轻微", "严重"]),
        "没有规则用到的事实": st.booleans(),
    },
)


@settings(max_examples=60, deadline=None)
@given(
    FACTS,
    st.sampled_from(["investigating", "concluded"]),
    st.sampled_from([None, "2010-03-20", "2010-03-19", "1990-01-01"]),
    st.sampled_from([None, "2024-03-20", "ongoing"]),
    st.booleans(),
)
def test_whatever_is_decided_replays(facts, phase, born, end, with_history):
    ruleset = cached()
    changes = {"facts": facts, "phase": phase, "party": {"kind": "individual", "born": born}, "end": end}
    changes = {key: value for key, value in changes.items() if value is not None}
    history = {} if with_history else {"history": None}
    data = er.record(small.decided(ruleset, **changes, **history))
    assert er.replay(data, ruleset).verdict == "same"
    assert er.record(er.decide(ruleset, json.loads(data)["body"]["case"])) == data


def cached(_kept=[]):  # noqa: B006
    if not _kept:
        _kept.append(small.rules())
    return _kept[0]
