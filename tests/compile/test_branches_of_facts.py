"""What a value at the conclusion means by type of fact, and where measures of nested penalties stand."""

import pytest
from strategies import HEAD, dumped, program_of

from enforcerules.compile.matters import places_of
from enforcerules.language.showing import spelling
from enforcerules.load.rulesets import load_rulesets
from enforcerules.model.program import Fact
from enforcerules.model.region import Numbers, Values, exactly

BASIS = "试法 第一条"


@pytest.mark.parametrize(
    ("declared", "said", "region"),
    [
        ({"type": "boolean"}, "true", Values(frozenset({"true"}))),
        ({"type": "boolean"}, "false", Values(frozenset({"false"}))),
        ({"type": "choice", "values": {"a": "甲", "b": "乙"}}, "乙", Values(frozenset({"b"}))),
        ({"type": "set", "values": {"a": "甲", "b": "乙"}}, "甲", Values(frozenset({"a"}))),
        ({"type": "text"}, "不详", Values(frozenset({"不详"}))),
        ({"type": "code"}, "0000", Values(frozenset({"0000"}))),
        # the second of three grades, counted from 0
        ({"type": "grade", "values": {"slight": "轻", "usual": "中", "grave": "重"}}, "中", exactly(1)),
        # 29 February 2024 is day 738945 counted from 1 January of the year 1: 2023 years are 738885 days, and 60 days
        ({"type": "date"}, "2024-02-29", exactly(738_945)),
        ({"type": "money"}, "2万元", exactly(2_000_000)),  # in 分
        ({"type": "decimal", "scale": 2, "unit": "千克"}, "3千克", exactly(3)),
    ],
    ids=lambda one: one.get("type") if isinstance(one, dict) else None,
)
def test_a_value_at_the_conclusion_is_of_the_type_of_its_fact(declared, said, region):
    """`on_unknown` of a fact of each type, written as the ruleset writes values of it."""
    fact = {"label": "事项", "on_unknown": said, "basis": BASIS, **declared}
    made = program_of({**HEAD, "ruleset": "t", "title": {"zh": "试验", "en": "trial"}, "facts": {"one": fact}})
    assert made.rulesets["t"].facts["one"].on_unknown == region


def test_every_measure_has_a_place(tmp_path):
    """One of two branches, a fine in limbs, two measures in one entry: six measures, the places in their order."""
    document = {
        **HEAD,
        "ruleset": "t",
        "title": {"zh": "试验", "en": "trial"},
        "facts": {"goods": {"label": "货值金额", "type": "money", "basis": BASIS}},
        "matters": [
            {
                "id": "m.one",
                "title": {"zh": "甲", "en": "one"},
                "penalised_by": "试法 第五条",
                "penalties": [
                    {"one_of": [[{"fine": {"may": "1000元以下"}}], [{"license_revoke": "may"}]]},
                    {
                        "limbs": [
                            {"when": "货值金额不足1万元", "fine": {"shall": "1000元以上5000元以下"}},
                            {"when": "货值金额1万元以上", "fine": {"shall": "货值金额1倍以上3倍以下"}},
                        ]
                    },
                    {"fine": {"shall": "100元"}, "license_revoke": "may"},
                ],
            }
        ],
    }
    path = tmp_path / "t.yaml"
    path.write_text(dumped(document), encoding="utf-8")
    loaded = load_rulesets([path], None)
    (doc,) = loaded.documents["t"].matters if isinstance(loaded.documents, dict) else loaded.documents[0].matters
    lines = [span.line for span in places_of(doc)]
    assert len(lines) == 6
    assert lines == sorted(lines)
    assert lines[4] == lines[5]
    assert len(set(lines)) == 5


def test_what_is_not_known_has_no_spelling():
    """A text that may be anything, a choice that may be two things, no number, a number that may be any."""
    text = Fact("one", "文字", "text", "t")
    choice = Fact("two", "种类", "choice", "t", values=(("a", "甲"), ("b", "乙")))
    money = Fact("three", "货值", "money", "t")
    assert spelling(text, Values(frozenset(), others=True)) is None
    assert spelling(text, Values(frozenset({"x"}), others=True)) is None
    assert spelling(choice, Values(frozenset({"a", "b"}))) is None
    assert spelling(money, Numbers(())) is None
    assert spelling(choice, Values(frozenset({"b"}))) == "b"
    assert spelling(money, exactly(6_601)) == "66.01"


def test_a_text_is_held_against_a_declared_name():
    """Words of other facts may be written in a test of a text: then it is the same text, and no other; texts have no order."""
    made = program_of(
        {
            **HEAD,
            "ruleset": "t",
            "title": {"zh": "试验", "en": "trial"},
            "facts": {
                "word": {"label": "说明", "type": "text", "basis": BASIS},
                "way": {"label": "方式", "type": "choice", "values": {"a": "线上", "b": "线下"}, "basis": BASIS},
            },
            "derived": {
                "same": {"label": "说明相同", "when": "说明为线上", "basis": BASIS},
                "other": {"label": "说明不同", "when": "说明不为线上", "basis": BASIS},
            },
        }
    )
    facts = made.rulesets["t"].facts
    assert facts["same"].formula.condition.region == Values(frozenset({"线上"}))
    assert facts["other"].formula.condition.region == Values(frozenset({"线上"}), others=True)
