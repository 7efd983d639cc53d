"""Two versions of the law where facts are open: too many to work through, no order, or one answer after all. Worked by hand.

The old version of 试法 holds until 2024-03-31, the new one from 2024-04-01; the act is of 2024-03-01, the decision of 2024-05-06.
"""

import pytest
from strategies import CHANGE, END, HEAD, LAST, case_for, program_of

from enforcerules.pipeline import decide

WIDE = 13  # two cells each: 8192 combinations, more than the 4096 that are worked through
KINDS = {
    "warning": {"label": "警告", "class": "penalty", "article9": "1", "rank": "1"},
    "fine": {"label": "罚款", "class": "penalty", "article9": "2", "rank": "2"},
    "suspend_business": {"label": "责令停产停业", "class": "penalty", "article9": "4", "rank": "4"},
    "license_revoke": {"label": "吊销许可证件", "class": "penalty", "article9": "3", "rank": "5"},
    "detention": {"label": "行政拘留", "class": "penalty", "article9": "5", "rank": "7"},
    "order": {"label": "责令改正", "class": "order"},
}
FACTS = {
    "b": {"label": "行为", "type": "boolean"},
    "grave": {"label": "情节", "type": "boolean", "direction": "heavier"},
    "mild": {"label": "改正", "type": "boolean"},
    "area": {"label": "面积", "type": "integer", "unit": "平方米"},
}
LIGHTER = {"id": "v.lighter", "then": {"version": "lighter"}, "basis": "试法 第三十七条"}
SHALL = {"fine": {"shall": "1000元以上5000元以下"}}


def dated(old, new):
    return [{**one, "until": LAST} for one in old] + [{**one, "from": CHANGE} for one in new]


def fine(amount, **more):
    return {"fine": {"shall": amount}, **more}


def outcome(old, new, facts, *, known=None, gates=(), kind="unit", end=END, **more):
    """The outcome of a matter with an old and a new version of its penalties; facts by id, None for an unknown one."""
    made = program_of(
        {
            **HEAD,
            "ruleset": "small",
            "title": {"zh": "小规则"},
            "instruments": {
                **HEAD["instruments"],
                "试法": {
                    "title": "试验法",
                    "rank": "law",
                    "versions": [{"id": "1", "from": "2020-01-01", "until": LAST}, {"id": "2", "from": CHANGE}],
                },
            },
            "kinds": KINDS,
            "facts": {**FACTS, **(known or {})},
            "matters": [
                {
                    "id": "m.one",
                    "title": "一",
                    "elements": "行为",
                    "penalised_by": "试法 第九条",
                    "penalties": dated(old, new),
                }
            ],
            "gates": [LIGHTER, *gates],
            **more,
        }
    )
    (one,) = decide(made, case_for("m.one", {"b": "true", **facts}, kind=kind, end=end)).outcomes
    return one


def compared(*args, **more):
    one = outcome(*args, **more)
    assert one.compared is not None
    return one.compared.verdict, one.compared.by


# ---- too many ----------------------------------------------------------------------------------------------------


def test_too_many_open_facts_leave_it_open():
    """Each of thirteen facts opens a lower level, under the new law only: nothing is worked out, and each is asked."""
    wide = {f"b{n:02}": {"label": f"第{n}情形", "type": "boolean"} for n in range(WIDE)}
    opens = [
        {"id": f"c{n}", "when": f"第{n}情形", "then": {"open": ["lighter"]}, "basis": "试法 第五条", "from": CHANGE}
        for n in range(WIDE)
    ]
    one = outcome([SHALL], [SHALL, {"order": "shall"}], dict.fromkeys(wide), known=wide, circumstances=opens)
    assert one.compared is not None
    assert (one.compared.verdict, one.disposition) == ("open", "undetermined")
    assert set(wide) <= {q.fact for q in one.questions}


def test_too_many_facts_of_both_sides_are_all_asked():
    """Seven facts open the lower level under the old law, seven others under the new, where it is open anyway.

    Each law alone is worked through, 128 completions, and asks for nothing; together they are 16384, so whatever is open may
    matter for which of them is the lighter.
    """
    wide = {f"b{n:02}": {"label": f"第{n}情形", "type": "boolean"} for n in range(14)}
    opens = [
        {"id": f"c{n}", "when": f"第{n}情形", "then": {"open": ["lighter"]}, "strength": "may", "basis": "试法 第五条",
         **({"until": LAST} if n < 7 else {"from": CHANGE})}
        for n in range(14)
    ]  # fmt: skip
    opens.append(
        {"id": "always", "when": "行为", "then": {"open": ["lighter"]}, "strength": "may", "basis": "试法 第六条"}
    )
    one = outcome([SHALL], [SHALL, {"order": "shall"}], dict.fromkeys(wide), known=wide, circumstances=opens)
    assert one.compared is not None
    assert (one.compared.verdict, one.disposition) == ("open", "undetermined")
    assert {q.fact for q in one.questions} == set(wide)


def test_an_end_that_no_fact_tells_is_a_persons():
    """The act goes on, and the fine rose in between: which law applies turns on its end, for which these rules have no fact."""
    one = outcome([SHALL], [fine("9000元")], {}, end="ongoing")
    assert (one.disposition, one.questions) == ("needs_human", ())
    assert "end_decides_version" in {alert.kind for alert in one.alerts}


def test_too_many_open_bases_have_no_order():
    """Ten fines by ten values that nobody found: 1024 corners, more than the 512 that are worked through."""
    bases = {f"v{n}": {"label": f"第{n}金额", "type": "money"} for n in range(10)}
    assert compared([SHALL], [fine(f"第{n}金额2倍") for n in range(10)], {}, known=bases) == ("unclear", "maximum")
    # with nine it is 512, and at nil of all of them nothing is fined, far up everything
    few = dict(list(bases.items())[:9])
    assert compared([SHALL], [fine(f"第{n}金额2倍") for n in range(9)], {}, known=few)[0] == "open"


HOLES = [
    {"limbs": [{"when": f"面积{low}平方米以上不足{low + 1}平方米", **fine("100元")}, {"when": f"面积为{low + 5}平方米", **fine("200元")}]}
    for low in range(1, 5)
]  # fmt: skip


@pytest.mark.parametrize("kind", ["unit", None])
def test_too_many_readings_of_holes_have_no_order(kind):
    """Four blocks of two tiers of which none holds: 3 · 3 · 3 · 3 = 81 readings, more than the 64 that are compared."""
    assert compared([SHALL], HOLES, {"area": "90"}, kind=kind) == ("unclear", "kind")
    # three of them are 27: 100元 to 200元 for each that is read so, at most 600元, below 5000元 in every reading
    assert compared([SHALL], HOLES[:3], {"area": "90"}, kind=kind)[0] == "lighter"


def test_an_overlap_is_read_as_either_tier():
    """Two tiers that both hold, 2000元 and 3000元: each is below the 5000元 of the old law. Beside 2500元 they differ, and no fact says which."""
    tiers = {"limbs": [{"when": "面积5平方米以上", **fine("2000元")}, {"when": "面积9平方米以上", **fine("3000元")}]}
    assert compared([SHALL], [tiers], {"area": "9"}) == ("lighter", "maximum")
    assert compared([fine("2500元")], [tiers], {"area": "9"}) == ("unclear", None)


# ---- one answer for several completions --------------------------------------------------------------------------


def test_heavier_in_one_completion_and_equal_in_the_others_is_heavier():
    """A new order weighs nothing; where the case is grave the licence goes besides. Never lighter: the older rules stand."""
    new = [SHALL, {"order": "shall"}, {"license_revoke": "may", "when": "情节"}]
    one = outcome([SHALL], new, {"grave": None})
    assert one.compared is not None
    assert (one.compared.verdict, one.version, one.disposition) == ("heavier", "act", "penalise")


def test_a_condition_that_stays_open_has_no_order():
    """The area may be found, and then the licence goes; of one that cannot be found, whether it is above 5 stays open."""
    new = [SHALL, {"license_revoke": "shall", "when": "面积5平方米以上 或 面积已查明"}]
    assert compared([SHALL], new, {"area": None}) == ("unclear", "kind")


# ---- spared ------------------------------------------------------------------------------------------------------


def exemption(name, then, **more):
    return {"id": name, "when": "改正", "then": then, "basis": "试法 第五条", **more}


def test_the_power_to_spare_and_an_order_first_have_no_order():
    """Then the authority might spare, now it orders first and may fine afterwards: neither is the lighter."""
    rules = [
        exemption("may", "spare", strength="may", until=LAST),
        exemption("first", {"order": "correct"}, **{"from": CHANGE}),
    ]
    one = outcome([SHALL], [SHALL], {"mild": "true"}, exemptions=rules)
    assert one.compared is not None
    assert (one.compared.verdict, one.compared.by, one.disposition) == ("unclear", "disposition", "needs_human")


# ---- how long ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        # the most is alike, the least is 5 days or 10
        ("5日以上15日以下", "10日以上15日以下", ("heavier", "duration")),
        ("10日以上15日以下", "5日以上15日以下", ("lighter", "duration")),
        # for life is longer than any number of months, whatever the least
        ("6个月", "终身", ("heavier", "duration")),
        ("终身", "6个月", ("lighter", "duration")),
    ],
)
def test_how_long_it_lasts(old, new, expected):
    def lasting(length):
        return [{"suspend_business": "shall", "duration": length}]

    assert compared(lasting(old), lasting(new), {}) == expected


def test_lengths_written_in_two_ways_are_one_length():
    """Two suspensions of 10 days and one of as many last as long: what is left is that two must be imposed together."""
    one = [{"suspend_business": "shall", "duration": "10日"}]
    other = [{"suspend_business": "shall", "duration": "10日"}, {"suspend_business": "shall", "duration": "10日以下"}]
    assert compared(one, other, {}) == ("heavier", "cumulation")


def test_a_fine_without_an_upper_end_has_no_order():
    """1000元以上 names no maximum: it cannot be held against one of 5000元."""
    assert compared([SHALL], [fine("1000元以上")], {}) == ("unclear", "maximum")
