"""Bring generated benchmarks to a workbook and back, until so many came back as they were: `try_workbooks.py 10000`.

The generator and what is compared are those of `tests/exchange/test_workbook_generated.py`; here there are more of them, and every
seed gives others. Stops at the first that does not come back, and prints it.
"""

from __future__ import annotations

import sys
import warnings
from argparse import ArgumentParser
from importlib import import_module
from pathlib import Path
from time import monotonic
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "exchange"))


def main() -> int:
    """0 when all came back."""
    arguments = ArgumentParser(description=__doc__)
    arguments.add_argument("tables", type=int, nargs="?", default=10_000)
    arguments.add_argument("--seed", type=int, default=1)
    options = arguments.parse_args()
    started, back, seed = monotonic(), 0, options.seed
    while back < options.tables:
        back += _some(seed)
        seed += 1
        print(f"{back} tables came back as they were, {monotonic() - started:.0f} s, next seed {seed}", flush=True)
    return 0


def _some(number: int) -> int:
    """How many tables of fifty rulesets came back; raises AssertionError at the first that does not."""
    from hypothesis import HealthCheck, Phase, given, seed, settings

    rulesets = import_module("generated_benchmarks").rulesets
    comes_back = import_module("test_workbook_generated").comes_back
    warnings.simplefilter("ignore")
    back: list[int] = []

    @seed(number)
    @settings(
        max_examples=50, deadline=None, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
    )
    @given(rulesets(least=3, most=6))
    def run(written: dict[str, Any]) -> None:
        back.append(comes_back(written))

    run()
    return sum(back)


if __name__ == "__main__":
    sys.exit(main())
