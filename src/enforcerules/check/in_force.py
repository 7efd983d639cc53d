"""ER587: what is not in force on a day, and has nothing in its place, by the instrument that it rests on.

Law that ended and goes on (a later entry of the same ruleset under the same instrument, a successor of a matter, another
table of the measure) is law in time and no finding.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from enforcerules.base.diagnostics import Diagnostic, diagnose
from enforcerules.check.concerning import printed
from enforcerules.model.citation import Citation
from enforcerules.model.program import Benchmark, InForce, Matter, Program


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    ruleset: str
    instrument: str
    days: InForce
    gone_on: bool


def check(program: Program, day: date) -> Iterator[Diagnostic]:
    """Each instrument of each ruleset once."""
    groups: dict[tuple[str, str], list[_Entry]] = {}
    for one in _entries(program, day):
        groups.setdefault((one.ruleset, one.instrument), []).append(one)
    for (ruleset, name), entries in groups.items():
        out = [one for one in entries if not one.days.covers(day) and not one.gone_on]
        if not out or any(one.days.covers(day) for one in entries):
            continue
        title = program.rulesets[ruleset].instruments[name].title
        ended = all(one.days.until is not None and one.days.until < day for one in out)
        edge = max(str(one.days.until) for one in out) if ended else min(str(one.days.since) for one in out)
        used = "、".join(f"`{one}`" for one in dict.fromkeys(entry.name for entry in out))
        state = "@has_ended" if ended else "@not_begun"
        yield diagnose("ER587", program.spans.get(out[0].name), day=day, name=title, state=state, edge=edge, used=used)


def _entries(program: Program, day: date) -> Iterator[_Entry]:
    for matter in program.matters.values():
        yield from _entry(
            program, matter.id, matter.ruleset, matter.penalised_by, matter.in_force, _succeeded(program, matter, day)
        )
    for rule in program.rules:
        yield from _entry(program, rule.id, rule.ruleset, rule.basis, rule.in_force, gone_on=False)
    for table in program.benchmarks:
        yield from _entry(
            program, printed(table), table.ruleset, table.basis, table.in_force, _followed(program, table, day)
        )


def _entry(
    program: Program,
    name: str,
    ruleset: str,
    basis: tuple[Citation, ...],
    days: InForce,
    gone_on: bool,
) -> Iterator[_Entry]:
    if basis and basis[0].instrument in program.rulesets[ruleset].instruments:
        yield _Entry(name, ruleset, basis[0].instrument, days, gone_on)


def _succeeded(program: Program, matter: Matter, day: date) -> bool:
    later = (program.matters[name] for name in matter.succeeded_by if name in program.matters)
    return any(one.in_force.covers(day) or _succeeded(program, one, day) for one in later)


def _followed(program: Program, table: Benchmark, day: date) -> bool:
    beside = program.lookup.tables.get(table.matter, ())
    return any(one.kind == table.kind and one.target == table.target and one.in_force.covers(day) for one in beside)
