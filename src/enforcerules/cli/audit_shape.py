"""The shapes of what `replay` and `log` write as JSON; JSON Schemas come from here."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import TypedDict

from enforcerules.audit.proofs import Count, Hex
from enforcerules.audit.record_shape import closed
from enforcerules.audit.replay import CauseKind, Verdict
from enforcerules.cli.report_json import DiagnosticJson


@closed
class DifferenceJson(TypedDict):
    """The first place that differs, a JSON pointer into the body; what stands there, as canonical JSON, null: nothing."""

    now: str | None
    path: str
    recorded: str | None


@closed
class CauseJson(TypedDict):
    """Why: `what` are pairs of a name and how it changed, or of what was and what is."""

    kind: CauseKind
    what: list[Annotated[list[str], Field(min_length=2, max_length=2)]]


@closed
class ReplayedJson(TypedDict):
    """What came of one record."""

    causes: list[CauseJson]
    decision_same: bool | None
    diagnostics: list[DiagnosticJson]
    difference: DifferenceJson | None
    edition: str | None
    record: str
    verdict: Verdict


@closed
class ReplayJson(TypedDict):
    """What came of all of them."""

    format: Literal["enforcerules/replay/1"]
    results: list[ReplayedJson]
    summary: dict[Verdict, Count]


@closed
class TouchedOneJson(TypedDict):
    """What corrected rules do to one record; `moves` null: it cannot be told."""

    diagnostics: list[DiagnosticJson]
    difference: DifferenceJson | None
    moves: bool | None
    parts: list[Annotated[list[str], Field(min_length=2, max_length=2)]]
    record: str
    touched: bool


@closed
class TouchedJson(TypedDict):
    """What corrected rules do to all of them."""

    format: Literal["enforcerules/touched/1"]
    results: list[TouchedOneJson]


@closed
class ReceiptJson(TypedDict):
    """An entry that was appended."""

    at: Count
    format: Literal["enforcerules/receipt/1"]
    leaf: Hex
    record: str
    root: Annotated[Hex, Field(description="of the log with this entry as its last")]
    size: Count


@closed
class FoundJson(TypedDict):
    """Where a record stands in a log; nowhere: it is not what was appended."""

    format: Literal["enforcerules/found/1"]
    places: list[Count]
    record: str


@closed
class LogReportJson(TypedDict):
    """What came of looking over a log; `size` and `root` as far as it is sound."""

    algorithm: str
    checkpoints: Annotated[Count, Field(description="how many were given")]
    diagnostics: list[DiagnosticJson]
    format: Literal["enforcerules/log-report/1"]
    ok: bool
    origin: str
    root: Hex | None
    size: Count
