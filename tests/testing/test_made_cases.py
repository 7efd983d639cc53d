"""The cases that scripts work out from the printed tables and lists are those that the scripts would write."""

import sys
from importlib import import_module
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).parents[2] / "scripts"
CASES = SCRIPTS.parent / "rulesets" / "cn" / "guangdong" / "environment" / "cases"


@pytest.mark.parametrize(("script", "pattern"), [("make_table_cases", "cells-*"), ("make_list_cases", "conditions-*")])
def test_files_are_as_they_would_be_written(script: str, pattern: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [str(SCRIPTS), *sys.path])
    made = import_module(script).build()
    assert {path.name: path.read_text(encoding="utf-8") for path in CASES.glob(f"{pattern}.yaml")} == made


def test_a_sum_as_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Table 2.7.1: 7 + 2 + 0 + 3 + 3 + 8 + 6 = 29 % of one million; the cap and the floor."""
    monkeypatch.setattr(sys, "path", [str(SCRIPTS), *sys.path])
    weighed = import_module("make_table_cases").weighed
    assert weighed(7, 1_000_000, [2, 0, 3, 3, 8, 6])[0] == 290_000
    assert weighed(50, 2_000_000, [80])[0] == 2_000_000
    assert weighed(7, 1_000_000, [0], 20)[0] == 200_000
