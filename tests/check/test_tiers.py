"""Holes, overlaps and drops in the tiers of a statute: clauses read in the law, near misses, and brute force."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from enforcerules.check.tiers import Strip, strips
from enforcerules.pipeline import build

HEAD = {
    "format": "enforcerules/ruleset/1",
    "ruleset": "t",
    "instruments": {"法": {"title": "法", "rank": "law", "versions": [{"id": "1", "from": "2020-01-01"}]}},
    "kinds": {"fine": {"label": "罚款", "class": "penalty", "article9": "2"}},
    "facts": {
        "gains": {"label": "违法所得", "type": "money"},
        "goods": {"label": "货值金额", "type": "money"},
        "serious": {"label": "情节严重", "type": "boolean", "direction": "heavier"},
        "refused": {"label": "拒不改正", "type": "boolean"},
    },
    "derived": {"large": {"label": "数额较大", "when": "违法所得5万元以上"}},
}


def checked(penalties, folder: Path, **more):
    matter = {
        "id": "m",
        "title": "一",
        "elements": "alleged",
        "penalised_by": "法 第一条",
        "penalties": penalties,
        **more,
    }
    path = folder / "t.yaml"
    path.write_text(
        yaml.safe_dump({**HEAD, "matters": [matter]}, allow_unicode=True, sort_keys=False), encoding="utf-8"
    )
    return build([path])


def codes(penalties, folder: Path, **more):
    return [d.code for d in checked(penalties, folder, **more)[1].diagnostics]


def limb(when, amount, modality="shall"):
    return {"when": when, "fine": {modality: amount}}


CLAUSES = [
    # 道路运输条例 (2023) 63(1)(1): 超过1万元 / 不足1万元 leave out exactly 1万元.
    (["违法所得超过1万元", "违法所得1倍以上5倍以下", "违法所得不足1万元", "3000元以上1万元以下"], ["ER540"]),
    # 63(1)(2): at exactly 2万元.
    (["违法所得超过2万元", "违法所得2倍以上10倍以下", "违法所得不足2万元", "1万元以上10万元以下"], ["ER540"]),
    # 食品安全法 124: a clean split; 10 x 10,000 = 100,000 goes on where the range below ends.
    (["货值金额不足1万元", "5万元以上10万元以下", "货值金额1万元以上", "货值金额10倍以上20倍以下"], []),
    # 数据安全法 47: 1 x 100,000 = 100,000: the range begins again where it began.
    (["违法所得不足10万元", "10万元以上100万元以下", "违法所得10万元以上", "违法所得1倍以上10倍以下"], []),
    # The minimum falls from 200,000 to 100,000 at 100,000.
    (["违法所得不足10万元", "20万元以上100万元以下", "违法所得10万元以上", "违法所得1倍以上10倍以下"], ["ER542"]),
    # Just enough: 2 x 100,000.
    (["违法所得不足10万元", "20万元以上100万元以下", "违法所得10万元以上", "违法所得2倍以上10倍以下"], []),
    # Both tiers take exactly 5,000, and a hole is none of it.
    (["违法所得5000元以上", "违法所得2倍以上5倍以下", "违法所得5000元以下", "1万元以下"], ["ER541"]),
    # Below nothing there is no hole.
    (["违法所得超过1万元", "违法所得1倍以上5倍以下", "违法所得超过2万元", "违法所得2倍"], []),
]


@pytest.mark.parametrize(("pieces", "found"), CLAUSES)
def test_clauses(pieces: list[str], found: list[str], tmp_path: Path) -> None:
    assert codes([{"limbs": [limb(pieces[0], pieces[1]), limb(pieces[2], pieces[3])]}], tmp_path) == found
    plain = [limb(pieces[0], pieces[1]), limb(pieces[2], pieces[3])]
    assert codes(plain, tmp_path) == found


def test_an_optional_fine_overlaps_as_well(tmp_path: Path) -> None:
    """公共文化服务保障法 62: 5000元以上 two to five times, 5000元以下 a fine up to 10,000 may be imposed: both at exactly 5,000."""
    limbs = [limb("违法所得5000元以上", "违法所得2倍以上5倍以下"), limb("违法所得5000元以下", "1万元以下", "may")]
    assert codes([{"limbs": limbs}], tmp_path) == ["ER541"]


def test_a_hole_under_a_condition_is_said_once(tmp_path: Path) -> None:
    tiers = [
        limb("情节严重 且 违法所得超过1万元", "违法所得2倍"),
        limb("情节严重 且 违法所得不足1万元", "2万元"),
        limb("拒不改正", "3万元"),
    ]
    assert codes(tiers, tmp_path) == ["ER540"]


def test_alternatives_are_no_overlap(tmp_path: Path) -> None:
    either = {"one_of": [[{"fine": {"shall": "1万元以下"}}], [{"fine": {"shall": "违法所得5%以下"}}]]}
    assert codes([either], tmp_path) == []


def test_a_derived_truth_is_followed(tmp_path: Path) -> None:
    """数额较大 is 5万元以上; with 不足5万元 it splits cleanly, with 不超过4万元 it leaves a hole between."""
    assert codes([limb("数额较大", "违法所得1倍"), limb("违法所得不足5万元", "1万元")], tmp_path) == []
    assert codes([limb("数额较大", "违法所得1倍"), limb("违法所得不超过4万元", "1万元")], tmp_path) == ["ER540"]


def test_what_is_true_of_the_law_is_accepted_with_a_reason(tmp_path: Path) -> None:
    limbs = [limb("违法所得超过1万元", "违法所得1倍以上5倍以下"), limb("违法所得不足1万元", "3000元以上1万元以下")]
    program, report = checked([{"limbs": limbs}], tmp_path, accepts={"ER540": "条文写“超过”和“不足”"})
    assert program is not None
    assert [(d.code, d.severity) for d in report.diagnostics] == [("ER549", "info")]
    assert not report.warnings


def test_too_many_tiers_are_not_passed_over(tmp_path: Path) -> None:
    facts = {f"f{n}": {"label": f"情形{n}", "type": "boolean"} for n in range(12)}
    condition = "（" + " 且 ".join(f"情形{n}" for n in range(12)) + "） 或 违法所得超过1万元"
    before = dict(HEAD)
    HEAD["facts"] = {**HEAD["facts"], **facts}
    try:
        assert codes([limb(condition, "1万元")], tmp_path) == ["ER543"]
    finally:
        HEAD.clear()
        HEAD.update(before)


# ---- brute force -----------------------------------------------------------------------------------------------

POINTS = (1000, 5000, 20000)
WORDS = {
    "以上": lambda x, n: x >= n,
    "以下": lambda x, n: x <= n,
    "不足": lambda x, n: x < n,
    "超过": lambda x, n: x > n,
}


@st.composite
def tiers_of_gains(draw):
    word, point = draw(st.sampled_from(sorted(WORDS))), draw(st.sampled_from(POINTS))
    text = f"违法所得{point}元{word}" if word in {"以上", "以下"} else f"违法所得{word}{point}元"
    return text, lambda x, *_: WORDS[word](x, point)


@st.composite
def conditions(draw):
    """A test of the gains, perhaps with one of two truths, as text and as a function of (gains, serious, refused)."""
    text, holds = draw(tiers_of_gains())
    shape = draw(st.sampled_from(["plain", "and", "not", "or"]))
    if shape == "and":
        return f"情节严重 且 {text}", lambda x, s, _r: s and holds(x)
    if shape == "not":
        return f"非 情节严重 且 {text}", lambda x, s, _r: not s and holds(x)
    if shape == "or":
        return f"拒不改正 或 {text}", lambda x, _s, r: r or holds(x)
    return text, lambda x, _s, _r: holds(x)


GRID = sorted(
    {Fraction(p) + d for p in POINTS for d in (Fraction(-1, 100), 0, Fraction(1, 100))} | {Fraction(0), Fraction(10**6)}
)


def truths_on_the_grid(holds, serious, refused):
    """The sets of fines along the grid, runs of equal sets joined into one where no threshold parts them."""
    runs = []
    for x in GRID:
        now = frozenset(i for i, one in enumerate(holds) if one(x, serious, refused))
        runs.append(now)
    return runs


@settings(max_examples=300, deadline=None)
@given(found=st.lists(conditions(), min_size=2, max_size=4))
def test_strips_are_what_brute_force_sees(found, tmp_path_factory) -> None:
    """At every point of a grid around the thresholds the strip says which fines hold, for every truth of the others."""
    folder = tmp_path_factory.mktemp("t")
    penalties = [limb(text, f"{n + 1}万元") | {"id": f"f{n}"} for n, (text, _) in enumerate(found)]
    program, report = checked(penalties, folder)
    assert program is not None, report
    seen = [s for s in strips(program) if isinstance(s, Strip) and s.fact.id == "gains"]
    along = {tuple(_held(strip, x) for x in GRID) for strip in seen}
    expected = {tuple(truths_on_the_grid([h for _, h in found], s, r)) for s in (False, True) for r in (False, True)}
    assert along == expected


def _held(strip: Strip, x: Fraction) -> frozenset[int]:
    cell = next(c for c in strip.cells if c.interval.has(x * 100))
    return frozenset(int(one.id.removeprefix("f")) for one in cell.fines)
