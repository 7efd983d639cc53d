"""The shape of a review as JSON (`enforcerules/review/1`); its schema is made from here."""

from __future__ import annotations

from typing import Any, Literal, NotRequired

from typing_extensions import TypedDict

from enforcerules.base.catalogue import Severity as DiagnosticSeverity
from enforcerules.model.review import Severity
from enforcerules.render.sampling_shape import DrawnJson, ScoredJson
from enforcerules.render.shape_values import RangeJson, Words, closed


@closed
class NamedJson(TypedDict):
    """A measure: its id, and what it is called by language."""

    id: str
    name: Words


@closed
class LawfulJson(TypedDict):
    """A measure that is lawful instead; `duration` in the compact notation (`5-15d`), `level` null: the whole statute."""

    measure: NamedJson
    kind: str
    modality: str
    target: str
    range: RangeJson | None
    duration: str | None
    level: str | None


@closed
class PlaceJson(TypedDict):
    """Where the decision says it."""

    file: str
    line: int
    column: int


@closed
class FindingJson(TypedDict):
    """One finding; amounts among `args` are in 元. `evidence`: secondary where an instrument was reported, not read."""

    kind: str
    severity: Severity
    basis: list[str]
    evidence: Literal["primary", "secondary"]
    args: dict[str, Any]
    message: dict[Literal["zh", "en"], str]
    dispositions: list[str]
    lawful: list[LawfulJson]
    place: PlaceJson | None


@closed
class OpenJson(TypedDict):
    """Something that could not be judged, and what is missing for it."""

    check: str
    missing: list[str]
    args: dict[str, Any]
    message: dict[Literal["zh", "en"], str]


@closed
class ReviewedOutcomeJson(TypedDict):
    """What was found about one act of one party."""

    act: str
    party: str
    matter: str
    dispositions: list[str]
    versions: dict[str, str]
    findings: list[FindingJson]
    open: list[OpenJson]


@closed
class ProblemJson(TypedDict):
    """A problem of the input, as in a report."""

    code: str
    severity: DiagnosticSeverity
    message: dict[Literal["zh", "en"], str]
    place: PlaceJson | None


@closed
class ReviewedJson(TypedDict):
    """What was found about one decision; `usable` false: its problems kept it from being reviewed."""

    name: str
    made: str
    usable: bool
    problems: list[ProblemJson]
    outcomes: list[ReviewedOutcomeJson]


@closed
class ResultJson(TypedDict):
    """One result, and the decisions that have it."""

    done: list[str]
    decisions: list[str]


@closed
class AlikeJson(TypedDict):
    """Decisions whose deciding facts agree and whose results differ."""

    kind: Literal["like_cases_differ"]
    severity: Severity
    matter: str
    basis: list[str]
    results: list[ResultJson]


@closed
class SummaryJson(TypedDict):
    """How many of what."""

    decisions: int
    unusable: int
    errors: int
    warnings: int
    alerts: int
    open: int


@closed
class ReviewJson(TypedDict):
    """A review; `drawn` where files were drawn, `scores` where a scoring sheet was given."""

    format: Literal["enforcerules/review/1"]
    decisions: list[ReviewedJson]
    unlike: list[AlikeJson]
    summary: SummaryJson
    drawn: NotRequired[DrawnJson]
    scores: NotRequired[list[ScoredJson]]
