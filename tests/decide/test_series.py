"""Figures of the values of past events: exact, and known only as far as registers were searched and events say their value."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import HEAD, case_for, program_of

from enforcerules.decide.history import Counted
from enforcerules.decide.series import taken
from enforcerules.model.case import Event, History
from enforcerules.model.dates import Period, back
from enforcerules.model.program import Count, Fact, Series
from enforcerules.model.region import LINE, Interval, Numbers, exactly
from enforcerules.pipeline import decide

READING = Fact("hourly", "小时均值", "decimal", "test", unit="倍", scale=2, least=0)
DAY, BEFORE = "2024-05-10", "2024-05-09"
SEARCHED = [{"register": "甲", "from": "2024-05-01", "to": "2024-05-31", "on": "2024-06-01"}]
MINE = Counted("a.one", "p1", {}, {})


def formula(take="mean", least=1):
    of = Count(("reading",), "any", Period(), "act_end", (True, True), False, False)
    return Series(of, "hourly", take, least)


def history(values, day=DAY, searched=SEARCHED, **more):
    about = [{} if value is None else {"小时均值": value} for value in values]
    events = tuple(
        Event.model_validate({"date": day, "act": "a.one", "event": "reading", "about": one, **more}) for one in about
    )
    return History.model_validate({"searched": searched}).model_copy(update={"events": events})


def figure(past, **how):
    return taken(formula(**how), READING, past, date.fromisoformat(DAY), MINE, back)


def least(number):
    return Numbers((Interval(number, None, hi_open=True),))


decimals = st.lists(st.decimals("0", "99.99", places=2).map(str), min_size=1, max_size=24)


@given(decimals)
def test_figures_against_fractions(values):
    numbers = [Fraction(value) for value in values]
    past = history(values)
    assert figure(past) == exactly(sum(numbers) / len(numbers))
    assert figure(past, take="sum") == exactly(sum(numbers))
    assert figure(past, take="max") == exactly(max(numbers))
    assert figure(past, take="min") == exactly(min(numbers))


@given(decimals)
def test_a_mean_lies_between_the_least_and_the_greatest(values):
    mean = figure(history(values)).hull().point
    assert min(map(Fraction, values)) <= mean <= max(map(Fraction, values))


def test_a_third_stays_a_third():
    assert figure(history(["1", "0", "0"])) == exactly(Fraction(1, 3))


def test_fewer_values_than_there_must_be():
    assert figure(history(["1.10"] * 19), least=20) == LINE
    assert figure(history(["1.10"] * 20), least=20) == exactly(Fraction("1.10"))


def test_other_days_do_not_count():
    assert figure(history(["1.10"], day=BEFORE)) is None
    assert figure(history(["1.10"], day="2024-05-11")) is None


def test_no_readings_are_no_mean_and_a_sum_of_nil_where_it_was_searched():
    assert figure(history([])) is None
    assert figure(None) is None
    assert figure(history([]), take="sum") == exactly(0)
    assert figure(None, take="sum") == least(0)


@pytest.mark.parametrize("past", [history(["1", None]), history(["1"], searched=[]), history(["1", "x"])])
def test_what_is_not_known(past):
    """A reading without a value, or a day that was not searched: a sum is at least so much, a greatest at least so great."""
    assert figure(past) == LINE
    assert figure(past, take="sum") == least(1)
    assert figure(past, take="max") == least(1)


def test_revoked_events_do_not_count():
    assert figure(history(["1"], revoked="true")) is None


RULES = {
    "facts": {
        "last": {"label": "末日", "type": "date", "source": "act.end"},
        "bad": {"label": "违规", "type": "boolean"},
        "fined": {"label": "罚款数额", "type": "money", "ask": "if_raised"},
    },
    "derived": {
        "fined_1y": {
            "label": "一年内罚款合计",
            "series": {"events": "penalty", "value": "罚款数额", "take": "sum"},
            "same": "any",
            "window": "1年",
            "anchor": "last",
        }
    },
    "matters": [
        {
            "id": "a.one",
            "title": "一",
            "elements": "违规",
            "penalised_by": "试法 第一条",
            "penalties": [{"fine": {"shall": "5000元"}, "when": "一年内罚款合计1万元以上"}],
        }
    ],
}


@pytest.mark.parametrize(
    ("amounts", "holds"), [(["4000.00", "6000.00"], True), (["4000.00", "5999.99"], False), (["4000.00", None], None)]
)
def test_a_sum_of_money_in_a_condition(amounts, holds):
    """10,000 元 or more of fines within a year; a fine of which nobody said how much leaves it open."""
    about = [{} if one is None else {"about": {"罚款数额": one}} for one in amounts]
    events = [{"date": "2023-09-01", "act": "a.one", "event": "penalty", **one} for one in about]
    searched = [{"register": "甲", "from": "2023-01-01", "to": "2024-12-31", "on": "2024-12-31"}]
    document = {**HEAD, "ruleset": "small", "title": "小", **RULES}
    (outcome,) = decide(
        program_of(document), case_for("a.one", {"bad": "true"}, history={"searched": searched, "events": events})
    ).outcomes
    assert [m.holds for m in outcome.measures] == ([] if holds is False else [holds])


def test_a_least_can_only_become_less():
    """Two readings, and no register searched: the least is 1.10 or less, the greatest 2.00 or more, of a mean nothing is certain."""
    past = history(["2.00", "1.10"], searched=[])
    assert figure(past, take="min") == Numbers((Interval(None, Fraction("1.10"), lo_open=True),))
    assert figure(past, take="max") == least(2)
    assert figure(past) == LINE
    assert figure(history([None], searched=[]), take="min") == LINE
