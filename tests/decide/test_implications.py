"""What is declared to follow between open facts is certain in every calendar."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from enforcerules.decide.implications import within
from enforcerules.model.dates import Period, add_period

periods = st.builds(Period, years=st.integers(0, 3), months=st.integers(0, 14), days=st.integers(0, 500))
days = st.integers(0, 40_000).map(lambda n: date(1950, 1, 1) + timedelta(days=n))


@given(periods, periods, days)
def test_a_period_within_another_never_ends_later(short: Period, long: Period, start: date) -> None:
    """If `within` says so, the short period is over no later than the long one, from whatever day."""
    if within(short, long):
        assert add_period(start, short) <= add_period(start, long)


def test_six_months_and_182_days_are_not_compared() -> None:
    """From 1 March six months are 184 days; from 1 September they are 181."""
    assert not within(Period(months=6), Period(days=182))
    assert not within(Period(days=182), Period(months=6))
    assert within(Period(months=6), Period(days=186))
    assert within(Period(years=1), Period(months=12))
    assert within(Period(months=12), Period(years=1))
