"""Rows: which of them hold, which decide, and the range and point of each form. And reductions, end by end. Worked by hand, in 分."""

from fractions import Fraction
from types import SimpleNamespace

import pytest
from pieces import level, measure, row, rule, span, table

from enforcerules.decide.reductions import _less, lowered, reductions
from enforcerules.decide.rows import chosen_rows, fits, form_of, row_range, row_states
from enforcerules.model.citation import Citation
from enforcerules.model.edition import CURRENT
from enforcerules.model.program import Amount, Band, Bar, OfMax, OfMin, Reduce, Rounding

KNOWN = SimpleNamespace(edition=CURRENT)
BOTH, UPPER, LOWER, NONE = span(1000, 5000), span(None, 5000), span(1000, None), span(None, None)


def band(lo, hi, lo_open=False, hi_open=False):
    return Band(Fraction(lo, 100), Fraction(hi, 100), lo_open, hi_open)


def sum_of(lo, hi):
    return Amount(None, None if lo is None else Fraction(lo), None if hi is None else Fraction(hi))


# ---- which rows are for this fine --------------------------------------------------------------------------------


@pytest.mark.parametrize(("found", "form"), [(BOTH, "range"), (UPPER, "maximum"), (LOWER, "minimum"), (NONE, None)])
def test_a_row_for_one_form_of_fine_is_for_no_other(found, form):
    assert form_of(found) == form
    assert fits(row("r"), found)
    for statute in ("range", "maximum", "minimum"):
        assert fits(row("r", statute=statute), found) is (statute == form)


A, B, C = row("a"), row("b"), row("c")
REST, NARROWS = row("rest", otherwise=True, condition=None), row("n", narrows=True, condition=None)


@pytest.mark.parametrize(
    ("truths", "held", "maybe", "conflict"),
    [
        ({"a": True, "b": False}, ["a"], [], False),
        ({"a": False, "b": False}, ["rest"], [], False),
        ({"a": None, "b": False}, [], ["a", "rest"], False),
        ({"a": None, "b": None}, [], ["a", "b", "rest"], False),
        ({"a": True, "b": None}, ["a"], ["b"], False),  # another may hold beside it; the rest does not
        ({"a": True, "b": True}, ["a", "b"], [], True),
    ],
)
def test_the_rest_holds_where_no_other_row_does(truths, held, maybe, conflict):
    found = chosen_rows(table(A, B, REST, NARROWS), truths, BOTH, KNOWN)
    assert ([r.id for r in found.rows], [r.id for r in found.possible]) == (held, maybe)
    assert (found.conflict, found.open) == (conflict, bool(maybe))


def test_a_row_that_only_narrows_is_never_chosen_and_keeps_no_rest_from_holding():
    found = chosen_rows(table(row("n", narrows=True), REST), {"n": True}, BOTH, KNOWN)
    assert [r.id for r in found.rows] == ["rest"]
    assert chosen_rows(table(A, NARROWS), {"a": False}, BOTH, KNOWN).rows == ()


def test_rows_of_another_form_are_not_asked():
    """The fine states both ends: the row for an upper end alone does not hold, though its condition does, nor does its rest."""
    other, rest = row("a", statute="maximum"), row("rest", otherwise=True, condition=None, statute="minimum")
    found = chosen_rows(table(other, rest, REST), {"a": True}, BOTH, KNOWN)
    assert [r.id for r in found.rows] == ["rest"]
    assert found.rows[0].statute is None
    assert chosen_rows(table(other, rest), {"a": None}, BOTH, KNOWN).possible == ()


LOW, HIGH = band(0, 30), band(70, 100)


@pytest.mark.parametrize(
    ("rows", "heaviest", "lightest"),
    [
        # by level, whatever the sums
        ([row("l", HIGH, level="lighter"), row("o", LOW)], "o", "l"),
        ([row("h", LOW, level="heavier"), row("o", HIGH)], "h", "o"),
        # of one level by the upper end, then by the lower
        ([row("low", LOW), row("high", HIGH)], "high", "low"),
        ([row("wide", band(0, 100)), row("high", HIGH)], "high", "wide"),
        ([row("sum", sum_of(1200, 4000)), row("high", sum_of(1100, 4000))], "sum", "high"),
        # without an upper end above every sum; a row that names its level alone gives all of it
        ([row("endless", sum_of(1000, None)), row("low", LOW)], "endless", "low"),
        ([row("high", HIGH), row("endless", sum_of(1000, None))], "endless", "high"),
        ([row("named"), row("low", LOW)], "named", "low"),
        ([row("wide", band(0, 100)), row("named"), row("high", HIGH)], "high", "wide"),
        ([row("none", sum_of(None, 1500)), row("least", sum_of(1, 1500))], "least", "none"),
        # alike: the first
        ([row("one", LOW), row("two", LOW)], "one", "one"),
    ],
)
def test_of_several_rows_that_hold_the_table_says_which(rows, heaviest, lightest):
    truths = {one.id: True for one in rows}
    for hit, wanted in (("heaviest", heaviest), ("lightest", lightest)):
        found = chosen_rows(table(*rows, hit=hit), truths, BOTH, KNOWN)
        assert ([r.id for r in found.rows], found.conflict) == ([wanted], False)
    assert chosen_rows(table(*rows), truths, BOTH, KNOWN).conflict


@pytest.mark.parametrize("hit", ["heaviest", "lightest", "unique"])
def test_where_no_row_holds_none_is_picked(hit):
    assert chosen_rows(table(A, hit=hit), {"a": False}, BOTH, KNOWN).rows == ()
    assert chosen_rows(table(A, hit=hit), {"a": True}, BOTH, KNOWN).rows == (A,)


# ---- the state of every row --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("truths", "rest"),
    [
        ({"a": False, "b": False}, True),
        ({"a": True, "b": False}, False),
        ({"a": None, "b": False}, None),
        ({"a": None, "b": True}, False),
        ({"a": None, "b": None}, None),
    ],
)
def test_the_rest_is_open_while_a_row_is_and_none_holds(truths, rest):
    assert row_states(table(A, B, REST, NARROWS), truths) == {**truths, "rest": rest}


def test_a_row_of_another_form_keeps_no_rest_from_holding():
    rows = table(row("a", statute="maximum"), B, REST)
    for first in (True, None, False):
        assert row_states(rows, {"a": first, "b": False}, {"range"}) == {"a": first, "b": False, "rest": True}
        assert row_states(rows, {"a": first, "b": False}) == {"a": first, "b": False, "rest": True}
    assert row_states(rows, {"a": True, "b": False}, {"maximum"})["rest"] is False
    assert row_states(rows, {"a": None, "b": False}, {"maximum"})["rest"] is None
    assert row_states(rows, {"a": False, "b": True}, {"range"})["rest"] is False
    # the truth of a row that only narrows is not asked
    assert row_states(table(row("n", narrows=True), REST), {"n": True}) == {"rest": True}


# ---- what a row gives --------------------------------------------------------------------------------------------

ROUND = Rounding(100, "down")


@pytest.mark.parametrize(
    ("result", "statute", "rounding", "made"),
    [
        # a part of 1000 to 5000: 4000 wide
        (band(0, 30), BOTH, None, (span(1000, 2200), None)),
        (band(30, 70, True, True), BOTH, None, (span(2200, 3800, True, True), None)),
        (band(50, 50), BOTH, None, (span(3000, 3000), 3000)),
        (band(51, 51), BOTH, Rounding(1000, "down"), (span(3000, 3000), 3000)),  # 3040
        (band(51, 51), BOTH, Rounding(1000, "up"), (span(4000, 4000), 4000)),
        (band(30, 31), BOTH, Rounding(1000, "down"), (span(2200, 2240), None)),  # a range is not rounded
        (band(0, 30), UPPER, None, (span(None, 1500), None)),
        (band(0, 0), UPPER, None, (span(None, 0), None)),  # nil of no minimum is no point
        (band(50, 50, True, False), BOTH, None, (span(3000, 3000, True, False), None)),
        (band(50, 50, False, True), BOTH, None, (span(3000, 3000, False, True), None)),
        (band(0, 30), LOWER, None, (LOWER, None)),  # no upper end: no part
        # a share of the maximum
        (OfMax(Fraction(1, 2)), BOTH, None, (span(2500, 2500), 2500)),
        (OfMax(Fraction(51, 100)), BOTH, ROUND, (span(2500, 2500), 2500)),  # 2550
        (OfMax(Fraction(1, 2)), UPPER, None, (span(2500, 2500), 2500)),
        (OfMax(Fraction(1, 2)), LOWER, None, (LOWER, None)),
        (OfMax(Fraction(0), band(10, 50, True, False)), UPPER, None, (span(500, 2500, True, False), None)),
        (OfMax(Fraction(0), band(10, 50, True, False)), BOTH, None, (span(1000, 2500), None)),  # within the statute
        (OfMax(Fraction(0), band(40, 50, True, False)), BOTH, None, (span(2000, 2500, True, False), None)),
        (OfMax(Fraction(0), band(0, 50)), UPPER, None, (span(None, 2500), None)),
        (OfMax(Fraction(0), band(0, 50, True, False)), UPPER, None, (span(0, 2500, True, False), None)),
        (OfMax(Fraction(0), band(0, 10)), BOTH, None, (span(None, 500), None)),  # none of it within: as it stands
        (OfMax(Fraction(0), band(10, 50)), LOWER, None, (LOWER, None)),
        # a multiple of the minimum
        (OfMin(Fraction(2)), BOTH, None, (span(2000, 2000), 2000)),
        (OfMin(Fraction(2)), LOWER, None, (span(2000, 2000), 2000)),
        (OfMin(Fraction(155, 100)), LOWER, ROUND, (span(1500, 1500), 1500)),
        (OfMin(Fraction(2)), UPPER, None, (UPPER, None)),
        # a sum
        (sum_of(1200, 1500), BOTH, None, (span(1200, 1500), None)),
        (sum_of(1234, 1234), BOTH, ROUND, (span(1234, 1234), 1234)),  # as written
        (sum_of(None, 1500), BOTH, None, (span(None, 1500), None)),
        (sum_of(1500, None), BOTH, None, (span(1500, None), None)),
        (sum_of(None, None), BOTH, None, (span(None, None), None)),
        (None, BOTH, None, None),
    ],
)
def test_every_form_of_row_gives_its_range_and_point(result, statute, rounding, made):
    assert row_range(row("r", result), statute, KNOWN, rounding) == made


# ---- reductions --------------------------------------------------------------------------------------------------

PLACE = Citation("试规", 3)
BY = Reduce(("fine",), Fraction(3, 10), Fraction(5, 10))


@pytest.mark.parametrize(
    ("one", "statute", "less"),
    [
        (span(2000, 4000), BOTH, span(1000, 2800)),
        (span(3000, 4000), BOTH, span(1500, 2800)),
        (span(1500, 4000), BOTH, span(1000, 2800)),  # 750 is below the minimum
        (span(1000, 1200), BOTH, span(1000, 1000)),  # 840
        # without a minimum there is none to stop at
        (span(100, 400), UPPER, span(50, 280)),
        (span(None, 400), UPPER, span(None, 280)),
        (span(100, None), UPPER, span(50, None)),
        (span(100, 400, True, True), UPPER, span(50, 280, True, True)),
        # no lower end of its own: from the minimum
        (span(None, 4000), BOTH, span(1000, 2800)),
        (span(None, 4000, lo_open=True), BOTH, span(1000, 2800)),
        (span(2000, None), LOWER, span(1000, None)),
        (span(2000, None, hi_open=True), LOWER, span(1000, None)),
        # an end stays open where it is one of the lowered amounts, also at the minimum; the minimum itself belongs to it
        (span(3000, 4000, True, True), BOTH, span(1500, 2800, True, True)),
        (span(2000, 4000, True, True), BOTH, span(1000, 2800, True, True)),
        (span(1999, 4000, True, True), BOTH, span(1000, 2800, False, True)),
        (span(1000, Fraction(10000, 7), True, True), BOTH, span(1000, 1000)),  # 0.7 · 10000/7 = 1000
        (span(3000, 4000, False, False), BOTH, span(1500, 2800)),
    ],
)
def test_a_range_is_lowered_within_the_statute(one, statute, less):
    assert _less(one, BY, statute) == less


def reducing(name="r", strength="may", effect=BY, **more):
    return rule(name, effect, strength=strength, basis=(PLACE,), **more)


def made(levels, *found, statute=BOTH, barred=()):
    triples = tuple((one, one.effect, truth) for one, truth in found)
    return lowered(tuple(levels), triples, statute, frozenset(barred))


ORDINARY, HEAVIER = level("ordinary", span(2000, 3000), because=("c",)), level("heavier", span(3000, 4000))
MITIGATED = level("mitigated", span(0, 1000, hi_open=True))


def test_under_shall_the_lower_amounts_take_the_place_of_each_level_but_mitigation():
    found, doubtful = made([MITIGATED, ORDINARY, HEAVIER], (reducing(strength="shall"), True))
    assert not doubtful
    assert found == (
        MITIGATED,
        level("ordinary", span(1000, 2100), because=("c", "r"), basis=(PLACE,)),
        level("heavier", span(1500, 2800), because=("r",), basis=(PLACE,)),
    )


def test_under_shall_what_is_open_reaches_from_the_lower_amounts_to_the_others():
    found, doubtful = made([ORDINARY], (reducing(strength="shall"), None))
    assert doubtful
    assert found[0].range == span(1000, 3000)


def test_a_level_without_a_range_stays_so():
    for strength in ("may", "shall"):
        none = level("mitigated", None)
        assert made([none], (reducing(strength=strength), True)) == ((none,), False)


def test_under_may_the_lower_amounts_of_all_levels_are_the_lighter_one():
    """Of 2000 to 4000: 1000 to 2800; of mitigation nothing."""
    found, doubtful = made([MITIGATED, ORDINARY, HEAVIER], (reducing(), True))
    assert not doubtful
    assert found == (MITIGATED, level("lighter", span(1000, 2800), because=("r",), basis=(PLACE,)), ORDINARY, HEAVIER)
    for truth in (True, None):
        assert made([MITIGATED], (reducing(), truth)) == ((MITIGATED,), truth is None)


def test_under_may_a_lighter_level_that_is_there_is_widened():
    lighter = level("lighter", span(2500, 2600), because=("c",), basis=(PLACE,))
    found, _ = made([lighter, ORDINARY], (reducing(), True))
    assert found == (level("lighter", span(1000, 2600), because=("c", "r"), basis=(PLACE,)), ORDINARY)
    # alone it is lowered by its own share: 2500 / 2 … 2600 · 0.7 = 1820
    assert made([lighter], (reducing(), True))[0][0].range == span(1250, 2600)


def test_a_lower_amount_that_is_one_amount_is_a_point():
    found, _ = made([level("ordinary", span(1000, 1200))], (reducing(strength="shall"), True))
    assert (found[0].range, found[0].point) == (span(1000, 1000), 1000)
    found, _ = made([level("ordinary", span(2000, 3000), point=2500)], (reducing(strength="shall"), True))
    assert found[0].point is None
    found, _ = made([level("ordinary", NONE)], (reducing(strength="shall"), True), statute=NONE)
    assert found[0].point is None


def test_where_lighter_is_barred_a_lower_level_is_not_opened():
    assert made([ORDINARY], (reducing(), True), barred=["lighter"]) == ((ORDINARY,), False)
    assert made([ORDINARY], (reducing(), None), barred=["lighter"]) == ((ORDINARY,), True)
    assert len(made([ORDINARY], (reducing(), True), barred=["heavier"])[0]) == 2
    assert made([ORDINARY], (reducing(strength="shall"), True), barred=["lighter"])[0][0].range == span(1000, 2100)


def test_one_reduction_follows_another():
    """Of 4000: 2000 to 2800, of that again 1000 to 1960; and one that is open makes the whole doubtful."""
    one, two = reducing("one", "shall"), reducing("two", "shall")
    start = [level("ordinary", span(4000, 4000))]
    found, doubtful = made(start, (one, True), (two, True))
    assert (found[0].range, found[0].because, doubtful) == (span(1000, 1960), ("one", "two"), False)
    assert made(start, (one, True), (two, None))[1]
    assert made(start) == (tuple(start), False)


def test_only_rules_that_lower_this_kind_and_may_hold_are_found():
    rules = (
        reducing("fine"),
        reducing("gone"),
        reducing("open"),
        reducing("unasked"),
        reducing("other", effect=Reduce(("detention",), Fraction(0), Fraction(1))),
        reducing("bar", effect=Bar(("heavier",))),
    )
    frame = SimpleNamespace(sliced=SimpleNamespace(rules=rules))
    truths = {"rule:fine": True, "rule:gone": False, "rule:open": None, "rule:other": True, "rule:bar": True}
    found = reductions(frame, measure(), truths)
    assert [(one.id, effect, truth) for one, effect, truth in found] == [
        ("fine", BY, True),
        ("open", BY, None),
        ("unasked", BY, None),
    ]
