"""The code of an act of enforcement (行政行为码, as reported from Zhejiang): 27 digits, read, made and checked.

type 2 + department 9 + date 6 + sequence 4 + custom 5 + check 1. Only the lengths were reported. How the check digit is made
was found nowhere, so that it is not checked unless a method is named; the six digits of the date are read as yyMMdd of the
years 2000 to 2099, which is a reading of ours.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice
from types import MappingProxyType
from typing import Final, Literal

from enforcerules.base.diagnostics import Diagnostic, InvalidInput, Report, diagnose
from enforcerules.base.near import nearest
from enforcerules.base.source import Span, Text
from enforcerules.model.check_digits import METHODS, UNCHECKED, CheckDigit

PartName = Literal["type", "department", "date", "sequence", "custom", "check"]
LENGTHS: Final[Mapping[PartName, int]] = MappingProxyType(
    {"type": 2, "department": 9, "date": 6, "sequence": 4, "custom": 5, "check": 1}
)
LENGTH: Final = sum(LENGTHS.values())
DATE_READING: Final = "yyMMdd, 2000-2099"
_DIGITS: Final = frozenset("0123456789")
_CENTURY: Final = 2000
_BREAKS: Final = frozenset(" \t\u3000-‐‑‒–—－_.·")
_ALIKE: Final = str.maketrans(
    {
        **{chr(0xFF10 + n): str(n) for n in range(10)},
        **dict.fromkeys("OoQDОоΟο〇○零Ｏｏ", "0"),
        **dict.fromkeys("lIi|！｜Ⅰ一壹ІⅼＩｌ", "1"),
        **dict(zip("二三四五六七八九", "23456789", strict=True)),
        **dict.fromkeys("ZzＺｚ", "2"),
        **dict.fromkeys("SsＳｓЅ", "5"),
        **dict.fromkeys("BＢВΒ", "8"),
        **dict.fromkeys("ЗзЭЄʒ", "3"),
        **dict.fromkeys("бЬb", "6"),
    }
)


@dataclass(frozen=True, slots=True)
class BehaviourCode:
    """A code in its parts; `method` names how its check digit was checked, `unchecked` where it was not."""

    type: str
    department: str
    day: date
    sequence: str
    custom: str
    check: str
    method: str = UNCHECKED

    @property
    def parts(self) -> dict[PartName, str]:
        """The digits of each part, in order."""
        written = f"{self.day:%y%m%d}"
        return {
            "type": self.type,
            "department": self.department,
            "date": written,
            "sequence": self.sequence,
            "custom": self.custom,
            "check": self.check,
        }

    def __str__(self) -> str:
        """The 27 digits."""
        return "".join(self.parts.values())

    @property
    def grouped(self) -> str:
        """The digits with a blank between the parts, for people to read."""
        return " ".join(self.parts.values())


def parse_code(text: str, *, check: str | CheckDigit = UNCHECKED) -> BehaviourCode:
    """A code from its 27 digits.

    `check`: how the last digit is checked: `unchecked` (the default: no method was published), `mod11_10`, or a `CheckDigit`.

    Raises:
        InvalidInput: with every problem, each at its character.
    """
    method = method_of(check)
    found = list(islice(_characters(text), 2 * LENGTH)) or list(_whole(text))
    if found:
        raise InvalidInput(Report(tuple(found)))
    parts = _cut(text)
    day = _day(parts["date"])
    if day is None:
        found.append(diagnose("ER682", _at(text, 11, 17), found=parts["date"]))
    expected = None if method is None else method.digit(text[:-1])
    if method is not None and parts["check"] != expected:
        place = _at(text, LENGTH - 1, LENGTH)
        found.append(diagnose("ER683", place, found=parts["check"], expected=expected, method=method.name))
    if found or day is None:
        raise InvalidInput(Report(tuple(found)))
    return _made(parts, day, UNCHECKED if method is None else method.name)


def make_code(
    *,
    type: str,  # noqa: A002  what the part is called
    department: str,
    day: date,
    sequence: str,
    custom: str,
    check: str | CheckDigit,
) -> BehaviourCode:
    """A code from its parts. `check` is the digit itself, or the method that makes it (`mod11_10`, a `CheckDigit`).

    Raises:
        InvalidInput: a part has another length, or is not of digits; the day lies outside of 2000 to 2099.
    """
    given: dict[PartName, str] = {"type": type, "department": department, "sequence": sequence, "custom": custom}
    method = None if isinstance(check, str) and len(check) == 1 else method_of(check)
    if method is None:
        given["check"] = "" if isinstance(check, str) and check == UNCHECKED else str(check)
    found = [
        diagnose("ER684", None, part=f"@code_{name}", found=digits, length=LENGTHS[name])
        for name, digits in given.items()
        if len(digits) != LENGTHS[name] or not _DIGITS.issuperset(digits)
    ]
    if not _CENTURY <= day.year < _CENTURY + 100:
        found.append(diagnose("ER682", None, found=day.isoformat()))
    if found:
        raise InvalidInput(Report(tuple(found)))
    body = f"{type}{department}{day:%y%m%d}{sequence}{custom}"
    digit = given["check"] if method is None else method.digit(body)
    return _made(_cut(body + digit), day, UNCHECKED if method is None else method.name)


def method_of(check: str | CheckDigit) -> CheckDigit | None:
    """The method of a name; None is unchecked. Raises InvalidInput for a name that is none."""
    if not isinstance(check, str):
        return check
    if check not in METHODS and check != UNCHECKED:
        known = (UNCHECKED, *METHODS)
        near = nearest(check, known)
        raise InvalidInput(
            Report((diagnose("ER251", None, where="check", found=check, known="、".join(known), near=near),))
        )
    return METHODS.get(check)


def _made(parts: Mapping[PartName, str], day: date, method: str) -> BehaviourCode:
    return BehaviourCode(
        parts["type"], parts["department"], day, parts["sequence"], parts["custom"], parts["check"], method
    )


def _cut(text: str) -> dict[PartName, str]:
    cut: dict[PartName, str] = {}
    start = 0
    for name, length in LENGTHS.items():
        cut[name], start = text[start : start + length], start + length
    return cut


def _day(digits: str) -> date | None:
    """The day of six digits yyMMdd; None where there is no such day."""
    try:
        return date(_CENTURY + int(digits[:2]), int(digits[2:4]), int(digits[4:]))
    except ValueError:
        return None


# ---- what is wrong -------------------------------------------------------------------------------------------


def _characters(text: str) -> Iterator[Diagnostic]:
    """Each character that is no digit, with the digit that it looks like."""
    for at, char in enumerate(text):
        if char in _DIGITS:
            continue
        alike = char.translate(_ALIKE)
        kind = "break" if char in _BREAKS else "digit" if alike in _DIGITS else "other"
        shown = f"U+{ord(char):04X}" if not char.isprintable() or char.isspace() else char
        yield diagnose(
            "ER681",
            _at(text, at, at + 1),
            place=at + 1,
            char=shown,
            digit=alike if kind == "digit" else None,
            apart="" if kind == "break" else None,
        )


def _whole(text: str) -> Iterator[Diagnostic]:
    if len(text) != LENGTH:
        yield diagnose("ER680", _at(text, 0, max(len(text), 1)), found=len(text))


def _at(text: str, start: int, end: int) -> Span | None:
    """Where characters of a code stand: in its file where it came from one, else in the code itself."""
    whole = text.span if isinstance(text, Text) else None
    if whole is None:
        return Span("code", 1, start + 1, 1, end + 1)
    return Span(whole.file, whole.line, whole.column + start, whole.line, whole.column + end)
