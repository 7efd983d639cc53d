"""Coverage as plain data (`enforcerules/coverage/1`)."""

from __future__ import annotations

from enforcerules.cli.report_json import encodable
from enforcerules.cli.testing_shape import CoverageJson, FigureJson, MissingJson
from enforcerules.model.program import Program
from enforcerules.testing.coverage.measure import Coverage
from enforcerules.testing.coverage.requirements import Dimension, Requirement
from enforcerules.testing.coverage.telling import subject, wanted


def to_dict(program: Program, made: Coverage) -> CoverageJson:
    """The figures and what is missing."""
    return {
        "format": "enforcerules/coverage/1",
        "examples": made.examples,
        "left_out": made.left_out,
        "rule": _figure(made, "rule"),
        "boundary": _figure(made, "boundary"),
        "condition": _figure(made, "condition"),
        "citation": _figure(made, "citation"),
        "missing": [_missing(program, made, one) for one in made.missing],
    }


def _figure(made: Coverage, dimension: Dimension) -> FigureJson:
    met, required = made.of(dimension)
    return {"met": met, "required": required}


def _missing(program: Program, made: Coverage, one: Requirement) -> MissingJson:
    part = made.parts.get(one.part)
    span = None if part is None else part.span
    about = part is not None and one.dimension in {"boundary", "condition"}
    return {
        "dimension": one.dimension,
        "part": None if part is None else part.id,
        "kind": None if part is None else part.kind,
        "side": one.side,
        "subject": subject(program, part, one) if part is not None and about else "" if part is not None else one.part,
        "wanted": wanted(program, part, one, "zh") if part is not None and about else "",
        "file": None if span is None else encodable(span.file),
        "line": None if span is None else span.line,
    }
