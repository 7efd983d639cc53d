"""Checklists of scenes, held against the laws that they come from and against the forms of their matters."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import enforcerules as er
from enforcerules.model.checklist import SECTIONS, Checklist, Item
from enforcerules.model.citation import print_zh

ROOT = Path(__file__).parents[2]
SCENES = ROOT / "rulesets" / "cn" / "examples" / "scenes"
RULES = er.load("cn")
SOME = (
    "food.expired",
    "food.label",
    "food.unlicensed",
    "food.purchase_check",
    "env.solid.storage",
    "env.air.dust",
    "env.permit.ledger",
    "labour.child.use",
    "消防法#六十-1",
    "road.freight.unlicensed",
    "tax.books",
    "culture.facility",
    "accounting.books",
)


@pytest.fixture(scope="module")
def restaurant() -> Checklist:
    return er.checklist(RULES, SCENES / "restaurant.yaml")


def item(found: Checklist, fact: str) -> Item:
    (one,) = [i for i in found.items if i.fact is not None and i.fact.id == fact]
    return one


def basis(one: Item, matter: str, section: Any) -> list[str]:
    (serves,) = [s for s in one.serves if s.matter == matter]
    return [print_zh(cited) for cited in serves.of(section)]


def test_findings_come_first_in_the_order_of_the_scene(restaurant: Checklist) -> None:
    """Food Law 45, 53, 34; Fire Law 60, whose elements the catalogue does not part; Child Labour Regulations 4 and 8."""
    first = [one for one in restaurant.items if one.section == "finding"]
    assert [one.fact and one.fact.id for one in first] == [
        "no_health_certificate",
        "purchase_unchecked",
        "sold_expired",
        None,
        "records_missing",
    ]
    assert [one.number for one in first] == [1, 2, 3, 4, 5]
    assert basis(first[2], "food.expired", "finding") == [
        "食品安全法 第三十四条第十项",
        "食品安全法 第一百二十四条第一款第五项",
    ]
    assert basis(first[3], "消防法#六十-1", "finding") == ["消防法 第六十条第一款"]


def test_a_fact_of_several_matters_is_asked_once_with_the_article_of_each(restaurant: Checklist) -> None:
    """The value of the goods parts the fines of Food Law 124(1) and 126(1), and the serious cases of its Regulations 67."""
    value = item(restaurant, "goods_value")
    assert [one.matter for one in value.serves] == ["food.health_certificate", "food.purchase_check", "food.expired"]
    assert "食品安全法 第一百二十六条第一款第六项" in basis(value, "food.health_certificate", "consequence")
    assert "食品安全法 第一百二十四条第一款第五项" in basis(value, "food.expired", "consequence")
    assert value.each


def test_the_law_on_leniency_serves_all(restaurant: Checklist) -> None:
    """APL 33(1), first and second sentence, both ask whether it was corrected in time."""
    corrected = item(restaurant, "timely_correction")
    assert len(corrected.serves) == 5
    assert basis(corrected, "labour.child.records", "favour") == [
        "行政处罚法 第三十三条第一款第一句",
        "行政处罚法 第三十三条第一款第二句",
    ]


def test_what_a_finding_leads_to(restaurant: Checklist) -> None:
    """Child Labour Regulations 8: 10,000; 9: twice that for a unit that is not registered."""
    lead = restaurant.leads[4]
    assert (lead.matter.id, lead.items, lead.authority) == ("labour.child.records", (5,), "人力资源社会保障行政部门")
    assert sorted(one.amount.hi for one in lead.measures if one.amount is not None) == [1_000_000, 2_000_000]
    assert {one.id for one in restaurant.leads[3].rules} == {"fire.sc.2", "fire.sc.3", "fire.sc.4", "fire.sc.5"}
    assert "food.136" in {one.id for one in restaurant.leads[2].rules}
    assert "apl.33.1.1" in {one.id for one in restaurant.rules}
    assert not {one.id for one in restaurant.rules} & {one.id for lead in restaurant.leads for one in lead.rules}


def test_the_list_of_the_place_comes_with_the_territory() -> None:
    here = er.checklist(RULES, SCENES / "factory.yaml")
    assert "gd.env.list.13" in {one.id for one in here.leads[0].rules}
    elsewhere = er.checklist(RULES, {"matters": ["env.solid.storage", "env.solid.no_ledger"], "territory": "510100"})
    assert "gd.env.list.13" not in {one.id for lead in elsewhere.leads for one in lead.rules}


def test_the_law_of_the_day() -> None:
    """Until 14 July 2021 the old Administrative Penalty Law, whose Article 27(2) is the exemption."""
    before = er.checklist(RULES, {"matters": ["消防法#六十-1"], "on": "2021-07-14"})
    assert "apl2017.27.2" in {one.id for one in before.leads[0].rules}
    after = er.checklist(RULES, {"matters": ["消防法#六十-1"], "on": "2021-07-15"})
    assert "apl2017.27.2" not in {one.id for one in after.leads[0].rules}


def test_a_matter_that_has_ended_is_told_where_no_day_is_said() -> None:
    """The rules of the Food Safety Law of 2021 hold until 30 November 2025."""
    found = er.checklist(RULES, {"matters": ["food.expired", "消防法#六十-1"]})
    assert [lead.ended and lead.ended.isoformat() for lead in found.leads] == ["2025-11-30", None]
    assert "只收录到2025-11-30" in "".join(er.explain(found).split())
    alone = er.checklist(RULES, {"matters": ["food.expired"]})
    on = er.checklist(RULES, {"matters": ["food.expired"], "on": "2025-11-30"})
    assert on.items == alone.items
    assert [lead.ended for lead in on.leads] == [None]


def test_names_that_are_alike_and_mean_different_things_stay_apart() -> None:
    """货值金额 of the Food Safety Law and of the Air Pollution Law are declared apart: another object is valued."""
    found = er.checklist(RULES, {"matters": ["food.expired", "env.air.vehicle_made"]})
    values = [one for one in found.items if one.fact is not None and one.fact.id == "goods_value"]
    assert [len(one.serves) for one in values] == [1, 1]
    assert all(one.alike for one in values)


@settings(deadline=None, max_examples=25)
@given(st.lists(st.sampled_from(SOME), min_size=1, max_size=6, unique=True))
def test_the_list_asks_what_the_forms_ask_and_nothing_twice(matters: list[str]) -> None:
    found = er.checklist(RULES, {"matters": matters})
    asked = {one.fact.id for one in found.items if one.fact is not None}
    # A form knows no day: what has ended is held against the list of its last day instead, below.
    if not any(lead.ended for lead in found.leads):
        assert asked == {name for matter in matters for name in er.form(RULES, matter)["properties"]}
    keys = [(one.fact.id, one.fact.ruleset) if one.fact is not None else one.serves[0].matter for one in found.items]
    assert len(keys) == len(set(keys))
    assert sorted(one.number for one in found.items) == list(range(1, len(keys) + 1))
    assert [SECTIONS.index(one.section) for one in found.items] == sorted(
        SECTIONS.index(one.section) for one in found.items
    )
    assert found.together <= found.apart
    assert {one.matter for i in found.items for one in i.serves} == set(matters)
    for lang in ("zh", "en"):
        assert "{" not in er.explain(found, lang)


def test_json_meets_its_schema(restaurant: Checklist) -> None:
    made = json.loads(er.to_json(restaurant))
    jsonschema.validate(made, json.loads((ROOT / "schemas" / "checklist.schema.json").read_text(encoding="utf-8")))
    assert [one["matter"] for one in made["findings"]] == [str(one.matter) for one in restaurant.scene.matters]


def test_text(restaurant: Checklist) -> None:
    said = er.explain(restaurant)
    assert "分别检查共60问，合并以后20问" in said
    assert "①②③ 食品安全法实施条例 第七十五条第一款" in said
    assert "      同①" in said
    assert all(len(line) <= 100 for line in said.splitlines())


def test_the_page_stands_alone_and_escapes(restaurant: Checklist) -> None:
    page = er.explain(restaurant, format="html")
    assert "<script" not in page
    assert "http" not in page
    hostile = er.checklist(RULES, {"title": "<b>&", "matters": [{"matter": "food.expired", "authority": "<i>"}]})
    assert "<b>" not in er.explain(hostile, format="html")
    assert "&lt;i&gt;" in er.explain(hostile, format="html")


@pytest.mark.parametrize(
    ("scene", "code"),
    [
        ({"matters": ["food.expird"]}, "ER601"),
        ({"matters": []}, "ER210"),
        ({"matters": ["food.expired"], "on": "2021-04-28"}, "ER690"),
        ({"matters": ["jiaxing.urban.untidy"], "territory": "440100"}, "ER691"),
        ({"matters": ["food.expired", "food.expired"]}, "ER209"),
        ({"matters": ["food.expired"], "territory": "44"}, "ER253"),
        ({"matters": [1.5]}, "ER227"),
        ("nosuch.yaml", "ER101"),
    ],
)
def test_refused(scene: Any, code: str) -> None:
    with pytest.raises(er.InvalidInput) as caught:
        er.checklist(RULES, scene)
    assert code in [one.code for one in caught.value.report.errors]
