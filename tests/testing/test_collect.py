"""Which files are examples, and whose."""

from pathlib import Path

import pytest

from enforcerules.testing.collect import collect, ruleset_of


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name in (
        "a/ruleset.yaml",
        "a/cases/two.yaml",
        "a/cases/one.json",
        "a/cases/deep/three.yml",
        "a/cases/.hidden.yaml",
        "a/cases/notes.md",
        "a/.git/cases/no.yaml",
        "b/cases/four.yaml",
        "b/other/five.yaml",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    return tmp_path


def found(tree: Path, *names: str) -> list[str]:
    return [path.relative_to(tree).as_posix() for path in collect([tree / name for name in names])]


def test_everything_in_folders_named_cases(tree: Path) -> None:
    assert found(tree, "a") == ["a/cases/deep/three.yml", "a/cases/one.json", "a/cases/two.yaml"]
    assert found(tree, "b", "a") == ["b/cases/four.yaml", *found(tree, "a")]


def test_each_once(tree: Path) -> None:
    assert found(tree, "b/cases/four.yaml", "b", "b/cases") == ["b/cases/four.yaml"]


def test_a_folder_inside_of_cases_and_a_file(tree: Path) -> None:
    assert found(tree, "a/cases/deep") == ["a/cases/deep/three.yml"]
    assert found(tree, "b/other/five.yaml") == ["b/other/five.yaml"]
    assert found(tree, "b/other") == []


def test_the_ruleset_beside(tree: Path) -> None:
    assert ruleset_of(tree / "a/cases/deep/three.yml") == tree / "a"
    assert ruleset_of(tree / "a/cases") == tree / "a"
    assert ruleset_of(tree / "a") == tree / "a"
