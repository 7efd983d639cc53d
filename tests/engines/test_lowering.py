"""Facts and conditions as integers: order kept exactly, nothing larger than a rule has room for."""

from fractions import Fraction
from random import Random

import pytest
import wide
from hypothesis import given, settings
from hypothesis import strategies as st

from enforcerules.engines.durable import ROOM
from enforcerules.engines.formula import Both, Range, Room, Swapped, fields_of
from enforcerules.engines.integers import ANY, FAR, NEVER, NOTHING, Axis, Beyond
from enforcerules.engines.lowering import lower
from enforcerules.engines.matcher import facts_of
from enforcerules.model.knowledge import Observed
from enforcerules.model.program import Atom, Fact, Or
from enforcerules.model.region import LINE, TRUE, Interval, Numbers, Values, exactly, inside, numbers

fractions = st.builds(Fraction, st.integers(-40, 40), st.sampled_from([1, 2, 3, 5, 7, 10]))
ends = st.none() | fractions
intervals = st.builds(Interval, ends, ends, st.booleans(), st.booleans()).filter(lambda i: not i.empty)
wholes = st.builds(
    Interval, st.none() | st.integers(-9, 9), st.none() | st.integers(-9, 9), st.booleans(), st.booleans()
).filter(lambda i: not i.empty)


def held(known, runs):
    """Kleene's answer from the integers alone: certain if both ends lie in one range, possible if a range meets them."""
    low, high = known
    closed = [(first, FAR + 9 if last is None else last) for first, last in runs]
    certain = any(low >= first and high <= last for first, last in closed)
    possible = any(low <= last and high >= first for first, last in closed)
    return True if certain else None if possible else False


@settings(max_examples=500)
@given(intervals, st.lists(wholes, max_size=3))
def test_comparing_integers_is_comparing_values(known, wanted):
    """`inside` of regions = `held` of their integers, on the grid of the constants, wherever the known ends lie."""
    axis, region = Axis(scale=1), numbers(wanted)
    assert held(axis.ends(Numbers((known,))), axis.runs(region)) is inside(Numbers((known,)), region)


@settings(max_examples=300)
@given(fractions, intervals)
def test_a_finer_grid_for_finer_constants(point, wanted):
    dens = [Fraction(e).denominator for e in (wanted.lo, wanted.hi) if e is not None]
    axis = Axis(scale=dens[0] * dens[-1] if dens else 1)
    region = Numbers((wanted,))
    assert held(axis.ends(exactly(point)), axis.runs(region)) is inside(exactly(point), region)


names = st.frozensets(st.sampled_from("abcd"), max_size=4)


@given(names, st.booleans(), names, st.booleans())
def test_names_in_any_order(known, others, wanted, negated):
    axis = Axis(names=("a", "b", "c", "d"), others=True)
    one, other = Values(known, others), Values(wanted, negated)
    try:
        low = axis.ends(one)
    except Beyond:
        return
    assert held(low, axis.runs(other)) is inside(one, other)


def test_a_name_that_nothing_mentions():
    axis = Axis(names=("a", "b"), others=True)
    stranger = axis.ends(Values(frozenset({"z"})))
    assert held(stranger, axis.runs(Values(frozenset({"a"})))) is False
    assert held(stranger, axis.runs(Values(frozenset({"a"}), others=True))) is True


@pytest.mark.parametrize(
    "region",
    [
        Numbers(()),
        Numbers((Interval(0, 1), Interval(3, 4))),
        exactly(2**60),
        exactly(-(10**30)),
        exactly(2**59),
        Numbers((Interval(Fraction(2**59), None),)),
        TRUE,
    ],
)
def test_what_integers_cannot_tell_is_beyond(region):
    with pytest.raises(Beyond):
        Axis().ends(region)


def test_states():
    axis = Axis()
    assert axis.observed(Observed(LINE, "undeterminable")) == ANY
    assert axis.observed(Observed(LINE, "not_raised")) == NEVER
    assert axis.observed(Observed(exactly(3), "not_raised")) == (6, 6)
    for region in (LINE, exactly(0), Numbers((Interval(None, 5),))):
        assert held(ANY, axis.runs(region)) is None
        assert held(NEVER, axis.runs(region)) is False
    assert held(ANY, [NOTHING]) is None
    assert held((4, 4), [NOTHING]) is False


# ---- room ----------------------------------------------------------------------------------------------------------


def truth(formula, world):
    if isinstance(formula, Range):
        return held(world[formula.field], [(formula.first, formula.last)])
    if isinstance(formula, Swapped):
        inner = truth(formula.part, world)
        return None if inner is None else not inner
    parts = [truth(part, world) for part in formula.parts]
    stop = not formula.every
    return stop if stop in parts else None if None in parts else not stop


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**32), st.sampled_from([ROOM, Room(6, 4, 8, 3), Room(4, 3, 4, 2)]))
def test_parts_taken_apart_mean_the_whole(seed, room):
    """Judged pass by pass, from the integers alone, every item comes to the truth of its condition."""
    rng = Random(seed)
    table = wide.facts(rng)
    conditions, values = wide.items(rng, table), wide.parameters(rng)
    known = wide.knowledge(rng, table, values)
    facts = facts_of(known)
    lowered = lower(conditions, facts, room)
    world = dict(lowered.ends)
    for nodes in lowered.passes:
        for node in nodes:
            assert room.holds(node.formula)
            assert set(fields_of(node.formula)) <= world.keys()
        for node in nodes:
            seen = truth(node.formula, world)
            counts_as = facts.if_open(node.name[2:]) if node.name.startswith("t:") and seen is None else None
            seen = counts_as == TRUE if counts_as is not None and len(counts_as.names) == 1 else seen
            world[node.name] = {True: (2, 2), False: (0, 0), None: (0, 2)}[seen]
    for key, condition in conditions.items():
        if f"i:{key}" not in lowered.beyond:
            answer = {(2, 2): True, (0, 0): False, (0, 2): None}[world[f"i:{key}"]]
            assert answer is known.judge(condition, known)


def test_a_condition_of_a_hundred_alternatives_fits():
    table = {f"a{n}": Fact(f"a{n}", f"a{n}", "integer", "r") for n in range(100)}
    condition = Or(tuple(Atom(name, Numbers((Interval(2, 5), Interval(7, 9))), "") for name in table))
    known = wide.knowledge(Random(1), {}, {})
    facts = facts_of(known.__class__(**{**vars_of(known), "facts": table, "given": {}}))
    lowered = lower({"one": condition}, facts, ROOM)
    assert all(ROOM.holds(node.formula) for nodes in lowered.passes for node in nodes)


def vars_of(known):
    fields = ("facts", "given", "values", "matter", "party", "history", "calendar", "judge", "concluded")
    return {name: getattr(known, name) for name in fields}


def test_the_names_of_fields_do_not_meet():
    """The engine compares 32-bit FNV-1a hashes of names: those of the fixed alphabet are all different."""

    def fnv(name):
        made = 2166136261
        for byte in name.encode():
            made = ((made ^ byte) * 16777619) % 2**32
        return made

    alphabet = [*(f"f{n}" for n in range(600)), "alive", "sid", "id", "$s"]
    assert len({fnv(name) for name in alphabet}) == len(alphabet)


def test_joins_are_never_empty():
    facts = facts_of(wide.knowledge(Random(1), {}, {}))
    lowered = lower({"all": wide.And(()), "any": Or(())}, facts, ROOM)
    for node in lowered.passes[0]:
        assert not isinstance(node.formula, Both)
