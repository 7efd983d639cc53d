"""Every kind of page, of rules and a case whose every free text is markup: it is shown as text, in the page and its attributes."""

import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hostile_corpus import small

from enforcerules.cli.main import main

EVIL = "</style></title><script>alert(1)</script><img src=x onerror=alert(2)>&quot;\"'><a href=javascript:alert(3)>"
QUOTED = '"' + EVIL.replace('"', '\\"') + '"'
TITLES = [
    "记录与重放的试验", "trials of record and replay", "试验法", "试验规则", "不满十四周岁", "under fourteen", "一年内再犯",
    "again within a year", "五日内可以申请听证", "a hearing may be asked for", "dumping",
]  # fmt: skip
EXAMPLE = f"""\
format: enforcerules/example/1
example: evil
why: {QUOTED}
case: {{matter: small.dump, case: {QUOTED}, title: {QUOTED}, note: {QUOTED}, phase: concluded, territory: '330624', party: {{kind: unit}},
  start: 2024-03-01, end: 2024-03-20, dates: {{decided: 2024-05-20, notified: 2024-04-28}},
  facts: {{倾倒: {{value: true, reason: {QUOTED}}}, 货值金额: 20000}}}}
expect: {{disposition: no_penalty_shall}}
"""


class Seen(HTMLParser):
    """What a browser would make of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text.append(data)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("pages")
    shutil.copytree(small.SMALL, made / "rules")
    path = made / "rules" / "ruleset.yaml"
    text = path.read_text(encoding="utf-8").replace("{zh: 倾倒,", f"{{zh: {QUOTED},")
    text = text.replace("status: example\n", f"status: example\nabout: {QUOTED}\n")
    for title in TITLES:
        assert f": {title}" in text
        text = text.replace(f": {title}", f": {QUOTED}")
    path.write_text(text, encoding="utf-8")
    shutil.copytree(made / "rules", made / "newer")
    newer = text.replace("1000元以上5000元以下", "1000元以上6000元以下")
    (made / "newer" / "ruleset.yaml").write_text(newer, encoding="utf-8")
    shutil.copytree(made / "rules", made / "worse")
    worse = text.replace("status: example\n", f"status: example\n{QUOTED}: 1\n")
    (made / "worse" / "ruleset.yaml").write_text(worse, encoding="utf-8")
    (made / "rules" / "cases").mkdir()
    (made / "rules" / "cases" / "evil.yaml").write_text(EXAMPLE, encoding="utf-8")
    return made


COMMANDS = [
    ["check", "worse", "--format", "html"],
    ["diff", "rules", "newer", "--format", "html"],
    ["diff", "rules", "newer", "--cases", "rules/cases/evil.yaml", "--format", "html"],
    ["test", "rules", "--format", "html"],
    ["checklist", "--rules", "rules", "--matter", "small.dump", "--format", "html"],
    ["explain", "rules/cases/evil.yaml", "--rules", "rules", "--format", "html"],
    ["docs", "build", "rules", "-o", "book"],
]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("words", COMMANDS, ids=[" ".join(one[:1] + one[3:5]) for one in COMMANDS])
def test_markup_in_rules_and_cases_is_text(
    words: list[str], lang: str, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(folder)
    main([*words, "--lang", lang])
    pages = list(_pages(capsys.readouterr().out, folder / "book" if words[0] == "docs" else None))
    assert pages
    shown = 0
    for page in pages:
        seen = Seen()
        seen.feed(page)
        assert "script" not in seen.tags
        assert "img" not in seen.tags
        assert [seen.tags.count(one) for one in ("html", "head", "title", "style", "body")] == [1] * 5
        assert [(key, value) for key, value in seen.attributes if key.startswith("on") or key in {"src", "style"}] == []
        links = [value or "" for key, value in seen.attributes if key == "href"]
        assert [one for one in links if ":" in one or one.startswith("/")] == []
        shown += "alert(1)" in "".join(seen.text)
    assert shown, "the text itself is there"


def _pages(out: str, book: Path | None) -> Iterator[str]:
    if book is None:
        yield out
        return
    yield from (one.read_text(encoding="utf-8") for one in sorted(book.rglob("*.html")))
