"""ER531 and ER588: a row whose amount lies outside what the statute gives under every limb.

Amounts are compared in 元, or as multiples of one base; where a statute has limbs of both, a row with the limbs that hold beside it
in some case, which the finding carries. Such a row never takes effect as printed: the statute wins, and every
decision says so. Printed tables do contain such mistakes. Below the minimum a normative document has no power at all, which is
said as such (ER588): only laws, regulations and rules mitigate.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import islice

from enforcerules.base.diagnostics import Diagnostic, diagnose
from enforcerules.check.beside import beside
from enforcerules.check.boxes import words
from enforcerules.check.concerning import instruments, printed
from enforcerules.check.said import shown
from enforcerules.language.showing import plain, yuan
from enforcerules.model.program import Amount, Benchmark, Instrument, Matter, OfMin, Program, Row

_MIGHT = frozenset({"law", "administrative_regulation", "local_regulation", "ministry_rule", "local_rule", "example"})
"""Ranks of instruments that may let a fine go below the minimum; made-up law stands for law."""


def check(program: Program) -> Iterator[Diagnostic]:
    """Rows with a fixed amount that no limb of the refined measure holds; once however many matters a table refines."""
    yield from dict.fromkeys(one for table in program.benchmarks for one in _of_table(program, table))


def _of_table(program: Program, table: Benchmark) -> Iterator[Diagnostic]:
    limbs = _limbs(program.matters[table.matter], table)
    for row in table.rows:
        if row.level == "mitigated" or not isinstance(row.result, Amount | OfMin):
            continue
        if limbs:
            yield from _outside(program, table, row, limbs)
        else:
            yield from islice(_in_some_case(program, table, row), 1)


def _in_some_case(program: Program, table: Benchmark, row: Row) -> Iterator[Diagnostic]:
    for amounts, given in beside(program, table, row):
        if len({_unit(one) for one in amounts}) == 1 and all(map(_bare, amounts)):
            for one in _outside(program, table, row, amounts):
                where = words(program.rulesets[table.ruleset].facts, given)
                told = replace(one, args=tuple(sorted((*one.args, ("where", where)))))
                yield shown(told, table.matter, given, printed(table))


def _outside(program: Program, table: Benchmark, row: Row, limbs: list[Amount]) -> Iterator[Diagnostic]:
    """What is wrong with a row beside limbs that are all counted in one way."""
    least = min((s.lo or Fraction(0) for s in limbs), default=Fraction(0))
    most = None if any(s.hi is None for s in limbs) else max(s.hi for s in limbs if s.hi is not None)
    amount = row.result
    if isinstance(amount, OfMin) and amount.share < 1 and least > 0:
        amount = Amount(limbs[0].base, amount.share * least, amount.share * least, per=limbs[0].per)
    if not isinstance(amount, Amount) or _unit(amount) != _unit(limbs[0]):
        return
    low = amount.lo is not None and amount.lo < least
    high = most is not None and amount.hi is not None and amount.hi > most
    if low or high:
        span = program.spans.get(f"{printed(table)}/{row.id}")
        statute = _shown(Amount(amount.base, least, most, per=amount.per))
        said = {"row": row.id, "amount": _shown(amount), "statute": statute}
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
    return amounts if all(map(_bare, amounts)) and len({_unit(a) for a in amounts}) == 1 else []


def _bare(amount: Amount) -> bool:
    return amount.base_floor is None and amount.floor is None and amount.cap is None


def _unit(amount: Amount) -> tuple[str | None, str | None]:
    return amount.base, amount.per


def _shown(amount: Amount) -> str:
    in_yuan = amount.base is None or amount.per is not None
    ends = ["…" if end is None else yuan(end) if in_yuan else plain(end) for end in (amount.lo, amount.hi)]
    return f"{'–'.join(dict.fromkeys(ends))}{'元' if in_yuan else '倍'}"
