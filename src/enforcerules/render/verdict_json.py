"""A verdict as JSON (`enforcerules/verdict/1`): the fields of a decision that do not need its reasons, and its shape."""

from __future__ import annotations

import json
from typing import Literal, Protocol, cast

from typing_extensions import TypedDict

from enforcerules.model.decision import Disposition
from enforcerules.model.document import Modality, Target
from enforcerules.model.verdict import MeasureFound
from enforcerules.render.decision_json import level_json
from enforcerules.render.decision_shape import LevelJson, OpenField
from enforcerules.render.json_values import money_range
from enforcerules.render.shape_values import RangeJson, closed


@closed
class FoundJson(TypedDict):
    """A measure that follows if nothing spares the party; fields as in `enforcerules/decision/1`, `barred` without its grounds."""

    id: str
    kind: str
    target: Target
    modality: Modality
    holds: bool | None
    statutory: RangeJson | None
    levels: list[LevelJson]
    open: list[OpenField]
    barred: bool | None


@closed
class VerdictJson(TypedDict):
    """What follows on the facts of one case; `because`: the rules that lead to the disposition."""

    format: Literal["enforcerules/verdict/1"]
    disposition: Disposition
    candidates: list[Disposition]
    because: list[str]
    measures: list[FoundJson]


class Found(Protocol):
    """What a verdict has."""

    @property
    def disposition(self) -> Disposition:
        """What follows."""

    @property
    def candidates(self) -> tuple[Disposition, ...]:
        """What may follow."""

    @property
    def because(self) -> tuple[str, ...]:
        """The rules that lead there."""

    @property
    def measures(self) -> tuple[MeasureFound, ...]:
        """The measures."""


def verdict_json(verdict: Found, indent: int | None = None) -> str:
    """The verdict as JSON; compact without an indent."""
    made: VerdictJson = {
        "format": "enforcerules/verdict/1",
        "disposition": verdict.disposition,
        "candidates": list(verdict.candidates),
        "because": list(verdict.because),
        "measures": [_measure(one) for one in verdict.measures],
    }
    separators = (",", ":") if indent is None else (",", ": ")
    return json.dumps(made, ensure_ascii=False, indent=indent, separators=separators)


def _measure(one: MeasureFound) -> FoundJson:
    made = {
        "id": one.id,
        "kind": one.kind,
        "target": one.target,
        "modality": one.modality,
        "holds": one.holds,
        "statutory": None if one.statutory is None else money_range(one.statutory),
        "levels": [level_json(level) for level in one.levels],
        "open": list(one.open),
        "barred": one.barred,
    }
    return cast("FoundJson", made)
