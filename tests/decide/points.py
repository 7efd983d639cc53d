"""A second, slow reading of an open case, point by point: an own Kleene, own signatures of points.

Nothing of `completions`, `cells` or `questions` is called.
"""

from datetime import date
from fractions import Fraction
from math import prod

from enforcerules.decide.frame import ELEMENTS, items
from enforcerules.model.program import And, Atom, Known, Neg, Or, OrderFirst, Refer, Spare, Terminate, Threshold, When
from enforcerules.model.region import Values

LAW = [
    "no_jurisdiction",
    "no_basis",
    ELEMENTS,
    "not_established",
    "time_barred",
    "unable",
    "refer",
    "shall",
    "order",
    "may",
]
STOPS = {"no_jurisdiction", "no_basis", ELEMENTS, "not_established", "time_barred", "unable", "refer", "shall"}


def holds(region, point):
    if isinstance(region, Values):
        return (point in region.names) != region.others
    return any(i.has(point) for i in region.intervals)


def kleene(condition, world):
    """The truth of a condition in a world: a function from a test to True, False or None."""
    if isinstance(condition, And):
        seen = [kleene(p, world) for p in condition.parts]
        return False if False in seen else None if None in seen else True
    if isinstance(condition, Or):
        seen = [kleene(p, world) for p in condition.parts]
        return True if True in seen else None if None in seen else False
    if isinstance(condition, Neg):
        inner = kleene(condition.part, world)
        return None if inner is None else not inner
    return world(condition)


class World:
    """A frame with some facts fixed to one point each."""

    def __init__(self, frame, fixed):
        self.frame, self.fixed = frame, fixed

    def __call__(self, test):
        fact = self.frame.fact(test.fact)
        if isinstance(fact.formula, When):
            inner = kleene(fact.formula.condition, self)
            if not isinstance(test, Atom) or inner is None:
                return None
            return holds(test.region, "true" if inner else "false")
        if test.fact not in self.fixed:
            return self.frame.known.judge(test, self.frame.known)
        point = self.fixed[test.fact]
        if isinstance(test, Known):
            return (point is None) == (test.status == "undeterminable")
        if point is None:
            return None
        if isinstance(test, Threshold):
            value = self.frame.known.values.get(test.parameter)
            return None if value is None else compare(test.word, point, value.value)
        return holds(test.region, point)


def compare(word, point, value):
    return {">=": point >= value, ">": point > value, "<=": point <= value, "<": point < value, "=": point == value}[
        word
    ]


def leaves(condition, world):
    """The tests that are open, those of derived truths that are open in their place."""
    if isinstance(condition, And | Or):
        return [t for p in condition.parts for t in leaves(p, world)]
    if isinstance(condition, Neg):
        return leaves(condition.part, world)
    if world(condition) is not None:
        return []
    fact = world.frame.fact(condition.fact)
    return leaves(fact.formula.condition, world) if isinstance(fact.formula, When) else [condition]


def rung(rule):
    """Where in the law's order a rule stands; None for rules that decide no disposition."""
    effect = rule.effect
    if isinstance(effect, Terminate):
        return effect.disposition
    if isinstance(effect, Refer):
        return "refer"
    if isinstance(effect, OrderFirst):
        return "order"
    if isinstance(effect, Spare):
        early = rule.stage in {"capacity", "fault"}
        return "may" if rule.strength == "may" else "unable" if early else "shall"
    return None


def open_cells(frame, fixed):
    """The product over the open facts that still matter of the number of their cells."""
    world = World(frame, fixed)
    rungs = {f"rule:{r.id}": rung(r) for r in frame.sliced.rules}
    asked = items(frame)
    wanted = []
    stopped = None
    for name in LAW:
        members = [k for k in asked if (k == name == ELEMENTS) or rungs.get(k) == name]
        seen = {k: kleene(asked[k].condition, world) for k in members}
        wanted += [k for k, t in seen.items() if t is None]
        if any(t is (k != ELEMENTS) for k, t in seen.items()):
            stopped = name
            break
    if stopped not in STOPS:
        circumstances = {
            f"rule:{r.id}"
            for r in frame.sliced.rules
            if r.stage == "circumstance" or type(r.effect).__name__ == "BarKinds"
        }
        rest = [k for k in asked if k.split(":")[0] in {"measure", "table", "row"} or k in circumstances]
        wanted += [k for k in rest if k not in wanted and kleene(asked[k].condition, world) is None]
    return prod(cells(frame, [asked[k].condition for k in wanted], world).values())


def cells(frame, conditions, world):
    """For each open fact the number of its cells: how often the open tests of it change from point to point."""
    tests = {}
    for condition in conditions:
        for test in leaves(condition, world):
            if not (isinstance(test, Threshold) and test.parameter not in frame.known.values):
                tests.setdefault(test.fact, []).append(test)
    return {name: kinds(frame, name, some) for name, some in tests.items()}


def kinds(frame, name, some):
    seen = [tuple(World(frame, {name: p})(test) for test in some) for p in points(frame, name, some)]
    if isinstance(frame.known.region(name), Values):
        return len(set(seen))
    return 1 + sum(a != b for a, b in zip(seen, seen[1:], strict=False))


def points(frame, name, some):
    """Points of what a fact may be, in order, so many that no two values that a test tells apart are missed."""
    region = frame.known.region(name)
    fact = frame.fact(name)
    undeterminable = [None] if any(isinstance(t, Known) for t in some) else []
    if isinstance(region, Values):
        names_ = {n for t in some if isinstance(t, Atom) for n in t.region.names}
        return sorted(region.names or names_ | {"…"}) + undeterminable
    ends = {e for t in some if isinstance(t, Atom) for i in t.region.intervals for e in (i.lo, i.hi)}
    ends |= {frame.known.values[t.parameter].value for t in some if isinstance(t, Threshold)}
    ends |= {e for i in region.intervals for e in (i.lo, i.hi)}
    step = 1 if fact.whole else Fraction(1, 10 ** (fact.scale or 6))
    around = {e + d * step for e in ends if e is not None for d in (-1, 0, 1)} or {0}
    return sorted(p for p in around if holds(region, p)) + undeterminable


def versions_matter(outcome):
    return any(
        a.kind in {"newer_rules_lighter", "versions_not_comparable", "benchmark_changed"} for a in outcome.alerts
    )


def relevant_tests(frame, name):
    conditions = [item.condition for item in items(frame).values()]
    return [t for c in conditions for t in leaves(c, World(frame, {})) if t.fact == name]


def written(fact, point):
    """A point as a case would say it."""
    if fact.type == "grade":
        return fact.values[int(point)][0]
    if fact.type == "money":
        return f"{int(point) // 100}.{int(point) % 100:02}"
    if fact.type == "date":
        return date.fromordinal(int(point)).isoformat()
    if isinstance(point, Fraction):
        return f"{float(point):.6f}".rstrip("0").rstrip(".")
    return str(point)
