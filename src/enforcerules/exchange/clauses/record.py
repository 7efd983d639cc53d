"""A clause record as it stands in its file, validated: shape by pydantic, figures and conditions one by one.

A record is one paragraph of one law: rules of `{when, fines, penalties}`, each of which contributes where its `when`
holds. Bad input is a diagnostic at line and column, and leaves the record out; the other records go on.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BeforeValidator, ConfigDict

from enforcerules.base.source import Span, Text
from enforcerules.exchange.clauses.expression import Expression
from enforcerules.model.citation import Citation
from enforcerules.model.document.node import Node
from enforcerules.model.scalars import Day, Flag, Str, Strs

FineKind: TypeAlias = Literal[
    "fixed_range", "upper_only", "fixed_amount", "multiple_of_base", "percentage_of_base", "per_unit", "unspecified",
    "reference",
]  # fmt: skip
Mode: TypeAlias = Literal["mandatory", "optional", "single_or_joint", "optional_escalation"]
OF_MONEY: frozenset[str] = frozenset({"fixed_range", "upper_only", "fixed_amount"})
OF_A_BASE: frozenset[str] = frozenset({"multiple_of_base", "percentage_of_base", "per_unit"})


def _present(value: object) -> object:
    """A null says what an absent key says."""
    return () if value is None else value


class _Open(Node):
    """A table whose other keys are kept, so that what nothing reads can be named."""

    model_config = ConfigDict(extra="allow", frozen=True, arbitrary_types_allowed=True, populate_by_name=True)

    @property
    def others(self) -> tuple[str, ...]:
        """The keys that this format does not have."""
        return tuple(map(str, self.__pydantic_extra__ or {}))


class FineDoc(_Open):
    """A fine as it stands in the file."""

    kind: FineKind
    target: Str
    mode: Mode
    min: Str | None = None
    max: Str | None = None
    base: Str | None = None
    min_factor: Str | None = None
    max_factor: Str | None = None
    base_text: Str | None = None
    base_floor_yuan: Str | None = None
    floor_yuan: Str | None = None
    cap_yuan: Str | None = None
    alt_group: Str | None = None
    reference: Str | None = None


class PenaltyDoc(_Open):
    """Another penalty as it stands in the file."""

    type: Str
    mode: Mode
    target: Str | None = None
    duration: Str | None = None
    alt_group: Str | None = None


class RuleDoc(_Open):
    """A rule as it stands in the file."""

    when: Str
    fines: Annotated[tuple[FineDoc, ...], BeforeValidator(_present)] = ()
    penalties: Annotated[tuple[PenaltyDoc, ...], BeforeValidator(_present)] = ()


class RecordDoc(_Open):
    """A record as it stands in the file."""

    id: Str
    law: Str
    version: Day
    article: Str
    paragraph: Str
    rules: tuple[RuleDoc, ...]
    status: Literal["verified", "parsed", "partial"] | None = None
    why_partial: Strs = ()
    premise: Strs = ()
    likely_superseded: Flag = False
    note: Str | None = None
    excerpt: Any = None
    shapes: Any = None
    source: Any = None
    probes: Any = None
    contestable: Any = None


@dataclass(frozen=True, slots=True)
class Fine:
    """A fine: money in 元, or factors of a base, which is one fact or a product of facts.

    `lo` None: the text has no minimum. `span`: where the base stands.
    """

    kind: FineKind
    target: str
    mode: Mode
    lo: Fraction | None = None
    hi: Fraction | None = None
    base: tuple[str, ...] = ()
    base_text: str | None = None
    base_floor: Fraction | None = None
    floor: Fraction | None = None
    cap: Fraction | None = None
    group: str | None = None
    reference: str | None = None
    span: Span | None = None
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Penalty:
    """A penalty other than a fine; no target: the violator."""

    kind: str
    target: str
    mode: Mode
    duration: str | None = None
    group: str | None = None
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """What follows where `when` holds."""

    when: Expression
    fines: tuple[Fine, ...]
    penalties: tuple[Penalty, ...]
    others: tuple[str, ...] = ()

    @property
    def measures(self) -> tuple[Fine | Penalty, ...]:
        """Fines, then other penalties."""
        return (*self.fines, *self.penalties)


@dataclass(frozen=True, slots=True)
class Record:
    """One paragraph of a law and what it threatens."""

    id: Text
    law: str
    version: str
    citation: Citation
    rules: tuple[Rule, ...]
    status: str | None
    why_partial: tuple[str, ...]
    premise: tuple[str, ...]
    superseded: bool
    note: str | None
    line: int
    others: tuple[str, ...] = ()
