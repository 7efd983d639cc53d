"""Matters and what their statutes threaten, as written."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, ConfigDict, Field, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from enforcerules.base.source import Text
from enforcerules.model.document.node import Node
from enforcerules.model.scalars import Condition, Day, Id, MatterId, Str, Strs, Title, to_text

Modality = Literal["shall", "may", "single_or_joint", "up_to"]


Level = Literal["mitigated", "lighter", "ordinary", "heavier"]


def _fine(value: object) -> object:
    return value if not isinstance(value, str) else {"?": value}


class FineDoc(Node):
    """A fine: the modality and the amount as text."""

    shall: Str | None = None
    may: Str | None = None
    single_or_joint: Str | None = None
    up_to: Str | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        if len(self.terms()) != 1:
            raise PydanticCustomError("fine_modality", "a fine says one of shall, may, single_or_joint, up_to")
        return self

    def terms(self) -> list[tuple[Modality, Text]]:
        """The modality and the amount; exactly one."""
        named: list[tuple[Modality, Text | None]] = [
            ("shall", self.shall),
            ("may", self.may),
            ("single_or_joint", self.single_or_joint),
            ("up_to", self.up_to),
        ]
        return [(modality, text) for modality, text in named if text is not None]


Role = Literal["responsible_persons", "principal", "crew", "other"]
Target = Literal["violator", "unit", "individual", "responsible_persons", "principal", "crew", "other"]
TARGETS: tuple[Target, ...] = Target.__args__  # type: ignore[attr-defined]
ROLES: frozenset[str] = frozenset(Role.__args__)  # type: ignore[attr-defined]
"""Those whom a provision addresses for their part in what a unit did."""


class PenaltyDoc(Node):
    """One entry of `penalties`: measures (`<kind>: shall`), a fine, limbs or alternatives."""

    model_config = ConfigDict(extra="allow", frozen=True, arbitrary_types_allowed=True, populate_by_name=True)
    __pydantic_extra__: dict[
        str,
        Annotated[
            Any, BeforeValidator(to_text), WithJsonSchema({"enum": ["shall", "may", "single_or_joint", "up_to"]})
        ],
    ]

    id: Id | None = None
    when: Condition = None
    target: Target = "violator"
    fine: Annotated[FineDoc | None, BeforeValidator(_fine)] = None
    duration: Str | None = None
    what: Str | None = None
    by: Str | None = None
    basis: Strs = ()
    from_: Day | None = Field(None, alias="from")
    until: Day | None = None
    known: Day | None = None
    note: Str | None = None
    limbs: tuple[PenaltyDoc, ...] = ()
    one_of: tuple[tuple[PenaltyDoc, ...], ...] = ()

    @property
    def others(self) -> dict[str, Text]:
        """The measures other than fines: kind to modality, as written."""
        return dict(self.__pydantic_extra__ or {})


class ReleasedDoc(Node):
    """Since a day the law no longer forbids what the matter is about."""

    from_: Day = Field(alias="from")
    basis: Strs


class MatterDoc(Node):
    """A violation and what the statute threatens."""

    id: MatterId
    title: Title
    code: Str | None = None
    elements: Condition = None
    prohibited_by: Strs = ()
    penalised_by: Strs
    fixes: dict[Id, Str] = {}
    sole_trader: Literal["individual", "unit"] | None = None
    status: Literal["verified", "parsed", "partial"] | None = None
    terms: dict[Id, Str] = {}
    from_: Day | None = Field(None, alias="from")
    until: Day | None = None
    known: Day | None = None
    succeeded_by: Strs = ()
    no_longer_unlawful: ReleasedDoc | None = None
    accepts: dict[Str, Str] = {}
    note: Str | None = None
    penalties: tuple[PenaltyDoc, ...]
