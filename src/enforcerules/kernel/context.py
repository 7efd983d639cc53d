"""A written case under the rules of its days, and the unit that decides it and all that differ from it in facts alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from enforcerules import pipeline
from enforcerules.base.diagnostics import InvalidInput
from enforcerules.decide.frame import Frame
from enforcerules.decide.timeline import Timeline, successors
from enforcerules.kernel.unit import Unit
from enforcerules.load.cases import case_of
from enforcerules.model.case import Case
from enforcerules.model.program import Program


def case_from(written: Mapping[str, Any]) -> Case:
    """A case from a mapping; raises InvalidInput."""
    case, report = case_of(written)
    if case is None or report.errors:
        raise InvalidInput(report)
    return case


def days_of(program: Program, case: Case) -> Timeline:
    """The one act and party of a case under the rules of its days; raises ValueError for several."""
    if len(list(pipeline.pairs(case))) != 1:
        raise ValueError("a decider is for one act under one matter, of one party")
    (days,) = pipeline.timelines(program, case)
    return days


def unit_of(program: Program, days: Timeline) -> Unit | None:
    """The unit of a slice, shared by all that the same rules decide; None where the rules of several days may decide."""
    return _unit(program, days.act) if _plain(days) else None


def _plain(days: Timeline) -> bool:
    """Whether the rules of one day decide, whatever the facts are, and all facts are those of the case."""
    frame = days.act
    moved = days.decision is not None or days.parts or days.ends or days.split
    own = frame.act.facts or frame.party.facts
    return not (moved or own or successors(frame.sliced.matter, frame.place))


def _unit(program: Program, frame: Frame) -> Unit:
    """It keeps the slice, so that the id of that stays its own."""
    key = (Unit, id(frame.sliced), frame.kind, frame.party.role, frame.concluded)
    kept: dict[object, Any] = program.slices
    found: Unit | None = kept.get(key)
    if found is None:
        found = kept[key] = Unit(frame)
    return found
