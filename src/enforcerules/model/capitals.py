"""Capital amounts (中文大写金额) by the rules for bills and settlement vouchers.

Source: 正确填写票据和结算凭证的基本规定, annex 1 to the Payment and Settlement Measures (支付结算办法, 银发〔1997〕393号),
read in reprints:

* rule 1: the figures are 壹贰叁肆伍陆柒捌玖拾佰仟万亿元角分零整; 正, 圆 and traditional forms are accepted too;
* rule 2: an amount ending in 元 takes 整; after 角 it may be left out (here it is written: 伍角整); after 分 there is none;
* rule 4(1), (2): zeros between figures are one 零 (1409.50, 6007.14);
* rule 4(3): where the digit of 万 or 元 is zero and the next is not, the 零 may be left out, as it is here
  (壹仟陆佰捌拾元叁角贰分, 壹拾万柒仟元伍角叁分); 陆拾叁亿零肆仟陆佰壹拾贰元, where a whole section is missing, keeps it;
* rule 4(4): 角 zero and 分 not takes 零 after 元 (叁佰贰拾伍元零肆分).

Rule 3 asks for the word 人民币 in front, which forms print themselves: `amount_upper` leaves it out, `read_upper` accepts it.
"""

from __future__ import annotations

import re
from fractions import Fraction

from enforcerules.model.numerals import LIMIT, OMITTED, fits, fold, settle, spell

_PLAIN = "零一二三四五六七八九十百千"
_CAPITAL = "零壹贰叁肆伍陆柒捌玖拾佰仟"
_TO_CAPITAL = str.maketrans(_PLAIN, _CAPITAL)
_TO_PLAIN = str.maketrans(_CAPITAL, _PLAIN)
_VARIANTS = str.maketrans("貳叄參陸萬億圓圆正", "贰叁叁陆万亿元元整")
_FIGURES = re.compile(f"[{_CAPITAL}万亿元角分整]{{2,60}}")
_AMOUNT = re.compile("(?:([^元角分整]+)元)?零?(?:(.)角)?零?(?:(.)分)?整?")
_NOTHING = "零元整"
_DIGITS = re.compile(
    r"(?:人民币|[¥￥])?((?:0|[1-9][0-9]{0,15}|[1-9][0-9]{0,2}(?:,[0-9]{3}){1,5})(?:\.[0-9]{1,8})?)(元|万元|亿元)?"
)
_UNITS = {None: 1, "元": 1, "万元": 10**4, "亿元": 10**8}


def amount_upper(fen: int) -> str:
    """The capital form of an amount in 分: 10000 is 壹佰元整, 0 is 零元整; ValueError below 0 and from 10**18 on."""
    if fen == 0:
        return _NOTHING
    return settle(_spelling(fen)).translate(_TO_CAPITAL)


def read_upper(text: str) -> int | None:
    """The amount in 分 that a capital form writes, or None for no such form (拾元整, 壹佰元, 伍分整, 五元整).

    Accepts 人民币 in front, the 零 of rule 4(3) written or not (and both of them written, where there are two), 角 with
    or without 整.
    """
    capital = text.removeprefix("人民币").translate(_VARIANTS)
    if capital == _NOTHING:
        return 0
    if not _FIGURES.fullmatch(capital):
        return None
    plain = capital.translate(_TO_PLAIN)
    fen = _value(plain)
    full = plain + "整" if plain.endswith("角") else plain
    return fen if fen and fits(full, _spelling(fen)) else None


def read_figures(text: str) -> int | None:
    """The amount in 分 that figures write (29000.00, 29,000元, 2.9万元, ¥29000), or None for none, or for parts of a 分."""
    match = _DIGITS.fullmatch(text)
    if match is None:
        return None
    fen = Fraction(match[1].replace(",", "")) * _UNITS[match[2]] * 100
    return int(fen) if fen.denominator == 1 and fen < LIMIT * 100 else None


def same_amount(words: str, figures: str) -> bool:
    """Whether an amount in capital numerals and one in figures are the same: 肆万玖仟元整 and 29000.00 are not.

    Raises:
        ValueError: the words or the figures cannot be read as an amount; the message says which.
    """
    said, written = read_upper(words), read_figures(figures)
    if said is None:
        raise ValueError(f"no amount in words: {words!r}")
    if written is None:
        raise ValueError(f"no amount in figures: {figures!r}")
    return said == written


def _spelling(fen: int) -> str:
    """The form of `fen` > 0 in plain figures, with the marks of `numerals` where a 零 is optional."""
    yuan, cents = divmod(fen, 100)
    if not 0 < fen < LIMIT * 100:
        raise ValueError(f"no capital amount for {fen} fen")
    return (spell(yuan) + "元" if yuan else "") + (_gap(yuan, cents) + _cents(cents) if cents else "整")


def _gap(yuan: int, cents: int) -> str:
    """The 零 between 元 and what follows: rules 4(4) and 4(3); none where there are no 元."""
    if not yuan:
        return ""
    if cents < 10:
        return "零"
    return OMITTED if yuan % 10 == 0 else ""


def _cents(cents: int) -> str:
    jiao, fen = divmod(cents, 10)
    text = f"{_PLAIN[jiao]}角" if jiao else ""
    return text + (f"{_PLAIN[fen]}分" if fen else "整")


def _value(plain: str) -> int | None:
    """The 分 that the figures stand for, however the 零 and 整 stand; None if there is no value."""
    match = _AMOUNT.fullmatch(plain)
    if match is None:
        return None
    whole, jiao, fen = match.groups()
    yuan = fold(whole) if whole else 0
    if yuan is None:
        return None
    return yuan * 100 + _figure(jiao) * 10 + _figure(fen)


def _figure(char: str | None) -> int:
    """The value of one figure; where there is none, or a unit in its place, a value whose spelling does not fit."""
    return max(_PLAIN.find(char), 0) % 10 if char else 0
