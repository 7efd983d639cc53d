"""Regions against brute force on points: every law is checked number by number on a grid that no end can slip through."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enforcerules.model.region import LINE, Interval, Numbers, Values, cut, exactly, inside, meet, numbers, truth

ENDS = [Fraction(n, 2) for n in range(-4, 13)]
GRID = [Fraction(n, 4) for n in range(-14, 32)]  # every end, and points between and beyond all ends
NAMES = ["a", "b", "c", "d", "e"]
OUTSIDE = "z"  # a name that no region mentions

ends = st.none() | st.sampled_from(ENDS) | st.sampled_from(ENDS).map(lambda f: int(f) if f.denominator == 1 else f)
intervals = st.builds(Interval, ends, ends, st.booleans(), st.booleans()).map(
    lambda i: Interval(i.lo, i.hi, i.lo_open and i.lo is not None, i.hi_open and i.hi is not None)
)
unions = st.lists(intervals, max_size=4)
regions = unions.map(numbers)
values = st.builds(Values, st.frozensets(st.sampled_from(NAMES)), st.booleans())

many = settings(max_examples=300, deadline=None)


def holds(region, point):
    """Membership by the definition, without `has`."""
    return any(
        (i.lo is None or (i.lo <= point if not i.lo_open else i.lo < point))
        and (i.hi is None or (point <= i.hi if not i.hi_open else point < i.hi))
        for i in region.intervals
    )


def holding(region):
    return {p for p in GRID if holds(region, p)}


def named(region):
    return {n for n in [*NAMES, OUTSIDE] if (n in region.names) != region.others}


@many
@given(intervals)
def test_an_interval_has_what_its_ends_say(one):
    """has(p) holds exactly where p lies between the ends; an interval is empty exactly when it has no point."""
    assert {p for p in GRID if one.has(p)} == holding(Numbers((one,)))
    assert one.empty == (not any(one.has(p) for p in GRID))
    assert (one.point is not None) == (len([p for p in GRID if one.has(p)]) == 1 and one.lo == one.hi)


@many
@given(intervals)
def test_the_integers_of_an_interval(one):
    """integers() has the same integers, and closed ends wherever it has an end."""
    whole = one.integers()
    assert {p for p in GRID if p.denominator == 1 and whole.has(p)} == {
        p for p in GRID if p.denominator == 1 and one.has(p)
    }
    for end, is_open in ((whole.lo, whole.lo_open), (whole.hi, whole.hi_open)):
        assert is_open == (end is None)
        assert end is None or isinstance(end, int)


@many
@given(unions)
def test_normalising_keeps_the_points(some):
    """numbers() has a point exactly if one of the intervals has; its intervals are apart and in ascending order."""
    made = numbers(some)
    assert holding(made) == {p for one in some for p in holding(Numbers((one,)))}
    for a, b in zip(made.intervals, made.intervals[1:], strict=False):
        assert a.hi is not None
        assert b.lo is not None
        assert a.hi < b.lo or (a.hi == b.lo and a.hi_open and b.lo_open)
    assert all(not one.empty for one in made.intervals)
    assert numbers(reversed(made.intervals)) == made


@many
@given(regions, regions)
def test_meet_without_and_hull(a, b):
    """meet is intersection, without is complement, the hull is the least interval around, and De Morgan holds."""
    assert holding(a.meet(b)) == holding(a) & holding(b)
    assert holding(a.without()) == set(GRID) - holding(a)
    assert a.without().without() == a
    union = numbers([*a.intervals, *b.intervals])
    assert a.without().meet(b.without()) == union.without()
    if not a.empty:
        assert holding(a) <= {p for p in GRID if a.hull().has(p)}
        assert (a.hull().lo, a.hull().hi) == (a.intervals[0].lo, a.intervals[-1].hi)
    else:
        with pytest.raises(ValueError, match="hull"):
            a.hull()


@many
@given(regions, regions)
def test_inside_is_kleenes_test(known, wanted):
    """inside is True when all of a known region is wanted, False when none of it, None when it depends."""
    have, want = holding(known), holding(wanted)
    expected = False if not have & want else True if have <= want else None
    assert inside(known, wanted) is expected


@many
@given(regions, st.lists(regions, max_size=4), st.booleans())
def test_cells_of_numbers_partition_the_domain(domain, wanted, whole):
    """The cells of a cut are disjoint, cover the domain and nothing else, and every wanted region is constant on each."""
    grid = [p for p in GRID if not whole or p.denominator == 1]
    cells = cut(domain, wanted, whole=whole)
    inner = [{p for p in grid if holds(cell, p)} for cell in cells]
    assert sum(len(points) for points in inner) == len(set().union(*inner))
    assert set().union(*inner) == {p for p in grid if holds(domain, p)}
    for cell, points in zip(cells, inner, strict=True):
        assert points
        for region in wanted:
            truths = {holds(region, p) for p in points}
            assert len(truths) == 1
            assert inside(cell, region) is truths.pop()
    assert cells == tuple(sorted(cells, key=lambda c: (c.hull().lo is not None, c.hull().lo or 0, c.hull().lo_open)))


@many
@given(regions, st.lists(regions, max_size=4))
def test_neighbouring_cells_differ(domain, wanted):
    """A cut is no finer than it must be: some wanted region tells two neighbouring cells apart."""
    cells = cut(domain, wanted, whole=False)
    for a, b in zip(cells, cells[1:], strict=False):
        assert any(inside(a, region) is not inside(b, region) for region in wanted)


@many
@given(values, values)
def test_sets_of_names(a, b):
    """meet and without of names are intersection and complement, also among all names but these."""
    assert named(meet(a, b)) == named(a) & named(b)
    assert named(a.without()) == {*NAMES, OUTSIDE} - named(a)
    if not a.others:
        expected = False if not named(a) & named(b) else True if named(a) <= named(b) else None
        assert inside(a, b) is expected


@many
@given(values.filter(lambda v: not v.empty), st.lists(values, max_size=3))
def test_cells_of_names_partition_the_domain(domain, wanted):
    """As for numbers: disjoint, covering, constant."""
    cells = cut(domain, wanted, whole=False)
    inner = [named(cell) for cell in cells]
    assert sum(map(len, inner)) == len(set().union(*inner))
    assert set().union(*inner) == named(domain)
    for points in inner:
        assert all(len({n in named(region) for n in points}) == 1 for region in wanted)


def test_regions_of_different_kinds_do_not_meet():
    with pytest.raises(TypeError):
        meet(LINE, truth(True))


def test_a_cell_does_not_bridge_a_hole_of_the_domain():
    domain = numbers([Interval(0, 1), Interval(3, 4)])
    assert cut(domain, [], whole=False) == (domain,)


def test_whole_cells_do_not_take_in_a_threshold_between_integers():
    between = numbers([Interval(Fraction(1, 4), Fraction(3, 4))])
    cells = cut(numbers([Interval(0, 5)]), [between], whole=True)
    assert [inside(cell, between) for cell in cells] == [False]


def test_the_thresholds_of_a_sum():
    cells = cut(numbers([Interval(0, None)]), [numbers([Interval(100, None)])], whole=True)
    assert cells == (numbers([Interval(0, 99)]), numbers([Interval(100, None)]))
    assert inside(exactly(100), cells[1])


def test_the_two_truths() -> None:
    assert (truth(True), truth(False)) == (Values(frozenset({"true"})), Values(frozenset({"false"})))
