"""Hostile input ends in a diagnostic, or in the right answer, with little memory and in time: see `attempt.py` and `hostile_corpus.py`."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hostile_corpus import CORPUS, ROOT, Hostile, small

HERE = Path(__file__).parent


def tried(given: list[dict], folder: Path) -> dict[str, dict]:
    """What came of each, in a process that has 2 GiB and 30 s for each."""
    plan = folder / "plan"
    plan.write_text(json.dumps({"rules": [str(small.SMALL)], "given": given}), encoding="utf-8")
    command = [sys.executable, str(HERE / "attempt.py"), str(plan)]
    made = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(command, capture_output=True, text=True, env=made, cwd=folder, check=False, encoding="utf-8")
    found = {one["name"]: one for one in map(json.loads, done.stdout.splitlines())}
    assert found.keys() == {one["name"] for one in given}, done.stderr[-2000:]
    return found


@pytest.mark.parametrize("corpus", CORPUS, ids=lambda one: one.__name__)
def test_hostile_input(corpus: Callable[[], Iterator[Hostile]], tmp_path: Path) -> None:
    hostile = list(corpus())
    assert len({one.name for one in hostile}) == len(hostile)
    found = tried([one.written(tmp_path) for one in hostile], tmp_path)
    wrong = {one.name: found[one.name] for one in hostile if not as_wanted(one, found[one.name])}
    assert wrong == {}
    assert not list(tmp_path.glob("**/pwned"))


def as_wanted(one: Hostile, said: dict) -> bool:
    if not one.codes:
        return said["verdict"] == "right"
    return said["verdict"] == "refused" and any(
        code.startswith(wanted) for code in said["codes"] for wanted in one.codes.split()
    )
