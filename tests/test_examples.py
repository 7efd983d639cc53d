"""Every example case beside the shipped rulesets and the scenarios, each a test of its own."""

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from enforcerules import api
from enforcerules.load.cases import load_examples
from enforcerules.load.shipped import located
from enforcerules.model.program import Program
from enforcerules.testing.collect import collect, ruleset_of
from enforcerules.testing.run import run_all
from enforcerules.testing.telling import said

ROOT = Path(__file__).parents[1]
EXAMPLES = collect([ROOT / "rulesets", ROOT / "tests" / "scenarios"])


@cache
def program_of(paths: tuple[Path, ...]) -> Program:
    first, *more = paths
    return api.load(first, *more).program


def rules_for(example: Path) -> Program:
    """Built once for each ruleset outside the shipped set, and once for all within."""
    return program_of(located([ruleset_of(example)], "cn"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_example(path: Path) -> None:
    failed = [one for one in run_all(rules_for(path), path) if one.verdict != "passed"]
    assert not failed, "\n".join(said(one, "en") for one in failed)


def test_examples_are_found() -> None:
    assert len({path.stem for path in EXAMPLES}) == len(EXAMPLES)
    names = [str(one.example) for path in EXAMPLES for one, _ in load_examples(path) if one is not None]
    assert len(names) > 800
    assert not [name for name, times in Counter(names).items() if times > 1]
