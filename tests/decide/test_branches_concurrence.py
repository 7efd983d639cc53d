"""One act under several provisions where there is too much to look at, and caps on detention that are none for this case."""

import pytest
from strategies import HEAD, case_for, program_of

from enforcerules.load.cases import case_of
from enforcerules.pipeline import decide

WIDE = 13  # two cells each: 8192 combinations, more than the 4096 that are worked through
KINDS = {
    **HEAD["kinds"],
    "warning": {"label": "警告", "class": "penalty", "article9": "1"},
    "suspend_business": {"label": "责令停产停业", "class": "penalty", "article9": "4"},
    "detention": {"label": "行政拘留", "class": "penalty", "article9": "5"},
}
BY_AMOUNT = {"id": "g.amount", "then": {"concur": "by_amount"}, "basis": "试法 第二十九条"}


def truth(label, **more):
    return {"label": label, "type": "boolean", **more}


def money(label):
    return {"label": label, "type": "money"}


def matter(name, elements, *penalties, **more):
    return {"id": f"m.{name}", "title": name, "elements": elements, "penalised_by": "试法 第九条",
            "penalties": list(penalties), **more}  # fmt: skip


def fine(amount):
    return {"fine": {"shall": amount}}


def program(facts, matters, gates=(BY_AMOUNT,)):
    return program_of(
        {
            **HEAD,
            "ruleset": "small",
            "title": {"zh": "小规则"},
            "kinds": KINDS,
            "facts": facts,
            "matters": list(matters),
            **({"gates": list(gates)} if gates else {}),
        }
    )


def decided(made, facts, **more):
    return decide(made, case_for(sorted(made.matters), facts, **more))


# ---- too many to look at -----------------------------------------------------------------------------------------


def test_too_many_provisions_ask_for_all_that_is_open():
    """Thirteen provisions, each open on a fact of its own: nothing is worked out, and whatever is open may matter."""
    facts = {f"b{n}": truth(f"第{n}情形") for n in range(WIDE)}
    made = program(facts, [matter(f"n{n:02}", f"第{n}情形", fine("1000元")) for n in range(WIDE)])
    (one,) = decided(made, dict.fromkeys(facts)).concurrences
    assert (one.state, one.prevails, one.because) == ("open", None, ("too_many",))
    assert one.options == tuple(sorted(made.matters))
    assert one.asks == tuple(sorted(facts))


def test_too_many_values_of_bases_leave_it_open():
    """Nine bases that nobody found: each value of one goes with each of the others, so the fines are in no order."""
    facts = {"b": truth("行为"), **{f"v{n}": money(f"第{n}金额") for n in range(9)}}
    made = program(facts, [matter(f"n{n}", "行为", fine(f"第{n}金额{n + 1}倍以上{n + 5}倍以下")) for n in range(9)])
    (one,) = decided(made, {"b": "true"}).concurrences
    assert (one.state, one.prevails) == ("open", None)
    assert "too_many" in one.because
    assert one.asks == tuple(f"v{n}" for n in range(9))


def test_a_provision_that_is_too_wide_asks_for_its_own_facts():
    """At least one of thirteen facts must be proved for the fine of 9000元: if none is, the fine of 1000元 stands alone."""
    facts = {"b": truth("行为"), **{f"b{n}": truth(f"第{n}情形") for n in range(WIDE)}}
    wide = " 或 ".join(f"第{n}情形" for n in range(WIDE))
    made = program(facts, [matter("narrow", "行为", fine("1000元")), matter("wide", wide, fine("9000元"))])
    unknown = dict.fromkeys(f"b{n}" for n in range(WIDE))
    (one,) = decided(made, {"b": "true", **unknown}).concurrences
    assert (one.state, one.options, one.because) == ("open", ("m.narrow", "m.wide"), ("only", "maximum"))
    assert one.asks == tuple(sorted(unknown))
    (known,) = decided(made, {"b": "true", **unknown, "b7": "true"}).concurrences
    assert (known.state, known.prevails) == ("settled", "m.wide")


# ---- sparing the party under one of them ---------------------------------------------------------------------------


def sparing(name, *matters, **more):
    return {"id": name, "when": "情形", "then": "spare", "strength": "may", "basis": "试法 第五条", **({"matter": list(matters)} if matters else {}), **more}


def spared_in(*rules, facts=None):
    known = {"b": truth("行为"), "x": truth("情形")}
    made = program_of(
        {
            **HEAD, "ruleset": "small", "title": {"zh": "小规则"}, "kinds": KINDS, "facts": known, "gates": [BY_AMOUNT],
            "matters": [matter("great", "行为", fine("9000元")), matter("small", "行为", fine("1000元"))],
            "exemptions": list(rules),
        }
    )  # fmt: skip
    (one,) = decided(made, {"b": "true", "x": "true", **(facts or {})}).concurrences
    return one


def test_the_power_to_spare_under_one_provision_leaves_the_choice_to_a_person():
    """Used, only the other fines: 9000元 or 1000元; and under which it is, no fact tells."""
    one = spared_in(sparing("e", "m.great"))
    assert (one.state, one.prevails, one.options) == ("person", None, ("m.great", "m.small"))
    assert one.because == ("only", "maximum")
    assert one.asks == ()
    # of the smaller fine it makes no difference to which applies
    one = spared_in(sparing("e", "m.small"))
    assert (one.state, one.prevails, one.because) == ("settled", "m.great", ("maximum",))


def test_the_power_to_spare_under_both_is_used_for_both_or_for_none():
    one = spared_in(sparing("e"))
    assert (one.state, one.prevails, one.because) == ("settled", "m.great", ("maximum",))


def test_whether_the_party_may_be_spared_under_one_provision_is_asked_where_it_is_open():
    one = spared_in(sparing("e", "m.great", strength="shall"), facts={"x": None})
    assert (one.state, one.options, one.asks) == ("open", ("m.great", "m.small"), ("x",))
    one = spared_in(sparing("e", "m.small", strength="shall"), facts={"x": None})
    assert (one.state, one.prevails, one.because, one.asks) == ("settled", "m.great", ("maximum",), ())


# ---- a provision that is itself a person's -----------------------------------------------------------------------


def test_a_provision_of_which_two_tiers_hold_leaves_the_choice_to_a_person():
    """Which tier of it applies is not settled, so neither is which fine is the greater: 500元, or up to 5000元, beside 2000元."""
    facts = {"b": truth("行为"), "x": truth("甲"), "y": truth("乙")}
    limbs = {"limbs": [{"when": "甲", **fine("500元")}, {"when": "乙", **fine("5000元")}]}
    made = program(facts, [matter("plain", "行为", fine("2000元")), matter("tiers", "行为", limbs)])
    (one,) = decided(made, {"b": "true", "x": "true", "y": "true"}).concurrences
    assert (one.state, one.prevails) == ("person", None)
    assert "unsettled" in one.because
    (one,) = decided(made, {"b": "true", "x": "false", "y": "true"}).concurrences
    assert (one.state, one.prevails, one.because) == ("settled", "m.tiers", ("maximum",))


def test_what_cannot_be_determined_is_asked_by_one_provision_only():
    """A fine of 3000元 where there are gains, of 5000元 where they cannot be determined: which of them it is turns on the gains.

    The first provision says nothing of gains that cannot be determined, so it may call for its fine or not.
    """
    facts = {"b": truth("行为"), "gains": money("违法所得")}
    first, second = "行为 且 违法所得1元以上", "行为 且 违法所得无法确定"
    made = program(facts, [matter("known", first, fine("3000元")), matter("unknown", second, fine("5000元"))])
    (one,) = decided(made, {"b": "true", "gains": None}).concurrences
    assert (one.state, one.options, one.because) == ("open", ("m.known", "m.unknown"), ("only", "maximum"))
    assert one.asks == ("gains",)


def test_what_two_provisions_ask_of_one_fact_is_true_at_once():
    """Gains that are found call for 3000元 and 1000元, those that cannot be determined for 2000元 and 4000元.

    Both provisions ask which it is, so 3000元 never meets 4000元: either the first prevails, or the second.
    """
    facts = {"b": truth("行为"), "gains": money("违法所得")}

    def tiers(known, unknown):
        return {"limbs": [{"when": "违法所得已查明", **fine(known)}, {"when": "违法所得无法确定", **fine(unknown)}]}

    made = program(
        facts,
        [matter("one", "行为", tiers("3000元", "4000元")), matter("two", "行为", tiers("1000元", "2000元"))],
    )
    (one,) = decided(made, {"b": "true", "gains": None}).concurrences
    assert (one.state, one.prevails, one.because) == ("settled", "m.one", ("maximum",))


def test_what_three_provisions_ask_of_one_fact_is_true_at_once():
    """Below 1万元 the second calls for 3000元, from 1万元 on the third for as much; the first, 2500元, for anything up to 9万元.

    The second and the third are never together, so they are never equal: the one prevails, or the other, or the third is alone.
    """
    facts = {"b": truth("行为"), "v": money("货值")}
    made = program(
        facts,
        [
            matter("a", "行为 且 货值9万元以下", fine("2500元")),
            matter("b", "行为 且 货值不足1万元", fine("3000元")),
            matter("c", "行为 且 货值1万元以上", fine("3000元")),
        ],
    )
    (one,) = decided(made, {"b": "true"}).concurrences
    assert (one.state, one.options, one.because) == ("open", ("m.b", "m.c"), ("only", "maximum"))


# ---- bases that are counted, deemed, or bounded ------------------------------------------------------------------


def test_a_deemed_base_bends_the_fine():
    """Ten times the value, below 10万元 deemed 10万元, is never below 100万元: 90万元 never prevails, and 100万元 may be equal."""
    facts = {"b": truth("行为"), "v": money("货值")}
    deemed = matter("deemed", "行为", fine("货值10倍，不足10万元的按10万元计算"))
    made = program(facts, [matter("plain", "行为", fine("90万元")), deemed])
    (one,) = decided(made, {"b": "true"}).concurrences
    assert (one.state, one.prevails, one.because) == ("settled", "m.deemed", ("maximum",))
    made = program(facts, [matter("plain", "行为", fine("101万元")), deemed])
    (one,) = decided(made, {"b": "true"}).concurrences
    assert (one.state, one.asks, one.because) == ("open", ("v",), ("maximum", "equal"))


def test_a_base_within_bounds_is_looked_at_between_them():
    """Where the second provision applies the value is 1万元 to below 2万元: five times that is above 4万元 and below 10万元.

    Against a fine of 4万元 the multiple prevails, against 10万元 the sum; against 7.5万元 it turns on the value.
    """
    facts = {"b": truth("行为"), "v": money("货值")}
    bounded = matter("bounded", "行为 且 货值1万元以上不足2万元", fine("货值5倍"))
    expected = {
        "4万元": ("open", ("only", "maximum")),  # below 1万元 and from 2万元 on there is the plain fine only
        "10万元": ("settled", ("maximum",)),
        "75000元": ("open", ("only", "maximum", "equal")),
    }
    for amount, (state, because) in expected.items():
        made = program(facts, [matter("plain", "行为", fine(amount)), bounded])
        (one,) = decided(made, {"b": "true"}).concurrences
        assert (one.state, one.because) == (state, because), amount


# ---- caps on detention -------------------------------------------------------------------------------------------

TOTAL = {"cap_total": {"kind": "detention", "at_most": "20日"}}


def two_acts(made, facts):
    case, report = case_of(
        {
            "case": "t",
            "phase": "concluded",
            "parties": [{"id": "p", "kind": "individual", "born": "1990-05-06"}],
            "acts": [
                {"id": name, "matter": ["m.act"], "start": "2024-03-01", "end": "2024-03-01", "facts": {"行为": "true"}}
                for name in ("a1", "a2")
            ],
            "dates": {"discovered": "2024-03-11", "filed": "2024-03-15", "decided": "2024-05-06"},
            "facts": facts,
        }
    )
    assert case is not None, report
    (one,) = decide(made, case).combined
    return one


def days(one):
    return one.detention.lo, one.detention.hi


@pytest.mark.parametrize(
    ("gates", "found", "rules"),
    [
        # 12 and 12 days: 24, cut to 20
        ([{"then": TOTAL}], (20, 20), "g.0"),
        # a cap that does not hold for this case, and one in months, cut nothing
        ([{"then": TOTAL, "when": "另外"}], (24, 24), None),
        ([{"then": {"cap_total": {"kind": "detention", "at_most": "1个月"}}}], (24, 24), None),
        # a cap of another kind says nothing of detention
        ([{"then": {"cap_total": {"kind": "suspend_business", "at_most": "20日"}}}], (24, 24), None),
    ],
)
def test_only_a_cap_on_detention_in_days_that_holds_cuts(gates, found, rules):
    facts = {"b": truth("行为"), "x": truth("另外")}
    act = matter("act", "行为", {"detention": "shall", "duration": "12日"})
    listed = [{"id": f"g.{n}", "basis": "试法 第十六条", **one} for n, one in enumerate(gates)]
    one = two_acts(program(facts, [act], listed), {"另外": "false"})
    assert (days(one), one.cap_rule, one.open) == (found, rules, False)


def test_caps_that_differ_leave_the_total_open():
    """20 days by one rule and 15 by another: which of them holds, nobody said; the sum stays as it is and is open."""
    facts = {"b": truth("行为")}
    act = matter("act", "行为", {"detention": "shall", "duration": "12日"})
    caps = [
        {"id": "g.20", "basis": "试法 第十六条", "then": TOTAL},
        {"id": "g.15", "basis": "试法 第十七条", "then": {"cap_total": {"kind": "detention", "at_most": "15日"}}},
    ]
    one = two_acts(program(facts, [act], caps), {})
    assert (days(one), one.cap_rule, one.open) == ((24, 24), None, True)


def test_acts_that_end_in_no_fine_have_no_total_of_fines():
    """Two warnings: nothing to add, and each kind is told once."""
    one = two_acts(program({"b": truth("行为")}, [matter("act", "行为", {"warning": "shall"})], []), {})
    assert (one.statutory, one.permitted, one.detention) == (None, None, None)
    assert dict(one.kinds) == {"warning": ("a1", "a2")}
