"""Codes of organisations: the credit code after GB 32100-2015, eighteen characters, the last a check character modulo 31.

Numbers of persons are not checked here but hidden: `base.personal`.
"""

from __future__ import annotations

import re
from typing import Final

_ALPHABET: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS: Final = tuple(3**place % 31 for place in range(17))
_CREDIT: Final = re.compile(f"[1-9A-HJ-NPQRTUWXY][{_ALPHABET}][0-9]{{6}}[{_ALPHABET}]{{10}}")


def is_credit_code(text: str) -> bool:
    """Whether a text is a unified social credit code (统一社会信用代码) whose check character is right."""
    if not _CREDIT.fullmatch(text):
        return False
    total = sum(_ALPHABET.index(char) * weight for char, weight in zip(text, _WEIGHTS, strict=False))
    return _ALPHABET[(31 - total % 31) % 31] == text[-1]
