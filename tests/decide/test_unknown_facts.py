"""What not knowing a fact does to the example cases: it opens the decision or leaves it; it never makes another one."""

import pytest
from corpus import (
    OPEN,
    broken,
    case,
    changed,
    concluded,
    decided,
    frame_losses,
    frames,
    investigating,
    matter_measures,
    names,
    slots,
    unknown,
)

LIGHT = {"no_jurisdiction", "no_basis", "not_established", "time_barred", "not_unlawful", "no_penalty_shall"}
WEIGHT = dict.fromkeys(LIGHT, 0) | {"no_penalty_may": 1, "order_first": 2, "penalise": 3, "refer": 4}


def facts_of(one):
    """Every fact of the case by each of its names."""
    asked = {f.id: f for frame in frames(one) for f in frame.sliced.facts.values()}
    return {name: f for f in asked.values() for name in (f.id, f.label, *map(str, f.also))}


def losses(one):
    """Every way to know one fact less: said to be unknown, and (unless it need not be raised) not said at all."""
    named = facts_of(one)
    for slot in slots(one):
        yield slot, "unknown", changed(one, slot, unknown())
        if named[slot.name].ask == "always":
            yield slot, "left out", changed(one, slot, None)


HOLES = "the printed table has no row there, so that the whole of the statute is left"
KNOWN = {
    "gs-refused": HOLES,
    "gs-refused-20000": HOLES,
    "guangyuan-basic-1": HOLES,
    "gd12-max-heavier": "Article 12 says nothing of a heavier fine that has a maximum only: the ordinary one has a higher least",
}
"""Examples in which knowing less can leave more open at the upper or lower end than the tables do."""
TABLES_IN_TIME = {
    "gd12-expired": "a table that ends between the start of an act and an end that is not known is not compared"
}


def known(every, failing):
    """The names, those that are known to fail marked with the reason: they must go on failing until that is mended."""
    marks = {
        name: [pytest.mark.xfail(reason=failing[name], strict=True)] if name in failing else [] for name in names(every)
    }
    return [pytest.param(name, marks=marks[name]) for name in marks]


@pytest.mark.parametrize("name", names(3))
def test_a_fact_less_opens_or_changes_nothing(name):
    """decide(case with a fact unknown) = decide(case), or is open and holds decide(case) among its candidates."""
    one = investigating(case(name))
    before = decided(one).outcomes
    for slot, how, less in losses(one):
        for a, b in zip(before, decided(less).outcomes, strict=True):
            assert broken(a, b) == [], (str(slot), how)


@pytest.mark.parametrize("name", known(3, TABLES_IN_TIME))
def test_a_date_less_opens_or_changes_nothing(name):
    """The same for the days of the act, birth, history and dates; but for the day of the decision, which chooses rules."""
    one = investigating(case(name))
    before = decided(one).outcomes
    unasked = {f.source for f in facts_of(one).values() if f.ask == "if_raised"}
    for how, less in frame_losses(one):
        if how in unasked or how == "dates.decided":
            continue
        for a, b in zip(before, decided(less).outcomes, strict=True):
            assert broken(a, b) == [], how


@pytest.mark.parametrize("name", known(3, KNOWN))
def test_concluding_without_a_fact_is_never_heavier(name):
    """Concluded, a fact that is not the party's to prove and stays unknown never makes a final decision heavier."""
    one = concluded(case(name))
    before = decided(one).outcomes
    named = facts_of(one)
    for slot in slots(one):
        if named[slot.name].proves == "party":
            continue
        for a, b in zip(before, decided(changed(one, slot, unknown())).outcomes, strict=True):
            assert b.disposition != "undetermined", str(slot)
            assert heavier(a, b) == [], str(slot)


def heavier(before, after):
    """In what a final decision is heavier than another final one."""
    if before.disposition in OPEN or after.disposition in OPEN:
        return []
    found = []
    if WEIGHT[after.disposition] > WEIGHT[before.disposition]:
        found.append(f"{before.disposition} became {after.disposition}")
    if matter_measures(after) and matter_measures(before):
        was, now = _by_kind(before), _by_kind(after)
        for kind, (top, bottom, must) in now.items():
            most, least, had = was.get(kind, (0, 0, False))
            if top > most or bottom > least or (must and not had):
                found.append(f"{kind} {least}..{most} became {bottom}..{top}")
    return found


def _by_kind(one):
    """The maximum, the minimum and whether it must follow, by kind and target: another limb may carry the same kind."""
    made = {}
    for m in one.measures:
        if m.holds:
            ranges = [lv.range for lv in m.levels if lv.range is not None]
            top, bottom, must = made.get((m.kind, m.target), (0, 0, False))
            top = max([top, *(r.hi for r in ranges)])
            made[m.kind, m.target] = (
                top,
                max(bottom, min((r.lo or 0 for r in ranges), default=0)),
                must or m.modality == "shall",
            )
    return made
