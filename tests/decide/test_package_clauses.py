"""Lawful packages of clauses read in the law, as the catalogue of statutes says them: which are lawful, and why others are not.

Every case is decided on the whole law (minor acts, capacity, time), so a package is judged in the case, not in the clause alone.
The acts are of June 2024; nothing was corrected and the harm was serious, so that nothing spares the party.
"""

from __future__ import annotations

from itertools import combinations

import pytest
from strategies import HEAD, case_for, program_of

import enforcerules as er
from enforcerules.pipeline import decide

LAWS = (
    "道路交通安全法", "律师法", "治安管理处罚法", "网络安全法", "疫苗管理法", "建筑法", "食品安全法", "出境入境管理法",
    "药品管理法", "公共文化服务保障法",
)  # fmt: skip
WHO = {
    "unit": {"id": "p", "kind": "unit"},
    "person": {"id": "p", "kind": "individual", "born": "1980-01-01"},
    "responsible": {"id": "p", "kind": "responsible_person", "born": "1980-01-01"},
}


@pytest.fixture(scope="module")
def rules() -> er.Ruleset:
    return er.load(*(f"cn/statutes/{name}" for name in LAWS))


@pytest.fixture
def case(rules):
    """The outcome of a matter on some facts."""

    def made(matter, facts=None, who="unit", **more):
        found = {
            "phase": "concluded", "matter": matter, "party": WHO[who], "start": "2024-06-01", "end": "2024-06-02",
            "dates": {"discovered": "2024-06-03", "filed": "2024-06-04", "decided": "2024-07-01"},
            "facts": {"及时改正": False, "危害后果": "严重", **(facts or {})}, **more,
        }  # fmt: skip
        return er.decide(rules, found).outcomes[0]

    return made


def status(made, **chosen):
    return er.permits(made, chosen).status


def why(made, **chosen):
    return {one.why for one in er.permits(made, chosen).reasons}


def test_warning_or_fine(case) -> None:
    """道路交通安全法 第九十条: 处警告或者二十元以上二百元以下罚款: one of them, and below 20 yuan only by mitigation."""
    made = case("道路交通安全法#九十-1", who="person")
    assert status(made, warning=True) == "lawful"
    fines = ("19.99", "20", "200", "200.01")
    assert [status(made, fine=x) for x in fines] == ["if_mitigated", "lawful", "lawful", "unlawful"]
    assert (status(made, warning=True, fine="100"), why(made, warning=True, fine="100")) == (
        "unlawful",
        {"two_branches"},
    )
    assert (status(made), why(made)) == ("if_mitigated", {"none_of_group"})
    assert status(made, fine="0") == "if_mitigated"  # a fine of nil is none


def test_a_warning_or_suspension_and_a_fine_that_may_be_added(case) -> None:
    """律师法 第五十条第一款: 视其情节给予警告、停业整顿一个月以上六个月以下的处罚，可以处十万元以下的罚款; gains are confiscated where there are any."""
    made = case("律师法#五十-1", {"违法所得": "0", "情节特别严重": False})
    assert status(made, warning=True) == "lawful"
    assert status(made, suspend_business=6, fine="100000") == "lawful"
    assert status(made, suspend_business="3m", fine="0") == "lawful"
    assert status(made, suspend_business="6m", fine="100000.01") == "unlawful"
    assert [status(made, suspend_business=n) for n in (1, 6, 7)] == ["lawful", "lawful", "unlawful"]
    assert why(made, warning=True, suspend_business=1) == {"two_branches"}
    assert why(made, fine="50000") == {"none_of_group"}
    gains = case("律师法#五十-1", {"违法所得": "0.01", "情节特别严重": False})
    assert why(gains, warning=True) == {"missing"}
    assert status(gains, warning=True, confiscate_gains="0.01") == "lawful"
    head = case("律师法#五十-2", who="responsible")
    assert head.party_kind == "responsible_person"


def test_detention_and_a_fine_that_may_be_added(case) -> None:
    """治安管理处罚法 (2012) 第二十三条第一款: 处警告或者二百元以下罚款；情节较重的，处五日以上十日以下拘留，可以并处五百元以下罚款."""
    light = case("治安管理处罚法#二十三-1", {"情节严重": False}, who="person")
    assert [status(light, warning=True), status(light, fine="200")] == ["lawful", "lawful"]
    assert status(light, fine="200.01") == "unlawful"
    assert status(light, detention=5) == "unlawful"
    grave = case("治安管理处罚法#二十三-1", {"情节严重": True}, who="person")
    days = (4, 5, 10, 11)
    assert [status(grave, detention=n) for n in days] == ["if_mitigated", "lawful", "lawful", "unlawful"]
    assert status(grave, detention=10, fine="500") == "lawful"
    assert why(grave, fine="500") == {"missing"}
    assert why(grave, detention=10, fine="500.01") == {"amount_outside"}
    lighter = er.permits(grave, {"warning": True})  # a kind of another part of the clause, and a lighter one
    assert (lighter.status, {one.why for one in lighter.reasons}) == ("if_mitigated", {"missing", "lighter_kind"})


def test_whether_it_is_grave_is_open(case) -> None:
    """With 情节严重 unknown, a warning and detention are each lawful in one case only; both together in none."""
    made = case("治安管理处罚法#二十三-1", {"情节严重": {"status": "unknown"}}, who="person", phase="investigating")
    assert status(made, warning=True) == "open"
    assert status(made, detention=5) == "open"
    assert status(made, deport=True) == "unlawful"  # has no rank, so it is not known to be lighter


def test_the_value_of_the_goods_is_open(case) -> None:
    """食品安全法 第一百二十三条第一款: which of two tiers applies is open, so 120,000 and 5,000,000 may each be lawful; both fines never are."""
    facts = {"货值金额": {"status": "unknown"}, "情节严重": False, "主动消除或者减轻危害后果": False}
    made = case("食品安全法#一百二十三-1", facts, phase="investigating")
    base = {"confiscate_gains": True, "confiscate_goods": True}
    assert made.candidates in {(), ("penalise",)}
    assert [status(made, **base, fine=x) for x in ("120000", "5000000")] == ["open", "open"]
    assert status(made, **base, fine="120000", license_revoke=True) == "unlawful"
    first, second = (m.id for m in made.measures if m.kind == "fine")
    assert (first, status(made, **base, **{first: "120000", second: "5000000"})) == ("fine", "unlawful")


def test_singly_or_together(case) -> None:
    """网络安全法 第六十四条第一款: 单处或者并处警告、没收违法所得、处违法所得一倍以上十倍以下罚款: any of them, at least one."""
    made = case("网络安全法#六十四-1", {"违法所得": "100000", "情节严重": False})
    parts = {"warning": True, "confiscate_gains": True, "fine": "1000000"}
    for n in range(1, 4):
        for names in combinations(parts, n):
            verdict = er.permits(made, {"order": True, **{name: parts[name] for name in names}})
            assert (verdict.status, verdict.owed) == ("lawful", ())
    assert why(made, order=True) == {"none_of_joint"}
    assert er.permits(made, {"warning": True}).owed == ("order",)
    assert [status(made, fine=x) for x in ("99999.99", "1000000.01")] == ["if_mitigated", "unlawful"]


def test_as_far_as_revocation(case) -> None:
    """疫苗管理法 第八十二条: 情节严重的，…责令停产停业整顿，直至吊销药品相关批准证明文件、药品生产许可证."""
    made = case("疫苗管理法#八十二-1", {"情节严重": True, "拒不改正或者逾期不改正": False})
    fine = next(m.id for m in made.measures if m.kind == "fine")
    base = {"warning": True, fine: "500000"}
    (ladder,) = er.packages(made).up_to
    assert (ladder.first, ladder.steps) == ("suspend_business", ("approval_revoke", "license_revoke"))
    for steps in ((), ("approval_revoke",), ("license_revoke",), ("approval_revoke", "license_revoke")):
        chosen = {**base, **dict.fromkeys(steps, True)}
        assert status(made, suspend_business=True, **chosen) == "lawful"
        alone = er.permits(made, chosen)  # a later rung without the one that is ordered: contestable, never mitigation
        assert alone.status == ("open" if steps else "if_mitigated")
        assert {one.why for one in alone.reasons} == {"rung_skipped" if steps else "missing"}


def test_from_the_approval_to_the_licence(case) -> None:
    """药品管理法 第一百二十四条第一款: 情节严重的，吊销药品批准证明文件直至吊销药品生产许可证: the approval is ordered, the licence may follow."""
    made = case("药品管理法#一百二十四-1", {"货值金额": "100000", "情节严重": True})
    (ladder,) = er.packages(made).up_to
    assert (ladder.first, ladder.steps) == ("approval_revoke", ("license_revoke",))
    kinds = ("confiscate_gains", "confiscate_goods", "confiscate_tools", "suspend_business")
    base = {**dict.fromkeys(kinds, True), "fine": "1500000"}
    assert status(made, **base, approval_revoke=True) == "lawful"
    assert status(made, **base, license_revoke=True) == "open"
    assert why(made, **base) == {"missing"}


def test_downgrade_or_revocation(case) -> None:
    """建筑法 第七十四条: 责令改正，处以罚款；情节严重的，责令停业整顿，降低资质等级或者吊销资质证书: one of the last two."""
    made = case("建筑法#七十四-1", {"情节严重": True})
    base = {"order": True, "fine": True, "suspend_business": True}
    assert status(made, **base, license_downgrade=True) == "lawful"
    assert why(made, **base) == {"none_of_group"}
    assert why(made, **base, license_downgrade=True, license_revoke=True) == {"two_branches"}
    assert status(made, **{**base, "fine": "5000"}, license_revoke=True) == "open"  # the text sets no amount
    instead = {**base, "license_suspend": True}  # not in the clause, but of the rank of a downgrade: no lighter kind
    assert why(made, **instead) == {"none_of_group", "not_foreseen"}


def test_tools_that_may_be_confiscated(case) -> None:
    """食品安全法 第一百二十三条第一款: 没收…，并可以没收…工具；货值金额不足一万元的，并处十万元以上十五万元以下罚款."""
    made = case("食品安全法#一百二十三-1", {"货值金额": "5000", "情节严重": False, "主动消除或者减轻危害后果": False})
    base = {"confiscate_gains": True, "confiscate_goods": True}
    assert status(made, **base, fine="100000") == "lawful"
    assert status(made, **base, confiscate_tools=True, fine="150000") == "lawful"
    assert er.permits(made, {**base, "fine": "120000"}).levels == {"fine": ("ordinary",)}
    dropped = er.permits(made, {"confiscate_goods": True, "fine": "100000"})
    assert (dropped.status, dropped.permitted, dropped.in_this_case) == ("if_mitigated", False, False)
    below = er.permits(made, {**base, "fine": "99999.99"})
    assert (below.status, below.permitted) == ("if_mitigated", False)
    assert status(made, **base, fine="150000.01") == "unlawful"
    assert status(made, **base, fine="100000", detention=5) == "unlawful"  # of responsible persons, and only if serious
    assert (
        status(made, **base, fine="100000", order=True) == "lawful"
    )  # 行政处罚法 第二十八条第一款: an order always goes with it


def test_mitigation_where_the_case_opens_it(case) -> None:
    """行政处罚法 第三十二条第一项 opens 从轻 and 减轻 and bars the rest: 99,999.99 is then lawful, the maximum is not."""
    made = case("食品安全法#一百二十三-1", {"货值金额": "5000", "情节严重": False, "主动消除或者减轻危害后果": True})
    base = {"confiscate_gains": True, "confiscate_goods": True}
    below = er.permits(made, {**base, "fine": "99999.99"})
    assert (below.status, below.permitted, below.in_this_case) == ("if_mitigated", True, True)
    assert below.levels == {"fine": ("mitigated",)}
    dropped = er.permits(made, {"fine": "100000"})
    assert (dropped.status, dropped.in_this_case) == ("if_mitigated", True)


def test_fine_or_detention(case) -> None:
    """出境入境管理法 第七十八条第一款: 每非法居留一日五百元，总额不超过一万元的罚款或者五日以上十五日以下拘留; never both."""
    made = case("出境入境管理法#七十八-1", {"情节严重": True, "计罚日数": 21}, who="person")
    assert [status(made, fine=x) for x in ("9999.99", "10000", "10000.01")] == ["if_mitigated", "lawful", "unlawful"]
    lengths = [status(made, detention=n) for n in (4, 5, 15, 16)]
    assert lengths == ["if_mitigated", "lawful", "lawful", "unlawful"]
    assert why(made, fine="10000", detention=5) == {"two_branches"}
    lighter = er.permits(made, {"warning": True})  # lighter than either branch
    assert {one.why for one in lighter.reasons} == {"none_of_group", "lighter_kind"}
    assert (lighter.status, lighter.permitted) == ("if_mitigated", False)


def test_a_ban_between_ten_years_and_life(case) -> None:
    """疫苗管理法 第八十二条: 十年内直至终身禁止从事药品生产经营活动, as the catalogue says it: 10年直至终身."""
    facts = {"情节严重": True, "拒不改正或者逾期不改正": False, "从本单位所获收入": "100000"}
    made = case("疫苗管理法#八十二-1", facts, who="responsible")
    base = {"confiscate_income_from_unit": True, "fine": "50000"}
    assert [status(made, **base, ban=x) for x in ("life", "120m", 240)] == ["lawful"] * 3
    assert status(made, **base, ban="119m") == "if_mitigated"
    assert why(made, **base, ban="119m") == {"duration_mitigated"}


def test_of_tiers_that_overlap_one_applies(case) -> None:
    """公共文化服务保障法 第六十二条 at exactly 5,000: two to five times, or a fine that may be imposed up to 10,000; never both."""
    made = case("公共文化服务保障法#六十二-1", {"违法所得": "5000"})
    first, second = (m.id for m in made.measures if m.kind == "fine")
    base = {"confiscate_gains": True}
    assert why(made, **base, **{first: "10000", second: "1"}) == {"two_branches"}
    assert [status(made, **base, **{name: "10000"}) for name in (first, second)] == ["lawful", "lawful"]


def test_what_spares_the_party_leaves_no_penalty(case) -> None:
    """Below fourteen (行政处罚法 第三十条) nothing is imposed; without a birthday the case is open, and the fine with it."""
    child = case("道路交通安全法#九十-1", party={"id": "p", "kind": "individual", "born": "2012-01-01"})
    assert child.disposition == "no_penalty_shall"
    assert status(child) == "lawful"
    assert (status(child, warning=True), why(child, warning=True)) == ("unlawful", {"spared"})
    unknown = case("道路交通安全法#九十-1", party={"id": "p", "kind": "individual"})
    assert unknown.disposition == "needs_human"
    assert (status(unknown, warning=True), why(unknown, warning=True)) == ("open", {"disposition"})
    assert status(unknown, warning=True, fine="20") == "unlawful"


def test_a_power_to_spare_leaves_both(case) -> None:
    """行政处罚法 第三十三条第一款第二句: may be spared: nothing is lawful, and so is the whole; half of it is mitigation."""
    facts = {
        "货值金额": "5000",
        "情节严重": False,
        "及时改正": True,
        "危害后果": "轻微",
        "初次违法": True,
        "违法行为轻微": False,
    }
    made = case("食品安全法#一百二十三-1", facts)
    assert made.disposition == "no_penalty_may"
    base = {"confiscate_gains": True, "confiscate_goods": True}
    assert [status(made), status(made, **base, fine="100000")] == ["lawful", "lawful"]
    assert status(made, fine="100000") == "if_mitigated"


def test_too_late_is_too_late(case) -> None:
    """行政处罚法 第三十六条: found after two years nothing follows."""
    late = {"discovered": "2026-06-03", "filed": "2026-06-04", "decided": "2026-07-01"}
    made = case("道路交通安全法#九十-1", who="person", dates=late)
    assert made.disposition == "time_barred"
    assert why(made, warning=True) == {"spared"}


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ({"fine": "8,000"}, "no amount"),
        ({"fine": 20.0}, "no amount"),
        ({"fine": -1}, "no amount"),
        ({"fine": None}, "no amount"),
        ({"warnin": True}, "did you mean 'warning'"),
        ({"detention@somebody": "x"}, None),
    ],
)
def test_what_cannot_be_read_is_refused(case, chosen, said) -> None:
    made = case("道路交通安全法#九十-1", who="person")
    if said is None:
        assert status(made, **chosen) == "unlawful"
        return
    with pytest.raises(ValueError, match=said):
        er.permits(made, chosen)


@pytest.mark.parametrize("length", ["a week", "5-10d", "1m", "5.5"])
def test_lengths_are_exact_and_in_the_unit(case, length) -> None:
    made = case("治安管理处罚法#二十三-1", {"情节严重": True}, who="person")
    with pytest.raises(ValueError, match="detention"):
        er.permits(made, {"detention": length})


def test_a_decision_of_one_outcome_stands_for_it(rules) -> None:
    case = {"matter": "道路交通安全法#九十-1", "party": WHO["person"]}
    decision = er.decide(rules, case)
    assert er.packages(decision) == er.packages(decision.outcomes[0])
    several = er.decide(
        rules, {"matter": "道路交通安全法#九十-1", "parties": [WHO["unit"], {**WHO["person"], "id": "q"}]}
    )
    with pytest.raises(ValueError, match="2 outcomes"):
        er.permits(several, {})


# ---- clauses of which the catalogue has no like --------------------------------------------------------------------

KINDS = {
    "warning": {"label": "警告", "class": "penalty", "article9": "1", "rank": "1"},
    "detention": {"label": "行政拘留", "class": "penalty", "article9": "5", "rank": "7"},
}


def outcome(penalties):
    document = {
        **HEAD,
        "kinds": {**HEAD["kinds"], **KINDS},
        "ruleset": "t.packages",
        "facts": {"grave": {"label": "情节恶劣", "type": "boolean"}},
        "matters": [
            {"id": "m", "title": "一", "elements": "alleged", "penalised_by": "试法 第一条", "penalties": penalties}
        ],
    }
    return decide(program_of(document), case_for("m", {"grave": None})).outcomes[0]


def test_a_warning_and_an_optional_fine_in_a_branch() -> None:
    """A branch may hold several measures: 警告，可以并处罚款，或者拘留."""
    warned = [{"warning": "shall"}, {"fine": {"may": "200元以下"}}]
    made = outcome([{"one_of": [warned, [{"detention": "shall", "duration": "5日以下"}]]}])
    assert [status(made, warning=True), status(made, warning=True, fine="200")] == ["lawful", "lawful"]
    assert why(made, fine="200") == {"missing"}
    assert why(made, fine="200", detention=3) == {"two_branches"}


def test_a_name_that_two_measures_bear_is_read_both_ways() -> None:
    """Which of two open fines is meant is open as long as it matters; above both maxima it does not."""
    grave = {"when": "情节恶劣", "fine": {"shall": "1万元以上5万元以下"}}
    made = outcome([grave, {"when": "非 情节恶劣", "fine": {"shall": "1000元以上5000元以下"}}])
    assert status(made, fine="3000") == "open"
    assert status(made, fine="50000.01") == "unlawful"
