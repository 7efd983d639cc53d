"""What the catalogue holds for one code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

__all__ = ["Coded", "Entry", "Lang", "Severity"]

Lang = Literal["zh", "en"]
Severity = Literal["error", "warning", "info"]


class Coded(Protocol):
    """What a message is made from: a code and the texts for its placeholders."""

    @property
    def code(self) -> str:
        """A code of the catalogue."""

    @property
    def args(self) -> tuple[tuple[str, str], ...]:
        """Name and text of each placeholder."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Wording of one code in both languages.

    `zh` and `en` say what is wrong; `help_*` what to write instead (each line is one piece of advice, and a line whose
    placeholders are not all filled is left out); `why_*` why it is refused, for the documentation. `bad` and `good` are
    the smallest example of a document with and without the problem. `{name}` is filled from the arguments.
    """

    code: str
    severity: Severity
    zh: str
    en: str
    help_zh: str
    help_en: str
    why_zh: str
    why_en: str
    bad: str = ""
    good: str = ""
