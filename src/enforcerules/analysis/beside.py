"""What changed without showing in the result of any case: duties, alerts, burdens of proof, citations.

Parts are compared by id over all days. A part whose conditions and effects are the same and which merely cites another
article is `basis`; a condition that was written otherwise and shows in no region is `rewritten`. A part that says something
the comparison does not know (`constructs`) is `unsaid`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from enforcerules.analysis.constructs import unknown
from enforcerules.analysis.difference import Aspect, Beside
from enforcerules.analysis.same import alike
from enforcerules.analysis.scenes import concerned
from enforcerules.decide.slice import named
from enforcerules.model.dates import Period
from enforcerules.model.plain import plain
from enforcerules.model.program import (
    Benchmark,
    CapTotal,
    Concur,
    DateAfter,
    Days,
    Fact,
    InForce,
    Instrument,
    Kind,
    Matter,
    Measure,
    Parameter,
    Program,
    Rule,
)

Part = Rule | Benchmark | Measure | Fact | Matter | Kind | Instrument | Parameter
_BEARS: Final[Mapping[type, Mapping[str, Aspect]]] = {
    Fact: dict.fromkeys(("proves", "ask", "evaluative", "on_unknown", "direction", "change", "factors"), "burden"),
    Rule: dict.fromkeys(("basis", "overrides", "override_basis"), "basis"),
    Measure: {"basis": "basis"},
    Benchmark: {"basis": "basis", "after_change": "versions", "after_change_basis": "versions"},
    Matter: {"prohibited_by": "basis", "penalised_by": "basis", "succeeded_by": "versions"},
    Kind: {"rank": "versions", "class_": "unsaid", "by": "unsaid"},
    Instrument: {"rank": "together", "versions": "basis"},
}
"""What a field of a part bears on; fields that are not here show in regions, or are words."""


def beside(pair: tuple[Program, Program], matter: str) -> tuple[tuple[Beside, ...], bool]:
    """Every part of a matter that changed, with what the change bears on besides results; and whether results may change."""
    old, new = (dict(_parts(program, matter)) for program in pair)
    changed = [name for name in {*old, *new} if old.get(name) != new.get(name)]
    bears = any(_reaches(old.get(name), new.get(name)) for name in changed) or _places(pair[0], matter) != _places(
        pair[1], matter
    )
    made = [Beside(aspect, name) for name in sorted({*old, *new}) for aspect in _aspects(old.get(name), new.get(name))]
    if pair[0].calendar != pair[1].calendar and any(map(_in_workdays, (*old.values(), *new.values()))):
        made.append(Beside("unsaid", "calendar"))
    return tuple(dict.fromkeys(made)), bears


def _places(program: Program, matter: str) -> list[object]:
    """Where the rulesets of a matter hold, and what each extends."""
    found = (program.rulesets[name] for name in concerned(program, matter))
    return [(one.id, one.territories, one.lineage) for one in found]


def _reaches(old: Part | None, new: Part | None) -> bool:
    """Whether a changed part may bear on the result of a case whose facts are found."""
    parts = [part for part in (old, new) if part is not None]
    if all(isinstance(part, Rule) and _of_rule(part) is not None for part in parts):
        return False
    if isinstance(old, Fact) and isinstance(new, Fact):
        return not alike(old, new) or old.formula != new.formula
    return not all(isinstance(part, Instrument | Kind) for part in parts)


def _parts(program: Program, matter: str) -> Iterator[tuple[str, Part]]:
    names, one = concerned(program, matter), program.matters[matter]
    kinds = {measure.kind for measure in one.measures}
    yield f"matter:{matter}", replace(one, measures=())
    for rule in program.rules:
        own = not rule.matters or any(named(pattern, matter) for pattern in rule.matters)
        if rule.ruleset in names and own:
            yield f"rule:{rule.id}", rule
    yield from ((f"table:{t.id}", t) for t in program.lookup.tables.get(matter, ()))
    yield from ((f"measure:{m.id}", m) for m in one.measures)
    yield from ((f"kind:{key}", program.rulesets[one.ruleset].kinds[key]) for key in sorted(kinds))
    for name in dict.fromkeys(names):
        ruleset = program.rulesets[name]
        yield from ((f"fact:{key}", fact) for key, fact in ruleset.facts.items())
        yield from ((f"parameter:{key}", made) for key, made in ruleset.parameters.items())
        yield from ((f"instrument:{key}", made) for key, made in ruleset.instruments.items())


def _aspects(old: Part | None, new: Part | None) -> Iterator[Aspect]:
    one = new if new is not None else old
    if old == new or one is None:
        return
    if any(True for part in (old, new) if part is not None for _ in unknown(part)):
        yield "unsaid"
    if isinstance(one, Rule) and (aspect := _of_rule(one)) is not None:
        if old is None or new is None or _meant(old) != _meant(new):
            yield aspect
        return
    if old is None or new is None:
        return
    for name, aspect in _BEARS.get(type(one), {}).items():
        if getattr(old, name, None) != getattr(new, name, None):
            yield aspect
    if _learnt(old) != _learnt(new):
        yield "versions"


def _learnt(part: Part) -> object:
    """Since when it is known that a part, and its end, is law: what is decided as known on a day turns on it."""
    days = getattr(part, "in_force", None)
    return (days.known, days.until_known) if isinstance(days, InForce) else None


def _in_workdays(part: Part) -> bool:
    """Whether a fact is reckoned in working days."""
    formula = part.formula if isinstance(part, Fact) else None
    plus = formula.plus if isinstance(formula, Days | DateAfter) else None
    return (isinstance(formula, DateAfter) and formula.roll) or (isinstance(plus, Period) and bool(plus.workdays))


def _meant(part: Part) -> object:
    """What a part means, on which days, apart from what it cites."""
    return plain(replace(part, basis=()) if isinstance(part, Rule) else part)


def _of_rule(rule: Rule) -> Aspect | None:
    stages: Mapping[str, Aspect] = {"duty": "duty", "monitor": "monitor", "version": "versions"}
    if isinstance(rule.effect, Concur | CapTotal):
        return "together"
    return stages.get(rule.stage)
