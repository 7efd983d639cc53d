"""What is looked at only when it is asked for: a day on which rules should be in force, and findings of which there are many."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

ON_REQUEST: Final = frozenset({"ER583"})
"""Codes that are looked for only where they are named."""

ON_A_DAY: Final = frozenset({"ER587"})
"""Codes that are looked for only with a day."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A day, and the codes asked for; a short code stands for all that begin with it, but never for one on request."""

    on: date | None = None
    codes: tuple[str, ...] = ()

    @property
    def unasked(self) -> frozenset[str]:
        """The codes that are not looked for."""
        return frozenset(ON_REQUEST - set(self.codes)) | (ON_A_DAY if self.on is None else frozenset())


NOTHING_MORE: Final = Asked()
"""What is always looked at, and nothing more."""
