"""Facts of one id over several rulesets (ER319, ER320), circles and long ways (ER509, ER525, ER526): where rulesets meet and where not."""

import pytest
from compiling import BASIS, below, compiled, ruleset, sound

from enforcerules.compile.alike import _meet, check_alike, signature
from enforcerules.compile.derived import circle_from, factors_of, step, whole_of
from enforcerules.model.program import (
    TRUE_CONDITION,
    And,
    Arithmetic,
    Atom,
    Fact,
    Neg,
    Or,
    Ratio,
    Ruleset,
    When,
)
from enforcerules.model.region import TRUE

DUMPED = {"dumped": {"label": "倾倒", "type": "boolean", "basis": BASIS}}
MATTER = {
    "id": "m.one",
    "title": {"zh": "甲"},
    "elements": "倾倒",
    "penalised_by": BASIS,
    "penalties": [{"fine": {"shall": "1元"}}],
}
HOUSES = {"label": "户数", "type": "integer", "unit": "户", "basis": BASIS}
FAMILIES = {**HOUSES, "unit": "家"}
NEAR = {"label": "户数", "type": "boolean", "basis": BASIS}


def home(**parts):
    return ruleset(facts={**DUMPED, **parts.pop("facts", {})}, matters=[MATTER], **parts)


def local(name, code, fact=None, above="t", **parts):
    facts = {} if fact is None else {"facts": {"near": fact}}
    return below(name, above, territory=[code] if isinstance(code, str) else code, **facts, **parts)


@pytest.mark.parametrize(
    ("documents", "found"),
    [
        # the special one replaces that of the general one
        ([home(facts={"near": HOUSES}), local("a", "440000", {**NEAR, "overrides": True})], [("near", "t", "@integer", "@truth")]),
        ([home(facts={"near": HOUSES}), local("a", "440000", {**FAMILIES, "overrides": True})], [("near", "t", "@integer", "@integer")]),
        ([home(facts={"near": HOUSES}), local("a", "440000", {**HOUSES, "overrides": True})], []),
        # side by side below a ruleset that has matters: where a place lies in both
        ([home(), local("a", "440000", HOUSES), local("b", "440100", NEAR)], [("near", "a", "@integer", "@truth")]),
        ([home(), local("a", "440000", HOUSES), local("b", "450000", NEAR)], []),
        ([home(), local("a", ["450000", "440000"], HOUSES), local("b", ["110000", "440100"], NEAR)], [("near", "a", "@integer", "@truth")]),
        ([home(), local("a", ["450000", "440000"], HOUSES), local("b", ["110000", "330000"], NEAR)], []),
        # below one that has none no case is decided with both
        ([ruleset(), local("a", "440000", HOUSES), local("b", "440100", NEAR)], []),
        # of three the first two agree, the third is told
        ([home(), local("a", "440000", HOUSES), local("b", "440000", HOUSES), local("c", "440000", NEAR)],
         [("near", "a", "@integer", "@truth"), ("near", "b", "@integer", "@truth")]),
        # two that do not meet, and a third that meets the second: the first pair ends nothing
        ([home(), local("a", "110000", HOUSES), local("b", "440000", NEAR), local("c", "440100", FAMILIES)], [("near", "b", "@truth", "@integer")]),
        ([home(), local("a", "440000", HOUSES), local("b", "440000", HOUSES), local("c", "440100", NEAR), local("d", "110000", NEAR)],
         [("near", "a", "@integer", "@truth"), ("near", "b", "@integer", "@truth")]),
        # told once, however many rulesets see it
        ([home(facts={"near": HOUSES}), local("a", "440000", {**NEAR, "overrides": True}), local("b", "440100", above="a")],
         [("near", "t", "@integer", "@truth")]),
    ],
    ids=range(12),
)  # fmt: skip
def test_a_fact_is_one_kind_of_value_where_rulesets_meet(documents, found):
    told = [
        (args["name"], args["other"], args["expected"], args["type"])
        for code, args in compiled(*documents)[1]
        if code == "ER319"
    ]
    assert sorted(told) == found


def seen(name, lineage, territories=("000000",), facts=()):
    return Ruleset(name, (), territories, lineage[:-1], lineage, "full", None, {}, dict(facts), {}, {})


def test_which_rulesets_meet():
    top, mid = seen("t", ("t",)), seen("m", ("t", "m"), ("440000",))
    north, south = seen("n", ("t", "m", "n"), ("440100",)), seen("s", ("t", "m", "s"), ("440300",))
    both = seen("b", ("t", "b"), ("110000", "440103"))
    for one, other, homes, wanted in (
        (top, mid, (), True),  # one extends the other, whatever has matters
        (north, top, (), True),
        (north, south, ("t",), False),
        (north, both, ("t",), True),  # 440103 lies in 440100
        (both, north, ("t",), True),
        (north, both, ("m",), False),  # the matters are of a ruleset that only one of them extends
        (both, north, ("m",), False),
        (south, both, ("t",), False),
        (mid, both, ("t",), True),
        (mid, both, (), False),
        (mid, both, ("u",), False),
    ):
        assert _meet(one, other, homes) == wanted, (one.id, other.id, homes)


def test_kinds_that_differ_are_told_at_the_more_special_fact():
    """Which sees which, in the order of how special rulesets are, whatever the order they come in."""
    one, two = Fact("near", "甲", "integer", "z", unit="户"), Fact("near", "甲", "money", "a")
    rulesets = {"a": seen("a", ("z", "a"), facts={"near": two}), "z": seen("z", ("z",), facts={"near": one})}
    told = []
    check_alike(rulesets, (), lambda fact: (lambda *given, **args: told.append((fact.ruleset, given, args)), None))
    assert told == [("a", ("ER319", None), {"name": "near", "other": "z", "expected": "@integer", "type": "@money"})]
    assert signature(one) == ("integer", "户")
    assert signature(two) == ("money", None)


SCHOOL = {"label": "学校旁", "type": "boolean", "basis": BASIS}


@pytest.mark.parametrize(
    ("documents", "found"),
    [
        # two that meet have each their own: which is meant is open, unless both mean the same
        ([home(), local("a", "440000", SCHOOL), local("b", "440100", {**SCHOOL, "proves": "party"})], [("near", "a", "b")]),
        ([home(), local("a", "440000", SCHOOL), local("b", "440100", {**SCHOOL, "direction": "heavier"})], [("near", "a", "b")]),
        ([home(), local("a", "440000", SCHOOL), local("b", "440100", {**SCHOOL, "label": "校园旁", "also": ["学校边"], "en": "near",
                                                                     "note": "注", "evidence": "secondary", "basis": "试规 第二条"})], []),
        ([home(), local("a", "440000", SCHOOL), local("b", "450000", {**SCHOOL, "proves": "party"})], []),
        # one that extends the other goes before it
        ([home(), local("a", "440000", SCHOOL), local("b", "440100", {**SCHOOL, "proves": "party", "overrides": True}, above="a")], []),
        # without matters above both there is no such case
        ([ruleset(facts=DUMPED), local("a", "440000", SCHOOL), local("b", "440100", {**SCHOOL, "proves": "party"})], []),
        # of several places of one each counts
        ([home(), local("a", ["450000", "440000"], SCHOOL), local("b", "440100", {**SCHOOL, "proves": "party"})], [("near", "a", "b")]),
        # rulesets of which neither extends the other and that nothing joins do not meet
        ([home(facts={"near": SCHOOL}), ruleset("u", facts={**DUMPED, "near": {**SCHOOL, "proves": "party"}}, matters=[{**MATTER, "id": "u.one"}])], []),
        # what replaces one of two is held against the other; what it replaces no more
        ([home(), local("a", "440000", SCHOOL), local("b", "440000", {**SCHOOL, "proves": "party"}),
          local("c", "440000", {**SCHOOL, "proves": "party", "overrides": True}, above="a")], []),
        ([home(), local("a", "440000", SCHOOL), local("b", "440000", {**SCHOOL, "proves": "party"}),
          local("c", "440000", {**SCHOOL, "ask": "if_raised", "overrides": True}, above="a")], [("near", "b", "c")]),
        # two that one ruleset extends meet in every case of its matters, in places below where one goes before both too
        ([ruleset("p", facts={"near": SCHOOL}), ruleset("q", facts={"near": {**SCHOOL, "proves": "party"}}),
          {**home(), "extends": ["p", "q"]}, local("l", "000000", {**SCHOOL, "overrides": True})], [("near", "p", "q")]),
        # another kind of value is told as such, and only so
        ([home(), local("a", "440000", SCHOOL), local("b", "440100", HOUSES)], []),
        ([home(), local("a", "440000", SCHOOL), local("b", "440100", {**SCHOOL, "proves": "party"}), local("c", "440103", {**SCHOOL, "ask": "if_raised"})],
         [("near", "a", "b"), ("near", "a", "c")]),
    ],
    ids=range(13),
)  # fmt: skip
def test_a_fact_is_one_thing_where_rulesets_meet(documents, found):
    told = [(args["name"], args["other"], args["ruleset"]) for code, args in compiled(*documents)[1] if code == "ER320"]
    assert sorted(told) == found


def truth(when, label):
    return {"label": label, "when": when, "basis": BASIS}


def circles(*documents):
    return [args["path"] for code, args in compiled(*documents)[1] if code == "ER509"]


def test_a_circle_over_two_rulesets_that_meet():
    """甲 follows from 乙 above; 乙 of one and 甲 of the other replace them, and lead to each other in places of both only."""
    top = home(derived={"one": truth("倾倒", "甲"), "two": truth("倾倒", "乙")})
    first = local("a", "440000", derived={"one": {**truth("乙", "甲"), "overrides": True}})
    for code, wanted in (("440100", ["甲 → 乙 → 甲"]), ("450000", [])):
        second = local("b", code, derived={"two": {**truth("甲", "乙"), "overrides": True}})
        assert circles(top, first, second) == wanted
    # also where others of those that replace facts extend one another
    top = home(derived={"one": truth("倾倒", "甲"), "two": truth("倾倒", "乙"), "three": truth("倾倒", "丙")})
    third = local("c", "440100", above="a", derived={"three": {**truth("非 倾倒", "丙"), "overrides": True}})
    second = local("b", "440100", derived={"two": {**truth("甲", "乙"), "overrides": True}})
    assert circles(top, first, second, third) == ["甲 → 乙 → 甲"]
    # where one extends the other it is a circle of that one
    assert circles(
        top, first, local("b", "440100", above="a", derived={"two": {**truth("甲", "乙"), "overrides": True}})
    ) == ["乙 → 甲 → 乙"]


def test_a_circle_of_one_ruleset_is_told_once():
    """Whatever else meets it, and in whatever order it declares its facts."""
    own = local("a", "440000", derived={"two": truth("甲", "乙"), "one": truth("乙", "甲")})
    other = local("b", "440100", derived={"three": truth("倾倒", "丙")})
    assert circles(home(), own, other) == ["甲 → 乙 → 甲"]


# ---- derived from one another ------------------------------------------------------------------------------------------


def facts_of(**reads):
    """Facts that are true when all that they read are."""
    made = {name: Fact(name, name, "boolean", "t") for several in reads.values() for name in several}
    return {**made, **{name: Fact(name, name, "boolean", "t", formula=When(And(tuple(Atom(one, TRUE, "") for one in several))))
                       for name, several in reads.items()}}  # fmt: skip


@pytest.mark.parametrize(
    ("reads", "start", "way"),
    [
        ({"a": ["b"]}, "a", []),
        ({"a": ["a"]}, "a", ["a", "a"]),
        ({"a": ["b"], "b": ["a"]}, "a", ["a", "b", "a"]),
        ({"a": ["b"], "b": ["c"], "c": ["a"]}, "a", ["a", "b", "c", "a"]),
        ({"a": ["b"], "b": ["c"], "c": ["a"]}, "b", ["b", "c", "a", "b"]),
        ({"a": ["b", "d"], "b": ["c"], "c": ["a"], "d": ["a"]}, "a", ["a", "d", "a"]),  # the shortest
        ({"a": ["b"], "b": ["c"], "c": ["b"]}, "a", []),  # leads into a circle, and is in none
    ],
)
def test_the_way_back_to_a_fact(reads, start, way):
    assert circle_from(start, facts_of(**reads)) == way


def test_every_circle_is_told_once():
    said = ruleset(
        facts={"x": {"label": "某", "type": "boolean", "basis": BASIS}},
        derived={
            "a": truth("乙", "甲"),
            "b": truth("甲", "乙"),
            "c": truth("丁", "丙"),
            "d": truth("丙 或 某", "丁"),
            "e": truth("某 且 甲", "戊"),
        },
    )
    assert circles(said) == ["甲 → 乙 → 甲", "丙 → 丁 → 丙"]


ONE, TWO, THREE = (Atom(name, TRUE, "") for name in ("a", "b", "c"))


def derived_fact(formula, type_="boolean"):
    return Fact("x", "某", type_, "t", formula=formula)


@pytest.mark.parametrize(
    ("formula", "steps"),
    [
        (When(TRUE_CONDITION), 1),
        (When(ONE), 1),
        (When(And((ONE, TWO))), 1),
        (When(Neg(ONE)), 1),
        (When(Or((ONE, And((TWO, Neg(THREE)))))), 3),
        (Ratio("a", "b"), 1),
        (Arithmetic("sum", ("a", "b")), 1),
    ],
    ids=lambda one: one if isinstance(one, str) else None,  # of a set the order is not the same in every process
)
def test_how_many_steps_a_formula_is(formula, steps):
    assert step(derived_fact(formula)) == steps


@pytest.mark.parametrize(
    ("formula", "factors"),
    [
        (Arithmetic("times", ("a", "b", "c")), 2 + 3 + 5),
        (Arithmetic("times", ("a", "a")), 4),
        (Arithmetic("times", (7, 8)), 1),
        (Arithmetic("sum", ("a", "b", "c")), 5),
        (Arithmetic("max", ("a", 7)), 2),
        (Ratio("a", "b"), 3),
        (When(And((ONE, TWO))), 3),
        (When(TRUE_CONDITION), 1),
    ],
    ids=lambda one: one if isinstance(one, str) else None,  # of a set the order is not the same in every process
)
def test_of_how_many_factors_a_value_is(formula, factors):
    """Those of what it multiplies come together; else as many as any one that it reads. a: 2, b: 3, c: 5."""
    made = derived_fact(formula, "decimal")
    assert factors_of(made, {"a": 2, "b": 3, "c": 5}.__getitem__) == factors


def test_a_member_is_the_set_that_it_is_of():
    assert (whole_of("fields∋money"), whole_of("fields")) == ("fields", "fields")


def chain(number, first="某"):
    """So many facts, each of which follows from the one before."""
    said, derived = first, {}
    for at in range(number):
        derived[f"d{at:02}"] = truth(f"非 {said}", f"推{at:02}")
        said = f"推{at:02}"
    return derived


SET = {
    "x": {"label": "某", "type": "boolean", "basis": BASIS},
    "s": {"label": "领域", "type": "set", "values": {"a": "金融"}, "basis": BASIS},
}


@pytest.mark.parametrize(
    ("derived", "found"),
    [
        (chain(64), []),
        (chain(65), [("ER525", {"fact": "推64", "limit": "64"})]),
        (chain(70), [("ER525", {"fact": "推64", "limit": "64"})]),  # the first that is too far, once
        ({**chain(63), "e": truth("推62 或 （领域包含金融 且 某）", "戊")}, [("ER525", {"fact": "戊", "limit": "64"})]),
        ({**chain(62), "e": truth("推61 或 （领域包含金融 且 某）", "戊")}, []),
    ],
    ids=["64", "65", "70", "63 and 2", "62 and 2"],
)
def test_over_how_many_steps_a_fact_may_follow(derived, found):
    assert compiled(ruleset(facts=SET, derived=derived))[1] == found


def products(*numbers):
    """Facts that are products of so many facts: of the case first, then of the products before as well."""
    facts = {f"f{at:03}": {"label": f"数{at:03}", "type": "decimal", "basis": BASIS} for at in range(max(numbers))}
    derived, before = {}, []
    for at, number in enumerate(numbers):
        operands = [f"数{one:03}" for one in range(number)]
        derived[f"p{at}"] = {"label": f"积{at}", "times": [*operands, *before], "unit": "倍", "basis": BASIS}
        before = [f"积{at}"]
    return ruleset(facts=facts, derived=derived)


def test_of_how_many_factors_a_product_may_be():
    from enforcerules.base.limits import DERIVED_FACTORS

    assert sound(products(DERIVED_FACTORS))
    assert compiled(products(DERIVED_FACTORS + 1))[1] == [("ER526", {"fact": "积0", "limit": str(DERIVED_FACTORS)})]
    half = DERIVED_FACTORS // 2
    assert sound(products(half, DERIVED_FACTORS - half))
    assert compiled(products(half, DERIVED_FACTORS - half + 1))[1] == [
        ("ER526", {"fact": "积1", "limit": str(DERIVED_FACTORS)})
    ]


def test_what_is_unknown_is_one_factor():
    """That it is unknown is told, and nothing else because of it."""
    said = products(15)
    said["facts"]["day"] = {"label": "日", "type": "date", "basis": BASIS}
    said["derived"]["late"] = {"label": "逾期", "days": {"from": "none_such", "to": "day"}, "basis": BASIS}
    said["derived"]["p0"]["times"].append("逾期")
    assert [code for code, _ in compiled(said)[1]] == ["ER302"]


def test_what_is_too_far_above_is_not_told_again_below():
    assert compiled(ruleset(facts=SET, derived=chain(65)), below("a", facts={"y": {**SET["x"], "label": "又"}}))[1] == [
        ("ER525", {"fact": "推64", "limit": "64"})
    ]
    assert [
        args["fact"]
        for _, args in compiled(
            ruleset(facts=SET, derived=chain(64)), below("a", derived={"e": truth("非 推63", "戊")})
        )[1]
    ] == ["戊"]
