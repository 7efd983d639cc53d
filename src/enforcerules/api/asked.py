"""What a caller asked for, held against what there is to ask for: a slip is told at once, never taken for something else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from os import PathLike
from typing import TypeVar

One = TypeVar("One")


def one_of(name: str, given: object, known: Sequence[str]) -> None:
    """Raises ValueError for a word that is none of those known: taken for the first of them, it would give something else."""
    if not isinstance(given, str) or given not in known:
        shown = " or ".join(repr(word) for word in known)
        raise ValueError(f"{name} is {shown}, not {given!r}")


def several(given: Iterable[One], name: str) -> Iterable[One]:
    """What was given, if it is several; raises TypeError for a single path, mapping or bytes, whose letters or keys are no cases."""
    if isinstance(given, str | bytes | PathLike | Mapping):
        raise TypeError(f"{name} are several, in a list: write [one] for a single one")
    return given


def a_day(name: str, given: object) -> None:
    """Raises TypeError for what is no day, such as a text or a moment; None is no day wanted."""
    if given is not None and (not isinstance(given, date) or isinstance(given, datetime)):
        raise TypeError(f"{name} is a date, not {given!r}")
