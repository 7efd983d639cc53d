"""Citations: the forms people write, the two printed forms, order, and the round trip."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enforcerules.model.citation import LARGEST, Citation, parse, print_en, print_zh

FOOD = Citation("食品安全法", article=124, paragraph=1, item=5)
APL = Citation("行政处罚法", article=33, paragraph=1, sentence=2)

READ = {
    "食品安全法 第一百二十四条第一款第五项": FOOD,
    "食品安全法第一百二十四条第一款第五项": FOOD,
    "《食品安全法》第一百二十四条第一款第五项": FOOD,
    "《食品安全法》 第一百二十四条第一款第（五）项": FOOD,
    "食品安全法 第一百二十四条第一款第(五)项": FOOD,
    "食品安全法 第124条第1款第5项": FOOD,
    "食品安全法第124条 第1款 第（5）项": FOOD,
    "  食品安全法　第一百二十四条  第一款第五项 ": FOOD,
    "行政处罚法 第三十三条第一款第二句": APL,
    "行政处罚法第33条第1款第2句": APL,
    "行政处罚法 第五十七条第一款第（二）项": Citation("行政处罚法", article=57, paragraph=1, item=2),
    "刑法 第十二条之一": Citation("刑法", article=12, article_extra=1),
    "刑法第12条之1第2款": Citation("刑法", article=12, article_extra=1, paragraph=2),
    "刑法 第二百八十七条之二": Citation("刑法", article=287, article_extra=2),
    "某条例 第五条第三项第二目": Citation("某条例", article=5, item=3, subitem=2),
    "立法法 第五条但书": Citation("立法法", article=5, proviso=True),
    "立法法 第五条第一款第二句但书": Citation("立法法", article=5, paragraph=1, sentence=2, proviso=True),
    "示例基准 表一": Citation("示例基准", place="表一"),
    "示例基准表一": Citation("示例基准", place="表一"),
    "示例基准 说明": Citation("示例基准", place="说明"),
    "示例基准说明": Citation("示例基准", place="说明"),
    "《示例基准》说明": Citation("示例基准", place="说明"),
    "示例基准 附件2": Citation("示例基准", place="附件2"),
    "示例基准 附件2 第三条": Citation("示例基准", article=3, place="附件2"),
    "示例基准 第2.7.1项": Citation("示例基准", place="第2.7.1项"),
    "示例基准 附件2 第2.7.1项": Citation("示例基准", place="附件2第2.7.1项"),
    "示例基准 表1.1注2": Citation("示例基准", place="表1.1注2"),
    "示例基准 表一第三项": Citation("示例基准", item=3, place="表一"),
    "行政处罚法 第三章": Citation("行政处罚法", place="第三章"),
    "GB 2760-2014 第4.1.2条": Citation("GB 2760-2014", place="第4.1.2条"),
    "填报说明第三条": Citation("填报说明", article=3),
    "填报说明 第三条": Citation("填报说明", article=3),
    "填报说明 表一": Citation("填报说明", place="表一"),
    "《关于〈某法〉第三条的解释》 第五款": Citation("关于〈某法〉第三条的解释", paragraph=5),
    "《关于《某法》的解释》第五条": Citation("关于《某法》的解释", article=5),
    "第十二条之一": Citation("", article=12, article_extra=1),
    "第二句": Citation("", sentence=2),
    "但书": Citation("", proviso=True),
    "《行政处罚法》": Citation("行政处罚法"),
}

REFUSED = [
    "",
    " ",
    "行政处罚法",
    "《》",
    "《》第三条",
    "《行政处罚法",
    "《行政处罚法》第三条啊",
    "行政处罚法 第零条",
    "行政处罚法 第0条",
    "行政处罚法 第033条",
    "行政处罚法 第３３条",
    "行政处罚法 第12345条",
    "行政处罚法 第一百二条",
    "行政处罚法 第条",
    "行政处罚法 第三十三条第一段",
    "行政处罚法 第三十三条第（一项",
    "行政处罚法 第三十三条第（一)项",
    "行政处罚法 第（三）条",
    "行政处罚法 第一款第三条",
    "行政处罚法 三十三条",
    "行政处罚法第三十三条和第三十四条",
    "行政处罚法 第三十三条、第三十四条",
    "行政处罚法\n第三条",
    "法" * 300 + "第三条",
    "法" + "表1" * 90 + "x",
    "法" + "表一" * 90 + "x",
]


@pytest.mark.parametrize(("text", "citation"), READ.items())
def test_read(text, citation):
    assert parse(text) == citation


@pytest.mark.parametrize("text", REFUSED)
def test_refused(text):
    assert parse(text) is None


@pytest.mark.parametrize(
    ("citation", "zh", "en"),
    [
        (FOOD, "食品安全法 第一百二十四条第一款第五项", "食品安全法 Art. 124(1) item 5"),
        (APL, "行政处罚法 第三十三条第一款第二句", "行政处罚法 Art. 33(1) s. 2"),
        (Citation("刑法", article=12, article_extra=1), "刑法 第十二条之一", "刑法 Art. 12-1"),
        (Citation("立法法", article=10, proviso=True), "立法法 第十条但书", "立法法 Art. 10 proviso"),
        (Citation("某条例", item=3, subitem=2), "某条例 第三项第二目", "某条例 item 3 sub-item 2"),
        (Citation("某决定", paragraph=2), "某决定 第二款", "某决定 para. 2"),
        (Citation("示例基准", place="表一"), "示例基准 表一", "示例基准 表一"),
        (Citation("示例基准", article=3, place="附件2"), "示例基准 附件2 第三条", "示例基准 附件2 Art. 3"),
        (Citation("行政处罚法"), "《行政处罚法》", "行政处罚法"),
        (Citation("", sentence=2), "第二句", "s. 2"),
    ],
)
def test_printed(citation, zh, en):
    assert print_zh(citation) == zh
    assert print_en(citation) == en


@pytest.mark.parametrize(
    "name", ["填报表一", "说明", "关于第三条的批复", "第三条", "表一 说明", "GB 2760-2014", "甲《乙》丙"]
)
def test_an_awkward_name_is_bracketed_when_it_must_be(name):
    citation = Citation(name, article=5, item=2)
    assert parse(print_zh(citation)) == citation


def test_the_whole_sorts_before_its_parts():
    law = Citation("行政处罚法")
    ordered = [
        law,
        Citation("行政处罚法", article=12),
        Citation("行政处罚法", article=12, paragraph=1),
        Citation("行政处罚法", article=12, paragraph=1, proviso=True),
        Citation("行政处罚法", article=12, paragraph=1, item=1),
        Citation("行政处罚法", article=12, paragraph=1, item=10),
        Citation("行政处罚法", article=12, paragraph=2),
        Citation("行政处罚法", article=12, article_extra=1),
        Citation("行政处罚法", article=13),
        Citation("行政处罚法", place="表一"),
        Citation("食品安全法", article=1),
    ]
    assert sorted(ordered[7:] + ordered[3:7] + ordered[:3]) == ordered
    assert law <= law  # noqa: PLR0124  (the law of reflexivity)
    assert len({*ordered, *ordered}) == len(ordered)


def test_survives_pickling():
    assert pickle.loads(pickle.dumps(FOOD)) == FOOD


numbers = st.none() | st.integers(1, LARGEST)
places = st.sampled_from(["", "表一", "附件2", "说明", "第2.7.1项", "第三章", "附表3.1注2", "图十二"])
odd_names = st.text("甲乙法表说明第一三条款项2注附件 《》〈〉()（）-.", min_size=1, max_size=12)
names = st.sampled_from(["行政处罚法", "食品安全法实施条例", "示例基准", "填报说明", "GB 2760-2014", ""]) | odd_names


def _balanced(name: str) -> bool:
    depth = 0
    for char in name:
        depth += (char == "《") - (char == "》")
        if depth < 0:
            return False
    return depth == 0


@st.composite
def citations(draw):
    article = draw(numbers)
    citation = Citation(
        draw(names.filter(lambda name: _balanced(name) and name == " ".join(name.split()))),
        article=article,
        article_extra=draw(st.integers(0, 20)) if article else 0,
        paragraph=draw(numbers),
        item=draw(numbers),
        subitem=draw(numbers),
        sentence=draw(numbers),
        proviso=draw(st.booleans()),
        place=draw(places),
    )
    return citation if citation != Citation("") else FOOD


@given(citations())
def test_reading_undoes_printing(citation):
    """parse(print_zh(c)) = c."""
    assert parse(print_zh(citation)) == citation


@given(st.lists(citations(), max_size=8).flatmap(lambda some: st.tuples(st.just(some), st.permutations(some))))
def test_order_is_total(lists):
    """Sorting is independent of the order before."""
    some, other = lists
    assert sorted(some) == sorted(other)


@given(st.text("法《》第一二〇十百条款项目句但书之附表件说明12.（）() ", max_size=40))
def test_what_is_read_prints_and_returns(text):
    """Whatever parse accepts, its printed form reads as the same citation."""
    citation = parse(text)
    assert citation is None or parse(print_zh(citation)) == citation
