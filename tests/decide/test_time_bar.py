"""The time bar (追责时效) and ages, over random dates, against an own computation of the last day."""

from calendar import monthrange
from datetime import date, timedelta

import pytest
from corpus import OPEN, decided
from hypothesis import assume, event, example, given, settings
from hypothesis import strategies as st

from enforcerules.load.cases import case_of

DAY = timedelta(days=1)
REVISED = date(2021, 7, 15)  # the five-year limb and the first-violation route are in force from this day
FACTS = {"harm": "较重", "timely_correction": "false", "minor_act": "false", "first_violation": "false"}
some = settings(max_examples=120, deadline=None)

starts = st.dates(date(2021, 7, 15), date(2026, 12, 31)) | st.sampled_from(
    [date(2024, 2, 29), date(2022, 2, 28), date(2023, 2, 28)]
)
lengths = st.integers(0, 40)


def later(day, years):
    """The last day of a limit of years: the same day of the month, or the last of the month."""
    return date(day.year + years, day.month, min(day.day, monthrange(day.year + years, day.month)[1]))


def outcome(matter, *, start, end, discovered, phase="concluded", kind="unit", born=None, facts=None, **more):
    days = {
        "discovered": discovered,
        "filed": discovered,
        "decided": None if discovered is None else discovered + 30 * DAY,
    }
    element = {"demo.fine": "demo_occupies", "demo.health": "demo_unsafe"}[matter]
    party = {"kind": kind} | ({"born": born.isoformat()} if born else {})
    data = {
        "case": "time",
        "matter": matter,
        "phase": phase,
        "territory": "330624",
        "start": None if start is None else start.isoformat(),
        "end": end if end in {None, "ongoing"} else end.isoformat(),
        "party": party,
        "dates": {k: v.isoformat() for k, v in days.items() if v is not None},
        "facts": {element: "true", **FACTS, **(facts or {})},
    }
    made, report = case_of({**data, **more})
    assert made is not None, report
    (one,) = decided(made).outcomes
    return one


@some
@given(starts, lengths, st.integers(-3, 3) | st.integers(-300, 300))
@example(date(2020, 2, 29) + timedelta(days=1461), 0, 0)
def test_two_years_from_the_end_of_the_act(start, length, off):
    """An act is barred exactly if it was discovered after the corresponding day two years after its last day."""
    end = start + length * DAY
    discovered = later(end, 2) + off * DAY
    assume(discovered >= end)
    one = outcome("demo.fine", start=start, end=end, discovered=discovered)
    event("barred" if off > 0 else "in time")
    assert one.disposition == ("time_barred" if off > 0 else "penalise")


@some
@given(starts, st.integers(-3, 3), st.sampled_from([2, 5]), st.booleans())
def test_five_years_need_both_limbs(end, off, around, harmed):
    """Life or health and harm: five years; life or health without harm: two."""
    discovered = later(end, around) + off * DAY
    harm = "较重" if harmed else "没有"
    one = outcome("demo.health", start=end, end=end, discovered=discovered, facts={"harm": harm})
    barred = discovered > later(end, 5 if harmed else 2)
    assert (one.disposition == "time_barred") == barred


@some
@given(starts, st.integers(-300, 1200), st.sampled_from(["investigating", "concluded"]))
def test_an_end_that_is_not_known_bars_nothing(start, off, phase):
    """With the start known and the end not: in time if discovered within two years of the start, else never settled as barred."""
    discovered = max(start, later(start, 2) + off * DAY)
    one = outcome("demo.fine", start=start, end=None, discovered=discovered, phase=phase)
    assert one.disposition != "time_barred"
    if discovered <= later(start, 2):
        assert one.disposition == "penalise"
    else:
        assert one.disposition in OPEN
        assert {"time_barred", "penalise"} <= set(one.candidates)


@some
@given(starts, st.integers(0, 3000))
def test_an_act_that_goes_on_is_not_barred(start, off):
    """A continuing act has no end from which to count."""
    one = outcome("demo.fine", start=start, end="ongoing", discovered=start + off * DAY)
    assert one.disposition == "penalise"


@some
@given(st.dates(date(2017, 1, 1), date(2021, 7, 14)), st.integers(-3, 3), st.sampled_from([2, 5]))
def test_before_the_revision_there_were_two_years_only(end, off, around):
    """An act under the old text is barred after two years, whatever it touched: the newer limb would be heavier."""
    discovered = later(end, around) + off * DAY
    one = outcome("demo.health", start=end, end=end, discovered=discovered)
    assert (one.disposition == "time_barred") == (discovered > later(end, 2))


@pytest.mark.parametrize(
    ("end", "discovered", "barred"),
    [
        ("2022-05-10", "2024-05-10", False),  # acceptance scenario 10
        ("2022-05-10", "2024-05-11", True),
        ("2024-02-29", "2026-02-28", False),
        ("2024-02-29", "2026-03-01", True),
        ("2022-02-28", "2024-02-28", False),
        ("2022-02-28", "2024-02-29", True),
        ("2021-12-31", "2023-12-31", False),
        ("2021-12-31", "2024-01-01", True),
    ],
)
def test_the_last_day(end, discovered, barred):
    end, discovered = date.fromisoformat(end), date.fromisoformat(discovered)
    assert (outcome("demo.fine", start=end, end=end, discovered=discovered).disposition == "time_barred") is barred


# ---- ages ------------------------------------------------------------------------------------------------------


@some
@given(
    st.dates(date(2004, 1, 1), date(2012, 12, 31)) | st.just(date(2008, 2, 29)),
    st.sampled_from([14, 18]),
    st.integers(-2, 2) | st.integers(-400, 400),
)
def test_ages_count_from_the_day_after_the_birthday(born, years, off):
    """Fourteen and eighteen are reached on the day after the birthday: no penalty, lighter or mitigated, the ordinary."""
    end = later(born, years) + off * DAY
    assume(end >= REVISED)
    one = outcome("demo.fine", start=end, end=end, discovered=end, kind="individual", born=born)
    levels = {lv.level for m in one.measures for lv in m.levels}
    if end <= later(born, 14):
        assert one.disposition == "no_penalty_shall"
    elif end <= later(born, 18):
        assert (one.disposition, levels) == ("penalise", {"lighter", "mitigated"})
    else:
        assert (one.disposition, levels) == ("penalise", {"ordinary"})


@some
@given(starts)
def test_an_age_that_is_not_known_is_asked(end):
    """The age of an individual is never taken as that of an adult; of a unit it is not asked."""
    one = outcome("demo.fine", start=end, end=end, discovered=end, kind="individual", phase="investigating")
    assert one.disposition in OPEN
    assert "no_penalty_shall" in one.candidates
    assert any("born" in q.asks or q.fact in {"age_at_act", "born"} for q in one.questions)
    assert outcome("demo.fine", start=end, end=end, discovered=end, kind="individual").disposition == "needs_human"
    assert outcome("demo.fine", start=end, end=end, discovered=end).disposition == "penalise"
