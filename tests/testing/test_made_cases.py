"""The cases that scripts work out from the printed tables and lists are those that the scripts would write."""

import sys
from importlib import import_module
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).parents[2] / "scripts"
CN = SCRIPTS.parent / "rulesets" / "cn"
MADE = [
    ("make_table_cases", "guangdong/environment", "cells-*"),
    ("make_list_cases", "guangdong/environment", "conditions-*"),
    ("make_jiangmen_cases", "jiangmen/environment", "jm-cells-*"),
]


@pytest.mark.parametrize(("script", "place", "pattern"), MADE)
def test_files_are_as_they_would_be_written(
    script: str, place: str, pattern: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "path", [str(SCRIPTS), *sys.path])
    made = import_module(script).build()
    there = (CN / place / "cases").glob(f"{pattern}.yaml")
    assert {path.name: path.read_text(encoding="utf-8") for path in there} == made


def test_a_sum_as_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Table 2.7.1: 7 + 2 + 0 + 3 + 3 + 8 + 6 = 29 % of one million; the cap and the floor."""
    monkeypatch.setattr(sys, "path", [str(SCRIPTS), *sys.path])
    weighed = import_module("make_table_cases").weighed
    assert weighed(7, 1_000_000, [2, 0, 3, 3, 8, 6])[0] == 290_000
    assert weighed(50, 2_000_000, [80])[0] == 2_000_000
    assert weighed(7, 1_000_000, [0], 20)[0] == 200_000
