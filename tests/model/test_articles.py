"""What a text of a law has: reading and writing the index, whether a place exists, and which one is nearest."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enforcerules.model.articles import (
    ArticleIndex,
    Item,
    Law,
    LawText,
    Paragraph,
    decode,
    encode,
    exists,
    law_key,
    missing,
)
from enforcerules.model.citation import Citation, parse, print_zh

DAY = date(2021, 1, 22)
# Article 2: three paragraphs, the first with four items, the third of its items of two sentences with a proviso.
TEXT = decode(DAY, "1 1i4.3s2!,2!,1 2 ? 17-1:1,1 1i2")

PARAGRAPHS = st.builds(
    Paragraph, st.integers(1, 9), st.booleans(), st.lists(st.builds(Item, st.integers(1, 4), st.booleans())).map(tuple)
)
NUMBERS = st.tuples(st.integers(1, 60), st.integers(0, 2))
TEXTS = st.builds(
    LawText,
    st.just(DAY),
    st.dictionaries(NUMBERS, st.lists(PARAGRAPHS, max_size=4).map(tuple), min_size=1),
    st.booleans(),
)


@given(TEXTS)
def test_a_text_is_read_back_from_what_is_written(text):
    assert decode(DAY, encode(text)) == text


@given(TEXTS, NUMBERS, st.integers(1, 5), st.none() | st.integers(1, 5), st.none() | st.integers(1, 5))
def test_what_is_proposed_for_a_place_that_does_not_exist_does(text, number, paragraph, item, sentence):
    cited = Citation("甲法", number[0], number[1], paragraph=paragraph, item=item, sentence=sentence)
    lack = missing(cited, text)
    assert (lack is None) == exists(cited, text)
    if lack is not None and lack.near is not None:
        assert exists(lack.near, text)
        assert lack.near.instrument == "甲法"
        assert lack.near != cited


@pytest.mark.parametrize(
    "written",
    [
        "第一条", "第二条第一款第四项", "第二条第四项", "第二条第一款第三项第二句", "第二条第一款第三项但书", "第二条第二款第二句",
        "第二条第二款但书", "第二条但书", "第三条第二句", "第三条第一款第二句", "第四条第九款第九项", "第十七条之一第二款",
        "第十八条第一款第二项", "第二条第一款第一项第五目", "附表一",
    ],
)  # fmt: skip
def test_what_exists(written):
    cited = parse(written)
    assert cited is not None
    assert missing(cited, TEXT) is None


@pytest.mark.parametrize(
    ("written", "unit", "whole", "count", "near"),
    [
        ("第五条", "article", "", 0, "第四条"),
        ("第十七条", "article", "", 0, "第十七条之一"),
        ("第十七条之二", "article", "", 0, "第十七条之一"),
        ("第三十条", "article", "", 0, "第十八条"),
        ("第二条第四款", "paragraph", "第二条", 3, "第二条第三款"),
        ("第二条第二款第一项", "item", "第二条第二款", 0, "第二条第一款第一项"),
        ("第二条第一款第五项", "item", "第二条第一款", 4, "第二条第一款第四项"),
        ("第二条第五项", "item", "第二条", 4, "第二条第四项"),
        ("第二条第一款第二项第二句", "sentence", "第二条第一款第二项", 1, "第二条第一款第二项第一句"),
        ("第二条第三款第二句", "sentence", "第二条第三款", 1, "第二条第三款第一句"),
        ("第三条第三句", "sentence", "第三条", 2, "第三条第二句"),
        ("第二条第三款但书", "proviso", "第二条第三款", 0, "第二条第二款但书"),
        ("第一条但书", "proviso", "第一条", 0, "第一条"),
        ("第一条第一款第一项", "item", "第一条第一款", 0, "第一条第一款"),
    ],
)
def test_what_is_missing_and_what_is_nearest(written, unit, whole, count, near):
    cited = parse(written)
    assert cited is not None
    lack = missing(cited, TEXT)
    assert lack is not None
    assert (lack.unit, print_zh(lack.whole), lack.count, lack.near and print_zh(lack.near)) == (
        unit,
        whole,
        count,
        near,
    )


def test_of_a_text_that_is_known_in_part_no_article_is_missing():
    part = decode(DAY, "3:1,1 *")
    assert exists(Citation("", 9), part)
    assert not exists(Citation("", 3, paragraph=3), part)


def test_a_title_is_found_however_it_is_written():
    index = ArticleIndex({law_key("中华人民共和国行政处罚法"): Law("中华人民共和国行政处罚法", (TEXT,))})
    assert index.law("行政处罚法") is index.law("中华人民共和国行政处罚法") is not None
    assert index.law("行政复议法") is None
    assert law_key("关于适用《中华人民共和国民法典》的解释") == law_key("关于适用〈民法典〉的解释")


def test_how_many_paragraphs_an_article_has():
    index = ArticleIndex({"甲法": Law("甲法", (decode(date(2009, 1, 1), "1,1"), TEXT))})
    assert index.paragraphs("甲法", DAY, 2) == 3
    assert index.paragraphs("甲法", DAY, 17, 1) == 2
    assert index.paragraphs("甲法", None, 1) == 1, "the newest text"
    assert index.paragraphs("甲法", date(2009, 1, 1), 1) == 2
    for unknown in (("甲法", DAY, 4), ("甲法", DAY, 99), ("甲法", date(2020, 1, 1), 1), ("乙法", DAY, 1)):
        assert index.paragraphs(*unknown) is None


@pytest.mark.parametrize("written", ["", "x", "1,,1", "1i", "1i2.3", "1i2.1s", "1;1", "第一条"])
def test_what_is_not_of_the_index_is_refused(written):
    with pytest.raises(ValueError, match="of the index"):
        decode(DAY, written)
