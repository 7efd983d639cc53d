"""ER531 and ER588: a row whose amount lies outside what the statute gives under every limb.

Amounts are compared in 元, or as multiples of one base. Such a row never takes effect as printed: the statute wins, and every
decision says so. Printed tables do contain such mistakes. Below the minimum a normative document has no power at all, which is
said as such (ER588): only laws, regulations and rules mitigate.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from enforcerules.base.diagnostics import Diagnostic, diagnose
from enforcerules.check.concerning import instruments, printed
from enforcerules.language.showing import plain, yuan
from enforcerules.model.program import Amount, Benchmark, Instrument, Matter, OfMin, Program, Row

_MIGHT = frozenset({"law", "administrative_regulation", "local_regulation", "ministry_rule", "local_rule", "example"})
"""Ranks of instruments that may let a fine go below the minimum; made-up law stands for law."""


def check(program: Program) -> Iterator[Diagnostic]:
    """Rows with a fixed amount that no limb of the refined measure holds; once however many matters a table refines."""
    yield from dict.fromkeys(one for table in program.benchmarks for one in _of_table(program, table))


def _of_table(program: Program, table: Benchmark) -> Iterator[Diagnostic]:
    limbs = _limbs(program.matters[table.matter], table)
    if not limbs:
        return
    least = min((s.lo or Fraction(0) for s in limbs), default=Fraction(0))
    most = None if any(s.hi is None for s in limbs) else max(s.hi for s in limbs if s.hi is not None)
    for row in table.rows:
        span = program.spans.get(f"{printed(table)}/{row.id}")
        amount = row.result if row.level != "mitigated" else None
        share = isinstance(amount, OfMin) and amount.share < 1 and least > 0
        if share and isinstance(amount, OfMin):
            amount = Amount(limbs[0].base, amount.share * least, amount.share * least, per=limbs[0].per)
        if not isinstance(amount, Amount) or _unit(amount) != _unit(limbs[0]):
            continue
        low = amount.lo is not None and amount.lo < least
        high = most is not None and amount.hi is not None and amount.hi > most
        if low or high:
            said = {
                "row": row.id,
                "amount": _shown(amount),
                "statute": _shown(Amount(amount.base, least, most, per=amount.per)),
            }
            weak = None if high else _normative(program, table, row)
            if weak is None:
                yield diagnose("ER531", span, labels=(), **said)
            else:
                yield diagnose("ER588", span, labels=(), **said, name=weak.title)


def _normative(program: Program, table: Benchmark, row: Row) -> Instrument | None:
    """The normative document that a row rests on, where nothing of a higher rank stands behind it."""
    grounds = list(instruments((*row.basis, *table.basis), table.ruleset, program))
    return grounds[0] if grounds and not any(one.rank in _MIGHT for one in grounds) else None


def _limbs(matter: Matter, table: Benchmark) -> list[Amount]:
    """The limbs that the table refines; none at all where they are not counted in one way, or bounded in another."""
    refined = [m for m in matter.measures if m.kind == table.kind and table.target in {None, m.target}]
    amounts = [m.amount for m in refined if m.amount is not None]
    plain_ones = all(a.base_floor is None and a.floor is None and a.cap is None for a in amounts)
    return amounts if plain_ones and len({_unit(a) for a in amounts}) == 1 else []


def _unit(amount: Amount) -> tuple[str | None, str | None]:
    return amount.base, amount.per


def _shown(amount: Amount) -> str:
    in_yuan = amount.base is None or amount.per is not None
    ends = ["…" if end is None else yuan(end) if in_yuan else plain(end) for end in (amount.lo, amount.hi)]
    return f"{'–'.join(dict.fromkeys(ends))}{'元' if in_yuan else '倍'}"
