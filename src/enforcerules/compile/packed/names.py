"""What every ruleset of an index sees, and whether rulesets, facts and relations of the whole index fit one another.

A ruleset is looked at when it is first asked for, a fact when something reads it; nothing of it is made for that but what deciding makes anyway.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import Any, Final

from enforcerules.base.limits import DERIVED_FACTORS, DERIVED_STEPS
from enforcerules.compile.alike import signature
from enforcerules.compile.derived import factors_of, step, whole_of
from enforcerules.compile.packed.codec import Codec, Damaged
from enforcerules.compile.packed.fitting import Seen, fit_formula
from enforcerules.compile.packed.form import Form, Head, Outline, Relations
from enforcerules.model.program import Fact, Parameter
from enforcerules.model.territory import overlapping
from enforcerules.model.walk import reads_of

_NAMES: Final = ("instruments", "facts", "parameters", "kinds")


class Names:
    """The names of an index; `Damaged` where they do not fit. Two threads may look at one ruleset at once, and find the same."""

    def __init__(self, head: Head, get: Any, shape: Form) -> None:  # noqa: ANN401  of any codec
        """`get`: the value of a piece by codec and number."""
        self._head, self._get, self._shape = head, get, shape
        self._outlines: dict[str, Outline] = {}
        self._seen: dict[str, Seen] = {}
        self._numbers: dict[str, dict[str, int]] = {}
        self._worked: dict[tuple[int, str], tuple[int, int]] = {}
        self._fitted: set[int] = set()
        self._below: set[str] = set()
        self._owners: dict[str, int] = {}

    def outline(self, name: str) -> Outline:
        """A ruleset of the index, which extends only what is there."""
        found = self._outlines.get(name)
        if found is None:
            number = self._head.rulesets.get(name)
            if number is None:
                raise Damaged(f"no ruleset {name}")
            made: Outline = self._get(self._shape.outline, number)
            known = self._head.rulesets.keys()
            if made.id != name or made.lineage[-1:] != (name,) or not set(made.lineage) <= known:
                raise Damaged(f"{name} is not what it is called")
            found = self._outlines[name] = made
        return found

    def seen(self, name: str) -> Seen:
        """What a ruleset sees: all that those see which it extends, and of one kind of value."""
        found = self._seen.get(name)
        if found is None:
            said = self.outline(name)
            facts, parameters = dict(said.facts), dict(said.parameters)
            for above in said.lineage[:-1]:
                self._extends(said, self.outline(above))
            found = Seen(
                fact=lambda one: self._fact(facts, one),
                parameter=lambda one: self._parameter(parameters, one),
                kinds=frozenset(kind for kind, _ in said.kinds),
                instruments=frozenset(one for one, _ in said.instruments),
            )
            self._numbers[name] = facts
            self._seen[name] = found
        return found

    def _extends(self, said: Outline, above: Outline) -> None:
        if not set(above.lineage) < set(said.lineage):
            raise Damaged(f"{said.id} does not extend what {above.id} extends")
        for table in _NAMES:
            if not {one for one, _ in getattr(above, table)} <= {one for one, _ in getattr(said, table)}:
                raise Damaged(f"{said.id} does not see what {above.id} sees")
        facts = dict(said.facts)
        for name, number in above.facts:
            if facts[name] != number:
                self._same(name, facts[name], number)

    def _same(self, name: str, number: int, other: int) -> None:
        one, two = (self._piece(self._shape.fact, at, name) for at in (number, other))
        if signature(one) != signature(two):
            raise Damaged(f"{name} is of two kinds")

    def _piece(self, codec: Codec, number: int, name: str) -> Any:  # noqa: ANN401  of the type of the codec
        found = self._get(codec, number)
        if found.id != name:
            raise Damaged(f"{name} is not what it is called")
        return found

    def _fact(self, facts: Mapping[str, int], name: str) -> Fact:
        if name not in facts:
            raise Damaged(f"no fact {name}")
        found: Fact = self._piece(self._shape.fact, facts[name], name)
        return found

    def _parameter(self, parameters: Mapping[str, int], name: str) -> Parameter:
        if name not in parameters:
            raise Damaged(f"no parameter {name}")
        found: Parameter = self._piece(self._shape.parameter, parameters[name], name)
        return found

    def fact(self, name: str, number: int, viewer: str) -> Fact:
        """A fact as a ruleset sees it, whose formula can be worked out."""
        fact: Fact = self._piece(self._shape.fact, number, name)
        if fact.ruleset not in self.outline(viewer).lineage:
            raise Damaged(f"{name} is of a ruleset that is not extended")
        if fact.formula is not None:
            self._work(number, viewer, ())
        elif fact.specifies is not None:
            fit_formula(fact, self.seen(fact.ruleset))
        return fact

    def _work(self, number: int, viewer: str, path: tuple[int, ...]) -> tuple[int, int]:
        """Over how many steps and out of how many factors a fact follows; it never follows from itself."""
        found = self._worked.get((number, viewer))
        if found is not None:
            return found
        fact: Fact = self._get(self._shape.fact, number)
        if fact.formula is None:
            return 0, 1
        if number in path or len(path) == DERIVED_STEPS:
            raise Damaged(f"{fact.id} follows from itself")
        if number not in self._fitted:
            fit_formula(fact, self.seen(fact.ruleset))
            self._fitted.add(number)
        self.seen(viewer)
        numbers = self._numbers[viewer]
        read = {name: self._work(numbers[whole_of(name)], viewer, (*path, number)) for name in reads_of(fact)}
        steps = step(fact) + max((one for one, _ in read.values()), default=0)
        factors = factors_of(fact, lambda name: read[name][1])
        if steps > DERIVED_STEPS or factors > DERIVED_FACTORS:
            raise Damaged(f"{fact.id} takes too long to work out")
        return self._worked.setdefault((number, viewer), (steps, factors))

    def below(self, name: str, said: tuple[str, ...]) -> tuple[str, ...]:
        """The rulesets that extend one; where several apply in one place, their facts are of one kind of value."""
        if name not in self._below:
            outlines = [self.outline(one) for one in said]
            if any(name not in one.lineage or one.id == name for one in outlines):
                raise Damaged(f"not all extend {name}")
            self._beside(outlines)
            self._below.add(name)
        return said

    def _beside(self, outlines: list[Outline]) -> None:
        numbers: dict[str, dict[int, list[Outline]]] = defaultdict(dict)
        for said in outlines:
            for name, number in said.facts:
                numbers[name].setdefault(number, []).append(said)
        for name, several in numbers.items():
            for (one, these), (other, those) in combinations(several.items(), 2) if len(several) > 1 else ():
                if any(_in_one_place(a, b) for a in these for b in those):
                    self._same(name, one, other)

    def once(self, ids: Iterable[str], number: int) -> None:
        """Of the ids in a piece each is there once, and in no other piece that was looked at."""
        listed = list(ids)
        owners = {self._owners.setdefault(one, number) for one in listed}
        if len(set(listed)) != len(listed) or owners - {number}:
            raise Damaged("an id is there twice")

    def related(self, said: Relations) -> None:
        """What relations name is there."""
        named = (one for table in (said.earlier, said.penalised) for several in table.values() for one in several)
        if not set(named) <= self._head.matters.keys():
            raise Damaged("no such matter")


def _in_one_place(one: Outline, other: Outline) -> bool:
    return any(overlapping(a, b) for a in one.territories for b in other.territories)
