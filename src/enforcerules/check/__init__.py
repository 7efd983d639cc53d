"""Static checks of a compiled program: what can be seen without deciding a case. One check a module.

A check takes the program and yields diagnostics; `CHECKS` is all of them. What is wrong with a single entry is found
where it is compiled; what only shows in the rules together is found here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from enforcerules.base.diagnostics import Diagnostic
from enforcerules.check import (
    citations,
    lists,
    not_found,
    outside_statute,
    range_drops,
    rolled_limits,
    silence,
    tables,
    tier_gap,
    tier_overlap,
    unused,
    wide_range,
)
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
)


def check_program(program: Program) -> tuple[Diagnostic, ...]:
    """Everything that all checks find, sorted by position."""
    return tuple(sorted(found for check in CHECKS for found in check(program)))
