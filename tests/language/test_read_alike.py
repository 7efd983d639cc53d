"""Every form of a condition and of an amount, with the tree that is meant: by hand, and by a grammar that is made anew."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from vocabularies import AWKWARD

from enforcerules.base.source import Span, Text
from enforcerules.language import parsing
from enforcerules.language.descent import Descent, Unread
from enforcerules.language.grammar import parser
from enforcerules.language.lexer import LexicalError, tokens
from enforcerules.language.parsing import NotReadable, amount_by_grammar, by_grammar, parse_amount, parse_condition
from enforcerules.language.vocabulary import vocabulary
from enforcerules.model.program import Fact, Parameter
from enforcerules.model.syntax import (
    All,
    Among,
    AmountText,
    AnyOf,
    Bound,
    Compare,
    Contains,
    Holds,
    Name,
    Not,
    ParameterName,
    Quantity,
    State,
)

PROMPT, MINOR, GOODS = Holds("prompt"), Holds("minor_act"), Holds("prefix")


def yuan(text, number):
    """An amount of money; `number` in 分."""
    return Quantity(text, Fraction(number), "元")


def goods(*bounds):
    return Compare("goods_value", bounds)


ONE, TWO = yuan("1元", 100), yuan("2元", 200)

CONDITIONS = {
    # ---- one test
    "及时改正": PROMPT,
    "「及时改正」": PROMPT,
    "（及时改正）": PROMPT,
    "货值金额超过1元": goods(Bound("超过", ONE)),
    "货值金额不低于1元不足2元": goods(Bound("不低于", ONE), Bound("不足", TWO)),
    "货值金额≥1元≤2元": goods(Bound(">=", ONE), Bound("<=", TWO)),
    "行为终了日早于2024-01-02": Compare("day", (Bound("<", Name("2024-01-02")),)),
    "行为终了日晚于2024-01-02": Compare("day", (Bound(">", Name("2024-01-02")),)),
    "货值金额1元以上": goods(Bound("以上", ONE)),
    "货值金额1元以下": goods(Bound("以下", ONE)),
    "货值金额1元以上2元以下": goods(Bound("以上", ONE), Bound("以下", TWO)),
    "货值金额1元以上不足2元": goods(Bound("以上", ONE), Bound("不足", TWO)),
    "货值金额1元至2元": goods(Bound(">=", ONE), Bound("<=", TWO)),
    "货值金额 in [1元, 2元]": goods(Bound(">=", ONE), Bound("<=", TWO)),
    "货值金额 in (1元，2元)": goods(Bound(">", ONE), Bound("<", TWO)),
    "货值金额 in （1元、2元）": goods(Bound(">", ONE), Bound("<", TWO)),
    "货值金额不超过听证标准": goods(Bound("不超过", ParameterName("hearing"))),
    "货值金额听证标准以上": goods(Bound("以上", ParameterName("hearing"))),
    "危害后果轻微以上": Compare("harm", (Bound("以上", Name("轻微")),)),
    "危害后果不低于轻微": Compare("harm", (Bound("不低于", Name("轻微")),)),
    "行为终了日2024-01-02以上": Compare("day", (Bound("以上", Name("2024-01-02")),)),
    "所属类别为甲类": Among("kind", (Name("甲类"),)),
    "所属类别不为甲类": Among("kind", (Name("甲类"),), negated=True),
    "所属类别=甲类": Among("kind", (Name("甲类"),)),
    "所属类别≠甲类": Among("kind", (Name("甲类"),), negated=True),
    "所属类别为甲类、3级之一": Among("kind", (Name("甲类"), Name("3级"))),
    "所属类别不为甲类、「及时改正」、3级之一": Among("kind", (Name("甲类"), Name("及时改正"), Name("3级")), negated=True),
    "及时改正为是": Among("prompt", (Name("true"),)),
    "及时改正不为否": Among("prompt", (Name("false"),), negated=True),
    "一年内次数为3次": Among("count", (Quantity("3次", Fraction(3), "次"),)),
    "涉及领域包含金融安全": Contains("fields", Name("金融安全")),
    "货值金额无法确定": State("goods_value", "无法确定"),
    "货值金额已查明": State("goods_value", "已查明"),
    # ---- several
    "及时改正 且 货值": All((PROMPT, GOODS)),
    "及时改正 或 货值": AnyOf((PROMPT, GOODS)),
    "及时改正 且 货值 且 违法行为轻微": All((PROMPT, GOODS, MINOR)),
    "及时改正 或 货值 或 违法行为轻微": AnyOf((PROMPT, GOODS, MINOR)),
    "非 及时改正": Not(PROMPT),
    "非 非 及时改正 且 货值": All((Not(Not(PROMPT)), GOODS)),
    "非 （及时改正 且 货值）": Not(All((PROMPT, GOODS))),
    "（及时改正 或 货值） 且 非（违法行为轻微）": All((AnyOf((PROMPT, GOODS)), Not(MINOR))),
    "及时改正 且 （货值 或 （违法行为轻微 且 及时改正））": All((PROMPT, AnyOf((GOODS, All((MINOR, PROMPT)))))),
}  # fmt: skip

TEN, TWENTY = (Quantity(f"{n}倍", Fraction(n), "率") for n in (10, 20))
AMOUNTS = {
    "1元": AmountText(None, ONE, ONE),
    "1元以上": AmountText(None, ONE, None),
    "1元以下": AmountText(None, None, ONE),
    "1元以上2元以下": AmountText(None, ONE, TWO),
    "1元至2元": AmountText(None, ONE, TWO),
    "货值金额10倍": AmountText("goods_value", TEN, TEN),
    "货值金额的10倍": AmountText("goods_value", TEN, TEN),
    "货值金额的10倍以上20倍以下": AmountText("goods_value", TEN, TWENTY),
    "货物每件1元以上2元以下": AmountText("pieces", ONE, TWO, "件"),
    "货物的每件1元": AmountText("pieces", ONE, ONE, "件"),
    "货值金额10倍，不超过2元": AmountText("goods_value", TEN, TEN, cap=TWO),
    "货值金额10倍不高于2元": AmountText("goods_value", TEN, TEN, cap=TWO),
    "货值金额10倍，总额不超过2元": AmountText("goods_value", TEN, TEN, cap=TWO),
    "货值金额10倍，但不低于1元": AmountText("goods_value", TEN, TEN, floor=ONE),
    "货值金额10倍，不少于1元，但不超过2元": AmountText("goods_value", TEN, TEN, floor=ONE, cap=TWO),
    "货值金额10倍，不足1元按1元计算": AmountText("goods_value", TEN, TEN, base_floor=ONE),
    "货值金额10倍，不足1元的按1元计算": AmountText("goods_value", TEN, TEN, base_floor=ONE),
    "货值金额10倍，不满1元的，按照1元计算": AmountText("goods_value", TEN, TEN, base_floor=ONE),
    "货值金额10倍，货值金额低于1元的按1元计算": AmountText("goods_value", TEN, TEN, base_floor=ONE),
    "货值金额10倍，少于1元的按1元计算，不超过2元": AmountText("goods_value", TEN, TEN, base_floor=ONE, cap=TWO),
}  # fmt: skip


def by_hand(text, start):
    return getattr(Descent(list(tokens(text, AWKWARD)), AWKWARD), start)()


@pytest.fixture
def anew(monkeypatch):
    """A grammar that is made for this test."""
    made = parser.__wrapped__()
    monkeypatch.setattr(parsing, "parser", lambda: made)


@pytest.mark.parametrize(("text", "tree"), CONDITIONS.items())
def test_a_condition_is_read_by_hand(text, tree):
    assert by_hand(text, "condition") == tree


@pytest.mark.parametrize(("text", "made"), AMOUNTS.items())
def test_an_amount_is_read_by_hand(text, made):
    assert by_hand(text, "amount") == made


@pytest.mark.usefixtures("anew")
def test_the_grammar_reads_the_same():
    for text, tree in CONDITIONS.items():
        assert by_grammar(Text(text), list(tokens(text, AWKWARD)), AWKWARD) == tree, text
    for text, made in AMOUNTS.items():
        assert amount_by_grammar(Text(text), list(tokens(text, AWKWARD)), AWKWARD) == made, text


PLACES = {
    # text: where the test stands, and each of its operands, by start and length
    "及时改正": [(0, 4)],
    " 货值金额不超过12元": [(1, 10), (8, 3)],
    "货值金额 1元以上 2元以下": [(0, 14), (5, 2), (10, 2)],
    "货值金额 in [1元, 22元]": [(0, 17), (9, 2), (13, 3)],
    "所属类别为甲类、「3级」之一": [(0, 14), (5, 2), (8, 4)],
    "涉及领域包含金融安全": [(0, 10), (6, 4)],
    "货值金额超过听证标准": [(0, 10), (6, 4)],
    "货值金额 已查明": [(0, 8)],
}


@pytest.mark.parametrize(("text", "places"), PLACES.items())
def test_where_a_test_and_its_operands_stand(text, places):
    for tree in (by_hand(text, "condition"), by_grammar(Text(text), list(tokens(text, AWKWARD)), AWKWARD)):
        operands = [one.operand for one in getattr(tree, "bounds", ())] + [*getattr(tree, "values", ())]
        operands += [tree.value] if isinstance(tree, Contains) else []
        assert [tree.place, *(one.place for one in operands)] == places


@pytest.mark.parametrize(
    "text",
    [
        "且", "及时改正 且", "及时改正 货值", "及时改正 且 货值 或 货值", "（及时改正", "及时改正）", "（及时改正]", "非", "听证标准",
        "货值金额1元", "货值金额1元至", "货值金额1元以上2元", "货值金额1元2元", "货值金额超过", "货值金额超过以上", "货值金额 in [1元 2元]",
        "货值金额 in [1元, 2元", "货值金额 in 1元, 2元]", "货值金额为", "所属类别为甲类、3级", "所属类别为甲类3级之一", "所属类别为、甲类之一",
        "所属类别为甲类之一", "涉及领域包含", "涉及领域包含且", "货值金额为货值",
    ],
)  # fmt: skip
def test_a_condition_that_is_left_to_the_grammar(text):
    with pytest.raises(Unread):
        by_hand(text, "condition")


@pytest.mark.parametrize(
    "text",
    [
        "货值金额", "货值金额的", "甲类", "1元以上2元", "1元以下2元以上", "1元以上2元以上", "1元以下2元以下", "1元至", "1元2元", "货值金额每件",
        "1元，", "1元，超过2元", "1元，不足2元", "1元，不足2元的按2元计算", "货值金额10倍，不足1元的按2元计算", "货值金额10倍，不足1元的按1倍计算",
        "货值金额10倍，不超过2元的按2元计算", "货值金额10倍，货物不足1元的按1元计算", "货值金额10倍，货值金额不超过2元", "货值金额10倍，总额不足1元的按1元计算",
        "货值金额10倍，不足1元的按1元", "货值金额10倍，不足1元的1元计算", "货值金额10倍，不超过2元，不高于2元", "货值金额10倍，不低于1元，不少于1元",
        "货值金额10倍，不足1元的按1元计算，不满1元的按1元计算",
    ],
)  # fmt: skip
def test_an_amount_that_is_left_to_the_grammar(text):
    with pytest.raises(Unread):
        by_hand(text, "amount")


# ---- tokens ------------------------------------------------------------------------------------------------------------


def kinds(text):
    return [(one.type, one.text) for one in tokens(text, AWKWARD)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # 非 counts before a blank, a bracket or the end only
        ("非 货值", ["NOT 非", "FACT 货值"]),
        ("非\n货值", ["NOT 非", "FACT 货值"]),
        ("非　货值", ["NOT 非", "FACT 货值"]),
        ("非(货值)", ["NOT 非", "LPAR (", "FACT 货值", "RPAR )"]),
        ("非（货值）", ["NOT 非", "LPAR （", "FACT 货值", "RPAR ）"]),
        ("非「货值」", ["NOT 非", "FACT 「货值」"]),
        ("非", ["NOT 非"]),
        ("非公有制单位", ["FACT 非公有制单位"]),
        # the label 3次以上 is one where a test may begin, and none after a fact or a word of comparison
        ("3次以上", ["FACT 3次以上"]),
        ("且3次以上", ["AND 且", "FACT 3次以上"]),
        ("一年内次数3次以上", ["FACT 一年内次数", "QUANTITY 3次", "AFTER 以上"]),
        ("一年内次数超过3次以上", ["FACT 一年内次数", "BEFORE 超过", "QUANTITY 3次", "AFTER 以上"]),
        # a value may be longer than the number that it begins with
        ("所属类别为3级", ["FACT 所属类别", "IS 为", "VALUE 3级"]),
        ("所属类别为3件", ["FACT 所属类别", "IS 为", "QUANTITY 3件"]),
        # a name that is a fact and a value is a value where one is expected
        ("及时改正", ["FACT 及时改正"]),
        ("所属类别为及时改正", ["FACT 所属类别", "IS 为", "VALUE 及时改正"]),
        ("所属类别不为「及时改正」", ["FACT 所属类别", "ISNOT 不为", "VALUE 「及时改正」"]),
        # the longest reading, and of two as long the name
        ("不为人知", ["VALUE 不为人知"]),
        ("且有从重情节", ["FACT 且有从重情节"]),
        ("且且有从重情节", ["AND 且", "FACT 且有从重情节"]),
        ("no prior case", ["FACT no prior case"]),
        ("prompt and prefix", ["FACT prompt", "AND and", "FACT prefix"]),
        ("own_sum", ["FACT own_sum"]),
        ("听证标准", ["PARAMETER 听证标准"]),
        ("hearing", ["PARAMETER hearing"]),
        ("货款", ["FACT 货款"]),
        ("goods_value", ["FACT goods_value"]),
        ("总额不超过1元", ["TOTAL 总额", "BEFORE 不超过", "QUANTITY 1元"]),
        ("每件", ["PER 每件"]),
        ("每平方米1元", ["PER 每平方米", "QUANTITY 1元"]),
        ("2024-01-02", ["DAY 2024-01-02"]),
        ("2024-01-02以上", ["DAY 2024-01-02", "AFTER 以上"]),
        ("-3元", ["QUANTITY -3元"]),
        ("三件", ["QUANTITY 三件"]),
        ("十五万元", ["QUANTITY 十五万元"]),
        ("5万件", ["QUANTITY 5万件"]),
    ],
)  # fmt: skip
def test_tokens(text, found):
    assert [f"{type_} {piece}" for type_, piece in kinds(text)] == found


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("3", 3, ""),
        ("0", 0, ""),
        ("-3", -3, ""),
        ("1.5", Fraction(3, 2), ""),
        ("1元", 100, "元"),
        ("1角", 10, "元"),
        ("1分", 1, "元"),
        ("0.01元", 1, "元"),
        ("1千元", 100_000, "元"),
        ("1万元", 1_000_000, "元"),
        ("1亿元", 10_000_000_000, "元"),
        ("二十万元", 20_000_000, "元"),
        ("30%", Fraction(3, 10), "率"),
        ("5‰", Fraction(1, 200), "率"),
        ("2倍", 2, "率"),
        ("3天", 3, "日"),
        ("3日", 3, "日"),
        ("3月", 3, "个月"),
        ("3个月", 3, "个月"),
        ("3个工作日", 3, "工作日"),
        ("3工作日", 3, "工作日"),
        ("3年", 3, "年"),
        ("5万件", 50_000, "件"),
        ("2亿平方米", 200_000_000, "平方米"),
        ("五万平方米", 50_000, "平方米"),
        ("999999999999999999元", 99_999_999_999_999_999_900, "元"),  # 18 digits
    ],
)
def test_a_quantity_in_the_unit_that_is_reckoned_with(text, number, unit):
    (token,) = tokens(text, AWKWARD)
    assert (token.type, token.text, token.start, token.number, token.unit) == ("QUANTITY", text, 0, number, unit)


def test_where_tokens_stand():
    found = list(tokens(" 货值金额 1元以上且（及时改正）", AWKWARD))
    assert [(one.start, one.text) for one in found] == [
        (1, "货值金额"), (6, "1元"), (8, "以上"), (10, "且"), (11, "（"), (12, "及时改正"), (16, "）"),
    ]  # fmt: skip


def test_a_day_is_a_day_of_the_calendar():
    """The text of a day goes on unread: what day it is, and whether there is one, is asked of the fact it is held against."""
    (token,) = tokens("2024-02-29", AWKWARD)
    assert date.fromisoformat(token.text) == date(2024, 2, 29)


# ---- names that look like something else ---------------------------------------------------------------------------------

ODD = vocabulary(
    {
        "times": Fact("times", "次数", "integer", "t", unit="次"),
        "three": Fact("three", "3次", "boolean", "t"),
        "own": Fact("own", "own", "boolean", "t", also=("own重",)),
        "own_sum": Fact("own_sum", "own_sum", "money", "t"),
        "weight": Fact("weight", "重量", "decimal", "t", unit="千克"),
        "rank": Fact("rank", "层级", "choice", "t", values=(("a", "甲"), ("b", "次数"))),
    },
    {},
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("3次", ["FACT 3次"]),  # of two readings as long the name
        ("（3次）", ["LPAR （", "FACT 3次", "RPAR ）"]),
        ("次数为3次", ["FACT 次数", "IS 为", "QUANTITY 3次"]),
        ("次数不为3次", ["FACT 次数", "ISNOT 不为", "QUANTITY 3次"]),
        ("次数超过3次", ["FACT 次数", "BEFORE 超过", "QUANTITY 3次"]),
        # the bracket of an interval, square or round, is no bracket of a condition
        (
            "次数 in [3次, 3次]",
            ["FACT 次数", "IN in", "SQUARE [", "QUANTITY 3次", "COMMA ,", "QUANTITY 3次", "SQUARE_END ]"],
        ),
        ("次数 in (3次, 3次)", ["FACT 次数", "IN in", "LPAR (", "QUANTITY 3次", "COMMA ,", "QUANTITY 3次", "RPAR )"]),
        ("次数3次至3次", ["FACT 次数", "QUANTITY 3次", "TO 至", "QUANTITY 3次"]),
        ("层级为甲、次数之一", ["FACT 层级", "IS 为", "VALUE 甲", "COMMA 、", "VALUE 次数", "ONEOF 之一"]),
        ("层级为次数", ["FACT 层级", "IS 为", "VALUE 次数"]),
        ("own", ["FACT own"]),
        ("own_sum", ["FACT own_sum"]),
        ("own重", ["FACT own重"]),
        ("own且own_sum", ["FACT own", "AND 且", "FACT own_sum"]),
        ("重量十二千克", ["FACT 重量", "QUANTITY 十二千克"]),  # 十二千 is no number: its last sign begins the unit
        ("重量3千克", ["FACT 重量", "QUANTITY 3千克"]),
    ],
)
def test_a_name_where_something_else_could_stand(text, found):
    assert [f"{one.type} {one.text}" for one in tokens(text, ODD)] == found


@pytest.mark.parametrize(
    ("text", "code", "start", "shown"),
    [
        ("own_summary", "ER406", 0, "own_summary"),  # an id does not end within a longer one
        ("own且owned", "ER406", 4, "owned"),
        ("own andown", "ER406", 4, "andown"),  # nor does a word
        ("丙且own", "ER406", 0, "丙"),
        ("非丙且own", "ER404", 0, "非丙"),
        ("次数三十二二次", "ER406", 2, "三十二二次"),
        ("次数1.5.5次", "ER403", 2, "1.5.5"),
        ("次数1_次", "ER403", 2, "1_"),
    ],
)
def test_a_place_that_is_no_token(text, code, start, shown):
    with pytest.raises(LexicalError) as refused:
        list(tokens(text, ODD))
    assert (refused.value.code, refused.value.start, refused.value.texts[-1]) == (code, start, shown)


def test_a_label_goes_before_an_id_and_a_fact_before_a_parameter():
    facts = {
        "one": Fact("one", "甲", "boolean", "t"),
        "two": Fact("two", "one", "boolean", "t"),
        "three": Fact("three", "丙", "boolean", "t", also=("two",)),
    }
    words = vocabulary(
        facts,
        {
            "甲": Parameter("甲", "three", "money", None, None, (), "t"),
            "p": Parameter("p", "丁", "money", "担", None, (), "t"),
        },
    )
    named = {"one": "two", "two": "three", "three": "three", "甲": "one", "丙": "three"}
    assert {name: words.names[name] for name in named} == {name: ("fact", fact) for name, fact in named.items()}
    assert words.names["丁"] == words.names["p"] == ("parameter", "p")
    assert {"担", "元", "次", "工作日"} <= words.units
    assert words.longest_unit == 4  # 个工作日


def test_one_text_that_is_a_condition_and_an_amount():
    """Each is kept under what it was read as."""
    text, words = Text("货值金额1元以上"), vocabulary(AWKWARD.facts, AWKWARD.parameters)
    for _ in range(2):
        assert parse_condition(text, words) == goods(Bound("以上", ONE))
        assert parse_amount(text, words) == AmountText("goods_value", ONE, None)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("（" * 32 + "货值" + "）" * 32, None),
        ("（" * 33 + "货值" + "）" * 33, 33),
        ("非 " * 32 + "货值", None),
        ("非 " * 33 + "货值", 65),  # every second place
        ("（" * 20 + "非 " * 12 + "货值" + "）" * 20, None),
        ("（" * 20 + "非 " * 13 + "货值" + "）" * 20, 45),
        (
            " 且 ".join(["（非 货值）"] * 40),
            None,
        ),  # one after another is not deep: a bracket closes, and 非 ends with its test
        (" 且 ".join(["非 货值"] * 40), None),
    ],
    ids=["32 （", "33 （", "32 非", "33 非", "20 and 12", "20 and 13", "40 brackets", "40 非"],
)
def test_how_deep_a_condition_may_be(text, at):
    """32 brackets and negations within one another; the one too many is shown."""
    given = Text(text, Span("r.yaml", 1, 1, 1, len(text) + 1))
    if at is None:
        parse_condition(given, AWKWARD)
        return
    with pytest.raises(NotReadable) as refused:
        parse_condition(given, AWKWARD)
    found = refused.value.diagnostic
    assert (found.code, found.span, dict(found.args)) == ("ER402", Span("r.yaml", 1, at, 1, at + 1), {"limit": "32"})


def test_nothing_is_a_quantity_too():
    """0元 is a figure like any other, also where the grammar reads it."""
    zero = yuan("0元", 0)
    assert by_grammar(Text("货值金额0元以上"), list(tokens("货值金额0元以上", AWKWARD)), AWKWARD) == goods(
        Bound("以上", zero)
    )
    assert amount_by_grammar(Text("0元"), list(tokens("0元", AWKWARD)), AWKWARD) == AmountText(None, zero, zero)


def test_limits_that_the_grammar_refuses():
    """Where a limit means nothing the grammar says so; `start`: where what is shown begins (0-based)."""
    for text, start in (
        ("货值金额10倍，不足1元的按2元计算", 8),
        ("货值金额10倍，不足1元的按1倍计算", 8),
        ("货值金额10倍，超过1元的按1元计算", 8),
        ("货值金额10倍，货物不足1元的按1元计算", 8),
        ("1元，不足1元的按1元计算", 3),
        ("货值金额10倍，不超过2元，不高于2元", 14),
        ("货值金额10倍，超过2元", 8),
        ("货值金额10倍超过2元", 7),
    ):
        given = Text(text, Span("r.yaml", 1, 1, 1, len(text) + 1))
        with pytest.raises(NotReadable) as refused:
            amount_by_grammar(given, list(tokens(text, AWKWARD)), AWKWARD)
        found = refused.value.diagnostic
        assert (found.code, dict(found.args)) == ("ER421", {"text": text[start:]}), text
        assert found.span == Span("r.yaml", 1, start + 1, 1, len(text) + 1), text
