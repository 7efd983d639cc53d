"""Territories by GB/T 2260 codes: 440000 is a province, 440100 a city in it, 440103 a district in that."""

from __future__ import annotations

import re
from typing import Final

NATION: Final = "000000"
"""The whole country."""
_CODE: Final = re.compile("[0-9]{6}")


def is_code(text: object) -> bool:
    """Whether a text has the form of a code: six digits."""
    return isinstance(text, str) and _CODE.fullmatch(text) is not None


def covers(wide: str, narrow: str) -> bool:
    """Whether a code lies in another: 440000 covers 440103."""
    if wide in {NATION, narrow}:
        return True
    stem = wide.rstrip("0")
    stem += "0" * (len(stem) % 2)
    return wide.isdigit() and narrow.startswith(stem)


def overlapping(one: str, other: str) -> bool:
    """Whether there are places in both."""
    return covers(one, other) or covers(other, one)
