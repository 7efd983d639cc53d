"""What generated code takes of a case as it stands, what it stands for where nothing is said, and what a watched decision may look at."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from strategies import DATES, END, HEAD, START, case_for, program_of
from test_decider import RULES, short, whole

from enforcerules.kernel import calls, unit
from enforcerules.kernel.context import days_of
from enforcerules.kernel.decider import Decider
from enforcerules.kernel.opened import _bases, _held, _looked_at, _same_for_all, _silent, _uncounted, _Watch, decided
from enforcerules.kernel.slots import AWAY, of_the_frame, plain, slots_of
from enforcerules.kernel.traced import Leak, Traced
from enforcerules.kernel.unit import Unit
from enforcerules.kernel.verdict import result_of
from enforcerules.model.program import Fact
from enforcerules.model.region import FALSE, TRUE, TRUTH, Interval, Numbers, Values, exactly
from enforcerules.pipeline import decide

CASE = {
    "matter": "m.one",
    "start": START,
    "end": END,
    "party": {"kind": "unit"},
    "dates": DATES,
    "facts": {},
    "phase": "concluded",
}
RAISED = {"ask": "if_raised"}
FACTS = {
    "b": {"label": "行为", "type": "boolean", "also": ["做了"]},
    "x": {"label": "甲情形", "type": "boolean", **RAISED},
    "y": {"label": "乙情形", "type": "boolean", **RAISED},
    "z": {"label": "丙情形", "type": "boolean", **RAISED},
    "n": {"label": "件数", "type": "integer", "unit": "件", **RAISED},
    "v": {"label": "货值", "type": "money"},
    "w": {"label": "所得", "type": "money"},
    "grade": {"label": "程度", "type": "grade", "values": {"low": "轻", "mid": "中", "high": "重"}, **RAISED},
    "sort": {"label": "种类", "type": "choice", "values": {"p": "甲类", "q": "乙类"}, **RAISED},
    "kinds": {"label": "领域", "type": "set", "values": {"a": "食品", "b": "药品"}, **RAISED},
    "day": {"label": "期限日", "type": "date", **RAISED},
    "one": {"label": "定一", "type": "set", "values": {"a": "食品", "b": "药品"}},
    "fixed": {"label": "定三", "type": "grade", "values": {"low": "轻", "mid": "中", "high": "重"}},
    "end": {"label": "终了日", "type": "date", "source": "act.end"},
    "birth": {"label": "出生日期", "type": "date", "source": "party.born", **RAISED},
    "born": {"label": "出生日", "type": "date", "source": "party.born"},
    "party": {"label": "当事人类型", "type": "choice", "source": "party.kind", **RAISED,
              "values": {"unit": "单位", "individual": "个人", "sole_trader": "个体工商户", "responsible_person": "责任人员"}},
    "p_fine": {"label": "拟罚款", "type": "money", "source": "proposed.fine", **RAISED},
}  # fmt: skip
BASIS = {"basis": "试法 第二条"}
DERIVED = {
    "deep": {"label": "深情形", "when": "乙情形 或 程度为重", **BASIS},
    "sum": {"label": "合计", "sum": ["v", "w"], **BASIS},
    "twice": {"label": "双倍", "sum": ["sum", "sum"], **BASIS},
    "late": {"label": "逾期天数", "days": {"from": "day", "to": "end"}, "unit": "日", **BASIS},
    "times": {"label": "次数", "count": "penalty", "same": "any", "window": "1年", "unit": "次", "anchor": "end",
              "ends": ["included", "included"], "including_present": "false", **BASIS},
    "per": {"label": "同类次数", "count": "penalty", "same": "any", "window": "1年", "unit": "次", "anchor": "end", "per": "种类",
            "ends": ["included", "included"], "including_present": "false", **BASIS},
}  # fmt: skip


def program(elements="行为 且 甲情形 且 深情形", penalties=None, circumstances=()):
    matter = {
        "id": "m.one", "title": "一", "elements": elements, "penalised_by": "试法 第九条",
        "fixes": {"one": "食品", "fixed": "中"}, "penalties": penalties or [{"fine": {"shall": "1000元以上5000元以下"}}],
    }  # fmt: skip
    rules = [
        {"id": f"k.{n}", "when": when, "then": {"open": ["heavier"]}, "strength": "shall", **BASIS}
        for n, when in enumerate(circumstances)
    ]
    document = {**HEAD, "ruleset": "t", "title": "t", "facts": FACTS, "derived": DERIVED, "matters": [matter]}
    return program_of({**document, **({"circumstances": rules} if rules else {})})


PROGRAM = program()


def frame(made=PROGRAM, facts=None, **more):
    return days_of(made, case_for("m.one", facts or {}, **more)).act


# ---- slots ---------------------------------------------------------------------------------------------------------


def test_what_stands_where_a_case_says_nothing():
    """The lightest value of what nobody raised; nothing where the allegation raises it, where it must be asked, or has no lightest."""
    found = slots_of(frame())
    assert {name: slot.silent for name, slot in found.items()} == {
        "b": AWAY, "v": AWAY, "w": AWAY,
        "x": AWAY, "y": AWAY, "grade": AWAY,  # alleged, or what is alleged follows from them
        "z": False, "n": 0, "sort": "p",
        "kinds": None, "day": None,
        "one": frozenset({"a"}), "fixed": 1,  # by the nature of the matter
    }  # fmt: skip
    assert found["b"].names == ("b", "做了", "行为")
    assert all(slot.fact.id == name for name, slot in found.items())
    member = slots_of(frame(program(elements="领域包含食品")))
    assert (member["kinds"].silent, member["x"].silent) == (AWAY, False)
    other = slots_of(frame(program(elements="alleged")))
    assert (other["x"].silent, other["grade"].silent) == (False, 0)


@pytest.mark.parametrize(
    ("fact", "region", "value"),
    [
        (Fact("a", "a", "money", "t"), exactly(5), 5),
        (Fact("a", "a", "decimal", "t"), exactly(Fraction(1, 2)), Fraction(1, 2)),
        (Fact("a", "a", "boolean", "t"), TRUE, True),
        (Fact("a", "a", "boolean", "t"), FALSE, False),
        (Fact("a", "a", "set", "t"), Values(frozenset({"a", "b"})), frozenset({"a", "b"})),
        (Fact("a", "a", "choice", "t"), Values(frozenset({"a"})), "a"),
        (Fact("a", "a", "text", "t"), Values(frozenset({"词"})), "词"),
    ],
)
def test_a_region_as_a_plain_value(fact, region, value):
    assert plain(fact, region) == value
    assert type(plain(fact, region)) is type(value)


def test_what_the_frame_says():
    one = of_the_frame(frame())
    assert one == {
        "end": date.fromisoformat(END).toordinal(),
        "born": AWAY,
        "birth": None,
        "party": "unit",
        "p_fine": 0,
    }
    assert of_the_frame(frame(proposed={"fine": "3.00"}))["p_fine"] == 300
    silent = of_the_frame(frame(party={}, end=None))
    assert (silent["end"], silent["party"]) == (AWAY, "unit")


# ---- the common form of a value ------------------------------------------------------------------------------------

MONEY = [
    {
        "limbs": [
            {"when": "货值不足1万元", "fine": {"shall": "1000元"}},
            {"when": "货值1万元以上", "fine": {"shall": "2000元"}},
        ]
    }
]
SIMPLE = program("行为", MONEY, ["件数3件以上", "程度为重", "种类为乙类"])
KNOWN = {"b": True, "v": Decimal("1.00"), "n": 1, "grade": "轻", "sort": "甲类"}


@pytest.fixture
def readings(monkeypatch):
    """What the reference was asked to read."""
    seen, real = [], calls.read
    monkeypatch.setattr(calls, "read", lambda fact, value: seen.append((fact.id, value)) or real(fact, value))
    return seen


@pytest.mark.parametrize(
    ("fact", "value", "read"),
    [
        ("b", True, False), ("b", False, False), ("b", "true", True), ("b", "否", True), ("行为", True, False), ("做了", True, False),
        ("v", Decimal("1.00"), False), ("v", Decimal("1.01"), False), ("v", Decimal(0), False), ("v", Decimal(20000), False),
        ("v", "1.00", True), ("v", 1, True), ("v", Decimal(10**15 - 1), False), ("v", Decimal(10**15), True),
        ("n", 0, False), ("n", 3, False), ("n", "3", True), ("n", "3件", True), ("n", 10**15 - 1, False), ("n", 10**15, True),
        ("grade", "轻", False), ("grade", "low", False), ("grade", "重", False), ("sort", "乙类", False), ("sort", "q", False),
        ("kinds", "食品", True), ("day", "2024-03-01", True),
    ],
)  # fmt: skip
def test_the_common_form_of_a_value_is_taken_at_once(fact, value, read, readings):
    """Every other is read as the reference reads it, and comes to the same."""
    decider = Decider(SIMPLE, CASE)
    names = {"行为": "b", "做了": "b"}
    facts = {**{k: v for k, v in KNOWN.items() if k != names.get(fact)}, fact: value}
    for _ in range(3):
        decider(facts)
    readings.clear()
    assert decider.knows(facts)
    assert [name for name, _ in readings] == ([fact] if read else [])
    case = case_for("m.one", {k: str(v) if isinstance(v, Decimal) else v for k, v in facts.items()}, phase="concluded")
    assert short(decider(facts)) == whole(decide(SIMPLE, case))


@pytest.mark.parametrize(
    ("fact", "value"),
    [("v", Decimal("-0.01")), ("v", Decimal("1.001")), ("n", -1), ("n", True), ("grade", "极重"), ("sort", "丙类"), ("b", 1), ("无此", 1), ("行为", True)],
)  # fmt: skip
def test_what_no_generated_code_takes(fact, value):
    decider = Decider(SIMPLE, CASE)
    for _ in range(3):
        decider(KNOWN)
    assert decider.knows(KNOWN)
    assert not decider.knows({**KNOWN, fact: value})


@pytest.mark.parametrize(("number", "reads"), [(24, False), (25, True)])
def test_few_facts_are_looked_for_and_many_are_taken_as_they_come(number, reads, readings):
    """Up to 24 facts each is looked for under its names; of more every one that is given is read."""
    facts = {f"b{n}": {"label": f"第{n}项", "type": "boolean"} for n in range(number)}
    matter = {
        "id": "m.one",
        "title": "一",
        "elements": "第0项",
        "penalised_by": "试法 第九条",
        "penalties": [{"fine": {"shall": "1000元"}}],
    }
    decider = Decider(program_of({**HEAD, "ruleset": "t", "title": "t", "facts": facts, "matters": [matter]}), CASE)
    given = {"b0": True, "第1项": False}
    for _ in range(3):
        assert decider(given).disposition == "penalise"
    readings.clear()
    assert decider.knows(given)
    assert readings == ([("b0", True), ("b1", False)] if reads else [])
    assert not decider.knows({**given, "b1": False})  # said under two names
    assert not decider.knows({**given, "无此": False})


@pytest.mark.parametrize("more", [0, 25])
def test_whether_the_case_says_anything_of_a_fact(more):
    """Of few facts and of many: who was heard at all is spared, be it true or false; who was never heard is not."""
    facts = {
        "b": FACTS["b"],
        "heard": {"label": "申辩", "type": "boolean", **RAISED},
        "other": {"label": "另情", "type": "boolean", **RAISED},
    }
    facts |= {f"b{n}": {"label": f"第{n}项", "type": "boolean", **RAISED} for n in range(more)}
    matter = {
        "id": "m.one",
        "title": "一",
        "elements": "行为",
        "penalised_by": "试法 第九条",
        "penalties": [{"fine": {"shall": "1000元"}}],
    }
    spare = {"id": "e", "when": "申辩已查明 且 非 另情", "then": "spare", "strength": "shall", **BASIS}
    made = program_of(
        {**HEAD, "ruleset": "t", "title": "t", "facts": facts, "matters": [matter], "exemptions": [spare]}
    )
    decider = Decider(made, CASE)
    for given, said in (
        ({}, "penalise"),
        ({"heard": True}, "no_penalty_shall"),
        ({"heard": False}, "no_penalty_shall"),
        ({"heard": True, "other": True}, "penalise"),
        ({"other": True}, "penalise"),
    ):
        for _ in range(3):
            assert decider({"b": True, **given}).disposition == said
        assert decider.knows({"b": True, **given})


# ---- units ---------------------------------------------------------------------------------------------------------


def test_when_the_function_is_made(monkeypatch):
    """For the first two ways at once, as each is half of all; the third waits, until it comes again or others wait with it."""
    made = []
    real = unit.generate
    monkeypatch.setattr(unit, "generate", lambda *given: made.append(1) or real(*given))
    ways = [
        {"v": "1.00"},
        {"v": "20000.00"},
        {"v": "1.00", "n": 3},
        {"v": "1.00", "grade": "重"},
        {"v": "1.00", "sort": "乙类"},
    ]
    frames = [frame(SIMPLE, {**KNOWN, **one}, phase="concluded") for one in ways]
    one = Unit(frames[0])
    assert made == [1]
    expected = [2, 3, 3, 4]  # of three ways one waits, of four two wait: half of them
    for number, (each, wanted) in enumerate(zip(frames[:4], expected, strict=True), 1):
        leaf, numbers = one.learn(each)
        assert (len(made), one.ways, numbers) == (wanted, number, ())
        assert leaf.result.disposition == "penalise"
    assert one.learn(frames[4]) is not None
    assert (len(made), one.ways) == (4, 5)
    assert one.learn(frames[4]) is not None  # it came again
    assert (len(made), one.ways) == (5, 5)
    assert one.learn(frames[4]) is not None
    assert len(made) == 5


def test_each_failure_counts_once(monkeypatch):
    one = Unit(frame(SIMPLE, KNOWN, phase="concluded"))
    run = one.run
    monkeypatch.setattr(unit, "generate", lambda *_: 1 / 0)
    assert one.learn(frame(SIMPLE, KNOWN, phase="concluded")) is not None
    assert (one._failed, one.run) == (1, run)
    assert one.learn(frame(SIMPLE, KNOWN, phase="concluded")) is not None
    assert one._failed == 1  # it waits no more
    monkeypatch.setattr(unit, "walked", lambda *_: 1 / 0)
    assert one.learn(frame(SIMPLE, KNOWN, phase="concluded")) is None
    assert one._failed == 2


def test_no_more_ways_than_the_bound(monkeypatch):
    monkeypatch.setattr(unit, "_MOST", 2)
    one = Unit(frame(SIMPLE, KNOWN, phase="concluded"))
    for facts in ({"v": "1.00"}, {"v": "20000.00"}, {"v": "1.00", "n": 3}):
        one.take(frame(SIMPLE, {**KNOWN, **facts}, phase="concluded"))
    assert one.ways == 2


# ---- what may be looked at -----------------------------------------------------------------------------------------


def looked(name, facts=None, cells=None, **more):
    """What looking at a fact gives, and what is remembered of it."""
    known = frame(PROGRAM, facts, **more).known
    watch = _Watch()
    return _looked_at(known.suppose(cells) if cells else known, name, watch), watch


def test_numbers_that_are_known_come_traced():
    found, watch = looked("v", {"v": "3.00"})
    number = found.region.hull().lo
    assert isinstance(number, Traced)
    assert (number.value, found.status, watch.looked_at) == (300, "known", {"v": None})
    nil, _ = looked("v", {"v": "0.00"})
    assert nil.region.hull().lo.value == 0
    sum_, seen = looked("sum", {"v": "3.00", "w": "4.00"})
    assert (sum_.region.hull().lo.value, sum_.status, seen.looked_at) == (700, "derived", {"sum": None})


def test_what_is_known_but_no_number_is_remembered_as_it_is():
    for name, value, region in (
        ("b", "true", TRUE),
        ("sort", "乙类", Values(frozenset({"q"}))),
        ("kinds", "食品", Values(frozenset({"a"}))),
    ):
        found, watch = looked(name, {name: value})
        assert (found.region, watch.looked_at) == (region, {name: region})


def test_what_is_not_known_is_remembered_as_that():
    found, watch = looked("b")
    assert (found.region, found.status, watch.looked_at) == (TRUTH, "unknown", {"b": None})
    found, watch = looked("v")
    assert (found.region, watch.looked_at) == (Numbers((Interval(0, None),)), {"v": None})
    found, watch = looked("v", {"v": {"status": "undeterminable"}})
    assert (found.status, watch.looked_at) == ("undeterminable", {"v": None})


def test_what_was_searched_and_not_found_is_known_to_that_extent():
    """How many there were nobody found out; that is no number, and not open either."""
    found, watch = looked("n", {"n": {"status": "searched_not_found"}})
    assert (found.region, found.status, watch.looked_at) == (
        Numbers((Interval(0, None),)),
        "searched_not_found",
        {"n": None},
    )


def test_what_nobody_raised_is_known_to_be_the_lightest():
    found, watch = looked("n")
    assert (found.status, watch.looked_at) == ("not_raised", {"n": None})
    assert found.region.hull().lo.value == 0
    found, watch = looked("z")
    assert (found.region, watch.looked_at) == (FALSE, {"z": FALSE})


def test_what_is_assumed_is_not_looked_at():
    found, watch = looked("v", {"v": "3.00"}, {"v": exactly(5)})
    assert (found.region, found.status, watch.looked_at) == (exactly(5), "assumed", {})
    member, watch = looked("kinds∋a", None, {"kinds∋a": TRUE})
    assert (member.region, watch.looked_at) == (TRUE, {})


def test_a_derived_truth_is_the_condition_that_it_follows_from():
    found, watch = looked("deep", {"y": "true"})
    assert (found.region, watch.looked_at) == (TRUE, {})
    condition = PROGRAM.rulesets["t"].facts["deep"].formula.condition
    assert list(watch.conditions.values()) == [condition]


@pytest.mark.parametrize(
    ("facts", "leaks"), [({}, False), ({"v": "3.00", "w": "4.00"}, False), ({"v": "3.00"}, True), ({"w": "3.00"}, True)]
)
def test_a_figure_of_which_a_part_is_known(facts, leaks):
    """A sum of two amounts, none known or both, is alike in all such cases; of one it is at least that one."""
    known = frame(PROGRAM, facts).known
    for name in ("sum", "twice"):
        fact = known.facts[name]
        if leaks:
            with pytest.raises(Leak):
                _same_for_all(known, fact)
            watch = _Watch()
            with pytest.raises(Leak):
                _looked_at(known, name, watch)
            assert watch.looked_at == {name: None}  # what the decision turned on up to there
        else:
            _same_for_all(known, fact)
            assert _looked_at(known, name, _Watch()).region is not None
    assert _silent(known, known.facts["sum"]) is (len(facts) < 2)
    assert [one.id for one in _bases(known, known.facts["twice"])] == ["v", "w", "v", "w"]
    assert _same_for_all(known, known.facts["v"]) is None


def test_a_figure_that_is_assumed_is_a_base_itself():
    known = frame(PROGRAM, {"v": "3.00"}).known.suppose({"sum": exactly(5)})
    assert _silent(known, known.facts["sum"])
    assert [one.id for one in _bases(known, known.facts["twice"])] == ["sum", "sum"]
    _same_for_all(known, known.facts["twice"])


def test_a_count_without_a_history_is_worked_out_from_nothing():
    """By what the events are told apart, nobody can say without events; then it depends on what the case is about."""
    bare, past = frame().known, frame(history={"searched": [], "events": []}).known
    times, per = bare.facts["times"], bare.facts["per"]
    assert [_uncounted(bare, one) for one in (times, per)] == [True, False]
    assert [_uncounted(past, one) for one in (times, per)] == [False, False]
    assert not _uncounted(bare, bare.facts["sum"])
    assert _silent(bare, times)
    _same_for_all(bare, times)
    with pytest.raises(Leak):
        _same_for_all(past, times)  # at least none, because nothing was searched


def test_a_span_of_which_one_day_is_not_known_is_not_known_at_all():
    """Up to a day that is known, from one that is not: as little is known as in every such case."""
    known = frame(PROGRAM, {"day": None}).known
    late = known.facts["late"]
    assert [_silent(known, one) for one in _bases(known, late)] == [True, False]
    _same_for_all(known, late)


def test_a_span_of_a_day_that_nobody_raised_does_not_depend_on_others():
    known = frame().known
    assert known.of("late").status == "not_raised"
    _same_for_all(known, known.facts["late"])


SUMS = program("行为", None, ["合计1万元以上"])


@pytest.mark.parametrize(
    ("facts", "held"),
    [({"v": "12000.00"}, False), ({"v": "500.00"}, False), ({}, True), ({"v": "1.00", "w": "1.00"}, True)],
)
def test_conditions_of_figures_that_are_known_in_part_are_left_to_the_reference(facts, held):
    """12,000 and something is 10,000 or more, whatever the other amount is; but only because of how much is known."""
    one = frame(SUMS, {"b": True, **facts})
    (rule,) = (r for r in one.sliced.rules if r.id == "k.0")
    opened = decided(one)
    if held:
        _held(one.known, rule.condition)
        assert opened.leaf is not None
    else:
        with pytest.raises(Leak):
            _held(one.known, rule.condition)
        assert (opened.leaf, opened.undetermined) == (None, ())
    assumed = one.known.suppose({"sum": exactly(5)})
    _held(assumed, rule.condition)


def test_conditions_behind_derived_truths_are_held_as_well():
    derived = {**DERIVED, "much": {"label": "数额大", "when": "合计1万元以上", **BASIS}}
    matter = {
        "id": "m.one",
        "title": "一",
        "elements": "行为",
        "penalised_by": "试法 第九条",
        "penalties": [{"fine": {"shall": "1000元"}, "when": "数额大"}],
    }
    made = program_of({**HEAD, "ruleset": "t", "title": "t", "facts": FACTS, "derived": derived, "matters": [matter]})
    assert decided(frame(made, {"b": True, "v": "12000.00"})).leaf is None
    assert decided(frame(made, {"b": True})).leaf is not None
    known = frame(made, {"b": True, "v": "12000.00"}).known
    with pytest.raises(Leak):
        _looked_at(known, "much", _Watch())


def test_members_of_sets_stand_for_their_sets():
    derived = {**DERIVED, "has": {"label": "含食品", "when": "领域包含食品 且 行为", **BASIS}}
    matter = {
        "id": "m.one",
        "title": "一",
        "elements": "行为 且 领域包含药品",
        "penalised_by": "试法 第九条",
        "penalties": [{"fine": {"shall": "1000元"}, "when": "含食品"}],
    }
    made = program_of({**HEAD, "ruleset": "t", "title": "t", "facts": FACTS, "derived": derived, "matters": [matter]})
    one = frame(made, {"b": True, "kinds": ["食品", "药品"], "grade": None})
    assert [fact.id for fact in _bases(one.known, one.known.facts["has"])] == ["kinds", "b"]
    assert decided(one).leaf.result.disposition == "penalise"


def test_what_the_conclusion_assumes_is_assumed_for_the_watched_decision_as_well():
    """情节严重 was not proved, so the ordinary fine follows and the heavier one does not; as the reference says."""
    facts = {**FACTS, "grave": {"label": "情节严重", "type": "boolean", "direction": "heavier"}}
    fines = [{"fine": {"shall": "1000元"}, "when": "非 情节严重"}, {"fine": {"shall": "9000元"}, "when": "情节严重"}]
    matter = {"id": "m.one", "title": "一", "elements": "行为", "penalised_by": "试法 第九条", "penalties": fines}
    made = program_of({**HEAD, "ruleset": "t", "title": "t", "facts": facts, "matters": [matter]})
    case = case_for("m.one", {"b": True}, phase="concluded")
    opened = decided(days_of(made, case).act)
    (reference,) = decide(made, case).outcomes
    assert opened.leaf.result == result_of(reference)
    assert [(m.statutory.lo, m.holds) for m in opened.leaf.result.measures] == [(100_000, True)]


def test_a_watched_decision_tells_what_it_turned_on():
    """The fine is once to three times the value, and whether it was grave is open: the amount is a sum, the fact asked for is 程度."""
    made = program("行为", [{"fine": {"shall": "货值1倍以上3倍以下"}}], ["程度为重"])
    one = frame(made, {"b": True, "v": "12000.00", "grade": None})
    opened = decided(one)
    assert opened.undetermined == ("grade",)
    assert opened.leaf is not None
    assert len(opened.leaf.sums) == 2
    assert ("v", None) in opened.looked_at
    assert {fork.condition for fork in opened.forks if fork.condition is not None} >= {one.sliced.matter.elements}


def test_the_decider_of_the_decider_tests_knows_what_it_met():
    """A check of what the tests here share with those of deciders."""
    made = program_of(RULES)
    found = slots_of(days_of(made, case_for("m.one", {})).act)
    assert found["raised"].silent is False
    assert found["told"].silent is None
    assert found["fields"].silent is AWAY
