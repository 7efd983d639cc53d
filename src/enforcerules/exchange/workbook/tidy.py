"""Text as people type it into cells, made plain: blanks, full-width digits and letters, thousands, the words around an amount."""

from __future__ import annotations

import re
from typing import Final

_UNSEEN: Final = re.compile("[\u200b-\u200d\u2060\ufeff\u00ad]")
_BLANKS: Final = re.compile(r"[ \t\u00a0\u3000\u2000-\u200a\x0b\x0c]+")
_AROUND_BREAKS: Final = re.compile(r" *\n[ \n]*")
_WIDE: Final = {
    code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}
_SIGNS: Final = {ord(wide): plain for wide, plain in zip("．％＋－＝＜＞／［］", ".%+-=<>/[]", strict=True)}
_TABLE: Final = {**_WIDE, **_SIGNS}
_BREAK: Final = re.compile(r"(?<=[\u4e00-\u9fff0-9（）])\n(?=[\u4e00-\u9fff0-9（）])")
"""A cell that is narrow breaks a line within a phrase."""
_THOUSANDS: Final = re.compile(r"(?<![0-9,，])[0-9]{1,3}(?:[,，][0-9]{3})+(?=\.?[0-9]*\s*(?:元|万元|千元|亿元))")
_FULL_STOP: Final = re.compile(r"[。；;\s]+$")
_OF: Final = re.compile(r"的$")
_COMMA: Final = re.compile(r"\s*[，,]\s*(并且|且|或者|或)\s*")
_DASH: Final = r"\s*(?:-|~|～|—|–|至)\s*"
_NUMBER: Final = r"[0-9]+(?:\.[0-9]+)?"
_UNITS: Final = r"万元|千元|亿元|元|%|‰|倍"
_SPAN: Final = re.compile(rf"({_NUMBER})\s*({_UNITS})?{_DASH}({_NUMBER})\s*({_UNITS})")
_FINE_BEFORE: Final = re.compile(
    r"^(?:并?处以?|可以?并?处以?|罚款)[:：]?\s*(?=[0-9零一二两三四五六七八九十百千万亿\u4e00-\u9fff])"
)
_FINE_AFTER: Final = re.compile(r"的?罚款$")


def tidy(text: str) -> str:
    """Without blanks at its ends and unseen characters, with one kind of blank, plain digits, letters and signs."""
    text = _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _AROUND_BREAKS.sub("\n", _BLANKS.sub(" ", text.translate(_TABLE))).strip()


def condition_text(text: str) -> str:
    """A condition: tidy, on one line, without thousands, commas before 且 and 或, and 的 and the full stop at its end."""
    return _OF.sub("", _COMMA.sub(r" \1 ", one_line(text)))


def one_line(text: str) -> str:
    """A text on one line, without thousands and the full stop at its end."""
    line = _BREAK.sub("", tidy(text)).replace("\n", " ")
    return _FULL_STOP.sub("", _THOUSANDS.sub(_joined, line))


def amount_text(text: str) -> str:
    """An amount: also without 处 … 罚款 around it; `1-3万元` and `1万元~3万元` are 1万元以上3万元以下."""
    plain = _FINE_AFTER.sub("", one_line(text))
    stripped = _FINE_BEFORE.sub("", plain)
    return _SPAN.sub(_between, stripped) if _SPAN.fullmatch(stripped) else stripped


def _joined(found: re.Match[str]) -> str:
    return found[0].replace(",", "").replace("，", "")


def _between(found: re.Match[str]) -> str:
    return f"{found[1]}{found[2] or found[4]}以上{found[3]}{found[4]}以下"
