"""A case in which a finding of `check` shows, made of the region of facts that the finding carries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from enforcerules.analysis.fallback import elements_of
from enforcerules.analysis.scenes import Scene, frame_of, scenes
from enforcerules.analysis.side import sides
from enforcerules.analysis.witness import case_in
from enforcerules.base.diagnostics import Shown
from enforcerules.decide.frame import Frame, targeted
from enforcerules.model.knowledge import Observed
from enforcerules.model.program import Program
from enforcerules.model.region import Numbers, Values


def case_of_finding(program: Program, shows: Shown, name: str) -> Mapping[str, Any] | None:
    """The case as plain data after `enforcerules/case/1`; None where the rules hold nowhere, or a fact is none of them.

    The violation itself is there; the day is the last on which the table or the fine is in force, and the party one that it
    is for.
    """
    found = _scene(program, shows)
    if found is None:
        return None
    scene, frame = found
    facts = frame.sliced.facts
    cells = tuple((name, cell) for name, cell in shows.cells if cell is None or isinstance(cell, Numbers | Values))
    if any(name.partition("∋")[0] not in facts for name, _ in cells):
        return None
    here = {name for name, _ in cells}
    wanted = {name: Observed(cell, "known") for name, cell in elements_of(frame).items() if name not in here}
    known = replace(frame.known, given={**frame.known.given, **wanted}, memo={})
    frame = replace(frame, known=known)
    side, _ = sides(frame, frame)
    asked = frozenset[str]().union(*side.reading.values())
    return case_in(cells, frame, scene, name, asked)


def _scene(program: Program, shows: Shown) -> tuple[Scene, Frame] | None:
    """The latest days on which what the finding is of holds, for a unit before any other party."""
    ordered = sorted(
        scenes((program, program), shows.matter),
        key=lambda one: (one.days.day, one.kind == "unit", one.place == "here"),
        reverse=True,
    )
    for scene in ordered:
        frame = frame_of(program, shows.matter, scene)
        parts = {table.id.partition(":")[0] for table in frame.sliced.benchmarks} | {m.id for m in targeted(frame)}
        if shows.part is None or shows.part in parts:
            return scene, frame
    return None
