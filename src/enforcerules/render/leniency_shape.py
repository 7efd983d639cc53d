"""The shape of what leniency saved as JSON (`enforcerules/leniency/1`); its schema is made from here."""

from __future__ import annotations

from typing import Literal

from typing_extensions import TypedDict

from enforcerules.model.decision import Disposition
from enforcerules.model.leniency import Category, Favour
from enforcerules.render.shape_values import RangeJson, Words, Yuan, closed


@closed
class SideJson(TypedDict):
    """What follows under one set of rules: a disposition for each matter, and what the fine may come to.

    `fine` null: no upper end can be told. `open`: what it still turns on; then the range is an outer bound.
    """

    dispositions: list[Disposition]
    fine: RangeJson | None
    open: list[str]


@closed
class UnitJson(TypedDict):
    """One act of one party. `saved` null: no range can be told. `proposed`: it stands for the range of `with`."""

    where: str
    case: str
    act: str
    party: str
    matters: list[str]
    category: Category
    kept: SideJson
    without: SideJson
    proposed: Yuan | None
    saved: RangeJson | None
    grounds: list[str]


@closed
class CountsJson(TypedDict):
    """How many of each category."""

    spared: int
    may_spare: int
    notice: int
    lowered: int
    open: int
    unchanged: int


@closed
class SumJson(TypedDict):
    """Acts and parties (once a case), and the saving of those that can be told; `bounds` of them are outer bounds."""

    acts: int
    by: CountsJson
    parties: CountsJson
    saved: RangeJson
    saved_by: dict[Category, RangeJson]
    told: int
    untold: int
    bounds: int


@closed
class MatterSumJson(TypedDict):
    """The sum of one matter, or of acts under several."""

    matters: list[str]
    titles: list[Words]
    sum: SumJson


@closed
class GroundJson(TypedDict):
    """A rule or row that was left out and decided with it; an act with several grounds counts for each."""

    id: str
    kind: Favour
    title: Words
    basis: list[str]
    acts: int


@closed
class UnusableJson(TypedDict):
    """A case that could not be decided."""

    where: str
    problems: list[Words]


@closed
class LeniencyJson(TypedDict):
    """`without`: the kinds that were left out, `rules` those left out by id; `left_out` rules and rows in all."""

    format: Literal["enforcerules/leniency/1"]
    without: list[Favour]
    rules: list[str]
    left_out: int
    cases: int
    total: SumJson
    matters: list[MatterSumJson]
    grounds: list[GroundJson]
    acts: list[UnitJson]
    unusable: list[UnusableJson]
