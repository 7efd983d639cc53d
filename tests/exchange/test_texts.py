"""Records to the texts of a ruleset, as a person would write them, and what is reported of them."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

import pytest

import enforcerules as er
from enforcerules.exchange.clauses import About, Imported, counted, import_bytes
from enforcerules.exchange.clauses.laws import guessed_rank
from enforcerules.exchange.clauses.money import multiples, yuan
from enforcerules.exchange.clauses.reading import reversed_months

FINE = {"target": "violator", "mode": "mandatory"}


def fixed(lo: int, hi: int, **more: Any) -> dict[str, Any]:
    return {**FINE, "kind": "fixed_range", "min": lo, "max": hi, **more}


def upto(hi: int, **more: Any) -> dict[str, Any]:
    return {**FINE, "kind": "upper_only", "min": 0, "max": hi, **more}


def of(base: str, lo: str, hi: str, kind: str = "multiple_of_base", **more: Any) -> dict[str, Any]:
    return {**FINE, "kind": kind, "base": base, "min_factor": lo, "max_factor": hi, **more}


def rule(when: str, *measures: dict[str, Any]) -> dict[str, Any]:
    return {
        "when": when,
        "fines": [one for one in measures if "kind" in one],
        "penalties": [one for one in measures if "type" in one],
    }


def other(kind: str, **more: Any) -> dict[str, Any]:
    return {"type": kind, "mode": "mandatory", **more}


def imported(*rules: dict[str, Any], about: dict[str, About] | None = None, **more: Any) -> Imported:
    record = {
        "id": "示例法#一-1",
        "law": "示例法",
        "version": "2020-01-01",
        "article": "第一条",
        "paragraph": 1,
        "rules": rules,
    }
    return import_bytes(json.dumps({**record, **more}, ensure_ascii=False).encode(), "r.jsonl", about)


def lines(made: Imported) -> list[str]:
    """The lines under `penalties`."""
    assert not made.report.diagnostics.diagnostics
    text = made.files[0].text
    return [line.removeprefix("      ") for line in text.partition("    penalties:\n")[2].splitlines()]


FINES = [
    (fixed(50000, 100000), "5万元以上10万元以下"),
    (fixed(1500, 12345), "1500元以上12345元以下"),
    (fixed(100_000_000, 150_000_000), "1亿元以上1.5亿元以下"),
    (fixed(15000, 15000), "1.5万元"),
    (fixed(0, 500), "0元以上500元以下"),
    ({**FINE, "kind": "fixed_range", "min": "0.5", "max": "0.55"}, "0.5元以上0.55元以下"),
    (upto(2000), "2000元以下"),
    ({**FINE, "kind": "fixed_amount", "min": 5000, "max": 5000}, "5000元"),
    (of("goods", "10", "20"), "货值金额10倍以上20倍以下"),
    (of("goods", "0", "3"), "货值金额3倍以下"),
    (of("gains", "0.3", "3"), "违法所得30%以上3倍以下"),
    (of("gains", "1.5", "1.5"), "违法所得1.5倍"),
    (of("goods", "0.005", "0.01"), "货值金额5‰以上10‰以下"),
    (of("goods", "0.001", "0.001", "percentage_of_base"), "货值金额1‰"),
    (of("goods", "0.05", "0.1", "percentage_of_base"), "货值金额5%以上10%以下"),
    (of("goods", "0.6", "1", "percentage_of_base"), "货值金额60%以上100%以下"),
    (of("goods", "0.025", "0.5", "percentage_of_base"), "货值金额2.5%以上50%以下"),
    (of("goods", "15", "30", base_floor_yuan=100000), "货值金额15倍以上30倍以下，不足10万元的按10万元计算"),
    (of("persons", "5000", "5000", "per_unit", cap_yuan=50000), "涉及人数每人5000元，总额不超过5万元"),
    (of("area_sqm", "0", "10", "per_unit"), "涉及面积每平方米10元以下"),
    (of("area_sqm", "0.5", "1", "per_unit"), "涉及面积每平方米0.5元以上1元以下"),
    (of("persons*months", "5000", "5000", "per_unit"), "计罚人月数每人月5000元"),
    (of("face_amount", "0.05", "0.05", "percentage_of_base", floor_yuan=1000), "票面金额5%，不低于1000元"),
    (of("original_fine*days", "1", "1"), "按日连续处罚数额1倍"),
    (of("days * original_fine", "1", "1"), "按日连续处罚数额1倍"),
    ({**FINE, "kind": "unspecified"}, "数额未规定"),
    ({**FINE, "kind": "reference", "reference": "本条第二款"}, "依照本条第二款"),
    ({**FINE, "kind": "reference", "reference": "依照《示例法》第八十五条"}, "依照《示例法》第八十五条"),
    ({**FINE, "kind": "reference", "reference": "本条例有关规定"}, "依照本条例有关规定的规定"),
    ({**FINE, "kind": "reference"}, "数额未规定"),
]


@pytest.mark.parametrize(("fine", "text"), FINES, ids=[text for _, text in FINES])
def test_amounts(fine: dict[str, Any], text: str) -> None:
    (line,) = lines(imported(rule("always", fine)))
    assert line == f"- {{fine: {{shall: {text}}}}}"


def test_sums_and_shares_are_exact() -> None:
    for number in (
        Fraction(1, 100),
        Fraction(9999),
        Fraction(10000),
        Fraction(1234567),
        Fraction(10**8 + 1),
        Fraction(10**15),
    ):
        assert yuan(number).number == number * 100
    lo, hi = multiples(Fraction(5, 10000), Fraction(2, 1000), share=True)
    assert [end.text for end in (lo, hi) if end is not None] == ["0.5‰", "2‰"]


def test_modes_targets_and_durations() -> None:
    made = imported(
        rule(
            "always",
            other("detention", mode="optional", target="responsible_persons", duration="5-15d"),
            other("license_revoke", mode="optional_escalation"),
            upto(500, mode="single_or_joint", target="principal"),
            other("ban", target="crew", duration="120m-life"),
        )
    )
    assert lines(made) == [
        "- {fine: {single_or_joint: 500元以下}, target: principal}",
        "- {license_revoke: up_to}",
        "- {ban: shall, duration: 10年直至终身, target: crew}",
        "- {detention: may, duration: 5日以上15日以下, target: responsible_persons}",
    ]


def test_tiers_stand_as_limbs_under_what_both_ask() -> None:
    made = imported(
        rule("refused and gains>=50000", of("gains", "1", "5")),
        rule("refused and gains<50000", upto(100000)),
        rule("gains>0", other("confiscate_gains")),
    )
    assert lines(made) == [
        "- when: 拒不改正或者逾期不改正",
        "  limbs:",
        "    - {when: 违法所得5万元以上, fine: {shall: 违法所得1倍以上5倍以下}}",
        "    - {when: 违法所得不足5万元, fine: {shall: 10万元以下}}",
        "- {confiscate_gains: shall, when: 违法所得超过0元}",
    ]


def test_truths_do_not_make_limbs() -> None:
    assert lines(imported(rule("not serious", upto(500)), rule("serious", fixed(500, 1000)))) == [
        "- {fine: {shall: 500元以下}, when: 非 情节严重}",
        "- {fine: {shall: 500元以上1000元以下}, when: 情节严重}",
    ]


def test_an_item_without_a_fine_is_a_limb_too() -> None:
    made = imported(
        rule("item==1", upto(500)),
        rule("item==2", other("warning")),
        rule("item==3", upto(900, alt_group="A"), other("warning", alt_group="A")),
    )
    assert lines(made) == [
        "- limbs:",
        "    - {when: 项次为1项, fine: {shall: 500元以下}}",
        "    - {when: 项次为2项, warning: shall}",
        "    - {when: 项次为3项, one_of: [[{warning: shall}], [{fine: {shall: 900元以下}}]]}",
    ]


def test_a_group_over_several_rules() -> None:
    made = imported(
        rule("serious", other("warning", target="unit", alt_group="A")),
        rule("serious and subject=='unit'", upto(200000, target="unit", alt_group="A")),
        rule("item==1", upto(500, alt_group="B"), other("warning", alt_group="B")),
        rule("item==2", upto(900, alt_group="B"), other("warning", alt_group="B")),
    )
    assert lines(made) == [
        "- {when: 情节严重, one_of: [[{warning: shall, target: unit}], [{fine: {shall: 20万元以下}, target: unit, when: 违法主体为单位}]]}",
        "- limbs:",
        "    - {when: 项次为1项, one_of: [[{warning: shall}], [{fine: {shall: 500元以下}}]]}",
        "    - {when: 项次为2项, one_of: [[{warning: shall}], [{fine: {shall: 900元以下}}]]}",
    ]


def test_conditions_in_words() -> None:
    made = imported(
        rule("not (refused or serious)", other("order")),
        rule("0<overload_pct<=20 and not cargo", other("order")),
        rule("grade in ('重大','特别重大')", other("order")),
        rule("gains==0 and not uncomputable", other("order")),
        rule("subject!='unit' or gains!=5", other("order")),
        rule("persons>=3 and gains<=10000", other("order")),
    )
    assert [line.partition("when: ")[2][:-1] for line in lines(made)] == [
        "非 （拒不改正或者逾期不改正 或 情节严重）",
        "超载比例超过0个百分点不超过20个百分点 且 非 违反规定载货",
        "事故等级为重大、特别重大之一",
        "违法所得为0元 且 非 数额无法计算",
        "违法主体不为单位 或 违法所得不为5元",
        "涉及人数3人以上 且 违法所得不超过1万元",
    ]


def test_the_name_that_the_provision_gives_a_base() -> None:
    made = imported(
        rule("amount>=10000", of("amount", "1", "3", base_text="的骗取金额")), rule("amount<10000", upto(5000))
    )
    assert "    terms: {amount: 骗取金额}\n" in made.files[0].text
    assert lines(made)[1] == "    - {when: 骗取金额1万元以上, fine: {shall: 骗取金额1倍以上3倍以下}}"
    taken = imported(rule("always", of("amount", "1", "3", base_text="违法所得")))
    assert lines(taken) == ["- {fine: {shall: 涉案金额1倍以上3倍以下}}"]
    assert counted(taken.report)["term_left_out"] == 1
    two = imported(
        rule("serious", of("amount", "1", "3", base_text="甲款")),
        rule("not serious", of("amount", "1", "2", base_text="乙款")),
    )
    assert "    terms: {amount: 甲款或者乙款}\n" in two.files[0].text


# ---- unseen records ----------------------------------------------------------------------------------------------


def test_names_that_nothing_declares_are_declared_from_their_use(tmp_path) -> None:
    made = imported(
        rule("own_truth and own_figure>=3", of("own_sum", "1", "3")),
        rule("own_kind=='甲类'", of("own_animals", "500", "1000", "per_unit")),
        rule("always", of("own_sum*own_months", "1", "2"), other("own_measure")),
    )
    text = made.files[0].text
    assert "own_measure: {label: own_measure, class: other}" in text
    assert "own_truth: {label: own_truth, type: boolean, on_unknown: false}" in text
    assert "own_figure: {label: own_figure, type: decimal}" in text
    assert "own_sum: {label: own_sum, type: money}" in text
    assert "own_kind: {label: own_kind, type: choice, values: {other: 其他, v2: 甲类}}" in text
    assert "own_animals: {label: own_animals, type: decimal, unit: 个}" in text
    assert "own_sum_by_own_months: {label: own_sum乘以own_months, times: [own_sum, own_months]}" in text
    assert counted(made.report) == {"kind_unseen": 1, "name_unseen": 6, "rank_guessed": 1}
    assert made.report.complete
    (tmp_path / "law.yaml").write_text(text, encoding="utf-8")
    rules = er.load(tmp_path)
    facts = {
        "own_truth": True,
        "own_figure": "3.5",
        "own_sum": "100.00",
        "own_kind": "甲类",
        "own_animals": 4,
        "own_months": 2,
    }
    (outcome,) = er.decide(rules, {"phase": "concluded", "matter": "示例法#一-1", "facts": facts}).outcomes
    spans = [(one.statutory.lo, one.statutory.hi) for one in outcome.measures if one.holds and one.statutory]
    assert sorted(spans) == [(10000, 30000), (20000, 40000), (200000, 400000)]


def test_a_grade_in_the_words_of_an_older_law() -> None:
    made = imported(rule("grade in ('一般','较大')", upto(500)), rule("grade in ('重大','特大')", upto(900)))
    text = made.files[0].text
    assert "values: {ordinary: 一般, larger: 较大, major: 重大, extra_major: 特大}\n" in text
    assert "overrides: true\n" in text


def test_what_cannot_be_said_is_named_and_the_matter_is_partial() -> None:
    made = imported(
        rule("always", upto(500, target="guardian", extra=5)),
        rule("always", {**FINE, "kind": "reference", "reference": "某\n处"}),
        status="parsed",
        unheard=1,
    )
    assert lines(made) == [
        "- {fine: {shall: 500元以下}, target: other, what: 对guardian}",
        "- {fine: {shall: 数额未规定}}",
    ]
    assert "    status: partial\n" in made.files[0].text
    assert counted(made.report) == {"field_unseen": 2, "rank_guessed": 1, "reference_unreadable": 1, "target_unseen": 1}
    assert not made.report.complete


def test_a_partial_record_says_why() -> None:
    made = imported(
        rule("always", upto(500)),
        status="partial",
        why_partial=["target_unrecognised", "something_else"],
        premise=["consequence"],
        likely_superseded=True,
    )
    assert (
        "note: 解析不完整：受罚主体未能识别；something_else；第一档以造成后果为前提，没有写成条件；本法可能已由其他名称的法律取代\n"
        in made.files[0].text
    )
    assert (made.report.imported, made.report.said) == (1, 0)


def test_a_slip_of_the_parser_is_corrected_and_said() -> None:
    made = imported(rule("always", other("license_suspend", duration="72-12m")))
    assert lines(made) == ["- {license_suspend: shall, duration: 6个月以上1年以下}"]
    assert counted(made.report)["duration_corrected"] == 1
    assert [reversed_months(text) for text in ("72-24m", "6-12m", "12-6m", "36-12m", "73-12m", "15-5d", "144-6m")] == [
        "6-24m", None, "1-6m", "3-12m", None, None, None,
    ]  # fmt: skip


def test_a_note_stays_on_one_line(tmp_path) -> None:
    made = imported(rule("always", upto(500)), status="partial", why_partial=["one\nother: {x}"])
    (tmp_path / "law.yaml").write_text(made.files[0].text, encoding="utf-8")
    assert er.load(tmp_path).program.matters["示例法#一-1"].note == "解析不完整：one\\nother: {x}"
    assert not imported(rule("always", upto(500)), status="partial", why_partial=["\u200b"]).files


def test_ranks() -> None:
    names = ("食品安全法", "价格管理条例", "国务院关于示例的决定", "医疗器械生产监督管理办法", "发票管理条例实施细则")
    assert [guessed_rank(name) for name in names] == [
        "law", "administrative_regulation", "administrative_regulation", "ministry_rule", "ministry_rule",
    ]  # fmt: skip
    made = imported(rule("always", upto(5)), about={"示例法": About("中华人民共和国示例法", "law")})
    assert "    title: 中华人民共和国示例法\n    rank: law\n" in made.files[0].text
    assert not made.report.remarks


def test_the_order_of_records_and_keys_does_not_matter() -> None:
    records = [
        {
            "id": f"{law}#一-1",
            "law": law,
            "version": "2020-01-01",
            "article": "第一条",
            "paragraph": 1,
            "rules": [rule("always", upto(5))],
        }
        for law in ("乙法", "甲法")
    ]
    texts = [
        json.dumps(one, ensure_ascii=False, sort_keys=flag) for one, flag in zip(records, (True, False), strict=True)
    ]
    there, back = (import_bytes("\n".join(order).encode(), "r") for order in (texts, texts[::-1]))
    assert there.files == back.files
    assert [file.name for file in there.files] == ["乙法.yaml", "甲法.yaml"]


def test_records_of_two_versions_are_in_force_one_after_the_other(tmp_path) -> None:
    old = {
        "id": "示例法#一-1",
        "law": "示例法",
        "version": "2010-05-01",
        "article": "第一条",
        "paragraph": 1,
        "rules": [rule("always", upto(5))],
    }
    new = {**old, "id": "示例法#二-1", "version": "2020-01-01", "article": "第二条"}
    made = import_bytes("\n".join(json.dumps(one) for one in (new, old)).encode(), "r")
    text = made.files[0].text
    assert '[{id: "2010-05-01", from: 2010-05-01, until: 2019-12-31}, {id: "2020-01-01", from: 2020-01-01}]' in text
    (tmp_path / "law.yaml").write_text(text, encoding="utf-8")
    matters = er.load(tmp_path).program.matters
    days = {name: str(one.in_force.until) for name, one in matters.items()}
    assert days == {"示例法#一-1": "2019-12-31", "示例法#二-1": "None"}
