"""Where a decision comes from: digests of what the rules say and of the case as it was understood.

Both are independent of the order of files, keys and rules, of comments and of wording: a rule counts by what it means.
"""

from __future__ import annotations

from collections.abc import Iterable

from enforcerules.base.canonical import digest
from enforcerules.decide.frame import Frame
from enforcerules.decide.slice import Slice
from enforcerules.model.case import Act, Case
from enforcerules.model.plain import plain
from enforcerules.model.program import Program


def meaning(frames: list[Frame]) -> str:
    """The digest of the resolved slice of each matter, at all days used, whatever files it stood in."""
    return digest(sorted({part for frame in frames for part in _parts(frame.program, frame.sliced)}))


def _parts(program: Program, sliced: Slice) -> Iterable[str]:
    owned = (sliced.matter, *sliced.facts.values(), *sliced.rules, *sliced.benchmarks, *sliced.values.values())
    for one in owned:
        found = program.digests.get(id(one))
        if found is None:
            found = program.digests[id(one)] = digest(plain(one))
        yield found


def case_digest(case: Case, frames: list[Frame]) -> str:
    """The digest of the case: labels resolved to ids, values typed, the frame of dates, parties and history as given."""
    fields = case.model_dump(exclude={"facts", "acts", "parties", "format"})
    acts = [{**act.model_dump(exclude={"facts"}), "matter": _matter(act)} for act in case.acts]
    parties = [party.model_dump(exclude={"facts"}) for party in case.parties]
    facts = [dict(sorted(frame.known.given.items())) for frame in frames]
    return digest(plain({"case": fields, "acts": acts, "parties": parties, "facts": facts}))


def _matter(act: Act) -> object:
    """The matter of an act; several in the order of their ids, because their order means nothing."""
    return act.matter[0] if len(act.matter) == 1 else tuple(sorted(act.matter))


def calendar_edition(program: Program, case: Case) -> str:
    """The working-day calendar and the last of its years that the case touches."""
    years = sorted({day.year for day in case.dates.values()} & set(program.calendar.years))
    return f"{program.calendar.id}-{years[-1]}" if years else program.calendar.id
