"""References near the edge of what has a place to mean: ranges, articles with 之, numbers without a unit."""

import pytest

from enforcerules.model.citation import parse, print_zh
from enforcerules.model.references import resolve


def read(text, at="水污染防治法 第九十四条第三款第二项"):
    place = parse(at)
    assert place is not None
    found = resolve(text, place)
    return None if found is None else [print_zh(one) for one in found]


@pytest.mark.parametrize(
    ("at", "text", "meant"),
    [
        # before 第十二条之二 stands 第十二条之一, before that 第十二条 itself
        ("食品安全法 第十二条之二", "前条", ["食品安全法 第十二条之一"]),
        ("食品安全法 第十二条之一", "前条", ["食品安全法 第十二条"]),
        # how many 之 an article before has is not known here
        ("食品安全法 第十二条之二", "前两条", None),
        ("食品安全法 第一条", "前条", None),
        ("《食品安全法》", "前条", None),
    ],
)
def test_the_article_before(at, text, meant):
    assert read(text, at) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        # numbers in brackets are those of items; other numbers need their unit, or share that of a later one
        ("第（五）", ["水污染防治法 第九十四条第三款第五项"]),
        ("第五", None),
        ("第一、第二款", ["水污染防治法 第九十四条第一款", "水污染防治法 第九十四条第二款"]),
        ("第五但书", None),
        # a range that runs backwards, also before something else
        ("第九条至第三条、第五条", None),
        ("第五条、第九条至第三条", None),
        # from several places, from an article with 之 to another article, over another whole
        ("前两款至第四款", None),
        ("第十条之一至第十二条", None),
        ("第十条第一款至第十二条第三款", None),
        ("第十条至第十二条至第十四条", None),
        ("第十条第一款至第三款", [f"水污染防治法 第十条第{n}款" for n in "一二三"]),
    ],
)
def test_ranges_and_numbers(text, meant):
    assert read(text) == meant
