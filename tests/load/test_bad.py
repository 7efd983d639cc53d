"""Each folder in `bad/` is a wrong document and what is said of it; `ENFORCERULES_ACCEPT=1` rewrites the latter."""

import os
from pathlib import Path

import pytest

from enforcerules.base.diagnostics import Report
from enforcerules.load.nodes import read_json, read_yaml
from enforcerules.render.diagnostics import text

CASES = sorted((Path(__file__).parent / "bad").glob("*/input.*"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.parent.name)
def test_what_is_said_of_a_wrong_document(path: Path) -> None:
    data = path.read_bytes()
    read = read_json if path.suffix == ".json" else read_yaml
    _, problems = read(data, path.name)
    said = text(Report(problems), "zh", {path.name: data.decode("utf-8", "replace")})
    expected = path.parent / "expected.txt"
    if os.environ.get("ENFORCERULES_ACCEPT") == "1":
        expected.write_bytes(said.encode())
    assert problems
    assert said == expected.read_bytes().decode()
