"""A slice is made once for all days between which nothing changes: it must be the one that the day itself would make."""

import sys
from datetime import date, timedelta
from functools import cache

from corpus import ALL, ROOTS
from hypothesis import given, settings
from hypothesis import strategies as st

from enforcerules import pipeline
from enforcerules.decide.slice import Place, days_of_change, kept, slice_of
from enforcerules.decide.slice import _made as made_anew
from enforcerules.load.shipped import library

some = settings(max_examples=400 if ALL else 60, deadline=None)
DAY = timedelta(1)


@cache
def program():
    made, report = pipeline.build(ROOTS, library())
    assert made is not None, report
    return made


@st.composite
def places(draw):
    """A matter, and a place on two days, most of them at or beside a day of change."""
    matter = program().matters[draw(st.sampled_from(sorted(program().matters)))]
    near = [day + step * DAY for day in days_of_change(program(), matter) for step in (-1, 0, 1)]
    days = st.none() | st.sampled_from(near or [date(2024, 1, 1)]) | st.dates(date(1995, 1, 1), date(2030, 12, 31))
    territory = draw(st.sampled_from([None, "440103", "330624", "110101"]))
    party = draw(st.sampled_from([None, "unit", "individual", "sole_trader"]))
    return matter, Place(territory, party, draw(days), draw(days))


@some
@given(places())
def test_a_slice_is_the_one_of_its_days(case):
    matter, place = case
    assert slice_of(program(), matter, place) == made_anew(program(), matter, place)
    assert slice_of(program(), matter, place) is slice_of(program(), matter, place)


@some
@given(places(), st.dates(date(1995, 1, 1), date(2030, 12, 31)))
def test_as_known_on_a_day_it_is_made_anew(case, known_on):
    matter, place = case
    place = Place(place.territory, place.party, place.act_day, place.decision_day, known_on)
    assert slice_of(program(), matter, place) == made_anew(program(), matter, place)


def test_what_is_remembered_has_an_end(monkeypatch):
    monkeypatch.setattr(sys.modules[kept.__module__], "_MOST_KEPT", 3)
    small = pipeline.build(ROOTS, library())[0]
    for number in range(10):
        kept(small, number, number)
        assert len(small.slices) <= 3
