"""Files drawn by a seed, and scores by a sheet: the same everywhere, and every point with its reason."""

import hashlib
import json
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reviewed import RULES, fined, sound

from enforcerules import api
from enforcerules.audit.review.draw import drawn, lot
from enforcerules.audit.review.kinds import KINDS
from enforcerules.audit.review.scoring import scored
from enforcerules.base.diagnostics import InvalidInput, Report, diagnose
from enforcerules.load.scoresheets import load_scoresheet, scoresheet_of
from enforcerules.model.review import Finding, Open, Reviewed, ReviewedOutcome
from enforcerules.model.sampling import Draw
from enforcerules.render.diagnostics import text as told
from enforcerules.render.review import text
from enforcerules.render.review_json import to_dict

# ---- the draw ------------------------------------------------------------------------------------------------------

names = st.text(st.characters(codec="utf-8"), max_size=6)
lists = st.lists(st.tuples(st.sampled_from(["甲局", "乙局", ""]), names), max_size=12)


def picked(seed, listed, each=2):
    return {g.name: [name for name, _ in g.drawn] for g in drawn(Draw(each, seed), listed).groups}


def test_a_lot_is_the_digest_of_canonical_json_written_by_hand():
    """The bytes as the documentation gives them: keys in order, no blanks, UTF-8."""
    data = '{"draw":1,"group":"甲局","name":"示罚〔2025〕1号","seed":"种子"}'.encode()
    assert lot("种子", "甲局", "示罚〔2025〕1号") == hashlib.sha256(data).hexdigest()


def test_a_draw_that_was_worked_out_apart():
    """The two least of five digests, each taken with hashlib of the bytes above."""
    listed = [("甲局", f"{n}号") for n in range(1, 6)]
    digests = {
        n: hashlib.sha256(f'{{"draw":1,"group":"甲局","name":"{n}号","seed":"s"}}'.encode()).hexdigest()
        for n in range(1, 6)
    }
    assert picked("s", listed) == {"甲局": [f"{n}号" for n in sorted(digests, key=digests.get)[:2]]}


@given(st.text(st.characters(codec="utf-8"), max_size=4), lists, st.integers(1, 4), st.data())
def test_no_order_and_no_repeat_on_the_list_matters(seed, listed, each, data):
    mixed = data.draw(st.permutations(listed + listed[:2]))
    assert picked(seed, listed, each) == picked(seed, mixed, each)


@given(st.text(st.characters(codec="utf-8"), max_size=4), lists, st.integers(1, 4))
def test_so_many_of_every_group_or_all_of_a_small_one(seed, listed, each):
    for group in drawn(Draw(each, seed), listed).groups:
        there = {name for where, name in listed if where == group.name}
        assert group.of == len(there)
        assert len(group.drawn) == min(each, len(there))
        assert {name for name, _ in group.drawn} <= there


@given(st.text(st.characters(codec="utf-8"), max_size=4), lists, st.integers(1, 3))
def test_taking_off_what_was_not_drawn_changes_nothing(seed, listed, each):
    first = picked(seed, listed, each)
    kept = [(group, name) for group, name in listed if name in first[group]]
    assert picked(seed, kept, each) == first


def test_seeds_differ():
    listed = [("甲局", f"{n}号") for n in range(40)]
    assert len({tuple(picked(f"s{n}", listed)["甲局"]) for n in range(20)}) > 1


# ---- in a review ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def trial():
    return api.load(RULES)


def file(number, organ="甲局", **more):
    return sound(made=number, authority={"name": organ}, **more)


def test_only_what_was_drawn_is_reviewed_and_the_draw_is_told(trial):
    given = [file(f"{n}号") for n in range(1, 6)] + [file("9号", organ="乙局")]
    found = api.review(trial, given, draw=api.Draw(2, "种子"))
    expected = picked("种子", [("甲局", f"{n}号") for n in range(1, 6)] + [("乙局", "9号")])
    assert sorted(one.made for one in found.decisions) == sorted(one for names in expected.values() for one in names)
    assert {g.name: g.of for g in found.drawn.groups} == {"甲局": 5, "乙局": 1}
    shown = text(found)
    assert "按机关每组2份" in shown
    assert "乙局（共1份）：9号" in shown
    assert "算法1" in shown
    assert to_dict(found)["drawn"]["groups"][0]["drawn"][0]["lot"] == lot("种子", "乙局", "9号")
    assert "drawn" not in to_dict(api.review(trial, given[:1]))


def test_a_file_is_not_kept_out_by_being_broken(trial, tmp_path):
    (tmp_path / "a.json").write_text("{", encoding="utf-8")
    found = api.review(trial, [file("1号"), tmp_path / "a.json"], draw=api.Draw(1, "s"))
    assert [one.made for one in found.unusable] == [str(tmp_path / "a.json")]
    assert found.drawn.left_out == (str(tmp_path / "a.json"),)
    assert "读不出" in text(found)
    assert "not readable" in text(found, "en")


def test_two_files_of_one_number_cannot_be_drawn(trial):
    with pytest.raises(InvalidInput) as refused:
        api.review(trial, [file("1号"), file("1号")], draw=api.Draw(1, "s"))
    (problem,) = refused.value.report.errors
    assert problem.code == "ER671"
    assert "甲局" in told(refused.value.report, "zh")
    assert "1号" in told(refused.value.report, "en")
    api.review(trial, [file("1号"), file("1号", organ="乙局")], draw=api.Draw(1, "s"))


@pytest.mark.parametrize("by", ["organ", "all", "matter"])
def test_groups(trial, by):
    made = file("1号")
    (found,) = api.review(trial, [made], draw=api.Draw(1, "s", by)).drawn.groups
    assert found.name == {"organ": "甲局", "all": "", "matter": made["case"]["matter"]}[by]
    assert found.of == 1


def test_a_city_is_the_first_four_digits(trial):
    made = file("1号", case={"territory": "330604"})
    (found,) = api.review(trial, [made], draw=api.Draw(1, "s", "city")).drawn.groups
    assert found.name == "330600"


# ---- scores --------------------------------------------------------------------------------------------------------

SHEET = {
    "format": "enforcerules/scoresheet/1",
    "sheet": "试评",
    "full": "100",
    "deduct": [
        {
            "finding": ["notice_missing", "hearing_missing"],
            "points": "20",
            "each": "true",
            "most": "30",
            "reason": "程序",
        },
        {"finding": "deadline_passed", "points": "2.5", "reason": "超期"},
        {"severity": "error", "points": "70", "each": "true", "reason": "其他"},
    ],
}


USABLE = Report(())


def reviewed(*kinds, unjudged=0, report=USABLE):
    findings = tuple(Finding(kind, KINDS[kind], ()) for kind in kinds)
    unclear = tuple(Open("matter", (str(n),)) for n in range(unjudged))
    return Reviewed("f", "1号", (ReviewedOutcome("a1", "p1", "m", (), (), findings, unclear),), report)


def points(*kinds, **more):
    sheet, _ = scoresheet_of(SHEET, KINDS)
    (one,) = scored([reviewed(*kinds, **more)], sheet)
    return one


@pytest.mark.parametrize(
    ("kinds", "left"),
    [
        ((), "100"),
        (("notice_missing",), "80"),  # 100 − 20
        (("notice_missing", "hearing_missing"), "70"),  # 2 × 20, 30 at most
        (("deadline_passed", "deadline_passed"), "97.5"),  # once
        (("wrong_order",), "30"),  # another error: 70
        (("wrong_order", "time_barred"), "0"),  # 140, never below nil
        (("step_missing",), "100"),  # a warning that no entry names
        (("notice_missing", "deadline_passed", "wrong_order"), "7.5"),  # 20 + 2.5 + 70
    ],
)
def test_points(kinds, left):
    assert points(*kinds).points == Fraction(left)


def test_every_deduction_has_its_reason_and_what_is_open_takes_nothing_off():
    one = points("notice_missing", "wrong_order", unjudged=3)
    assert [(d.entry, d.kinds, d.points, d.reason) for d in one.deductions] == [
        (1, ("notice_missing",), 20, "程序"),
        (3, ("wrong_order",), 70, "其他"),
    ]
    assert (one.points, one.open) == (10, 3)


def test_what_cannot_be_reviewed_has_no_score():
    broken = Report((diagnose("ER105", None, path="x", choices="y"),))
    assert points(report=broken).points is None


@given(st.lists(st.sampled_from(sorted(KINDS)), max_size=12))
def test_a_score_lies_between_nil_and_full_and_more_findings_never_raise_it(kinds):
    one, less = points(*kinds), points(*kinds[:-1])
    assert 0 <= one.points <= less.points <= 100
    assert one.points == max(0, 100 - sum(d.points for d in one.deductions))


def test_scores_in_a_review(trial):
    found = api.review(trial, [file("1号"), fined("10000.01")], scoresheet=SHEET)
    assert [one.points for one in found.scores] == [100, 30]
    assert "1号：100分（满分100分）" in text(found)
    assert "扣70分：其他（outside_statutory_range）" in text(found)
    assert "70 off" in text(found, "en")
    assert json.loads(json.dumps(to_dict(found)))["scores"][1]["points"] == "30"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"full": "百分"}, "ER224"),
        ({"deduct": [{"finding": "notice_mising", "points": "1", "reason": "错"}]}, "ER251"),
        ({"deduct": [{"points": "1", "reason": "错"}]}, "ER202"),
        ({"deduct": [{"finding": "wrong_order", "severity": "error", "points": "1", "reason": "错"}]}, "ER205"),
        ({"deduct": [{"finding": "wrong_order", "points": "-1", "reason": "错"}]}, "ER224"),
        ({"deduct": []}, "ER210"),
        ({"format": "enforcerules/scoresheet/2"}, None),
    ],
)
def test_wrong_sheets(trial, tmp_path, change, code):
    _sheet, report = scoresheet_of({**SHEET, **change}, KINDS)
    assert report.errors
    assert code is None or code in {one.code for one in report.errors}
    for lang in ("zh", "en"):
        assert told(report, lang)
    with pytest.raises(InvalidInput):
        api.review(trial, [file("1号")], scoresheet={**SHEET, **change})


def test_a_sheet_from_a_file(tmp_path):
    path = tmp_path / "s.yaml"
    path.write_text(
        "format: enforcerules/scoresheet/1\nsheet: 试\nfull: 100\ndeduct:\n  - {finding: wrong_ordr, points: 1, reason: 错}\n",
        encoding="utf-8",
    )
    _, report = load_scoresheet(path, KINDS)
    assert f"{path}:5:15" in told(report, "zh", {str(path): path.read_text(encoding="utf-8")})
