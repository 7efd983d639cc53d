"""What a made-up index says of rulesets and facts that does not fit: each is refused where it is first asked for, and not before."""

from datetime import date
from fractions import Fraction
from types import SimpleNamespace

import pytest

from enforcerules.base.diagnostics import InvalidInput
from enforcerules.base.limits import DERIVED_FACTORS, DERIVED_STEPS
from enforcerules.compile.packed.codec import Damaged
from enforcerules.compile.packed.fitting import Seen, fit_formula
from enforcerules.compile.packed.form import Described, Outline, Relations, form
from enforcerules.compile.packed.names import Names
from enforcerules.compile.packed.reading import _Laws, _Parts
from enforcerules.compile.packed.sound import fits
from enforcerules.model.dates import Period
from enforcerules.model.program import (
    Arithmetic,
    Atom,
    Count,
    Days,
    Fact,
    Neg,
    Parameter,
    Ratio,
    Runs,
    Series,
    Steps,
    When,
)
from enforcerules.model.region import TRUE, Numbers, Values, exactly

NATION = ("000000",)


def outline(name, above=(), *, facts=(), parameters=(), territories=NATION, lineage=None):
    line = (*above, name) if lineage is None else lineage
    names = tuple(dict(parameters).items())
    return Outline(name, (), territories, above, line, "full", None, (), tuple(dict(facts).items()), names, ())


def names(*pieces, matters=()):
    """The names of an index of these pieces; the rulesets among them go by what they call themselves."""
    rulesets = {one.id: at for at, one in enumerate(pieces) if isinstance(one, Outline)}
    head = SimpleNamespace(rulesets=rulesets, matters=dict.fromkeys(matters, 0))
    return Names(head, lambda _, number: pieces[number], form())


def fact(name, type_="boolean", ruleset="a", **more):
    return Fact(name, name, type_, ruleset, **more)


def test_a_ruleset_that_is_not_there():
    with pytest.raises(Damaged, match="no ruleset b"):
        names(outline("a")).outline("b")


@pytest.mark.parametrize("lineage", [("a", "b"), (), ("c", "a")])
def test_a_ruleset_comes_last_in_its_own_lineage_and_extends_what_is_there(lineage):
    with pytest.raises(Damaged, match="a is not what it is called"):
        names(outline("a", lineage=lineage), outline("b")).outline("a")


def test_what_is_above_is_extended_as_well():
    """c extends b and b extends a, but c says that it extends b alone."""
    index = names(outline("a"), outline("b", ("a",)), outline("c", ("b",)))
    with pytest.raises(Damaged, match="c does not extend what b extends"):
        index.seen("c")


@pytest.mark.parametrize("table", ["facts", "parameters"])
def test_what_is_seen_above_is_seen_below(table):
    index = names(outline("a", **{table: {"x": 2}}), outline("b", ("a",)), fact("x"))
    with pytest.raises(Damaged, match="b does not see what a sees"):
        index.seen("b")


def test_a_fact_that_takes_the_place_of_another_is_of_its_kind():
    pieces = (outline("a", facts={"x": 2}), outline("b", ("a",), facts={"x": 3}), fact("x"))
    assert names(*pieces, fact("x", ruleset="b")).seen("b")
    with pytest.raises(Damaged, match="x is of two kinds"):
        names(*pieces, fact("x", "money", ruleset="b")).seen("b")


def test_a_name_leads_to_a_piece_of_that_name():
    seen = names(outline("a", facts={"x": 1}), fact("y")).seen("a")
    with pytest.raises(Damaged, match="x is not what it is called"):
        seen.fact("x")


def test_a_name_that_is_not_seen():
    seen = names(outline("a", parameters={"p": 1}), Parameter("p", "p", "money", None, None, (), "a")).seen("a")
    assert seen.parameter("p").id == "p"
    with pytest.raises(Damaged, match="no parameter q"):
        seen.parameter("q")
    with pytest.raises(Damaged, match="no fact q"):
        seen.fact("q")


def test_a_fact_belongs_to_a_ruleset_that_is_extended():
    index = names(outline("a", facts={"x": 1}), fact("x", ruleset="b"), outline("b"))
    with pytest.raises(Damaged, match="x is of a ruleset that is not extended"):
        index.fact("x", 1, "a")


def chain(length):
    """f0 is given; each after it holds where the one before does."""
    facts = [fact("f0"), *(fact(f"f{n}", formula=When(Atom(f"f{n - 1}", TRUE, "f"))) for n in range(1, length + 1))]
    return names(outline("a", facts={one.id: at for at, one in enumerate(facts, 1)}), *facts)


def test_a_fact_follows_over_so_many_steps_and_no_more():
    assert chain(DERIVED_STEPS).fact(f"f{DERIVED_STEPS}", DERIVED_STEPS + 1, "a").id == f"f{DERIVED_STEPS}"
    one_more = chain(DERIVED_STEPS + 1)
    with pytest.raises(Damaged, match="takes too long to work out"):
        one_more.fact(f"f{DERIVED_STEPS + 1}", DERIVED_STEPS + 2, "a")


def test_a_product_has_so_many_factors_and_no_more():
    for factors, refused in ((DERIVED_FACTORS, False), (DERIVED_FACTORS + 1, True)):
        product = fact("p", "decimal", formula=Arithmetic("times", ("x",) * factors))
        index = names(outline("a", facts={"x": 1, "p": 2}), fact("x", "integer"), product)
        if refused:
            with pytest.raises(Damaged, match="p takes too long to work out"):
                index.fact("p", 2, "a")
        else:
            assert index.fact("p", 2, "a") == product


def test_no_fact_follows_from_itself():
    x, y = (fact(name, formula=When(Neg(Atom(other, TRUE, other)))) for name, other in (("x", "y"), ("y", "x")))
    with pytest.raises(Damaged, match="follows from itself"):
        names(outline("a", facts={"x": 1, "y": 2}), x, y).fact("x", 1, "a")


@pytest.mark.parametrize("named", [("a",), ("c",), ("b", "c")])
def test_below_a_ruleset_are_those_that_extend_it(named):
    index = names(outline("a"), outline("b", ("a",)), outline("c"))
    with pytest.raises(Damaged, match="not all extend a"):
        index.below("a", named)
    assert index.below("a", ("b",)) == ("b",)


@pytest.mark.parametrize(("places", "refused"), [(("440000", "440100"), True), (("440000", "330000"), False)])
def test_rulesets_of_one_place_have_facts_of_one_kind(places, refused):
    b, c = (
        outline(name, ("a",), facts={"x": at}, territories=(code,))
        for name, at, code in zip("bc", (3, 4), places, strict=True)
    )
    index = names(outline("a"), b, c, fact("x", ruleset="b"), fact("x", "money", ruleset="c"))
    if refused:
        with pytest.raises(Damaged, match="x is of two kinds"):
            index.below("a", ("b", "c"))
    else:
        assert index.below("a", ("b", "c")) == ("b", "c")


def test_an_id_is_there_once():
    index = names()
    index.once(["r1", "r2"], 5)
    index.once(["r1", "r2"], 5)  # the same piece again
    with pytest.raises(Damaged, match="an id is there twice"):
        index.once(["r2"], 6)
    with pytest.raises(Damaged, match="an id is there twice"):
        index.once(["r3", "r3"], 7)


@pytest.mark.parametrize("table", ["earlier", "penalised"])
def test_matters_that_are_related_are_there(table):
    index = names(matters=("m.one",))
    index.related(Relations(**{"below": {}, "earlier": {}, "penalised": {}, table: {"k": ("m.one",)}}))
    with pytest.raises(Damaged, match="no such matter"):
        index.related(Relations(**{"below": {}, "earlier": {}, "penalised": {}, table: {"k": ("m.one", "m.two")}}))


# ---- formulas and values ------------------------------------------------------------------------------------------

DAY, TERM = fact("day", "date"), Period(years=1)
FACTS = {one.id: one for one in (
    DAY, fact("sum", "money"), fact("n", "integer"), fact("kind", "choice", values=(("x", "甲"), ("y", "乙"))), fact("yes"),
)}  # fmt: skip


def found(name):
    if name not in FACTS:
        raise Damaged(f"no fact {name}")
    return FACTS[name]


SEEN = Seen(found, found, (), ())
COUNT = Count(("penalty",), "matter", TERM, "day", (True, True), calendar=False, including_present=False)


def runs(*, present, lengths=("x", "y")):
    made = dict.fromkeys(lengths, TERM)
    return Runs(of=COUNT, lengths=tuple(made.items()), again="adds", most=None, present=present, gives="end")


@pytest.mark.parametrize(
    ("type_", "formula"),
    [
        ("integer", COUNT),
        ("date", runs(present=None)),
        ("date", runs(present="kind")),
        ("money", Series(COUNT, "sum", "sum", 1)),
        ("decimal", Series(COUNT, "n", "mean", 1)),
        ("integer", Days("day", None, "day")),
        ("integer", Steps("sum", Fraction(0), Fraction(1), True)),
        ("rate", Ratio("n", "n")),
        ("money", Arithmetic("sum", ("sum", Fraction(1)))),
        ("decimal", Arithmetic("times", ("sum", "n"))),
    ],
    ids=repr,
)
def test_a_formula_fits_a_fact_of_its_type_and_no_other(type_, formula):
    fit_formula(fact("it", type_, formula=formula), SEEN)
    with pytest.raises(Damaged):
        fit_formula(fact("it", "text", formula=formula), SEEN)


@pytest.mark.parametrize(
    ("type_", "formula"),
    [
        ("date", runs(present="kind", lengths=("x",))),  # 乙 has no length
        ("date", runs(present="n")),
        ("money", Series(COUNT, "sum", "mean", 1)),  # a mean of sums may be no whole 分
        ("decimal", Series(COUNT, "yes", "sum", 1)),
        ("integer", Days("day", None, "sum")),
        ("integer", Steps("yes", Fraction(0), Fraction(1), True)),
        ("rate", Ratio("n", "yes")),
        ("money", Arithmetic("sum", ("n",))),
        ("decimal", Arithmetic("sum", ("sum",))),
        ("boolean", When(Atom("gone", TRUE, "gone"))),
    ],
    ids=repr,
)
def test_a_formula_of_facts_that_are_of_another_kind(type_, formula):
    with pytest.raises(Damaged):
        fit_formula(fact("it", type_, formula=formula), SEEN)


@pytest.mark.parametrize(
    ("type_", "region", "expected"),
    [
        ("boolean", TRUE, True),
        ("boolean", Values(frozenset({"maybe"})), False),
        ("boolean", exactly(1), False),
        ("text", Values(frozenset({"随便"})), True),
        ("code", Values(frozenset(), others=True), True),
        ("text", exactly(1), False),
        ("choice", Values(frozenset({"x"})), True),
        ("choice", Values(frozenset({"z"})), False),
        ("choice", Values(frozenset({"x"}), others=True), False),
        ("grade", exactly(1), True),
        ("grade", exactly(2), False),
        ("money", Numbers(()), True),
        ("money", TRUE, False),
    ],
)
def test_a_region_is_one_of_the_values_of_a_fact(type_, region, expected):
    assert fits(fact("it", type_, values=(("x", "甲"), ("y", "乙"))), region) is expected


@pytest.mark.parametrize("texts", [(), ((date(2021, 1, 1), "no article"),)])
def test_a_law_of_the_index_has_texts_that_can_be_read(texts):
    parts = _Parts(b"", (), "bundle")
    parts._made[form().law.shape, 0] = Described("试验法", texts)
    with pytest.raises(InvalidInput) as refused:
        _Laws(parts, form())(0)
    assert [one.code for one in refused.value.report.diagnostics] == ["ER181"]
