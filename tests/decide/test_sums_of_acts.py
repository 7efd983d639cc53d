"""What several acts of one party come to: the sums, end by end, and what makes them open. Worked by hand, in 分 and days."""

from dataclasses import replace
from fractions import Fraction
from types import SimpleNamespace

import pytest
from pieces import level, rule, seen, span

from enforcerules.decide.combined import (
    _cap,
    _capped,
    _days,
    _kinds,
    _longest,
    _part,
    _total,
    _total_time,
    combinations,
    joined,
    optional,
    permitted,
)
from enforcerules.decide.reference import judge
from enforcerules.model.citation import Citation
from enforcerules.model.concurrence import BarSeen, Concurrence
from enforcerules.model.decision import Outcome
from enforcerules.model.duration import LIFE, Duration
from enforcerules.model.program import CapTotal, Neg, OrderFirst, TRUE_CONDITION


def outcome(act, *measures, party="p1", matter="m.one", disposition="penalise", candidates=()):
    return Outcome(
        act, party, matter, disposition, candidates, None, measures, (), (), (), (), False, "investigating", "unit", ()
    )


def detention(*length, **more):
    return seen(id="d", kind="detention", statutory=None, duration=Duration(*length), **more)


BARRED = BarSeen(True, ("g",), ())
PERHAPS = BarSeen(None, ("g",), ())

# ---- money -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("spans", "total"),
    [
        ([], None),
        ([None, None], None),
        ([span(100, 500)], span(100, 500)),
        ([span(100, 500), None, span(20, 30)], span(120, 530)),
        # a range without a minimum adds nothing to the lower end; where none has one, the sum has none
        ([span(100, 500), span(None, 200)], span(100, 700)),
        ([span(None, 500), span(None, 200)], span(None, 700)),
        ([span(0, 500), span(None, 200)], span(0, 700)),
        # one that is left open above leaves the sum open above
        ([span(100, None), span(20, 30)], span(120, None)),
        # an end of the sum is reached only if every part reaches it
        ([span(100, 500, lo_open=True), span(20, 30)], span(120, 530, lo_open=True)),
        ([span(100, 500, hi_open=True), span(20, 30)], span(120, 530, hi_open=True)),
        ([span(100, 500), span(20, 30, True, True)], span(120, 530, True, True)),
        # but the lower end of one without a minimum is nil, and reached
        ([span(100, 500), span(None, 30, lo_open=True)], span(100, 530)),
        # an end that is not there is not open
        ([span(100, None, hi_open=True), span(20, 30, hi_open=True)], span(120, None)),
    ],
)
def test_fines_add_up_end_by_end(spans, total):
    assert _total(spans) == total


@pytest.mark.parametrize(
    ("spans", "chosen", "free"),
    [
        ([], None, None),
        ([span(100, 500)], span(100, 500), span(None, 500)),
        # one of them is imposed: what any of them may come to
        ([span(100, 500), span(20, 300)], span(20, 500), span(None, 500)),
        ([span(100, 500), span(None, 300)], span(None, 500), span(None, 500)),
        ([span(100, 500), None], span(None, None), span(None, None)),
        ([span(100, 500, True, True)], span(100, 500, True, True), span(None, 500, hi_open=True)),
        ([span(100, 500, hi_open=True), span(20, 300)], span(20, 500, hi_open=True), span(None, 500, hi_open=True)),
    ],
)
def test_of_several_fines_for_one_act_one_is_imposed(spans, chosen, free):
    assert joined(spans, optional=False) == chosen
    assert joined(spans, optional=True) == free  # or none


@pytest.mark.parametrize(
    ("measures", "free"),
    [
        ([], True),
        ([seen()], False),
        ([seen(modality="may")], True),
        ([seen(modality="single_or_joint")], True),
        ([seen(group="g", branch=0)], True),  # the other branch may be taken
        ([seen(holds=None)], True),
        ([seen(barred=PERHAPS)], True),
        ([seen(modality="may"), seen()], False),  # one of them must be
        ([seen(), seen(modality="may")], False),
        ([seen(group="g"), seen(modality="may")], True),
        ([seen(holds=None, modality="may")], True),
    ],
)
def test_a_fine_is_optional_unless_one_must_be_imposed(measures, free):
    assert optional(measures) is free


def test_what_a_fine_may_come_to_is_what_its_levels_permit():
    lower, upper = level("lighter", span(100, 200)), level("heavier", span(400, 500))
    assert permitted(seen(levels=(lower, upper))) == span(100, 500)
    assert permitted(seen(levels=(level("mitigated", None), lower))) == span(100, 200)
    assert permitted(seen(levels=(level("mitigated", None),))) == span(100, 500)  # the statute
    assert permitted(seen()) == span(100, 500)
    assert permitted(seen(statutory=None)) is None


# ---- detention ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("length", "told"),
    [
        (None, False),
        (Duration(5, 15), True),
        (Duration(None, 15), True),
        (Duration(5, 5), True),
        (Duration(1, 3, "m"), False),
        (Duration(1, 24, "h"), False),
        (Duration(5, 15, "d", life=True), False),
        (LIFE, False),
    ],
)
def test_only_what_lasts_for_days_is_added(length, told):
    assert _days(seen(duration=length)) == (length if told else None)


@pytest.mark.parametrize(
    ("lengths", "must", "may"),
    [
        ([], None, None),
        ([Duration(5, 15)], Duration(5, 15), Duration(None, 15)),
        # 5 to 15 or 10 to 12 days, whichever provision it is imposed under: 5 to 15
        ([Duration(5, 15), Duration(10, 12)], Duration(5, 15), Duration(None, 15)),
        ([Duration(10, 12), Duration(5, 15)], Duration(5, 15), Duration(None, 15)),
        ([Duration(5, 10), Duration(10, 15)], Duration(5, 15), Duration(None, 15)),
        ([Duration(5, 15), Duration(None, 10)], Duration(None, 15), Duration(None, 15)),
        ([Duration(None, 0)], Duration(None, 0), Duration(None, 0)),
    ],
)
def test_one_detention_is_imposed_for_one_act(lengths, must, may):
    assert _longest(lengths, optional=False) == must
    assert _longest(lengths, optional=True) == may


@pytest.mark.parametrize(
    ("lengths", "total"),
    [
        ([], None),
        ([Duration(5, 15)], Duration(5, 15)),
        ([Duration(5, 15), Duration(10, 12)], Duration(15, 27)),
        ([Duration(None, 15), Duration(10, 12)], Duration(10, 27)),
        ([Duration(None, 15), Duration(None, 5)], Duration(None, 20)),
        ([Duration(None, 0), Duration(None, 5)], Duration(None, 5)),
    ],
)
def test_the_detentions_of_several_acts_add_up(lengths, total):
    assert _total_time(lengths) == total


def cap(name, most, kind="detention", condition=TRUE_CONDITION):
    return rule(name, CapTotal(kind, most), stage="concurrence", condition=condition)


def framed(*rules):
    return SimpleNamespace(sliced=SimpleNamespace(rules=rules), known=SimpleNamespace(judge=judge))


TWENTY = cap("g.20", Duration(None, 20))


@pytest.mark.parametrize(
    ("rules", "caps"),
    [
        ([], {}),
        ([rule("o", OrderFirst("notice"))], {}),
        ([TWENTY], {20: ["g.20"]}),
        ([cap("g", Duration(20, 20))], {20: ["g"]}),
        ([cap("g", Duration(None, 20), kind="suspend_business")], {}),
        ([cap("g", Duration(None, 6, "m"))], {}),
        ([cap("g", Duration(None, 48, "h"))], {}),
        ([cap("g", LIFE)], {}),
        ([cap("g", Duration(None, 20), condition=Neg(TRUE_CONDITION))], {}),
        ([TWENTY, cap("h", Duration(None, 20))], {20: ["g.20", "h"]}),
        ([TWENTY, cap("h", Duration(None, 25))], {20: ["g.20"], 25: ["h"]}),
    ],
)
def test_only_caps_on_days_of_detention_that_hold_are_found(rules, caps):
    found = _cap([framed(*rules), framed(*rules)])  # two outcomes under the same rules: each rule once
    assert {most: [one.id for one in some] for most, some in found.items()} == caps


@pytest.mark.parametrize(
    ("total", "caps", "within", "used"),
    [
        (None, {20: [TWENTY]}, None, []),
        (None, {}, None, []),
        (Duration(24, 30), {}, Duration(24, 30), []),
        (Duration(5, 19), {20: [TWENTY]}, Duration(5, 19), []),
        (Duration(5, 20), {20: [TWENTY]}, Duration(5, 20), []),  # exactly 20 is within
        (Duration(None, 0), {0: [TWENTY]}, Duration(None, 0), []),
        (Duration(5, 21), {20: [TWENTY]}, Duration(5, 20), [TWENTY]),
        (Duration(20, 21), {20: [TWENTY]}, Duration(20, 20), [TWENTY]),
        (Duration(24, 30), {20: [TWENTY]}, Duration(20, 20), [TWENTY]),
        (Duration(None, 30), {20: [TWENTY]}, Duration(None, 20), [TWENTY]),
        # two caps that differ: which of them is a person's
        (Duration(24, 30), {20: [TWENTY], 25: [TWENTY]}, Duration(24, 30), None),
        (Duration(5, 6), {20: [TWENTY], 25: [TWENTY]}, Duration(5, 6), None),
    ],
)
def test_the_sum_is_cut_at_the_cap(total, caps, within, used):
    assert _capped(total, caps) == (within, used)


# ---- one act -----------------------------------------------------------------------------------------------------


def part(*outcomes, choosing=None):
    return _part("a1", list(outcomes), choosing)


CHOICE = Concurrence("a1", "p1", (), (), "person", None, (), (), ())


def test_an_act_adds_its_fine_and_its_detention():
    found = part(outcome("a1", seen(levels=(level("lighter", span(100, 200)),)), detention(5, 15)))
    assert (found.act, found.matters, found.certain) == ("a1", ("m.one",), True)
    assert (found.statutory, found.permitted, found.detention) == (span(100, 500), span(100, 200), Duration(5, 15))


def test_an_act_under_two_provisions_names_both():
    found = part(outcome("a1", seen()), outcome("a1", seen(statutory=span(50, 900)), matter="m.two"))
    assert (found.matters, found.statutory) == (("m.one", "m.two"), span(50, 900))


@pytest.mark.parametrize("away", [{"barred": BARRED}, {"gave_way": "m.two"}])
def test_what_gives_way_or_is_barred_adds_nothing(away):
    found = part(outcome("a1", seen(**away), detention(5, 15, **away)))
    assert (found.statutory, found.permitted, found.detention, found.certain) == (None, None, None, True)


@pytest.mark.parametrize(
    ("outcomes", "choosing", "certain"),
    [
        ([outcome("a1", seen())], None, True),
        ([outcome("a1")], None, True),
        ([outcome("a1", seen())], CHOICE, False),
        ([outcome("a1", seen(), disposition="no_penalty_may")], None, False),
        ([outcome("a1", seen(), disposition="needs_human", candidates=("penalise",))], None, False),
        ([outcome("a1", seen(open=("levels",)))], None, False),
        ([outcome("a1", seen(open=("levels",)), detention(5, 15))], None, False),
        ([outcome("a1", seen()), outcome("a1", seen(), disposition="needs_human")], None, False),
        # an amount or a length that cannot be told
        ([outcome("a1", seen(statutory=None))], None, False),
        ([outcome("a1", seen(), seen(statutory=None))], None, False),
        ([outcome("a1", seen(), detention(1, 3, "m"))], None, False),
        ([outcome("a1", seen(), detention(5, 15), detention(1, 3, "m"))], None, False),
        ([outcome("a1", seen(statutory=None), detention(5, 15))], None, False),
        # of another kind it need not be told
        ([outcome("a1", seen(), seen(kind="license_revoke", statutory=None))], None, True),
    ],
)
def test_an_act_is_certain_if_nothing_of_it_is_open(outcomes, choosing, certain):
    assert part(*outcomes, choosing=choosing).certain is certain


def test_a_length_that_is_not_in_days_adds_none():
    assert part(outcome("a1", detention(1, 3, "m"))).detention is None
    assert part(outcome("a1", detention(5, 15, modality="may"))).detention == Duration(None, 15)
    assert part(outcome("a1", seen(modality="may"))).statutory == span(None, 500)
    assert part(outcome("a1", seen(modality="may"))).permitted == span(None, 500)


def test_every_other_kind_is_told_once_with_its_acts():
    revoke, warning = seen(kind="license_revoke", statutory=None), seen(kind="warning", statutory=None)
    acts = {
        "a1": [outcome("a1", seen(), detention(5, 5), warning), outcome("a1", warning)],
        "a2": [outcome("a2", revoke, warning, seen(kind="seal", barred=BARRED))],
    }
    assert _kinds(acts) == (("warning", ("a1", "a2")), ("license_revoke", ("a2",)))
    assert _kinds({}) == ()


# ---- the party ---------------------------------------------------------------------------------------------------

PLACE = Citation("试法", 16)


def combined(*found, rules=(), concurrences=()):
    frame = framed(*rules)
    return combinations([(frame, one) for one in found], concurrences)


def test_each_party_with_several_acts_has_its_own_sum():
    """The first has two acts, 100 to 500 and 20 to 30; the second one only."""
    made = combined(
        outcome("a1", seen()),
        outcome("a2", seen(), party="p2"),
        outcome("a2", seen(statutory=span(20, 30))),
    )
    assert [(one.party, one.statutory, one.open) for one in made] == [("p1", span(120, 530), False)]
    assert [one.act for one in made[0].parts] == ["a1", "a2"]
    three = combined(*(outcome(act, seen(), party=party) for act in ("a1", "a2", "a3") for party in ("p1", "p2")))
    assert [(one.party, one.statutory, one.permitted) for one in three] == [
        ("p1", span(300, 1500), span(300, 1500)),
        ("p2", span(300, 1500), span(300, 1500)),
    ]


@pytest.mark.parametrize(
    ("disposition", "candidates", "counts"),
    [
        ("penalise", (), True),
        ("no_penalty_may", (), True),
        ("undetermined", ("no_penalty_shall", "penalise"), True),
        ("needs_human", ("no_penalty_may",), True),
        ("no_penalty_shall", (), False),
        ("order_first", (), False),
        ("undetermined", ("order_first", "no_penalty_shall"), False),
    ],
)
def test_an_act_that_ends_without_a_penalty_is_not_counted(disposition, candidates, counts):
    other = outcome("a2", seen(), disposition=disposition, candidates=candidates)
    assert len(combined(outcome("a1", seen()), other)) == counts


def test_of_an_act_only_the_provisions_under_which_it_is_penalised_count():
    made = combined(
        outcome("a1", seen()),
        outcome("a1", seen(statutory=span(1, 9000)), matter="m.two", disposition="no_penalty_shall"),
        outcome("a2", seen()),
    )
    assert (made[0].statutory, made[0].parts[0].matters) == (span(200, 1000), ("m.one",))


def test_a_choice_of_this_party_and_act_leaves_the_sum_open():
    acts = [outcome("a1", seen()), outcome("a2", seen())]
    for state in ("person", "open"):
        (one,) = combined(*acts, concurrences=[replace(CHOICE, state=state)])
        assert (one.open, [part.certain for part in one.parts]) == (True, [False, True])
    for other in (replace(CHOICE, state="settled"), replace(CHOICE, party="p2"), replace(CHOICE, act="a9")):
        (one,) = combined(*acts, concurrences=[other])
        assert (one.open, [part.certain for part in one.parts]) == (False, [True, True])


def test_detention_is_cut_at_the_cap_and_the_cap_is_cited():
    """12 + 12 days are 24; 20 at most, as two rules say that agree."""
    twenty = [replace(TWENTY, basis=(PLACE,)), replace(TWENTY, id="g.21", basis=(PLACE, Citation("试法", 17)))]
    acts = [outcome("a1", detention(12, 12)), outcome("a2", detention(12, 12))]
    (one,) = combined(*acts, rules=twenty)
    assert (one.uncapped, one.detention, one.open) == (Duration(24, 24), Duration(20, 20), False)
    assert (one.cap_rule, one.cap_basis) == ("g.20", (PLACE, Citation("试法", 17)))
    (one,) = combined(*acts)
    assert (one.uncapped, one.detention, one.cap_rule, one.cap_basis) == (Duration(24, 24), Duration(24, 24), None, ())
    (one,) = combined(*acts, rules=[cap("g", Duration(None, 24))])
    assert (one.detention, one.cap_rule, one.cap_basis, one.open) == (Duration(24, 24), None, (), False)


def test_caps_that_differ_leave_it_open():
    acts = [outcome("a1", detention(12, 12)), outcome("a2", detention(12, 12))]
    (one,) = combined(*acts, rules=[TWENTY, cap("h", Duration(None, 25))])
    assert (one.open, one.detention, one.cap_rule, one.cap_basis) == (True, Duration(24, 24), None, ())


def test_only_the_caps_of_acts_that_count_count():
    """The rules under which nothing is penalised cap nothing."""
    acts = [outcome("a1", detention(12, 12)), outcome("a2", detention(12, 12))]
    spared = outcome("a3", detention(12, 12), disposition="no_penalty_shall")
    pairs = [*((framed(), one) for one in acts), (framed(TWENTY), spared)]
    (one,) = combinations(pairs, [])
    assert (one.detention, one.cap_rule) == (Duration(24, 24), None)


def test_an_act_without_detention_adds_none():
    (one,) = combined(outcome("a1", detention(5, 10)), outcome("a2", seen()))
    assert (one.detention, one.uncapped, one.statutory) == (Duration(5, 10), Duration(5, 10), span(100, 500))
    (one,) = combined(outcome("a1", seen()), outcome("a2", seen()))
    assert (one.detention, one.uncapped) == (None, None)
    assert one.statutory.lo == Fraction(200)
