"""Tables as printed: everything that is found in their rows, amounts and weights, once however many matters they refine.

Printed tables have mistakes of their own. A table that `accepts` a finding says why: it is told as ER548 and is no warning
any more; an acceptance that answers nothing is ER581.
"""

from __future__ import annotations

from collections.abc import Iterator

from enforcerules.base.diagnostics import Diagnostic, diagnose
from enforcerules.check import rising, rows, weighing
from enforcerules.model.program import Benchmark, Program

_EVERYWHERE = frozenset({"ER572", "ER573"})
"""Findings that count only where all matters have them: a row may be there for some of them alone."""


def check(program: Program) -> Iterator[Diagnostic]:
    """Each finding of each table once."""
    groups: dict[str, list[Benchmark]] = {}
    for table in program.benchmarks:
        groups.setdefault(table.id.partition(":")[0], []).append(table)
    for members in groups.values():
        yield from _accepted(program, members[0], _of_group(program, members))


def _of_group(program: Program, members: list[Benchmark]) -> list[Diagnostic]:
    """The findings of a table over all matters that it refines: those alike are one."""
    seen: dict[tuple[object, ...], list[Diagnostic]] = {}
    kept: dict[object, list[Diagnostic]] = {}
    for table in members:
        alike = rows.turns_on(program, table)
        if alike not in kept:
            kept[alike] = [*rows.of_table(program, table), *rising.of_table(program, table)]
        for one in (*kept[alike], *weighing.of_table(program, table)):
            seen.setdefault(_key(one), []).append(one)
    made = [found[0] for key, found in seen.items() if key[0] not in _EVERYWHERE or len(found) == len(members)]
    falls = {_pair(one) for one in made if one.code == "ER532"}
    return [one for one in made if one.code != "ER575" or _pair(one) not in falls]


def _pair(one: Diagnostic) -> frozenset[str]:
    """The two rows of a finding: amounts that fall from one to the next are told once, as they are printed."""
    args = dict(one.args)
    return frozenset({args["first"], args["second"]})


def _key(one: Diagnostic) -> tuple[object, ...]:
    """What a finding is about, without the case that shows it."""
    return one.code, one.span, tuple((name, said) for name, said in one.args if name not in {"where", "worse", "when"})


def _accepted(program: Program, table: Benchmark, found: list[Diagnostic]) -> Iterator[Diagnostic]:
    """The findings of a table: those that it accepts as information; and what it accepts and does not have (ER581)."""
    accepts, name = dict(table.accepts), table.id.partition(":")[0]
    for one in found:
        reason = accepts.get(one.code)
        if reason is None:
            yield one
        else:
            yield diagnose("ER548", one.span, table=name, finding=one.code, where=_where(one), reason=reason)
    codes = {one.code for one in found}
    for code in accepts:
        if code not in codes:
            yield diagnose("ER581", program.spans.get(name), table=name, finding=code)


def _where(one: Diagnostic) -> str:
    """The case that shows a finding; of one that holds in every case, what it is about."""
    args = dict(one.args)
    return args.get("where") or "、".join(said for name, said in args.items() if name != "table")
