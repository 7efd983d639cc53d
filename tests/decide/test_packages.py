"""Lawful packages against an enumeration written here; clauses of real laws stand in `test_package_clauses`."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from enforcerules.model.decision import MeasureSeen
from enforcerules.model.membership import permits
from enforcerules.model.packages import Ladder, contains, packages_of

MODALITIES = ("shall", "may", "single_or_joint", "up_to")


def seen(name, modality, group=None, branch=None, *, holds=True, nature="penalty", item=1):
    return MeasureSeen(
        id=name, kind=name, nature=nature, article9=item, target="violator", modality=modality, group=group, branch=branch,
        duration=None, what=None, by=None, holds=holds, statutory=None, levels=(), open=(), basis=(),
    )  # fmt: skip


@st.composite
def measures(draw):
    made = []
    for number in range(draw(st.integers(1, 7))):
        group = draw(st.sampled_from([None, None, "g", "h"]))
        branch = None if group is None else draw(st.integers(0, 2))
        made.append(seen(f"m{number}", draw(st.sampled_from(MODALITIES)), group, branch))
    return tuple(made)


def allowed_within(members):
    """All lawful choices of measures that stand together, written out."""
    parts = []
    for one in members:
        if one.modality == "shall":
            parts.append([{one.id}])
        elif one.modality in {"may", "up_to"}:
            parts.append([set(), {one.id}])
    joint = [m.id for m in members if m.modality == "single_or_joint"]
    if joint:
        parts.append([set(c) for n in range(1, len(joint) + 1) for c in combinations(joint, n)])
    return [set().union(*choice) for choice in product(*parts)]


def enumerated(found):
    """Every lawful package, by brute force."""
    parts = [allowed_within([m for m in found if m.group is None])]
    for group in {m.group for m in found if m.group is not None}:
        members = [m for m in found if m.group == group]
        options = []
        for branch in {m.branch for m in members}:
            inner = allowed_within([m for m in members if m.branch == branch])
            # A branch is taken by imposing something of it: one of which everything may be left out is not taken so.
            options += [one for one in inner if one]
        if all(m.modality == "may" for m in members) or not options:
            options.append(set())
        parts.append(options)
    return {frozenset(set().union(*choice)) for choice in product(*parts)}


def subsets(found):
    names = [m.id for m in found]
    return [frozenset(c) for n in range(len(names) + 1) for c in combinations(names, n)]


def orderly(found):
    """A group of which one branch is left is no alternative: see `test_an_alternative_without_its_other_branch…`."""
    branches = {g: {m.branch for m in found if m.group == g} for g in {m.group for m in found if m.group}}
    return all(len(branches[m.group]) > 1 or m.modality == "shall" for m in found if m.group)


@settings(max_examples=400, deadline=None)
@given(found=measures().filter(orderly))
def test_membership_is_enumeration(found):
    """contains(packages, P) finds nothing exactly if P is among the packages written out."""
    lawful = enumerated(found)
    made = packages_of(found)
    for package in subsets(found):
        assert (not contains(made, package)) == (package in lawful), (package, made)


@settings(max_examples=300, deadline=None)
@given(found=measures().filter(orderly))
def test_what_more_would_make_lawful_is_mitigation(found):
    """P is lawful only if mitigated exactly if it is not lawful and something can be added so that it is.

    But for a ladder of which a step is taken and the ordered first rung is not: that is a person's to judge.
    """
    lawful = enumerated(found)
    for package in subsets(found):
        verdict = permits(found, dict.fromkeys(package), mitigated=None)
        skipped = any(one.why == "rung_skipped" for one in verdict.reasons)
        if package in lawful:
            wanted = "lawful"
        elif any(package < one for one in lawful):
            wanted = "open" if skipped else "if_mitigated"
        else:
            wanted = "unlawful"
        assert verdict.status == wanted, (package, verdict)
        assert verdict.in_this_case is {"lawful": True, "unlawful": False}.get(wanted)


def test_an_alternative_without_its_other_branch_is_what_is_left() -> None:
    """Of 警告或者罚款 with only the fine left, the fine is ordered."""
    made = packages_of((seen("fine", "shall", "g", 0),))
    assert made.always == ("fine",)
    assert made.groups == ()


@settings(max_examples=300, deadline=None)
@given(found=measures(), data=st.data())
def test_open_conditions_leave_open_only_what_depends_on_them(found, data):
    """With open measures the verdict is what every way of settling them agrees on, else open."""
    indices = data.draw(st.sets(st.integers(0, len(found) - 1), max_size=3))
    opened = tuple(
        seen(m.id, m.modality, m.group, m.branch, holds=None if i in indices else True) for i, m in enumerate(found)
    )
    package = dict.fromkeys(data.draw(st.sampled_from(subsets(found))))
    ways = [
        tuple(m for i, m in enumerate(found) if i not in without)
        for n in range(len(indices) + 1)
        for without in combinations(sorted(indices), n)
    ]
    statuses = {permits(one, package, mitigated=False).status for one in ways}
    made = permits(opened, package, mitigated=False)
    assert made.status == (statuses.pop() if len(statuses) == 1 else "open")
    if made.status == "open" and indices:
        assert made.reasons


def test_of_many_open_conditions_nothing_is_said() -> None:
    """More than eight are not tried both ways; what is not threatened at all is not lawful all the same."""
    many = tuple(seen(f"m{n}", "shall", holds=None) for n in range(9))
    assert permits(many, dict.fromkeys(m.id for m in many), mitigated=False).status == "open"
    assert permits(many, {"other": None}, mitigated=False).status == "open"
    barred = (*many, replace(seen("fine", "shall"), gave_way="another"))
    assert permits(barred, {"fine": None}, mitigated=False).status == "unlawful"


def ladders(*rungs):
    made = packages_of(seen(name, modality, nature=nature, item=item) for name, modality, nature, item in rungs)
    return [(one.first, one.steps) for one in made.up_to]


def test_the_rungs_of_a_ladder_stand_as_they_are_written() -> None:
    """疫苗管理法 82 and 81, 药品管理法 124: suspension, then the approval, then the licence; or from the approval on."""
    suspend, approval, licence = (
        ("suspend", "shall", "penalty", 4), ("approval", "up_to", "penalty", 3), ("licence", "up_to", "penalty", 3),
    )  # fmt: skip
    fine = ("fine", "shall", "penalty", 2)
    assert ladders(suspend, approval, licence) == [("suspend", ("approval", "licence"))]
    assert ladders(suspend, fine, approval, licence) == [("suspend", ("approval", "licence"))]
    assert ladders(suspend, ("approval", "shall", "penalty", 3), licence) == [("approval", ("licence",))]
    assert ladders(fine, ("order", "shall", "order", None), licence) == [(None, ("licence",))]
    assert ladders(suspend, approval, ("ban", "shall", "penalty", 4), licence) == [
        ("suspend", ("approval",)), ("ban", ("licence",)),
    ]  # fmt: skip


def test_a_ladder_is_of_one_addressee_and_branch() -> None:
    """What is ordered of another, or in another branch, is no first rung."""
    other = replace(seen("suspend", "shall", item=4), target="unit")
    assert packages_of((other, seen("licence", "up_to"))).up_to == (Ladder(None, ("licence",)),)
    in_branches = (seen("suspend", "shall", "g", 0, item=4), seen("fine", "shall", "g", 1, item=2),
                   seen("licence", "up_to", "g", 1))  # fmt: skip
    assert packages_of(in_branches).groups[0].branches[1].up_to == (Ladder(None, ("licence",)),)


def test_what_is_no_penalty_is_owed() -> None:
    """An order to correct left out says nothing against the penalties; where it is one of two branches it counts."""
    found = (seen("order", "shall", nature="order", item=None), seen("fine", "shall"))
    made = permits(found, {"fine": None}, mitigated=False)
    assert (made.status, made.owed) == ("lawful", ("order",))
    assert permits(found, {"order": None}, mitigated=True).in_this_case is True
    either = (seen("order", "shall", "g", 0, nature="order", item=None), seen("fine", "shall", "g", 1))
    assert permits(either, {"order": None}, mitigated=False).status == "lawful"
    assert permits(either, {}, mitigated=False).status == "if_mitigated"
