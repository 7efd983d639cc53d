"""Open example cases against all their completions, worked through value by value."""

from itertools import product
from math import prod

import pytest
from corpus import (
    broken,
    case,
    changed,
    decided,
    frames,
    giving,
    investigating,
    matter_measures,
    names,
    possible,
    program,
    slots,
    spread,
    unknown,
)
from points import points, relevant_tests, versions_matter, written

from enforcerules.model.case import FactGiven

MOST = 48


def opened(name):
    """The example, investigating, with one fact or two neighbouring facts unknown."""
    one = investigating(case(name))
    yield one
    found = slots(one)
    for slot in found:
        if spread(f"{name}{slot}", 3):
            yield changed(one, slot, unknown())
    for a, b in zip(found, found[1:], strict=False):
        if spread(f"{name}{a}{b}", 3):
            yield changed(changed(one, a, unknown()), b, unknown())


def grid(frame, outcome):
    """The values of every open fact, or None where one of them cannot be filled in by itself."""
    made = {}
    for question in outcome.questions:
        fact = frame.sliced.facts.get(question.fact)
        some = relevant_tests(frame, question.fact)
        if fact is None or fact.formula is not None or fact.source is not None or not some:
            return None
        made[fact] = points(frame, fact.id, some)
    return made if prod(map(len, made.values())) <= MOST else None


def filled(one, number, facts, values):
    given = {
        f.id: FactGiven(status="undeterminable") if v is None else FactGiven(value=written(f, v))
        for f, v in zip(facts, values, strict=True)
    }
    return decided(giving(one, given)).outcomes[number]


@pytest.mark.parametrize("name", names(4))
def test_an_open_case_is_the_union_of_its_completions(name):
    """With few open facts: candidates = union of dispositions over all values; ranges = hulls of the ranges over all values."""
    for one in opened(name):
        for number, (outcome, frame) in enumerate(zip(decided(one).outcomes, frames(one), strict=True)):
            if not outcome.questions or outcome.outer_bound or versions_matter(outcome):
                continue
            facts = grid(frame, outcome)
            if facts is None:
                continue
            every = [filled(one, number, facts, values) for values in product(*facts.values())]
            if any(e.questions for e in every):
                continue  # a value that cannot be determined, or a weighed factor, leaves something else open
            assert possible(outcome) == {d for e in every for d in possible(e)}
            for e in every:
                assert broken(e, outcome) == []
            if matter_measures(outcome) and not any(m.factors for m in outcome.measures):
                exact_hulls(outcome, [e for e in every if matter_measures(e)])


def exact_hulls(outcome, every):
    """No end of a range is further out than some completion puts it; nothing is open in which no two completions differ."""
    asked = {q.fact for q in outcome.questions}
    for m in outcome.measures:
        if m.base in asked or worked_out(outcome.matter):
            continue  # a multiple of an open sum has no greatest value among those tried
        same = [n for e in every for n in e.measures if n.id == m.id]
        assert same, m.id
        if m.statutory is not None:
            assert (m.statutory.lo, m.statutory.hi) == ends([n.statutory for n in same])
        for lv in m.levels:
            ranges = [o.range for n in same for o in n.levels if o.level == lv.level and o.range is not None]
            if lv.range is not None:
                assert (lv.range.lo or 0, lv.range.hi) == (ends(ranges)[0] or 0, ends(ranges)[1]), (m.id, lv.level)
        everywhere = len(same) == len(every)
        if "holds" in m.open:
            assert not everywhere or any(n.holds is None for n in same)
        if "levels" in m.open:
            assert len({tuple((o.level, o.range, o.point) for o in n.levels) for n in same}) > 1 or any(
                n.open for n in same
            )


def worked_out(matter):
    """Whether a table of the matter gives multiples of a figure."""
    rows = [row for table in program().benchmarks if table.matter == matter for row in table.rows]
    return any(getattr(row.result, "base", None) is not None for row in rows)


def ends(ranges):
    lows, highs = [r.lo for r in ranges], [r.hi for r in ranges]
    return None if None in lows else min(lows), None if None in highs else max(highs)
