"""Coverage against counts made by hand, and its definitions against brute force."""

import json
from fractions import Fraction
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from own_rules import RULES, ran, written

from enforcerules.model import walk
from enforcerules.model.kleene import evaluate
from enforcerules.model.program import And, Atom, Condition, Fact, Neg, Or
from enforcerules.model.region import TRUE, Interval, Numbers
from enforcerules.testing.coverage.asking import decides
from enforcerules.testing.coverage.measure import Coverage, coverage
from enforcerules.testing.coverage.requirements import Requirement, marks

JUST_BELOW = ("below", "违法事实: true, 货值金额: '9999.99', 情节轻微: false", "{disposition: penalise}")
AT = ("at", "违法事实: true, 货值金额: '10000', 情节轻微: false", "{disposition: penalise}")


def covered(folder: Path) -> Coverage:
    program, results = ran(folder)
    return coverage(program, results, frozenset({"own"}))


def figures(made: Coverage) -> dict[str, tuple[int, int]]:
    return {name: made.of(name) for name in ("rule", "boundary", "condition", "citation")}


def test_counted_by_hand(tmp_path: Path) -> None:
    """Two cases, at 9,999.99 and at 10,000 元, 情节轻微 not so, 及时改正 and 次数 unknown.

    Rules: matter, two limbs, exemption, table, two rows = 7; met: all but the exemption and the row `low` = 5.
    Boundaries: 10,000 元 in two limbs, 5,000 元 in one row, 0 次 (only at and above: there is no −1) = 3·3 + 2 = 11; met: below
    and at, in both limbs = 4. The row's 5,000 元 is not hit, and the exemption's number of times is unknown.
    Conditions: elements 2, limbs 4, exemption 3 tests = 6, row 2: 14; met: elements true, both limbs both ways (4), row false.
    The exemption: 情节轻微 is false and the 或 open, so that 轻微 being true would leave it open: it decides nothing.
    Citations: Articles 1, 2, 3; Article 2 is cited by the exemption alone.
    """
    made = covered(written(tmp_path, JUST_BELOW, AT))
    assert figures(made) == {"rule": (5, 7), "boundary": (4, 11), "condition": (6, 14), "citation": (2, 3)}
    assert made.percent("citation") == Fraction(200, 3)


SPARED = (
    "spared",
    "违法事实: true, 货值金额: '100', 情节轻微: true, 及时改正: true, 次数: 1次",
    "{disposition: no_penalty_shall}",
)


def test_a_test_is_covered_where_it_alone_decides(tmp_path: Path) -> None:
    """轻微, corrected, once: 轻微 decides (without it: no), corrected decides (0 次 is not so), 次数 does not (already true)."""
    made = covered(written(tmp_path, SPARED))
    seen = {(one.test, one.side) for one in made.by if one.dimension == "condition" and one.part == "rule own.spare"}
    assert seen == {(0, "true"), (1, "true")}
    assert {one.side for one in made.by if one.dimension == "boundary" and one.part == "rule own.spare"} == {"above"}


SPARE = {
    "corrected": ("true", "true", "1次", "no_penalty_shall"),
    "grave": ("false", "true", "1次", "penalise"),
    "first": ("true", "false", "0次", "no_penalty_shall"),
    "neither": ("true", "false", "1次", "penalise"),
}


@pytest.mark.parametrize(
    ("without", "missing"),
    [
        (None, set()),
        ("corrected", {(1, "true")}),
        ("grave", {(0, "false")}),
        ("first", {(2, "true")}),
        ("neither", {(1, "false"), (2, "false")}),
    ],
)
def test_four_cases_are_all_that_a_condition_of_three_tests_needs(
    tmp_path: Path, without: str | None, missing: set[tuple[int, str]]
) -> None:
    """情节轻微 且 （及时改正 或 次数为0次）: n tests need n + 1 cases (MC/DC), and each of these four is needed.

    轻微, corrected, once: 轻微 and 及时改正 hold and decide. Not 轻微, corrected, once: 轻微 fails and decides. 轻微, not corrected, 0
    times: 次数 holds and decides. 轻微, not corrected, once: both limbs of 或 fail, and either would make it hold.
    """
    cases = [
        (name, f"违法事实: true, 货值金额: '100', 情节轻微: {minor}, 及时改正: {corrected}, 次数: {times}", f"{{disposition: {said}}}")
        for name, (minor, corrected, times, said) in SPARE.items()
        if name != without
    ]  # fmt: skip
    made = covered(written(tmp_path, *cases))
    wanted = {one for one in made.required if one.dimension == "condition" and one.part == "rule own.spare"}
    assert len(wanted) == 6
    assert {(one.test, one.side) for one in wanted if one not in made.by} == missing


def test_what_fails_or_is_not_confirmed_covers_nothing(tmp_path: Path) -> None:
    wrong = ("wrong", SPARED[1], "{disposition: penalise}")
    open_ = ("open", SPARED[1], "unconfirmed")
    made = covered(written(tmp_path, wrong, open_))
    assert (made.examples, made.left_out, dict(made.by)) == (0, 2, {})


def test_a_table_for_several_matters_is_one_table(tmp_path: Path) -> None:
    second = RULES.replace("exemptions:", "  - id: own.other\n    title: 另一事项\n    elements: 违法事实\n    penalised_by: 示例法 第一条\n"
                           "    penalties: [{fine: {shall: 1000元以上5000元以下}}]\nexemptions:")  # fmt: skip
    rules = second.replace("refines: own.matter/fine", "refines: own.*/fine")
    made = covered(written(tmp_path, JUST_BELOW, rules=rules))
    assert sum(part.kind == "table" for part in made.parts.values()) == 1
    assert Requirement("rule", "row own.table/rest", "held") in made.by


def test_every_missing_thing_stands_in_the_report_with_its_line(cli_main, tmp_path: Path) -> None:
    folder = written(tmp_path, JUST_BELOW, AT)
    code, out = cli_main("test", folder, "--coverage")
    assert code == 0
    line = next(n for n, text in enumerate(RULES.splitlines(), 1) if "own.spare" in text)
    assert f"ruleset.yaml:{line}  轻微并改正（own.spare）\n    从未成立\n" in out
    assert "货值金额：刚好高于10000.00元（10000.01元）" in out
    assert "“情节轻微”：成立并起决定作用、不成立并起决定作用" in out
    assert "条文：示例法 第二条" in out
    assert "界限：4 / 11  36.3%" in out


@pytest.mark.parametrize(("least", "code"), [("36", 0), ("36.37", 1), ("100%", 1), ("0", 0), ("x", 4), ("101", 4)])
def test_the_lowest_figure_is_held_against_the_threshold(cli_main, tmp_path: Path, least: str, code: int) -> None:
    """4 of 11 is 36.36…: above 36, below 36.37."""
    folder = written(tmp_path, JUST_BELOW, AT)
    assert cli_main("test", folder, "--coverage", "--fail-under", least)[0] == code


def test_as_json(cli_main, tmp_path: Path) -> None:
    made = json.loads(cli_main("test", written(tmp_path, JUST_BELOW, AT), "--coverage", "--format", "json")[1])[
        "coverage"
    ]
    assert made["boundary"] == {"met": 4, "required": 11}
    assert len(made["missing"]) == (7 - 5) + (11 - 4) + (14 - 6) + (3 - 2)
    (held,) = [one for one in made["missing"] if one["part"] == "own.spare" and one["dimension"] == "rule"]
    assert (held["kind"], held["side"], Path(held["file"]).name) == ("rule", "held", "ruleset.yaml")


# ---- definitions ---------------------------------------------------------------------------------------------

ATOMS = [Atom(name, TRUE, "") for name in "abc"]
CONDITIONS = st.recursive(
    st.sampled_from(ATOMS),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: And(tuple(parts))),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: Or(tuple(parts))),
        inner.map(Neg),
    ),
    max_leaves=6,
)


@given(CONDITIONS, st.data())
def test_a_test_decides_if_every_way_to_settle_the_open_ones_turns_on_it(
    condition: Condition, data: st.DataObject
) -> None:
    """Kleene's logic is sound: where it says that a test decides, it does so in every completion of the others."""
    tests = list(walk.tests_of(condition))
    truths = tuple(data.draw(st.sampled_from([True, False, None])) for _ in tests)
    for index in range(len(tests)):
        if not decides(condition, truths, index):
            continue
        others = [(True, False) if truth is None else (truth,) for truth in truths]
        for completion in product(*others):
            ways = []
            for truth in (True, False):
                order = iter((*completion[:index], truth, *completion[index + 1 :]))
                ways.append(evaluate(condition, lambda _, order=order: next(order)))
            assert ways[0] is not ways[1]
            assert None not in ways


def test_ends_beyond_which_nothing_lies_are_no_boundaries() -> None:
    grade = Fact("g", "g", "grade", "own", values=(("a", "甲"), ("b", "乙"), ("c", "丙")))
    money = Fact("m", "m", "money", "own")
    assert marks(Atom("g", Numbers((Interval(0, 1),)), ""), grade) == (1,)
    assert marks(Atom("g", Numbers((Interval(1, 2),)), ""), grade) == (1,)
    assert marks(Atom("m", Numbers((Interval(0, 100),)), ""), money) == (100,)
    assert marks(Atom("m", Numbers((Interval(0, 100, lo_open=True),)), ""), money) == (0, 100)
    assert marks(Atom("b", TRUE, ""), money) == ()
