"""The conditions and comparisons of a tree over classes: certainly true, or open where a value that it turns on is away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np

from enforcerules.batch.axes import Axis, Kind, axis_of, axis_of_words
from enforcerules.batch.columns import Array
from enforcerules.batch.single import facts_of, where
from enforcerules.batch.variables import can_be_derived, is_whole
from enforcerules.decide.cells import threshold
from enforcerules.decide.frame import Frame
from enforcerules.kernel.code import may_be_silent
from enforcerules.kernel.slots import AWAY, Slot
from enforcerules.kernel.sums import Whole
from enforcerules.kernel.traced import Fork, Leak
from enforcerules.kernel.tree import Leaf
from enforcerules.model.program import And, Atom, Condition, Fact, Known, Neg, Or, Threshold, When
from enforcerules.model.region import Interval, Numbers, Region, Values
from enforcerules.model.walk import tests_of

SAID = "said:"
"""Before the name of a fact: whether the case says anything of it."""
MEMBER = "∋"
"""Between a set and a name that it may hold: a truth of its own."""
SUM = "sum:"
"""Before a sum of several facts that is compared with nil."""
NOTHING = f"{SUM}0"
"""The sum of no facts: comparisons of constants hold for all of it or for none."""

Truth: TypeAlias = "tuple[Array, Array | None]"
"""Where something is true, and where it is open (None: nowhere); never both."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One test of a variable as the axes need it: a region, or (None) whether anything is known of it at all."""

    axis: str
    region: Region | None = None


@dataclass(slots=True)
class Questions:
    """What the forks of a tree ask of which variable; raises Leak for what is not asked of columns."""

    frame: Frame
    slots: Mapping[str, Slot]
    sums: dict[str, Whole] = field(default_factory=dict)
    compared: dict[Fork, Asked] = field(default_factory=dict)

    def of(self, fork: Fork) -> tuple[Asked, ...]:
        """Every test of a fork."""
        if fork.condition is not None:
            return tuple(self._of_condition(fork.condition))
        return (self.of_sum(fork),)

    def of_numbers(self, leaf: Leaf) -> tuple[Asked, ...]:
        """Whether the numbers that its amounts depend on are known."""
        return tuple(Asked(name) for name in sorted({name for terms in leaf.sums for name in facts_of(terms)}))

    def _of_condition(self, condition: Condition) -> Iterator[Asked]:
        for test in tests_of(condition):
            fact = self.fact(test)
            if isinstance(fact.formula, When):
                yield from self._of_condition(fact.formula.condition)
            elif (made := self.of_test(test)) is not None:
                yield made

    def fact(self, test: Atom | Known | Threshold) -> Fact:
        """The fact that a test is of."""
        return self.frame.sliced.facts[test.fact.partition(MEMBER)[0]]

    def of_test(self, test: Atom | Known | Threshold) -> Asked | None:
        """A test of a given or worked-out fact; None for one that never holds."""
        whole, _, member = test.fact.partition(MEMBER)
        if isinstance(test, Known):
            if test.status == "undeterminable":
                return None
            fact = self.frame.sliced.facts[whole]
            plainly = fact.formula is not None or fact.source is not None or fact.ask != "if_raised"
            return Asked(whole if plainly else SAID + whole)
        return Asked(test.fact if member else whole, test.region if isinstance(test, Atom) else self._threshold(test))

    def _threshold(self, test: Threshold) -> Region:
        if test.parameter not in self.frame.known.values:
            raise Leak
        return threshold(test, self.frame.known)

    def of_sum(self, fork: Fork) -> Asked:
        """A comparison with nil; of one whole number it is a test of that number."""
        found = self.compared.get(fork)
        if found is None:
            found = self.compared[fork] = self._of_sum(fork.sum, fork.sign)
        return found

    def _of_sum(self, terms: Whole, sign: str) -> Asked:
        facts = facts_of(terms)
        if not facts and (region := where(terms, sign)) is not None:
            self.sums[NOTHING] = ()
            return Asked(NOTHING, region)
        if len(facts) == 1:
            (name,) = facts
            region = where(terms, sign) if is_whole(self.frame, name) else None
            if region is not None:
                return Asked(name, region)
        name = f"{SUM}{terms}"
        self.sums[name] = terms
        return Asked(name, Numbers((Interval(0, 0) if sign == "==" else Interval(None, 0, hi_open=sign == "<"),)))


def axes_of(questions: Questions, asked: Iterable[Asked]) -> dict[str, Axis]:
    """The axes on which all these tests have answers, by name."""
    tests: dict[str, list[Asked]] = {}
    for one in asked:
        tests.setdefault(one.axis, []).append(one)
    return {name: _axis(questions, name, mine) for name, mine in tests.items()}


def _axis(questions: Questions, name: str, asked: list[Asked]) -> Axis:
    regions = [one.region for one in asked if one.region is not None]
    if name.startswith(SAID):
        return axis_of(name, [Values(frozenset({"true"}))], Kind(least=0, most=1))
    frame = questions.frame
    if name.startswith(SUM):
        names = facts_of(questions.sums[name])
        _derivable(frame, names)
        return axis_of(name, regions, Kind(whole=all(is_whole(frame, one) for one in names), away=True))
    whole, _, member = name.partition(MEMBER)
    _derivable(frame, [whole])
    fact, slot = frame.sliced.facts[whole], questions.slots.get(whole)
    away = slot is None or slot.silent is AWAY
    none = may_be_silent(frame, fact) or (slot is not None and slot.silent is None)
    if member or fact.type == "boolean":
        return axis_of(name, regions, Kind(least=0, most=1, away=away, none=none))
    if fact.type in {"choice", "text", "code", "set"}:
        words = {word for one in regions if isinstance(one, Values) for word in one.names}
        return axis_of_words(name, sorted(words), Kind(away=away, none=none))
    most = len(fact.values) - 1 if fact.type == "grade" else 0
    least = 0 if slot is not None and fact.type in _NEVER_BELOW_NIL else None
    return axis_of(name, regions, Kind(is_whole(frame, name), least, most, away, none))


_NEVER_BELOW_NIL = frozenset({"money", "integer", "period", "grade"})


def _derivable(frame: Frame, names: Iterable[str]) -> None:
    if not all(can_be_derived(frame, one) for one in names):
        raise Leak


# ---- over classes ------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Truths:
    """Forks over the classes of some rows: `classes` holds one array an axis, `tables` the answers to tests by class."""

    questions: Questions
    axes: Mapping[str, Axis]
    classes: Mapping[str, Array]
    count: int
    tables: dict[Asked, Array]
    memo: dict[object, Truth] = field(default_factory=dict)

    def of(self, fork: Fork) -> Truth:
        """Where a fork is true, and where open."""
        if fork.condition is not None:
            return self._condition(fork.condition)
        return self._asked(self.questions.of_sum(fork))

    def _condition(self, condition: Condition) -> Truth:
        key = id(condition) if isinstance(condition, And | Or | Neg) else condition
        found = self.memo.get(key)
        if found is None:
            found = self.memo[key] = self._worked_out(condition)
        return found

    def _worked_out(self, condition: Condition) -> Truth:
        if isinstance(condition, And):
            return self._all([self._condition(one) for one in condition.parts])
        if isinstance(condition, Or):
            return _not(self._all([_not(self._condition(one)) for one in condition.parts]))
        if isinstance(condition, Neg):
            return _not(self._condition(condition.part))
        fact = self.questions.fact(condition)
        if isinstance(fact.formula, When):
            return self._derived(fact.formula, condition)
        asked = self.questions.of_test(condition)
        return (np.zeros(self.count, bool), None) if asked is None else self._asked(asked)

    def _derived(self, formula: When, test: Atom | Known | Threshold) -> Truth:
        inner = self._condition(formula.condition)
        if isinstance(test, Known):
            return np.full(self.count, test.status != "undeterminable"), None
        assert isinstance(test, Atom)  # noqa: S101  a truth has no parameter to be tested against
        assert isinstance(test.region, Values)  # noqa: S101  truths have names
        names, others = test.region.names, test.region.others
        wanted, unwanted = ("true" in names) != others, ("false" in names) != others
        if wanted == unwanted:
            return np.full(self.count, wanted), None
        return inner if wanted else _not(inner)

    def _all(self, parts: list[Truth]) -> Truth:
        true = np.ones(self.count, bool)
        maybe = None
        for holds, is_open in parts:
            if is_open is not None or maybe is not None:
                before = true if maybe is None else true | maybe
                here = holds if is_open is None else holds | is_open
                maybe = before & here
            true = true & holds
        if maybe is not None:
            maybe = maybe & ~true
        return true, maybe if maybe is not None and maybe.any() else None

    def _asked(self, asked: Asked) -> Truth:
        axis = self.axes[asked.axis]
        classes = self.classes[asked.axis]
        true = self.tables.get(asked)
        if true is None:
            true = self.tables[asked] = _table(axis, asked)
        true = true[classes]
        if axis.away < 0:
            return true, None
        is_open = classes == axis.away
        return true, is_open if is_open.any() else None


def _table(axis: Axis, asked: Asked) -> Array:
    """The answer by class."""
    if asked.region is not None:
        return axis.holds(asked.region)
    made = np.ones(axis.size, bool)
    made[[one for one in (axis.away, axis.none) if one >= 0]] = False
    if axis.name.startswith(SAID):
        made[0] = False
    return made


def _not(truth: Truth) -> Truth:
    true, is_open = truth
    return (~true if is_open is None else ~(true | is_open)), is_open
