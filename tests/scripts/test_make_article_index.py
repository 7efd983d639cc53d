"""The index of articles from a made-up collection: every way in which a text is laid out."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

import make_article_index as script  # noqa: E402  found through the path above
from enforcerules.model.articles import LawText, encode  # noqa: E402

HEAD = """# 中华人民共和国示范法

2009年1月1日 第一次会议通过

2021年1月22日 第二次会议修订

2021年7月15日 施行

<!-- INFO END -->

"""


def counted(body, name="行政法/示范法(2021-01-22).md", head=HEAD):
    found = script.read_law(name, head + body)
    return encode(LawText(found.published, found.articles))


LAID_OUT = {
    "one sentence": ("第一条 甲。", "1"),
    "two paragraphs": ("第一条 甲。\n\n乙。丙。", "1,2"),
    "items": ("第一条 有下列情形的：\n\n（一）甲；\n\n（二）乙。", "1i2"),
    "items in half-width brackets": ("第一条 有下列情形的:\n\n(一)甲；\n\n(二)乙。", "1i2"),
    "words after the items": ("第一条 甲。有下列情形的：\n（一）甲；\n（二）乙。\n有前款情形的，丙。", "2i2,1"),
    "two lists": ("第一条 甲：\n（一）甲；\n（二）乙。\n乙：\n（一）甲；\n（二）乙；\n（三）丙。", "1i2,1i3"),
    "an item of several sentences": ("第一条 甲：\n（一）甲；\n（二）乙。丙。但是，丁。", "1i2.2s3!"),
    "an item of several lines": ("第一条 甲：\n（一）甲；\n其中，乙。\n（二）丙。", "1i2"),
    "sub-items": ("第一条 甲：\n（一）甲：\n1.乙；\n2.丙；\n（二）丁。", "1i2"),
    "items without brackets": ("第一条 甲：\n一、乙；\n二、丙。", "1i2"),
    "items in figures": ("第一条 甲：\n1.乙；\n2.丙。\n丁。", "1i2,1"),
    "items that lost their numbers": ("第一条 甲：\n乙；\n丙；\n（三）丁。", "1i3"),
    "a list that is no items": ("第一条 由下列人员组成：\n主任，\n副主任，\n委员。\n乙。", "1,1"),
    "definitions": ("第一条 本法下列用语的含义：\n甲，是指乙。\n丙，是指丁。", "1,1,1"),
    "a formula": ("第一条 甲。公式：\n税额＝甲×税率\n乙。", "2,1"),
    "a line broken in the middle": ("第一条 有权使用\n居民身份证。\n乙。", "1,1"),
    "a proviso": ("第一条 甲，但是乙除外。\n丙，但丁。\n不但甲。", "1!,1!,1"),
    "a quotation": ("第一条 甲说“乙。丙。但是丁。”，戊。", "1"),
    "a bracket": ("第一条 甲（乙。丙），丁。", "1"),
    "an inserted article": ("第一条 甲。\n第一条之一 乙。\n第一条之二 丙。\n第二条 丁。", "1 1-1:1 1-2:1 1"),
    "chapters": ("## 第一章 总则\n第一条 甲。\n## 第二章 分则\n第二条 乙。", "1 1"),
    "a chapter without its mark": ("第一条 甲。\n法律责任\n第二条 乙。", "1 1"),
    "annexes": ("第一条 甲。\n附件一\n第二条 不是条文。\n附表：\n丙。", "1 1"),
    "a table": ("第一条 甲：\n| 一 | 二 |\n第二条 乙。", "1 1"),
    "an amendment that is quoted": ("第五十二条 增加：\n第一百二十三条 甲。\n第五十三条 乙。", "52:1,1 1"),
    "an article left out": ("第一条 甲。\n第三条 乙。", "1 ? 1"),
    "articles that run together": ("第一条 甲。 第二条 乙。 丙。\n第三条 丁。", "? ? 1"),
    "a reference at the beginning of a line": ("第一条 甲。\n第二条的规定适用。", "1,1"),
}


@pytest.mark.parametrize("way", LAID_OUT)
def test_how_an_article_is_laid_out(way):
    body, expected = LAID_OUT[way]
    assert counted(body) == expected


def test_the_day_of_publication():
    name, head = "行政法/示范法.md", HEAD
    assert script.published("行政法/示范法(2021-01-22).md", head) == date(2021, 1, 22)
    assert script.published(name, head) == date(2021, 1, 22), (
        "the last day in the head that is not that of coming into force"
    )
    assert script.published(name, "# 示范法\n") is None


def test_what_is_no_law():
    assert script.read_law("行政法/a(2021-01-22).md", HEAD + "没有条文") is None
    assert script.read_law("行政法/a(2021-01-22).md", "第一条 甲。") is None
    assert script.read_law("宪法/示范法修正案(2021-01-22).md", HEAD + "第一条 甲。") is None


@pytest.fixture
def collection(tmp_path):
    """A git directory with a law in two versions, a code in two parts, and what does not belong."""
    files = {
        "行政法/示范法(2009-01-01).md": HEAD + "第一条 甲。\n",
        "行政法/示范法(2021-01-22).md": HEAD + "第一条 甲。\n\n乙。\n",
        "经济法/示范法(2021-01-22).md": HEAD + "第一条 甲。\n\n乙。\n",
        "民法典/总则.md": HEAD.replace("示范法", "民法典") + "第一条 甲。\n",
        "民法典/分则.md": HEAD.replace("示范法", "民法典") + "第二条 甲。\n乙。\n",
        "DLC/某地/某地条例(2020-01-01).md": HEAD + "第一条 甲。\n",
        "行政法/_index.md": "# 目录\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    git = ["git", "-C", str(tmp_path), "-c", "user.name=t", "-c", "user.email=t@example.org"]
    for words in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "made up"]):
        subprocess.run([*git, *words], check=True)
    return tmp_path


def test_the_index_of_a_collection(collection, tmp_path, monkeypatch, capsys):
    out = tmp_path / "out" / "cn.jsonl"
    monkeypatch.setattr(sys, "argv", ["make_article_index.py", str(collection), "-o", str(out)])
    assert script.main() == 0
    assert "2 laws" in capsys.readouterr().out
    assert [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()] == [
        {"title": "中华人民共和国民法典", "texts": {"2021-01-22": "1 1,1"}},
        {"title": "中华人民共和国示范法", "texts": {"2009-01-01": "1", "2021-01-22": "1,1"}},
    ]
