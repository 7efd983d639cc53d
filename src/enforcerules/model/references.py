"""References from one place of a law to others: 本条第二款, 前款, 前两款第一项, 本法第三十三条、第三十五条, 《安全生产法》第九条至第十一条.

What they mean depends on where they stand. They are read as the drafting rules of the legislature write them: 前款 is the
paragraph just before, 前两款 the two before; a part without its whole (第二款, 第（三）项) lies in the place where the
reference stands, and after another part in the whole of that one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from enforcerules.base.limits import PLACES
from enforcerules.model.citation import LARGEST, Citation, parse
from enforcerules.model.numerals import read_number

__all__ = ["resolve"]

"""A range that is longer is no reference."""
_LEVELS: Final = ("article", "paragraph", "item", "subitem", "sentence")
_UNITS: Final = dict(zip("条款项目句", _LEVELS, strict=True))
_NUM = "(?:[0-9]{1,4}|[零〇一二两三四五六七八九十百千]{1,9})"
_LAW = "法|条例|规定|办法|细则|解释|规则|决定|规范|标准|意见|通知|通则|基准"
_TOKEN = re.compile(
    "《(?P<name>[^《》]+(?:《[^《》]+》[^《》]*)*)》"
    f"|本(?P<own>{_LAW}|条|款|项)"
    f"|(?P<back>前|上)(?P<count>{_NUM})?(?P<back_unit>[条款项])"
    f"|(?P<part>第[（(]?(?P<number>{_NUM})[）)]?|[（(](?P<bare>{_NUM})[）)]|(?P<tail>{_NUM})(?=[条款项目句]))"
    f"(?P<unit>[条款项目句])?(?:(?<=条)之(?P<extra>{_NUM}))?"
    "|(?P<proviso>但书)"
    "|(?P<join>、|，|和|或者?|以?及|与)"
    "|(?P<to>至|到)"
)
_AROUND = re.compile("(?:依照|按照|根据|违反)?(?P<what>.+?)(?:的规定|(?<!本)规定)?")
_FIRST_ARTICLE = re.compile(f"第{_NUM}条")
_PLAIN_NAME = re.compile(f"[^《》、，]{{2,60}}(?:{_LAW}|[）)])")


@dataclass(frozen=True, slots=True)
class _Part:
    """第二款: a number and its unit."""

    level: str
    number: int
    extra: int = 0


def resolve(text: str, at: Citation) -> tuple[Citation, ...] | None:
    """The places that a reference at the place `at` means, in order; None if it is none, or has no place to mean.

    A law is named as the reference names it, without 中华人民共和国 (《中华人民共和国安全生产法》第九条: 安全生产法). 依照,
    按照 before the reference and 的规定 after it are allowed. 前条 is the article with the number before; whether a law has
    第十二条之一 between is not known here.
    """
    found = _AROUND.fullmatch(text.strip(" \u3000"))
    what = "" if found is None else re.sub("[ \u3000]", "", found["what"])
    name, rest = _plain_name(what)
    tokens = _tokens(rest)
    if not tokens:
        return None
    return _read(tokens, at, (Citation(name),) if name is not None else None)


def _plain_name(text: str) -> tuple[str | None, str]:
    """A law that is named without 《》 (水污染防治法第九十四条), and the rest."""
    start = _FIRST_ARTICLE.search(text)
    name = "" if start is None else text[: start.start()]
    known = _PLAIN_NAME.fullmatch(name) and not re.match("本|前|上", name) and parse(f"《{name}》") is not None
    return (_short(name), text[len(name) :]) if known else (None, text)


def _short(name: str) -> str:
    return name.removeprefix("中华人民共和国") or name


def _tokens(text: str) -> list[re.Match[str]] | None:
    """The tokens that make up all of the text, or None."""
    found, at = [], 0
    while at < len(text):
        token = _TOKEN.match(text, at)
        if token is None:
            return None
        found.append(token)
        at = token.end()
    return found


def _read(
    tokens: Sequence[re.Match[str]], at: Citation, places: tuple[Citation, ...] | None
) -> tuple[Citation, ...] | None:
    """Go through the tokens; `places` are those that the next part narrows, None where a place must come first."""
    done: list[Citation] = []
    start: tuple[Citation, ...] | None = None
    after_join = places is None
    here = places if places is not None else (at,)
    for number, token in enumerate(tokens):
        if token["join"] or token["to"]:
            if after_join or (token["to"] and start is not None):
                return None
            taken = _ranged(start, here)
            if token["to"]:
                start = here
            elif taken is None:
                return None
            else:
                done += taken
                start = None
            after_join = True
            continue
        moved = _step(token, _unit(tokens, number), here, at)
        if moved is None:
            return None
        here, after_join = moved, False
    taken = None if after_join else _ranged(start, here)
    every = None if taken is None else tuple(dict.fromkeys([*done, *taken]))
    return every if every and len(every) <= PLACES else None


def _unit(tokens: Sequence[re.Match[str]], number: int) -> str | None:
    """The unit of a part; one that has none shares that of a later part of its list: 第一、二款."""
    for token in tokens[number:]:
        if token["unit"]:
            return token["unit"]
        if not (token["part"] or token["join"] or token["to"]):
            return None
    bracketed = tokens[number][0].strip("第")[:1] in {"（", "("}
    return "项" if bracketed else None


def _step(
    token: re.Match[str], unit: str | None, here: tuple[Citation, ...], at: Citation
) -> tuple[Citation, ...] | None:
    """The places after one more token, or None where it cannot stand."""
    if token["name"]:
        return (Citation(_short(token["name"])),)
    if token["own"]:
        return _own(token["own"], at)
    if token["back"]:
        count = 1 if token["count"] is None else read_number(token["count"])
        return None if not count else tuple(_before(_UNITS[token["back_unit"]], count, at)) or None
    if token["proviso"]:
        return tuple(replace(one, proviso=True) for one in here)
    value = read_number(token["number"] or token["bare"] or token["tail"])
    extra = read_number(token["extra"]) if token["extra"] else 0
    if not value or value > LARGEST or extra is None or unit is None:
        return None
    made = [_narrowed(one, _Part(_UNITS[unit], value, extra)) for one in here]
    return None if any(one.article is None for one in made) else tuple(made)


def _own(word: str, at: Citation) -> tuple[Citation, ...] | None:
    """本法, 本条, 本款, 本项."""
    if word not in _UNITS:
        return (Citation(at.instrument),)
    kept = _cut(at, _UNITS[word])
    return None if kept.article is None or (word == "项" and kept.item is None) else (kept,)


def _before(level: str, count: int, at: Citation) -> Iterator[Citation]:
    """The last `count` places before this one; none where there are not so many."""
    number = getattr(at, level)
    if number is None or at.article is None:
        return
    if level == "article" and at.article_extra:
        if count == 1:
            yield replace(_cut(at, level), article_extra=at.article_extra - 1)
        return
    if number > count:
        yield from (_narrowed(at, _Part(level, one)) for one in range(number - count, number))


def _narrowed(place: Citation, part: _Part) -> Citation:
    """The part of that number in the whole that the place lies in."""
    kept = _cut(place, part.level)
    if part.level == "article":
        return replace(kept, article=part.number, article_extra=part.extra)
    values: dict[str, int] = {part.level: part.number}
    return replace(kept, **values)  # type: ignore[arg-type]


def _cut(place: Citation, level: str) -> Citation:
    """The place without what lies below a level."""
    below: dict[str, None] = dict.fromkeys(_LEVELS[_LEVELS.index(level) + 1 :])
    return replace(place, proviso=False, **below)  # type: ignore[arg-type]


def _ranged(start: tuple[Citation, ...] | None, end: tuple[Citation, ...]) -> tuple[Citation, ...] | None:
    """All places from one to another of the same whole (第一项至第三项); `end` itself without a start."""
    if start is None:
        return end
    if len(start) != 1 or len(end) != 1:
        return None
    one, other = start[0], end[0]
    level = next((name for name in reversed(_LEVELS) if getattr(other, name) is not None), "article")
    first, last = getattr(one, level), getattr(other, level)
    if first is None or replace(one, article_extra=0) != _narrowed(
        replace(other, article_extra=0), _Part(level, first)
    ):
        return None
    if level == "article" and first == last:
        return tuple(replace(one, article_extra=n) for n in range(one.article_extra, other.article_extra + 1)) or None
    if level == "article" and one.article_extra:
        return None
    extras = tuple(replace(other, article_extra=n) for n in range(1, other.article_extra + 1))
    if not 0 <= last - first < PLACES:
        return None
    return (*(_narrowed(one, _Part(level, n)) for n in range(first, last + 1)), *extras)
