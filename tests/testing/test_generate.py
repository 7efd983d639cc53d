"""Generated cases do what they are for, say that nobody confirmed them, and leave what is there alone."""

from pathlib import Path

from own_rules import RULES, ran, written
from test_coverage import AT, JUST_BELOW, SPARED

from enforcerules.load.cases import load_example
from enforcerules.testing.coverage.generate import Made, generate
from enforcerules.testing.coverage.measure import Coverage, coverage, met_by
from enforcerules.testing.coverage.writing import written as text_of

SHIPPED = Path(__file__).parents[2] / "rulesets" / "cn"


def made_of(folder: Path, ruleset: str = "own") -> tuple[Coverage, Made]:
    program, results = ran(folder)
    covered = coverage(program, results, frozenset({ruleset}))
    return covered, generate(program, covered, [result.example for result in results if result.example])


def test_every_gap_that_can_be_closed_is_closed(tmp_path: Path) -> None:
    """All boundaries and conditions of the small rules can be seen in some case, so nothing is left."""
    covered, made = made_of(written(tmp_path, JUST_BELOW, AT))
    assert made.left == ()
    wanted = {one for one in covered.missing if one.dimension in {"boundary", "condition"}}
    assert {need for one in made.cases for need in (one.requirement, *one.also)} == wanted


def test_written_and_read_again_each_case_meets_what_it_is_for(tmp_path: Path) -> None:
    folder = written(tmp_path, JUST_BELOW, AT)
    program, _ = ran(folder)
    covered, made = made_of(folder)
    for number, one in enumerate(made.cases):
        file = tmp_path / f"{number}.yaml"
        file.write_text(text_of(program, covered.parts[one.requirement.part], one), encoding="utf-8")
        example, report = load_example(file)
        assert example is not None
        assert report.diagnostics == ()
        assert example.expect.unconfirmed
        assert {one.requirement, *one.also} <= met_by(program, example.case, covered.parts)


def test_rules_without_any_example_get_bare_cases(tmp_path: Path) -> None:
    covered, made = made_of(written(tmp_path))
    assert covered.examples == 0
    assert made.left == ()
    assert {one.seed for one in made.cases} == {None}


def test_what_no_case_can_show_is_left(tmp_path: Path) -> None:
    """A condition that says the same twice: neither of the two decides by not holding alone."""
    rules = RULES.replace("when: 情节轻微 且 （及时改正 或 次数为0次）", "when: 情节轻微 且 情节轻微")
    covered, made = made_of(written(tmp_path, SPARED, rules=rules))
    assert {(one.part, one.side) for one in made.left} == {("rule own.spare", "false")}
    assert len(made.left) == 2
    assert covered.examples == 1


def test_files_are_written_once_and_counted_as_not_confirmed(cli_main, tmp_path: Path) -> None:
    folder = written(tmp_path / "here", JUST_BELOW, AT)
    todo = folder / "cases" / "todo"
    assert cli_main("test", folder, "--generate", todo)[0] == 0
    files = sorted(todo.iterdir())
    assert files
    code, out = cli_main("test", folder)
    assert (code, out) == (0, f"2 通过，{len(files)} 待确认\n")
    files[0].write_text("format: enforcerules/example/1\nexample: mine\n", encoding="utf-8")
    kept = files[0].read_bytes()
    cli_main("test", folder, "--generate", todo)
    assert files[0].read_bytes() == kept
    assert sorted(todo.iterdir()) == files


def test_a_folder_from_which_nothing_is_collected_is_refused(cli_main, tmp_path: Path) -> None:
    folder = written(tmp_path, AT)
    assert cli_main("test", folder, "--generate", tmp_path / "elsewhere")[0] == 4
    assert not (tmp_path / "elsewhere").exists()


def test_dates_counts_and_derived_facts_of_a_shipped_ruleset() -> None:
    """Days after an order, records in the history, five years since an act; from three examples alone.

    Two conditions of the time bar are left that no case shows: that an act goes on decides nothing where its end has passed,
    and it cannot have begun less than five years ago where it ended more than five years ago.
    """
    program, results = ran(SHIPPED / "tax")
    chosen = {"tax-late-29", "tax-list-books", "tax-time-bar-last-day"}
    kept = [result for result in results if result.name in chosen]
    assert len(kept) == len(chosen)
    covered = coverage(program, kept, frozenset({"cn.tax.registration"}))
    made = generate(program, covered, [result.example for result in kept if result.example])
    seen = {need.fact for one in made.cases for need in (one.requirement, *one.also)}
    assert {"over_correction", "proposed_fine", "over_5y", "first_on_item", "item_records", "list_correction"} <= seen
    assert {one.fact for one in made.left} <= {"act_ongoing", "over_5y_start"}
