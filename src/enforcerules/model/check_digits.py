"""Check digits that a code may carry: which one a code uses is said by whoever reads it, never guessed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Protocol


class CheckDigit(Protocol):
    """How the last digit follows from those before it."""

    @property
    def name(self) -> str:
        """What the method is called, as results name it."""

    def digit(self, body: str, /) -> str:
        """The check digit of the digits before it, one character 0 to 9."""


@dataclass(frozen=True, slots=True)
class Mod1110:
    """ISO/IEC 7064, MOD 11,10: every single wrong digit, and most exchanges of two neighbours, are found."""

    name: str = "mod11_10"

    def digit(self, body: str) -> str:
        """The check digit; the standard's own example is 0794, whose digit is 5."""
        product = 10
        for char in body:
            product = ((product + int(char)) % 10 or 10) * 2 % 11
        return str((11 - product) % 10)


UNCHECKED: Final = "unchecked"
METHODS: Final[dict[str, CheckDigit]] = {one.name: one for one in (Mod1110(),)}
"""The methods that are built in. MOD 11-2 (identity cards) and MOD 37-36 are not: their check character may be a letter."""
