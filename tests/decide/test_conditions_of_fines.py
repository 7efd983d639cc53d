"""Every condition between a fine and its weight both ways, where few cases reach it: bases, shares, references, what is asked. Worked by hand, in 分."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from types import SimpleNamespace

import pytest
from pieces import frame_of, level, measure, rule, seen, span, table
from strategies import HEAD, case_for, program_of
from test_parts_put_together import KNOWN, ONE, TWO, framed, truths_of
from test_sums_of_acts import outcome as outcome_of

from enforcerules.base.source import Span, Text
from enforcerules.decide.measures import _asked, _form
from enforcerules.decide.one_fine import _gave_way
from enforcerules.decide.outcome import _deviation
from enforcerules.decide.past import said_of_the_past
from enforcerules.decide.possible import possible
from enforcerules.decide.provenance import _Lasting, _words, meaning_of, parts_of
from enforcerules.decide.reductions import _less, reductions
from enforcerules.decide.referred import _amount, _same, _today
from enforcerules.decide.settling import joined
from enforcerules.decide.values import Wrong, value_of
from enforcerules.load.cases import case_of
from enforcerules.model.case import Deviation, Event, History
from enforcerules.model.citation import Citation
from enforcerules.model.concurrence import BarSeen
from enforcerules.model.program import (
    TRUE_CONDITION,
    Amount,
    And,
    Atom,
    Fact,
    Factor,
    InForce,
    Instrument,
    Reads,
    Reduce,
    Version,
    Weights,
)
from enforcerules.model.region import Interval, Numbers
from enforcerules.pipeline import decide

FACTS = {
    "b": {"label": "行为", "type": "boolean"},
    "x": {"label": "甲情形", "type": "boolean"},
    "y": {"label": "乙情形", "type": "boolean"},
    "z": {"label": "丙情形", "type": "boolean"},
    "v": {"label": "货值", "type": "money"},
    "fined": {"label": "罚款数额", "type": "money", "ask": "if_raised"},
}
GIVEN = {"b": "true", "x": "false", "y": "false", "z": "false", "v": "10000.00"}


def program(*penalties, **more):
    return program_of(
        {
            **HEAD,
            "ruleset": "small",
            "title": {"zh": "小规则"},
            "facts": FACTS,
            "matters": [
                {
                    "id": "m.one",
                    "title": "一",
                    "elements": "行为",
                    "penalised_by": "试法 第九条",
                    "penalties": list(penalties) or [{"fine": {"shall": "1000元以上5000元以下"}}],
                }
            ],
            **more,
        }
    )


def decided(made, facts=None, **more):
    (one,) = decide(made, case_for("m.one", {**GIVEN, **(facts or {})}, **more)).outcomes
    return one


def at_least(number):
    return Numbers((Interval(number, None, hi_open=True),))


def below(number):
    return Numbers((Interval(None, number, lo_open=True, hi_open=True),))


# ---- bases -------------------------------------------------------------------------------------------------------


def observed(region, status="unknown"):
    return SimpleNamespace(region=lambda _: region, of=lambda _: SimpleNamespace(status=status))


def test_an_open_condition_bounds_the_base_where_it_holds():
    """货值5000分以上 of a value of which nothing is known; not of a fine without a base, nor of what cannot be determined."""
    asked = Atom("v", at_least(5000), "")
    everything = at_least(0)
    assert _asked(asked, "v", observed(everything)) == {"v": at_least(5000)}
    assert _asked(asked, None, observed(everything)) == {}
    assert _asked(asked, "v", observed(everything, "undeterminable")) == {}
    assert _asked(TRUE_CONDITION, "v", observed(everything)) == {}  # nothing is asked of it
    assert _asked(And((asked, Atom("v", below(100), ""))), "v", observed(everything)) == {}  # no value is both


def test_a_threshold_on_a_base_that_is_open_bounds_the_amount_where_it_holds():
    """Twice to ten times, from 10,000元 on: where there is a fine it is of 20,000元 at least, whether or not the value can be found."""
    made = program({"fine": {"shall": "货值2倍以上10倍以下"}, "when": "货值10000元以上"})
    for value in (None, {"status": "undeterminable", "reason": "账册灭失"}):
        (found,) = decided(made, {"v": value}).measures
        assert (found.holds, found.statutory.lo, found.statutory.hi) == (None, 2_000_000, None)
        assert "statutory" in found.open


@pytest.mark.parametrize(
    ("more", "form"),
    [
        ({}, None),
        ({"lo": 1}, "minimum"),
        ({"floor": 1}, "minimum"),
        ({"hi": 9}, "maximum"),
        ({"cap": 9}, "maximum"),
        ({"lo": 1, "hi": 9}, "range"),
        ({"floor": 1, "hi": 9}, "range"),
        ({"lo": 1, "cap": 9}, "range"),
    ],
)
def test_the_ends_that_a_statute_states_whatever_the_base(more, form):
    """A floor of the result is a minimum, a cap a maximum."""
    assert _form(replace(Amount("v", None, None), **{name: Fraction(end) for name, end in more.items()})) == form


# ---- what is possible --------------------------------------------------------------------------------------------


def test_one_tier_alone_leaves_no_hole():
    """A hole is what lies between two tiers: where there is one, a case outside of it is outside of the provision."""
    one, two = {"measure__l1": False}, {"measure__l1": False, "measure__l2": False}
    assert possible(framed(ONE), truths_of(ONE, **one), KNOWN).human == frozenset()
    assert possible(framed(ONE, TWO), truths_of(ONE, TWO, **two), KNOWN).human == {"tier_gap"}


def test_a_fine_that_is_barred_does_not_give_way_besides():
    barred = seen(id="barred", barred=BarSeen(True, ("g",), ()))
    revoke = seen(id="revoke", kind="license_revoke")
    made = _gave_way(outcome_of("a1", seen(), barred, revoke), "m.two")
    assert [(m.id, m.gave_way) for m in made.measures] == [("m", "m.two"), ("barred", None), ("revoke", None)]


def test_a_point_that_outcomes_do_not_share_is_none():
    """Exactly 300 under the one and 400 under the other; a level that only one of them has gives no point either."""
    (three, four) = (level("ordinary", span(end, end), point=end) for end in (300, 400))

    def points(*found):
        (one,) = joined(tuple(outcome_of("a1", seen(levels=levels)) for levels in found))
        return [found.point for found in one.levels]

    assert points((three,), (three,)) == [300]
    assert points((three,), (four,)) == [None]
    assert points((three,), ()) == [None]


# ---- a deviation -------------------------------------------------------------------------------------------------


def told(**said):
    deviation = Deviation.model_validate({"reason": "后果重", **said}) if said else None
    act, party = SimpleNamespace(id="a1"), SimpleNamespace(id="p1")
    frame = SimpleNamespace(case=SimpleNamespace(deviation=deviation), act=act, party=party)
    return [alert.kind for alert in _deviation(frame, Fraction(100), ())]


@pytest.mark.parametrize(
    ("said", "kinds"),
    [
        ({}, []),
        ({"reason": "后果重"}, ["deviation_unapproved"]),
        ({"approved_by": "负责人"}, ["deviation_recorded"]),
        ({"act": "a1", "party": "p1"}, ["deviation_unapproved"]),
        ({"act": "", "party": ""}, ["deviation_unapproved"]),
        # another act, another party: not a deviation of this fine
        ({"act": "a2"}, []),
        ({"party": "p2"}, []),
        ({"act": "a1", "party": "p2"}, []),
    ],
)
def test_whose_fine_a_deviation_is_of(said, kinds):
    assert told(**said) == kinds


def test_a_deviation_within_the_statute_and_outside_of_the_table():
    """1000 to 5000元, of which the table leaves 1000 to 3000: 4000元 deviates, 5000.01元 is unlawful whoever approved it."""
    rows = [{"id": "r", "otherwise": "true", "band": "[0%, 50%]"}]
    made = program(benchmarks=[{"id": "t", "refines": "m.one/fine", "basis": "试规 第一条", "rows": rows}])
    approved = {"reason": "后果重", "approved_by": "负责人"}

    def kinds(fine, **more):
        one = decided(made, proposed={"fine": fine}, **more)
        return {a.kind for a in one.alerts} & {"proposed_outside", "deviation_recorded", "deviation_unapproved"}

    assert kinds("3000.00", deviation=approved) == set()
    assert kinds("4000.00") == {"proposed_outside"}
    assert kinds("4000.00", deviation=approved) == {"deviation_recorded"}
    assert kinds("4000.00", deviation={"reason": "后果重"}) == {"deviation_unapproved"}
    assert kinds("5000.01", deviation=approved) == {"proposed_outside"}


# ---- reductions --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("found", "most", "least", "less"),
    [
        # an end above the minimum stays open, one that is cut to it belongs to the range
        (span(150, 500, lo_open=True), 20, 0, span(120, 500, lo_open=True)),
        (span(150, 500, lo_open=True), 50, 0, span(100, 500)),
        (span(200, 500, lo_open=True), 50, 0, span(100, 500, lo_open=True)),  # exactly the minimum, and not reached
        (span(150, 500), 20, 0, span(120, 500)),
        (span(150, 500, hi_open=True), 50, 50, span(100, 250, hi_open=True)),
        (span(150, 200, hi_open=True), 50, 50, span(100, 100)),
        (span(150, 180, hi_open=True), 50, 50, span(100, 100)),
        # an end that is not there is not open
        (span(None, 500, lo_open=True), 50, 0, span(100, 500)),
        (span(150, None, hi_open=True), 50, 50, span(100, None)),
    ],
)
def test_a_share_never_reaches_below_the_minimum(found, most, least, less):
    effect = Reduce(("fine",), Fraction(least, 100), Fraction(most, 100))
    assert _less(found, effect, span(100, 500)) == less


def test_a_reduction_is_of_the_kinds_that_it_names():
    lowers = rule("c", Reduce(("fine",), Fraction(0), Fraction(1, 2)))
    frame, truths = SimpleNamespace(sliced=SimpleNamespace(rules=(lowers,))), {"rule:c": True}
    assert [one.id for one, _, _ in reductions(frame, measure(), truths)] == ["c"]
    assert reductions(frame, measure(kind="confiscate_gains"), truths) == ()


# ---- references --------------------------------------------------------------------------------------------------

OLD = Version("1", InForce(date(2015, 1, 1), date(2022, 12, 31)))
NEW = Version("2", InForce(date(2023, 1, 1)), None, ((Citation("罚则", 27), (Citation("罚则", 32),)),))
WRITTEN = Citation("罚则", 27)
HERE = (Citation("试法", 5),)


def law(name, *versions):
    return Instrument(name, name, "law", "primary", Reads(), versions)


def place_today(home, *, basis=HERE, day=date(2024, 3, 1), named=(OLD, NEW)):
    known = {"试法": law("试法", home), "罚则": law("罚则", *named)}
    frame = SimpleNamespace(
        program=SimpleNamespace(rulesets={"t": SimpleNamespace(instruments=known)}),
        sliced=SimpleNamespace(matter=SimpleNamespace(ruleset="t")),
        place=SimpleNamespace(act_day=day),
    )
    return [one.article for one in _today(frame, measure(basis=basis), WRITTEN)]


def test_a_reference_is_followed_from_the_day_on_which_it_was_written():
    since, always = Version("1", InForce(date(2020, 1, 1))), Version("1", InForce())
    assert place_today(since) == [32]  # in force since 2020, when 罚则 had its old numbers
    assert place_today(since, day=None) == [27]
    assert place_today(since, basis=()) == [27]  # nothing says where it was written
    assert place_today(always) == [27]  # nor when
    assert place_today(replace(always, text=date(2019, 12, 1))) == [32]
    assert place_today(replace(since, text=date(2023, 6, 1))) == [27]  # published under the new numbers
    assert place_today(replace(since, text=date(2014, 1, 1))) == [27]  # before there was 罚则
    assert place_today(since, named=(OLD,)) == [27]  # 罚则 has ended since
    assert place_today(since, named=(OLD, replace(NEW, renumbers=()))) == [27]


@pytest.mark.parametrize(
    ("own", "same"),
    [
        (Citation("罚则", 27), True),
        (Citation("罚则", 27, paragraph=2), True),
        (Citation("罚则", 27, paragraph=1), False),
        (Citation("罚则", 28, paragraph=2), False),
        (Citation("罚则", 27, 1, paragraph=2), False),
        (Citation("试法", 27, paragraph=2), False),
    ],
)
def test_a_provision_is_the_one_cited_or_a_part_of_it(own, same):
    cited = Citation("罚则", 27) if own.paragraph is None else Citation("罚则", 27, paragraph=2)
    assert _same(cited, own) is same
    assert _same(Citation("罚则", 27), own) is (
        own.instrument == "罚则" and (own.article, own.article_extra) == (27, 0)
    )


def test_a_fine_referred_to_has_an_amount_where_the_case_knows_its_base():
    frame = SimpleNamespace(sliced=SimpleNamespace(facts={}), known=KNOWN)
    assert _amount(frame, measure(amount=None)) is None
    assert _amount(frame, measure()) == span(100, 500)
    assert _amount(frame, measure(amount=Amount("elsewhere", Fraction(2), Fraction(3)))) is None


# ---- what is asked -----------------------------------------------------------------------------------------------

BARS = [{"id": "g", "when": "甲情形", "then": {"bar_kinds": ["fine"]}, "basis": "试法 第五条"}]
REVOKE = {"license_revoke": "may", "when": "乙情形"}


def asked(made, **facts):
    return {one.fact for one in decided(made, {"y": None, **facts}).questions}


def test_the_base_of_a_fine_that_is_barred_is_not_asked_for():
    """Whether the licence may be revoked is open in any case; the value counts only where there may be a fine."""
    made = program({"fine": {"shall": "货值2倍以上10倍以下"}}, REVOKE, gates=BARS)
    assert asked(made, v=None) == {"y", "v"}
    assert asked(made, v=None, x="true") == {"y"}
    assert asked(made, v=None, x=None) == {"x", "y", "v"}


def test_the_factors_of_a_fine_that_is_barred_are_not_asked_for():
    factor = {"fact": "丙情形", "levels": [{"when": "丙情形", "weight": "20%"}, {"when": "非 丙情形", "weight": "0%"}]}
    weights = {"start": "10%", "mode": "interpolate", "factors": [factor]}
    tables = [{"id": "t", "refines": "m.one/fine", "basis": "试规 第一条", "weights": weights}]
    made = program({"fine": {"shall": "1000元以上5000元以下"}}, REVOKE, gates=BARS, benchmarks=tables)
    assert asked(made, z=None) == {"y", "z"}
    assert asked(made, z=None, x="true") == {"y"}
    assert asked(made) == {"y"}


# ---- values ------------------------------------------------------------------------------------------------------


def refused(value, **more):
    with pytest.raises(Wrong) as found:
        value_of(Fact("f", "数", **{"type": "decimal", "ruleset": "t", **more}), Text(value))
    return str(found.value), found.value.args_.get("suggestion")


def read(value, **more):
    return value_of(Fact("f", "数", **{"type": "decimal", "ruleset": "t", **more}), Text(value)).hull().point


def test_as_many_decimals_as_the_ruleset_counts():
    assert read("1.25", scale=2) == Fraction(5, 4)
    assert refused("1.255", scale=2) == ("ER223", None)
    assert read("1.255") == Fraction(1255, 1000)  # none said: any


def test_a_number_in_the_unit_of_its_fact():
    assert read("3公斤", unit="公斤") == 3
    assert read("3", unit="公斤") == 3
    assert refused("3吨", unit="公斤")[0] == "ER411"
    assert refused("3吨")[0] == "ER411"  # a bare number has no unit


def test_wide_figures_are_told_as_such_where_they_are_a_number():
    assert refused("１２") == ("ER226", "12")
    assert refused("1,200") == ("ER220", "1200")
    assert refused("ａ") == ("ER220", None)
    assert refused("a") == ("ER220", None)


# ---- the history of a case ---------------------------------------------------------------------------------------


def remarks(name, value, slices):
    history = History.model_construct(searched=(), events=(Event.model_construct(about={name: value}),))
    return list(said_of_the_past(SimpleNamespace(history=history), slices))


def test_where_a_wrong_value_of_the_past_is_told():
    """At the value, or at its name where the value has no place of its own; at none where nothing was written."""
    (sliced,) = (frame.sliced for frame in [frame_of(program(), case_for("m.one", GIVEN))])
    there, here = Span("c.yaml", 3, 5, 3, 9), Span("c.yaml", 3, 11, 3, 12)

    def told(name, value):
        (one,) = remarks(name, value, [sliced])
        return one.code, one.span

    assert told(Text("罚款数额", there), Text("x", here))[1] == here
    assert told(Text("罚款数额", there), Text("x"))[1] == there
    assert told(Text("罚款数额"), Text("x"))[1] is None
    assert told(Text("无此事实", there), Text("x", here)) == ("ER602", there)
    assert remarks(Text("罚款数额"), Text("5.00"), [sliced]) == []
    # without any act that could be decided there is nothing to hold the names against
    assert remarks(Text("无此事实", there), Text("x", here), []) == []
    assert list(said_of_the_past(SimpleNamespace(history=None), [sliced])) == []


# ---- where a decision comes from ---------------------------------------------------------------------------------


def test_what_another_slice_left_behind_is_not_taken_for_this_one():
    """Identities are used again once what had them is gone: what is remembered names what it is of."""
    frame = frame_of(program(), case_for("m.one", GIVEN))
    parts = parts_of([frame])
    other = frame_of(program(), case_for("m.one", GIVEN)).sliced
    frame.program.slices[id(frame.sliced)] = _Lasting(other, {"rule:other": "0"}, ())
    assert parts_of([frame]) == parts
    assert frame.program.slices[id(frame.sliced)].sliced is frame.sliced
    matter = frame.sliced.matter
    right = meaning_of(frame.program, matter)
    frame.program.digests[id(matter)] = (other, "0", frozenset())
    assert meaning_of(frame.program, matter) == right


def test_a_factor_that_bears_a_title_of_its_own_is_one_of_the_words():
    """Under the label of its fact it is a part of what the fact means."""
    sliced = frame_of(program(), case_for("m.one", GIVEN)).sliced

    def words(title):
        weights = Weights(Fraction(0), None, None, None, True, (Factor("x", title, ()),))
        return [one for one in _words(replace(sliced, benchmarks=(table(weights=weights),))) if one.startswith("t x")]

    assert words("甲情形") == []
    assert words("情形的分量") == ["t x 情形的分量"]


def test_a_case_without_events_says_nothing_of_the_past():
    made, _ = case_of({"case": "c", "matter": "m.one", "facts": {}})
    assert list(said_of_the_past(made, ())) == []
