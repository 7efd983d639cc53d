"""Counts and figures of past events, function by function: what begins anew, what may count, what was searched, where windows end."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from enforcerules.decide.history import Counted, count, nature, searched, within
from enforcerules.decide.series import taken
from enforcerules.model.case import Event, History
from enforcerules.model.dates import Period, back
from enforcerules.model.knowledge import domain
from enforcerules.model.program import Count, Fact, Series
from enforcerules.model.region import LINE, Interval, Numbers, Values, exactly

ANCHOR = date(2024, 4, 1)
SHOP = Fact("shop", "店铺", "code", "test", also=("门店",))
AMOUNT = Fact("amount", "金额", "money", "test")
WHOLE = [{"register": "库", "from": "2000-01-01", "to": "2030-12-31"}]
JAN, FEB, MAR = "2024-01-10", "2024-02-10", "2024-03-10"


def formula(**more):
    given = {
        "events": ("penalty",), "same": "any", "window": Period(years=1), "anchor": "end", "ends": (True, True),
        "calendar": False, "including_present": False,
    }  # fmt: skip
    return Count(**{**given, **more})


def past(*events, register=WHOLE):
    made = [{"date": one, "act": "a.one", "event": "penalty", **more} for one, more in events]
    return History.model_validate({"searched": register, "events": made})


def mine(shop="甲店"):
    region = domain(SHOP) if shop is None else Values(frozenset({shop}))
    return Counted("a.one", "p1", {"shop": region}, {"shop": SHOP})


def number(history, *, who=None, **more):
    return count(formula(**more), history, ANCHOR, who or Counted("a.one", "p1"))


def between(least, most):
    return Numbers((Interval(least, most),))


THREE = [(JAN, {}), (FEB, {}), (MAR, {})]
CLEARED = {"event": "cleared"}


@pytest.mark.parametrize(
    ("resets", "expected"),
    [
        ([], 3),
        (["2024-01-09"], 3),  # before all of them
        (["2024-02-01"], 2),
        (["2024-02-10"], 1),  # what happened on the day itself is behind it
        (["2024-02-09"], 2),
        (["2024-02-01", "2024-01-01"], 2),  # the last one counts
        (["2024-04-01"], 0),  # on the day of the anchor
        (["2024-04-02"], 3),  # after it: of no concern
    ],
)
def test_an_event_that_begins_the_count_anew(resets, expected):
    history = past(*THREE, *((day, CLEARED) for day in resets))
    assert number(history, reset=("cleared",)) == exactly(expected)
    assert number(history) == exactly(3)  # where the rule knows nothing of it


def test_an_event_of_which_nobody_knows_whether_it_began_the_count_anew():
    """A clearing of no shop on 1 February, one of this shop on 20 January: at least the one of March and that of February, or not."""
    shop = {"about": {"店铺": "甲店"}}
    history = past(*((day, shop) for day in (JAN, FEB, MAR)), ("2024-02-20", CLEARED))
    assert number(history, who=mine(), per=("shop",), reset=("cleared",)) == between(1, 3)
    both = past(*((day, shop) for day in (JAN, FEB, MAR)), ("2024-02-20", CLEARED), ("2024-01-20", {**CLEARED, **shop}))
    assert number(both, who=mine(), per=("shop",), reset=("cleared",)) == between(1, 2)
    assert number(both, who=mine(), per=("shop",), reset=("cleared",), including_present=True) == between(2, 3)


@pytest.mark.parametrize(
    ("first", "known"), [("2023-04-01", True), ("2023-04-02", False), ("2024-02-01", False), ("2023-03-31", True)]
)
def test_every_day_of_the_window_must_have_been_searched(first, known):
    """One year back from 1 April 2024 is 1 April 2023."""
    history = past(*THREE, register=[{"register": "库", "from": first, "to": "2024-04-01"}])
    assert number(history) == (exactly(3) if known else Numbers((Interval(3, None),)))


def test_what_was_before_a_certain_new_beginning_need_not_be_searched():
    """Cleared on 1 February: a search since then covers all that can count. A clearing that may be of another shop spares no search."""
    register = [{"register": "库", "from": "2024-02-01", "to": "2024-04-01"}]
    assert number(past(*THREE, ("2024-02-01", CLEARED), register=register), reset=("cleared",)) == exactly(2)
    shop = {"about": {"店铺": "甲店"}}
    history = past(*((day, shop) for day in (FEB, MAR)), ("2024-02-01", CLEARED), register=register)
    assert number(history, who=mine(), per=("shop",), reset=("cleared",)) == Numbers((Interval(2, None),))
    # a clearing of before the window does not make the window longer
    longer = [{"register": "库", "from": "2023-04-01", "to": "2024-04-01"}]
    assert number(past(*THREE, ("2022-01-01", CLEARED), register=longer), reset=("cleared",)) == exactly(3)


@pytest.mark.parametrize(
    ("about", "shop", "least", "most"),
    [
        ({"店铺": "甲店"}, "甲店", 1, 1),
        ({"shop": "甲店"}, "甲店", 1, 1),  # by its id, its label or another name
        ({"门店": "甲店"}, "甲店", 1, 1),
        ({"店铺": "乙店"}, "甲店", 0, 0),
        ({}, "甲店", 0, 1),  # the event says no shop
        ({"车辆": "甲店"}, "甲店", 0, 1),  # or something else
        ({"店铺": "甲店"}, None, 0, 1),  # the case says none
        ({"店铺": ["甲店", "乙店"]}, "甲店", 0, 1),  # or nothing that is a shop
    ],
)
def test_events_about_the_same_thing(about, shop, least, most):
    assert number(past((MAR, {"about": about})), who=mine(shop), per=("shop",)) == between(least, most)


@pytest.mark.parametrize(
    ("event", "counts"),
    [
        ({}, True), ({"party": "p1"}, True), ({"party": "p2"}, False), ({"event": "warning"}, False),
        ({"revoked": "true"}, False), ({"under_review": "true"}, False),
    ],
)  # fmt: skip
def test_which_events_count(event, counts):
    assert number(past((MAR, event))) == exactly(int(counts))
    assert number(past((MAR, event)), including_present=True) == exactly(1 + counts)


@pytest.mark.parametrize(
    ("same", "act", "counts"),
    [
        ("any", "b.two", True), ("matter", "a.one", True), ("matter", "a.two", False), ("nature", "a.two", True),
        ("nature", "b.one", False), ("nature", "a.one", True),
    ],
)  # fmt: skip
def test_sameness(same, act, counts):
    assert number(past((MAR, {"act": act})), same=same) == exactly(int(counts))


@pytest.mark.parametrize(
    ("matter", "shared"),
    [
        ("food.expired", "food"), ("env.water.exceed", "env.water"), ("alone", "alone"), ("法#五-3", "法#五"),
        ("法#五", "法#五"), ("a.b#五-3", "a.b#五"), ("法#五-3-1", "法#五-3"),
    ],
)  # fmt: skip
def test_what_matters_of_one_nature_share(matter, shared):
    assert nature(matter) == shared


@pytest.mark.parametrize(
    ("where", "least", "most"), [("330604", 1, 1), ("330000", 1, 1), ("340100", 0, 0), (None, 0, 1), ("310101", 1, 1)]
)
def test_events_of_the_territories_that_count(where, least, most):
    """Records of Zhejiang (330000) and Shanghai (310000) count; an event that says no place may be of there."""
    history = past((MAR, {} if where is None else {"territory": where}))
    assert number(history, across=("330000", "310000")) == between(least, most)


def register(territory, first="2000-01-01", last="2030-12-31"):
    return {"register": "库", "from": first, "to": last, **({"territory": territory} if territory else {})}


@pytest.mark.parametrize(
    ("searches", "known"),
    [
        ([], False),
        ([register(None)], True),  # it holds all
        ([register(["330000"])], False),  # the other territory was not searched
        ([register(["330000"]), register(["310000"])], True),
        ([register(["330000", "310000"])], True),
        ([register(["330600"]), register(["310000"])], False),  # one city is not the province
        ([register(["340000"]), register(["310000"])], False),
        ([register(["330000"], last="2024-01-31"), register(["310000"]), register(["330000"], first="2024-02-01")], True),
        ([register(["330000"], last="2024-01-31"), register(["310000"]), register(["330000"], first="2024-02-02")], False),
        ([register(["330000"], last="2024-01-31"), register(["310000"], first="2024-02-01")], False),
    ],
)  # fmt: skip
def test_every_territory_that_counts_must_have_been_searched(searches, known):
    history = past(register=searches)
    one = formula(across=("330000", "310000"))
    assert searched(history, date(2023, 4, 1), ANCHOR, one) is known
    nationwide = formula()
    assert searched(history, date(2023, 4, 1), ANCHOR, nationwide) is bool(
        searches
    )  # one search of any place leaves no day out


@pytest.mark.parametrize(
    ("first", "last", "ends", "known"),
    [
        ("2023-04-01", "2024-04-01", (True, True), True),
        ("2023-04-02", "2024-04-01", (True, True), False),
        ("2023-04-02", "2024-04-01", (False, True), True),  # the first day does not count
        ("2023-04-03", "2024-04-01", (False, True), False),
        ("2023-04-01", "2024-03-31", (True, True), False),
        ("2023-04-01", "2024-03-31", (True, False), True),  # the last day does not count
        ("2023-04-01", "2024-03-30", (True, False), False),
    ],
)
def test_days_at_the_ends_that_were_not_searched(first, last, ends, known):
    history = past(register=[register(None, first, last)])
    assert searched(history, date(2023, 4, 1), ANCHOR, formula(ends=ends)) is known


@pytest.mark.parametrize(("ends", "known"), [((True, True), False), ((False, True), False)])
def test_a_calendar_year_has_its_first_day_whatever_the_ends(ends, known):
    history = past(register=[register(None, "2024-01-02", "2024-04-01")])
    assert searched(history, date(2024, 1, 1), ANCHOR, formula(ends=ends, calendar=True, window=None)) is known
    whole = past(register=[register(None, "2024-01-01", "2024-04-01")])
    assert searched(whole, date(2024, 1, 1), ANCHOR, formula(ends=ends, calendar=True, window=None))


def test_a_search_for_life_begins_where_it_begins():
    """Without a window, registers since 2010 are all there is; a hole after their beginning is one."""
    life = formula(window=None)
    assert searched(past(register=[register(None, "2010-01-01", "2024-04-01")]), date(1900, 1, 1), ANCHOR, life)
    two = [register(None, "2010-01-01", "2019-12-31"), register(None, "2020-01-02", "2024-04-01")]
    assert not searched(past(register=two), date(1900, 1, 1), ANCHOR, life)
    assert not searched(past(register=two[:1]), date(1900, 1, 1), ANCHOR, life)


@pytest.mark.parametrize(
    ("day", "ends", "calendar", "counts"),
    [
        ("2023-04-01", (True, True), False, True), ("2023-04-01", (False, True), False, False),
        ("2023-04-01", (False, True), True, True), ("2023-04-02", (False, False), False, True),
        ("2023-03-31", (True, True), False, False), ("2024-04-01", (True, True), False, True),
        ("2024-04-01", (True, False), False, False), ("2024-04-01", (True, False), True, False),
        ("2024-03-31", (False, False), False, True), ("2024-04-02", (True, True), True, False),
    ],
)  # fmt: skip
def test_days_within_a_window(day, ends, calendar, counts):
    """1 April 2023 to 1 April 2024; a calendar year has its first day whatever the rule says of ends."""
    one = formula(ends=ends, calendar=calendar)
    assert within(one, date.fromisoformat(day), date(2023, 4, 1), ANCHOR) is counts


@pytest.mark.parametrize(("present", "least"), [(False, 0), (True, 1)])
def test_without_a_history_or_a_day_to_count_from(present, least):
    """Nobody said anything of the past, or not from when to count: at least nil, or one with the present act."""
    one = formula(including_present=present)
    known = Counted("a.one", "p1")
    for history, anchor in ((None, ANCHOR), (past(*THREE), None), (None, None)):
        assert count(one, history, anchor, known) == Numbers((Interval(least, None),))


@pytest.mark.parametrize(
    ("day", "counts"), [("2023-12-31", 0), ("2024-01-01", 1), ("2024-04-01", 1), ("2024-04-02", 0)]
)
def test_the_calendar_year_of_the_act(day, counts):
    assert number(past((day, {})), calendar=True, window=None) == exactly(counts)


# ---- figures of values ---------------------------------------------------------------------------------------------


def figure(take, values, *, least=1, who=None, per=(), when=MAR, register=WHOLE, about=None, day=ANCHOR):
    events = [(when, {"about": {**(about or {}), **({} if v is None else {"金额": v})}}) for v in values]
    one = Series(formula(per=per), "amount", take, least)
    return taken(one, AMOUNT, past(*events, register=register), day, who or Counted("a.one", "p1"), back)


def at_least(fen):
    return Numbers((Interval(fen, None),))


@pytest.mark.parametrize(
    ("take", "expected"),
    [("sum", exactly(60_000)), ("mean", exactly(Fraction(20_000))), ("max", exactly(30_000)), ("min", exactly(10_000))],
)
def test_a_figure_of_what_is_known(take, expected):
    """100, 200 and 300元."""
    assert figure(take, ["100", "200", "300"]) == expected


@pytest.mark.parametrize(
    ("take", "expected"),
    [("sum", at_least(30_000)), ("mean", LINE), ("max", at_least(20_000)), ("min", Numbers((Interval(None, 10_000),)))],
)
@pytest.mark.parametrize(
    "how",
    [
        {"values": ["100", "200"], "register": []},  # nobody searched
        {"values": ["100", None, "200"]},  # one of which nobody said how much
        {"values": ["100", "200", "x"]},  # or that cannot be read
    ],
)
def test_a_figure_while_more_may_come(take, expected, how):
    assert figure(take, **how) == expected


@pytest.mark.parametrize(
    ("take", "none", "unknown"),
    [("sum", exactly(0), at_least(0)), ("mean", None, LINE), ("max", None, LINE), ("min", None, LINE)],
)
def test_a_figure_of_nothing(take, none, unknown):
    """A sum of nothing is nil where it was searched, and not known elsewhere; of the others there is none."""
    assert figure(take, []) == none
    assert figure(take, [], register=[]) == (at_least(0) if take == "sum" else None)
    assert figure(take, ["100"], day=None) == unknown
    assert figure(take, [None]) == unknown
    one = Series(formula(), "amount", take, 1)
    assert taken(one, AMOUNT, None, ANCHOR, Counted("a.one", "p1"), back) == (at_least(0) if take == "sum" else None)


@pytest.mark.parametrize(
    ("take", "few", "enough"),
    [("sum", LINE, exactly(30_000)), ("mean", LINE, exactly(Fraction(15_000))), ("max", LINE, exactly(20_000))],
)
def test_so_many_values_there_must_be(take, few, enough):
    assert figure(take, ["100", "200"], least=3) == few
    assert figure(take, ["100", "200"], least=2) == enough
    assert figure("sum", [], least=3) == exactly(0)


@pytest.mark.parametrize(("when", "counts"), [("2023-04-01", True), ("2023-03-31", False), ("2024-04-02", False)])
def test_values_of_the_window(when, counts):
    assert figure("sum", ["100"], when=when) == exactly(10_000 if counts else 0)


def test_a_fine_of_nil_is_not_below_nil():
    assert figure("sum", ["0", None]) == at_least(0)
    assert figure("sum", ["0.01", "0", None]) == at_least(1)


def test_a_value_of_an_event_that_may_not_count_is_not_counted():
    """Of which shop it was nobody said: what is certain is the rest, nothing."""
    assert figure("sum", ["100"], per=("shop",), who=mine()) == at_least(0)
    assert figure("max", ["100"], per=("shop",), who=mine()) == LINE
    assert figure("sum", ["100"], per=("shop",), who=mine(), about={"店铺": "甲店"}) == exactly(10_000)


def test_of_what_may_be_negative_a_sum_may_still_fall():
    """Readings of -1 and 3 degrees, or of 3 alone, and more that nobody searched for: of the sum nothing is certain."""
    degrees = Fact("heat", "温度", "decimal", "test", scale=1)
    events = tuple(
        Event.model_validate({"date": MAR, "act": "a.one", "event": "penalty", "about": {"温度": v}})
        for v in ("-1", "3")
    )
    history = History.model_validate({"searched": []}).model_copy(update={"events": events})
    found = [
        taken(Series(formula(), "heat", take, 1), degrees, history, ANCHOR, Counted("a.one", "p1"), back)
        for take in ("sum", "max", "min")
    ]
    assert found == [LINE, at_least(3), Numbers((Interval(None, -1),))]
    nil = history.model_copy(update={"events": events[1:]})
    assert taken(Series(formula(), "heat", "sum", 1), degrees, nil, ANCHOR, Counted("a.one", "p1"), back) == LINE
    never = replace(degrees, least=0)  # the ruleset says that there are none below nil
    assert taken(Series(formula(), "heat", "sum", 1), never, nil, ANCHOR, Counted("a.one", "p1"), back) == at_least(3)
