"""Which records a corrected rule touches: the parts of the rules that decide each case, before and after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from enforcerules import pipeline
from enforcerules.audit.masking import without_masked
from enforcerules.audit.reading import Record, read_record
from enforcerules.audit.replay import Difference, changes, first_difference
from enforcerules.audit.understood import case_from
from enforcerules.base.diagnostics import InvalidInput, Report
from enforcerules.model.edition import EDITIONS
from enforcerules.model.program import Program
from enforcerules.render.decision_json import to_dict

_NOT_THE_DECISION = {"provenance", "edition"}
_NOTHING = Report()


@dataclass(frozen=True, slots=True)
class Touched:
    """What a change of rules does to one record.

    `parts`: the parts of the rules that decide its case and mean something else now. `moves`: whether the decision comes
    out otherwise, with the first place where it does; None when it cannot be told, and `report` says why.
    """

    name: str
    parts: tuple[tuple[str, str], ...] = ()
    moves: bool | None = False
    difference: Difference | None = None
    report: Report = _NOTHING

    @property
    def touched(self) -> bool:
        """Whether the change concerns this record, or may."""
        return bool(self.parts) or self.moves is not False


def touched(records: Iterable[tuple[str, bytes, bytes | None]], old: Program, new: Program) -> Iterator[Touched]:
    """What a change from old to new rules does to each record, in order: name, bytes, and bytes of what was kept apart."""
    for name, data, apart in records:
        found, report = read_record(data, name, apart)
        yield Touched(name, moves=None, report=report) if found is None else _touched(found, old, new)


def _touched(found: Record, old: Program, new: Program) -> Touched:
    case, report = case_from(without_masked(found.open_body["case"]))
    edition = EDITIONS.get(found.body["edition"])
    if case is None or edition is None:
        return Touched(found.name, moves=None, report=report)
    try:
        parts = tuple(changes(pipeline.parts_for(old, case), pipeline.parts_for(new, case)))
        if not parts:
            return Touched(found.name)
        before, after = (to_dict(pipeline.decide(program, case, edition)) for program in (old, new))
    except InvalidInput as invalid:
        return Touched(found.name, moves=None, report=invalid.report)
    told = [{key: value for key, value in one.items() if key not in _NOT_THE_DECISION} for one in (before, after)]
    difference = first_difference(*told)
    return Touched(found.name, parts, difference is not None, difference)
