"""Counters over dated history against counting day by day."""

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st
from strategies import HEAD, case_for, program_of

from enforcerules.decide.history import Counted, count
from enforcerules.model.case import Event, History
from enforcerules.model.dates import Period
from enforcerules.model.program import Count
from enforcerules.model.region import Interval, Numbers
from enforcerules.pipeline import decide

DAY = timedelta(days=1)
KINDS = ["penalty", "warning", "notice"]
MATTERS = ["a.one", "a.two", "b.one"]
# End of February, a month end, the turn of a year: where windows go wrong.
ANCHORS = [
    date(2024, 2, 29),
    date(2023, 2, 28),
    date(2024, 3, 31),
    date(2024, 1, 1),
    date(2023, 12, 31),
    date(2024, 7, 15),
]

periods = st.one_of(
    st.builds(Period, years=st.integers(1, 3)),
    st.builds(Period, months=st.integers(1, 14)),
    st.builds(Period, days=st.integers(1, 400)),
    st.builds(Period, years=st.just(1), months=st.integers(0, 6), days=st.integers(0, 20)),
)
formulas = st.builds(
    Count,
    events=st.lists(st.sampled_from(KINDS), min_size=1, max_size=2, unique=True).map(tuple),
    same=st.sampled_from(["matter", "nature", "any"]),
    window=st.none() | periods,
    anchor=st.just("act_end"),
    ends=st.tuples(st.booleans(), st.booleans()),
    calendar=st.booleans(),
    including_present=st.booleans(),
)


def back(anchor, period):
    """The corresponding day before: the same number in an earlier month, or the last day of that month; then days."""
    months = (anchor.year * 12 + anchor.month - 1) - (period.years * 12 + period.months)
    year, month = months // 12, months % 12 + 1
    day = min(anchor.day, monthrange(year, month)[1])
    return date(year, month, day) - period.days * DAY


def days_that_count(formula, anchor):
    """Every day of the window, one by one; a window for life begins before all events here."""
    first = (
        date(anchor.year, 1, 1)
        if formula.calendar
        else date(2017, 1, 1)
        if formula.window is None
        else back(anchor, formula.window)
    )
    span = [first + n * DAY for n in range((anchor - first).days + 1)]
    if not formula.ends[0] and not formula.calendar:
        span = [d for d in span if d != first]
    return {d for d in span if d != anchor or formula.ends[1]}


@st.composite
def histories(draw, formula, anchor):
    """Events crowded about the ends of the window, and searches that may leave a hole."""
    first = min(days_that_count(formula, anchor) or {anchor})
    first = max(first, date(2019, 1, 1))
    near = st.builds(lambda d, n: d + n * DAY, st.sampled_from([first, anchor]), st.integers(-2, 2)) | st.dates(
        first - 40 * DAY, anchor + 40 * DAY
    )
    events = st.builds(
        lambda **kw: Event.model_validate(kw),
        date=near,
        party=st.sampled_from(["p1", "p2", None]),
        act=st.sampled_from(MATTERS),
        event=st.sampled_from(KINDS),
        revoked=st.sampled_from([False, False, True]),
    )
    searches = st.builds(lambda a, b: {"register": "库", "from": min(a, b), "to": max(a, b)}, near, near)
    whole = [{"register": "库", "from": first - DAY, "to": anchor}] if draw(st.booleans()) else []
    found = draw(st.lists(events, max_size=8))
    return History.model_validate(
        {"searched": [*whole, *draw(st.lists(searches, max_size=3))], "events": [e.model_dump() for e in found]}
    )


@settings(max_examples=500, deadline=None)
@given(st.data(), formulas, st.sampled_from(ANCHORS))
def test_a_count_is_what_counting_day_by_day_gives(data, formula, anchor):
    """count = the events of the party, kind and sameness on days of the window; `at least` where a day was not searched."""
    history = data.draw(histories(formula, anchor))
    days = days_that_count(formula, anchor)
    number = int(formula.including_present)
    for one in history.events:
        same = {"any": True, "matter": one.act == "a.one", "nature": one.act.startswith("a.")}[formula.same]
        number += (
            one.date in days and one.party in {None, "p1"} and same and one.event in formula.events and not one.revoked
        )
    searched = {s.from_ + n * DAY for s in history.searched for n in range((s.to - s.from_).days + 1)}
    if formula.window is None and not formula.calendar and searched:
        days = {d for d in days if d >= min(searched)}  # a search for life begins where it begins
    known = bool(history.searched) and days <= searched
    event("known" if known else "at least")
    expected = Interval(number, number) if known else Interval(number, None)
    assert count(formula, history, anchor, Counted("a.one", "p1")) == Numbers((expected,))


@given(formulas, st.sampled_from(ANCHORS))
def test_without_a_search_a_count_is_never_nil(formula, anchor):
    """No history, an empty one, and no anchor: at least nil, or one with the present act; never exactly that."""
    least = Numbers((Interval(int(formula.including_present), None),))
    assert count(formula, None, anchor, Counted("a.one", "p1")) == least
    assert count(formula, History(), anchor, Counted("a.one", "p1")) == least
    whole = History.model_validate(
        {"searched": [{"register": "库", "from": "1990-01-01", "to": "2030-01-01"}], "events": []}
    )
    assert count(formula, whole, None, Counted("a.one", "p1")) == least
    assert count(formula, whole, anchor, Counted("a.one", "p1")) == Numbers(
        (Interval(least.hull().lo, least.hull().lo),)
    )


@settings(deadline=None)
@given(formulas, st.sampled_from(ANCHORS), periods)
def test_a_longer_window_never_counts_less(formula, anchor, longer):
    """The days of a window of a period are days of the window of that period and another one on top."""
    if formula.window is None or formula.calendar:
        return
    both = Period(
        formula.window.years + longer.years, formula.window.months + longer.months, formula.window.days + longer.days
    )
    wide = Count(
        formula.events, formula.same, both, formula.anchor, formula.ends, formula.calendar, formula.including_present
    )
    assert days_that_count(formula, anchor) <= days_that_count(wide, anchor)


# ---- through the engine ----------------------------------------------------------------------------------------

WHOLE = {"register": "库", "from": "2020-01-01", "to": "2024-12-31"}


def program(window, ends=("included", "included"), **more):
    derived = {
        "label": "同类处罚次数",
        "count": "penalty",
        "window": window,
        "anchor": "act_end",
        "ends": list(ends),
        "unit": "次",
        **more,
    }
    return program_of(
        {
            **HEAD,
            "ruleset": "counted",
            "facts": {"act_end": {"label": "终了日", "type": "date", "source": "act.end"}, "b1": {"label": "甲情形", "type": "boolean"}},
            "derived": {"times": derived},
            "matters": [{"id": "m.one", "title": {"zh": "一"}, "elements": "甲情形", "penalised_by": "试法 第一条", "penalties": [{"fine": {"shall": "5000元以下"}}]}],
            "exemptions": [{"id": "first", "when": "同类处罚次数为0次", "then": "spare", "strength": "may", "basis": "试法 第二条"}],
        }
    )  # fmt: skip


def spared(made, end, *days, searched=(WHOLE,), **event_):
    events = [{"date": d, "act": "m.one", "event": "penalty", **event_} for d in days]
    history = {"searched": list(searched), "events": events}
    (one,) = decide(made, case_for("m.one", {"b1": True}, start=None, end=end, history=history)).outcomes
    return one.disposition


@pytest.mark.parametrize(
    ("end", "day", "window", "found"),
    [
        ("2024-03-20", "2022-03-20", "2年", True),  # the first day of the window, included
        ("2024-03-20", "2022-03-19", "2年", False),
        ("2024-03-20", "2022-03-21", "2年", True),
        ("2024-03-20", "2024-03-20", "2年", True),  # the last day, included
        ("2024-03-20", "2024-03-21", "2年", False),
        ("2024-02-29", "2022-02-28", "2年", True),  # no 29th: the last day of the month
        ("2024-02-29", "2022-02-27", "2年", False),
        ("2024-02-29", "2023-02-28", "1年", True),
        ("2024-02-28", "2020-02-29", "4年", True),
        ("2023-02-28", "2022-02-28", "12个月", True),
        ("2024-03-31", "2024-02-29", "1个月", True),
        ("2024-03-31", "2024-02-28", "1个月", False),
        ("2024-03-01", "2023-03-02", "365日", True),  # over a leap day a year is one day longer
        ("2024-03-01", "2023-03-01", "365日", False),
    ],
)
def test_the_ends_of_a_rolling_window(end, day, window, found):
    assert spared(program(window), end, day) == ("penalise" if found else "no_penalty_may")


def test_ends_that_are_excluded():
    made = program("2年", ("excluded", "excluded"))
    for day, found in (("2022-03-20", False), ("2022-03-21", True), ("2024-03-19", True), ("2024-03-20", False)):
        assert spared(made, "2024-03-20", day) == ("penalise" if found else "no_penalty_may"), day


def test_a_search_need_not_cover_a_day_that_does_not_count():
    made = program("2年", ("excluded", "excluded"))
    inner = {"register": "库", "from": "2022-03-21", "to": "2024-03-19"}
    assert spared(made, "2024-03-20", searched=[inner]) == "no_penalty_may"
    assert spared(made, "2024-03-20", searched=[{**inner, "from": "2022-03-22"}]) == "undetermined"
    assert spared(made, "2024-03-20", searched=[{**inner, "to": "2024-03-18"}]) == "undetermined"


def test_a_calendar_year_begins_on_its_first_day():
    made = program("1年", calendar="true")
    for day, found in (("2023-12-31", False), ("2024-01-01", True), ("2024-03-20", True)):
        assert spared(made, "2024-03-20", day) == ("penalise" if found else "no_penalty_may"), day


def test_searches_that_meet_leave_no_hole():
    made = program("2年")
    early, late = (
        {"register": "甲库", "from": "2022-03-20", "to": "2023-06-30"},
        {"register": "乙库", "from": "2023-07-01", "to": "2024-03-20"},
    )
    assert spared(made, "2024-03-20", searched=[late, early]) == "no_penalty_may"
    assert spared(made, "2024-03-20", searched=[early, {**late, "from": "2023-07-02"}]) == "undetermined"


def test_what_does_not_count():
    made = program("2年")
    assert spared(made, "2024-03-20", "2024-01-01", revoked="true") == "no_penalty_may"
    assert spared(made, "2024-03-20", "2024-01-01", party="p1") == "penalise"
    assert spared(made, "2024-03-20", "2024-01-01", event="warning") == "no_penalty_may"
