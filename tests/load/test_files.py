import os
from pathlib import Path

import pytest

from enforcerules.base.limits import Limits
from enforcerules.load.files import find_documents, read_bytes


def codes(problems) -> list[str]:
    return [problem.code for problem in problems]


def test_documents_are_found_in_the_order_of_their_names(tmp_path: Path) -> None:
    for name in ("b.yaml", "a/z.yml", "a/cases/c.yaml", "cases/d.yaml", ".hidden/e.yaml", ".f.yaml", "g.txt", "B.YAML"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("a: 1")
    found, problems = find_documents(tmp_path)
    assert [path.relative_to(tmp_path).as_posix() for path in found] == ["B.YAML", "a/z.yml", "b.yaml"]
    assert problems == ()
    assert find_documents(tmp_path / "cases") == ([tmp_path / "cases/d.yaml"], ())
    assert find_documents(tmp_path / "g.txt") == ([tmp_path / "g.txt"], ())


def test_links_stay_inside_the_folder(tmp_path: Path) -> None:
    inside, outside = tmp_path / "in", tmp_path / "out"
    for folder in (inside, outside):
        folder.mkdir()
        (folder / "a.yaml").write_text("a: 1")
    (inside / "again.yaml").symlink_to(inside / "a.yaml")
    (inside / "loop").symlink_to(inside)
    assert find_documents(inside) == ([inside / "a.yaml"], ())
    (inside / "file.yaml").symlink_to(outside / "a.yaml")
    (inside / "folder").symlink_to(outside)
    (inside / "broken.yaml").symlink_to(outside / "nothing")
    found, problems = find_documents(inside)
    assert found == [inside / "a.yaml"]
    assert codes(problems) == ["ER104", "ER104", "ER104"]


def test_links_that_lead_nowhere_are_told(tmp_path: Path) -> None:
    """A ruleset that is named and not there would be rules left out without a word; a circle ended in a RuntimeError."""
    (tmp_path / "a.yaml").write_text("a: 1")
    (tmp_path / "b.yaml").symlink_to(tmp_path / "gone.yaml")
    (tmp_path / "c.yaml").symlink_to(tmp_path / "c.yaml")
    (tmp_path / "d").symlink_to(tmp_path / "gone")
    found, problems = find_documents(tmp_path)
    assert found == [tmp_path / "a.yaml"]
    assert codes(problems) in (["ER101", "ER102"], ["ER101", "ER101"])  # Python 3.13 resolves a circle to itself


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("a: 1")
    os.mkfifo(tmp_path / "p.yaml")
    assert codes(find_documents(tmp_path)[1]) == ["ER106"]


def test_a_folder_is_not_searched_for_ever(tmp_path: Path) -> None:
    """Ten entries are looked at for each file that a folder may hold."""
    for number in range(10):
        (tmp_path / f"{number}.txt").touch()
    assert codes(find_documents(tmp_path, Limits(files=1))[1]) == ["ER105"]
    (tmp_path / "10.txt").touch()
    assert codes(find_documents(tmp_path, Limits(files=1))[1]) == ["ER107"]


def test_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    assert codes(find_documents(tmp_path / "none")[1]) == ["ER101"]
    assert codes(find_documents(tmp_path)[1]) == ["ER105"]
    assert codes(read_bytes(tmp_path / "none")[1]) == ["ER101"]
    assert codes(read_bytes(tmp_path)[1]) == ["ER106"]
    assert codes(read_bytes(Path("a\0b"))[1]) in (["ER101"], ["ER102"])
    assert codes(find_documents(Path("a\0b"))[1]) in (["ER101"], ["ER102"])
    assert codes(find_documents(Path("x" * 9_999))[1]) in (["ER101"], ["ER102"])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_a_pipe_is_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "p.yaml")
    assert codes(read_bytes(tmp_path / "p.yaml")[1]) == ["ER106"]
    assert codes(find_documents(tmp_path / "p.yaml")[1]) == ["ER106"]


def test_the_bounds_on_files_hold(tmp_path: Path) -> None:
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text("abc")
    assert read_bytes(tmp_path / "a.yaml", Limits(file_bytes=3)) == (b"abc", ())
    assert codes(read_bytes(tmp_path / "a.yaml", Limits(file_bytes=2))[1]) == ["ER103"]
    assert codes(find_documents(tmp_path, Limits(files=1))[1]) == ["ER107"]


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "a.yaml").write_text("a: 1")
    monkeypatch.setattr(Path, "open", refuse)
    (problem,) = read_bytes(tmp_path / "a.yaml")[1]
    assert problem.code == "ER102"
    assert dict(problem.args)["reason"] == "@os_denied"
