"""The benchmarks run, on little: they are not part of the library, and what they measure is asserted nowhere."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BENCHMARKS = ROOT / "benchmarks"


def run(*arguments):
    command = [sys.executable, *map(str, arguments)]
    env = {"PYTHONPATH": f"{ROOT / 'src'}", "PATH": "/usr/bin:/bin"}
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, env=env, cwd=ROOT)


def test_threads_give_what_one_thread_gives():
    """The soak, a thousandth of it: every verdict of eight threads equals the serial one. Memory is judged over the whole run only."""
    pytest.importorskip("numpy")
    done = run(BENCHMARKS / "soak.py", "--count", "10000", "--matters", "2")
    assert "rounds that differ from serial: 0" in done.stdout, done.stderr


def test_goals_are_met_or_say_what_comes_next(monkeypatch):
    monkeypatch.syspath_prepend(str(BENCHMARKS / "discretion"))
    from goals import goals

    def peers(**bulk):
        return {"peers": {name: {"bulk": [one, one * 1.1]} for name, one in bulk.items()}}

    slow = peers(
        enforcerules=6.0, enforcerules_read=9.0, zen_table_trace=30.0, zen_expression=2.5, limit_checked_lazy=1.7
    )
    rows = goals({"latency": {"20": slow, "2000": slow}})
    met = {row[0]: row[3] for row in rows}
    assert met["M = 20: one decision, explained on demand, of zen's table with trace"].startswith(
        "not met: "
    )  # 6 / 30 > 1/6
    assert met["growth from 20 to 2,000 matters"] == "met"  # the same at both sizes
    assert {row[2] for row in rows if "M = 200:" in row[0]} == {"not run"}
    fast = peers(enforcerules=2.4, zen_table_trace=30.0, zen_expression=2.5)
    met = {row[0]: row[3] for row in goals({"latency": {"20": fast}})}
    assert met["M = 20: one decision, explained on demand, of zen's table with trace"] == "met, stretch 0.1 met"


def test_the_peers_of_the_extra_are_those_of_the_harness():
    """Every peer that the adapters import is in the extra, so that `make bench` has it."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        extra = " ".join(tomllib.load(file)["project"]["optional-dependencies"]["bench"])
    for name in (
        "zen-engine",
        "openfisca-core",
        "common-expression-language",
        "durable-rules",
        "numba",
        "polars",
        "duckdb",
        "orjson",
        "psutil",
    ):
        assert name in extra
