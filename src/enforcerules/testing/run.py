"""Running an example: decide its case, compare, and keep what a reader needs to see why it failed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from enforcerules import pipeline
from enforcerules.base.diagnostics import InvalidInput, Report
from enforcerules.load.cases import load_example, load_examples
from enforcerules.model.decision import Decision
from enforcerules.model.example import Example
from enforcerules.model.program import Program
from enforcerules.testing.compare import differences
from enforcerules.testing.difference import Difference
from enforcerules.testing.vacuous import vacuous

Verdict = Literal["passed", "failed", "broken"]


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one example; `broken`: its file or its case cannot be used, and `report` says why."""

    path: Path
    example: Example | None = None
    decision: Decision | None = None
    differences: tuple[Difference, ...] = ()
    report: Report = field(default_factory=Report)

    @property
    def verdict(self) -> Verdict:
        """How it went."""
        if self.decision is None:
            return "broken"
        return "failed" if self.differences else "passed"

    @property
    def name(self) -> str:
        """The name the example gives itself, else that of its file."""
        return self.path.stem if self.example is None else str(self.example.example)


def run_one(program: Program, path: Path) -> Result:
    """Run the example of a file; never raises for what is written in it."""
    example, report = load_example(path)
    if example is None or report.errors:
        return Result(path, example, report=report)
    return replace(run_example(program, example), path=path)


def run_all(program: Program, path: Path) -> Iterator[Result]:
    """Run every example of a file; never raises for what is written in it."""
    for example, report in load_examples(path):
        usable = example is not None and not report.errors
        yield replace(run_example(program, example), path=path) if usable else Result(path, example, report=report)  # type: ignore[arg-type]


def run_example(program: Program, example: Example) -> Result:
    """Run an example that is already read."""
    path = Path(example.span.file) if example.span else Path(str(example.example))
    try:
        decision = pipeline.decide(program, example.case)
    except InvalidInput as invalid:
        return Result(path, example, report=invalid.report)
    found = (*vacuous(example.expect, program), *differences(example.expect, decision))
    return Result(path, example, decision, found)
