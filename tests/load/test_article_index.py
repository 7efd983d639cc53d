"""The shipped index of articles: the laws that are asked for, and counts compared by hand with the texts.

Each figure below was counted in the text of the law: paragraphs are lines, the words after a list of items are another one.
"""

import json
from datetime import date
from pathlib import Path

import pytest

from enforcerules import api
from enforcerules.load.articles import load_articles
from enforcerules.load.shipped import library
from enforcerules.model.articles import decode, encode, exists, law_key
from enforcerules.model.citation import parse

ROOT = Path(__file__).resolve().parents[2]

# Law, day of publication, article, and what it has: "1i6,1" is a paragraph that introduces six items and one more.
COUNTED = [
    ("行政处罚法", "2021-01-22", "5", "1,1,1"),
    ("行政处罚法", "2021-01-22", "31", "3!"),  # the first sentence with a proviso, three in all
    ("行政处罚法", "2021-01-22", "33", "2,2,1"),
    ("行政处罚法", "2021-01-22", "37", "2!"),
    ("行政处罚法", "2021-01-22", "57", "1i4,1"),
    ("行政处罚法", "2021-01-22", "63", "1i6,1"),
    ("行政处罚法", "2021-01-22", "64", "1i8.8s3"),  # the eighth item has three sentences
    ("行政处罚法", "2017-09-01", "27", "1i4,1"),
    ("行政处罚法", "2017-09-01", "38", "1i4,1,2"),  # the third paragraph was added in 2017
    ("食品安全法", "2021-04-29", "124", "1i9,1,1"),
    ("食品安全法", "2021-04-29", "125", "1i4,1"),
    ("道路运输条例", "2019-03-02", "63", "1"),
    ("道路运输条例", "2022-03-29", "63", "1"),
    ("道路运输条例", "2023-07-20", "63", "1i3"),  # rewritten: three items, each with its own fine
    ("水污染防治法", "2017-06-27", "94", "1,1,1"),
    ("海关行政处罚实施条例", "2004-09-19", "15", "1i5"),
    ("治安管理处罚法", "2012-10-26", "12", "1!"),
    ("治安管理处罚法", "2012-10-26", "26", "1i4"),
    ("治安管理处罚法", "2012-10-26", "30", "1"),
    ("价格违法行为行政处罚规定", "2010-12-04", "17", "1,1i6"),
    ("大气污染防治法", "2018-10-26", "99", "1i3"),
    ("广告法", "2021-04-29", "55", "1,1,1,1"),
    ("广告法", "2021-04-29", "58", "1i14,1,1"),
    ("道路交通安全法", "2021-04-29", "91", "2,1,1,1,1"),
    ("道路交通安全法", "2021-04-29", "99", "1i8,1"),
    ("安全生产法", "2021-06-10", "114", "1i4,1"),
    ("税收征收管理法", "2015-04-24", "60", "1i5,1,1"),
    ("税收征收管理法", "2015-04-24", "63", "2,1"),
    ("增值税暂行条例", "2017-11-19", "4", "2,1"),  # a formula belongs to the paragraph that introduces it
    ("宪法", "2018-03-11", "124", "1,1,2,1"),  # a list without numbers belongs to the paragraph that introduces it
    ("民法典", "2020-05-28", "36", "1i3,1,1"),
    ("民法典", "2020-05-28", "1165", "1,1"),  # from another part of the code
    ("刑法", "2023-12-29", "17-1", "1"),
    ("刑法", "2023-12-29", "37-1", "1,1,1"),
]


@pytest.fixture(scope="module")
def index():
    return load_articles({law for law, *_ in COUNTED}, library())


@pytest.mark.parametrize(("law", "published", "article", "has"), COUNTED)
def test_counts_agree_with_the_text(index, law, published, article, has):
    day = date.fromisoformat(published)
    text = index.law(law).text(day)
    number, _, extra = article.partition("-")
    counted = decode(day, f"{article}:{has}").articles
    assert text.articles[int(number), int(extra or 0)] == counted[int(number), int(extra or 0)]


def test_how_many_articles_the_laws_have(index):
    last = {"行政处罚法": 86, "食品安全法": 154, "民法典": 1260, "刑法": 452, "宪法": 143, "道路运输条例": 82}
    for law, number in last.items():
        assert max(index.law(law).texts[-1].articles) == (number, 0)
        assert {n for n, extra in index.law(law).texts[-1].articles if not extra} == set(range(1, number + 1))


def test_how_many_paragraphs_for_the_printing_of_citations(index):
    assert index.paragraphs("食品安全法", date(2021, 4, 29), 124) == 3
    assert index.paragraphs("中华人民共和国刑法", None, 17, 1) == 1
    assert index.paragraphs("海商法", None, 1) is None, "not asked for"


def test_the_index_is_in_order_and_holds_nothing_but_numbers():
    for path in sorted((ROOT / "rulesets" / "articles").glob("*.jsonl")):
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        titles = [row["title"] for row in rows]
        assert titles == sorted(titles)
        assert len({law_key(title) for title in titles}) == len(titles)
        for row in rows:
            assert row.keys() == {"title", "texts"}
            for day, text in row["texts"].items():
                assert set(text) <= set("0123456789 ,:-!?*.is")
                assert encode(decode(date.fromisoformat(day), text)) == text
    assert (ROOT / "rulesets" / "articles" / "cn.jsonl").stat().st_size < 1_500_000


def test_only_what_is_asked_for_is_read(tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.jsonl").write_text(
        '{"title": "甲法", "texts": {"2020-01-01": "1,1"}}\n{"title": "乙法", broken\n', "utf-8"
    )
    (folder / "b.jsonl").write_text('{"title": "中华人民共和国甲法", "texts": {"2010-01-01": "1 *"}}\n', "utf-8")
    index = load_articles(["甲法", "丙法"], tmp_path)
    assert [(one.published.year, one.whole) for one in index.law("甲法").texts] == [(2010, False), (2020, True)]
    assert index.law("丙法") is None
    assert load_articles(["甲法"], None).laws == {}
    assert load_articles(["甲法"], tmp_path / "none").laws == {}


def test_every_version_of_the_shipped_rulesets_whose_text_is_known_has_been_found():
    """What the rulesets cite most is checked: if a title or a day drifts, this fails rather than checking less."""
    program = api.load("cn").program
    known = {
        (name, version.id): str(version.text)
        for ruleset in program.rulesets.values()
        for name, one in ruleset.instruments.items()
        for version in one.versions
        if version.text is not None
    }
    assert known["行政处罚法", "2017"] == "2017-09-01"
    assert known["行政处罚法", "2021"] == "2021-01-22"
    assert known["食品安全法", "2021"] == "2021-04-29"
    assert known["税收征收管理法实施细则", "2016"] == "2016-02-06"
    assert len(known) >= 20


def test_price_regulations_cite_the_old_number():
    """Article 17(1) cites Article 27 of the Administrative Penalty Law of 2017: now 32, and 33(1) for its second paragraph."""
    law = api.load("cn").program.rulesets["cn.general"].instruments["行政处罚法"]
    index = load_articles([law.title], library())
    old, new = (index.law(law.title).text(date.fromisoformat(day)) for day in ("2017-09-01", "2021-01-22"))
    assert law.follow(parse("行政处罚法 第二十七条第一款"), "2017", "2021") == (parse("行政处罚法 第三十二条"),)
    assert law.follow(parse("行政处罚法 第二十七条"), "2017", "2021") == (
        parse("行政处罚法 第三十二条"), parse("行政处罚法 第三十三条第一款第一句"),
    )  # fmt: skip
    assert law.follow(parse("行政处罚法 第三十二条第四项"), "2021", "2017") == (
        parse("行政处罚法 第二十七条第一款第三项"),
    )
    for before, after in law.versions[1].renumbers:
        assert exists(before, old)
        assert all(exists(one, new) for one in after)
