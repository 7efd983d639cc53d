"""What becomes of matters and of what their statutes threaten: each field of each measure, and what is said of wrong ones."""

from datetime import date
from fractions import Fraction

import pytest
from compiling import BASIS, compiled, ruleset, sound
from strategies import HEAD

from enforcerules.model.citation import Citation
from enforcerules.model.duration import Duration
from enforcerules.model.program import TRUE_CONDITION, Amount, And, Atom, InForce, Matter, Measure, Reference
from enforcerules.model.region import TRUE, Values, exactly

FACTS = {
    "dumped": {"label": "倾倒", "type": "boolean", "basis": BASIS},
    "prompt": {"label": "及时改正", "type": "boolean", "basis": BASIS},
    "goods": {"label": "货值金额", "type": "money", "basis": BASIS},
    "pieces": {"label": "货物", "type": "integer", "unit": "件", "basis": BASIS},
    "area": {"label": "面积", "type": "decimal", "unit": "平方米", "basis": BASIS},
    "held": {"label": "期限", "type": "period", "unit": "日", "basis": BASIS},
    "harm": {"label": "后果", "type": "grade", "values": {"minor": "轻微", "grave": "严重"}, "basis": BASIS},
}
KINDS = {
    **HEAD["kinds"],
    "detention": {"label": "行政拘留", "class": "penalty", "article9": "5", "by": "公安机关"},
    "warning": {"label": "警告", "class": "penalty", "article9": "1"},
}
SINCE = InForce(date(2020, 1, 1))
LAW, FIFTH = (Citation("试法", 1),), (Citation("试法", 5),)
DUMPED, PROMPT = Atom("dumped", TRUE, ""), Atom("prompt", TRUE, "")


def document(*penalties, **said):
    matter = {
        "id": "m.one",
        "title": {"zh": "甲", "en": "one"},
        "elements": "倾倒",
        "penalised_by": "试法 第五条",
        **said,
    }
    return ruleset(
        facts=FACTS, kinds=KINDS, matters=[{**matter, "penalties": list(penalties) or [{"fine": {"shall": "1元"}}]}]
    )


def measures(*penalties, **said):
    return sound(document(*penalties, **said)).matters["m.one"].measures


def told(*penalties, **said):
    return compiled(document(*penalties, **said))[1]


# ---- matters -----------------------------------------------------------------------------------------------------------


def test_a_matter_that_says_no_more_than_it_must():
    made = sound(document()).matters["m.one"]
    assert made == Matter(
        id="m.one", ruleset="t", title=(("en", "one"), ("zh", "甲")), elements=DUMPED, prohibited_by=(), penalised_by=FIFTH, fixes=(),
        measures=made.measures, in_force=SINCE,
    )  # fmt: skip
    assert made.measures == (
        Measure(
            id="fine", kind="fine", modality="shall", target="violator", condition=TRUE_CONDITION,
            amount=Amount(None, Fraction(100), Fraction(100)), basis=FIFTH, in_force=InForce(),
        ),
    )  # fmt: skip


def test_a_matter_that_says_everything():
    program, _ = compiled(
        document(
            prohibited_by=["试法 第一条", "试法 第五条"], fixes={"harm": "严重", "pieces": "3件"}, sole_trader="unit", status="verified",
            code="3301", note="注", succeeded_by=["m.one"], accepts={"EC402": "乙", "EC401": "甲"}, terms={"pieces": "物品", "goods": "案值"},
            elements="案值1元以上", **{"from": "2021-01-02", "until": "2022-03-04", "known": "2020-12-01", "until_known": "2022-01-01"},
        )
    )  # fmt: skip
    made = program.matters["m.one"]
    assert made.prohibited_by == (*LAW, *FIFTH)
    assert made.fixes == (("harm", exactly(1)), ("pieces", exactly(3)))
    assert (made.sole_trader, made.status, made.code, made.note, made.succeeded_by) == (
        "unit",
        "verified",
        "3301",
        "注",
        ("m.one",),
    )
    assert made.accepts == (("EC401", "甲"), ("EC402", "乙"))
    assert made.terms == (("goods", "案值"), ("pieces", "物品"))
    assert made.elements.fact == "goods"
    assert made.in_force == InForce(date(2021, 1, 2), date(2022, 3, 4), date(2020, 12, 1), date(2022, 1, 1))


def test_elements_that_are_alleged_or_none():
    assert sound(document(elements="alleged")).matters["m.one"].elements is None
    said = document()
    del said["matters"][0]["elements"]
    program, found = compiled(said)
    assert (program.matters["m.one"].elements, found) == (None, [("ER508", {"matter": "m.one"})])


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ({"fixes": {"none_such": "严重"}}, [("ER302", {"name": "none_such"})]),
        ({"fixes": {"none_such": "严重", "harm": "重大"}}, [("ER302", {"name": "none_such"}), ("ER410", {"fact": "后果", "value": "重大"})]),
        ({"fixes": {"harm": "重大"}}, [("ER410", {"fact": "后果", "value": "重大"})]),
        ({"terms": {"none_such": "案值"}}, [("ER302", {"name": "none_such"})]),
        ({"terms": {"goods": "后果"}}, [("ER303", {"label": "后果", "other": "harm"})]),
        ({"terms": {"goods": "货值金额"}}, []),
        ({"terms": {"goods": "或"}}, [("ER255", {"label": "或"})]),
        # released: the whole matter after it has ended, if no other goes on with it; a part of it at any time
        ({"no_longer_unlawful": {"from": "2023-01-01", "basis": BASIS}}, [("ER521", {"matter": "m.one", "since": "2023-01-01"})]),
        ({"until": "2022-12-31", "no_longer_unlawful": {"from": "2023-01-01", "basis": BASIS}}, []),
        ({"until": "2023-01-01", "no_longer_unlawful": {"from": "2023-01-01", "basis": BASIS}}, [("ER521", {"since": "2023-01-01"})]),
        ({"no_longer_unlawful": {"from": "2023-01-01", "when": "及时改正", "basis": BASIS}}, []),
    ],
    ids=lambda one: one if isinstance(one, str) else None,  # of a set the order is not the same in every process
)  # fmt: skip
def test_what_is_said_of_a_matter(said, found):
    all_told = told(**said)
    assert [code for code, _ in all_told] == [code for code, _ in found]
    assert all(wanted.items() <= args.items() for (_, args), (_, wanted) in zip(all_told, found, strict=True))


def test_a_matter_that_another_goes_on_with_is_not_released():
    later = {
        "id": "m.two",
        "title": {"zh": "乙"},
        "elements": "倾倒",
        "penalised_by": BASIS,
        "penalties": [{"fine": {"shall": "1元"}}],
    }
    one = document(
        until="2022-12-31", succeeded_by=["m.two"], no_longer_unlawful={"from": "2023-01-01", "basis": BASIS}
    )
    assert [code for code, _ in compiled({**one, "matters": [*one["matters"], later]})[1]] == ["ER521"]


# ---- measures ----------------------------------------------------------------------------------------------------------


def test_a_measure_that_says_everything():
    (made,) = measures(
        {
            "id": "f", "when": "及时改正", "target": "responsible_persons", "fine": {"may": "1元"}, "duration": "1年以上3年以下", "what": "证",
            "by": "省级机关", "basis": "试法 第一条", "from": "2021-01-02", "until": "2022-03-04", "known": "2020-12-01", "until_known": "2022-01-01",
        }
    )  # fmt: skip
    assert made == Measure(
        id="f", kind="fine", modality="may", target="responsible_persons", condition=PROMPT, amount=Amount(None, Fraction(100), Fraction(100)),
        basis=LAW, in_force=InForce(date(2021, 1, 2), date(2022, 3, 4), date(2020, 12, 1), date(2022, 1, 1)),
        duration=Duration(12, 36, "m"), what="证", by="省级机关",
    )  # fmt: skip


def test_measures_of_an_entry_and_their_ids():
    """The fine before the others, in the order written; an id that repeats is numbered, and one said for several counts for none."""
    found = measures(
        {"fine": {"shall": "1元"}, "warning": "may", "detention": "single_or_joint"},
        {"fine": {"up_to": "2元"}},
        {"warning": "shall", "target": "principal"},
        {"id": "f", "fine": {"shall": "3元"}, "license_revoke": "up_to"},
        {"id": "warning", "detention": "may"},
    )
    assert [(one.id, one.kind, one.modality, one.by) for one in found] == [
        ("fine", "fine", "shall", None),
        ("warning", "warning", "may", None),
        ("detention", "detention", "single_or_joint", "公安机关"),  # the organ that alone may impose it
        ("fine.2", "fine", "up_to", None),
        ("warning@principal", "warning", "shall", None),
        ("fine.3", "fine", "shall", None),
        ("license_revoke", "license_revoke", "up_to", None),
        ("warning.2", "detention", "may", "公安机关"),
    ]


def test_limbs_and_branches():
    """A limb stands under what its block says, a branch in the group of its block; the days of both are met."""
    found = measures(
        {
            "when": "倾倒", "from": "2021-01-01", "until": "2023-12-31", "basis": "试法 第一条",
            "limbs": [
                {"when": "货值金额1元以上", "fine": {"shall": "1元"}, "until": "2022-12-31"},
                {"fine": {"shall": "2元"}, "basis": "试法 第七条"},
            ],
        },
        {"one_of": [[{"fine": {"may": "3元"}}, {"warning": "may"}], [{"license_revoke": "may", "when": "及时改正"}]]},
        {"limbs": [{"one_of": [[{"fine": {"may": "4元"}}], [{"one_of": [[{"warning": "may"}], [{"detention": "may"}]]}]]}]},
    )  # fmt: skip
    goods = found[0].condition.parts[1]
    assert [(one.amount and one.amount.lo, one.kind) for one in found] == [
        (100, "fine"), (200, "fine"), (300, "fine"), (None, "warning"), (None, "license_revoke"), (400, "fine"), (None, "warning"), (None, "detention"),
    ]  # fmt: skip
    assert [(one.condition, one.guard) for one in found] == [
        (And((DUMPED, goods)), DUMPED),
        (DUMPED, DUMPED),
        (TRUE_CONDITION, TRUE_CONDITION),
        (TRUE_CONDITION, TRUE_CONDITION),
        (PROMPT, TRUE_CONDITION),
        (TRUE_CONDITION, TRUE_CONDITION),
        (TRUE_CONDITION, TRUE_CONDITION),
        (TRUE_CONDITION, TRUE_CONDITION),
    ]
    assert [(one.limb, one.group, one.branch) for one in found] == [
        ("0.1", None, None),
        ("0.2", None, None),
        (None, "g1", 0),
        (None, "g1", 0),
        (None, "g1", 1),
        ("2.1", "g2.1", 0),
        (
            "2.1",
            "g2.1",
            0,
        ),  # within a branch there is one group, and the branches of the inner one are those that count
        ("2.1", "g2.1", 1),
    ]
    assert [one.basis[0].article for one in found] == [1, 7, 5, 5, 5, 5, 5, 5]
    days = [(one.in_force.since, one.in_force.until) for one in found]
    assert days[:3] == [(date(2021, 1, 1), date(2022, 12, 31)), (date(2021, 1, 1), date(2023, 12, 31)), (None, None)]


@pytest.mark.parametrize(
    ("entry", "found"),
    [
        ({"limbs": [{"fine": {"shall": "1元"}}], "fine": {"shall": "1元"}}, ("ER205", {"first": "limbs", "second": "fine"})),
        ({"one_of": [[{"fine": {"shall": "1元"}}]], "warning": "may"}, ("ER205", {"first": "one_of", "second": "warning"})),
        ({"limbs": [{"fine": {"shall": "1元"}}], "warning": "may"}, ("ER205", {"first": "limbs", "second": "warning"})),
        ({"id": "x"}, ("ER516", {"id": "x"})),
        ({"when": "倾倒"}, ("ER516", {})),
        ({"warnig": "may"}, ("ER308", {"kind": "warnig", "near": "warning"})),
        ({"targt": "may"}, ("ER308", {"kind": "targt", "near": "target"})),
        *(({name: "may"}, ("ER308", {"kind": name, "near": near})) for name, near in (
            ("whem", "when"), ("fyne", "fine"), ("limbz", "limbs"), ("one_off", "one_of"), ("duratoin", "duration"), ("basys", "basis"),
        )),
        ({"warning": "mayy"}, ("ER518", {"kind": "warning", "text": "mayy", "near": "may"})),
        ({"fine": {"shall": "1元"}, "duration": "许久"}, ("ER422", {"text": "许久"})),
    ],
    ids=lambda one: one if isinstance(one, str) else None,  # of a set the order is not the same in every process
)  # fmt: skip
def test_what_is_said_of_an_entry(entry, found):
    (one,) = told(entry)
    assert (one[0], {k: v for k, v in one[1].items() if k in found[1]}) == found


# ---- amounts -----------------------------------------------------------------------------------------------------------


def fine(text):
    return measures({"fine": {"shall": text}})[0]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1元", Amount(None, Fraction(100), Fraction(100))),
        ("0元", Amount(None, Fraction(0), Fraction(0))),
        ("1元以上2元以下", Amount(None, Fraction(100), Fraction(200))),
        ("1元至1元", Amount(None, Fraction(100), Fraction(100))),
        ("1元以上", Amount(None, Fraction(100), None)),
        ("1元以下", Amount(None, None, Fraction(100))),
        ("货值金额1倍以上3倍以下", Amount("goods", Fraction(1), Fraction(3))),
        ("货值金额10%", Amount("goods", Fraction(1, 10), Fraction(1, 10))),
        ("货值金额0%以上1倍以下", Amount("goods", Fraction(0), Fraction(1))),
        ("货物每件1元", Amount("pieces", Fraction(100), Fraction(100), per="件")),
        ("面积每平方米1元以上2元以下", Amount("area", Fraction(100), Fraction(200), per="平方米")),
        ("货值金额2倍，不足1元的按1元计算", Amount("goods", Fraction(2), Fraction(2), base_floor=Fraction(100))),
        (
            "货值金额2倍，不低于1元，不超过1元",
            Amount("goods", Fraction(2), Fraction(2), floor=Fraction(100), cap=Fraction(100)),
        ),
        ("货值金额2倍，不低于0元", Amount("goods", Fraction(2), Fraction(2), floor=Fraction(0))),
        (
            "货物每件1元，不足10件的按10件计算",
            Amount("pieces", Fraction(100), Fraction(100), per="件", base_floor=Fraction(10)),
        ),
        ("1元以上，总额不超过2元", Amount(None, Fraction(100), None, cap=Fraction(200))),
    ],
)
def test_the_amount_of_a_fine(text, amount):
    assert (fine(text).amount, fine(text).refers) == (amount, None)


@pytest.mark.parametrize(
    ("reads", "lo_open", "hi_open", "from_open", "to_open"),
    [
        ({}, False, False, False, False),
        ({"以上": "excluded"}, True, False, True, False),
        ({"以下": "excluded"}, False, True, False, True),
        ({"以上": "excluded", "以下": "excluded"}, True, True, True, True),
    ],
)
def test_ends_are_open_as_the_instrument_reads_them(reads, lo_open, hi_open, from_open, to_open):
    """Of what is exact nothing is open, and an end that is not there is not open below."""
    said = document(*({"fine": {"shall": text}} for text in ("1元以上2元以下", "1元", "1元以上", "1元以下")))
    said = (
        {**said, "instruments": {**HEAD["instruments"], "试法": {**HEAD["instruments"]["试法"], "reads": reads}}}
        if reads
        else said
    )
    found = [(one.amount.lo_open, one.amount.hi_open) for one in sound(said).matters["m.one"].measures]
    assert found == [(lo_open, hi_open), (False, False), (from_open, hi_open), (False, to_open)]


@pytest.mark.parametrize(
    ("text", "found", "kept"),
    [
        ("1000", ("ER241", {"found": "1000", "suggestion": "1000元"}), False),
        ("1元以上2以下", ("ER241", {"found": "2", "suggestion": "2元"}), False),
        ("货物每件1", ("ER241", {"found": "1", "suggestion": "1元"}), False),
        ("2倍", ("ER415", {"text": "2倍"}), False),
        ("1元以上2倍以下", ("ER415", {"text": "1元以上2倍以下"}), False),
        ("货值金额1元", ("ER415", {"text": "货值金额1元"}), False),
        ("货值金额2", ("ER415", {"text": "货值金额2"}), False),  # no money is meant where there is a base
        ("货物每件2倍", ("ER415", {"text": "货物每件2倍"}), False),
        ("-1元", ("ER225", {"found": "-1元"}), True),
        ("-0.01元以上1元以下", ("ER225", {"found": "-0.01元以上1元以下"}), True),
        ("货值金额2倍，不低于-1元", ("ER225", {"found": "货值金额2倍，不低于-1元"}), True),
        ("货值金额2倍，不足-1元的按-1元计算", ("ER225", {"found": "货值金额2倍，不足-1元的按-1元计算"}), True),
        ("2元至1.99元", ("ER417", {"text": "2元至1.99元"}), True),
        ("2元以上1.99元以下", ("ER417", {"text": "2元以上1.99元以下"}), True),
        ("货值金额2倍，不低于1.01元，不超过1元", ("ER417", {"text": "货值金额2倍，不低于1.01元，不超过1元"}), True),
        ("货物2倍", ("ER419", {"text": "货物2倍", "fact": "货物"}), True),
        ("货值金额每件1元", ("ER423", {"text": "货值金额每件1元", "fact": "货值金额", "per": "每件"}), True),
        ("货物每户1元", ("ER423", {"text": "货物每户1元", "fact": "货物", "per": "每户", "unit": "件"}), True),
        ("期限每日1元", ("ER423", {"text": "期限每日1元", "fact": "期限", "per": "每日", "unit": "日"}), True),
        ("货值金额2倍，不低于10%", ("ER415", {"text": "货值金额2倍，不低于10%"}), False),
        ("货值金额2倍，不超过10%", ("ER415", {"text": "货值金额2倍，不超过10%"}), False),
        ("货值金额2倍，不足2次的按2次计算", ("ER415", {"text": "货值金额2倍，不足2次的按2次计算"}), False),
    ],
)  # fmt: skip
def test_an_amount_that_is_none(text, found, kept):
    program, said = compiled(document({"fine": {"shall": text}}))
    assert said == [found]
    assert (program.matters["m.one"].measures[0].amount is not None) == kept


def test_what_is_left_open_or_said_elsewhere():
    assert (fine("数额未规定").amount, fine("数额未规定").refers) == (None, None)
    for text, where in (
        ("依照本法第九条的规定", "本法第九条"),
        ("按照本法第九条规定", "本法第九条"),
        ("依照本法第九条", "本法第九条"),
        ("依照《试验法》第九条的规定", "《试验法》第九条"),  # by its title
    ):
        assert (fine(text).amount, fine(text).refers) == (None, Reference(where, (Citation("试法", 9),)))
    assert fine("依照有关法律的规定").refers == Reference("有关法律", ())


def test_what_a_fine_refers_to_is_cited():
    """Of the same law on the days of the matter; of another one in any of its versions."""
    instruments = {
        **HEAD["instruments"],
        "乙法": {"title": "乙法", "rank": "law", "versions": [{"id": "1", "from": "2019-01-01"}]},
    }
    said = document(
        {"fine": {"shall": "依照本法第九条的规定"}}, {"fine": {"shall": "依照《乙法》第八条的规定"}}, until="2024-12-31"
    )
    program = sound({**said, "instruments": instruments})
    cited = {one.citation: one.in_force for one in program.cites if one.citation.article in {8, 9}}
    assert cited == {Citation("试法", 9): program.matters["m.one"].in_force, Citation("乙法", 8): None}


def test_what_a_limb_cites_stands_in_the_days_of_all_around_it():
    limbs = [
        {"fine": {"shall": "1元"}, "basis": "试法 第七条"},
        {"fine": {"shall": "2元"}, "basis": "试法 第八条", "until": "2021-12-31"},
    ]
    block = {"limbs": limbs, "from": "2021-01-01", "until": "2023-12-31", "basis": "试法 第六条"}
    program = sound(document(block, until="2022-12-31"))
    held = {one.citation.article: (one.in_force.since, one.in_force.until) for one in program.cites if one.in_force}
    assert held == {
        5: (date(2020, 1, 1), date(2022, 12, 31)),
        6: (date(2021, 1, 1), date(2022, 12, 31)),
        7: (date(2021, 1, 1), date(2022, 12, 31)),
        8: (date(2021, 1, 1), date(2021, 12, 31)),
    }


def test_a_value_that_is_fixed_is_of_its_type():
    (program,) = (sound(document(fixes={"dumped": "true"})),)
    assert program.matters["m.one"].fixes == (("dumped", Values(frozenset({"true"}))),)
