from pathlib import Path

import pytest

from enforcerules import pipeline
from enforcerules.load.cases import load_case, load_example

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def program():
    made, report = pipeline.build([ROOT / "rulesets" / "cn"])
    assert made is not None, report
    return made


@pytest.fixture(scope="session")
def decided(program):
    """An example of the checkout, decided."""

    def decide(name):
        case, report = load_case(ROOT / "examples" / f"{name}.yaml")
        assert case is not None, report
        return pipeline.decide(program, case)

    return decide


@pytest.fixture(scope="session")
def decisions(program):
    """Every example case beside the shipped rulesets, decided."""
    made = {}
    for path in sorted((ROOT / "rulesets").glob("**/cases/*.yaml")):
        example = load_example(path)[0]
        assert example is not None, path
        made[path.stem] = pipeline.decide(program, example.case)
    assert made
    return made
