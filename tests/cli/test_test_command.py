"""`test`: last failed, JUnit, watching, and what is not confirmed."""

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from enforcerules.cli.watching import look, watch


@pytest.fixture
def own(cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Rules that `init` writes with two examples, in a working directory of their own."""
    folder = tmp_path / "own"
    assert cli("init", folder).code == 0
    usual = (folder / "cases" / "usual.yaml").read_text(encoding="utf-8")
    (folder / "cases" / "second.yaml").write_text(usual.replace("example: usual", "example: second"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return folder


def change(folder: Path, before: str, after: str) -> None:
    file = folder / "cases" / "usual.yaml"
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after), encoding="utf-8")


def run(cli, folder: Path, *more: object):
    return cli("test", folder, "--extending", "cn", "--lang", "en", *more)


def test_last_failed_runs_what_failed_until_it_passes(cli, own: Path) -> None:
    assert run(cli, own).out == "2 passed\n"
    assert not Path(".enforcerules_cache").exists()
    change(own, "(740, 1460)", "(740, 1461)")
    assert run(cli, own).out.endswith("1 passed, 1 failed\n")
    assert run(cli, own, "--lf").out.endswith("0 passed, 1 failed\n")
    change(own, "(740, 1461)", "(740, 1460)")
    assert run(cli, own, "--lf").out == "1 passed\n"
    assert run(cli, own, "--lf").out == "2 passed\n"


def test_examples_that_did_not_run_stay_remembered(cli, own: Path) -> None:
    change(own, "(740, 1460)", "(740, 1461)")
    assert run(cli, own).code == 1
    assert run(cli, own, "-k", "second").code == 0
    assert run(cli, own, "--lf").out.endswith("0 passed, 1 failed\n")


@pytest.mark.parametrize("content", ["", "{", "{}", "null", "\x00"])
def test_a_broken_memory_is_none(cli, own: Path, content: str) -> None:
    Path(".enforcerules_cache").mkdir()
    Path(".enforcerules_cache", "last_failed.json").write_text(content, encoding="utf-8")
    assert run(cli, own, "--lf").out == "2 passed\n"


def test_junit(cli, own: Path) -> None:
    change(own, "(740, 1460)", "(740, 1461)")
    (own / "cases" / "bad.yaml").write_text('format: enforcerules/example/1\nexample: "<&\\u0001"\n', encoding="utf-8")
    assert run(cli, own, "--junit", "out.xml").code == 1
    (suite,) = ET.parse("out.xml").getroot()
    assert [suite.attrib[name] for name in ("tests", "failures", "errors", "skipped")] == ["3", "1", "1", "0"]
    cases = {case.attrib["name"]: case for case in suite}
    failure = cases["usual"].find("failure")
    assert failure is not None
    assert failure.attrib["message"] == "ranges.fine: (740, 1461) ≠ (740, 1460)"
    assert "why:" in (failure.text or "")
    assert list(cases["second"]) == []
    assert cases["bad"].find("error") is not None


def unconfirm(file: Path) -> None:
    head, _, _ = file.read_text(encoding="utf-8").partition("expect:")
    file.write_text(f"{head}expect: unconfirmed\n", encoding="utf-8")


def test_what_is_not_confirmed_is_counted_apart_and_never_as_passed(cli, own: Path) -> None:
    unconfirm(own / "cases" / "usual.yaml")
    done = run(cli, own, "-v")
    assert (done.code, done.out.splitlines()[-1]) == (0, "1 passed, 1 not confirmed")
    unconfirm(own / "cases" / "second.yaml")
    assert run(cli, own).code == 5
    assert run(cli, own).out == "0 passed, 2 not confirmed\n"


def test_a_case_that_cannot_be_decided_is_broken_also_where_nothing_is_expected_yet(cli, own: Path) -> None:
    unconfirm(own / "cases" / "usual.yaml")
    change(own, "matter: my.stall", "matter: my.stal")
    assert run(cli, own).code == 1


def test_stopping_at_the_first_failure(cli, own: Path) -> None:
    unconfirm(own / "cases" / "second.yaml")
    change(own, "(740, 1460)", "(740, 1461)")
    assert run(cli, own, "-x").out.endswith("0 passed, 1 failed, 1 not confirmed\n")


class Enough(Exception):
    pass


def test_watching_runs_again_after_a_change_and_only_then(tmp_path: Path) -> None:
    file = tmp_path / "rules.yaml"
    file.write_text("a")
    runs: list[str] = []
    steps = iter(["", "b", "", "", "bc", ""])

    def pause() -> None:
        step = next(steps, None)
        if step is None:
            raise Enough
        if step:
            file.write_text(step * 2)

    with pytest.raises(Enough):
        watch([tmp_path], lambda: runs.append(file.read_text()), pause)
    assert runs == ["a", "bb", "bcbc"]


def test_a_change_while_it_runs_is_not_missed(tmp_path: Path) -> None:
    file = tmp_path / "rules.yaml"
    file.write_text("a")
    runs: list[str] = []

    def again() -> None:
        runs.append(file.read_text())
        if len(runs) == 1:
            file.write_text("changed")

    def pause() -> None:
        raise Enough

    with pytest.raises(Enough):
        watch([tmp_path], again, pause)
    assert runs == ["a", "changed"]


def test_hidden_folders_and_absent_files_are_not_looked_at(tmp_path: Path) -> None:
    (tmp_path / ".cache").mkdir()
    (tmp_path / ".cache" / "x").write_text("x")
    (tmp_path / "gone").symlink_to(tmp_path / "nowhere")
    assert look([tmp_path, tmp_path / "absent"]) == {}


@pytest.fixture
def sheet(cli, own: Path) -> Path:
    """The same rules with three examples in one file: the fine of a stall by its takings."""
    usual = (own / "cases" / "usual.yaml").read_text(encoding="utf-8")
    (own / "cases" / "second.yaml").unlink()
    (own / "cases" / "usual.yaml").unlink()
    _, _, rest = usual.partition("case:\n")
    case, _, expect = rest.partition("expect:\n")
    body = "".join(f"    {line}\n" for line in expect.splitlines())
    examples = "".join(f"- example: {name}\n  expect:\n{body}" for name in ("one", "two", "three"))
    text = f"format: enforcerules/examples/1\ncase:\n{case}examples:\n{examples}"
    (own / "cases" / "several.yaml").write_text(text, encoding="utf-8")
    return own


def spoil(folder: Path, name: str) -> None:
    file = folder / "cases" / "several.yaml"
    before, mark, after = file.read_text(encoding="utf-8").partition(f"- example: {name}\n")
    assert "(740, 1460)" in after
    file.write_text(before + mark + after.replace("(740, 1460)", "(740, 1461)", 1), encoding="utf-8")


def test_an_example_inside_a_file_is_named_run_and_remembered_by_itself(cli, sheet: Path) -> None:
    assert run(cli, sheet, "-v").out.splitlines() == [
        "passed  own/cases/several.yaml::one",
        "passed  own/cases/several.yaml::two",
        "passed  own/cases/several.yaml::three",
        "3 passed",
    ]
    assert run(cli, sheet, "-k", "several and not two").out == "2 passed\n"
    spoil(sheet, "two")
    assert "failed  two  own/cases/several.yaml::two" in run(cli, sheet, "--junit", "out.xml").out
    cases = {case.attrib["name"]: list(case) for case in ET.parse("out.xml").getroot()[0]}
    assert {name: len(found) for name, found in cases.items()} == {"one": 0, "two": 1, "three": 0}
    assert run(cli, sheet, "--lf").out.endswith("0 passed, 1 failed\n")
    assert run(cli, sheet, "-k", "one", "--lf").out == "1 passed\n"
    assert run(cli, sheet, "--lf").out.endswith("0 passed, 1 failed\n")


def test_a_file_of_several_that_cannot_be_read_is_remembered_whole(cli, sheet: Path) -> None:
    file = sheet / "cases" / "several.yaml"
    good = file.read_text(encoding="utf-8")
    file.write_text(good.replace("- example: two", "- exampel: two"), encoding="utf-8")
    assert run(cli, sheet).code == 1
    file.write_text(good, encoding="utf-8")
    assert run(cli, sheet, "--lf").out == "3 passed\n"
    assert run(cli, sheet, "-k", "one", "--lf").out == "1 passed\n"


def test_in_a_file_of_several_some_may_wait_for_a_person(cli, sheet: Path) -> None:
    file = sheet / "cases" / "several.yaml"
    head, _, _ = file.read_text(encoding="utf-8").partition("- example: three")
    file.write_text(f"{head}- example: three\n  expect: unconfirmed\n", encoding="utf-8")
    assert run(cli, sheet).out == "2 passed, 1 not confirmed\n"
