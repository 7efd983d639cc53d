"""The values of a base at which amounts are compared: ends, bends, meetings, and one between each two. Worked by hand."""

from dataclasses import replace
from fractions import Fraction
from types import SimpleNamespace

import pytest

from enforcerules.decide.corners import corners, kinks
from enforcerules.decide.crossings import _between, _meetings, points
from enforcerules.model.knowledge import Observed
from enforcerules.model.program import Amount
from enforcerules.model.region import Interval, Numbers, exactly

HALF = Fraction(1, 2)


def times(lo, hi=None, base="v", **limits):
    found = {name: None if limit is None else Fraction(limit) for name, limit in limits.items()}
    return Amount(base, None if lo is None else Fraction(lo), None if hi is None else Fraction(hi), **found)


# ---- where one amount bends --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("amount", "bends"),
    [
        (times(2, 10), []),
        (times(2, 10, base_floor=100), [100]),
        (times(2, 10, base_floor=0), [0]),
        (times(2, 10, floor=100), [50, 10]),  # 100 / 2, 100 / 10
        (times(2, 10, cap=100), [50, 10]),
        (times(2, 10, floor=100, cap=300), [50, 10, 150, 30]),
        (times(None, 10, cap=100), [10]),  # no minimum: only the upper end reaches the cap
        (times(2, None, floor=100), [50]),
        (times(0, 10, cap=100), [10]),  # nil times the base never reaches it
        (times(2, 10, base_floor=7, floor=100), [7, 50, 10]),
        (times(2, 10, cap=0), [0, 0]),
    ],
)
def test_an_amount_bends_where_a_base_is_deemed_or_a_limit_is_reached(amount, bends):
    assert list(kinks([amount])) == bends
    assert list(kinks([times(2, 10), amount, amount])) == bends * 2  # of several one after the other


# ---- one base: points --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("interval", "amounts", "fixed", "seen"),
    [
        # the two ends and one between
        (Interval(1, 3), [], [], [1, 2, 3]),
        # 3 · b against 6: meets at 2
        (Interval(1, 3), [times(3, 3)], [6], [1, 3 * HALF, 2, 5 * HALF, 3]),
        # 2 b and 10 b against 15: 7.5 lies beyond, 1.5 within
        (Interval(1, 2), [times(2, 10)], [15], [1, Fraction(5, 4), 3 * HALF, Fraction(7, 4), 2]),
        # meets exactly at an end: nothing more than the ends
        (Interval(2, 4), [times(3, 3)], [6], [2, 3, 4]),
        (Interval(1, 2), [times(3, 3)], [6], [1, 3 * HALF, 2]),
        # deemed below 100: bends there; a bend at an end, or beyond, is none of its own
        (Interval(0, 200), [times(1, 1, base_floor=100)], [], [0, 50, 100, 150, 200]),
        (Interval(100, 200), [times(1, 1, base_floor=100)], [], [100, 150, 200]),
        (Interval(0, 100), [times(1, 1, base_floor=100)], [], [0, 50, 100]),
        (Interval(0, 80), [times(1, 1, base_floor=100)], [], [0, 40, 80]),
        (Interval(200, 400), [times(1, 1, base_floor=100)], [], [200, 300, 400]),
        # 2 b, never above 100, against 60: meets at 30, bends at 50
        (Interval(0, 80), [times(2, 2, cap=100)], [60], [0, 15, 30, 40, 50, 65, 80]),
        # an end that does not belong to it is not looked at
        (Interval(1, 3, lo_open=True), [], [], [2, 3]),
        (Interval(1, 3, hi_open=True), [], [], [1, 2]),
        # no lower end: from nil
        (Interval(None, 4), [], [], [0, 2, 4]),
    ],
)
def test_every_order_that_fines_may_have_is_seen(interval, amounts, fixed, seen):
    assert points(interval, amounts, [Fraction(one) for one in fixed], whole=False) == tuple(seen)


@pytest.mark.parametrize(
    ("interval", "amounts", "fixed", "seen"),
    [
        (Interval(1, 3), [], [], [1, 2, 3]),
        (Interval(1, 2), [], [], [1, 2]),  # nothing whole between
        (Interval(1, 2), [times(2, 10)], [15], [1, 2]),  # 1.5 is no 分
        (Interval(1, 4), [times(2, 2)], [5], [1, 2, 3, 4]),  # meets at 2.5: 2 before it, 3 after it
        (Interval(0, 9), [times(2, 2)], [5], [0, 1, 5, 9]),  # between 0 and 2.5, and between 2.5 and 9 (5.75)
        (Interval(Fraction(1, 3), 2), [], [], [1, 2]),
    ],
)
def test_of_whole_things_only_whole_numbers_are_seen(interval, amounts, fixed, seen):
    found = points(interval, amounts, [Fraction(one) for one in fixed], whole=True)
    assert found == tuple(seen)
    assert {type(one) for one in found} == {int}


@pytest.mark.parametrize(
    ("amounts", "fixed", "seen"),
    [
        ([], [], [0, HALF, 1, 3 * HALF, 2]),  # any base is as good as any other
        # bends at 100; one more stands for all above it
        ([times(1, 1, base_floor=100)], [], [0, 50, 100, 100 + HALF, 101, 101 + HALF, 102]),
        # 3 b against 60: they meet at 20, far beyond the first stretch, and the order beyond is seen too
        ([times(3, 3)], [60], [0, HALF, 1, 10 + HALF, 20, 20 + HALF, 21]),
        # 2 b, never below 10, against 3 b: equal at nil times 0 … 3 b reaches 10 at 10/3, 2 b bends at 5, never again equal
        (
            [times(2, 2, floor=10), times(3, 3)],
            [],
            [0, Fraction(5, 3), Fraction(10, 3), Fraction(25, 6), 5, 5 + HALF, 6, 6 + HALF, 7],
        ),
    ],
)
def test_a_base_without_end_is_looked_at_beyond_the_last_change(amounts, fixed, seen):
    ray = Interval(0, None)
    assert points(ray, amounts, [Fraction(one) for one in fixed], whole=False) == tuple(seen)


def test_of_whole_things_without_end_a_whole_number_stands_beyond_the_last_change():
    """2 b against 5 meets at 2.5: 3 stands for all that is larger."""
    assert points(Interval(0, None), [times(2, 2)], [Fraction(5)], whole=True) == (0, 1, 2, 3)


# ---- where two meet ----------------------------------------------------------------------------------------------


def line(slope, start=0):
    return lambda base: Fraction(slope) * base + start


def met(edges, *rising, endless=False):
    return list(_meetings([Fraction(one) for one in edges], rising, endless=endless))


def test_two_meet_between_two_edges_and_not_at_them():
    assert met([0, 4], line(3), line(1, 4)) == [2]  # 3 b = b + 4
    assert met([0, 2], line(3), line(1, 4)) == []  # at the edge itself
    assert met([2, 4], line(3), line(1, 4)) == []
    assert met([0, 1], line(3), line(1, 4)) == []  # beyond
    assert met([3, 4], line(3), line(1, 4)) == []  # before
    assert met([0, 1, 3], line(3), line(1, 4)) == [2]
    assert met([1, 3], line(3), line(1, 4)) == [2]  # at 1: 3 and 5, at 3: 9 and 7


def test_two_that_run_side_by_side_meet_nowhere_and_hide_no_other():
    """The first two never meet; the third meets b at 2 and b + 1 at 5/2."""
    assert met([0, 4], line(1), line(1, 1), line(3, -4)) == [2, Fraction(5, 2)]


def test_beyond_the_last_edge_they_meet_only_where_there_is_no_end():
    assert met([0, 1], line(3), line(1, 4), endless=True) == [2]
    assert met([0, 1, 1 + HALF], line(3), line(1, 4), endless=True) == [2]  # from the last stretch, once
    assert met([3, 4], line(3), line(1, 4), endless=True) == []  # that was before


def test_an_end_that_the_text_does_not_have_meets_nothing():
    assert met([0, 4], lambda _: None, line(3)) == []
    assert met([0, 4], lambda base: None if base else Fraction(9), line(3)) == []
    assert met([0, 4], lambda base: Fraction(9) if base else None, line(3)) == []
    assert met([0, 4], line(3), lambda _: None, line(1, 4)) == [2]


@pytest.mark.parametrize(
    ("a", "b", "whole", "between"),
    [
        (0, 4, False, 2),
        (1, 2, False, 3 * HALF),
        (0, 4, True, 2),
        (0, 3, True, 1),
        (1, 2, True, None),
        (1, 3, True, 2),
        (HALF, 3 * HALF, True, 1),
        (HALF, Fraction(3, 4), True, None),
        (Fraction(8, 5), Fraction(21, 10), True, 2),  # the middle is 1.85
        (Fraction(19, 10), 3, True, 2),  # the middle is 2.45
        (1, Fraction(11, 10), True, None),
        (Fraction(9, 10), 1, True, None),
    ],
)
def test_a_value_lies_strictly_between_two(a, b, whole, between):
    assert _between(Fraction(a), Fraction(b), whole=whole) == between


# ---- several bases: corners --------------------------------------------------------------------------------------

FAR = 10**17


def knowledge(**regions):
    """What is known of some facts, as far as `corners` asks."""
    return SimpleNamespace(
        facts=dict.fromkeys(regions), of=lambda name: Observed(Numbers((regions[name],)), "known")
    )


def cornered(amounts, first, second=None):
    found = corners(amounts, (first, second or knowledge()))
    return None if found is None else [{name: one.hull().point for name, one in point.items()} for point in found]


def test_known_bases_have_one_corner_without_anything_supposed():
    assert cornered([Amount(None, Fraction(1), Fraction(2))], knowledge()) == [{}]
    assert cornered([times(2, 10)], knowledge(v=Interval(5, 5))) == [{}]
    assert cornered([times(2, 10), times(1, 1, "w")], knowledge(v=Interval(5, 5), w=Interval(1, 2))) == [
        {"w": 1},
        {"w": 2},
    ]


def test_a_loose_base_is_looked_at_at_its_ends_and_bends():
    assert cornered([times(2, 10)], knowledge(v=Interval(1, 9))) == [{"v": 1}, {"v": 9}]
    bent = times(2, 2, floor=6)  # at 3
    assert cornered([bent], knowledge(v=Interval(1, 9))) == [{"v": 1}, {"v": 3}, {"v": 9}]
    assert cornered([bent], knowledge(v=Interval(3, 9))) == [{"v": 3}, {"v": 9}]
    assert cornered([bent], knowledge(v=Interval(1, 3))) == [{"v": 1}, {"v": 3}]
    assert cornered([bent], knowledge(v=Interval(4, 9))) == [{"v": 4}, {"v": 9}]
    assert cornered([bent], knowledge(v=Interval(1, 2))) == [{"v": 1}, {"v": 2}]
    # the bends of all amounts of one base
    assert cornered([bent, times(1, 1, cap=5)], knowledge(v=Interval(1, 9))) == [{"v": v} for v in (1, 3, 5, 9)]
    # 2 b, at least 5: bends at 5/2
    assert cornered([replace(bent, floor=Fraction(5))], knowledge(v=Interval(1, 9)))[1] == {"v": Fraction(5, 2)}


def test_a_base_without_ends_is_looked_at_from_nil_to_far_beyond_every_amount():
    assert cornered([times(2, 10)], knowledge(v=Interval(None, None))) == [{"v": 0}, {"v": FAR}]


def test_corners_are_every_choice_of_every_loose_base():
    both = knowledge(v=Interval(1, 2), w=Interval(3, 4))
    assert cornered([times(2, 2), times(1, 1, "w")], both) == [
        {"v": 1, "w": 3},
        {"v": 1, "w": 4},
        {"v": 2, "w": 3},
        {"v": 2, "w": 4},
    ]


def test_a_base_is_what_the_side_that_has_the_fact_knows_of_it():
    """Two matters may have facts of their own."""
    old, new = knowledge(v=Interval(1, 2)), knowledge(w=Interval(3, 4))
    assert cornered([times(2, 2), times(1, 1, "w")], old, new)[0] == {"v": 1, "w": 3}
    assert cornered([times(2, 2)], knowledge(v=Interval(1, 2)), knowledge(v=Interval(5, 6))) == [{"v": 1}, {"v": 2}]


def test_more_than_512_corners_are_not_looked_at():
    """2⁹ = 512 are, 2⁹ · 3 / 2 = 768 are not: a bend of one base more."""
    names = [f"v{n}" for n in range(9)]
    known = knowledge(**dict.fromkeys(names, Interval(1, 9)))
    assert len(cornered([times(2, 2, name) for name in names], known)) == 512
    assert cornered([times(2, 2, name, floor=6 if name == "v0" else None) for name in names], known) is None


def test_a_whole_corner_is_a_whole_number():
    (first, second) = corners([times(2, 10)], (knowledge(v=Interval(1, HALF * 3)), knowledge()))
    assert (first, second) == ({"v": exactly(1)}, {"v": exactly(3 * HALF)})
    assert type(first["v"].intervals[0].lo) is int
