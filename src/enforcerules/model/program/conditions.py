"""Conditions: tests of one fact against a constant region, joined by 且, 或 and 非."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from enforcerules.model.region import Region


@dataclass(frozen=True, slots=True)
class Atom:
    """A test of one fact against a constant region; `wanted` is its text for people."""

    fact: str
    region: Region
    wanted: str


@dataclass(frozen=True, slots=True)
class Known:
    """A test of what is known: `undeterminable` or `ascertained`."""

    fact: str
    status: Literal["undeterminable", "ascertained"]
    wanted: str


@dataclass(frozen=True, slots=True)
class Threshold:
    """A test of one fact against a parameter, which has a value only in a place and on a day."""

    fact: str
    word: Literal[">=", ">", "<=", "<", "="]
    parameter: str
    wanted: str


@dataclass(frozen=True, slots=True)
class And:
    """且; nothing in it holds always."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """或."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Neg:
    """非."""

    part: Condition


Condition: TypeAlias = "Atom | Known | Threshold | And | Or | Neg"


TRUE_CONDITION = And(())
