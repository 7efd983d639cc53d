"""Whether rulesets, facts and relations of a compiled index fit one another, looked at without an index: the pieces are put in by hand."""

import pytest

from enforcerules.compile.packed.codec import Damaged
from enforcerules.compile.packed.form import Head, Outline, Relations, form
from enforcerules.compile.packed.names import Names
from enforcerules.model.program import And, Arithmetic, Atom, Fact, Neg, Parameter, When
from enforcerules.model.region import TRUE


def outline(name, *above, places=("000000",), facts=(), parameters=(), kinds=("fine",), instruments=("试法",)):
    pairs = tuple((one, 900) for one in kinds), tuple((one, 901) for one in instruments)
    return Outline(
        name, (), places, above[-1:], (*above, name), "full", None, pairs[1], tuple(facts), tuple(parameters), pairs[0]
    )


def names(*outlines, matters=(), **pieces):
    """Names over outlines numbered from 0, and over other pieces by `p` and their number."""
    known = dict(enumerate(outlines)) | {int(key[1:]): value for key, value in pieces.items()}
    head = Head(
        lengths=(), rulesets={one.id: number for number, one in enumerate(outlines)}, matters=dict.fromkeys(matters, 0), beyond={}, general={},
        several={}, laws={}, relations=0, calendar=0, spans=(), found=0, files=0, kinds=frozenset(), sources=frozenset(),
    )  # fmt: skip
    return Names(head, lambda _, number: known[number], form())


def refused(ask, *given):
    with pytest.raises(Damaged):
        ask(*given)


def fact(name="x", formula=None, owner="t", type_="boolean", **said):
    return Fact(name, name, type_, owner, formula=formula, **said)


# ---- rulesets ----------------------------------------------------------------------------------------------------------


def test_a_ruleset_is_what_it_is_called():
    top, low = outline("t"), outline("l", "t")
    made = names(top, low)
    assert made.outline("l") is low
    assert made.outline("l") is low  # kept
    refused(made.outline, "u")
    for wrong in (outline("u"), Outline("t", (), (), (), ("u",), "full", None, (), (), (), ()), outline("t", "u")):
        found = names(wrong)
        found._head.rulesets["t"] = 0
        found._head.rulesets.pop("u", None)
        refused(found.outline, "t")


@pytest.mark.parametrize(
    ("above", "below", "fits"),
    [
        (outline("t"), outline("l", "t"), True),
        (outline("t", kinds=("fine", "ban")), outline("l", "t", kinds=("ban", "fine", "warning")), True),
        (outline("t", kinds=("fine", "ban")), outline("l", "t"), False),
        (outline("t", instruments=("试法", "别法")), outline("l", "t"), False),
        (outline("t", facts=[("x", 10)]), outline("l", "t"), False),
        (outline("t", facts=[("x", 10)]), outline("l", "t", facts=[("x", 10)]), True),
        (outline("t", parameters=[("p", 20)]), outline("l", "t"), False),
        # one that replaces a fact has its type and unit
        (outline("t", facts=[("x", 10)]), outline("l", "t", facts=[("x", 11)]), True),
        (outline("t", facts=[("x", 10)]), outline("l", "t", facts=[("x", 12)]), False),
        (outline("t", facts=[("y", 13), ("x", 10)]), outline("l", "t", facts=[("y", 13), ("x", 12)]), False),
        (outline("t", facts=[("x", 10)]), outline("l", "t", facts=[("x", 13)]), False),  # of another name
    ],
    ids=range(11),
)
def test_what_a_ruleset_sees_is_what_it_extends_sees(above, below, fits):
    made = names(
        above, below, p10=fact(), p11=fact(direction="heavier", owner="l"), p12=fact(type_="integer"), p13=fact("y")
    )
    assert made.seen("t")
    if fits:
        assert made.seen("l") is made.seen("l")
    else:
        refused(made.seen, "l")


def test_a_lineage_is_whole():
    """What stands above one above is above as well."""
    top, mid = outline("t"), outline("m", "t")
    assert names(top, mid, outline("l", "t", "m")).seen("l")
    refused(names(top, mid, outline("l", "m")).seen, "l")
    refused(names(top, outline("m", "l", "t"), outline("l", "t", "m")).seen, "l")  # in a circle


def test_what_is_seen_by_name():
    one, standard = fact(), Parameter("p", "标准", "money", None, None, (), "t")
    seen = names(
        outline("t", facts=[("x", 10), ("y", 10)], parameters=[("p", 20), ("q", 20)]), p10=one, p20=standard
    ).seen("t")
    assert (seen.fact("x"), seen.parameter("p")) == (one, standard)
    assert (seen.kinds, seen.instruments) == ({"fine"}, {"试法"})
    for ask, name in ((seen.fact, "z"), (seen.fact, "y"), (seen.parameter, "z"), (seen.parameter, "q")):
        refused(ask, name)


# ---- facts -------------------------------------------------------------------------------------------------------------


def reading(*facts):
    return When(And(tuple(Atom(one, TRUE, "") for one in facts)))


def test_a_fact_as_a_ruleset_sees_it():
    top, low = outline("t", facts=[("x", 10), ("y", 11)]), outline("l", "t", facts=[("x", 10), ("y", 12)])
    plain, own = fact(), fact("y", owner="l")
    made = names(top, low, p10=plain, p11=fact("y"), p12=own)
    assert made.fact("x", 10, "l") is plain
    assert made.fact("y", 12, "l") is own
    refused(made.fact, "z", 10, "l")  # of another name
    refused(made.fact, "y", 12, "t")  # of a ruleset that is not above


@pytest.mark.parametrize(
    ("made", "fits"),
    [
        (fact(specifies="y"), True),
        (fact(specifies="z"), False),
        (fact(specifies="none"), False),
        (fact(formula=reading("y")), True),
        (fact(formula=reading("none")), False),
        (fact(formula=reading("x")), False),  # from itself
        (fact(formula=reading("y", "x")), False),
        (fact(formula=reading("y"), type_="integer"), False),
    ],
    ids=range(8),
)
def test_whether_a_fact_can_be_worked_out(made, fits):
    found = names(
        outline("t", facts=[("x", 10), ("y", 11), ("z", 12)]), p10=made, p11=fact("y"), p12=fact("z", type_="integer")
    )
    if fits:
        assert found.fact("x", 10, "t") is made
        assert found.fact("x", 10, "t") is made
    else:
        refused(found.fact, "x", 10, "t")


def test_a_circle_shows_where_a_ruleset_replaces_a_fact():
    """x follows from y; below, y follows from x."""
    top, low = outline("t", facts=[("x", 10), ("y", 11)]), outline("l", "t", facts=[("x", 10), ("y", 12)])
    made = names(top, low, p10=fact(formula=reading("y")), p11=fact("y"), p12=fact("y", reading("x"), owner="l"))
    assert made.fact("x", 10, "t")
    refused(made.fact, "x", 10, "l")
    refused(made.fact, "y", 12, "l")


def chain(number, formula=lambda one: When(Neg(Atom(one, TRUE, "")))):
    pieces = {f"p{100 + at}": fact(f"d{at}", formula(f"d{at - 1}")) for at in range(1, number + 1)}
    facts = [(f"d{at}", 100 + at) for at in range(number + 1)]
    return names(outline("t", facts=facts), p100=fact("d0"), **pieces)


def test_over_how_many_steps_a_fact_may_follow():
    assert chain(64).fact("d64", 164, "t")
    refused(chain(65).fact, "d65", 165, "t")
    made = chain(65)
    assert made.fact("d64", 164, "t")  # what was worked out is kept, and is counted all the same
    refused(made.fact, "d65", 165, "t")
    nested = chain(33, lambda one: When(Neg(And((Atom(one, TRUE, ""),)))))  # two steps each
    assert nested.fact("d32", 132, "t")
    refused(nested.fact, "d33", 133, "t")


def product(number, more=()):
    facts = [(f"n{at}", 200 + at) for at in range(number)]
    plain = {f"p{200 + at}": fact(f"n{at}", type_="decimal") for at in range(number)}
    whole = fact("p", Arithmetic("times", tuple(name for name, _ in facts)), type_="decimal")
    again = fact("q", Arithmetic("times", ("p", *more)), type_="decimal")
    return names(outline("t", facts=[*facts, ("p", 100), ("q", 101)]), p100=whole, p101=again, **plain)


def test_of_how_many_factors_a_value_may_be():
    assert product(16).fact("p", 100, "t")
    refused(product(17).fact, "p", 100, "t")
    assert product(15, ("n0",)).fact("q", 101, "t")
    refused(product(16, ("n0",)).fact, "q", 101, "t")


# ---- several rulesets --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("places", "fits"),
    [
        ((("440000",), ("440100",)), False),
        ((("440100",), ("440000",)), False),
        ((("440000",), ("450000",)), True),
        ((("450000", "440000"), ("110000", "440100")), False),
        ((("450000", "440000"), ("110000", "330000")), True),
    ],
)
def test_facts_beside_one_another_are_of_one_kind_in_one_place(places, fits):
    one = outline("a", "t", places=places[0], facts=[("w", 13), ("x", 10)])
    two = outline("b", "t", places=places[1], facts=[("w", 13), ("x", 12)])
    made = names(outline("t"), one, two, p10=fact(owner="a"), p12=fact(type_="integer", owner="b"), p13=fact("w"))
    if fits:
        assert made.below("t", ("a", "b")) == ("a", "b")
        assert made.below("t", ("a", "b")) == ("a", "b")
    else:
        refused(made.below, "t", ("a", "b"))
    assert made.below("t", ()) == () or not fits


def test_of_three_each_is_held_against_each():
    """The third has another kind of value than the first two, which share one fact, and meets the second alone."""
    several = [outline(name, "t", places=(place,), facts=[("x", number)]) for name, place, number in
               (("a", "110000", 10), ("b", "440000", 10), ("c", "440100", 12))]  # fmt: skip
    made = names(outline("t"), *several, p10=fact(owner="t"), p12=fact(type_="integer", owner="c"))
    refused(made.below, "t", ("a", "b", "c"))
    assert made.below("t", ("a", "b")) == ("a", "b")


def test_those_below_extend_it():
    made = names(outline("t"), outline("a", "t"), outline("u"))
    assert made.below("t", ("a",)) == ("a",)
    for said in (("u",), ("a", "u"), ("t",), ("a", "t"), ("none",)):
        refused(names(outline("t"), outline("a", "t"), outline("u")).below, "t", said)


def test_an_id_stands_once_and_in_one_piece():
    made = names(outline("t"))
    made.once(["a", "b"], 1)
    made.once(["a", "b"], 1)  # the same piece again
    made.once([], 2)
    refused(made.once, ["c", "c"], 3)
    refused(made.once, ["d", "a"], 4)
    refused(made.once, ["a"], 4)


def test_relations_are_of_matters_that_are_there():
    made = names(outline("t"), matters=("m", "n"))
    made.related(Relations({"t": ("x",)}, {"m": ("n",)}, {"试法": ("m", "n")}))
    refused(made.related, Relations({}, {"m": ("n", "o")}, {}))
    refused(made.related, Relations({}, {}, {"试法": ("o",)}))
