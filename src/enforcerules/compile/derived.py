"""Facts that follow from others: none from itself, and none over so many steps or factors that it cannot be worked out."""

from __future__ import annotations

from collections.abc import Mapping

from enforcerules.base.limits import DERIVED_FACTORS, DERIVED_STEPS
from enforcerules.compile.scope import Scope
from enforcerules.model.document import NamedDoc
from enforcerules.model.program import Arithmetic, Fact
from enforcerules.model.walk import reads_of


def check_derived(
    facts: Mapping[str, Fact], own: Mapping[str, Fact], docs: Mapping[str, NamedDoc], scope: Scope
) -> None:
    """Circles, each said once; where there is none, ways that are too long (ER525) and products of too many (ER526)."""
    said: set[str] = set()
    for name in sorted(own):
        circle = [] if name in said else _circle(name, facts)
        if circle:
            said.update(circle)
            path = " → ".join(facts[one].label for one in circle)
            scope.report("ER509", docs[name].label.span, fact=facts[name].label, path=path)
    if said:
        return
    steps = _steps(facts)
    for name in sorted(own):
        if steps[name] > DERIVED_STEPS:
            scope.report("ER525", docs[name].label.span, fact=facts[name].label, limit=DERIVED_STEPS)
            return
    factors = dict.fromkeys(facts, 1)
    for name in sorted(facts, key=lambda one: (steps[one], one)):
        factors[name] = _factors(facts[name], factors)
        if factors[name] > DERIVED_FACTORS:
            if name in own:
                scope.report("ER526", docs[name].label.span, fact=facts[name].label, limit=DERIVED_FACTORS)
            return


def _circle(start: str, facts: Mapping[str, Fact]) -> list[str]:
    """The shortest way from a fact over what it reads back to itself; empty when there is none."""
    came: dict[str, str] = {}
    queue = [start]
    for one in queue:
        for read in reads_of(facts[one]):
            if read == start:
                path = [start, one]
                while path[-1] != start:
                    path.append(came[path[-1]])
                return path[::-1]
            if read not in came and read in facts:
                came[read] = one
                queue.append(read)
    return []


def _steps(facts: Mapping[str, Fact]) -> dict[str, int]:
    """Over how many derived facts each follows from what a case says; counted up to one more than the bound."""
    reads = {name: [one for one in map(_whole, reads_of(fact)) if one in facts] for name, fact in facts.items()}
    derived = [name for name, fact in facts.items() if fact.formula is not None]
    steps = dict.fromkeys(facts, 0)
    for _ in range(DERIVED_STEPS + 1):
        more = {name: 1 + max((steps[one] for one in reads[name]), default=0) for name in derived}
        if all(steps[name] == number for name, number in more.items()):
            break
        steps |= more
    return steps


def _whole(name: str) -> str:
    return name.partition("∋")[0]


def _factors(fact: Fact, known: Mapping[str, int]) -> int:
    """Of how many facts of the case a value is the product at most."""
    reads = [known.get(_whole(one), 1) for one in reads_of(fact)]
    if isinstance(fact.formula, Arithmetic) and fact.formula.op == "times":
        return max(1, sum(reads))
    return max(reads, default=1)
