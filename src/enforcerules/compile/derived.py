"""Facts that follow from others: none from itself, and none over so many steps or factors that it cannot be worked out."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from enforcerules.base.limits import DERIVED_FACTORS, DERIVED_STEPS
from enforcerules.compile.scope import Scope
from enforcerules.model.document import NamedDoc
from enforcerules.model.program import Arithmetic, Fact, When
from enforcerules.model.walk import nesting, reads_of


def check_derived(
    facts: Mapping[str, Fact], own: Mapping[str, Fact], docs: Mapping[str, NamedDoc], scope: Scope
) -> None:
    """Circles, each said once; where there is none, ways that are too long (ER525) and products of too many (ER526)."""
    said: set[str] = set()
    for name in sorted(own):
        circle = [] if name in said else circle_from(name, facts)
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
    factors: dict[str, int] = {}
    for name in sorted(facts, key=lambda one: (steps[one], one)):
        factors[name] = _factors(facts[name], factors)
        if factors[name] > DERIVED_FACTORS:
            if name in own:
                scope.report("ER526", docs[name].label.span, fact=facts[name].label, limit=DERIVED_FACTORS)
            return


def circle_from(start: str, facts: Mapping[str, Fact]) -> list[str]:
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
    """Over how many steps each follows from what a case says; counted up to beyond the bound."""
    reads = {name: [one for one in map(whole_of, reads_of(fact)) if one in facts] for name, fact in facts.items()}
    derived = {name: step(fact) for name, fact in facts.items() if fact.formula is not None}
    steps = dict.fromkeys(facts, 0)
    for _ in range(DERIVED_STEPS + 1):
        more = {name: own + max((steps[one] for one in reads[name]), default=0) for name, own in derived.items()}
        if all(steps[name] == number for name, number in more.items()):
            break
        steps |= more
    return steps


def step(fact: Fact) -> int:
    """How many steps a derived fact is: one, or as many as conditions stand within one another in its own (甲 或 （乙 且 非 丙） is three)."""
    return max(1, nesting(fact.formula.condition)) if isinstance(fact.formula, When) else 1


def whole_of(name: str) -> str:
    """The fact itself, of one of its members too."""
    return name.partition("∋")[0]


def _factors(fact: Fact, known: Mapping[str, int]) -> int:
    return factors_of(fact, lambda name: known.get(whole_of(name), 1))


def factors_of(fact: Fact, known: Callable[[str], int]) -> int:
    """Of how many facts of the case a value is the product at most, given that of each fact that it reads."""
    reads = [known(one) for one in reads_of(fact)]
    if isinstance(fact.formula, Arithmetic) and fact.formula.op == "times":
        return max(1, sum(reads))
    return max(reads, default=1)
