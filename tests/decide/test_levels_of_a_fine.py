"""The levels of a fine of 1000 to 5000 分 under circumstances and tables, and of one whose base is not known. Worked by hand.

The span is 4000 wide: 30 % lie at 2200, 50 % at 3000, 70 % at 3800.
"""

from dataclasses import replace
from fractions import Fraction
from types import SimpleNamespace

import pytest
from pieces import level, measure, row, rule, span, table

from enforcerules.decide.levels import MeasurePossible, _apply_formula, _start, levels_of, permitted
from enforcerules.decide.measures import _asked, _between, _corners, _form, bases, measure_possible
from enforcerules.decide.reference import judge
from enforcerules.decide.weights import Weighed
from enforcerules.model.citation import Citation
from enforcerules.model.decision import AlertSeen
from enforcerules.model.edition import CURRENT
from enforcerules.model.knowledge import Observed
from enforcerules.model.program import (
    TRUE_CONDITION,
    Amount,
    And,
    Atom,
    Band,
    Bar,
    BarKinds,
    Neg,
    Open,
    Reduce,
    Spare,
    Weights,
)
from enforcerules.model.region import Interval, Numbers, exactly

HALF = Fraction(1, 2)
RULE, TABLE = Citation("试法", 5), Citation("试规", 1)
FINE = measure(amount=Amount(None, Fraction(1000), Fraction(5000)))


def opens(name, *levels, strength="may", truth=True):
    return replace(rule(name, Open(levels), strength=strength), basis=(RULE,)), truth


def bars(name, *levels, truth=True):
    return rule(name, Bar(levels)), truth


def reduces(name, truth=True):  # noqa: FBT002
    return rule(name, Reduce(("fine",), Fraction(1, 10), Fraction(2, 10)), strength="may"), truth


def band(lo, hi, lo_open=False, hi_open=False):  # noqa: FBT002  # as the ends stand
    return Band(Fraction(lo, 100), Fraction(hi, 100), lo_open, hi_open)


def sums(lo, hi):
    return Amount(None, None if lo is None else Fraction(lo), None if hi is None else Fraction(hi))


class Known:
    """Facts as intervals of numbers, as far as amounts ask."""

    edition, judge = CURRENT, staticmethod(judge)

    def __init__(self, **cells):
        self.cells = cells

    def suppose(self, cells):
        return Known(**{**self.cells, **cells})

    def of(self, name):
        found = self.cells[name]
        return (
            Observed(found, "known") if found is not None else Observed(Numbers((Interval(0, None),)), "undeterminable")
        )

    def region(self, name):
        return self.of(name).region


def between(lo, hi):
    return Numbers((Interval(lo, hi),))


def framed(pairs, tables):
    sliced = SimpleNamespace(rules=[one for one, _ in pairs], benchmarks=tables)
    return SimpleNamespace(sliced=sliced)


def truths_of(pairs, tables, truths):
    found = {f"rule:{one.id}": truth for one, truth in pairs} | {f"table:{one.id}": True for one in tables}
    found |= {f"row:{t.id}/{r.id}": True for t in tables for r in t.rows if r.condition is not None}
    return found | truths


def made(*pairs, tables=(), fine=FINE, **truths):
    tables = [replace(one, basis=(TABLE,)) for one in tables]
    found = truths_of(pairs, tables, {key.replace("__", ":").replace("_in_", "/"): t for key, t in truths.items()})
    return levels_of(framed(pairs, tables), fine, True, found, Known())


def ranges(found):
    return {one.level: one.range for one in found.levels}


def kinds(found):
    return sorted(alert.kind for alert in found.alerts)


# ---- circumstances -----------------------------------------------------------------------------------------------

NONE = frozenset()


@pytest.mark.parametrize(
    ("pairs", "levels", "barred", "fixed", "conflict", "open_"),
    [
        ([], {"ordinary": ()}, NONE, False, False, False),
        ([opens("a", "lighter", strength="shall")], {"lighter": ("a",)}, NONE, True, False, False),
        ([opens("a", "lighter", "mitigated")], {"lighter": ("a",), "mitigated": ("a",), "ordinary": ()}, NONE, False, False, False),
        ([opens("a", "heavier")], {"heavier": ("a",), "ordinary": ()}, NONE, False, False, False),
        ([opens("a", "ordinary")], {"ordinary": ("a",)}, NONE, False, False, False),
        ([opens("a", "lighter", strength="shall", truth=False)], {"ordinary": ()}, NONE, False, False, False),
        # one that is open may hold: it adds, and bars nothing
        ([opens("a", "lighter", strength="shall", truth=None)], {"lighter": ("a",), "ordinary": ()}, NONE, False, False, True),
        (
            [opens("a", "lighter", strength="shall"), opens("b", "heavier", truth=None)],
            {"lighter": ("a",), "heavier": ("b",), "ordinary": ()}, NONE, False, False, True,
        ),
        (
            [opens("b", "heavier", truth=None), opens("a", "lighter", strength="shall")],
            {"lighter": ("a",), "heavier": ("b",), "ordinary": ()}, NONE, False, False, True,
        ),
        # two of one direction: each a ground
        ([opens("a", "lighter"), opens("b", "lighter", strength="shall")], {"lighter": ("a", "b")}, NONE, True, False, False),
        ([opens("b", "lighter", strength="shall"), opens("a", "mitigated")], {"lighter": ("b",), "mitigated": ("a",)}, NONE, True, False, False),
        # both directions: a person's
        (
            [opens("a", "lighter", strength="shall"), opens("b", "heavier", strength="shall")],
            {"lighter": ("a",), "heavier": ("b",)}, NONE, True, True, False,
        ),
        ([opens("a", "mitigated"), opens("b", "heavier")], {"mitigated": ("a",), "heavier": ("b",), "ordinary": ()}, NONE, False, True, False),
        ([opens("b", "heavier"), opens("a", "lighter")], {"lighter": ("a",), "heavier": ("b",), "ordinary": ()}, NONE, False, True, False),
        # a level that is barred is none
        ([opens("a", "heavier"), bars("x", "heavier")], {"ordinary": ()}, frozenset({"heavier"}), False, False, False),
        ([bars("x", "heavier"), opens("a", "lighter")], {"lighter": ("a",), "ordinary": ()}, frozenset({"heavier"}), False, False, False),
        ([opens("a", "heavier"), bars("x", "heavier", truth=None)], {"heavier": ("a",), "ordinary": ()}, NONE, False, False, False),
        ([opens("a", "heavier"), bars("x", "heavier", truth=False)], {"heavier": ("a",), "ordinary": ()}, NONE, False, False, False),
        # where nothing is left, bars and circumstances contradict each other
        ([opens("a", "heavier", strength="shall"), bars("x", "heavier")], {"heavier": ("a",)}, NONE, True, True, False),
        # a reduction is lighter as well
        ([reduces("r")], {"ordinary": ()}, NONE, False, False, False),
        ([reduces("r"), opens("b", "heavier")], {"heavier": ("b",), "ordinary": ()}, NONE, False, True, False),
        ([reduces("r", truth=None), opens("b", "heavier")], {"heavier": ("b",), "ordinary": ()}, NONE, False, False, False),
        ([reduces("r", truth=False), opens("b", "heavier")], {"heavier": ("b",), "ordinary": ()}, NONE, False, False, False),
        ([(rule("s", Spare()), True), opens("b", "heavier")], {"heavier": ("b",), "ordinary": ()}, NONE, False, False, False),
    ],
)  # fmt: skip
def test_what_circumstances_permit(pairs, levels, barred, fixed, conflict, open_):
    found = permitted(framed(pairs, ()), truths_of(pairs, (), {}))
    assert (dict(found.levels), found.barred) == (levels, barred)
    assert (found.fixed, found.conflict, found.open) == (fixed, conflict, open_)


def test_without_tables_a_level_is_the_statute_or_what_lies_below_it():
    found = made(opens("a", "lighter", "mitigated", "heavier"))
    assert found.levels == (
        level("mitigated", span(0, 1000, hi_open=True), because=("a",), basis=(RULE,)),
        level("lighter", span(1000, 5000), because=("a",), basis=(RULE,)),
        level("ordinary", span(1000, 5000)),
        level("heavier", span(1000, 5000), because=("a",), basis=(RULE,)),
    )
    assert (found.statutory, found.holds, found.barred, found.base_open) == (span(1000, 5000), True, False, False)
    assert (found.human, found.alerts) == (
        {"circumstances_conflict"},
        {AlertSeen("circumstances_conflict", "serious", None, ())},
    )


def test_a_fixed_sum_is_a_point():
    found = made(fine=replace(FINE, amount=sums(3000, 3000)))
    assert found.levels == (level("ordinary", span(3000, 3000), point=3000),)
    assert (found.human, found.alerts, found.vague) == (NONE, NONE, False)


def test_an_open_circumstance_makes_an_outer_bound():
    assert made(opens("a", "lighter", truth=None)).vague
    assert made(reduces("a", truth=None)).vague
    assert not made(reduces("a")).vague
    assert ranges(made(reduces("a"))) == {"lighter": span(1000, 4500), "ordinary": span(1000, 5000)}
    # nothing that an open circumstance might bar is narrowed
    found = made(opens("a", "lighter", truth=None), tables=[table(row("r", band(0, 30)))])
    assert (ranges(found)["ordinary"], found.vague) == (span(1000, 5000), True)


# ---- one table ---------------------------------------------------------------------------------------------------

LOW, MID, TOP = band(0, 30), band(30, 70, True, True), band(70, 100)


def test_a_row_narrows_its_level():
    found = made(tables=[table(row("r", MID))])
    assert found.levels == (level("ordinary", span(2200, 3800, True, True), because=("r",), basis=(TABLE,)),)
    assert (found.alerts, found.human, found.vague) == (NONE, NONE, False)
    point = made(tables=[table(row("r", band(50, 50)))])
    assert point.levels == (level("ordinary", span(3000, 3000), point=3000, because=("r",), basis=(TABLE,)),)


@pytest.mark.parametrize(("name", "of"), [("lighter", LOW), ("heavier", TOP)])
def test_a_row_of_another_level_takes_the_place_of_the_ordinary_one(name, of):
    found = made(tables=[table(row("r", of, level=name))])
    assert found.levels == (
        level(name, span(1000, 2200) if name == "lighter" else span(3800, 5000), because=("r",), basis=(TABLE,)),
    )


def test_no_row_opens_mitigation():
    found = made(tables=[table(row("r", sums(100, 200), level="mitigated"))])
    assert ranges(found) == {}


def test_where_no_row_holds_the_statute_stands():
    found = made(tables=[table(row("r", LOW, level="lighter"))], row__t_in_r=False)
    assert found.levels == (level("ordinary", span(1000, 5000)),)


def test_beside_a_circumstance_the_ordinary_level_stays():
    found = made(opens("a", "lighter"), tables=[table(row("r", LOW, level="lighter"))])
    assert found.levels == (
        level("lighter", span(1000, 2200), because=("a", "r"), basis=(RULE, TABLE)),
        level("ordinary", span(1000, 5000)),
    )
    assert found.human == NONE


@pytest.mark.parametrize("name", ["lighter", "mitigated"])
def test_a_heavier_row_against_a_lighter_circumstance_is_a_persons(name):
    found = made(opens("a", name), tables=[table(row("r", TOP, level="heavier"))])
    assert (found.human, kinds(found)) == ({"circumstances_conflict"}, ["circumstances_conflict"])
    assert ranges(found)["heavier"] == span(3800, 5000)
    for other in ("heavier", "ordinary"):
        assert made(opens("a", other), tables=[table(row("r", TOP, level="heavier"))]).human == NONE
    assert made(opens("a", name), tables=[table(row("r", TOP))]).human == NONE


def gave_way(name, of):
    return AlertSeen("row_gave_way", "info", "t", (TABLE,), (("row", name), ("level", of)))


def test_where_circumstances_fix_the_level_a_row_of_another_gives_way():
    found = made(opens("a", "lighter", strength="shall"), tables=[table(row("r", TOP, level="heavier"))])
    assert (ranges(found), found.alerts, found.human) == (
        {"lighter": span(1000, 5000)}, {gave_way("r", "heavier")}, NONE,
    )  # fmt: skip
    # the ordinary row is what it departs from, and no contradiction
    found = made(opens("a", "lighter", strength="shall"), tables=[table(row("r", MID))])
    assert (ranges(found), found.alerts) == ({"lighter": span(1000, 5000)}, NONE)
    found = made(opens("a", "lighter", strength="shall"), tables=[table(row("r", LOW, level="lighter"))])
    assert (ranges(found), found.alerts) == ({"lighter": span(1000, 2200)}, NONE)


def test_a_row_on_a_barred_level_gives_way():
    found = made(bars("x", "heavier"), tables=[table(row("r", TOP, level="heavier"))])
    assert (ranges(found), found.alerts) == ({"ordinary": span(1000, 5000)}, {gave_way("r", "heavier")})
    both = [table(row("r", TOP, level="heavier"), row("s", LOW, level="lighter"))]
    found = made(bars("x", "heavier"), tables=both)
    assert ranges(found) == {"lighter": span(1000, 2200)}


def test_rows_that_only_narrow_do_so_where_their_level_is_open():
    narrow = row("n", LOW, level="lighter", narrows=True, condition=None)
    assert ranges(made(tables=[table(narrow)])) == {"ordinary": span(1000, 5000)}
    found = made(opens("a", "lighter"), tables=[table(narrow)])
    assert found.levels[0] == level("lighter", span(1000, 2200), because=("a", "n"), basis=(RULE, TABLE))
    # not where a row of the level holds
    found = made(opens("a", "lighter"), tables=[table(narrow, row("r", band(0, 50), level="lighter"))])
    assert found.levels[0].because == ("a", "r")
    # nor one of another level, or for another form of fine
    others = [replace(narrow, level="heavier"), replace(narrow, statute="maximum")]
    assert ranges(made(opens("a", "lighter"), tables=[table(*others)]))["lighter"] == span(1000, 5000)
    # two of them: what either gives
    two = row("m", band(20, 40), level="lighter", narrows=True, condition=None)
    assert ranges(made(opens("a", "lighter"), tables=[table(narrow, two)]))["lighter"] == span(1000, 2600)


def test_a_row_without_an_amount_gives_the_whole_of_its_level():
    found = made(tables=[table(row("r", level="heavier"))])
    assert found.levels == (level("heavier", span(1000, 5000), because=("r",), basis=(TABLE,)),)
    # beside one with an amount that one counts
    found = made(tables=[table(row("r"), row("s", MID))])
    assert found.levels[0].because == ("s",)


def test_two_rows_that_hold_are_a_persons_and_both_are_shown():
    found = made(tables=[table(row("r", band(10, 10)), row("s", band(90, 90)))])
    assert found.levels == (level("ordinary", span(1400, 4600), because=("r", "s"), basis=(TABLE,)),)
    assert found.human == {"rows_conflict"}
    assert found.alerts == {AlertSeen("rows_conflict", "serious", "t", (TABLE,), (("rows", "r、s"),))}


@pytest.mark.parametrize(
    ("truths", "levels", "vague"),
    [
        ({"row__t_in_r": None}, {"lighter": span(1000, 5000), "ordinary": span(1000, 5000)}, True),
        ({"table__t": None}, {"lighter": span(1000, 5000), "ordinary": span(1000, 5000)}, True),
        ({"table__t": None, "row__t_in_r": False}, {"lighter": span(1000, 5000), "ordinary": span(1000, 5000)}, True),
        ({"table__t": False}, {"ordinary": span(1000, 5000)}, False),
        ({"row__t_in_r": False}, {"ordinary": span(1000, 5000)}, False),
    ],
)
def test_what_may_hold_opens_its_level_and_narrows_nothing(truths, levels, vague):
    found = made(tables=[table(row("r", LOW, level="lighter"))], **truths)
    assert (ranges(found), found.vague) == (levels, vague)
    if len(levels) > 1:
        assert (found.levels[0].because, found.levels[0].basis, found.levels[0].point) == (("t",), (TABLE,), None)


def test_what_may_hold_opens_nothing_that_circumstances_closed():
    lower = [table(row("r", LOW, level="lighter"))]
    fixed = made(opens("a", "heavier", strength="shall"), tables=lower, row__t_in_r=None)
    assert set(ranges(fixed)) == {"heavier"}
    assert set(ranges(made(bars("x", "lighter"), tables=lower, row__t_in_r=None))) == {"ordinary"}
    found = made(opens("a", "lighter"), tables=lower, row__t_in_r=None)
    assert found.levels[0].because == ("a",)
    narrow = [table(row("n", LOW, level="lighter", narrows=True, condition=None))]
    assert set(ranges(made(tables=narrow, table__t=None))) == {"ordinary"}
    mixed = [table(row("r", TOP, level="heavier"), row("s", MID))]
    assert set(ranges(made(tables=mixed, row__t_in_r=None, row__t_in_s=False))) == {"ordinary", "heavier"}
    both = [table(row("r", TOP, level="heavier"), row("s", LOW, level="lighter"))]
    assert set(ranges(made(tables=both, row__t_in_r=None, row__t_in_s=True))) == {"lighter", "ordinary", "heavier"}


# ---- outside of the statute --------------------------------------------------------------------------------------


def outside(rows, of="ordinary"):
    return AlertSeen("benchmark_outside_statute", "serious", "t", (TABLE,), (("row", rows), ("level", of)))


@pytest.mark.parametrize(
    ("result", "left", "point", "alert"),
    [
        (sums(1000, 5000), span(1000, 5000), None, False),
        (sums(2000, 6000), span(2000, 5000), None, True),
        (sums(500, 2000), span(1000, 2000), None, True),
        (sums(6000, 7000), span(1000, 5000), None, True),  # none of it: the statute stands
        (sums(6000, 6000), span(1000, 5000), None, True),
        (sums(5000, 5000), span(5000, 5000), 5000, False),
        (sums(5001, 5001), span(1000, 5000), None, True),
    ],
)
def test_what_lies_outside_of_the_statute_gives_way(result, left, point, alert):
    found = made(tables=[table(row("r", result))])
    assert found.levels == (level("ordinary", left, point=point, because=("r",), basis=(TABLE,)),)
    assert found.alerts == ({outside("r")} if alert else set())


def test_only_the_rows_that_lie_outside_are_named():
    found = made(tables=[table(row("r", sums(6000, 7000)), row("s", MID), row("u", sums(500, 600)))])
    assert outside("r、u") in found.alerts


@pytest.mark.parametrize(
    ("result", "moved", "left", "alert"),
    [
        (sums(6000, 7000), True, span(5000, 5000), False),  # beyond the maximum: the maximum itself
        (sums(5000, 5000), True, span(5000, 5000), False),
        (replace(sums(5000, 6000), lo_open=True), True, span(5000, 5000), False),  # beyond the maximum by the least
        (sums(6000, 7000), False, span(1000, 5000), True),
        (sums(500, 600), True, span(1000, 5000), True),  # below the minimum is no step up
        (sums(None, 600), True, span(None, 600), True),
    ],
)
def test_a_repeat_that_leads_beyond_the_statute_means_its_maximum(result, moved, left, alert):
    found = made(tables=[table(row("r", result, moved=moved))])
    if result.lo is not None:
        assert ranges(found)["ordinary"] == left
        assert found.levels[0].point == (left.lo if left.lo == left.hi else None)
    assert bool(found.alerts) is alert


def test_all_rows_must_be_moved_up_for_the_maximum_to_be_meant():
    rows = row("r", sums(6000, 7000), moved=True), row("s", sums(8000, 9000))
    assert outside("r、s") in made(tables=[table(*rows)]).alerts


def test_a_statute_without_an_upper_end_or_one_that_is_not_reached_has_no_maximum_to_mean():
    endless = replace(FINE, amount=sums(1000, None))
    found = made(fine=endless, tables=[table(row("r", sums(500, 600), moved=True))])
    assert (ranges(found)["ordinary"], kinds(found)) == (span(1000, None), ["benchmark_outside_statute"])
    below = replace(FINE, amount=replace(FINE.amount, hi_open=True))
    found = made(fine=below, tables=[table(row("r", sums(6000, 7000), moved=True))])
    assert (ranges(found)["ordinary"], kinds(found)) == (span(1000, 5000, hi_open=True), ["benchmark_outside_statute"])


def test_a_level_below_nothing_is_not_narrowed():
    """2000元以下 has no minimum: what is mitigated has no range, and a row of it is only named."""
    fine = replace(FINE, amount=sums(None, 2000))
    found = made(
        opens("a", "mitigated", strength="shall"), fine=fine, tables=[table(row("r", sums(1, 2), level="mitigated"))]
    )
    assert found.levels == (level("mitigated", None, because=("a", "r"), basis=(RULE, TABLE)),)


# ---- a table over a table ----------------------------------------------------------------------------------------


def two(first, second, *pairs, **truths):
    return made(*pairs, tables=[table(*first, name="t"), table(*second, name="u")], **truths)


def test_a_lower_row_lies_within_the_higher_one():
    found = two([row("r", band(40, 60))], [row("s", band(50, 80))])
    assert found.levels[0] == level("ordinary", span(3000, 3400), because=("r", "s"), basis=(TABLE, TABLE))
    assert kinds(found) == ["benchmark_outside_statute"]


def test_a_higher_row_says_which_levels_apply():
    lower = [row("s", TOP, level="heavier")]
    found = two([row("r", MID)], lower)
    assert ranges(found) == {"ordinary": span(2200, 3800, True, True)}
    alert = AlertSeen("row_gave_way", "info", "u", (TABLE,), (("row", "s"), ("level", "heavier")))
    assert (found.alerts, found.human) == ({alert}, NONE)
    # where it says nothing the lower one does
    found = two([row("r", MID)], lower, row__t_in_r=False)
    assert ranges(found) == {"heavier": span(3800, 5000)}


@pytest.mark.parametrize(("first", "second"), [("lighter", "heavier"), ("heavier", "lighter")])
def test_a_lighter_row_over_a_heavier_one_is_a_persons(first, second):
    found = two([row("r", MID, level=first)], [row("s", MID, level=second)])
    assert found.human == {"rows_conflict"}
    assert kinds(found) == ["row_gave_way", "rows_conflict"]
    assert ranges(found) == {first: span(2200, 3800, True, True)}
    # also beside another row of the lower table
    found = two([row("r", MID, level=first)], [row("s", MID, level=second), row("v", MID)])
    assert "rows_conflict" in found.human
    # and where the higher table says more
    found = two([row("r", MID, level=first), row("w", MID)], [row("s", MID, level=second)])
    assert AlertSeen("rows_conflict", "serious", None, ()) in found.alerts


def test_a_row_below_on_a_barred_level_is_no_contradiction():
    found = two([row("r", LOW, level="lighter")], [row("s", TOP, level="heavier")], bars("x", "heavier"))
    assert (found.human, kinds(found)) == (NONE, ["row_gave_way"])
    found = two([row("r", LOW, level="lighter")], [row("s", MID)])
    assert (found.human, kinds(found)) == (NONE, ["row_gave_way"])


def test_a_table_that_may_apply_leaves_those_below_without_effect():
    found = two([row("r", MID)], [row("s", TOP, level="heavier")], row__t_in_r=None)
    assert (ranges(found), found.vague) == ({"ordinary": span(1000, 5000), "heavier": span(1000, 5000)}, True)
    found = two([row("r", MID)], [row("s", TOP, level="heavier")], row__t_in_r=None, table__u=False)
    assert ranges(found) == {"ordinary": span(1000, 5000)}


# ---- what bars, and bases that are not known ---------------------------------------------------------------------

TWICE = measure(amount=Amount("v", Fraction(2), Fraction(10)))


def told(fine, *pairs, tables=(), holds=True, v=None, w=None, **truths):
    found = truths_of(pairs, tables, {key.replace("__", ":").replace("_in_", "/"): t for key, t in truths.items()})
    return measure_possible(framed(pairs, tables), fine, holds, found, Known(v=v, w=w))


def test_a_barred_measure_has_its_statute_and_no_levels():
    barring = rule("b", BarKinds(("fine",)))
    found = told(FINE, (barring, True))
    assert found == MeasurePossible(FINE, True, span(1000, 5000), (), barred=True)
    assert told(replace(FINE, amount=None), (barring, True)) == MeasurePossible(
        replace(FINE, amount=None), True, None, (), barred=True
    )
    perhaps = told(FINE, (barring, None))
    assert (perhaps.barred, ranges(perhaps)) == (None, {"ordinary": span(1000, 5000)})
    assert told(FINE, (barring, False)).barred is False
    assert told(FINE, (rule("b", BarKinds(("detention",))), True)).barred is False
    assert told(replace(FINE, amount=None)) == MeasurePossible(replace(FINE, amount=None), True, None, ())


def test_a_base_that_is_known_gives_one_range():
    found = told(TWICE, v=exactly(500))
    assert (found.statutory, ranges(found), found.vague, found.base_open) == (
        span(1000, 5000), {"ordinary": span(1000, 5000)}, False, False,
    )  # fmt: skip


def test_a_base_between_two_ends_gives_what_either_bounds():
    """Of 500 to 600: 2 · 500 to 10 · 600. A band of 30 % lies at 500 · (2 + 2.4) = 2200, of 600 at 2640."""
    found = told(TWICE, v=between(500, 600))
    assert (found.statutory, ranges(found)) == (span(1000, 6000), {"ordinary": span(1000, 6000)})
    assert (found.vague, found.base_open) == (True, True)
    found = told(TWICE, tables=[table(row("r", band(0, 30)))], v=between(500, 600))
    assert ranges(found) == {"ordinary": span(1000, 2640)}
    assert found.levels[0].because == ("r",)


def test_a_table_that_does_not_apply_asks_for_no_base():
    other = table(row("r", Amount("w", Fraction(1), Fraction(2))))
    settled = told(FINE, tables=[other], w=between(1, 9), table__t=False)
    assert (ranges(settled), settled.vague) == ({"ordinary": span(1000, 5000)}, False)
    assert not told(FINE, tables=[other], w=between(1, 9), row__t_in_r=False).vague
    asked = told(FINE, tables=[other], w=between(1000, 2000))  # 1000 … 2000 to 2000 … 4000
    assert (ranges(asked), asked.vague, asked.base_open) == ({"ordinary": span(1000, 4000)}, True, False)


def test_while_the_condition_is_open_the_base_is_what_it_is_where_it_holds():
    """货值金额300以上的: of 100 to 600, at least 2 · 300."""
    above = replace(TWICE, condition=Atom("v", Numbers((Interval(300, None),)), "300以上"))
    assert told(above, holds=None, v=between(100, 600)).statutory == span(600, 6000)
    assert told(above, holds=True, v=between(100, 600)).statutory == span(200, 6000)


ABOVE, BELOW = (Atom("v", Numbers((one,)), "") for one in (Interval(300, None), Interval(None, 400)))


@pytest.mark.parametrize(
    ("condition", "base", "v", "asked"),
    [
        (ABOVE, "v", between(100, 600), between(300, 600)),
        (And((ABOVE, BELOW)), "v", between(100, 600), between(300, 400)),
        (Neg(BELOW), "v", between(100, 600), Numbers((Interval(400, 600, lo_open=True),))),
        (ABOVE, "v", between(400, 600), None),  # no less than what is known
        (ABOVE, "v", between(100, 200), None),  # it cannot hold
        (ABOVE, None, between(100, 600), None),
        (ABOVE, "v", None, None),  # cannot be determined
        (Atom("w", ABOVE.region, ""), "v", between(100, 600), None),
        (TRUE_CONDITION, "v", between(100, 600), None),
    ],
)
def test_what_a_condition_asks_of_the_base(condition, base, v, asked):
    assert _asked(condition, base, Known(v=v)) == ({} if asked is None else {"v": asked})


@pytest.mark.parametrize(
    ("lo", "hi", "floor", "cap", "form"),
    [
        (1, 2, None, None, "range"),
        (None, 2, None, None, "maximum"),
        (1, None, None, None, "minimum"),
        (None, None, None, None, None),
        (None, 2, 5, None, "range"),
        (None, None, 5, None, "minimum"),
        (None, None, None, 9, "maximum"),
        (1, None, None, 9, "range"),
        (None, None, 5, 9, "range"),
        (1, 2, 5, 9, "range"),
        (1, None, 5, None, "minimum"),
        (None, 2, None, 9, "maximum"),
    ],
)
def test_which_ends_an_amount_states(lo, hi, floor, cap, form):
    ends = [None if one is None else Fraction(one) for one in (lo, hi, floor, cap)]
    assert _form(Amount("v", *ends[:2], floor=ends[2], cap=ends[3])) == form


def of(name):
    return Amount(name, Fraction(1), Fraction(2))


def test_the_bases_of_a_fine_and_of_rows_that_may_hold():
    rows = table(
        row("a", of("a")),
        row("b", of("b")),
        row("c", band(0, 30)),
        row("rest", of("z"), otherwise=True, condition=None),
    )

    def asked(tables, **truths):
        return list(bases(TWICE.amount, tables, truths_of((), tables, {f"row:t/{k}": t for k, t in truths.items()})))

    assert asked([]) == ["v"]
    assert asked([rows]) == ["v", "a", "b"]
    assert asked([rows], a=False, b=None, c=False) == ["v", "b", "z"]
    assert asked([rows], a=False, b=False, c=False) == ["v", "z"]
    narrow = table(row("n", of("n"), narrows=True, condition=None), row("v", of("v")))
    assert asked([narrow]) == ["v", "n"]
    # the rest holds beside a row for another form of fine
    other = table(row("a", of("a"), statute="maximum"), row("rest", of("z"), otherwise=True, condition=None))
    assert asked([other]) == ["v", "a", "z"]
    weights = table(weights=Weights(Fraction(0), of("x"), None, None, False, ()))
    assert asked([weights]) == ["v", "x"]
    assert asked([table(weights=Weights(Fraction(0), None, None, None, True, ()))]) == ["v"]
    assert list(bases(FINE.amount, [], {})) == []


def test_corners_are_every_choice_of_ends_and_of_an_endless_base_the_lower_one():
    assert list(_corners({"v": Interval(1, 2)})) == [{"v": exactly(1)}, {"v": exactly(2)}]
    assert list(_corners({"v": Interval(3, None)})) == [{"v": exactly(3)}]
    assert list(_corners({"v": Interval(None, 2)})) == [{"v": exactly(0)}, {"v": exactly(2)}]
    assert list(_corners({"v": Interval(None, None)})) == [{"v": exactly(0)}]
    assert len(list(_corners({"v": Interval(1, 2), "w": Interval(3, 4)}))) == 4
    assert list(_corners({"v": Interval(1, 2), "w": Interval(3, 4)}))[1] == {"v": exactly(1), "w": exactly(4)}


# ---- between corners ---------------------------------------------------------------------------------------------

LOOSE = {"v": Interval(500, 600)}
ENDLESS = {"v": Interval(500, None)}


def corner(*levels, statutory=None, human=(), alerts=(), fine=TWICE):
    return MeasurePossible(fine, True, statutory or span(1000, 5000), levels, frozenset(human), frozenset(alerts))


def put_together(*parts, fine=TWICE, statutory=None, loose=None):
    return _between(fine.amount, statutory or span(1000, 6000), loose or LOOSE, list(parts))


def test_a_level_reaches_from_one_corner_to_the_other():
    found = put_together(
        corner(level("ordinary", span(1000, 5000, True, True), because=("r",), basis=(TABLE,))),
        corner(level("ordinary", span(1200, 6000, True, True), because=("x",)), statutory=span(1200, 6000)),
    )
    # an end that the statute reaches belongs to it, whatever the corners say
    assert found.levels == (level("ordinary", span(1000, 6000), because=("r",), basis=(TABLE,)),)
    assert (found.measure, found.holds, found.statutory, found.vague, found.base_open) == (
        TWICE, True, span(1000, 6000), True, True,
    )  # fmt: skip
    inner = put_together(
        corner(level("ordinary", span(2000, 3000, True, True))), corner(level("ordinary", span(2500, 4000, True, True)))
    )
    assert inner.levels[0].range == span(2000, 4000, True, True)


def test_levels_of_any_corner_are_there_from_light_to_heavy():
    found = put_together(corner(level("heavier", span(3000, 5000))), corner(level("lighter", span(1000, 2000))))
    assert [(one.level, one.range) for one in found.levels] == [
        ("lighter", span(1000, 2000)),
        ("heavier", span(3000, 5000)),
    ]


def test_a_point_is_one_only_if_every_corner_has_it():
    one, other = level("ordinary", span(3000, 3000), point=3000), level("ordinary", span(4000, 4000), point=4000)
    assert put_together(corner(one), corner(one)).levels[0].point == 3000
    assert put_together(corner(one), corner(other)).levels[0].point is None
    assert put_together(corner(one), corner(replace(one, point=None))).levels[0].point is None
    assert put_together(corner(one), loose=ENDLESS, statutory=span(1000, None)).levels[0].point is None


def test_where_the_base_has_no_upper_end_amounts_have_none():
    found = put_together(corner(level("ordinary", span(1000, 5000))), loose=ENDLESS, statutory=span(1000, None))
    assert (found.levels[0].range, found.base_open) == (span(1000, None), True)
    found = put_together(
        corner(level("ordinary", span(2000, 3000, lo_open=True))), loose=ENDLESS, statutory=span(1000, None)
    )
    assert found.levels[0].range == span(2000, None, lo_open=True)
    # and a level without an end has none either
    assert put_together(corner(level("ordinary", span(1000, None)))).levels[0].range == span(1000, None)


def test_a_row_of_another_base_without_end_may_give_anything_within_the_statute():
    loose = {"w": Interval(1, None)}
    found = put_together(
        corner(level("ordinary", span(2000, 3000)), fine=FINE), fine=FINE, loose=loose, statutory=span(1000, 5000)
    )
    assert (found.levels[0].range, found.base_open) == (span(1000, 5000), False)
    both = {"v": Interval(1, None), "w": Interval(1, 2)}
    assert put_together(corner(level("ordinary", span(2000, 3000))), loose=both, statutory=span(1000, None)).levels[
        0
    ].range == span(2000, None)


def test_mitigation_reaches_below_the_greatest_minimum():
    below = level("mitigated", span(0, 1000, hi_open=True))
    found = put_together(corner(below), corner(replace(below, range=span(0, 1200, hi_open=True))))
    assert found.levels[0].range == span(0, 1200, hi_open=True)  # 2 · 600
    found = put_together(corner(below), loose=ENDLESS, statutory=span(1000, None))
    assert found.levels[0].range == span(0, None)
    # also where another base lets a row give anything
    both = {**LOOSE, "w": Interval(1, None)}
    assert put_together(corner(below), loose=both).levels[0].range == span(0, 1200, hi_open=True)
    # of a base that is none of its own, below the minimum itself
    found = put_together(corner(below, fine=FINE), fine=FINE, loose={"w": Interval(1, 2)}, statutory=span(1000, 5000))
    assert found.levels[0].range == span(0, 1000, hi_open=True)
    # a fine without a minimum has nothing below it
    none = replace(TWICE, amount=replace(TWICE.amount, lo=None))
    found = put_together(corner(level("mitigated", None), fine=none), fine=none, statutory=span(None, 6000))
    assert found.levels[0].range is None


def test_an_amount_that_is_the_same_at_every_corner_is_not_open():
    same = [corner(level("ordinary", span(1000, 5000)))] * 2
    assert not put_together(*same).base_open
    assert put_together(same[0], loose=ENDLESS, statutory=span(1000, None)).base_open


def test_what_corners_leave_to_a_person_is_kept_and_what_lies_outside_at_one_is_not_told():
    alerts = [AlertSeen(kind, "serious", None, ()) for kind in ("rows_conflict", "benchmark_outside_statute")]
    found = put_together(corner(human=["rows_conflict"], alerts=alerts), corner(human=["factor_gap"]))
    assert (found.human, found.alerts) == ({"rows_conflict", "factor_gap"}, {alerts[0]})


# ---- weights -----------------------------------------------------------------------------------------------------


def formula(share, *, interpolate=True, of_base=None, **more):
    start = Fraction(share, 100)
    return table(weights=Weights(start, of_base, None, None, interpolate, ()), **more)


def test_a_weight_table_gives_one_amount_at_the_level_that_holds_it():
    """1000 + 50 % of 4000 = 3000; what is mitigated does not hold it."""
    found = made(opens("a", "lighter", "mitigated"), tables=[formula(50)])
    assert found.levels == (
        level("mitigated", span(0, 1000, hi_open=True), because=("a",), basis=(RULE,)),
        level("lighter", span(3000, 3000), point=3000, because=("a", "t"), basis=(RULE, TABLE)),
        level("ordinary", span(3000, 3000), point=3000, because=("t",), basis=(TABLE,)),
    )
    assert (found.alerts, found.human, found.vague) == (NONE, NONE, False)


def test_a_sum_outside_of_the_statute_is_its_nearest_end():
    found = made(tables=[formula(30, interpolate=False, of_base=sums(20000, 20000))])  # 6000
    assert found.levels == (level("ordinary", span(5000, 5000), point=5000, because=("t",), basis=(TABLE,)),)
    assert found.alerts == {
        AlertSeen("benchmark_outside_statute", "serious", "t", (TABLE,), (("level", "ordinary"), ("amount", "6000")))
    }
    found = made(opens("a", "mitigated"), tables=[formula(3, interpolate=False, of_base=sums(20000, 20000))])  # 600
    assert ranges(found) == {"mitigated": span(600, 600), "ordinary": span(1000, 1000)}


def test_a_sum_over_a_fine_without_an_upper_end_is_a_persons():
    found = made(fine=replace(FINE, amount=sums(1000, None)), tables=[formula(50)])
    assert (found.human, ranges(found)) == ({"no_upper_end"}, {"ordinary": span(1000, None)})
    assert found.alerts == {AlertSeen("no_upper_end", "serious", "t", (TABLE,))}


def worked(lo, hi, *pairs, statute=None, **more):
    """The levels after a table whose sum is from `lo` to `hi` per cent."""
    statute = statute or span(1000, 5000)
    frame = framed(pairs, ())
    work = _start(permitted(frame, truths_of(pairs, (), {})), statute, frame)
    weighed = Weighed(Fraction(lo, 100), Fraction(hi, 100), (), **more)
    _apply_formula(replace(formula(0), basis=(TABLE,)), weighed, statute, Known(), work)
    return work


def test_a_factor_without_a_level_is_a_persons():
    work = worked(50, 50, gap="情节")
    assert (work.human, work.ranges) == ({"factor_gap"}, {"ordinary": span(1000, 5000)})
    assert work.alerts == {AlertSeen("factor_gap", "serious", "t", (TABLE,), (("factor", "情节"),))}


def test_a_sum_that_is_open_narrows_to_what_it_may_be():
    """20 to 50 %: 1800 to 3000; what is mitigated is left as it is."""
    work = worked(20, 50, opens("a", "mitigated"))
    assert work.ranges == {"mitigated": span(0, 1000, hi_open=True), "ordinary": span(1800, 3000)}
    assert work.because == {"mitigated": ("a",), "ordinary": ("t",)}
    assert (work.vague, work.points, work.alerts) == (True, {"mitigated": None, "ordinary": None}, set())


@pytest.mark.parametrize(("lo", "hi"), [(20, 50), (20, 20)])
def test_a_sum_of_which_a_factor_may_have_no_level_narrows_nothing(lo, hi):
    work = worked(lo, hi, certain=False)
    assert (work.ranges, work.because, work.vague) == ({"ordinary": span(1000, 5000)}, {"ordinary": ("t",)}, True)


def test_an_open_sum_that_lies_outside_of_a_level_leaves_it():
    work = worked(20, 50, opens("a", "mitigated", strength="shall"), statute=span(1000, 5000))
    assert work.ranges == {"mitigated": span(0, 1000, hi_open=True)}
    work = worked(20, 50)
    work.ranges["ordinary"] = span(1000, 1200)
    _apply_formula(formula(0), Weighed(Fraction(1, 5), Fraction(1, 2), ()), span(1000, 5000), Known(), work)
    assert work.ranges == {"ordinary": span(1000, 1200)}
    work.ranges = {"lighter": None, "ordinary": span(1000, 5000)}
    work.because = {"lighter": (), "ordinary": ()}
    _apply_formula(formula(0), Weighed(Fraction(1, 5), Fraction(1, 2), ()), span(1000, 5000), Known(), work)
    assert (work.ranges, work.because["lighter"]) == ({"lighter": None, "ordinary": span(1800, 3000)}, ())
