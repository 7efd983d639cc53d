"""ER540: a hole in the tiers of a statute: a fine follows below and above, and none in between.

超过1万元 and 不足1万元 leave out exactly 1万元. A case in the hole is a person's: nothing follows by silence.
"""

from __future__ import annotations

from collections.abc import Iterator

from enforcerules.base.diagnostics import Diagnostic, diagnose
from enforcerules.check.tiers import Strip, Unseen, report, strips
from enforcerules.language.showing import show_value
from enforcerules.model.program import Program
from enforcerules.model.region import Numbers


def check(program: Program) -> Iterator[Diagnostic]:
    """Each hole once, whatever the other facts are; and the matters with too many tiers to look through (ER543)."""
    found: dict[Diagnostic, None] = {}
    for strip in strips(program):
        if isinstance(strip, Unseen):
            span = program.spans.get(strip.matter.id)
            found[diagnose("ER543", span, matter=strip.matter.id, cells=f"{strip.cells:,}")] = None
        else:
            found |= dict.fromkeys(_holes(program, strip))
    yield from found


def _holes(program: Program, strip: Strip) -> Iterator[Diagnostic]:
    for before, here, after in zip(strip.cells, strip.cells[1:], strip.cells[2:], strict=False):
        if before.fines and not here.fines and after.fines:
            hole, below, above = (show_value(strip.fact, Numbers((c.interval,))) for c in (here, before, after))
            yield report(program, strip, "ER540", hole=hole, below=below, above=above)
