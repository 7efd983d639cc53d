"""Counters by thing, across territories and with a reset: what does not concern a count never changes it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import HEAD, case_for, program_of

from enforcerules.decide.history import Counted, count, nature
from enforcerules.model.case import Event, History
from enforcerules.model.dates import Period
from enforcerules.model.program import Count, Fact
from enforcerules.model.region import Interval, Numbers, Values, exactly
from enforcerules.pipeline import decide

DAY = timedelta(days=1)
ANCHOR = date(2024, 5, 10)
FIRST = date(2022, 5, 10)
SHOP = Fact("shop", "店铺", "code", "test", also=("门店",))
WHOLE = [{"register": "库", "from": "2000-01-01", "to": "2030-12-31"}]
HERE = Counted("a.one", "p1", {"shop": Values(frozenset({"甲"}))}, {"shop": SHOP})
PER_SHOP = Count(
    ("penalty",),
    "matter",
    Period(years=2),
    "act_end",
    (True, True),
    False,
    False,
    ("shop",),
    ("310000", "320000"),
    ("exit",),
)


def event(day, kind="penalty", **more):
    made = {"date": day, "act": "a.one", "event": kind, "about": {"店铺": "甲"}, "territory": "310115"}
    return Event.model_validate({**made, **more})


def counted(events, formula=PER_SHOP, mine=HERE, searched=WHOLE):
    written = [{k: v for k, v in one.model_dump().items() if v is not None} for one in events]
    return count(formula, History.model_validate({"searched": searched, "events": written}), ANCHOR, mine)


days = st.dates(FIRST - 30 * DAY, ANCHOR + 30 * DAY)
own = st.builds(event, days)
uncertain = st.builds(lambda d, m: event(d, **m), days, st.sampled_from([{"about": {}}, {"territory": None}]))
resets = st.builds(lambda d: event(d, "exit"), days)
no_concern = st.one_of(
    st.builds(lambda d: event(d, about={"shop": "乙"}), days),
    st.builds(lambda d: event(d, act="a.two"), days),
    st.builds(lambda d: event(d, party="p2"), days),
    st.builds(lambda d: event(d, "warning"), days),
    st.builds(lambda d: event(d, territory="440300"), days),
    st.builds(lambda d: event(d, revoked="true"), days),
    st.builds(lambda d: event(d, under_review="true"), days),
    st.builds(lambda d: event(d, "exit", about={"门店": "乙"}), days),
    st.builds(lambda d: event(d, "exit", act="a.two"), days),
    st.builds(event, st.dates(date(2010, 1, 1), FIRST - DAY)),
    st.builds(event, st.dates(ANCHOR + DAY, date(2026, 1, 1))),
)


@given(st.lists(own | uncertain | resets, max_size=6), no_concern, st.integers(0, 6))
def test_an_event_that_is_no_concern_of_the_count_changes_nothing(events, other, place):
    assert counted([*events[:place], other, *events[place:]]) == counted(events)


@given(st.lists(own, max_size=6), st.lists(uncertain, max_size=3))
def test_what_may_count_lies_between_none_and_all_of_it(events, doubtful):
    """Without a reset: least = those that count for certain, most = with every one that may."""
    sure = sum(FIRST <= e.date <= ANCHOR for e in events)
    more = sum(FIRST <= e.date <= ANCHOR for e in doubtful)
    assert counted([*events, *doubtful]) == Numbers((Interval(sure, sure + more),))


@given(st.lists(own, max_size=6), days)
def test_a_reset_leaves_what_came_after_it(events, day):
    """Events of the day of the reset and before it are behind; a reset after the anchor is none yet."""
    reset = day if day <= ANCHOR else date.min
    wanted = sum(FIRST <= e.date <= ANCHOR and e.date > reset for e in events)
    assert counted([*events, event(day, "exit")]) == exactly(wanted)


@given(st.lists(own | uncertain | resets, max_size=6), st.permutations(range(6)))
def test_the_order_in_which_events_are_written_is_of_no_account(events, order):
    shuffled = [events[i] for i in order if i < len(events)]
    assert counted(shuffled) == counted(events)


def test_the_edges_of_the_window_are_exact():
    for day, found in ((FIRST - DAY, 0), (FIRST, 1), (ANCHOR, 1), (ANCHOR + DAY, 0)):
        assert counted([event(day)]) == exactly(found), day


def test_every_territory_that_counts_has_to_be_searched():
    shanghai = {**WHOLE[0], "territory": ["310000"]}
    jiangsu = {**WHOLE[0], "territory": ["320000"]}
    assert counted([], searched=[shanghai]) == Numbers((Interval(0, None, hi_open=True),))
    assert counted([], searched=[shanghai, jiangsu]) == exactly(0)
    assert counted([], searched=[{**WHOLE[0], "territory": ["310000", "320000"]}]) == exactly(0)


def test_a_case_that_does_not_say_its_shop_counts_for_none_and_for_all():
    nobody = Counted("a.one", "p1", {"shop": Values(frozenset(), others=True)}, {"shop": SHOP})
    assert counted([event(ANCHOR)], mine=nobody) == Numbers((Interval(0, 1),))


def test_the_nature_of_a_matter():
    """Up to the last dot; of a matter of the catalogue its article; one word is a nature of its own."""
    assert nature("env.water.exceed") == "env.water"
    assert nature("税收征收管理法#六十-1") == nature("税收征收管理法#六十-3") == "税收征收管理法#六十"
    assert nature("税收征收管理法#六十-1") != nature("消防法#六十-1")
    assert nature("loitering") == "loitering"


# ---- through the engine ----------------------------------------------------------------------------------------

BY_ITEM = {
    **HEAD,
    "ruleset": "counted",
    "facts": {
        "act_end": {"label": "终了日", "type": "date", "source": "act.end"},
        "b1": {"label": "甲情形", "type": "boolean"},
        "item": {"label": "事项", "type": "choice", "values": {"a": "子", "b": "丑", "c": "寅"}},
    },
    "derived": {"times": {"label": "同事项次数", "count": "penalty", "per": "事项", "window": "2年", "unit": "次"}},
    "matters": [
        {
            "id": "m.one",
            "title": {"zh": "一"},
            "elements": "甲情形",
            "penalised_by": "试法 第一条",
            "penalties": [{"fine": {"shall": "5000元以下"}}],
        }
    ],
    "exemptions": [
        {
            "id": "first",
            "when": "事项为子 且 同事项次数为0次",
            "then": "spare",
            "strength": "may",
            "basis": "试法 第二条",
        }
    ],
}


def followed(item, *about):
    history = {
        "searched": [{"register": "库", "from": "2020-01-01", "to": "2024-12-31"}],
        "events": [{"date": "2023-05-01", "act": "m.one", "event": "penalty", **one} for one in about],
    }
    (one,) = decide(program_of(BY_ITEM), case_for("m.one", {"b1": True, "item": item}, history=history)).outcomes
    return one.disposition, {question.fact for question in one.questions}


def test_what_counts_goes_with_what_the_case_is_about():
    """An earlier fine about 子: with 子 it is not the first, with 丑 or 寅 the rule does not hold; nothing is open."""
    assert followed("子") == ("no_penalty_may", set())
    assert followed("子", {"about": {"事项": "丑"}}) == ("no_penalty_may", set())
    assert followed("子", {"about": {"item": "a"}}) == ("penalise", set())
    assert followed(None, {"about": {"事项": "子"}}) == ("penalise", set())
    assert followed(None)[0] == "undetermined"
    assert followed("子", {})[0] == "undetermined"


@pytest.mark.parametrize(
    ("anchor", "first", "last"),
    [
        ("act_end", "2022-03-02", "2024-03-02"),
        ("discovered", "2022-03-05", "2024-03-05"),
        ("decided", "2022-05-06", "2024-05-06"),
    ],
)
def test_a_window_looks_back_from_the_act_its_discovery_or_the_decision(anchor, first, last):
    """Two years back from 2024-03-02 (act), 03-05 (discovery), 05-06 (decision); both ends included."""
    dates = {name: {"label": name, "type": "date", "source": f"dates.{name}"} for name in ("discovered", "decided")}
    derived = {"times": {**BY_ITEM["derived"]["times"], "anchor": anchor}}
    made = program_of({**BY_ITEM, "facts": {**BY_ITEM["facts"], **dates}, "derived": derived})
    for text, step, disposition in (
        (first, -1, "no_penalty_may"),
        (first, 0, "penalise"),
        (last, 0, "penalise"),
        (last, 1, "no_penalty_may"),
    ):
        day = date.fromisoformat(text) + step * DAY
        events = [{"date": day.isoformat(), "act": "m.one", "event": "penalty", "about": {"item": "a"}}]
        history = {"searched": [{"register": "库", "from": "2020-01-01", "to": "2024-12-31"}], "events": events}
        (one,) = decide(made, case_for("m.one", {"b1": True, "item": "子"}, history=history)).outcomes
        assert one.disposition == disposition, day
