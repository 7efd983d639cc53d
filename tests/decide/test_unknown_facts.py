"""What not knowing a fact does to a decision: it opens it, or leaves it; it never makes another one."""

import pytest
from corpus import ALL, broken, case, changed, decided, fact_of, frames, investigating, names, slots, spread, unknown


def losses(one):
    """Every way to know one fact less: said to be unknown, and (unless it need not be raised) not said at all."""
    asked = {f.id: f for frame in frames(one) for f in frame.sliced.facts.values()}
    labels = {name: f for f in asked.values() for name in (f.id, f.label, *f.also)}
    for slot in slots(one):
        yield slot, "unknown", changed(one, slot, unknown())
        if labels[slot.name].ask == "always":
            yield slot, "left out", changed(one, slot, None)


@pytest.mark.parametrize("name", names())
def test_a_fact_less_opens_or_changes_nothing(name):
    """decide(case with a fact unknown) = decide(case), or is open and holds decide(case) among its candidates."""
    one = investigating(case(name))
    before = decided(one).outcomes
    for slot, how, less in losses(one):
        if not ALL and not spread(f"{name}{slot}{how}", 3):
            continue
        for a, b in zip(before, decided(less).outcomes, strict=True):
            assert broken(a, b) == [], (str(slot), how)
