"""Comparisons worked by hand: where a change of one figure, one window or one word shows, and where it does not."""

import sys
from copy import deepcopy
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "decide"))
from strategies import HEAD, case_for, dumped, program_of

from enforcerules.analysis.cases import moves
from enforcerules.analysis.diff import diff
from enforcerules.analysis.regions import Numbers
from enforcerules.analysis.untouched import untouched
from enforcerules.cli.main import main

OLD = {
    **HEAD,
    "ruleset": "small",
    "title": {"zh": "小规则"},
    "facts": {
        "done": {"label": "甲情形", "type": "boolean"},
        "money": {"label": "金额", "type": "money", "direction": "heavier"},
        "good": {"label": "乙情形", "type": "boolean", "ask": "if_raised"},
        "act_end": {"label": "终了日", "type": "date", "source": "act.end"},
    },
    "derived": {
        "before": {
            "label": "以前次数", "count": "penalty", "window": "2年", "anchor": "act_end", "unit": "次", "basis": "试法 第一条",
        }
    },
    "matters": [
        {
            "id": "m.one",
            "title": {"zh": "一"},
            "elements": "甲情形",
            "penalised_by": "试法 第九条",
            "penalties": [{"fine": {"shall": "1000元以上5000元以下"}}],
        }
    ],
    "exemptions": [{"id": "spare", "when": "乙情形", "then": "spare", "basis": "试法 第二条"}],
    "benchmarks": [
        {
            "id": "table",
            "refines": "m.one/fine",
            "basis": "试规 第一条",
            "rows": [
                {"id": "low", "when": "金额不足1000元 且 以前次数为0次", "amount": "1000元以上2000元以下"},
                {"id": "high", "when": "金额1000元以上 或 以前次数1次以上", "amount": "2000元以上5000元以下"},
            ],
        }
    ],
}  # fmt: skip


def changed(change):
    made = deepcopy(OLD)
    change(made)
    return made


def compared(change):
    return diff(program_of(OLD), program_of(changed(change)))


def only(difference):
    ((_, region),) = difference.regions
    return region


def test_a_raised_minimum_is_heavier_where_the_row_holds():
    """金额不足1000元 is [0, 99999] 分; the row pays 1500元以上 instead of 1000元以上."""

    def raise_minimum(made):
        made["benchmarks"][0]["rows"][0]["amount"] = "1500元以上2000元以下"

    region = only(compared(raise_minimum))
    assert region.verdict == "heavier"
    where = dict(region.where)
    assert isinstance(where["money"], Numbers)
    assert where["money"].hull().hi == 99_999
    assert where["before"].hull().hi == 0
    old, new = (one.measures[0].levels[0].range.lo.plus for one in (region.plain.differs.old, region.plain.differs.new))
    assert (old, new) == (100_000, 150_000)
    assert region.witness.confirmed


def test_a_moved_threshold_shows_only_between_the_two():
    """1000元 to 3000元: what lies in [1000元, 3000元) falls from the high row to the low one, if nothing was before."""

    def move(made):
        rows = made["benchmarks"][0]["rows"]
        rows[0]["when"], rows[1]["when"] = "金额不足3000元 且 以前次数为0次", "金额3000元以上 或 以前次数1次以上"

    region = only(compared(move))
    span = dict(region.where)["money"].hull()
    assert (span.lo, span.hi) == (100_000, 299_999)
    assert region.verdict == "lighter"
    assert region.witness.confirmed


def test_a_window_cut_from_two_years_to_one_frees_who_was_punished_in_between():
    """One penalty 1 to 2 years back counts before and not after; never the other way round."""

    def cut(made):
        made["derived"]["before"]["window"] = "1年"

    difference = compared(cut)
    for _, region in difference.regions:
        where = dict(region.where)
        assert where["before"].hull().lo >= 1
        assert where["before′"].hull().hi == 0
        assert region.verdict == "lighter"
    assert any(region.witness.confirmed for _, region in difference.regions)


def test_other_words_for_the_same_are_no_difference():
    def reword(made):
        made["benchmarks"][0]["rows"][0]["id"] = "small"
        made["benchmarks"][0]["rows"][0]["when"] = "以前次数为0次 且 非 （金额1000元以上）"
        made["matters"][0]["title"] = {"zh": "二"}

    difference = compared(reword)
    assert not difference.regions
    assert {b.aspect for one in difference.matters for b in one.beside} == {"rewritten"}


def test_what_nobody_reads_is_no_difference():
    def add(made):
        made["facts"]["more"] = {"label": "丙情形", "type": "boolean"}

    assert compared(add).none


def test_a_burden_moved_to_the_party_is_told_beside():
    def burden(made):
        made["facts"]["done"]["proves"] = "party"

    (one,) = compared(burden).matters
    assert not one.regions
    assert [(b.aspect, b.part) for b in one.beside] == [("burden", "fact:done")]


def test_an_exemption_taken_away_is_heavier_where_it_held():
    def take(made):
        del made["exemptions"]

    region, other = (region for _, region in compared(take).regions)
    assert {scene.kind for scene in other.scenes} == {"responsible_person"}, "whom the matter does not fine at all"
    assert region.verdict == "heavier"
    assert region.plain.differs.old.dispositions == ("no_penalty_shall",)
    assert region.plain.differs.new.dispositions == ("penalise",)


def test_matters_that_come_and_go():
    def add(made):
        made["matters"].append({**made["matters"][0], "id": "m.two"})

    new = changed(add)
    assert [one.presence for one in diff(program_of(OLD), program_of(new)).matters] == ["added"]
    assert [one.presence for one in diff(program_of(new), program_of(OLD)).matters] == ["removed"]


def test_cases_that_move_in_numbers_and_money():
    """At 500元 the range goes from 1000–2000 to 1500–2000: its least by 500元, its most not at all."""

    def raise_minimum(made):
        made["benchmarks"][0]["rows"][0]["amount"] = "1500元以上2000元以下"

    searched = {"searched": [{"register": "登记", "from": "1990-01-01", "to": "2024-12-31"}], "events": []}
    case = case_for("m.one", {"done": "true", "money": "500.00"}, history=searched)
    spared = case_for("m.one", {"done": "true", "money": "500.00", "good": "true"}, history=searched)
    found = list(moves(program_of(OLD), program_of(changed(raise_minimum)), [("a", case), ("b", spared)]))
    assert [(one.move, one.least, one.most) for one in found] == [("heavier", 50_000, 0), ("same", 0, 0)]


def test_the_command_line(tmp_path, capsys):
    for name, made in (
        ("old", OLD),
        ("new", changed(lambda m: m["benchmarks"][0]["rows"][0].update(amount="1500元以上2000元以下"))),
    ):
        (tmp_path / name).mkdir()
        (tmp_path / name / "r.yaml").write_text(dumped(made), encoding="utf-8")
    old, new = (str(tmp_path / name) for name in ("old", "new"))
    assert main(["diff", old, old]) == 0
    assert "都不受影响" in capsys.readouterr().out
    assert main(["diff", old, new, "--save", str(tmp_path / "saved")]) == 1
    assert "更重" in capsys.readouterr().out
    (saved,) = (tmp_path / "saved").iterdir()
    assert main(["diff", old, new, "--format", "json", "--cases", str(saved)]) == 1
    assert '"move":"heavier"' in capsys.readouterr().out
    assert main(["diff", old, str(tmp_path / "nowhere")]) == 2


@pytest.mark.parametrize("form", ["sarif", "junit", "github"])
def test_check_for_other_programs(tmp_path, capsys, form):
    made = changed(lambda m: m["benchmarks"][0]["rows"][1].update(when="金额1000元以下 或 以前次数1次以上"))
    (tmp_path / "r.yaml").write_text(dumped(made), encoding="utf-8")
    assert main(["check", str(tmp_path), "--format", form]) == 1
    assert "ER571" in capsys.readouterr().out
    assert main(["check", str(tmp_path), "--format", form, "--ignore", "ER571"]) == 0
    assert "ER571" not in capsys.readouterr().out
    assert main(["check", str(tmp_path), "--select", "ER54"]) == 0


def test_the_rest_pays_by_its_base_beside_a_row_for_another_form_of_the_statute():
    """What the statute states has both ends, so that the row for a minimum alone never counts and the rest always holds.

    3倍以上5倍以下 within 1000元 to 5000元: at 1000元 3000 to 5000; from 1666.67元 on 3倍 is beyond 5000元, the whole span stands,
    and a table less is no difference.
    """
    made = deepcopy(OLD)
    made["benchmarks"][0] |= {
        "hit": "heaviest",
        "rows": [
            {"id": "least", "when": "金额1000元以上", "amount": "2500元", "statute": "minimum"},
            {"id": "rest", "otherwise": "true", "amount": "金额3倍以上5倍以下"},
        ],
    }
    bare = deepcopy(made)
    del bare["benchmarks"]
    found = diff(program_of(made), program_of(bare))
    sums = [
        interval
        for _, region in found.regions
        for pair in region.pairs
        for name, cell in pair.box
        if name == "money"
        for interval in cell.intervals
    ]
    assert max(interval.hi for interval in sums if interval.hi is not None) == 166666
    assert not any(interval.hi is None for interval in sums)


TWO = {
    **OLD,
    "matters": [*OLD["matters"], {**OLD["matters"][0], "id": "m.two", "penalised_by": "试法 第八条"}],
    "derived": {**OLD["derived"], "once": {"label": "曾有一次", "when": "以前次数1次以上", "basis": "试法 第一条"}},
}


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (None, ["m.one"]),
        ({"id": "r", "when": "以前次数1次以上", "amount": "5000元"}, ["m.one", "m.two"]),
        ({"id": "r", "when": "曾有一次", "amount": "5000元"}, ["m.one", "m.two"]),
    ],
)
def test_only_matters_that_name_what_changed_are_put_together(row, expected):
    """The window of 以前次数 is cut: `m.one` reads it; `m.two` does where a table of its own does, itself or by way of 曾有一次."""
    made = deepcopy(TWO)
    if row is not None:
        made["benchmarks"].append({"id": "b", "refines": "m.two/fine", "basis": "试规 第一条", "rows": [row]})
    cut = deepcopy(made)
    cut["derived"]["before"]["window"] = "1年"
    pair = program_of(made), program_of(cut)
    assert [name for name in ("m.one", "m.two") if not untouched(pair, name)] == expected
    assert [one.matter for one in diff(*pair).matters if one.regions] == expected


def test_a_matter_is_put_together_where_anything_but_a_fact_changed():
    other = deepcopy(TWO)
    other["exemptions"][0]["strength"] = "may"
    assert not untouched((program_of(TWO), program_of(other)), "m.two")


def test_a_weight_table_over_a_fine_without_an_upper_end_is_a_persons():
    """500元以上 has no largest sum, so five per cent of the way to it is none: with the table a person decides, without it nobody has to."""

    def old(made):
        made["matters"][0]["penalties"] = [{"fine": {"shall": "500元以上"}}]
        weights = {
            "start": "5%",
            "mode": "interpolate",
            "factors": [{"fact": "以前次数", "levels": [{"when": "以前次数0次以上", "weight": "10%"}]}],
        }
        made["benchmarks"] = [{"id": "table", "refines": "m.one/fine", "basis": "试规 第一条", "weights": weights}]

    def new(made):
        old(made)
        del made["benchmarks"]

    found = diff(program_of(changed(old)), program_of(changed(new)))
    assert [region.plain.differs.old.human for _, region in found.regions] == [frozenset({"no_upper_end"})]
    assert [region.plain.differs.new.human for _, region in found.regions] == [frozenset()]
