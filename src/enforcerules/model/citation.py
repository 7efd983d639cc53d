"""Where a rule stands in the law: instrument, article, paragraph, item, sentence, or another place of a document.

Laws are divided into 编、章、节、条、款、项、目 (Legislation Law, 立法法). A paragraph that holds several rules is cited down
to the sentence (第二句) or the proviso (但书).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache, total_ordering

from enforcerules.base.limits import CITATION_LENGTH
from enforcerules.model.numerals import read_number, write_cardinal

LARGEST = 9999
"""The largest number of an article, paragraph, item, subitem or sentence (the Civil Code has 1,260 articles)."""

_SPACES = re.compile("[ \u3000]+")
_CHINESE = "[零〇一二两三四五六七八九十百千]{1,9}"
_NUM = f"(?:[0-9]{{1,4}}|{_CHINESE})"
_ITEM = f"(?:{_NUM}|（{_NUM}）|\\({_NUM}\\))"
_WORD = "(?:附表|附件|附录|附注|序号|编号|备注|说明|前言|序言|总则|附则|表|图|注)"
_LABEL = f"(?:[0-9]+(?:[.-][0-9]+)*|{_CHINESE})"
_DOTTED = r"第[0-9]+(?:\.[0-9]+)+[章节条款项]?"
_PLACE = f"(?:{_WORD}(?:{_LABEL})?|第{_NUM}(?:分编|部分|[编章节])|{_DOTTED})"
_LOCATOR = re.compile(
    f"(?:(?P<place>{_PLACE}(?: ?{_PLACE})*) ?)?"
    f"(?:第(?P<article>{_NUM})条(?:之(?P<article_extra>{_NUM}))? ?)?"
    f"(?:第(?P<paragraph>{_NUM})款 ?)?"
    f"(?:(?:第(?P<item>{_ITEM})|(?P<bare_item>[（(]{_NUM}[）)]))项 ?)?"
    f"(?:第(?P<subitem>{_ITEM})目 ?)?"
    f"(?:第(?P<sentence>{_NUM})句 ?)?"
    "(?P<proviso>但书)?"
)
_BARE_WORD = re.compile(f"{_WORD}(?!{_LABEL}).")
_PROVISION = re.compile(f"第{_ITEM}[条款项目句]|但书")
_NUMBERS = ("article", "article_extra", "paragraph", "item", "subitem", "sentence")


@total_ordering
@dataclass(frozen=True, slots=True)
class Citation:
    """One place in one instrument (法律依据).

    Numbers run from 1 to `LARGEST`; None (0 for `article_extra`) means not cited so far down. `instrument` is the name
    as the ruleset declares it, empty for a citation relative to the instrument at hand. `article_extra` is 1 in
    第十二条之一. `place` is a place that is no article (表一, 附件2, 说明, 第2.7.1项, 第三章), in the document's own
    spelling without spaces; it stands before the article if both are given. Sorts by name, place and numbers, the
    whole before its parts; names by code point.
    """

    instrument: str
    article: int | None = None
    article_extra: int = 0
    paragraph: int | None = None
    item: int | None = None
    subitem: int | None = None
    sentence: int | None = None
    proviso: bool = False
    place: str = ""

    def __lt__(self, other: Citation) -> bool:
        """Whether this place comes before `other`."""
        return self._key() < other._key()

    @property
    def depth(self) -> int:
        """How far down it goes: the number of its parts."""
        _, _, numbers, proviso = self._key()
        return sum(1 for number in (*numbers, proviso) if number)

    def holds(self, other: Citation) -> bool:
        """Whether `other` is this place or lies within it."""
        _, _, mine, proviso = self._key()
        _, _, others, also = other._key()
        extra = self.article_extra if self.article is not None else other.article_extra
        same = (self.instrument, self.place, extra) == (other.instrument, other.place, other.article_extra)
        inside = all(number in {0, theirs} for number, theirs in zip(mine, others, strict=True))
        return same and inside and (also or not proviso)

    def _key(self) -> tuple[str, str, tuple[int, ...], bool]:
        numbers = (self.article, self.article_extra, self.paragraph, self.item, self.subitem, self.sentence)
        return self.instrument, self.place, tuple(number or 0 for number in numbers), self.proviso


def parse(text: str) -> Citation | None:
    """Read one citation, or None if it is not one.

    Accepts `食品安全法 第一百二十四条第一款第五项`, `第（五）项`, `（五）项` and `第(5)项`, ASCII digits, `之一`, `第二句`, `但书`,
    `示例基准 表一`; with or without the space and with or without 《》. A text without an instrument is read as relative
    (`第二句`). An instrument alone is a citation only in 《》, so that a misspelt provision is not taken for a name. Two
    provisions in one text (第三条和第四条) are refused. Without a space, 说明 and the like before an article belong to
    the name (`填报说明第三条`).
    """
    text = _SPACES.sub(" ", text).strip(" ")
    if not text or len(text) > CITATION_LENGTH or "\n" in text:
        return None
    if text.startswith("《"):
        return _parse_bracketed(text)
    relative = _locate("", text)
    return relative if relative is not None else _parse_plain(text)


@lru_cache(8192)
def print_zh(citation: Citation) -> str:
    """The Chinese form: `行政处罚法 第三十三条第一款第二句`; `parse` reads it back.

    The name stands in 《》 where it could be read otherwise: alone, or when it ends like a place (《填报表一》 第三条).
    """
    locator = _locator_zh(citation)
    plain = f"{citation.instrument} {locator}".strip(" ")
    if not citation.instrument or parse(plain) == citation:
        return plain
    return f"《{citation.instrument}》 {locator}".strip(" ")


def locator_zh(citation: Citation) -> str:
    """The place alone, without the name of the instrument: 第三十三条第一款第二句."""
    return _locator_zh(citation)


def print_en(citation: Citation) -> str:
    """The English form, names and places as they are: `行政处罚法 Art. 33(1) s. 2`, `食品安全法 Art. 124(1) item 5`."""
    parts = [citation.instrument, citation.place, _article_en(citation)]
    for word, number in (("item", citation.item), ("sub-item", citation.subitem), ("s.", citation.sentence)):
        parts.append(f"{word} {number}" if number is not None else "")
    parts.append("proviso" if citation.proviso else "")
    return " ".join(part for part in parts if part)


def _parse_bracketed(text: str) -> Citation | None:
    end = _closing(text)
    instrument, rest = text[1:end], text[end + 1 :].strip(" ")
    if end < 0 or not instrument.strip(" "):
        return None
    return _locate(instrument, rest) if rest else Citation(instrument)


def _closing(text: str) -> int:
    """The index of the 》 that closes the 《 at the start, or -1."""
    depth = 0
    for index, char in enumerate(text):
        depth += (char == "《") - (char == "》")
        if depth == 0:
            return index
    return -1


def _parse_plain(text: str) -> Citation | None:
    """Split at the first position from which the rest is a locator."""
    for index in range(1, len(text)):
        name, rest = text[:index], text[index:].lstrip(" ")
        if text[index - 1] == " " or (text[index] != " " and _BARE_WORD.match(rest)):
            continue
        found = _locate(name, rest)
        if found is not None:
            return None if _PROVISION.search(name) else found
    return None


def _locate(instrument: str, text: str) -> Citation | None:
    """The citation of `instrument` at the place that all of `text` names."""
    match = _LOCATOR.fullmatch(text)
    if match is None:
        return None
    numbers = {name: _number(match[name]) for name in _NUMBERS if match[name]}
    if match["bare_item"]:
        numbers["item"] = _number(match["bare_item"])
    if not all(numbers.values()):
        return None
    place = (match["place"] or "").replace(" ", "")
    return Citation(
        instrument,
        article=numbers.get("article"),
        article_extra=numbers.get("article_extra") or 0,
        paragraph=numbers.get("paragraph"),
        item=numbers.get("item"),
        subitem=numbers.get("subitem"),
        sentence=numbers.get("sentence"),
        proviso=match["proviso"] is not None,
        place=place,
    )


def _number(text: str) -> int | None:
    number = read_number(text.strip("（）()"))
    return number if number is not None and number <= LARGEST else None


def _locator_zh(citation: Citation) -> str:
    return " ".join(part for part in (citation.place, _provision_zh(citation)) if part)


def _provision_zh(citation: Citation) -> str:
    extra = f"之{write_cardinal(citation.article_extra)}" if citation.article_extra else ""
    numbered = (
        (citation.article, "条" + extra),
        (citation.paragraph, "款"),
        (citation.item, "项"),
        (citation.subitem, "目"),
        (citation.sentence, "句"),
    )
    text = "".join(f"第{write_cardinal(number)}{unit}" for number, unit in numbered if number is not None)
    return text + ("但书" if citation.proviso else "")


def _article_en(citation: Citation) -> str:
    if citation.article is None:
        return f"para. {citation.paragraph}" if citation.paragraph is not None else ""
    extra = f"-{citation.article_extra}" if citation.article_extra else ""
    paragraph = f"({citation.paragraph})" if citation.paragraph is not None else ""
    return f"Art. {citation.article}{extra}{paragraph}"
