"""Mutants: what is changed, which examples notice, and that no example that could notice is passed over."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from own_rules import RULES, ran, written
from test_coverage import AT, JUST_BELOW, SPARED

from enforcerules import pipeline
from enforcerules.base.diagnostics import InvalidInput
from enforcerules.model import walk
from enforcerules.model.knowledge import domain
from enforcerules.model.program import Atom, Fact, Program
from enforcerules.model.region import Interval, Numbers, meet, numbers
from enforcerules.testing.compare import differences
from enforcerules.testing.mutation.conditions import changes
from enforcerules.testing.mutation.mutants import mutants, sample
from enforcerules.testing.mutation.running import Trial, killed, run, usable
from enforcerules.testing.run import Result

OWN = frozenset({"own"})
ROOT = Path(__file__).parents[2]


def trials(folder: Path) -> dict[str, Trial]:
    program, results = ran(folder)
    assert all(result.verdict == "passed" for result in results), results
    return {one.mutant.key: one for one in run(program, mutants(program, OWN), usable(program, results))}


# Worked from the rules: 100 元 of goods, so 1,000 to 5,000 元; below 5,000 元 of goods the lower third: up to 2,200 元.
LOW = ("low", "违法事实: true, 货值金额: '100', 情节轻微: false", "{disposition: penalise, ranges: {fine: '[1000, 2200]'}, statutory: {fine: '[1000, 5000]'}}")  # fmt: skip
LIMB = "measure own.matter/fine"


def test_the_bound_is_noticed_only_by_cases_on_both_sides_of_it(tmp_path: Path) -> None:
    """不足1万元: with 9,999.99 and 10,000 元, 不足9,999.99 and 不超过1万 (which is 不足10,000.01) each lose or add one of them."""
    below = (*JUST_BELOW[:2], "{statutory: {fine: '[1000, 5000]'}}")
    at = (*AT[:2], "{statutory: {fine: '[5000, 30000]'}}")
    found = trials(written(tmp_path, below, at))
    moved = {key: one.fate for key, one in found.items() if key.startswith((f"{LIMB} bound", f"{LIMB} end"))}
    assert moved == {
        f"{LIMB} bound 货值金额不足1万元 → 货值金额不足9999.99元": "killed",
        f"{LIMB} end 货值金额不足1万元 → 货值金额不超过10000.00元": "killed",
    }


def test_far_from_the_bound_nothing_notices_that_it_moves(tmp_path: Path) -> None:
    found = trials(written(tmp_path, LOW))
    assert {found[key].fate for key in found if key.startswith(f"{LIMB} bound")} == {"same"}
    (swapped,) = [one for key, one in found.items() if key.startswith("measure own.matter/fine.2 swap")]
    assert (swapped.fate, swapped.by) == ("killed", "low")


def test_what_changes_without_an_expectation_that_speaks_of_it(tmp_path: Path) -> None:
    """Only the disposition is expected: another maximum changes the result, and nothing says that it should not."""
    found = trials(written(tmp_path, ("vague", LOW[1], "{disposition: penalise}")))
    one = found[f"{LIMB} amount [1000.00, 5000.00] → [1000.00, 5001.00]"]
    assert (one.fate, one.by, one.asked) == ("unnoticed", "vague", 1)
    (tmp_path / "cases" / "vague.yaml").unlink()
    assert trials(written(tmp_path, LOW))[f"{LIMB} amount [1000.00, 5000.00] → [1000.00, 5001.00]"].fate == "killed"


def test_every_kind_of_change_is_made(tmp_path: Path) -> None:
    """Counted by hand for the exemption 情节轻微 且 （及时改正 或 次数为0次）.

    drop: 轻微, the 或, and each half of it: 4; negate: each of three tests: 3; bound: 1 次 for 0 次 (−1 次 is none): 1; strength: 1;
    remove: 1.
    """
    program, _ = ran(written(tmp_path, SPARED))
    found = [one.operator for one in mutants(program, OWN) if one.part.key == "rule own.spare"]
    count = {name: found.count(name) for name in sorted(set(found))}
    assert count == {"bound": 1, "drop": 4, "negate": 3, "remove": 1, "strength": 1}
    tiers = [one for one in mutants(program, OWN) if one.part.key == "row own.table/rest" and one.operator == "swap"]
    assert [(one.before, one.after) for one in tiers] == [("lighter [0%, 30%]", "ordinary (30%, 70%)")]


def test_a_rule_left_out(tmp_path: Path) -> None:
    found = trials(written(tmp_path, SPARED))
    assert found["rule own.spare remove own.spare → "].fate == "killed"
    assert found["rule own.spare strength shall → may"].fate == "killed"
    assert found["rule own.spare drop 情节轻微 → "].fate == "same"


def brute(program: Program, results: tuple[Result, ...]) -> bool:
    """Whether any example at all notices."""
    for result in results:
        assert result.example is not None
        try:
            decision = pipeline.decide(program, result.example.case)
        except InvalidInput:
            return True
        if differences(result.example.expect, decision):
            return True
    return False


def test_no_example_that_could_notice_is_passed_over(tmp_path: Path) -> None:
    """Every mutant against every example, whether it is said to touch it or not."""
    folder = written(tmp_path, LOW, AT, JUST_BELOW, SPARED)
    program, results = ran(folder)
    for one in run(program, mutants(program, OWN), usable(program, results)):
        assert brute(one.mutant.apply(program), results) == (one.fate == "killed"), one.mutant.key


@pytest.mark.parametrize(("ruleset", "seed"), [("cn.tax.registration", 1), ("cn.tax.registration", 2)])
def test_nor_in_a_shipped_ruleset(ruleset: str, seed: int) -> None:
    program, results = ran(ROOT / "rulesets" / "cn" / "tax")
    found = sample(mutants(program, frozenset({ruleset})), 12, seed)
    for one in run(program, found, usable(program, results)):
        assert brute(one.mutant.apply(program), results) == (one.fate == "killed"), one.mutant.key


def test_the_program_itself_stays_as_it_was(tmp_path: Path) -> None:
    program, results = ran(written(tmp_path, SPARED))
    before = (program.rulesets, program.matters, program.rules, program.benchmarks)
    list(run(program, mutants(program, OWN), usable(program, results)))
    assert (program.rulesets, program.matters, program.rules, program.benchmarks) == before


def test_a_sample_is_the_same_every_time_and_another_for_another_seed(tmp_path: Path) -> None:
    program, _ = ran(written(tmp_path, SPARED))
    every = mutants(program, OWN)
    keys = [one.key for one in every]
    drawn = [one.key for one in sample(every, 10)]
    assert drawn == [one.key for one in sample(mutants(program, OWN), 10)]
    assert [key for key in keys if key in drawn] == drawn
    assert len(drawn) == 10
    assert drawn != [one.key for one in sample(every, 10, 1)]
    assert sample(every, None) == sample(every, 10_000) == every


def test_only_examples_that_pass_and_are_confirmed_notice(tmp_path: Path) -> None:
    program, results = ran(
        written(tmp_path, ("open", SPARED[1], "unconfirmed"), ("wrong", SPARED[1], "{disposition: refer}"))
    )
    assert usable(program, results) == ()
    assert killed(()) == 100


def test_the_report(cli_main, tmp_path: Path) -> None:
    folder = written(tmp_path, ("vague", LOW[1], "{disposition: penalise}"))
    code, out = cli_main("mutate", folder, "--fail-under", "99")
    assert code == 1
    line = next(n for n, text in enumerate(RULES.splitlines(), 1) if "货值金额不足1万元" in text)
    assert f"ruleset.yaml:{line}  示例事项（own.matter/fine）\n" in out
    assert "数额改动一步：[1000.00, 5000.00] → [1000.00, 5001.00]——结果变了而没有期望写到它（如 vague）" in out
    made = json.loads(cli_main("mutate", folder, "--format", "json")[1])
    assert made["tried"] == made["total"] == len(made["mutants"])
    assert made["killed"] + made["unnoticed"] + made["same"] + made["unreached"] == made["tried"]
    assert out.splitlines()[-1].startswith(f"{made['tried']} 处改动，{made['killed']} 处被发现")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--most", "0"), 2),
        (("--fail-under", "x"), 2),
        (("--cases", "absent"), 2),
        (("--most", "3"), 0),
        (("--cases", "."), 5),
    ],
)
def test_codes(cli_main, tmp_path: Path, arguments: tuple[str, ...], code: int) -> None:
    assert cli_main("mutate", written(tmp_path, SPARED), *arguments)[0] == code


FACTS = {
    "money": Fact("f", "货值金额", "money", "own"),
    "grade": Fact("f", "危害后果", "grade", "own", values=(("a", "没有"), ("b", "轻微"), ("c", "较重"))),
    "decimal": Fact("f", "浓度", "decimal", "own", scale=2, unit="倍"),
}
ENDS = st.one_of(st.none(), st.integers(0, 6))


@given(st.sampled_from(sorted(FACTS)), ENDS, ENDS, st.booleans(), st.booleans())
def test_every_change_of_a_bound_is_one(
    name: str, lo: int | None, hi: int | None, lo_open: bool, hi_open: bool
) -> None:
    """What a changed test holds of its fact is neither what it held before, nor nothing, nor everything; and no two are alike."""
    fact, one = FACTS[name], Interval(lo, hi, lo_open, hi_open)
    region = numbers([one])
    if meet(domain(fact), region).empty:
        return

    def held(atom: Atom) -> Numbers:
        found = meet(domain(fact), atom.region)
        assert isinstance(found, Numbers)
        return numbers(part.integers() for part in found.intervals) if fact.whole else found

    atom = Atom("f", region, "原文")
    made = [change for change in changes(atom, {"f": fact}.get) if change.operator in {"bound", "end"}]
    regions = [held(test) for change in made for test in walk.tests_of(change.condition) if isinstance(test, Atom)]
    assert held(atom) not in regions
    assert all(not found.empty and found != domain(fact) for found in regions)
    assert len(set(regions)) == len(regions)


SHEET = """
format: enforcerules/examples/1
case:
  phase: concluded
  matter: own.matter
  start: 2024-01-01
  end: 2024-01-02
  party: {kind: unit}
  dates: {decided: 2024-02-01}
  facts: {违法事实: true, 情节轻微: false, 货值金额: 1万元}
examples:
  - {example: at, expect: {statutory: {fine: "[5000, 30000]"}}}
  - {example: below, case: {facts: {货值金额: "9999.99"}}, expect: {statutory: {fine: "[1000, 5000]"}}}
"""


def test_examples_of_one_file_notice_as_examples_of_two_do(tmp_path: Path) -> None:
    facts = "违法事实: true, 情节轻微: false, 货值金额: "
    at = ("at", f'{facts}"10000"', '{statutory: {fine: "[5000, 30000]"}}')
    below = ("below", f'{facts}"9999.99"', '{statutory: {fine: "[1000, 5000]"}}')
    (tmp_path / "two").mkdir()
    (tmp_path / "one" / "cases").mkdir(parents=True)
    apart = written(tmp_path / "two", at, below)
    together = written(tmp_path / "one")
    (together / "cases" / "several.yaml").write_text(SHEET, encoding="utf-8")
    trials = [fates(folder) for folder in (apart, together)]
    assert trials[0] == trials[1]
    assert {by for _, fate, by in trials[1] if fate == "killed"} == {"at", "below"}


def fates(folder: Path) -> list[tuple[str, str, str | None]]:
    program, results = ran(folder)
    found = run(program, mutants(program, OWN), usable(program, results))
    return [(one.mutant.key, one.fate, one.by) for one in found]


SHIFTING = RULES.replace(
    """otherwise: true, band: "(30%, 70%)"}""",
    """when: 货值金额5000元以上, band: "(30%, 70%)"}
    order: [low, rest]
    shift: [{when: 次数2次以上, to: next}]""",
)


def test_what_compiling_copies_is_changed_as_it_is_written(tmp_path: Path) -> None:
    """Own condition of a row: in the row and its copy; the shift: one mutant for all copies, noticed at 2 and at 1.

    100 元 of goods is the lower third of 1,000 to 5,000 元, [1000, 2200]; after two times the next row, (2200, 3800).
    """
    facts = "违法事实: true, 货值金额: '100', 情节轻微: false, 次数: "
    once = ("once", f"{facts}1", "{ranges: {fine: '[1000, 2200]'}}")
    twice = ("twice", f"{facts}2", "{ranges: {fine: '(2200, 3800)'}}")
    found = trials(written(tmp_path, once, twice, rules=SHIFTING))
    shift = {
        key.rpartition("table own.table ")[2]: one.fate
        for key, one in found.items()
        if "次数" in key and "own.table" in key
    }
    assert shift == {
        "drop 次数2次以上 → ": "killed",
        "negate 次数2次以上 → 非 次数2次以上": "killed",
        "end 次数2次以上 → 次数超过2次": "killed",
        "bound 次数2次以上 → 次数不低于1次": "killed",
    }
    rows = {key.split()[1] for key in found if key.startswith("row own.table") and "货值金额" in key}
    assert rows == {"own.table/low", "own.table/rest"}
