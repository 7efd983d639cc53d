"""Coverage of rules by examples: what is required, and by which examples it is met. Only examples that pass count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from enforcerules import pipeline
from enforcerules.decide.timeline import frames_of
from enforcerules.model.case import Case
from enforcerules.model.program import Program
from enforcerules.testing.coverage.parts import Part, parts_of
from enforcerules.testing.coverage.requirements import Dimension, Requirement, met, required
from enforcerules.testing.run import Result


@dataclass(frozen=True)
class Coverage:
    """What is required of the parts, and for each requirement that is met the first example that meets it."""

    parts: Mapping[str, Part]
    required: tuple[Requirement, ...]
    by: Mapping[Requirement, str]
    examples: int
    left_out: int = 0
    """Examples that did not pass, or that nobody confirmed."""

    def of(self, dimension: Dimension) -> tuple[int, int]:
        """How many requirements of a dimension are met, and how many there are."""
        found = [one for one in self.required if one.dimension == dimension]
        return sum(one in self.by for one in found), len(found)

    def percent(self, dimension: Dimension) -> Fraction:
        """The share that is met, exact; nothing required is all of it."""
        hit, total = self.of(dimension)
        return Fraction(100) if total == 0 else Fraction(100 * hit, total)

    @property
    def missing(self) -> tuple[Requirement, ...]:
        """What no example meets, in the order of the rules."""
        return tuple(one for one in self.required if one not in self.by)


def coverage(program: Program, results: Iterable[Result], rulesets: frozenset[str]) -> Coverage:
    """The coverage of some rulesets of a program by examples that were run."""
    parts = parts_of(program, rulesets.__contains__)
    by: dict[Requirement, str] = {}
    ran = list(results)
    passed = [one for one in ran if one.verdict == "passed"]
    for result in passed:
        if result.example is not None:
            for one in met_by(program, result.example.case, parts):
                by.setdefault(one, result.name)
    return Coverage(parts, required(program, parts), by, len(passed), len(ran) - len(passed))


def met_by(program: Program, case: Case, parts: Mapping[str, Part]) -> frozenset[Requirement]:
    """What a case meets, under the rules of all days that may decide it; raises InvalidInput."""
    frames = (frame for days in pipeline.timelines(program, case) for frame in frames_of(days))
    return frozenset(one for frame in frames for one in met(frame, parts))
