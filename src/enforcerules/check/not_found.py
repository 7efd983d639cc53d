"""ER545: a matter accepts a finding that no check makes: the matter was corrected, or the code mistyped.

An acceptance that outlives its finding would hide the next one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from enforcerules.base.diagnostics import Diagnostic, diagnose
from enforcerules.check import range_drops, tier_gap, tier_overlap, wide_range
from enforcerules.model.program import Matter, Program

_FINDERS = (tier_gap.check, tier_overlap.check, range_drops.check, wide_range.check)


def check(program: Program) -> Iterator[Diagnostic]:
    """Every acceptance without its finding."""
    for matter in program.matters.values():
        if matter.accepts:
            made = _accepted(program, matter)
            for code, _ in matter.accepts:
                if code not in made:
                    yield diagnose("ER545", program.spans.get(matter.id), matter=matter.id, finding=code)


def _accepted(program: Program, matter: Matter) -> set[str]:
    """The codes of what the checks find in this matter and it accepts."""
    alone = replace(program, matters={matter.id: matter})
    found = [one for finder in _FINDERS for one in finder(alone)]
    return {dict(one.args)["finding"] for one in found if one.code == "ER549"}
