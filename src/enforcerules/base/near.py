"""The name a writer probably meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import Final
from unicodedata import normalize

__all__ = ["nearest"]

_ENOUGH: Final = 0.6
"""Similarity from which a name is worth proposing. Two Chinese characters of three in common give 0.67."""

_LONGEST: Final = 80
_MOST: Final = 5_000


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate most like `word`, or None when none is like it.

    Case, full-width forms and `-` or blanks for `_` do not count as differences. Among equals the one that comes first
    in code point order is taken, so the answer does not depend on the order of the candidates.
    """
    wanted = _fold(word)
    if not wanted or len(wanted) > _LONGEST:
        return None
    best: tuple[float, str] | None = None
    for candidate in sorted({str(name) for name in candidates})[:_MOST]:
        likeness = _likeness(wanted, _fold(candidate))
        if candidate != word and likeness >= _ENOUGH and (best is None or likeness > best[0]):
            best = (likeness, candidate)
    return best[1] if best else None


def _fold(word: str) -> str:
    return normalize("NFKC", word[: _LONGEST + 1]).casefold().replace("-", "_").replace(" ", "_").strip("_")


def _likeness(wanted: str, name: str) -> float:
    if wanted == name:
        return 1.0
    # A name cut short (`货值` for `货值金额`) is as good a guess as one mistyped; a single character says nothing.
    if len(wanted) >= 2 and name.startswith(wanted):
        return 0.9
    matcher = SequenceMatcher(None, name, wanted, autojunk=False)
    if matcher.real_quick_ratio() < _ENOUGH or matcher.quick_ratio() < _ENOUGH:
        return 0.0
    return matcher.ratio()
