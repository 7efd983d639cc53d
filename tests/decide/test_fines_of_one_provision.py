"""The fine that one provision calls for: which it may be in a completion, how great, and whether it must be. Worked by hand, in 分."""

from fractions import Fraction
from types import SimpleNamespace

import pytest
from pieces import measure

from enforcerules.decide.fines import (
    Claim,
    Reading,
    _choices,
    _without,
    amounts_of,
    claim,
    instrument_of,
    interval_of,
    mandatory,
)
from enforcerules.decide.levels import MeasurePossible
from enforcerules.decide.possible import Possible
from enforcerules.model.citation import Citation
from enforcerules.model.knowledge import Observed
from enforcerules.model.program import Amount, Measure
from enforcerules.model.region import FALSE, TRUE, Interval, Numbers

FINE, OTHER, REVOKE = measure("fine"), measure("other"), measure("revoke", kind="license_revoke", amount=None)


def part(*measures, ends=("penalise",)):
    found = tuple(MeasurePossible(one, holds, None, (), barred=barred) for one, holds, barred in measures)
    return Possible({end: frozenset() for end in ends}, found, frozenset(), frozenset())


@pytest.mark.parametrize(
    ("measures", "ends", "choices"),
    [
        ([(FINE, True, False)], ["penalise"], [(FINE,)]),
        # all that hold are called for together
        ([(FINE, True, False), (OTHER, True, False)], ["penalise"], [(FINE, OTHER)]),
        # one that is open may come to those that are certain
        ([(FINE, True, False), (OTHER, None, False)], ["penalise"], [(FINE,), (FINE, OTHER)]),
        ([(FINE, True, False), (OTHER, True, None)], ["penalise"], [(FINE,), (FINE, OTHER)]),
        # with none that is certain there may be no fine
        ([(FINE, None, False)], ["penalise"], [(FINE,), None]),
        ([(FINE, True, None)], ["penalise"], [(FINE,), None]),
        ([(FINE, None, None)], ["penalise"], [(FINE,), None]),
        ([(FINE, None, False), (OTHER, None, False)], ["penalise"], [(FINE,), (OTHER,), None]),
        ([], ["penalise"], [None]),
        ([(REVOKE, True, False)], ["penalise"], [None]),
        ([(FINE, True, True)], ["penalise"], [None]),
        ([(FINE, True, True), (OTHER, True, False), (REVOKE, True, False)], ["penalise"], [(OTHER,)]),
        # the party may be spared in another way than by leave
        ([(FINE, True, False)], ["penalise", "no_penalty_shall"], [(FINE,), None]),
        ([(FINE, True, False)], ["penalise", "order_first"], [(FINE,), None]),
        ([(FINE, True, False)], ["penalise", "no_penalty_may"], [(FINE,)]),
        ([(FINE, True, False)], ["no_penalty_may"], [(FINE,)]),
        # it ends without a penalty
        ([(FINE, True, False)], ["no_penalty_shall"], [None]),
        ([(FINE, True, False)], ["order_first", "time_barred"], [None]),
    ],
)
def test_what_a_provision_calls_for_in_one_completion(measures, ends, choices):
    made, spared = _choices(part(*measures, ends=ends))
    assert made == tuple(choices)
    assert spared is ("no_penalty_may" in ends)


# ---- facts on which nothing turns --------------------------------------------------------------------------------


def reading(*choices, spare=False, **cells):
    return Reading(tuple(sorted(cells.items())), choices, spare)


YES, NO = (FINE,), None


def test_a_fact_on_which_nothing_turns_is_left_out():
    both = (reading(YES, a=TRUE, b=TRUE), reading(YES, a=FALSE, b=TRUE), reading(NO, a=TRUE, b=FALSE), reading(NO, a=FALSE, b=FALSE))  # fmt: skip
    assert _without("a", both) == (reading(YES, b=TRUE), reading(NO, b=FALSE))
    assert _without("b", both) == both
    assert _without("c", both) == both


def test_a_fact_on_which_something_turns_somewhere_stays():
    """Where b holds nothing turns on a, where it does not something does."""
    some = (reading(YES, a=TRUE, b=TRUE), reading(YES, a=FALSE, b=TRUE), reading(YES, a=TRUE, b=FALSE), reading(NO, a=FALSE, b=FALSE))  # fmt: skip
    assert _without("a", some) == some
    assert _without("b", some) == some
    spare = (reading(YES, a=TRUE), reading(YES, spare=True, a=FALSE))
    assert _without("a", spare) == spare
    order = (reading(NO, a=TRUE), reading(YES, a=FALSE))
    assert _without("a", order) == order


# ---- how great ---------------------------------------------------------------------------------------------------


def amount(lo, hi, base=None):
    return Amount(base, None if lo is None else Fraction(lo), None if hi is None else Fraction(hi))


def framed(*measures, kind="unit"):
    matter = SimpleNamespace(sole_trader=None)
    return SimpleNamespace(
        sliced=SimpleNamespace(measures=measures, matter=matter), kind=kind, party=SimpleNamespace(role=None)
    )


@pytest.mark.parametrize(
    ("fines", "called"),
    [
        ([measure(amount=amount(100, 500))], Claim(Fraction(500), Fraction(100), True)),
        ([measure(amount=amount(None, 500))], Claim(Fraction(500), Fraction(0), True)),
        ([measure(amount=amount(100, None))], Claim(None, Fraction(100), True)),
        ([measure(amount=amount(2, 5, "v"))], Claim(Fraction(50), Fraction(20), True)),  # v is 10
        ([measure(amount=None)], Claim(None, Fraction(0), True)),
        ([measure(amount=amount(100, 500), modality="may")], Claim(Fraction(500), Fraction(100), False)),
        # of several the greatest maximum, then the greatest minimum, then the one that must be
        ([measure("a", amount=amount(100, 500)), measure("b", amount=amount(1, 501))], Claim(501, 1, True)),
        ([measure("a", amount=amount(1, 501)), measure("b", amount=amount(100, 500))], Claim(501, 1, True)),
        ([measure("a", amount=amount(100, 500)), measure("b", amount=amount(101, 500))], Claim(500, 101, True)),
        ([measure("a", amount=amount(1, 5), modality="may"), measure("b", amount=amount(1, 5))], Claim(5, 1, True)),
        ([measure("a", amount=amount(1, 5)), measure("b", amount=amount(1, 5), modality="may")], Claim(5, 1, True)),
        # an amount that is left open goes before all
        ([measure("a", amount=amount(1, 5)), measure("b", amount=None)], Claim(None, 0, True)),
        ([measure("b", amount=None), measure("a", amount=amount(1, 5))], Claim(None, 0, True)),
        ([measure("a", amount=amount(0, 0)), measure("b", amount=amount(None, 0))], Claim(0, 0, True)),
    ],
)
def test_the_fine_at_a_point_is_the_greatest(fines, called):
    assert claim(framed(*fines), tuple(fines), {"v": 10}) == called


G = {"group": "g"}


@pytest.mark.parametrize(
    ("one", "others", "must"),
    [
        (measure(), [], True),
        (measure(modality="may"), [], False),
        (measure(modality="single_or_joint"), [], False),
        (measure(modality="up_to"), [], False),
        # one branch of an alternative: the other may be taken, unless it fines as well
        (measure(branch=0, **G), [], True),
        (measure(branch=0, **G), [measure("w", kind="warning", branch=1, **G)], False),
        (measure(branch=0, **G), [measure("w", branch=1, **G)], True),
        (measure(branch=0, **G), [measure("w", branch=1, modality="may", **G)], False),
        (measure(branch=0, **G), [measure("w", branch=1, **G), measure("x", kind="warning", branch=1, **G)], True),
        (measure(branch=0, **G), [measure("w", branch=1, **G), measure("x", kind="warning", branch=2, **G)], False),
        (measure(branch=0, modality="may", **G), [measure("w", branch=1, **G)], False),
        # what stands beside the alternative, or in another, is none of its branches
        (measure(branch=0, **G), [measure("w", kind="warning")], True),
        (measure(branch=0, **G), [measure("w", kind="warning", branch=1, group="h")], True),
        (measure(), [measure("w", kind="warning", branch=0, **G)], True),
        # nor what another addressee meets
        (measure(branch=0, **G), [measure("w", kind="warning", branch=1, target="individual", **G)], True),
    ],
)
def test_a_fine_must_be_imposed_unless_there_is_a_way_without(one, others, must):
    assert mandatory(framed(one, *others), one) is must
    assert mandatory(framed(*others, one), one) is must


def test_amounts_of_choices_are_those_that_the_text_has():
    two = measure("two", amount=amount(2, 5, "v"))
    assert list(amounts_of(((FINE, two), None, (measure("open", amount=None),), (two,)))) == [
        FINE.amount,
        two.amount,
        two.amount,
    ]
    assert list(amounts_of((None,))) == []


def test_a_base_is_what_it_may_be_in_the_completion():
    class Known:
        def __init__(self, cells):
            self.cells = cells

        def suppose(self, cells):
            return Known({**self.cells, **cells})

        def of(self, name):
            return Observed(self.cells[name], "assumed")

    whole, part_ = Numbers((Interval(0, 9),)), Numbers((Interval(3, 5),))
    frame = SimpleNamespace(known=Known({"v": whole}))
    assert interval_of(frame, "v", reading(YES)) == Interval(0, 9)
    assert interval_of(frame, "v", reading(YES, v=part_)) == Interval(3, 5)


def test_the_instrument_of_a_fine_is_the_one_cited_first_as_its_ruleset_knows_it():
    """The ruleset of the matter does not know it, the one that it extends does; a third has another of that name."""
    law, other, wrong = object(), object(), object()
    rulesets = {"own": {"其他": other}, "law": {"试法": law}, "third": {"试法": wrong, "其他": wrong}}
    frame = SimpleNamespace(
        program=SimpleNamespace(rulesets={k: SimpleNamespace(instruments=v) for k, v in rulesets.items()}),
        sliced=SimpleNamespace(rulesets=("own", "law", "third")),
    )
    cited: Measure = measure(basis=(Citation("试法", 9), Citation("其他", 1)))
    assert instrument_of(frame, cited) is law
