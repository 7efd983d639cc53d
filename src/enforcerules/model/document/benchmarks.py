"""Tables and formulas, as written."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from enforcerules.base.source import Text
from enforcerules.model.document.matters import Level
from enforcerules.model.document.node import Node
from enforcerules.model.scalars import Condition, Day, Flag, Id, Str, Strs, Title


class RoundingDoc(Node):
    """To what an amount is rounded and in which direction."""

    to: Str
    direction: Literal["down", "up", "half_up"]


class RowDoc(Node):
    """One row of a benchmark table."""

    id: Id
    title: Title = {}
    level: Level = "ordinary"
    when: Condition = None
    otherwise: Flag = False
    narrows: Flag = False
    band: Str | None = None
    of_max: Str | None = None
    amount: Str | None = None
    basis: Strs = ()
    note: Str | None = None


class WeightDoc(Node):
    """One level of a factor."""

    when: Condition
    weight: Str


class FactorDoc(Node):
    """A factor of a weight table: one level of it counts."""

    fact: Str
    title: Title = {}
    levels: tuple[WeightDoc, ...]
    basis: Strs = ()


class WeightsDoc(Node):
    """A weight table (权重累加)."""

    start: Str = Text("0%")
    of: Str | None = None
    cap: Str | None = None
    floor: Str | None = None
    mode: Literal["of_base", "interpolate"] = "of_base"
    factors: tuple[FactorDoc, ...]


class BenchmarkDoc(Node):
    """A discretion benchmark (裁量基准): a table or a formula that narrows the statutory range."""

    id: Id
    title: Title = {}
    refines: Str
    when: Condition = None
    hit: Literal["unique", "heaviest", "lightest"] = "unique"
    basis: Strs
    from_: Day | None = Field(None, alias="from")
    until: Day | None = None
    known: Day | None = None
    until_known: Day | None = None
    after_change: Literal["act", "decision", "lighter"] | None = None
    after_change_basis: Strs = ()
    accepts: dict[Str, Str] = {}
    evidence: Literal["primary", "secondary"] | None = None
    status: Literal["full", "partial", "example"] | None = None
    rounding: RoundingDoc | None = None
    rows: tuple[RowDoc, ...] = ()
    weights: WeightsDoc | None = None
    note: Str | None = None
