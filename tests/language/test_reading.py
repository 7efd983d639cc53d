"""What conditions mean: boundary conventions, Chinese numerals, the two readings of 且 with 或."""

from __future__ import annotations

from fractions import Fraction

import pytest
from vocabularies import AWKWARD

from enforcerules.base.diagnostics import Diagnostic
from enforcerules.base.source import Span, Text
from enforcerules.compile.lower import lower
from enforcerules.language.parsing import NotReadable, parse_amount, parse_condition
from enforcerules.language.printing import print_condition
from enforcerules.language.vocabulary import vocabulary
from enforcerules.model.program import Atom, Fact, Reads
from enforcerules.model.region import Interval, Numbers
from enforcerules.model.syntax import All, Among, Compare, Holds, Name, ParameterName, Quantity

BOTH, ABOVE, BELOW, NEITHER = Reads(), Reads(below=False), Reads(above=False), Reads(above=False, below=False)


def region_of(text: str, reads: Reads = BOTH) -> Numbers:
    atom = lower(parse_condition(Text(text), AWKWARD), AWKWARD, reads, Text(text))
    assert isinstance(atom, Atom)
    assert isinstance(atom.region, Numbers)
    return atom.region


def one(*ends: int | None, lo_open: bool = False, hi_open: bool = False) -> Numbers:
    return Numbers((Interval(ends[0], ends[1], lo_open=lo_open, hi_open=hi_open),))


@pytest.mark.parametrize(
    ("text", "reads", "expected"),
    [
        ("货值金额1元以上", BOTH, one(100, None)),
        ("货值金额1元以上", BELOW, one(100, None, lo_open=True)),
        ("货值金额1元以下", BOTH, one(None, 100)),
        ("货值金额1元以下", ABOVE, one(None, 100, hi_open=True)),
        ("货值金额1元以上2元以下", BOTH, one(100, 200)),
        ("货值金额1元以上2元以下", ABOVE, one(100, 200, hi_open=True)),
        ("货值金额1元以上2元以下", NEITHER, one(100, 200, lo_open=True, hi_open=True)),
        ("货值金额1元以上不满2元", NEITHER, one(100, 200, lo_open=True, hi_open=True)),
        # the convention is about 以上 and 以下 only
        ("货值金额不低于1元", NEITHER, one(100, None)),
        ("货值金额不超过1元", NEITHER, one(None, 100)),
        ("货值金额超过1元", BOTH, one(100, None, lo_open=True)),
        ("货值金额不足1元", BOTH, one(None, 100, hi_open=True)),
        ("货值金额1元至2元", NEITHER, one(100, 200)),
        ("货值金额 >= 1元", NEITHER, one(100, None)),
        ("货值金额 in [1元, 2元)", NEITHER, one(100, 200, hi_open=True)),
        ("危害后果不高于轻微", NEITHER, one(None, 1)),
        ("行为终了日早于 2024-02-29", BOTH, one(None, 738945, hi_open=True)),
    ],
)
def test_what_a_comparison_includes(text: str, reads: Reads, expected: Numbers) -> None:
    assert region_of(text, reads) == expected


def test_what_an_instrument_excludes_is_said_beside_the_words() -> None:
    text = Text("货值金额1元以上2元以下")
    atom = lower(parse_condition(text, AWKWARD), AWKWARD, ABOVE, text)
    assert isinstance(atom, Atom)
    assert atom.wanted.endswith("（以下不含本数）")


@pytest.mark.parametrize(
    ("chinese", "figures"),
    [
        ("一年内次数三次以上", "一年内次数3次以上"),
        ("一年内次数两次", None),
        ("货值金额二万元以上", "货值金额2万元以上"),
        ("货值金额十五万元以下", "货值金额15万元以下"),
        ("货值金额一百二十四元以上", "货值金额124元以上"),
        ("货值金额一千零五元以上", "货值金额1005元以上"),
        ("货值金额三亿元以上", "货值金额3亿元以上"),
        ("货值金额10.5万元以上", "货值金额105000元以上"),
        ("破坏面积五万平方米以上", "破坏面积50000平方米以上"),  # 万元 is a unit, 万平方米 a number and a unit
        ("破坏面积2亿平方米以上", "破坏面积200000000平方米以上"),
        ("超标倍数三倍以下", "超标倍数3倍以下"),
        ("扣押期限三十日以上", "扣押期限30天以上"),
        ("不合格比例百分之三十以上", None),
        ("货值金额一百二元以上", None),
        ("货值金额二〇二四元以上", None),
    ],
)
def test_chinese_numerals(chinese: str, figures: str | None) -> None:
    """A numeral reads like its figures; what has two readings, or none, is refused."""
    if figures is None:
        with pytest.raises(NotReadable):
            parse_condition(Text(chinese), AWKWARD)
    else:
        assert region_of(chinese) == region_of(figures)


@pytest.mark.parametrize(
    ("text", "lo", "hi"),
    [
        ("三万元以上五万元以下", 3_000_000, 5_000_000),
        ("二百元以下", None, 20_000),
        ("货值金额十倍以上二十倍以下", 10, 20),
        ("货值金额1%以上5%以下", Fraction(1, 100), Fraction(1, 20)),
        ("货值金额的2倍", 2, 2),
        ("200元至2000元", 20_000, 200_000),
        ("0.3亿元", 3_000_000_000, 3_000_000_000),
    ],
)
def test_amounts(text: str, lo: object, hi: object) -> None:
    read = parse_amount(Text(text), AWKWARD)
    assert (read.lo and read.lo.number, read.hi and read.hi.number) == (lo, hi)


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        ("货值金额2倍，不足1万元的按1万元计算", {"base_floor": 1_000_000}),
        ("货值金额2倍，不低于1000元", {"floor": 100_000}),
        ("货值金额2倍，不少于1000元，总额不高于5万元", {"floor": 100_000, "cap": 5_000_000}),
        ("货值金额2倍，货值金额不满1万元的，按1万元计算", {"base_floor": 1_000_000}),
        ("1000元以上，总额不超过5万元", {"cap": 5_000_000}),
    ],
)
def test_limits_of_an_amount(text: str, limits: dict[str, int]) -> None:
    read = parse_amount(Text(text), AWKWARD)
    found = {"base_floor": read.base_floor, "floor": read.floor, "cap": read.cap}
    assert {name: one.number for name, one in found.items() if one is not None} == limits


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("5万元，不足1万元的按1万元计算", "不足1万元的按1万元计算"),  # no base that could be less
        ("货值金额2倍，不足1万元的按2万元计算", "不足1万元的按2万元计算"),  # two figures
        ("货值金额2倍，不足10000元的按1次计算", "不足10000元的按1次计算"),  # two units
        ("货值金额2倍，超过1万元的按1万元计算", "超过1万元的按1万元计算"),  # no minimum
        ("货值金额2倍，拟处罚款不足1万元的按1万元计算", "拟处罚款不足1万元的按1万元计算"),  # of another base
        ("货值金额2倍，不低于1元，不少于2元", "不少于2元"),  # twice
        ("货值金额2倍，超过1万元", "超过1万元"),  # neither at least nor at most
    ],
)
def test_limits_that_are_none(text: str, shown: str) -> None:
    """The whole limit is shown where it stands, without the comma before it."""
    with pytest.raises(NotReadable) as caught:
        parse_amount(Text(text, Span("r.yaml", 1, 1, 1, len(text) + 1)), AWKWARD)
    found = caught.value.diagnostic
    assert (found.code, dict(found.args)) == ("ER421", {"text": shown})
    start = text.index(shown) + 1
    assert found.span == Span("r.yaml", 1, start, 1, start + len(shown))


def test_one_sided_amounts_and_reversed_ones() -> None:
    assert parse_amount(Text("5万元以上"), AWKWARD).hi is None
    assert parse_amount(Text("5万元以下"), AWKWARD).lo is None
    for text, code in (("5万元以下1万元以上", "ER417"), ("5万元以下10万元以下", "ER409")):
        with pytest.raises(NotReadable) as caught:
            parse_amount(Text(text), AWKWARD)
        assert caught.value.diagnostic.code == code


def test_two_ends_are_printed_as_an_interval() -> None:
    """Whichever of the two ways it was written in; every kind of end has its bracket."""
    for text, printed in (
        ("货值金额 > 1元 < 2元", "货值金额 in (1元, 2元)"),
        ("货值金额 >= 1元 <= 2元", "货值金额 in [1元, 2元]"),
        ("货值金额 in [1元, 2元)", "货值金额 in [1元, 2元)"),
        ("货值金额 < 2元", "货值金额 < 2元"),
        ("货值金额超过1元不足2元", "货值金额超过1元不足2元"),
    ):
        assert print_condition(parse_condition(Text(text), AWKWARD), AWKWARD) == printed


def test_a_list_of_one_value_needs_no_closing_word() -> None:
    for text in ("所属类别为甲类", "所属类别不为甲类", "所属类别为甲类、3级之一", "所属类别不为甲类、3级之一"):
        assert print_condition(parse_condition(Text(text), AWKWARD), AWKWARD) == text


def test_where_a_test_stands() -> None:
    """Start and length, the name and all that is asked of it."""
    assert parse_condition(Text("及时改正"), AWKWARD) == Holds("prompt", (0, 4))
    tree = parse_condition(Text("及时改正 且 货值金额1元以上2元以下"), AWKWARD)
    assert isinstance(tree, All)
    assert [part.place for part in tree.parts if isinstance(part, Holds | Compare)] == [(0, 4), (7, 12)]


def test_a_word_that_is_a_fact_and_a_value() -> None:
    """及时改正 is a fact, and a value where a value is asked for."""
    kind = parse_condition(Text("所属类别为及时改正"), AWKWARD)
    assert isinstance(kind, Among)
    assert [value.text for value in kind.values if isinstance(value, Name)] == ["及时改正"]
    assert isinstance(parse_condition(Text("及时改正"), AWKWARD), Holds)
    limit = parse_condition(Text("拟处罚款不低于听证标准"), AWKWARD)
    assert isinstance(limit, Compare)
    assert isinstance(limit.bounds[0].operand, ParameterName)


WEIGHED = vocabulary(
    {
        "weight": Fact("weight", "重量", "decimal", "t", unit="千克"),
        "term": Fact("term", "补正期限", "period", "t", unit="工作日"),
    },
    {},
)


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("重量十二千克以上", 12, "千克"),  # 十二千 is no number: the unit begins with 千
        ("重量3千克以上", 3, "千克"),
        ("补正期限五个工作日以上", 5, "工作日"),
        ("补正期限5工作日以上", 5, "工作日"),
    ],
)
def test_units_that_run_into_the_number(text: str, number: int, unit: str) -> None:
    tree = parse_condition(Text(text), WEIGHED)
    assert isinstance(tree, Compare)
    operand = tree.bounds[0].operand
    assert isinstance(operand, Quantity)
    assert (operand.number, operand.unit) == (number, unit)


def test_names_of_facts() -> None:
    """A fact is found by its label, another name or its id; a parameter is none."""
    named = [AWKWARD.fact_named(text) for text in ("货值金额", "货款", "goods_value", "听证标准", "没有这个")]
    assert [one and one.id for one in named] == ["goods_value", "goods_value", "goods_value", None, None]


def refused(text: str) -> Diagnostic:
    with pytest.raises(NotReadable) as caught:
        parse_condition(Text(text, Span("r.yaml", 1, 1, 1, len(text) + 1)), AWKWARD)
    return caught.value.diagnostic


@pytest.mark.parametrize(
    ("text", "left", "right", "column"),
    [
        (
            "及时改正 且 违法行为轻微 或 货值",
            "（及时改正 且 违法行为轻微） 或 货值",
            "及时改正 且 （违法行为轻微 或 货值）",
            15,
        ),
        (
            "及时改正 或 违法行为轻微 且 货值",
            "及时改正 或 （违法行为轻微 且 货值）",
            "（及时改正 或 违法行为轻微） 且 货值",
            15,
        ),
        (
            "及时改正 且 货值 或 违法行为轻微 且 货值",
            "（及时改正 且 货值） 或 （违法行为轻微 且 货值）",
            "及时改正 且 （货值 或 违法行为轻微） 且 货值",
            11,
        ),
        (
            "非 （及时改正 且 货值 或 违法行为轻微） 且 货值",
            "非 （（及时改正 且 货值） 或 违法行为轻微） 且 货值",
            "非 （及时改正 且 （货值 或 违法行为轻微）） 且 货值",
            14,
        ),
        (
            "（及时改正 或 货值）且 违法行为轻微 或 「主动（如实）供述」",
            "（（及时改正 或 货值） 且 违法行为轻微） 或 「主动（如实）供述」",
            "（及时改正 或 货值） 且 （违法行为轻微 或 「主动（如实）供述」）",
            21,
        ),
    ],
)
def test_two_readings_are_both_shown(text: str, left: str, right: str, column: int) -> None:
    """Each reading that is shown can be read, and they are two."""
    found = refused(text)
    assert found.code == "ER407"
    assert dict(found.args) == {"left": left, "right": right}
    assert found.span is not None
    assert found.span.column == column
    trees = [parse_condition(Text(reading), AWKWARD) for reading in (left, right)]
    assert trees[0] != trees[1]
    assert all(parse_condition(Text(print_condition(tree, AWKWARD)), AWKWARD) == tree for tree in trees)


@pytest.mark.parametrize(
    ("text", "code", "column", "shown"),
    [
        ("及时改正 且 货值金颠1万元以上", "ER406", 8, "货值金颠"),
        ("危害后果为没用", "ER410", 6, "没用"),
        ("所属类别为甲类、丙类之一", "ER410", 9, "丙类"),
        ("货值金额１万元以上", "ER226", 5, "１"),
        ("货值金额10，000元以上", "ER226", 5, "10，000"),
        ("及时改正且（违法行为轻微", "ER405", 6, "（违法行为轻微"),
        ("及时改正 违法行为轻微", "ER409", 6, "违法行为轻微"),
        ("「及时改过」", "ER406", 2, "及时改过"),
        ("及时改正；违法行为轻微", "ER406", 5, "；"),
        ("货值金额 in [1元, 2元", "ER405", 9, "[1元, 2元"),
        ("及时改正 且 违法行为轻微 货值", "ER409", 15, "货值"),  # 且 once, so there is one reading only
        ("无量纲数三以上", "ER406", 5, "三"),  # words need a unit
        ("无量纲数5万以上", "ER403", 5, "5"),  # and so do ten thousands
        ("无量纲数百以上", "ER406", 5, "百"),
    ],
)
def test_the_place_of_what_cannot_be_read(text: str, code: str, column: int, shown: str) -> None:
    found = refused(text)
    assert found.span is not None
    assert (found.code, found.span.column) == (code, column)
    assert shown in {value for _, value in found.args}


def test_what_is_missing_at_the_end_is_shown_at_the_last_character() -> None:
    found = refused("及时改正 且")
    assert (found.code, found.span) == ("ER408", Span("r.yaml", 1, 6, 1, 7))


def test_thirty_three_tests_with_not_are_no_deep_nesting() -> None:
    parse_condition(Text(" 且 ".join(["非 及时改正"] * 40)), AWKWARD)
    assert refused("非 " * 40 + "及时改正").code == "ER402"
    assert refused("（" * 40 + "及时改正" + "）" * 40).code == "ER402"
