"""Which of two sets of rules is the lighter, put together from completions, parties and bases; and benchmarks that changed. Worked by hand."""

from dataclasses import replace
from itertools import product
from types import SimpleNamespace

import pytest
from pieces import frame_of, measure, rule, span, table
from strategies import CHANGE, END, HEAD, LAST, case_for, program_of
from test_weight_of_packages import KINDS, KNOWN

from enforcerules.decide import benchmarks as benchmarks_module
from enforcerules.decide import compare as compare_module
from enforcerules.decide import completions as completions_module
from enforcerules.decide.benchmarks import _by_option, _changed, follow
from enforcerules.decide.compare import (
    Comparison,
    _agreed,
    _both,
    _deciding,
    _put_together,
    _spared,
    compare,
    compare_settled,
)
from enforcerules.decide.completions import completions
from enforcerules.decide.frame import items
from enforcerules.decide.outcome import outcome
from enforcerules.decide.timeline import on_day
from enforcerules.decide.verdicts import verdicts
from enforcerules.decide.weight import Found
from enforcerules.model.citation import Citation
from enforcerules.model.knowledge import Observed
from enforcerules.model.program import OrderFirst, Spare, Terminate
from enforcerules.model.region import FALSE, TRUE, Interval, Numbers
from enforcerules.pipeline import decide

SAME, EQUAL, OPEN = Found("same", None), Found("equal", None), Found("open", None, ("v",))
LIGHTER, HEAVIER = Found("lighter", "maximum"), Found("heavier", "maximum")
UNCLEAR = Found("unclear", "kind")

# ---- completions put together ------------------------------------------------------------------------------------


def over(*found, names=("a", "b")):
    """Completions over two truths, in the order (true, true), (true, false), (false, true), (false, false)."""
    places = product((TRUE, FALSE), repeat=len(names))
    return [(dict(zip(names, place, strict=True)), one) for place, one in zip(places, found, strict=True)]


@pytest.mark.parametrize(
    ("found", "answer"),
    [
        ([SAME] * 4, Comparison("same")),
        ([LIGHTER] * 4, Comparison("lighter", "maximum")),
        ([HEAVIER] * 4, Comparison("heavier", "maximum")),
        ([EQUAL] * 4, Comparison("equal")),
        # what is the same in some completions says nothing of the others
        ([SAME, LIGHTER, SAME, SAME], Comparison("lighter", "maximum")),
        ([LIGHTER, Found("lighter", "kind"), LIGHTER, LIGHTER], Comparison("lighter")),  # by one point or another
        # never lighter: the older rules stand, whatever turns out
        ([HEAVIER, EQUAL, SAME, EQUAL], Comparison("heavier")),
        # no order anywhere is no order
        ([UNCLEAR, SAME, SAME, SAME], Comparison("unclear", "kind")),
        ([UNCLEAR, LIGHTER, SAME, SAME], Comparison("unclear")),
        ([UNCLEAR, LIGHTER, HEAVIER, OPEN], Comparison("unclear")),
        # it turns on facts
        ([LIGHTER, LIGHTER, HEAVIER, HEAVIER], Comparison("open", None, ("a",))),
        ([LIGHTER, HEAVIER, LIGHTER, HEAVIER], Comparison("open", None, ("b",))),
        ([LIGHTER, HEAVIER, HEAVIER, HEAVIER], Comparison("open", None, ("a", "b"))),
        ([LIGHTER, EQUAL, LIGHTER, LIGHTER], Comparison("open", None, ("a", "b"))),
        ([LIGHTER, EQUAL, HEAVIER, HEAVIER], Comparison("open", None, ("a", "b"))),
        # one in which it turns on a base
        ([OPEN] * 4, Comparison("open", None, ("v",))),
        ([OPEN, LIGHTER, LIGHTER, LIGHTER], Comparison("open", None, ("a", "b", "v"))),
        # two completions that no single fact parts
        ([LIGHTER, SAME, SAME, HEAVIER], Comparison("unclear")),
    ],
)
def test_one_answer_for_all_completions_or_the_facts_on_which_it_turns(found, answer):
    assert _put_together(over(*found)) == answer


def test_without_any_completion_nothing_differs():
    assert _put_together([]) == Comparison("same")
    assert list(_deciding([])) == []


def test_each_fact_that_alone_changes_the_answer_is_named_once():
    assert list(_deciding(over(LIGHTER, HEAVIER, HEAVIER, LIGHTER))) == ["a", "b"]
    assert list(_deciding(over(LIGHTER, SAME, HEAVIER, SAME))) == ["a"]
    assert list(_deciding(over(SAME, LIGHTER, SAME, HEAVIER))) == ["a"]
    assert list(_deciding(over(LIGHTER, SAME, SAME, HEAVIER))) == []
    assert list(_deciding(over(LIGHTER, LIGHTER, HEAVIER, LIGHTER))) == ["a", "b"]


@pytest.mark.parametrize(
    ("found", "plain", "edges"),
    [
        ([], SAME, SAME),
        ([SAME, SAME], SAME, SAME),
        ([SAME, LIGHTER], LIGHTER, LIGHTER),
        ([LIGHTER, LIGHTER], LIGHTER, LIGHTER),
        ([EQUAL, EQUAL], EQUAL, EQUAL),
        ([SAME, EQUAL], EQUAL, EQUAL),
        ([EQUAL, HEAVIER], HEAVIER, HEAVIER),
        # at an edge of a base equal amounts agree with everything; of two readings they do not
        ([EQUAL, LIGHTER], Found("open", None), LIGHTER),
        ([LIGHTER, HEAVIER], Found("open", None), Found("open", None)),
        ([LIGHTER, HEAVIER, EQUAL], Found("open", None), Found("open", None)),
        ([OPEN, LIGHTER, replace(OPEN, facts=("w",))], replace(OPEN, facts=("v", "w")), replace(OPEN, facts=("v", "w"))),
        ([LIGHTER, UNCLEAR], UNCLEAR, UNCLEAR),
        ([UNCLEAR, Found("unclear", "maximum")], UNCLEAR, UNCLEAR),
    ],
)
def test_readings_and_edges_must_agree(found, plain, edges):
    assert _agreed(found) == plain
    assert _agreed(iter(found), edges=True) == edges


SPARED_LIGHTER, SPARED_HEAVIER = Found("lighter", "disposition"), Found("heavier", "disposition")


@pytest.mark.parametrize(
    ("spared", "measures", "both"),
    [
        (SAME, LIGHTER, LIGHTER),
        (SAME, SAME, SAME),
        (SAME, UNCLEAR, UNCLEAR),
        (SPARED_LIGHTER, SAME, SPARED_LIGHTER),
        (SPARED_LIGHTER, EQUAL, SPARED_LIGHTER),
        (SPARED_LIGHTER, LIGHTER, SPARED_LIGHTER),
        (SPARED_LIGHTER, HEAVIER, Found("unclear", "disposition")),
        (SPARED_HEAVIER, LIGHTER, Found("unclear", "disposition")),
        (SPARED_HEAVIER, HEAVIER, SPARED_HEAVIER),
        (SPARED_LIGHTER, OPEN, OPEN),
        (SPARED_LIGHTER, UNCLEAR, Found("unclear", "disposition")),
    ],
)
def test_being_spared_and_what_follows_must_point_the_same_way(spared, measures, both):
    assert _both(spared, measures) == both


RUNGS = [
    ["not_unlawful"],
    ["no_jurisdiction", "no_basis", "not_established", "time_barred", "no_penalty_shall"],
    ["no_penalty_may"],
    ["order_first"],
    ["penalise"],
    ["refer"],
]


@pytest.mark.parametrize(
    ("was", "becomes", "verdict"),
    [
        (was, becomes, "same" if was == becomes else "equal" if i == j else "lighter" if j < i else "heavier")
        for (i, some), (j, others) in product(enumerate(RUNGS), repeat=2)
        for was in some
        for becomes in others
        if {was, becomes} != {"no_penalty_may", "order_first"}
    ],
)
def test_how_far_a_party_is_spared(was, becomes, verdict):
    assert _spared(was, becomes) == (SAME if verdict == "same" else Found(verdict, "disposition"))


def test_the_power_to_spare_and_an_order_first_have_no_order():
    for pair in (("no_penalty_may", "order_first"), ("order_first", "no_penalty_may")):
        assert _spared(*pair) == Found("unclear", "disposition")


# ---- two sides that are settled ----------------------------------------------------------------------------------

FINE = measure("fine")
MORE = measure("more", amount=replace(FINE.amount, hi=FINE.amount.hi + 1))


def side(*measures, rules=(), kind="unit", known=KNOWN, **truths):
    matter = SimpleNamespace(id="m", ruleset="t", sole_trader=None, elements=None)
    sliced = SimpleNamespace(measures=measures, matter=matter, rules=rules, benchmarks=())
    program = SimpleNamespace(rulesets={"t": SimpleNamespace(kinds=KINDS)})
    frame = SimpleNamespace(program=program, sliced=sliced, kind=kind, party=SimpleNamespace(role=None), known=known)
    found = {f"measure:{one.id}": True for one in measures} | {f"rule:{one.id}": True for one in rules}
    return frame, found | {key.replace("__", ":"): truth for key, truth in truths.items()}


SPARE, MAY = rule("spare", Spare(), stage="exemption"), rule("may", Spare(), strength="may", stage="exemption")
FIRST, LATE = rule("first", OrderFirst("notice"), stage="escalation"), rule("late", Terminate("time_barred"))


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        (side(FINE), side(FINE), SAME),
        (side(FINE), side(MORE), HEAVIER),
        (side(MORE), side(FINE), LIGHTER),
        # where one ends for good, what else it threatens does not count
        (side(FINE), side(MORE, rules=[SPARE]), SPARED_LIGHTER),
        (side(FINE, rules=[SPARE]), side(FINE), SPARED_HEAVIER),
        (side(FINE, rules=[SPARE]), side(MORE, rules=[SPARE]), SAME),
        (side(FINE, rules=[SPARE]), side(MORE, rules=[LATE]), Found("equal", "disposition")),
        # where it may still follow it does
        (side(FINE), side(FINE, rules=[MAY]), SPARED_LIGHTER),
        (side(FINE), side(MORE, rules=[MAY]), Found("unclear", "disposition")),
        (side(MORE, rules=[MAY]), side(FINE, rules=[MAY]), LIGHTER),
        (side(FINE, rules=[MAY]), side(FINE, rules=[FIRST]), Found("unclear", "disposition")),
        # how it ends is open on one side
        (side(FINE, rules=[SPARE], rule__spare=None), side(FINE), Found("unclear", "disposition")),
        (side(FINE), side(FINE, rules=[SPARE], rule__spare=None), Found("unclear", "disposition")),
        # what follows is open on one side
        (side(FINE, measure__fine=None), side(FINE), Found("unclear", "kind")),
        (side(FINE), side(FINE, measure__fine=None), Found("unclear", "kind")),
    ],
)
def test_two_sides_that_are_settled(old, new, found):
    assert compare_settled(old, new) == found


def test_every_party_and_every_reading_must_agree():
    units, persons = (replace(one, target=t) for one, t in ((FINE, "unit"), (FINE, "individual")))
    more = replace(MORE, target="unit")
    assert compare_settled(side(units, persons, kind=None), side(more, persons, kind=None)) == HEAVIER
    less = replace(MORE, target="individual", amount=replace(FINE.amount, hi=FINE.amount.lo))
    assert compare_settled(side(units, persons, kind=None), side(more, less, kind=None)).verdict == "open"


def known_base(lo, hi):
    def suppose(cells):
        regions = {"v": Numbers((Interval(lo, hi),)), **cells}
        return SimpleNamespace(
            edition=KNOWN.edition, judge=KNOWN.judge, facts={"v": None}, suppose=suppose,
            of=lambda name: Observed(regions[name], "known"),
        )  # fmt: skip

    return suppose({})


def test_a_base_that_is_not_known_is_compared_at_its_corners():
    """Twice the value against 100 to 500: below it up to 250, above it from there on."""
    twice = measure("fine", amount=replace(FINE.amount, base="v", lo=FINE.amount.lo / 100, hi=FINE.amount.hi / 250))
    for (lo, hi), verdict in {
        (1, 200): "lighter",
        (1, 249): "lighter",
        (300, 400): "heavier",
        (251, 400): "heavier",
        (1, 400): "open",
    }.items():
        known = known_base(lo, hi)
        found = compare_settled(side(FINE, known=known), side(twice, known=known))
        assert (found.verdict, found.facts) == (verdict, ("v",) if verdict == "open" else ())
    # at 250 twice the value is 500: no less, and below that less
    point = replace(twice, basis=(Citation("试法", 10),), amount=replace(twice.amount, lo=twice.amount.hi))
    five = replace(FINE, amount=replace(FINE.amount, lo=FINE.amount.hi))
    known = known_base(1, 250)
    assert compare_settled(side(five, known=known), side(point, known=known)) == LIGHTER
    known = known_base(250, 250)
    assert compare_settled(side(five, known=known), side(point, known=known)) == EQUAL
    known = known_base(100, 100)
    assert compare_settled(side(FINE, known=known), side(twice, known=known)) == LIGHTER


# ---- how much is worked through ----------------------------------------------------------------------------------

WIDE = {f"b{n}": {"label": f"第{n}情形", "type": "boolean"} for n in range(3)}


def wide():
    """A fine that is open on one fact, and another one on two others."""
    made = program_of(
        {
            **HEAD,
            "ruleset": "small",
            "title": {"zh": "小规则"},
            "facts": {"b": {"label": "行为", "type": "boolean"}, **WIDE},
            "matters": [
                {
                    "id": "m.one",
                    "title": "一",
                    "elements": "行为",
                    "penalised_by": "试法 第九条",
                    "penalties": [{"fine": {"shall": "1000元以下"}, "when": " 且 ".join(one["label"] for one in WIDE.values())}],
                }
            ],
        }
    )
    return frame_of(made, case_for("m.one", {"b": "true", **dict.fromkeys(WIDE)}))


@pytest.mark.parametrize(("most", "outer"), [(7, True), (8, False), (9, False)])
def test_as_many_completions_as_the_bound_are_worked_through(most, outer, monkeypatch):
    """Three open truths are 8 completions."""
    monkeypatch.setattr(completions_module, "COMBINATIONS", most)
    frame = wide()
    asked = items(frame)
    found = completions(frame, asked, verdicts(frame, asked))
    assert (found.outer, found.cells, len(found.found)) == (outer, 8, 1 if outer else 8)
    assert list(found.coordinates) == list(WIDE)
    if outer:  # with everything that is open left so
        ((cells, one),) = found.found
        assert (cells, [m.holds for m in one.measures]) == ({}, [None])
    else:  # the fine follows in one of them, where all three are so
        assert [[m.holds for m in one.measures] for _, one in found.found].count([True]) == 1
        assert [[m.holds for m in one.measures] for _, one in found.found].count([]) == 7


@pytest.mark.parametrize(("most", "verdict"), [(7, "open"), (8, "same"), (9, "same")])
def test_as_many_comparisons_as_the_bound_are_worked_through(most, verdict, monkeypatch):
    monkeypatch.setattr(compare_module, "COMBINATIONS", most)
    frame = wide()
    assert compare(frame, frame) == Comparison(verdict, None, tuple(WIDE) if verdict == "open" else ())


# ---- benchmarks that changed -------------------------------------------------------------------------------------

MADE, THEN = SimpleNamespace(name="made"), SimpleNamespace(name="then")


@pytest.mark.parametrize(
    ("options", "verdict", "chosen"),
    [
        (["act"], None, MADE),
        (["decision"], None, THEN),
        (["decision", "decision"], None, THEN),
        ([None], None, None),
        (["act", "decision"], None, None),
        (["act", None], None, None),
        ([], None, None),
        (["lighter"], "lighter", THEN),
        # not lighter: the older table stands
        (["lighter"], "heavier", MADE),
        (["lighter"], "equal", MADE),
        (["lighter"], "same", MADE),
        (["lighter"], "open", None),
        (["lighter"], "unclear", None),
    ],
)
def test_a_table_that_changed_is_followed_as_it_says(options, verdict, chosen, monkeypatch):
    def compared(old, new):
        assert (old, new) == ("old frame", "new frame")
        return Comparison(verdict)

    monkeypatch.setattr(benchmarks_module, "compare", compared)
    tables = tuple(table(name=f"t{n}", after_change=option) for n, option in enumerate(options))
    assert _by_option(tables, (MADE, "old frame"), (THEN, "new frame")) is chosen


def test_the_tables_that_changed_are_the_new_ones_else_those_that_are_gone():
    stays, old, new = (table(name=name) for name in ("stays", "old", "new"))
    assert _changed((stays, old), (stays, new)) == (new,)
    assert _changed((stays,), (stays, new)) == (new,)
    assert _changed((stays, old), (stays,)) == (old,)
    assert _changed((stays,), (stays,)) == ()


SHALL = {"fine": {"shall": "1000元以上5000元以下"}}


def tables(old="[0%, 50%]", new="[20%, 70%]", names=("r", "r"), refines="m.one/fine", **said):
    common = {"refines": refines, "basis": "试规 第一条"}
    rows = [[{"id": n, "otherwise": "true", "band": band}] for n, band in zip(names, (old, new), strict=True)]
    return [{"id": "t1", **common, "until": LAST, "rows": rows[0]}, {"id": "t2", **common, "from": CHANGE, "rows": rows[1], **said}]


def program_with(benchmarks, matters=None, **more):
    one = {"id": "m.one", "title": "一", "elements": "行为", "penalised_by": "试法 第九条", "penalties": [SHALL]}
    law = {"title": "试验法", "rank": "law", "versions": [{"id": "1", "from": "2020-01-01", "until": LAST}, {"id": "2", "from": CHANGE}]}
    return program_of(
        {
            **HEAD,
            "ruleset": "small",
            "title": {"zh": "小规则"},
            "instruments": {**HEAD["instruments"], "试法": law},
            "facts": {"b": {"label": "行为", "type": "boolean"}, "mild": {"label": "改正", "type": "boolean"}},
            "matters": matters or [one],
            "gates": [{"id": "v", "then": {"version": "lighter"}, "basis": "试法 第三十七条"}],
            "benchmarks": benchmarks,
            **more,
        }
    )


def told(program, facts=None, **more):
    (one,) = decide(program, case_for("m.one", {"b": "true", "mild": "false", **(facts or {})}, end=END, **more)).outcomes
    return one, {alert.kind: alert for alert in one.alerts}


def test_a_table_that_changed_and_says_nothing_is_a_persons_and_both_are_named():
    one, alerts = told(program_with(tables()))
    alert = alerts["benchmark_changed"]
    assert (one.disposition, one.version) == ("needs_human", "act")
    assert (alert.severity, alert.rule, alert.basis, dict(alert.args)) == ("serious", None, (), {"tables": "t1、t2"})


@pytest.mark.parametrize(("option", "lo", "hi"), [("act", 1000, 3000), ("decision", 1800, 3800), ("lighter", 1000, 3000)])
def test_which_table_was_followed_is_told_with_the_clause_that_says_so(option, lo, hi):
    one, alerts = told(program_with(tables(after_change=option, after_change_basis="试规 第五条")))
    (found,) = one.measures[0].levels
    assert (one.disposition, found.range) == ("penalise", span(lo * 100, hi * 100))
    alert = alerts["benchmark_followed"]
    followed = "decision" if option == "decision" else "act"
    assert (alert.severity, alert.rule, dict(alert.args)) == ("info", None, {"tables": "t1、t2", "followed": followed})
    assert [(c.instrument, c.article) for c in alert.basis] == [("试规", 5)]


def test_a_table_that_changed_only_in_the_names_of_its_rows_changed_nothing():
    one, alerts = told(program_with(tables("[0%, 50%]", "[0%, 50%]", names=("first", "second"))))
    assert (one.disposition, set(alerts) & {"benchmark_changed", "benchmark_followed"}) == ("penalise", set())
    assert one.measures[0].levels[0].because == ("first",)


@pytest.mark.parametrize(
    ("then", "asked"), [("spare", False), ({"order": "correct"}, True), ({"terminate": "time_barred"}, False)]
)
def test_where_no_penalty_follows_a_changed_table_does_not_matter(then, asked):
    section = "gates" if isinstance(then, dict) and "terminate" in then else "exemptions"
    ends = {"id": "e", "when": "改正", "then": then, "basis": "试法 第五条"}
    gates = [{"id": "v", "then": {"version": "lighter"}, "basis": "试法 第三十七条"}]
    more = {"gates": [*gates, ends]} if section == "gates" else {"exemptions": [ends]}
    _, alerts = told(program_with(tables(), **more), {"mild": "true"})
    assert ("benchmark_changed" in alerts) is asked


def test_where_a_penalty_is_a_candidate_a_changed_table_matters():
    ends = {"id": "e", "when": "改正", "then": "spare", "basis": "试法 第五条"}
    one, alerts = told(program_with(tables(), exemptions=[ends]), {"mild": None})
    assert (one.disposition, "benchmark_changed" in alerts) == ("undetermined", True)


def test_the_tables_of_the_older_matter_are_compared_where_newer_law_goes_on_as_another():
    """The newer law is heavier, so the older stands, with its own tables of then and of now; those of the new matter are none of it."""
    old = {"id": "m.one", "title": "一", "elements": "行为", "penalised_by": "试法 第九条", "penalties": [SHALL],
           "until": LAST, "succeeded_by": ["m.two"]}  # fmt: skip
    new = {"id": "m.two", "title": "二", "elements": "行为", "penalised_by": "试法 第十条",
           "penalties": [{"fine": {"shall": "1000元以上9000元以下"}}], "from": CHANGE}  # fmt: skip
    of_new = {"id": "t3", "refines": "m.two/fine", "basis": "试规 第一条", "from": CHANGE,
              "rows": [{"id": "r", "otherwise": "true", "band": "[90%, 100%]"}]}  # fmt: skip
    stays = {"id": "t1", "refines": "m.one/fine", "basis": "试规 第一条", "rows": [{"id": "r", "otherwise": "true", "band": "[0%, 50%]"}]}
    one, alerts = told(program_with([stays, of_new], [old, new]))
    assert (one.version, one.disposition) == ("act", "penalise")
    assert "benchmark_changed" not in alerts


def test_a_table_is_followed_under_the_frame_that_it_was_made_for():
    """`follow` by itself: nothing differs, nothing is said."""
    program = program_with(tables("[0%, 50%]", "[0%, 50%]"))
    frame = frame_of(program, case_for("m.one", {"b": "true", "mild": "false"}))
    made = outcome(frame)
    assert follow(made, frame, on_day(frame, frame.place.decision_day)) is made
