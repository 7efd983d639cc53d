"""How heavy a package is and which of two is lighter, point by point; factors of a weight table. Worked by hand, in 分."""

from dataclasses import replace
from fractions import Fraction
from types import SimpleNamespace

import pytest
from pieces import measure, rule, table
from strategies import HEAD, case_for, program_of

from enforcerules.decide.reference import judge
from enforcerules.decide.weight import Found, Weight, _end, _longer, _sum, weigh, weighed
from enforcerules.decide.weights import Weighed
from enforcerules.decide.weights import weigh as sum_of_weights
from enforcerules.model.citation import Citation
from enforcerules.model.duration import LIFE, Duration
from enforcerules.model.edition import CURRENT
from enforcerules.model.program import (
    TRUE_CONDITION,
    Amount,
    And,
    Bar,
    Factor,
    FactorLevel,
    Kind,
    Neg,
    Open,
    Or,
    Reference,
    Weights,
)

KINDS = {
    name: Kind(name, name, None, class_, None, None, rank)
    for name, class_, rank in [
        ("warning", "penalty", 1),
        ("fine", "penalty", 2),
        ("license_revoke", "penalty", 5),
        ("detention", "penalty", 7),
        ("publish", "penalty", None),
        ("order", "order", 9),
    ]
}
KNOWN = SimpleNamespace(edition=CURRENT, judge=judge)


def framed(*rules):
    matter = SimpleNamespace(ruleset="t")
    sliced = SimpleNamespace(matter=matter, rules=rules, benchmarks=())
    return SimpleNamespace(program=SimpleNamespace(rulesets={"t": SimpleNamespace(kinds=KINDS)}), sliced=sliced)


def weight(*package, rules=(), truths=None):
    found = {f"rule:{one.id}": True for one in rules} | (truths or {})
    return weigh(framed(*rules), found, tuple(package), KNOWN)


def fine(lo, hi, name="fine", **more):
    ends = (None if end is None else Fraction(end) for end in (lo, hi))
    return measure(name, amount=Amount(None, *ends), **more)


def other(kind, **more):
    return measure(more.pop("name", kind), kind=kind, amount=None, **more)


REVOKE, WARNING, ORDER, PUBLISH = map(other, ("license_revoke", "warning", "order", "publish"))

# ---- of one package ----------------------------------------------------------------------------------------------


def test_every_point_of_a_package():
    """A fine of 100 to 500 that must, a revocation that may be imposed; an order is no penalty and weighs nothing."""
    revoke = replace(REVOKE, modality="may", duration=Duration(12, 12, "m"))
    found = weight(fine(100, 500), revoke, ORDER)
    assert found.ranks == {"fine": 2, "license_revoke": 5}
    assert found.lengths == {"fine": (None,), "license_revoke": (Duration(12, 12, "m"),)}
    assert (found.most, found.least) == (500, 100)
    assert (found.must, found.may) == ((2,), (5, 2))
    assert found.levels == (2, 2)  # ordinary


def test_a_package_of_nothing_weighs_nothing():
    found = weight()
    assert (found.ranks, found.lengths, found.most, found.least, found.must, found.may) == ({}, {}, 0, 0, (), ())


def test_what_must_be_imposed_is_what_the_text_orders_outside_of_alternatives():
    found = weight(
        WARNING, replace(REVOKE, group="g", branch=0), fine(1, 2, group="g", branch=1), other("detention", modality="may")
    )
    assert (found.must, found.may) == ((1,), (7, 5, 2, 1))
    assert weight(replace(WARNING, modality="single_or_joint"), REVOKE).must == (5,)


def test_a_kind_without_a_rank_counts_as_nothing_above_none():
    """Beside a warning it comes after it, whichever stands first."""
    assert weight(PUBLISH, WARNING).may == (1, 0)
    assert weight(PUBLISH).must == (0,)


@pytest.mark.parametrize(
    ("package", "least", "most"),
    [
        ([fine(100, 500)], 100, 500),
        ([fine(None, 500)], 0, 500),
        ([fine(100, 500), fine(10, 20, "two")], 110, 520),  # together
        ([fine(100, None)], None, None),  # without an end it cannot be weighed
        ([fine(100, 500), measure("open", amount=None)], None, None),
        ([fine(0, 0)], 0, 0),
        ([fine(1, 2, group="g", branch=0), fine(3, 9, "two", group="g", branch=1)], 1, 9),  # one or the other
    ],
)
def test_the_fines_of_a_package(package, least, most):
    found = weight(*package)
    assert (found.least, found.most) == (least, most)


@pytest.mark.parametrize(
    ("package", "most", "least"),
    [
        # of alternatives the heavier, and the lighter
        ([("a", "g", 0), ("b", "g", 1)], 7, 3),
        ([("a", "g", 0), ("b", "g", 0)], 10, 10),  # of one branch together
        ([("a", None, None), ("b", "g", 1)], 10, 10),
        ([("a", "g", 0), ("b", "h", 0)], 10, 10),  # of two alternatives
        ([("a", "g", 0), ("b", "g", 1), ("c", "g", 1)], 12, 3),
        ([("none", "g", 0), ("a", "g", 1)], 3, 3),  # a branch without a fine is none of them
        ([("none", None, None)], 0, 0),
        ([], 0, 0),
    ],
)
def test_fines_of_alternatives_are_not_added(package, most, least):
    ends = {"a": Fraction(3), "b": Fraction(7), "c": Fraction(5)}
    measures = [measure(name, group=group, branch=branch) for name, group, branch in package]
    assert (_sum(measures, ends, most=True), _sum(measures, ends, most=False)) == (most, least)


@pytest.mark.parametrize(
    ("effects", "levels", "least", "most"),
    [
        ([("shall", Open(("lighter",)))], (1, 1), 100, 500),
        ([("shall", Open(("mitigated",)))], (0, 0), 0, 100),
        ([("may", Open(("lighter", "mitigated")))], (2, 0), 0, 500),
        ([("may", Open(("heavier",)))], (3, 2), 100, 500),
        ([("may", Open(("heavier",))), ("shall", Bar(("heavier",)))], (2, 2), 100, 500),
    ],
)
def test_circumstances_open_levels_and_with_them_amounts(effects, levels, least, most):
    found = weight(fine(100, 500), rules=[rule(f"c{n}", e, strength=s) for n, (s, e) in enumerate(effects)])
    assert (found.levels, found.least, found.most) == (levels, least, most)


def test_a_level_without_an_upper_end_leaves_the_fine_without_a_weight():
    """1元以上, and below: the mitigated level ends, the ordinary one does not."""
    found = weight(fine(100, None), rules=[rule("c", Open(("mitigated",)), strength="may")])
    assert (found.levels, found.least, found.most) == ((2, 0), None, None)


def test_a_fine_that_can_only_be_mitigated_below_nothing_has_no_amount():
    """2000元以下 has no minimum, so there is nothing below it."""
    found = weight(fine(None, 500), rules=[rule("c", Open(("mitigated",)))])
    assert (found.least, found.most) == (None, None)


SAME = Citation("试法", 9)


@pytest.mark.parametrize(
    "changed",
    [
        {"kind": "publish"},
        {"modality": "may"},
        {"target": "individual"},
        {"duration": Duration(5, 15)},
        {"branch": 1},
        {"what": "设备"},
        {"basis": (Citation("试法", 10),)},
        {"refers": Reference("本条", (SAME,))},
    ],
)
def test_two_packages_that_differ_in_anything_are_not_the_same(changed):
    one = other("warning", basis=(SAME,))
    assert weight(one).content == weight(replace(one, id="later")).content
    assert weight(one).content != weight(replace(one, **changed)).content


def test_amounts_and_levels_are_part_of_what_is_the_same():
    assert weight(fine(1, 2)).content == weight(fine(1, 2, "later")).content
    assert weight(fine(1, 2)).content != weight(fine(1, 3)).content
    assert weight(fine(1, 2)).content != weight(fine(0, 2)).content
    opened = [rule("c", Open(("lighter",)), strength="may")]
    assert weight(WARNING).content != weight(WARNING, rules=opened).content
    assert weight(ORDER).content != weight().content  # an order as well
    # a fine that has an amount is not told apart by what it refers to
    assert weight(fine(1, 2)).content == weight(replace(fine(1, 2), refers=Reference("本条", (SAME,)))).content


# ---- two packages ------------------------------------------------------------------------------------------------

PLAIN = Weight({"fine": 2}, {"fine": (None,)}, Fraction(500), Fraction(100), (2,), (2,), (2, 2), frozenset({"old"}))


def against(**new):
    """A newer package, the same but for what is said, against the older."""
    return weighed(PLAIN, replace(PLAIN, content=frozenset({"new"}), **new))


@pytest.mark.parametrize(
    ("new", "verdict", "by"),
    [
        ({}, "equal", None),
        ({"most": Fraction(499)}, "lighter", "maximum"),
        ({"most": Fraction(501)}, "heavier", "maximum"),
        ({"least": Fraction(99)}, "lighter", "minimum"),
        ({"least": Fraction(101)}, "heavier", "minimum"),
        ({"most": Fraction(499), "least": Fraction(499)}, "lighter", "maximum"),  # the first point decides
        ({"must": ()}, "lighter", "cumulation"),
        ({"must": (2, 1)}, "heavier", "cumulation"),
        ({"may": (2, 1)}, "heavier", "cumulation"),
        ({"must": (), "may": (2, 1)}, "lighter", "cumulation"),
        ({"least": Fraction(99), "must": (2, 1)}, "lighter", "minimum"),
        ({"levels": (2, 1)}, "lighter", "levels"),
        ({"levels": (3, 2)}, "heavier", "levels"),
        ({"levels": (2, 1), "may": (2, 1)}, "heavier", "cumulation"),
        ({"most": None}, "unclear", "maximum"),
        ({"least": None}, "unclear", "maximum"),
        # the heaviest kind before any amount
        ({"ranks": {"warning": 1}, "lengths": {"warning": (None,)}, "most": Fraction(501)}, "lighter", "kind"),
        ({"ranks": {"fine": 2, "x": 5}, "lengths": {"fine": (None,), "x": (None,)}, "most": Fraction(1)}, "heavier", "kind"),
        ({"ranks": {"fine": 2, "x": 2}, "lengths": {"fine": (None,), "x": (None,)}}, "equal", None),
        ({"ranks": {"fine": 2, "x": None}, "lengths": {"fine": (None,), "x": (None,)}}, "unclear", "kind"),
        ({"ranks": {}, "lengths": {}}, "lighter", "kind"),
        ({"ranks": {"fine": 3}}, "heavier", "kind"),
    ],
)  # fmt: skip
def test_the_first_point_in_which_they_differ_decides(new, verdict, by):
    assert against(**new) == Found(verdict, by)
    turned = {"lighter": "heavier", "heavier": "lighter"}.get(verdict, verdict)
    made = weighed(replace(PLAIN, content=frozenset({"new"}), **new), PLAIN)
    assert made == Found(turned, by)


def test_a_package_of_nothing_is_lighter_than_the_least_of_kinds():
    nothing, least = replace(PLAIN, ranks={}, lengths={}, content=frozenset()), replace(PLAIN, ranks={"fine": 1})
    assert weighed(nothing, least) == Found("heavier", "kind")
    assert weighed(least, nothing) == Found("lighter", "kind")


def test_what_is_the_same_is_not_weighed():
    assert weighed(PLAIN, replace(PLAIN, most=None)) == Found("same", None)


def test_a_kind_without_a_rank_that_both_have_makes_no_difference():
    both = {"ranks": {"fine": 2, "x": None}, "lengths": {"fine": (None,), "x": (Duration(1, 2),)}}
    assert weighed(replace(PLAIN, **both), replace(PLAIN, **both, content=frozenset())) == Found("equal", None)
    only = {"ranks": {"x": None}, "lengths": {"x": (None,)}}
    assert weighed(replace(PLAIN, **only), replace(PLAIN, **only, content=frozenset())) == Found("equal", None)


def lasting(**lengths):
    ranks = {"detention": 7, "suspend": 7, "warning": 1}
    found = {kind: (length,) for kind, length in lengths.items()}
    return replace(PLAIN, ranks={kind: ranks[kind] for kind in lengths}, lengths=found, content=frozenset({str(found)}))


def test_of_the_heaviest_kind_how_long_it_lasts():
    five, ten = Duration(1, 5), Duration(1, 10)
    assert weighed(lasting(detention=ten), lasting(detention=five)) == Found("lighter", "duration")
    assert weighed(lasting(detention=five), lasting(detention=ten)) == Found("heavier", "duration")
    # of a kind that is not the heaviest it does not count
    assert weighed(lasting(detention=five, warning=ten), lasting(detention=five, warning=five)).verdict == "equal"
    # of two that are, the first that differs, in the order of their names
    assert weighed(lasting(detention=five, suspend=ten), lasting(detention=five, suspend=five)).verdict == "lighter"
    assert weighed(lasting(detention=five, suspend=ten), lasting(detention=ten, suspend=five)).verdict == "heavier"
    # one that only one of them has is not compared
    assert weighed(lasting(detention=five, suspend=ten), lasting(detention=five)).verdict == "equal"
    assert weighed(lasting(detention=None), lasting(detention=five)) == Found("unclear", "duration")


@pytest.mark.parametrize(
    ("old", "new", "verdict"),
    [
        ([Duration(5, 15)], [Duration(5, 15)], None),
        ([Duration(5, 15), Duration(5, 15)], [Duration(5, 15)], None),
        ([None], [None], None),
        ([None], [Duration(5, 15)], "unclear"),
        ([Duration(5, 15)], [None], "unclear"),
        ([Duration(5, 15)], [Duration(5, 15), None], "unclear"),
        # the most, then the least; none in the text is nil
        ([Duration(5, 15)], [Duration(5, 14)], "lighter"),
        ([Duration(5, 15)], [Duration(4, 16)], "heavier"),
        ([Duration(5, 15)], [Duration(4, 15)], "lighter"),
        ([Duration(5, 15)], [Duration(6, 15)], "heavier"),
        ([Duration(5, 15)], [Duration(None, 15)], "lighter"),
        ([Duration(None, 15)], [Duration(1, 15)], "heavier"),
        # of several the longest
        ([Duration(1, 2), Duration(5, 15)], [Duration(5, 15), Duration(3, 4)], None),
        ([Duration(5, 15)], [Duration(5, 15), Duration(3, 16)], "heavier"),
        # days in hours
        ([Duration(24, 48, "h")], [Duration(1, 2)], None),
        ([Duration(24, 48, "h")], [Duration(1, 3)], "heavier"),
        # a month has 28 to 31 days
        ([Duration(1, 1, "m")], [Duration(28, 28)], "lighter"),
        ([Duration(1, 1, "m")], [Duration(29, 29)], "unclear"),
        ([Duration(1, 1, "m")], [Duration(30, 30)], "unclear"),
        ([Duration(1, 1, "m")], [Duration(31, 31)], "heavier"),
        ([Duration(28, 28)], [Duration(1, 1, "m")], "heavier"),
        ([Duration(29, 29)], [Duration(1, 1, "m")], "unclear"),
        ([Duration(31, 31)], [Duration(1, 1, "m")], "lighter"),
        ([Duration(6, 12, "m")], [Duration(6, 11, "m")], "unclear"),  # 12 months are 336 days at least, 11 months 341 at most
        ([Duration(6, 12, "m")], [Duration(6, 10, "m")], "lighter"),
        # for life is above everything
        ([Duration(120, 120, "m")], [LIFE], "heavier"),
        ([LIFE], [Duration(120, 120, "m")], "lighter"),
        ([Duration(120, 120, "m", life=True)], [LIFE], "heavier"),  # ten years to life, and life: the most is the same
        ([Duration(120, 120, "m", life=True)], [Duration(120, 120, "m")], "lighter"),
        ([Duration(120, 120, "m", life=True)], [Duration(60, 60, "m", life=True)], "lighter"),
    ],
)
def test_how_long_it_lasts(old, new, verdict):
    assert _longer(tuple(old), tuple(new)) == verdict


@pytest.mark.parametrize(
    ("durations", "most", "least"),
    [
        ([Duration(2, 5, "h")], (5, 5), (2, 2)),
        ([Duration(2, 5)], (120, 120), (48, 48)),
        ([Duration(1, 2, "m")], (1344, 1488), (672, 744)),  # 28 · 24 = 672, 31 · 24 = 744
        ([Duration(None, 5)], (120, 120), (0, 0)),
        ([Duration(2, 5), Duration(1, 6)], (144, 144), (48, 48)),
    ],
)
def test_ends_in_hours(durations, most, least):
    assert (_end(durations, most=True), _end(durations, most=False)) == (most, least)


# ---- factors -----------------------------------------------------------------------------------------------------

ALWAYS_NOT = Neg(TRUE_CONDITION)
FACTS = {name: {"label": label, "type": "boolean"} for name, label in (("b", "行为"), ("x", "甲情形"), ("y", "乙情形"))}


def open_frame(**facts):
    """A frame in which 甲情形 and 乙情形 are open unless they are said."""
    from pieces import frame_of

    made = program_of(
        {
            **HEAD,
            "ruleset": "small",
            "title": {"zh": "小规则"},
            "facts": {**FACTS, **{f"w{n}": {"label": f"第{n}情形", "type": "boolean"} for n in range(14)}},
            "matters": [
                {
                    "id": "m.one",
                    "title": "一",
                    "elements": "行为",
                    "penalised_by": "试法 第九条",
                    "penalties": [
                        {"fine": {"shall": "1000元以下"}},
                        {"fine": {"shall": "1元"}, "when": "甲情形", "id": "x"},
                        {"fine": {"shall": "1元"}, "when": "乙情形", "id": "y"},
                        *({"fine": {"shall": "1元"}, "when": f"第{n}情形", "id": f"w{n}"} for n in range(14)),
                    ],
                }
            ],
        }
    )
    return frame_of(made, case_for("m.one", {"b": "true", **facts}))


def conditions(frame):
    return {one.id.rpartition("/")[2]: one.condition for one in frame.sliced.measures}


def summed(factors, *, start=0, floor=None, cap=None, **facts):
    """Factors as lists of (condition, weight in %), with the words of each level "<condition>"."""
    frame = open_frame(**facts)
    found = conditions(frame)
    made = [
        Factor(
            "x",
            f"F{n}",
            tuple(FactorLevel(_condition(found, words), Fraction(share, 100), words) for words, share in levels),
        )
        for n, levels in enumerate(factors)
    ]
    ends = (None if end is None else Fraction(end, 100) for end in (cap, floor))
    weights = Weights(Fraction(start, 100), None, *ends, False, tuple(made))  # noqa: FBT003
    return sum_of_weights(frame, table(weights=weights), frame.known)


def _condition(found, words):
    if words == "always":
        return TRUE_CONDITION
    if words == "any":
        return Or(tuple(one for name, one in sorted(found.items()) if name.startswith("w")))
    if words.startswith("not "):
        return Neg(_condition(found, words[4:]))
    return And((found[words],)) if words in found else ALWAYS_NOT


def shares(one):
    return one.lo * 100, one.hi * 100, one.certain


X = [("x", 10), ("not x", 30)]
Y = [("y", 1), ("not y", 2)]


def test_the_weights_of_the_levels_that_hold_are_added_to_the_start():
    assert shares(summed([X, Y], start=7, x="true", y="false")) == (19, 19, True)
    assert shares(summed([X, Y], x="false", y="true")) == (31, 31, True)
    assert shares(summed([], start=7)) == (7, 7, True)


def test_an_open_factor_lies_between_its_least_and_its_greatest_weight():
    found = summed([X, Y], start=7, y="false")
    assert shares(found) == (19, 39, True)  # covered whatever turns out
    assert found.parts == (("F0", "", None), ("F1", "not y", Fraction(2, 100)))


def test_a_level_that_holds_is_told_in_its_words():
    found = summed([X, Y], x="true", y="true")
    assert found.parts == (("F0", "x", Fraction(10, 100)), ("F1", "y", Fraction(1, 100)))
    # two that hold: between their weights, and no words
    both = summed([[("always", 10), ("x", 20), ("not x", 5)]], x="true")
    assert (both.parts, shares(both)) == ((("F0", "", None),), (10, 20, True))
    # two of one weight are that weight
    alike = summed([[("always", 10), ("x", 10)]], x="true")
    assert alike.parts == (("F0", "", Fraction(10, 100)),)
    # one level alone that is open has its words
    assert summed([[("x", 10)]]).parts == (("F0", "x", Fraction(10, 100)),)
    # and what may hold besides one that does counts for nothing
    assert shares(summed([[("always", 10), ("x", 20)]])) == (10, 10, True)


def test_the_sum_is_kept_between_floor_and_cap():
    assert shares(summed([X], floor=15, x="true"))[:2] == (15, 15)
    assert shares(summed([X], floor=10, x="true"))[:2] == (10, 10)
    assert shares(summed([X], cap=25, x="false"))[:2] == (25, 25)
    assert shares(summed([X], floor=15, cap=25))[:2] == (15, 25)
    assert shares(summed([X], floor=5, cap=40))[:2] == (10, 30)


def test_a_factor_of_which_no_level_holds_is_a_gap():
    assert summed([Y, [("never", 5)], X], start=7, x="true", y="true") == Weighed(
        Fraction(8, 100), Fraction(8, 100), (("F0", "y", Fraction(1, 100)),), gap="F1"
    )
    assert summed([[("x", 10)]], x="false").gap == "F0"
    assert summed([X, Y]).gap == ""


@pytest.mark.parametrize(
    ("factors", "facts", "certain"),
    [
        ([X], {}, True),
        ([[("x", 10)]], {}, False),  # if it does not hold nothing does
        ([[("x", 10)]], {"x": "true"}, True),
        ([[("x", 10), ("y", 20)]], {}, False),
        ([[("x", 10), ("y", 20)]], {"x": "true"}, True),
        ([X, [("y", 10)]], {}, False),  # every factor must be covered
        ([[("y", 10)], X], {}, False),
        ([[("x", 10), ("not x", 20), ("y", 30)]], {}, True),
        # thirteen open facts are not worked through; with twelve, 2¹² = 4096 completions, they are
        ([[("any", 10), ("not any", 20)]], {"w0": "false"}, False),
        ([[("any", 10), ("not any", 20)]], {"w0": "false", "w1": "false"}, True),
        ([[("any", 10), ("not any", 20)]], {"w0": "true"}, True),
    ],
)
def test_a_sum_is_certain_if_every_factor_has_a_level_whatever_turns_out(factors, facts, certain):
    assert summed(factors, **facts).certain is certain
