"""Static checks of a compiled program: what can be seen without deciding a case. One check a module.

A check takes the program and yields diagnostics; `CHECKS` is all of them. What is wrong with a single entry is found
where it is compiled; what only shows in the rules together is found here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from enforcerules.base.diagnostics import Diagnostic
from enforcerules.base.uncollected import uncollected
from enforcerules.check import (
    citations,
    in_force,
    lists,
    masked,
    named,
    not_found,
    outside_statute,
    range_drops,
    refining,
    rolled_limits,
    settled,
    silence,
    tables,
    tier_gap,
    tier_overlap,
    twice,
    unknowns,
    unpublished,
    unused,
    wide_range,
)
from enforcerules.check.asked import NOTHING_MORE, Asked
from enforcerules.model.program import Program

Check = Callable[[Program], Iterator[Diagnostic]]
CHECKS: tuple[Check, ...] = (
    citations.check,
    silence.check,
    outside_statute.check,
    tables.check,
    tier_gap.check,
    tier_overlap.check,
    range_drops.check,
    wide_range.check,
    not_found.check,
    rolled_limits.check,
    lists.check,
    unused.check,
    masked.check,
    refining.never_applying,
    unpublished.check,
    twice.check,
    unknowns.check,
    named.check,
    settled.check,
)


ON_REQUEST: Mapping[str, Check] = {"ER583": refining.without_benchmark}
"""Checks of which every ruleset has many findings: made only where their code is asked for."""


def check_program(program: Program, asked: Asked = NOTHING_MORE) -> tuple[Diagnostic, ...]:
    """Everything that all checks find, and those that are asked for, sorted by position."""
    checks = (*CHECKS, *(check for code, check in ON_REQUEST.items() if code in asked.codes))
    with uncollected():
        found = [one for check in checks for one in check(program)]
    if asked.on is not None:
        found += in_force.check(program, asked.on)
    return tuple(sorted(found))
