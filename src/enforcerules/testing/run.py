"""Running an example: decide its case, compare, and keep what a reader needs to see why it failed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from enforcerules import pipeline
from enforcerules.base.diagnostics import InvalidInput, Report
from enforcerules.load.cases import Written, written
from enforcerules.model.decision import Decision
from enforcerules.model.example import Example
from enforcerules.model.program import Program
from enforcerules.testing.compare import differences
from enforcerules.testing.difference import Difference
from enforcerules.testing.vacuous import vacuous

Verdict = Literal["passed", "failed", "broken", "unconfirmed"]


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one example.

    `broken`: its file or its case cannot be used, and `report` says why. `unconfirmed`: nobody has written yet what is
    expected, so that it says nothing about the rules.
    """

    path: Path
    example: Example | None = None
    decision: Decision | None = None
    differences: tuple[Difference, ...] = ()
    report: Report = field(default_factory=Report)
    inside: str | None = None
    """What it is called in its file, where that holds several."""

    @property
    def verdict(self) -> Verdict:
        """How it went."""
        if self.decision is None:
            return "broken"
        if self.example is not None and self.example.expect.unconfirmed:
            return "unconfirmed"
        return "failed" if self.differences else "passed"

    @property
    def name(self) -> str:
        """The name the example gives itself, else that of its file."""
        return self.inside or self.path.stem if self.example is None else str(self.example.example)

    @property
    def label(self) -> str:
        """What selects it, as `Written.label` says."""
        return Written(self.path, self.inside, None, self.report).label


def run_all(program: Program, path: Path) -> Iterator[Result]:
    """Run every example of a file; never raises for what is written in it."""
    return (run_written(program, one) for one in written(path))


def run_written(program: Program, one: Written) -> Result:
    """Run an example as its file holds it; never raises for what is written in it."""
    if one.example is None or one.report.errors:
        return Result(one.path, one.example, report=one.report, inside=one.name)
    return replace(run_example(program, one.example), path=one.path, inside=one.name)


def run_example(program: Program, example: Example) -> Result:
    """Run an example that is already read."""
    path = Path(example.span.file) if example.span else Path(str(example.example))
    try:
        decision = pipeline.decide(program, example.case)
    except InvalidInput as invalid:
        return Result(path, example, report=invalid.report)
    if example.expect.unconfirmed:
        return Result(path, example, decision)
    found = (*vacuous(example.expect, program), *differences(example.expect, decision))
    return Result(path, example, decision, found)
