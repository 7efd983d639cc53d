"""Make the index of articles from a public collection of law texts: numbers only, not a word of any law.

    python scripts/make_article_index.py COLLECTION_GIT_DIR -o rulesets/articles/cn.jsonl

The collection is a git directory of Markdown files, one a text of a law (or a part of one), in the folders `FOLDERS`. A file
has a title (`# …`), a head of dated lines up to `<!-- INFO END -->`, and articles that begin a line (`第十二条之一 …`); its name
ends in the day of publication, `(2021-04-29).md`, or that is the last day in its head. See `enforcerules.model.articles`
for what is counted and how it is written.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from enforcerules.model.articles import Article, Item, LawText, Number, Paragraph, encode, law_key
from enforcerules.model.numerals import read_number

FOLDERS = (
    "宪法", "宪法相关法", "刑法", "民法典", "民法商法", "行政法", "行政法规", "经济法", "社会法", "诉讼与非诉讼程序法", "部门规章",
    "司法解释", "其他",
)  # fmt: skip
HEAD_ENDS = "<!-- INFO END -->"
MOST_LEFT_OUT = 3
"""A number that jumps further is not the next article of the law, but one that the law quotes."""

_NUM = "[零〇一二两三四五六七八九十百千]{1,9}"
_BLANKS = " \u3000\t\r\ufeff\u200b"
_ARTICLE = re.compile(f"第(?P<number>{_NUM}|[0-9]{{1,4}})条(?:之(?P<extra>{_NUM}))?[ \u3000]+(?P<rest>.*)")
_GLUED = re.compile(f"(?<=[ \u3000])第({_NUM})条(?=[ \u3000])")
_ITEMS = {
    "（一）": re.compile(f"[（(](?P<number>{_NUM})[）)]"),
    "一、": re.compile("(?P<number>[一二三四五六七八九十]{1,3})、"),
    "1.": re.compile("(?P<number>[0-9]{1,2})[.．、]"),
}
BARE = "；"
"""The style of items whose numbers were lost."""
_SUBITEM = re.compile("[（(]?[0-9]{1,2}(?:[.．、]|[）)])|[①-⑳]|[A-Za-z][.．、]")
_HEADING = re.compile("[^。；：，:＝]{1,24}")
"""What stands last in an article without any punctuation is the heading of the next chapter, without its mark."""
_FOOTER = re.compile("附件|附表|附录|附图|附[：: ]|\\||注[：:]")
_QUOTED = re.compile("“[^“”]*”|‘[^‘’]*’|（[^（）]*）|《[^《》]*》")
_PROVISO = re.compile("(?:^|[，,；;。：:])[ \u3000]*但")
_DAY = re.compile("([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})日(.*)")
_NAMED_DAY = re.compile(r"\(([0-9]{4}-[0-9]{2}-[0-9]{2})\)\.md$")


@dataclass
class Piece:
    """A paragraph that is being read: its text or introduction, its items, and how these are numbered."""

    text: str
    items: list[str] = field(default_factory=list)
    style: str = ""


@dataclass(frozen=True)
class Found:
    """What one file holds: the title of a law, the day of this text of it, and articles."""

    title: str
    published: date
    articles: dict[Number, Article]
    file: str


def read_law(name: str, text: str) -> Found | None:
    """The law in a file, or None where it has no title, no day or no articles, or only amends another law."""
    head, _, body = text.partition(HEAD_ENDS)
    title = re.search(r"^#[ \u3000]+(.+)$", head, re.MULTILINE)
    day = published(name, head)
    if title is None or day is None or "修正案" in name:
        return None
    articles = {number: _article(lines) for number, lines in blocks(body.splitlines())}
    return Found(re.sub(f"[{_BLANKS}]", "", title[1]), day, articles, name) if articles else None


def published(name: str, head: str) -> date | None:
    """The day in the name of the file, else the last in its head on which the text was adopted or published."""
    named = _NAMED_DAY.search(name)
    if named is not None:
        return date.fromisoformat(named[1])
    found = [m for m in map(_DAY.search, head.splitlines()) if m is not None]
    return max((date(*map(int, m.groups()[:3])) for m in found if m[4].strip(_BLANKS) != "施行"), default=None)


def blocks(lines: Iterable[str]) -> Iterator[tuple[Number, list[str]]]:
    """Every article with its lines; no lines for one that is known to be there but cannot be told from its neighbour.

    A heading ends an article, and so does what stands after the last one (annexes, tables, notes).
    """
    last: Number | None = None
    body: list[str] = []
    open_ = False
    for line in (one.strip(_BLANKS) for one in lines):
        found = _ARTICLE.fullmatch(line)
        number = None if found is None else _next(found, last)
        if found is not None and number is not None:
            if last is not None:
                yield last, body
                yield from (((one, 0), []) for one in range(last[0] + 1, number[0]))
            glued = [one for one in map(_glued, _GLUED.finditer(line)) if one > number[0]]
            run = [one for place, one in enumerate(glued) if one == number[0] + 1 + place]
            yield from (((one, 0), []) for one in [number[0], *run][:-1] if run)
            last, body, open_ = ((run[-1], 0), [], False) if run else (number, [found["rest"]], True)
        elif line.startswith("#") or _FOOTER.match(line):
            open_ = False
        elif open_ and line:
            body.append(line)
    if last is not None:
        yield last, body


def _glued(found: re.Match[str]) -> int:
    return read_number(found[1]) or 0


def _next(found: re.Match[str], last: Number | None) -> Number | None:
    """The number of an article that follows the last one; any number may come first (a part of a code)."""
    number = (read_number(found["number"]) or 0, (read_number(found["extra"]) or 0) if found["extra"] else 0)
    if last is None or number == (last[0], last[1] + 1):
        return number
    return number if number[1] == 0 and last[0] < number[0] <= last[0] + 1 + MOST_LEFT_OUT else None


def _article(lines: list[str]) -> Article:
    """The paragraphs of an article from its lines."""
    pieces: list[Piece] = []
    for line in lines:
        if not pieces or not (_as_item(pieces, line) or _as_rest(pieces[-1], line)):
            pieces.append(Piece(line))
    if len(pieces) > 1 and not pieces[-1].items and _HEADING.fullmatch(pieces[-1].text):
        pieces.pop()
    return tuple(_paragraph(piece) for piece in pieces)


def _as_item(pieces: list[Piece], line: str) -> bool:
    """Take a line as the next item of a paragraph.

    A first item belongs to the paragraph just before it. Lines between two items that follow one another are part of the
    item before them.
    """
    for style, pattern in _ITEMS.items():
        found = pattern.match(line)
        number = None if found is None else read_number(found["number"])
        if number is None:
            continue
        at = next((i for i in range(len(pieces) - 1, -1, -1) if pieces[i].items), None)
        if number == 1 and not pieces[-1].items and (style == "（一）" or _colon(pieces[-1].text)):
            pieces[-1].items.append(line)
            pieces[-1].style = style
            return True
        if at is not None and pieces[at].style in {style, BARE} and number == len(pieces[at].items) + 1:
            pieces[at].items[-1] += "".join(piece.text for piece in pieces[at + 1 :])
            del pieces[at + 1 :]
            pieces[at].items.append(line)
            pieces[at].style = style
            return True
    return _as_bare_item(pieces[-1], line)


def _as_bare_item(piece: Piece, line: str) -> bool:
    """Take a line that lost its number as an item: one of several that end in a semicolon, after a colon."""
    before = piece.items[-1] if piece.items else piece.text
    if (piece.style == BARE and before.endswith("；")) or (not piece.items and _colon(before) and line.endswith("；")):
        piece.items.append(line)
        piece.style = BARE
        return True
    return False


def _colon(text: str) -> bool:
    return text.endswith(("：", ":"))


def _as_rest(piece: Piece, line: str) -> bool:
    """Take a line as the rest of the one before: a sub-item, a list without numbers, a line broken in the middle."""
    before = piece.items[-1] if piece.items else piece.text
    numbered = _SUBITEM.match(line) or any(pattern.match(line) for pattern in _ITEMS.values())
    formula = "＝" in line and before.endswith(("：", ":", *"0123456789率额数价税"))
    broken = before.endswith(("，", "、")) or (not piece.items and before[-1:].isalnum() and "＝" not in before)
    listed = _colon(before) and line.endswith(("，", "、"))
    if not (numbered or formula or broken or listed):
        return False
    if piece.items:
        piece.items[-1] += line
    else:
        piece.text += line
    return True


def _paragraph(piece: Piece) -> Paragraph:
    items = tuple(Item(*_counted(text)) for text in piece.items)
    return Paragraph(*_counted(piece.text), items)


def _counted(text: str) -> tuple[int, bool]:
    """Sentences (by 。 outside quotations and brackets), and whether one is, or ends in, a proviso (但, 但是)."""
    plain, before = text, ""
    while plain != before:
        plain, before = _QUOTED.sub("", plain), plain
    sentences = [one for one in plain.split("。") if one.strip(_BLANKS + "”’）)")]
    return max(len(sentences), 1), bool(_PROVISO.search(plain))


def joined(found: Iterable[Found]) -> dict[str, dict[date, dict[Number, Article]]]:
    """Laws by title, their texts by day; a code comes in several files, and a file may lie in two folders."""
    laws: dict[str, dict[date, dict[Number, Article]]] = {}
    titles: dict[str, str] = {}
    for one in found:
        title = titles.setdefault(law_key(one.title), one.title)
        text = laws.setdefault(title, {}).setdefault(one.published, {})
        if not text.keys() & one.articles.keys():
            text.update(one.articles)
    return laws


def index(found: Iterable[Found]) -> str:
    """The index: a line for each law, sorted by title."""
    rows = [
        {"title": title, "texts": {str(day): encode(LawText(day, text)) for day, text in sorted(texts.items())}}
        for title, texts in joined(found).items()
    ]
    lines = (json.dumps(row, ensure_ascii=False) for row in sorted(rows, key=lambda row: str(row["title"])))
    return "".join(f"{line}\n" for line in lines)


def files(collection: Path) -> Iterator[tuple[str, str]]:
    """Name and content of every law text of the collection, by name."""
    listed = _git(collection, "ls-tree", "-r", "-z", "--name-only", "HEAD", *FOLDERS)
    for name in sorted(filter(None, listed.decode().split("\0"))):
        if name.endswith(".md") and not name.endswith("_index.md"):
            yield name, _git(collection, "show", f"HEAD:{name}").decode("utf-8-sig")


def _git(collection: Path, *words: str) -> bytes:
    return subprocess.run(["git", "-C", str(collection), *words], check=True, capture_output=True).stdout  # noqa: S607


def main() -> int:
    """Write the index."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("collection", type=Path, metavar="COLLECTION_GIT_DIR")
    parser.add_argument("-o", "--output", type=Path, required=True)
    given = parser.parse_args()
    read = [law for name, text in files(given.collection) if (law := read_law(name, text)) is not None]
    made = index(read)
    given.output.parent.mkdir(parents=True, exist_ok=True)
    given.output.write_text(made, encoding="utf-8", newline="\n")
    print(f"{given.output}: {len(made.splitlines())} laws, {len(read)} files, {len(made.encode()):,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
