"""The checks of tiers against brute force: thousands of small matters, every 分 that can matter of every one of them.

The oracle knows nothing of cells: it asks plain functions at every threshold, one 分 below and above it and between, and
reads holes, overlaps and drops off the row of answers by their definitions.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from enforcerules.check.range_drops import drops
from enforcerules.check.tier_gap import holes
from enforcerules.check.tier_overlap import overlaps
from enforcerules.check.tiers import Strip, of_matter
from enforcerules.model.program import ALWAYS, Amount, And, Atom, Fact, InForce, Known, Matter, Measure, Neg, Or
from enforcerules.model.region import TRUE, Interval, Numbers

FACTS = {
    "gains": Fact("gains", "违法所得", "money", "t"),
    "goods": Fact("goods", "货值金额", "money", "t"),
    "serious": Fact("serious", "情节严重", "boolean", "t"),
    "refused": Fact("refused", "拒不改正", "boolean", "t"),
}
POINTS = (0, 100, 200, 500)
GRID = sorted({x for p in POINTS for x in (p - 1, p, p + 1) if x >= 0} | {150, 350, 900})
DAYS = (date(2020, 1, 1), date(2024, 1, 1))
OLD, NEW = InForce(None, date(2022, 12, 31)), InForce(date(2023, 1, 1), None)


def ranging(lo: int | None, hi: int | None, *, lo_open: bool = False, hi_open: bool = False) -> Atom:
    return Atom("gains", Numbers((Interval(lo, hi, lo_open, hi_open),)), "")


@st.composite
def stretches(draw: st.DrawFn):
    """A test of the gains, with the plain function that it means."""
    p, q = sorted((draw(st.sampled_from(POINTS)), draw(st.sampled_from(POINTS))))
    return draw(
        st.sampled_from(
            [
                (ranging(p, None), lambda x: x >= p),
                (ranging(p, None, lo_open=True), lambda x: x > p),
                (ranging(None, p), lambda x: x <= p),
                (ranging(None, p, hi_open=True), lambda x: x < p),
                (ranging(p, p), lambda x: x == p),
                (ranging(p, q, hi_open=True), lambda x: p <= x < q),
                (ranging(p, q, lo_open=True), lambda x: p < x <= q),
            ]
        )
    )


SERIOUS, REFUSED = Atom("serious", TRUE, ""), Atom("refused", TRUE, "")
OPEN_VALUE = Known("goods", "undeterminable", "")


@st.composite
def conditions(draw: st.DrawFn):
    """A condition, with its meaning over gains, serious, refused and whether the goods value cannot be determined."""
    test, holds = draw(stretches())
    return draw(
        st.sampled_from(
            [
                (test, lambda x, *_: holds(x)),
                (And((SERIOUS, test)), lambda x, serious, *_: serious and holds(x)),
                (And((Neg(SERIOUS), test)), lambda x, serious, *_: not serious and holds(x)),
                (Or((REFUSED, test)), lambda x, _, refused, __: refused or holds(x)),
                (And((OPEN_VALUE, test)), lambda x, _, __, unknown: unknown and holds(x)),
                (Neg(test), lambda x, *_: not holds(x)),
            ]
        )
    )


AMOUNTS = (
    Amount(None, Fraction(100), Fraction(500)),
    Amount(None, None, Fraction(300)),
    Amount("gains", Fraction(1), Fraction(5)),
    Amount("gains", Fraction(2), Fraction(2), cap=Fraction(600)),
)


@st.composite
def matters(draw: st.DrawFn):
    """A matter of two to four fines, as limbs or as plain fines, some in force only before or only after a day."""
    limbs = draw(st.booleans())
    made = []
    for number in range(draw(st.integers(2, 4))):
        condition, holds = draw(conditions())
        fine = Measure(
            f"f{number}", "fine", draw(st.sampled_from(["shall", "may"])), "violator", condition,
            draw(st.sampled_from(AMOUNTS)), (), draw(st.sampled_from([ALWAYS, ALWAYS, OLD, NEW])),
            limb=f"0.{number}" if limbs else None,
        )  # fmt: skip
        made.append((fine, holds))
    matter = Matter("m", "t", (), None, (), (), (), tuple(fine for fine, _ in made), ALWAYS)
    return matter, made


def rows(made):
    """For every day and every truth of the other facts: which fines hold at each point of the grid."""
    for day, *truths in product(DAYS, (False, True), (False, True), (False, True)):
        in_force = [(fine, holds) for fine, holds in made if fine.in_force.covers(day)]
        yield tuple(frozenset(fine.id for fine, holds in in_force if holds(x, *truths)) for x in GRID)


def outer(row, index, step, keep):
    """The next point beside one, going on while `keep` says that it is alike."""
    while 0 <= (index := index + step) < len(row):
        if not keep(row[index]):
            return row[index]
    return None


def holes_of(row):
    return {
        x for i, x in enumerate(GRID)
        if not row[i] and outer(row, i, -1, lambda f: not f) and outer(row, i, 1, lambda f: not f)
    }  # fmt: skip


def overlaps_of(row, limbs):
    found = set()
    for a, b in combinations(sorted(set().union(*row)), 2):
        both = {a, b}
        for i, x in enumerate(GRID):
            if not both <= row[i]:
                continue
            sides = [outer(row, i, step, lambda f, both=both: both <= f) for step in (-1, 1)]
            alone = [None if side is None else frozenset(side & both) for side in sides]
            if limbs or (None not in alone and {frozenset({a}), frozenset({b})} == set(alone)):
                found.add((frozenset(both), x))
    return found


def seen_strips(matter):
    return [s for s in of_matter(matter, FACTS, {}) if isinstance(s, Strip) and s.fact.id == "gains"]


def figures(amount: Amount, modality: str, x: int) -> tuple[Fraction, Fraction]:
    """Minimum and maximum at a base, by hand."""
    lo, hi = (Fraction(0) if end is None else end * (1 if amount.base is None else x) for end in (amount.lo, amount.hi))
    lo, hi = (min(end, amount.cap) if amount.cap is not None else end for end in (lo, hi))
    return (Fraction(0) if modality == "may" else lo), hi


def dropped(row, fines):
    """The points from which less follows: one fine in the place of another, just beside or over a hole or an overlap."""
    found = set()
    for i, j in combinations(range(len(row)), 2):
        between = {row[k] for k in range(i + 1, j)} - ({row[i]} if i + 1 < j and row[i + 1] == row[i] else set())
        if len(between) > 1 or row[i] == row[j] or any(f and not row[i] | row[j] <= f for f in between):
            continue
        gone, come = row[i] - row[j], row[j] - row[i]
        if len(gone) == len(come) == 1 and row[i + 1] != row[i] and (i + 1 == j or row[j - 1] != row[j]):
            below, above = (
                figures(fines[one].amount, fines[one].modality, GRID[k]) for one, k in ((*gone, i), (*come, j))
            )
            if above[0] < below[0] or above[1] < below[1]:
                found.add(GRID[j])
    return found


@settings(max_examples=1500, deadline=None)
@given(made=matters())
def test_holes_overlaps_and_drops_are_those_of_brute_force(made) -> None:
    """Every point that the oracle finds is found, and no other."""
    matter, fines = made
    limbs = matter.measures[0].limb is not None
    seen = seen_strips(matter)
    hole = {x for strip in seen for _, here, _ in holes(strip) for x in GRID if here.interval.has(x)}
    both = {
        (frozenset({o.lower.id, o.upper.id}), x)
        for strip in seen
        for o in overlaps(strip)
        for x in GRID
        if o.where.has(x)
    }
    tiered = set(rows(fines))
    by_id = {fine.id: fine for fine, _ in fines}
    assert hole == set().union(*(holes_of(row) for row in tiered))
    assert both == set().union(*(overlaps_of(row, limbs) for row in tiered))
    assert {drop.at for strip in seen for drop in drops(strip)} == set().union(*(dropped(row, by_id) for row in tiered))


@st.composite
def splits(draw: st.DrawFn):
    """One threshold, split as the law should: 不足X and X以上, each under the same truth of another fact."""
    point = draw(st.sampled_from(POINTS[1:]))
    other = draw(st.sampled_from([And(()), SERIOUS, Neg(SERIOUS), Or((SERIOUS, REFUSED))]))
    return point, other


def tiers(point: int, other, below_open: bool, above_open: bool) -> Matter:
    below = And((other, ranging(None, point, hi_open=below_open)))
    above = And((other, ranging(point, None, lo_open=above_open)))
    fines = [
        Measure(f"f{n}", "fine", "shall", "violator", condition, AMOUNTS[0], (), ALWAYS)
        for n, condition in enumerate((below, above))
    ]
    return Matter("m", "t", (), None, (), (), (), tuple(fines), ALWAYS)


@given(split=splits())
def test_a_clean_split_is_clean_and_one_that_is_not_is_found(split) -> None:
    """不足/以上 and 以下/超过 are clean; 不足/超过 leaves out exactly the point, 以下/以上 takes it twice."""
    expected = {(True, False): (False, False), (False, True): (False, False), (True, True): (True, False),
                (False, False): (False, True)}  # fmt: skip
    for (below, above), found in expected.items():
        seen = seen_strips(tiers(*split, below, above))
        hole = [here.interval.point for strip in seen for _, here, _ in holes(strip)]
        both = [one.where.point for strip in seen for one in overlaps(strip)]
        assert (bool(hole), bool(both)) == found
        assert {*hole, *both} <= {split[0]}


@given(split=splits())
def test_alternatives_never_overlap(split) -> None:
    """The two branches of 或者 are chosen from, wherever both may be."""
    matter = tiers(*split, False, False)
    branches = tuple(replace(one, group="g", branch=n) for n, one in enumerate(matter.measures))
    assert not [o for strip in seen_strips(replace(matter, measures=branches)) for o in overlaps(strip)]
