"""What becomes of benchmark tables: each field of rows, weights and shifts, and what is said of wrong ones."""

from datetime import date
from fractions import Fraction

import pytest
from compiling import BASIS, compiled, ruleset, sound

from enforcerules.model.citation import Citation
from enforcerules.model.program import (
    TRUE_CONDITION,
    Amount,
    And,
    Atom,
    Band,
    Benchmark,
    Factor,
    FactorLevel,
    InForce,
    Neg,
    OfMax,
    OfMin,
    Or,
    Rounding,
    Row,
    Weights,
)
from enforcerules.model.region import TRUE, exactly

FACTS = {
    "dumped": {"label": "倾倒", "type": "boolean", "basis": BASIS},
    "prompt": {"label": "及时改正", "type": "boolean", "basis": BASIS},
    "goods": {"label": "货值金额", "type": "money", "basis": BASIS},
    "harm": {"label": "后果", "type": "grade", "values": {"minor": "轻微", "grave": "严重"}, "basis": BASIS},
    "fields": {"label": "领域", "type": "set", "values": {"food": "食品", "drug": "药品"}, "basis": BASIS},
}
FINE = {"fine": {"shall": "1000元以上5000元以下"}}


def matter(name, **more):
    return {"id": name, "title": {"zh": "甲"}, "elements": "倾倒", "penalised_by": BASIS, "penalties": [FINE], **more}


USUAL = {"id": "usual", "level": "ordinary", "otherwise": True, "band": "[30%, 70%]"}
PROMPT, GRAVE = Atom("prompt", TRUE, ""), Atom("harm", exactly(1), "为严重")
CITED, RULES = (Citation("试规", 3),), (Citation("试法", 1),)


def document(*matters, **said):
    """A ruleset with one table `one` of the fine of m.one."""
    table = {"id": "one", "refines": "m.one/fine", "basis": "试规 第三条", **said}
    if "weights" not in table:
        table = {"rows": [USUAL], **table}
    return ruleset(facts=FACTS, matters=list(matters) or [matter("m.one")], benchmarks=[table])


def made(*matters, **said):
    return sound(document(*matters, **said)).benchmarks


def told(*matters, **said):
    return compiled(document(*matters, **said))[1]


def row(**said):
    """The one row of a table, `r` for what is not otherwise."""
    rest = {} if "narrows" in said else {"when": "及时改正"}
    return made(rows=[{"id": "r", **rest, **said}])[0].rows[0]


# ---- tables ------------------------------------------------------------------------------------------------------------


def test_a_table_that_says_no_more_than_it_must():
    (table,) = made()
    assert table == Benchmark(
        id="one", ruleset="t", matter="m.one", kind="fine", target=None, condition=TRUE_CONDITION, hit="unique",
        rows=(Row("usual", "ordinary", None, otherwise=True, narrows=False, result=Band(Fraction(3, 10), Fraction(7, 10), lo_open=False, hi_open=False)),),
        weights=None, rounding=None, basis=CITED, in_force=InForce(date(2020, 1, 1)), evidence="primary",
    )  # fmt: skip


def test_a_table_that_says_everything():
    (table,) = made(
        matter("m.one", penalties=[{**FINE, "target": "responsible_persons"}]),
        refines="m.one/fine@responsible_persons", title={"zh": "表", "en": "table"}, when="倾倒", hit="heaviest", status="partial",
        note="注", after_change="lighter", after_change_basis="试规 第九条", order=["usual"], evidence="secondary",
        accepts={"EC402": "乙", "EC401": "甲"}, rounding={"to": "100元", "direction": "up"},
        **{"from": "2021-02-03", "until": "2022-03-04", "known": "2021-01-01", "until_known": "2022-02-02"},
    )  # fmt: skip
    assert (table.target, table.title, table.condition) == (
        "responsible_persons",
        (("en", "table"), ("zh", "表")),
        Atom("dumped", TRUE, ""),
    )
    assert (table.hit, table.status, table.note, table.evidence) == ("heaviest", "partial", "注", "secondary")
    assert (table.after_change, table.after_change_basis) == ("lighter", (Citation("试规", 9),))
    assert (table.order, table.accepts) == (("usual",), (("EC401", "甲"), ("EC402", "乙")))
    assert table.rounding == Rounding(10_000, "up")
    assert table.in_force == InForce(date(2021, 2, 3), date(2022, 3, 4), date(2021, 1, 1), date(2022, 2, 2))


@pytest.mark.parametrize(
    ("refines", "names", "ids"),
    [
        ("m.one/fine", ["m.one"], ["one"]),
        ("m.*/fine", ["m.one", "m.two"], ["one:m.one", "one:m.two"]),
        ("m.o*/fine", ["m.one"], ["one:m.one"]),  # a pattern names what it refines, of one matter too
        ("*/fine", ["m.one", "m.two", "n.one"], ["one:m.one", "one:m.two", "one:n.one"]),
    ],
)
def test_a_table_stands_once_for_every_matter(refines, names, ids):
    found = made(matter("m.two"), matter("m.one"), matter("n.one"), refines=refines)
    assert ([one.matter for one in found], [one.id for one in found]) == (names, ids)


@pytest.mark.parametrize(
    ("refines", "found"),
    [
        ("m.one", ("ER506", {"refines": "m.one"})),
        ("m.one/", ("ER506", {"refines": "m.one/"})),
        ("m.one/fine@nobody", ("ER506", {"refines": "m.one/fine@nobody"})),
        ("m.onr/fine", ("ER307", {"matter": "m.onr", "near": "m.one"})),
        ("n.*/fine", ("ER307", {"matter": "n.*"})),
        ("m.one/fone", ("ER308", {"kind": "fone", "near": "fine"})),
    ],
)
def test_a_table_of_nothing(refines, found):
    (one,) = told(refines=refines)
    assert (one[0], {key: one[1].get(key) for key in found[1]}) == found


def test_a_table_speaks_in_the_terms_of_its_matters():
    """Where all that it refines call a fact alike; else by the label of the fact alone."""
    rows = [{"id": "r", "level": "heavier", "when": "案值1元以上", "of_max": "50%"}]
    terms = {"terms": {"goods": "案值"}}
    (table,) = made(matter("m.one", **terms), rows=rows)
    assert table.rows[0].condition.fact == "goods"
    assert (
        made(matter("m.one", **terms), matter("m.two", **terms), refines="m.*/fine", rows=rows)[1]
        .rows[0]
        .condition.fact
        == "goods"
    )
    for other in ({}, {"terms": {"goods": "涉案金额"}}):
        found = told(matter("m.one", **terms), matter("m.two", **other), refines="m.*/fine", rows=rows)
        assert [code for code, _ in found] == ["ER406"]


def test_a_matter_of_a_ruleset_beside_is_not_refined():
    other = ruleset("u", matters=[matter("m.far")], facts=FACTS)
    assert [code for code, _ in compiled(document(refines="m.far/fine"), other)[1]] == ["ER307"]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ({"after_change": "act"}, [("ER562", {"id": "one"})]),
        ({"after_change": "act", "after_change_basis": "试规 第九条"}, []),
        ({"rows": [{**USUAL, "when": "倾倒"}]}, [("ER503", {"row": "usual"})]),
        ({"rows": [{**USUAL, "narrows": True}]}, [("ER503", {"row": "usual"})]),
        ({"rows": [{**USUAL, "otherwise": False}]}, [("ER503", {"row": "usual"})]),
        ({"rows": [{**USUAL, "of_max": "50%"}]}, [("ER504", {"row": "usual"})]),
        ({"rows": [{"id": "r", "when": "倾倒", "of_min": "100%", "amount": "1000元"}]}, [("ER504", {"row": "r"})]),
        ({"rows": [{"id": "r", "when": "倾倒"}]}, []),  # the statutory range as it is
        ({"rows": [{"id": "r", "when": "倾倒", "level": "mitigated", "amount": "1元"}]}, [("ER502", {"rule": "r"})]),
        ({"rows": [{"id": "r", "narrows": True, "level": "mitigated", "amount": "1元"}]}, []),
        ({"rows": [USUAL, {**USUAL}]}, [("ER309", {"id": "usual"})]),
        ({"rows": [USUAL, {**USUAL}, {**USUAL}]}, [("ER309", {"id": "usual"})] * 2),
        ({"weights": {"factors": [{"fact": "harm", "levels": [{"when": "后果为轻微", "weight": "0%"}]}]}, "rows": [USUAL]}, [("ER505", {"id": "one"})]),
    ],
    ids=lambda one: one if isinstance(one, str) else None,  # of a set the order is not the same in every process
)  # fmt: skip
def test_what_is_said_of_the_rows_of_a_table(said, found):
    assert [
        (code, {k: v for k, v in args.items() if k in {"id", "row", "rule"}}) for code, args in told(**said)
    ] == found


# ---- rows and results --------------------------------------------------------------------------------------------------


def test_a_row_that_says_everything():
    said = {
        "title": {"zh": "从重"},
        "level": "heavier",
        "amount": "2000元",
        "basis": "试法 第一条",
        "note": "注",
        "statute": "maximum",
    }
    assert row(**said) == Row(
        "r", "heavier", PROMPT, otherwise=False, narrows=False, result=Amount(None, Fraction(200_000), Fraction(200_000)),
        title=(("zh", "从重"),), basis=RULES, note="注", statute="maximum",
    )  # fmt: skip
    assert row(narrows=True, level="mitigated", amount="1元").narrows


def test_a_row_is_read_as_what_it_cites_is_read():
    """Its condition and its amount by its own basis, and by that of the table where it has none."""
    said = document(rows=[{"id": "a", "when": "货值金额1元以上", "amount": "1元以上2元以下"},
                          {"id": "b", "when": "货值金额2元以上", "amount": "1元以上2元以下", "basis": "试法 第一条"}])  # fmt: skip
    rules = {**said["instruments"]["试规"], "reads": {"以上": "excluded"}}
    (table,) = sound({**said, "instruments": {**said["instruments"], "试规": rules}}).benchmarks
    assert [one.condition.region.intervals[0].lo_open for one in table.rows] == [True, False]
    assert [one.result.lo_open for one in table.rows] == [True, False]


def part(lo, hi, *, lo_open=False, hi_open=False):
    return Band(Fraction(lo), Fraction(hi), lo_open=lo_open, hi_open=hi_open)


@pytest.mark.parametrize(
    ("said", "result"),
    [
        ({"band": "[0%, 100%]"}, part(0, 1)),
        ({"band": "(30%, 70%)"}, part("0.3", "0.7", lo_open=True, hi_open=True)),
        ({"band": "（30%，70%]"}, part("0.3", "0.7", lo_open=True)),
        ({"band": "[30% , 70.5%）"}, part("0.3", "0.705", hi_open=True)),
        ({"band": "[50%, 50%]"}, part("0.5", "0.5")),
        ({"of_max": "0%"}, OfMax(Fraction(0))),
        ({"of_max": "50%"}, OfMax(Fraction(1, 2))),
        ({"of_max": "100%"}, OfMax(Fraction(1))),
        ({"of_max": "[40%, 60%)"}, OfMax(Fraction(3, 5), part("0.4", "0.6", hi_open=True))),
        ({"of_max": "(40%, 60%]"}, OfMax(Fraction(3, 5), part("0.4", "0.6", lo_open=True))),
        ({"of_max": "（40%, 60%]"}, OfMax(Fraction(3, 5), part("0.4", "0.6", lo_open=True))),
        ({"of_min": "100%"}, OfMin(Fraction(1))),
        ({"of_min": "100.01%"}, OfMin(Fraction(10001, 10000))),
        ({"of_min": "150%"}, OfMin(Fraction(3, 2))),
        ({"amount": "1000元以上2000元以下"}, Amount(None, Fraction(100_000), Fraction(200_000))),
        ({"amount": "货值金额2倍"}, Amount("goods", Fraction(2), Fraction(2))),
        ({}, None),
    ],
    ids=lambda one: one if isinstance(one, str) else None,  # of a set the order is not the same in every process
)  # fmt: skip
def test_the_result_of_a_row(said, result):
    assert row(**said).result == result


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ({"band": "30%"}, ("ER416", {"text": "30%"})),
        ({"band": "[0.3, 0.7]"}, ("ER416", {"text": "[0.3, 0.7]"})),
        ({"band": "[70%, 30%]"}, ("ER417", {"text": "[70%, 30%]"})),
        ({"band": "[70%, 100.01%]"}, ("ER224", {"found": "100.01%", "low": "0%", "high": "100%"})),
        ({"band": "[120%, 110%]"}, ("ER417", {"text": "[120%, 110%]"})),
        ({"of_max": "100.01%"}, ("ER224", {"found": "100.01%", "low": "0%", "high": "100%"})),
        ({"of_max": "-0.01%"}, ("ER224", {"found": "-0.01%", "low": "0%", "high": "100%"})),
        ({"of_max": "一半"}, ("ER243", {"found": "一半"})),
        ({"of_max": "[30%"}, ("ER416", {"text": "[30%"})),
        ({"of_min": "99.99%"}, ("ER224", {"found": "99.99%", "low": "100%", "high": "…"})),
        ({"of_min": "50"}, ("ER243", {"found": "50"})),
        ({"amount": "2倍"}, ("ER415", {"text": "2倍"})),
    ],
    ids=lambda one: one if isinstance(one, str) else None,  # of a set the order is not the same in every process
)
def test_a_result_that_is_none(said, found):
    of_it = [one for one in told(rows=[{"id": "r", "when": "及时改正", **said}]) if one[0] == found[0]]
    assert of_it == [found]


def test_what_stands_for_a_wrong_result():
    """The whole of a band that cannot be read, and no share below the minimum: so that nothing else is said of it."""
    (table,) = compiled(
        document(
            rows=[
                {"id": "a", "when": "及时改正", "band": "30%"},
                {"id": "b", "when": "倾倒", "of_min": "50%"},
                {"id": "c", "when": "倾倒", "of_max": "一半"},
            ]
        )
    )[0].benchmarks
    assert [one.result for one in table.rows] == [part(0, 1), OfMin(Fraction(1)), OfMax(Fraction(0))]


# ---- weights -----------------------------------------------------------------------------------------------------------

LEVELS = [{"when": "后果为轻微", "weight": "0%"}, {"when": "后果为严重 且 货值金额1元以上", "weight": "12.5%"}]


def test_a_weight_table_that_says_everything():
    weights = {
        "start": "30%", "of": "5000元", "cap": "90%", "floor": "10%", "mode": "interpolate",
        "factors": [{"fact": "后果", "title": {"zh": "危害"}, "levels": LEVELS}, {"fact": "goods", "levels": LEVELS[:1]}],
    }  # fmt: skip
    (table,) = made(weights=weights)
    minor = FactorLevel(Atom("harm", exactly(0), "为轻微"), Fraction(0), "后果为轻微")
    both = FactorLevel(table.weights.factors[0].levels[1].condition, Fraction(1, 8), "后果为严重且货值金额1元以上")
    assert isinstance(both.condition, And)
    assert table.weights == Weights(
        Fraction(3, 10), Amount(None, Fraction(500_000), Fraction(500_000)), Fraction(9, 10), Fraction(1, 10), interpolate=True,
        factors=(Factor("harm", "危害", (minor, both)), Factor("goods", "货值金额", (minor,))),
    )  # fmt: skip
    assert table.rows == ()


def test_a_weight_table_that_says_no_more_than_it_must():
    (table,) = made(weights={"factors": [{"fact": "harm", "levels": LEVELS[:1]}]})
    assert (table.weights.start, table.weights.of, table.weights.cap, table.weights.floor) == (0, None, None, None)
    assert not table.weights.interpolate
    assert table.weights.factors[0].title == "后果"


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ("后果为严重", "后果为严重"),
        ("货值金额>=1元", "货值金额不低于1元"),  # symbols in words
        ("倾倒", "倾倒"),
        ("后果为严重 且 倾倒", "后果为严重且倾倒"),
        ("后果为严重 且 （倾倒 且 及时改正）", "后果为严重且倾倒且及时改正"),
        # what is none of these is shown as it is written
        ("后果为严重 或 倾倒", "后果为严重 或 倾倒"),
        ("非 倾倒", "非 倾倒"),
        ("后果为严重 且 非 倾倒", "后果为严重 且 非 倾倒"),
        ("非 倾倒 且 后果为严重", "非 倾倒 且 后果为严重"),
        ("领域包含食品", "领域包含食品"),  # of a member, which is no fact of its own
        ("后果已查明", "后果已查明"),
    ],
)
def test_a_level_in_words(when, words):
    (table,) = made(weights={"factors": [{"fact": "harm", "levels": [{"when": when, "weight": "0%"}]}]})
    assert table.weights.factors[0].levels[0].wanted == words


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ({"start": "三成"}, [("ER243", {"found": "三成"})]),
        ({"cap": "1"}, [("ER243", {"found": "1"})]),
        ({"floor": "0"}, [("ER243", {"found": "0"})]),
        ({"of": "1000元以上2000元以下"}, [("ER420", {"text": "1000元以上2000元以下"})]),
        ({"of": "1000元以上"}, [("ER420", {"text": "1000元以上"})]),
        ({"of": "1000元"}, []),
        ({"of": "两千"}, [("ER406", {"text": "两千"})]),
        ({"factors": [{"fact": "没有这个", "levels": LEVELS[:1]}]}, [("ER302", {"name": "没有这个"})]),
        ({"factors": [{"fact": "harm", "levels": [{"when": "后果为轻微", "weight": "5"}]}]}, [("ER243", {"found": "5"})]),
    ],
    ids=lambda one: one if isinstance(one, str) else None,  # of a set the order is not the same in every process
)  # fmt: skip
def test_what_is_said_of_weights(said, codes):
    found = told(weights={"factors": [{"fact": "harm", "levels": LEVELS}], **said})
    assert [code for code, _ in found] == [code for code, _ in codes]
    assert all(wanted.items() <= args.items() for (_, args), (_, wanted) in zip(found, codes, strict=True))


def test_a_factor_that_is_unknown_is_called_as_it_is_written():
    (table,) = compiled(document(weights={"factors": [{"fact": "没有这个", "levels": LEVELS[:1]}]}))[0].benchmarks
    (factor,) = table.weights.factors
    assert (factor.fact, factor.title) == ("没有这个", "没有这个")


@pytest.mark.parametrize(
    ("to", "rounded", "found"),
    [
        ("1元", 100, None),  # in 分
        ("0.01元", 1, None),
        ("100元", 10_000, None),
        ("1万元", 1_000_000, None),
        ("0元", 1, "ER224"),
        ("-1元", 1, "ER224"),
        ("0.001元", 1, "ER240"),
        ("10%", 1, "ER240"),
        ("100元以下", 1, "ER240"),
        ("100元以上", 1, "ER240"),
        ("100元至200元", 1, "ER240"),
        ("100元，不超过200元", 1, "ER240"),
        ("货值金额100元", 1, "ER240"),
        ("三成", 1, "ER406"),
    ],
)
def test_what_is_rounded_to(to, rounded, found):
    """One figure of money, of whole 分; another one is told, and the smallest stands for it."""
    program, told = compiled(document(rounding={"to": to, "direction": "down"}))
    assert found in {None, *(code for code, _ in told)}
    assert bool(told) == bool(found)
    assert found != "ER224" or told == [("ER224", {"found": to, "low": ">0", "high": "…"})]
    assert program.benchmarks[0].rounding == Rounding(rounded, "down")


def test_a_table_without_rows_and_weights():
    said = ruleset(
        facts=FACTS, matters=[matter("m.one")], benchmarks=[{"id": "one", "refines": "m.one/fine", "basis": BASIS}]
    )
    assert compiled(said)[1] == [("ER505", {"id": "one"})]


# ---- shifts ------------------------------------------------------------------------------------------------------------

ROWS = [
    {"id": "a", "level": "lighter", "when": "货值金额不足1元", "band": "[0%, 30%)"},
    {
        "id": "b",
        "level": "ordinary",
        "when": "货值金额1元以上",
        "amount": "1000元以上2000元以下",
        "basis": "试法 第一条",
    },
    {"id": "c", "level": "heavier", "otherwise": True, "of_max": "90%"},
]
TOP, NEXT = {"when": "及时改正", "to": "top"}, {"when": "后果为严重", "to": "next"}


def test_rows_that_are_shifted():
    """Every row as printed where no shift holds, then to its top, then to the next; the last row has no next."""
    (table,) = made(rows=ROWS, shift=[TOP, NEXT], order=["a", "b", "c"])
    plain = made(rows=ROWS)[0].rows
    first, second = plain[0].condition, plain[1].condition
    own = {"a": first, "b": second, "c": Neg(Or((first, second)))}
    unmoved = Neg(Or((PROMPT, GRAVE)))
    lo, hi = Fraction(100_000), Fraction(200_000)
    wanted = []
    for name, result, top, level, after in (
        ("a", part(0, "0.3", hi_open=True), part("0.3", "0.3"), "lighter", ("ordinary", Amount(None, lo, hi))),
        ("b", Amount(None, lo, hi), Amount(None, hi, hi), "ordinary", ("heavier", OfMax(Fraction(9, 10)))),
        ("c", OfMax(Fraction(9, 10)), OfMax(Fraction(9, 10)), "heavier", ("heavier", OfMax(Fraction(9, 10)))),
    ):
        basis = RULES if name == "b" else ()
        wanted += [
            (name, level, And((own[name], unmoved)), result, False, basis),
            (f"{name}+top", level, And((own[name], PROMPT)), top, False, basis),
            (f"{name}+next", after[0], And((own[name], GRAVE)), after[1], True, basis),
        ]
    assert [(one.id, one.level, one.condition, one.result, one.moved, one.basis) for one in table.rows] == wanted
    assert not any(one.otherwise or one.narrows for one in table.rows)


@pytest.mark.parametrize(
    ("said", "shifted"),
    [
        ({"shift": [TOP]}, True),  # to the top of a row needs no order of rows
        ({"shift": [TOP], "order": ["c", "a", "b"]}, True),
        ({"shift": [TOP], "order": ["a", "b"]}, False),
        ({"shift": [NEXT]}, False),
        ({"shift": [TOP, NEXT]}, False),
        ({"shift": [NEXT], "order": ["a", "b"]}, False),
        ({"shift": [NEXT], "order": ["a", "b", "c", "d"]}, False),
        ({"shift": [NEXT], "order": ["b", "c", "a"]}, True),
        ({"shift": [TOP], "rows": [*ROWS[:2], {"id": "c", "narrows": True, "amount": "1元"}]}, False),
    ],
    ids=lambda one: one if isinstance(one, str) else None,  # of a set the order is not the same in every process
)
def test_whether_rows_can_be_shifted(said, shifted):
    program, found = compiled(document(**{"rows": ROWS, **said}))
    assert found == ([] if shifted else [("ER524", {"id": "one"})])
    ids = [row.id for row in program.benchmarks[0].rows]
    assert ids[::2] != ["a", "c"] if shifted else ids == ["a", "b", "c"]


def test_the_order_is_the_one_that_is_said():
    (table,) = made(rows=ROWS, shift=[NEXT], order=["b", "c", "a"])
    moved = {row.id: row.level for row in table.rows if row.moved}
    assert moved == {"b+next": "heavier", "c+next": "lighter", "a+next": "lighter"}  # a is the last: it keeps to itself


def test_an_amount_without_an_upper_end_has_no_top():
    rows = [{"id": "a", "when": "货值金额不足1元", "amount": "1000元以上"}, {"id": "b", "when": "货值金额1元以上"}]
    (table,) = made(rows=rows, shift=[TOP])
    assert {row.id: row.result for row in table.rows if row.id.endswith("+top")} == {
        "a+top": Amount(None, Fraction(100_000), None),
        "b+top": None,
    }


def test_a_weight_table_is_not_shifted():
    assert [code for code, _ in told(weights={"factors": [{"fact": "harm", "levels": LEVELS}]}, shift=[TOP])] == [
        "ER524"
    ]
