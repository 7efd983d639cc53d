"""A request that cannot be carried out, said in both languages."""

from __future__ import annotations


class Refused(Exception):
    """What is wrong with the request; the exit code is that of bad input."""

    def __init__(self, zh: str, en: str) -> None:
        """Carry both wordings."""
        super().__init__(en)
        self.zh = zh
        self.en = en
