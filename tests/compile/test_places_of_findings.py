"""Where a ruleset is said to be wrong: the piece of it that is to be changed."""

import pytest
from compiling import BASIS, below, ruleset, shown

TRUTH = {"label": "倾倒", "type": "boolean", "basis": BASIS}
FACTS = {"dumped": TRUTH, "goods": {"label": "货值金额", "type": "money", "basis": BASIS},
         "day": {"label": "告知日", "type": "date", "basis": BASIS}}  # fmt: skip
FINE = {"fine": {"shall": "1元"}}


def matter(*penalties, **said):
    return {
        "id": "m.one",
        "title": {"zh": "甲"},
        "elements": "倾倒",
        "penalised_by": BASIS,
        "penalties": list(penalties) or [FINE],
        **said,
    }


def with_fact(**said):
    return ruleset(facts={**FACTS, "one": {"label": "某", "basis": BASIS, **said}})


def with_derived(**said):
    return ruleset(facts=FACTS, derived={"one": {"label": "某", "basis": BASIS, **said}})


def with_rule(section="gates", **said):
    return ruleset(facts=FACTS, **{section: [{"id": "r", "basis": BASIS, **said}]})


def with_table(**said):
    table = {
        "id": "b",
        "refines": "m.one/fine",
        "basis": BASIS,
        "rows": [{"id": "a", "otherwise": True, "of_max": "50%"}],
        **said,
    }
    return ruleset(facts=FACTS, matters=[matter()], benchmarks=[table])


def with_penalty(**said):
    return ruleset(facts=FACTS, matters=[matter(said)])


@pytest.mark.parametrize(
    ("document", "found"),
    [
        (with_fact(type="grade"), ("ER507", "grade")),
        (with_fact(type="decimal", scale=13), ("ER224", "13")),
        (with_fact(type="boolean", unit="件"), ("ER520", "unit")),
        (with_derived(ratio=["货值金额"]), ("ER203", "- 货值金额")),
        (with_derived(ratio=["货值金额", "倾倒"]), ("ER513", "倾倒")),
        (with_derived(when="倾倒", count=["a"]), ("ER501", "count")),
        (with_derived(when="倾倒", reset=["a"]), ("ER520", "reset")),
        (with_derived(sum=["货值金额", "倾倒"]), ("ER513", "倾倒")),
        (with_derived(when="倾倒 且 货值金额3件以上"), ("ER411", "3件")),
        (with_derived(when="倾倒 且 告知日为2023-02-29"), ("ER231", "2023-02-29")),
        (with_rule(then={"duty": "hearing"}), ("ER510", "duty: hearing")),
        (with_rule(then={"concur": "by_rank"}), ("ER522", "by_rank")),
        (with_rule(then={"concur": {"policy": "manual", "ranks": ["law"]}}), ("ER522", "- law")),
        (with_rule(then={"bar_kinds": ["fine", "jail"]}), ("ER308", "jail")),
        (with_rule(then="spare", matter=["m.one"]), ("ER307", "m.one")),
        (with_rule(then="spare", **{"from": "2021-01-02", "until": "2021-01-01"}), ("ER512", "'2021-01-01'")),
        (with_rule(then="spare", until="2019-12-31"), ("ER306", "'2019-12-31'")),
        (with_table(refines="m.onr/fine"), ("ER307", "m.onr")),
        (with_table(refines="m.one/fone"), ("ER308", "fone")),
        (with_table(after_change="act"), ("ER562", "act")),
        (with_table(rows=[{"id": "a", "otherwise": True, "band": "[30%, 100.5%]"}]), ("ER224", "100.5%")),
        (with_table(rows=[{"id": "a", "otherwise": True, "of_max": "50%", "amount": "1元"}]), ("ER504", "amount")),
        (
            with_table(rows=[{"id": "a", "otherwise": True, "level": "mitigated", "of_max": "50%"}]),
            ("ER502", "mitigated"),
        ),
        (with_penalty(fine={"shall": "1元以上22以下"}), ("ER241", "22")),
        (with_penalty(fine={"shall": "货值金额2倍，不低于10%"}), ("ER415", "10%")),
        (with_penalty(license_revoke="mayy"), ("ER518", "mayy")),
        (with_penalty(licence="may"), ("ER308", "licence")),
        (with_penalty(limbs=[FINE], fine={"shall": "1元"}), ("ER205", "fine")),
        (ruleset(facts=FACTS, matters=[matter(terms={"none_such": "案值"})]), ("ER302", "none_such")),
        (ruleset(facts=FACTS, matters=[matter(fixes={"none_such": "1元"})]), ("ER302", "none_such")),
    ],
    ids=range(30),
)
def test_the_piece_that_is_shown(document, found):
    assert shown(document) == [found]


def test_the_fact_of_the_special_ruleset_is_shown_by_its_name():
    two = {"label": "某", "type": "money", "basis": BASIS, "overrides": True}
    assert shown(with_fact(type="boolean"), below("t.local", facts={"one": two})) == [("ER319", "one")]
    assert shown(
        with_fact(type="boolean"), below("t.local", facts={"one": {**two, "type": "boolean", "overrides": False}})
    ) == [("ER312", "one")]
