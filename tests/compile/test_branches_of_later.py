"""Tables and lists whose values are made when somebody asks: made once, complete, and plain when they are copied."""

import copy
import pickle

import pytest

from enforcerules.compile.packed.later import LaterBuckets, LaterList, LaterTable, LaterWhole, Once, bucket, buckets


class Made:
    """Makes a value, and counts how often."""

    def __init__(self, value):
        self.value, self.times = value, 0

    def __call__(self, *_):
        self.times += 1
        return self.value


def test_a_value_is_made_once():
    made = Made([1])
    once = Once(made)
    assert once() is once()
    assert made.times == 1


NAMES = [f"规则{n}" for n in range(600)]


def pieces():
    """600 names in three pieces (256 at most in one, on average)."""
    number = buckets(len(NAMES))
    table = [{name: at for at, name in enumerate(NAMES) if bucket(name, number) == one} for one in range(number)]
    return number, table


def test_of_a_table_in_pieces_only_one_is_asked_for_one_name():
    number, table = pieces()
    assert number == 3
    asked = []
    later = LaterBuckets(number, lambda one: asked.append(one) or table[one])
    assert later["规则7"] == 7
    assert asked == [bucket("规则7", 3)]
    with pytest.raises(KeyError):
        later["规则600"]
    assert len(later) == 600
    assert sorted(later, key=lambda name: int(name[2:])) == NAMES


@pytest.mark.parametrize(
    ("later", "plain"),
    [
        (LaterTable({"a": 1, "b": 2}, lambda one: one * 10), {"a": 10, "b": 20}),
        (LaterWhole(Made({"a": 1})), {"a": 1}),
        (LaterBuckets(3, pieces()[1].__getitem__), {name: at for at, name in enumerate(NAMES)}),
        (LaterList(Made((1, 2, 3))), (1, 2, 3)),
    ],
    ids=["by name", "as a whole", "in pieces", "list"],
)
def test_a_copy_is_a_plain_one(later, plain):
    """What is sent to another process, or copied, holds every value and asks for nothing any more."""
    assert len(later) == len(plain)
    for twin in (copy.copy(later), pickle.loads(pickle.dumps(later))):
        assert type(twin) is type(plain)
        assert twin == plain


def test_a_list_is_made_when_a_part_of_it_is_asked_for():
    made = Made((1, 2, 3))
    later = LaterList(made)
    assert made.times == 0
    assert later[0] == 1
    assert later[1:] == (2, 3)
    assert (list(later), len(later), 3 in later) == ([1, 2, 3], 3, True)
    assert made.times == 1


def test_a_whole_table_is_made_when_a_part_of_it_is_asked_for():
    made = Made({"a": 1})
    later = LaterWhole(made)
    assert made.times == 0
    assert (later["a"], list(later), "b" in later) == (1, ["a"], False)
    assert made.times == 1
    with pytest.raises(KeyError):
        later["b"]
