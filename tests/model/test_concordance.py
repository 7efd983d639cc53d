"""Places followed from one version of a law to another by its concordance."""

from datetime import date

import pytest

from enforcerules.model.citation import Citation, parse, print_zh
from enforcerules.model.program import InForce, Instrument, Reads, Version


def version(name, year, renumbers):
    pairs = tuple((read(old), tuple(map(read, news))) for old, news in renumbers.items())
    return Version(name, InForce(date(year, 1, 1)), None, pairs)


def read(text):
    found = parse(f"甲法 {text}")
    assert found is not None
    return found


LAW = Instrument(
    "甲法", "甲法", "law", "primary", Reads(),
    (
        version("a", 2000, {}),
        version("b", 2010, {
            "第二十七条": ["第三十二条", "第三十三条第一款第一句"],
            "第二十七条第一款": ["第三十二条"],
            "第二十七条第一款第三项": ["第三十二条第四项"],
            "第二十七条第二款": ["第三十三条第一款第一句"],
            "第二十九条": ["第三十六条"],
            "第四十条第一款": ["第五十条"],
            "第四十条第二款": ["第五十一条"],
        }),
        version("c", 2020, {"第三十二条": ["第四十条"], "第三十六条": ["第二十九条"], "第五十条": ["第六十条"]}),
    ),
)  # fmt: skip


@pytest.mark.parametrize(
    ("old", "start", "end", "new"),
    [
        ("第二十七条", "a", "b", ["第三十二条", "第三十三条第一款第一句"]),
        ("第二十七条第一款", "a", "b", ["第三十二条"]),
        ("第二十七条第一款第一项", "a", "b", ["第三十二条第一项"]),
        ("第二十七条第一款第三项", "a", "b", ["第三十二条第四项"]),
        ("第二十九条第一款第二句", "a", "b", ["第三十六条第一款第二句"]),
        ("第四十条", "a", "b", ["第五十条", "第五十一条"]),
        ("第二十七条第一款第三项", "a", "c", ["第四十条第四项"]),
        ("第二十九条第二款", "a", "c", ["第二十九条第二款"]),
        ("第三十二条第四项", "b", "a", ["第二十七条第一款第三项"]),
        ("第四十条第四项", "c", "b", ["第三十二条第四项"]),
        ("第五条", "b", "b", ["第五条"]),
        ("第五条", "a", "b", None),
        ("第四十条", "a", "c", None),
        ("第五条", "a", "z", None),
    ],
)
def test_where_a_place_went(old, start, end, new):
    found = LAW.follow(read(old), start, end)
    assert (None if found is None else [print_zh(one).removeprefix("甲法 ") for one in found]) == new


def test_days_of_a_version_end_where_the_next_begins():
    days = [period for _, period in LAW.periods()]
    assert days == [
        InForce(date(2000, 1, 1), date(2009, 12, 31)),
        InForce(date(2010, 1, 1), date(2019, 12, 31)),
        InForce(date(2020, 1, 1)),
    ]


def test_what_a_place_holds():
    assert Citation("甲法").holds(Citation("甲法", 17, 1, paragraph=2))
    assert Citation("甲法", 5).holds(Citation("甲法", 5, paragraph=2, item=1))
    assert not Citation("甲法", 17).holds(Citation("甲法", 17, 1))
    assert not Citation("甲法", 5, paragraph=2).holds(Citation("甲法", 5))
    assert not Citation("甲法", 5, proviso=True).holds(Citation("甲法", 5))
    assert not Citation("甲法", 5).holds(Citation("乙法", 5))
