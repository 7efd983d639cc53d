"""What completions, readings and rungs come to when they are put together. Worked by hand, in 分."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest
from pieces import level, measure, rule, span

from enforcerules.decide.completions import Completions, _counted, relevant
from enforcerules.decide.levels import MeasurePossible
from enforcerules.decide.merge import Merged, given, matters, merge, result
from enforcerules.decide.packages import packages, parallel
from enforcerules.decide.possible import (
    Possible,
    Step,
    dispositions,
    limb_groups,
    possible,
    settled_early,
    steps,
    unsettled_trader,
)
from enforcerules.decide.reference import judge
from enforcerules.decide.verdicts import Verdicts
from enforcerules.model.citation import Citation
from enforcerules.model.decision import AlertSeen
from enforcerules.model.edition import CURRENT
from enforcerules.model.program import (
    ALWAYS,
    TRUE_CONDITION,
    BarKinds,
    InForce,
    Neg,
    OrderFirst,
    Refer,
    Spare,
    Terminate,
)
from enforcerules.model.region import FALSE, TRUE, Interval, Numbers, Values

PLACE = (Citation("试法", 9),)
KNOWN = SimpleNamespace(edition=CURRENT, judge=judge, suppose=lambda _: KNOWN)


def framed(*measures, rules=(), kind="unit", sole_trader=None, elements=None, in_force=ALWAYS, day=date(2024, 3, 1)):
    matter = SimpleNamespace(
        id="m.one", sole_trader=sole_trader, elements=elements, penalised_by=PLACE, in_force=in_force
    )
    sliced = SimpleNamespace(measures=measures, matter=matter, rules=rules, benchmarks=())
    substance = SimpleNamespace(meets=lambda days: day is None or days.covers(day))
    place = SimpleNamespace(act_day=day, substance=substance)
    return SimpleNamespace(sliced=sliced, kind=kind, party=SimpleNamespace(role=None), place=place, known=KNOWN)


def truths_of(*measures, rules=(), **changed):
    found = {f"measure:{one.id}": True for one in measures} | {f"rule:{one.id}": True for one in rules}
    return found | {key.replace("__", ":"): truth for key, truth in changed.items()}


# ---- packages ----------------------------------------------------------------------------------------------------

FINE, REVOKE = measure("fine"), measure("revoke", kind="license_revoke", amount=None)
BARS = rule("bar", BarKinds(("fine",)), stage="concurrence")


def names(found):
    return None if found is None else {party: [[m.id for m in one] for one in some] for party, some in found.items()}


def packaged(*measures, rules=(), kind="unit", sole_trader=None, **truths):
    frame = framed(*measures, rules=rules, kind=kind, sole_trader=sole_trader)
    return names(packages(frame, truths_of(*measures, rules=rules, **truths)))


def test_what_holds_and_is_not_barred_follows_together():
    assert packaged(FINE, REVOKE) == {"": [["fine", "revoke"]]}
    assert packaged(FINE, REVOKE, measure__fine=False) == {"": [["revoke"]]}
    assert packaged(FINE, REVOKE, rules=[BARS]) == {"": [["revoke"]]}
    assert packaged(FINE, REVOKE, rules=[BARS], rule__bar=False) == {"": [["fine", "revoke"]]}
    assert packaged() == {"": [[]]}


def test_what_is_open_makes_no_package():
    assert packaged(FINE, REVOKE, measure__fine=None) is None
    assert packaged(FINE, REVOKE, rules=[BARS], rule__bar=None) is None
    assert packaged(REVOKE, rules=[BARS], rule__bar=None) == {"": [["revoke"]]}  # bars nothing that is there
    second = rule("bar.two", BarKinds(("fine",)), stage="concurrence")
    for truths, found in [
        ({"rule__bar": None}, {"": [[]]}),  # the other bars it, whatever becomes of this one
        ({"rule__bar": None, "rule__bar.two": None}, None),
        ({"rule__bar": None, "rule__bar.two": False}, None),
        ({"rule__bar": False}, {"": [[]]}),
    ]:
        assert packaged(FINE, rules=[BARS, second], **truths) == found


def limb(number, name=None, **more):
    return measure(name or f"l{number}", limb=f"m.one/p1.{number}", **more)


ONE, TWO, THREE = limb(1), limb(2), limb(3)


@pytest.mark.parametrize(
    ("holding", "readings"),
    [
        ([ONE], [["l1"]]),
        ([TWO], [["l2"]]),
        # a hole: none of them, or any
        ([], [[], ["l1"], ["l2"], ["l3"]]),
        # an overlap: any of those that hold
        ([ONE, TWO], [["l1"], ["l2"]]),
        ([ONE, TWO, THREE], [["l1"], ["l2"], ["l3"]]),
    ],
)
def test_tiers_are_read_in_every_way_that_is_left_open(holding, readings):
    tiers = (ONE, TWO, THREE)
    truths = {f"measure__{one.id}": one in holding for one in tiers}
    assert packaged(*tiers, **truths) == {"": readings}
    with_more = packaged(REVOKE, *tiers, **truths)
    assert with_more == {"": [["revoke", *one] for one in readings]}


def test_fines_of_one_tier_go_together():
    """Two in the first: they hold together, or as far as each holds."""
    more = limb(1, "l1b")
    assert packaged(ONE, more, TWO, measure__l1=False, measure__l1b=False, measure__l2=False) == {
        "": [[], ["l1", "l1b"], ["l2"]]
    }
    assert packaged(ONE, more, TWO, measure__l1b=False) == {"": [["l1"], ["l2"]]}
    assert packaged(ONE, more, TWO, measure__l2=False) == {"": [["l1", "l1b"]]}
    # two fines of a single tier are no tiers
    assert packaged(ONE, more, measure__l1b=False) == {"": [["l1"]]}
    assert packaged(ONE, measure__l1=False) == {"": [[]]}


def test_two_blocks_are_read_each_by_itself_up_to_64_readings():
    two = [measure(f"b{n}", limb=f"m.one/p{n // 4}.{n % 4}") for n in range(12)]
    none = {f"measure__{one.id}": False for one in two}
    assert len(packaged(*two[:4], **none)[""]) == 5
    assert len(packaged(*two[:8], **none)[""]) == 25
    assert packaged(*two, **none) is None  # 125
    three = [measure(f"c{n}", limb=f"m.one/p{n // 3}.{n % 3}") for n in range(9)]
    assert len(packaged(*three, **{f"measure__{one.id}": False for one in three})[""]) == 64  # 4 · 4 · 4


UNIT, PERSON, ANY, STAFF = (
    measure(target, target=target) for target in ("unit", "individual", "violator", "responsible_persons")
)


def test_each_kind_of_party_meets_its_own_and_what_is_for_anybody():
    every = (UNIT, PERSON, ANY, STAFF)
    assert packaged(*every) == {"": [["unit", "violator"]]}
    assert packaged(*every, kind=None) == {
        "individual": [["individual", "violator"]],
        "responsible_persons": [["responsible_persons"]],
        "unit": [["unit", "violator"]],
        "violator": [["violator"]],
    }
    assert packaged(kind=None) == {}
    # a sole trader of whom the law does not say which they are may be either
    assert packaged(UNIT, ANY, kind="sole_trader") == {"unit": [["unit", "violator"]], "violator": [["violator"]]}
    assert packaged(UNIT, ANY, kind="sole_trader", sole_trader="unit") == {"": [["unit", "violator"]]}
    assert packaged(UNIT, ANY, kind="sole_trader", sole_trader="individual") == {"": [["violator"]]}


def test_too_many_readings_for_one_party_leave_all_without_packages():
    block = [measure(f"b{n}", limb=f"m.one/p{n // 4}.{n % 4}", target="unit") for n in range(12)]
    none = {f"measure__{one.id}": False for one in block}
    assert packaged(PERSON, *block, kind=None, **none) is None


A, B, C = (FINE,), (REVOKE,), (ONE,)


@pytest.mark.parametrize(
    ("old", "new", "sides"),
    [
        ({"": (A,)}, {"": (B,)}, [((A,), (B,))]),
        ({"unit": (A,)}, {"unit": (B,)}, [((A,), (B,))]),
        # known on one side only: that one meets every party
        ({"": (A,)}, {"unit": (B,), "individual": (C,)}, [((A,), (C,)), ((A,), (B,))]),
        ({"unit": (B,)}, {"": (A,)}, [((B,), (A,))]),
        # one side speaks of anybody, the other parts units from individuals
        ({"violator": (A,)}, {"unit": (B,), "violator": (C,)}, [((A,), (B,))]),
        ({"violator": (A,)}, {"unit": (B,), "individual": (C,)}, [((A,), (C,)), ((A,), (B,))]),
        ({"violator": (A,)}, {"violator": (B,)}, [((A,), (B,))]),
        # a party of whom one side says nothing meets nothing there
        ({"unit": (A,)}, {"individual": (B,)}, [(((),), (B,)), ((A,), ((),))]),
        ({"crew": (A,)}, {"violator": (B,)}, [((A,), ((),)), (((),), (B,))]),
        ({}, {"unit": (A,)}, [(((),), (A,))]),
        ({}, {}, []),
    ],
)
def test_packages_are_held_against_those_for_the_same_party(old, new, sides):
    assert list(parallel(old, new)) == sides


# ---- the law's order ---------------------------------------------------------------------------------------------


def ends(name, disposition, **more):
    return rule(name, Terminate(disposition), **{"stage": "lawfulness", **more})


LADDER = (
    rule("late.may", Spare(), strength="may", stage="exemption"),
    rule("order", OrderFirst("notice"), stage="escalation"),
    rule("late.shall", Spare(), stage="exemption"),
    rule("refer", Refer("police"), stage="referral"),
    rule("young", Spare(), stage="capacity"),
    rule("blameless", Spare(), stage="fault"),
    rule("young.may", Spare(), strength="may", stage="capacity"),
    ends("late", "time_barred"),
    ends("unproved", "not_established"),
    ends("baseless", "no_basis"),
    ends("powerless", "no_jurisdiction"),
    ends("lawful", "not_unlawful"),
    rule("bars", BarKinds(("fine",)), stage="concurrence"),
)
ORDER = [
    ("not_unlawful", ["rule:lawful"]),
    ("no_jurisdiction", ["rule:powerless"]),
    ("no_basis", ["rule:baseless"]),
    ("not_established", ["elements"]),
    ("not_established", ["rule:unproved"]),
    ("time_barred", ["rule:late"]),
    ("no_penalty_shall", ["rule:young", "rule:blameless"]),
    ("refer", ["rule:refer"]),
    ("no_penalty_shall", ["rule:late.shall"]),
    ("order_first", ["rule:order"]),
    ("no_penalty_may", ["rule:young.may", "rule:late.may"]),
]


def test_the_laws_order():
    """Whatever the order in which rules are written."""
    frame = framed(FINE, rules=LADDER, elements=TRUE_CONDITION)
    assert steps(frame) == tuple(Step(name, tuple(keys)) for name, keys in ORDER)
    assert steps(framed(FINE)) == ()
    assert [one.disposition for one in steps(framed(FINE, elements=TRUE_CONDITION))] == ["not_established"]
    assert [one.keys for one in steps(framed(FINE, rules=(ends("unproved", "not_established"),)))] == [
        ("rule:unproved",)
    ]


NONE = {f"rule:{one.id}": False for one in LADDER} | {"elements": True}
FIRM_ONES = {
    "not_unlawful", "no_jurisdiction", "no_basis", "not_established", "time_barred", "no_penalty_shall", "refer",
}  # fmt: skip


@pytest.mark.parametrize(("number", "disposition", "keys"), [(n, *one) for n, one in enumerate(ORDER)])
def test_the_first_that_holds_ends_it_whatever_follows(number, disposition, keys):
    frame = framed(FINE, rules=LADDER, elements=TRUE_CONDITION)
    after = {key: key != "elements" for _, some in ORDER[number + 1 :] for key in some}
    for key in keys:
        truths = {**NONE, **after, key: key != "elements"}
        assert dispositions(frame, truths) == {disposition: frozenset({key})}
        assert settled_early(frame, truths) == ((), disposition not in FIRM_ONES)


@pytest.mark.parametrize(("disposition", "keys"), ORDER)
def test_what_is_open_may_hold_or_not(disposition, keys):
    frame = framed(FINE, rules=LADDER, elements=TRUE_CONDITION)
    for key in keys:
        truths = {**NONE, key: None}
        assert dispositions(frame, truths) == {disposition: frozenset({key}), "penalise": frozenset({"elements"})}
        assert settled_early(frame, truths) == ((key,), True)
        # behind it something holds: the power to spare, or (of that) nothing
        if disposition != "no_penalty_may":
            truths["rule:late.may"] = True
            assert set(dispositions(frame, truths)) == {disposition, "no_penalty_may"}
            assert settled_early(frame, truths) == ((key,), True)
    if len(keys) > 1:  # one that holds leads there, not one that is open beside it
        truths = {**NONE, keys[0]: True, keys[1]: None}
        assert dispositions(frame, truths) == {disposition: frozenset({keys[0]})}
        assert settled_early(frame, truths) == ((keys[1],), disposition not in FIRM_ONES)


def test_two_rungs_of_one_disposition_lead_there_together():
    frame = framed(FINE, rules=LADDER, elements=TRUE_CONDITION)
    truths = {**NONE, "rule:young": None, "rule:late.shall": True}
    assert dispositions(frame, truths) == {"no_penalty_shall": frozenset({"rule:young", "rule:late.shall"})}
    truths = {**NONE, "elements": None, "rule:unproved": None}
    assert dispositions(frame, truths)["not_established"] == frozenset({"elements", "rule:unproved"})


def test_a_matter_that_threatens_this_party_with_nothing_has_no_basis():
    frame = framed(PERSON, rules=LADDER, elements=TRUE_CONDITION)  # a unit
    assert dispositions(frame, NONE) == {"no_basis": frozenset({"elements"})}
    assert dispositions(frame, {**NONE, "rule:baseless": None}) == {
        "no_basis": frozenset({"elements", "rule:baseless"})
    }
    assert dispositions(framed(FINE), {}) == {"penalise": frozenset()}


# ---- what can still change something -----------------------------------------------------------------------------


def relevant_of(*open_, held=(), rules=LADDER):
    from enforcerules.model.program import Open

    more = (rule("opens", Open(("lighter",))), rule("plain", Refer("police"), stage="circumstance"))
    every = (*(one for one in rules if one.id != "refer"), *more)
    keys = ["elements", *(f"rule:{one.id}" for one in every), "measure:fine", "table:t", "row:t/r"]
    truths = {key: key == "elements" for key in keys} | dict.fromkeys(held, True) | dict.fromkeys(open_)
    return relevant(framed(FINE, rules=every, elements=TRUE_CONDITION), Verdicts(truths, {}))


MEASURES = ("measure:fine", "table:t", "row:t/r")


def test_what_is_open_can_change_something_up_to_the_rung_that_ends_it():
    assert relevant_of() == ()
    assert relevant_of("elements", "rule:late") == ("elements", "rule:late")
    # late holds: what comes after it does not matter, nor do measures
    assert relevant_of("elements", "rule:order", "rule:opens", *MEASURES, held=["rule:late"]) == ("elements",)
    assert relevant_of("rule:young", "rule:late", held=["rule:blameless"]) == ("rule:late", "rule:young")


def test_where_a_penalty_may_follow_measures_and_what_shapes_them_matter():
    assert relevant_of(*MEASURES) == MEASURES
    assert relevant_of(*MEASURES, "rule:opens", "rule:bars") == (*MEASURES, "rule:bars", "rule:opens")
    assert relevant_of("rule:bars", "rule:young", "measure:fine") == ("rule:young", "measure:fine", "rule:bars")
    # an order first, or the power to spare: measures may follow all the same, but no later rung
    assert relevant_of("rule:late.may", "rule:opens", *MEASURES, held=["rule:order"]) == (*MEASURES, "rule:opens")
    # a rule of the order that stands among circumstances is asked once, in its place
    assert relevant_of("rule:plain", "rule:opens") == ("rule:plain", "rule:opens")


# ---- what may follow ---------------------------------------------------------------------------------------------


def kinds_of(found):
    return sorted(alert.kind for alert in found.alerts)


def followed(
    *measures, rules=(), elements=None, kind="unit", sole_trader=None, in_force=ALWAYS, day=date(2024, 3, 1), **truths
):
    frame = framed(
        *measures, rules=rules, elements=elements, kind=kind, sole_trader=sole_trader, in_force=in_force, day=day
    )
    return possible(frame, truths_of(*measures, rules=rules, **truths), KNOWN)


def test_measures_that_hold_or_may_are_told_in_their_order():
    found = followed(FINE, REVOKE, measure("third"), measure__fine=False, measure__revoke=None)
    assert [(one.measure.id, one.holds) for one in found.measures] == [("revoke", None), ("third", True)]
    assert (found.human, found.alerts) == (frozenset(), frozenset())
    assert set(found.dispositions) == {"penalise"}


def test_a_hole_between_tiers_is_a_persons():
    found = followed(ONE, TWO, measure__l1=False, measure__l2=False)
    assert (found.human, found.measures) == ({"tier_gap"}, ())
    assert found.alerts == {AlertSeen("tier_gap", "serious", None, (), (("measure", "fine"),))}
    cited = [replace(one, basis=PLACE) for one in (ONE, TWO)]
    (alert,) = followed(*cited, measure__l1=False, measure__l2=False).alerts
    assert alert.basis == PLACE


@pytest.mark.parametrize(
    ("truths", "kinds"),
    [
        ({"measure__l1": True, "measure__l2": False}, []),
        ({"measure__l1": None, "measure__l2": False}, []),
        ({"measure__l1": None, "measure__l2": None}, []),
        ({"measure__l1": True, "measure__l2": True}, ["tier_overlap"]),
        ({"measure__l1": True, "measure__l2": None}, []),
        ({"measure__l1": False, "measure__l2": False}, ["tier_gap"]),
    ],
)
def test_tiers_that_are_neither_exclusive_nor_exhaustive(truths, kinds):
    found = followed(ONE, TWO, **truths)
    assert (kinds_of(found), sorted(found.human)) == (kinds, kinds)


def test_what_is_no_hole_and_no_overlap():
    none = {"measure__l1": False, "measure__l2": False}
    # what all limbs ask does not hold
    guarded = [replace(one, guard=Neg(TRUE_CONDITION)) for one in (ONE, TWO)]
    assert followed(*guarded, **none).human == frozenset()
    # one limb alone, or two entries of one
    assert followed(ONE, measure__l1=False).human == frozenset()
    assert followed(ONE, limb(1, "l2"), **none).human == frozenset()
    assert followed(ONE, limb(1, "l2")).human == frozenset()
    # two limbs for two addressees (both fines are for this party of unknown kind)
    parted = [limb(1, target="unit"), limb(2, target="individual")]
    assert followed(*parted, kind=None).human == frozenset()
    assert followed(*parted, limb(3, target="individual"), kind=None).human == {"tier_overlap"}
    # limbs that threaten something else than a fine
    others = [limb(n, kind="license_revoke", amount=None) for n in (1, 2)]
    assert followed(*others, **none).human == frozenset()
    assert followed(*others).human == frozenset()


def test_a_limb_that_is_not_for_this_party_or_no_fine_closes_a_hole():
    revoked = limb(2, kind="license_revoke", amount=None)
    assert followed(ONE, revoked, measure__l1=False).human == frozenset()
    assert followed(ONE, revoked, measure__l1=False, measure__l2=False).human == {"tier_gap"}
    person = limb(2, target="individual")  # holds, of whomever
    assert followed(ONE, person, measure__l1=False).human == frozenset()
    other = replace(person, condition=Neg(TRUE_CONDITION))
    assert followed(ONE, other, measure__l1=False).human == {"tier_gap"}
    # a block that fines somebody else only is none of this party's
    assert followed(replace(ONE, target="individual"), other).human == frozenset()


def test_an_overlap_is_told_with_the_basis_of_the_first_fine_of_the_block():
    first, second = replace(ONE, basis=PLACE), replace(TWO, basis=(Citation("试法", 10),))
    wanted = {AlertSeen("tier_overlap", "serious", None, PLACE, (("measure", "fine"),))}
    assert followed(first, second).alerts == wanted
    assert followed(first, second, limb(3), measure__l1=False).alerts == wanted


def test_every_block_is_looked_at():
    second = [measure(f"s{n}", limb=f"m.one/p2.{n}") for n in (1, 2)]
    foreign = [measure(f"f{n}", limb=f"m.one/p0.{n}", target="individual") for n in (1, 2)]
    found = followed(*foreign, ONE, TWO, *second, measure__l2=False, measure__s1=False, measure__s2=False)
    assert found.human == {"tier_gap"}


def test_where_the_fine_is_barred_tiers_do_not_matter():
    both = {"rules": [BARS]}
    assert followed(ONE, TWO, **both).human == frozenset()
    assert followed(ONE, TWO, **both, rule__bar=None).human == {"tier_overlap"}
    assert followed(ONE, TWO, **both, rule__bar=False).human == {"tier_overlap"}
    revoked = rule("bar", BarKinds(("license_revoke",)), stage="concurrence")
    assert followed(ONE, TWO, REVOKE, rules=[revoked]).human == {"tier_overlap"}


def test_a_sole_trader_whom_the_law_does_not_place_is_a_persons():
    for parted in (UNIT, PERSON):
        found = followed(parted, ANY, kind="sole_trader")
        assert found.human == {"sole_trader_unsettled"}
        assert found.alerts == {AlertSeen("sole_trader_unsettled", "serious", "m.one", PLACE)}
    for more in ({"kind": "unit"}, {"kind": None}, {"kind": "sole_trader", "sole_trader": "unit"}):
        assert followed(UNIT, ANY, **more).human == frozenset()
        assert not unsettled_trader(framed(UNIT, ANY, **more))
    assert followed(ANY, kind="sole_trader").human == frozenset()


def test_a_provision_that_was_not_in_force_is_a_persons():
    later = InForce(since=date(2024, 3, 2))
    found = followed(FINE, in_force=later)
    assert found.human == {"law_not_in_force"}
    assert found.alerts == {AlertSeen("law_not_in_force", "serious", "m.one", PLACE)}
    assert followed(FINE, in_force=later, day=None).human == frozenset()  # nobody knows when the act was
    assert followed(FINE, in_force=InForce(since=date(2024, 3, 1))).human == frozenset()
    assert followed(FINE, in_force=InForce(until=date(2024, 2, 29))).human == {"law_not_in_force"}
    # what is not unlawful, or may not be, needs no law in force
    gone = [ends("lawful", "not_unlawful")]
    for truth in (True, None):
        assert followed(FINE, in_force=later, rules=gone, rule__lawful=truth).human == frozenset()
    assert followed(FINE, in_force=later, rules=gone, rule__lawful=False).human == {"law_not_in_force"}


def test_what_a_measure_leaves_to_a_person_is_the_cases():
    """Two circumstances that contradict each other, of the second measure."""
    from enforcerules.model.program import Open

    high, low = rule("high", Open(("heavier",))), rule("low", Open(("lighter",)))
    found = followed(REVOKE, FINE, rules=[high, low])
    assert found.human == {"circumstances_conflict"}
    assert kinds_of(found) == ["circumstances_conflict"]
    # that alone does not hide what else is a person's
    assert followed(ONE, TWO, rules=[high, low]).human == {"circumstances_conflict", "tier_overlap"}


def test_tiers_are_the_fines_of_one_entry_for_one_addressee():
    other = measure("o1", limb="m.one/p2.1")
    found = limb_groups((ONE, FINE, other, replace(TWO, target="unit"), THREE, limb(4, kind="license_revoke")))
    assert [[one.id for one in some] for some in found] == [["l1", "l3"], ["o1"], ["l2"]]


# ---- completions -------------------------------------------------------------------------------------------------

OPEN_BASE = {"base_open": True}


def seen_in(one, *, holds=True, levels=(), statutory=None, **more):
    return MeasurePossible(one, holds, span(100, 500) if statutory is None else statutory, levels, **more)


def part(*measures, said=("penalise",), human=(), alerts=()):
    found = {end: frozenset({f"rule:{end}"}) for end in said}
    return Possible(found, measures, frozenset(human), frozenset(alerts))


def merged(*parts):
    return merge(Completions({}, tuple(({}, one) for one in parts), outer=False, cells=len(parts)))


def test_dispositions_of_all_completions_in_the_laws_order_with_what_led_there():
    found = merged(part(said=("penalise",)), part(said=("refer", "no_penalty_shall")), part())
    assert found.dispositions == ("penalise", "no_penalty_shall", "refer")
    assert found.because == {"rule:penalise", "rule:refer", "rule:no_penalty_shall"}


def test_alerts_are_those_of_every_completion_and_a_persons_is_what_is_so_in_any():
    one, two = (AlertSeen(kind, "serious", None, ()) for kind in ("rows_conflict", "tier_gap"))
    found = merged(part(alerts=[one, two], human=["tier_gap"]), part(alerts=[one], human=["rows_conflict"]))
    assert (found.alerts, found.human) == ({one}, {"tier_gap", "rows_conflict"})
    nothing = merged()
    assert (nothing.alerts, nothing.human, nothing.dispositions, nothing.measures) == (frozenset(), frozenset(), (), ())


def fields(*parts):
    (one,) = merged(*parts).measures
    return one


def test_a_measure_follows_if_it_follows_in_every_completion():
    here = part(seen_in(FINE))
    assert (fields(here, here).holds, fields(here, here).open) == (True, ())
    assert (fields(here, part()).holds, fields(here, part()).open) == (None, ("holds",))
    assert fields(part(), here).holds is None
    assert fields(here, part(seen_in(FINE, holds=None))).open == ("holds",)


def test_completions_that_end_for_good_say_nothing_of_measures():
    gone = part(said=("no_jurisdiction",))
    assert fields(part(seen_in(FINE)), gone).open == ()
    assert fields(part(seen_in(FINE)), part(said=("refer", "penalise"))).open == ("holds",)
    # unless all do
    assert [one.open for one in merged(part(seen_in(FINE), said=("refer",)), gone).measures] == [("holds",)]


def test_measures_come_in_the_order_in_which_they_are_first_seen():
    found = merged(part(seen_in(REVOKE)), part(seen_in(FINE), seen_in(REVOKE)))
    assert [one.measure.id for one in found.measures] == ["revoke", "fine"]


@pytest.mark.parametrize(
    ("spans", "more", "statutory", "open_"),
    [
        ([span(100, 500), span(100, 500)], {}, span(100, 500), ()),
        ([span(100, 500), span(50, 400)], {}, span(50, 500), ("statutory",)),
        ([span(100, 500), span(100, 500)], OPEN_BASE, span(100, 500), ("statutory",)),
        ([span(100, None), span(100, None)], OPEN_BASE, span(100, None), ("statutory",)),
        ([span(100, None), span(100, None)], {}, span(100, None), ()),  # the text has no upper end
    ],
)
def test_the_statutory_range_is_the_hull_and_open_where_it_is_not_one(spans, more, statutory, open_):
    found = fields(part(seen_in(FINE, statutory=spans[0])), part(seen_in(FINE, statutory=spans[1], **more)))
    assert (found.statutory, found.open) == (statutory, open_)


def test_a_range_that_the_text_itself_leaves_without_end_is_not_open():
    endless = replace(FINE, amount=replace(FINE.amount, hi=None))
    assert fields(part(seen_in(endless, statutory=span(100, None)))).open == ()
    none = MeasurePossible(replace(FINE, amount=None), True, None, ())
    assert (fields(part(none)).statutory, fields(part(none)).open) == (None, ())
    assert fields(part(none), part(seen_in(FINE))).statutory is None


@pytest.mark.parametrize(
    ("bars", "barred", "open_"),
    [
        ([False, False], False, ()),
        ([True, True], True, ()),
        ([True, False], None, ("barred",)),
        ([None, False], None, ("barred",)),
        ([None, True], None, ("barred",)),
        ([None, None], None, ("barred",)),
    ],
)
def test_a_measure_is_barred_if_it_is_in_every_completion(bars, barred, open_):
    found = fields(*(part(seen_in(FINE, barred=one)) for one in bars))
    assert (found.barred, found.open) == (barred, open_)


def test_what_is_barred_has_no_levels_and_only_that_is_open():
    lower = level("lighter", span(100, 200))
    found = fields(
        part(seen_in(FINE, barred=True, levels=(lower,))), part(seen_in(FINE, barred=True, statutory=span(1, 2)))
    )
    assert (found.holds, found.barred, found.levels, found.open, found.statutory) == (True, True, (), (), span(1, 500))
    found = fields(part(seen_in(FINE, barred=True)), part())
    assert (found.holds, found.barred, found.open) == (None, True, ("holds",))


LOWER = level("lighter", span(100, 200), point=150, because=("a",), basis=PLACE)


@pytest.mark.parametrize(
    ("first", "second", "open_"),
    [
        ((LOWER,), (LOWER,), False),
        ((LOWER,), (), True),
        ((), (LOWER,), True),
        ((LOWER,), (replace(LOWER, point=None),), True),
        ((LOWER,), (replace(LOWER, range=span(100, 201)),), True),
        ((LOWER,), (replace(LOWER, because=("b",)),), False),  # by another rule, but the same
        ((LOWER, level("heavier", None)), (LOWER, level("heavier", None)), False),
        ((LOWER, level("heavier", None)), (LOWER, level("ordinary", None)), True),
        ((replace(LOWER, point=None), level("heavier", None)), (LOWER, level("heavier", None)), True),
    ],
)
def test_levels_are_open_where_two_completions_differ(first, second, open_):
    found = fields(part(seen_in(FINE, levels=first)), part(seen_in(FINE, levels=second)))
    assert found.open == (("levels",) if open_ else ())


def test_levels_are_open_where_one_of_them_is_an_outer_bound():
    vague = seen_in(FINE, levels=(LOWER,), vague=True)
    assert fields(part(vague), part(seen_in(FINE, levels=(LOWER,)))).open == ("levels",)


def test_a_level_over_all_completions():
    """In the order from light to heavy; the hull, a point that all have, every ground once."""
    other = level("lighter", span(50, 120), point=150, because=("b", "a"), basis=(*PLACE, Citation("试规", 1)))
    found = fields(
        part(seen_in(FINE, levels=(LOWER,))), part(seen_in(FINE, levels=(other, level("mitigated", None))))
    ).levels
    assert found == (
        level("mitigated", None),
        level("lighter", span(50, 200), point=150, because=("a", "b"), basis=(*PLACE, Citation("试规", 1))),
    )
    (one,) = fields(
        part(seen_in(FINE, levels=(LOWER,))), part(seen_in(FINE, levels=(replace(LOWER, point=None, range=None),)))
    ).levels
    assert (one.range, one.point) == (span(100, 200), None)


@pytest.mark.parametrize(
    ("said", "measures", "human", "matter", "open_"),
    [
        (("penalise",), ["settled"], (), True, False),
        (("penalise",), ["settled", "loose"], (), True, True),
        (("penalise",), ["settled"], ("rows_conflict",), True, True),
        (("no_penalty_may",), ["loose"], (), True, True),
        (("order_first",), [], (), True, False),
        # where nothing follows, what is open of measures does not matter
        (("no_penalty_shall",), ["loose"], ("rows_conflict",), False, False),
        (("refer",), [], (), False, False),
        (("refer", "time_barred"), [], (), False, True),
        (("refer", "penalise"), [], (), True, True),
    ],
)
def test_an_outcome_is_open_if_something_that_matters_is(said, measures, human, matter, open_):
    made = {"settled": part(seen_in(FINE)), "loose": part(seen_in(measure("x"), holds=None))}
    found = [one for name in measures for one in merged(made[name]).measures]
    whole = Merged(said, frozenset(), tuple(found), frozenset(human), frozenset())
    assert (whole.measures_matter, whole.open) == (matter, open_)


# ---- what matters ------------------------------------------------------------------------------------------------


def test_what_counts_as_a_result_is_what_follows_not_by_which_rule():
    one = part(seen_in(FINE, levels=(LOWER,)))
    assert result(one) == result(part(seen_in(FINE, levels=(replace(LOWER, because=("z",), basis=()),))))
    for other in (
        part(seen_in(FINE)),
        part(seen_in(FINE, levels=(replace(LOWER, point=None),))),
        part(seen_in(FINE, levels=(replace(LOWER, range=span(100, 300)),))),
        part(seen_in(FINE, levels=(replace(LOWER, level="heavier"),))),
        part(seen_in(FINE, levels=(LOWER,), holds=None)),
        part(seen_in(FINE, levels=(LOWER,), barred=None)),
        part(seen_in(FINE, levels=(LOWER,), statutory=span(1, 2))),
        part(seen_in(measure("other"), levels=(LOWER,))),
        part(seen_in(FINE, levels=(LOWER,)), human=["tier_gap"]),
        part(seen_in(FINE, levels=(LOWER,)), said=("no_penalty_may",)),
        part(seen_in(FINE, levels=(LOWER,)), said=("penalise", "refer")),
        part(),
    ):
        assert result(one) != result(other)


def test_where_it_ends_for_good_measures_are_no_result_but_how_it_ends_is():
    refer, late = part(seen_in(FINE), said=("refer",)), part(said=("refer",), human=["tier_gap"])
    assert result(refer) == result(late)
    assert result(refer) != result(part(said=("time_barred",)))
    assert result(refer) != result(part(said=("refer", "time_barred")))
    both = part(said=("refer", "penalise"))
    assert result(both) != result(part(seen_in(FINE), said=("refer", "penalise")))


def cells(*results, axes=("a", "b")):
    """Completions over two truths, in the order (true, true), (true, false), (false, true), (false, false)."""
    places = [(x, y) for x in (TRUE, FALSE) for y in (TRUE, FALSE)]
    found = tuple((dict(zip(axes, place, strict=True)), one) for place, one in zip(places, results, strict=True))
    return Completions(dict.fromkeys(axes, (TRUE, FALSE)), found, outer=False, cells=4)


def test_a_fact_matters_if_it_alone_changes_the_result_somewhere():
    spared, fined, referred = part(said=("no_penalty_shall",)), part(seen_in(FINE)), part(said=("refer",))
    assert [matters(n, cells(fined, fined, spared, spared)) for n in "ab"] == [True, False]
    assert [matters(n, cells(fined, spared, fined, spared)) for n in "ab"] == [False, True]
    assert [matters(n, cells(fined, fined, fined, fined)) for n in "ab"] == [False, False]
    assert [matters(n, cells(fined, fined, fined, spared)) for n in "ab"] == [True, True]
    # two ways to end for good are two results
    assert [matters(n, cells(spared, referred, spared, referred)) for n in "ab"] == [False, True]


def test_a_completion_puts_a_fact_into_one_cell_or_leaves_it_where_it_is():
    assert given({"a": TRUE}, "a", TRUE)
    assert not given({"a": TRUE}, "a", FALSE)
    assert given({"b": TRUE}, "a", FALSE)


def counted(cells, found=None, per=("shop",)):
    """Whether a count by shop, which comes to `found` for the shop that is supposed, agrees with its cell."""
    from enforcerules.model.program import Count

    count = Count(("penalty",), "any", None, "end", (True, True), False, False, tuple(per))
    supposed = []

    def suppose(about):
        supposed.append(about)
        return SimpleNamespace(region=lambda name: {"n": found}[name])

    facts = {
        "n": SimpleNamespace(formula=count),
        "shop": SimpleNamespace(formula=None),
        "x": SimpleNamespace(formula=None),
    }
    frame = SimpleNamespace(fact=facts.__getitem__, known=SimpleNamespace(suppose=suppose))
    return _counted(frame, cells), supposed


def test_a_count_by_thing_agrees_with_the_thing_that_is_supposed():
    one, none = Numbers((Interval(1, None),)), Numbers((Interval(0, 0),))
    shop = Values(frozenset({"甲店"}))
    assert counted({"n": one, "shop": shop}, one) == (True, [{"shop": shop}])
    assert counted({"n": one, "shop": shop}, none) == (False, [{"shop": shop}])
    assert counted({"shop": shop, "n": one}, none)[0] is False
    # where the thing is not supposed, or the count is not a number, or by nothing, there is nothing to hold it against
    assert counted({"n": one, "x": TRUE}, none) == (True, [])
    assert counted({"n": None, "shop": shop}, none) == (True, [])
    assert counted({"n": one, "shop": shop}, none, per=()) == (True, [])
    assert counted({"x": one, "shop": shop}, none) == (True, [])
