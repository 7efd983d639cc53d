"""How long a measure lasts: 五日以上十五日以下拘留, 十年内不得从业, 终身, with one compact notation for programs.

`5-15d`, `0-15d` (no minimum in the text), `120m`, `1-3m`, `life`, `120m-life`: hours `h`, days `d`, months `m`. Years are
written as months, so that 一年 and 十二个月 are one duration.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from enforcerules.model.numerals import read_number

Unit = Literal["h", "d", "m"]

_NUM = "([0-9]{1,4}|[零〇一二两三四五六七八九十百千]{1,7})"
_UNITS = {"小时": ("h", 1), "日": ("d", 1), "天": ("d", 1), "个月": ("m", 1), "年": ("m", 12)}
_UNIT = "(小时|日|天|个月|年)"
_BETWEEN = re.compile(f"{_NUM}{_UNIT}?以上{_NUM}{_UNIT}以下")
_UP_TO = re.compile(f"{_NUM}{_UNIT}以下")
_TO_LIFE = re.compile(f"{_NUM}{_UNIT}(?:以上)?(?:直至|至|或者)终身")
_EXACT = re.compile(f"{_NUM}{_UNIT}")
_COMPACT = re.compile("(?:(?P<lo>[0-9]{1,4})-)?(?P<hi>[0-9]{1,4})(?P<unit>[hdm])(?P<life>-life)?")


@dataclass(frozen=True, slots=True)
class Duration:
    """From `lo` (None: no minimum in the text) to `hi` of a unit; `life`: up to for life, alone when `hi` is None.

    Raises ValueError where the ends are reversed or nothing is said.
    """

    lo: int | None
    hi: int | None
    unit: Unit = "d"
    life: bool = False

    def __post_init__(self) -> None:
        """Refuse what is no length of time."""
        if self.hi is None and not self.life:
            raise ValueError("a duration without an end")
        if self.lo is not None and self.hi is not None and self.lo > self.hi:
            raise ValueError(f"reversed duration {self.lo}-{self.hi}{self.unit}")

    @property
    def exact(self) -> bool:
        """Whether the text leaves no choice."""
        return self.lo == self.hi if not self.life else self.hi is None

    def has(self, length: int) -> bool:
        """Whether a length in the unit lies in it; for life is no length."""
        if self.hi is None:
            return False
        return (self.lo or 0) <= length and (self.life or length <= self.hi)


LIFE = Duration(None, None, life=True)


def parse_duration(text: str) -> Duration | None:
    """Read the law's words or the compact notation, else None; reversed ends are no duration."""
    try:
        return _compact(text) or _worded(text)
    except ValueError:
        return None


def notation(one: Duration) -> str:
    """The compact notation, the same in records, rulesets and decisions."""
    if one.hi is None:
        return "life"
    lo = "" if one.lo == one.hi else f"{one.lo or 0}-"
    return f"{lo}{one.hi}{one.unit}{'-life' if one.life else ''}"


def print_duration(one: Duration) -> str:
    """The law's words with ASCII digits: `5日以上15日以下`, `10年`, `10年直至终身`, `终身`."""
    if one.hi is None:
        return "终身"
    hi = _print(one.hi, one.unit)
    if one.life:
        return f"{hi}直至终身"
    if one.lo == one.hi:
        return hi
    return f"{hi}以下" if one.lo is None else f"{_print(one.lo, one.unit)}以上{hi}以下"


def _print(number: int, unit: Unit) -> str:
    if unit == "m" and number and number % 12 == 0:
        return f"{number // 12}年"
    return f"{number}{ {'h': '小时', 'd': '日', 'm': '个月'}[unit] }"


def _compact(text: str) -> Duration | None:
    if text == "life":
        return LIFE
    match = _COMPACT.fullmatch(text)
    if match is None:
        return None
    hi = int(match["hi"])
    lo = hi if match["lo"] is None else int(match["lo"]) or None
    return Duration(lo, hi, match["unit"], life=match["life"] is not None)  # type: ignore[arg-type]


def _worded(text: str) -> Duration | None:
    if text == "终身":
        return LIFE
    if match := _TO_LIFE.fullmatch(text):
        ends = _ends((match[1], match[2]))
        return None if ends is None else Duration(ends[0][0], ends[0][0], ends[1], life=True)
    if match := _BETWEEN.fullmatch(text):
        ends = _ends((match[1], match[2] or match[4]), (match[3], match[4]))
        return None if ends is None else Duration(ends[0][0], ends[0][1], ends[1])
    if match := _UP_TO.fullmatch(text):
        ends = _ends((match[1], match[2]))
        return None if ends is None else Duration(None, ends[0][0], ends[1])
    match = _EXACT.fullmatch(text)
    ends = None if match is None else _ends((match[1], match[2]))
    return None if ends is None else Duration(ends[0][0], ends[0][0], ends[1])


def _ends(*written: tuple[str, str]) -> tuple[list[int], Unit] | None:
    """The numbers in one unit; None where the units do not go together (days and months)."""
    read = [(read_number(number), *_UNITS[unit]) for number, unit in written]
    units = {unit for _, unit, _ in read}
    if len(units) != 1 or any(number is None for number, _, _ in read):
        return None
    return [(number or 0) * factor for number, _, factor in read], units.pop()  # type: ignore[return-value]
