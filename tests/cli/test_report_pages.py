"""Reports as pages: what stands on them, that links lead somewhere, that nothing written by somebody becomes markup."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from html import escape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest

EVIL = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'&"
SHORT = "<img src=x onerror=a()>"
RULES = """
format: enforcerules/ruleset/1
ruleset: own
title: {zh: '自拟%(evil)s', en: own}
about: '说明%(evil)s'
status: example
instruments:
  示例法: {title: 示例法, rank: example, reads: {以上: included, 以下: included}, versions: [{id: "1", from: 2000-01-01}]}
kinds:
  fine: {label: '罚款%(evil)s', en: fine, class: penalty, article9: 2, rank: 2}
facts:
  proved: {label: 违法事实, type: boolean, basis: 示例法 第一条}
  value: {label: 货值金额, type: money, basis: 示例法 第一条}
  minor: {label: 情节轻微, type: boolean, basis: 示例法 第二条}
  unread: {label: '没有条款用到%(short)s', type: boolean, basis: 示例法 第二条}
matters:
  - id: own.matter
    title: '示例事项%(evil)s'
    note: '注%(evil)s'
    elements: 违法事实
    prohibited_by: 示例法 第一条
    penalised_by: 示例法 第一条
    penalties:
      - limbs:
          - {when: 货值金额不足1万元, fine: {shall: 1000元以上5000元以下}}
          - {when: 货值金额1万元以上, fine: {shall: %(high)s}}
  - id: own.other
    title: 另一事项
    elements: 违法事实
    prohibited_by: 示例法 第四条
    penalised_by: 示例法 第四条
    penalties:
      - fine: {may: 2000元以下}
exemptions:
  - id: own.spare
    title: '轻微%(evil)s'
    matter: [own.matter]
    when: 情节轻微
    then: spare
    strength: shall
    basis: 示例法 第二条
benchmarks:
  - id: own.table
    title: '裁量表%(evil)s'
    refines: own.matter/fine
    basis: 示例法 第三条
    rows:
      - {id: low, level: lighter, when: 货值金额不足5000元, band: "[0%%, 30%%]"}
      - {id: rest, level: ordinary, otherwise: true, band: "(30%%, 70%%)"}
"""
CASE = """
format: enforcerules/example/1
example: {name}
why: '推算{evil}'
case:
  format: enforcerules/case/1
  phase: concluded
  matter: own.matter
  start: 2024-01-01
  end: 2024-01-02
  party: {{kind: unit}}
  dates: {{decided: 2024-02-01}}
  facts: {{违法事实: true, 货值金额: {value}, 情节轻微: {minor}}}
expect: {{disposition: {disposition}}}
"""

VOID = {"meta", "br"}


class Page(HTMLParser):
    """What a page holds; fails on anything from elsewhere and on elements that are not closed in their order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open, self.ids, self.links, self.tags, self.texts = [], set(), [], [], []
        self.headings, self.rects, self.generator = [], [], None
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        assert tag not in {"script", "img", "link", "iframe", "object", "form"}
        assert not [name for name in given if name.startswith("on") or name in {"src", "style"}]
        self.tags.append(tag)
        if "id" in given:
            assert given["id"] not in self.ids
            self.ids.add(given["id"])
        if "href" in given:
            self.links.append(given["href"])
        if tag == "rect":
            self.rects.append((given["class"], given["width"]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "style" in self.open:
            return
        self.texts.append(data)
        if self.open and self.open[-1] in {"h1", "h2", "h3"}:
            self.headings.append((self.open[-1], data.strip()))

    @property
    def text(self) -> str:
        return "".join(self.texts)


@pytest.fixture
def rules(tmp_path):
    return written(tmp_path / "old", "5000元以上3万元以下")


def written(folder: Path, high: str) -> Path:
    (folder / "cases").mkdir(parents=True)
    rules = RULES % {"short": SHORT, "evil": EVIL.replace("'", "''"), "high": high}
    (folder / "ruleset.yaml").write_text(rules, encoding="utf-8")
    cases = (
        ("ordinary", "20000元", "false", "penalise"),
        ("light", "3000元", "false", "penalise"),
        ("spared", "20000元", "true", "no_penalty_shall"),
        ("wrong", "3000元", "false", "no_penalty_shall"),
    )
    for name, value, minor, disposition in cases:
        given = {"value": value, "minor": minor, "disposition": disposition}
        text = CASE.format(name=name, evil=EVIL.replace("'", "''"), **given)
        (folder / "cases" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def read(path: Path) -> Page:
    text = path.read_text(encoding="utf-8")
    assert "url(" not in text
    assert "http" not in text
    assert "@import" not in text
    return Page(text)


def test_check(cli, rules, tmp_path):
    """Nothing is said of 5000元 to 1万元: a hole in the table, which the page shows as the text does."""
    text = (rules / "ruleset.yaml").read_text(encoding="utf-8")
    text = text.replace("otherwise: true", "when: 货值金额1万元以上")
    (rules / "ruleset.yaml").write_text(text, encoding="utf-8")
    done = cli("check", rules, "--format", "html", "-o", tmp_path / "page.html")
    page = read(tmp_path / "page.html")
    assert ("h1", "规则检查报告") in page.headings
    found = cli("check", rules)
    codes = set(re.findall(r"\[(ER[0-9]+)\]", found.out))
    assert codes
    assert all(code in page.text for code in codes)
    assert done.code == found.code


def test_check_of_rules_that_cannot_be_used(cli, rules, tmp_path):
    """The line of the file stands on the page, whatever is written in it."""
    text = (rules / "ruleset.yaml").read_text(encoding="utf-8")
    (rules / "ruleset.yaml").write_text(text.replace(SHORT, EVIL.replace("'", "''")), encoding="utf-8")
    assert cli("check", rules, "--format", "html", "-o", tmp_path / "page.html").code == 1
    page = read(tmp_path / "page.html")
    assert "ER254" in page.text
    assert "mark" in page.tags
    assert EVIL[:40] in page.text


def test_check_in_english_with_nothing_found(cli, tmp_path):
    cli("check", "rulesets/cn/examples/ladder", "--extending", "cn/general", "--select", "ER999", "--format", "html",
        "--lang", "en", "-o", tmp_path / "page.html")  # fmt: skip
    page = read(tmp_path / "page.html")
    assert ("h1", "check of rules") in page.headings
    assert "No problems found." in page.text


def test_run_of_examples(cli, rules, tmp_path):
    done = cli("test", rules, "--coverage", "--format", "html", "-o", tmp_path / "page.html")
    assert done.code == 1
    page = read(tmp_path / "page.html")
    assert ("h1", "示例案件测试报告") in page.headings
    assert "3通过1失败" in page.text.replace("\n", "")
    assert f"推算{EVIL}" in page.text
    assert "应为：应当不予行政处罚" in page.text
    # rules: two matters' elements, the limbs low and high, the fine of the other matter, one exemption, one table, two rows
    assert "规则、档次、措施" in page.text


def test_diff_with_cases(cli, rules, tmp_path):
    """货值2万元，一般（30%至70%）：原来5000元至3万元，1.25万元至2.25万元；现在6000元至4万元，1.62万元至2.98万元。"""
    new = written(tmp_path / "new", "6000元以上4万元以下")
    done = cli("diff", rules, new, "--cases", rules / "cases", "--format", "html", "-o", tmp_path / "page.html")
    assert done.code == 1
    page = read(tmp_path / "page.html")
    assert ("h1", "规则变动影响报告") in page.headings
    assert "+3,700元" in page.text
    assert "+7,300元" in page.text
    # Four cases of the matter, of which one gets heavier: a quarter of the bar, then three quarters.
    assert page.rects[:1] == [("heavier", "25.00")] or ("heavier", "25.00") in page.rects
    assert ("same", "75.00") in page.rects
    # By tier: of the fines of the ordinary level there was one, and it moves; of the maximum 50 to the right of the middle.
    assert ("heavier", "50.00") in page.rects
    assert {unquote(link[1:]) for link in page.links if link.startswith("#")} <= page.ids
    text = cli("diff", rules, new, "--cases", rules / "cases").out
    assert "按原来的阶次" in text
    assert "一般：更重 1，罚款上限合计+7,300元，罚款下限合计+3,700元" in text


def test_diff_of_the_same_rules(cli, rules, tmp_path):
    done = cli("diff", rules, rules, "--cases", rules / "cases", "--format", "html", "-o", tmp_path / "page.html")
    assert done.code == 0
    page = read(tmp_path / "page.html")
    assert "任何案件，无论实际还是可能，都不受影响" in page.text
    assert "所给的案件，结果都不变。" in page.text


def pages_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.html"))}


def test_rulebook(cli, rules, tmp_path):
    book = tmp_path / "book"
    assert cli("docs", "build", rules, "-o", book).code == 0
    pages = {path: read(path) for path in sorted(book.rglob("*.html"))}
    names = {path.relative_to(book).as_posix() for path in pages}
    assert names == {
        "index.html",
        "no-penalty.html",
        "examples.html",
        "matters/own.matter.html",
        "matters/own.other.html",
    }
    for path, page in pages.items():
        for link in page.links:
            file, _, place = unquote(link).partition("#")
            target = path if not file else Path(os.path.normpath(path.parent / file))
            assert target in pages
            assert not place or place in pages[target].ids
    index = pages[book / "index.html"]
    assert {"matters/own.matter.html", "matters/own.other.html"} <= set(index.links)
    assert f"说明{EVIL}" in index.text
    assert f"轻微{EVIL}" in pages[book / "no-penalty.html"].text
    assert "matters/own.matter.html" in pages[book / "no-penalty.html"].links
    matter = pages[book / "matters" / "own.matter.html"]
    assert ("h1", f"示例事项{EVIL}") in matter.headings
    said = matter.text
    for text in (
        "1,000元以上5,000元以下",
        "5,000元以上3万元以下",
        "[0%, 30%]",
        "(30%, 70%)",
        "示例法 第三条",
        f"推算{EVIL}",
    ):
        assert text in said
    assert said.count("有示例") == 2  # both rows of the table held
    # 20,000元, ordinary: over 12,500元 and below 22,500元
    assert "1.25万元" in said
    assert "2.25万元" in said
    assert "没有收录裁量基准。" in pages[book / "matters" / "own.other.html"].text


def test_rulebook_has_the_same_bytes_wherever_it_is_made(cli, rules, tmp_path, monkeypatch):
    for name, folder in (("one", tmp_path), ("two", rules)):
        monkeypatch.chdir(folder)
        assert cli("docs", "build", os.path.relpath(rules), "-o", tmp_path / name).code == 0
    assert str(tmp_path) not in (tmp_path / "one" / "examples.html").read_text(encoding="utf-8")
    assert pages_of(tmp_path / "one") == pages_of(tmp_path / "two")


def test_rulebook_over_an_earlier_one(cli, rules, tmp_path):
    """Pages of matters that are gone go, what somebody else put there stays, and a folder of others is refused."""
    book = tmp_path / "book"
    cli("docs", "build", rules, "-o", book)
    (book / "matters" / "mine.html").write_text("<!DOCTYPE html>", encoding="utf-8")
    text = (rules / "ruleset.yaml").read_text(encoding="utf-8")
    (rules / "ruleset.yaml").write_text(text.replace("own.other", "own.third"), encoding="utf-8")
    assert cli("docs", "build", rules, "-o", book, "--no-examples", "--lang", "en").code == 0
    names = {path.name for path in book.rglob("*.html")}
    assert names == {"index.html", "no-penalty.html", "own.matter.html", "own.third.html", "mine.html"}
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "index.html").write_text("<!DOCTYPE html>", encoding="utf-8")
    done = cli("docs", "build", rules, "-o", tmp_path / "other")
    assert done.code == 2
    assert "里有别的文件" in done.err


def test_file_names():
    from enforcerules.cli.book.collect import file_names

    long = "长" * 100
    made = list(file_names(["a.b", "A.b", "噪声污染防治法#七十一-1", long, f"{long}长"]))
    assert made[0] == "a.b.html"
    assert made[2] == "噪声污染防治法#七十一-1.html"
    assert len({name.casefold() for name in made}) == 5
    assert all(len(name.encode()) <= 255 for name in made)


CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
)


PROBE = """<!DOCTYPE html><meta charset="utf-8"><body>{frames}<script>
addEventListener("load", () => {{
  for (const frame of document.querySelectorAll("iframe")) {{
    const page = frame.contentDocument.documentElement;
    frame.dataset.over = page.scrollWidth - page.clientWidth;
  }}
}});
</script></body>"""


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here to look at the pages with")
def test_in_a_browser(cli, rules, tmp_path):
    """Nothing is wider than the window, on a desk and on a telephone; screenshots go where ENFORCERULES_SCREENSHOTS says."""
    new = written(tmp_path / "new", "6000元以上4万元以下")
    cli("diff", rules, new, "--cases", rules / "cases", "--format", "html", "-o", tmp_path / "diff.html")
    cli("docs", "build", rules, "-o", tmp_path / "book")
    paths = [tmp_path / "diff.html", *sorted((tmp_path / "book").rglob("*.html"))]
    sizes = [(path, wide) for path in paths for wide in (1000, 390)]
    frames = (
        f'<iframe width="{wide}" height="900" srcdoc="{escape(path.read_text(encoding="utf-8"))}"></iframe>'
        for path, wide in sizes
    )
    (tmp_path / "probe.html").write_text(PROBE.format(frames="".join(frames)), encoding="utf-8")
    found = chromium(tmp_path, 1100, "--dump-dom", tmp_path / "probe.html")
    over = re.findall(r'data-over="(-?[0-9]+)"', found)
    assert dict(zip(sizes, over, strict=True)) == dict.fromkeys(sizes, "0")
    kept = os.environ.get("ENFORCERULES_SCREENSHOTS")
    for path in paths if kept else paths[:1]:
        shot = Path(kept or tmp_path).absolute() / f"{path.stem}.png"
        shot.parent.mkdir(parents=True, exist_ok=True)
        chromium(tmp_path, 1000, f"--screenshot={shot}", path)
        assert shot.read_bytes().startswith(b"\x89PNG")


def chromium(folder: Path, wide: int, what: str, page: Path) -> str:
    flags = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--hide-scrollbars",
        f"--user-data-dir={folder / 'profile'}",
    ]
    command = [str(CHROMIUM), *flags, f"--window-size={wide},1400", what, page.as_uri()]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=300).stdout
