"""References read from where they stand: the forms of the drafting rules, and what has no place to mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enforcerules.model.citation import Citation, parse, print_zh
from enforcerules.model.references import resolve

AT = parse("水污染防治法 第九十四条第三款第二项")

MEANT = {
    "本条第二款": ["水污染防治法 第九十四条第二款"],
    "依照本条第二款的规定": ["水污染防治法 第九十四条第二款"],
    "本条第一、二款": ["水污染防治法 第九十四条第一款", "水污染防治法 第九十四条第二款"],
    "本款": ["水污染防治法 第九十四条第三款"],
    "本项": ["水污染防治法 第九十四条第三款第二项"],
    "前款": ["水污染防治法 第九十四条第二款"],
    "前两款": ["水污染防治法 第九十四条第一款", "水污染防治法 第九十四条第二款"],
    "前款第一项至第三项": [f"水污染防治法 第九十四条第二款第{n}项" for n in "一二三"],
    "前款第（一）、（三）项": [f"水污染防治法 第九十四条第二款第{n}项" for n in "一三"],
    "前项": ["水污染防治法 第九十四条第三款第一项"],
    "前条": ["水污染防治法 第九十三条"],
    "第一款": ["水污染防治法 第九十四条第一款"],
    "第（五）项": ["水污染防治法 第九十四条第三款第五项"],
    "第一款但书": ["水污染防治法 第九十四条第一款但书"],
    "本法第三十三条": ["水污染防治法 第三十三条"],
    "本法": ["《水污染防治法》"],
    "本条例第十条第二款、第四款和第十二条": [
        "水污染防治法 第十条第二款", "水污染防治法 第十条第四款", "水污染防治法 第十二条",
    ],
    "第十条第一款第一项至第三项、第五项": [f"水污染防治法 第十条第一款第{n}项" for n in "一二三五"],
    "《中华人民共和国安全生产法》第九条至第十一条": [f"安全生产法 第{n}条" for n in ("九", "十", "十一")],
    "《防震减灾法》": ["《防震减灾法》"],
    "第9999条": ["水污染防治法 第九千九百九十九条"],  # the largest number that is read
    "第一款第（二）": ["水污染防治法 第九十四条第一款第二项"],  # brackets say that it is an item
    "《防震减灾法》第八十五条": ["防震减灾法 第八十五条"],
    "水污染防治法第九十四条第二款": ["水污染防治法 第九十四条第二款"],
    "中华人民共和国刑法第十条": ["刑法 第十条"],
    "本法第三条或者《行政处罚法》第三十三条、第三十四条": [
        "水污染防治法 第三条", "行政处罚法 第三十三条", "行政处罚法 第三十四条",
    ],
    "第一百二十条之一至第一百二十条之三": [f"水污染防治法 第一百二十条之{n}" for n in "一二三"],
    "第一百三十八条至第一百三十九条之一": [
        "水污染防治法 第一百三十八条", "水污染防治法 第一百三十九条", "水污染防治法 第一百三十九条之一",
    ],
}  # fmt: skip


@pytest.mark.parametrize("text", MEANT)
def test_what_a_reference_means(text):
    assert AT is not None
    found = resolve(text, AT)
    assert found is not None
    assert [print_zh(one) for one in found] == MEANT[text]


NOWHERE = [
    "", "依照", "有关法律、行政法规的规定", "前三款", "前两项", "第九条至第三条", "第九条至", "、第九条", "第九条、、第十条", "第零条", "甲",
    "第一款至第三项", "第一条至第三千条", "本法至《行政处罚法》", "第一款第二",
]  # fmt: skip


@pytest.mark.parametrize("text", NOWHERE)
def test_what_names_no_place(text):
    assert AT is not None
    assert resolve(text, AT) is None


@pytest.mark.parametrize("text", ["前款", "前项", "本条第一款", "第一款", "本款"])
def test_a_relative_reference_needs_the_part_that_it_counts_from(text):
    assert resolve(text, Citation("甲法")) is None


@pytest.mark.parametrize(
    ("at", "text", "meant"),
    [
        ("刑法 第一百二十条之二", "前条", "刑法 第一百二十条之一"),
        ("刑法 第一百二十条之一", "前条", "刑法 第一百二十条"),
        ("刑法 第一百二十条之一第三款", "前款", "刑法 第一百二十条之一第二款"),
        ("刑法 第一百二十条之二", "前两条", None),  # how many stand between is not known
    ],
)
def test_what_stands_before_an_article_that_was_put_in(at, text, meant):
    place = parse(at)
    assert place is not None
    found = resolve(text, place)
    assert (found and [print_zh(one) for one in found]) == (meant and [meant])


@given(st.integers(1, 300), st.integers(1, 9), st.integers(1, 9))
def test_a_full_citation_means_itself_wherever_it_stands(article, paragraph, item):
    cited = Citation("安全生产法", article, paragraph=paragraph, item=item)
    assert resolve(print_zh(cited), Citation("甲法", 1)) == (cited,)
    own = print_zh(Citation("", article, paragraph=paragraph, item=item))
    assert resolve(f"本法{own}", Citation("安全生产法", 1)) == (cited,)


@given(st.integers(2, 9), st.integers(1, 9))
def test_the_paragraphs_before_are_counted_back_from_where_it_stands(paragraph, count):
    at = Citation("甲法", 5, paragraph=paragraph, item=3)
    text = "前款" if count == 1 else f"前{'〇一两三四五六七八九'[count]}款"
    found = resolve(text, at)
    if count < paragraph:
        assert found == tuple(Citation("甲法", 5, paragraph=n) for n in range(paragraph - count, paragraph))
    else:
        assert found is None


@given(st.text(alphabet="第本前条款项法规定一二三十（）《》、和至的之但书 1", max_size=20))
def test_no_text_raises(text):
    assert AT is not None
    found = resolve(text, AT)
    assert found is None or all(isinstance(one, Citation) for one in found)
