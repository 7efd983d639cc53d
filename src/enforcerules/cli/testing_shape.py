"""The shapes of what `test --format json` and `mutate --format json` write."""

from __future__ import annotations

from typing import Literal, NotRequired

from pydantic import ConfigDict, with_config
from typing_extensions import TypedDict

from enforcerules.cli.report_json import DiagnosticJson

closed = with_config(ConfigDict(extra="forbid"))


@closed
class DifferenceJson(TypedDict):
    """One thing that is not as expected, in the notation of examples."""

    where: str
    expected: str
    got: str


@closed
class TestedJson(TypedDict):
    """One test of a rule that decided."""

    fact: str
    label: str
    value: str
    wanted: str
    holds: bool | None


@closed
class BecauseJson(TypedDict):
    """One rule that decided an outcome that is not as expected."""

    rule: str
    effect: str
    holds: bool | None
    tests: list[TestedJson]
    basis: list[str]


@closed
class ResultJson(TypedDict):
    """What came of one example."""

    example: str
    file: str
    verdict: Literal["passed", "failed", "broken", "unconfirmed"]
    differences: list[DifferenceJson]
    because: list[BecauseJson]
    diagnostics: list[DiagnosticJson]


@closed
class FigureJson(TypedDict):
    """How much of one dimension is met."""

    met: int
    required: int


@closed
class MissingJson(TypedDict):
    """Something that no example meets.

    `part`: rule, row, measure …; null for a citation, which is the `subject` then. `subject`: the fact of a boundary, the
    test of a condition. `wanted`: what is to be seen of it, in Chinese.
    """

    dimension: Literal["rule", "boundary", "condition", "citation"]
    part: str | None
    kind: Literal["matter", "rule", "measure", "table", "row", "level", "fact"] | None
    side: Literal["held", "below", "at", "above", "true", "false"]
    subject: str
    wanted: str
    file: str | None
    line: int | None


@closed
class CoverageJson(TypedDict):
    """What the examples that passed cover of the rules."""

    format: Literal["enforcerules/coverage/1"]
    examples: int
    left_out: int
    rule: FigureJson
    boundary: FigureJson
    condition: FigureJson
    citation: FigureJson
    missing: list[MissingJson]


@closed
class SummaryJson(TypedDict):
    """How many examples went how."""

    passed: int
    failed: int
    broken: int
    unconfirmed: int


@closed
class TestJson(TypedDict):
    """A run of examples; `coverage` where it was asked for."""

    format: Literal["enforcerules/test/1"]
    results: list[ResultJson]
    summary: SummaryJson
    coverage: NotRequired[CoverageJson]


@closed
class MutantJson(TypedDict):
    """One small change of the rules, and what became of it.

    `by`: the example that noticed it, or (`unnoticed`) one whose decision changed while its expectation said nothing of
    what changed. `asked`: how many examples touch what was changed.
    """

    part: str
    kind: Literal["matter", "rule", "measure", "table", "row", "level", "fact"]
    file: str | None
    line: int | None
    operator: Literal["bound", "end", "drop", "negate", "swap", "amount", "period", "strength", "remove"]
    before: str
    after: str
    fate: Literal["killed", "unnoticed", "same", "unreached"]
    by: str | None
    asked: int


@closed
class MutationsJson(TypedDict):
    """The changes that were tried, of all that there are."""

    format: Literal["enforcerules/mutations/1"]
    total: int
    tried: int
    killed: int
    unnoticed: int
    same: int
    unreached: int
    mutants: list[MutantJson]
