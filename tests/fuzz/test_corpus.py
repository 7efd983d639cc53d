"""The inputs that fuzzing began with and those that it found, replayed; and the search without atheris works."""

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).parents[2] / "scripts"
sys.path.insert(0, str(SCRIPTS))
import fuzz  # noqa: E402

KEPT = [(target, name, data) for target in fuzz.TARGETS for name, data in fuzz.seeds(target)]


@pytest.mark.parametrize(("target", "data"), [(t, d) for t, _, d in KEPT], ids=[f"{t}-{n}" for t, n, _ in KEPT])
def test_kept_inputs_end_as_they_must(target: str, data: bytes) -> None:
    fuzz.TARGETS[target](data)


def test_every_target_has_a_corpus_and_no_corpus_is_left_over() -> None:
    assert {path.name for path in fuzz.CORPUS.iterdir()} == fuzz.TARGETS.keys()


@pytest.mark.parametrize("target", fuzz.TARGETS)
def test_a_second_of_damaged_inputs(target: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert fuzz.with_damage(target, 1, 1, tmp_path) == 0
    assert "atheris is not installed" in capsys.readouterr().out
    assert list(tmp_path.iterdir()) == []


def test_one_input_again_from_the_command_line() -> None:
    command = [sys.executable, str(SCRIPTS / "fuzz.py"), "loader", "--replay", str(fuzz.CORPUS / "loader" / "a.yaml")]
    assert subprocess.run(command, check=False).returncode == 0
