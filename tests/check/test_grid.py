"""All boxes at once against one box at a time: `truth_of` is the definition, the grid is how it is worked out."""

from fractions import Fraction
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from enforcerules.check.axes import PARAMETER, truth_of
from enforcerules.check.grid import Grid, boxes_of, first_of, once, union
from enforcerules.model.program import And, Atom, Known, Neg, Or, Threshold
from enforcerules.model.region import FALSE, TRUE, TRUTH, Interval, Numbers, Values, cut, numbers

ends = st.integers(0, 6)
intervals = st.builds(Interval, st.none() | ends, st.none() | ends, st.booleans(), st.booleans()).filter(
    lambda one: not one.empty
)
regions = st.lists(intervals, min_size=1, max_size=3).map(numbers)
tests = st.one_of(
    regions.map(lambda region: Atom("n", region, "")),
    st.sampled_from([TRUE, FALSE]).map(lambda region: Atom("b", region, "")),
    st.sampled_from([frozenset({"x"}), frozenset({"x", "z"})]).map(lambda names: Atom("c", Values(names), "")),
    st.sampled_from(["ascertained", "undeterminable"]).map(lambda status: Known("n", status, "")),
    st.sampled_from([">=", ">", "<=", "<", "="]).map(lambda word: Threshold("n", word, "p", "")),
    st.just(Atom("elsewhere", TRUE, "")),
)


def joined(inner):
    parts = st.lists(inner, max_size=3).map(tuple)
    return st.one_of(parts.map(And), parts.map(Or), inner.map(Neg))


conditions = st.recursive(tests, joined, max_leaves=8)
axes = st.builds(
    lambda wanted, unknown, values: {
        "n": (*cut(Numbers((Interval(0, None),)), wanted, whole=False), *([None] if unknown else [])),
        "b": cut(TRUTH, [TRUE], whole=False),
        PARAMETER + "p": values,
        "c": (Values(frozenset({"x"})), Values(frozenset({"y"})), Values(frozenset({"z", "w"}))),
    },
    st.lists(regions, max_size=4),
    st.booleans(),
    st.sampled_from([(None,), (2, 5)]).map(lambda values: tuple(v if v is None else Fraction(v) for v in values)),
)


@settings(max_examples=300, deadline=None)
@given(cells=axes, condition=conditions)
def test_a_condition_is_true_and_false_in_the_boxes_in_which_it_is(cells, condition):
    """Cells that a region parts are open for it: not every condition was among those that cut."""
    grid = Grid(cells)
    true, false = grid.truth(condition)
    boxes = [dict(zip(cells, chosen, strict=True)) for chosen in product(*cells.values())]
    assert [grid.given(box) for box in range(grid.count)] == boxes
    for box, given_ in enumerate(boxes):
        wanted = truth_of(condition, given_)
        assert (bool(true >> box & 1), bool(false >> box & 1)) == (wanted is True, wanted is False), given_


def test_copies_stand_beside_one_another():
    grid = Grid({"b": (TRUE, FALSE)}, copies=3)
    assert grid.sets("b") == (0b000111, 0b111000)
    assert [grid.copy(number) for number in range(3)] == [0b001001, 0b010010, 0b100100]
    assert grid.given(4) == {"b": FALSE}


def test_lines_run_along_one_fact_and_begin_with_their_first_box():
    """Two facts of two and three cells: along the first, box 0 is followed by box 3; what is not among the boxes is passed over."""
    grid = Grid({"b": (TRUE, FALSE), "c": (1, 2, 3)})
    assert list(grid.lines("b", (0, 1), grid.whole, grid.whole)) == [[0, 3], [1, 4], [2, 5]]
    assert list(grid.lines("c", (2, 1, 0), grid.whole, 0b000001)) == [[2, 1, 0]]
    assert list(grid.lines("c", (0, 1, 2), 0b101101, 0b100000)) == [[3, 5]]


def test_a_fact_that_can_be_nothing_leaves_no_box():
    grid = Grid({"n": (), "b": (TRUE, FALSE)})
    assert (grid.count, grid.whole, grid.truth(Atom("b", TRUE, ""))) == (0, 0, (0, 0))


def test_sets_of_boxes():
    assert first_of(0b101000) == 3
    assert list(boxes_of(0b101000)) == [3, 5]
    assert list(boxes_of(0)) == []
    assert union([0b001, 0b100]) == 0b101
    assert once([0b011, 0b110, 0b1000]) == 0b1101
