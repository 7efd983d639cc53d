"""Small random rulesets against a second reading of them, written from the law's order and not from the engine."""

import pytest
from corpus import ALL, OPEN, broken, contains
from hypothesis import HealthCheck, assume, event, given, settings
from hypothesis import strategies as st
from strategies import FINES, LEVELS, SHARES, Small, case_for, program_of, smalls, with_case

from enforcerules.decide import completions
from enforcerules.model.decision import MoneyRange
from enforcerules.pipeline import decide

some = settings(
    max_examples=600 if ALL else 80,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
MITIGATED = {"open": ["lighter", "mitigated"]}


def outcome(program, values, phase="investigating"):
    (made,) = decide(program, case_for("m.one", values, phase=phase)).outcomes
    return made


# ---- the second reading ----------------------------------------------------------------------------------------


def disposition(small: Small, values):
    """Power, proof, time, referral, no penalty, order first, may spare: the first that holds."""
    held = [(r.then, r.strength) for r in small.rules if r.when.holds(values)]
    if ({"terminate": "no_jurisdiction"}, "shall") in held:
        return "no_jurisdiction"
    if not small.elements.holds(values):
        return "not_established"
    order = [
        (({"terminate": "time_barred"}, "shall"), "time_barred"),
        (({"refer": "police"}, "shall"), "refer"),
        (("spare", "shall"), "no_penalty_shall"),
        (({"order": "notice"}, "shall"), "order_first"),
        (("spare", "may"), "no_penalty_may"),
    ]
    return next((said for effect, said in order if effect in held), "penalise")


def levels(small: Small, values):
    """The levels permitted with their range in 元, none where the fine is barred, or None where a person must weigh."""
    if any(r.then == {"bar_kinds": ["fine"]} and r.when.holds(values) for r in small.rules):
        return {}
    lo, hi = fine(small, values)
    opened = [
        (r.then["open"], r.strength)
        for r in small.rules
        if r.when.holds(values) and r.then != "spare" and "open" in r.then
    ]
    barred = any(r.then == {"bar": ["heavier"]} and r.when.holds(values) for r in small.rules)
    said = {level for names, _ in opened for level in names}
    if "heavier" in said and len(said) > 1:
        return None
    fixed = any(strength == "shall" for _, strength in opened)
    said -= {"heavier"} if barred else set()
    allowed = said | (set() if fixed else {"ordinary"})
    if not allowed:
        return None
    rows = rows_that_hold(small, values)
    if rows is None:
        return None
    rows = [level for level in rows if not (barred and level == "heavier")]
    if rows and not fixed:
        if "heavier" in rows and said & {"lighter", "mitigated"}:
            return None
        if "ordinary" not in rows and not said:
            allowed.discard("ordinary")
        allowed |= set(rows)
    return {level: span(level, lo, hi, narrowed=level in rows) for level in allowed}


def rows_that_hold(small: Small, values):
    """The level of the row that decides, as a list of one; none; or None where several do."""
    held = [r.level for r in small.table if r.when is not None and r.when.holds(values)]
    held = held or [r.level for r in small.table if r.when is None]
    if len(held) > 1 and small.hit == "unique":
        return None
    pick = {"heaviest": max, "lightest": min}.get(small.hit, max)
    return [pick(held, key=LEVELS.index)] if held else []


def fine(small: Small, values):
    if small.fine != "limbs":
        return FINES[small.fine][1:]
    base = float(values["money"])
    return (FINES["fixed"][1:]) if base < 5000 else (2 * base, 10 * base)


def span(level, lo, hi, *, narrowed):
    if level == "mitigated":
        return (0, lo, False, True) if lo else None
    least = lo or 0
    if not narrowed or least == hi:
        return (least, hi, False, False)
    a, b, a_open, b_open = SHARES[level]
    return (least + (hi - least) * a / 100, least + (hi - least) * b / 100, a_open, b_open)


def seen(one):
    return {
        lv.level: None if lv.range is None else (round(float(lv.range.lo or 0) / 100, 4), round(float(lv.range.hi) / 100, 4), lv.range.lo_open, lv.range.hi_open)
        for m in one.measures if m.kind == "fine" and m.holds for lv in m.levels
    }  # fmt: skip


@some
@given(smalls(), st.data())
def test_known_facts_are_read_as_written(small, data):
    """decide(ruleset, known facts) = the second reading: disposition, levels and their ranges, other measures."""
    program = program_of(small.text)
    for values in data.draw(st.lists(small.values(), min_size=8, max_size=8)):
        got = outcome(program, values)
        wanted, permitted = disposition(small, values), levels(small, values)
        event(wanted)
        if wanted in {"penalise", "no_penalty_may", "order_first"} and permitted is None:
            assert (got.disposition, got.candidates) == ("needs_human", (wanted,)), values
            continue
        assert (got.disposition, got.candidates) == (wanted, ()), values
        if wanted in {"penalise", "no_penalty_may", "order_first"}:
            expected = {k: v and (*(round(x, 4) for x in v[:2]), *v[2:]) for k, v in permitted.items()}
            assert seen(got) == expected, values
            fines = [m for m in got.measures if m.kind == "fine"]
            assert all((m.barred is not None and m.barred.holds) == (not permitted) for m in fines)
            revoked = small.revoke is not None and small.revoke.holds(values)
            assert any(m.kind == "license_revoke" for m in got.measures) == revoked


# ---- what is not known -----------------------------------------------------------------------------------------


@some
@given(with_case())
def test_a_fact_less_opens_or_changes_nothing(made):
    """decide(case with facts unknown) = decide(case), or is open and holds decide(case) among its candidates."""
    small, values, open_ = made
    program = program_of(small.text)
    before = outcome(program, values)
    for name in open_:
        assert broken(before, outcome(program, {**values, name: None})) == []
    assert broken(before, outcome(program, {**values, **dict.fromkeys(open_)})) == []
    assert broken(before, outcome(program, {k: v for k, v in values.items() if k not in open_})) == []


@some
@given(with_case())
def test_completions_are_exact(made):
    """The candidates of an open case are the dispositions of its completions; its ranges the hulls of theirs."""
    small, values, open_ = made
    program = program_of(small.text)
    after = outcome(program, {**values, **dict.fromkeys(open_)})
    every = [outcome(program, full) for full in small.completions({**values, **dict.fromkeys(open_)})]
    union = {d for one in every for d in (one.candidates or (one.disposition,))}
    assert set(after.candidates or (after.disposition,)) == union
    assert all(broken(one, after) == [] for one in every)
    human = any(one.disposition in OPEN for one in every)
    matter = union & {"penalise", "no_penalty_may", "order_first"}
    differ = len(union) > 1 or len({_result(one) for one in every}) > 1
    event(f"open {bool(after.candidates)}")
    if not matter:
        assert (after.disposition in OPEN) == (len(union) > 1)
        return
    if small.fine != "limbs" or "money" not in open_:  # a base that is open is not worked through value by value
        assert (after.disposition in OPEN) == (differ or human)
        _hulls_are_exact(after, [one for one in every if matter & set(one.candidates or (one.disposition,))])


def _result(one):
    return tuple(
        (m.id, m.holds, m.barred, m.statutory, tuple((lv.level, lv.range, lv.point) for lv in m.levels))
        for m in one.measures
    )


def _hulls_are_exact(after, every):
    for m in after.measures:
        same = [n for one in every for n in one.measures if n.id == m.id]
        if m.statutory is not None and same:
            _no_wider(m.statutory, [n.statutory for n in same])
        for lv in m.levels:
            ranges = [o.range for n in same for o in n.levels if o.level == lv.level and o.range is not None]
            if lv.range is not None and ranges:
                _no_wider(lv.range, ranges)


def _no_wider(outer: MoneyRange, ranges):
    assert min((r.lo or 0) for r in ranges) == (outer.lo or 0)
    assert max(r.hi for r in ranges) == outer.hi
    assert all(contains(outer, r) for r in ranges)


@some
@given(with_case())
def test_the_outer_bound_holds_every_completion(made):
    """Past the bound of cells the answer is looser, never another one: it holds whatever the completions lead to."""
    small, values, open_ = made
    program = program_of(small.text)
    unknown = {**values, **dict.fromkeys(open_)}
    exact = outcome(program, unknown)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(completions, "COMBINATIONS", 1)
        outer = outcome(program, unknown)
    event(f"outer {outer.outer_bound}")
    assert broken(exact, outer) == []
    for full in small.completions(unknown):
        assert broken(outcome(program, full), outer) == []
    for question in outer.questions:
        said = [set(leads) for _, leads in question.leads_to]
        for value in small.grid(question.fact):
            one = outcome(program, {**unknown, question.fact: value})
            assert any(set(one.candidates or (one.disposition,)) <= leads for leads in said) or not said


@some
@given(with_case(3))
def test_questions_lead_where_they_say(made):
    """For each value that a question names, what it leads to is what the case leads to with that value filled in."""
    small, values, open_ = made
    program = program_of(small.text)
    open_values = {**values, **dict.fromkeys(open_)}
    after = outcome(program, open_values)
    for question in after.questions:
        assert question.fact in open_
        said = [set(leads) for _, leads in question.leads_to]
        got = [
            set(one.candidates or (one.disposition,))
            for v in small.grid(question.fact)
            for one in [outcome(program, {**open_values, question.fact: v})]
        ]
        assert all(one in said for one in got), question
        assert all(one in got for one in said), question


@some
@given(with_case(3))
def test_nothing_open_is_left_unasked(made):
    """An open case has a question, and answering all questions settles it, unless a person must weigh."""
    small, values, open_ = made
    program = program_of(small.text)
    after = outcome(program, {**values, **dict.fromkeys(open_)})
    if after.disposition == "undetermined":
        assert after.questions
    asked = {q.fact for q in after.questions}
    left = {**values, **{name: None for name in open_ if name not in asked}}
    settled, full = outcome(program, left), outcome(program, values)
    assert (settled.disposition, settled.candidates) == (full.disposition, full.candidates)


# ---- the burden of proof ---------------------------------------------------------------------------------------

WEIGHT = {
    "no_jurisdiction": 0,
    "not_established": 0,
    "time_barred": 0,
    "no_penalty_shall": 0,
    "no_penalty_may": 1,
    "order_first": 2,
    "penalise": 3,
}


@some
@given(with_case())
def test_concluding_without_a_fact_of_the_authority_is_never_heavier(made):
    """Concluded, a fact that is not the party's to prove and stays unknown never makes a final decision heavier."""
    small, values, open_ = made
    program = program_of(small.text)
    before = outcome(program, values, "concluded")
    assume(before.disposition in WEIGHT)
    for name in open_:
        if small.facts[name]["proves"] == "party":
            continue
        after = outcome(program, {**values, name: None}, "concluded")
        event(f"{before.disposition} {after.disposition}")
        assert after.disposition in {*WEIGHT, "needs_human", "refer"}
        if after.disposition in WEIGHT:
            assert WEIGHT[after.disposition] <= WEIGHT[before.disposition], name
            if WEIGHT[after.disposition] > 0:
                _no_heavier(before, after)


def _no_heavier(before, after):
    tops = [
        max((lv.range.hi for m in one.measures for lv in m.levels if lv.range is not None and m.holds), default=0)
        for one in (before, after)
    ]
    assert tops[1] <= tops[0]
    assert {m.id for m in after.measures if m.kind != "fine"} <= {m.id for m in before.measures}


@some
@given(smalls(), st.sampled_from(["unit", "individual", None]), st.booleans())
def test_silence_reaches_nothing(small, kind, dated):
    """An empty case is never spared, never fined nothing, never at the heaviest level; concluded, it is not established."""
    anything = small.completions(dict.fromkeys(small.facts))
    assume(len({disposition(small, full) for full in anything}) > 1)  # else nothing has to be said
    program = program_of(small.text)
    more = {} if dated else {"start": None, "end": None, "dates": {}}
    (made,) = decide(program, case_for("m.one", {}, kind=kind, **more)).outcomes
    assert made.disposition in OPEN
    assert made.questions
    (made,) = decide(program, case_for("m.one", {}, kind=kind, phase="concluded", **more)).outcomes
    assert made.disposition in {"not_established", "needs_human"}
    assert "penalise" not in made.candidates or made.disposition == "needs_human"


@pytest.mark.parametrize("level", LEVELS)
def test_the_second_reading_of_a_band(level):
    """F1 of the formula catalogue: 1000 to 5000 is cut at 2200 and 3800."""
    cut = {"lighter": (1000, 2200), "ordinary": (2200, 3800), "heavier": (3800, 5000)}
    assert span(level, 1000, 5000, narrowed=True)[:2] == cut[level]
