"""Lengths of time in words, in the language of the reader."""

import pytest

from enforcerules.model.duration import parse_duration
from enforcerules.render.durations import duration_text


@pytest.mark.parametrize(
    ("written", "zh", "en"),
    [
        ("5d", "5日", "5 days"),
        ("24h", "24小时", "24 hours"),
        ("6m", "6个月", "6 months"),
        ("24m", "2年", "2 years"),
        ("5-15d", "5日以上15日以下", "5 days to 15 days"),
        ("0-15d", "15日以下", "up to 15 days"),
        ("life", "终身", "life"),
    ],
)
def test_a_length_in_words(written, zh, en):
    one = parse_duration(written)
    assert (duration_text(one, "zh"), duration_text(one, "en")) == (zh, en)
