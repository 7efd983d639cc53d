"""The collector of cycles is as it was before, whatever happens inside."""

import gc

import pytest

import enforcerules as er
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


def test_rules_that_are_loaded_again_and_again_do_not_stay():
    """What one load leaves behind is collected while others follow: counting it as old once kept all of it."""
    for _ in range(4):
        er.load("cn/tax/registration")
    some = len(gc.get_objects())
    for _ in range(12):
        er.load("cn/tax/registration")
    assert len(gc.get_objects()) < 2 * some
