"""Every condition between a term, a sum of the past and the law of a day both ways, where few cases reach it. Worked by hand."""

from dataclasses import replace
from datetime import date

import pytest
from pieces import frame_of
from strategies import HEAD, case_for, program_of
from test_days_of_an_act import FIRST, LAST, days_of, ended, later, law
from test_running_terms import at, formula, history, on
from test_series import DAY, MINE, READING
from test_series import formula as figure_of
from test_series import history as readings

from enforcerules.decide.running import Prolonged, running
from enforcerules.decide.series import taken
from enforcerules.decide.slice import slice_of
from enforcerules.decide.timeline import _of_day, going_on
from enforcerules.load.cases import case_of
from enforcerules.model.dates import back
from enforcerules.model.edition import CURRENT
from enforcerules.model.program import Fact
from enforcerules.model.region import LINE, Interval, Numbers, exactly
from enforcerules.pipeline import Frames, decide, pairs, place

# ---- terms -------------------------------------------------------------------------------------------------------

HERE = ("330000",)


def of_here(anchor, past):
    """The last day of a term of which only what was decided in 330000 counts, and a release there begins anew."""
    made = formula(reset=("released",))
    made = replace(made, of=replace(made.of, across=HERE))
    return running(made, past, date.fromisoformat(anchor), Prolonged(MINE, frozenset({"minor"}), CURRENT))


def event(day, kind, where="330106"):
    return {"date": day, "event": kind, **({"territory": where} if where else {})}


def test_events_before_a_release_are_behind_it_and_those_after_it_count():
    """Listed for three years, released, listed for two: on the day of the release itself it is over."""
    released = event("2025-06-01", "released")
    # 2025-07-01 and two years run on 2026-05-06; two more are four years from 2025-07-01
    assert of_here("2026-05-06", history(event("2025-03-01", "major"), released, event("2025-07-01", "minor"))) == on(
        "2029-07-01"
    )
    # a listing of the day of the release is behind it: only the present one is left, two years from 2026-05-06
    assert of_here("2026-05-06", history(event("2025-06-01", "major"), released)) == on("2028-05-06")


def test_what_is_doubtful_before_a_release_does_not_matter():
    """An event of which nobody said where it was decided may count or not; behind a release it cannot."""
    released = event("2025-06-01", "released")
    doubtful = event("2025-03-01", "major", None)
    assert of_here("2026-05-06", history(doubtful, released)) == on("2028-05-06")
    open_ends = Numbers((Interval(date(2026, 5, 6).toordinal(), date(2031, 5, 6).toordinal()),))
    assert of_here("2026-05-06", history(doubtful)) == open_ends  # no release
    assert of_here("2026-05-06", history(released, event("2025-06-02", "major", None))) == open_ends  # after it
    assert of_here("2026-05-06", history(event("2025-06-01", "major", None), released)) == on("2028-05-06")


def test_a_term_that_nothing_began_before_the_present():
    assert at("2026-05-06", history()) == on("2028-05-06")


# ---- sums of the past --------------------------------------------------------------------------------------------

MONEY = Fact("fined", "小时均值", "money", "test")
SIGNED = replace(READING, scale=0, unit=None, least=None)


def summed(fact, past, take="sum", least=1):
    return taken(figure_of(take, least), fact, past, date.fromisoformat(DAY), MINE, back)


def test_a_sum_can_only_grow_where_no_value_is_below_nil():
    """Money and whole numbers never are, other figures where the ruleset says so (`min`): of others a later value may take away."""
    past = readings(["3"], searched=[])
    whole, never = replace(SIGNED, type="integer"), replace(SIGNED, least=0)
    assert summed(MONEY, past) == Numbers((Interval(300, None),))
    assert summed(whole, past) == summed(never, past) == Numbers((Interval(3, None),))
    assert summed(SIGNED, past) == LINE
    assert summed(MONEY, None) == Numbers((Interval(0, None),))
    assert summed(SIGNED, None) == LINE
    # where everything is known the sum is what it is
    assert summed(SIGNED, readings(["3", "-5"])) == exactly(-2)


def test_nothing_is_certain_of_a_greatest_without_any_value():
    assert summed(MONEY, readings([None], searched=[]), "max") == LINE
    assert summed(MONEY, readings(["3", None], searched=[]), "max") == Numbers((Interval(300, None),))


def test_fewer_values_than_there_must_be_are_no_figure_and_none_at_all_is_a_sum_of_nil():
    assert summed(MONEY, readings(["3"]), least=2) == LINE
    assert summed(MONEY, readings(["3", "4"]), least=2) == exactly(700)
    assert summed(MONEY, readings([]), least=2) == exactly(0)
    assert summed(MONEY, readings([]), "max", least=2) is None


# ---- the law of a day --------------------------------------------------------------------------------------------


def frames(program, day, facts=None):
    """The frame of an act of a day under the matter alleged, and the way to make others."""
    given = {"done": "true", "grave": "false", **(facts or {})}
    data = {"case": "c", "phase": "concluded", "matter": "m.one", "party": {"kind": "unit"}, "facts": given}
    case, report = case_of({**data, "start": day, "end": day, "dates": {"decided": "2024-05-06"}})
    assert case is not None, report
    ((act, party),) = pairs(case)
    made = Frames(program, case, act, party)
    return made.on(place(case, act, party), []), lambda where, name: made.on(where, [], name)


def test_a_matter_that_nobody_describes_is_not_refuted():
    """Elements as alleged cannot be refuted by facts: newer law goes on there, beside one that the facts do refute."""
    alleged = later("m.alleged", elements="alleged")
    refuted = later("m.refuted", elements="行为 且 情节")
    program = law([], [], matters=[ended(succeeded_by=["m.alleged", "m.refuted"]), alleged, refuted])
    frame, build = frames(program, FIRST)
    assert [(one.sliced.matter.id, split) for one, split in [going_on(frame, build)]] == [("m.alleged", ())]
    both, build = frames(program, FIRST, {"grave": "true"})
    assert going_on(both, build) == (both, ("m.alleged", "m.refuted"))


def test_a_day_on_which_it_is_not_settled_what_goes_on_stays_under_the_matter_itself():
    """One goes on as two, and two from 16 April on as three or four, of which neither is refuted."""
    day = "2024-04-16"

    def two(*after):
        return {**later("m.two"), "until": "2024-04-15", "succeeded_by": list(after)}

    three, four = ({**later(name), "from": day} for name in ("m.three", "m.four"))
    program = law([], [], matters=[ended(succeeded_by="m.two"), two("m.three", "m.four"), three, four])
    found, split = going_on(*frames(program, day))
    assert (found.sliced.matter.id, split) == ("m.two", ("m.three", "m.four"))
    frame, build = frames(program, LAST)
    assert _of_day(frame, date.fromisoformat(day), build).sliced.matter.id == "m.one"
    assert _of_day(frame, date.fromisoformat(FIRST), build).sliced.matter.id == "m.two"
    settled = law([], [], matters=[ended(succeeded_by="m.two"), two("m.three"), three])
    frame, build = frames(settled, LAST)
    assert _of_day(frame, date.fromisoformat(day), build).sliced.matter.id == "m.three"


def test_a_matter_that_the_program_does_not_hold_gets_a_slice_of_its_own():
    """A matter changed for a look at what would be is never taken for the one of the program under its name."""
    program = law([], [], matters=[later("m.one")])
    frame, _ = frames(program, FIRST)
    changed = replace(frame.sliced.matter, measures=())
    assert slice_of(program, frame.sliced.matter, frame.place) is frame.sliced
    assert slice_of(program, changed, frame.place).measures == ()
    assert slice_of(program, frame.sliced.matter, frame.place).measures != ()


def test_an_act_without_any_day_in_a_case_without_any():
    """No day at all: there is nothing to hold against the days of the law."""
    program = law([], [], matters=[later("m.one")])
    found = days_of(program, start=None, end=None, dates={})
    assert (found.ends, found.parts, found.decision, found.act.place.act_day) == ((), (), None, None)


# ---- what stays open ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("title", "told"), [({"title": {"zh": "行", "en": "row"}}, "行"), ({}, None)])
def test_a_row_is_told_by_its_title_or_by_that_of_its_table(title, told):
    rows = [{"id": "r", "otherwise": "true", "band": "[0%, 50%]", **title}]
    made = program_of(
        {
            **HEAD,
            "ruleset": "small",
            "title": {"zh": "小规则"},
            "facts": {"b": {"label": "行为", "type": "boolean"}},
            "matters": [
                {
                    "id": "m.one",
                    "title": "一",
                    "elements": "行为",
                    "penalised_by": "试法 第九条",
                    "penalties": [{"fine": {"shall": "1000元以上5000元以下"}}],
                }
            ],
            "benchmarks": [{"id": "t", "refines": "m.one/fine", "basis": "试规 第一条", "rows": rows}],
        }
    )
    (one,) = decide(made, case_for("m.one", {"b": "true"})).outcomes
    (reason,) = (r for r in one.reasons if r.rule == "t/r")
    assert dict(reason.title).get("zh") == told
    assert frame_of(made, case_for("m.one", {"b": "true"})).sliced.matter.id == "m.one"
