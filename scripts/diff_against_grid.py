"""Two versions of small rulesets compared, and held against every case of the grid: `diff_against_grid.py [COUNT] [CASES]`.

The rulesets come from the generators of the tests, so that a count is repeatable. Stops at the first case that differs.
"""

import sys
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tests" / "analysis"), str(ROOT / "tests" / "decide")]

from hypothesis import HealthCheck, given, seed, settings  # noqa: E402


def main() -> None:
    """Count pairs of rulesets, cases, and cases that differ."""
    count, cases = (int(word) for word in (*sys.argv[1:3], *("2000", "40")[len(sys.argv) - 1 :]))
    total = [0, 0, 0]
    held_against = import_module("grid").held_against
    pairs = import_module("strategies").pairs_of_smalls

    @seed(20260101)
    @settings(max_examples=count, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(pairs())
    def run(pair: object) -> None:
        seen, differing = held_against(pair, most=cases)
        total[0] += 1
        total[1] += seen
        total[2] += differing

    run()
    print(f"{total[0]} pairs of rulesets, {total[1]} cases, {total[2]} of them differ: the graph is right in all")


if __name__ == "__main__":
    main()
