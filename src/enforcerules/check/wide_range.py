"""ER544: the most that a fine in 元 may be is more than ten times the least.

Guidance of the State Council of 2024 on setting fines wants no more than ten times, generally, of fines that are newly set.
Older ones are not unlawful for it, so this is information.
"""

from __future__ import annotations

from collections.abc import Iterator

from enforcerules.base.diagnostics import Diagnostic
from enforcerules.check.said import report, span
from enforcerules.language.showing import plain
from enforcerules.model.amounts import range_over
from enforcerules.model.program import Program
from enforcerules.model.region import Interval

MOST_TIMES = 10


def check(program: Program) -> Iterator[Diagnostic]:
    """Each range once a matter."""
    for matter in program.matters.values():
        amounts = [m.amount for m in matter.measures if m.kind == "fine" and m.amount is not None]
        for amount in dict.fromkeys(a for a in amounts if a.base is None):
            found = range_over(amount, Interval(1, 1))
            if found.lo and found.hi is not None and found.hi > MOST_TIMES * found.lo:
                times = found.hi / found.lo
                yield report(program, matter, "ER544", span(found), times=plain(times))
