"""Chinese numerals as legal texts write them (一百二十四, 二十万, 一千零五).

How a number is spelled. Four digits form a section; 万 and 亿 join sections. Inside a section one 零 stands for any
run of zeros between two figures (1005 = 一千零五). Between sections the 零 is

* required where the lower section begins with a zero (一万零五百);
* optional where only the last digit of the higher section is zero (十万七千 or 十万零七千);
* usual, yet left out by some, where the whole section of 万 is missing (六十三亿零四千六百一十二).

`spell` writes the two optional kinds as marks, so that one function serves the writer, the reader and the capital
amounts of `capitals` (rule 4(3) of annex 1 to the Payment and Settlement Measures, 支付结算办法, allows the same).
"""

from __future__ import annotations

import re

LIMIT = 10**16
"""Numbers from here on (万亿亿 would be needed) are neither read nor written."""

OMITTED = "-"
"""Mark in a spelling: a 零 that may stand here and is not written."""

USUAL = "+"
"""Mark in a spelling: a 零 that may be left out here and is written."""

_DIGITS = "零一二三四五六七八九"
_LONGEST = 40
"""No numeral that is read has so many characters."""
_PLACES = ("", "十", "百", "千")
_D = "[一二三四五六七八九]"
_SECTION = re.compile(f"零?(?:({_D})千)?零?(?:({_D})百)?零?(?:({_D}?十))?零?({_D})?")
_ASCII = re.compile(r"0|[1-9][0-9]{0,14}")
_TWO = re.compile(r"(?<!十)两(?=[百千万亿])|^两$")


def read_number(text: str) -> int | None:
    """The number written as ASCII digits (no sign, no leading zero) or as a Chinese cardinal, or None."""
    return int(text) if _ASCII.fullmatch(text) else read_cardinal(text)


def read_cardinal(text: str) -> int | None:
    """The number a Chinese cardinal (基数) writes, or None.

    Accepts 〇 for 零, 两 for 二 (两百, 三万两千, 两 alone), 一十 for a leading 十 and the optional 零. Refuses what has
    two readings or is no cardinal: 一百二 (120 or 102), 二〇二四 (digits in a row), 一百十二, 二十两.
    """
    plain = _TWO.sub("二", text.replace("〇", "零"))
    if plain == "零":
        return 0
    number = fold(plain)
    if number is None:
        return None
    spelling = spell(number)
    return number if fits(plain, spelling) or fits("一" + plain, spelling) else None


def write_cardinal(n: int) -> str:
    """Write `n` as legal texts do: 十, 二十, 一百一十, 一千零五. Raises ValueError below 0 and from `LIMIT` on."""
    if n == 0:
        return "零"
    text = settle(spell(n))
    return text[1:] if text.startswith("一十") else text


def spell(n: int) -> str:
    """The spelling of 0 < `n` < `LIMIT`, 一十 in full, with the marks `OMITTED` and `USUAL`; else ValueError."""
    if not 0 < n < LIMIT:
        raise ValueError(f"no Chinese cardinal for {n}")
    if n >= 10**8:
        return _join(n, 10**8, "亿")
    return _join(n, 10**4, "万") if n >= 10**4 else _section(n)


def settle(spelling: str) -> str:
    """The text of a spelling: usual 零 written, optional ones left out."""
    return spelling.replace(OMITTED, "").replace(USUAL, "零")


def fits(text: str, spelling: str) -> bool:
    """Whether `text` is the spelling, each marked 零 written or not."""
    at = 0
    for char in spelling:
        here = text[at : at + 1]
        if char in (OMITTED, USUAL):
            at += here == "零"
        elif char == here:
            at += 1
        else:
            return False
    return at == len(text)


def fold(text: str) -> int | None:
    """The value of figures and units, however the 零 stand, or None if there is none that `spell` can write.

    A reader compares the spelling of the value with the text: what is folded too generously is caught there.
    """
    number = _fold(text) if len(text) <= _LONGEST else None
    return number if number is not None and 0 < number < LIMIT else None


def _fold(text: str) -> int | None:
    for unit, name in ((10**8, "亿"), (10**4, "万")):
        head, found, tail = text.rpartition(name)
        if found:
            high, low = _fold(head), _fold(tail)
            return None if high is None or low is None else high * unit + low
    return _fold_section(text)


def _fold_section(text: str) -> int | None:
    match = _SECTION.fullmatch(text)
    if match is None:
        return None
    thousands, hundreds, tens, ones = (_figure(group) for group in match.groups())
    return thousands * 1000 + hundreds * 100 + tens * 10 + ones


def _figure(group: str | None) -> int:
    """The figure in a group of `_SECTION`: absent 0, a bare 十 one ten."""
    if group is None:
        return 0
    return 1 if group == "十" else _DIGITS.index(group[0])


def _join(n: int, unit: int, name: str) -> str:
    high, low = divmod(n, unit)
    return spell(high) + name + (_gap(high, low, unit) + spell(low) if low else "")


def _gap(high: int, low: int, unit: int) -> str:
    """The 零 between two sections: required, marked, or none."""
    if low * 10 < unit:
        return USUAL if unit == 10**8 and 1000 <= low < 10**4 else "零"
    return OMITTED if high % 10 == 0 else ""


def _section(n: int) -> str:
    text = ""
    for place in (3, 2, 1, 0):
        digit = n // 10**place % 10
        if digit:
            text += _DIGITS[digit] + _PLACES[place]
        elif text and n % 10**place and not text.endswith("零"):
            text += "零"
    return text
