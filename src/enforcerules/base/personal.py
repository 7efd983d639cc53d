"""Numbers that say who somebody is, masked wherever they stand in a text that is shown.

What is known: the number of an identity card after GB 11643 (eighteen characters of which the middle eight are a date of
birth; also those of residence permits, which have the same form), also in full-width digits and with single blanks or
hyphens between its parts; the older one of fifteen digits (abolished in 2013, still met in files); the number of a passport
or permit where the text says that it is one; a mobile telephone. Masked texts are as long as before, so that columns stay.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["masked_number", "without_identity", "without_numbers"]

_DIGIT: Final = "[0-9０-９]"
_GAP: Final = "[ \u00a0\u3000-]?"
_MONTH: Final = "(?:[0０][1-9１-９]|[1１][0-2０-２])"
_DAY: Final = f"(?:[0０][1-9１-９]|[12１２]{_DIGIT}|[3３][01０１])"
_CENTURY: Final = "(?:[1１][9９]|[2２][0０])"
_HEAD: Final = f"(?<!{_DIGIT})([1-9１-９]{_DIGIT}{{5}})"
_IDENTITY: Final = re.compile(
    f"{_HEAD}({_GAP}{_CENTURY}{_DIGIT}{{2}}{_GAP}{_MONTH}{_DAY}{_GAP})({_DIGIT}{{3}}[0-9０-９XxＸｘ])(?!{_DIGIT})"
)
_OLD: Final = re.compile(f"(?<![A-Za-z.,]){_HEAD}({_DIGIT}{{2}}{_MONTH}{_DAY})({_DIGIT}{{3}})(?![0-9０-９A-Za-z])")
_PHONE: Final = re.compile(r"(?<![0-9A-Za-z])(1[3-9][0-9])[0-9]{4}([0-9]{4})(?![0-9A-Za-z])")
_CALLED: Final = re.compile(
    r"((?:电话|手机|联系方式|tel|phone)[^0-9A-Za-z\n]{0,8})(1[3-9][0-9])[0-9]{4}([0-9]{4})(?![0-9A-Za-z])",
    re.IGNORECASE,
)
_PASSPORT: Final = re.compile(
    r"(护照|通行证|回乡证|台胞证|居留证|passport|travel permit)((?:号码|编号|号|\s+(?:no\.?|number))?[\s:：为是#]{0,3})"
    r"([A-Z]{0,2}[0-9]{7,10})(?![0-9A-Za-z])",
    re.IGNORECASE,
)
_SOME: Final = re.compile(f"{_DIGIT}{{6}}")
"""Every such number has so many digits in a row; most texts have not."""

_SHORTEST: Final = 8


def masked_number(text: str) -> str:
    """The number of a document of identity with its middle hidden: the first six and the last four characters are left.

    Of shorter numbers the first and the last two are left, of the shortest nothing.
    """
    head, tail = (6, 4) if len(text) >= 15 else (2, 2) if len(text) >= _SHORTEST else (0, 0)
    return f"{text[:head]}{'*' * (len(text) - head - tail)}{text[len(text) - tail :] if tail else ''}"


def without_numbers(text: str) -> str:
    """A text in which the numbers of identity documents and mobile telephones are masked, wherever they stand."""
    return _PHONE.sub(lambda found: f"{found[1]}****{found[2]}", without_identity(text))


def without_identity(text: str) -> str:
    """A text that may hold amounts, of which 18228000000 is one: telephones are masked only where they are called so."""
    if _SOME.search(text) is None:
        return text
    shown = _IDENTITY.sub(_middle, text)
    shown = _OLD.sub(_middle, shown)
    shown = _PASSPORT.sub(lambda found: f"{found[1]}{found[2]}{masked_number(found[3])}", shown)
    return _CALLED.sub(lambda found: f"{found[1]}{found[2]}****{found[3]}", shown)


def _middle(found: re.Match[str]) -> str:
    """The date of birth hidden, what stands between its parts left."""
    return f"{found[1]}{re.sub(_DIGIT, '*', found[2])}{found[3]}"
