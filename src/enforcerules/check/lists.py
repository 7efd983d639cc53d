"""ER550 to ER554: what a list of no penalty asks, beside what the law asks.

A list (an exemption that cites no law first) may make the law definite and may ask for more; where it does, whatever it
misses is still judged under the law, because a list is no ceiling. It may not spare where neither the law that it turns
into a *shall*, nor any other, would let the party go: that is beyond the power of who made it. And it may not take the
place of the law.

Whether one condition follows from another is decided on the cells of the facts that both turn on, and so for every case. A
fact that `specifies` one of the law (首次 within two years for 初次违法) counts as that fact.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import prod

from enforcerules.base.diagnostics import Diagnostic, diagnose
from enforcerules.base.limits import COMBINATIONS
from enforcerules.check.axes import axes_of, expanded
from enforcerules.check.grid import Grid, union
from enforcerules.model.program import And, Atom, Condition, Fact, Known, Neg, Or, Program, Rule, Ruleset, Spare, When
from enforcerules.model.region import TRUE
from enforcerules.model.walk import tests_of

_CODE = "ER550"


def check(program: Program) -> Iterator[Diagnostic]:
    """Each list against the laws that its ruleset sees; what lists ask beyond the law is told once a ruleset."""
    laws = [r for r in program.rules if _spares(r) and r.says == "statutory"]
    more: dict[tuple[str, str], list[tuple[Rule, tuple[str, ...]]]] = {}
    short: set[tuple[str, str]] = set()
    for rule in (r for r in program.rules if _spares(r) and r.says == "benchmark"):
        ruleset = program.rulesets[rule.ruleset]
        seen = [law for law in laws if law.ruleset in ruleset.lineage and _meets(law, rule)]
        yield from _taken_away(rule, seen, program)
        law, lacking = _nearest(rule, seen, ruleset)
        if law is None or (lacking and _optional(rule, ruleset, program)):
            continue
        if lacking:
            yield _short(rule, law, "、".join(said(part, ruleset.facts) for part in lacking), program)
            short.add((rule.id, _CODE))
            continue
        asked = tuple(said(part, ruleset.facts) for part in _beyond(rule, law, ruleset, program))
        if asked:
            more.setdefault((ruleset.id, law.id), []).append((rule, asked))
    for rule in program.rules:
        for code, _ in rule.accepts:
            if (rule.id, code) not in short:
                yield diagnose("ER554", program.spans.get(rule.id), rule=rule.id, finding=code)
    for (_, name), found in more.items():
        ids = "、".join(f"`{rule.id}`" for rule, _ in found)
        words = "、".join(dict.fromkeys(one for _, asked in found for one in asked))
        yield diagnose("ER551", program.spans.get(found[0][0].id), rules=ids, law=name, more=words)


def _short(rule: Rule, law: Rule, lacking: str, program: Program) -> Diagnostic:
    """A list that asks less than the law; one that says, with the reason, that it is so printed, is no warning any more."""
    reason = dict(rule.accepts).get(_CODE)
    span = program.spans.get(rule.id)
    if reason is not None:
        return diagnose("ER553", span, rule=rule.id, law=law.id, lacking=lacking, reason=reason)
    return diagnose(_CODE, span, rule=rule.id, law=law.id, lacking=lacking)


def _spares(rule: Rule) -> bool:
    return rule.stage == "exemption" and isinstance(rule.effect, Spare)


def _meets(law: Rule, rule: Rule) -> bool:
    """Whether a law may be asked where a list is: of the same matters and on some of the same days."""
    of_all = not law.matters or set(rule.matters) <= set(law.matters)
    return of_all and not law.in_force.meet(rule.in_force).empty


def _taken_away(rule: Rule, laws: list[Rule], program: Program) -> Iterator[Diagnostic]:
    for law in laws:
        if law.id in rule.replaces:
            yield diagnose("ER552", program.spans.get(rule.id), rule=rule.id, law=law.id)


def _nearest(rule: Rule, laws: list[Rule], ruleset: Ruleset) -> tuple[Rule | None, list[Condition]]:
    """The law of whose elements a list lacks the fewest, and those; the one that it overrides, where several do."""
    able = [law for law in laws if law.strength == "shall" or rule.strength == "may" or rule.overrides == law.id]
    lacking = {law.id: _lacking(rule, law, ruleset) for law in able}
    law = min(able, key=lambda one: (len(lacking[one.id]), one.id != rule.overrides), default=None)
    return law, [] if law is None else lacking[law.id]


def _optional(rule: Rule, ruleset: Ruleset, program: Program) -> bool:
    """Whether no penalty has to be imposed where the list holds: then letting it be needs no power to spare."""
    matters = [program.matters[name] for name in rule.matters if name in program.matters]
    given = [part for one in _parts(rule.condition) for part in _parts(expanded(one, ruleset.facts))]
    owed = [
        m
        for matter in matters
        for m in matter.measures
        if m.modality == "shall" and ruleset.kinds[m.kind].class_ == "penalty"
    ]
    return bool(matters) and all(_excludes(given, expanded(m.condition, ruleset.facts), ruleset) for m in owed)


def _excludes(given: list[Condition], other: Condition, ruleset: Ruleset) -> bool:
    """Whether a condition cannot hold where the list does."""
    return _follows(given, Neg(other), ruleset)


def _lacking(rule: Rule, law: Rule, ruleset: Ruleset) -> list[Condition]:
    """The elements of the law that do not follow from the list."""
    given = _meant(rule.condition, ruleset.facts)
    return [part for part in _parts(law.condition) if not _follows(given, expanded(part, ruleset.facts), ruleset)]


def _beyond(rule: Rule, law: Rule, ruleset: Ruleset, program: Program) -> list[Condition]:
    """What a list asks that is neither an element of the law, nor what makes one definite, nor the violation itself."""
    own = _facts_of(law.condition, ruleset.facts)
    elements = [program.matters[name].elements for name in rule.matters if name in program.matters]
    act = {name for one in elements if one is not None for name in _facts_of(one, ruleset.facts)}
    asked = [part for part in _asked(rule.condition, ruleset.facts) if not isinstance(part, Known)]
    parts = [part for part in asked if not _facts_of(part, ruleset.facts) <= own | act]
    return [part for part in parts if not _specifies(part, ruleset.facts)]


def _parts(condition: Condition) -> tuple[Condition, ...]:
    """The parts that must hold together."""
    if isinstance(condition, And):
        return tuple(part for one in condition.parts for part in _parts(one))
    return (condition,)


def _specifies(part: Condition, facts: Mapping[str, Fact]) -> bool:
    fact = facts.get(part.fact) if isinstance(part, Atom) else None
    return fact is not None and fact.specifies is not None


def _facts_of(condition: Condition, facts: Mapping[str, Fact]) -> set[str]:
    return {test.fact for test in tests_of(expanded(condition, facts))}


def _meant(condition: Condition, facts: Mapping[str, Fact]) -> list[Condition]:
    """The parts of a condition, derived truths written out, and what each fact that specifies another brings with it."""
    found = [expanded(part, facts) for one in _parts(condition) for part in _parts(expanded(one, facts))]
    for fact in _named(condition, facts):
        if fact.specifies is not None and fact.type == "boolean":
            told = expanded(Atom(fact.id, TRUE, ""), facts)
            found.append(Or((Neg(told), expanded(Atom(fact.specifies, TRUE, ""), facts))))
    return found


def _named(condition: Condition, facts: Mapping[str, Fact]) -> Iterator[Fact]:
    """Every fact that a condition tests, and that the derived truths in it test."""
    for test in tests_of(condition):
        fact = facts.get(test.fact)
        if fact is not None:
            yield fact
            if isinstance(fact.formula, When):
                yield from _named(fact.formula.condition, facts)


def _asked(condition: Condition, facts: Mapping[str, Fact]) -> Iterator[Condition]:
    """The parts that must hold together; a derived truth is its parts, unless it makes a fact of the law definite."""
    for part in _parts(condition):
        fact = facts.get(part.fact) if isinstance(part, Atom) and part.region == TRUE else None
        if fact is not None and isinstance(fact.formula, When) and fact.specifies is None:
            yield from _asked(fact.formula.condition, facts)
        else:
            yield part


def _follows(given: list[Condition], wanted: Condition, ruleset: Ruleset) -> bool:
    """Whether a part of the law follows from what a list asks; taken to follow where there are too many cells to see."""
    near, names = _near(given, wanted)
    axes = axes_of([*near, wanted], None, {}, ruleset.facts, ruleset.parameters).cells
    if not names & {test.fact for one in near for test in tests_of(one)}:
        return False
    if prod(len(cells) for cells in axes.values()) > COMBINATIONS:
        return True
    grid = Grid(axes)
    return not grid.whole & ~grid.truth(wanted)[0] & ~union(grid.truth(one)[1] for one in near)


def _near(given: list[Condition], wanted: Condition) -> tuple[list[Condition], set[str]]:
    """What shares a fact with a part of the law, directly or through others; and the facts of that part."""
    names = own = {test.fact for test in tests_of(wanted)}
    near: list[Condition] = []
    while True:
        more = [one for one in given if one not in near and names & {test.fact for test in tests_of(one)}]
        if not more:
            return near, own
        near += more
        names = names | {test.fact for one in more for test in tests_of(one)}


def said(condition: Condition, facts: Mapping[str, Fact]) -> str:
    """A condition in the words of its labels."""
    if isinstance(condition, And | Or):
        word = " 且 " if isinstance(condition, And) else " 或 "
        return "（" + word.join(said(part, facts) for part in condition.parts) + "）"
    if isinstance(condition, Neg):
        return f"非 {said(condition.part, facts)}"
    label = facts[condition.fact].label if condition.fact in facts else condition.fact.partition("∋")[2]
    holds = isinstance(condition, Atom) and condition.region == TRUE
    return label if holds else f"{label}{condition.wanted}" if isinstance(condition, Atom | Known) else label
