"""ER531: a row whose amount lies outside what the statute gives under every limb.

Only amounts in 元 are compared here, against limbs in 元; multiples need the base of a case. Such a row never takes effect
as printed: the statute wins, and every decision says so. Printed tables do contain such mistakes.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from enforcerules.base.diagnostics import Diagnostic, diagnose
from enforcerules.language.showing import yuan
from enforcerules.model.program import Amount, Benchmark, Matter, Program


def check(program: Program) -> Iterator[Diagnostic]:
    """Rows with a fixed amount that no limb of the refined measure holds."""
    for table in program.benchmarks:
        spans = _limbs(program.matters[table.matter], table)
        if not spans:
            continue
        least = min((s.lo or Fraction(0) for s in spans), default=Fraction(0))
        most = max((s.hi for s in spans if s.hi is not None), default=None)
        for row in table.rows:
            amount = row.result
            if not isinstance(amount, Amount) or amount.base is not None or row.level == "mitigated":
                continue
            low = amount.lo is not None and amount.lo < least
            high = most is not None and amount.hi is not None and amount.hi > most
            if low or high:
                owner = table.id.partition(":")[0]
                span = program.spans.get(f"{owner}/{row.id}")
                statute = f"{yuan(least)}–{'…' if most is None else yuan(most)}"
                yield diagnose("ER531", span, row=row.id, amount=_shown(amount), statute=statute)


def _limbs(matter: Matter, table: Benchmark) -> list[Amount]:
    """The limbs in 元 that the table refines; none at all when one of them is a multiple."""
    refined = [m for m in matter.measures if m.kind == table.kind and table.target in {None, m.target}]
    amounts = [m.amount for m in refined if m.amount is not None]
    return [] if any(a.base is not None for a in amounts) else amounts


def _shown(amount: Amount) -> str:
    ends = ["…" if end is None else yuan(end) for end in (amount.lo, amount.hi)]
    return "–".join(dict.fromkeys(ends))
