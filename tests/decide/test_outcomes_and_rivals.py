"""What an outcome tells of the case, of proposals and of bars; what a concurrence tells of provisions. Worked by hand, in 分."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from types import SimpleNamespace

import pytest
from pieces import frame_of, level, measure, rule, seen, span, table
from strategies import HEAD, case_for, program_of
from test_branches_concurrence import decided, fine, matter, money, program, truth

from enforcerules.base.source import Text
from enforcerules.decide import concurrence as module
from enforcerules.decide import outcome as outcome_module
from enforcerules.decide.concurrence import (
    Joint,
    _apart,
    _axes,
    _axis,
    _ends,
    _greatest,
    _policies,
    _rival,
    _Seen,
    _together,
)
from enforcerules.decide.fines import Reading, readings
from enforcerules.decide.merge import Merged, MergedMeasure
from enforcerules.decide.outcome import (
    _barred,
    _decided,
    _deviation,
    _factors,
    _of_case,
    _of_proposal,
    _order,
    _organ,
    _parts_of_units,
    disposition_of,
    versions_of,
)
from enforcerules.decide.policies import Verdict
from enforcerules.decide.verdicts import Verdicts
from enforcerules.decide.weights import Weighed
from enforcerules.model.citation import Citation
from enforcerules.model.concurrence import BarSeen
from enforcerules.model.decision import AlertSeen
from enforcerules.model.knowledge import Observed
from enforcerules.model.program import (
    TRUE_CONDITION,
    Amount,
    BarKinds,
    Concur,
    Neg,
    Or,
    Refer,
    Spare,
    Weights,
)
from enforcerules.model.region import FALSE, TRUE, Interval, Numbers, exactly
from enforcerules.pipeline import decide

LAW, OTHER = Citation("试法", 9), Citation("试规", 1)


def names(**more):
    return SimpleNamespace(**more)


# ---- the disposition ---------------------------------------------------------------------------------------------

EVALUATIVE = {"found": True, "sum": False}


@pytest.mark.parametrize(
    ("said", "human", "open_", "concluded", "disposition"),
    [
        (("penalise",), (), [], False, ("penalise", ())),
        (("penalise",), (), [], True, ("penalise", ())),
        (("penalise", "refer"), (), ["sum"], False, ("undetermined", ("penalise", "refer"))),
        (("penalise", "refer"), (), ["sum"], True, ("needs_human", ("penalise", "refer"))),
        (("penalise", "refer"), (), ["found"], False, ("needs_human", ("penalise", "refer"))),
        (("penalise", "refer"), (), ["found", "sum"], False, ("undetermined", ("penalise", "refer"))),
        (("penalise",), ("tier_gap",), [], False, ("needs_human", ("penalise",))),
    ],
)
def test_what_is_open_is_a_persons_or_undetermined(said, human, open_, concluded, disposition):
    frame = names(concluded=concluded, fact=lambda name: names(evaluative=EVALUATIVE[name]))
    merged = Merged(said, frozenset(), (), frozenset(human), frozenset())
    assert disposition_of(frame, merged, tuple(open_)) == disposition


def test_alerts_are_told_in_one_order():
    alerts = [
        AlertSeen(kind, "info", owner, (), args)
        for kind, owner, args in [("b", None, ()), ("a", "r", ()), ("a", None, (("x", "2"),)), ("a", None, (("x", "1"),)), ("a", "A", ())]
    ]  # fmt: skip
    told = [(one.kind, one.rule, one.args) for one in sorted(alerts, key=_order)]
    assert told == [
        ("a", None, (("x", "1"),)), ("a", None, (("x", "2"),)), ("a", "A", ()), ("a", "r", ()), ("b", None, ()),
    ]  # fmt: skip


def test_the_organ_is_that_of_the_first_referral_that_holds():
    rules = [
        rule("s", Spare()),
        rule("a", Refer("police")),
        rule("b", Refer("supervision")),
        rule("c", Refer("police")),
    ]

    def organ(**truths):
        found = {f"rule:{one.id}": truths.get(one.id, False) for one in rules}
        return _organ(names(sliced=names(rules=rules)), Verdicts({**found, "rule:s": True}, {}))

    assert organ() is None
    assert organ(a=None) is None
    assert organ(b=True, c=True) == "supervision"


def test_what_bars_a_measure_is_told_with_its_rules():
    bars = [
        rule("a", BarKinds(("fine",)), basis=(LAW,)),
        rule("b", BarKinds(("fine",)), basis=(OTHER, LAW)),
        rule("c", BarKinds(("fine",)), basis=(Citation("试法", 1),)),
        rule("d", BarKinds(("detention",)), basis=(Citation("试法", 1),)),
    ]
    truths = Verdicts({"rule:a": True, "rule:b": None, "rule:c": False, "rule:d": True}, {})
    frame = names(sliced=names(rules=bars))
    for barred in (True, None):
        one = MergedMeasure(measure(), True, None, (), (), barred)
        assert _barred(frame, one, truths) == BarSeen(barred, ("a", "b"), (LAW, OTHER))
    assert _barred(frame, MergedMeasure(measure(), True, None, (), ()), truths) is None


def test_the_versions_of_the_instruments_that_matter():
    """Of the matter, its tables and its rules, by name; of the first ruleset that knows one of the day."""

    def instrument(version):
        made = names(id=version)
        return names(version_on=lambda day, known: made if version and (day, known) == (DAY, "known") else None)

    matter_ = names(penalised_by=(Citation("乙", 1), Citation("甲", 1)), prohibited_by=(Citation("丙", 1),))
    rules = [
        rule("r", Spare(), basis=(Citation("丁", 1),)),
        rule("d", Spare(), stage="duty", basis=(Citation("戊", 1),)),
    ]
    known = {
        "home": {"甲": instrument("1"), "丙": instrument(None)},
        "law": {n: instrument("2") for n in "甲乙丙丁戊己"},
    }
    frame = names(
        sliced=names(matter=matter_, benchmarks=[names(basis=(Citation("己", 1), Citation("庚", 1)))], rules=rules, rulesets=("home", "law")),
        program=names(rulesets={name: names(instruments=some) for name, some in known.items()}),
        place=names(act_day=DAY, known_on="known"),
    )  # fmt: skip
    assert set(versions_of(frame)) == {("甲", "1"), ("乙", "2"), ("丙", "2"), ("丁", "2"), ("己", "2")}
    assert [name for name, _ in versions_of(frame)] == sorted("甲乙丙丁己")
    frame.place.act_day = None
    assert versions_of(frame) == ()


DAY = date(2024, 3, 1)


def decided_by(merged, **truths):
    rules = (rule("a", BarKinds(("fine",))), rule("b", BarKinds(("fine",))), rule("c", BarKinds(("detention",))))
    tables = (table(name="t"), table(name="u"), table(name="other", kind="detention"))
    frame = names(sliced=names(rules=rules, benchmarks=tables))
    return _decided(frame, merged, Verdicts({f"rule:{one.id}": truths.get(one.id, False) for one in rules}, {}))


def test_what_decides_is_the_laws_order_and_where_measures_matter_their_grounds():
    because = frozenset({"rule:spare", "elements"})
    lower = level("lighter", None, because=("r", "c1"))
    one, barred = (
        MergedMeasure(measure(), True, None, (lower,), ()),
        MergedMeasure(measure("n"), True, None, (), (), True),
    )

    def whole(*measures, said=("penalise",)):
        return Merged(said, because, measures, frozenset(), frozenset())

    assert decided_by(whole(one, barred, said=("refer",)), a=True) == because
    assert decided_by(whole(said=("penalise",))) == because
    grounds = {f"{kind}:{name}" for kind in ("rule", "row:t/", "row:u/", "table") for name in ("r", "c1")}
    grounds = {one.replace("/:", "/") for one in grounds}
    assert decided_by(whole(one), a=True) == because | {"measure:m"} | grounds
    # of a measure that is barred the rules that bar it for certain
    assert decided_by(whole(barred), a=True, b=None, c=True) == because | {"measure:n", "rule:a"}
    perhaps = replace(barred, barred=None)
    assert decided_by(whole(perhaps), a=True, b=None) == because | {"measure:n"}


@pytest.mark.parametrize(
    ("lo", "hi", "total"), [(20, 20, "20%"), (20, 35, "20%–35%"), (Fraction(25, 2), Fraction(25, 2), "12.5%")]
)
def test_how_a_weight_table_came_to_its_sum_is_told(lo, hi, total, monkeypatch):
    parts_ = (("情节", "较重", Fraction(1, 8)), ("数量", "", None))
    found = Weighed(Fraction(lo) / 100, Fraction(hi) / 100, parts_)
    weights = Weights(Fraction(7, 100), None, None, None, False, ())
    tables = (table(name="rows"), table(name="t", weights=weights))
    frame = names(sliced=names(benchmarks=tables), known="known")

    def weighing(*args):
        assert args == (frame, tables[1], "known")
        return found

    monkeypatch.setattr(outcome_module, "weigh", weighing)
    one = MergedMeasure(measure(), True, None, (), ())
    told = (("起点", "", "7%"), ("情节", "较重", "12.5%"), ("数量", "", "—"))
    assert _factors(frame, one) == (told, total)
    frame.sliced.benchmarks = tables[:1]
    assert _factors(frame, one) == ((), None)


# ---- what stands although the party is spared ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "stands"),
    [
        ({"x": "true", "y": "false"}, {"warning"}),
        ({"x": "false", "y": "true"}, {"license_revoke"}),
        ({"x": "true", "y": "true"}, {"warning", "license_revoke"}),
        ({"x": "false", "y": "false"}, set()),
        ({"x": None, "y": "false"}, {"warning"}),
    ],
)
def test_only_what_the_rules_that_spare_except_stands(facts, stands):
    kinds = {**HEAD["kinds"], "warning": {"label": "警告", "class": "penalty", "article9": "1"}}
    spare = [("x", "甲情形", "warning"), ("y", "乙情形", "license_revoke")]
    made = program_of(
        {
            **HEAD, "ruleset": "small", "title": {"zh": "小规则"}, "kinds": kinds,
            "facts": {"b": truth("行为"), "x": truth("甲情形"), "y": truth("乙情形")},
            "matters": [matter("one", "行为", fine("1000元"), {"warning": "shall"}, {"license_revoke": "may"})],
            "exemptions": [
                {"id": f"e.{name}", "when": when, "then": {"spare": {"except": [kind]}}, "basis": "试法 第五条"}
                for name, when, kind in spare
            ],
        }
    )  # fmt: skip
    (one,) = decide(made, case_for("m.one", {"b": "true", **facts})).outcomes
    assert {m.kind for m in one.measures if m.stands} == stands


# ---- of the case -------------------------------------------------------------------------------------------------


def of_case(*, skipped=(), kind="unit", elements=TRUE_CONDITION, given=None, facts=None):
    sliced = names(skipped=skipped, matter=names(id="m.one", elements=elements, penalised_by=(LAW,)), facts=facts or {})
    return list(_of_case(names(sliced=sliced, kind=kind, known=names(given=given or {}))))


def test_what_is_said_of_the_case_itself():
    assert of_case() == []
    assert of_case(skipped=("省", "市")) == [
        AlertSeen("territory_unknown", "warning", None, (), (("rulesets", "省、市"),))
    ]
    assert of_case(kind=None) == [AlertSeen("party_kind_unknown", "warning", None, ())]
    assert of_case(elements=None) == [AlertSeen("elements_as_alleged", "warning", "m.one", (LAW,))]
    assert len(of_case(skipped=("省",), kind=None, elements=None)) == 3


@pytest.mark.parametrize(
    ("evaluative", "status", "reason", "told"),
    [
        (True, "known", None, True),
        (True, "known", "", True),
        (True, "known", "数量小", False),
        (True, "unknown", None, False),
        (True, "undeterminable", None, False),
        (False, "known", None, False),
    ],
)
def test_a_finding_without_a_reason_is_told(evaluative, status, reason, told):
    facts = {"f": names(evaluative=evaluative, label="轻微", basis=(LAW,))}
    given = {"f": Observed(TRUE, status, reason=reason), "gone": Observed(TRUE, "known")}
    alert = AlertSeen("finding_without_reason", "info", None, (LAW,), (("fact", "轻微"),))
    assert of_case(facts=facts, given=given) == ([alert] if told else [])


def per(name, base, unit="吨"):
    return measure(name, amount=Amount(base, Fraction(1), Fraction(2), per=unit))


def parts(*measures, **values):
    regions = {name: one if isinstance(one, Numbers) else exactly(one) for name, one in values.items()}
    frame = names(
        sliced=names(matter=names(measures=measures)),
        known=names(of=lambda name: Observed(regions[name], "known")),
        fact=lambda name: names(label=f"数量{name}"),
    )
    return list(_parts_of_units(frame, tuple(seen(id=one.id, basis=(LAW,)) for one in measures)))


def part_of(base, value, unit="吨"):
    args = (("fact", f"数量{base}"), ("unit", unit), ("value", value))
    return AlertSeen("part_of_a_unit", "warning", None, (LAW,), args)


def test_a_part_of_a_unit_is_told():
    assert parts(per("a", "v"), v=3) == []
    assert parts(per("a", "v"), v=Fraction(5, 2)) == [part_of("v", "2.5")]
    assert parts(per("a", "v"), v=Fraction(1, 3)) == [part_of("v", "1/3")]
    assert parts(per("a", "v"), v=Numbers((Interval(Fraction(1, 2), 2),))) == []  # not known how many
    # a multiple of a sum of money has no units, and a fine without a base none
    times = measure("t", amount=Amount("w", Fraction(1), Fraction(2)))
    sum_, open_ = measure("s"), measure("o", amount=None)
    assert parts(times, w=Fraction(5, 2)) == []
    assert parts(sum_, open_, times, per("a", "v"), v=Fraction(5, 2), w=Fraction(1, 2)) == [part_of("v", "2.5")]
    assert parts(measure("u", amount=Amount(None, Fraction(1), Fraction(2), per="吨")), per("a", "v"), v=HALF) == [
        part_of("v", "0.5")
    ]


HALF = Fraction(1, 2)

# ---- proposals ---------------------------------------------------------------------------------------------------


def proposing(amount, deviation=None):
    proposed = None if amount is None else {Text("fine"): Text(amount)}
    return names(case=names(proposed=proposed, deviation=deviation), act=names(id="a1"), party=names(id="p1"))


FINAL = Merged(("penalise",), frozenset(), (), frozenset(), frozenset())
LEVELS = (level("lighter", span(2000, 3000)), level("heavier", span(4000, 5000)))
PROPOSED = seen(statutory=span(1000, 6000), levels=LEVELS, basis=(LAW,))


def proposal(amount, *measures, merged=FINAL, deviation=None):
    return list(_of_proposal(proposing(amount, deviation), measures or (PROPOSED,), merged))


def outside(yuan, repair, lawful="lighter:[20.00, 30.00]；heavier:[40.00, 50.00]"):
    args = (("lawful", lawful), ("proposed", yuan), ("repair", repair))
    return AlertSeen("proposed_outside", "serious", None, (LAW,), args)


@pytest.mark.parametrize(
    ("amount", "repair"),
    [
        ("20.00", None),
        ("30.00", None),
        ("40.00", None),
        ("50.00", None),
        ("19.99", "ground_for_mitigation"),
        ("30.01", "within_level"),
        ("39.99", "within_level"),
        ("50.01", "within_level"),
        ("70.00", "within_level"),
        ("0.00", "ground_for_mitigation"),
    ],
)
def test_a_proposed_fine_must_lie_in_a_level_that_is_permitted(amount, repair):
    assert proposal(amount) == ([] if repair is None else [outside(amount, repair)])


def test_where_no_fine_is_proposed_or_none_can_follow_nothing_is_said():
    assert proposal(None) == []
    assert proposal("19.99", merged=Merged(("refer",), frozenset(), (), frozenset(), frozenset())) == []
    assert proposal("19.99", seen(levels=())) == []
    assert proposal("19.99", replace(PROPOSED, kind="coercive_fine")) == []
    assert proposal("19.99", seen(levels=()), PROPOSED) == [outside("19.99", "ground_for_mitigation")]


def test_the_lower_end_of_a_level_that_does_not_belong_to_it_is_not_below_it():
    open_ = replace(PROPOSED, levels=(level("ordinary", span(2000, 3000, lo_open=True)), level("mitigated", None)))
    assert proposal("20.00", open_) == [outside("20.00", "within_level", "ordinary:(20.00, 30.00]")]
    none = replace(PROPOSED, levels=(level("mitigated", None),))
    assert proposal("20.00", none) == [outside("20.00", "within_level", "")]


def test_several_fines_are_looked_at_together():
    """In a level of either it is lawful; else the levels of both are told, with the basis of the first."""
    other = replace(PROPOSED, levels=(level("ordinary", span(1000, 1500)),), basis=(OTHER,))
    assert proposal("12.00", PROPOSED, other) == []
    lawful = "lighter:[20.00, 30.00]；heavier:[40.00, 50.00]；ordinary:[10.00, 15.00]"
    assert proposal("16.00", PROPOSED, other) == [outside("16.00", "within_level", lawful)]
    assert proposal("9.00", PROPOSED, other) == [outside("9.00", "ground_for_mitigation", lawful)]


def deviating(**more):
    said = {"act": None, "party": None, "reason": "过罚失当", "approved_by": None, "benchmark_of": None, "manner": None}
    return names(**{**said, **more})


UNAPPROVED = AlertSeen(
    "deviation_unapproved",
    "serious",
    None,
    (LAW,),
    (("proposed", "31.00"), ("reason", "过罚失当"), ("whose", "unsaid")),
)


def recorded(whose, by, manner):
    args = (("proposed", "31.00"), ("reason", "过罚失当"), ("whose", whose), ("by", by), ("manner", manner))
    return AlertSeen("deviation_recorded", "info", None, (LAW,), args)


@pytest.mark.parametrize(
    ("more", "alert"),
    [
        ({}, UNAPPROVED),
        ({"act": "a1", "party": "p1"}, UNAPPROVED),
        ({"approved_by": "负责人"}, recorded("unsaid", "负责人", "unsaid")),
        ({"approved_by": "负责人", "benchmark_of": "own", "manner": "head"}, recorded("own", "负责人", "head")),
        # of another act, or another party
        ({"act": "a2"}, outside("31.00", "within_level")),
        ({"party": "p2"}, outside("31.00", "within_level")),
        ({"act": "a1", "party": "p2"}, outside("31.00", "within_level")),
    ],
)
def test_a_deviation_within_the_statute_is_recorded(more, alert):
    assert proposal("31.00", deviation=deviating(**more)) == [alert]
    within = alert.kind != "proposed_outside"
    assert list(_deviation(proposing("31.00", deviating(**more)), 3100, (LAW,))) == ([alert] if within else [])


def test_outside_of_the_statute_a_deviation_changes_nothing():
    said = deviating(approved_by="负责人")
    assert proposal("60.01", deviation=said) == [outside("60.01", "within_level")]
    assert proposal("9.99", deviation=said) == [outside("9.99", "ground_for_mitigation")]
    assert proposal("60.00", deviation=said)[0].kind == "deviation_recorded"
    unknown = replace(PROPOSED, statutory=None)
    assert proposal("31.00", unknown, deviation=said) == [outside("31.00", "within_level")]
    assert proposal("31.00", unknown, PROPOSED, deviation=said)[0].kind == "deviation_recorded"
    assert list(_deviation(proposing("31.00"), 3100, (LAW,))) == []


# ---- one act under several provisions: verdicts --------------------------------------------------------------------


def group(*matters, alerts=(), questions=()):
    found = [names(kind=kind) for kind in alerts]
    asked = [names(fact=fact) for fact in questions]
    return [(None, names(matter=one, alerts=found, questions=asked)) for one in matters]


A, B = Verdict("m.a", "maximum"), Verdict("m.b", "minimum")
NOBODY = Verdict(None, "equal", ("m.a", "m.c"))


def noted(*points, **more):
    made = _Seen(group("m.a", "m.b", **more))
    for one, axes in points:
        made.note(one, axes)
    return made


@pytest.mark.parametrize(
    ("points", "state", "options", "because", "asks"),
    [
        ([(A, [])], ("settled", "m.a"), ("m.a",), ("maximum",), ()),
        ([(A, []), (None, [])], ("settled", "m.a"), ("m.a",), ("maximum",), ()),
        ([(Verdict("m.a", "only"), [])], ("settled", "m.a"), ("m.a",), ("only",), ()),
        ([(Verdict("m.a", "only"), []), (A, [])], ("settled", "m.a"), ("m.a",), ("maximum",), ()),
        ([(NOBODY, [])], ("person", None), ("m.a", "m.c"), ("equal",), ()),
        ([(A, []), (NOBODY, [])], ("person", None), ("m.a", "m.c"), ("maximum", "equal"), ()),
        ([(Verdict(None, "manual", ("m.a", "m.b")), [])], ("person", None), ("m.a", "m.b"), ("manual",), ()),
        # it turns on a fact
        ([(A, [("fact:v", 1)]), (B, [("fact:v", 2)])], ("open", None), ("m.a", "m.b"), ("maximum", "minimum"), ("v",)),
        ([(A, [("fact:v", 1)]), (B, [("fact:v", 1)])], ("person", None), ("m.a", "m.b"), ("maximum", "minimum"), ()),
        ([(A, [("fact:v", 1)]), (A, [("fact:v", 2)])], ("settled", "m.a"), ("m.a",), ("maximum",), ()),
        (
            [(A, [("fact:v", 1), ("fact:a", 1)]), (B, [("fact:v", 2), ("fact:a", 2)]), (A, [("fact:w", 3)])],
            ("open", None), ("m.a", "m.b"), ("maximum", "minimum"), ("a", "v"),
        ),
        # on whether a provision calls for its fine: on what that provision asks
        ([(A, [("called:m.a", 1)]), (B, [("called:m.a", 2)])], ("open", None), ("m.a", "m.b"), ("maximum", "minimum"), ("q",)),
        ([(A, [("called:m.z", 1)]), (B, [("called:m.z", 2)])], ("person", None), ("m.a", "m.b"), ("maximum", "minimum"), ()),
    ],
)  # fmt: skip
def test_verdicts_put_together(points, state, options, because, asks):
    made = noted(*points, questions=["q"])
    assert (made.state(), made.options(), made.because(), made.asks()) == (state, options, because, asks)


def test_without_any_verdict_there_is_nothing_to_choose():
    assert noted().silent is True
    assert noted((None, [("fact:v", 1)])).silent is True
    assert noted((A, [])).silent is False


def test_questions_are_those_of_the_provision_on_which_it_turns():
    made = _Seen([*group("m.a", questions=["qa"]), *group("m.b", questions=["qb"])])
    made.note(A, [("called:m.b", 1), ("fact:m.a", 1)])
    made.note(B, [("called:m.b", 2), ("fact:m.a", 1)])
    assert made.asks() == ("qb",)


def test_what_is_too_much_asks_for_everything():
    made = noted((A, [("fact:v", 1)]), questions=["z", "q"])
    made.too_many()
    assert (made.state(), made.asks(), made.because()) == (("open", None), ("q", "z"), ("maximum", "too_many"))
    assert made.options() == ("m.a", "m.b")


@pytest.mark.parametrize("kind", ["tier_gap", "tier_overlap", "law_not_in_force", "versions_not_comparable"])
def test_a_provision_that_is_itself_a_persons_leaves_the_choice_to_one(kind):
    made = noted((A, []), alerts=[kind, "row_gave_way"])
    assert (made.state(), made.because()) == (("person", None), ("maximum", "unsettled"))
    made = noted((A, []), (Verdict("m.a", "only"), []), alerts=[kind])
    assert set(made.because()) == {"only", "maximum", "unsettled"}
    assert noted((A, []), alerts=["row_gave_way"]).state() == ("settled", "m.a")


# ---- what can be so at once ----------------------------------------------------------------------------------------

LOW, HIGH, ALL = (Numbers((Interval(*ends),)) for ends in ((0, 4), (5, 9), (0, 9)))


@pytest.mark.parametrize(
    ("one", "other", "apart", "both"),
    [
        (LOW, LOW, False, False),
        (LOW, HIGH, True, True),
        (LOW, ALL, False, False),
        (None, None, False, False),
        # what cannot be determined may be anything, unless both ask whether it can
        (None, LOW, False, True),
        (LOW, None, False, True),
    ],
)
def test_two_cells_of_one_fact(one, other, apart, both):
    assert _apart(one, other, both=False) is apart
    assert _apart(one, other, both=True) is both


def knowing(*facts):
    """A side that has facts; one with `!` is another one of the same name."""
    known = {name.strip("!"): name for name in facts}
    return names(sliced=names(facts=known), fact=lambda name: (known[name.partition("∋")[0]], name))


def reading(spare=False, choices=(), **cells):  # noqa: FBT002
    return Reading(tuple(sorted(cells.items())), choices, spare)


def test_facts_that_provisions_share_are_true_at_once():
    two = [knowing("v", "w"), knowing("v", "w")]
    none = [set(), set()]
    assert _together(two, [reading(v=LOW), reading(v=ALL)], none)
    assert not _together(two, [reading(v=LOW), reading(v=HIGH)], none)
    assert _together(two, [reading(v=LOW), reading(w=HIGH)], none)
    assert not _together(two, [reading(v=LOW, w=TRUE), reading(v=LOW, w=FALSE)], none)
    # not the same fact, though of one name
    assert _together([knowing("v"), knowing("v!")], [reading(v=LOW), reading(v=HIGH)], none)
    # each with each
    three = [knowing("v")] * 3
    assert not _together(three, [reading(v=ALL), reading(v=LOW), reading(v=HIGH)], [set()] * 3)
    assert not _together(three, [reading(v=LOW), reading(v=ALL), reading(v=HIGH)], [set()] * 3)


@pytest.mark.parametrize(
    ("states", "together"),
    [([set(), set()], True), ([{"v"}, set()], True), ([set(), {"v"}], True), ([{"v"}, {"v"}], False)],
)
def test_a_fact_that_cannot_be_determined_is_apart_only_where_both_ask(states, together):
    two = [knowing("v"), knowing("v")]
    assert _together(two, [reading(v=None), reading(v=LOW)], states) is together
    assert _together(two, [reading(v=LOW), reading(v=None)], states) is together
    assert _together(two, [reading(v=None), reading(v=None)], states)


def test_an_axis_is_a_fact_that_provisions_share():
    sides = [knowing("w"), knowing("v", "s"), knowing("v!", "s"), knowing("v")]
    assert [_axis(sides, n, "v") for n in (1, 2, 3)] == ["v", "v#2", "v"]
    assert [_axis(sides, n, "s∋金融") for n in (1, 2)] == ["s∋金融", "s∋金融"]


def test_where_a_point_lies_is_told_by_fact():
    called = reading(choices=((measure(),), None), v=LOW)
    joint = Joint(
        (called, reading(choices=((measure(),),), w=TRUE)), ((measure(),), None), frozenset(), (("w#1", FALSE),)
    )
    found = list(_axes(group("m.a", "m.b"), joint, {"v": 3, "x#1": 4, "w": 5}))
    assert found == [
        ("fact:v", (LOW,)),
        ("fact:w", (TRUE, FALSE)),
        ("fact:x", 4),
        ("called:m.a", (measure(),)),
    ]


def test_the_ends_of_a_fine_that_does_not_move():
    assert list(_ends(Amount(None, Fraction(1), Fraction(2)), None)) == [1, 2]
    assert list(_ends(Amount(None, None, Fraction(2)), None)) == [2]
    assert list(_ends(Amount(None, Fraction(1), None), None)) == [1]
    assert list(_ends(Amount("v", Fraction(2), Fraction(10)), Interval(3, 5))) == [6, 50]
    assert list(_ends(Amount("v", Fraction(2), Fraction(10)), Interval(3, None))) == [6]


# ---- policies and rivals -------------------------------------------------------------------------------------------

OPEN = Or(())
AMOUNT, MANUAL = Concur("by_amount"), Concur("manual")


def policies(*rules, truths=None):
    """Each rule with its truth on each side."""
    sides = [[] for _ in range(max((len(t) for _, t in rules), default=1))]
    for one, found in rules:
        for n, truth_ in enumerate(found):
            sides[n].append((one, truth_))

    def side(some):
        table = {id(one.condition): truth_ for one, truth_ in some}
        known = names(judge=lambda condition, _: table[id(condition)])
        return names(sliced=names(rules=[one for one, _ in some]), known=known)

    return [(one.policy, one.rule, one.holds) for one in _policies([side(some) for some in sides])]


def ordering(name, effect):
    return rule(name, effect, stage="concurrence", condition=Or((TRUE_CONDITION, Neg(TRUE_CONDITION))))


def test_the_policies_that_hold_or_may_by_the_names_of_their_rules():
    amount, rank = ordering("b", AMOUNT), ordering("a", Concur("by_rank", ("law",)))
    manual = ordering("c", MANUAL)
    assert policies((amount, [True])) == [("by_amount", "b", True)]
    assert policies((amount, [True, True])) == [("by_amount", "b", True)]
    assert policies((amount, [True, False])) == [("by_amount", "b", None)]
    assert policies((amount, [None])) == [("by_amount", "b", None)]
    assert policies((amount, [True]), (rank, [None])) == [("by_rank", "a", None), ("by_amount", "b", True)]
    assert policies((amount, [True]), (rank, [False])) == [("by_amount", "b", True)]
    # manual goes before all others, where it holds
    assert policies((amount, [True]), (manual, [True])) == [("manual", "c", True)]
    assert policies((amount, [True]), (manual, [None])) == [("by_amount", "b", True), ("manual", "c", None)]
    assert policies((amount, [True]), (manual, [False])) == [("by_amount", "b", True)]
    # where no rule says any, a person chooses
    assert policies((amount, [False])) == [("manual", None, True)]
    assert policies((rule("s", Spare()), [True])) == [("manual", None, True)]


GREAT, SMALL = span(100, 500), span(100, 400)


@pytest.mark.parametrize(
    ("less", "more"),
    [
        (seen(statutory=SMALL), seen(statutory=GREAT)),
        (seen(statutory=span(99, 500)), seen(statutory=GREAT)),
        (seen(statutory=span(None, 500)), seen(statutory=span(1, 500))),
        (seen(statutory=GREAT), seen(statutory=span(1, None))),
        (seen(statutory=GREAT), seen(statutory=None)),  # left open
        (seen(statutory=span(9999, 9999), holds=None), seen(statutory=span(0, 0))),
        (seen(statutory=None, holds=None), seen(statutory=span(0, 0))),
    ],
)
def test_the_fine_that_is_told_of_a_provision_is_its_greatest(less, more):
    assert _greatest(less) < _greatest(more)


def told(*measures, read=(), **more):
    """What is told of a provision with these measures, all for a unit."""
    law = names(name="试法", rank="law")
    frame = names(
        sliced=names(measures=[measure(one.id, basis=(LAW,)) for one in measures], matter=names(sole_trader=None), rulesets=("t",)),
        kind="unit", party=names(role=None), program=names(rulesets={"t": names(instruments={"试法": law})}),
    )  # fmt: skip
    return _rival(frame, names(matter="m.a", measures=measures), tuple(read) or (reading(choices=((measure(),),)),))


def test_what_is_told_of_a_provision():
    away = seen(id="away", statutory=span(1, 9999), barred=BarSeen(True, (), ()))
    revoke, warn = seen(id="r", kind="license_revoke"), seen(id="w", kind="warning")
    one = told(
        away, seen(id="small", statutory=SMALL), seen(id="great", basis=(LAW,)), revoke, warn, replace(revoke, id="x")
    )
    assert (one.matter, one.measure, one.statutory, one.basis) == ("m.a", "great", GREAT, (LAW,))
    assert (one.instrument, one.rank, one.stay, one.mandatory, one.called) == (
        "试法",
        "law",
        ("license_revoke", "warning"),
        True,
        True,
    )


def test_whether_it_calls_for_a_fine_is_open_where_it_may_not():
    with_, without = reading(choices=((measure(),),)), reading(choices=((measure(),), None))
    assert told(seen(), read=[with_, with_]).called is True
    assert told(seen(), read=[with_, without]).called is None
    assert told(seen(), read=[without, without]).called is None


# ---- at the bounds -------------------------------------------------------------------------------------------------


def two(*fines, **values):
    facts = {"b": truth("行为"), "v": money("货值")}
    made = program(facts, [matter(f"n{n}", "行为", fine(amount)) for n, amount in enumerate(fines)])
    return decided(made, {"b": "true", **values}).concurrences


@pytest.mark.parametrize(("most", "state"), [(0, "person"), (1, "settled"), (2, "settled")])
def test_as_much_as_the_bound_is_looked_at(most, state, monkeypatch):
    """Two provisions of one reading each, and no base: one thing to look at. Beyond the bound nothing is said, and no fact is open."""
    monkeypatch.setattr(module, "COMBINATIONS", most)
    (one,) = two("1000元", "2000元")
    assert (one.state, one.because) == (state, ("too_many",) if most == 0 else ("maximum",))


@pytest.mark.parametrize(("most", "many"), [(2, True), (3, False), (4, False)])
def test_every_value_of_a_base_counts(most, many, monkeypatch):
    """Twice a value of 1000.00 to 1000.02元 against 1元: three whole 分 are looked at, the least, the greatest and one between."""
    monkeypatch.setattr(module, "COMBINATIONS", most)
    monkeypatch.setattr(module, "points", lambda *_, **__: (100000, 100001, 100002))
    (one,) = two("1元", "货值2倍", v=None)
    assert ("too_many" in one.because) is many


def test_a_fine_of_nil_is_none():
    assert two("货值2倍", "货值3倍", v="0.00") == ()
    (one,) = two("货值2倍", "1000元", v="0.00")
    assert (one.state, one.prevails, one.because) == ("settled", "m.n1", ("only",))
    (one,) = two("货值2倍", "0.01元", v="0.01")
    assert (one.state, one.prevails, one.because) == ("settled", "m.n0", ("maximum",))


def test_a_policy_that_is_open_is_asked_for():
    """By amount where the finding holds; where it does not, no rule says how, and a person chooses."""
    facts = {"b": truth("行为"), "x": truth("情形")}
    gate = {"id": "g", "when": "情形", "then": {"concur": "by_amount"}, "basis": "试法 第二十九条"}
    made = program(facts, [matter("n0", "行为", fine("1000元")), matter("n1", "行为", fine("2000元"))], [gate])
    expected = {
        "true": ("settled", "m.n1", ("maximum",), ()),
        "false": ("person", None, ("no_policy",), ()),
        None: ("open", None, ("no_policy", "maximum"), ("x",)),
    }
    for value, wanted in expected.items():
        (one,) = decided(made, {"b": "true", "x": value}).concurrences
        assert (one.state, one.prevails, tuple(sorted(one.because)), one.asks) == (
            *wanted[:2],
            tuple(sorted(wanted[2])),
            wanted[3],
        )


def test_facts_on_which_neither_the_fine_nor_its_base_turns_are_left_out():
    """Twice the value; the licence goes from 1万元 on, or where the finding holds: the value is the base, the finding nothing to the fine."""
    facts = {"b": truth("行为"), "x": truth("情形"), "v": money("货值")}
    revoke = [{"license_revoke": "may", "when": when} for when in ("情形", "货值1万元以上")]
    made = program(facts, [matter("n0", "行为", fine("货值2倍"), *revoke)])
    found = readings(frame_of(made, case_for("m.n0", {"b": "true", "x": None, "v": None})))
    assert [[name for name, _ in one.cells] for one in found] == [["v"], ["v"]]
    assert len({one.choices for one in found}) == 1
