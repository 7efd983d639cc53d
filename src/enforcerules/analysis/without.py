"""A program without what favours the party: rules left out by kind or by id, everything else as it is.

Where a list took the place of a rule of the law (`replaces`), that rule is back: without the list the law applies. Nothing is
subtracted: what remains is decided by the same pipeline.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from enforcerules.base.diagnostics import InvalidInput, Report, diagnose
from enforcerules.base.near import nearest
from enforcerules.model.leniency import FAVOURS, Favour, Ground
from enforcerules.model.program import Benchmark, Open, OrderFirst, Program, Reduce, Row, Rule, Spare

_LAW = frozenset({"law", "administrative_regulation", "local_regulation"})
_LENIENT = frozenset({"lighter", "mitigated"})


def without(program: Program, favours: Collection[str], named: Collection[str]) -> tuple[Program, dict[str, Ground]]:
    """The program without these kinds and these ids (`sx.list.*` is all that begin so), and what was left out.

    Raises:
        InvalidInput: there is no such kind, or nothing that has such an id.
    """
    _known(program, favours, named)
    grounds: dict[str, Ground] = {}
    rules = [kept for rule in program.rules for kept in _kept_rule(program, rule, favours, named, grounds)]
    tables = [_kept_rows(table, favours, named, grounds) for table in program.benchmarks]
    made = replace(program, rules=tuple(rules), benchmarks=tuple(tables), ready=None, digests={}, edges={}, slices={})
    return made, grounds


def favour_of(program: Program, rule: Rule) -> Favour | None:
    """Which kind of favour a rule is; None for one that is none, such as minority, fault and limitation."""
    effect = rule.effect
    if isinstance(effect, Spare):
        return None if rule.stage != "exemption" else "law" if _of_law(program, rule) else "lists"
    if isinstance(effect, OrderFirst):
        return None if _of_law(program, rule) else "notices"
    if isinstance(effect, Open) and _LENIENT & set(effect.levels):
        return "circumstances"
    return "reductions" if isinstance(effect, Reduce) else None


def _of_law(program: Program, rule: Rule) -> bool:
    """Whether a rule rests on a law or a regulation."""
    instruments = program.rulesets[rule.ruleset].instruments
    found = [instruments.get(cited.instrument) for cited in rule.basis]
    return any(one is not None and one.rank in _LAW for one in found)


def _kept_rule(
    program: Program, rule: Rule, favours: Collection[str], named: Collection[str], grounds: dict[str, Ground]
) -> Iterator[Rule]:
    """The rule, what is left of it, or nothing."""
    favour = favour_of(program, rule)
    if favour is None or not (favour in favours or _meant(rule.id, named)):
        yield rule
        return
    grounds[rule.id] = Ground(rule.id, favour, rule)
    rest = (
        tuple(level for level in rule.effect.levels if level not in _LENIENT) if isinstance(rule.effect, Open) else ()
    )
    if rest:
        yield replace(rule, effect=Open(rest))


def _kept_rows(
    table: Benchmark, favours: Collection[str], named: Collection[str], grounds: dict[str, Ground]
) -> Benchmark:
    """The table without rows that open a lenient level by a condition of their own."""
    gone = {
        row.id for row in table.rows if _opens(row) and ("rows" in favours or _meant(f"{table.id}/{row.id}", named))
    }
    grounds.update((f"{table.id}/{name}", Ground(f"{table.id}/{name}", "rows", table)) for name in gone)
    if not gone:
        return table
    rows = tuple(row for row in table.rows if row.id not in gone)
    return replace(table, rows=rows, order=tuple(name for name in table.order if name not in gone))


def _opens(row: Row) -> bool:
    return row.level in _LENIENT and row.condition is not None and not row.narrows and not row.otherwise


def _meant(name: str, named: Collection[str]) -> bool:
    return any(name.startswith(one[:-1]) if one.endswith("*") else name == one for one in named)


def _known(program: Program, favours: Collection[str], named: Collection[str]) -> None:
    """Every kind and every id is there, and favours the party."""
    ids = {rule.id for rule in program.rules if favour_of(program, rule) is not None}
    ids |= {f"{table.id}/{row.id}" for table in program.benchmarks for row in table.rows if _opens(row)}
    found = [
        diagnose("ER251", None, where="without", found=one, known="、".join(FAVOURS), near=nearest(one, FAVOURS))
        for one in favours
        if one not in FAVOURS
    ]
    found += [
        diagnose("ER695", None, id=one, near=nearest(one, ids))
        for one in named
        if not any(_meant(name, (one,)) for name in ids)
    ]
    if found:
        raise InvalidInput(Report(tuple(found)))
