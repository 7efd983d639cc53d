"""What the trials of changes do with a test that does not end."""

import signal
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))

pytest.importorskip("coverage")
import clock
import touching


def _for_ever():
    while True:
        pass


def test_what_takes_too_long_is_stopped_and_nothing_is_left_of_the_clock():
    before = signal.getsignal(signal.SIGPROF)
    with pytest.raises(touching.TooLong), clock.within(0.05, touching.TooLong):
        _for_ever()
    with clock.within(60, touching.TooLong):
        pass
    assert signal.getsignal(signal.SIGPROF) == before
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)


def test_what_is_installed_in_the_checkout_is_not_ours():
    assert not str(touching.ROOT / ".venv/lib/python3.11/site-packages/typing_extensions.py").startswith(touching.OURS)
    assert str(touching.ROOT / "src/enforcerules/api/cases.py").startswith(touching.OURS)
