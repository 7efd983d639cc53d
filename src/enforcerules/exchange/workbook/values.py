"""What stands in a cell to what it says, and back: conditions, amounts, levels, days, lists of citations.

`read_…` takes the text of a cell and gives the keys and values of the written form; None where it cannot be read. An exported
text that is not read back as it was is kept beside the table (`attached`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from enforcerules.exchange.workbook.numbers import day_of
from enforcerules.exchange.workbook.tidy import amount_text, condition_text, tidy
from enforcerules.exchange.workbook.words import (
    BAND,
    FORM_NAMES,
    FORMS,
    HIT_NAMES,
    LEVEL_NAMES,
    MODE_NAMES,
    NARROWS_NAMES,
    NOTHING_NAMES,
    OF_MAX,
    OF_MIN,
    OTHERWISE_NAMES,
    ROUNDING,
    SHIFT_NAMES,
)
from enforcerules.model.scalars import to_day

Values = Mapping[str, "str | tuple[str, ...]"]
_PERCENT: Final = r"[0-9]+(?:\.[0-9]+)?\s*%"
_ENDS: Final = rf"[\[(（]\s*{_PERCENT}\s*[,，]\s*{_PERCENT}\s*[\])）]"
_BAND: Final = re.compile(rf"(?:法定幅度的?)?\s*({_ENDS})")
_BAND_WORDS: Final = re.compile(rf"法定幅度的?\s*({_PERCENT})\s*(?:以上|至|-|~)\s*({_PERCENT})(?:以下)?")
_OF_MAX: Final = re.compile(rf"(?:法定)?最高额的?\s*({_PERCENT}|{_ENDS})")
_OF_MIN: Final = re.compile(rf"(?:法定)?最低额的?\s*({_PERCENT})")
_FORM: Final = re.compile(rf"({'|'.join(FORMS.values())})\s*[：:，,]?\s*(.*)", re.DOTALL)
_SHIFT: Final = re.compile(rf"(.+?)\s*[：:，,]\s*({'|'.join(SHIFT_NAMES)})")
_DAY: Final = re.compile(r"([0-9]{4})\s*[-/.年]\s*([0-9]{1,2})\s*[-/.月]\s*([0-9]{1,2})\s*日?")
_BETWEEN: Final = re.compile(r"[；;\n]+")
_ROUNDING: Final = re.compile(r"(?:取至|至)?\s*([0-9]+(?:千元|万元|元))[，,、\s]*(舍去|进位|四舍五入)")
_ROUND_NAMES: Final = {word: key for key, word in ROUNDING.items()}


def read_when(text: str) -> Values | None:
    """The condition of a row: otherwise, narrows, or a condition."""
    plain = condition_text(text)
    if plain in OTHERWISE_NAMES:
        return {"otherwise": "true"}
    return {"narrows": "true"} if plain in NARROWS_NAMES else read_condition(text)


def read_condition(text: str) -> Values | None:
    """A condition that must be one."""
    plain = condition_text(text)
    return {"when": plain} if plain else None


def read_result(text: str) -> Values | None:
    """What a row gives: a band of the statutory range, a share of its maximum or minimum, an amount, or nothing of its own.

    Before it may stand for which statutes: `法定只有上限的：法定最高额的10%`.
    """
    plain = tidy(text)
    if found := _FORM.fullmatch(plain):
        result = read_result(found[2])
        return None if result is None else {"statute": FORM_NAMES[found[1]], **result}
    if plain in NOTHING_NAMES:
        return {}
    if found := _BAND.fullmatch(plain):
        return {"band": found[1]}
    if found := _BAND_WORDS.fullmatch(plain):
        return {"band": f"[{found[1]}, {found[2]}]"}
    if found := _OF_MAX.fullmatch(plain):
        return {"of_max": found[1]}
    if found := _OF_MIN.fullmatch(plain):
        return {"of_min": found[1]}
    amount = amount_text(text)
    return {"amount": amount} if amount else None


def read_shift(text: str) -> Values | None:
    """Lines such as `二年内次数为2次：取本档上限`, each still one text."""
    lines = tuple(line for line in map(condition_text, text.splitlines()) if line)
    return {"shift": lines} if lines and all(map(shift_of, lines)) else None


def shift_of(line: str) -> tuple[str, str] | None:
    """The condition of a line, and whether it leads to the top of the tier or to the next one."""
    found = _SHIFT.fullmatch(line)
    return None if found is None else (found[1], SHIFT_NAMES[found[2]])


def read_level(text: str) -> Values | None:
    """减轻, 从轻, 一般, 从重."""
    level = LEVEL_NAMES.get(tidy(text).replace(" ", "").replace("\n", ""))
    return None if level is None else {"level": level}


def read_hit(text: str) -> Values | None:
    """Which of several rows that hold counts."""
    hit = HIT_NAMES.get(tidy(text))
    return None if hit is None else {"hit": hit}


def read_mode(text: str) -> Values | None:
    """How weights make an amount."""
    mode = MODE_NAMES.get(tidy(text))
    return None if mode is None else {"mode": mode}


def read_weight(text: str, key: str = "weight") -> Values | None:
    """A share in percent."""
    plain = tidy(text).replace(" ", "")
    return {key: plain} if plain else None


def read_rounding(text: str) -> Values | None:
    """`1元，舍去`."""
    found = _ROUNDING.fullmatch(tidy(text))
    return None if found is None else {"rounding.to": found[1], "rounding.direction": _ROUND_NAMES[found[2]]}


def read_day(text: str, key: str) -> Values | None:
    """A day, in any of the ways people write one, or the serial number of one."""
    plain = tidy(text)
    found = _DAY.fullmatch(plain)
    iso = f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}" if found else None
    if iso is None and plain.isascii() and plain.isdigit() and len(plain) == 5:
        iso = day_of(plain)
    try:
        return None if iso is None else {key: to_day(iso).isoformat()}
    except ValueError:
        return None


def read_list(text: str, key: str) -> Values | None:
    """Citations, parted by ； or line breaks."""
    parts = tuple(part for part in (tidy(one) for one in _BETWEEN.split(text)) if part)
    return {key: parts} if parts else None


def read_text(text: str, key: str) -> Values | None:
    """A text as it is, without blanks at its ends."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    return {key: plain} if plain else None


def show_band(band: str) -> str:
    """A band as a sheet shows it."""
    return f"{BAND}{band}"


def show_of_max(share: str) -> str:
    """A share of the maximum as a sheet shows it."""
    return f"{OF_MAX}{share}"


def show_of_min(share: str) -> str:
    """A multiple of the minimum as a sheet shows it."""
    return f"{OF_MIN}{share}"


def show_form(form: str, result: str) -> str:
    """A result with the statutes for which it holds."""
    return f"{FORMS[form]}：{result}"


def show_rounding(to: str, direction: str) -> str:
    """A rounding as a sheet shows it."""
    return f"{to}，{ROUNDING[direction]}"
