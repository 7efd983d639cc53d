"""A draw of files for review (案卷抽查) and the sheet by which they are scored: requests and results, without words.

Points are exact. What could not be judged is counted and deducts nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from pydantic import Field

from enforcerules.model.document import Node
from enforcerules.model.scalars import Flag, Str, Strs

By = Literal["organ", "city", "matter", "all"]
"""What files are grouped by: the organ's name, the city of the territory code, the matter, or nothing."""


@dataclass(frozen=True, slots=True)
class Draw:
    """So many files of every group, by a seed that anybody may know."""

    each: int
    seed: str
    by: By = "organ"


@dataclass(frozen=True, slots=True)
class Group:
    """A group, how many files it has, and those drawn, in the order of their lots (digests in hexadecimal)."""

    name: str
    of: int
    drawn: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a draw gave, group by group; `left_out`: files that could not be read and stood in no group."""

    draw: Draw
    groups: tuple[Group, ...]
    left_out: tuple[str, ...] = ()


class DeductDoc(Node):
    """Points off for findings of these kinds, or of this severity; once a file, or `each` time, `most` in all; and why."""

    finding: Strs = ()
    severity: Literal["error", "warning", "alert"] | None = None
    points: Str
    each: Flag = False
    most: Str | None = None
    reason: Str


class Scoresheet(Node):
    """A scoring sheet, `enforcerules/scoresheet/1`: full marks, and what is taken off; the first entry that fits counts."""

    format: Literal["enforcerules/scoresheet/1"]
    sheet: Str
    full: Str
    note: Str | None = None
    deduct: tuple[DeductDoc, ...] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Deduction:
    """Points off: for which entry of the sheet, which findings, how often, how many points, and why."""

    entry: int
    kinds: tuple[str, ...]
    times: int
    points: Fraction
    reason: str


@dataclass(frozen=True, slots=True)
class Scored:
    """The score of one file, never below nil; `points` None: it could not be reviewed. `open`: points nobody could judge."""

    name: str
    made: str
    points: Fraction | None
    full: Fraction
    deductions: tuple[Deduction, ...]
    open: int
