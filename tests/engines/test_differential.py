"""The script of the differential evaluations: it counts, and what differs becomes an example that loads with all others."""

import importlib
import sys
from pathlib import Path

import pytest

from enforcerules.engines import opinions
from enforcerules.engines.matcher import Disagreement
from enforcerules.engines.tree import TreeMatcher
from enforcerules.load.cases import load_example
from enforcerules.pipeline import build, decide

SCRIPTS = Path(__file__).parents[2] / "scripts"


@pytest.fixture
def script(monkeypatch, tmp_path):
    monkeypatch.syspath_prepend(str(SCRIPTS))
    monkeypatch.setattr(sys, "path", [*sys.path])
    made = importlib.import_module("differential")
    monkeypatch.setattr(made, "SCENARIOS", tmp_path)
    monkeypatch.setattr(made, "SEEDS", tmp_path / "seeds.txt")
    monkeypatch.setattr(made, "CASES", 5)
    return made


def test_evaluations_are_counted(script, monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["differential.py", "40", "--seed", "3"])
    assert script.main() == 0
    said = capsys.readouterr().out
    assert "40 evaluations" in said
    assert "tree agrees on" in said


class Contrary(TreeMatcher):
    """An engine that is wrong about whatever holds."""

    def match(self, items, facts):
        return {key: None if answer else answer for key, answer in super().match(items, facts).items()}


def test_what_differs_becomes_an_example(script, monkeypatch, tmp_path):
    monkeypatch.setattr(opinions, "TreeMatcher", Contrary)
    with pytest.raises(Disagreement):
        script.rulesets(script.Tally(), 5, 1)
    (folder,) = tmp_path.iterdir()
    program, report = build([folder])
    assert program is not None, report
    (path,) = (folder / "cases").iterdir()
    example, problems = load_example(path)
    assert example is not None, problems
    (outcome,) = decide(program, example.case).outcomes
    assert example.expect.disposition == outcome.disposition


def test_a_seed_that_differs_is_kept(script, monkeypatch, tmp_path):
    monkeypatch.setattr(script, "TreeMatcher", Contrary)
    with pytest.raises(Disagreement):
        script.wider(script.Tally(), 5, 1)
    assert (tmp_path / "seeds.txt").read_text(encoding="utf-8").split()[0].isdigit()
