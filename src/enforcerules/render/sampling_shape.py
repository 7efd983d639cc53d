"""The shape of draws and scores as JSON, parts of `enforcerules/review/1`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import TypedDict

from enforcerules.model.sampling import By
from enforcerules.render.shape_values import closed

Lot = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Points = Annotated[str, Field(pattern=r"^[0-9]+(\.[0-9]+)?$", description="points, exact")]


@closed
class LotJson(TypedDict):
    """A file that was drawn, and its lot."""

    made: str
    lot: Lot


@closed
class GroupJson(TypedDict):
    """A group (an empty name: not said), how many files it has, and those drawn, in the order of their lots."""

    group: str
    of: int
    drawn: list[LotJson]


@closed
class DrawnJson(TypedDict):
    """A draw: anybody gets the same files from the same list, seed and number of the algorithm."""

    algorithm: Literal[1]
    each: int
    by: By
    seed: str
    groups: list[GroupJson]
    left_out: list[str]


@closed
class DeductionJson(TypedDict):
    """Points off: the number of the entry of the sheet, for which findings, how often, and why."""

    entry: int
    kinds: list[str]
    times: int
    points: Points
    reason: str


@closed
class ScoredJson(TypedDict):
    """The score of a decision; `points` null: it could not be reviewed. `open`: points that nobody could judge."""

    name: str
    made: str
    points: Points | None
    full: Points
    deductions: list[DeductionJson]
    open: int
