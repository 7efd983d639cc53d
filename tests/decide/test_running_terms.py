"""Terms that events begin and prolong: the cap without a gap, the gap that begins anew, and the order that never matters."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import HEAD, case_for, program_of

from enforcerules.decide.history import Counted
from enforcerules.decide.running import Prolonged, running, term
from enforcerules.model.case import Event, History
from enforcerules.model.dates import Period, add_period
from enforcerules.model.edition import CURRENT
from enforcerules.model.program import Count, Runs
from enforcerules.model.region import Interval, Numbers, exactly
from enforcerules.pipeline import decide

DAY = timedelta(days=1)
FIVE = Period(years=5)
LENGTHS = (("major", Period(years=3)), ("minor", Period(years=2)))


def formula(again="adds", most=FIVE, present="category", gives="end", reset=()):
    of = Count(("major", "minor"), "any", None, "listed", (True, True), False, False, (), (), reset)
    return Runs(of, LENGTHS, again, most, present, gives)


def day(text):
    return date.fromisoformat(text)


def ends(*events, **how):
    """First and last day of the latest term; events as `2025-03-01 minor`."""
    lengths = dict(LENGTHS)
    listed = [(day(one.split()[0]), lengths[one.split()[1]]) for one in events]
    return tuple(d.isoformat() for d in term(listed, formula(**how), CURRENT))


@pytest.mark.parametrize(
    ("events", "first", "last"),
    [
        (["2025-03-01 minor"], "2025-03-01", "2027-03-01"),
        # On the last day, and a day before it, it runs on: two and two years from the first day.
        (["2025-03-01 minor", "2027-02-28 minor"], "2025-03-01", "2029-03-01"),
        (["2025-03-01 minor", "2027-03-01 minor"], "2025-03-01", "2029-03-01"),
        # A day later that day is free, and the term begins anew.
        (["2025-03-01 minor", "2027-03-02 minor"], "2027-03-02", "2029-03-02"),
        # Three and two are five; three and three are six, of which five are executed.
        (["2025-03-01 major", "2025-04-01 minor"], "2025-03-01", "2030-03-01"),
        (["2025-03-01 major", "2025-04-01 major"], "2025-03-01", "2030-03-01"),
        # 29 February: two years end on 28 February 2030, four on 29 February 2032, five on 28 February 2033.
        (["2028-02-29 minor"], "2028-02-29", "2030-02-28"),
        (["2028-02-29 minor", "2030-02-28 minor"], "2028-02-29", "2032-02-29"),
        (["2028-02-29 minor", "2030-03-01 minor"], "2030-03-01", "2032-03-01"),
        (["2028-02-29 major", "2028-03-01 major"], "2028-02-29", "2033-02-28"),
    ],
)
def test_terms_that_are_added(events, first, last):
    assert ends(*events) == (first, last)


@pytest.mark.parametrize(
    ("events", "first", "last"),
    [
        # From the day of the second event: 2026-03-01 and two years; the later end counts.
        (["2025-03-01 minor", "2026-03-01 minor"], "2025-03-01", "2028-03-01"),
        (["2025-03-01 major", "2025-03-02 minor"], "2025-03-01", "2028-03-01"),
        # Renewed until five years are full: 2028-03-01 and three years would be 2031.
        (["2025-03-01 major", "2028-03-01 major"], "2025-03-01", "2030-03-01"),
        (["2025-03-01 major", "2028-03-02 major"], "2028-03-02", "2031-03-02"),
    ],
)
def test_terms_that_are_renewed(events, first, last):
    assert ends(*events, again="renews") == (first, last)


listings = st.lists(
    st.tuples(
        st.dates(day("2024-12-01"), day("2036-12-31")) | st.sampled_from([day("2028-02-29"), day("2030-02-28")]),
        st.sampled_from([length for _, length in LENGTHS] + [Period(months=1), Period(days=10)]),
    ),
    min_size=1,
    max_size=8,
)
ways = st.sampled_from(["adds", "renews"])


@given(listings, ways)
def test_never_longer_than_the_cap_without_a_gap(events, again):
    first, last = term(events, formula(again=again), CURRENT)
    assert first <= last <= add_period(first, Period(years=5))


@given(listings, ways, st.data())
def test_the_order_of_events_never_matters(events, again, data):
    mixed = data.draw(st.permutations(events))
    assert term(events, formula(again=again), CURRENT) == term(mixed, formula(again=again), CURRENT)


@given(listings, ways, st.integers(1, 400))
def test_a_gap_begins_anew(events, again, days):
    """After the last day of a term, whatever was before, one more event runs for its own length alone."""
    _, last = term(events, formula(again=again), CURRENT)
    later = max(last, *(one for one, _ in events)) + days * DAY
    assert term([*events, (later, Period(years=2))], formula(again=again), CURRENT) == (
        later,
        add_period(later, Period(years=2)),
    )


@given(listings, ways)
def test_another_event_never_shortens_a_term(events, again):
    """While the term runs, an event on its last day or before leaves the first day and never moves the last back."""
    first, last = term(events, formula(again=again), CURRENT)
    more = term([*events, (last, Period(months=1))], formula(again=again), CURRENT)
    assert more[0] == first
    assert more[1] >= last


# ---- what is known of the history ----------------------------------------------------------------------------------

SEARCHED = [{"register": "甲", "from": "2024-01-01", "to": "2040-12-31", "on": "2040-12-31"}]


def history(*events, searched=SEARCHED):
    made = [Event.model_validate({"act": "a.one", **one}) for one in events]
    return History.model_validate({"searched": searched}).model_copy(update={"events": tuple(made)})


def at(anchor, past, present=("minor",), **how):
    mine = Counted("a.one", "p1", {}, {})
    kinds = None if present is None else frozenset(present)
    return running(formula(**how), past, day(anchor), Prolonged(mine, kinds, CURRENT))


def on(text):
    return exactly(day(text).toordinal())


def between(first, last):
    return Numbers((Interval(day(first).toordinal(), day(last).toordinal()),))


LISTED = {"date": "2025-03-01", "event": "major"}


def test_history_that_was_searched():
    assert at("2026-05-06", history(LISTED)) == on("2030-03-01")
    assert at("2026-05-06", history(LISTED), gives="start") == on("2025-03-01")
    assert at("2026-05-06", history()) == on("2028-05-06")


def test_history_that_was_not_searched_leaves_every_end_within_the_cap():
    """It runs on the day of the listing, and at most five years from there."""
    for past in (None, history(LISTED, searched=[]), history(LISTED, searched=[{**SEARCHED[0], "to": "2025-12-31"}])):
        assert at("2026-05-06", past) == between("2026-05-06", "2031-05-06")
        assert at("2026-05-06", past, most=None).hull().hi is None
        assert at("2026-05-06", past, gives="start").hull().hi == day("2026-05-06").toordinal()


def test_events_that_do_not_count():
    for more in ({"revoked": "true"}, {"under_review": "true"}, {"party": "p2"}, {"event": "notice"}):
        assert at("2026-05-06", history({**LISTED, **more})) == on("2028-05-06")
    released = {"date": "2026-01-10", "event": "released"}
    assert at("2026-05-06", history(LISTED, released), reset=("released",)) == on("2028-05-06")


def test_a_kind_that_is_open_gives_each_of_its_ends():
    assert at("2026-05-06", history(), present=("minor", "major")) == Numbers(
        tuple(Interval(n, n) for n in (day("2028-05-06").toordinal(), day("2029-05-06").toordinal()))
    )


def test_without_a_present_event_only_the_past_runs():
    assert at("2026-05-06", history(LISTED), present=None) == on("2028-03-01")
    assert at("2026-05-06", history(), present=None) is None


# ---- in a ruleset --------------------------------------------------------------------------------------------------

RULES = """
facts:
  listed: {label: 列入日, type: date, source: act.end}
  bad: {label: 应列入, type: boolean}
  shop: {label: 店铺, type: code}
derived:
  ends: {label: 期满日, same: any, anchor: listed, per: 店铺, runs: {lengths: {listing: 2年}, again: adds, most: 5年}}
matters:
  - {id: a.one, title: 一, elements: 应列入, penalised_by: 试法 第一条, penalties: [{fine: {shall: 5000元}, when: 期满日 >= 2024-06-01}]}
"""


@pytest.mark.parametrize(
    ("events", "holds"),
    [
        ([{"date": "2022-06-01", "act": "a.one", "event": "listing", "about": {"店铺": "甲"}}], True),
        ([{"date": "2022-05-31", "act": "a.one", "event": "listing", "about": {"店铺": "甲"}}], False),
        ([{"date": "2022-06-01", "act": "a.one", "event": "listing", "about": {"店铺": "乙"}}], False),
        ([], False),
        # Nobody said of which shop: it may run or not.
        ([{"date": "2022-06-01", "act": "a.one", "event": "listing"}], None),
    ],
)
def test_a_term_of_the_past_in_a_condition(events, holds):
    import yaml  # the ruleset is read by the library; here only its head is put together

    document = {**HEAD, "ruleset": "small", "title": "小", **yaml.safe_load(RULES)}
    past = {"searched": SEARCHED, "events": events}
    case = case_for("a.one", {"bad": "true", "shop": "甲"}, history=past)
    (outcome,) = decide(program_of(document), case).outcomes
    assert [m.holds for m in outcome.measures] == ([] if holds is False else [holds])
    assert (holds is None) == any("history" in q.asks for q in outcome.questions)


def test_thousands_of_events_end_with_the_last_day_there_is():
    """Listed every day for 5,000 days, two years each: 10,000 years from 2025 lie beyond the calendar; with a cap, five years."""
    events = [(day("2025-03-01") + n * DAY, Period(years=2)) for n in range(5_000)]
    assert term(events, formula(most=None), CURRENT) == (day("2025-03-01"), date.max)
    assert term(events, formula(), CURRENT)[1] < day("2045-01-01")
    assert term(events, formula(again="renews", most=None), CURRENT)[1] == events[-1][0].replace(
        year=events[-1][0].year + 2
    )
