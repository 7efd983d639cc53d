"""Lawful packages: against an enumeration written here, and against clauses read in the law."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import HEAD, case_for, program_of

import enforcerules as er
from enforcerules.model.decision import MeasureSeen
from enforcerules.model.packages import contains, packages_of, permits
from enforcerules.pipeline import decide

MODALITIES = ("shall", "may", "single_or_joint", "up_to")


def seen(name, modality, group=None, branch=None, *, holds=True):
    return MeasureSeen(
        id=name, kind=name, nature="penalty", article9=1, target="violator", modality=modality, group=group, branch=branch,
        duration=None, what=None, by=None, holds=holds, statutory=None, levels=(), open=(), basis=(),
    )  # fmt: skip


@st.composite
def measures(draw):
    made = []
    for number in range(draw(st.integers(1, 7))):
        group = draw(st.sampled_from([None, None, "g", "h"]))
        branch = None if group is None else draw(st.integers(0, 2))
        made.append(seen(f"m{number}", draw(st.sampled_from(MODALITIES)), group, branch))
    return tuple(made)


def allowed_within(members):
    """All lawful choices of measures that stand together, written out."""
    parts = []
    for one in members:
        if one.modality == "shall":
            parts.append([{one.id}])
        elif one.modality in {"may", "up_to"}:
            parts.append([set(), {one.id}])
    joint = [m.id for m in members if m.modality == "single_or_joint"]
    if joint:
        parts.append([set(c) for n in range(1, len(joint) + 1) for c in combinations(joint, n)])
    return [set().union(*choice) for choice in product(*parts)]


def enumerated(found):
    """Every lawful package, by brute force."""
    parts = [allowed_within([m for m in found if m.group is None])]
    for group in {m.group for m in found if m.group is not None}:
        members = [m for m in found if m.group == group]
        options = []
        for branch in {m.branch for m in members}:
            inner = allowed_within([m for m in members if m.branch == branch])
            # A branch is taken by imposing something of it: one of which everything may be left out is not taken so.
            options += [one for one in inner if one]
        if all(m.modality == "may" for m in members) or not options:
            options.append(set())
        parts.append(options)
    return {frozenset(set().union(*choice)) for choice in product(*parts)}


def subsets(found):
    names = [m.id for m in found]
    return [frozenset(c) for n in range(len(names) + 1) for c in combinations(names, n)]


@settings(max_examples=400, deadline=None)
@given(found=measures())
def test_membership_is_enumeration(found):
    """contains(packages, P) finds nothing exactly if P is among the packages written out."""
    lone = {g for g in {m.group for m in found if m.group} if len({m.branch for m in found if m.group == g}) == 1}
    if any(m.group in lone and m.modality != "shall" for m in found):
        return  # a group of one branch is no alternative: see the next test
    lawful = enumerated(found)
    made = packages_of(found)
    for package in subsets(found):
        assert (not contains(made, package)) == (package in lawful), (package, made)


def test_an_alternative_without_its_other_branch_is_what_is_left() -> None:
    """Of 警告或者罚款 with only the fine left, the fine is ordered."""
    made = packages_of((seen("fine", "shall", "g", 0),))
    assert made.always == ("fine",)
    assert made.groups == ()


@settings(max_examples=200, deadline=None)
@given(found=measures(), data=st.data())
def test_open_conditions_leave_open_only_what_depends_on_them(found, data):
    """With an open measure the verdict is that of both ways if they agree, else open."""
    index = data.draw(st.integers(0, len(found) - 1))
    opened = tuple(
        seen(m.id, m.modality, m.group, m.branch, holds=None if i == index else True) for i, m in enumerate(found)
    )
    package = data.draw(st.sampled_from(subsets(found)))
    chosen = dict.fromkeys(package)
    without = tuple(m for i, m in enumerate(found) if i != index)
    both = {permits(one, chosen, mitigated=False).status for one in (found, without)}
    status = permits(opened, chosen, mitigated=False).status
    if (
        len(both) == 1
        and permits(found, chosen, mitigated=False).reasons == permits(without, chosen, mitigated=False).reasons
    ):
        assert {status} == both
    assert status in both | {"open", "unlawful"}
    if both == {"lawful"}:
        assert status == "lawful"


KINDS = {
    name: {"label": label, "class": kind, **({"article9": item} if item else {})}
    for name, label, kind, item in [
        ("warning", "警告", "penalty", "1"),
        ("order", "责令改正", "order", None),
        ("confiscate_gains", "没收违法所得", "penalty", "2"),
        ("confiscate_tools", "没收违法工具", "penalty", "2"),
        ("suspend_business", "责令停产停业", "penalty", "4"),
        ("license_downgrade", "降低资质等级", "penalty", "3"),
        ("approval_revoke", "吊销批准文件", "penalty", "3"),
        ("detention", "行政拘留", "penalty", "5"),
    ]
}
FACTS = {
    "gains": {"label": "违法所得", "type": "money"},
    "days": {"label": "居留日数", "type": "integer", "unit": "日"},
}


def outcome(penalties, facts=None, **more):
    document = {
        **HEAD,
        "kinds": {**HEAD["kinds"], **KINDS},
        "ruleset": "t.packages",
        "facts": FACTS,
        "matters": [
            {"id": "m", "title": "一", "elements": "alleged", "penalised_by": "试法 第一条", "penalties": penalties}
        ],
    }
    return decide(program_of(document), case_for("m", facts or {}, phase="concluded", **more)).outcomes[0]


def status(made, **chosen):
    return er.permits(made, chosen).status


def why(made, **chosen):
    return {one.why for one in er.permits(made, chosen).reasons}


def test_warning_or_fine() -> None:
    """道路交通安全法 90: a warning or a fine of 20 to 200 yuan."""
    made = outcome([{"one_of": [[{"warning": "shall"}], [{"fine": {"shall": "20元以上200元以下"}}]]}])
    assert status(made, warning=True) == "lawful"
    assert [status(made, fine=x) for x in ("19.99", "20", "200", "200.01")] == [
        "unlawful",
        "lawful",
        "lawful",
        "unlawful",
    ]
    assert why(made, warning=True, fine="100") == {"two_branches"}
    assert (status(made), why(made)) == ("if_mitigated", {"none_of_group"})


def test_fine_or_detention() -> None:
    """出境入境管理法 78: 500 a day up to 10,000, or detention of 5 to 15 days; never both."""
    fine = {"fine": {"shall": "居留日数每日500元，总额不超过1万元"}}
    made = outcome([{"one_of": [[fine], [{"detention": "shall", "duration": "5日以上15日以下"}]]}], {"days": 21})
    assert status(made, fine="10000") == "lawful"
    assert [status(made, detention=n) for n in (4, 5, 15, 16)] == ["unlawful", "lawful", "lawful", "unlawful"]
    assert why(made, fine="10000", detention=5) == {"two_branches"}


def test_detention_and_a_fine_that_may_be_added() -> None:
    """治安管理处罚法 23, serious: detention of 5 to 10 days, and a fine up to 500 may be added."""
    made = outcome([{"detention": "shall", "duration": "5日以上10日以下"}, {"fine": {"may": "500元以下"}}])
    assert status(made, detention=5) == "lawful"
    assert status(made, detention=10, fine="500") == "lawful"
    assert why(made, fine="500") == {"missing"}


def test_singly_or_together() -> None:
    """网络安全法 64: warning, confiscation, fine, singly or together: any of them, but at least one."""
    entries = [{"warning": "single_or_joint"}, {"confiscate_gains": "single_or_joint"}]
    made = outcome([{"order": "shall"}, *entries, {"fine": {"single_or_joint": "100万元以下"}}])
    parts = {"warning": True, "confiscate_gains": True, "fine": "1000000"}
    for n in range(1, 4):
        for names in combinations(parts, n):
            assert status(made, order=True, **{name: parts[name] for name in names}) == "lawful"
    assert why(made, order=True) == {"none_of_joint"}
    assert status(made, warning=True) == "if_mitigated"


def test_as_far_as_revocation() -> None:
    """疫苗管理法 82: suspension, as far as revocation of the approval: with it or without."""
    made = outcome([{"suspend_business": "shall"}, {"approval_revoke": "up_to"}, {"license_revoke": "up_to"}])
    assert er.packages(made).up_to == ("approval_revoke", "license_revoke")
    assert status(made, suspend_business=True) == "lawful"
    assert status(made, suspend_business=True, license_revoke=True) == "lawful"
    assert why(made, license_revoke=True) == {"missing"}


def test_downgrade_or_revocation() -> None:
    """建筑法 74, serious: suspension, and the grade lowered or the certificate revoked."""
    either = {"one_of": [[{"license_downgrade": "shall"}], [{"license_revoke": "shall"}]]}
    made = outcome([{"order": "shall"}, {"fine": {"shall": "数额未规定"}}, {"suspend_business": "shall"}, either])
    base = {"order": True, "fine": True, "suspend_business": True}
    assert status(made, **base, license_downgrade=True) == "lawful"
    assert why(made, **base) == {"none_of_group"}
    assert why(made, **base, license_downgrade=True, license_revoke=True) == {"two_branches"}
    assert status(made, **{**base, "fine": "5000"}, license_revoke=True) == "open"


def test_tools_that_may_be_confiscated() -> None:
    """食品安全法 123: gains confiscated, tools may be; the fine is ordered and must lie in its range."""
    made = outcome(
        [{"confiscate_gains": "shall"}, {"confiscate_tools": "may"}, {"fine": {"shall": "10万元以上15万元以下"}}]
    )
    assert status(made, confiscate_gains=True, fine="100000") == "lawful"
    assert status(made, confiscate_gains=True, confiscate_tools=True, fine="150000") == "lawful"
    dropped = er.permits(made, {"fine": "100000"})
    assert (dropped.status, dropped.permitted) == ("if_mitigated", False)
    assert status(made, confiscate_gains=True, fine="99999.99") == "unlawful"
    assert status(made, confiscate_gains=True, fine="100000", detention=True) == "unlawful"


def test_a_warning_and_an_optional_fine_in_a_branch() -> None:
    """A branch may hold several measures: 警告，可以并处罚款，或者拘留."""
    either = {
        "one_of": [
            [{"warning": "shall"}, {"fine": {"may": "200元以下"}}],
            [{"detention": "shall", "duration": "5日以下"}],
        ]
    }
    made = outcome([either])
    assert status(made, warning=True) == "lawful"
    assert status(made, warning=True, fine="200") == "lawful"
    assert why(made, fine="200") == {"missing"}
    assert why(made, fine="200", detention=3) == {"two_branches"}


def test_an_amount_below_the_minimum_needs_mitigation() -> None:
    """What lies below the minimum is lawful only where a ground for mitigation opens that level."""
    made = outcome([{"fine": {"shall": "1万元以上5万元以下"}}])
    assert status(made, fine="8000") == "unlawful"
    with pytest.raises(ValueError, match="no amount"):
        er.permits(made, {"fine": "8,000"})
    assert permits(made.measures, {"fine": Fraction(1_000_000)}, mitigated=False).status == "lawful"


def test_of_tiers_that_overlap_one_applies() -> None:
    """公共文化服务保障法 62 at exactly 5,000: two to five times, or a fine that may be imposed up to 10,000; never both."""
    tiers = [
        {"when": "违法所得5000元以上", "fine": {"shall": "违法所得2倍以上5倍以下"}},
        {"when": "违法所得5000元以下", "fine": {"may": "1万元以下"}},
    ]
    made = outcome([{"limbs": tiers}], {"gains": "5000"})
    first, second = (m.id for m in made.measures)
    assert why(made, **{first: "10000", second: "1"}) == {"two_branches"}
    assert [status(made, **{name: "10000"}) for name in (first, second)] == ["lawful", "lawful"]
