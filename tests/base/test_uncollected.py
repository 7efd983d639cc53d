"""The collector of cycles is as it was before, whatever happens inside."""

import gc

import pytest

from enforcerules.base.uncollected import uncollected


@pytest.fixture(autouse=True)
def on():
    gc.enable()
    yield
    gc.enable()


def test_off_inside_and_on_again():
    with uncollected():
        assert not gc.isenabled()
        with uncollected():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_on_again_after_an_error():
    with pytest.raises(ValueError, match="inside"), uncollected():
        raise ValueError("inside")
    assert gc.isenabled()


def test_whoever_turned_it_off_keeps_it_off():
    gc.disable()
    with uncollected():
        pass
    assert not gc.isenabled()
