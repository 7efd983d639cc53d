"""A past that is of no concern to a case changes no decision of the shipped rulesets."""

from dataclasses import replace
from datetime import timedelta

import pytest
from corpus import case, decided, names

from enforcerules.model.case import Event, History


def with_history(name):
    return case(name).history is not None and case(name).history.events


def beside(one, **more):
    """The case with one more event on the first day of the act, and one a month before it."""
    act = one.acts[0]
    day = act.start
    made = [
        Event.model_validate({"date": when, "act": str(act.matter[0]), "event": "penalty", **more})
        for when in (day, day - timedelta(days=30))
    ]
    history = History.model_validate(one.history.model_dump())
    return one.model_copy(update={"history": history.model_copy(update={"events": (*history.events, *made)})})


CASES = [name for name in names(3) if with_history(name)]


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize(
    "more",
    [
        {"event": "something_else"},
        {"revoked": "true"},
        {"under_review": "true"},
        {"event": "visit", "act": "other.matter"},
    ],
    ids=["of another kind", "revoked", "under review", "of another matter and kind"],
)
def test_an_event_of_no_concern(name, more):
    before, after = decided(case(name)), decided(beside(case(name), **more))
    for one, other in zip(before.outcomes, after.outcomes, strict=True):
        assert replace(other, versions=one.versions) == one


def test_enough_cases_have_a_past():
    assert len(CASES) > 15
