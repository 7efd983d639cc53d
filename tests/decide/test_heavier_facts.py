"""A fact that is declared to bear one way never bears the other way: the example cases with one fact made heavier.

Fines are compared by the ends of what is permitted without mitigation. Where a table has no row for the case the whole of the
statute is left, which is no step of the table; that, and what the law or the printed table itself does, is listed with its reason.
"""

from fractions import Fraction

import pytest
from corpus import ALL, case, changed, decided, frames, names, slots

from enforcerules.base.source import Text
from enforcerules.decide.values import value_of
from enforcerules.model.case import FactGiven

SPARED = {"no_penalty_shall", "no_penalty_may", "order_first"}
LAW = {
    # no gains, or gains that cannot be determined: a sum that little gains do not reach (价格违法行为行政处罚规定 第七条至第十条)
    ("价格违法行为行政处罚规定#七-1", "gains"),
    ("价格违法行为行政处罚规定#八-1", "gains"),
    ("价格违法行为行政处罚规定#十-1", "gains"),
}
PRINTED = {
    # a row that is printed outside of the statute gives way to it
    ("生产安全事故报告和调查处理条例#三十七-1", "acc_deaths"),
    ("生产安全事故报告和调查处理条例#三十五-1", "acc_failing"),
    ("价格违法行为行政处罚规定#八-1", "price_grade"),
    # fifty injured make another class of accident, which is a fact of its own and stays what it was
    ("safety.accident.unit.2014", "acc_injured"),
    # the lightest grade is a point in whole 元, which is rounded inward by less than 1 元
    ("食品安全法#一百二十三-1", "hz_grade"),
}


def heavier(fact, said):
    """Values of a fact that bear more: the next grade, the other truth, a little more and much more of a number."""
    more = fact.direction == "heavier"
    if fact.type == "boolean":
        return [] if (said in {"true", "True", "是"}) == more else ["true" if more else "false"]
    if fact.type == "grade":
        keys, labels = zip(*fact.values, strict=True)
        at = (keys.index(said) if said in keys else labels.index(said)) + (1 if more else -1)
        return [keys[at]] if 0 <= at < len(keys) else []
    if fact.type not in {"money", "integer", "decimal"}:
        return []
    scale = {"money": 2, "integer": 0}.get(fact.type, fact.scale or 0)
    number = value_of(fact, Text(said)).hull().point
    number = Fraction(number, 100) if fact.type == "money" else Fraction(number)
    near = Fraction(1, 10**scale)
    ways = (number + near, 2 * number + 1, 10 * number + 10) if more else (max(number - near, 0), number / 2)
    return [written(int(way * 10**scale), scale) for way in ways]


def written(units, scale):
    """A number of units of the last decimal, as a case writes it."""
    return f"{units // 10**scale}.{units % 10**scale:0{scale}}" if scale else str(units)


def permitted(outcome):
    """By addressee the least and the greatest that may be imposed, in 分, where a table or a circumstance says more than the statute."""
    ends = {}
    silent = set()
    for measure in outcome.measures:
        if measure.kind != "fine" or not measure.holds or measure.away:
            continue
        for level in measure.levels:
            if level.level != "mitigated" and level.range is not None:
                lo, hi = level.range.lo or Fraction(0), Fraction(10**15) if level.range.hi is None else level.range.hi
                least, most = ends.get(measure.target, (lo, hi))
                ends[measure.target] = (min(least, lo), max(most, hi))
                if level.range == measure.statutory:
                    silent.add(measure.target)
    return {target: found for target, found in ends.items() if target not in silent}


def tried(one):
    """Every fact of the case that is said and declared to bear one way, with the cases in which it bears more."""
    facts = {
        name: f
        for frame in frames(one)
        for f in frame.sliced.facts.values()
        for name in (f.id, f.label, *map(str, f.also))
    }
    for slot in slots(one):
        fact = facts.get(slot.name)
        given = one.facts.get(Text(slot.name))
        plain = fact is not None and fact.formula is None and fact.direction is not None
        if plain and slot.owner == "case" and given is not None and given.status == "known" and given.value is not None:
            for value in heavier(fact, str(given.value)):
                yield fact.id, value, changed(one, slot, FactGiven(value=Text(value)))


@pytest.mark.parametrize("name", names(1 if ALL else 10))
def test_a_heavier_fact_is_never_lighter(name):
    one = case(name)
    if one.phase != "concluded" or not (before := decided(one).outcomes):
        return
    for fact, value, other in tried(one):
        for was, now in zip(before, decided(other).outcomes, strict=True):
            if was.disposition != "penalise" or (was.matter, fact) in LAW | PRINTED:
                continue
            assert now.disposition not in SPARED, (fact, value)
            if now.disposition == "penalise":
                less, more = permitted(was), permitted(now)
                for target in less.keys() & more.keys():
                    assert less[target][0] <= more[target][0], (fact, value)
                    assert less[target][1] <= more[target][1], (fact, value)
