"""Codes of persons and organisations: checked, and hidden where they are nobody's business.

The credit code after GB 32100-2015: eighteen characters, the last a check character modulo 31. The number of an identity
card after GB 11643: eighteen characters, of which the middle eight are a date of birth.
"""

from __future__ import annotations

import re
from typing import Final

_ALPHABET: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS: Final = tuple(3**place % 31 for place in range(17))
_CREDIT: Final = re.compile(f"[1-9A-HJ-NPQRTUWXY][{_ALPHABET}][0-9]{{6}}[{_ALPHABET}]{{10}}")
_BORN: Final = r"(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
_IDENTITY: Final = re.compile(rf"(?<![0-9A-Za-z])([1-9][0-9]{{5}}){_BORN}([0-9]{{3}}[0-9Xx])(?![0-9A-Za-z])")
_PHONE: Final = re.compile(r"(?<![0-9A-Za-z])(1[3-9][0-9])[0-9]{4}([0-9]{4})(?![0-9A-Za-z])")
_SHORTEST: Final = 8


def is_credit_code(text: str) -> bool:
    """Whether a text is a unified social credit code (统一社会信用代码) whose check character is right."""
    if not _CREDIT.fullmatch(text):
        return False
    total = sum(_ALPHABET.index(char) * weight for char, weight in zip(text, _WEIGHTS, strict=False))
    return _ALPHABET[(31 - total % 31) % 31] == text[-1]


def masked_number(text: str) -> str:
    """The number of a document of identity with its middle hidden: the first six and the last four characters are left.

    Of shorter numbers the first and the last two are left, of the shortest nothing.
    """
    head, tail = (6, 4) if len(text) >= 15 else (2, 2) if len(text) >= _SHORTEST else (0, 0)
    return f"{text[:head]}{'*' * (len(text) - head - tail)}{text[len(text) - tail :] if tail else ''}"


def without_numbers(text: str) -> str:
    """A text in which numbers of identity cards and mobile telephones are masked, wherever they stand."""
    hidden = _IDENTITY.sub(lambda found: f"{found[1]}********{found[2]}", text)
    return _PHONE.sub(lambda found: f"{found[1]}****{found[2]}", hidden)
