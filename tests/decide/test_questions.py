"""Questions of the example cases: in the order that settles soonest, and leading where they say.

The open cells are counted once more in `points`, without `completions`, `cells` or `questions`.
"""

import pytest
from corpus import (
    OPEN,
    case,
    changed,
    decided,
    frames,
    giving,
    investigating,
    names,
    possible,
    slots,
    spread,
    unknown,
)
from points import holds, open_cells, points, relevant_tests, rung, versions_matter, written

from enforcerules.model.case import FactGiven
from enforcerules.model.knowledge import domain
from enforcerules.model.program import Count, Open
from enforcerules.model.region import Interval, Numbers, Values, exactly


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


def told_apart(frame):
    """The facts by which counts tell events apart."""
    return {one for fact in frame.sliced.facts.values() if isinstance(fact.formula, Count) for one in fact.formula.per}


@pytest.mark.parametrize("name", names(4))
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
                if question.fact in told_apart(frame):
                    worst.append(question.cells)
                    continue  # an answer settles the count as well, which counting by points takes for a fact of its own
                if not some:
                    continue  # a base or a weighed factor: nothing to answer cell by cell
                worst.append(max(open_cells(frame, {question.fact: p}) for p in points(frame, question.fact, some)))
                assert question.cells == worst[-1], question.fact
            assert worst == sorted(worst)
            assert [q.cells for q in outcome.questions] == sorted(q.cells for q in outcome.questions)


@pytest.mark.parametrize("name", names(4))
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
                got = [
                    possible_after(one, n, frame, fact, p)
                    for p in points(frame, fact.id, relevant_tests(frame, fact.id))
                ]
                assert all(g in leads for g in got), question
                assert all(s in got for s in leads), question


def possible_after(one, number, frame, fact, point):
    given = FactGiven(status="undeterminable") if point is None else FactGiven(value=written(fact, point))
    return possible(decided(giving(one, {fact.id: given})).outcomes[number])


def test_the_own_evaluation_knows_a_domain():
    """A check of the helper above: the points of a truth are its two values."""
    (frame,) = frames(case(names()[0]))[:1]
    fact = next(f for f in frame.sliced.facts.values() if f.type == "boolean" and f.formula is None)
    assert isinstance(domain(fact), Values)
    assert holds(Numbers((Interval(1, 3),)), 2)
    assert holds(exactly(2), 2)
    assert not holds(exactly(2), 1)
    assert rung(next(r for r in frame.sliced.rules if isinstance(r.effect, Open))) is None
