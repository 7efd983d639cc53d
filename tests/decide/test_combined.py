"""Several acts of one party: fines added exactly, detention within the cap, other kinds once."""

from __future__ import annotations

from fractions import Fraction

from corpus import program
from hypothesis import given, settings
from hypothesis import strategies as st

from enforcerules.load.cases import case_of
from enforcerules.model.duration import Duration
from enforcerules.pipeline import decide

GENERAL = {"违法行为轻微": "false", "初次违法": "false", "及时改正": "false", "危害后果": "较重"}


def decided(*acts, kind="unit", phase="concluded", territory="330624", **facts):
    """Acts as (matters, facts of the act)."""
    case, report = case_of(
        {
            "case": "t",
            "phase": phase,
            "territory": territory,
            "parties": [{"id": "p1", "kind": kind, **({"born": "1990-05-06"} if kind == "individual" else {})}],
            "acts": [
                {
                    "id": f"a{number}",
                    "matter": [f"concur.{name}" for name in matters],
                    "start": "2024-03-01",
                    "end": "2024-03-01",
                    "facts": {"实施示例行为": "true", **own},
                }
                for number, (matters, own) in enumerate(acts, 1)
            ],
            "dates": {"discovered": "2024-03-11", "filed": "2024-03-15", "decided": "2024-05-06"},
            "facts": {**GENERAL, **facts},
        }
    )
    assert case is not None, report
    return decide(program(), case)


def yuan(span):
    return None if span is None else tuple(None if x is None else x / 100 for x in (span.lo, span.hi))


def test_fines_are_added():
    """5 to 10万 and 1 to 20万 come to 6 to 30万; a fine that only may be imposed, up to 50万, adds to the upper end only."""
    (one,) = decided((["law"], {}), (["regulation"], {})).combined
    assert (yuan(one.statutory), one.open) == ((60_000, 300_000), False)
    (one,) = decided((["law"], {}), (["may"], {})).combined
    assert (yuan(one.statutory), one.open) == ((50_000, 600_000), False)
    (one,) = decided((["may"], {}), (["may"], {})).combined
    assert yuan(one.statutory) == (None, 1_000_000)


def test_one_act_alone_is_not_combined():
    assert decided((["law"], {})).combined == ()
    assert decided((["law", "regulation"], {})).combined == ()


def test_an_act_that_is_not_proved_adds_nothing():
    made = decided((["law"], {}), (["regulation"], {"实施示例行为": "false"}))
    assert made.combined == ()


def test_an_act_under_several_provisions_adds_one_fine():
    """By amount the regulation prevails over the law, 1 to 20万; with 2 to 3万 for the other act 3 to 23万."""
    (one,) = decided((["law", "regulation"], {}), (["ministry"], {}), territory="990200").combined
    assert (yuan(one.statutory), one.open) == ((30_000, 230_000), False)
    assert [part.matters for part in one.parts] == [("concur.law", "concur.regulation"), ("concur.ministry",)]
    assert dict(one.kinds) == {"confiscate_gains": ("a1",), "license_revoke": ("a1",)}


def test_a_choice_that_is_a_persons_leaves_the_sum_open():
    """5 to 10万 or 1 to 20万, and 2 to 3万: anything from 3 to 23万."""
    (one,) = decided((["law", "regulation"], {}), (["ministry"], {})).combined
    assert (yuan(one.statutory), one.open) == ((30_000, 230_000), True)


def test_an_amount_left_open_leaves_the_sum_without_end():
    (one,) = decided((["law"], {}), (["left_open"], {})).combined
    assert (yuan(one.statutory), one.open) == ((50_000, None), True)


def test_a_barred_fine_adds_nothing():
    made = decided((["law"], {"同一违法行为已受罚款": "true"}), (["regulation"], {}))
    (one,) = made.combined
    assert (yuan(one.statutory), one.open) == ((10_000, 200_000), False)


def test_detention_is_capped():
    """12 and 12 days: 24, within the cap 20; 12 and 10 stand in the scenarios."""
    (one,) = decided((["twelve"], {}), (["twelve"], {}), kind="individual").combined
    assert (one.uncapped, one.detention) == (Duration(24, 24), Duration(20, 20))
    assert set(dict(one.kinds)) == {"warning"}
    assert dict(one.kinds)["warning"] == ("a1", "a2")


money = st.integers(1, 10**9)


@settings(max_examples=30, deadline=None)
@given(st.lists(money, min_size=2, max_size=4))
def test_the_sum_is_exact(values):
    """Five to ten times each value: the sum is five to ten times the sum, to the 分."""
    acts = [(["multiple"], {"示例货值": f"{fen // 100}.{fen % 100:02}"}) for fen in values]
    (one,) = decided(*acts).combined
    assert (one.statutory.lo, one.statutory.hi) == (Fraction(5 * sum(values)), Fraction(10 * sum(values)))
    assert one.permitted == one.statutory
