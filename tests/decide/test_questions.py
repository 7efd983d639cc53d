"""Questions of the example cases: in the order that settles soonest, and leading where they say.

The open cells are counted here once more, point by point: an own Kleene, own signatures of points; nothing of
`completions`, `cells` or `questions` is called.
"""

from fractions import Fraction
from math import prod

import pytest
from corpus import OPEN, case, changed, decided, frames, investigating, names, slots, spread, unknown

from enforcerules.decide.frame import ELEMENTS, items
from enforcerules.decide.possible import FIRM
from enforcerules.model.knowledge import domain
from enforcerules.model.program import And, Atom, Known, Neg, Open, Or, OrderFirst, Refer, Spare, Terminate, Threshold, When
from enforcerules.model.region import Interval, Numbers, Values, exactly

LAW = ["no_jurisdiction", "no_basis", ELEMENTS, "not_established", "time_barred", "unable", "refer", "shall", "order", "may"]
STOPS = {"no_jurisdiction", "no_basis", ELEMENTS, "not_established", "time_barred", "unable", "refer", "shall"}


# ---- an own evaluation on points -------------------------------------------------------------------------------


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
    return {">=": point >= value, ">": point > value, "<=": point <= value, "<": point < value, "=": point == value}[word]


def leaves(condition, frame):
    if isinstance(condition, And | Or):
        return [t for p in condition.parts for t in leaves(p, frame)]
    if isinstance(condition, Neg):
        return leaves(condition.part, frame)
    fact = frame.fact(condition.fact)
    return leaves(fact.formula.condition, frame) if isinstance(fact.formula, When) else [condition]


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
        circumstances = {f"rule:{r.id}" for r in frame.sliced.rules if r.stage == "circumstance"}
        rest = [k for k in asked if k.split(":")[0] in {"measure", "table", "row"} or k in circumstances]
        wanted += [k for k in rest if k not in wanted and kleene(asked[k].condition, world) is None]
    return prod(cells(frame, [asked[k].condition for k in wanted], world).values())


def cells(frame, conditions, world):
    """For each open fact the number of kinds of points, told apart by the open tests of it."""
    tests = {}
    for condition in conditions:
        for test in leaves(condition, frame):
            if world(test) is None and not (isinstance(test, Threshold) and test.parameter not in frame.known.values):
                tests.setdefault(test.fact, []).append(test)
    return {name: len({signature(World(frame, {name: p}), some) for p in points(frame, name, some)}) for name, some in tests.items()}


def signature(world, some):
    return tuple(world(test) for test in some)


def points(frame, name, some):
    """Points of what a fact may be, so many that no two values that a test tells apart are missed."""
    region = frame.known.region(name)
    fact = frame.fact(name)
    undeterminable = [None] if any(isinstance(t, Known) for t in some) else []
    if isinstance(region, Values):
        names_ = {n for t in some if isinstance(t, Atom) for n in t.region.names}
        return [n for n in (region.names or names_ | {"…"})] + undeterminable
    ends = {e for t in some if isinstance(t, Atom) for i in t.region.intervals for e in (i.lo, i.hi)}
    ends |= {frame.known.values[t.parameter].value for t in some if isinstance(t, Threshold)}
    ends |= {e for i in region.intervals for e in (i.lo, i.hi)}
    step = 1 if fact.whole else Fraction(1, 10**6)
    around = {e + d * step for e in ends if e is not None for d in (-1, 0, 1)} or {0}
    return [p for p in around if holds(region, p)] + undeterminable


# ---- the laws --------------------------------------------------------------------------------------------------


def opened(name):
    """The example, investigating, and as many variants of it as it has facts that can be made unknown two at a time."""
    one = investigating(case(name))
    yield one
    found = slots(one)
    for a, b in zip(found, found[1:], strict=False):
        if spread(f"{name}{a}{b}", 2):
            yield changed(changed(one, a, unknown()), b, unknown())


def outcomes(one):
    return [(o, f) for o, f in zip(decided(one).outcomes, frames(one), strict=True) if o.version == "act"]


@pytest.mark.parametrize("name", names(2))
def test_the_first_question_leaves_the_fewest_cells_at_worst(name):
    """With up to six open facts: what a question leaves open at worst is what counting by points says, and the least is first."""
    for one in opened(name):
        for outcome, frame in outcomes(one):
            if not 0 < len(outcome.questions) <= 6 or outcome.outer_bound or versions_matter(outcome):
                continue
            assert outcome.cells == open_cells(frame, {})
            worst = []
            for question in outcome.questions:
                some = relevant_tests(frame, question.fact)
                if not some:
                    continue  # a base or a weighed factor: nothing to answer cell by cell
                worst.append(max(open_cells(frame, {question.fact: p}) for p in points(frame, question.fact, some)))
                assert question.cells == worst[-1], question.fact
            assert worst == sorted(worst)
            assert [q.cells for q in outcome.questions] == sorted(q.cells for q in outcome.questions)


def versions_matter(outcome):
    return any(a.kind in {"newer_rules_lighter", "versions_not_comparable", "benchmark_changed"} for a in outcome.alerts)


def relevant_tests(frame, name):
    conditions = [item.condition for item in items(frame).values()]
    return [t for c in conditions for t in leaves(c, frame) if t.fact == name]


@pytest.mark.parametrize("name", names(2))
def test_questions_lead_where_they_say(name):
    """Deciding the case with a fact set to a value of a cell gives the dispositions that the question names for the cell."""
    for one in opened(name):
        for n, (outcome, frame) in enumerate(outcomes(one)):
            if outcome.disposition not in OPEN or outcome.outer_bound or versions_matter(outcome):
                continue
            for question in outcome.questions:
                fact = frame.sliced.facts.get(question.fact)
                if fact is None or fact.formula is not None or fact.source is not None or not question.leads_to:
                    continue
                leads = [set(said) for _, said in question.leads_to]
                got = [possible_after(one, n, frame, fact, p) for p in points(frame, fact.id, relevant_tests(frame, fact.id))]
                assert all(g in leads for g in got), question
                assert all(s in got for s in leads), question


def possible_after(one, number, frame, fact, point):
    from corpus import giving, possible

    from enforcerules.model.case import FactGiven

    given = FactGiven(status="undeterminable") if point is None else FactGiven(value=written(fact, point))
    return possible(decided(giving(one, {fact.id: given})).outcomes[number])


def written(fact, point):
    """A point as a case would say it."""
    from datetime import date

    if fact.type == "grade":
        return fact.values[int(point)][0]
    if fact.type == "money":
        return f"{int(point) // 100}.{int(point) % 100:02}"
    if fact.type == "date":
        return date.fromordinal(int(point)).isoformat()
    if isinstance(point, Fraction):
        return f"{float(point):.6f}".rstrip("0").rstrip(".")
    return str(point)


def test_the_own_evaluation_knows_a_domain():
    """A check of the helper above: the points of a truth are its two values."""
    (frame,) = frames(case(names()[0]))[:1]
    fact = next(f for f in frame.sliced.facts.values() if f.type == "boolean" and f.formula is None)
    assert isinstance(domain(fact), Values)
    assert holds(Numbers((Interval(1, 3),)), 2)
    assert holds(exactly(2), 2)
    assert not holds(exactly(2), 1)
    assert rung(next(r for r in frame.sliced.rules if isinstance(r.effect, Open))) is None
    assert "penalise" not in FIRM
