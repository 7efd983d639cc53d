"""ER533, ER536: a condition that holds in no case, or in every case, whatever is found of the facts that it reads.

Exact over the regions of its facts, with derived truths written out: each fact is cut where a test of it changes, and every choice of
cells is judged. That two facts may exclude one another by what they mean is not known here, so nothing is told that such knowledge
would be needed for. Conditions of more than `COMBINATIONS` choices are left alone; rows of tables are looked at by ER572.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import prod

from enforcerules.base.diagnostics import Diagnostic, diagnose
from enforcerules.base.limits import COMBINATIONS
from enforcerules.check.axes import axes_of, expanded
from enforcerules.check.grid import Grid
from enforcerules.model.kleene import Test
from enforcerules.model.program import And, Condition, Count, Fact, Known, Program, Ratio, Ruleset, Steps, When
from enforcerules.model.region import Interval, Numbers, Region
from enforcerules.model.walk import tests_of

_CODES: Mapping[bool, str] = {False: "ER533", True: "ER536"}
_WITHOUT_A_LIGHTEST = frozenset({"date", "text", "code", "set"})
_NOTHING = Numbers(())
"""Of no test of a fact that nobody raised is anything inside."""


def check(program: Program) -> Iterator[Diagnostic]:
    """Elements, measures, rules, whole tables and derived truths, each in the words of its own ruleset, each once."""
    found: dict[tuple[str, str], Diagnostic] = {}
    for name, at, condition, ruleset in _conditions(program):
        held = None if condition == And(()) else settled(condition, ruleset)
        if held is not None:
            facts = dict.fromkeys(_label(one, ruleset.facts) for one in tests_of(condition))
            span = program.spans.get(at) or program.spans.get(at.rpartition(".")[0])
            found.setdefault((_CODES[held], name), diagnose(_CODES[held], span, id=name, facts="、".join(facts)))
    yield from found.values()


def _conditions(program: Program) -> Iterator[tuple[str, str, Condition, Ruleset]]:
    """What is told of, under which name its position is known, its condition, and the ruleset that it is written in."""
    for matter in program.matters.values():
        home = program.rulesets[matter.ruleset]
        if matter.elements is not None:
            yield matter.id, matter.id, matter.elements, home
        for measure in matter.measures:
            place = f"{matter.id}/{measure.id}"
            yield place, place, measure.condition, home
    for rule in program.rules:
        yield rule.id, rule.id, rule.condition, program.rulesets[rule.ruleset]
    for table in program.benchmarks:
        name = table.id.partition(":")[0]
        yield name, name, table.condition, program.rulesets[table.ruleset]
    for ruleset in program.rulesets.values():
        for fact in ruleset.facts.values():
            if fact.ruleset == ruleset.id and isinstance(fact.formula, When):
                yield fact.label, f"{ruleset.id} {fact.id}", fact.formula.condition, ruleset


def settled(condition: Condition, ruleset: Ruleset) -> bool | None:
    """True where a condition holds whatever its facts are, False where it never does; None for every other, and where there are too many."""
    whole = expanded(condition, ruleset.facts)
    tests = list(tests_of(whole))
    if any(isinstance(test, Known) and _silent(test, ruleset.facts) for test in tests):
        return None
    alone = len({test.fact for test in tests}) == len(tests)
    if alone and all(_judged(test, ruleset) is None for test in tests):
        return None  # each fact is read once and may go either way: so may the whole
    return _judged(whole, ruleset)


def _judged(condition: Condition | Test, ruleset: Ruleset) -> bool | None:
    axes = axes_of([condition], None, _floors(condition, ruleset.facts), ruleset.facts, ruleset.parameters)
    if not axes.cells or prod(len(cells) for cells in axes.cells.values()) > COMBINATIONS:
        return None
    silent = {test.fact: _NOTHING for test in tests_of(condition) if _silent(test, ruleset.facts)}
    grid = Grid({name: (*cells, *_nothing(name, silent)) for name, cells in axes.cells.items()})
    true, false = grid.truth(condition)
    return True if true == grid.whole else False if false == grid.whole else None


def _silent(test: Test, facts: Mapping[str, Fact]) -> bool:
    """Whether nobody may have raised a fact: then no test of it holds, neither 不足 nor 以上, unless it counts as its lightest value."""
    fact = facts.get(test.fact)
    if fact is None:
        return False
    return fact.formula is not None if fact.ask == "always" else fact.type in _WITHOUT_A_LIGHTEST


def _nothing(name: str, silent: Mapping[str, Region]) -> tuple[Region, ...]:
    return (silent[name],) if name in silent else ()


def _floors(condition: Condition, facts: Mapping[str, Fact]) -> dict[str, Region]:
    """What is counted is never below none, or (with the present act) one; a ratio and steps never below nil."""
    found: dict[str, Region] = {}
    for name in {test.fact for test in tests_of(condition)} & facts.keys():
        formula = facts[name].formula
        if isinstance(formula, Count | Steps | Ratio):
            least = int(isinstance(formula, Count) and formula.including_present)
            found[name] = Numbers((Interval(least, None, hi_open=True),))
    return found


def _label(test: Test, facts: Mapping[str, Fact]) -> str:
    whole = test.fact.partition("∋")[0]
    return facts[whole].label if whole in facts else test.fact
