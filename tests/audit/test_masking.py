"""Personal data masked: nobody reads it, anybody can check it, and what does not depend on it still replays."""

import json

import pytest
import small
from hypothesis import given, settings
from hypothesis import strategies as st

import enforcerules as er
from enforcerules.audit import verify_offline
from enforcerules.audit.masking import Masking, withheld
from enforcerules.audit.pointers import fits, got, pointer, put, steps_of
from enforcerules.audit.reading import read_record
from enforcerules.base.canonical import canonical
from enforcerules.base.diagnostics import InvalidInput

SECRET = b"0123456789abcdef0123456789abcdef"


def masked(rules, *fields, **changes):
    data = er.record(small.decided(rules, **changes), ("sha256", "sm3"), masking=Masking(fields, SECRET))
    found, report = read_record(data)
    assert found is not None, report
    return found


def test_a_name_is_gone_from_the_public_record(rules):
    found = masked(rules, "/case/parties/*/name")
    assert "张某某" not in found.public.decode()
    assert set(json.loads(found.apart)["disclosures"]) == {"/case/parties/0/name", "/decision/provenance/case"}
    public, _ = read_record(found.public)
    assert public.withheld == ("/case/parties/0/name", "/decision/provenance/case")
    assert verify_offline.check_record(found.public, found.apart)


def test_the_digests_stand_whether_or_not_it_is_disclosed(rules):
    found = masked(rules, "personal")
    with_it = json.loads(er.record(small.decided(rules), ("sha256", "sm3"), masking=Masking(("personal",), SECRET)))
    assert with_it["digests"] == json.loads(found.public)["digests"] == found.digests


def test_a_name_that_does_not_matter_is_withheld_and_the_rest_replays(rules):
    found = masked(rules, "/case/parties/*/name")
    assert er.replay(found.public, rules).verdict == "same"
    assert er.replay(found.public, rules, apart=found.apart).verdict == "same"


def test_a_birthday_that_matters_must_be_disclosed(rules):
    found = masked(rules, "personal")
    withheld_one = er.replay(found.public, rules)
    assert withheld_one.verdict == "differs"
    assert "withheld" in {cause.kind for cause in withheld_one.causes}
    assert er.replay(found.public, rules, apart=found.apart).verdict == "same"


def test_a_fact_is_masked_in_the_case_and_in_every_test(rules):
    found = masked(rules, "fact:货值金额", "fact:goods")
    text = found.public.decode()
    assert "20000" not in text
    assert "2万元" not in text
    assert "/case/facts/goods" in found.disclosures
    assert any(place.endswith("/value") for place in found.disclosures)
    assert er.replay(found.public, rules, apart=found.apart).verdict == "same"


def test_wherever_a_masked_name_stands_it_is_masked(rules):
    found = masked(rules, "/case/parties/*/name", note="张某某之父到场", title="张某某倾倒案")
    assert "张某某" not in found.public.decode()
    assert {"/case/note", "/case/title"} <= found.disclosures.keys()


@pytest.mark.parametrize(
    ("fields", "secret", "changes", "what"),
    [
        (("/case/parties/*/name",), b"short", {}, "@mask_salt"),
        (("/case/parties/*/nickname",), SECRET, {}, "@mask_nothing"),
        (("fact:没有",), SECRET, {}, "@mask_nothing"),
        (("case/parties",), SECRET, {}, "@mask_pattern"),
        (("/case/parties/*/name",), SECRET, {"authority": {"name张某某": "x"}}, None),
    ],
)
def test_what_cannot_be_masked_is_an_error(rules, fields, secret, changes, what):
    if what is None:
        changes, what = {}, "@mask_still_there"
        changes = {"party": {"id": "p1", "kind": "individual", "name": "dates", "born": "1990-05-06"}}
    with pytest.raises(InvalidInput) as refused:
        er.record(small.decided(rules, **changes), masking=Masking(fields, secret))
    (one,) = refused.value.report.errors
    assert one.code == "ER808"
    assert dict(one.args)["what"] == what


def test_the_same_value_has_another_commitment_elsewhere_and_under_another_secret(rules):
    one, other = (
        json.loads(er.record(small.decided(rules), masking=Masking(("personal",), secret)))["body"]
        for secret in (SECRET, SECRET[::-1])
    )
    assert one["case"]["parties"][0]["name"] != other["case"]["parties"][0]["name"]


def test_an_altered_disclosure_is_named(rules):
    found = masked(rules, "personal")
    for field, value in (("value", "李某某"), ("salt", "0" * 64)):
        kept = json.loads(found.apart)
        kept["disclosures"]["/case/parties/0/name"][field] = value
        _, report = read_record(found.public, "x", canonical(kept))
        assert [one.code for one in report.errors] == ["ER805"]
        assert dict(report.errors[0].args)["place"] == "/body/case/parties/0/name"
        with pytest.raises(verify_offline.Altered, match="/body/case/parties/0/name"):
            verify_offline.check_record(found.public, canonical(kept))


def test_every_bit_flip_of_what_is_kept_apart_is_found(rules):
    found = masked(rules, "personal")
    for at in range(len(found.apart)):
        flipped = bytearray(found.apart)
        flipped[at] ^= 1 << at % 8
        made, _ = read_record(found.public, "x", bytes(flipped))
        assert made is None


def test_a_disclosure_of_a_place_that_is_not_masked_is_refused(rules):
    found = masked(rules, "personal")
    kept = json.loads(found.apart)
    kept["disclosures"]["/case/phase"] = {"salt": "0" * 64, "value": "concluded"}
    _, report = read_record(found.public, "x", canonical(kept))
    assert [one.code for one in report.errors] == ["ER805"]


def test_what_was_kept_apart_from_another_record_is_refused(rules):
    one, other = masked(rules, "personal"), masked(rules, "personal", case="small-2")
    _, report = read_record(one.public, "x", other.apart)
    assert [problem.code for problem in report.errors] == ["ER807"]
    with pytest.raises(verify_offline.Unusable):
        verify_offline.check_record(one.public, other.apart)


# ---- pointers ------------------------------------------------------------------------------------------------------

steps = st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=4), max_size=4).map(tuple)


@given(steps)
def test_a_pointer_is_read_back(one):
    assert steps_of(pointer(one)) == one


@settings(deadline=None)
@given(steps, st.integers())
def test_what_is_put_is_got(one, value):
    whole = value
    for step in reversed(one):
        whole = {step: whole, "other": 1} if step != "other" else {step: whole}
    assert got(put(whole, one, "new"), one) == "new"
    assert got(whole, one) == value


@pytest.mark.parametrize(
    ("pattern", "at", "wanted"),
    [
        ("/a/*/c", ("a", 0, "c"), True),
        ("/a/*/c", ("a", "c"), False),
        ("/a/**", ("a",), True),
        ("/a/**/z", ("a", "b", 1, "z"), True),
        ("/**", (), True),
        ("", (), True),
        ("", ("a",), False),
    ],
)
def test_patterns(pattern, at, wanted):
    assert fits(steps_of(pattern), at) is wanted


def test_withheld_places_come_in_order():
    assert withheld({"b": {"masked": ["x"]}, "a": [1, {"masked": []}]}) == ("/a/1", "/b")
