"""What changed without showing in the result of any case: duties, alerts, burdens of proof, citations.

Parts are compared by id over all days. A part whose conditions and effects are the same and which merely cites another
article is `basis`; a condition that was written otherwise and shows in no region is `rewritten`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from enforcerules.analysis.difference import Aspect, Beside
from enforcerules.analysis.scenes import concerned
from enforcerules.decide.slice import named
from enforcerules.model.plain import plain
from enforcerules.model.program import Benchmark, CapTotal, Concur, Fact, Measure, Program, Rule

_BURDEN: Final = ("proves", "ask", "evaluative", "on_unknown", "direction", "change", "factors")
Part = Rule | Benchmark | Measure | Fact


def beside(pair: tuple[Program, Program], matter: str) -> tuple[Beside, ...]:
    """Every part of a matter that changed, with what the change bears on besides results."""
    old, new = (dict(_parts(program, matter)) for program in pair)
    made = [Beside(aspect, name) for name in sorted({*old, *new}) for aspect in _aspects(old.get(name), new.get(name))]
    return tuple(dict.fromkeys(made))


def _parts(program: Program, matter: str) -> Iterator[tuple[str, Part]]:
    names = set(concerned(program, matter))
    for rule in program.rules:
        own = not rule.matters or any(named(pattern, matter) for pattern in rule.matters)
        if rule.ruleset in names and own:
            yield f"rule:{rule.id}", rule
    yield from ((f"table:{t.id}", t) for t in program.benchmarks if t.matter == matter)
    yield from ((f"measure:{m.id}", m) for m in program.matters[matter].measures)
    for name in names:
        yield from ((f"fact:{key}", fact) for key, fact in program.rulesets[name].facts.items())


def _aspects(old: Part | None, new: Part | None) -> Iterator[Aspect]:
    one = new if new is not None else old
    if old == new or one is None:
        return
    if isinstance(one, Rule) and (aspect := _of_rule(one)) is not None:
        if old is None or new is None or _meant(old) != _meant(new):
            yield aspect
        return
    if old is None or new is None:
        return
    if isinstance(old, Fact) and isinstance(new, Fact):
        if any(getattr(old, name) != getattr(new, name) for name in _BURDEN):
            yield "burden"
        return
    if not isinstance(old, Fact) and not isinstance(new, Fact) and old.basis != new.basis:
        yield "basis"


def _meant(part: Part) -> object:
    """What a part means, on which days, apart from what it cites."""
    return plain(part if isinstance(part, Fact) else replace(part, basis=()))


def _of_rule(rule: Rule) -> Aspect | None:
    stages: Mapping[str, Aspect] = {"duty": "duty", "monitor": "monitor", "version": "versions"}
    if isinstance(rule.effect, Concur | CapTotal):
        return "together"
    return stages.get(rule.stage)
